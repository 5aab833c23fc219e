//! Claims: what a mention or a record states about which directive it means.
//!
//! Not here: how claims become directives (`identity`).

use std::cmp::Reverse;
use std::sync::Arc;

use super::periods::{self, Series, Shape};
use crate::cite::{Institutions, PartialDate};

/// The body, the date and the term by which one number is told from its namesakes.
#[derive(Debug, Default, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Claim {
    /// The body that issued it, where the number does not say which: a folded root name.
    pub root: Option<Arc<str>>,
    /// When it was issued.
    pub date: Option<PartialDate>,
    /// The term of its issuer.
    pub term: Option<u8>,
}

/// Whether two claims are about one directive.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub enum Fit {
    /// They cannot be.
    Differs,
    /// Nothing speaks for or against it.
    Open,
    /// They are.
    Same,
}

impl Claim {
    /// Whether it states a date or a term.
    pub fn is_timed(&self) -> bool {
        self.date.is_some() || self.term.is_some()
    }

    /// Whether it states nothing.
    pub fn is_empty(&self) -> bool {
        *self == Claim::default()
    }

    /// Takes from another claim what this one does not state, or states less precisely.
    pub fn refine(&mut self, other: &Claim) {
        self.date = match (self.date, other.date) {
            (Some(own), Some(other)) if !periods::agree(own, other) => Some(own),
            (own, other) => more_precise(own, other),
        };
        self.term = self.term.or(other.term);
        if self.root.is_none() {
            self.root.clone_from(&other.root);
        }
    }

    /// The order in which claims found directives: a body before none, a day before a
    /// month, a term last, then by value.
    pub fn founding_order(&self) -> impl Ord + use<> {
        let precise = Reverse(self.date.map(precision));
        (self.root.is_none(), precise, self.term.is_none(), self.clone())
    }
}

/// The date that says more, the first among equals.
fn more_precise(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    match a.map(precision) < b.map(precision) {
        true => b,
        false => a,
    }
}

/// How much a date says: 1 for a year, 2 for a month, 3 for a day.
pub fn precision(date: PartialDate) -> u8 {
    1 + u8::from(date.month.is_some()) + u8::from(date.day.is_some())
}

/// Compares two claims about one number.
pub fn fit(shape: &Shape, a: &Claim, b: &Claim, own: &Institutions) -> Fit {
    let placed = match (&a.root, &b.root) {
        _ if !shape.placeless => Fit::Same,
        (Some(a), Some(b)) if a == b => Fit::Same,
        (Some(_), Some(_)) => Fit::Differs,
        _ => Fit::Open,
    };
    let timed = fit_in_time(shape.series, a, b, own);
    let is_day = |claim: &Claim| claim.date.is_some_and(|date| date.day.is_some());
    match (placed, timed) {
        (Fit::Differs, _) | (_, Fit::Differs) => Fit::Differs,
        (Fit::Same, Fit::Same) => Fit::Same,
        // Two texts that give one day to one number mean one directive, body or not.
        (Fit::Open, Fit::Same) if is_day(a) && is_day(b) && a.date == b.date => Fit::Same,
        _ => Fit::Open,
    }
}

/// Compares dates and terms alone.
fn fit_in_time(series: Series, a: &Claim, b: &Claim, own: &Institutions) -> Fit {
    match (a.date, b.date) {
        _ if series == Series::Once => Fit::Same,
        (Some(a), Some(b)) if periods::agree(a, b) => Fit::Same,
        (Some(a), Some(b)) if periods::same_period(series, a, b, own) => Fit::Same,
        (Some(_), Some(_)) => Fit::Differs,
        (date, other) => match (a.term, b.term) {
            (Some(a), Some(b)) if a == b => Fit::Same,
            (Some(_), Some(_)) => Fit::Differs,
            (term, other_term) if series == Series::CentralTerm => {
                fit_term(date.or(other), term.or(other_term), own)
            }
            _ => Fit::Open,
        },
    }
}

/// Compares a date with a term of the central body.
fn fit_term(date: Option<PartialDate>, term: Option<u8>, own: &Institutions) -> Fit {
    let Some((date, term)) = date.zip(term) else { return Fit::Open };
    let terms: Vec<u8> = periods::central_terms(date, own).collect();
    match terms.contains(&term) {
        true if terms.len() == 1 => Fit::Same,
        true => Fit::Open,
        // A date or a term outside of the table proves nothing.
        false if terms.is_empty() || periods::term_start(term, own).is_none() => Fit::Open,
        false => Fit::Differs,
    }
}

#[cfg(test)]
mod tests;
