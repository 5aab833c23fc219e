//! Tests of citations as claims; the gold set with its figures is in `tests/gold.rs`.

mod gold;

use super::*;

/// The built-in profile.
fn vietnamese() -> &'static Profile {
    Profile::builtin("vi").expect("it is built in")
}

/// All mentions of a text.
fn mentions(text: &str) -> Vec<Mention> {
    cite(text, vietnamese(), &About::default()).mentions
}

/// The keys of a text's directives.
fn directives(text: &str) -> Vec<String> {
    let all = mentions(text).into_iter();
    all.filter(|mention| mention.kind == Kind::Directive).map(|mention| mention.key).collect()
}

#[test]
fn the_builtin_profile_compiles() {
    assert!(Profile::builtin("vi").is_some());
    assert!(Profile::builtin("tlh").is_none());
}
