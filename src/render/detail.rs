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

/// A word, with the dot before it that makes it a field.
static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\.?)\b([\w&&\D]\w*)").expect("a regular expression"));

/// A template that another takes in; its name is always a literal.
static USE: LazyLock<Regex> = LazyLock::new(|| {
    let literal = r#"\b(?:extends|include)\s+["'`]([^"'`]+)["'`]"#;
    Regex::new(literal).expect("a regular expression")
});

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
    Regex::new(&forms.join("|")).expect("the forms are regular expressions")
});

impl Detail {
    /// Gathers the words of templates, given as name and source.
    pub fn of<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>) -> Detail {
        let mut detail = Detail::default();
        for (name, source) in sources {
            detail.templates.insert(name.to_string(), Own::of(source));
            let words = source.split(|c: char| !c.is_alphanumeric() && c != '_');
            detail.words.extend(words.filter(|word| !word.is_empty()).map(String::from));
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

impl Own {
    /// Gathers what a template names.
    fn of(source: &str) -> Own {
        let words = WORD.captures_iter(source).filter(|word| word[1].is_empty());
        Own {
            variables: words.map(|word| word[2].to_string()).collect(),
            uses: USE.captures_iter(source).map(|name| name[1].to_string()).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
