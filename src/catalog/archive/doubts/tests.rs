use crate::cite::Profile;
use crate::diag::Diags;
use crate::record::directive_record;

use super::super::names::Names;
use super::super::periods;

/// What is doubted in a record of these keys, with its place, under the built-in profile.
fn doubted(front: &str) -> Vec<String> {
    let names = Profile::builtin("vi").expect("the Vietnamese profile is built in");
    let mut diags = Diags::default();
    let text = format!("+++\n{front}\n+++\n");
    let (record, _) = directive_record("x.md", &text, &mut diags).expect("a record");
    let key = record.number.as_deref().and_then(|number| names.directive_key(number));
    let key = key.unwrap_or_default();
    super::doubt(&record, &key, &periods::shape(&key, names.institutions()), names, &mut diags);
    let told = |d: crate::diag::Diagnostic| {
        let at = d.span.and_then(|span| span.position()).expect("a place in the file");
        let hints: Vec<String> = d.hints;
        format!("{}:{} {}: {} ({})", at.line, at.column, d.code, d.message, hints.join("; "))
    };
    diags.sorted().into_iter().map(told).collect()
}

#[test]
fn a_type_with_a_slip_is_told_with_the_type_that_is_meant() {
    assert_eq!(
        doubted("number = \"43-KL/TW\"\ntype = \"Kết luân\""),
        ["3:8 unknown-type: the profile knows no type `Kết luân` \
          (did you mean `Kết luận`?; if texts call documents so, add the type to the profile)"]
    );
}

#[test]
fn a_type_like_none_is_told_without_the_list_of_all() {
    assert_eq!(
        doubted("number = \"43-KL/TW\"\ntype = \"Bài phát biểu\""),
        ["3:8 unknown-type: the profile knows no type `Bài phát biểu` (`mucluc cite \
          --show-profile` lists those that it knows; if texts call documents so, add the type \
          to the profile)"]
    );
}

#[test]
fn a_type_that_the_number_contradicts_is_told() {
    assert_eq!(
        doubted("number = \"43-KL/TW\"\ntype = \"Nghị quyết\""),
        ["3:8 disputed-type: `Nghị quyết` is not the type of a number with `KL` \
          (write `Kết luận`, or correct the number)"]
    );
}

#[test]
fn a_code_of_two_types_fits_both_and_spelling_and_case_do_not_matter() {
    for front in [
        "number = \"366-QĐ/TW\"\ntype = \"Quy định\"",
        "number = \"366-QĐ/TW\"\ntype = \"Quyết định\"",
        "number = \"43-KL/TW\"\ntype = \"kết luận\"",
        "number = \"45/2019/QH14\"\ntype = \"Bộ luật\"",
        "number = \"16-CTr/ĐUK\"\ntype = \"Chương trình hành động\"",
        "number = \"1234/BNV-VTLT\"\ntype = \"Công văn\"",
        "title = \"Nghị quyết Đại hội XIII\"\ntype = \"Nghị quyết\"",
    ] {
        assert_eq!(doubted(front), [""; 0], "{front}");
    }
}

#[test]
fn a_term_of_the_centre_that_has_not_begun_is_told() {
    assert_eq!(
        doubted("number = \"25-NQ/TW\"\nterm = 41"),
        ["3:8 unknown-term: the profile knows no term 41, its last one is 14 \
          (correct the term, or add it to the profile)"]
    );
    assert_eq!(doubted("number = \"25-NQ/TU\"\nterm = 18"), [""; 0]);
    assert_eq!(doubted("number = \"25-NQ/TW\"\nterm = 3"), [""; 0], "before all that is known");
}
