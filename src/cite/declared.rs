//! Declared abbreviations: `Hội Nông dân Việt Nam (HNDVN)`, and from there on `HNDVN`.
//!
//! Offices coin their abbreviations, so no list is complete; but a text that uses
//! one declares it in brackets behind the name, and its letters are the initials
//! of the name. That tells it from a source or a place in brackets.
//!
//! Not here: abbreviations that everybody knows, which are data (`cite::profile`).

use std::ops::Range;

use super::profile::Profile;
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
