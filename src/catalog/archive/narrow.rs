//! Narrowing: which of several directives a mention without a date can mean.
//!
//! Each test may only leave fewer candidates, never none: a title, the issuer, the
//! bodies that the article names, the place it speaks from.
//!
//! Not here: how the candidates came to be (`identity`).

use std::collections::BTreeSet;

use super::MentionRef;
use super::identity::{Evidence, Identity};
use super::names;
use super::periods;
use crate::card::CardMention;
use crate::cite::Kind;

/// Shared words of two titles, of all their words, from which they are one title.
///
/// Texts misprint and shorten titles: "công tình tác dân vận" is still the same one.
const SAME_TITLE: f64 = 0.7;

/// The candidates behind one number, with what texts say of each.
pub struct Narrowing<'a> {
    /// All that is known.
    pub evidence: &'a Evidence<'a>,
    /// The identities behind the number.
    pub identities: &'a [Identity],
    /// For each identity the mentions that stated it.
    pub stated: &'a [Vec<MentionRef>],
}

impl Narrowing<'_> {
    /// Leaves those candidates that the mention can mean.
    pub fn narrow(&self, mention: &CardMention, article: u32, candidates: &mut Vec<usize>) {
        let evidence = &mention.mention.evidence;
        if let Some(title) = &evidence.title {
            let title = self.evidence.names.fold(title);
            keep(candidates, |i| self.titles(i).iter().any(|known| same_title(known, &title)));
        }
        if let Some(issuer) = &evidence.issuer {
            let root = names::root(&self.evidence.names.fold(issuer));
            keep(candidates, |i| self.issuers(i).contains(&root));
        }
        if 1 < candidates.len() {
            self.narrow_by_article(article, candidates);
        }
    }

    /// Leaves the candidates of a body that the article names, else of its place.
    fn narrow_by_article(&self, article: u32, candidates: &mut Vec<usize>) {
        let card = &self.evidence.articles[article as usize];
        let bodies: BTreeSet<String> = card
            .mentions
            .iter()
            .filter(|mention| mention.mention.kind == Kind::Committee)
            .filter_map(|mention| {
                names::placed_root(&self.evidence.names.fold(&mention.mention.key))
            })
            .collect();
        let root = |i: usize| self.identities[i].claim.root.as_deref();
        keep(candidates, |i| root(i).is_some_and(|root| bodies.contains(root)));
        if let Some(place) = &card.place {
            let place = self.evidence.names.fold(place);
            keep(candidates, |i| root(i).is_some_and(|root| root.ends_with(&place)));
        }
    }

    /// The folded titles of a candidate.
    fn titles(&self, candidate: usize) -> BTreeSet<String> {
        let recorded = self.record(candidate).and_then(|record| record.title.as_deref());
        let stated = self.mentions(candidate).filter_map(|m| m.mention.evidence.title.as_deref());
        recorded.into_iter().chain(stated).map(|title| self.evidence.names.fold(title)).collect()
    }

    /// The folded roots of a candidate's issuers.
    fn issuers(&self, candidate: usize) -> BTreeSet<String> {
        let recorded = self.record(candidate).and_then(|record| record.issuer.as_deref());
        let stated = self.mentions(candidate).filter_map(|m| m.mention.evidence.issuer.as_deref());
        let fold = |name: &str| names::root(&self.evidence.names.fold(name));
        recorded.into_iter().chain(stated).map(fold).collect()
    }

    /// The record of a candidate.
    fn record(&self, candidate: usize) -> Option<&super::DirectiveRecord> {
        let record = self.identities[candidate].record?;
        self.evidence.records.get(record as usize)
    }

    /// The mentions that stated a candidate.
    fn mentions(&self, candidate: usize) -> impl Iterator<Item = &CardMention> {
        self.stated[candidate].iter().map(|&at| self.evidence.mention(at))
    }
}

/// Keeps the candidates that pass, unless none does.
fn keep(candidates: &mut Vec<usize>, passes: impl Fn(usize) -> bool) {
    if candidates.len() < 2 {
        return;
    }
    let kept: Vec<usize> = candidates.iter().copied().filter(|&i| passes(i)).collect();
    if !kept.is_empty() {
        *candidates = kept;
    }
}

/// Whether two folded titles share most of their words.
fn same_title(a: &str, b: &str) -> bool {
    let words = |title: &str| -> BTreeSet<String> {
        let words = title.split(|char: char| !char.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_string).collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count() as f64;
    SAME_TITLE * a.union(&b).count() as f64 <= shared
}

/// How a person tells an identity from its namesakes: its date, its term or its body.
pub fn label(identity: &Identity) -> String {
    match &identity.claim {
        claim if claim.date.is_some() => claim.date.map(periods::iso).unwrap_or_default(),
        claim if claim.term.is_some() => format!("term {}", claim.term.unwrap_or_default()),
        claim => claim.root.as_deref().unwrap_or("undated").to_string(),
    }
}
