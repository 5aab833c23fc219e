//! Decoding: the bytes of a raw file become clean text, or a named wrong byte.
//!
//! Pages that were saved or copied carry a byte order mark, decomposed letters,
//! no-break spaces and invisible characters. All of these would cut a number or a
//! name in two, so they are normalised here once and nothing later asks again.
//! Lines stay lines: a line's number in the result is its number in the file.
//!
//! Not here: what a line is (`recognise`).

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Why bytes are not text that can be imported.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Undecodable {
    /// The byte at this offset is not UTF-8.
    NotUtf8 {
        /// The first wrong byte.
        offset: usize,
        /// Whether the bytes look like the single-byte code page of old Vietnamese text.
        windows_1258: bool,
    },
    /// The file is UTF-16, by its mark or by its zeros.
    Utf16 {
        /// Which of the two byte orders: `UTF-16LE` or `UTF-16BE`.
        name: &'static str,
        /// The first byte that shows it.
        offset: usize,
    },
}

/// Decodes the bytes of a raw file.
pub fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some(name) = utf16(bytes) {
        let marked = matches!(bytes, [0xFF | 0xFE, 0xFF | 0xFE, ..]);
        let zero = bytes.iter().position(|byte| *byte == 0);
        let offset = zero.filter(|_| !marked).unwrap_or(0);
        return Err(Undecodable::Utf16 { name, offset });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normalise(text)),
        Err(error) => {
            let offset = error.valid_up_to();
            Err(Undecodable::NotUtf8 { offset, windows_1258: looks_like_1258(bytes) })
        }
    }
}

/// Which UTF-16 bytes are, by their mark, or by the zero that each blank and line feed has there
/// beside it and no text has in UTF-8.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    // Half of the letters of a Vietnamese text are of the first 256.
    let many = |n: usize| 4 <= n && sample.len() < 8 * n;
    match (zeros(0), zeros(1)) {
        (even, odd) if many(odd) && even * 4 < odd => Some("UTF-16LE"),
        (even, odd) if many(even) && odd * 4 < even => Some("UTF-16BE"),
        _ => None,
    }
}

/// Normalises text: line feeds, composed letters, plain spaces, nothing invisible.
pub fn normalise(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let plain = text.chars().filter_map(plain_character);
    match is_nfc(&text) {
        true => plain.collect(),
        false => plain.collect::<String>().nfc().collect(),
    }
}

/// Maps a character to the plain one that it stands for; none for an invisible one.
fn plain_character(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\r' => Some('\n'),
        '\t' => Some(' '),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' => Some(' '),
        '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => None,
        '\u{2060}'..='\u{2069}' | '\u{FEFF}' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => None,
        _ => Some(c),
    }
}

/// Whether high bytes stand where windows-1258 writes Vietnamese letters and marks.
///
/// Its tone marks are bytes of their own after a letter, and its đ, ư and ơ are
/// frequent in any Vietnamese text; a handful of both is no accident.
fn looks_like_1258(bytes: &[u8]) -> bool {
    let marks = bytes
        .windows(2)
        .filter(|pair| {
            matches!(pair[1], 0xCC | 0xEC | 0xD2 | 0xDE | 0xF2)
                && (pair[0].is_ascii_alphabetic() || 0xC0 <= pair[0])
        })
        .count();
    let letters = bytes.iter().filter(|&&byte| matches!(byte, 0xD0 | 0xF0 | 0xFD | 0xF5)).count();
    2 <= marks && 1 <= letters
}
