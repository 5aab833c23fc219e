use std::path::{Path, PathBuf};

use super::*;
use crate::import::line::Class;

/// Imports a text, as a file of that name.
fn import(file: &str, text: &str) -> Article {
    article(file, text.as_bytes()).expect("the text is UTF-8")
}

/// The folder of shared material, beside the checkout or beside its parent.
fn shared() -> PathBuf {
    let candidates = ["../shared", "../../shared"].map(PathBuf::from);
    candidates.into_iter().find(|path| path.is_dir()).expect("../shared is there")
}

/// Reads a file of JSON Lines.
fn json_lines(path: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(path).expect("the gold data is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The line numbers in a list of gold data, whether bare or in objects.
fn gold_lines(list: &serde_json::Value) -> Vec<usize> {
    let one = |item: &serde_json::Value| item.as_u64().or_else(|| item["line"].as_u64());
    let lines = list.as_array().into_iter().flatten().filter_map(one);
    lines.filter_map(|line| usize::try_from(line).ok()).collect()
}

/// Whether an article's front matter is what the gold says, with the field that is not.
fn wrong_field(found: &recognise::Recognised, gold: &serde_json::Value) -> Option<String> {
    let word = |key: &str| gold[key].as_str().map(str::to_string);
    let precision = match gold["date_precision"].as_str() {
        Some("second" | "minute") => Some("day"),
        other => other,
    };
    let date = found.dated.as_ref().map(|dated| dated.date);
    if date.map(date_words) != word("date") || date.map(front::precision) != precision {
        return Some(format!("date {date:?}"));
    }
    if gold["title"].is_string() && Some(found.title.clone()) != word("title") {
        return Some(format!("title {}", found.title));
    }
    if found.authors.first().cloned() != word("byline") {
        return Some(format!("byline {:?}", found.authors));
    }
    if found.source != word("source") {
        return Some(format!("source {:?}", found.source));
    }
    (found.place != word("place")).then(|| format!("place {:?}", found.place))
}

#[test]
#[ignore = "needs ../shared"]
fn the_seeds_are_recognised_as_the_gold_says() {
    let gold = json_lines(&shared().join("gold/seeds_articles.jsonl"));
    let (mut n_noise, mut n_body, mut n_captions) = (0, 0, 0);
    for gold in &gold {
        let file = gold["file"].as_str().expect("a file");
        let bytes = std::fs::read(shared().join("seeds").join(file)).expect("a seed");
        let found = article(file, &bytes).expect("a seed is UTF-8").found;
        assert_eq!(wrong_field(&found, gold), None, "{file}");
        let dropped: Vec<usize> = found.dropped.iter().map(|dropped| dropped.line).collect();
        let (noise, blank) =
            (gold_lines(&gold["boilerplate"]), gold_lines(&gold["blank_nbsp_lines"]));
        let (metadata, captions) =
            (gold_lines(&gold["metadata_lines"]), gold_lines(&gold["captions"]));
        for line in noise.iter().chain(&blank) {
            assert!(dropped.contains(line), "{file}:{line} is noise and was kept");
        }
        for line in &found.lines {
            let at = format!("{file}:{}: {}", line.number, line.text);
            let body = ![&noise, &blank, &metadata, &captions]
                .iter()
                .any(|list| list.contains(&line.number));
            let headline = gold["title"].is_string() && line.number == 1;
            match line.class {
                Class::Body => assert!(body && !headline, "not body: {at}"),
                Class::Caption => assert!(captions.contains(&line.number), "no caption: {at}"),
                // A credit on a line of its own has joined its caption.
                Class::Blank => {}
                _ => assert!(!body || headline, "body lost: {at}"),
            }
            n_body += usize::from(line.class == Class::Body);
            n_captions += usize::from(line.class == Class::Caption);
        }
        n_noise += noise.len();
    }
    println!(
        "import: {} of {} articles right in date, precision, title, byline, source and place; \
         {n_noise} noise lines dropped, {n_body} body lines and {n_captions} captions kept",
        gold.len(),
        gold.len()
    );
}

#[test]
fn an_article_without_a_headline_gets_one_from_its_lead() {
    let lead = "Sáng 3/5/2021, tại Vinh, Đảng ủy phường tổ chức hội nghị sơ kết công tác dân vận quý I, \
                triển khai nhiệm vụ quý II và trao thưởng cho các tổ dân vận tiêu biểu của phường.";
    let found = import("a.txt", lead).found;
    assert_eq!(found.title, "Đảng ủy phường tổ chức hội nghị sơ kết công tác dân vận quý I");
    assert!(found.derived[0].starts_with("title: from the lead"), "{:?}", found.derived);
}

/// Shows an imported file as the golden files hold it: the article, then what was dropped.
fn shown(article: &Article) -> String {
    let mut out = article.markdown.clone();
    out.push_str("\n=== dropped\n");
    for dropped in &article.found.dropped {
        out.push_str(&format!("{}: {}: {}\n", dropped.line, dropped.reason, dropped.text));
    }
    out
}

#[test]
fn pages_of_many_kinds_become_the_articles_that_were_approved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut raw = collect(std::slice::from_ref(&folder), &mut Diags::default());
    raw.sort();
    assert!(15 <= raw.len(), "only {} fixtures", raw.len());
    let mut wrong = Vec::new();
    for file in raw {
        let bytes = std::fs::read(&file).expect("a fixture can be read");
        let name = file.file_name().expect("a fixture has a name").to_string_lossy();
        let got = shown(&article(&name, &bytes).expect("a fixture is UTF-8"));
        let expected = file.with_extension("expected");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected, &got).expect("a fixture can be blessed");
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != got {
            wrong.push(format!("{name}:\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "not as approved (BLESS=1 approves):\n{}", wrong.join("\n"));
}

/// The text of Markdown as a browser would show it, block by block.
fn rendered(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    let mut blocks = vec![String::new()];
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => {
                blocks.last_mut().expect("there is a block").push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                blocks.last_mut().expect("there is a block").push('\n');
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {
                blocks.push(String::new());
            }
            Event::Html(html) => {
                let known = ["<figure>", "<figcaption>", "</figcaption>", "</figure>"];
                let rest = known.iter().fold(html.to_string(), |rest, tag| rest.replace(tag, ""));
                assert_eq!(rest.trim(), "", "unknown HTML in {markdown:?}");
            }
            Event::Start(_) | Event::End(_) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn a_body_renders_to_exactly_the_text_that_was_kept(
        texts in proptest::collection::vec(
            proptest::collection::vec(
                proptest::sample::select(vec![
                    "a", "ơ", "Đ", "7", "12", " ", " ", "*", "**", "_", "__", "`", "```", "~", "~~~", "#",
                    "##", "-", "---", "+", ">", "[", "]", "(", ")", "[x]", "[^1]", ": ", ":", "|",
                    "|-|", "<", "<b>", "</p>", "<!--", "&", "&amp;", "&#65;", "\\", "!", "![", "{", "{{",
                    "{%", "{#", "}}", "%}", "#}", "1.", "2)", "=", "===", "$", "$$", ".", "http://a_b.vn", "x@y.vn", "<http://a>",
                ]),
                1..14,
            ),
            1..4,
        ),
        captions in proptest::bits::u8::ANY,
    ) {
        let mut lines: Vec<line::Line> = texts
            .iter()
            .enumerate()
            .map(|(index, pieces)| line::Line::new(index + 1, &pieces.concat()))
            .filter(|line| line.class == Class::Body)
            .collect();
        for (index, line) in lines.iter_mut().enumerate() {
            if captions >> index & 1 == 1 {
                line.set(Class::Caption, "");
            }
        }
        let body = markdown::body(&lines);
        for syntax in ["{{", "{%", "{#"] {
            proptest::prop_assert!(!body.contains(syntax), "{}", body);
        }
        let kept: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
        proptest::prop_assert_eq!(rendered(&body), kept, "{}", body);
    }

    #[test]
    fn no_text_makes_import_panic(text in "\\PC{0,400}", ending in "(txt|html)") {
        let _ = article(&format!("a.{ending}"), text.as_bytes());
    }

    #[test]
    fn no_bytes_make_import_panic(bytes in proptest::collection::vec(0u8.., 0..300)) {
        let _ = article("a.html", &bytes);
        let _ = article("a.txt", &bytes);
    }
}

/// Asserts that a body renders to harmless HTML: known elements, no handlers, no scripts.
fn assert_harmless(body: &str) {
    use crate::import::html::dom::{Data, Dom};
    let mut html = String::new();
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES),
    );
    for node in Dom::parse(&html).nodes {
        let Data::Element { name, attributes } = node.data else { continue };
        let known = [
            "html",
            "head",
            "body",
            "p",
            "figure",
            "figcaption",
            "img",
            "a",
            "strong",
            "em",
            "ul",
            "ol",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "blockquote",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ];
        assert!(known.contains(&&*name.local), "<{}> in {html}", &*name.local);
        for (key, value) in attributes {
            assert!(["href", "src", "alt", "start"].contains(&key.as_str()), "{key} in {html}");
            let value = value.trim().to_lowercase();
            assert!(key == "alt" || !value.starts_with("javascript:"), "{value} in {html}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn a_saved_page_becomes_harmless_markdown_whatever_it_holds(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "<p>", "</p>", "<div class=\"share\">", "</div>", "<h1>", "</h1>", "<h3>", "</h3>",
                "<b>", "</b>", "<i>", "</i>", "<a href=\"javascript:alert(1)\">", "<a href=\"https://a.vn/x)\">",
                "</a>", "<img src=x onerror=alert(1) alt=\"](y)\">", "<img src='javascript:1'>",
                "<script>alert(1)</script>", "<svg onload=1>", "</svg>", "<math>", "<iframe src=x>", "<ul>", "<ol start=3>",
                "<li>", "</li>", "</ul>", "</ol>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<blockquote>",
                "</blockquote>", "<figure>", "<figcaption>", "</figure>", "<br>", "&lt;script&gt;", "&lt;img src=x onerror=1&gt;",
                "{{ x }}", "{% y %}", "*", "_", "`", "[", "](javascript:1)", "\n", " ", "\\", "|", "Một câu văn đủ dài để được coi là một đoạn của bài viết, chứ không phải là tiêu đề hay chú thích gì cả. ",
                "chữ", "<style>p{}</style>", "<template>", "<noscript>", "<form>", "<select>", "<!--", "-->", "<![CDATA[", "<plaintext>",
            ]),
            0..40,
        ),
    ) {
        let article = article("a.html", pieces.concat().as_bytes()).expect("it is UTF-8");
        for syntax in ["{{", "{%", "{#"] {
            proptest::prop_assert!(!article.body.contains(syntax), "{}", article.body);
        }
        assert_harmless(&article.body);
    }
}

#[test]
fn a_page_nested_three_thousand_deep_is_read() {
    let html = "<div>".repeat(3_000) + "Một câu văn đủ dài để là một đoạn của bài viết này.";
    assert!(import("a.html", &html).body.contains("Một câu văn"));
}
