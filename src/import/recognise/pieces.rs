//! Pieces: what is cut off lines that hold more than the article's own words.
//!
//! A date behind a headline, a byline behind the last full stop, the headline before a
//! caption. The rest of the line stays, and the piece is listed in the report.
//!
//! Not here: lines that are dropped as a whole.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::caption;
use crate::import::credit;
use crate::import::dating;
use crate::import::line::{Class, ends_a_sentence};
use crate::import::noise::{self, LEXICON};
use crate::import::reason::Reason;
use crate::import::recognise::Dropped;
use crate::import::recognise::work::{Work, cut};
use crate::import::stamp;

/// Cuts dates off lines that hold more: the one that a dump sets before a text (`date
/// 2025-09-15 Ngày 15/9, …`) and the stamp behind a headline (`… công ty mẹ 19/11/2025 18:19`).
pub(super) fn cut_dates_off(work: &mut Work) {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:[^|]{25,220}?)(\s[-|(]?\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4},?\s+",
            r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?(?:\s?\(?GMT\+?7?\)?)?\)?)$",
        ))
        .expect("the pattern compiles")
    });
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:[^|]{40,220}?\s(?P<last>\p{L}+)[”»)]?)",
            r"(?P<date>\s\(?\d{1,2}/\d{1,2}/\d{4}\)?)$",
        ))
        .expect("the pattern compiles")
    });
    if let Some(first) = work.lines.iter().position(|line| line.is_open())
        && let Some((length, issued)) = dating::issued(&work.lines[first].text)
    {
        cut(work, first, 0..length, Reason::DateOfTheDump);
        work.issued = Some(issued);
    }
    // Below the lead a day and an hour at the end of a line are the article's own.
    let lead = work.first_prose().unwrap_or(work.lines.len());
    for index in 0..lead {
        let line = &work.lines[index];
        if !line.is_open() {
            continue;
        }
        let glued = GLUED.captures(&line.text).and_then(|found| found.get(1));
        let glued = glued.or_else(|| {
            let found = DATED.captures(&line.text)?;
            (!announces_a_date(&found["last"])).then(|| found.name("date")).flatten()
        });
        let Some(found) = glued.map(|found| found.range()) else { continue };
        let words = line.text[..found.start].split(' ').count();
        let Some(stamp) = stamp::read(&line.text[found.clone()]).filter(|_| 6 <= words) else {
            continue;
        };
        // `Đăng bởi … ngày 3/6/2020 08:15` is a stamp with a name, and not a headline; behind the
        // telephone of the site stands the page's clock.
        if noise::is_imprint(&line.text) {
            continue;
        }
        if stamp::read(&line.text).is_some_and(|whole| whole.stated) || line.is_prose() {
            continue;
        }
        cut(work, index, found, Reason::PublishStamp);
        work.glued.push((index, stamp));
    }
}

/// Whether a word goes with the date behind it, which so is part of the headline.
fn announces_a_date(word: &str) -> bool {
    LEXICON.before_dates.contains(&word.to_lowercase())
}

/// Cuts a credit off the end of the last paragraph: `… phát triển./. Khánh Lan`.
pub(super) fn cut_credit_off_the_end(work: &mut Work) {
    let Some(last) = work.last_prose() else { return };
    let text = work.lines[last].text.clone();
    let cut = ["./.", "/."].iter().find_map(|mark| text.rfind(mark).map(|at| at + mark.len()));
    let bracket = text.trim_end_matches('.').ends_with(')').then(|| text.rfind('(')).flatten();
    let at = match (cut.filter(|&at| at < text.len()), bracket) {
        (Some(at), _) => at,
        (None, Some(at)) if ends_a_sentence(text[..at].trim_end()) => at,
        _ => return,
    };
    let tail = text[at..].trim();
    let credit = credit::read(tail);
    let Some(credit) =
        credit.filter(|credit| credit.stated || credit.source.is_some() || tail.contains(' '))
    else {
        return;
    };
    let number = work.lines[last].number;
    work.derived.push(format!("byline: cut off the end of line {number}, `{tail}`"));
    work.credits.push(credit);
    let kept = text[..at].trim_end().to_string();
    let line = &mut work.lines[last];
    // The same tail stands at the end of the Markdown, unless it carries links or emphasis.
    line.markdown = line.markdown.as_ref().and_then(|markdown| {
        markdown.trim_end().strip_suffix(tail).map(|m| m.trim_end().to_string())
    });
    line.text = kept;
}

/// Takes the headline off the front of captions, where pages print it as a picture's name.
pub(super) fn strip_caption_prefixes(work: &mut Work) {
    if work.title_index.is_none() {
        return;
    }
    for index in 0..work.lines.len() {
        if work.lines[index].class != Class::Caption {
            continue;
        }
        let Some(prefix) = caption::title_prefix(&work.lines[index].text, &work.title) else {
            continue;
        };
        let line = &mut work.lines[index];
        let cut: String = line.text.drain(..prefix).collect();
        line.text = line.text.trim_start_matches([' ', '.', ':', '-']).to_string();
        line.markdown = None;
        let (line, reason) = (line.number, Reason::TitleBeforeCaption);
        work.pieces.push(Dropped { line, reason, text: cut.trim().to_string() });
        if work.lines[index].text.is_empty() {
            work.lines[index].set(Class::Blank, Reason::Unjudged);
        }
    }
}
