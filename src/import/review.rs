//! Reviews: the year that a text is of which looks back on so many years of a document.
//!
//! `Ngày 28/11, … tổng kết 10 năm thực hiện Nghị quyết … ngày 3/6/2013` names no year of
//! its own, and yet it can be of one only. Where several documents are reviewed at once
//! their years vote.
//!
//! Not here: years that the text names itself (`dating`), which prove more.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::import::moment::{Moment, Role};

/// A year with the words that point to it.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Reviewed {
    /// The year.
    pub year: i16,
    /// `10 năm thực hiện … 3/6/2013`.
    pub words: String,
}

/// The year of a text whose paragraphs with their dates these are; of an event on a day of a
/// month, the nearest to the end of the years that are reviewed.
pub fn year(paragraphs: &[(&str, &[Moment])], event: Option<(i8, i8)>) -> Option<Reviewed> {
    let mut all: Vec<Reviewed> =
        paragraphs.iter().flat_map(|(text, moments)| reviews(text, moments, event)).collect();
    if all.is_empty() {
        all.extend(of_headline(paragraphs, event));
    }
    let mut votes: BTreeMap<i16, usize> = BTreeMap::new();
    for review in &all {
        *votes.entry(review.year).or_default() += 1;
    }
    // Of equals the earlier: documents are reviewed a little late rather than early.
    let (&year, _) = votes.iter().max_by_key(|&(&year, &n)| (n, std::cmp::Reverse(year)))?;
    all.into_iter().find(|review| review.year == year)
}

/// The year of an event at which a document is made known: the next such day after its date.
///
/// `Chiều 9/8, … quán triệt Chỉ thị … ngày 14/6/2024` is of the same year: what is new is
/// made known within months. Where years of it are reviewed it is not new.
pub fn made_known(paragraphs: &[(&str, &[Moment])], event: (i8, i8)) -> Option<Reviewed> {
    static KNOWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:quán triệt|phổ biến|học tập|triển khai|công bố|giới thiệu)",
            r"(?:,? (?:và )?(?:quán triệt|triển khai|thực hiện|học tập|phổ biến|nội dung))*",
            r"[^.;]{0,160}$",
        ))
        .expect("the pattern compiles")
    });
    static OLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)sơ kết|tổng kết|tiếp tục|kiểm tra|giám sát|\d\s*năm\s+[^\d\s]")
            .expect("the pattern compiles")
    });
    // `Công bố quyết định thành lập …` heads a text whose second paragraph has the decision's date.
    static DECIDED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"Quyết định[^.;]{0,60}$").expect("the pattern compiles"));
    static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:công bố|trao|triển khai)(?: và trao)?(?: các)? quyết định")
            .expect("the pattern compiles")
    });
    if paragraphs.first().is_some_and(|(title, _)| OLD.is_match(title)) {
        return None;
    }
    let announced = paragraphs.iter().any(|(text, _)| ANNOUNCED.is_match(text));
    let documents = paragraphs.iter().flat_map(|(text, moments)| {
        moments.iter().filter(|moment| moment.role == Role::Document).map(move |m| (*text, m))
    });
    let (text, moment) = documents
        .filter(|(text, moment)| {
            let before = &text[..moment.range.start];
            (KNOWN.is_match(before) || announced && DECIDED.is_match(before))
                && !OLD.is_match(before)
        })
        .max_by_key(|(_, moment)| moment.date())?;
    let issued = moment.date()?;
    let year = (issued.year()..=issued.year() + 1)
        .find(|&year| Date::new(year, event.1, event.0).is_ok_and(|day| issued <= day))?;
    Some(Reviewed { year, words: text[moment.range.clone()].to_string() })
}

/// The review that a headline names without the date of the document, which the lead has:
/// `… sau 3 năm thực hiện …` above `Thực hiện Chỉ thị … ngày 15/12/2016`.
fn of_headline(paragraphs: &[(&str, &[Moment])], event: Option<(i8, i8)>) -> Option<Reviewed> {
    let [(title, _), (lead, moments), ..] = paragraphs else { return None };
    let span = SPAN.captures(title)?;
    let (whole, number) = (span.get(0)?, span.get(1)?);
    let moment = moments.iter().find(|moment| moment.role == Role::Document)?;
    let years = number.as_str().parse::<i16>().ok().filter(|&years| 0 < years)?;
    let year = nearest(moment.date()?, years, event)?;
    let (span, date) = (&title[number.start()..whole.end()], &lead[moment.range.clone()]);
    Some(Reviewed { year, words: format!("{span} … {date}") })
}

/// `10 năm thực hiện`
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:^|[^\p{L}\d/-])(\d{1,2}) năm\s+(?:tổ chức\s+)?(?:triển khai|thực hiện|",
        r"thi hành|quán triệt|thực thi)",
    ))
    .expect("the pattern compiles")
});

/// The reviews that a paragraph speaks of.
fn reviews(text: &str, moments: &[Moment], event: Option<(i8, i8)>) -> Vec<Reviewed> {
    let spans: Vec<_> = SPAN.captures_iter(text).collect();
    let mut found = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        let (whole, Some(number)) = (span.get(0).expect("group 0 is the match"), span.get(1))
        else {
            continue;
        };
        let end = spans.get(index + 1).and_then(|next| next.get(0)).map(|next| next.start());
        let sentence = text[whole.end()..].find(". ").map(|at| whole.end() + at);
        let end = [end, sentence].into_iter().flatten().min().unwrap_or(text.len());
        let base = moments.iter().find(|moment| {
            moment.role == Role::Document
                && whole.end() <= moment.range.start
                && moment.range.end <= end
        });
        let (Some(moment), Ok(years)) = (base, number.as_str().parse::<i16>()) else { continue };
        let Some(base) = moment.date().filter(|_| 0 < years) else { continue };
        if let Some(year) = nearest(base, years, event) {
            let (span, date) = (&text[number.start()..whole.end()], &text[moment.range.clone()]);
            found.push(Reviewed { year, words: format!("{span} … {date}") });
        }
    }
    found
}

/// How many days after their end so many years are most likely reviewed: seldom long before
/// it, often up to the end of the calendar year that follows.
const LATE: i32 = 90;

/// The year in which a day of the year is likeliest the day of a review of so many years.
fn nearest(base: Date, years: i16, event: Option<(i8, i8)>) -> Option<i16> {
    let end = base.year().checked_add(years)?;
    let Some((day, month)) = event else { return Some(end) };
    let goal = Date::new(end, base.month(), base.day().min(28)).ok()?;
    (end - 1..=end + 1)
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|date| ((*date - goal).get_days() - LATE).abs())
        .map(Date::year)
}
