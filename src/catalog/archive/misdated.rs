//! Misdated: what a text states with a date that a record knows to be wrong.
//!
//! A misprinted year founds a directive that never was. No alias can mend that, as the
//! number is right; so a record may list the wrong dates, and each mention that gives
//! one of them is read as if it gave the right one.
//!
//! Not here: how claims become directives (`identity`).

use std::sync::Arc;

use super::DirectiveRecord;
use super::claims::precision;
use super::periods;
use crate::cite::PartialDate;
use crate::diag::Diags;

/// A wrong date of one number and the right one.
#[derive(Debug, Clone)]
struct Slip {
    /// The body that issued the directive, where the number does not say which.
    root: Option<Arc<str>>,
    /// The date that texts give.
    wrong: PartialDate,
    /// The date of the record.
    right: PartialDate,
}

/// The wrong dates that the records of one number list.
#[derive(Debug, Default)]
pub struct Misdated(Vec<Slip>);

impl Misdated {
    /// Reads the lists of a number's records, each with the body of its issuer, and tells
    /// those that contradict a record's date.
    pub fn of(records: &[(&DirectiveRecord, Option<Arc<str>>)], diags: &mut Diags) -> Self {
        let mut slips = Vec::new();
        for (i, (record, root)) in records.iter().enumerate() {
            if record.date.is_none() && !record.misdated.is_empty() && !record.has("date") {
                diags.misdated_without_date(record.span("misdated"));
            }
            let Some(right) = record.date else { continue };
            for (at, &wrong) in record.misdated.iter().enumerate() {
                let span = record.span(&format!("misdated[{at}]"));
                let holds = |other: &DirectiveRecord| other.date.is_some_and(|d| covers(wrong, d));
                let others = records.iter().enumerate().filter(|(other, _)| *other != i);
                let mut others = others.map(|(_, other)| other).filter(|(_, o)| may_be(root, o));
                if holds(record) {
                    diags.misdated_is_right(span, &periods::iso(wrong), record.span("date"));
                } else if let Some((other, _)) = others.find(|(other, _)| holds(other)) {
                    diags.misdated_is_right(span, &periods::iso(wrong), other.span("date"));
                } else {
                    slips.push(Slip { root: root.clone(), wrong, right });
                }
            }
        }
        Misdated(slips)
    }

    /// The date that a text means: the one that it states, unless exactly one directive
    /// has that as a wrong date.
    pub fn mend(&self, stated: PartialDate, root: &Option<Arc<str>>) -> PartialDate {
        let meant = |slip: &&Slip| covers(slip.wrong, stated) && may_be(root, &slip.root);
        let mut rights = self.0.iter().filter(meant).map(|slip| slip.right);
        match rights.next() {
            Some(right) if rights.all(|other| other == right) => right,
            _ => stated,
        }
    }
}

/// Whether two bodies may be one.
fn may_be(a: &Option<Arc<str>>, b: &Option<Arc<str>>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Whether a date is the other or lies within it.
pub fn covers(whole: PartialDate, part: PartialDate) -> bool {
    precision(whole) <= precision(part) && periods::agree(whole, part)
}

#[cfg(test)]
mod tests;
