//! Tables: the three indexes of the archive as CSV, each whole, for who counts and compares.
//!
//! They hold what an index shows of its entries, a line each, under English names of columns that
//! stay. They begin with a mark of order of bytes: without it the usual spreadsheet takes
//! Vietnamese for another encoding.
//!
//! Not here: which lists have one (`plan`).

use std::sync::Arc;

use super::Shelves;
use crate::catalog::archive::{CommitteeId, DirectiveId};
use crate::plan::{ArchiveKind, Job};
use crate::render::Site;
use crate::render::archive::{self, Holdings};
use crate::render::facts::subject_fact;
use crate::render::receipt;

/// The columns of directives.
const DIRECTIVES: [&str; 9] =
    ["number", "type", "title", "date", "issuer", "certainty", "articles", "mentions", "address"];

/// The columns of committees.
const COMMITTEES: [&str; 10] = [
    "name", "code", "place", "from", "until", "parent", "issued", "articles", "mentions", "address",
];

/// The columns of years.
const YEARS: [&str; 5] = ["year", "articles", "directives", "committees", "address"];

impl Site {
    /// Renders a list of the archive as a table.
    pub fn archive_table(self: &Arc<Self>, kind: ArchiveKind) -> String {
        let Some(shelves) = self.shelves() else { return String::new() };
        if let Some(fact) = subject_fact(shelves.archive(), &Job::Table(kind)) {
            receipt::read(fact);
        }
        written(&rows(&shelves, kind))
    }
}

/// The lines of a table, its columns' names first.
pub(super) fn rows(shelves: &Shelves, kind: ArchiveKind) -> Vec<Vec<String>> {
    let archive = shelves.archive();
    let names = |names: &[&str]| vec![names.iter().map(ToString::to_string).collect()];
    match kind {
        ArchiveKind::Directives => {
            let order = shelves.site.orders.directives(archive).iter();
            let lines = order.map(|&id| directive(shelves, id));
            names(&DIRECTIVES).into_iter().chain(lines).collect()
        }
        ArchiveKind::Committees => {
            let order = shelves.site.orders.committees(archive).iter();
            let lines = order.map(|&id| committee(shelves, id));
            names(&COMMITTEES).into_iter().chain(lines).collect()
        }
        ArchiveKind::Years => {
            let order = archive::years_in_order(archive).into_iter();
            let lines = order.map(|at| {
                let year = archive::year_summary(shelves, at);
                let counts = [year.n_articles, year.n_directives, year.n_committees];
                let counts = counts.iter().map(ToString::to_string);
                let address = std::iter::once(year.permalink);
                std::iter::once(year.year.to_string()).chain(counts).chain(address).collect()
            });
            names(&YEARS).into_iter().chain(lines).collect()
        }
    }
}

/// The line of a directive.
fn directive(shelves: &Shelves, id: DirectiveId) -> Vec<String> {
    let own = archive::directive_summary(shelves, id);
    vec![
        own.number,
        own.type_name.unwrap_or_default(),
        own.title.unwrap_or_default(),
        own.date.unwrap_or_default(),
        own.issuer.map(|issuer| issuer.name).unwrap_or_default(),
        own.certainty.to_string(),
        own.n_articles.to_string(),
        own.n_mentions.to_string(),
        own.permalink,
    ]
}

/// The line of a committee.
fn committee(shelves: &Shelves, id: CommitteeId) -> Vec<String> {
    let committees = &shelves.archive().committees;
    let parent = committees[id.0 as usize].parent;
    let own = archive::committee_summary(shelves, id);
    vec![
        own.name,
        own.code.unwrap_or_default(),
        own.place.unwrap_or_default(),
        own.from.unwrap_or_default(),
        own.until.unwrap_or_default(),
        parent.map(|above| committees[above.0 as usize].name.to_string()).unwrap_or_default(),
        own.n_issued.to_string(),
        own.n_articles.to_string(),
        own.n_mentions.to_string(),
        own.permalink,
    ]
}

/// Lines as CSV, as RFC 4180 has it.
fn written(rows: &[Vec<String>]) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing into memory cannot fail, and all lines of a table have its columns.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}
