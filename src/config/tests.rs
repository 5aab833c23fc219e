use super::*;

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
    assert!(read("base_url = \"x\"\n[markdown]\nrender_emojis = true").contains("`render_emoji`"));
    let code = read("base_url = \"x\"\n[markdown.highlighting]\nthemes = \"a\"");
    assert_eq!(code, "unknown key `themes` (did you mean `theme`?)");
    let language = read("base_url = \"x\"\n[languages.fr]\ntitel = \"a\"");
    assert_eq!(language, "unknown key `titel` (did you mean `title`?)");
    let ignored = read("base_url = \"x\"\n[search]\nanything = 1");
    assert!(ignored.starts_with("`anything` in `[search]` does nothing"), "{ignored}");
}

#[test]
fn a_configuration_needs_a_base_url() {
    assert!(read("title = \"A\"").starts_with("the configuration needs a `base_url`"));
}

#[test]
fn a_key_of_the_default_language_may_not_be_set_twice() {
    let source = "base_url = \"x\"\ntitle = \"A\"\n[languages.en]\ntitle = \"B\"";
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
