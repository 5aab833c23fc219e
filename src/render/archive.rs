//! The archive's values: what templates see of directives, committees and years.
//!
//! Plain structs that are made for one page and turned into a [`Value`] there and then:
//! a hundred thousand of them at once would cost more memory than all the rest. Where it
//! is only asked whether a page still shows the same, they are hashed as they are. Each
//! field is described in docs/templates.md.
//!
//! **Invariant:** a summary holds no list, so that a page grows with what it shows and
//! not with what that is linked to.
//!
//! Not here: which pages there are (`plan`), what they say (`catalog::archive`).

mod article;
mod committee;
mod directive;
mod lists;
mod shared;
mod year;

use tera::Value;

use crate::card::ArticleCard;
use crate::catalog::archive::Archive;
use crate::plan::PAGER_WORD;

pub use article::{ArticleFacts, ArticlePage, article};
pub use committee::committee;
pub use directive::{ambiguity, directive};
pub use lists::{Orders, committees_by_letter, directives_by_type, years_in_order};
pub use shared::{
    article as article_summary, committee as committee_summary, directive as directive_summary,
};
pub use year::{year, year_summary};

/// The three kinds of page, each below its own word of the path.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Hash)]
pub enum Shelf {
    /// Directives, and the pages that tell namesakes apart.
    Directives,
    /// Committees.
    Committees,
    /// Years.
    Years,
}

/// Where a page of the site stands.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct Address {
    /// The whole address: `https://example.org/van-ban/25-nq-tw/`.
    pub permalink: String,
    /// The address below the site's base: `/van-ban/25-nq-tw/`.
    pub path: String,
}

impl Address {
    /// The whole address of one of its pagers, from 1.
    fn pager(&self, number: usize) -> String {
        match number {
            1 => self.permalink.clone(),
            _ => format!("{}{PAGER_WORD}/{number}/", self.permalink),
        }
    }
}

/// What the archive's values need of the site: the archive, the cards, the addresses.
pub trait Holdings {
    /// The archive.
    fn archive(&self) -> &Archive;
    /// The card of an article.
    fn card(&self, article: u32) -> &ArticleCard;
    /// Where an article stands.
    fn article(&self, article: u32) -> Address;
    /// Where a page of the archive stands: `25-nq-tw` among the directives, `2013` among
    /// the years.
    fn page(&self, shelf: Shelf, slug: &str) -> Address;
}

/// Turns a struct into a value, with the record's rendered prose as its `content`.
pub fn with_content(value: &impl serde::Serialize, content: Option<&str>) -> Value {
    let value = Value::from_serializable(value);
    let Some(mut map) = value.as_map().cloned() else { return value };
    let content = content.map_or(Value::none(), Value::safe_string);
    map.insert("content".into(), content);
    Value::from(map)
}

#[cfg(test)]
mod tests;
