use super::*;

#[test]
fn diagnostics_come_in_the_order_of_files_and_places_and_once() {
    let mut diags = Diags::default();
    let late = Diagnostic::error("x", "late").at(Span::of("a.md", "abc", 2..3));
    let early = Diagnostic::error("x", "early").at(Span::of("a.md", "abc", 0..1));
    diags.push(late.clone());
    diags.push(early);
    diags.push(late);
    let order: Vec<_> = diags.sorted().into_iter().map(|d| d.message).collect();
    assert_eq!(order, ["early", "late"]);
}

#[test]
fn a_suggestion_names_the_near_word_or_all_of_them() {
    assert_eq!(suggestion("titel", ["date", "title"]), "did you mean `title`?");
    assert_eq!(suggestion("colour", ["date", "title"]), "known here: `date`, `title`");
}

#[test]
fn one_mistake_of_many_outputs_is_told_once_with_their_number() {
    let mut diags = Diags::default();
    let at = |message: &str| Diagnostic::error("x", message).at(Span::of("a.html", "abc", 0..1));
    for output in ["c", "a", "b"] {
        diags.push(at("lost").during(format!("while rendering {output}")));
    }
    diags.push(at("other").during("while rendering a"));
    let told: Vec<_> = diags.sorted().into_iter().map(|d| (d.message, d.trace)).collect();
    let trace = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            ("lost".to_string(), trace(&["while rendering a", "and for 2 more outputs"])),
            ("other".to_string(), trace(&["while rendering a"])),
        ]
    );
}
