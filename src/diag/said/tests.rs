use super::*;

/// What is told of a reader's words, on one line.
fn told(said: &str) -> String {
    let told = plainly(said, "TOML", "mend it");
    format!("{}; {}", told.message, told.hint)
}

#[test]
fn a_wrong_kind_of_value_is_told_by_what_belongs_there() {
    let boolean = "`true` or `false` belongs here; write it without quotes";
    assert_eq!(told("invalid type: string \"yes\", expected a boolean"), boolean);
    assert_eq!(told("invalid boolean (strict mode expects true/false)"), boolean);
    assert!(told("invalid type: string \"1\", expected usize").starts_with("a whole number"));
    assert!(told("invalid u64").starts_with("a whole number belongs here, 0 or more"));
    assert!(told("invalid type: integer `1`, expected a string").starts_with("a text belongs"));
    assert!(told("expected mapping start").starts_with("a table belongs here"));
    assert!(told("invalid type: string \"a\", expected a sequence").starts_with("a list belongs"));
    assert!(told("invalid type: string \"a\", expected struct Taxonomy").starts_with("a table"));
}

#[test]
fn a_wrong_choice_is_told_with_the_nearest_or_all() {
    let said = "unknown variant `wern`, expected `error` or `warn`";
    assert_eq!(told(said), "`wern` is no choice here; did you mean `warn`?");
    let said = "unknown variant `none`, expected one of `on`, `safe`, `off`";
    assert_eq!(told(said), "`none` is no choice here; known here: `on`, `safe`, `off`");
    let said = "unknown variant `lunr`, expected one of `elasticlunr_json`, `fuse_json`";
    assert_eq!(told(said), "`lunr` is no choice here; known here: `elasticlunr_json`, `fuse_json`");
}

#[test]
fn a_slip_of_the_pen_is_told_as_such() {
    assert_eq!(
        told("duplicate mapping key: title"),
        "the key `title` stands twice; keep one of the two"
    );
    assert!(told("string values must be quoted, expected literal string").contains("in quotes"));
    assert!(told("tabs disallowed within this context").ends_with("indent with blanks"));
    assert!(told("mapping values are not allowed in this context").starts_with("a `:` stands"));
}

#[test]
fn what_is_not_known_is_told_as_it_was_said() {
    assert_eq!(told("something new"), "cannot read the TOML: something new; mend it");
}
