//! The sitemap: which addresses it lists, and the files that it takes.
//!
//! Not here: its XML, which a template writes (`render`).

use super::Plan;
use crate::catalog::DocId;

/// An entry of the sitemap.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub struct SitemapEntry {
    /// The address.
    pub permalink: String,
    /// When it was last changed, as written.
    pub updated: Option<String>,
    /// The page or section it is, if it is one.
    pub doc: Option<DocId>,
}

/// Entries in one sitemap file, below the 50,000 that search engines read.
pub(super) const SITEMAP_LIMIT: usize = 30_000;

/// The part of the sitemap's entries that a file of it holds.
pub fn sitemap_part(plan: &Plan, part: Option<usize>) -> &[SitemapEntry] {
    match part {
        None => &plan.sitemap,
        Some(part) => {
            let start = (part - 1) * SITEMAP_LIMIT;
            &plan.sitemap[start..(start + SITEMAP_LIMIT).min(plan.sitemap.len())]
        }
    }
}

/// How many files a sitemap has; 1 means that it is whole.
pub fn n_sitemaps(plan: &Plan) -> usize {
    plan.sitemap.len().div_ceil(SITEMAP_LIMIT).max(1)
}
