use std::path::{Path, PathBuf};

use super::*;
use crate::import::line::Class;
use crate::import::reason::Reason;

mod pages;

/// Makes an article of a raw file of a site whose profile adds nothing of its own.
fn article(file: &str, bytes: &[u8]) -> Result<Article, Undecodable> {
    super::article(file, bytes, &Furniture::default())
}

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
    let lead = "Sáng 3/5/2021, tại Vinh, Đảng ủy phường tổ chức hội nghị sơ kết công tác \
                dân vận quý I, triển khai nhiệm vụ quý II và trao thưởng cho các tổ dân vận \
                tiêu biểu của phường.";
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

/// What Markdown or a template could take for its own.
#[rustfmt::skip]
const MARKS: [&str; 58] = [
    "a", "ơ", "Đ", "7", "12", " ", " ", "*", "**", "_", "__", "`", "```", "~", "~~~", "#", "##",
    "-", "---", "+", ">", "[", "]", "(", ")", "[x]", "[^1]", ": ", ":", "|", "|-|", "<", "<b>",
    "</p>", "<!--", "&", "&amp;", "&#65;", "\\", "!", "![", "{", "{{", "{%", "{#", "}}", "%}",
    "#}", "1.", "2)", "=", "===", "$", "$$", ".", "http://a_b.vn", "x@y.vn", "<http://a>",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn a_body_renders_to_exactly_the_text_that_was_kept(
        texts in proptest::collection::vec(
            proptest::collection::vec(
                proptest::sample::select(&MARKS[..]),
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
                line.set(Class::Caption, Reason::Caption);
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

/// Pieces of pages, harmless and not.
#[rustfmt::skip]
const PIECES: [&str; 63] = [
    "<p>", "</p>", "<div class=\"share\">", "</div>", "<h1>", "</h1>", "<h3>", "</h3>", "<b>",
    "</b>", "<i>", "</i>", "<a href=\"javascript:alert(1)\">", "<a href=\"https://a.vn/x)\">",
    "</a>", "<img src=x onerror=alert(1) alt=\"](y)\">", "<img src='javascript:1'>",
    "<script>alert(1)</script>", "<svg onload=1>", "</svg>", "<math>", "<iframe src=x>", "<ul>",
    "<ol start=3>", "<li>", "</li>", "</ul>", "</ol>", "<table>", "<tr>", "<td>", "<th>",
    "</table>", "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figure>",
    "<br>", "&lt;script&gt;", "&lt;img src=x onerror=1&gt;", "{{ x }}", "{% y %}", "*", "_",
    "`", "[", "](javascript:1)", "\n", " ", "\\", "|",
    "Một câu văn đủ dài để được coi là một đoạn, không phải tiêu đề hay chú thích. ",
    "chữ", "<style>p{}</style>", "<template>", "<noscript>", "<form>", "<select>", "<!--",
    "-->", "<![CDATA[", "<plaintext>",
];

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
            proptest::sample::select(&PIECES[..]),
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

#[test]
fn another_encoding_is_an_error_that_names_the_byte() {
    use decode::{Undecodable, decode};
    let utf16 = |name, offset| Err(Undecodable::Utf16 { name, offset });
    assert_eq!(decode(&[0xFF, 0xFE, b'a', 0]), utf16("UTF-16LE", 0));
    // Without its mark the zeros tell.
    let little: Vec<u8> = "Sáng nay, họp".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&little), utf16("UTF-16LE", 1));
    let big: Vec<u8> = "Sáng nay, họp".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(decode(&big), utf16("UTF-16BE", 0));
    assert!(decode("một\0hai\0ba\0bốn\0năm\0".as_bytes()).is_ok());
    let latin = decode(b"Dang uy kh\xF4i");
    assert_eq!(latin, Err(Undecodable::NotUtf8 { offset: 10, windows_1258: false }));
    // `Đảng bộ` and `đổi mới` as windows-1258 writes them.
    let old = decode(b"\xD0a\xD2ng b\xF4\xF2 \xF0\xF4\xD2i m\xF5\xECi");
    assert_eq!(old, Err(Undecodable::NotUtf8 { offset: 0, windows_1258: true }));
}

#[test]
fn marks_blanks_and_letters_are_made_plain() {
    let text = "\u{FEFF}a\u{A0}b\r\nc\u{AD}d\u{200B}e\ru\u{309}";
    assert_eq!(decode::decode(text.as_bytes()), Ok("a b\ncde\nủ".to_string()));
}

/// A raw text that makes a whole article with this headline.
fn raw(title: &str, event: &str) -> String {
    let lead = "tại Huế, Đảng ủy phường tổ chức hội nghị sơ kết công tác dân vận và trao thưởng \
                cho các tổ dân vận tiêu biểu của phường trong 6 tháng đầu năm 2021.";
    format!("{title}\n\n{event}, {lead}\n")
}

/// Imports the raw files of a folder and returns each status with the errors.
fn run_in(folder: &Path, force: bool) -> (Vec<&'static str>, Vec<String>) {
    let request = Request {
        paths: vec![folder.join("raw")],
        into: folder.join("articles"),
        dry_run: false,
        force,
        profile: Profile::builtin("vi"),
    };
    let mut diags = Diags::default();
    let entries = run(&request, &mut diags, &|_, _| {});
    let statuses = entries.iter().map(|entry| entry.status.word()).collect();
    (statuses, diags.sorted().into_iter().map(|diagnostic| diagnostic.message).collect())
}

/// A temporary folder with raw files in it.
fn folder_with(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("raw")).expect("a folder for raw files");
    for (name, text) in files {
        std::fs::write(folder.path().join("raw").join(name), text).expect("a raw file");
    }
    folder
}

const TITLE: &str = "Đảng ủy phường sơ kết công tác dân vận";
const NAME: &str = "dang-uy-phuong-so-ket-cong-tac-dan-van";

#[test]
fn the_same_raw_file_twice_is_recognised() {
    let text = raw(TITLE, "Sáng 3/7");
    let folder = folder_with(&[("a.txt", text.clone()), ("b.txt", text)]);
    assert_eq!(run_in(folder.path(), false), (vec!["written", "unchanged"], vec![]));
    assert_eq!(run_in(folder.path(), false), (vec!["unchanged", "unchanged"], vec![]));
    assert!(folder.path().join("articles/_index.md").is_file());
}

#[test]
fn the_second_of_two_files_with_one_text_says_whose_article_it_is() {
    let text = raw(TITLE, "Sáng 3/7");
    let folder = folder_with(&[("a.txt", text.clone()), ("b.txt", text)]);
    let request = Request {
        paths: vec![folder.path().join("raw")],
        into: folder.path().join("articles"),
        dry_run: false,
        force: false,
        profile: Profile::builtin("vi"),
    };
    let entries = run(&request, &mut Diags::default(), &|_, _| {});
    let table = table::write(&entries);
    let (first, second) = table.split_once("b.txt").expect("both files are there");
    assert!(!first.contains("(in"), "{table}");
    assert!(second.contains("(in") && second.contains(&NAME[..20]), "{table}");
}

#[test]
fn two_raw_files_of_one_headline_get_two_names() {
    let folder =
        folder_with(&[("b.txt", raw(TITLE, "Sáng 3/7")), ("c.txt", raw(TITLE, "Sáng 5/7"))]);
    assert_eq!(run_in(folder.path(), false).0, ["written", "written"]);
    assert!(folder.path().join(format!("articles/{NAME}-2.md")).is_file());
    // A third one that comes first by name does not take the place of the others.
    std::fs::write(folder.path().join("raw/a.txt"), raw(TITLE, "Sáng 7/7")).expect("a raw file");
    assert_eq!(run_in(folder.path(), false).0, ["written", "unchanged", "unchanged"]);
    assert!(folder.path().join(format!("articles/{NAME}-3.md")).is_file());
}

#[test]
fn an_article_of_another_raw_file_is_not_overwritten_without_force() {
    let folder = folder_with(&[("a.txt", raw(TITLE, "Sáng 3/7"))]);
    run_in(folder.path(), false);
    let article = folder.path().join(format!("articles/{NAME}.md"));
    let edited = std::fs::read_to_string(&article).expect("the article") + "\nThêm một câu.\n";
    std::fs::write(&article, &edited).expect("the article can be edited");
    std::fs::write(folder.path().join("raw/a.txt"), raw(TITLE, "Sáng 9/7")).expect("a raw file");
    let (statuses, errors) = run_in(folder.path(), false);
    assert_eq!(statuses, ["not written"]);
    assert!(errors[0].contains("raw/a.txt") && errors[0].contains("edited since"), "{errors:?}");
    assert_eq!(std::fs::read_to_string(&article).expect("the article"), edited);
    assert_eq!(run_in(folder.path(), true), (vec!["replaced"], vec![]));
    assert!(std::fs::read_to_string(&article).expect("the article").contains("2021-07-09"));
}

#[test]
fn a_bad_file_does_not_keep_the_good_ones_from_being_imported() {
    let folder = folder_with(&[("a.txt", raw(TITLE, "Sáng 3/7")), ("c.txt", String::new())]);
    std::fs::write(folder.path().join("raw/b.txt"), b"a\xFFb").expect("a raw file");
    let (statuses, errors) = run_in(folder.path(), false);
    assert_eq!(statuses, ["written", "failed", "failed"]);
    assert_eq!(errors.len(), 2, "{errors:?}");
}

#[test]
fn a_file_name_is_cut_at_a_word() {
    let name = shelf::name(&"Nghị quyết ".repeat(20));
    assert!(name.len() <= 80 && name.ends_with("quyet"), "{name}");
    assert_eq!(shelf::name("!!!"), "article");
}

#[test]
fn the_front_matter_is_toml_and_the_body_hash_is_of_the_body() {
    let article = import("a \"b\".txt", &raw("Về \"việc\" \\ khó", "Sáng 3/7"));
    let table = front::table_of(&article.markdown).expect("the front matter is TOML");
    let import = &table["archive"]["import"];
    assert_eq!(import["file"].as_str(), Some("a \"b\".txt"));
    let hash = front::body_sha256(front::body_of(&article.markdown));
    assert_eq!(import["body_sha256"].as_str(), Some(hash.as_str()));
    assert_eq!(table["date"].to_string(), "2021-07-03");
}

#[test]
fn the_table_fits_eighty_columns() {
    let folder =
        folder_with(&[("mot-ten-tep-rat-dai-khong-co-dau-cach.txt", raw(TITLE, "Sáng 3/7"))]);
    let request = Request {
        paths: vec![folder.path().join("raw")],
        into: folder.path().join("articles"),
        dry_run: true,
        force: false,
        profile: Profile::builtin("vi"),
    };
    let entries = run(&request, &mut Diags::default(), &|_, _| {});
    let table = table::write(&entries);
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    assert!(!folder.path().join("articles").exists(), "a dry run writes nothing");
}

/// The date and precision of an article with this headline and these paragraphs.
fn date_of(title: &str, paragraphs: &[&str]) -> Option<String> {
    let paragraphs = paragraphs.to_vec();
    let dated =
        dating::date(&dating::Clues { title, stamps: Vec::new(), issued: None, paragraphs });
    dated.map(|dated| date_words(dated.date))
}

#[test]
fn an_event_without_a_year_takes_it_from_the_text() {
    let cases: [(&str, &str, Option<&str>); 20] = [
        ("", "Ngày 21/6, tại Hà Nội, Đảng ủy tập huấn công tác dân vận 2019.", Some("2019-06-21")),
        (
            "",
            "Sáng 15-12, Đảng ủy tổng kết năm 2020, triển khai nhiệm vụ năm 2021.",
            Some("2020-12-15"),
        ),
        (
            "",
            "Sáng 12/1, Đảng ủy tổng kết năm 2020, triển khai nhiệm vụ năm 2021.",
            Some("2021-01-12"),
        ),
        (
            "",
            "Chiều 3/4, Đảng ủy sơ kết quý I/2018 theo Quyết định số 9-QĐ/TW ngày 5/4/2017.",
            Some("2018-04-03"),
        ),
        ("", "Trong 2 ngày 5 - 6/7/2016, huyện tổ chức lớp bồi dưỡng.", Some("2016-07-05")),
        ("", "Từ ngày 12 đến 14/5/2021, đoàn kiểm tra 4 xã.", Some("2021-05-12")),
        (
            "",
            "Ngày 28/12, họp bàn kỷ niệm 90 năm thành lập Đảng (3/2/1930 - 3/2/2020).",
            Some("2019-12-28"),
        ),
        ("", "Sáng 20 tháng 3 năm 2022, Tỉnh ủy tổ chức hội nghị.", Some("2022-03-20")),
        (
            "Thăm các họ đạo dịp Giáng sinh 2018",
            "Ngày 20-12, đoàn thăm xứ Tân Lộc, chúc Giáng sinh năm 2018 và năm mới 2019.",
            Some("2018-12-20"),
        ),
        (
            "",
            "Sáng 28/11, Đảng ủy quân sự huyện ra nghị quyết lãnh đạo nhiệm vụ năm 2024.",
            Some("2023-11-28"),
        ),
        (
            "",
            "Sáng 28/11, đoàn kiểm tra kết quả thực hiện nhiệm vụ năm 2024 ở xã Lộc Sơn.",
            Some("2024-11-28"),
        ),
        ("", "Sáng 16-7, xã sơ kết, số vụ giảm so với cùng kỳ năm 2020.", Some("2021-07-16")),
        (
            "",
            "Chiều 14-5, đoàn vận động bà con đi bầu cử đại biểu HĐND nhiệm kỳ 2021-2026 sắp tới.",
            Some("2021-05-14"),
        ),
        (
            "Kỳ họp cuối năm dự kiến vào đầu tháng 12/2018",
            "Sáng 2/10, Thường trực HĐND huyện họp bàn nội dung kỳ họp.",
            Some("2018-10-02"),
        ),
        ("", "Đoàn làm việc theo Kế hoạch số 5-KH/TU, ngày 2/3/2019 của Tỉnh ủy.", None),
        ("", "Ông sinh ngày 2/9/1945, vào Đảng năm 1968.", None),
        ("Giao ban tháng 8/2020", "Vừa qua, Huyện ủy tổ chức giao ban.", Some("2020-08")),
        ("", "Nhiệm kỳ 2015 - 2020, xã đạt nhiều kết quả.", None),
        ("Kết quả công tác năm 2017", "Xã phấn đấu đến năm 2020 đạt chuẩn.", Some("2017")),
        ("", "Hội nghị sẽ diễn ra vào ngày 20/10/2020 tại tỉnh.", Some("2020")),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .map(|(title, lead, expected)| (title, lead, date_of(title, &[lead]), expected))
        .filter(|(_, _, found, expected)| found.as_deref() != **expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nine_months_of_a_year_are_no_day_in_may() {
    let lead = "LSO-Sáng nay (3/11), Hội Nông dân tỉnh tổ chức hội nghị quán triệt nghị quyết.";
    let more = "Hội nghị nghe kết quả thực hiện 15 chỉ tiêu thi đua 9 tháng năm 2017 của Hội.";
    assert_eq!(date_of("", &[lead, more]).as_deref(), Some("2017-11-03"));
    assert_eq!(date_of("", &["Sáng 9 tháng Năm 2017, xã họp."]).as_deref(), Some("2017-05-09"));
}

#[test]
fn a_number_that_counts_something_else_is_no_day() {
    let month = date_of("Bảng tin khu phố 4 tháng 11/2023", &["Xe rác vào hẻm lúc 19 giờ."]);
    assert_eq!(month.as_deref(), Some("2023-11"));
}

#[test]
fn stamps_are_read_in_the_forms_that_pages_print() {
    let cases = [
        ("12/09/2018 11:54:00", "2018-09-12"),
        ("27/03/2020 - 11:38 AM", "2020-03-27"),
        ("Thứ Ba, 5/4/2022 | 08:30 GMT+7", "2022-04-05"),
        ("Cập nhật lúc: 09:05 16/08/2023 (GMT+7)", "2023-08-16"),
        ("9/27/2018 2:15:00 PM", "2018-09-27"),
        ("Đăng ngày: 3.6.2020", "2020-06-03"),
        ("2020-11-05 07:00", "2020-11-05"),
        ("Tháng Ba 27, 2020", "2020-03-27"),
        ("27 Th3, 2020", "2020-03-27"),
        ("Thứ năm, 15h30 ngày 7 tháng 5 năm 2015", "2015-05-07"),
        ("(Ngày đăng: 14/10/2015)", "2015-10-14"),
        ("Thứ 6, 01/02/2019, 16:45 | Lượt xem: 1.204", "2019-02-01"),
        ("Posted on March 3, 2021", "2021-03-03"),
        ("Ngày cập nhật: 01/12/2017 | 128 lượt xem", "2017-12-01"),
    ];
    for (line, expected) in cases {
        let stamp = stamp::read(line).unwrap_or_else(|| panic!("no stamp: {line}"));
        assert!(stamp::is_bare(&stamp), "{line}: {stamp:?}");
        assert_eq!(stamp.date.to_string(), expected, "{line}");
    }
}

#[test]
fn a_stamp_proves_its_date_without_the_count_of_its_readers() {
    for (line, words) in [
        ("14/07/2021 09:30 Lượt xem: 1.204", "14/07/2021 09:30"),
        ("27/04/2020 - 12.191 lượt xem", "27/04/2020"),
        ("27/04/2020 (35 lượt xem)", "27/04/2020"),
        ("Số lượt xem: 88 | 03/06/2019", "03/06/2019"),
        ("Ngày 15 tháng 7 năm 2021 Lượt xem: 5", "Ngày 15 tháng 7 năm 2021"),
        ("27/03/2020 - 11:38 AM", "27/03/2020 - 11:38 AM"),
        ("(Ngày đăng: 14/10/2015)", "(Ngày đăng: 14/10/2015)"),
    ] {
        assert_eq!(stamp::read(line).map(|stamp| stamp.words).as_deref(), Some(words), "{line}");
    }
}

/// A paragraph of prose that says nothing of its time.
const PROSE: &str = "Hội nghị đã nghe báo cáo kết quả và thảo luận các giải pháp để phong trào thi \
                     đua của các chi bộ đi vào chiều sâu, gắn với việc làm cụ thể ở từng thôn xóm.";

#[test]
fn the_years_that_a_lead_reviews_give_the_year_of_its_day() {
    let lead = "Ngày 20/11, Huyện ủy Thanh Lâm tổng kết 10 năm thực hiện Nghị quyết số 31-NQ/TW \
                ngày 4/5/2012 và 5 năm thực hiện Kết luận số 17-KL/TW ngày 9/1/2018, khen thưởng \
                các điển hình tiêu biểu của các xã.";
    let found = import("a.txt", &format!("Tổng kết công tác\n\n{lead}\n\n{PROSE}\n")).found;
    let dated = found.dated.expect("a date is found");
    assert_eq!(date_words(dated.date), "2022-11-20");
    assert_eq!(dated.evidence, "Ngày 20/11 … 10 năm thực hiện … 4/5/2012");
    // A year from which something was planned is not the text's own.
    let planned = lead.replace(" ngày 4/5/2012", "").replace(" ngày 9/1/2018", "");
    let plan = "Các chi bộ đã chọn việc làm ngay trong năm 2016 và những năm tiếp theo, xây dựng \
                kế hoạch và phân công đảng viên phụ trách từng hộ gia đình ở khu dân cư.";
    let found = import("a.txt", &format!("Tổng kết công tác\n\n{planned}\n\n{plan}\n")).found;
    assert_eq!(found.dated, None);
}

/// The lines of a class in an imported text.
fn lines_of(text: &str, class: Class) -> Vec<String> {
    let lines = import("a.txt", text).found.lines.into_iter();
    lines.filter(|line| line.class == class).map(|line| line.text).collect()
}

#[test]
fn a_line_that_says_again_what_stands_above_it_is_a_caption() {
    let lead = format!("Đồng chí Lê Thị Mận, Bí thư Chi bộ xóm Đoài chủ trì hội nghị. {PROSE}");
    let again = "Lê Thị Mận, Bí thư Chi bộ xóm Đoài chủ trì hội nghị.";
    let text = format!("Xóm Đoài sơ kết phong trào thi đua\n\n{lead}\n\n{again}\n\n{PROSE} Hết.\n");
    assert_eq!(lines_of(&text, Class::Caption), [again]);
}

#[test]
fn what_stands_below_the_frame_of_a_picture_is_its_caption_and_no_headline() {
    let text = format!("leftcenterrightdel\n Trụ sở cơ quan Huyện ủy Thanh Lâm\n\n{PROSE}\n");
    assert_eq!(lines_of(&text, Class::Caption), ["Trụ sở cơ quan Huyện ủy Thanh Lâm"]);
    assert_eq!(lines_of(&text, Class::Title), [""; 0]);
}

#[test]
fn a_letterhead_and_a_caption_are_no_headlines_where_there_is_one() {
    let text = format!(
        "Báo cáo kết quả phong trào thi đua năm 2020\n\nĐẢNG BỘ HUYỆN THANH LÂM\n\nBÁO CÁO\n\n\
         {PROSE} Đảng bộ huyện Thanh Lâm.\n"
    );
    assert_eq!(lines_of(&text, Class::Title), ["Báo cáo kết quả phong trào thi đua năm 2020"]);
    assert!(lines_of(&text, Class::Body).contains(&"BÁO CÁO".to_string()));
    let caption = "Các tập thể tiêu biểu trong phong trào thi đua của các chi bộ được khen thưởng \
                   tại Hội nghị";
    let text = format!("Gắn thi đua với việc làm hằng ngày\n{caption}\n\n{PROSE}\n");
    assert_eq!(lines_of(&text, Class::Title), ["Gắn thi đua với việc làm hằng ngày"]);
    assert_eq!(lines_of(&text, Class::Caption), [caption]);
}

#[test]
fn a_paper_is_named_by_a_capital_and_by_its_signature_before_a_stamp() {
    let text = format!("Báo công dâng Người\n19/05/2019 10:10\n\n{PROSE}\n");
    let found = import("a.txt", &text).found;
    assert_eq!((found.title.as_str(), found.source), ("Báo công dâng Người", None));
    let text = format!("VPĐT -Thứ Năm, 19/12/2019, 13:59 (GMT+7)\nXóm Đoài thi đua\n\n{PROSE}\n");
    assert_eq!(import("a.txt", &text).found.source.as_deref(), Some("VPĐT"));
}

#[test]
fn an_event_that_makes_a_document_known_is_within_a_year_of_it() {
    let date = |lead: &str| {
        let text = format!("{lead}\n\n{PROSE}\n");
        import("a.txt", &text).found.dated.map(|dated| date_words(dated.date))
    };
    let lead = "Sáng 9/2, Huyện ủy Thanh Lâm tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW, ngày \
                14/6/2023 của Bộ Chính trị về đại hội đảng bộ các cấp cho cán bộ chủ chốt.";
    assert_eq!(date(lead).as_deref(), Some("2024-02-09"));
    assert_eq!(date(&lead.replace("quán triệt", "tổng kết việc quán triệt")), None);
}

#[test]
fn an_hour_up_to_which_something_holds_is_no_event() {
    let lead = "Huyện ủy Thanh Lâm thống nhất tạm dừng phiên chợ sau ngày 23/8 đến 6h ngày 6/9. \
                Chiều 20/8/2021, Ban Chỉ đạo họp bàn các giải pháp tiếp theo cho từng thôn.";
    let found = import("a.txt", &format!("{lead}\n\n{PROSE}\n")).found;
    assert_eq!(found.dated.map(|dated| date_words(dated.date)).as_deref(), Some("2021-08-20"));
}

#[test]
fn a_page_that_is_a_document_has_its_date_and_keeps_its_letterhead() {
    let text = format!(
        "Thứ Bảy, 30/11/2024 Hệ thống văn bản\nQuy định số 9-QĐ/HU của Huyện ủy Thanh Lâm về sinh \
         hoạt chi bộ ở thôn xóm\n• Số hiệu: 9-QĐ/HU\n• Ngày ban hành: 26/07/2016\n\nHUYỆN ỦY THANH \
         LÂM\n\nSố: 9-QĐ/HU\n\nThanh Lâm, ngày 26 tháng 7 năm 2016\n\nQUY ĐỊNH\n\nVỀ SINH HOẠT CHI BỘ \
         Ở THÔN XÓM\n\n{PROSE}\n"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.dated.map(|dated| date_words(dated.date)).as_deref(), Some("2016-07-26"));
    assert!(found.title.starts_with("Quy định số 9-QĐ/HU"), "{}", found.title);
    let body = lines_of(&text, Class::Body);
    assert_eq!(body[..2], ["HUYỆN ỦY THANH LÂM", "Số: 9-QĐ/HU"]);
    assert_eq!(body.len(), 6, "{body:?}");
}

#[test]
fn pictures_in_a_row_and_printed_twice_are_captions() {
    let row = "Đoàn công tác của huyện làm lễ chào cờ tại xóm Đoài.\n\
               Thiếu tá Lê Văn Bách tặng cờ cho các hộ trong xóm.";
    let text = format!("Xóm Đoài đón đoàn công tác\n\n{PROSE}\n\n{row}\n\n{PROSE} Hết.\n");
    assert_eq!(lines_of(&text, Class::Caption).join("\n"), row);
    let short = "Đại diện xóm Đoài và Đồn Biên phòng Bản Lốc kí kết mô hình thi đua";
    let whole = format!("{} \"Bản làng bình yên\".", short.replace("kí", "ký"));
    let text = format!("Xóm Đoài\n\n{PROSE}\n{short}\n{whole}\n{PROSE} Hết.\n");
    assert_eq!(lines_of(&text, Class::Caption), [short.to_string(), whole]);
    let part = "Lãnh đạo, chỉ đạo công tác chuẩn bị thi đua";
    let text = format!("Xóm Đoài\n\n{PROSE}\n{part}\n{PROSE} Hết.\n");
    assert!(lines_of(&text, Class::Body).contains(&part.to_string()));
}

#[test]
fn who_took_the_pictures_is_no_author_and_a_name_again_is_noise() {
    let text = format!(
        "Xóm Đoài ra quân làm đường\nTrần Long - Lê Linh - Ảnh: Hải Hà\n\nThanhlamweb - {PROSE}\n\n\
         TRẦN LONG\n\n{PROSE} Hết.\nGốc: Báo Thanh Lâm\n"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.authors, ["Trần Long", "Lê Linh"]);
    assert_eq!(found.source.as_deref(), Some("Báo Thanh Lâm"));
    assert!(found.dropped.iter().any(|dropped| dropped.reason == Reason::RepeatedByline));
}

#[test]
fn a_headline_may_have_a_full_stop_in_capitals_or_above_a_stamp() {
    let loud = "HỌC TẬP, QUÁN TRIỆT NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ HUYỆN THANH LÂM LẦN THỨ IX, NGHỊ \
                QUYẾT ĐẠI HỘI ĐẢNG BỘ XÃ BẢN LỐC LẦN THỨ XI, NHIỆM KỲ 2020 – 2025.";
    let text = format!("{loud}\n\n{PROSE}\n");
    assert_eq!(lines_of(&text, Class::Title), [loud]);
    let plain = "Đại hội các chi bộ trực thuộc Đảng bộ xã Bản Lốc nhiệm kỳ 2022 - 2025.";
    let text = format!("{plain}\n\nĐăng lúc: 10:24:33 29/07/2022 (GMT+7)\n\n{PROSE}\n");
    assert_eq!(lines_of(&text, Class::Title), [plain]);
    let whole = "ĐẠI HỘI ĐẢNG BỘ XÃ BẢN LỐC HUYỆN THANH LÂM LẦN THỨ III NHIỆM KỲ 2020-2025";
    let (first, second) = whole.split_at(whole.find("THỨ III").expect("it is there"));
    let text = format!("{whole}\n\n{first}\n\n{second}\n\n{PROSE}\n");
    assert_eq!(lines_of(&text, Class::Title), [whole]);
    assert_eq!(
        lines_of(&text, Class::Body),
        [PROSE.split_whitespace().collect::<Vec<_>>().join(" ")]
    );
}

#[test]
fn a_date_in_english_and_a_review_in_a_headline_are_read() {
    let date = |text: &str| import("a.txt", text).found.dated.map(|dated| date_words(dated.date));
    let english = "The Party Committee of Thanh Lam district opened a conference on March 27, with \
                   the participation of all communes, as one of the major tasks for 2021.";
    assert_eq!(date(&format!("{english}\n")).as_deref(), Some("2021-03-27"));
    let review = format!(
        "Thanh Lâm sau 3 năm thực hiện cuộc vận động đoàn kết\n\nThực hiện Chỉ thị số 10-CT/TW ngày \
         15/12/2016 của Ban Bí thư, các chi bộ ở Thanh Lâm đã có nhiều việc làm cụ thể.\n\n{PROSE}\n"
    );
    assert_eq!(date(&review).as_deref(), Some("2019"));
    let congress = "Thực hiện Chỉ thị số 35-CT/TW ngày 30/5/2019 về đại hội tiến tới Đại hội Đảng. \
                    Trong hai ngày 19 và 20/5 Đảng bộ Bản Lốc đã tổ chức Đại hội, nhiệm kỳ \
                    2020-2025 với nhiều nội dung.";
    assert_eq!(date(&format!("{congress}\n\n{PROSE}\n")).as_deref(), Some("2020-05-19"));
}

#[test]
fn sources_are_named_with_their_address_and_by_a_mark_on_a_line_of_its_own() {
    let text = format!(
        "Xóm Đoài làm đường\n\n{PROSE} Hết.\n\nLinh Anh _Văn Kiên\n\nNguồn Thanh Lâm: \
         https://www.thanhlam.example/xom-doai\n"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.authors, ["Linh Anh", "Văn Kiên"]);
    assert_eq!(found.source.as_deref(), Some("Thanh Lâm"));
    let text = format!("Xóm Đoài làm đường\n\nTLĐ -\n\n{PROSE}\n");
    let found = import("a.txt", &text).found;
    assert_eq!((found.authors.len(), found.source.as_deref()), (0, Some("TLĐ")));
    let caption = "Bí thư Chi bộ Lê Thị Mận - Ảnh: TTXVN";
    let text = format!("Xóm Đoài làm đường\n\n{PROSE} Hết.\n\nảnh_1.jpg\n{caption}\n");
    assert_eq!(lines_of(&text, Class::Caption), [caption]);
}

#[test]
fn widgets_between_and_below_paragraphs_are_noise() {
    for line in [
        "Bạn có thể tải ứng dụng trên App Store và Google Play",
        "Mời các bạn like fanpage của xã",
        "Vui lòng gõ tiếng Việt có dấu",
        "Tòa soạn không chịu trách nhiệm về nội dung bình luận",
        "TAGS thi đua xóm Đoài",
        "Dòng sự kiện: Thi đua",
        "Cơ quan ngôn luận của huyện Thanh Lâm",
        "Tháng hiện tại: 12.345",
        "0:00/3:45 Nữ miền Bắc",
        "Có Không",
        "Được tạo bởi Admin",
        "Hôm nay, ngày 25 tháng 11 năm 2024",
        "Chọn liên kết",
        "Share this article",
    ] {
        let head = format!("Xóm Đoài làm đường hoa\n\n{line}\n\n{PROSE}\n\n{PROSE} Hết.\n");
        let tail = format!("Xóm Đoài làm đường hoa\n\n{PROSE}\n\n{PROSE} Hết.\n\n{line}\n");
        for text in [head, tail] {
            assert_eq!(lines_of(&text, Class::Body).len(), 2, "{line}");
            assert_eq!(lines_of(&text, Class::Byline), [""; 0], "{line}");
        }
    }
}

#[test]
fn stamps_are_read_in_the_forms_of_many_portals() {
    for stamp in [
        "2019/03/12",
        "12 THÁNG 3, 2019",
        "Tin tức | 12/03/2019",
        "Tin đưa ngày 12/03/2019",
        "12/03/2019 10 phút đọc",
        "Last updated: 12/03/2019",
        "Ngày ban hành: 12/03/2019",
    ] {
        let text = format!("Xóm Đoài làm đường hoa\n\n{stamp}\n\n{PROSE}\n");
        let found = import("a.txt", &text).found;
        let date = found.dated.map(|dated| date_words(dated.date));
        assert_eq!(date.as_deref(), Some("2019-03-12"), "{stamp}");
    }
}

#[test]
fn a_month_in_headline_or_lead_outweighs_a_day_of_something_else() {
    let lead = format!("Huyện ủy Thanh Lâm vừa tổ chức hội nghị tháng 11-2017. {PROSE}");
    let later = "Các xã chuẩn bị tốt mọi mặt cho hội chợ của huyện Thanh Lâm diễn ra từ ngày 6 đến \
                 11-11-2017 tại sân vận động.";
    let found = import("a.txt", &format!("{lead}\n\n{later}\n")).found;
    assert_eq!(found.dated.map(|dated| date_words(dated.date)).as_deref(), Some("2017-11"));
    let text = format!(
        "Tài liệu sinh hoạt chi bộ tháng 4/2022\n\nI. TÌNH HÌNH TRONG THÁNG\n\n1. Tình hình thời sự ở \
         địa phương\n\n1.1. Ngày 01/3, Huyện ủy Thanh Lâm họp phiên thường kỳ về {PROSE}\n"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.title, "Tài liệu sinh hoạt chi bộ tháng 4/2022");
    assert_eq!(found.dated.map(|dated| date_words(dated.date)).as_deref(), Some("2022-04"));
}

#[test]
fn a_name_with_its_office_below_the_summary_is_the_author() {
    let text = format!(
        "Thi đua ở xóm Đoài\n\n{PROSE}\n\nLương Hải Sinh\nBí thư Chi bộ xóm Đoài\n\n{PROSE} Hết.\n"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.authors, ["Lương Hải Sinh"]);
    assert_eq!(lines_of(&text, Class::Body).len(), 2);
}

#[test]
fn a_paragraph_printed_twice_in_a_row_is_a_caption() {
    let twice = "Đoàn viên xóm Đoài và xóm Trung trồng hoa dọc con đường liên thôn trong ngày ra \
                 quân đầu tiên của tháng thi đua.";
    let text = format!("Xóm Đoài\n\n{PROSE}\n\n{twice}\n{twice}\n\n{PROSE} Hết.\n");
    assert_eq!(lines_of(&text, Class::Caption), [twice]);
}

#[test]
fn dates_of_teasers_below_the_text_are_not_the_articles() {
    let lead = format!("Ngày 12/3/2019, xóm Đoài họp. {PROSE}");
    for tail in [
        "Hội Nông dân xã phát động trồng hoa dọc đường làng\n27/04/2020 - 12.191 lượt xem",
        "27/04/2020\nHội Nông dân xã phát động trồng hoa dọc đường làng",
        "Hội Nông dân xã phát động trồng hoa dọc đường làng\n2 giờ trước\nXóm Trung khai mạc giải bóng \
         chuyền các thôn\n3 ngày trước",
        "• Hội Nông dân xã phát động trồng hoa dọc đường làng\n• Xóm Trung khai mạc giải bóng chuyền",
        "Lê Văn An\nHội Nông dân xã phát động trồng hoa dọc đường làng\nSáng 27/4/2020, Hội Nông dân \
         xã tổ chức lễ phát động trồng hoa với sự tham gia của đông đảo hội viên trong xã.",
    ] {
        let text =
            format!("Xóm Đoài làm đường hoa\n\n{lead}\n\n{PROSE}\n\n{PROSE} Hết.\n\n{tail}\n");
        let found = import("a.txt", &text).found;
        assert_eq!(found.dated.map(|dated| date_words(dated.date)).as_deref(), Some("2019-03-12"));
        assert!(found.authors.iter().all(|author| author == "Lê Văn An"), "{:?}", found.authors);
        let kept = lines_of(&text, Class::Body);
        assert!(kept.iter().all(|line| !line.contains("phát động")), "{kept:?}");
    }
}

#[test]
fn a_line_of_pieces_about_the_page_is_no_text() {
    for (line, authors) in [
        ("Đăng bởi: A | 14/09/2023 | Danh mục: B", vec![]),
        ("Đăng bởi: Admin | Lượt xem: 1254", vec![]),
        ("Đăng bởi: Lê Văn An | Lượt xem: 1254", vec!["Lê Văn An"]),
        ("Tác giả: Thu Hà | Lượt xem: 20", vec!["Thu Hà"]),
        ("Người đăng: Quản trị viên | 08/06/2022 14:20 | Đã xem: 154", vec![]),
    ] {
        let text = format!("Xóm Đoài làm đường hoa\n\n{line}\n\n{PROSE}\n\n{PROSE} Hết.\n");
        assert_eq!(import("a.txt", &text).found.authors, authors, "{line}");
        assert_eq!(lines_of(&text, Class::Body).len(), 2, "{line}");
    }
}

#[test]
fn raised_figures_spans_and_captions_of_a_saved_page_stay_what_they_are() {
    let page = "<article><h1>Hội nghị dân vận năm 2023 của tỉnh</h1>\
        <p>Ngày 12/3/2023, tại Hà Nội, Ban Dân vận Tỉnh ủy tổ chức hội nghị tổng kết công tác dân \
        vận với sự tham dự của đông đảo cán bộ<sup><a href='#fn1'>[1]</a></sup>.</p>\
        <p>Kinh phí 10<sup>6</sup> đồng, khí CO<sub>2</sub>, ngày 1<sup>st</sup>, theo \
        <a href='files/nq.pdf'>toàn văn nghị quyết</a> và <a href='/vb/25.pdf'>bản in</a>.</p>\
        <table><caption>Bảng 1. Kết quả</caption><tr><th>Năm</th><th>Mô hình</th></tr>\
        <tr><td rowspan=2>2023</td><td>1500</td></tr><tr><td>1600 m<sup>2</sup></td></tr></table>\
        <p>Hội nghị đã thống nhất nhiều nội dung quan trọng trong thời gian tới.</p></article>";
    let read = |page: &str| article("a.html", page.as_bytes()).expect("it is UTF-8");
    let body = read(page).body;
    for kept in [
        "cán bộ¹.",
        "Kinh phí 10⁶ đồng, khí CO₂, ngày 1st, theo toàn văn nghị quyết và bản in.",
        "Bảng 1. Kết quả\n\n| Năm | Mô hình |\n| --- | --- |\n| 2023 | 1500 |\n|  | 1600 m² |",
    ] {
        assert!(body.contains(kept), "{kept} is not in {body}");
    }
    let lost = |page: &str| -> Vec<String> {
        let dropped = read(page).found.dropped.into_iter();
        dropped.map(|dropped| dropped.text).filter(|text| text.contains(".pdf")).collect()
    };
    assert_eq!(lost(page), ["files/nq.pdf", "/vb/25.pdf"]);
    let named = format!("<link rel=canonical href='https://bao.vn/tin/a.html'>{page}");
    assert_eq!(lost(&named), [""; 0]);
    let body = read(&named).body;
    assert!(body.contains("(https://bao.vn/tin/files/nq.pdf)"), "{body}");
    assert!(body.contains("(https://bao.vn/vb/25.pdf)"), "{body}");
}

#[test]
fn pictures_that_stay_beside_a_page_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("a.html");
    let page = "<article><h1>Hội nghị dân vận năm 2023</h1><p>Ngày 12/3/2023, tại Hà Nội, Ban Dân \
        vận Tỉnh ủy tổ chức hội nghị tổng kết công tác dân vận của cả tỉnh trong năm.</p>\
        <p><img src='tep/anh.png'></p><p><img src='https://bao.vn/b.png'></p></article>";
    std::fs::write(&raw, page).unwrap();
    let request = Request {
        paths: vec![raw],
        into: folder.path().join("content/articles"),
        ..Request::default()
    };
    let mut diags = Diags::default();
    run(&request, &mut diags, &|_, _| {});
    let said: Vec<&str> = diags.list.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said, ["`tep/anh.png` stood beside the page and is not in the site"]);
}

#[test]
fn a_line_that_leads_on_is_no_source_and_an_editor_is_named_without_the_word() {
    let text = "Hội nghị dân vận của tỉnh năm 2023 tại Nghệ An\n\nNgày 12/3/2023, tại Nghệ An, Ban \
        Dân vận Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết công tác dân vận với sự tham dự của đông \
        đảo cán bộ các địa phương trong tỉnh.\n\nXem thêm tại http://danvan.vn/a\nBTV: Lê Na\n\
        (TTXVN/Vietnam+)\n";
    let found = article("a.txt", text.as_bytes()).expect("it is UTF-8").found;
    assert_eq!(found.authors, ["Lê Na"]);
    assert_eq!(found.source.as_deref(), Some("TTXVN/Vietnam+"));
}
