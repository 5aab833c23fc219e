//! Placing: leads the mentions of one number to its directives, article by article.
//!
//! Not here: which directives there are (`identity`), what speaks for one of several
//! (`narrow`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::MentionRef;
use super::claims::{Claim, Fit};
use super::identity::Settling;
use super::narrow::{Narrowing, label};
use super::periods;
use crate::cite::PartialDate;

/// Where the mentions of one number lead.
#[derive(Debug, Default)]
pub struct Placed {
    /// Those that lead to a directive, by its place among those of the number.
    pub led: Vec<(MentionRef, usize)>,
    /// Those that lead nowhere, with the reason.
    pub lost: Vec<(MentionRef, Arc<str>)>,
}

/// A mention on its way to its directive.
struct Placing<'a> {
    /// The mention.
    at: MentionRef,
    /// What it states.
    claim: &'a Claim,
    /// The identity that it states, if that is clear.
    home: Option<usize>,
}

/// The directives of one number, ready to take their mentions.
struct Leading<'a> {
    /// The number.
    settling: &'a Settling<'a>,
    /// What speaks for one of several.
    narrowing: Narrowing<'a>,
}

/// Leads each mention to its directive, or files the reason why not.
///
/// `claims` holds what each mention states, `homes` the identity of each clear claim.
pub fn place(
    settling: &Settling,
    mentions: &[MentionRef],
    claims: &[Claim],
    homes: &BTreeMap<Claim, usize>,
) -> Placed {
    let Settling { evidence, roots, identities, stated, .. } = settling;
    let narrowing = Narrowing::new(evidence, roots, identities, stated);
    let leading = Leading { settling, narrowing };
    let mut placed = Placed { led: Vec::with_capacity(mentions.len()), lost: Vec::new() };
    let places: Vec<Placing> = mentions
        .iter()
        .zip(claims)
        .map(|(&at, claim)| {
            let said = Some(claim).filter(|claim| !claim.is_empty());
            Placing { at, claim, home: said.and_then(|claim| homes.get(claim)).copied() }
        })
        .collect();
    for article in places.chunk_by(|a, b| a.at.article == b.at.article) {
        match identities.len() {
            1 => leading.place_at_the_only_one(article, &mut placed),
            _ => leading.place(article, &mut placed),
        }
    }
    placed
}

impl Leading<'_> {
    /// Leads the mentions of one article to their directives.
    fn place(&self, mentions: &[Placing], placed: &mut Placed) {
        let mut homes: Vec<Option<usize>> = mentions.iter().map(|placing| placing.home).collect();
        let mut candidates: Vec<Vec<usize>> = vec![Vec::new(); mentions.len()];
        let mut here: Option<BTreeSet<usize>> = None;
        // What the text states decides; then what a title or a body suggests, and last
        // what these two rounds have found for the rest of the article.
        for _ in 0..2 {
            let now: BTreeSet<usize> = homes.iter().flatten().copied().collect();
            if here.as_ref() == Some(&now) {
                break;
            }
            for i in (0..mentions.len()).filter(|&i| homes[i].is_none()) {
                candidates[i] = self.candidates(&mentions[i], &now);
            }
            for (home, candidates) in homes.iter_mut().zip(&candidates) {
                if let (None, [only]) = (&home, &candidates[..]) {
                    *home = Some(*only);
                }
            }
            here = Some(now);
        }
        for ((placing, home), candidates) in mentions.iter().zip(homes).zip(candidates) {
            match home {
                Some(home) => placed.led.push((placing.at, home)),
                None => placed.lost.push((placing.at, self.reason(placing, &candidates).into())),
            }
        }
    }

    /// The same for a number that is one directive, as most are: nothing has to be told apart.
    fn place_at_the_only_one(&self, mentions: &[Placing], placed: &mut Placed) {
        let date = self.settling.evidence.dates[mentions[0].at.article as usize];
        let is_there = mentions.iter().any(|placing| placing.home.is_some())
            || !date.is_some_and(|date| self.is_later(0, date));
        for placing in mentions {
            let fits = || !self.settling.fitting(placing.claim, Fit::Open).is_empty();
            match placing.home.is_some() || is_there && fits() {
                true => placed.led.push((placing.at, 0)),
                false => placed.lost.push((placing.at, self.reason(placing, &[]).into())),
            }
        }
    }

    /// The identities that a mention can mean, given those its article already names.
    fn candidates(&self, placing: &Placing, here: &BTreeSet<usize>) -> Vec<usize> {
        let MentionRef { article, .. } = placing.at;
        let date = self.settling.evidence.dates[article as usize];
        let mention = self.settling.evidence.mention(placing.at);
        let mut candidates = self.settling.fitting(placing.claim, Fit::Open);
        if here.is_empty() {
            candidates.retain(|i| !date.is_some_and(|date| self.is_later(*i, date)));
        }
        // A title speaks against the article's own directive where it is another's.
        if !self.narrowing.narrow_by_title(mention, &mut candidates) && !here.is_empty() {
            candidates.retain(|i| here.contains(i));
        }
        self.narrowing.narrow(mention, article, &mut candidates);
        candidates
    }

    /// Whether a directive surely came after a date: nobody cites what is not there yet.
    fn is_later(&self, identity: usize, date: PartialDate) -> bool {
        let claim = &self.settling.identities[identity].claim;
        let central = self.settling.shape.series == periods::Series::CentralTerm;
        let own = self.settling.evidence.names.institutions();
        let start = claim.term.filter(|_| central).and_then(|term| periods::term_start(term, own));
        claim.date.or(start).is_some_and(|issued| periods::is_later(issued, date))
    }

    /// Why a mention leads nowhere, in words, given what it might have meant.
    fn reason(&self, placing: &Placing, candidates: &[usize]) -> String {
        let identities = &self.settling.identities;
        let label = |i: &usize| label(&identities[*i]);
        let labels = |of: &[usize]| of.iter().map(label).collect::<Vec<_>>().join("; ");
        let key = self.settling.key;
        let fitting = self.settling.fitting(placing.claim, Fit::Open);
        match (candidates.len(), fitting.len()) {
            (0, 0) => {
                let all: Vec<usize> = (0..identities.len()).collect();
                format!("no known {key} fits what the text says of it ({})", labels(&all))
            }
            (0, _) => {
                format!("{key} is known only as issued after this text ({})", labels(&fitting))
            }
            (n, _) => {
                let of = labels(candidates);
                format!("{key} is {n} directives, and nothing tells which ({of})")
            }
        }
    }
}
