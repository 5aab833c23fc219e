//! Dates in Vietnamese prose: day first, in figures or in words.
//!
//! `3/6/2013`, `25-2-2010`, `3.6.2013`, `16 tháng 5 năm 2016`, `ngày 27-3`,
//! `tháng 5 năm 2016`, `năm 2013`. A date that cannot be is none: 31/2/2020.
//!
//! What a language calls a month and a year is data of the profile.
//!
//! Not here: what a date is the date of (`cite::tail`), the dates of pages (`import`).

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use super::PartialDate;

/// A date found in a text.
#[derive(Debug, Clone, Eq, PartialEq)]
pub(super) struct Dated {
    /// Its bytes, without the word `ngày` before it.
    pub(super) span: Range<usize>,
    /// The day, 1 to 31, if the text gives one.
    pub(super) day: Option<i8>,
    /// The month, 1 to 12, if the text gives one.
    pub(super) month: Option<i8>,
    /// The year, if the text gives one.
    pub(super) year: Option<i16>,
}

impl Dated {
    /// The date as far as it is known, if the text gives a year.
    pub(super) fn partial(&self) -> Option<PartialDate> {
        self.year.map(|year| PartialDate { year, month: self.month, day: self.day })
    }
}

/// The first of the years that prose of this kind speaks of; lesser numbers of four digits are no
/// years, unless those of a profile's institution begin earlier.
pub(super) const FIRST_YEAR: i16 = 1900;

/// A cursor over a text that is read as a date.
struct Reader<'a> {
    /// The text.
    text: &'a str,
    /// Where it is.
    at: usize,
    /// What the parts of a date are called.
    words: &'a Words,
}

impl Reader<'_> {
    /// Reads one or more digits: their value and how many.
    fn number(&mut self) -> Option<(i16, usize)> {
        let digits =
            self.text.as_bytes()[self.at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let value = self.text[self.at..self.at + digits].parse().ok()?;
        self.at += digits;
        Some((value, digits))
    }

    /// Reads blanks; says whether there were any.
    fn blanks(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let length = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{A0}']).len();
        self.at += length;
        0 < length
    }

    /// Reads one of some words, in small letters or with a capital.
    fn word(&mut self, words: &[String]) -> bool {
        let rest = &self.text[self.at..];
        let found = words.iter().find(|word| rest.starts_with(word.as_str()));
        self.at += found.map_or(0, |word| word.len());
        found.is_some()
    }

    /// Reads a separator of a date in figures.
    fn separator(&mut self) -> Option<u8> {
        let byte = *self.text.as_bytes().get(self.at)?;
        let is_separator = matches!(byte, b'/' | b'-' | b'.');
        self.at += usize::from(is_separator);
        is_separator.then_some(byte)
    }
}

/// What a language calls the parts of a date, in small letters and with a capital.
#[derive(Debug)]
pub(super) struct Words {
    /// `tháng`
    pub(super) month: Vec<String>,
    /// `năm`
    pub(super) year: Vec<String>,
    /// The years that there are.
    pub(super) years: RangeInclusive<i16>,
}

/// Reads the date that starts at a byte, if one does: at its first digit, `tháng` or `năm`.
pub(super) fn date_at(text: &str, at: usize, words: &Words) -> Option<Dated> {
    if !text.is_char_boundary(at) {
        return None;
    }
    let mut reader = Reader { text, at, words };
    let dated = match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii_digit() => figures(&mut reader).or_else(|| {
            reader.at = at;
            in_words(&mut reader)
        }),
        Some(_) => month_or_year(&mut reader),
        None => None,
    }?;
    let followed = text.as_bytes().get(dated.span.end).is_some_and(u8::is_ascii_digit);
    (!followed && possible(&dated, words)).then_some(dated)
}

/// Whether such a day exists.
fn possible(dated: &Dated, words: &Words) -> bool {
    // A leap year stands in where the text gives none.
    let year = dated.year.unwrap_or(2000);
    let month = dated.month.unwrap_or(1);
    words.years.contains(&year) && Date::new(year, month, dated.day.unwrap_or(1)).is_ok()
}

/// `3/6/2013`, `27-3`, `6/2013`
fn figures(reader: &mut Reader) -> Option<Dated> {
    let start = reader.at;
    let (first, n_first) = reader.number()?;
    let mark = reader.separator()?;
    let (second, n_second) = reader.number()?;
    if 2 < n_first {
        return None;
    }
    if n_second == 4 {
        let (month, year) = (Some(i8::try_from(first).ok()?), Some(second));
        let is_month = mark != b'.' && mark != b'-' || 12 < first;
        return is_month.then_some(Dated { span: start..reader.at, day: None, month, year });
    }
    if 2 < n_second {
        return None;
    }
    let (day, month) = (Some(i8::try_from(first).ok()?), Some(i8::try_from(second).ok()?));
    let end = reader.at;
    if reader.separator() == Some(mark)
        && let Some((year, 4)) = reader.number()
    {
        return Some(Dated { span: start..reader.at, day, month, year: Some(year) });
    }
    // `12.191` and `3.5` are numbers; only the two other marks make a day and month.
    (mark != b'.').then_some(Dated { span: start..end, day, month, year: None })
}

/// `16 tháng 5 năm 2016`, `16 tháng 5`
fn in_words(reader: &mut Reader) -> Option<Dated> {
    let start = reader.at;
    let (day, digits) = reader.number()?;
    reader.blanks();
    if 2 < digits || !reader.word(&reader.words.month) || !reader.blanks() {
        return None;
    }
    let rest = month_and_year(reader)?;
    Some(Dated { span: start..rest.span.end, day: Some(i8::try_from(day).ok()?), ..rest })
}

/// `5 năm 2016`, `5/2016` after `tháng`.
fn month_and_year(reader: &mut Reader) -> Option<Dated> {
    let start = reader.at;
    let (month, digits) = reader.number()?;
    if 2 < digits {
        return None;
    }
    let month = Some(i8::try_from(month).ok()?);
    let end = reader.at;
    if matches!(reader.separator(), Some(b'/' | b'-'))
        && let Some((year, 4)) = reader.number()
    {
        return Some(Dated { span: start..reader.at, day: None, month, year: Some(year) });
    }
    reader.at = end;
    reader.at += usize::from(text_at(reader, b','));
    reader.blanks();
    if reader.word(&reader.words.year)
        && reader.blanks()
        && let Some((year, 4)) = reader.number()
    {
        return Some(Dated { span: start..reader.at, day: None, month, year: Some(year) });
    }
    Some(Dated { span: start..end, day: None, month, year: None })
}

/// Whether a byte stands where the reader is.
fn text_at(reader: &Reader, byte: u8) -> bool {
    reader.text.as_bytes().get(reader.at) == Some(&byte)
}

/// `tháng 5 năm 2016`, `tháng 5/2016`, `năm 2016`
fn month_or_year(reader: &mut Reader) -> Option<Dated> {
    let start = reader.at;
    if reader.word(&reader.words.month) {
        reader.blanks();
        let rest = month_and_year(reader)?;
        return Some(Dated { span: start..rest.span.end, ..rest });
    }
    if !reader.word(&reader.words.year) || !reader.blanks() {
        return None;
    }
    let (year, digits) = reader.number()?;
    (digits == 4).then_some(Dated {
        span: start..reader.at,
        day: None,
        month: None,
        year: Some(year),
    })
}

#[cfg(test)]
mod tests;
