//! Years: what was written, issued and active in each.
//!
//! Not here: how a year's page is cut into months (`render::archive`).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{CommitteeId, Directive, DirectiveId, Target, Year};
use crate::card::ArticleCard;
use crate::cite::PartialDate;

/// Articles newest first; undated ones last, then by file, so that the order in which
/// they were read does not matter.
pub fn newest_first(articles: &[&ArticleCard], dates: &[Option<PartialDate>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..articles.len() as u32).collect();
    order.par_sort_by(|&a, &b| {
        let file = |article: u32| &articles[article as usize].file;
        dates[b as usize].cmp(&dates[a as usize]).then_with(|| file(a).cmp(file(b)))
    });
    order
}

/// Makes the years in which an article was written or a directive issued.
pub fn years(
    dates: &[Option<PartialDate>],
    newest: &[u32],
    directives: &[Directive],
    targets: &[Vec<Option<Target>>],
) -> Vec<Year> {
    let mut years: BTreeMap<i16, Year> = BTreeMap::new();
    let empty = |year| Year { year, articles: vec![], directives: vec![], committees: vec![] };
    for &article in newest.iter().rev() {
        if let Some(date) = dates[article as usize] {
            years.entry(date.year).or_insert_with(|| empty(date.year)).articles.push(article);
        }
    }
    for (id, directive) in directives.iter().enumerate() {
        if let Some(date) = directive.date {
            let year = years.entry(date.year).or_insert_with(|| empty(date.year));
            year.directives.push(DirectiveId(id as u32));
        }
    }
    let mut years: Vec<Year> = years.into_values().collect();
    years.par_iter_mut().for_each(|year| {
        let month = |article: &u32| dates[*article as usize].map(in_order);
        year.articles.sort_by_key(month);
        let date = |id: &DirectiveId| directives[id.0 as usize].date.map(in_order);
        year.directives.sort_by_key(date);
        year.committees = active(&year.articles, targets);
    });
    years
}

/// A date's order inside its year: what is known to the year alone comes last.
fn in_order(date: PartialDate) -> (i8, i8) {
    (date.month.unwrap_or(13), date.day.unwrap_or(32))
}

/// The bodies that some articles name, with in how many, most first.
fn active(articles: &[u32], targets: &[Vec<Option<Target>>]) -> Vec<(CommitteeId, u32)> {
    let mut counts: BTreeMap<CommitteeId, u32> = BTreeMap::new();
    for &article in articles {
        let bodies = targets[article as usize].iter().filter_map(|target| match target {
            Some(Target::Committee(id)) => Some(*id),
            _ => None,
        });
        let mut bodies: Vec<CommitteeId> = bodies.collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
    }
    let mut active: Vec<(CommitteeId, u32)> = counts.into_iter().collect();
    active.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    active
}

#[cfg(test)]
mod tests;
