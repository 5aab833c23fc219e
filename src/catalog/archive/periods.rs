//! Periods: within what a number is used once.
//!
//! A Party number restarts with each term of its committee, a State number each
//! year, and some suffixes belong to hundreds of bodies at once. The tables below
//! are data; the code only compares dates with them.
//!
//! Not here: which mention means which directive (`identity`).

use crate::cite::PartialDate;

/// Terms of the Party's Central Committee: the number, the first day and the last.
///
/// A term whose edge is known to the month alone takes the whole month.
const CENTRAL_TERMS: [(u8, Day, Day); 9] = [
    (6, (1986, 12, 1), (1991, 6, 30)),
    (7, (1991, 6, 1), (1996, 6, 30)),
    (8, (1996, 7, 1), (2001, 4, 30)),
    (9, (2001, 4, 22), (2006, 4, 25)),
    (10, (2006, 4, 25), (2011, 1, 19)),
    (11, (2011, 1, 19), (2016, 1, 28)),
    (12, (2016, 1, 28), (2021, 2, 1)),
    (13, (2021, 2, 1), (2026, 1, 31)),
    (14, (2026, 1, 1), (2031, 1, 31)),
];

/// Years in which local committees go from one term to the next are multiples of this.
const LOCAL_TERM_YEARS: i16 = 5;

/// Suffixes of Party bodies below the centre that end in one of these.
const LOCAL_PARTY: [&str; 9] = ["TU", "HU", "QU", "ĐU", "ThU", "TxU", "TXU", "ThaU", "ĐUK"];

/// Further suffixes of Party bodies below the centre, of which there are many at once.
const LOCAL_PARTY_WHOLE: [&str; 6] = ["ĐB", "CB", "ĐĐ", "BCSĐ", "BCĐ", "ĐH"];

/// Suffixes of State and other bodies of which every place has one.
const PLACELESS_STATE: [&str; 12] =
    ["UBND", "HĐND", "BQL", "HĐTĐ", "LĐLĐ", "MTTQ", "SNV", "STC", "SGDĐT", "STTTT", "SYT", "PNV"];

/// A day as numbers that compare in order.
type Day = (i16, i8, i8);

/// How long a number stays unique for one issuer.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Series {
    /// For good: the number holds its year, or there is a name instead of a number.
    Once,
    /// For a term of the Central Committee.
    CentralTerm,
    /// For a term of a local committee.
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
pub fn shape(key: &str) -> Shape {
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
    let year = parts.get(1).and_then(|part| year(part));
    let (type_code, issuer_code) = match (parts[0].split_once('-'), parts.get(1..)) {
        (Some((_, kind)), Some([issuer, ..])) => (Some(kind), Some(*issuer)),
        (Some((_, issuer)), _) => (None, Some(issuer)),
        (None, Some([_, tail, ..])) if year.is_some() => split_tail(tail),
        (None, Some([tail, ..])) => split_tail(tail),
        (None, _) => (None, None),
    };
    Shape {
        series: series(issuer_code, year),
        placeless: issuer_code.is_some_and(is_placeless),
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

/// Reads four digits as a year between the first decrees and this century's end.
fn year(part: &str) -> Option<i16> {
    let year = part.parse().ok().filter(|_| part.len() == 4)?;
    (1945..2100).contains(&year).then_some(year)
}

/// Decides how long a number of this issuer stays unique.
fn series(issuer: Option<&str>, year: Option<i16>) -> Series {
    match issuer {
        _ if year.is_some() => Series::Once,
        Some(code) if code.ends_with("TW") => Series::CentralTerm,
        Some(code) if is_local_party(code) => Series::LocalTerm,
        _ => Series::Year,
    }
}

/// Whether a suffix is that of a Party body below the centre.
fn is_local_party(code: &str) -> bool {
    LOCAL_PARTY_WHOLE.contains(&code) || LOCAL_PARTY.iter().any(|end| code.ends_with(end))
}

/// Whether many bodies share a suffix.
fn is_placeless(code: &str) -> bool {
    let first = code.split(['-', '&']).next().unwrap_or(code);
    is_local_party(first) || PLACELESS_STATE.contains(&first)
}

/// The first and the last day that a date may mean.
pub fn days(date: PartialDate) -> (Day, Day) {
    let (month, day) = (date.month, date.day);
    let first = (date.year, month.unwrap_or(1), day.unwrap_or(1));
    (first, (date.year, month.unwrap_or(12), day.unwrap_or(31)))
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

/// The terms of the Central Committee in which a date may lie.
pub fn central_terms(date: PartialDate) -> impl Iterator<Item = u8> {
    let (first, last) = days(date);
    CENTRAL_TERMS
        .iter()
        .filter(move |(_, from, until)| *from <= last && first <= *until)
        .map(|(term, ..)| *term)
}

/// The first year of a term of the Central Committee.
pub fn term_start(term: u8) -> Option<PartialDate> {
    let (_, (year, month, day), _) = CENTRAL_TERMS.iter().find(|(number, ..)| *number == term)?;
    Some(PartialDate { year: *year, month: Some(*month), day: Some(*day) })
}

/// Whether two dates surely lie in one period of a series, so that they cannot be
/// two directives behind one number.
pub fn same_period(series: Series, a: PartialDate, b: PartialDate) -> bool {
    let sole = |date| {
        let mut terms = central_terms(date);
        terms.next().filter(|_| terms.next().is_none())
    };
    match series {
        Series::Once => true,
        Series::Year => a.year == b.year,
        Series::CentralTerm => sole(a).is_some() && sole(a) == sole(b),
        Series::LocalTerm => {
            let inside = |date: PartialDate| date.year % LOCAL_TERM_YEARS != 0;
            inside(a) && inside(b) && a.year / LOCAL_TERM_YEARS == b.year / LOCAL_TERM_YEARS
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
