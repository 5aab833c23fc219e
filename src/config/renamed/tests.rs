use super::*;

/// The keys that are found in a text, each with what to write.
fn found(source: &str, root: &str) -> Vec<(String, &'static str)> {
    let found = find(source, root);
    for renamed in &found {
        assert_eq!(source[renamed.range.clone()].trim_matches('"'), renamed.key);
    }
    found.into_iter().map(|renamed| (renamed.key, renamed.instead)).collect()
}

#[test]
fn renamed_keys_are_known_by_their_table() {
    let source = "generate_feed = true\n[markdown]\nhighlight_code = true\n[extra]\n\
                  generate_feed = true\n[languages.vi]\ngenerate_feed = true\n";
    let keys: Vec<_> = found(source, "").into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["generate_feed", "highlight_code", "generate_feed"]);
}

#[test]
fn every_renamed_key_of_a_configuration_is_found_at_once() {
    let top = ["generate_rss", "feed_filename", "rss_limit", "language_code", "slugify_paths"];
    let more = ["check_external_links", "highlight_code", "highlight_theme", "extra_syntaxes"];
    let markdown = ["highlight_themes_css", "extra_syntaxes_and_themes"];
    let lines = |keys: &[&str]| keys.iter().map(|key| format!("{key} = 1\n")).collect::<String>();
    let source = format!(
        "{}{}taxonomies = [{{ name = \"tags\", rss = true, lang = \"fr\" }}]\n[markdown]\n{}",
        lines(&top),
        lines(&more),
        lines(&markdown)
    );
    let expected = [&top[..], &more, &["rss", "lang"], &markdown].concat();
    let keys: Vec<_> = found(&source, "").into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, expected);
}

#[test]
fn values_of_another_kind_are_told_too() {
    assert_eq!(
        found("languages = [{ code = \"fr\" }]\n[translations.fr]\na = \"b\"\n", ""),
        [
            ("languages".to_string(), "a table for each: `[languages.fr]`"),
            (
                "fr".to_string(),
                "`[languages.<code>.translations]`, and the default language's at `[translations]`"
            )
        ]
    );
    assert_eq!(
        found("[languages.fr]\nsearch = true\n", ""),
        [("search".to_string(), "`build_search_index`")]
    );
    assert_eq!(found("[languages.fr.search]\ninclude_title = true\n", ""), []);
}

#[test]
fn front_matter_has_old_keys_of_its_own() {
    let keys = found("order = 1\ngenerate_feed = true\n[extra]\norder = 1\n", FRONT_MATTER);
    assert_eq!(
        keys,
        [("order".to_string(), "`weight`"), ("generate_feed".to_string(), "`generate_feeds`")]
    );
    assert_eq!(in_front_matter("tags"), Some("a list in the table `[taxonomies]`"));
}
