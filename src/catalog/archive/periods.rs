//! Periods: within what a number is used once.
//!
//! A Party number restarts with each term of its committee, a State number each
//! year, and some suffixes belong to hundreds of bodies at once. Which do, and when
//! terms began, is data of the profile; the code only compares dates with it.
//!
//! Not here: which mention means which directive (`identity`).

use crate::cite::{Institutions, PartialDate, days};

/// How long a number stays unique for one issuer.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Series {
    /// For good: the number holds its year, or there is a name instead of a number.
    Once,
    /// For a term of the central body.
    CentralTerm,
    /// For a term of a body below it.
    LocalTerm,
    /// For a calendar year.
    Year,
}

/// What a canonical key tells by itself.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Shape {
    /// The code of the type: `NQ`.
    pub type_code: Option<String>,
    /// The issuer's suffix: `TW`.
    pub issuer_code: Option<String>,
    /// The year inside the number.
    pub year: Option<i16>,
    /// How long the number stays unique.
    pub series: Series,
    /// Whether many bodies share the suffix, so that the number needs its issuer.
    pub placeless: bool,
}

/// Reads the shape of a canonical key: `25-NQ/TW`, `04/2015/NĐ-CP`, a name.
pub fn shape(key: &str, own: &Institutions) -> Shape {
    let nameless = Shape {
        type_code: None,
        issuer_code: None,
        year: None,
        series: Series::Once,
        placeless: false,
    };
    if !is_numbered(key) {
        return nameless;
    }
    let parts: Vec<&str> = key.split('/').collect();
    let year = parts.get(1).and_then(|part| year(part, own));
    let (type_code, issuer_code) = match (parts[0].split_once('-'), parts.get(1..)) {
        (Some((_, kind)), Some([issuer, ..])) => (Some(kind), Some(*issuer)),
        (Some((_, issuer)), _) => (None, Some(issuer)),
        (None, Some([_, tail, ..])) if year.is_some() => split_tail(tail),
        (None, Some([tail, ..])) => split_tail(tail),
        (None, _) => (None, None),
    };
    Shape {
        series: series(issuer_code, year, own),
        placeless: issuer_code.is_some_and(|code| is_placeless(code, own)),
        type_code: type_code.map(str::to_string),
        issuer_code: issuer_code.map(str::to_string),
        year,
    }
}

/// Whether a key is a number rather than a name.
pub fn is_numbered(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_digit())
}

/// Splits `NĐ-CP` into the code of the type and the issuer; `QH13` is an issuer alone.
fn split_tail(tail: &str) -> (Option<&str>, Option<&str>) {
    match tail.split_once('-') {
        Some((kind, issuer)) => (Some(kind), Some(issuer)),
        None => (None, Some(tail)),
    }
}

/// Reads four digits as a year that a number can hold.
fn year(part: &str, own: &Institutions) -> Option<i16> {
    let year = part.parse().ok().filter(|_| part.len() == 4)?;
    own.years.contains(&year).then_some(year)
}

/// Decides how long a number of this issuer stays unique.
fn series(issuer: Option<&str>, year: Option<i16>, own: &Institutions) -> Series {
    let is_central = |code: &str| own.by_central_term.iter().any(|end| code.ends_with(&**end));
    match issuer {
        _ if year.is_some() => Series::Once,
        Some(code) if is_central(code) => Series::CentralTerm,
        Some(code) if is_local(code, own) => Series::LocalTerm,
        _ => Series::Year,
    }
}

/// Whether a suffix is that of a body below the centre that counts by its own terms.
fn is_local(code: &str, own: &Institutions) -> bool {
    own.local_whole.contains(code) || own.local.iter().any(|end| code.ends_with(&**end))
}

/// Whether many bodies share a suffix.
fn is_placeless(code: &str, own: &Institutions) -> bool {
    let first = code.split(['-', '&']).next().unwrap_or(code);
    is_local(first, own) || own.placeless.contains(first)
}

/// Whether two dates can mean one day.
pub fn agree(a: PartialDate, b: PartialDate) -> bool {
    let ((a_first, a_last), (b_first, b_last)) = (days(a), days(b));
    a_first <= b_last && b_first <= a_last
}

/// Whether a date surely lies after another.
pub fn is_later(date: PartialDate, than: PartialDate) -> bool {
    days(than).1 < days(date).0
}

/// The terms of the central body in which a date may lie.
pub fn central_terms(date: PartialDate, own: &Institutions) -> impl Iterator<Item = u8> {
    let (first, last) = days(date);
    own.terms
        .iter()
        .filter(move |term| days(term.from).0 <= last && first <= days(term.until).1)
        .map(|term| term.number)
}

/// When a term of the central body began.
pub fn term_start(term: u8, own: &Institutions) -> Option<PartialDate> {
    own.terms.iter().find(|known| known.number == term).map(|term| term.from)
}

/// Whether two dates surely lie in one period of a series, so that they cannot be
/// two directives behind one number.
pub fn same_period(series: Series, a: PartialDate, b: PartialDate, own: &Institutions) -> bool {
    let sole = |date| {
        let mut terms = central_terms(date, own);
        terms.next().filter(|_| terms.next().is_none())
    };
    match series {
        Series::Once => true,
        Series::Year => a.year == b.year,
        Series::CentralTerm => sole(a).is_some() && sole(a) == sole(b),
        Series::LocalTerm => {
            let inside = |date: PartialDate| date.year % own.local_years != 0;
            inside(a) && inside(b) && a.year / own.local_years == b.year / own.local_years
        }
    }
}

/// Writes a date as `2013`, `2013-06` or `2013-06-03`.
pub fn iso(date: PartialDate) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        (None, _) => format!("{:04}", date.year),
    }
}

#[cfg(test)]
mod tests;
