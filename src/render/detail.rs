//! Detail: how much of a value templates can ask for, told from their words.
//!
//! A template names a field by writing it, so a word that no template of the site holds
//! needs not be in any value: the neighbours of a page and what an article cites are
//! worth leaving out. A template that reads fields by computed names, or a value whole,
//! may ask for everything.
//!
//! What is not in a value cannot be in an output, so a wrong answer here can give an
//! error about a missing field, never a stale page.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

/// The words of all templates.
#[derive(Debug, Default)]
pub struct Detail {
    /// Every word.
    words: BTreeSet<String>,
    /// Whether a template may read fields whose names it does not hold.
    computed: bool,
}

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
    /// Gathers the words of templates.
    pub fn of<'a>(sources: impl Iterator<Item = &'a str>) -> Detail {
        let mut detail = Detail::default();
        for source in sources {
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
}

#[cfg(test)]
mod tests;
