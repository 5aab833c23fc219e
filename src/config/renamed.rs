//! Keys that an older Zola had: where they stand and what they are called now.
//!
//! A site of Zola 0.22 or older is told all of them at once, each with its new form,
//! where the reader of TOML would stop at the first and know only that it is unknown.
//!
//! Not here: keys that never were (`config`), old templates (`render::old`).

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A key of an older Zola.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Renamed {
    /// The key.
    pub key: String,
    /// Its bytes in the TOML.
    pub range: Range<usize>,
    /// What to write now.
    pub instead: &'static str,
    /// Whether Zola passes over it, so that the site builds without what it asked for.
    pub is_ignored: bool,
}

/// The table that stands for the front matter of pages and sections.
pub const FRONT_MATTER: &str = "front matter";

/// Finds all keys of an older Zola in a text of TOML; `root` names its top table.
pub fn find(source: &str, root: &str) -> Vec<Renamed> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(source) {
        walk(root, table.get_ref(), &mut found);
    }
    found.sort_by_key(|renamed| renamed.range.start);
    found
}

/// What a key of a front matter in YAML is written as now.
pub fn in_front_matter(key: &str) -> Option<&'static str> {
    now(FRONT_MATTER, key)
}

/// Finds them in a table and all tables in it.
fn walk(name: &str, table: &DeTable, found: &mut Vec<Renamed>) {
    for (key, value) in table {
        let instead = now(name, key.get_ref()).or_else(|| now_written(name, key, value.get_ref()));
        if let Some(instead) = instead {
            let (key, range) = (key.get_ref().to_string(), key.span());
            found.push(Renamed { key, range, instead, is_ignored: name == "taxonomies" });
            continue;
        }
        let below = match (name, &**key.get_ref()) {
            (_, "taxonomies") => "taxonomies".to_string(),
            ("", key) => key.to_string(),
            (name, key) => format!("{name}.{key}"),
        };
        match value.get_ref() {
            DeValue::Table(table) => walk(&below, table, found),
            DeValue::Array(list) => {
                for entry in list.iter() {
                    if let DeValue::Table(table) = entry.get_ref() {
                        walk(&below, table, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Tells a key that is there still and takes another kind of value now.
fn now_written(
    table: &str,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &DeValue,
) -> Option<&'static str> {
    match (table, &**key.get_ref(), value) {
        ("", "languages", DeValue::Array(_)) => Some("a table for each: `[languages.fr]`"),
        ("translations", _, DeValue::Table(_)) => Some(
            "`[languages.<code>.translations]`, and the default language's at `[translations]`",
        ),
        (table, "search", DeValue::Boolean(_)) if table.starts_with("languages.") => {
            Some("`build_search_index`")
        }
        _ => None,
    }
}

/// Tells what a key of the configuration or of front matter is written as now.
///
/// `table` is the dotted name of the table, empty at the top; `front matter` means
/// that of pages and sections, `taxonomies` an entry of that list.
fn now(table: &str, key: &str) -> Option<&'static str> {
    let instead = match (table, key) {
        ("", "generate_feed" | "generate_rss") => "`generate_feeds`",
        ("", "feed_filename") => "`feed_filenames`, a list: `feed_filenames = [\"atom.xml\"]`",
        ("", "rss_limit") => "`feed_limit`",
        ("", "language_code") => "`default_language`",
        ("", "check_external_links") => {
            "`mucluc check`, which asks other hosts, and the table `[link_checker]`"
        }
        ("", "slugify_paths") => "`paths = \"on\"` in `[slugify]`",
        ("" | "markdown", "highlight_code") => {
            "a table `[markdown.highlighting]` with a `theme`; without it nothing is highlighted"
        }
        ("" | "markdown", "highlight_theme") => "`theme` in `[markdown.highlighting]`",
        ("markdown", "highlight_themes_css") => {
            "`style = \"class\"` and the themes in `[markdown.highlighting]`; \
             the sheets are called `giallo.css`, or `giallo-light.css` and `giallo-dark.css`"
        }
        ("" | "markdown", "extra_syntaxes" | "extra_syntaxes_and_themes") => {
            "`extra_grammars` and `extra_themes` in `[markdown.highlighting]`, \
             as JSON files of VS Code"
        }
        ("markdown", "error_on_missing_highlight") => {
            "`error_on_missing_language` in `[markdown.highlighting]`"
        }
        (table, "generate_feed" | "feed" | "rss") if table.starts_with("languages.") => {
            "`generate_feeds`"
        }
        (table, "feed_filename") if table.starts_with("languages.") => {
            "`feed_filenames`, a list: `feed_filenames = [\"atom.xml\"]`"
        }
        ("taxonomies", "rss") => "`feed`",
        ("taxonomies", "lang") => "the same list under `[languages.<code>]`, without `lang`",
        ("front matter", "generate_feed") => "`generate_feeds`",
        ("front matter", "order") => "`weight`",
        ("front matter", "tags" | "category") => "a list in the table `[taxonomies]`",
        _ => return None,
    };
    Some(instead)
}

#[cfg(test)]
mod tests;
