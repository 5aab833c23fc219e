//! Identity: which directive a mention means.
//!
//! A number is not a name: 25-NQ/TW is a resolution of 2008 and another of 2013,
//! and 04-NQ/ĐUK is one of each bloc that ever counted to four. So the mentions of a
//! number are first parted by what they state (a day, a term, a body), each part is
//! matched with the authority records, and only then do mentions that state nothing
//! join the one part that they can mean.
//!
//! **Invariant:** a mention that could mean two directives means none. It stays
//! unresolved with the reason, and never depends on the order of articles.
//!
//! Not here: what is known about a directive once its mentions are (`describe`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::claims::{Claim, Fit, fit};
use super::committees::Bodies;
use super::doubts;
use super::misdated::{self, Misdated};
use super::names::Names;
use super::narrow::{Roots, label};
use super::periods::{self, Shape};
use super::placing::{self, Placed};
use super::{DirectiveRecord, MentionRef};
use crate::card::{ArticleCard, CardMention};
use crate::cite::{Form, Kind, PartialDate};
use crate::diag::{Diags, Span};

/// One directive as far as identity goes.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Identity {
    /// The canonical key, or the folded name of one without a number.
    pub group: String,
    /// Its authority record.
    pub record: Option<u32>,
    /// The day, term and body that tell it from its namesakes.
    pub claim: Claim,
}

/// All identities and where each directive mention leads.
#[derive(Debug, Default)]
pub struct Identities {
    /// The identities by group, in each as they were founded.
    pub list: Vec<Identity>,
    /// For each mention of each article its identity.
    pub targets: Vec<Vec<Option<u32>>>,
    /// The mentions that lead nowhere, with the reason.
    pub unresolved: Vec<(MentionRef, Arc<str>)>,
}

/// What identity is decided from.
pub struct Evidence<'a> {
    /// The cards of all articles.
    pub articles: &'a [&'a ArticleCard],
    /// Their dates; these and the mentions are asked for a million times in any order, and here
    /// they are found without a look at the card.
    pub dates: &'a [Option<PartialDate>],
    /// What they cite.
    pub mentions: &'a [&'a [CardMention]],
    /// The authority records.
    pub records: &'a [DirectiveRecord],
    /// How names and numbers are written.
    pub names: &'a dyn Names,
    /// The bodies that issue.
    pub bodies: &'a Bodies,
}

impl<'a> Evidence<'a> {
    /// The mention at a place.
    pub fn mention(&self, at: MentionRef) -> &'a CardMention {
        &self.mentions[at.article as usize][at.mention as usize]
    }

    /// All mentions of directives, in the order of articles and text.
    pub fn directive_mentions(&self) -> impl Iterator<Item = (MentionRef, &'a CardMention)> {
        self.articles.iter().enumerate().flat_map(|(article, card)| {
            let at = move |i: usize| MentionRef { article: article as u32, mention: i as u32 };
            let mentions = card.mentions.iter().enumerate();
            mentions
                .filter(|(_, mention)| mention.kind == Kind::Directive)
                .map(move |(i, mention)| (at(i), mention))
        })
    }
}

/// All mentions and records of one number.
#[derive(Debug, Default)]
struct Group {
    /// The mentions in the order of articles and text.
    mentions: Vec<MentionRef>,
    /// The records, by place in the list.
    records: Vec<u32>,
}

/// Records by the folded names that texts use for them.
type Aliases = BTreeMap<String, Vec<u32>>;

/// Decides which directive each mention means.
pub fn identify(evidence: &Evidence, diags: &mut Diags) -> Identities {
    let mut found = Identities {
        targets: evidence.articles.iter().map(|card| vec![None; card.mentions.len()]).collect(),
        ..Identities::default()
    };
    let (mut groups, aliases) = groups_of_records(evidence, diags);
    let aliased = sort_mentions(evidence, &aliases, &mut groups, &mut found);
    let roots = Roots::new(evidence);
    let groups: Vec<(&String, &Group)> = groups.iter().collect();
    let settled: Vec<Settled> =
        groups.into_par_iter().map(|(key, group)| settle(key, group, evidence, &roots)).collect();
    for Settled { mut identities, placed, diags: wrong } in settled {
        let first = found.list.len() as u32;
        for (MentionRef { article, mention }, home) in placed.led {
            found.targets[article as usize][mention as usize] = Some(first + home as u32);
        }
        found.unresolved.extend(placed.lost);
        found.list.append(&mut identities);
        diags.extend(wrong);
    }
    follow_aliases(evidence, &aliased, &mut found);
    found.unresolved.sort_by_key(|(at, _)| *at);
    found
}

/// Puts the records under their numbers, and finds the names that lead to them.
fn groups_of_records(evidence: &Evidence, diags: &mut Diags) -> (BTreeMap<String, Group>, Aliases) {
    let (mut groups, mut aliases) = (BTreeMap::<String, Group>::new(), Aliases::new());
    for (i, record) in evidence.records.iter().enumerate() {
        let i = i as u32;
        let key = match &record.number {
            Some(number) => evidence.names.directive_key(number).unwrap_or_else(|| {
                diags.record_number_unreadable(record.span("number"), number);
                number.clone()
            }),
            None => evidence.names.fold(record.title.as_deref().unwrap_or_default()),
        };
        groups.entry(key).or_default().records.push(i);
        for alias in &record.aliases {
            let holders = aliases.entry(evidence.names.fold(alias)).or_default();
            if let Some(&first) = holders.first().filter(|_| !holders.contains(&i)) {
                let claim = |i: u32| claim_of(&evidence.records[i as usize], alias, evidence.names);
                diags.directive_alias_claimed_twice(claim(first), claim(i), alias);
            }
            if !holders.contains(&i) {
                holders.push(i);
            }
        }
    }
    (groups, aliases)
}

/// Where a record claims an alias.
fn claim_of(record: &DirectiveRecord, alias: &str, names: &dyn Names) -> Span {
    let folded = names.fold(alias);
    let at = record.aliases.iter().position(|alias| names.fold(alias) == folded);
    record.span(&format!("aliases[{}]", at.unwrap_or_default()))
}

/// Puts each mention under its number. Those that a record's alias names come back:
/// they follow the record wherever it ends up.
fn sort_mentions<'a>(
    evidence: &Evidence,
    aliases: &'a Aliases,
    groups: &mut BTreeMap<String, Group>,
    found: &mut Identities,
) -> Vec<(MentionRef, &'a [u32])> {
    let mut aliased = Vec::new();
    let mut by_key: FxHashMap<&str, Vec<MentionRef>> = FxHashMap::default();
    for (at, mention) in evidence.directive_mentions() {
        let is_open = mention.unresolved.is_some();
        if !aliases.is_empty() && (is_open || mention.form == Form::Unnumbered) {
            let by_name = |name: &str| aliases.get(&evidence.names.fold(name));
            if let Some(records) = by_name(&mention.key).or_else(|| by_name(mention.quote.text())) {
                aliased.push((at, records.as_slice()));
                continue;
            }
        }
        match &mention.unresolved {
            Some(why) => found.unresolved.push((at, why.clone())),
            None => by_key.entry(&mention.key).or_default().push(at),
        }
    }
    for (key, mentions) in by_key {
        let group = match periods::is_numbered(key) {
            true => groups.entry(key.to_string()),
            false => groups.entry(evidence.names.fold(key)),
        };
        group.or_default().mentions.extend(mentions);
    }
    // Spellings of one name came from a hash map: bring them into the order of the text.
    groups.values_mut().for_each(|group| group.mentions.sort_unstable());
    aliased
}

/// One number while its mentions are being parted.
pub struct Settling<'a> {
    /// The number or the folded name.
    pub key: &'a str,
    /// What the number tells by itself.
    pub shape: Shape,
    /// All that is known.
    pub evidence: &'a Evidence<'a>,
    /// The roots of issuers.
    pub roots: &'a Roots<'a>,
    /// The dates that texts wrongly give.
    pub misdated: Misdated,
    /// The identities behind the number.
    pub identities: Vec<Identity>,
    /// For each identity the mentions that state it.
    pub stated: Vec<Vec<MentionRef>>,
}

/// What the mentions of one number came to.
struct Settled {
    /// The directives behind it.
    identities: Vec<Identity>,
    /// Where each mention leads.
    placed: Placed,
    /// What is wrong with the records.
    diags: Diags,
}

/// Parts the mentions of one number into directives.
fn settle(key: &str, group: &Group, evidence: &Evidence, roots: &Roots) -> Settled {
    let mut diags = Diags::default();
    let shape = periods::shape(key, evidence.names.institutions());
    let mut settling = Settling {
        key,
        shape,
        evidence,
        roots,
        misdated: Misdated::default(),
        identities: Vec::new(),
        stated: Vec::new(),
    };
    settling.misdated = settling.read_misdated(group, &mut diags);
    let claims: Vec<Claim> = group.mentions.iter().map(|&at| settling.claim(at)).collect();
    let homes = settling.found(&claims);
    let says = group.mentions.iter().zip(&claims).filter(|(_, claim)| !claim.is_empty());
    for (&at, claim) in says {
        if let Some(&home) = homes.get(claim) {
            settling.stated[home].push(at);
        }
    }
    settling.match_records(&group.records, &mut diags);
    if settling.identities.is_empty() && !group.mentions.is_empty() {
        settling.push(Claim::default());
    }
    settling.dispute_dates(&mut diags);
    let placed = placing::place(&settling, &group.mentions, &claims, &homes);
    settling.doubt_dates(&placed, &mut diags);
    Settled { identities: settling.identities, placed, diags }
}

impl Settling<'_> {
    /// What a mention states, as far as it can tell directives of this number apart.
    fn claim(&self, at: MentionRef) -> Claim {
        let evidence = self.evidence.mention(at).stated();
        let issuer = evidence.issuer.as_deref();
        let date = evidence.date.map(|date| self.misdated.mend(date, &self.root(issuer)));
        self.usable(issuer, date, evidence.term)
    }

    /// The body of an issuer, where the number does not say which.
    fn root(&self, issuer: Option<&str>) -> Option<Arc<str>> {
        let own = self.evidence.names.institutions();
        issuer.filter(|_| self.shape.placeless).and_then(|issuer| self.roots.placed(issuer, own))
    }

    /// What a record states. A term that its own date contradicts says nothing: it would lead
    /// the texts of another term here, and those of this one nowhere.
    fn record_claim(&self, record: &DirectiveRecord) -> Claim {
        let own = self.evidence.names.institutions();
        let disputed = doubts::disputed_term(record, &self.shape, own);
        let term = record.term.filter(|_| disputed.is_none());
        self.usable(record.issuer.as_deref(), record.date, term)
    }

    /// The dates that records list as wrong; tells those that no text gives.
    fn read_misdated(&self, group: &Group, diags: &mut Diags) -> Misdated {
        let records = group.records.iter().map(|&i| &self.evidence.records[i as usize]);
        let records: Vec<_> =
            records.map(|record| (record, self.root(record.issuer.as_deref()))).collect();
        if records.iter().all(|(record, _)| record.misdated.is_empty()) {
            return Misdated::default();
        }
        let said = group.mentions.iter().map(|&at| self.evidence.mention(at).stated().date);
        let said: BTreeSet<PartialDate> = said.flatten().collect();
        for (record, _) in &records {
            for (at, &wrong) in record.misdated.iter().enumerate() {
                if !said.iter().any(|&said| misdated::covers(wrong, said)) {
                    let span = record.span(&format!("misdated[{at}]"));
                    diags.misdated_by_nobody(span, self.key, &periods::iso(wrong));
                }
            }
        }
        Misdated::of(&records, diags)
    }

    /// Drops what says nothing about this number.
    fn usable(&self, issuer: Option<&str>, date: Option<PartialDate>, term: Option<u8>) -> Claim {
        let root = self.root(issuer);
        let fits_number = |date: &PartialDate| self.shape.year.is_none_or(|year| year == date.year);
        Claim { root, date: date.filter(fits_number), term }
    }

    /// Adds an identity.
    fn push(&mut self, claim: Claim) -> usize {
        self.identities.push(Identity { group: self.key.to_string(), record: None, claim });
        self.stated.push(Vec::new());
        self.identities.len() - 1
    }

    /// The identities that fit a claim at least so well.
    pub fn fitting(&self, claim: &Claim, least: Fit) -> Vec<usize> {
        let own = self.evidence.names.institutions();
        let fits = |i: &usize| least <= fit(&self.shape, &self.identities[*i].claim, claim, own);
        (0..self.identities.len()).filter(fits).collect()
    }

    /// Founds identities from claims; gives each claim whose identity is clear its home.
    fn found(&mut self, claims: &[Claim]) -> BTreeMap<Claim, usize> {
        let mut homes = BTreeMap::new();
        let distinct: BTreeSet<&Claim> = claims.iter().filter(|claim| !claim.is_empty()).collect();
        let mut distinct: Vec<&Claim> = distinct.into_iter().collect();
        distinct.sort_by_cached_key(|claim| claim.founding_order());
        let mut waiting = Vec::new();
        for claim in distinct {
            let home = match self.fitting(claim, Fit::Same)[..] {
                [home] => home,
                [_, _, ..] => continue,
                [] if self.fitting(claim, Fit::Open).is_empty() => self.push(claim.clone()),
                [] => {
                    waiting.push(claim);
                    continue;
                }
            };
            self.identities[home].claim.refine(claim);
            homes.insert(claim.clone(), home);
        }
        self.admit(waiting, &mut homes);
        homes
    }

    /// Lets claims that only may fit join the one identity that they can mean, unless
    /// they would contradict one another there.
    fn admit(&mut self, waiting: Vec<&Claim>, homes: &mut BTreeMap<Claim, usize>) {
        let mut wanted: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
        for claim in waiting.into_iter().filter(|claim| claim.is_timed()) {
            if let [home] = self.fitting(claim, Fit::Open)[..] {
                wanted.entry(home).or_default().push(claim);
            }
        }
        for (home, claims) in wanted {
            let own = self.evidence.names.institutions();
            let clash = |a: &Claim, b: &Claim| fit(&self.shape, a, b, own) == Fit::Differs;
            if claims.iter().any(|a| claims.iter().any(|b| clash(a, b))) {
                continue;
            }
            for claim in claims {
                self.identities[home].claim.refine(claim);
                homes.insert(claim.clone(), home);
            }
        }
    }

    /// Gives each record its identity: one that texts state, else one of its own.
    fn match_records(&mut self, records: &[u32], diags: &mut Diags) {
        let (mut open, mut alone) = (Vec::new(), Vec::new());
        for &i in records {
            let record = &self.evidence.records[i as usize];
            doubts::doubt(record, self.key, &self.shape, self.evidence.names, diags);
            let claim = self.record_claim(record);
            match self.fitting(&claim, Fit::Same)[..] {
                [home] => self.take(home, i, &claim, diags),
                [] if self.fitting(&claim, Fit::Open).is_empty() => alone.push((i, claim)),
                _ => open.push((i, claim)),
            }
        }
        for (i, claim) in alone {
            match self.fitting(&claim, Fit::Open)[..] {
                [] => {
                    let home = self.push(Claim::default());
                    self.take(home, i, &claim, diags);
                }
                [home, ..] => self.take(home, i, &claim, diags),
            }
        }
        for (i, claim) in open {
            let homes = self.fitting(&claim, Fit::Open);
            let free: Vec<usize> = homes
                .iter()
                .copied()
                .filter(|&home| self.identities[home].record.is_none())
                .collect();
            match (&free[..], &homes[..]) {
                ([home], _) | ([], [home, ..]) => self.take(*home, i, &claim, diags),
                // What cannot be read is told already.
                _ if self.evidence.records[i as usize].is_unread() => {}
                _ => {
                    let known: Vec<String> =
                        free.iter().map(|&home| label(&self.identities[home])).collect();
                    diags.record_too_vague(
                        self.evidence.records[i as usize].span("number"),
                        self.key,
                        &known,
                    );
                }
            }
        }
    }

    /// Gives an identity its record, unless it has one.
    fn take(&mut self, home: usize, record: u32, claim: &Claim, diags: &mut Diags) {
        let records = self.evidence.records;
        let identity = &mut self.identities[home];
        match identity.record {
            Some(first) => {
                let (first, second) = (&records[first as usize], &records[record as usize]);
                let (a, b) = (first.name_span(), second.name_span());
                diags.directive_recorded_twice(a, b, self.key, &label(identity));
            }
            None => {
                let stated = std::mem::replace(&mut identity.claim, claim.clone());
                identity.claim.refine(&stated);
                identity.record = Some(record);
            }
        }
    }

    /// Tells a dated record that no text means, while texts date its number otherwise:
    /// a slip of the pen in its year parts one directive into two.
    fn doubt_dates(&self, placed: &Placed, diags: &mut Diags) {
        for (home, identity) in self.identities.iter().enumerate() {
            let record = identity.record.map(|record| &self.evidence.records[record as usize]);
            let Some((record, date)) = record.and_then(|record| Some((record, record.date?)))
            else {
                continue;
            };
            let others = self.identities.iter().zip(&self.stated).filter(|(other, stated)| {
                let roots = [&identity.claim.root, &other.claim.root];
                let differ = roots[0] != roots[1] && roots.iter().all(|root| root.is_some());
                other.record.is_none() && !differ && !stated.is_empty()
            });
            let stated = others.filter_map(|(other, stated)| Some((other.claim.date?, stated)));
            let stated: BTreeMap<PartialDate, &Vec<MentionRef>> = stated.collect();
            // An article from before the others can only have meant this one.
            let is_meant = |at: MentionRef| {
                let written = self.evidence.dates[at.article as usize];
                written.is_some_and(|w| stated.keys().all(|&other| periods::is_later(other, w)))
            };
            let mut led = placed.led.iter().filter(|(_, led)| *led == home);
            if !self.stated[home].is_empty() || led.any(|(at, _)| is_meant(*at)) {
                continue;
            }
            let Some(first) = stated.values().flat_map(|mentions| mentions.first()).min() else {
                continue;
            };
            let text = self.place(*first);
            let dates: Vec<String> = stated.keys().map(|&date| periods::iso(date)).collect();
            let dated = periods::iso(date);
            diags.record_date_unknown(record.span("date"), (self.key, &dated), &dates, text);
        }
    }

    /// Where a mention stands.
    fn place(&self, at: MentionRef) -> Span {
        let file = &self.evidence.articles[at.article as usize].file;
        Span { file: file.clone(), text: None, range: self.evidence.mention(at).source() }
    }

    /// Tells each date that texts state against a record, once.
    fn dispute_dates(&self, diags: &mut Diags) {
        for (identity, stated) in self.identities.iter().zip(&self.stated) {
            let record = identity.record.map(|record| &self.evidence.records[record as usize]);
            let Some((record, date)) = record.and_then(|record| Some((record, record.date?)))
            else {
                continue;
            };
            let mut told: BTreeMap<PartialDate, Span> = BTreeMap::new();
            for &at in stated {
                let other = self.claim(at).date.filter(|other| !periods::agree(*other, date));
                let Some(other) = other else { continue };
                let span = self.place(at);
                let first = told.entry(other).or_insert_with(|| span.clone());
                if (&span.file, span.range.start) < (&first.file, first.range.start) {
                    *first = span;
                }
            }
            for (other, span) in told {
                let (date, other) = (periods::iso(date), periods::iso(other));
                diags.record_date_disputed(record.span("date"), self.key, &date, &other, span);
            }
        }
    }
}

/// Leads the mentions that an alias names to the record's directive, if it is the only
/// one that was there when the article appeared.
fn follow_aliases(evidence: &Evidence, aliased: &[(MentionRef, &[u32])], found: &mut Identities) {
    let mut homes: BTreeMap<u32, u32> = BTreeMap::new();
    for (i, identity) in found.list.iter().enumerate() {
        homes.extend(identity.record.map(|record| (record, i as u32)));
    }
    for &(at, records) in aliased {
        let date = evidence.dates[at.article as usize];
        let is_issued = |home: &u32| {
            let issued = found.list[*home as usize].claim.date;
            !issued.zip(date).is_some_and(|(issued, date)| periods::is_later(issued, date))
        };
        let homes: BTreeSet<u32> = records
            .iter()
            .filter_map(|record| homes.get(record).copied())
            .filter(is_issued)
            .collect();
        let mut homes = homes.into_iter();
        match (homes.next(), homes.next()) {
            (Some(home), None) => {
                found.targets[at.article as usize][at.mention as usize] = Some(home);
            }
            (None, _) => {
                let why = "the record that has this name describes a later directive";
                found.unresolved.push((at, why.into()));
            }
            (Some(_), Some(_)) => {
                let why = "several records have this name, and nothing tells which";
                found.unresolved.push((at, why.into()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
