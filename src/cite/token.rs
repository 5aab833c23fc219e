//! Tokens: a text cut into words, numbers and marks, each word looked up once.
//!
//! Everything after this works on small integers: a word that the profile does
//! not know is 0, so most of a text is rejected by one comparison. The whole
//! text is cut, because in news of this kind almost every sentence has a word
//! that could start a name; measured, it costs less than finding those places.
//!
//! Not here: which words the profile knows (`cite::profile`).

use super::profile::Vocabulary;

/// What a token is.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(super) enum Shape {
    /// A word that starts with a small letter.
    Small,
    /// A word that starts with a capital letter.
    Capital,
    /// A word of two letters or more, all capitals.
    Caps,
    /// A run of digits.
    Number,
    /// Anything else: one character.
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Blank,
    /// One line break.
    Line,
    /// More than one line break, or the start of the text.
    Paragraph,
}

/// A word, a number or a mark.
#[derive(Debug, Copy, Clone)]
pub(super) struct Token {
    /// Its first byte in the normal text.
    pub(super) start: u32,
    /// The byte after it.
    pub(super) end: u32,
    /// Its place in the profile's vocabulary; 0 if unknown.
    pub(super) word: u16,
    /// What it is.
    pub(super) shape: Shape,
    /// What stands before it.
    pub(super) gap: Gap,
    /// The mark as an ASCII byte; quotes of every kind are `"`; 0 for the rest.
    pub(super) mark: u8,
}

/// A text and its tokens.
pub(super) struct Tokens<'a> {
    /// The text in normal form.
    pub(super) text: &'a str,
    /// Its tokens in order.
    pub(super) list: Vec<Token>,
}

/// What stands in for a token past either end of the text.
const NOWHERE: Token =
    Token { start: 0, end: 0, word: 0, shape: Shape::Mark, gap: Gap::Paragraph, mark: 0 };

impl Tokens<'_> {
    /// The token at an index; past the end a mark that matches nothing.
    pub(super) fn at(&self, index: usize) -> Token {
        self.list.get(index).copied().unwrap_or(NOWHERE)
    }

    /// The token before an index.
    pub(super) fn before(&self, index: usize) -> Token {
        match index {
            0 => NOWHERE,
            _ => self.at(index - 1),
        }
    }

    /// The first token from an index on that is of a kind.
    ///
    /// Most words begin nothing: this is the loop that passes over them.
    #[inline]
    pub(super) fn next(&self, from: usize, is_of_kind: impl Fn(&Token) -> bool) -> Option<usize> {
        let found = self.list.get(from..)?.iter().position(is_of_kind)?;
        Some(from + found)
    }

    /// The text of a token.
    pub(super) fn text(&self, index: usize) -> &str {
        let token = self.at(index);
        &self.text[token.start as usize..token.end as usize]
    }

    /// The bytes from one token up to, not including, another.
    pub(super) fn bytes(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let end = self.before(to).end as usize;
        let start = self.at(from).start as usize;
        start.min(end)..end
    }

    /// Whether the line break before a token is one of a text wrapped to a width.
    pub(super) fn wrapped(&self, index: usize) -> bool {
        let end = self.before(index).end as usize;
        // A line longer than this was not wrapped, and is not worth looking through.
        let floor = crate::text::floor_boundary(self.text, end.saturating_sub(400));
        let line = self.text[floor..end].rfind('\n').map_or(floor, |newline| floor + newline + 1);
        let width = self.text[line..end].chars().take(121).count();
        (50..120).contains(&width)
    }

    /// Whether the line break before a token ends a sentence.
    pub(super) fn breaks(&self, index: usize) -> bool {
        let token = self.at(index);
        match token.gap {
            Gap::Paragraph => true,
            Gap::Line => token.shape != Shape::Small && !self.wrapped(index),
            Gap::None | Gap::Blank => false,
        }
    }

    /// The token that starts at a byte or the first after it.
    pub(super) fn index_at(&self, byte: usize) -> usize {
        self.list.partition_point(|token| (token.start as usize) < byte)
    }
}

/// Whether the word in a range of a text starts with a capital letter, and whether it has only
/// capitals. It takes the range because to cut a word out costs more than to look at its start.
#[inline]
fn case(text: &str, start: usize, end: usize) -> Shape {
    // How nearly all words begin.
    match text.as_bytes()[start..end] {
        [b'a'..=b'z', ..] | [0xC4, 0x91, ..] => Shape::Small,
        [b'A'..=b'Z', b'a'..=b'z', ..] => Shape::Capital,
        _ => case_of(&text[start..end]),
    }
}

/// What `case` tells, of any word.
fn case_of(word: &str) -> Shape {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if is_capital(first) => {}
        _ => return Shape::Small,
    }
    match letters.next() {
        None => Shape::Capital,
        Some(second) if !is_capital(second) => Shape::Capital,
        Some(_) => match letters.all(is_capital) {
            true => Shape::Caps,
            false => Shape::Capital,
        },
    }
}

/// Whether a letter is a capital. The small letters of Vietnamese with which words begin most often
/// are told here; in the block that holds most of its letters the even ones are capitals.
fn is_capital(letter: char) -> bool {
    match letter {
        '\0'..='\x7F' => letter.is_ascii_uppercase(),
        'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => false,
        '\u{1EA0}'..='\u{1EFF}' => letter as u32 & 1 == 0,
        _ => letter.is_uppercase(),
    }
}

/// Bytes of ASCII letters, and all bytes of longer characters.
const LETTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = (byte as u8).is_ascii_alphabetic();
        table[byte] =
            ascii || 0xC3 <= byte && byte != 0xE2 && byte < 0xEF || 0x80 <= byte && byte < 0xC0;
        byte += 1;
    }
    table
};

/// Cuts a normal text into tokens.
pub(super) fn tokens<'a>(text: &'a str, vocabulary: &Vocabulary) -> Tokens<'a> {
    // Offsets are `u32`; a text that long is no article, and what is past it goes unread.
    let bytes = &text.as_bytes()[..crate::text::floor_boundary(text, u32::MAX as usize - 1)];
    let mut list = Vec::with_capacity(bytes.len() / 4 + 4);
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let (shape, mark) = match byte {
            b' ' | b'\t' | b'\r' => {
                gap = gap.max(Gap::Blank);
                at += 1;
                continue;
            }
            b'\n' => {
                gap = if Gap::Line <= gap { Gap::Paragraph } else { Gap::Line };
                at += 1;
                continue;
            }
            b'0'..=b'9' => {
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                (Shape::Number, 0)
            }
            _ if LETTER[usize::from(byte)] => {
                at += letters(&bytes[at..]);
                (case(text, start, at), 0)
            }
            _ => {
                let letter = text[at..].chars().next().unwrap_or(' ');
                at += letter.len_utf8();
                (Shape::Mark, mark(letter))
            }
        };
        let word = match shape {
            Shape::Number => 0,
            _ => vocabulary.word_at(bytes, start, at),
        };
        list.push(Token { start: start as u32, end: at as u32, word, shape, gap, mark });
        // What follows a word is nearly always one blank.
        let is_blank = bytes.get(at) == Some(&b' ');
        gap = if is_blank { Gap::Blank } else { Gap::None };
        at += usize::from(is_blank);
    }
    Tokens { text, list }
}

/// How many bytes at the start are of letters.
///
/// Eight are looked at in one step: a loop that goes on while there are letters ends at another
/// place in each word, which no processor can guess.
#[inline]
fn letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some((window, _)) = bytes[at..].split_first_chunk() {
        match first_other(u64::from_le_bytes(*window)) {
            8 => at += 8,
            n => return at + n,
        }
    }
    at + bytes[at..].iter().take_while(|&&byte| LETTER[usize::from(byte)]).count()
}

/// How many of eight bytes, the lowest first, are of letters before the first that is not; as
/// [`LETTER`] has it, in each byte by its upper bit.
#[inline]
fn first_other(window: u64) -> usize {
    const EACH: u64 = u64::MAX / 0xFF;
    let upper = |bytes: u64| bytes & (0x80 * EACH);
    let low = window & (0x7F * EACH);
    // No sum is carried into the next byte, for both summands are below 0x80.
    let at_least = |bytes: u64, least: u8| bytes + (0x80 - u64::from(least)) * EACH;
    let small = low | (0x20 * EACH);
    let ascii = upper(at_least(small, b'a') & !at_least(small, b'z' + 1));
    let is = |byte: u8| {
        let differs = window ^ (u64::from(byte) * EACH);
        // Borrowing may mark a byte above one that is the same, never one below.
        upper(differs.wrapping_sub(EACH) & !differs)
    };
    let long = upper(window) & !is(0xC2) & !is(0xE2) & !at_least(low, 0xEF & 0x7F);
    let others = upper(!(ascii & !window | long));
    (others.trailing_zeros() / u8::BITS) as usize
}

/// The ASCII byte that stands for a mark.
fn mark(letter: char) -> u8 {
    match letter {
        '“' | '”' | '„' | '«' | '»' | '"' | '‟' => b'"',
        '‘' | '’' | '‚' => b'\'',
        '…' => b'.',
        _ if letter.is_ascii() => letter as u8,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
