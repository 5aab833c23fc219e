//! Dating: which of all its dates is the article's, how precisely, and by which words.
//!
//! A publisher's stamp wins; else the day of the event in the lead, its year taken
//! from what the text says elsewhere (an anniversary, `6 tháng cuối năm 2024`, the
//! weekday); else the month; else the year. What no words prove is left out.
//!
//! **Invariant:** dates of documents, lives, cut-offs, plans, captions and teasers are
//! never the article's date; a document's date only forbids any earlier one.
//!
//! Not here: what a date in a text is the date of (`moment`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::Regex;

use crate::cite::PartialDate;
use crate::import::moment::{self, Moment, Role};
use crate::import::review::{self, Reviewed};
use crate::import::stamp::{Act, Stamp};

/// Where on the page a stamp stands, best first.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Spot {
    /// In the page's own metadata.
    Metadata,
    /// Between headline and text.
    BelowTitle,
    /// After the text.
    AfterText,
    /// In the letterhead of a document, where the page is nothing else.
    Letterhead,
    /// Above the headline, where many pages show today's date.
    AboveTitle,
    /// At the head of the page, where only its clock stands.
    Clock,
}

/// What a page offers as evidence of its date.
#[derive(Debug, Default, Clone)]
pub struct Clues<'a> {
    /// The headline.
    pub title: &'a str,
    /// The stamps found, in the order of the page.
    pub stamps: Vec<(Spot, Stamp)>,
    /// The date that the dump of a page sets before its text.
    pub issued: Option<Issued>,
    /// The text without captions, teasers and noise.
    pub paragraphs: Vec<&'a str>,
}

/// The date that some dumps of pages set before the text: `date 2025-09-15`, `date 2023-03`.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub struct Issued {
    /// The year.
    year: i16,
    /// The month.
    month: i8,
    /// The day, if the dump knew it.
    day: Option<i8>,
}

/// Reads the date of a dump at the start of a text: how many bytes it takes, and what it is.
pub fn issued(text: &str) -> Option<(usize, Issued)> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^date:? (\d{4})-(\d{2})(?:-(\d{2}))?(?:\s|$)").expect("the pattern compiles")
    });
    let found = DATE.captures(text)?;
    let (year, month) = (found[1].parse().ok()?, found[2].parse().ok()?);
    let day = found.get(3).and_then(|day| day.as_str().parse().ok());
    Date::new(year, month, day.unwrap_or(1)).ok()?;
    (1995..=2049).contains(&year).then(|| (found[0].len(), Issued { year, month, day }))
}

/// What the date is the date of.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Kind {
    /// The page says when it was published.
    Published,
    /// The day of what the text reports.
    Event,
    /// The year, or year and month, that the text speaks of as its present.
    Derived,
}

/// The article's date with its evidence.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Dated {
    /// As precisely as is known.
    pub date: PartialDate,
    /// Of what.
    pub kind: Kind,
    /// The words of the page that prove it, pieces joined by ` … `.
    pub evidence: String,
    /// How it was derived and how sure, for a person.
    pub how: String,
}

/// Finds the article's date.
pub fn date(clues: &Clues<'_>) -> Option<Dated> {
    let text = Reading::of(clues);
    // A month that headline or lead name says more than a day of something else further down.
    let event = event(&text).filter(|event| !is_elsewhere(&text, event));
    stamped(clues, event.as_ref())
        .or_else(|| clues.issued.and_then(|issued| of_dump(issued, event.as_ref())))
        .or_else(|| event.and_then(|event| dated_event(&text, &event, clues)))
        .or_else(|| month(&text))
        .or_else(|| {
            let year = year(&text);
            year.map(|year| issue_in_the_lead(&text, &year).unwrap_or(year))
        })
}

/// A paragraph with the dates in it.
struct Paragraph<'a> {
    /// Its text.
    text: &'a str,
    /// Its dates.
    moments: Vec<Moment>,
    /// Zero for the headline, 1 for the lead, and so on.
    place: usize,
}

/// The headline and the text with all dates read.
struct Reading<'a> {
    /// The headline first.
    paragraphs: Vec<Paragraph<'a>>,
    /// The newest document that the text cites: the article is no older.
    newest_document: Option<Date>,
}

impl<'a> Reading<'a> {
    /// Reads the dates of all paragraphs.
    fn of(clues: &Clues<'a>) -> Self {
        let all = std::iter::once(clues.title).chain(clues.paragraphs.iter().copied());
        let paragraphs: Vec<Paragraph<'a>> = all
            .enumerate()
            .map(|(place, text)| Paragraph { text, moments: moment::find(text), place })
            .collect();
        let newest_document = paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.moments)
            .filter(|moment| matches!(moment.role, Role::Document | Role::History))
            .filter_map(Moment::date)
            .max();
        Reading { paragraphs, newest_document }
    }

    /// The year of the review that headline or lead reports.
    fn reviewed(&self, event: Option<&Event>) -> Option<Reviewed> {
        review::year(&self.head(), event.map(|event| (event.day, event.month)))
    }

    /// The year of the event at which headline or lead makes a document known.
    fn made_known(&self, event: &Event) -> Option<Reviewed> {
        review::made_known(&self.head(), (event.day, event.month))
    }

    /// Headline and lead with their dates.
    fn head(&self) -> Vec<(&'a str, &[Moment])> {
        let head = self.paragraphs.iter().filter(|paragraph| paragraph.place <= 2);
        head.map(|paragraph| (paragraph.text, paragraph.moments.as_slice())).collect()
    }
}

/// The day that the lead reports.
#[derive(Debug, Clone)]
struct Event {
    /// The day and month.
    day: i8,
    /// The month.
    month: i8,
    /// The year, if it is written beside them.
    year: Option<i16>,
    /// The weekday, if it is.
    weekday: Option<Weekday>,
    /// The words: `Ngày 21/6`.
    words: String,
    /// The place of its paragraph.
    place: usize,
    /// Whether headline or lead say it, or it opens its sentence further down.
    sure: bool,
}

/// How far into the text a lead's event may stand; the headline counts as one.
const LEAD: usize = 4;

/// Finds the event's day in the first paragraphs.
fn event(text: &Reading<'_>) -> Option<Event> {
    let lead = text.paragraphs.iter().filter(|paragraph| paragraph.place <= LEAD);
    lead.flat_map(|paragraph| paragraph.moments.iter().map(move |moment| (paragraph, moment)))
        .filter(|(_, moment)| moment.role == Role::Event && moment.day.is_some())
        // No page is older than the web: such a day belongs to a life or to history.
        .filter(|(_, moment)| moment.year.is_none_or(|year| 1995 <= year))
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

/// Whether an event is not what the text reports, because headline or lead name a month: the
/// headline another, or the event stands deep in a sentence further down.
fn is_elsewhere(text: &Reading<'_>, event: &Event) -> bool {
    let Some(month) = month(text).map(|dated| dated.date) else { return false };
    let title = text.paragraphs.first().map_or("", |paragraph| paragraph.text);
    let in_title = month.month.is_some_and(|number| {
        let spelt = [format!("tháng {number}"), format!("tháng {number:02}")];
        spelt.iter().any(|words| title.to_lowercase().contains(words))
    });
    let other = month.month != Some(event.month) && event.year.is_none();
    !event.sure || in_title && other && event.place != 1
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

/// The date of the best stamp.
///
/// A stamp above the headline is often the day on which the page was saved, so it
/// counts only where the lead's event does not contradict it, and the page's clock
/// never does.
fn stamped(clues: &Clues<'_>, event: Option<&Event>) -> Option<Dated> {
    let best = clues
        .stamps
        .iter()
        .enumerate()
        .filter(|(_, (spot, stamp))| match spot {
            Spot::AboveTitle => event.is_none_or(|event| follows(stamp.date, event)),
            Spot::Clock => false,
            _ => true,
        })
        .min_by_key(|(rank, (spot, stamp))| {
            let updated = stamp.act == Act::Updated;
            let group = match spot {
                Spot::AboveTitle => 1,
                Spot::AfterText if updated => 2,
                _ => 0,
            };
            // Of several above the headline the nearest is its own.
            let rank = if *spot == Spot::AboveTitle { usize::MAX - rank } else { *rank };
            (group, updated, *spot, rank)
        })
        .map(|(_, best)| best)?;
    // What readers see proves more than what machines do, unless it is later: a page
    // that was edited keeps its first day in its metadata only.
    let seen = clues.stamps.iter().find(|(spot, _)| *spot == Spot::BelowTitle);
    let (spot, stamp) = match seen {
        Some(seen) if best.0 == Spot::Metadata && seen.1.date <= best.1.date => seen,
        _ => best,
    };
    let where_ = match spot {
        Spot::Metadata => "the page's metadata",
        Spot::BelowTitle => "the publish stamp below the headline",
        Spot::AfterText => "the publish stamp after the text",
        Spot::Letterhead => "the letterhead of the document",
        Spot::Clock => "the page's clock",
        Spot::AboveTitle => "the stamp above the headline (less sure)",
    };
    Some(Dated {
        date: day(stamp.date),
        kind: Kind::Published,
        evidence: stamp.words.clone(),
        how: match stamp.act {
            Act::Published => format!("from {where_}"),
            Act::Updated => format!("from {where_}, which names the last update"),
        },
    })
}

/// The date that the dump of a page gives: its day, or the event's day in its month.
///
/// Some dumps confuse day and month; the event's day in the lead tells.
fn of_dump(issued: Issued, event: Option<&Event>) -> Option<Dated> {
    let Issued { year, month, day: known } = issued;
    let dated = |month: i8, known: Option<i8>, evidence: String, how: &str| Dated {
        date: PartialDate { year, month: Some(month), day: known },
        kind: if event.is_some() { Kind::Event } else { Kind::Published },
        evidence,
        how: how.to_string(),
    };
    let words = match known {
        Some(day) => format!("date {year}-{month:02}-{day:02}"),
        None => format!("date {year}-{month:02}"),
    };
    let Some(known) = known else {
        let event =
            event.filter(|event| event.month == month && event.year.is_none_or(|y| y == year));
        return Some(match event {
            Some(event) => {
                let evidence = format!("{} … {words}", event.words);
                let how = "the event's day in the lead, its year from the date of the dump";
                dated(month, Some(event.day), evidence, how)
            }
            None => dated(month, None, words, "from the date of the dump"),
        });
    };
    let swapped = event.filter(|event| {
        event.day == month && event.month == known && event.year.is_none_or(|y| y == year)
    });
    match swapped.filter(|event| event.day != event.month) {
        Some(event) => {
            let evidence = format!("{} … {words}", event.words);
            let how = "the event's day in the lead; the dump confuses day and month";
            Some(dated(event.month, Some(event.day), evidence, how))
        }
        None => {
            let how = "from the date of the dump";
            Some(Dated { kind: Kind::Published, ..dated(month, Some(known), words, how) })
        }
    }
}

/// Whether a day is at most 45 days after an event, or two before it, in some year.
fn follows(stamp: Date, event: &Event) -> bool {
    let years = match event.year {
        Some(year) => vec![year],
        None => vec![stamp.year(), stamp.year() - 1],
    };
    years.iter().any(|&year| {
        Date::new(year, event.month, event.day).is_ok_and(|day| {
            let days = (stamp - day).get_days();
            (-2..=45).contains(&days)
        })
    })
}

/// A day as a date of day precision.
fn day(date: Date) -> PartialDate {
    PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
}

/// The lead's event with a year, if the text proves one.
fn dated_event(text: &Reading<'_>, event: &Event, clues: &Clues<'_>) -> Option<Dated> {
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

/// A year that the text speaks of as its present.
#[derive(Debug, Clone)]
struct YearClue {
    /// The year.
    year: i16,
    /// How much it says, from 1.
    weight: u32,
    /// The words around it.
    words: String,
    /// Whether they speak of what is planned for that year.
    planned: bool,
    /// Whether the tasks of that year are being given out, which is done before it.
    ahead: bool,
}

/// Finds every year that may be the text's present.
fn year_clues(text: &Reading<'_>) -> Vec<YearClue> {
    let mut clues = Vec::new();
    for paragraph in &text.paragraphs {
        for (index, moment) in paragraph.moments.iter().enumerate() {
            let Some(year) = moment.year.filter(|year| 1995 <= *year) else { continue };
            let head = paragraph.place <= 2;
            let before = &paragraph.text[..moment.range.start];
            // `tăng so với cùng kỳ năm 2020` is written in the year after.
            if moment.month.is_none() && before.to_lowercase().ends_with("cùng kỳ năm ") {
                let words = clause(paragraph.text, moment);
                let year = year + 1;
                clues.push(YearClue { year, weight: 3, words, planned: false, ahead: false });
                continue;
            }
            let weight = match moment.role {
                Role::Anniversary => 4,
                Role::Event if moment.day.is_some() => 2 + u32::from(head),
                Role::Bound if moment.day.is_some() && is_count(before) => 3,
                Role::Bound if moment.day.is_some() => 1,
                // What is announced by its day is near.
                Role::Plan if head && moment.month.is_some() => 2,
                _ if moment.day.is_some() => 0,
                _ => weight_of_year(paragraph, index, head),
            };
            if weight == 0 {
                continue;
            }
            clues.push(YearClue {
                year: anniversary_year(moment, text).unwrap_or(year),
                weight,
                words: clause(paragraph.text, moment),
                planned: is_planned(before) || is_set_as_goal(&paragraph.text[moment.range.end..]),
                ahead: is_given_out(before),
            });
        }
    }
    clues
}

/// Whether a bound is the day up to which something was counted, which is past.
fn is_count(before: &str) -> bool {
    let folded = before.trim_end().to_lowercase();
    [
        "tính đến ngày",
        "tính đến hết ngày",
        "tính đến",
        "tính tới ngày",
        "đến hết ngày",
        "tính đến hết",
    ]
    .iter()
    .any(|words| folded.ends_with(words))
}

/// The year in which an anniversary is prepared: the one before, late in the year.
fn anniversary_year(moment: &Moment, text: &Reading<'_>) -> Option<i16> {
    if moment.role != Role::Anniversary {
        return None;
    }
    let event = event(text)?;
    let early = moment.month? <= 3 && 10 <= event.month;
    early.then(|| moment.year.map(|year| year - 1))?
}

/// How much a year without a day says; 0 for one that is not the text's present.
fn weight_of_year(paragraph: &Paragraph<'_>, index: usize, head: bool) -> u32 {
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:\b(?:\d|10|11) tháng(?: năm)?|tháng (?:đầu|cuối)(?: năm)?|quý (?:[1-4]|i{1,3}|iv)\s*(?:/|-|,|",
            r"năm)?(?:\s*năm)?)\s*$",
        ))
        .expect("the pattern compiles")
    });
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
                r"(?i)(?:\b(?:từ|kể từ|vào đảng|kết nạp|nhập ngũ|thành lập|tái lập|ra đời|trước|sau|những|cách mạng tháng tám|đến|tới|hết|",
                r"hiến pháp|sinh|so với(?: cùng kỳ)?|cùng kỳ|",
                r"của)\s+(?:tháng \d+\s*/?\s*)?(?:năm\s+)?|",
            r"(?:giai đoạn|nhiệm kỳ|thời kỳ|khóa|khoá|niên khóa|tầm nhìn|mục tiêu)[^.,;]{0,12}|",
            r"(?:luật|bộ luật|pháp lệnh|hiến pháp)[^.,;()]{0,70}?(?:năm\s+)?|",
                r"(?:nghị quyết|nghị định|chỉ thị|quyết định|mùa xuân|đại thắng|",
                r"cách mạng)[^.,;()]{0,24}?(?:năm\s+)?)$",
        ))
        .expect("the pattern compiles")
    });
    let moment = &paragraph.moments[index];
    let (before, after) =
        (&paragraph.text[..moment.range.start], &paragraph.text[moment.range.end..]);
    if let Some(weight) = weight_of_congress(before, after, head) {
        return weight;
    }
    // `trong năm 2016 và những năm tiếp theo` was planned then, and says nothing of now.
    if after.trim_start().starts_with("và những năm")
        || after.trim_start().starts_with("và các năm")
    {
        return 0;
    }
    if PERIOD.is_match(before) {
        return 4;
    }
    if ends_a_review(before, after) || is_given_out(before) && !is_span(before, after) {
        return 3;
    }
    if is_span(before, after)
        || ELSEWHERE.is_match(before) && !before.ends_with("Giáng sinh năm ")
        || matches!(moment.role, Role::Plan | Role::History)
    {
        return 0;
    }
    if moment.role == Role::Bound {
        return 1;
    }
    let named = before.ends_with("năm ") || before.ends_with("Năm ") || moment.month.is_some();
    match (head, named) {
        (true, _) => 3,
        (false, true) => 2,
        (false, false) => 1,
    }
}

/// Whether a year is one end of a span of years: `giai đoạn 2021-2025`.
fn is_span(before: &str, after: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‑' | '/');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let left = before.trim_end().trim_end_matches(dash);
    let right = after.trim_start().trim_start_matches(dash);
    let joined_left = left.len() < before.trim_end().len() && digit(left.trim_end().chars().last());
    let joined_right =
        right.len() < after.trim_start().len() && digit(right.trim_start().chars().next());
    joined_left || joined_right || after.trim_start().starts_with("đến n")
}

/// Whether a year ends the span that is being reviewed: `10 năm (2011 - 2021)`.
fn ends_a_review(before: &str, after: &str) -> bool {
    static REVIEW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\d{1,2}) năm\s*\(\s*(\d{4})\s*[-–]\s*$").expect("the pattern compiles")
    });
    REVIEW.is_match(before) && after.trim_start().starts_with(')')
}

/// How much `Đại hội … nhiệm kỳ 2020-2025` says: a congress is held in its first year.
fn weight_of_congress(before: &str, after: &str, head: bool) -> Option<u32> {
    let sentence = before.rfind(". ").map_or(before, |at| &before[at..]);
    let folded = sentence.to_lowercase();
    let term = folded.trim_end().ends_with("nhiệm kỳ");
    let opens = after.trim_start().starts_with(['-', '–']);
    // An election is spoken of as to come in its own year.
    let coming = ["sắp tới", "tới đây"].iter().any(|words| {
        let near = after.char_indices().nth(24).map_or(after.len(), |(at, _)| at);
        after[..near].contains(words)
    });
    if term && opens && coming && folded.contains("bầu cử") {
        return Some(2);
    }
    // A text on what leads up to a congress is older than the congress.
    let congress = folded.contains("đại hội")
        && !folded.contains("nghị quyết đại hội")
        && !folded.contains("tiến tới");
    (head && term && opens && congress).then_some(2)
}

/// Whether the words before a year speak of what is planned for it.
fn is_planned(before: &str) -> bool {
    static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:phương hướng|nhiệm vụ|kế hoạch|chương trình|triển khai|giao ước|",
            r"đăng ký|dự toán|chỉ tiêu)[^.;]{0,60}$|",
            // The new year is greeted in the old one.
            r"(?:năm mới|mừng xuân|xuân mới|đón tết|chào năm|tết nguyên đán)[^.;,]{0,16}$",
        ))
        .expect("the pattern compiles")
    });
    PLANNED.is_match(before)
}

/// Whether the words before a year give out its tasks: `ra nghị quyết lãnh đạo nhiệm vụ năm`.
fn is_given_out(before: &str) -> bool {
    static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:ra nghị quyết|phương hướng|triển khai (?:phương hướng|nhiệm vụ|công tác|",
            r"chương trình|kế hoạch)|giao (?:chỉ tiêu|dự toán|nhiệm vụ)|dự toán)[^.;]{0,70}$|",
            r"(?i)(?:năm mới|đón xuân|mừng xuân|tết nguyên đán)[^.;,]{0,16}$",
        ))
        .expect("the pattern compiles")
    });
    static DONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:kết quả|tình hình|kiểm tra|giám sát|tổng kết|sơ kết|đánh giá|đến năm|",
            r"giai đoạn|nhiệm k[ìỳ]|tầm nhìn)[^.;]*$",
        ))
        .expect("the pattern compiles")
    });
    let given = GIVEN.find(before).map(|found| &before[found.start()..]);
    given.is_some_and(|given| !DONE.is_match(given))
}

/// Whether the words after a year set goals for it: `Năm 2017, Đảng ủy đề ra mục tiêu`.
fn is_set_as_goal(after: &str) -> bool {
    static GOAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^[^.;]{0,60}(?:đề ra|phấn đấu|mục tiêu|\bsẽ\b|dự kiến|đặt ra chỉ tiêu|",
            r"chọn chủ đề)",
        ))
        .expect("the pattern compiles")
    });
    GOAL.is_match(after)
}

/// Chooses the text's present year among its clues: the latest that is not only planned.
///
/// A text that closes one year and plans the next is of the winter between them: the
/// event's month tells which, and without one the year that is being closed is taken.
fn present_year(
    clues: &[YearClue],
    month: Option<i8>,
    possible: &dyn Fn(i16) -> bool,
) -> Option<(i16, String)> {
    let mut weights: BTreeMap<i16, u32> = BTreeMap::new();
    for clue in clues {
        *weights.entry(clue.year).or_default() += clue.weight;
    }
    let strongest = |year: i16| {
        let of_year = clues.iter().filter(|clue| clue.year == year);
        // The first of equals, which is nearest to the lead.
        of_year
            .fold(None::<&YearClue>, |best, clue| match best {
                Some(best) if clue.weight <= best.weight => Some(best),
                _ => Some(clue),
            })
            .map(|clue| clue.words.clone())
    };
    let only_planned = |year: i16| {
        let mut of_year = clues.iter().filter(|clue| clue.year == year);
        of_year.all(|clue| clue.planned)
    };
    let mut years: Vec<i16> = weights.keys().copied().filter(|&year| possible(year)).collect();
    // One bare number deep in the text does not outweigh what headline or lead say.
    let heard = |year: &i16| 3 <= weights[year];
    if years.iter().any(heard) {
        years.retain(|year| 1 < weights[year]);
    }
    if let [.., before, last] = years[..]
        && before + 1 == last
        && only_planned(last)
        && !only_planned(before)
        && month.is_none_or(|month| 9 <= month)
    {
        years.pop();
    }
    let year = years.pop()?;
    // Late in a year nothing but the tasks of the next one may be named.
    let ahead = clues.iter().filter(|clue| clue.year == year).all(|clue| clue.ahead);
    let late = month.is_some_and(|month| 11 <= month) && possible(year - 1);
    strongest(year).map(|words| (if ahead && late { year - 1 } else { year }, words))
}

/// The words around a date: its clause, at most some eight words before it.
fn clause(text: &str, moment: &Moment) -> String {
    let before = &text[..moment.range.start];
    let open = match moment.role {
        Role::Anniversary => before.rfind(". ").map_or(0, |at| at + 2),
        _ => [", ", ". ", "; ", ": ", " (", "“", "\""]
            .iter()
            .filter_map(|end| before.rfind(end).map(|at| at + end.len()))
            .max()
            .unwrap_or(0),
    };
    let words: Vec<&str> = before[open..].split_inclusive(' ').collect();
    let keep = if moment.role == Role::Anniversary { 16 } else { 8 };
    let skipped: usize = words.iter().rev().skip(keep).map(|word| word.len()).sum();
    let after = &text[moment.range.end..];
    let close = usize::from(after.starts_with(')') && moment.role == Role::Anniversary);
    text[open + skipped..moment.range.end + close].trim().to_string()
}

/// The day on which a body issues a document in the first words of the lead, where the text knows
/// no later year: then that is the news, and not what came before it.
fn issue_in_the_lead(text: &Reading<'_>, year: &Dated) -> Option<Dated> {
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

/// The month that the headline or lead speaks of, with its year.
fn month(text: &Reading<'_>) -> Option<Dated> {
    let head = text.paragraphs.iter().filter(|paragraph| paragraph.place <= 2);
    let found = head
        .flat_map(|paragraph| {
            paragraph
                .moments
                .iter()
                .enumerate()
                .map(move |(index, moment)| (paragraph, index, moment))
        })
        .find(|(paragraph, index, moment)| {
            moment.day.is_none()
                && moment.month.is_some()
                && matches!(moment.role, Role::Other | Role::Event)
                && 0 < weight_of_year(paragraph, *index, true)
                && is_called_month(paragraph.text, moment)
                && !is_planned(&paragraph.text[..moment.range.start])
        });
    let (paragraph, _, moment) = found?;
    Some(Dated {
        date: PartialDate { year: moment.year?, month: moment.month, day: None },
        kind: Kind::Derived,
        evidence: clause(paragraph.text, moment),
        how: "the month that headline or lead speaks of".to_string(),
    })
}

/// Whether the word `tháng` belongs to a date.
fn is_called_month(text: &str, moment: &Moment) -> bool {
    let own = text[moment.range.clone()].to_lowercase();
    let before = text[..moment.range.start].to_lowercase();
    own.starts_with("tháng") || before.ends_with("tháng ")
}

/// The year that the text speaks of as its present.
fn year(text: &Reading<'_>) -> Option<Dated> {
    let clues = year_clues(text);
    let newest = text.newest_document.map_or(0, |document| document.year());
    let Some((year, words)) = present_year(&clues, None, &|year| newest <= year) else {
        let review = text.reviewed(None).filter(|review| newest <= review.year)?;
        return Some(Dated {
            date: PartialDate { year: review.year, month: None, day: None },
            kind: Kind::Derived,
            evidence: review.words,
            how: "the end of the years that headline or lead review (less sure)".to_string(),
        });
    };
    let sure = clues.iter().any(|clue| clue.year == year && 3 <= clue.weight);
    Some(Dated {
        date: PartialDate { year, month: None, day: None },
        kind: Kind::Derived,
        evidence: words,
        how: match sure {
            true => "the year that headline or lead speaks of".to_string(),
            false => "the latest year that the text speaks of (less sure)".to_string(),
        },
    })
}
