//! Institutions: what bodies are to one another, and within what a number is used once.
//!
//! Which organ speaks for which body, which names every place has, when terms began: that is
//! no grammar, yet it belongs to the institution whose papers are cited as much as its types
//! of document do. So it stands in the same profile, in the tables `[institutions]` and
//! `[series]`, and is checked and folded once, when the profile is read.
//!
//! Not here: what the archive concludes from it (`catalog::archive::names` and `periods`).

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;

use super::normalise::fold;
use super::{PartialDate, ProfileError};

/// What a profile knows of its institution; all names are folded.
#[derive(Debug)]
pub struct Institutions {
    /// Beginnings of names that speak for the body after them, each with a blank at its end.
    pub speakers: Vec<String>,
    /// Organisations with the committee that leads each, the longest names first.
    pub led_by: Vec<(String, String)>,
    /// Names that every place has.
    pub everywhere: FxHashSet<String>,
    /// Beginnings of the names of leading bodies, each with a blank before it.
    pub leaders: Vec<String>,
    /// The names of the central body, the most usual first.
    pub central: Vec<String>,
    /// Beginnings of the names of its own organs.
    pub central_organs: Vec<String>,
    /// What these organs' names end with, with a blank before it; empty where there is no centre.
    pub centre: String,
    /// The terms of the central body, by number.
    pub terms: Vec<Term>,
    /// Endings of suffixes whose numbers begin again with each of these terms.
    pub by_central_term: Vec<String>,
    /// Endings of suffixes whose numbers begin again with each term of a body below the centre.
    pub local: Vec<String>,
    /// The same for whole suffixes.
    pub local_whole: FxHashSet<String>,
    /// The terms of bodies below the centre begin in the multiples of so many years.
    pub local_years: i16,
    /// Suffixes that every place has, whose numbers begin again each year.
    pub placeless: FxHashSet<String>,
    /// The years that a number can hold.
    pub years: RangeInclusive<i16>,
    /// Ends of suffixes that mean another end: `TƯ` and `TW`.
    pub alike: Vec<(String, String)>,
    /// What stands before the number of a term in an address: `khoa`.
    pub term_word: String,
    /// The address of what has no letter that an address can hold: `khong-ten`.
    pub unnamed: String,
}

/// A term of the central body.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub struct Term {
    /// Its number.
    pub number: u8,
    /// When it began, as far as that is known.
    pub from: PartialDate,
    /// When it ended.
    pub until: PartialDate,
}

/// The table `[institutions]` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawInstitutions {
    /// Organs that speak for their whole body.
    speakers: Vec<Spanned<String>>,
    /// `organisation = the committee that leads it`.
    led_by: Vec<Spanned<String>>,
    /// Names that every place has.
    everywhere: Vec<Spanned<String>>,
    /// What the names of leading bodies begin with.
    leaders: Vec<Spanned<String>>,
    /// The names of the central body.
    central: Vec<Spanned<String>>,
    /// What the names of its own organs begin with.
    central_organs: Vec<Spanned<String>>,
}

/// The table `[series]` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawSeries {
    /// The terms of the central body.
    terms: Vec<Spanned<RawTerm>>,
    /// Endings of suffixes that count by these terms.
    central: Vec<Spanned<String>>,
    /// Endings of suffixes that count by the terms of bodies below the centre.
    local: Vec<Spanned<String>>,
    /// Whole suffixes that do.
    local_whole: Vec<Spanned<String>>,
    /// How many years such a term lasts.
    local_years: Option<Spanned<i16>>,
    /// Suffixes that every place has.
    placeless: Vec<Spanned<String>>,
    /// The first year that numbers hold.
    first_year: Option<Spanned<i16>>,
}

/// A term as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    /// Its number.
    number: u8,
    /// Its first day, month or year.
    from: Spanned<String>,
    /// Its last one.
    until: Spanned<String>,
}

/// What other tables of a profile say of its institution.
pub(super) struct Beside<'a> {
    /// What the centre is called in names.
    pub(super) centre: &'a str,
    /// Ends of suffixes that mean another end.
    pub(super) alike: &'a [(String, String)],
    /// What a term is called.
    pub(super) term_word: Option<&'a str>,
    /// What is shown for a name without letters.
    pub(super) unnamed: &'a str,
}

/// The last year that numbers hold: four digits that begin with 21 are no year yet.
const LAST_YEAR: i16 = 2099;

/// The first year that numbers hold where a profile does not say.
const FIRST_YEAR: i16 = 1900;

/// Checks and folds what a profile says of its institution.
pub(super) fn institutions(
    raw: &RawInstitutions,
    series: &RawSeries,
    beside: &Beside,
) -> Result<Institutions, ProfileError> {
    let with_blank = |name: String| format!("{name} ");
    let after_blank = |name: String| format!(" {name}");
    let whole = |list: &[Spanned<String>]| -> Result<FxHashSet<String>, ProfileError> {
        Ok(written(list)?.into_iter().collect())
    };
    let local_years = match &series.local_years {
        Some(years) if 0 < *years.get_ref() => *years.get_ref(),
        None if series.local.is_empty() && series.local_whole.is_empty() => 1,
        wrong => {
            let place =
                wrong.as_ref().map(Spanned::span).or(series.local.first().map(Spanned::span));
            return Err(error(
                "`series.local_years` is not a number of years",
                "write how many years a term of a local body lasts: `local_years = 5`",
                place,
            ));
        }
    };
    Ok(Institutions {
        speakers: names(&raw.speakers)?.into_iter().map(with_blank).collect(),
        led_by: led_by(&raw.led_by)?,
        everywhere: names(&raw.everywhere)?.into_iter().collect(),
        leaders: names(&raw.leaders)?.into_iter().map(after_blank).collect(),
        central: names(&raw.central)?,
        central_organs: names(&raw.central_organs)?.into_iter().map(with_blank).collect(),
        centre: Some(fold(beside.centre))
            .filter(|name| !name.is_empty())
            .map_or_else(String::new, after_blank),
        terms: terms(&series.terms)?,
        by_central_term: written(&series.central)?,
        local: written(&series.local)?,
        local_whole: whole(&series.local_whole)?,
        local_years,
        placeless: whole(&series.placeless)?,
        years: first_year(series.first_year.as_ref())?..=LAST_YEAR,
        alike: beside.alike.to_vec(),
        term_word: crate::text::slug(beside.term_word.unwrap_or("term")),
        unnamed: crate::text::slug(beside.unnamed),
    })
}

/// A profile that is wrong, with what to do.
pub(super) fn error(message: &str, help: &str, span: Option<Range<usize>>) -> ProfileError {
    ProfileError { message: message.to_string(), help: Some(help.to_string()), span }
}

/// Folds names; one without a letter would be the beginning and the end of any other.
fn names(list: &[Spanned<String>]) -> Result<Vec<String>, ProfileError> {
    written(list).map(|names| names.iter().map(|name| fold(name)).collect())
}

/// Takes what is written as it is; what is empty would fit anything.
pub(super) fn written(list: &[Spanned<String>]) -> Result<Vec<String>, ProfileError> {
    let has_letter = |text: &str| text.chars().any(char::is_alphanumeric);
    let read = |line: &Spanned<String>| match line.get_ref().trim() {
        text if has_letter(text) => Ok(text.to_string()),
        _ => Err(error(
            "there is nothing between the quotes",
            "write a name here, or leave it out",
            Some(line.span()),
        )),
    };
    list.iter().map(read).collect()
}

/// Reads lines `organisation = committee`.
///
/// The longest organisation comes first, so that `Đảng bộ tỉnh` is not taken for a `Đảng bộ`
/// of something called `tỉnh`, whatever the order of the file.
fn led_by(lines: &[Spanned<String>]) -> Result<Vec<(String, String)>, ProfileError> {
    let mut pairs = Vec::new();
    for line in lines {
        pairs.push(pair(line, "Đảng bộ tỉnh = Tỉnh ủy").map(|(of, by)| (fold(&of), fold(&by)))?);
    }
    pairs.sort_by_key(|(organisation, _)| std::cmp::Reverse(organisation.len()));
    Ok(pairs)
}

/// Reads a line `left = right` of which both sides must be there.
pub(super) fn pair(
    line: &Spanned<String>,
    example: &str,
) -> Result<(String, String), ProfileError> {
    let sides = line.get_ref().split_once('=').map(|(left, right)| (left.trim(), right.trim()));
    match sides {
        Some((left, right)) if !left.is_empty() && !right.is_empty() => {
            Ok((left.to_string(), right.to_string()))
        }
        _ => Err(error(
            &format!("`{}` does not say what stands for what", line.get_ref()),
            &format!("write both sides with `=` between them: `\"{example}\"`"),
            Some(line.span()),
        )),
    }
}

/// Reads the terms and puts them into the order of their numbers.
fn terms(list: &[Spanned<RawTerm>]) -> Result<Vec<Term>, ProfileError> {
    let mut terms: Vec<Term> = Vec::new();
    for written in list {
        let term = written.get_ref();
        let (from, until) = (date(&term.from)?, date(&term.until)?);
        if terms.iter().any(|known| known.number == term.number) {
            return Err(error(
                &format!("the term {} is listed twice", term.number),
                "keep one of the two, or give the other its own number",
                Some(written.span()),
            ));
        }
        if days(until).1 < days(from).0 {
            return Err(error(
                &format!("the term {} ends before it begins", term.number),
                "mend `from` or `until`",
                Some(term.until.span()),
            ));
        }
        terms.push(Term { number: term.number, from, until });
    }
    terms.sort_by_key(|term| term.number);
    let out_of_order = terms.windows(2).find(|pair| days(pair[1].from).0 < days(pair[0].from).0);
    if let Some([_, late]) = out_of_order {
        let place = list.iter().find(|written| written.get_ref().number == late.number);
        return Err(error(
            &format!("the term {} begins before the one that it comes after", late.number),
            "number the terms in the order in which they began",
            place.map(Spanned::span),
        ));
    }
    Ok(terms)
}

/// Reads `2013`, `2013-06` or `2013-06-03`.
fn date(written: &Spanned<String>) -> Result<PartialDate, ProfileError> {
    let mut parts = written.get_ref().splitn(3, '-');
    let mut part = |width: usize| match parts.next() {
        None => Some(None),
        Some(digits) if digits.len() == width => digits.parse().ok().map(Some),
        Some(_) => None,
    };
    let read = || {
        let (year, month, day): (Option<i16>, Option<i16>, Option<i16>) =
            (part(4)?, part(2)?, part(2)?);
        let (month, day) = (month.map(|month| month as i8), day.map(|day| day as i8));
        let whole = jiff::civil::Date::new(year?, month.unwrap_or(1), day.unwrap_or(1));
        whole.is_ok().then_some(PartialDate { year: year?, month, day })
    };
    let mut read = read;
    read().ok_or_else(|| {
        error(
            &format!("`{}` is no date", written.get_ref()),
            "write a day, a month or a year: \"2021-02-01\", \"2021-02\" or \"2021\"",
            Some(written.span()),
        )
    })
}

/// The first year that numbers hold.
fn first_year(written: Option<&Spanned<i16>>) -> Result<i16, ProfileError> {
    match written {
        None => Ok(FIRST_YEAR),
        Some(year) if (1000..=LAST_YEAR).contains(year.get_ref()) => Ok(*year.get_ref()),
        Some(year) => Err(error(
            &format!("numbers cannot begin with the year {}", year.get_ref()),
            "write a year of four digits, the first that stands in numbers: `first_year = 1945`",
            Some(year.span()),
        )),
    }
}

/// A day as numbers that compare in order.
pub type Day = (i16, i8, i8);

/// The first and the last day that a date may mean.
pub fn days(date: PartialDate) -> (Day, Day) {
    let (month, day) = (date.month, date.day);
    let first = (date.year, month.unwrap_or(1), day.unwrap_or(1));
    (first, (date.year, month.unwrap_or(12), day.unwrap_or(31)))
}

#[cfg(test)]
mod tests;
