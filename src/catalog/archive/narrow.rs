//! Narrowing: which of several directives a mention without a date can mean.
//!
//! Each test may only leave fewer candidates, never none: a title, the issuer, the
//! bodies that the article names, the place it speaks from.
//!
//! Not here: how the candidates came to be (`identity`).

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::MentionRef;
use super::identity::{Evidence, Identity};
use super::names;
use super::periods;
use crate::card::CardMention;
use crate::cite::{Institutions, Kind};

/// Shared words of two titles, of all their words, from which they are one title.
///
/// Texts misprint and shorten titles: "công tình tác dân vận" is still the same one.
const SAME_TITLE: f64 = 0.7;

/// The words of a folded title.
type Words = BTreeSet<String>;

/// The titles of each identity.
type Titles = Vec<Vec<Arc<Words>>>;

/// The roots of the issuers of each identity.
type Issuers = Vec<BTreeSet<Arc<str>>>;

/// What most numbers never need.
type Lazy<'a, T> = LazyCell<T, Box<dyn FnOnce() -> T + 'a>>;

/// The root names of bodies, each folded once.
#[derive(Debug, Default)]
pub struct Roots<'a> {
    /// By the issuer as evidence or a record gives it.
    issuers: FxHashMap<&'a str, Arc<str>>,
    /// By the body's place in the list.
    bodies: Vec<Arc<str>>,
    /// The words of titles, each folded when it is first needed.
    titles: Mutex<FxHashMap<String, Arc<Words>>>,
}

impl<'a> Roots<'a> {
    /// Folds every issuer and every body once.
    pub fn new(evidence: &Evidence<'a>) -> Self {
        let own = evidence.names.institutions();
        let fold = |name: &str| Arc::from(names::root(&evidence.names.fold(name), own));
        let bodies: Vec<Arc<str>> =
            evidence.bodies.list.iter().map(|body| fold(&body.name)).collect();
        let stated = evidence.directive_mentions();
        let stated = stated.filter_map(|(_, mention)| mention.stated().issuer.as_deref());
        let recorded = evidence.records.iter().filter_map(|record| record.issuer.as_deref());
        let mut issuers = FxHashMap::default();
        for issuer in stated.chain(recorded) {
            issuers.entry(issuer).or_insert_with(|| {
                match evidence.bodies.of_name(issuer, evidence.names) {
                    Some(id) => bodies[id.0 as usize].clone(),
                    None => fold(&evidence.names.committee_name(issuer)),
                }
            });
        }
        Roots { issuers, bodies, titles: Mutex::default() }
    }

    /// The words of a title.
    fn title(&self, title: &str, evidence: &Evidence) -> Arc<Words> {
        // A thread that panicked while it held the lock leaves a map that is whole.
        let mut titles = self.titles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = titles.get(title) {
            return words.clone();
        }
        let words = Arc::new(words(&evidence.names.fold(title)));
        titles.insert(title.to_string(), words.clone());
        words
    }

    /// The root of an issuer, unless every place has a body of that name.
    pub fn placed(&self, issuer: &str, own: &Institutions) -> Option<Arc<str>> {
        self.issuers.get(issuer).filter(|root| !names::is_bare(root, own)).cloned()
    }
}

/// The candidates behind one number, with what texts say of each.
pub struct Narrowing<'a> {
    /// All that is known.
    evidence: &'a Evidence<'a>,
    /// The roots of issuers and bodies.
    roots: &'a Roots<'a>,
    /// The bodies of the identities behind the number.
    bodies: Vec<Option<Arc<str>>>,
    /// The titles of each identity.
    titles: Lazy<'a, Titles>,
    /// The roots of the issuers of each identity.
    issuers: Lazy<'a, Issuers>,
}

impl<'a> Narrowing<'a> {
    /// Prepares for the identities of one number and the mentions that state each.
    pub fn new(
        evidence: &'a Evidence<'a>,
        roots: &'a Roots<'a>,
        identities: &[Identity],
        stated: &'a [Vec<MentionRef>],
    ) -> Self {
        let records: Vec<_> = identities
            .iter()
            .map(|identity| identity.record.map(|record| &evidence.records[record as usize]))
            .collect();
        let recorded = records.clone();
        let issuers = move || {
            let issuers = recorded.into_iter().zip(stated).map(|(record, stated)| {
                let recorded = record.and_then(|record| record.issuer.as_deref());
                let stated = stated.iter().map(|&at| evidence.mention(at).stated());
                let stated = stated.filter_map(|evidence| evidence.issuer.as_deref());
                let issuers = recorded.into_iter().chain(stated);
                issuers.filter_map(|issuer| roots.issuers.get(issuer).cloned()).collect()
            });
            issuers.collect()
        };
        let titles = move || {
            let titles = records.into_iter().zip(stated).map(|(record, stated)| {
                let recorded = record.and_then(|record| record.title.as_deref());
                let stated = stated.iter().map(|&at| evidence.mention(at).stated());
                let stated = stated.filter_map(|evidence| evidence.title.as_deref());
                let distinct: BTreeSet<&str> = recorded.into_iter().chain(stated).collect();
                distinct.into_iter().map(|title| roots.title(title, evidence)).collect()
            });
            titles.collect()
        };
        Narrowing {
            evidence,
            roots,
            bodies: identities.iter().map(|identity| identity.claim.root.clone()).collect(),
            titles: LazyCell::new(Box::new(titles)),
            issuers: LazyCell::new(Box::new(issuers)),
        }
    }

    /// Leaves the candidates that have the title which the mention quotes; whether there
    /// are any.
    pub fn narrow_by_title(&self, mention: &CardMention, candidates: &mut Vec<usize>) -> bool {
        let Some(title) = &mention.stated().title else { return false };
        if candidates.len() < 2 {
            return false;
        }
        let title = self.roots.title(title, self.evidence);
        let has = |i: usize| self.titles[i].iter().any(|known| same_title(known, &title));
        let kept: Vec<usize> = candidates.iter().copied().filter(|&i| has(i)).collect();
        let found = !kept.is_empty();
        if found {
            *candidates = kept;
        }
        found
    }

    /// Leaves those candidates whose issuer, body or place the mention's article names.
    pub fn narrow(&self, mention: &CardMention, article: u32, candidates: &mut Vec<usize>) {
        let evidence = mention.stated();
        let root = evidence.issuer.as_deref().and_then(|issuer| self.roots.issuers.get(issuer));
        if let Some(root) = root {
            keep(candidates, |i| self.issuers[i].contains(root));
        }
        if 1 < candidates.len() && candidates.iter().any(|&i| self.bodies[i].is_some()) {
            self.narrow_by_article(article, candidates);
        }
    }

    /// Leaves the candidates of a body that the article names, else of its place.
    fn narrow_by_article(&self, article: u32, candidates: &mut Vec<usize>) {
        let card = &self.evidence.articles[article as usize];
        let named = |root: &Arc<str>| {
            let bodies = card.mentions.iter().filter(|m| m.kind == Kind::Committee);
            let mut bodies = bodies.filter_map(|m| self.evidence.bodies.of_key(&m.key));
            bodies.any(|body| self.roots.bodies[body.0 as usize] == *root)
        };
        keep(candidates, |i| self.bodies[i].as_ref().is_some_and(named));
        if let Some(place) = card.place.as_ref().filter(|_| 1 < candidates.len()) {
            let place = self.evidence.names.fold(place);
            keep(candidates, |i| {
                self.bodies[i].as_ref().is_some_and(|root| root.ends_with(&place))
            });
        }
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

/// The words of a folded title, each once.
fn words(title: &str) -> Words {
    let words = title.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// Whether two titles share most of their words.
fn same_title(a: &Words, b: &Words) -> bool {
    let shared = a.intersection(b).count();
    SAME_TITLE * (a.len() + b.len() - shared) as f64 <= shared as f64
}

/// How a person tells an identity from its namesakes: its date, its term or its body.
pub fn label(identity: &Identity) -> String {
    match &identity.claim {
        claim if claim.date.is_some() => claim.date.map(periods::iso).unwrap_or_default(),
        claim if claim.term.is_some() => format!("term {}", claim.term.unwrap_or_default()),
        claim => claim.root.as_deref().unwrap_or("undated").to_string(),
    }
}
