//! The title: finds the headline's line, or makes a headline, and drops what stands above it.
//!
//! Not here: which of several lines looks most like a headline (`headline`), and further
//! prints of it (`repetitions`).

use crate::import::caption;
use crate::import::credit;
use crate::import::dating::Spot;
use crate::import::headline::{self, starts_folded};
use crate::import::line::{Class, Shape, ends_a_sentence};
use crate::import::noise::fold;
use crate::import::reason::Reason;
use crate::import::recognise::Metadata;
use crate::import::recognise::alone::place_and_date;
use crate::import::recognise::head::pieces_of_a_stamp;
use crate::import::recognise::work::Work;
use crate::import::stamp;

/// Finds the headline, or makes one from the lead, and drops what stands above it.
pub(super) fn find_title(work: &mut Work, metadata: &Metadata) {
    let first_prose = work.first_prose();
    let lead_end = first_prose.unwrap_or(work.lines.len());
    let prose: Vec<&str> = work
        .lines
        .iter()
        .filter(|l| l.is_open() && l.is_prose())
        .map(|l| l.text.as_str())
        .collect();
    let stated = metadata.title.as_deref().and_then(|title| {
        work.lines[..lead_end]
            .iter()
            .position(|line| line.class != Class::Blank && (fold(&line.text) == fold(title)))
    });
    let candidates = title_candidates(work, lead_end);
    let chosen = match &metadata.title {
        Some(_) => stated,
        None => headline::choose(&work.lines, &candidates, &prose),
    };
    match (chosen, &metadata.title) {
        (Some(index), _) => {
            let text = work.lines[index].text.trim_end_matches(['.', ' ']);
            let dotted = text.trim_start_matches('.').trim_start();
            work.title = if text.starts_with("..") { text } else { dotted }.to_string();
            work.lines[index].set(Class::Title, Reason::Headline);
            work.title_index = Some(index);
            claim_credit_above(work, index);
            drop_above(work, index);
            claim_first_print(work, index);
        }
        (None, Some(title)) => {
            work.title = title.clone();
            work.derived.push("title: from the page's metadata".to_string());
        }
        (None, None) if headline_with_its_date(work, lead_end) => {}
        (None, None) => {
            let of_page = |index: &usize| {
                headline::is_of_letterhead(&work.lines, *index)
                    || place_and_date(&work.lines, *index).is_some()
                    || caption::is_certain(&work.lines[*index].text)
                    || is_note_on_a_name(&work.lines[*index].text)
            };
            let text = (0..work.lines.len()).filter(|index| !of_page(index));
            let lead = text
                .map(|index| &work.lines[index])
                .find(|line| line.is_open() && 8 <= line.text.split(' ').count());
            let lead = lead.or_else(|| work.lines.iter().find(|line| line.is_open()));
            work.title = lead.map(|lead| headline::derive(&lead.text)).unwrap_or_default();
            work.title_is_made = true;
            work.derived.push("title: from the lead, as the page has no headline".to_string());
        }
    }
}

/// Takes the only line above the lead that ends in a date as the headline, where no other
/// could be one: `Những đêm trắng (08/04/2010)`. Among other lines it would be a teaser.
fn headline_with_its_date(work: &mut Work, lead_end: usize) -> bool {
    let mut dated = (0..lead_end).filter(|&at| work.lines[at].reason == Reason::DatedTeaser);
    let (Some(index), None) = (dated.next(), dated.next()) else { return false };
    let text = work.lines[index].text.clone();
    let Some(open) = text.rfind(['(', '[']) else { return false };
    let Some(stamp) = stamp::read(&text[open..]).filter(stamp::is_bare) else { return false };
    work.title = text[..open].trim_end().to_string();
    work.lines[index].text = work.title.clone();
    work.lines[index].set(Class::Title, Reason::Headline);
    work.title_index = Some(index);
    work.clues.push((Spot::BelowTitle, stamp));
    drop_above(work, index);
    true
}

/// The open lines that could be the headline.
///
/// Where a text starts with a sentence, what follows it is no headline, unless the
/// page repeats it or marks it as a heading.
fn title_candidates(work: &Work, lead_end: usize) -> Vec<usize> {
    let sentence = work.lines[..lead_end].iter().position(|line| {
        line.is_open()
            && 45 <= line.length()
            && ends_a_sentence(&line.text)
            && !line.text.ends_with(':')
    });
    let folded: Vec<String> = work.lines.iter().map(|line| fold(&line.text)).collect();
    (0..lead_end)
        .filter(|&index| {
            let line = &work.lines[index];
            let repeated = || {
                let own = folded[index].as_str();
                let mut others = folded.iter().enumerate().filter(|(other, _)| *other != index);
                !own.is_empty() && others.any(|(_, other)| other.starts_with(own))
            };
            let marked = matches!(line.shape, Shape::Heading(1));
            let after_sentence = sentence.is_some_and(|sentence| sentence < index);
            // `Hồng Phúc - 30/06/2022 21:10` names an author and an hour.
            let stamped = stamp::read(&line.text)
                .is_some_and(|stamp| stamp.has_hour && stamp.rest.split(' ').count() <= 6);
            let framed = work.lines[..index].iter().rev().find(|line| line.class != Class::Blank);
            // `Trường Chính trị tỉnh Quảng Nam` below a name is where its bearer works.
            let seat = credit::is_named_seats(&line.text)
                && framed.filter(|above| above.is_open()).is_some_and(|above| {
                    credit::read(&above.text).is_some_and(|credit| !credit.authors.is_empty())
                });
            line.is_open()
                && !stamped
                // So the preamble of a document starts, every line of it.
                && !line.text.starts_with("Căn cứ ")
                && !headline::is_of_letterhead(&work.lines, index)
                && place_and_date(&work.lines, index).is_none()
                && !seat
                && !credit::is_scholar_with_office(&line.text)
                && !is_note_on_a_name(&line.text)
                && !caption::tells_when(&line.text)
                && !framed.is_some_and(|above| caption::stands_under_a_picture(line, above))
                && !caption::is_certain(&line.text)
                && pieces_of_a_stamp(&line.text).is_none()
                && (!after_sentence || marked || repeated())
                && credit::read(&line.text)
                    .is_none_or(|credit| !credit.stated && 6 <= line.text.split(' ').count())
        })
        .collect()
}

/// Whether a line is the note to which a mark behind an author's name leads: `(*) Học viện …`.
fn is_note_on_a_name(text: &str) -> bool {
    text.starts_with("(*")
}

/// Takes the byline that stands with the stamp above the headline: `Tác giả: Trần Hà`.
fn claim_credit_above(work: &mut Work, title: usize) {
    let shown = (0..title).rev().filter(|&at| work.lines[at].class != Class::Blank);
    let near: Vec<usize> = shown.take(4).collect();
    if !near.iter().any(|&at| work.lines[at].class == Class::Stamp) {
        return;
    }
    for at in near {
        let credit = credit::read(&work.lines[at].text)
            .filter(|credit| credit.stated && !credit.posted && !credit.authors.is_empty());
        if let Some(credit) = credit.filter(|_| work.lines[at].is_open()) {
            work.credits.push(credit);
            work.lines[at].set(Class::Byline, Reason::Credit);
        }
    }
}

/// Drops the lines above the headline: menus, kickers, the names of sections.
fn drop_above(work: &mut Work, title: usize) {
    let name = work.title.clone();
    // The head of a document is its text, whatever line of it was taken for the headline.
    let top = headline::letterhead(&work.lines, title).unwrap_or(title);
    for line in &mut work.lines[..top] {
        if line.is_open() && !line.is_prose() {
            let repeated = starts_folded(&line.text, &name);
            line.set(
                Class::Noise,
                if repeated { Reason::RepeatedHeadline } else { Reason::AboveHeadline },
            );
        }
    }
}

/// Calls the first of several prints of the headline the headline.
fn claim_first_print(work: &mut Work, chosen: usize) {
    let name = fold(&work.lines[chosen].text);
    let first = work.lines[..chosen].iter().position(|line| fold(&line.text) == name);
    if let Some(first) = first {
        work.lines[first].set(Class::Title, Reason::Headline);
        work.lines[chosen].set(Class::Noise, Reason::RepeatedHeadline);
    }
}
