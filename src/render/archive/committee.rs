//! A committee's page.

use serde::Serialize;

use super::Holdings;
use super::shared::{self, Bar, CitingYear, CommitteeSummary, DirectiveSummary, FormCount};
use crate::catalog::archive::{CommitteeId, periods};
use crate::render::values::Pager;

/// All that a committee's page shows.
#[derive(Debug, Hash, Serialize)]
pub struct CommitteePage {
    /// What its summary holds.
    #[serde(flatten)]
    summary: CommitteeSummary,
    /// Whether an authority record describes it.
    record: bool,
    /// The bodies above it, the highest first.
    path_above: Vec<CommitteeSummary>,
    /// The bodies below it, by name.
    children: Vec<CommitteeSummary>,
    /// Every name seen, most frequent first.
    forms: Vec<FormCount>,
    /// Other names by its record.
    aliases: Vec<String>,
    /// The bodies that it took over from.
    follows: Vec<CommitteeSummary>,
    /// The bodies that took over from it.
    followed_by: Vec<CommitteeSummary>,
    /// What it issued, newest first.
    issued: Vec<DirectiveSummary>,
    /// The date of the first article that names it.
    first_cited: Option<String>,
    /// The date of the last.
    last_cited: Option<String>,
    /// Mentions by year.
    chart: Vec<Bar>,
    /// Each mention in its sentence.
    years: Vec<CitingYear>,
}

/// A body with all that one of its pagers shows.
pub fn committee(holdings: &dyn Holdings, id: CommitteeId, pager: &Pager) -> CommitteePage {
    let archive = holdings.archive();
    let committee = &archive.committees[id.0 as usize];
    let summaries = |ids: &[CommitteeId]| -> Vec<CommitteeSummary> {
        ids.iter().map(|&id| shared::committee(holdings, id)).collect()
    };
    let issued = pager.slice(&committee.issued).iter().map(|&id| shared::directive(holdings, id));
    CommitteePage {
        summary: shared::committee(holdings, id),
        record: committee.record.is_some(),
        path_above: summaries(&archive.above(id)),
        children: summaries(pager.slice(&committee.children)),
        forms: shared::forms(&committee.forms),
        aliases: committee.aliases.clone(),
        follows: summaries(&committee.follows),
        followed_by: summaries(&committee.followed_by),
        issued: issued.collect(),
        first_cited: committee.cited.first.map(periods::iso),
        last_cited: committee.cited.last.map(periods::iso),
        chart: shared::chart(holdings, &committee.cited),
        years: shared::citing_years(holdings, shared::mentions_of(pager, &committee.mentions)),
    }
}
