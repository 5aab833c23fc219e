use super::*;

/// The text with marks, which are shown as `!`.
#[track_caller]
fn check(text: &str, is_indented: bool, shown: &str) {
    let watched = Watched::new(text, is_indented).expect("nothing stands deep");
    assert_eq!(watched.text.replace(MARK, "!").replace("@debug \"\"\n", "!\n"), shown);
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
        let places = watched.text.char_indices().filter(|(_, other)| *other == letter);
        assert!(places.into_iter().any(|(place, _)| watched.original(place) == at));
    }
}

#[test]
fn bodies_of_mixins_functions_and_loops_are_marked() {
    check("@mixin a($b: #{c}) { d: e }", false, "@mixin a($b: #{c}) {! d: e }");
    check("@function f(){@return 1}", false, "@function f(){!@return 1}");
    check(
        "@while $i<2{a{b:c}}@for $i from 1 to 2{d{e:f}}",
        false,
        "@while $i<2{!a{b:c}}@for $i from 1 to 2{!d{e:f}}",
    );
    check(
        ".a { b: c; &:hover { d: e } } @include x { y: z }",
        false,
        ".a { b: c; &:hover { d: e } } @include x { y: z }",
    );
}

#[test]
fn comments_texts_and_addresses_are_passed_over() {
    let text = "// @mixin a {\n/* @mixin b { */ c { d: \"@mixin e {\"; f: url(//@mixin{) }";
    check(text, false, text);
    check(
        "@mixin-like { a: b } @mixin; .c { d: e }",
        false,
        "@mixin-like { a: b } @mixin; .c { d: e }",
    );
}

#[test]
fn indented_bodies_are_marked_by_a_line_of_their_own() {
    check("=a\n  b: c\n.d\n  +a\n", true, "=a\n  !\n  b: c\n.d\n  +a\n");
    check(
        "@function f($a)\n\n    @return $a\n",
        true,
        "@function f($a)\n\n    !\n    @return $a\n",
    );
    check(
        "@mixin a($b,\n  $c)\n  d: e\n=f\ng\n  h: i\n",
        true,
        "@mixin a($b,\n  $c)\n  d: e\n=f\ng\n  h: i\n",
    );
}
