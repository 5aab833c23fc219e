//! The archive: directives, committees and years, made from what the articles cite.
//!
//! Cards and records in, one [`Archive`] out: first the bodies (`committees`), then
//! which directive each mention means (`identity`), what is known of each (`describe`),
//! and how all of them hang together (`relations`, `years`).
//!
//! **Invariant:** the archive is a function of cards and records; the same input gives
//! the same archive, and the order of articles decides nothing but their numbers.
//!
//! Not here: what a text mentions (`cite`), how a page of the archive looks (`render`).

pub mod collation;
pub mod periods;
pub mod names;
pub mod addresses;
pub mod committees;
pub mod claims;
mod misdated;
mod doubts;
pub mod identity;
pub mod cited;
pub mod similar;
mod narrow;
mod placing;
mod describe;
mod relations;
mod years;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::card::{ArticleCard, CardMention, Quote};
use crate::catalog::archive::cited::Cited;
use crate::catalog::archive::identity::{Evidence, Identities};
use crate::catalog::archive::names::Names;
use crate::catalog::archive::similar::Likeness;
use crate::cite::{Kind, PartialDate, Relation};
use crate::diag::{Diags, Span};
use crate::record::{CommitteeRecord, DirectiveRecord};

/// A directive's place in [`Archive::directives`].
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct DirectiveId(pub u32);

/// A committee's place in [`Archive::committees`].
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct CommitteeId(pub u32);

/// How sure the archive is which directive a page is about.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Certainty {
    /// An authority record says so.
    Recorded,
    /// At least one text states its date or term.
    Stated,
    /// Nothing contradicts that all mentions of the number mean one directive.
    Inferred,
}

/// A mention, by article and place in the article's list.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct MentionRef {
    /// The article's place in the list given to `archive`.
    pub article: u32,
    /// The mention's place on the article's card.
    pub mention: u32,
}

/// The evidence for a relation in an article's prose.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Testimony {
    /// The article that states it.
    pub article: u32,
    /// The spot in the article: the subject's or the object's anchor, whichever is first.
    pub anchor: String,
    /// The words that state it.
    pub quote: Quote,
}

/// A relation of a directive to another.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Related {
    /// What it is.
    pub relation: Relation,
    /// The directive at the other end.
    pub other: DirectiveId,
    /// Whether this directive is the subject (`true`: it implements the other).
    pub outgoing: bool,
    /// Whether an authority record states it.
    pub recorded: bool,
    /// The prose that states it, in article order.
    pub testimonies: Vec<Testimony>,
}

/// One directive: a page of the archive.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Directive {
    /// The canonical key; several directives can share it.
    pub key: String,
    /// The number as shown; the key or name of one without a number.
    pub number: String,
    /// Whether it has a number at all.
    pub numbered: bool,
    /// Its address below the path word, unique: `25-nq-tw-2013`.
    pub slug: String,
    /// Its type in words.
    pub type_name: Option<String>,
    /// The code of its type.
    pub type_code: Option<String>,
    /// The issuer's suffix.
    pub issuer_code: Option<String>,
    /// The committee that issued it.
    pub issuer: Option<CommitteeId>,
    /// When it was issued.
    pub date: Option<PartialDate>,
    /// The term of its issuer.
    pub term: Option<u8>,
    /// Its title.
    pub title: Option<String>,
    /// Every form seen with how often, most frequent first.
    pub forms: Vec<(String, u32)>,
    /// How sure its identity is.
    pub certainty: Certainty,
    /// Its authority record's place in the list given to `archive`.
    pub record: Option<u32>,
    /// Every mention, articles newest first, in each by position.
    pub mentions: Vec<MentionRef>,
    /// How often and when they were made.
    pub cited: Cited,
    /// Its relations, in a stable order.
    pub relations: Vec<Related>,
    /// Directives cited in the same articles, with in how many, most first.
    pub cited_with: Vec<(DirectiveId, u32)>,
    /// Other directives behind the same number.
    pub namesakes: Vec<DirectiveId>,
    /// Where else it can be read.
    pub same_as: Vec<String>,
}

/// One committee: a page of the archive.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Committee {
    /// Its full name, which is its key.
    pub name: String,
    /// Its address below the path word, unique.
    pub slug: String,
    /// Every name seen with how often, most frequent first.
    pub forms: Vec<(String, u32)>,
    /// Other names by record.
    pub aliases: Vec<String>,
    /// The suffix of its numbers.
    pub code: Option<String>,
    /// The body above it.
    pub parent: Option<CommitteeId>,
    /// The bodies below it, by name.
    pub children: Vec<CommitteeId>,
    /// The bodies that it took over from.
    pub follows: Vec<CommitteeId>,
    /// The bodies that took over from it.
    pub followed_by: Vec<CommitteeId>,
    /// When it was founded.
    pub from: Option<PartialDate>,
    /// When it ended.
    pub until: Option<PartialDate>,
    /// The place that it serves.
    pub place: Option<String>,
    /// Its authority record's place in the list given to `archive`.
    pub record: Option<u32>,
    /// What it issued, newest first, undated last.
    pub issued: Vec<DirectiveId>,
    /// Every mention, articles newest first, in each by position.
    pub mentions: Vec<MentionRef>,
    /// How often and when they were made.
    pub cited: Cited,
}

/// One year: a page of the archive.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Its articles by date, those known to the year alone last.
    pub articles: Vec<u32>,
    /// Directives issued in it, by date.
    pub directives: Vec<DirectiveId>,
    /// Bodies named in its articles, with in how many, most first.
    pub committees: Vec<(CommitteeId, u32)>,
}

/// A number that is several directives, and so has a page that tells them apart.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Ambiguity {
    /// The shared key.
    pub key: String,
    /// The page's address below the path word of directives.
    pub slug: String,
    /// The directives behind it, by date.
    pub directives: Vec<DirectiveId>,
}

/// Where a mention leads.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Target {
    /// To a directive.
    Directive(DirectiveId),
    /// To a committee.
    Committee(CommitteeId),
}

/// The whole archive.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Archive {
    /// All directives by slug.
    pub directives: Vec<Directive>,
    /// All committees by slug.
    pub committees: Vec<Committee>,
    /// All years, oldest first, none without an article or a directive.
    pub years: Vec<Year>,
    /// Numbers that are several directives, by slug.
    pub ambiguities: Vec<Ambiguity>,
    /// Where each mention of each article leads; none: unresolved, and it stays plain text.
    pub targets: Vec<Vec<Option<Target>>>,
    /// Why the unresolved ones are: the mention and the reason in words.
    pub unresolved: Vec<(MentionRef, Arc<str>)>,
    /// Which articles cite the same.
    pub likeness: Likeness,
    /// The articles newest first, undated ones last.
    pub newest: Vec<u32>,
    /// For each article its place in `newest`.
    pub rank: Vec<u32>,
}

/// Makes the archive from the articles' cards and the archivist's records.
pub fn archive(
    articles: &[&ArticleCard],
    directives: &[DirectiveRecord],
    committees: &[CommitteeRecord],
    names: &dyn Names,
    diags: &mut Diags,
) -> Archive {
    let dates: Vec<Option<PartialDate>> = articles.iter().map(|card| card.date).collect();
    let mentions: Vec<&[CardMention]> = articles.iter().map(|card| &*card.mentions).collect();
    let (bodies, newest) = rayon::join(
        || committees::gather(articles, directives, committees, names, diags),
        || years::newest_first(articles, &dates),
    );
    let evidence = Evidence {
        articles,
        dates: &dates,
        mentions: &mentions,
        records: directives,
        names,
        bodies: &bodies,
    };
    let mut found = identity::identify(&evidence, diags);
    let mut described = describe::describe(&evidence, &found, &newest, diags);
    let targets = targets(&evidence, &mut found, &described.of_identity);

    relations::relate(&evidence, &targets, &mut described.list, diags);
    let cited = relations::cited(&targets);
    relations::keep_company(&cited, &mut described.list);
    let mut committees = bodies.list.clone();
    let (years, likeness) = rayon::join(
        || years::years(&dates, &newest, &described.list, &targets),
        || {
            file_mentions(&evidence, &targets, &newest, &mut committees);
            file_issued(&described.list, &mut committees);
            Likeness::of(cited, &newest)
        },
    );
    let mut rank = vec![0; newest.len()];
    for (at, &article) in newest.iter().enumerate() {
        rank[article as usize] = at as u32;
    }
    Archive {
        rank,
        years,
        likeness,
        directives: described.list,
        committees,
        ambiguities: described.ambiguities,
        targets,
        unresolved: found.unresolved,
        newest,
    }
}

/// Where each mention leads: directives by identity, committees by name.
fn targets(
    evidence: &Evidence,
    found: &mut Identities,
    of_identity: &[DirectiveId],
) -> Vec<Vec<Option<Target>>> {
    let Evidence { articles, bodies, names, .. } = evidence;
    let identities = &found.targets;
    let lead = |(article, card): (usize, &&ArticleCard)| {
        let (mut leads, mut lost) = (Vec::with_capacity(card.mentions.len()), Vec::new());
        for (i, mention) in card.mentions.iter().enumerate() {
            let at = MentionRef { article: article as u32, mention: i as u32 };
            leads.push(match (mention.kind, &mention.unresolved) {
                (Kind::Directive, _) => identities[article][i]
                    .map(|identity| Target::Directive(of_identity[identity as usize])),
                (Kind::Committee, Some(why)) => {
                    let recorded = bodies.of_record(&mention.key, *names);
                    if recorded.is_none() {
                        lost.push((at, why.clone()));
                    }
                    recorded.map(Target::Committee)
                }
                (Kind::Committee, None) => bodies.of_key(&mention.key).map(Target::Committee),
            });
        }
        (leads, lost)
    };
    let (targets, lost): (Vec<_>, Vec<_>) = articles.par_iter().enumerate().map(lead).unzip();
    found.unresolved.extend(lost.into_iter().flatten());
    found.unresolved.sort_by_key(|(at, _)| *at);
    targets
}

/// Files each mention of a body with the body, and counts its forms.
fn file_mentions(
    evidence: &Evidence,
    targets: &[Vec<Option<Target>>],
    newest: &[u32],
    committees: &mut [Committee],
) {
    for &article in newest {
        for (i, target) in targets[article as usize].iter().enumerate() {
            if let Some(Target::Committee(CommitteeId(id))) = target {
                let at = MentionRef { article, mention: i as u32 };
                committees[*id as usize].mentions.push(at);
            }
        }
    }
    committees.par_iter_mut().for_each(|committee| {
        committee.forms = describe::forms(evidence, &committee.mentions);
        committee.cited = Cited::by(evidence, &committee.mentions);
    });
}

/// Files each directive with the body that issued it, newest first.
fn file_issued(directives: &[Directive], committees: &mut [Committee]) {
    let mut order: Vec<u32> = (0..directives.len() as u32).collect();
    order.sort_by_key(|&id| std::cmp::Reverse(directives[id as usize].date));
    for id in order {
        if let Some(CommitteeId(issuer)) = directives[id as usize].issuer {
            committees[issuer as usize].issued.push(DirectiveId(id));
        }
    }
}

/// The place of a key's value in a record's file; the whole file if it has no such key.
fn span_of(file: &str, source: &Arc<str>, spans: &[(String, Range<usize>)], key: &str) -> Span {
    match spans.iter().find(|(name, _)| name == key) {
        Some((_, range)) => {
            Span { file: file.into(), text: Some(source.clone()), range: range.clone() }
        }
        None => Span { file: file.into(), text: Some(source.clone()), range: 0..0 },
    }
}

impl DirectiveRecord {
    /// The day of issue, if the record knows it to the day.
    pub fn day(&self) -> Option<Date> {
        let date = self.date?;
        Date::new(date.year, date.month?, date.day?).ok()
    }

    /// Where its number stands, or the title of one without.
    pub fn name_span(&self) -> Span {
        self.span(if self.number.is_some() { "number" } else { "title" })
    }

    /// Whether what tells it from its namesakes could not be read.
    pub fn is_unread(&self) -> bool {
        let unread = [
            ("date", self.date.is_none()),
            ("term", self.term.is_none()),
            ("issuer", self.issuer.is_none()),
        ];
        unread.iter().any(|(key, is_none)| *is_none && self.has(key))
    }

    /// Whether a key is there, be its value readable or not.
    pub fn has(&self, key: &str) -> bool {
        self.spans.iter().any(|(name, _)| name == key)
    }

    /// Where a key's value stands: `date`, `aliases[0]`, `relations[0].to`.
    pub fn span(&self, key: &str) -> Span {
        span_of(&self.file, &self.source, &self.spans, key)
    }
}

impl CommitteeRecord {
    /// Where its name stands.
    pub fn name_span(&self) -> Span {
        let has_name = self.spans.iter().any(|(key, _)| key == "name");
        self.span(if has_name { "name" } else { "title" })
    }

    /// Where a key's value stands: `parent`, `aliases[0]`.
    pub fn span(&self, key: &str) -> Span {
        span_of(&self.file, &self.source, &self.spans, key)
    }
}

impl Archive {
    /// The articles that share most citations with one, with how many, most first.
    pub fn similar(&self, article: u32) -> Vec<(u32, u32)> {
        let near = self.likeness.near(article, self.rank[article as usize]);
        near.into_iter().map(|(rank, count)| (self.newest[rank as usize], count)).collect()
    }

    /// The bodies above a body, the highest first.
    pub fn above(&self, id: CommitteeId) -> Vec<CommitteeId> {
        let parent = |id: &CommitteeId| self.committees[id.0 as usize].parent;
        let mut above: Vec<CommitteeId> = std::iter::successors(parent(&id), parent).collect();
        above.reverse();
        above
    }
}

/// What a page of the archive lists, which is cut into pagers where it is long.
pub trait Entries {
    /// In how many articles its subject stands.
    fn n_articles(&self) -> usize;
    /// The length of its longest list; its lists are cut alike.
    fn n_entries(&self) -> usize;
}

impl Entries for Directive {
    fn n_articles(&self) -> usize {
        self.cited.n_articles
    }

    fn n_entries(&self) -> usize {
        self.n_articles().max(self.relations.len())
    }
}

impl Entries for Committee {
    fn n_articles(&self) -> usize {
        self.cited.n_articles
    }

    fn n_entries(&self) -> usize {
        self.n_articles().max(self.issued.len()).max(self.children.len())
    }
}

impl Entries for Year {
    fn n_articles(&self) -> usize {
        self.articles.len()
    }

    fn n_entries(&self) -> usize {
        self.articles.len().max(self.directives.len())
    }
}

impl Directive {
    /// Its type and number, or the name of one without a number.
    pub fn name(&self) -> String {
        match &self.type_name {
            Some(type_name) if self.numbered => format!("{type_name} {}", self.number),
            _ => self.number.clone(),
        }
    }

    /// Its name with what tells it from its namesakes, where there are any:
    /// `Nghị quyết 25-NQ/TW (2013)`.
    pub fn own_name(&self) -> String {
        let label = || self.date.map_or_else(|| self.label(), |date| date.year.to_string());
        match self.namesakes.is_empty() {
            true => self.name(),
            false => format!("{} ({})", self.name(), label()),
        }
    }

    /// What tells it from its namesakes in words: its date, else its term.
    pub fn label(&self) -> String {
        match (self.date, self.term) {
            (Some(date), _) => periods::iso(date),
            (None, Some(term)) => format!("term {term}"),
            (None, None) => "undated".to_string(),
        }
    }
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
