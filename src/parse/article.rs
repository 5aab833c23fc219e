//! Articles: the citations of a page in the archive's section.

use std::ops::Range;

use crate::card::{ArticleCard, CardMention, CardStatement, Quote};
use crate::cite::{self, About, Citations, PartialDate, Profile};
use crate::config::Config;
use crate::parse::front::PageFront;
use crate::parse::markdown::{self, Plain};
use crate::parse::{Doc, Front};

/// Whether a doc is an article: a page below the archive's section, in its language.
pub fn is_article(doc: &Doc, config: &Config) -> bool {
    let Some(archive) = &config.archive else { return false };
    let lang = archive.language.as_deref().unwrap_or(&config.default_language);
    let inside = doc.relative.strip_prefix(archive.section.trim_matches('/'));
    matches!(doc.front, Front::Page(_))
        && inside.is_some_and(|rest| rest.starts_with('/'))
        && *doc.lang == *lang
}

/// Reads an article's citations from its Markdown.
///
/// The title is read along, since a short form in the text may lean on it, but
/// only what stands in the text becomes a mention.
pub fn read(doc: &Doc, profile: &Profile, config: &Config) -> ArticleCard {
    let Front::Page(front) = &doc.front else { return ArticleCard::default() };
    let events = markdown::events(doc.markdown(), &config.markdown);
    let plain = markdown::plain(&events);
    let title = front.title.clone().unwrap_or_default();
    let lead = title.len() + 2;
    let citations = cite::cite(&format!("{title}\n\n{}", plain.text), profile, &about(front));
    let (mentions, statements) = body_only(citations, lead, &plain, doc);
    ArticleCard {
        file: doc.file.to_string(),
        title,
        date: date(front),
        place: front.archive.place.clone(),
        mentions,
        statements,
    }
}

/// What an article's front matter says that short forms lean on.
pub fn about(front: &PageFront) -> About {
    About {
        date: front.date.as_ref().map(|stamp| stamp.date()),
        year: front.archive.year.or(front.date.as_ref().map(|stamp| stamp.year)),
        place: front.archive.place.clone(),
        bodies: front.archive.bodies.clone(),
    }
}

/// When an article appeared, as precisely as its front matter says.
fn date(front: &PageFront) -> Option<PartialDate> {
    if let Some(stamp) = &front.date {
        let (month, day) = (Some(stamp.month), Some(stamp.day));
        return Some(PartialDate { year: stamp.year, month, day });
    }
    let year = front.archive.year?;
    Some(PartialDate { year, month: front.archive.month, day: None })
}

/// Drops what the title cites and moves the rest to where it stands in the text.
fn body_only(
    citations: Citations,
    lead: usize,
    plain: &Plain,
    doc: &Doc,
) -> (Vec<CardMention>, Vec<CardStatement>) {
    let dropped = citations.mentions.partition_point(|mention| mention.span.start < lead);
    let back =
        |range: &Range<usize>| range.start.saturating_sub(lead)..range.end.saturating_sub(lead);
    let mut mentions = Vec::new();
    for (index, mut mention) in citations.mentions.into_iter().skip(dropped).enumerate() {
        mention.span = back(&mention.span);
        for nested in &mut mention.nested {
            nested.span = back(&nested.span);
        }
        let source = plain.source(&mention.span);
        mentions.push(CardMention {
            quote: quote(&plain.text, &mention.span),
            anchor: format!("m-{}", index + 1),
            source: doc.body.start + source.start..doc.body.start + source.end,
            mention,
        });
    }
    let inside =
        |statement: &cite::Statement| dropped <= statement.subject && dropped <= statement.object;
    let statements =
        citations.statements.into_iter().filter(inside).map(|statement| CardStatement {
            subject: statement.subject - dropped,
            relation: statement.relation,
            object: statement.object - dropped,
            quote: quote(&plain.text, &back(&statement.evidence)),
        });
    // A card lives as long as the site: room that nothing will fill would be kept for each
    // article.
    mentions.shrink_to_fit();
    let mut statements: Vec<CardStatement> = statements.collect();
    statements.shrink_to_fit();
    (mentions, statements)
}

/// Quotes words in their sentence, with white space folded.
fn quote(text: &str, words: &Range<usize>) -> Quote {
    let sentence = cite::sentence(text, words.clone());
    let fold = |part: &str| -> String {
        let mut folded = String::with_capacity(part.len());
        for c in part.chars() {
            match c.is_whitespace() {
                true if folded.ends_with(' ') => {}
                true => folded.push(' '),
                false => folded.push(c),
            }
        }
        folded
    };
    Quote {
        before: fold(&text[sentence.start..words.start]).trim_start().to_string(),
        text: fold(&text[words.clone()]),
        after: fold(&text[words.end..sentence.end]).trim_end().to_string(),
    }
}
