//! Tests: every reason has its own words, by which it is found again.

use super::*;

#[test]
fn a_reason_is_found_again_by_its_words_and_by_no_others() {
    for (reason, words) in Reason::WORDS {
        assert_eq!(reason.to_string(), *words);
        assert_eq!(Reason::try_from(words.to_string()), Ok(reason.clone()));
    }
    assert_eq!(Reason::Below("Tin khác".to_string()).to_string(), "below `Tin khác`");
    assert!(Reason::try_from("no such thing".to_string()).is_err());
}
