use super::*;

use std::panic::catch_unwind;

#[test]
fn a_thread_whose_body_panicked_renders_other_pages_as_before() {
    assert!(catch_unwind(|| within_body(|| panic!("the body is broken"))).is_err());
    assert!(!is_in_body());
    within_body(|| within_body(|| ()));
    assert!(!is_in_body());
}
