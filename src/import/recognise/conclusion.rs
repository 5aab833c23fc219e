//! The conclusion: what the judged lines say of the article, and what it leaves out.
//!
//! Not here: any further judgement of a line.

use crate::import::credit;
use crate::import::dating::{self, Clues, Spot};
use crate::import::line::{Class, Line, Shape};
use crate::import::noise::fold;
use crate::import::reason::Reason;
use crate::import::recognise::pieces::strip_caption_prefixes;
use crate::import::recognise::work::Work;
use crate::import::recognise::{Dropped, Metadata, Recognised};

/// Draws the conclusions from the judged lines.
pub(super) fn conclude(mut work: Work, metadata: &Metadata) -> Recognised {
    strip_caption_prefixes(&mut work);
    let body: Vec<&str> = work
        .lines
        .iter()
        .filter(|line| line.is_open() && !line.text.is_empty())
        .map(|line| line.text.as_str())
        .collect();
    let mut stamps = work.clues.clone();
    stamps.extend(metadata.published.clone().map(|stamp| (Spot::Metadata, stamp)));
    // A headline made from the lead tells nothing that the lead does not.
    let shown_title = if work.title_is_made { "" } else { work.title.as_str() };
    let clues = Clues { title: shown_title, stamps, issued: work.issued, paragraphs: body.clone() };
    let dated = dating::date(&clues);
    let mut derived = std::mem::take(&mut work.derived);
    if let Some(dated) = &dated {
        derived.push(format!("date: {}", dated.how));
    }
    let (authors, source) = credits(&work, metadata, &mut derived);
    let source = source.or_else(|| {
        let source = body.first().and_then(|lead| credit::lead_source(lead));
        source.inspect(|name| derived.push(format!("source: from `({name})` before the lead")))
    });
    let place = credit::place(&work.title, &body).map(|(place, how)| {
        derived.push(format!("place: {how}"));
        place
    });
    let mut texts = body.clone();
    texts.push(&work.title);
    let bodies = credit::bodies(&texts);
    let dropped = dropped(&work);
    Recognised {
        title: work.title,
        dated,
        authors,
        source,
        place,
        bodies,
        derived,
        lines: work.lines,
        dropped,
    }
}

/// The authors and the source that the credits name.
fn credits(
    work: &Work,
    metadata: &Metadata,
    derived: &mut Vec<String>,
) -> (Vec<String>, Option<String>) {
    let mut authors: Vec<String> = Vec::new();
    // Who put a text on the page counts only where nobody signed it.
    let signed = work.credits.iter().any(|credit| !credit.posted && !credit.authors.is_empty());
    let credits = work.credits.iter().filter(|credit| !(signed && credit.posted));
    for author in credits.flat_map(|credit| &credit.authors) {
        if !authors.iter().any(|known| fold(known) == fold(author)) {
            authors.push(author.clone());
        }
    }
    if authors.is_empty() && !metadata.authors.is_empty() {
        authors = metadata.authors.clone();
        derived.push("authors: from the page's metadata".to_string());
    }
    (authors, work.credits.iter().find_map(|credit| credit.source.clone()))
}

/// Lists what the article leaves out.
fn dropped(work: &Work) -> Vec<Dropped> {
    let mut dropped: Vec<Dropped> = work
        .lines
        .iter()
        .filter(|line| match line.class {
            Class::Noise | Class::Stamp => true,
            Class::Blank => line.reason != Reason::Unjudged,
            _ => false,
        })
        .map(|line| Dropped { line: line.number, reason: line.reason.clone(), text: words(line) })
        .collect();
    let kept = work.lines.iter().filter(|line| matches!(line.class, Class::Body | Class::Caption));
    let lost = |line: &Line| {
        let one = |address: &String| Dropped {
            line: line.number,
            reason: Reason::LostLink,
            text: address.clone(),
        };
        line.lost.iter().map(one).collect::<Vec<_>>()
    };
    dropped.extend(kept.flat_map(lost));
    dropped.extend(work.pieces.iter().cloned());
    dropped.sort_by_key(|dropped| dropped.line);
    dropped
}

/// A line's words for the report: a picture's are its address.
fn words(line: &Line) -> String {
    match &line.shape {
        Shape::Image { source, .. } => source.clone(),
        _ => line.text.clone(),
    }
}
