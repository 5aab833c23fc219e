//! Tests of `render::child`.

use super::*;

/// What is left and what was lost.
fn tidied(source: &str) -> (String, Vec<&str>) {
    let child = tidy(source).expect("something stands outside");
    assert_eq!(child.source.len(), source.chars().count());
    let lost = child.lost.iter().map(|range| &source[range.clone()]).collect();
    (child.source, lost)
}

#[test]
fn comments_of_html_go_without_a_word() {
    let source =
        "{% extends \"a\" %}\n<!-- the head -->\n{% block b %}<p>{% endblock %}\n<!-- end -->\n";
    let (left, lost) = tidied(source);
    assert!(!left.contains("the head") && !left.contains("end -->"));
    assert!(left.contains("{% block b %}<p>{% endblock %}"));
    assert_eq!(lost, Vec::<&str>::new());
}

#[test]
fn other_text_is_told_of_and_goes() {
    let source =
        "{% extends \"a\" %}\nA word {{ page.title }}\n{% block b %}kept{% endblock b %} tail";
    let (left, lost) = tidied(source);
    assert_eq!(lost, ["A word {{ page.title }}", "tail"]);
    assert!(left.contains("kept") && !left.contains("page"));
}

#[test]
fn places_stay_where_they_were() {
    let source = "{% extends \"a\" %}\nxx\n  {% block b %}{{ c }}{% endblock %}";
    let (left, _) = tidied(source);
    assert_eq!(left.find("{{ c }}"), source.find("{{ c }}"));
}

#[test]
fn nested_blocks_and_components_stay() {
    let source = "{% extends \"a\" %}{% block b %}{% if x %}{% block c %}{% endblock %}{% endif %}y{% endblock %}\
                  {% component d() %}z{% endcomponent %}";
    assert_eq!(tidy(source), None);
}

#[test]
fn a_template_that_extends_nothing_stays_as_it_is() {
    assert_eq!(tidy("text {% block b %}{% endblock %}"), None);
}
