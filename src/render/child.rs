//! Child templates: what stands outside of their blocks is never shown.
//!
//! Tera 2.4 refuses such text, older versions passed over it, and themes carry
//! comments for people there. So a comment of HTML goes without a word, and
//! anything else with a warning that names the place.
//!
//! Every place keeps its line and column, so that later errors still point right.
//!
//! Not here: templates that extend nothing, where every text counts.

use std::ops::Range;

use crate::render::old::{Block, blocks};

/// What is left of a child template.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Child {
    /// The template with blanks for what is never shown.
    pub source: String,
    /// The bytes of what the author may have meant to be shown.
    pub lost: Vec<Range<usize>>,
}

/// Blanks out what stands outside of the blocks of a child template; none for other templates.
pub fn tidy(source: &str) -> Option<Child> {
    let blocks = blocks(source);
    let extends = blocks.iter().find(|block| block.is_statement)?;
    if word(source, extends, 0) != "extends" || !is_blank(&source[..extends.range.start]) {
        return None;
    }
    let mut outside = outside(source, &blocks, extends.range.end);
    if source[..extends.range.start].contains("<!--") {
        outside.insert(0, 0..extends.range.start);
    }
    let lost: Vec<Range<usize>> =
        outside.iter().filter_map(|range| meant(source, range.clone())).collect();
    let mut tidied = String::with_capacity(source.len());
    let mut at = 0;
    for range in outside {
        tidied.push_str(&source[at..range.start]);
        tidied.extend(source[range.clone()].chars().map(|c| if c == '\n' { c } else { ' ' }));
        at = range.end;
    }
    tidied.push_str(&source[at..]);
    (tidied != source).then_some(Child { source: tidied, lost })
}

/// The parts at the top that are neither a block nor a component, joined where they touch.
fn outside(source: &str, blocks: &[Block], start: usize) -> Vec<Range<usize>> {
    let mut outside: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    // Where the last block or component ended.
    let mut kept = start;
    for block in blocks.iter().filter(|block| block.is_statement && start <= block.range.start) {
        let first = word(source, block, 0);
        match first {
            "block" | "component" => {
                if open.is_empty() {
                    outside.push(kept..block.range.start);
                }
                open.push(first);
            }
            "endblock" | "endcomponent" if !open.is_empty() => {
                open.pop();
                if open.is_empty() {
                    kept = block.range.end;
                }
            }
            _ => {}
        }
    }
    if open.is_empty() {
        outside.push(kept..source.len());
    }
    outside.retain(|range| !source[range.clone()].trim().is_empty());
    outside
}

/// The bytes of a part without comments and white space around it; none where nothing is left.
fn meant(source: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut text = source[range.clone()].to_string();
    for (open, close) in [("<!--", "-->"), ("{#", "#}")] {
        while let Some(from) = text.find(open) {
            let to = text[from..].find(close).map_or(text.len(), |to| from + to + close.len());
            text.replace_range(from..to, &" ".repeat(to - from));
        }
    }
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    (start < end).then(|| range.start + start..range.start + end)
}

/// Whether there is nothing but white space and comments, of templates or of HTML.
fn is_blank(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some((comment, close)) = after_opening(rest) {
        let Some(end) = comment.find(close) else { return false };
        rest = comment[end + close.len()..].trim_start();
    }
    rest.is_empty()
}

/// What stands behind the opening of a comment, with what closes it.
fn after_opening(text: &str) -> Option<(&str, &'static str)> {
    let template = text.strip_prefix("{#").map(|comment| (comment, "#}"));
    template.or_else(|| text.strip_prefix("<!--").map(|comment| (comment, "-->")))
}

/// A word of a block, empty past the end.
fn word<'a>(source: &'a str, block: &Block, at: usize) -> &'a str {
    block.tokens.get(at).map_or("", |token| &source[token.range.clone()])
}

#[cfg(test)]
mod tests;
