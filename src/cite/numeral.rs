//! Numerals: small numbers in figures, in Roman figures and in words, as terms and congresses
//! have them.
//!
//! Not here: the numbers of documents (`cite::number`).

use super::profile::Profile;
use super::token::{Shape, Tokens};

/// A small number at a token in figures, Roman figures or words.
pub(super) fn numeral(tokens: &Tokens, at: usize, profile: &Profile) -> Option<(usize, u8)> {
    let text = tokens.text(at);
    match tokens.at(at).shape {
        Shape::Number => text.parse().ok().filter(|&value| 0 < value && value < 60).map(|v| (1, v)),
        Shape::Caps | Shape::Capital
            if text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L')) =>
        {
            from_roman(text).map(|value| (1, value))
        }
        Shape::Small => {
            profile.numerals.longest(tokens, at).map(|(length, &value)| (length, value))
        }
        _ => None,
    }
}

/// The value of Roman figures, if they are well formed.
pub(super) fn from_roman(text: &str) -> Option<u8> {
    (1..60).find(|&value| roman(value) == text)
}

/// A number in Roman figures.
pub(super) fn roman(number: u8) -> String {
    const PARTS: [(u8, &str); 7] =
        [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in PARTS {
        while value <= rest {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}
