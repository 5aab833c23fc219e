//! The words between the brackets of a template, old or new.

use std::ops::Range;

/// What stands between `{{` and `}}` or `{%` and `%}`.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Block {
    /// The block's bytes, brackets included.
    pub range: Range<usize>,
    /// Whether it is one of `{%`.
    pub is_statement: bool,
    /// Its words.
    pub tokens: Vec<Token>,
}

/// A word of a template.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a word is.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Kind {
    /// A name or a reserved word.
    Name,
    /// A number.
    Number,
    /// A string with its quotes.
    Text,
    /// Anything else, mostly of one letter.
    Mark,
}

/// Finds the blocks of a source, leaving out comments and what is raw.
pub fn blocks(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(found) = source[at..].find('{') {
        let start = at + found;
        let (is_statement, end_mark) = match source.as_bytes().get(start + 1) {
            Some(b'#') => {
                at = source[start..].find("#}").map_or(source.len(), |end| start + end + 2);
                continue;
            }
            Some(b'{') => (false, "}}"),
            Some(b'%') => (true, "%}"),
            _ => {
                at = start + 1;
                continue;
            }
        };
        // A dash trims the white space around the block.
        let inside = start + 2 + usize::from(source[start + 2..].starts_with('-'));
        let (tokens, end) = tokens(source, inside, end_mark);
        let first = tokens.first().map(|token| &source[token.range.clone()]);
        let is_raw = is_statement && first == Some("raw");
        blocks.push(Block { range: start..end, is_statement, tokens });
        at = if is_raw { after_raw(source, end) } else { end };
    }
    blocks
}

/// Finds where a raw part ends.
fn after_raw(source: &str, start: usize) -> usize {
    source[start..].find("endraw").map_or(source.len(), |end| start + end)
}

/// Reads the words of a block up to its closing bracket, and where it ends.
fn tokens(source: &str, start: usize, end_mark: &str) -> (Vec<Token>, usize) {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = start;
    // A map's `}` may stand before the closing one, so brackets are counted.
    let mut n_open = 0usize;
    while let Some(letter) = source[at..].chars().next() {
        let rest = &source[at..];
        if n_open == 0 && rest.trim_start_matches('-').starts_with(end_mark) {
            let n_dashes = rest.len() - rest.trim_start_matches('-').len();
            return (tokens, at + n_dashes + end_mark.len());
        }
        let follows_dot = tokens.last().is_some_and(|last| &source[last.range.clone()] == ".");
        let (kind, length) = match letter {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' | '\'' | '`' => (Kind::Text, text_length(rest, letter)),
            c if c.is_ascii_digit() => (Kind::Number, number_length(rest, follows_dot)),
            c if c.is_alphabetic() || c == '_' => (Kind::Name, name_length(rest)),
            ':' if rest.starts_with("::") => (Kind::Mark, 2),
            other => (Kind::Mark, other.len_utf8()),
        };
        match letter {
            '{' => n_open += 1,
            '}' => n_open = n_open.saturating_sub(1),
            _ => {}
        }
        tokens.push(Token { range: at..at + length, kind });
        at += length;
    }
    (tokens, source.len())
}

/// The length of a string with its quotes; one without an end takes all.
fn text_length(rest: &str, quote: char) -> usize {
    rest[1..].find(quote).map_or(rest.len(), |end| end + 2)
}

/// The length of a number; one after a dot has no second dot.
fn number_length(rest: &str, follows_dot: bool) -> usize {
    let is_end = |c: char| !(c.is_ascii_digit() || c == '_' || (c == '.' && !follows_dot));
    rest.find(is_end).unwrap_or(rest.len())
}

/// The length of a name.
fn name_length(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
}
