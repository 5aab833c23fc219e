//! The event: the day that headline or lead report, and the year that the text proves for it.
//!
//! Not here: what a date in a text is the date of (`moment`).

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::Regex;

use crate::import::dating::present::{present_year, year_clues};
use crate::import::dating::{Clues, Dated, Kind, Reading, Spot, day};
use crate::import::moment::{Moment, Role};

/// The day that the lead reports.
#[derive(Debug, Clone)]
pub(super) struct Event {
    /// The day and month.
    pub(super) day: i8,
    /// The month.
    pub(super) month: i8,
    /// The year, if it is written beside them.
    pub(super) year: Option<i16>,
    /// The weekday, if it is.
    pub(super) weekday: Option<Weekday>,
    /// The words: `Ngày 21/6`.
    pub(super) words: String,
    /// The place of its paragraph.
    pub(super) place: usize,
    /// Whether headline or lead say it, or it opens its sentence further down.
    pub(super) sure: bool,
}

/// How far into the text a lead's event may stand; the headline counts as one.
const LEAD: usize = 4;

/// Finds the event's day in the first paragraphs.
pub(super) fn event(text: &Reading<'_>) -> Option<Event> {
    let head = text.paragraphs.iter().filter(|paragraph| paragraph.place <= 1);
    let anniversaries = head.flat_map(|paragraph| &paragraph.moments);
    let anniversaries = anniversaries.filter(|moment| moment.role == Role::Anniversary);
    let celebrated = anniversaries.filter_map(|moment| moment.year).max();
    let lead = text.paragraphs.iter().filter(|paragraph| paragraph.place <= LEAD);
    lead.flat_map(|paragraph| paragraph.moments.iter().map(move |moment| (paragraph, moment)))
        .filter(|(_, moment)| moment.role == Role::Event && moment.day.is_some())
        // No page is older than the web: such a day belongs to a life or to history.
        .filter(|(_, moment)| moment.year.is_none_or(|year| 1995 <= year))
        // What was years before the anniversary that the text is of is its history.
        .filter(|(_, moment)| {
            moment.year.is_none_or(|year| celebrated.is_none_or(|y| y <= year + 1))
        })
        .find_map(|(paragraph, moment)| {
            let before = &paragraph.text[..moment.range.start];
            let (start, first_day) = announcement(before);
            Some(Event {
                day: first_day.unwrap_or(moment.day?),
                month: moment.month?,
                year: moment.year,
                weekday: weekday(paragraph.text, moment),
                place: paragraph.place,
                sure: paragraph.place <= 1 || opens_sentence(before),
                words: paragraph.text[start..moment.range.end].trim().to_string(),
            })
        })
}

/// Whether a date stands at the head of its sentence.
fn opens_sentence(before: &str) -> bool {
    let start = [". ", "! ", "? ", "; ", "… "].iter();
    let start = start.filter_map(|end| before.rfind(end).map(|at| at + end.len())).max();
    before[start.unwrap_or(0)..].chars().count() <= 34
}

/// Where the words that announce a date start, and the first day of a range of days.
fn announcement(before: &str) -> (usize, Option<i8>) {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:(?:trong|từ|vào|các)\s+)?(?:(?:hai|ba|2|3)\s+)?(?:ngày|sáng|chiều|",
            r"tối|trưa|đêm|hôm nay|hôm qua|nay|thứ \p{L}+|chủ nhật)(?:\s+(?:nay|qua|",
            r"thứ \p{L}+|chủ nhật))?[\s,(:]*(?:ngày\s+)?(?:(\d{1,2})\s*(?:-|–|,|và|đến|",
            r"tới)\s*(?:ngày\s+)?)?$",
        ))
        .expect("the pattern compiles")
    });
    match WORDS.captures(before) {
        Some(captures) => {
            let start = captures.get(0).map_or(before.len(), |found| found.start());
            (start, captures.get(1).and_then(|day| day.as_str().parse().ok()))
        }
        None => (before.len(), None),
    }
}

/// The weekday written beside a date: `Thứ Sáu, ngày 21/6`, `21/6 (thứ Sáu)`.
fn weekday(text: &str, moment: &Moment) -> Option<Weekday> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(thứ \p{L}+|chủ nhật)[\s,(]*(?:ngày\s*)?$").expect("the pattern compiles")
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s,]*\((thứ \p{L}+|chủ nhật)\)").expect("the pattern compiles")
    });
    let found = BEFORE
        .captures(&text[..moment.range.start])
        .or_else(|| AFTER.captures(&text[moment.range.end..]))?;
    let words = found[1].to_lowercase();
    [
        ("thứ hai", Weekday::Monday),
        ("thứ ba", Weekday::Tuesday),
        ("thứ tư", Weekday::Wednesday),
        ("thứ năm", Weekday::Thursday),
        ("thứ sáu", Weekday::Friday),
        ("thứ bảy", Weekday::Saturday),
        ("chủ nhật", Weekday::Sunday),
    ]
    .iter()
    .find(|(name, _)| *name == words)
    .map(|(_, weekday)| *weekday)
}

/// The day on which a body issues a document in the first words of the lead, where the text knows
/// no later year: then that is the news, and not what came before it.
pub(super) fn issue_in_the_lead(text: &Reading<'_>, year: &Dated) -> Option<Dated> {
    static REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b\d{1,2} năm (?:qua|thực hiện|triển khai)|sơ kết|tổng kết|đến nay")
            .expect("the pattern compiles")
    });
    let lead = text.paragraphs.iter().find(|paragraph| paragraph.place == 1)?;
    let issue = lead.moments.first().filter(|moment| moment.role == Role::Document)?;
    let opens = lead.text[..issue.range.start].chars().count() <= 12 && issue.announced;
    let reviewed = text.paragraphs.iter().any(|paragraph| REVIEWED.is_match(paragraph.text));
    let newest = text.newest_document == issue.date();
    let date = issue.date().filter(|date| date.year() == year.date.year)?;
    (opens && newest && !reviewed).then(|| Dated {
        date: day(date),
        kind: Kind::Event,
        evidence: lead.text[..issue.range.end].trim().to_string(),
        how: "the day of the document whose issue the lead reports (less sure)".to_string(),
    })
}

/// The lead's event with a year, if the text proves one.
pub(super) fn dated_event(text: &Reading<'_>, event: &Event, clues: &Clues<'_>) -> Option<Dated> {
    if let Some(year) = event.year {
        return Some(Dated {
            date: day(Date::new(year, event.month, event.day).ok()?),
            kind: Kind::Event,
            evidence: event.words.clone(),
            how: "the event's day in the lead".to_string(),
        });
    }
    let (year, words, how) =
        year_of_event(text, event).or_else(|| year_of_clock(text, event, clues))?;
    Some(Dated {
        date: day(Date::new(year, event.month, event.day).ok()?),
        kind: Kind::Event,
        evidence: format!("{} … {words}", event.words),
        how,
    })
}

/// The year of an event whose lead does not name it, with its words and how it was found.
fn year_of_event(text: &Reading<'_>, event: &Event) -> Option<(i16, String, String)> {
    let possible = |year: i16| {
        let Ok(date) = Date::new(year, event.month, event.day) else { return false };
        text.newest_document.is_none_or(|document| document <= date)
            && event.weekday.is_none_or(|weekday| date.weekday() == weekday)
    };
    if let Some((year, words)) = year_beside(text, event).filter(|(year, _)| possible(*year)) {
        let how = "the event's day in the lead, its year from a date close to it";
        return Some((year, words, how.to_string()));
    }
    let clues = year_clues(text);
    let at_hand = present_year(&clues, Some(event.month), &possible);
    let reviewed = text.reviewed(Some(event)).filter(|review| possible(review.year));
    let weight = |year: i16| -> u32 {
        clues.iter().filter(|clue| clue.year == year).map(|clue| clue.weight).sum()
    };
    // A review in the lead says more than a year deep in the text.
    if let Some(review) = reviewed
        && at_hand.as_ref().is_none_or(|(year, _)| *year != review.year && weight(*year) < 3)
    {
        let how = "the event's day in the lead, its year from the years that are reviewed";
        return Some((review.year, review.words, format!("{how} (less sure)")));
    }
    if let Some((year, words)) = at_hand {
        let how = match event.weekday {
            Some(_) => "the event's day in the lead, its year from the text and the weekday",
            None => "the event's day in the lead, its year from elsewhere in the text",
        };
        return Some((year, words, how.to_string()));
    }
    if let Some(known) = text.made_known(event).filter(|known| possible(known.year)) {
        let how = "the event's day in the lead, its year from the document made known (less sure)";
        return Some((known.year, known.words, how.to_string()));
    }
    // Without any year in the text, the weekday can still leave one near the newest document.
    let document = text.newest_document?;
    event.weekday?;
    let year = (document.year()..=document.year() + 3).find(|&year| possible(year))?;
    let how = "the event's day in the lead; the weekday and the newest document leave this year \
               (less sure)";
    Some((year, document.to_string(), how.to_string()))
}

/// The year of a whole date in headline or lead that is at most some weeks after the event:
/// `Sáng 13/9 … kéo dài đến 22/9/2021`.
fn year_beside(text: &Reading<'_>, event: &Event) -> Option<(i16, String)> {
    let head = text.paragraphs.iter().filter(|paragraph| paragraph.place <= 1);
    let moments = head.flat_map(|paragraph| paragraph.moments.iter().map(move |m| (paragraph, m)));
    moments
        .filter(|(_, moment)| matches!(moment.role, Role::Plan | Role::Bound | Role::Event))
        .find_map(|(paragraph, moment)| {
            let date = moment.date()?;
            let day = Date::new(date.year(), event.month, event.day).ok()?;
            let close = (0..=40).contains(&(date - day).get_days());
            close.then(|| (date.year(), paragraph.text[moment.range.clone()].to_string()))
        })
}

/// The year of an event that the page's clock follows by a few weeks.
fn year_of_clock(
    text: &Reading<'_>,
    event: &Event,
    clues: &Clues<'_>,
) -> Option<(i16, String, String)> {
    let clock = clues.stamps.iter().find(|(spot, _)| *spot == Spot::Clock)?;
    let date = clock.1.date;
    let day = [date.year(), date.year() - 1]
        .iter()
        .filter_map(|&year| Date::new(year, event.month, event.day).ok())
        .find(|&day| (0..=45).contains(&(date - day).get_days()))?;
    let possible = text.newest_document.is_none_or(|document| document <= day)
        && event.weekday.is_none_or(|weekday| day.weekday() == weekday);
    let how = "the event's day in the lead, its year from the page's clock (less sure)";
    possible.then(|| (day.year(), clock.1.words.clone(), how.to_string()))
}
