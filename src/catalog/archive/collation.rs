//! Collation: Vietnamese alphabetical order.
//!
//! Letters come first (ă and â after a, đ after d, ê after e, ô and ơ after o, ư after
//! u); tones only decide between words of the same letters, in the order level, falling,
//! asking, tumbling, rising, heavy; case decides last. Runs of digits compare as numbers.
//!
//! Not here: other languages; what is not Vietnamese sorts by code point after it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// The letters in the order of the alphabet, those with a mark of their own included.
///
/// No data of a profile: it sorts what is written in plain Latin letters as any other alphabet
/// does, and a site's interface may be in another language than its articles.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The combining marks of the tones, in order after the level tone.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Something that compares as people expect of the text it was made from.
#[derive(Debug, Default, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Key {
    /// Letters and numbers.
    letters: Vec<(u8, u64)>,
    /// The tone of each letter.
    tones: Vec<u8>,
    /// The text itself.
    text: String,
}

/// Makes the key of a text.
pub fn key(text: &str) -> Key {
    let mut key = Key { text: text.to_string(), ..Key::default() };
    for letter in text.nfc().flat_map(char::to_lowercase) {
        let (letter, tone) = split_tone(letter);
        let at = ALPHABET.chars().position(|known| known == letter);
        match (at, letter.to_digit(10)) {
            (Some(at), _) => key.letters.push((3, at as u64)),
            (_, Some(digit)) => push_digit(&mut key.letters, digit),
            _ if letter.is_alphanumeric() => key.letters.push((4, letter as u64)),
            _ => key.letters.push((1, letter as u64)),
        }
        key.tones.push(tone);
    }
    key
}

/// Adds a digit to the number at the end, or begins one.
fn push_digit(letters: &mut Vec<(u8, u64)>, digit: u32) {
    match letters.last_mut() {
        Some((2, number)) => *number = number.saturating_mul(10).saturating_add(digit.into()),
        _ => letters.push((2, digit.into())),
    }
}

/// The letter without its tone, and the tone: 0 for the level one.
fn split_tone(letter: char) -> (char, u8) {
    if letter.is_ascii() {
        return (letter, 0);
    }
    let mut parts = std::iter::once(letter).nfd();
    let (mut bare, mut tone) = (parts.next().unwrap_or(letter), 0);
    for mark in parts {
        match TONES.iter().position(|&known| known == mark) {
            Some(at) => tone = at as u8 + 1,
            None => bare = compose(bare, mark).unwrap_or(bare),
        }
    }
    (bare, tone)
}

/// The letter of the alphabet under which a text stands in an index, upper case; `#` for
/// what begins with none.
pub fn initial(text: &str) -> String {
    let first = text.nfc().flat_map(char::to_lowercase).next().map(|letter| split_tone(letter).0);
    match first.filter(|&letter| ALPHABET.contains(letter)) {
        Some(letter) => letter.to_uppercase().collect(),
        None => "#".to_string(),
    }
}

#[cfg(test)]
mod tests;
