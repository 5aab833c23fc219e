//! Cards: all that any other page may know of a page without its body.
//!
//! The catalog is made from cards alone, so an edit that leaves a card as it was
//! cannot change another page.
//!
//! A site has a card for each article in memory at all times, ten mentions on each, so
//! what mentions have in common (a key, an issuer, a sentence) is kept once.
//!
//! Not here: how a card is made (`parse`).

pub mod stored;
pub mod known;

use std::ops::Range;
use std::sync::Arc;

use crate::cite::{Form, Kind, Mention, PartialDate, Relation, Resolution};
use crate::text::{self, Interner};

/// A sentence around a few words of it, as plain text in NFC.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct Quote {
    /// The sentence, with white space folded.
    sentence: Arc<str>,
    /// The bytes of the words in it.
    words: Range<u32>,
}

impl Quote {
    /// Quotes some words of a sentence, given their bytes.
    pub fn new(sentence: Arc<str>, words: &Range<usize>) -> Quote {
        let start = text::floor_boundary(&sentence, words.start);
        let end = text::floor_boundary(&sentence, words.end).max(start);
        Quote { sentence, words: compact(&(start..end)) }
    }

    /// The sentence before the words.
    pub fn before(&self) -> &str {
        &self.sentence[..self.words.start as usize]
    }

    /// The words themselves, as written.
    pub fn text(&self) -> &str {
        &self.sentence[self.words.start as usize..self.words.end as usize]
    }

    /// The rest of the sentence.
    pub fn after(&self) -> &str {
        &self.sentence[self.words.end as usize..]
    }

    /// What stands between an earlier quote and this one, if both are of one sentence.
    pub fn after_quote(&self, earlier: &Quote) -> Option<&str> {
        let between = earlier.words.end as usize..self.words.start as usize;
        let is_later = between.start <= between.end && self.sentence == earlier.sentence;
        self.sentence.get(between).filter(|_| is_later)
    }

    /// The words alone.
    pub fn without_sentence(&self) -> Quote {
        Quote::new(self.text().into(), &(0..self.text().len()))
    }
}

/// A range in a text, of which none that is read is longer than 4 GB.
fn compact(range: &Range<usize>) -> Range<u32> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    number(range.start)..number(range.end)
}

/// What the text around a mention says about the thing itself, as `cite::Evidence` has it.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct Stated {
    /// The type in words.
    pub type_name: Option<Arc<str>>,
    /// The number alone.
    pub number: Option<Arc<str>>,
    /// The code of the type.
    pub type_code: Option<Arc<str>>,
    /// The issuer's suffix.
    pub issuer_code: Option<Arc<str>>,
    /// When it was issued.
    pub date: Option<PartialDate>,
    /// The term of its issuer.
    pub term: Option<u8>,
    /// The key of the committee that issued it.
    pub issuer: Option<Arc<str>>,
    /// Its title as quoted.
    pub title: Option<Arc<str>>,
}

/// What is stated of a thing of which nothing is.
static NOTHING: Stated = Stated {
    type_name: None,
    number: None,
    type_code: None,
    issuer_code: None,
    date: None,
    term: None,
    issuer: None,
    title: None,
};

/// A mention on an article's card.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct CardMention {
    /// Its place among the article's mentions, from 1.
    pub number: u32,
    /// Directive or committee.
    pub kind: Kind,
    /// Full, short or by name.
    pub form: Form,
    /// The canonical key.
    pub key: Arc<str>,
    /// What the text says about it; none where that is nothing, as of most committees.
    stated: Option<Box<Stated>>,
    /// Why the text alone could not resolve it, in words for a person, where it could not.
    pub unresolved: Option<Arc<str>>,
    /// Keys of the bodies inside a body's name.
    pub nested: Box<[Arc<str>]>,
    /// Its bytes in the article's plain text.
    span: Range<u32>,
    /// Its bytes in the article's file, for diagnostics.
    source: Range<u32>,
    /// The sentence that holds it.
    pub quote: Quote,
}

impl CardMention {
    /// Puts a mention on a card.
    ///
    /// `number` counts from 1; `source` are its bytes in the file.
    pub fn new(
        mention: &Mention,
        number: usize,
        source: &Range<usize>,
        quote: Quote,
        names: &Interner,
    ) -> CardMention {
        let evidence = &mention.evidence;
        let keep = |text: &Option<String>| text.as_deref().map(|text| names.get(text));
        let stated = Stated {
            type_name: keep(&evidence.type_name),
            number: keep(&evidence.number),
            type_code: keep(&evidence.type_code),
            issuer_code: keep(&evidence.issuer_code),
            date: evidence.date,
            term: evidence.term,
            issuer: keep(&evidence.issuer),
            title: keep(&evidence.title),
        };
        CardMention {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            kind: mention.kind,
            form: mention.form,
            key: names.get(&mention.key),
            stated: (stated != NOTHING).then(|| Box::new(stated)),
            unresolved: match &mention.resolution {
                Resolution::Unresolved(why) => Some(names.get(why)),
                Resolution::Stated | Resolution::Resolved(_) => None,
            },
            nested: mention.nested.iter().map(|nested| names.get(&nested.key)).collect(),
            span: compact(&mention.span),
            source: compact(source),
            quote,
        }
    }

    /// What the text says about it.
    pub fn stated(&self) -> &Stated {
        self.stated.as_deref().unwrap_or(&NOTHING)
    }

    /// The id of its spot on the article's page: `m-1`, `m-2` … in the order of the text.
    pub fn anchor(&self) -> String {
        format!("m-{}", self.number)
    }

    /// Its bytes in the article's plain text.
    pub fn span(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }

    /// Its bytes in the article's file, for diagnostics.
    pub fn source(&self) -> Range<usize> {
        self.source.start as usize..self.source.end as usize
    }

    /// The mention without where it stands in its text.
    pub fn without_place(&self) -> CardMention {
        CardMention { span: 0..0, source: 0..0, ..self.clone() }
    }
}

/// A relation that an article's prose states between two of its mentions.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct CardStatement {
    /// The subject's place among the article's mentions.
    pub subject: usize,
    /// What the subject does to the object.
    pub relation: Relation,
    /// The object's place among the article's mentions.
    pub object: usize,
    /// The words that state it, in their sentence.
    pub quote: Quote,
}

/// What the archive knows of one article.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct ArticleCard {
    /// Its file below the site's root, for diagnostics.
    pub file: Arc<str>,
    /// Its title.
    pub title: String,
    /// When it appeared or what it reports took place, as precisely as is known.
    pub date: Option<PartialDate>,
    /// Where it speaks from.
    pub place: Option<String>,
    /// What it cites, in the order of its text.
    pub mentions: Box<[CardMention]>,
    /// What it says about how directives bear on one another.
    pub statements: Box<[CardStatement]>,
}
