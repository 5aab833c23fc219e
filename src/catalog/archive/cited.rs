//! How often and when something was cited, as far as the articles are dated.

use std::collections::BTreeMap;

use super::MentionRef;
use super::identity::Evidence;
use crate::cite::PartialDate;

/// How often and when a directive or a committee was cited.
///
/// Each pager of its page shows this, so it is counted once and not for each of them.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct Cited {
    /// In how many articles.
    pub n_articles: usize,
    /// The date of the first dated article.
    pub first: Option<PartialDate>,
    /// The date of the last dated article.
    pub last: Option<PartialDate>,
    /// How many mentions each year has, by year; years without one are left out.
    pub years: Vec<(i16, usize)>,
}

impl Cited {
    /// Counts mentions, of which those of one article lie together.
    pub fn by(evidence: &Evidence, mentions: &[MentionRef]) -> Cited {
        let mut cited = Cited::default();
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        for mentions in mentions.chunk_by(|a, b| a.article == b.article) {
            cited.n_articles += 1;
            let Some(date) = evidence.dates[mentions[0].article as usize] else { continue };
            cited.first = cited.first.into_iter().chain([date]).min();
            cited.last = cited.last.into_iter().chain([date]).max();
            *years.entry(date.year).or_default() += mentions.len();
        }
        cited.years = years.into_iter().collect();
        cited
    }
}
