//! The tail: what follows the article's last paragraph.
//!
//! Bylines, sources and stamps belong to the article; comments, summaries of other articles
//! and the name of the site do not.
//!
//! Not here: a byline at the end of the paragraph itself (`pieces`).

use crate::import::caption;
use crate::import::credit;
use crate::import::dating::Spot;
use crate::import::line::{Class, Line, Shape, ends_a_sentence, ends_the_article};
use crate::import::noise;
use crate::import::reason::Reason;
use crate::import::recognise::teasers::{is_teaser, teaser_of};
use crate::import::recognise::work::{Work, prose_length};
use crate::import::stamp;

/// Drops prose below the article's end: comments and summaries of other articles.
///
/// An end mark or a byline ends the article where at most a third of the prose follows
/// it; a byline alone must be followed by something of the page, for an interview names
/// its speakers the same way.
pub(super) fn drop_after_the_end(work: &mut Work) {
    let Some(first) = work.first_prose() else { return };
    let ends = |index: usize| {
        let line = &work.lines[index];
        if !line.is_open() || line.shape != Shape::Paragraph {
            return false;
        }
        if ends_the_article(&line.text) {
            return true;
        }
        let credit = !line.is_prose() && credit::read(&line.text).is_some();
        let below = work.lines[index + 1..].iter().filter(|line| line.class != Class::Blank);
        let below: Vec<&Line> = below.take(3).collect();
        // In an interview a name stands above what its bearer says, not above a headline.
        let teaser = below.first().is_some_and(|line| is_teaser(line));
        credit && (teaser || below.iter().any(|line| line.class == Class::Noise))
    };
    let end = (first..work.lines.len()).find(|&index| {
        ends(index) && {
            let before = prose_length(&work.lines[..=index]);
            let after = prose_length(&work.lines[index + 1..]);
            0 < after && after * 2 <= before
        }
    });
    let Some(end) = end else { return };
    for line in &mut work.lines[end + 1..] {
        if line.is_open() && line.is_prose() && !caption::is_certain(&line.text) {
            line.set(Class::Noise, Reason::AfterTheEnd);
        }
    }
}

/// Reads the lines after the last paragraph: bylines, sources, stamps.
pub(super) fn read_tail(work: &mut Work) {
    let Some(last) = work.last_prose() else { return };
    for (index, stamp) in work.stamps.clone() {
        if last < index
            && let Some(teaser) = teaser_of(&work.lines, last, index)
        {
            work.lines[index].set(Class::Noise, Reason::TeaserDate);
            work.lines[teaser].set(Class::Noise, Reason::Teaser);
        } else if last < index {
            work.clues.push((Spot::AfterText, stamp));
        } else if work.first_prose().is_some_and(|first| first < index) {
            work.lines[index].set(Class::Noise, Reason::DateBetweenParagraphs);
        }
    }
    // A second name that says nothing of itself is another author only right below the first.
    let mut expected = None;
    for index in last + 1..work.lines.len() {
        let line = &work.lines[index];
        if line.class == Class::Blank || line.shape != Shape::Paragraph || line.note {
            continue;
        }
        let text = line.text.clone();
        let credit =
            credit::read(&text).filter(|_| line.is_open() && !noise::is_caption_credit(&text));
        let Some(credit) = credit else {
            expected = expected.map(|_: usize| usize::MAX);
            continue;
        };
        if !credit.stated && credit.source.is_none() && expected.is_some_and(|next| next < index) {
            continue;
        }
        if expected == Some(usize::MAX) && !credit.stated {
            continue;
        }
        let in_brackets = text.starts_with('(') && credit.source.is_none() && !credit.stated;
        if expected == Some(index) && (in_brackets || credit::is_role(&text)) {
            work.lines[index].set(Class::Noise, Reason::Office);
            continue;
        }
        if let Some(stamp) = stamp::read(&text) {
            work.clues.push((Spot::AfterText, stamp));
        }
        expected = Some(index + 1);
        let class = if credit.authors.is_empty() { Class::Source } else { Class::Byline };
        work.lines[index].set(class, Reason::Credit);
        work.credits.push(credit);
    }
}

/// Drops what is left after the last word of the article.
pub(super) fn drop_leftovers(work: &mut Work) {
    let Some(last) = work.last_prose() else { return };
    let n = work.lines.len();
    // No Vietnamese text ends with a lone word of plain small letters.
    for line in work.lines[last + 1..].iter_mut().filter(|line| line.is_open()) {
        let lower = line.text.chars().all(|c| c.is_ascii_lowercase());
        if lower && (1..=12).contains(&line.length()) && line.shape == Shape::Paragraph {
            line.set(Class::Noise, Reason::SiteName);
        }
    }
    let nobody = |line: &Line| line.class == Class::Noise && line.reason == Reason::NamesNobody;
    let is_credit =
        |line: &Line| matches!(line.class, Class::Byline | Class::Source) || nobody(line);
    let credit = (last..n).rev().find(|&index| is_credit(&work.lines[index]));
    let end_mark = (last..n)
        .find(|&index| work.lines[index].is_open() && ends_the_article(&work.lines[index].text));
    let ends = |index: usize| work.headings.iter().any(|(heading, _)| *heading == index);
    let list = (last..n).find(|&index| ends(index) && !work.boxes.contains(&index));
    if let Some(end) = credit.into_iter().chain(end_mark).chain(list).min() {
        for line in &mut work.lines[end + 1..] {
            let kept = line.note || matches!(line.shape, Shape::Image { .. } | Shape::Table);
            if line.is_open() && !kept {
                line.set(Class::Noise, Reason::AfterTheEnd);
            }
        }
        return;
    }
    // What a colon announces is a list of the text.
    let announced = work.lines[last].text.ends_with(':');
    // Without any mark of the end: two or more headlines in a row are teasers.
    let from = (last + 1..n)
        .rev()
        .filter(|&index| work.lines[index].is_open() && !work.lines[index].note)
        .take_while(|&index| {
            let line = &work.lines[index];
            let bullet =
                line.text.trim_start_matches(['•', '▪', '■', '●', '➤', '+', '-', '–', ' ']);
            let listed = bullet.len() < line.text.len();
            let headline = Line::new(line.number, bullet).is_headline();
            (headline && !(listed && announced))
                && !ends_a_sentence(&line.text)
                && 25 <= line.length()
        })
        .collect::<Vec<_>>();
    if 2 <= from.len() {
        for index in from {
            work.lines[index].set(Class::Noise, Reason::HeadlineAfterText);
        }
    }
}
