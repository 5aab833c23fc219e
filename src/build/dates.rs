//! Dates: what `check` says of articles and records whose day is missing or yet to come.
//!
//! Neither is an error: an article may have no date that anybody knows, and a text may be
//! written ahead. But the one stands under no year, and the other heads every list until its
//! day, so an archivist should know.
//!
//! Not here: dates that contradict one another (`catalog::archive`).

use jiff::civil::Date;

use crate::card::ArticleCard;
use crate::catalog::ArchiveIndex;
use crate::catalog::archive::periods;
use crate::cite::PartialDate;
use crate::config::key_span;
use crate::diag::{Diags, Span};
use crate::parse::Doc;
use crate::render::Site;

/// Tells of articles without a year, and of articles and records from the future.
pub fn check(site: &Site, today: Date, diags: &mut Diags) {
    let Some(index) = &site.catalog.archive else { return };
    // Where the archive is kept it may be tomorrow already.
    let last = today.tomorrow().unwrap_or(today);
    let docs = |id| -> &Doc { site.catalog.doc(id) };
    for doc in index.articles.iter().map(|&id| docs(id)) {
        let Some(ArticleCard { date, .. }) = &doc.article else { continue };
        match date {
            None => diags.undated_article(doc.span(0..0)),
            Some(date) if is_later(*date, last) => {
                diags.date_to_come(place(doc, "date", "year"), &periods::iso(*date));
            }
            Some(_) => {}
        }
    }
    for (date, doc) in recorded(index).map(|(date, id)| (date, docs(id))) {
        if is_later(date, last) {
            diags.date_to_come(place(doc, "date", "date"), &periods::iso(date));
        }
    }
}

/// The dates of directives that have a record, with its doc.
fn recorded(index: &ArchiveIndex) -> impl Iterator<Item = (PartialDate, crate::catalog::DocId)> {
    index.archive.directives.iter().filter_map(|directive| {
        Some((directive.date?, index.directive_records[directive.record? as usize]))
    })
}

/// Whether a date lies after a day as a whole.
fn is_later(date: PartialDate, day: Date) -> bool {
    let day = PartialDate { year: day.year(), month: Some(day.month()), day: Some(day.day()) };
    periods::is_later(date, day)
}

/// Where the first of two keys stands in a doc's front matter that does.
fn place(doc: &Doc, key: &str, other: &str) -> Span {
    let text = doc.text();
    let front = &text[..doc.body.start];
    let found = [key, other].iter().map(|key| key_span(front, key)).find(|at| !at.is_empty());
    doc.span(found.unwrap_or(0..0))
}

#[cfg(test)]
mod tests;
