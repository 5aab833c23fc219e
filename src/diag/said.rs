//! What the readers of TOML and YAML say, in plain words, with what to do.
//!
//! They speak to programmers (`invalid type: string "yes", expected a boolean`,
//! `mapping values are not allowed in this context`), and name the same mistake in
//! two ways. What is not known here stays as they said it.
//!
//! Not here: where the mistake stands.

use regex::Regex;

use crate::text;

/// A mistake as it is told: what is wrong, and what to do.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Words of a reader with what they mean and what to do. `{}` is what the words caught.
///
/// The more particular ones come first.
const WORDS: [(&str, &str, &str); 26] = [
    (
        r"^string values must be quoted",
        "a text stands here without quotes",
        "put it in quotes; a date is written 2024-06-15",
    ),
    (r"^duplicate (?:mapping )?key: (.+)$", "the key `{}` stands twice", "keep one of the two"),
    (r"^duplicate key", "the key stands twice", "keep one of the two"),
    (r"^invalid basic string", "the text has no end on its line", "close it with `\"`"),
    (r"^invalid literal string", "the text has no end on its line", "close it with `'`"),
    (
        r"^mapping values are not allowed",
        "a `:` stands where none can",
        "put a text with `:` in it in quotes, and let the keys of a table begin in one column",
    ),
    (
        r"^invalid unquoted key",
        "the name of a key has a letter that needs quotes",
        "put the name in quotes: `\"…\"`",
    ),
    (r"^unclosed table", "the name of a table has no end", "close it with `]`"),
    (r"^wanted string or table", "a text belongs here", "put it in quotes"),
    (
        r"multiline quoted scalar|while scanning a quoted",
        "a text in quotes has no end",
        "close it with the quote that opens it",
    ),
    (
        r"^key with no value",
        "a key has no value",
        "write `key = value`; `key: value` is YAML, which stands between `---`",
    ),
    (
        r"^unexpected key or value",
        "something stands behind the value",
        "write each key on a line of its own, and a quote inside of a text as `\\\"`",
    ),
    (r"^missing comma", "a comma is missing", "write `,` between the two"),
    (r"^unclosed array", "a list has no end", "close it with `]`"),
    (r"^unclosed inline table", "a table has no end", "close it with `}`"),
    (
        r"^missing escaped value|^invalid escape",
        "a `\\` stands before a letter that it does nothing to",
        "write `\\\\` for the sign itself, or put the text in single quotes",
    ),
    (
        r"^invalid multi-line (?:basic|literal) string",
        "a text of several lines has no end",
        "close it with the three quotes that open it",
    ),
    (
        r"^unexpected leading zero",
        "a number begins with 0",
        "leave the 0 out, or put all of it in quotes",
    ),
    (
        r"^invalid trailing content after double-quoted",
        "something stands behind the end of a text in quotes",
        "write a quote inside of a text as `\\\"`",
    ),
    (r"^unexpected character: `(.)'", "a text cannot begin with `{}`", "put it in quotes"),
    (
        r"^alias references unknown anchor",
        "a text cannot begin with `*`, which refers to something else",
        "put it in quotes",
    ),
    (r"^tabs disallowed", "a tab stands where only blanks may", "indent with blanks"),
    (r"^invalid type: .*expected struct ", "a table belongs here", "write it as `{ key = value }`"),
    (
        r"^unknown variant `?([^`,]*)`?, expected (?:one of )?(.+)$",
        "`{}` is no choice here",
        "known here: {}",
    ),
    (r"^missing field `?([^`]+)`?$", "the key `{}` is missing", "add it"),
    (r"^missing field: ?(.+)$", "the key `{}` is missing", "add it"),
];

/// What may belong in a place, by how readers call it, with how it is written.
const KINDS: [(&str, &str, &str); 5] = [
    (
        r"expected a boolean|invalid boolean",
        "`true` or `false` belongs here",
        "write it without quotes",
    ),
    (
        r"expected [iu](?:\d+|size)\b|invalid u(?:\d+|size)|expected unsigned",
        "a whole number belongs here, 0 or more",
        "write it without quotes, sign or fraction",
    ),
    (
        r"expected a map|expected mapping start",
        "a table belongs here",
        "write its keys with their values, or leave the whole key out",
    ),
    (
        r"expected a sequence|expected sequence start",
        "a list belongs here",
        "put it in square brackets, as in `[\"a\", \"b\"]`",
    ),
    (
        r"expected a string|expected string scalar|expected a borrowed string",
        "a text belongs here",
        "put it in quotes",
    ),
];

/// Tells in plain words what a reader said.
///
/// `otherwise` is what to do about a mistake that is not known here.
pub fn plainly(said: &str, reader: &str, otherwise: &str) -> Told {
    for (words, message, hint) in WORDS {
        let Some(caught) = pattern(words).captures(said) else { continue };
        let part = |at: usize| caught.get(at).map_or("", |part| part.as_str());
        let hint = match text::nearest(part(1), choices(part(2))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => hint.replace("{}", part(2)),
        };
        return Told { message: message.replace("{}", part(1)), hint };
    }
    for (words, message, hint) in KINDS {
        if pattern(words).is_match(said) {
            return Told { message: message.to_string(), hint: hint.to_string() };
        }
    }
    Told { message: format!("cannot read the {reader}: {said}"), hint: otherwise.to_string() }
}

/// A pattern of this module.
fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of this module is one")
}

/// The choices of a list such as `` `a`, `b` or `c` ``.
fn choices(list: &str) -> impl Iterator<Item = &str> {
    list.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !["", "or"].contains(word))
}

#[cfg(test)]
mod tests;
