//! Which articles are alike: those that cite the same directives at about the same time.
//!
//! Found when a page asks for them: for all articles together that is a quarter of the time that
//! the archive takes, and after an edit one page is asked for first.

use rustc_hash::FxHashMap;

use super::DirectiveId;

/// Articles to either side, in time, among which one looks for its like.
///
/// A directive cited by thousands makes thousands alike; those of the same weeks are
/// the ones worth reading next, and the work stays in proportion to the mentions.
const NEIGHBOURS: usize = 40;

/// How many similar articles a page lists.
const SIMILAR: usize = 5;

/// Who cites what, in the order of time.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Likeness {
    /// For each article the directives that it cites, each once.
    cited: Vec<Vec<DirectiveId>>,
    /// For each directive the places in time of the articles that cite it, in order.
    citing: Vec<Vec<u32>>,
}

impl Likeness {
    /// Gathers who cites what; `newest` holds the articles newest first.
    pub fn of(cited: Vec<Vec<DirectiveId>>, newest: &[u32]) -> Likeness {
        let n_directives = cited.iter().flatten().map(|id| id.0 as usize + 1).max().unwrap_or(0);
        let mut citing: Vec<Vec<u32>> = vec![Vec::new(); n_directives];
        for (rank, &article) in newest.iter().enumerate() {
            cited[article as usize].iter().for_each(|id| citing[id.0 as usize].push(rank as u32));
        }
        Likeness { cited, citing }
    }

    /// The articles that share most citations with one, by place in time, with how many: most
    /// first, then the nearest. `rank` is the article's own place in time.
    pub fn near(&self, article: u32, rank: u32) -> Vec<(u32, u32)> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for id in &self.cited[article as usize] {
            let ranks = &self.citing[id.0 as usize];
            let own = ranks.partition_point(|&other| other < rank);
            let window = own.saturating_sub(NEIGHBOURS)..(own + NEIGHBOURS + 1).min(ranks.len());
            ranks[window].iter().for_each(|&other| *counts.entry(other).or_default() += 1);
        }
        counts.remove(&rank);
        let mut near: Vec<(u32, u32)> = counts.into_iter().collect();
        let key =
            |&(other, count): &(u32, u32)| (std::cmp::Reverse(count), other.abs_diff(rank), other);
        if SIMILAR < near.len() {
            near.select_nth_unstable_by_key(SIMILAR, key);
            near.truncate(SIMILAR);
        }
        near.sort_unstable_by_key(key);
        near
    }
}
