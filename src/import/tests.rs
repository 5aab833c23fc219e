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
