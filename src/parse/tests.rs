use super::*;

/// Parses a page of a site and gives the first diagnostic, or what `show` says of the doc.
fn check(file: &str, text: &str, show: impl Fn(&Doc) -> String, expected: &str) {
    let config = Config {
        languages: [("en".to_string(), crate::config::Language::default())].into(),
        default_language: "vi".to_string(),
        ..Config::default()
    };
    let mut diags = Diags::default();
    let names = Interner::default();
    let site = Site {
        config: &config,
        profile: None,
        names: &names,
        texts: &Texts::default(),
        cards: &KnownCards::default(),
    };
    let doc = parse(file, &text.into(), site, &mut diags);
    let said = match diags.sorted().first() {
        Some(found) => {
            let at = found.span.as_ref().and_then(Span::position);
            let at = at.map_or(String::new(), |at| format!("{}:{} ", at.line, at.column));
            format!("{at}{}", found.message)
        }
        None => doc.as_ref().map_or("nothing".to_string(), show),
    };
    assert_eq!(said, expected);
}

fn slug(doc: &Doc) -> String {
    doc.page().expect("a page").slug.clone()
}

#[test]
fn a_file_without_front_matter_is_an_error() {
    check("content/a.md", "text", slug, "1:1 the file has no front matter");
    check("content/a.md", "+++\ntext", slug, "1:1 the front matter is never closed with `+++`");
    for open in ["----\ntitle: a\n----\n", "+++ title = \"a\"\n+++\n"] {
        check("content/a.md", open, slug, "1:1 front matter cannot begin on this line");
    }
}

#[test]
fn a_tab_before_the_first_key_of_yaml_does_not_matter() {
    let title = |doc: &Doc| format!("{:?}", doc.page().expect("a page").title);
    check("content/a.md", "---\n\ttitle: a\n---\n", title, "Some(\"a\")");
}

#[test]
fn front_matter_may_be_closed_on_the_line_of_its_last_key() {
    let body = |doc: &Doc| format!("{:?}{}", doc.page().expect("a page").title, &*doc.markdown());
    check("content/a.md", "+++\ntitle = \"a\" +++\nb", body, "Some(\"a\")b");
    check("content/a.md", "---\ntitle: a ---\n\nb", body, "Some(\"a\")\nb");
    check("content/a.md", "---\ntitle: a ---\n---\nb", body, "Some(\"a ---\")b");
}

#[test]
fn a_name_with_a_date_gives_date_and_slug() {
    let show =
        |doc: &Doc| format!("{} {}", doc.page().unwrap().date.as_ref().unwrap().text, slug(doc));
    check("content/2020-01-02-a-b.md", "+++\n+++\n", show, "2020-01-02 a-b");
    check("content/2020-01-02_c.md", "+++\ndate = 2021-01-01\n+++\n", show, "2021-01-01 c");
}

#[test]
fn yaml_and_toml_say_the_same() {
    let show =
        |doc: &Doc| format!("{:?}", doc.page().unwrap().date.as_ref().map(|date| &date.text));
    check("content/a.md", "---\ntitle: A\ndate: 2020-01-02\n---\n", show, "Some(\"2020-01-02\")");
    check("content/a.md", "+++\ndate = 2020-01-02\n+++\n", show, "Some(\"2020-01-02\")");
}

#[test]
fn a_wrong_value_is_shown_at_its_key() {
    check(
        "content/a.md",
        "+++\ntitle = \"A\"\ndate = \"soon\"\n+++\n",
        slug,
        "3:1 `soon` is not a date",
    );
    check(
        "content/a.md",
        "+++\npath = \"../../x\"\n+++\n",
        slug,
        "2:1 `../../x` leads out of the site",
    );
    check("content/a.md", "+++\nslug = \"\"\n+++\n", slug, "2:1 `slug` is empty");
    check(
        "content/a.md",
        "+++\n[taxonomies]\ntags = [\"a\"]\n+++\n",
        slug,
        "3:1 unknown taxonomy `tags`",
    );
    check("content/_index.md", "+++\ntitel = \"A\"\n+++\n", slug, "2:1 unknown key `titel`");
}

#[test]
fn the_language_stands_in_the_name() {
    let show = |doc: &Doc| format!("{} {}", doc.lang, doc.canonical);
    check("content/b/a.en.md", "+++\n+++\n", show, "en b/a");
    check("content/b/a.md", "+++\n+++\n", show, "vi b/a");
    check("content/b/a.xx.md", "+++\n+++\n", show, "`xx` is no language of this site");
}

#[test]
fn dates_have_one_form_however_they_are_written() {
    for (written, wanted) in [
        ("2024-02-06", "2024-02-06"),
        ("2024-2-6", "2024-02-06T00:00:00Z"),
        ("2024-02-06 07:28:42", "2024-02-06T07:28:42"),
        ("2024-02-06t07:28:42.100z", "2024-02-06T07:28:42.1Z"),
        ("2024-02-06 07:28:42 +07:00", "2024-02-06T07:28:42+07:00"),
        ("2024-02-06 07:28:42.10 -5", "2024-02-06T07:28:42.1-05:00"),
    ] {
        let read = crate::parse::date::Stamp::read(written).map(|stamp| stamp.text);
        assert_eq!(read.as_deref(), Some(wanted), "{written}");
    }
    let read = |written| crate::parse::date::Stamp::read(written).map(|stamp| stamp.text);
    assert!(
        ["20240206", "2024-02-06T07:28:42-0500", "2024-02-06T07:28:42Z[UTC]"]
            .into_iter()
            .all(|further| read(further).is_some_and(|text| text.starts_with("2024-02-06")))
    );
    let extra = |doc: &Doc| doc.page().unwrap().extra["d"].to_string();
    let text = "+++\n[extra]\nd = 2024-02-06 07:28:42\n+++\n";
    check("content/a.md", text, extra, "\"2024-02-06T07:28:42\"");
}

#[test]
fn yaml_keys_without_a_value_are_empty() {
    let show = |doc: &Doc| {
        let page = doc.page().unwrap();
        format!("{:?} {:?} {}", page.authors, page.aliases, page.taxonomies.len())
    };
    check("content/a.md", "---\nauthors:\naliases:\ntaxonomies:\n---\n", show, "[] [] 0");
}

#[test]
fn a_yaml_tag_is_named_with_its_place() {
    let text = "---\nextra:\n  a: !env HOME\n---\n";
    check("content/a.md", text, slug, "3:11 cannot read the YAML: unsupported tag `!env`");
    let twice = "---\ntitle: a\ntitle: b\n---\n";
    check("content/a.md", twice, slug, "3:1 the key `title` stands twice");
}

#[test]
fn a_date_and_what_the_archive_says_of_it_are_the_same() {
    let said = |archive: &str| format!("+++\ndate = 2022-06-15\n[archive]\n{archive}\n+++\n");
    let wrong =
        |said: &str| format!("4:1 `{said}` under `[archive]` contradicts the date 2022-06-15");
    for line in ["year = 2021", "month = 7", "precision = \"month\""] {
        check("content/a.md", &said(line), slug, &wrong(line));
    }
    check("content/a.md", &said("year = 2022\nmonth = 6\nprecision = \"day\""), slug, "a");
}

#[test]
fn a_precision_is_that_of_what_is_known() {
    let check = |archive: &str, said: &str| {
        check("content/a.md", &format!("+++\n[archive]\n{archive}\n+++\n"), slug, said);
    };
    check("precision = \"day\"", "3:1 `precision = \"day\"`, and there is no `date`");
    check("precision = \"year\"", "3:1 `precision = \"year\"`, and there is no `year`");
    let month = "precision = \"month\"\nyear = 2019";
    check(month, "3:1 `precision = \"month\"`, and there is no `month`");
    let year = "precision = \"year\"\nyear = 2019\nmonth = 6";
    check(year, "3:1 `precision = \"year\"`, and there is a `month`");
    check("month = 6", "3:1 `month` stands without a `year`");
    check("year = 2019\nmonth = 6\nprecision = \"month\"", "a");
    check("year = 2019\nprecision = \"year\"", "a");
}

#[test]
fn a_date_that_is_a_month_is_told_where_it_belongs() {
    for written in ["2022-06", "\"2022-06\""] {
        let (config, mut diags) = (Config::default(), Diags::default());
        let names = Interner::default();
        let site = Site {
            config: &config,
            profile: None,
            names: &names,
            texts: &Texts::default(),
            cards: &KnownCards::default(),
        };
        let text = format!("+++\ndate = {written}\n+++\n");
        parse("content/a.md", &text.as_str().into(), site, &mut diags);
        let hint = &diags.list[0].hints[0];
        assert!(hint.contains("`year = 2022` and `month = 6` under `[archive]`"), "{hint}");
    }
}
