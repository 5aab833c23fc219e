//! Placing: leads the mentions of one number to its directives, article by article.
//!
//! Not here: which directives there are (`identity`), what speaks for one of several
//! (`narrow`).

use std::collections::{BTreeMap, BTreeSet};

use super::MentionRef;
use super::claims::{Claim, Fit};
use super::identity::{Identities, Settling};
use super::narrow::{Narrowing, label};
use super::periods;
use crate::cite::PartialDate;

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
    found: &mut Identities,
) {
    let Settling { evidence, roots, identities, stated, .. } = settling;
    let narrowing = Narrowing::new(evidence, roots, identities, stated);
    let leading = Leading { settling, narrowing };
    let first = found.list.len() as u32;
    let places: Vec<Placing> = mentions
        .iter()
        .zip(claims)
        .map(|(&at, claim)| Placing { at, claim, home: homes.get(claim).copied() })
        .collect();
    for article in places.chunk_by(|a, b| a.at.article == b.at.article) {
        leading.place(article, first, found);
    }
}

impl Leading<'_> {
    /// Leads the mentions of one article to their directives.
    fn place(&self, mentions: &[Placing], first: u32, found: &mut Identities) {
        let mut homes: Vec<Option<usize>> = mentions.iter().map(|placing| placing.home).collect();
        // What the text states decides; only then what a title or a body suggests.
        for _ in 0..2 {
            let here: BTreeSet<usize> = homes.iter().flatten().copied().collect();
            for (placing, home) in
                mentions.iter().zip(&mut homes).filter(|(_, home)| home.is_none())
            {
                if let [only] = self.candidates(placing, &here)[..] {
                    *home = Some(only);
                }
            }
        }
        let here: BTreeSet<usize> = homes.iter().flatten().copied().collect();
        for (placing, home) in mentions.iter().zip(homes) {
            match home {
                Some(home) => {
                    let MentionRef { article, mention } = placing.at;
                    found.targets[article as usize][mention as usize] = Some(first + home as u32);
                }
                None => found.unresolved.push((placing.at, self.reason(placing, &here))),
            }
        }
    }

    /// The identities that a mention can mean, given those its article already names.
    fn candidates(&self, placing: &Placing, here: &BTreeSet<usize>) -> Vec<usize> {
        let article = &self.settling.evidence.articles[placing.at.article as usize];
        let is_issued = |i: &usize| !article.date.is_some_and(|date| self.is_later(*i, date));
        let mut candidates = self.settling.fitting(placing.claim, Fit::Open);
        match here.is_empty() {
            true => candidates.retain(is_issued),
            false => candidates.retain(|i| here.contains(i)),
        }
        let mention = self.settling.evidence.mention(placing.at);
        self.narrowing.narrow(mention, placing.at.article, &mut candidates);
        candidates
    }

    /// Whether a directive surely came after a date: nobody cites what is not there yet.
    fn is_later(&self, identity: usize, date: PartialDate) -> bool {
        let claim = &self.settling.identities[identity].claim;
        let central = self.settling.shape.series == periods::Series::CentralTerm;
        let start = claim.term.filter(|_| central).and_then(periods::term_start);
        claim.date.or(start).is_some_and(|issued| periods::is_later(issued, date))
    }

    /// Why a mention leads nowhere, in words.
    fn reason(&self, placing: &Placing, here: &BTreeSet<usize>) -> String {
        let labels = |of: &[usize]| -> String {
            let labels: Vec<String> =
                of.iter().map(|&i| label(&self.settling.identities[i])).collect();
            labels.join("; ")
        };
        let key = self.settling.key;
        let all: Vec<usize> = (0..self.settling.identities.len()).collect();
        let candidates = self.candidates(placing, here);
        match (candidates.len(), all.len()) {
            (0, _)
                if !self.settling.fitting(placing.claim, Fit::Open).is_empty()
                    && here.is_empty() =>
            {
                format!("{key} is known only as issued after this text ({})", labels(&all))
            }
            (0, _) => format!("no known {key} fits what the text says of it ({})", labels(&all)),
            (n, _) => {
                format!(
                    "{key} is {n} directives, and nothing tells which ({})",
                    labels(&candidates)
                )
            }
        }
    }
}
