use super::*;

/// The call by which a component of these sources comes back to itself.
fn told(sources: &[&str]) -> Option<String> {
    find(sources).map(|(at, range)| sources[at][range].to_string())
}

#[test]
fn a_component_that_calls_itself_is_found_by_its_call() {
    let own = "{% component a() %}{{ <b /> }}{{ <a x={1} /> }}{% endcomponent %}";
    assert_eq!(told(&[own, "{{ <a /> }}"]).as_deref(), Some("{{ <a x={1} /> }}"));
}

#[test]
fn components_that_call_one_another_are_found_across_templates() {
    let first = "{% component ns.a() %}{% <b> %}x{% </b> %}{% endcomponent %}";
    let second = "{% component b() %}{% if 1 < 2 %}{{ <ns.a /> }}{% endif %}{% endcomponent %}";
    assert_eq!(told(&[first, second]).as_deref(), Some("{{ <ns.a /> }}"));
}

#[test]
fn components_that_end_are_no_circle() {
    let source =
        "{% component a() %}{{ <b /> }}{% endcomponent %}{% component b() %}x{% endcomponent %}";
    assert_eq!(told(&[source, "{{ <a /> }}"]), None);
}
