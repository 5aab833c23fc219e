//! Stamps and the dates of dumps: what the page itself says of when it was published.
//!
//! Not here: which line is a stamp (`stamp`, `recognise`).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::cite::PartialDate;
use crate::import::dating::event::Event;
use crate::import::dating::{Clues, Dated, Kind, Spot, day};
use crate::import::stamp::Act;

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

/// The date of the best stamp.
///
/// A stamp above the headline is often the day on which the page was saved, so it
/// counts only where the lead's event does not contradict it, and the page's clock
/// never does.
pub(super) fn stamped(clues: &Clues<'_>, event: Option<&Event>) -> Option<Dated> {
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
pub(super) fn of_dump(issued: Issued, event: Option<&Event>) -> Option<Dated> {
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
