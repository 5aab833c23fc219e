//! BibTeX: entries with their tags, abbreviations written out.

use std::collections::{BTreeMap, HashMap};

use nom_bibtex::Bibtex;
use tera::Value;

use super::{Error, map};

/// Reads a bibliography.
///
/// The reader takes what it cannot make sense of for a comment, so hardly
/// anything is an error.
pub fn parse(text: &str) -> Result<Value, Error> {
    let bibtex = Bibtex::parse(text).map_err(|error| Error::at_line(error.to_string(), 0, 0))?;
    let strings = |list: &[String]| {
        Value::from(list.iter().map(|text| Value::from(text.as_str())).collect::<Vec<_>>())
    };
    let entries = bibtex.bibliographies().iter().map(|entry| {
        map([
            ("entry_type".to_string(), Value::from(entry.entry_type())),
            ("citation_key".to_string(), Value::from(entry.citation_key())),
            ("tags".to_string(), sorted(entry.tags())),
        ])
    });
    let entries = Value::from(entries.collect::<Vec<_>>());
    Ok(map([
        ("preambles".to_string(), strings(bibtex.preambles())),
        ("comments".to_string(), strings(bibtex.comments())),
        ("variables".to_string(), sorted(bibtex.variables())),
        ("bibliographies".to_string(), entries),
    ]))
}

/// Puts named texts in the order of their names, since the reader keeps none.
fn sorted(texts: &HashMap<String, String>) -> Value {
    let sorted: BTreeMap<&String, &String> = texts.iter().collect();
    let entries = sorted.into_iter().map(|(key, text)| (key.clone(), Value::from(text.as_str())));
    map(entries)
}
