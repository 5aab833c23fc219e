//! Tests of declared abbreviations as claims.

use super::*;

#[test]
fn letters_in_the_order_of_the_name_are_its_abbreviation() {
    assert!(is_made_of("hndvn", "hndvn"));
    assert!(is_made_of("bqlkcn", "bqlckcn"));
}

#[test]
fn letters_of_something_else_are_none() {
    assert!(!is_made_of("ttxvn", "vpqh"));
    assert!(!is_made_of("h", "hndvn"));
    assert!(!is_made_of("vn", "hndvn"));
}
