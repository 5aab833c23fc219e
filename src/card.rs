//! Cards: all that any other page may know of a page without its body.
//!
//! The catalog is made from cards alone, so an edit that leaves a card as it was
//! cannot change another page.
//!
//! Not here: how a card is made (`parse`).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::cite::{Mention, PartialDate, Relation};

/// A sentence around a few words of it, as plain text in NFC.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The sentence before the words.
    pub before: String,
    /// The words themselves, as written.
    pub text: String,
    /// The rest of the sentence.
    pub after: String,
}

/// A mention on an article's card.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct CardMention {
    /// What was found; its span counts in the article's plain text.
    pub mention: Mention,
    /// The sentence that holds it.
    pub quote: Quote,
    /// The id of its spot on the article's page: `m-1`, `m-2` … in the order of the text.
    pub anchor: String,
    /// Its bytes in the article's file, for diagnostics.
    pub source: Range<usize>,
}

/// A relation that an article's prose states between two of its mentions.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
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
    pub file: String,
    /// Its title.
    pub title: String,
    /// When it appeared or what it reports took place, as precisely as is known.
    pub date: Option<PartialDate>,
    /// Where it speaks from.
    pub place: Option<String>,
    /// What it cites, in the order of its text.
    pub mentions: Vec<CardMention>,
    /// What it says about how directives bear on one another.
    pub statements: Vec<CardStatement>,
}
