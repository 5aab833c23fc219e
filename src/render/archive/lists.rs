//! The orders and groups of the three index pages.
//!
//! An order is a list of ids, so that a pager can cut its share before any value is made.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;

use super::Holdings;
use super::shared::{self, CommitteeSummary, DirectiveSummary};
use crate::catalog::archive::{Archive, CommitteeId, DirectiveId, collation};

/// Directives of one type.
#[derive(Debug, Hash, Serialize)]
pub struct TypeGroup {
    /// The type in words; none for those without.
    #[serde(rename = "type")]
    type_name: Option<String>,
    /// How many.
    count: usize,
    /// The directives by issuer.
    issuers: Vec<IssuerGroup>,
}

/// Directives of one type and issuer.
#[derive(Debug, Hash, Serialize)]
struct IssuerGroup {
    /// The issuer; none where it is not known.
    issuer: Option<CommitteeSummary>,
    /// How many.
    count: usize,
    /// The directives by number.
    directives: Vec<DirectiveSummary>,
}

/// Committees under one letter.
#[derive(Debug, Hash, Serialize)]
pub struct LetterGroup {
    /// The letter, upper case.
    letter: String,
    /// How many.
    count: usize,
    /// The committees by name.
    committees: Vec<CommitteeSummary>,
}

/// The orders of the lists that take long to sort, each sorted once for all of its pagers.
#[derive(Debug, Default)]
pub struct Orders {
    /// Of directives.
    directives: OnceLock<Vec<DirectiveId>>,
    /// Of committees.
    committees: OnceLock<Vec<CommitteeId>>,
}

impl Orders {
    /// All directives by type, issuer and number; those without a type last.
    pub fn directives(&self, archive: &Archive) -> &[DirectiveId] {
        self.directives.get_or_init(|| directives_in_order(archive))
    }

    /// All committees as a tree: each after the body above it, by name among its like.
    pub fn committees(&self, archive: &Archive) -> &[CommitteeId] {
        self.committees.get_or_init(|| committees_in_tree(archive))
    }
}

/// Sorts directives by type, issuer and number; those without a type last.
fn directives_in_order(archive: &Archive) -> Vec<DirectiveId> {
    let names: Vec<_> = archive.committees.iter().map(|body| collation::key(&body.name)).collect();
    let mut order: Vec<DirectiveId> =
        (0..archive.directives.len()).map(|id| DirectiveId(id as u32)).collect();
    order.sort_by_cached_key(|id| {
        let directive = &archive.directives[id.0 as usize];
        let type_name = directive.type_name.as_deref().map(collation::key);
        let issuer = directive.issuer.map(|issuer| names[issuer.0 as usize].clone());
        (
            (type_name.is_none(), type_name),
            (issuer.is_none(), issuer),
            collation::key(&directive.number),
            directive.date,
        )
    });
    order
}

/// Sorts committees as a tree: each after the body above it, by name among its like.
fn committees_in_tree(archive: &Archive) -> Vec<CommitteeId> {
    let mut roots: Vec<CommitteeId> = (0..archive.committees.len())
        .map(|id| CommitteeId(id as u32))
        .filter(|id| archive.committees[id.0 as usize].parent.is_none())
        .collect();
    roots.sort_by_cached_key(|id| collation::key(&archive.committees[id.0 as usize].name));
    roots.reverse();
    let (mut order, mut waiting) = (Vec::new(), roots);
    while let Some(id) = waiting.pop() {
        order.push(id);
        waiting.extend(archive.committees[id.0 as usize].children.iter().rev());
    }
    order
}

/// All years by place in the archive, newest first.
pub fn years_in_order(archive: &Archive) -> Vec<usize> {
    (0..archive.years.len()).rev().collect()
}

/// Some directives grouped by type and issuer, in the order given.
pub fn directives_by_type(holdings: &dyn Holdings, ids: &[DirectiveId]) -> Vec<TypeGroup> {
    let directives = &holdings.archive().directives;
    let of = |id: &DirectiveId| &directives[id.0 as usize];
    let issuer = |ids: &[DirectiveId]| IssuerGroup {
        issuer: of(&ids[0]).issuer.map(|issuer| shared::committee(holdings, issuer)),
        count: ids.len(),
        directives: ids.iter().map(|&id| shared::directive(holdings, id)).collect(),
    };
    let groups = ids.chunk_by(|a, b| of(a).type_name == of(b).type_name);
    groups
        .map(|ids| TypeGroup {
            type_name: of(&ids[0]).type_name.clone(),
            count: ids.len(),
            issuers: ids.chunk_by(|a, b| of(a).issuer == of(b).issuer).map(issuer).collect(),
        })
        .collect()
}

/// All committees from A to Z in Vietnamese order.
pub fn committees_by_letter(holdings: &dyn Holdings) -> Vec<LetterGroup> {
    let archive = holdings.archive();
    let mut letters: BTreeMap<collation::Key, Vec<CommitteeId>> = BTreeMap::new();
    for (id, committee) in archive.committees.iter().enumerate() {
        let letter = collation::key(&collation::initial(&committee.name));
        letters.entry(letter).or_default().push(CommitteeId(id as u32));
    }
    let name = |id: &CommitteeId| &archive.committees[id.0 as usize].name;
    let group = |mut ids: Vec<CommitteeId>| {
        ids.sort_by_cached_key(|id| collation::key(name(id)));
        LetterGroup {
            letter: collation::initial(name(&ids[0])),
            count: ids.len(),
            committees: ids.iter().map(|&id| shared::committee(holdings, id)).collect(),
        }
    };
    letters.into_values().map(group).collect()
}
