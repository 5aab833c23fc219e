//! How names are written: what capitals, gaps and marks tell of where a name goes on.
//!
//! Each function looks at tokens alone and knows nothing of what was read before them.
//!
//! Not here: what the words mean (`cite::profile` and the modules after this one).

use crate::cite::normalise::tone;
use crate::cite::profile::{Profile, flag};
use crate::cite::token::{Gap, Shape, Tokens};

/// Whether a head is written as a name: with a capital, or after a title with one inside.
pub(super) fn well_cased(tokens: &Tokens, at: usize, length: usize) -> bool {
    match tokens.at(at).shape {
        Shape::Capital | Shape::Caps => true,
        _ => (at + 1..at + length)
            .any(|index| matches!(tokens.at(index).shape, Shape::Capital | Shape::Caps)),
    }
}

/// Whether a token can go on a name that ended before it.
pub(super) fn goes_on(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.at(at);
    token.gap == Gap::Blank
        || token.gap == Gap::None && token.shape != Shape::Mark
        || token.gap == Gap::Line
            && (token.shape == Shape::Small || tokens.wrapped(at) || in_capitals(tokens, at))
}

/// Whether a line break stands inside a heading in capitals: `ỦY BAN NHÂN DÂN / TỈNH …`.
fn in_capitals(tokens: &Tokens, at: usize) -> bool {
    tokens.before(at).shape == Shape::Caps && tokens.at(at).shape == Shape::Caps
}

/// Whether an abbreviation in brackets stands at a token.
pub(super) fn abbreviated(tokens: &Tokens, at: usize) -> bool {
    tokens.at(at).mark == b'('
        && tokens.at(at + 1).shape == Shape::Caps
        && tokens.at(at + 2).mark == b')'
}

/// Whether a dash without blanks stands at a token: `COVID-19`.
pub(super) fn dashed(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.at(at);
    token.mark == b'-' && token.gap == Gap::None && tokens.at(at + 1).gap == Gap::None
}

/// Whether the tokens of a place are written as a name and no person's name goes on there.
pub(super) fn is_name(tokens: &Tokens, at: usize, length: usize) -> bool {
    (at..at + length).all(|index| tokens.at(index).shape != Shape::Small)
}

/// How many capital words follow one another from a token, up to more than a name has.
pub(super) fn run_length(tokens: &Tokens, at: usize) -> usize {
    let mut end = at;
    while end < at + 12
        && tokens.at(end).shape == Shape::Capital
        && (end == at || tokens.at(end).gap == Gap::Blank)
    {
        end += 1;
    }
    end - at
}

/// Whether a title stands shortly before a token, with no mark between.
pub(super) fn titled(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    (at.saturating_sub(12)..at)
        .rev()
        .take_while(|&index| tokens.at(index).shape != Shape::Mark)
        .any(|index| profile.is(tokens.at(index).word, flag::TITLE))
}

/// Whether a token joins the members of a list.
pub(super) fn joins(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let token = tokens.at(at);
    token.mark == b',' || profile.is(token.word, flag::AND)
}

/// Whether a token's capital may come from its place at the start of a sentence.
pub(super) fn starts_sentence(tokens: &Tokens, at: usize) -> bool {
    let before = tokens.before(at);
    Gap::Line <= tokens.at(at).gap
        || matches!(before.mark, b'.' | b'!' | b'?' | b':' | b';' | b'-' | b')')
}

/// How many tokens `Trung ương` or its abbreviation has at a token, if it stands there.
pub(super) fn central(tokens: &Tokens, at: usize, profile: &Profile) -> Option<usize> {
    let token = tokens.at(at);
    let whole = token.shape == Shape::Capital
        && profile.is(token.word, flag::PLENUM)
        && profile.is(tokens.at(at + 1).word, flag::PLENUM);
    if whole {
        return Some(2);
    }
    let (length, ()) = profile.centre_phrases.longest(tokens, at)?;
    let written = &tokens.text[tokens.bytes(at, at + length)];
    profile.centre_short.iter().any(|short| short == written).then_some(length)
}

/// The text of a name's tokens in canonical spelling.
pub(super) fn pieces(tokens: &Tokens, from: usize, to: usize, profile: &Profile) -> String {
    let mut text = String::new();
    for index in from..to {
        // `CCQ&DN` is written without blanks and read with them.
        let joined = tokens.at(index).mark == b'&' || tokens.before(index).mark == b'&';
        if from < index && (joined || tokens.at(index).gap != Gap::None) {
            text.push(' ');
        }
        match tokens.text(index) {
            short if profile.centre_short.iter().any(|one| one == short) => {
                text.push_str(&profile.centre);
            }
            "&" => text.push_str(&profile.and),
            word => match profile.expand.iter().find(|(_, short)| short == word) {
                Some((whole, _)) => text.push_str(whole),
                None => text.push_str(&tone(word)),
            },
        }
    }
    text
}
