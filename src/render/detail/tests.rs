use super::*;

fn wants(template: &str, word: &str) -> bool {
    Detail::of([("a.html", template)].into_iter()).wants(word)
}

#[test]
fn a_field_is_wanted_when_a_template_names_it() {
    assert!(wants("{{ page.lower.title }}", "lower"));
    assert!(wants("{% set x = page['lower'] %}", "lower"));
    assert!(!wants("{{ page.title }} {{ page.lowermost }}", "lower"));
}

#[test]
fn computed_names_and_whole_values_want_everything() {
    for template in [
        "{{ page[field] }}",
        "{{ page | get(key=field) }}",
        "{% for key, value in page %}{% endfor %}",
        "{{ page | json_encode }}",
        "{{ page }}",
        "{{ __tera_context }}",
    ] {
        assert!(wants(template, "lower"), "{template}");
    }
}

#[test]
fn a_variable_is_named_by_a_template_or_by_those_that_it_takes_in() {
    let sources = [
        ("theme/base.html", "{{ config.title }} {% block main %}{% endblock %}"),
        ("list.html", "{% extends \"base.html\" %}{{ paginator.pages }}"),
        ("part.html", "{% include 'list.html' %}"),
        ("plain.html", "{% extends \"base.html\" %}{{ page.paginator }} {{ directive?.term }}"),
        ("all.html", "{{ __tera_context }}"),
        ("loop.html", "{% include \"loop.html\" %}"),
    ];
    let detail = Detail::of(sources.into_iter());
    let names = |template: &str, variable: &str| detail.names(template, variable, &["", "theme/"]);
    assert!(names("list.html", "paginator"));
    assert!(names("part.html", "paginator"));
    assert!(names("all.html", "paginator"));
    assert!(names("plain.html", "config"));
    assert!(!names("plain.html", "paginator"));
    assert!(!names("plain.html", "term"));
    assert!(!names("loop.html", "paginator"));
    assert!(!names("gone.html", "paginator"));
}
