use super::*;
use crate::diag::Diags;

/// Reads a configuration and gives the first message, or `well`.
fn read(source: &str) -> String {
    let mut diags = Diags::default();
    Config::read("zola.toml", source, &mut diags);
    match diags.sorted().first() {
        Some(diagnostic) => format!("{} ({})", diagnostic.message, diagnostic.hints.join("; ")),
        None => "well".to_string(),
    }
}

#[test]
fn an_unknown_key_is_an_error_with_a_suggestion() {
    assert_eq!(
        read("base_url = \"https://a.org\"\ntitel = \"A\""),
        "unknown key `titel` (did you mean `title`?)"
    );
    assert!(read("base_url = \"/\"\n[markdown]\nrender_emojis = true").contains("`render_emoji`"));
    let code = read("base_url = \"/\"\n[markdown.highlighting]\nthemes = \"a\"");
    assert_eq!(code, "unknown key `themes` (did you mean `theme`?)");
    let language = read("base_url = \"/\"\n[languages.fr]\ntitel = \"a\"");
    assert_eq!(language, "unknown key `titel` (did you mean `title`?)");
    let ignored = read("base_url = \"/\"\n[search]\nanything = 1");
    assert!(ignored.starts_with("`anything` in `[search]` does nothing"), "{ignored}");
}

#[test]
fn a_configuration_needs_a_base_url() {
    assert!(read("title = \"A\"").starts_with("the configuration needs a `base_url`"));
}

#[test]
fn a_key_of_the_default_language_may_not_be_set_twice() {
    let source = "base_url = \"/\"\ntitle = \"A\"\n[languages.en]\ntitle = \"B\"";
    assert!(read(source).contains("set twice"));
}

#[test]
fn a_permalink_ends_with_a_slash_unless_it_is_a_feed_or_a_fragment() {
    let config = Config { base_url: "https://a.org/b/".into(), ..Config::default() };
    assert_eq!(config.permalink("/c"), "https://a.org/b/c/");
    assert_eq!(config.permalink(""), "https://a.org/b/");
    assert_eq!(config.permalink("c/atom.xml"), "https://a.org/b/c/atom.xml");
    assert_eq!(config.permalink("c#d"), "https://a.org/b/c#d");
}

#[test]
fn a_base_url_that_leads_nowhere_is_told() {
    for url in ["archive.example.org", "http://a b/", "http://", "ftp://a.org", "//a.org/ b"] {
        let told = read(&format!("base_url = \"{url}\""));
        assert!(told.starts_with(&format!("`{url}` is no address of a site")), "{told}");
    }
    for url in ["/", "/sub", "http://a.org/sub", "https://a.org:8080/", "//a.org"] {
        assert_eq!(read(&format!("base_url = \"{url}\"")), "well");
    }
}

#[test]
fn relative_links_are_one_of_three_words() {
    assert_eq!(read("base_url = \"/\"\nrelative_links = \"disk\""), "well");
    assert_eq!(
        read("base_url = \"/\"\nrelative_links = true"),
        "`true` is no choice here (known here: `no`, `host`, `disk`)"
    );
    let near = read("base_url = \"/\"\nrelative_links = \"disc\"");
    assert_eq!(near, "`disc` is no choice here (did you mean `disk`?)");
}

#[test]
fn the_archive_is_in_a_language_of_the_site() {
    let site = "base_url = \"/\"\ndefault_language = \"vn\"\n[archive]\nlanguage = \"vi\"";
    assert!(read(site).starts_with("`vi` is no language of this site (did you mean `vn`?"));
    assert_eq!(read(&format!("{site}\n[languages.vi]")), "well");
}

#[test]
fn a_path_word_stands_in_addresses_as_it_is() {
    let site = |words: &str| read(&format!("base_url = \"/\"\n[archive]\n{words}"));
    assert_eq!(site("directives = \"văn-bản\"\nyears = \"/kho/năm/\""), "well");
    for word in ["văn bản", "", "../x", "a//b", "a?b", "a:b", "a%20b"] {
        let told = site(&format!("directives = \"{word}\""));
        assert!(told.starts_with(&format!("`{word}` cannot stand in addresses")), "{told}");
    }
    assert!(
        read("base_url = \"/\"\n[archive]\nyears = \"văn bản\"").contains("years = \"van-ban\"")
    );
    let twice = site("directives = \"x\"\nyears = \"x\"");
    assert!(twice.starts_with("`directives` and `years` are both `x`"), "{twice}");
    assert!(site("years = \"articles\"").starts_with("`section` and `years` are both"));
}
