use super::*;

#[test]
fn a_place_is_looked_for_unless_the_configuration_or_the_browser_knows_better() {
    let wanted = LinkChecker {
        skip_anchor_prefixes: vec!["https://code.example/".to_string()],
        ..LinkChecker::default()
    };
    let looked_for = |address: &str| anchor(address, &wanted);
    assert_eq!(looked_for("https://e.com/a#b"), Some("b".to_string()));
    for address in [
        "https://e.com/a",
        "https://e.com/a#",
        "https://e.com/a#top",
        "https://e.com/a#:~:text=word",
        "https://code.example/file#L10",
    ] {
        assert_eq!(looked_for(address), None, "{address}");
    }
}

#[test]
fn a_page_is_asked_for_without_the_place_on_it() {
    assert_eq!(page("https://e.com/a?b=1#c"), "https://e.com/a?b=1");
    assert_eq!(host("https://E.com:81/a"), "e.com:81");
}

#[test]
fn ids_and_names_are_places() {
    let html = "<h1 id=a>x</h1><a name='b'></a><p id=\"đất\">y</p><!-- <p id=c> -->";
    let found = ids(html.as_bytes()).unwrap();
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), ["a", "b", "đất"]);
    assert!(has_place(&found, "%C4%91%E1%BA%A5t"));
    assert!(!has_place(&found, "c"));
}
