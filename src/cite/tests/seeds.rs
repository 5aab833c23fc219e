//! The five seed articles with their gold data, which lie beside a checkout in CI.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::*;
use super::vietnamese;

/// The folder of the seeds and their gold.
fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")
}

/// The lines of a file of JSON Lines.
fn lines(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(shared().join("gold").join(name)).expect("it is there");
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// A seed's text and what it cites.
fn seed(file: &str) -> (String, Citations) {
    let text = std::fs::read_to_string(shared().join("seeds").join(file)).expect("it is there");
    let citations = cite(&text, vietnamese(), &About::default());
    (text, citations)
}

/// The files of the seeds.
fn files() -> BTreeSet<String> {
    lines("seeds_mentions.jsonl").iter().map(|gold| text_of(gold, "file")).collect()
}

/// A string in a JSON object.
fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_string()
}

#[test]
#[ignore = "needs ../shared"]
fn every_mention_of_the_seeds_is_found_with_its_key_and_no_other() {
    let gold = lines("seeds_mentions.jsonl");
    for file in files() {
        let (text, citations) = seed(&file);
        let place = |byte: usize| text[..byte].chars().count() as u64;
        let found: BTreeSet<(u64, u64, String)> = citations
            .mentions
            .iter()
            .map(|one| (place(one.span.start), place(one.span.end), one.key.clone()))
            .collect();
        let number = |gold: &Value, key: &str| gold[key].as_u64().unwrap_or_default();
        let wanted: BTreeSet<(u64, u64, String)> = gold
            .iter()
            .filter(|gold| gold["file"] == *file)
            .map(|gold| (number(gold, "start"), number(gold, "end"), text_of(gold, "key")))
            .collect();
        assert_eq!(found, wanted, "{file}");
    }
}

#[test]
#[ignore = "needs ../shared"]
fn the_explicit_relations_between_directives_of_the_seeds_are_found_and_no_other() {
    for article in lines("seeds_articles.jsonl") {
        let file = text_of(&article, "file");
        let (_, citations) = seed(&file);
        let key = |index: usize| citations.mentions[index].key.clone();
        let found: BTreeSet<(String, String)> =
            citations.statements.iter().map(|one| (key(one.subject), key(one.object))).collect();
        let is_directive = |key: &str| {
            citations.mentions.iter().any(|one| one.kind == Kind::Directive && one.key == key)
        };
        let relations = article["relations"].as_array().cloned().unwrap_or_default();
        let wanted: BTreeSet<(String, String)> = relations
            .iter()
            .filter(|one| one["confidence"] == "explicit")
            .map(|one| (text_of(one, "subject"), text_of(one, "object")))
            .filter(|(subject, object)| is_directive(subject) && is_directive(object))
            .collect();
        assert_eq!(found, wanted, "{file}");
    }
}
