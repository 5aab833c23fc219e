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

mod present;
mod event;
mod stamped;

use jiff::civil::Date;

use crate::cite::PartialDate;
use crate::import::dating::event::{Event, dated_event, event, issue_in_the_lead};
use crate::import::dating::present::{
    clause, is_planned, present_year, weight_of_year, year_clues,
};
use crate::import::dating::stamped::{of_dump, stamped};
use crate::import::moment::{self, Moment, Role};
use crate::import::review::{self, Reviewed};
use crate::import::stamp::Stamp;

pub use stamped::{Issued, issued};

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

/// A day as a date of day precision.
fn day(date: Date) -> PartialDate {
    PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
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
