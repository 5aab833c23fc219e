//! Articles: the citations of a page in the archive's section.

use std::ops::Range;
use std::sync::Arc;

use crate::card::stored::Citations;
use crate::card::{ArticleCard, CardMention, CardStatement, Quote};
use crate::cite::{self, About, Mention, PartialDate, Profile};
use crate::config::Config;
use crate::diag::Diags;
use crate::parse::front::PageFront;
use crate::parse::markdown::{self, Plain};
use crate::parse::{Doc, Front, Site};
use crate::text::{self, Interner};

/// Whether a doc is an article: a page below the archive's section, in its language.
pub fn is_article(doc: &Doc, config: &Config) -> bool {
    let Some(archive) = &config.archive else { return false };
    let lang = archive.language.as_deref().unwrap_or(&config.default_language);
    let inside = doc.relative.strip_prefix(archive.section.trim_matches('/'));
    matches!(doc.front, Front::Page(_))
        && inside.is_some_and(|rest| rest.starts_with('/'))
        && *doc.lang == *lang
}

/// Makes an article's card, with the citations that an earlier run read in the same bytes if there
/// are any; `print` is their hash.
pub fn read(doc: &Doc, print: u64, profile: &Profile, site: Site) -> ArticleCard {
    let Front::Page(front) = &doc.front else { return ArticleCard::default() };
    let known = site.cards.find(&doc.file, print, site.names);
    let (mentions, statements) = known.unwrap_or_else(|| cited(doc, front, profile, site));
    ArticleCard {
        file: doc.file.clone(),
        title: front.title.clone().unwrap_or_default(),
        date: date(front),
        place: front.archive.place.clone(),
        mentions,
        statements,
    }
}

/// Reads an article's citations from its Markdown.
///
/// The title is read along, since a short form in the text may lean on it, but
/// only what stands in the text becomes a mention.
fn cited(doc: &Doc, front: &PageFront, profile: &Profile, site: Site) -> Citations {
    let markdown = doc.markdown();
    let events = markdown::events(&markdown, &site.config.markdown);
    let plain = markdown::plain(&events);
    let title = front.title.as_deref().unwrap_or_default();
    let lead = title.len() + 2;
    let found = cite::cite(&format!("{title}\n\n{}", plain.text), profile, &about(front));
    body_only(found, lead, &plain, doc, site.names, profile)
}

/// Tells of names under `bodies` that are no body's: they would complete nothing.
pub fn check_bodies(doc: &Doc, profile: &Profile, diags: &mut Diags) {
    let Front::Page(front) = &doc.front else { return };
    for name in front.archive.bodies.iter().filter(|name| !cite::is_body(name, profile)) {
        let text = doc.text();
        let at = text[..doc.body.start].find(name.as_str()).unwrap_or_default();
        diags.not_a_body(doc.span(at..at + name.len()), name);
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
    citations: cite::Citations,
    lead: usize,
    plain: &Plain,
    doc: &Doc,
    names: &Interner,
    profile: &Profile,
) -> Citations {
    let dropped = citations.mentions.partition_point(|mention| mention.span.start < lead);
    let back =
        |range: &Range<usize>| range.start.saturating_sub(lead)..range.end.saturating_sub(lead);
    let mut sentences = Sentences { text: &plain.text, profile, last: None };
    let mut mentions = Vec::new();
    for (index, mention) in citations.mentions.into_iter().skip(dropped).enumerate() {
        let mention = Mention { span: back(&mention.span), ..mention };
        let quote = sentences.quote(&mention.span);
        let source = plain.source(&mention.span);
        let source = doc.body.start + source.start..doc.body.start + source.end;
        mentions.push(CardMention::new(&mention, index + 1, &source, quote, names));
    }
    let inside =
        |statement: &cite::Statement| dropped <= statement.subject && dropped <= statement.object;
    let statements =
        citations.statements.into_iter().filter(inside).map(|statement| CardStatement {
            subject: statement.subject - dropped,
            relation: statement.relation,
            object: statement.object - dropped,
            quote: sentences.quote(&back(&statement.evidence)),
        });
    (mentions.into(), statements.collect())
}

/// Quotes words of a text in their sentences; those of one sentence share it.
struct Sentences<'a> {
    /// The text.
    text: &'a str,
    /// What its language abbreviates.
    profile: &'a Profile,
    /// The sentence that was quoted last, by its bytes.
    last: Option<(Range<usize>, Arc<str>)>,
}

impl Sentences<'_> {
    /// Quotes words in their sentence, with white space folded.
    fn quote(&mut self, words: &Range<usize>) -> Quote {
        let holds =
            |sentence: &Range<usize>| sentence.start <= words.start && words.end <= sentence.end;
        let (sentence, folded) = match self.last.take().filter(|(last, _)| holds(last)) {
            Some(last) => last,
            None => {
                let sentence = cite::sentence(self.text, words.clone(), self.profile);
                let sentence = text::trim_range(self.text, sentence);
                let sentence = sentence.start.min(words.start)..sentence.end.max(words.end);
                let written = &self.text[sentence.clone()];
                let folded: Arc<str> = match is_folded(written) {
                    true => written.into(),
                    false => folded(written).collect::<String>().into(),
                };
                (sentence, folded)
            }
        };
        // Folding never lengthens: where nothing was lost, nothing moved.
        let at = match folded.len() == sentence.len() {
            true => words.start - sentence.start..words.end - sentence.start,
            false => {
                let length = |text: &str| self::folded(text).map(char::len_utf8).sum::<usize>();
                let start = length(&self.text[sentence.start..words.start]);
                start..start + length(&self.text[words.clone()])
            }
        };
        self.last = Some((sentence, folded.clone()));
        Quote::new(folded, &at)
    }
}

/// Whether a text surely has no white space but single blanks; nearly every sentence is so, and
/// this looks at bytes alone.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a branch, so that many are looked at in one step.
    let may_be_blank = |first: u8, second: u8| {
        (first == b' ') & (second == b' ')
            | (b'\t'..=b'\r').contains(&first)
            // How every white space beyond ASCII begins.
            | (first == 0xC2) & ((second == 0x85) | (second == 0xA0))
            | (first == 0xE1) & (second == 0x9A)
            | (first == 0xE2) & ((second == 0x80) | (second == 0x81))
            | (first == 0xE3) & (second == 0x80)
    };
    let next = bytes.get(1..).unwrap_or_default();
    let inside = bytes.iter().zip(next);
    let found = inside.fold(false, |found, (&first, &second)| found | may_be_blank(first, second));
    !found && bytes.last().is_none_or(|&last| !may_be_blank(last, 0))
}

/// The characters of a text, with each run of white space as one blank.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let mut is_blank = false;
    text.chars().filter_map(move |c| {
        let was_blank = std::mem::replace(&mut is_blank, c.is_whitespace());
        match is_blank {
            true => (!was_blank).then_some(' '),
            false => Some(c),
        }
    })
}

#[cfg(test)]
mod tests;
