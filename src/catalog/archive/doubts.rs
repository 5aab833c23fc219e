//! Doubts: what a directive's record says that cannot well be, whatever texts say.
//!
//! A record is believed, so a slip of its pen is carried to every page that names the
//! directive. Its number shows most of them: it holds the code of its type, often its
//! year, and a central one lies in a term whose days are known.
//!
//! Not here: records that contradict texts or one another (`identity`).

use super::DirectiveRecord;
use super::names::{Names, TypeDoubt};
use super::periods::{self, Series, Shape};
use crate::cite::{Institutions, PartialDate};
use crate::diag::Diags;

/// Tells what of a record cannot well be; `key` is its number's.
pub fn doubt(
    record: &DirectiveRecord,
    key: &str,
    shape: &Shape,
    names: &dyn Names,
    diags: &mut Diags,
) {
    doubt_type(record, shape, names, diags);
    doubt_year(record, key, shape, diags);
    doubt_term(record, shape, names, diags);
}

/// Tells a type that the profile does not know, or that the number contradicts.
fn doubt_type(record: &DirectiveRecord, shape: &Shape, names: &dyn Names, diags: &mut Diags) {
    let Some(written) = &record.type_name else { return };
    let span = record.span("type");
    match names.doubt_type(written, shape.type_code.as_deref()) {
        None => {}
        Some(TypeDoubt::Unknown(known)) => diags.record_unknown_type(span, written, &known),
        Some(TypeDoubt::OfAnotherCode(code, others)) => {
            diags.record_type_disputed(span, written, (&code, record.span("number")), &others);
        }
    }
}

/// Tells a date that is not of the year in the record's own number.
fn doubt_year(record: &DirectiveRecord, key: &str, shape: &Shape, diags: &mut Diags) {
    if let Some((date, year)) = record.date.zip(shape.year)
        && date.year != year
    {
        diags.record_year_disputed(record.span("date"), key, &periods::iso(date), year);
    }
}

/// Tells a term of the central body that is none yet, or that did not last when the record's
/// date was.
fn doubt_term(record: &DirectiveRecord, shape: &Shape, names: &dyn Names, diags: &mut Diags) {
    let own = names.institutions();
    let Some(term) = record.term.filter(|_| shape.series == Series::CentralTerm) else { return };
    let last = own.terms.iter().map(|known| known.number).max();
    if let Some(last) = last.filter(|&last| last < term) {
        return diags.record_term_unknown(record.span("term"), term, last);
    }
    if let Some((date, terms)) = disputed_term(record, shape, own) {
        let began = periods::term_start(term, own).map_or(0, |began| began.year);
        let dated = periods::iso(date);
        let dated = (dated.as_str(), record.span("date"));
        diags.record_term_disputed(record.span("term"), (term, began), dated, &terms);
    }
}

/// The date of a record and the terms of the central body that lasted then, where the record's
/// own is none of them. A date or a term outside of the table proves nothing.
pub fn disputed_term(
    record: &DirectiveRecord,
    shape: &Shape,
    own: &Institutions,
) -> Option<(PartialDate, Vec<u8>)> {
    let (date, term) = record.date.zip(record.term)?;
    let terms: Vec<u8> = periods::central_terms(date, own).collect();
    let known = !terms.is_empty() && periods::term_start(term, own).is_some();
    let central = shape.series == Series::CentralTerm;
    (known && central && !terms.contains(&term)).then_some((date, terms))
}

#[cfg(test)]
mod tests;
