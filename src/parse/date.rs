//! Dates in front matter and file names.

use std::ops::Range;

use jiff::civil;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use serde::{Deserialize, Serialize};

/// A date as templates see it, with what sorting needs.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// In one form, however it was written: `2020-01-02` or `2020-01-02T10:00:00+02:00`.
    pub text: String,
    /// Microseconds since 1970 in UTC; a date is its midnight, a local time is taken as UTC.
    pub microseconds: i64,
    /// The year as written.
    pub year: i16,
    /// The month as written, 1 to 12.
    pub month: i8,
    /// The day as written, 1 to 31.
    pub day: i8,
}

impl Stamp {
    /// Reads an RFC 3339 instant, a local date and time, or a date, and what YAML makes of them.
    pub fn read(text: &str) -> Option<Stamp> {
        let text = text.trim();
        if let Some(day) = plain_day(text) {
            return Some(day);
        }
        let padded = with_padding(text);
        let pieces = Pieces::parse(&padded).ok()?;
        let date = pieces.date();
        let time = pieces.time().unwrap_or(civil::Time::midnight());
        let local = date.to_datetime(time);
        let offset = pieces.to_numeric_offset().map_or(0, |offset| i64::from(offset.seconds()));
        // Counted without a time zone, for which the last hours of 9999 would be too late.
        let utc = since_1970(local)?;
        let text = match (pieces.time(), pieces.offset()) {
            (None, _) if padded == text => date.to_string(),
            (None, _) => format!("{local}Z"),
            // Zola takes the loose form of YAML for an instant.
            (Some(_), None) if text.len() < padded.len() => format!("{local}Z"),
            (Some(_), None) => local.to_string(),
            (Some(_), Some(PiecesOffset::Zulu)) => format!("{local}Z"),
            (Some(_), Some(_)) => format!("{local}{}", zone(offset)),
        };
        let (year, month, day) = (date.year(), date.month(), date.day());
        Some(Stamp { text, microseconds: utc - offset * 1_000_000, year, month, day })
    }

    /// The day.
    pub fn date(&self) -> civil::Date {
        civil::Date::constant(self.year, self.month, self.day)
    }
}

/// Microseconds from 1970 to a time of no zone.
fn since_1970(time: civil::DateTime) -> Option<i64> {
    let since = time.duration_since(civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    i64::try_from(since.as_micros()).ok()
}

/// A day as nearly all front matter has it: `2020-01-02`.
fn plain_day(text: &str) -> Option<Stamp> {
    let bytes: [u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |range: Range<usize>| {
        let digits = &bytes[range];
        let is_whole = digits.iter().all(u8::is_ascii_digit);
        is_whole.then(|| digits.iter().fold(0, |sum, digit| 10 * sum + i16::from(digit - b'0')))
    };
    let is_parted = bytes[4] == b'-' && bytes[7] == b'-';
    let (year, month, day) = (number(0..4)?, number(5..7)? as i8, number(8..10)? as i8);
    let date = civil::Date::new(year, month, day).ok().filter(|_| is_parted)?;
    let microseconds = since_1970(date.to_datetime(civil::Time::midnight()))?;
    Some(Stamp { text: text.to_string(), microseconds, year, month, day })
}

/// An offset from UTC in seconds as RFC 3339 writes it: `-05:30`.
fn zone(offset: i64) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// YAML writers leave out zeros and put blanks in: `2020-1-2 5:06:07 -5`.
fn with_padding(text: &str) -> String {
    let (date, rest) = text.split_at(text.find(['T', 't', ' ']).unwrap_or(text.len()));
    let (time, zone) = rest.split_at(rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len()));
    let time = match time.trim_start_matches(['T', 't', ' ']) {
        "" => String::new(),
        time if time.find(':') == Some(1) => format!("T0{time}"),
        time => format!("T{time}"),
    };
    let zone = match zone.len() {
        2 => format!("{}0{}", &zone[..1], &zone[1..]),
        _ => zone.to_string(),
    };
    let parts: Vec<String> = date
        .split('-')
        .map(|part| if part.len() == 1 { format!("0{part}") } else { part.to_string() })
        .collect();
    parts.join("-") + time.trim_end() + &zone
}

/// Takes a date from the front of a file's name: `2020-01-02-title` or `2020-01-02_title`.
///
/// Gives the date, and the rest of the name where one is set off, by a blank before the sign at
/// most; without it (`2020-01-02`, `2020-01-02 title`) the name stays whole, and its date counts
/// all the same.
pub fn from_name(name: &str) -> Option<(Stamp, Option<&str>)> {
    let day = name.get(..10)?;
    let shaped = day.char_indices().all(|(at, c)| match at {
        4 | 7 => c == '-',
        _ => c.is_ascii_digit(),
    });
    if !shaped {
        return None;
    }
    let end = instant_end(name).unwrap_or(day.len());
    let stamp = Stamp::read(&name[..end])?;
    let rest = &name[end..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix(['-', '_']);
    Some((stamp, rest.filter(|rest| !rest.trim().is_empty())))
}

/// Where an RFC 3339 instant at the start of a name ends, if there is one.
fn instant_end(name: &str) -> Option<usize> {
    let time = name.get(10..)?.strip_prefix('T')?;
    let length =
        time.find(|c: char| !c.is_ascii_digit() && !":.".contains(c)).unwrap_or(time.len());
    // Shorter forms of a time are part of the title, as in Zola.
    let is_whole = 8 <= length && time.as_bytes()[2] == b':' && time.as_bytes()[5] == b':';
    if !is_whole {
        return None;
    }
    let zone = &time[length..];
    let zone_length = match zone.as_bytes().first()? {
        b'Z' | b'z' => 1,
        b'+' | b'-' if 6 <= zone.len() && zone.as_bytes()[3] == b':' => 6,
        _ => return None,
    };
    Some(11 + length + zone_length)
}
