//! Spelling: one way to write what people write in many ways.
//!
//! A text is read in normal form: composed letters (NFC), plain blanks, plain
//! hyphens, `Đ` where a keyboard gave the Icelandic `Ð`, and none of the
//! invisible characters that web pages leave inside words. Most texts are in
//! normal form already and are borrowed; the others carry a map back.
//!
//! Not here: words and their meaning (`cite::token`, `cite::profile`).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in normal form, with the way back to the text as given.
#[derive(Debug)]
pub(super) struct Normal<'a> {
    /// The text in normal form; borrowed where nothing had to change.
    pub(super) text: Cow<'a, str>,
    /// Places from which both texts run in step: normal offset, source offset.
    steps: Vec<(usize, usize)>,
}

impl Normal<'_> {
    /// The source offset of a mention that starts at a normal offset.
    pub(super) fn source_start(&self, offset: usize) -> usize {
        let after = self.steps.partition_point(|step| step.0 <= offset);
        self.along(after, offset)
    }

    /// The source offset of a mention that ends at a normal offset.
    ///
    /// Where characters were dropped the two differ: a mention ends before them.
    pub(super) fn source_end(&self, offset: usize) -> usize {
        let before = self.steps.partition_point(|step| step.0 < offset);
        match self.steps.get(before) {
            Some(step) if step.0 == offset => step.1,
            _ => self.along(before, offset),
        }
    }

    /// Counts on from the last of the first `n` steps.
    fn along(&self, n: usize, offset: usize) -> usize {
        let (normal, source) = match n {
            0 => (0, 0),
            _ => self.steps[n - 1],
        };
        source + (offset - normal)
    }
}

/// What to do with a character that is not in normal form.
enum Change {
    /// Leave it.
    Keep,
    /// Drop it.
    Drop,
    /// Write another in its place.
    Put(char),
    /// It is a mark on the letter before it.
    Compose,
}

/// Whether two bytes that follow one another may begin a character to change; all others are copied
/// in runs. No branch is in it, so that many are looked at in one step.
fn is_suspect(first: u8, second: u8) -> bool {
    (first == 0xC2) & ((second == 0xA0) | (second == 0xAD))
        | (first == 0xC3) & ((second == 0x90) | (second == 0xB0))
        | (first == 0xCC)
        | (first == 0xCD)
        | (first == 0xE2) & ((second == 0x80) | (second == 0x81) | (second == 0x88))
        | (first == 0xEF)
}

/// How many bytes are looked at in one step: several times what a processor holds in one register,
/// and few enough that one suspect does not have much looked at twice.
const STEP: usize = 64;

/// The first place from one on where a character may have to change.
fn suspect(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let next = bytes.get(from + 1..)?;
        let next = &next[..next.len().min(STEP)];
        let pairs = || bytes[from..].iter().zip(next);
        if pairs().fold(false, |found, (&first, &second)| found | is_suspect(first, second)) {
            let found = pairs().position(|(&first, &second)| is_suspect(first, second));
            return found.map(|found| from + found);
        }
        from += STEP;
    }
}

/// Decides about the character that starts at a suspect byte.
fn change(rest: &[u8]) -> Change {
    match *rest {
        [0xC2, 0xA0, ..] => Change::Put(' '),
        [0xC2, 0xAD, ..] => Change::Drop,
        [0xC3, 0x90, ..] => Change::Put('Đ'),
        [0xC3, 0xB0, ..] => Change::Put('đ'),
        [0xCC, 0x80..=0xBF, ..] | [0xCD, 0x80..=0xAF, ..] => Change::Compose,
        [0xE2, 0x80, 0x80..=0x8A, ..] | [0xE2, 0x80, 0xAF, ..] => Change::Put(' '),
        [0xE2, 0x80, 0x8B..=0x8F, ..] | [0xE2, 0x81, 0xA0, ..] => Change::Drop,
        [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] => Change::Put('-'),
        [0xEF, 0xBB, 0xBF, ..] => Change::Drop,
        _ => Change::Keep,
    }
}

/// Brings a text into normal form.
pub(super) fn normalise(text: &str) -> Normal<'_> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut steps = Vec::new();
    // What lies before `copied` is in `out` already.
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = suspect(bytes, at) {
        at = found;
        let what = change(&bytes[at..]);
        if matches!(what, Change::Keep) {
            // The bytes that go on with a character are no suspects.
            at += 1;
            continue;
        }
        let length = text[at..].chars().next().map_or(1, char::len_utf8);
        out.push_str(&text[copied..at]);
        let end = match what {
            Change::Compose => compose(text, at, &mut out, &mut steps),
            _ => at + length,
        };
        match what {
            Change::Put(letter) => out.push(letter),
            Change::Drop => steps.push((out.len(), at)),
            Change::Keep | Change::Compose => {}
        }
        steps.push((out.len(), end));
        copied = end;
        at = end;
    }
    match steps.is_empty() {
        true => Normal { text: Cow::Borrowed(text), steps },
        false => {
            out.push_str(&text[copied..]);
            Normal { text: Cow::Owned(out), steps }
        }
    }
}

/// Joins the marks that start at `at` with the letter before them; returns their end.
fn compose(text: &str, at: usize, out: &mut String, steps: &mut Vec<(usize, usize)>) -> usize {
    let marks: usize =
        text[at..].chars().take_while(|&mark| is_combining_mark(mark)).map(char::len_utf8).sum();
    let Some(base) = out.pop() else {
        out.push_str(&text[at..at + marks]);
        return at + marks;
    };
    // Both texts are in step up to the letter, whatever its marks become.
    let source = match steps.last() {
        Some(&(normal, source)) if out.len() <= normal => source.saturating_sub(base.len_utf8()),
        Some(&(normal, source)) => source + (out.len() - normal),
        None => out.len(),
    };
    if steps.last().is_none_or(|step| step.0 < out.len()) {
        steps.push((out.len(), source));
    }
    out.extend(std::iter::once(base).chain(text[at..at + marks].chars()).nfc());
    at + marks
}

/// Where the tone mark moves: the older placing and the one kept, by letter pair.
///
/// No data of a profile: how marks are set upon letters is a matter of the script, like composing
/// them, and texts are folded where no profile is at hand. No other language has these pairs.
pub const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// Moves the tone of an open syllable to its first vowel: `uỷ` becomes `ủy`, `toàn` stays.
///
/// Expects one word in lower case. `quý` keeps its tone: there the `u` is no vowel.
fn place_tone(word: &mut String) {
    // The letter with the tone is the last, and most words end in another.
    if word.as_bytes().last().is_none_or(u8::is_ascii) {
        return;
    }
    let Some((older, newer)) = TONES.iter().find(|(older, _)| word.ends_with(older)) else {
        return;
    };
    let stem = word.len() - older.len();
    let after_q = word[..stem].ends_with('q');
    if !after_q {
        word.truncate(stem);
        word.push_str(newer);
    }
}

/// A word with its tone in one placing and its capitals as they are: `Uỷ` becomes `Ủy`.
pub(super) fn tone(word: &str) -> String {
    let small = word.to_lowercase();
    let mut placed = small.clone();
    place_tone(&mut placed);
    if placed == small {
        return word.to_string();
    }
    let keep = |(new, old): (char, char)| match old.is_uppercase() {
        true => new.to_uppercase().next().unwrap_or(new),
        false => new,
    };
    placed.chars().zip(word.chars()).map(keep).collect()
}

/// The other placing of a folded word's tone, if it has one: `uỷ` for `ủy`.
pub(super) fn other_tone(word: &str) -> Option<String> {
    let (older, newer) = TONES.iter().find(|(_, newer)| word.ends_with(newer))?;
    let stem = word.len() - newer.len();
    Some(format!("{}{older}", &word[..stem]))
}

/// Folds a text for matching and search: lower case, one placing of tones, plain
/// single blanks and hyphens. Letters stay what they are: `đ` is no `d`, `ư` no `u`.
pub fn fold(text: &str) -> String {
    let normal = normalise(text);
    let mut folded = String::with_capacity(normal.text.len());
    let mut word = String::new();
    for letter in normal.text.chars() {
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
            continue;
        }
        place_tone(&mut word);
        folded.push_str(&word);
        word.clear();
        match letter.is_whitespace() {
            true if folded.ends_with(' ') => {}
            true => folded.push(' '),
            false => folded.push(letter),
        }
    }
    place_tone(&mut word);
    folded.push_str(&word);
    folded.trim().to_string()
}
