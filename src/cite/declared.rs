//! Declared abbreviations: `Hội Nông dân Việt Nam (HNDVN)`, and from there on `HNDVN`.
//!
//! Offices coin their abbreviations, so no list is complete; but a text that uses
//! one declares it in brackets behind the name, and its letters are the initials
//! of the name. That tells it from a source or a place in brackets.
//!
//! Not here: abbreviations that everybody knows, which are data (`cite::profile`).

use std::ops::Range;

use super::profile::{Profile, flag};
use super::token::{Gap, Shape, Tokens};
use crate::text::slug;

/// How many tokens an abbreviation in brackets may have: `BTV T.Ư Hội NDVN` has six.
const LENGTH: usize = 8;

/// The tokens of the abbreviation that is declared behind a name, if one is.
pub(super) fn abbreviation(
    tokens: &Tokens,
    name: Range<usize>,
    profile: &Profile,
) -> Option<Range<usize>> {
    if tokens.at(name.end).mark != b'(' {
        return None;
    }
    let inside = name.end + 1;
    let from = (inside..inside + LENGTH)
        .find_map(|at| profile.alias.longest(tokens, at).map(|(length, ())| at + length))
        .unwrap_or(inside);
    let to = (from..from + LENGTH).find(|&at| tokens.at(at).mark == b')')?;
    let loud = |at: usize| match tokens.at(at).shape {
        Shape::Caps | Shape::Capital => true,
        Shape::Mark => matches!(tokens.at(at).mark, b'&' | b'-' | b'.'),
        Shape::Small | Shape::Number => false,
    };
    let short = (from..to).any(|at| tokens.at(at).shape == Shape::Caps);
    if !short || !(from..to).all(loud) || profile.heads.longest(tokens, from).is_some() {
        return None;
    }
    is_made_of(&letters(tokens, from..to), &initials(tokens, name)).then_some(from..to)
}

/// Whether the tokens of an abbreviation stand at another token again.
pub(super) fn repeats(tokens: &Tokens, at: usize, short: &Range<usize>) -> bool {
    let ends = tokens.at(at + short.len());
    let glued = ends.gap == Gap::None && (ends.shape != Shape::Mark || is_joint(ends.mark));
    let starts = tokens.at(at).gap != Gap::None || !is_joint(tokens.before(at).mark);
    at != short.start && starts && !glued && is_same(tokens, short, &(at..at + short.len()))
}

/// Whether a number before a token counts what the token names: `50.000 CP`, `10 triệu CP`, which
/// are shares. The number of a year or of a day counts nothing: `Năm 2020 CP …`, `Ngày 3/6 QH …`.
pub(super) fn is_counted(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let near = |at: usize| tokens.at(at).gap < Gap::Paragraph;
    let is_unit = |at: &usize| {
        let unit = profile.units.longest(tokens, *at);
        near(at + 1) && unit.is_some_and(|(length, ())| length == 1)
    };
    // `20.000 đồng/CP`
    let per = tokens.before(at).mark == b'/';
    let last = at.checked_sub(1 + usize::from(per));
    let last = match last.filter(is_unit) {
        Some(unit) => unit.checked_sub(1),
        None => last.filter(|_| !per),
    };
    let Some(last) = last.filter(|_| near(at)) else { return false };
    let of_number = |&at: &usize| {
        let token = tokens.at(at);
        token.shape == Shape::Number || matches!(token.mark, b'.' | b',') && token.gap == Gap::None
    };
    let first = (0..=last).rev().take_while(of_number).last();
    let counts = |first: usize| {
        let before = tokens.before(first);
        let dated = profile.is(before.word, flag::YEAR | flag::MONTH | flag::DAY | flag::TERM);
        !(dated || matches!(before.mark, b'/' | b'-'))
    };
    tokens.at(last).shape == Shape::Number && first.is_some_and(counts)
}

/// Whether two abbreviations are spelled alike.
pub(super) fn is_same(tokens: &Tokens, one: &Range<usize>, other: &Range<usize>) -> bool {
    let text = |range: &Range<usize>| range.clone().map(|at| tokens.text(at));
    text(one).eq(text(other))
}

/// Whether a mark joins an abbreviation to something else: a number, an address.
fn is_joint(mark: u8) -> bool {
    matches!(mark, b'-' | b'/' | b'_' | b'@' | b'&')
}

/// The letters of an abbreviation: all of a word in capitals, the first of another.
fn letters(tokens: &Tokens, short: Range<usize>) -> String {
    let mut letters = String::new();
    for at in short {
        match tokens.at(at).shape {
            Shape::Caps => letters.push_str(tokens.text(at)),
            Shape::Capital => letters.extend(tokens.text(at).chars().next()),
            Shape::Small | Shape::Number | Shape::Mark => {}
        }
    }
    slug(&letters)
}

/// The first letters of the words of a name.
fn initials(tokens: &Tokens, name: Range<usize>) -> String {
    let first = |at| match tokens.at(at).shape {
        Shape::Caps => tokens.text(at).to_string(),
        _ => tokens.text(at).chars().take(1).collect(),
    };
    slug(&name.map(first).collect::<String>())
}

/// Whether the letters of an abbreviation stand in this order among the initials of a name,
/// the first of them in front.
fn is_made_of(short: &str, initials: &str) -> bool {
    let mut rest = initials.chars();
    let starts = short.chars().next() == initials.chars().next();
    1 < short.chars().count() && starts && short.chars().all(|one| rest.any(|other| one == other))
}

#[cfg(test)]
mod tests;
