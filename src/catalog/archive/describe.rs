//! Describe: what is known about each directive, once its mentions are.
//!
//! A record has the first word. Where it is silent, or there is none, the texts
//! decide by how often they say a thing, and by the order of the words among equals,
//! so that the order of articles never matters.
//!
//! Not here: which mentions belong together (`identity`).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::addresses::{self, Wish};
use super::cited::Cited;
use super::claims::precision;
use super::identity::{Evidence, Identities, Identity};
use super::periods::{self, Series, Shape};
use super::{Ambiguity, Certainty, CommitteeId, Directive, DirectiveId, MentionRef};
use crate::card::Stated;
use crate::cite::{Institutions, PartialDate};
use crate::diag::Diags;

/// The directives of an archive, and which of them each identity became.
#[derive(Debug, Default)]
pub struct Described {
    /// The directives by slug; relations are still missing.
    pub list: Vec<Directive>,
    /// Numbers that are several directives, by slug.
    pub ambiguities: Vec<Ambiguity>,
    /// For each identity its directive.
    pub of_identity: Vec<DirectiveId>,
}

/// Counts how often each thing was said.
#[derive(Debug)]
pub struct Tally<T: Ord>(BTreeMap<T, u32>);

impl<T: Ord + Clone> Tally<T> {
    /// Counts all of them.
    pub fn of(said: impl IntoIterator<Item = T>) -> Self {
        let mut counts = BTreeMap::new();
        for thing in said {
            *counts.entry(thing).or_default() += 1;
        }
        Tally(counts)
    }

    /// The thing said most often, the first in order among equals.
    pub fn best(&self) -> Option<T> {
        self.ranked().into_iter().next().map(|(thing, _)| thing)
    }

    /// All things with their counts, most frequent first.
    pub fn ranked(&self) -> Vec<(T, u32)> {
        let mut ranked: Vec<(T, u32)> = self.0.iter().map(|(t, n)| (t.clone(), *n)).collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        ranked
    }
}

/// Makes the directives from the identities and their mentions.
pub fn describe(
    evidence: &Evidence,
    found: &Identities,
    newest: &[u32],
    diags: &mut Diags,
) -> Described {
    let mut mentions: Vec<Vec<MentionRef>> = vec![Vec::new(); found.list.len()];
    for &article in newest {
        for (i, target) in found.targets[article as usize].iter().enumerate() {
            if let Some(identity) = target {
                mentions[*identity as usize].push(MentionRef { article, mention: i as u32 });
            }
        }
    }
    let describe = |(identity, mentions): (&Identity, Vec<MentionRef>)| {
        Description::new(evidence, identity, &mentions).directive()
    };
    let directives = found.list.par_iter().zip(mentions).map(describe).collect();
    arrange(evidence, found, directives, diags)
}

/// One directive while it is being described.
struct Description<'a> {
    /// All that is known.
    evidence: &'a Evidence<'a>,
    /// Which directive it is.
    identity: &'a Identity,
    /// Its mentions.
    mentions: &'a [MentionRef],
    /// What its number tells by itself.
    shape: Shape,
}

impl<'a> Description<'a> {
    /// Starts with the mentions of an identity.
    fn new(evidence: &'a Evidence, identity: &'a Identity, mentions: &'a [MentionRef]) -> Self {
        let shape = periods::shape(&identity.group, evidence.names.institutions());
        Description { evidence, identity, mentions, shape }
    }

    /// The record, if there is one.
    fn record(&self) -> Option<&'a super::DirectiveRecord> {
        self.evidence.records.get(self.identity.record? as usize)
    }

    /// What its mentions say of one thing.
    fn said<T: Ord + Clone>(&self, thing: impl Fn(&'a Stated) -> Option<T>) -> Tally<T> {
        let mentions = self.mentions.iter().map(|&at| self.evidence.mention(at));
        Tally::of(mentions.filter_map(|mention| thing(mention.stated())))
    }

    /// All that is known of it.
    fn directive(&self) -> Directive {
        let record = self.record();
        let name = self.name();
        let shape = &self.shape;
        let numbered = periods::is_numbered(&self.identity.group);
        let number = || self.evidence.names.display(&self.identity.group);
        let date = self.date();
        let issuer_code = shape.issuer_code.clone();
        let said =
            |thing: fn(&'a Stated) -> Option<&'a str>| self.said(thing).best().map(String::from);
        Directive {
            key: if numbered { self.identity.group.clone() } else { name.clone() },
            number: match record.and_then(|record| record.number.clone()) {
                Some(number) => number,
                None if numbered => number(),
                None => name,
            },
            numbered,
            slug: String::new(),
            type_name: record
                .and_then(|record| record.type_name.clone())
                .or_else(|| said(|stated| stated.type_name.as_deref())),
            type_code: shape
                .type_code
                .clone()
                .or_else(|| said(|stated| stated.type_code.as_deref())),
            issuer_code: issuer_code.or_else(|| said(|stated| stated.issuer_code.as_deref())),
            issuer: self.issuer(),
            date,
            term: self.identity.claim.term.or_else(|| self.term_of(date?)),
            title: self.title().filter(|_| numbered),
            forms: self.forms(),
            certainty: self.certainty(),
            record: self.identity.record,
            mentions: self.mentions.to_vec(),
            cited: Cited::by(self.evidence, self.mentions),
            relations: Vec::new(),
            cited_with: Vec::new(),
            namesakes: Vec::new(),
            same_as: record.map(|record| record.same_as.clone()).unwrap_or_default(),
        }
    }

    /// The name of one without a number: by its record, else as texts have it.
    fn name(&self) -> String {
        let recorded = self.record().and_then(|record| record.title.clone());
        let keys = self.mentions.iter().map(|&at| &self.evidence.mention(at).key);
        let said = || Tally::of(keys).best().map(|key| key.to_string());
        recorded.or_else(said).unwrap_or_else(|| self.identity.group.clone())
    }

    /// The title: by its record, else the one quoted most often.
    fn title(&self) -> Option<String> {
        if let Some(title) = self.record().and_then(|record| record.title.clone()) {
            return Some(title);
        }
        let titles = self.said(|evidence| evidence.title.as_deref()).ranked();
        let fold = |title: &str| self.evidence.names.fold(title);
        let counted = titles.iter().flat_map(|(title, n)| (0..*n).map(|_| fold(title)));
        let best = Tally::of(counted).best()?;
        titles.iter().map(|(title, _)| title.to_string()).find(|title| fold(title) == best)
    }

    /// The date: by its record, else the day stated most often.
    fn date(&self) -> Option<PartialDate> {
        let of_number = || {
            let year = self.shape.year?;
            Some(PartialDate { year, month: None, day: None })
        };
        if self.record().is_some_and(|record| record.date.is_some()) {
            return self.identity.claim.date;
        }
        let fits = |date: &PartialDate| self.shape.year.is_none_or(|year| year == date.year);
        let stated = self.said(|evidence| evidence.date.filter(fits)).ranked();
        let most = stated.iter().map(|(date, _)| precision(*date)).max();
        let best = stated.iter().find(|(date, _)| Some(precision(*date)) == most);
        best.map(|(date, _)| *date).or(self.identity.claim.date).or_else(of_number)
    }

    /// The one term of the Central Committee in which a central directive's date lies.
    fn term_of(&self, date: PartialDate) -> Option<u8> {
        let central = self.shape.series == Series::CentralTerm;
        let own = self.evidence.names.institutions();
        let mut terms = periods::central_terms(date, own).filter(|_| central);
        terms.next().filter(|_| terms.next().is_none())
    }

    /// The body that issued it: by its record, else as texts say most often, else the
    /// only body with that suffix.
    fn issuer(&self) -> Option<CommitteeId> {
        let bodies = self.evidence.bodies;
        if let Some(issuer) = self.record().and_then(|record| record.issuer.as_ref()) {
            return bodies.of_name(issuer, self.evidence.names);
        }
        let stated = self.said(|evidence| bodies.of_key(evidence.issuer.as_ref()?)).best();
        stated.or_else(|| {
            let code = self.shape.issuer_code.as_deref().filter(|_| !self.shape.placeless)?;
            let holds = |i: &usize| bodies.list[*i].code.as_deref() == Some(code);
            let mut holders = (0..bodies.list.len()).filter(holds);
            let only = holders.next().filter(|_| holders.next().is_none())?;
            Some(CommitteeId(only as u32))
        })
    }

    /// Every form seen, blanks made one.
    fn forms(&self) -> Vec<(String, u32)> {
        forms(self.evidence, self.mentions)
    }

    /// How sure it is.
    fn certainty(&self) -> Certainty {
        let stated = |&at: &MentionRef| {
            let evidence = self.evidence.mention(at).stated();
            evidence.date.is_some() || evidence.term.is_some()
        };
        match self.identity.record {
            Some(_) => Certainty::Recorded,
            None if self.shape.year.is_some() || self.mentions.iter().any(stated) => {
                Certainty::Stated
            }
            None => Certainty::Inferred,
        }
    }
}

/// Every form of some mentions with how often, most frequent first, blanks made one.
pub fn forms(evidence: &Evidence, mentions: &[MentionRef]) -> Vec<(String, u32)> {
    let mut raw: rustc_hash::FxHashMap<&str, u32> = rustc_hash::FxHashMap::default();
    for &at in mentions {
        *raw.entry(evidence.mention(at).quote.text()).or_default() += 1;
    }
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (text, count) in raw {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        *counts.entry(text).or_default() += count;
    }
    let mut forms: Vec<(String, u32)> = counts.into_iter().collect();
    forms.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    forms
}

/// Gives the directives their addresses and their order.
fn arrange(
    evidence: &Evidence,
    found: &Identities,
    mut directives: Vec<Directive>,
    diags: &mut Diags,
) -> Described {
    let identities = &found.list;
    let same = |a: &usize, b: &usize| identities[*a].group == identities[*b].group;
    let order: Vec<usize> = (0..identities.len()).collect();
    let groups: Vec<&[usize]> = order.chunk_by(same).collect();
    let shared: Vec<&[usize]> = groups.iter().copied().filter(|group| 1 < group.len()).collect();
    let own = evidence.names.institutions();
    let base = |i: usize| addresses::slug(&directives[i].key, own);
    let mut wishes: Vec<Wish> =
        shared.iter().map(|group| Wish { slug: base(group[0]), asked: false }).collect();
    for group in &groups {
        let tails = tails(group, &directives, identities, own);
        for (&i, tail) in group.iter().zip(tails) {
            let record = identities[i].record.map(|record| &evidence.records[record as usize]);
            let asked = record.and_then(|record| record.slug.as_deref());
            let slug =
                asked.map(|asked| addresses::slug(asked, own)).unwrap_or_else(|| base(i) + &tail);
            wishes.push(Wish { slug, asked: asked.is_some() });
        }
    }
    let record = |wish: usize| {
        let identity = wish.checked_sub(shared.len())?;
        Some(&evidence.records[identities[identity].record? as usize])
    };
    let mut slugs = addresses::assign(&wishes, |first, second, moved| {
        let (Some(asks), wish) = (record(first), &wishes[second]) else { return };
        match record(second).filter(|_| wish.asked) {
            Some(other) => {
                diags.slug_claimed_twice(asks.span("slug"), other.span("slug"), &wish.slug);
            }
            None => {
                let other = match second.checked_sub(shared.len()) {
                    Some(identity) => format!("`{}`", directives[identity].number),
                    None => {
                        let number = &directives[shared[second][0]].number;
                        format!("the page that tells the directives `{number}` apart")
                    }
                };
                diags.slug_of_another(asks.span("slug"), &wish.slug, &other, moved);
            }
        }
    });
    let own = slugs.split_off(shared.len());
    for (directive, slug) in directives.iter_mut().zip(own) {
        directive.slug = slug;
    }
    number(directives, &shared, slugs)
}

/// Sorts the directives by slug, and links those that share a number.
fn number(mut directives: Vec<Directive>, shared: &[&[usize]], pages: Vec<String>) -> Described {
    let mut order: Vec<usize> = (0..directives.len()).collect();
    order.sort_by(|&a, &b| directives[a].slug.cmp(&directives[b].slug));
    let mut of_identity = vec![DirectiveId(0); directives.len()];
    for (id, &identity) in order.iter().enumerate() {
        of_identity[identity] = DirectiveId(id as u32);
    }
    let mut ambiguities = Vec::new();
    for (group, slug) in shared.iter().zip(pages) {
        let mut by_date = group.to_vec();
        by_date.sort_by_key(|&i| (directives[i].date.is_none(), directives[i].date));
        let ids: Vec<DirectiveId> = by_date.iter().map(|&i| of_identity[i]).collect();
        for &i in *group {
            let own = of_identity[i];
            directives[i].namesakes = ids.iter().copied().filter(|&id| id != own).collect();
        }
        let key = directives[group[0]].key.clone();
        ambiguities.push(Ambiguity { key, slug, directives: ids });
    }
    ambiguities.sort_by(|a, b| a.slug.cmp(&b.slug));
    directives.sort_by(|a, b| a.slug.cmp(&b.slug));
    Described { list: directives, ambiguities, of_identity }
}

/// What to add to the slugs of directives behind one number: nothing where there is
/// one, the year where it tells them apart, else the body.
fn tails(
    group: &[usize],
    directives: &[Directive],
    identities: &[Identity],
    own: &Institutions,
) -> Vec<String> {
    let year = |i: usize| directives[i].date.map(|date| date.year.to_string());
    let term = |i: usize| directives[i].term.map(|term| format!("{}-{term}", own.term_word));
    let body =
        |i: usize| identities[i].claim.root.as_deref().map(|root| addresses::slug(root, own));
    let tells = |part: &dyn Fn(usize) -> Option<String>| {
        let parts: Option<std::collections::BTreeSet<String>> =
            group.iter().map(|&i| part(i)).collect();
        parts.is_some_and(|parts| parts.len() == group.len())
    };
    let tail = |i: usize| match () {
        () if group.len() == 1 => None,
        () if tells(&year) => year(i),
        () if tells(&body) => body(i),
        () => {
            let parts = [body(i), year(i).or_else(|| term(i))];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join("-"))
        }
    };
    group.iter().map(|&i| tail(i).map(|tail| format!("-{tail}")).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests;
