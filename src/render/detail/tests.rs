use super::*;

fn wants(template: &str, word: &str) -> bool {
    Detail::of([template].into_iter()).wants(word)
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
