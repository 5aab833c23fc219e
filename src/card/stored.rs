//! Cards on disk: so that a text that did not change is not read for its citations again.
//!
//! Names stand in the bytes of a card wherever they are used, so that each card can be restored
//! by itself; they are put together again then.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleCard, CardMention, CardStatement, Quote, Stated};
use crate::cite::{Form, Kind, PartialDate, Relation};
use crate::text::Interner;

/// What an article cites and states.
pub type Citations = (Box<[CardMention]>, Box<[CardStatement]>);

/// The part of a card that is made from its text.
#[derive(Serialize, Deserialize)]
struct StoredCard<'a> {
    /// The sentences that are quoted, each once.
    #[serde(borrow)]
    sentences: Vec<&'a str>,
    /// What it cites.
    #[serde(borrow)]
    mentions: Vec<StoredMention<'a>>,
    /// What it states.
    statements: Vec<(usize, Relation, usize, StoredQuote)>,
}

/// A sentence's place in the list, and the bytes of the words in it.
type StoredQuote = (u32, u32, u32);

/// A mention.
#[derive(Serialize, Deserialize)]
struct StoredMention<'a> {
    /// Directive or committee.
    kind: Kind,
    /// Full, short or by name.
    form: Form,
    /// The key.
    key: &'a str,
    /// What is stated of it.
    #[serde(borrow)]
    stated: Option<StoredStated<'a>>,
    /// Why it is not resolved.
    unresolved: Option<&'a str>,
    /// Bodies inside its name.
    nested: Vec<&'a str>,
    /// Its bytes in the plain text.
    span: (u32, u32),
    /// Its bytes in the file.
    source: (u32, u32),
    /// Its sentence.
    quote: StoredQuote,
}

/// What is stated of a thing, in the order of [`Stated`].
#[derive(Serialize, Deserialize)]
struct StoredStated<'a> {
    /// The type in words, the number, the codes of type and issuer, the issuer and the title.
    #[serde(borrow)]
    words: [Option<&'a str>; 6],
    /// When it was issued.
    date: Option<PartialDate>,
    /// The term.
    term: Option<u8>,
}

impl ArticleCard {
    /// The bytes to keep of a card: what was made from its text.
    pub fn store(&self) -> Vec<u8> {
        let quotes = self.mentions.iter().map(|mention| &mention.quote);
        let quotes = quotes.chain(self.statements.iter().map(|statement| &statement.quote));
        let mut sentences: Vec<&str> = Vec::new();
        for quote in quotes {
            if !sentences.contains(&&*quote.sentence) {
                sentences.push(&quote.sentence);
            }
        }
        let place = |quote: &Quote| -> StoredQuote {
            let at = sentences.iter().position(|known| **known == *quote.sentence);
            (at.unwrap_or_default() as u32, quote.words.start, quote.words.end)
        };
        let mentions = self.mentions.iter().map(|mention| StoredMention {
            kind: mention.kind,
            form: mention.form,
            key: &mention.key,
            stated: mention.stated.as_deref().map(StoredStated::of),
            unresolved: mention.unresolved.as_deref(),
            nested: mention.nested.iter().map(|nested| &**nested).collect(),
            span: (mention.span.start, mention.span.end),
            source: (mention.source.start, mention.source.end),
            quote: place(&mention.quote),
        });
        let mentions = mentions.collect();
        let statements = self.statements.iter().map(|statement| {
            let CardStatement { subject, relation, object, quote } = statement;
            (*subject, *relation, *object, place(quote))
        });
        let statements = statements.collect();
        postcard::to_allocvec(&StoredCard { sentences, mentions, statements }).unwrap_or_default()
    }
}

impl<'a> StoredStated<'a> {
    /// What to keep.
    fn of(stated: &'a Stated) -> StoredStated<'a> {
        let Stated { type_name, number, type_code, issuer_code, date, term, issuer, title } =
            stated;
        let words = [type_name, number, type_code, issuer_code, issuer, title];
        StoredStated { words: words.map(Option::as_deref), date: *date, term: *term }
    }

    /// What was kept.
    fn restore(&self, names: &Interner) -> Stated {
        let words = self.words.map(|word| word.map(|word| names.get(word)));
        let [type_name, number, type_code, issuer_code, issuer, title] = words;
        let (date, term) = (self.date, self.term);
        Stated { type_name, number, type_code, issuer_code, date, term, issuer, title }
    }
}

/// What was kept of a card; none where the bytes are no such thing.
pub fn restore(bytes: &[u8], names: &Interner) -> Option<Citations> {
    let stored: StoredCard = postcard::from_bytes(bytes).ok()?;
    let sentences: Vec<Arc<str>> = stored.sentences.iter().map(|&text| text.into()).collect();
    let quote = |&(at, start, end): &StoredQuote| -> Option<Quote> {
        let sentence = sentences.get(at as usize)?.clone();
        Some(Quote::new(sentence, &(start as usize..end as usize)))
    };
    let mention = |(at, stored): (usize, &StoredMention)| -> Option<CardMention> {
        Some(CardMention {
            number: at as u32 + 1,
            kind: stored.kind,
            form: stored.form,
            key: names.get(stored.key),
            stated: stored.stated.as_ref().map(|stated| Box::new(stated.restore(names))),
            unresolved: stored.unresolved.map(|why| names.get(why)),
            nested: stored.nested.iter().map(|name| names.get(name)).collect(),
            span: stored.span.0..stored.span.1,
            source: stored.source.0..stored.source.1,
            quote: quote(&stored.quote)?,
        })
    };
    let statement =
        |&(subject, relation, object, ref at): &(usize, Relation, usize, StoredQuote)| {
            let is_there = subject.max(object) < stored.mentions.len();
            let quote = quote(at).filter(|_| is_there)?;
            Some(CardStatement { subject, relation, object, quote })
        };
    let mentions: Option<Vec<CardMention>> =
        stored.mentions.iter().enumerate().map(mention).collect();
    let statements: Option<Vec<CardStatement>> = stored.statements.iter().map(statement).collect();
    Some((mentions?.into(), statements?.into()))
}

#[cfg(test)]
mod tests;
