use serde_json::Value;

use super::*;

/// Settings as Zola has them by default.
const DEFAULT: Settings = Settings {
    title: true,
    description: false,
    date: false,
    path: false,
    content: true,
    truncate: None,
    format: Format::ElasticlunrJson,
};

/// Everything that can be searched.
const ALL: Settings = Settings { description: true, date: true, path: true, ..DEFAULT };

/// A page with all that a page can have.
const PAGE: Entry = Entry {
    url: "https://e.com/s/a-b/",
    title: "Nghị quyết, và <b>",
    description: "Mô tả",
    body: "<p>Đảng ủy   Khối &amp; cơ quan</p>\n<pre>let x;</pre>\n<ul>\n<li>một</li></ul>",
    path: "/s/a-b/",
    date: "2024-01-02",
};

/// The index of some pages as JSON.
fn json(entries: &[Entry], settings: &Settings, language: &str) -> Value {
    let file = index(entries, settings, language);
    let text = file.text.trim_start_matches("window.searchIndex = ");
    serde_json::from_str(text).expect("an index is JSON")
}

/// Whether a word of a field leads to a page.
fn finds(index: &Value, field: &str, word: &str) -> bool {
    let mut node = &index["index"][field]["root"];
    for letter in word.chars() {
        node = &node[letter.to_string()];
    }
    node["df"].as_u64().is_some_and(|n_docs| n_docs != 0)
}

#[test]
fn text_is_what_a_reader_sees_outside_of_code() {
    assert_eq!(plain_text(PAGE.body, None), "Đảng ủy Khối &amp; cơ quan\nmột");
    let html = "<div> a \t b\n  c\n\nd&nbsp;e &lt;x&gt; &#39; \t</div><p>f</p><script>s</script>";
    assert_eq!(plain_text(html, None), "a b\nc\nd&nbsp;e &lt;x&gt; ' f");
    assert_eq!(plain_text("<style>a{}</style><!-- c -->x<br>y", None), "xy");
}

#[test]
fn text_is_cut_by_characters() {
    assert_eq!(plain_text("<p>Đảng  ủy</p>", Some(6)), "Đảng ủ");
    assert_eq!(plain_text("<p>ab cd</p>", Some(0)), "");
    assert_eq!(plain_text("<p>ab</p>", Some(9)), "ab");
}

#[test]
fn a_list_for_fuse_keeps_its_order_and_holds_what_is_asked_for() {
    let other = Entry { url: "https://e.com/", title: "Home", ..Entry::default() };
    let settings = Settings { format: Format::FuseScript, truncate: Some(4), ..DEFAULT };
    let file = index(&[PAGE, other], &settings, "vi");
    assert_eq!(file.name, "search_index.vi.js");
    assert_eq!(
        file.text,
        concat!(
            r#"window.searchIndex = [{"url":"https://e.com/s/a-b/","title":"Nghị quyết, và <b>","#,
            r#""body":"Đảng"},{"url":"https://e.com/","title":"Home","body":""}]"#
        )
    );
    let nothing = Settings { title: false, content: false, format: Format::FuseJson, ..ALL };
    let file = index(&[PAGE], &nothing, "vi");
    assert_eq!(file.name, "search_index.vi.json");
    let list = r#"[{"url":"https://e.com/s/a-b/","description":"Mô tả","path":"/s/a-b/"}]"#;
    assert_eq!(file.text, list);
    assert!(!Format::FuseJson.needs_library() && Format::ElasticlunrScript.needs_library());
}

#[test]
fn an_elasticlunr_index_has_its_fields_in_order() {
    let no_date = Entry { date: "", url: "https://e.com/", ..PAGE };
    let index = json(&[PAGE, no_date], &ALL, "en");
    let fields = serde_json::json!(["title", "description", "date", "path", "body"]);
    assert_eq!(index["fields"], fields);
    assert_eq!(index["pipeline"], serde_json::json!(["trimmer", "stopWordFilter", "stemmer"]));
    let stored = &index["documentStore"]["docs"]["https://e.com/"];
    assert_eq!(stored["date"], "");
    assert_eq!(stored["path"], "/s/a-b/");
    assert!(finds(&index, "path", "b") && finds(&index, "date", "2024"));
}

#[test]
fn vietnamese_is_found_with_and_without_marks() {
    let index = json(&[PAGE], &DEFAULT, "vi");
    assert_eq!(index["pipeline"], serde_json::json!([]));
    assert!(
        ["nghị", "quyết", "nghi", "quyet", "va", "b"]
            .map(|w| finds(&index, "title", w))
            .iter()
            .all(|found| *found)
    );
    assert!(finds(&index, "body", "đảng") && finds(&index, "body", "dang"));
}

#[test]
fn chinese_is_found_by_its_short_words() {
    let page = Entry { title: "目录学 Rust语言 quyết", ..PAGE };
    for language in ["zh", "zh-Hans", "ja"] {
        let index = json(&[page], &DEFAULT, language);
        let words = ["目", "目录", "录学", "目录学", "rust", "语言", "quyết"];
        assert!(words.iter().all(|word| finds(&index, "title", word)), "{language}");
    }
}

#[test]
fn every_language_has_an_index() {
    for (language, stemmer) in [("en-GB", "stemmer"), ("nl", "stemmer-du"), ("pt-BR", "stemmer-pt")]
    {
        let index = json(&[PAGE], &DEFAULT, language);
        let steps = index["pipeline"].as_array().expect("a list of steps");
        assert!(steps.iter().any(|step| step == stemmer), "{language}: {steps:?}");
    }
    for language in ["uk", "el", "th", "x"] {
        assert!(finds(&json(&[PAGE], &DEFAULT, language), "title", "quyết"), "{language}");
    }
}

#[test]
fn the_library_says_whose_it_is() {
    let (name, script) = LIBRARY;
    assert_eq!(name, "elasticlunr.min.js");
    assert!(script.contains("- 0.9.6\n"));
    assert!(script.contains("Copyright (C) 2017 Wei Song\n * MIT Licensed"));
    assert!(include_str!("elasticlunr.LICENSE").contains("Copyright (C) 2017 by Wei Song"));
}

proptest::proptest! {
    // Building the tables of five languages takes most of the time.
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_can_be_indexed(text in "\\PC{0,40}", limit in 0usize..20) {
        let page = Entry { title: &text, body: &text, ..PAGE };
        for language in ["vi", "zh", "en", "de", "ko"] {
            json(&[page], &Settings { truncate: Some(limit), ..ALL }, language);
        }
        proptest::prop_assert!(plain_text(&text, Some(limit)).chars().count() <= limit);
    }
}
