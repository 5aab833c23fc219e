//! Sentences: where the sentence around a mention begins and ends.
//!
//! A full stop ends a sentence only where a capital letter, a quote or the end
//! of the paragraph follows, and not after an abbreviation (`TP.`, `PGS.TS.`,
//! `T.Ư`), inside a number (`12.191`) or after an initial. A line break ends one
//! unless the text was wrapped there.
//!
//! Not here: which sentence matters (`card`).

use std::ops::Range;

use super::profile::Profile;

/// Finds the sentence around a range of a text, without the blanks at its ends.
pub fn sentence(text: &str, range: Range<usize>, profile: &Profile) -> Range<usize> {
    let start = crate::text::floor_boundary(text, range.start);
    let end = crate::text::floor_boundary(text, range.end).max(start);
    let from = sentence_start(text, start, profile);
    let to = sentence_end(text, end, profile);
    let whole = crate::text::trim_range(text, from..to);
    whole.start.min(start)..whole.end.max(end)
}

/// How far a sentence is followed, so that a text without any full stop stays cheap.
const REACH: usize = 4000;

/// The last bytes of the marks that may end a sentence.
const LAST_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[b'\n' as usize] = true;
    // Of `…`, and of few other characters.
    table[0xA6] = true;
    table
};

/// The mark that may end a sentence and whose last byte stands at a place.
fn mark_at(text: &str, at: usize) -> Option<&str> {
    match text.as_bytes()[at] {
        0xA6 if text.as_bytes()[..=at].ends_with("…".as_bytes()) => Some("…"),
        0xA6 => None,
        _ => Some(&text[at..=at]),
    }
}

/// Where the sentence that holds an offset starts.
fn sentence_start(text: &str, offset: usize, profile: &Profile) -> usize {
    let floor = crate::text::floor_boundary(text, offset.saturating_sub(REACH));
    let may_end = |&byte: &u8| LAST_BYTES[usize::from(byte)];
    let mut before = &text.as_bytes()[floor..offset];
    while let Some(last) = before.iter().rposition(may_end) {
        before = &before[..last];
        let last = floor + last;
        let ends = |mark: &&str| ends_at(text, last + 1 - mark.len(), mark, profile);
        if mark_at(text, last).filter(ends).is_some() {
            return closing(text, last + 1).min(offset);
        }
    }
    floor
}

/// Where the sentence that holds an offset ends.
fn sentence_end(text: &str, offset: usize, profile: &Profile) -> usize {
    let ceiling = crate::text::floor_boundary(text, offset.saturating_add(REACH).min(text.len()));
    let may_end = |&byte: &u8| LAST_BYTES[usize::from(byte)];
    let mut at = offset;
    while let Some(more) = text.as_bytes()[at..ceiling].iter().position(may_end) {
        let last = at + more;
        at = last + 1;
        let ends = |mark: &&str| ends_at(text, at - mark.len(), mark, profile);
        match mark_at(text, last).filter(ends) {
            Some("\n") => return last,
            Some(_) => return closing(text, at),
            None => {}
        }
    }
    ceiling
}

/// Takes closing quotes and brackets, and further stops, into the sentence.
fn closing(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let kept = rest.trim_start_matches(['.', '!', '?', '…', '"', '”', '’', ')', ']', '/']);
    at + (rest.len() - kept.len())
}

/// Whether the mark at an offset ends a sentence.
fn ends_at(text: &str, at: usize, mark: &str, profile: &Profile) -> bool {
    let before = &text[..at];
    let after = &text[at + mark.len()..];
    match mark {
        "\n" => ends_line(before, after),
        "!" | "?" => starts_sentence(after),
        _ => {
            let digit = before.ends_with(|c: char| c.is_ascii_digit())
                && after.starts_with(|c: char| c.is_ascii_digit());
            !digit && starts_sentence(after) && !abbreviation(before, profile)
        }
    }
}

/// Whether a line break ends a sentence: a paragraph does, and a line that was not full.
fn ends_line(before: &str, after: &str) -> bool {
    let blank = after.trim_start_matches([' ', '\t', '\r', '\u{A0}']);
    let next = blank.chars().next();
    if before.trim_end_matches([' ', '\t', '\r', '\u{A0}']).ends_with('\n')
        || next.is_none_or(|c| c == '\n')
    {
        return true;
    }
    // A line that goes on in small letters or figures was wrapped, not ended.
    !next.is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit())
}

/// Whether what follows a full stop can start a sentence.
fn starts_sentence(after: &str) -> bool {
    let closed = after.trim_start_matches(['.', '!', '?', '…', '"', '”', '’', ')', ']', '/']);
    let rest = closed.trim_start_matches([' ', '\t', '\r', '\u{A0}']);
    match rest.chars().next() {
        None | Some('\n') => true,
        Some(_) if rest.len() == after.len() => false,
        Some(letter) => {
            letter.is_uppercase() || letter.is_ascii_digit() || "\"“‘([-–—•+*".contains(letter)
        }
    }
}

/// Whether a character is a letter or a digit; those of Vietnamese are told without a table.
fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Whether the word before a full stop is an abbreviation or an initial.
fn abbreviation(before: &str, profile: &Profile) -> bool {
    let start = before.rfind(|c| !is_letter_or_digit(c) && c != '.' && c != '/');
    let word = match start {
        Some(at) => &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..],
        None => before,
    };
    let last = word.rsplit('.').next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let known = |word: &str| profile.abbreviations.contains(&word.to_lowercase());
    initial || known(word) || last.len() < word.len() && known(last)
}

#[cfg(test)]
mod tests;
