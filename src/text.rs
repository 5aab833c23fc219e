//! Text: positions, near misses, slugs, capitals, natural order, length and direction.
//!
//! The few things that every stage asks of a string. Nothing here knows what a
//! page or a citation is.
//!
//! Not here: folding Vietnamese spellings (`cite::normalise`).

use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashSet};
use serde::{Deserialize, Serialize};
use unic_langid::{CharacterDirection, LanguageIdentifier};
use unicode_segmentation::UnicodeSegmentation;

/// Names that many things share, each kept once.
///
/// They stand in several sets, so that threads seldom wait for one another.
#[derive(Debug, Default)]
pub struct Interner([Mutex<FxHashSet<Arc<str>>>; 16]);

impl Interner {
    /// The name, kept now if it was not.
    pub fn get(&self, name: &str) -> Arc<str> {
        // A thread that panicked while it held the lock leaves a set that is whole.
        // Bits that the set itself does not go by.
        let set = (FxBuildHasher.hash_one(name) >> 32) as usize % self.0.len();
        let mut names = self.0[set].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        names.insert(name.clone());
        name
    }
}

/// A place in a text as people count it: both numbers start at 1.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Position {
    /// The line, counting `\n`.
    pub line: usize,
    /// The column in Unicode code points, which is what editors show.
    pub column: usize,
}

/// Finds the line and column of a byte offset; an offset past the end means the end.
pub fn position(text: &str, offset: usize) -> Position {
    let before = &text[..floor_boundary(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// Finds the byte offset of a line and column, both from 1; past the end means the end.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let line_text = text[start..].split('\n').next().unwrap_or_default();
    let within = line_text.char_indices().nth(column.saturating_sub(1));
    start + within.map_or(line_text.len(), |(index, _)| index)
}

/// Moves an offset back to the nearest character boundary.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Finds the known word that a reader most likely meant, if one is near enough.
///
/// Near means at most a third of the letters wrong, so that `titel` finds
/// `title` and `colour` finds nothing.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Counts the single-letter edits between two words; swapped neighbours count as one.
pub fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let substituted = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = substituted.min(last[j] + 1).min(row[j - 1] + 1);
            if 1 < i && 1 < j && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// How a path is made from a name.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// An ASCII slug.
    #[default]
    On,
    /// As it is, without what file systems refuse.
    Safe,
    /// As it is.
    Off,
}

/// Turns text into an ASCII slug: `Đảng ủy Khối` becomes `dang-uy-khoi`.
pub fn slug(text: &str) -> String {
    slug::slugify(text)
}

/// Turns a name into a part of a path or an anchor, by the site's strategy.
///
/// `safe` only takes away what file systems refuse, and blanks and dots at the end.
pub fn slugify(name: &str, strategy: Strategy) -> String {
    match strategy {
        Strategy::On => slug(name),
        Strategy::Safe => {
            name.trim_end_matches([' ', '.']).replace(|c| "<>:\"/\\|?*".contains(c), "")
        }
        Strategy::Off => name.to_string(),
    }
}

/// Turns the text of a heading into its id, by the site's strategy.
///
/// Anything but blanks may stand in an id, so `safe` and `off` mean the same.
pub fn anchor(heading: &str, strategy: Strategy) -> String {
    match strategy {
        Strategy::On => slug(heading),
        Strategy::Safe | Strategy::Off => heading.replace(|c: char| c.is_ascii_whitespace(), "_"),
    }
}

/// A text with a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Orders titles as a reader expects: numbers by value, letters without their marks first.
///
/// Equal titles have no order; whoever sorts adds a tie-breaker.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    lexical_sort::natural_lexical_cmp(a, b)
}

/// Counts the words of a page's Markdown, leaving out what stands between two ` ``` `.
///
/// Chinese and Japanese write no blanks between words, so there letters count.
pub fn word_count(markdown: &str, language: &str) -> usize {
    let prose = markdown.split("```").step_by(2);
    match primary_language(language) {
        "zh" | "ja" => prose.map(|part| part.chars().filter(|c| c.is_alphabetic()).count()).sum(),
        _ => prose.map(words_in).sum(),
    }
}

/// Counts the words of a text, as Unicode's annex 29 parts them.
///
/// A word never runs across ASCII white space, so what stands between two blanks is counted by
/// itself; nearly all of it is one plain word, which needs no tables of properties.
fn words_in(text: &str) -> usize {
    let one = |part: &str| match is_plain_word(part) {
        true => 1,
        false => part.unicode_words().count(),
    };
    text.split_ascii_whitespace().map(one).sum()
}

/// Whether text is letters of Latin scripts alone, but for marks at its end that join nothing.
fn is_plain_word(text: &str) -> bool {
    let word = text.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '"']);
    let is_letter = |c: char| match c {
        'a'..='z' | 'A'..='Z' => true,
        '\u{d7}' | '\u{f7}' => false,
        _ => matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
    };
    !word.is_empty() && word.chars().all(is_letter)
}

/// Estimates the minutes that reading so many words takes, begun ones counted.
///
/// The speeds are those of silent readers in studies, words or letters a minute.
pub fn reading_time(word_count: usize, language: &str) -> usize {
    let per_minute = match primary_language(language) {
        "en" => 238,
        "ko" => 202,
        "zh" => 439,
        "ja" => 653,
        _ => 200,
    };
    word_count.div_ceil(per_minute)
}

/// Says whether a language is written from the left or the right: `ltr` or `rtl`.
pub fn direction(language: &str) -> &'static str {
    match language.parse().map(|id: LanguageIdentifier| id.character_direction()) {
        Ok(CharacterDirection::RTL) => "rtl",
        _ => "ltr",
    }
}

/// The language of a code without script and region: `zh` of `zh-Hans`.
fn primary_language(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// Replaces short codes by what they stand for: `:smile:` by 😄; unknown ones stay.
pub fn emojis(text: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(':') {
        let after = &rest[start + 1..];
        let found =
            after.find(':').and_then(|end| Some((end, emojis::get_by_shortcode(&after[..end])?)));
        replaced.push_str(&rest[..start]);
        match found {
            Some((end, emoji)) => {
                replaced.push_str(emoji.as_str());
                rest = &after[end + 1..];
            }
            None => {
                replaced.push(':');
                rest = after;
            }
        }
    }
    replaced + rest
}

/// Trims a range to the text inside it that is not white space.
pub fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    start..start + inside.trim().len()
}

#[cfg(test)]
mod tests;
