//! What the edit of one content file means for the rest of the site.
//!
//! **Invariant:** where the catalog is said to stand, making it anew of the new reading would
//! give the same. What is compared is all that there is but a few named things, so that what
//! comes to front matter or cards later counts until somebody looks at it.
//!
//! Not here: what is done about it (`rebuild`).

use crate::card::ArticleCard;
use crate::parse::front::{PageFront, SortBy};
use crate::parse::{Doc, Front};
use crate::render::Site;

/// How far the edit of a doc reaches.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Effect {
    /// Its text changed, and nothing that other pages may know of it.
    Text,
    /// Words of it changed that other pages show, such as its title; each page and list stays
    /// where it was.
    Words,
    /// Anything else.
    Site,
}

/// What the edit of a doc means, given both its readings.
pub fn effect(old: &Doc, new: &Doc, site: &Site) -> Effect {
    let cards = (old.article.as_ref(), new.article.as_ref());
    if old.links != new.links || !has_same_place(cards) {
        return Effect::Site;
    }
    let is_front_same = old.prints.front == new.prints.front;
    match (&old.front, &new.front) {
        _ if is_front_same && reads_same(cards) => Effect::Text,
        (Front::Page(old), Front::Page(new))
            if placing(old) == placing(new) && (old.title == new.title || !sorts_titles(site)) =>
        {
            Effect::Words
        }
        _ => Effect::Site,
    }
}

/// Front matter without what is only shown.
fn placing(front: &PageFront) -> PageFront {
    PageFront {
        title: None,
        description: None,
        authors: Vec::new(),
        extra: serde_json::Map::new(),
        ..front.clone()
    }
}

/// Whether the order of pages anywhere depends on their titles.
fn sorts_titles(site: &Site) -> bool {
    site.catalog.sections.iter().any(|&id| {
        let by = site.catalog.doc(id).section().map(|front| front.sort_by);
        matches!(by, Some(SortBy::Title | SortBy::TitleBytes))
    })
}

/// A card without what is only shown: its title, and the sentences around its mentions.
fn placed(card: &ArticleCard) -> ArticleCard {
    let mut card = card.clone();
    card.title.clear();
    for mention in &mut card.mentions {
        *mention = mention.without_place();
        mention.quote = mention.quote.without_sentence();
    }
    card
}

/// Whether two cards make the same archive.
fn has_same_place(cards: (Option<&ArticleCard>, Option<&ArticleCard>)) -> bool {
    match cards {
        (Some(old), Some(new)) => placed(old) == placed(new),
        (old, new) => old.is_none() && new.is_none(),
    }
}

/// Whether two cards say the same, wherever in the text.
fn reads_same(cards: (Option<&ArticleCard>, Option<&ArticleCard>)) -> bool {
    let said = |card: &ArticleCard| {
        let mut card = card.clone();
        card.mentions.iter_mut().for_each(|mention| *mention = mention.without_place());
        card
    };
    match cards {
        (Some(old), Some(new)) => said(old) == said(new),
        (old, new) => old.is_none() && new.is_none(),
    }
}
