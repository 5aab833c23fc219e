use std::sync::LazyLock;

use super::*;

/// Settings with one theme, in line.
fn settings() -> Settings {
    Settings {
        error_on_missing_language: false,
        style: Style::Inline,
        theme: Theme::Single("github-light".to_string()),
        extra_grammars: Vec::new(),
        extra_themes: Vec::new(),
        data_attributes: DataAttributes::Code,
    }
}

/// Loading takes long in debug mode, so one highlighter serves most tests.
static INLINE: LazyLock<Highlighter> =
    LazyLock::new(|| Highlighter::new(settings()).expect("the built-in theme exists"));

/// Highlights in line.
fn inline(info: &str, code: &str) -> String {
    INLINE.fence(info, code).expect("the language is known or shown plain").html
}

/// What every block begins with.
const PRE: &str = r#"<pre class="giallo" style="color: #24292E; background-color: #FFFFFF;" >"#;

#[test]
fn code_is_coloured_by_its_language() {
    let html = inline("rust", "let a = \"<\";\n");
    let code = concat!(
        r##"<code data-lang="rust"><span class="giallo-l"><span style="color: #D73A49;">let"##,
        r##"</span><span> a</span><span style="color: #D73A49;"> =</span>"##,
        r##"<span style="color: #032F62;"> &quot;&lt;&quot;</span><span>;</span></span></code>"##
    );
    assert_eq!(html, format!("{PRE}{code}</pre>"));
}

#[test]
fn the_info_line_numbers_marks_and_hides_lines() {
    let html = inline("rust, linenos, linenostart=9, hl_lines=2-3, hide_lines=1", "1\n2\n3\n4\n");
    assert!(!html.contains("> 9<"), "{html}");
    assert!(html.contains(r#"style="color: #1B1F234D;">10</span>"#), "{html}");
    assert_eq!(html.matches(r#"giallo-l" style="background-color: #F6F8FA;""#).count(), 2);
}

#[test]
fn other_keys_become_data_attributes_that_cannot_break_out() {
    let html = inline(r#"rust,Copy_Me=a"b<,name=mod.rs"#, "x\n");
    let attributes = r#"<code data-lang="rust" data-copy-me="a&quot;b&lt;" data-name="mod.rs">"#;
    assert!(html.contains(attributes), "{html}");
}

#[test]
fn a_block_without_or_with_an_unknown_language_is_plain() {
    let code = r#"<code data-lang="plain"><span class="giallo-l"><span>a &lt;b&gt;</span></span>"#;
    assert_eq!(inline("", "a <b>\n"), format!("{PRE}{code}</code></pre>"));
    let block = INLINE.fence("nolang", "a <b>\n").expect("it is shown plain");
    assert_eq!(block.html, format!("{PRE}{code}</code></pre>"));
    assert_eq!(block.unknown_language.as_deref(), Some("nolang"));
    assert_eq!(INLINE.fence(",linenos", "x").expect("plain").unknown_language, None);
}

#[test]
fn classes_bring_style_sheets_that_define_them() {
    let theme = Theme::from_keys(None, Some("github-light"), Some("github-dark"));
    let theme = theme.expect("both are given");
    let settings = Settings {
        style: Style::Class,
        theme,
        error_on_missing_language: true,
        data_attributes: DataAttributes::Both,
        ..settings()
    };
    let highlighter = Highlighter::new(settings).expect("the themes exist");
    let html = highlighter.fence("rust,hl_lines=1", "let a = 1;").expect("rust is known").html;
    assert!(html.starts_with(r#"<pre class="giallo z-l-code z-d-code" data-lang="rust"><code "#));
    assert!(html.contains(r#"<span class="z-l-8 z-d-10">let</span>"#), "{html}");
    let sheets = highlighter.css().expect("the themes exist");
    assert_eq!(sheets[0].0, "giallo-light.css");
    assert!(sheets[0].1.contains(".z-l-8 {") && sheets[0].1.contains(".z-l-hl {"));
    assert_eq!(sheets[1].0, "giallo-dark.css");
    assert!(sheets[1].1.contains(".z-d-10 {"));
    let unknown = highlighter.fence("nolang", "x").expect_err("it is an error here");
    assert_eq!(unknown, Error::UnknownLanguage("nolang".to_string()));
}

#[test]
fn a_grammar_and_a_theme_of_the_site_are_known_by_their_names() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        Asset { name: name.to_string(), path }
    };
    let grammar = r#"{"name": "Cite", "scopeName": "source.cite", "patterns":
        [{"match": "[0-9]+-NQ/TW", "name": "keyword.number"}]}"#;
    let theme = r##"{"name": "Paper", "type": "light", "colors":
        {"editor.foreground": "#111111", "editor.background": "#eeeeee"},
        "tokenColors": [{"scope": "keyword.number", "settings": {"foreground": "#aa0000"}}]}"##;
    let settings = Settings {
        theme: Theme::Single("paper".to_string()),
        extra_grammars: vec![write("cite.json", grammar)],
        extra_themes: vec![write("paper.json", theme)],
        ..settings()
    };
    let highlighter = Highlighter::new(settings.clone()).expect("both files are good");
    let html = highlighter.fence("cite", "theo 25-NQ/TW").expect("the grammar is known").html;
    assert!(html.contains(r##"<span style="color: #AA0000;">25-NQ/TW</span>"##), "{html}");

    let broken = Settings { extra_grammars: vec![write("bad.json", "{")], ..settings };
    let error = Highlighter::new(broken).expect_err("half an object").to_string();
    assert!(error.starts_with("cannot use `bad.json`: JSON"), "{error}");
}

#[test]
fn an_unknown_theme_is_an_error() {
    let settings = Settings { theme: Theme::Single("nope".to_string()), ..settings() };
    let error = Highlighter::new(settings).expect_err("there is none of this name");
    assert_eq!(error, Error::UnknownTheme("nope".to_string()));
}

#[test]
fn themes_come_alone_or_as_a_pair() {
    assert_eq!(Theme::from_keys(None, None, None), Err(Error::NoTheme));
    assert_eq!(Theme::from_keys(None, Some("a"), None), Err(Error::MixedThemes));
    assert_eq!(Theme::from_keys(Some("a"), Some("b"), Some("c")), Err(Error::MixedThemes));
}

#[test]
fn the_place_of_data_attributes_is_read_in_both_spellings() {
    assert_eq!(DataAttributes::from_name("Pre"), Some(DataAttributes::Pre));
    assert_eq!(DataAttributes::from_name("both"), Some(DataAttributes::Both));
    assert_eq!(DataAttributes::from_name("left"), None);
}

#[test]
fn without_highlighting_a_block_only_names_its_language() {
    let html = plain("rust,linenos", "let a = '<';\n");
    assert_eq!(html, "<pre><code data-lang=\"rust\">let a = &#39;&lt;&#39;;\n</code></pre>\n");
    assert_eq!(plain("", "x\n"), "<pre><code>x\n</code></pre>\n");
}

proptest::proptest! {
    #[test]
    fn any_info_line_gives_a_block(
        info in r#"(rust|,| |=|linenos|linenostart|hl_lines|hide_lines|-|[0-9]|a|"|<|đ){0,20}"#,
        code in "\\PC{0,30}"
    ) {
        let block = INLINE.fence(&info, &code);
        proptest::prop_assert!(block.is_ok_and(|block| block.html.starts_with("<pre class=")));
        proptest::prop_assert!(plain(&info, &code).starts_with("<pre><code"));
    }
}
