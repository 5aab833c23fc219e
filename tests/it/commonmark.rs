//! Every example of CommonMark and of GitHub's extensions, through our rendering of pages.
//!
//! What a page's text becomes must be what pulldown-cmark's own writer makes of it, apart from
//! what Zola and we do on purpose ([`without_ours`]). The examples are those that
//! pulldown-cmark is tested with; they are read from its sources, which every build has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use mucluc::diag::Diags;
use mucluc::load::Loaded;
use mucluc::parse::markdown::options;
use mucluc::progress::Progress;
use mucluc::project::{Options, open_files};
use mucluc::render::Site;
use mucluc::source::Files;
use pulldown_cmark::{Parser, html::push_html};
use regex::Regex;

/// Where the site of all examples says that it stands.
const BASE: &str = "https://spec.example";

#[test]
fn commonmark_comes_out_as_pulldown_cmark_writes_it() {
    assert_eq!(compare("spec", ""), 652);
}

#[test]
fn the_extensions_of_github_come_out_as_pulldown_cmark_writes_them() {
    let n = ["gfm_table", "gfm_strikethrough", "gfm_tasklist"].map(|suite| compare(suite, ""));
    assert_eq!(n, [9, 3, 2]);
}

#[test]
fn further_markdown_comes_out_as_pulldown_cmark_writes_it() {
    let config = "smart_punctuation = true\ndefinition_list = true\ngithub_alerts = true\n";
    let suites = ["smart_punct", "definition_lists", "blockquotes_tags", "footnotes"];
    let n = suites.iter().map(|suite| compare(suite, config)).sum::<usize>();
    assert!(80 < n, "{n}");
    let suites = ["regression", "table", "heading_attrs", "strikethrough"];
    let n = suites.iter().map(|suite| compare(suite, "")).sum::<usize>();
    assert!(150 < n, "{n}");
}

/// Renders the examples of a suite and compares them all; gives how many there are.
fn compare(suite: &str, config: &str) -> usize {
    let examples = examples(suite);
    let site = site(&examples, config);
    let mut different = Vec::new();
    for (name, example) in &examples {
        let id = site.catalog.find(&format!("{name}.md")).unwrap();
        let ours = site.body(id);
        let own = &site.catalog.node(id).permalink;
        let options = options(&site.project.config.markdown);
        let mut theirs = String::new();
        push_html(&mut theirs, Parser::new_ext(example, options));
        let (ours, theirs) = (without_ours(ours.html(), own), without_theirs(&theirs));
        if ours != theirs {
            let pages = format!("  ours   {ours:?}\n  theirs {theirs:?}");
            different.push(format!("{name}: {example:?}\n{pages}"));
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
    examples.len()
}

/// Takes out what we put into every page on purpose.
///
/// A heading gets an id; it and code stand right behind what is before them; links and pictures beside the
/// page, and links into it, get its whole address; code says its language to style sheets and
/// scripts by `data-lang`, without the rest of the fence's line, and its quotes are escaped.
fn without_ours(html: &str, own: &str) -> String {
    let code = Regex::new(r#"<code data-lang="[^"]*">"#).unwrap();
    plain(&code.replace_all(&html.replace(own, ""), "<code>"))
}

/// Takes out what stands for the same in pulldown-cmark's own pages, and the attributes of
/// headings that are not of Zola's: it keeps id and class alone, and so do we.
fn without_theirs(html: &str) -> String {
    let attribute = Regex::new(r#" ([^\s=>"]+)="[^"]*""#).unwrap();
    let heading = Regex::new(r"<h[1-6][^>]*>").unwrap();
    let kept = |found: &regex::Captures| match &found[1] {
        "id" | "class" => found[0].to_string(),
        _ => String::new(),
    };
    let html = heading.replace_all(html, |found: &regex::Captures| {
        attribute.replace_all(&found[0], kept).into_owned()
    });
    let html = html.as_ref();
    let code = Regex::new(r#"<code class="language-[^"]*">"#).unwrap();
    plain(&code.replace_all(html, "<code>"))
}

/// Takes out the ids of headings, the lines before them and code, and the escapes of quotes.
fn plain(html: &str) -> String {
    let heading = Regex::new(r#"\n*<(h[1-6]|pre)( id="[^"]*")?"#).unwrap();
    heading.replace_all(html, "<$1").replace("&quot;", "\"")
}

/// A site in memory with a page for each example.
fn site(examples: &BTreeMap<String, String>, markdown: &str) -> Arc<Site> {
    let config = format!(
        "base_url = \"{BASE}\"\nskip_content_templating = [\"**\"]\n[markdown]\n\
         external_links_external = false\n{markdown}"
    );
    let page = |(name, text): (&String, &String)| {
        (format!("content/{name}.md"), format!("+++\n+++\n{text}").into_bytes().into())
    };
    let mut files: BTreeMap<String, Arc<[u8]>> = examples.iter().map(page).collect();
    files.insert("zola.toml".to_string(), config.into_bytes().into());
    let mut diags = Diags::default();
    let files = Files::Memory(files.into());
    let opened =
        open_files(files, Path::new("."), "zola.toml", &Options::default(), &mut diags).unwrap();
    Arc::new(Loaded::new(opened, Diags::default(), &Progress::Quiet).site(&mut diags).unwrap())
}

/// The examples of one of pulldown-cmark's suites, by the names of their tests.
fn examples(suite: &str) -> BTreeMap<String, String> {
    let file = sources().join(format!("tests/suite/{suite}.rs"));
    let text = std::fs::read_to_string(file).unwrap();
    let example = Regex::new(r####"(?s)fn (\w+)\(\) \{\s+let original = r##"(.*?)"##;"####);
    let example = example.unwrap();
    example.captures_iter(&text).map(|found| (found[1].into(), found[2].into())).collect()
}

/// The folder of the sources of the pulldown-cmark that this program is made with.
fn sources() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--offline", "--locked"]);
    let told = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let packages = told["packages"].as_array().unwrap();
    let found = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    PathBuf::from(found["manifest_path"].as_str().unwrap()).parent().unwrap().to_path_buf()
}
