//! Detail: how much of a value templates can ask for, told from their words.
//!
//! A template names a field by writing it, so a word that no template of the site holds
//! needs not be in any value: the neighbours of a page and what an article cites are
//! worth leaving out. A template that reads fields by computed names, or a value whole,
//! may ask for everything.
//!
//! What is not in a value cannot be in an output, so a wrong answer here can give an
//! error about a missing field, never a stale page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::render::needs::regex;

/// The words of all templates.
#[derive(Debug, Default)]
pub struct Detail {
    /// Every word.
    words: BTreeSet<String>,
    /// Whether a template may read fields whose names it does not hold.
    computed: bool,
    /// What each template names, by its own name.
    templates: BTreeMap<String, Own>,
}

/// What one template names.
#[derive(Debug, Default)]
struct Own {
    /// The words that can be variables: those that no dot stands before.
    variables: BTreeSet<String>,
    /// The templates that it extends or includes.
    uses: Vec<String>,
}

/// A template that another takes in; its name is always a literal.
static USE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"\b(?:extends|include)\s+["'`]([^"'`]+)["'`]"#));

/// What reads fields without naming them: an index or a key that is computed, a map walked or
/// written whole.
static COMPUTED: LazyLock<Regex> = LazyLock::new(|| {
    let forms = [
        r"__tera_context",
        r"json_encode",
        r"[\w\])]\[\s*[A-Za-z_]",
        r"get\(\s*key\s*=\s*[A-Za-z_]",
        r"for\s+\w+\s*,\s*\w+\s+in",
        r"\{\{-?\s*(page|section|paginator|term)\s*(\||-?\}\})",
    ];
    regex(&forms.join("|"))
});

impl Detail {
    /// Gathers the words of templates, given as name and source.
    pub fn of<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>) -> Detail {
        let mut detail = Detail::default();
        for (name, source) in sources {
            detail.templates.insert(name.to_string(), Own::of(source));
            for (_, word) in words(source) {
                if !detail.words.contains(word) {
                    detail.words.insert(word.to_string());
                }
            }
            detail.computed |= COMPUTED.is_match(source);
        }
        detail
    }

    /// Whether any template can read a field of this name.
    pub fn wants(&self, word: &str) -> bool {
        self.computed || self.words.contains(word)
    }

    /// Whether a template, or one that it extends or includes, can name a variable.
    ///
    /// Components see their arguments only, so they do not count. A template is looked for below
    /// each of `folders` in turn.
    pub fn names(&self, template: &str, variable: &str, folders: &[&str]) -> bool {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![template.to_string()]);
        while let Some(name) = waiting.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let loaded = |folder: &&str| self.templates.get(&format!("{folder}{name}"));
            let Some(own) = folders.iter().find_map(loaded) else { continue };
            if [variable, "__tera_context"].iter().any(|word| own.variables.contains(*word)) {
                return true;
            }
            waiting.extend(own.uses.iter().cloned());
        }
        false
    }
}

/// The words of a source, each with the character right before it.
fn words(source: &str) -> impl Iterator<Item = (Option<char>, &str)> {
    let is_other = |c: char| !c.is_alphanumeric() && c != '_';
    let mut before = None;
    let pieces = source.split_inclusive(is_other).map(move |piece| {
        let word = piece.trim_end_matches(is_other);
        (std::mem::replace(&mut before, piece[word.len()..].chars().next()), word)
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

impl Own {
    /// Gathers what a template names.
    fn of(source: &str) -> Own {
        let is_name = |word: &str| !word.starts_with(|c: char| c.is_ascii_digit());
        let bare = words(source).filter(|(before, word)| *before != Some('.') && is_name(word));
        // A template says the same words again and again.
        let bare: BTreeSet<&str> = bare.map(|(_, word)| word).collect();
        Own {
            variables: bare.into_iter().map(String::from).collect(),
            uses: USE.captures_iter(source).map(|name| name[1].to_string()).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
