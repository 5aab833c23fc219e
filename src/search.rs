//! The search index: what a reader's browser needs to find a page.
//!
//! Entries in, one file out, in one of four formats: an index for elasticlunr or
//! a list for Fuse, each as a script or as JSON. Every language is served. Where
//! elasticlunr knows no stemmer, its words are indexed as they are, and the
//! library that [`LIBRARY`] holds can load the index without any plug-in.
//!
//! Entries are written in the order given.
//!
//! Not here: which pages are searched (`plan`), or the archive's own search.

mod language;
mod text;

use elasticlunr::{Index, IndexBuilder};
use serde::Serialize;

pub use text::plain_text;

/// The script that reads an elasticlunr index, with its name: version 0.9.6, under the MIT licence
/// (`search/elasticlunr.LICENSE`), byte for byte as Zola publishes it, as sites name its hash.
pub const LIBRARY: (&str, &str) = ("elasticlunr.min.js", include_str!("search/elasticlunr.min.js"));

/// A page as the index is to know it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// Its permalink.
    pub url: &'a str,
    /// Its title, empty where it has none.
    pub title: &'a str,
    /// Its description, empty where it has none.
    pub description: &'a str,
    /// Its rendered content.
    pub body: &'a str,
    /// Its path below the site's root.
    pub path: &'a str,
    /// Its date and time, empty where it has none.
    pub date: &'a str,
}

/// What an index holds and how it is written.
#[derive(Debug, Clone, Copy, Eq, PartialEq)]
pub struct Settings {
    /// Whether titles are searched.
    pub title: bool,
    /// Whether descriptions are searched.
    pub description: bool,
    /// Whether dates are searched; a list for Fuse has none.
    pub date: bool,
    /// Whether paths are searched.
    pub path: bool,
    /// Whether texts are searched.
    pub content: bool,
    /// The most characters of a text.
    pub truncate: Option<usize>,
    /// The form of the file.
    pub format: Format,
}

/// The form of an index file.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub enum Format {
    /// A script that sets `window.searchIndex` to an elasticlunr index.
    #[default]
    ElasticlunrScript,
    /// An elasticlunr index as JSON.
    ElasticlunrJson,
    /// A script that sets `window.searchIndex` to a list for Fuse.
    FuseScript,
    /// A list for Fuse as JSON.
    FuseJson,
}

impl Format {
    /// Whether the site needs the elasticlunr library.
    pub fn needs_library(self) -> bool {
        matches!(self, Format::ElasticlunrScript | Format::ElasticlunrJson)
    }

    /// Whether the file is a script.
    fn is_script(self) -> bool {
        matches!(self, Format::ElasticlunrScript | Format::FuseScript)
    }
}

/// An index file.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct IndexFile {
    /// Its name, such as `search_index.vi.js`.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Writes the index of the pages of one language.
pub fn index(entries: &[Entry], settings: &Settings, language: &str) -> IndexFile {
    let json = match settings.format.needs_library() {
        true => elasticlunr(entries, settings, language).to_json(),
        false => fuse(entries, settings),
    };
    match settings.format.is_script() {
        true => IndexFile {
            name: format!("search_index.{language}.js"),
            text: format!("window.searchIndex = {json}"),
        },
        false => IndexFile { name: format!("search_index.{language}.json"), text: json },
    }
}

/// Builds an elasticlunr index.
///
/// Every entry fills every field, so that a page without a date does not shift
/// its path into the date.
fn elasticlunr(entries: &[Entry], settings: &Settings, language: &str) -> Index {
    let mut builder = IndexBuilder::with_language(language::of(language));
    for (field, wanted) in
        [("title", settings.title), ("description", settings.description), ("date", settings.date)]
    {
        if wanted {
            builder = builder.add_field(field);
        }
    }
    if settings.path {
        builder = builder.add_field_with_tokenizer("path", Box::new(language::path_words));
    }
    if settings.content {
        builder = builder.add_field("body");
    }
    let mut index = builder.build();
    for entry in entries {
        let body = match settings.content {
            true => plain_text(entry.body, settings.truncate),
            false => String::new(),
        };
        let values = [
            (settings.title, entry.title),
            (settings.description, entry.description),
            (settings.date, entry.date),
            (settings.path, entry.path),
            (settings.content, body.as_str()),
        ];
        let wanted = values.into_iter().filter(|(wanted, _)| *wanted);
        index.add_doc(entry.url, wanted.map(|(_, value)| value));
    }
    index
}

/// An entry of a list for Fuse; what is not searched is left out.
#[derive(Serialize)]
struct FuseItem<'a> {
    /// The page's permalink.
    url: &'a str,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    /// Its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
}

/// Writes a list for Fuse.
fn fuse(entries: &[Entry], settings: &Settings) -> String {
    let items = entries.iter().map(|entry| FuseItem {
        url: entry.url,
        title: settings.title.then_some(entry.title),
        description: settings.description.then_some(entry.description),
        body: settings.content.then(|| plain_text(entry.body, settings.truncate)),
        path: settings.path.then_some(entry.path),
    });
    let items: Vec<FuseItem> = items.collect();
    serde_json::to_string(&items).expect("strings are JSON")
}

#[cfg(test)]
mod tests;
