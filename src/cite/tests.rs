//! Tests of citations as claims.

use super::*;

#[test]
fn the_builtin_profile_compiles() {
    assert!(Profile::builtin("vi").is_some());
}
