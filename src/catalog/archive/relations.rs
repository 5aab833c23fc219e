//! Relations: how directives bear on one another, and which of them keep company.
//!
//! A relation is stated by a record, by the prose of articles, or by both; each is
//! one relation with all its testimonies, and both directives hold it.
//!
//! Not here: finding statements in prose (`cite`).

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::identity::Evidence;
use super::{Directive, DirectiveId, DirectiveRecord, Related, Target, Testimony};
use crate::card::ArticleCard;
use crate::cite::Relation;
use crate::diag::Diags;
use crate::text;

/// A relation while its evidence is being gathered.
#[derive(Debug, Default)]
struct Gathered {
    /// Whether a record states it.
    recorded: bool,
    /// The prose that states it.
    testimonies: Vec<Testimony>,
}

/// Relations by subject, kind and object.
type Relations = BTreeMap<(DirectiveId, Relation, DirectiveId), Gathered>;

/// Finds all relations and gives each directive those that it has a part in.
pub fn relate(
    evidence: &Evidence,
    targets: &[Vec<Option<Target>>],
    directives: &mut [Directive],
    diags: &mut Diags,
) {
    let mut relations = Relations::new();
    recorded(evidence, directives, &mut relations, diags);
    stated(evidence.articles, targets, &mut relations);
    for (&(subject, relation, object), gathered) in &relations {
        let related = |other, outgoing| Related {
            relation,
            other,
            outgoing,
            recorded: gathered.recorded,
            testimonies: gathered.testimonies.clone(),
        };
        directives[subject.0 as usize].relations.push(related(object, true));
        directives[object.0 as usize].relations.push(related(subject, false));
    }
    for directive in directives {
        directive.relations.sort_by_key(|r| (!r.outgoing, r.relation, r.other));
    }
}

/// Adds what the prose states.
fn stated(articles: &[&ArticleCard], targets: &[Vec<Option<Target>>], relations: &mut Relations) {
    for (article, card) in articles.iter().enumerate() {
        let directive = |mention: usize| match targets[article].get(mention) {
            Some(Some(Target::Directive(id))) => Some(*id),
            _ => None,
        };
        for statement in &card.statements {
            let ends = directive(statement.subject).zip(directive(statement.object));
            let Some((subject, object)) = ends.filter(|(a, b)| a != b) else { continue };
            let gathered = relations.entry((subject, statement.relation, object)).or_default();
            let spot = statement.subject.min(statement.object);
            gathered.testimonies.push(Testimony {
                article: article as u32,
                anchor: card.mentions[spot].anchor(),
                quote: statement.quote.clone(),
            });
        }
    }
}

/// Adds what records state.
fn recorded(
    evidence: &Evidence,
    directives: &[Directive],
    relations: &mut Relations,
    diags: &mut Diags,
) {
    let index = Index::new(evidence, directives);
    for (subject, directive) in directives.iter().enumerate() {
        let Some(record) = directive.record else { continue };
        let record = &evidence.records[record as usize];
        for (at, (relation, to)) in record.relations.iter().enumerate() {
            let Some(object) = index.find(record, at, to, diags) else { continue };
            let subject = DirectiveId(subject as u32);
            match subject == object {
                true => diags.self_relation(record.span(&format!("relations[{at}].to")), to),
                false => {
                    relations.entry((subject, *relation, object)).or_default().recorded = true;
                }
            }
        }
    }
}

/// Directives by all that a record may call them.
struct Index<'a> {
    /// All that is known.
    evidence: &'a Evidence<'a>,
    /// The directives.
    directives: &'a [Directive],
    /// Directives by key, folded name and folded alias.
    by_name: BTreeMap<String, Vec<DirectiveId>>,
}

impl<'a> Index<'a> {
    /// Indexes all directives.
    fn new(evidence: &'a Evidence, directives: &'a [Directive]) -> Self {
        let mut by_name: BTreeMap<String, Vec<DirectiveId>> = BTreeMap::new();
        for (i, directive) in directives.iter().enumerate() {
            let record = directive.record.map(|record| &evidence.records[record as usize]);
            let aliases = record.map(|record| record.aliases.as_slice()).unwrap_or_default();
            let fold = |name: &String| evidence.names.fold(name);
            let mut names: Vec<String> = aliases.iter().map(fold).collect();
            names.push(fold(&directive.key));
            names.push(directive.key.clone());
            names.sort();
            names.dedup();
            for name in names {
                by_name.entry(name).or_default().push(DirectiveId(i as u32));
            }
        }
        Index { evidence, directives, by_name }
    }

    /// The directive that a record names, or a diagnostic.
    fn find(
        &self,
        record: &DirectiveRecord,
        at: usize,
        written: &str,
        diags: &mut Diags,
    ) -> Option<DirectiveId> {
        let (number, hint) = match written.trim().strip_suffix(')').and_then(|w| w.rsplit_once('('))
        {
            Some((number, hint)) => (number.trim(), Some(hint.trim())),
            None => (written.trim(), None),
        };
        let names = self.evidence.names;
        let key = names.directive_key(number).unwrap_or_else(|| names.fold(number));
        let span = record.span(&format!("relations[{at}].to"));
        let Some(found) = self.by_name.get(&key) else {
            let known = self.by_name.keys().map(String::as_str);
            diags.unknown_directive(
                span,
                written,
                text::nearest(&key, known).map(|k| names.display(k)),
            );
            return None;
        };
        let fits = |id: &&DirectiveId| {
            hint.is_none_or(|hint| self.directives[id.0 as usize].label().starts_with(hint))
        };
        let fitting: Vec<&DirectiveId> = found.iter().filter(fits).collect();
        match fitting[..] {
            [only] => Some(*only),
            _ => {
                let known: Vec<String> = found
                    .iter()
                    .map(|id| &self.directives[id.0 as usize])
                    .map(|directive| format!("{} ({})", directive.number, directive.label()))
                    .collect();
                diags.ambiguous_directive(span, written, &known);
                None
            }
        }
    }
}

/// For each article the directives that it cites, each once, in the order of ids.
pub fn cited(targets: &[Vec<Option<Target>>]) -> Vec<Vec<DirectiveId>> {
    let cited = |targets: &Vec<Option<Target>>| {
        let directives = targets.iter().filter_map(|target| match target {
            Some(Target::Directive(id)) => Some(*id),
            _ => None,
        });
        let mut cited: Vec<DirectiveId> = directives.collect();
        cited.sort_unstable();
        cited.dedup();
        cited
    };
    targets.par_iter().map(cited).collect()
}

/// Counts for each directive in how many articles it stands beside each other one.
pub fn keep_company(cited: &[Vec<DirectiveId>], directives: &mut [Directive]) {
    let mut articles: Vec<Vec<u32>> = vec![Vec::new(); directives.len()];
    for (article, cited) in cited.iter().enumerate() {
        cited.iter().for_each(|id| articles[id.0 as usize].push(article as u32));
    }
    let count = |counts: &mut FxHashMap<DirectiveId, u32>,
                 (id, directive): (usize, &mut Directive)| {
        counts.clear();
        for &article in &articles[id] {
            for &other in &cited[article as usize] {
                *counts.entry(other).or_default() += 1;
            }
        }
        counts.remove(&DirectiveId(id as u32));
        directive.cited_with = counts.iter().map(|(&id, &count)| (id, count)).collect();
        directive.cited_with.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
    };
    directives.par_iter_mut().enumerate().for_each_init(FxHashMap::default, count);
}

#[cfg(test)]
mod tests;
