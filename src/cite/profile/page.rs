//! Pages: what an office's own pages carry around their articles, in its own words.
//!
//! It is data of the institution like the names of its bodies, so it stands in the same file.
//! Lines are kept as they are written; whoever reads pages compares them in his own way.
//!
//! Not here: any use of them (`import::furniture`), for no citation depends on a page.

use serde::Deserialize;
use toml::Spanned;

use super::ProfileError;
use crate::cite::institutions::written;

/// What the pages of an office carry around their articles.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Page {
    /// Lines that are nothing of the article.
    pub noise: Vec<String>,
    /// What such lines begin with.
    pub noise_starts: Vec<String>,
    /// Headings of lists of other articles, which run to the end of the page.
    pub lists: Vec<String>,
    /// Headings of those that end where the article goes on.
    pub boxes: Vec<String>,
    /// Lines of articles that are taken for something of the page.
    pub keep: Vec<String>,
    /// What stands before those who wrote an article.
    pub authors: Vec<String>,
    /// What stands before where it was taken from.
    pub sources: Vec<String>,
    /// What captions begin with.
    pub captions: Vec<String>,
}

/// The same as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawPage {
    /// Whole lines.
    noise: Vec<Spanned<String>>,
    /// Beginnings of lines.
    noise_starts: Vec<Spanned<String>>,
    /// Whole lines.
    lists: Vec<Spanned<String>>,
    /// Whole lines.
    boxes: Vec<Spanned<String>>,
    /// Whole lines.
    keep: Vec<Spanned<String>>,
    /// Labels.
    authors: Vec<Spanned<String>>,
    /// Labels.
    sources: Vec<Spanned<String>>,
    /// Beginnings of lines.
    captions: Vec<Spanned<String>>,
}

/// Takes over what is written; a line of nothing would fit anything.
pub(super) fn page(raw: &RawPage) -> Result<Page, ProfileError> {
    Ok(Page {
        noise: written(&raw.noise)?,
        noise_starts: written(&raw.noise_starts)?,
        lists: written(&raw.lists)?,
        boxes: written(&raw.boxes)?,
        keep: written(&raw.keep)?,
        authors: written(&raw.authors)?,
        sources: written(&raw.sources)?,
        captions: written(&raw.captions)?,
    })
}
