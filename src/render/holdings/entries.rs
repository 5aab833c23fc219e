//! Entries: the pages of the archive as a theme sees them that knows terms and no archives.

use crate::catalog::archive::{Archive, CommitteeId, DirectiveId, MentionRef};
use crate::plan::ArchiveKind;
use crate::render::values::Pager;

/// One page of the archive as a term: its name, its path word, and where it is cited.
pub(super) struct Entry {
    /// What it is called.
    pub(super) name: String,
    /// Its path word.
    pub(super) slug: String,
    /// Where it is cited, newest first.
    pub(super) mentions: Vec<MentionRef>,
}

impl Entry {
    /// The articles in which it is cited, newest first.
    pub(super) fn articles(&self) -> Vec<u32> {
        let mut articles: Vec<u32> = self.mentions.iter().map(|mention| mention.article).collect();
        articles.dedup();
        articles
    }
}

/// All pages of a kind, in the archive's order.
pub(super) fn entries(archive: &Archive, kind: ArchiveKind) -> Vec<Entry> {
    (0..n_entries(archive, kind)).map(|at| entry(archive, kind, at)).collect()
}

/// The share of a pager in them; an entry holds all that names it, so no other is made.
pub(super) fn share(archive: &Archive, kind: ArchiveKind, pager: &Pager) -> Vec<Entry> {
    let places = pager.range(n_entries(archive, kind));
    places.map(|at| entry(archive, kind, at)).collect()
}

/// How many pages of a kind there are.
fn n_entries(archive: &Archive, kind: ArchiveKind) -> usize {
    match kind {
        ArchiveKind::Directives => archive.directives.len(),
        ArchiveKind::Committees => archive.committees.len(),
        ArchiveKind::Years => archive.years.len(),
    }
}

/// The page of a kind at a place in the archive.
fn entry(archive: &Archive, kind: ArchiveKind, at: usize) -> Entry {
    match kind {
        ArchiveKind::Directives => directive_entry(archive, DirectiveId(at as u32)),
        ArchiveKind::Committees => committee_entry(archive, CommitteeId(at as u32)),
        ArchiveKind::Years => year_entry(archive, at),
    }
}

/// A committee as a term.
pub(super) fn committee_entry(archive: &Archive, id: CommitteeId) -> Entry {
    let committee = &archive.committees[id.0 as usize];
    Entry {
        name: committee.name.clone(),
        slug: committee.slug.clone(),
        mentions: committee.mentions.clone(),
    }
}

/// A year as a term, its articles newest first.
pub(super) fn year_entry(archive: &Archive, at: usize) -> Entry {
    let year = &archive.years[at];
    let mention = |&article: &u32| MentionRef { article, mention: 0 };
    Entry {
        name: year.year.to_string(),
        slug: year.year.to_string(),
        mentions: year.articles.iter().rev().map(mention).collect(),
    }
}

/// A directive as a term.
pub(super) fn directive_entry(archive: &Archive, id: DirectiveId) -> Entry {
    let directive = &archive.directives[id.0 as usize];
    let (slug, mentions) = (directive.slug.clone(), directive.mentions.clone());
    Entry { name: directive.own_name(), slug, mentions }
}

/// The page that tells namesakes apart lists the articles of all of them.
pub(super) fn ambiguity_entry(archive: &Archive, at: usize) -> Entry {
    let ambiguity = &archive.ambiguities[at];
    let mut mentions: Vec<MentionRef> = ambiguity
        .directives
        .iter()
        .flat_map(|id| archive.directives[id.0 as usize].mentions.iter().copied())
        .collect();
    mentions.sort_by_key(|mention| mention.article);
    Entry { name: ambiguity.key.clone(), slug: ambiguity.slug.clone(), mentions }
}
