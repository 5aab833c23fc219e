use std::sync::Arc;

use serde_json::json;
use tera::{Context, Kwargs, State, Tera};

use super::*;
use crate::render::filters;

/// Renders a built-in with a context.
fn render(name: &str, context: &serde_json::Value) -> String {
    let mut tera = Tera::default();
    filters::register(&mut tera, "en", Arc::new(|| jiff::Timestamp::UNIX_EPOCH));
    tera.register_function("get_url", |kwargs: Kwargs, _: &State| {
        kwargs.must_get::<String>("path").map(|path| format!("https://e.com/{path}"))
    });
    tera.add_raw_templates(TEMPLATES).unwrap_or_else(|error| panic!("{error}"));
    let context = Context::from_serialize(context).expect("the context is a map");
    tera.render(name, &context).unwrap_or_else(|error| panic!("{error}"))
}

/// What a feed of two pages is given.
fn feed() -> serde_json::Value {
    json!({
        "config": {
            "title": "My <Site>", "description": "A & b", "author": null,
            "base_url": "https://e.com/s",
        },
        "lang": "vi",
        "feed_url": "https://e.com/s/atom.xml",
        "last_updated": "2024-03-04T05:06:07Z",
        "pages": [
            {
                "title": "A & B", "date": "2024-01-02", "updated": "2024-03-04T05:06:07Z",
                "authors": ["Ann", "Bob"], "lang": "vi", "permalink": "https://e.com/s/a/",
                "summary": "<p>Short</p>", "content": "<p>Long</p>",
            },
            {
                "title": null, "date": "2024-01-01T10:00:00+07:00", "updated": null, "authors": [],
                "lang": "vi", "permalink": "https://e.com/s/b/", "summary": null,
                "content": "<p>\"Long\"</p>",
            },
        ],
    })
}

/// Fails where a piece is not in the text.
fn assert_has(text: &str, pieces: &[&str]) {
    for piece in pieces {
        assert!(text.contains(piece), "no {piece:?} in\n{text}");
    }
}

#[test]
fn an_atom_feed_tells_all_that_its_pages_say() {
    let atom = render("atom.xml", &feed());
    roxmltree::Document::parse(&atom).expect("a feed is XML");
    assert_has(
        &atom,
        &[
            "<title>My &lt;Site&gt;</title>",
            "<subtitle>A &amp; b</subtitle>",
            r#"<link rel="self" type="application/atom+xml" href="https://e.com/s/atom.xml"/>"#,
            r#"<link rel="alternate" type="text/html" href="https://e.com/s"/>"#,
            "<updated>2024-03-04T05:06:07+00:00</updated>\n  <id>",
            "<published>2024-01-02T00:00:00+00:00</published>",
            "<author><name>Ann</name></author>\n    <author><name>Bob</name></author>",
            r#"<summary type="html">&lt;p&gt;Short&lt;/p&gt;</summary>"#,
            "<title></title>\n    <published>2024-01-01T10:00:00+07:00</published>",
            "<updated>2024-01-01T10:00:00+07:00</updated>",
            "<name>Unknown</name>",
            r#"xml:base="https://e.com/s/b/">&lt;p&gt;&quot;Long&quot;&lt;/p&gt;</content>"#,
        ],
    );
}

#[test]
fn an_rss_feed_tells_all_that_its_pages_say() {
    let rss = render("rss.xml", &feed());
    roxmltree::Document::parse(&rss).expect("a feed is XML");
    assert_has(
        &rss,
        &[
            "<link>https://e.com/s</link>",
            "<description>A &amp; b</description>",
            "<language>vi</language>",
            "<lastBuildDate>Mon, 04 Mar 2024 05:06:07 +0000</lastBuildDate>",
            "<pubDate>Mon, 01 Jan 2024 10:00:00 +0700</pubDate>",
            "<author>Ann</author>",
            "<author>Unknown</author>",
            r#"<description xml:base="https://e.com/s/a/">&lt;p&gt;Short&lt;/p&gt;</description>"#,
        ],
    );
}

#[test]
fn a_feed_of_a_section_or_term_is_named_after_both() {
    for name in ["atom.xml", "rss.xml"] {
        let mut of_section = feed();
        of_section["section"] = json!({"title": "Blog", "permalink": "https://e.com/s/blog/"});
        assert_has(&render(name, &of_section), &["<title>My &lt;Site&gt; - Blog</title>", "blog/"]);
        of_section["section"]["title"] = json!(null);
        assert_has(&render(name, &of_section), &["<title>My &lt;Site&gt;</title>"]);
        let mut of_term = feed();
        of_term["term"] = json!({"name": "Đỏ"});
        assert_has(&render(name, &of_term), &["<title>My &lt;Site&gt; - Đỏ</title>"]);
    }
}

#[test]
fn a_feed_without_pages_or_names_is_still_a_feed() {
    let empty = json!({
        "config": {"title": null, "description": null, "author": null, "base_url": "https://e.com"},
        "lang": "en", "feed_url": "https://e.com/f", "last_updated": null, "pages": [],
    });
    assert!(!render("atom.xml", &empty).contains("<updated>"));
    assert_has(&render("rss.xml", &empty), &["<title></title>", "<description></description>"]);
}

#[test]
fn a_sitemap_lists_addresses_and_when_they_changed() {
    let entries = json!({"entries": [
        {"permalink": "https://e.com/", "updated": null, "extra": null},
        {"permalink": "https://e.com/a/", "updated": "2024-03-04"},
    ]});
    let sitemap = render("sitemap.xml", &entries);
    roxmltree::Document::parse(&sitemap).expect("a sitemap is XML");
    assert_has(&sitemap, &["<loc>https://e.com/</loc>\n  </url>", "<lastmod>2024-03-04</lastmod>"]);
    let index = render("split_sitemap_index.xml", &json!({"sitemaps": ["https://e.com/s1.xml"]}));
    assert_has(&index, &["<sitemap>\n    <loc>https://e.com/s1.xml</loc>"]);
}

#[test]
fn the_small_templates_say_what_they_are_for() {
    assert_has(&render("404.html", &json!({})), &["<h1>404 Not Found</h1>"]);
    assert_has(&render("robots.txt", &json!({})), &["Sitemap: https://e.com/sitemap.xml"]);
    let anchor = render("anchor-link.html", &json!({"id": "muc-1", "level": 2, "lang": "vi"}));
    assert_has(&anchor, &[r##"href="#muc-1" aria-label="Anchor link for: muc-1">🔗</a>"##]);
    assert_eq!(render("summary-cutoff.html", &json!({"summary": "x", "lang": "vi"})), "&hellip;\n");
}

#[test]
fn a_redirect_cannot_be_broken_out_of() {
    let page = redirect(r#"https://e.com/?a=1&b="</script>"#);
    assert_has(
        &page,
        &[
            r#"const target = "https://e.com/?a=1&b=\"\u003c/script>";"#,
            r#"content="0; url=https://e.com/?a=1&amp;b=&quot;&lt;/script&gt;""#,
        ],
    );
    assert_eq!(page.matches("</script>").count(), 1);
}

#[test]
fn a_placeholder_names_the_missing_template() {
    assert_has(&placeholder("page.html"), &["<code>templates/page.html</code>"]);
}
