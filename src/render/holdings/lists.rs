//! Lists: the three indexes of the archive, each in one or many pagers.

use std::sync::Arc;

use serde::Serialize;

use super::entries::share;
use super::{Shelves, shelf};
use crate::catalog::archive::{CommitteeId, DirectiveId};
use crate::diag::Diagnostic;
use crate::plan::{ArchiveKind, PAGER_WORD};
use crate::render::Site;
use crate::render::archive::{self, Holdings};
use crate::render::jobs::{address, context, render, taxonomy_template};
use crate::render::receipt::{self, Fact, Kind};
use crate::render::showing::Showing;
use crate::render::values::{Cut, Pager, list};

impl Site {
    /// The place of a pager in a list of the archive.
    pub(super) fn list_pager(&self, shelves: &Shelves, kind: ArchiveKind, number: usize) -> Pager {
        let by = self.plan.shares.of_list(kind);
        let path = shelves.page(shelf(kind), "").path;
        Pager { path, word: PAGER_WORD.to_string(), by, number }
    }

    /// Renders one pager of an index of the archive.
    ///
    /// # Errors
    /// What Tera says, or that the theme has no template for it.
    pub(super) fn archive_list(
        self: &Arc<Self>,
        shelves: &Shelves,
        kind: ArchiveKind,
        number: usize,
    ) -> Result<String, Box<Diagnostic>> {
        let template = taxonomy_template(self, kind.name(), "list")?;
        let (lang, archive) = (self.archive_lang(), shelves.archive());
        let pager = self.list_pager(shelves, kind, number);
        let (permalink, path) = address(self, &pager);
        let mut context = context(self, &lang, &permalink, &path);
        receipt::read(Fact::of(Kind::List, &format!("{}\n{number}", kind.name())));
        let mut showing = Showing::values();
        let total = show_list(shelves, kind, &pager, &mut showing);
        for (name, value) in showing.finish().1 {
            if name == kind.name() && 0 < pager.by && pager.by < total {
                let cut = Cut { n_entries: total, n_pages: total };
                context.insert_value("paginator", self.pager_of(value.clone(), cut, &pager));
            }
            context.insert_value(name, value);
        }
        context.insert_value("taxonomy", self.archive_taxonomy_config(kind));
        if self.templates.names_variable(&template, "terms") {
            let needs = self.templates.needs(&template);
            let terms = share(archive, kind, &pager);
            let terms = terms.iter().map(|entry| self.archive_term(shelves, kind, entry, needs));
            context.insert_value("terms", list(terms));
        }
        render(self, &lang, &template, &context, &path)
    }
}

/// What a list of the archive shows of its entries; gives how many there are in all.
pub(super) fn show_list(
    shelves: &Shelves,
    kind: ArchiveKind,
    pager: &Pager,
    showing: &mut Showing,
) -> usize {
    let archive = shelves.archive();
    match kind {
        ArchiveKind::Directives => {
            let order = shelves.site.orders.directives(archive);
            let shown = pager.slice(order);
            showing.add("by_type", &archive::directives_by_type(shelves, shown));
            let name = |id: &DirectiveId| archive.directives[id.0 as usize].name();
            showing.add("contents", &contents(shelves, order, pager, name));
            let summary = |&id: &DirectiveId| archive::directive_summary(shelves, id);
            showing.add(kind.name(), &shown.iter().map(summary).collect::<Vec<_>>());
            order.len()
        }
        ArchiveKind::Committees => {
            let order = shelves.site.orders.committees(archive);
            if order.len() <= pager.by || pager.by == 0 {
                showing.add("by_letter", &archive::committees_by_letter(shelves));
            }
            let name = |id: &CommitteeId| archive.committees[id.0 as usize].name.clone();
            showing.add("contents", &contents(shelves, order, pager, name));
            let summary = |&id: &CommitteeId| archive::committee_summary(shelves, id);
            let shown = pager.slice(order).iter();
            showing.add(kind.name(), &shown.map(summary).collect::<Vec<_>>());
            order.len()
        }
        ArchiveKind::Years => {
            let order = archive::years_in_order(archive);
            let name = |at: &usize| archive.years[*at].year.to_string();
            showing.add("contents", &contents(shelves, &order, pager, name));
            let summary = |&at: &usize| archive::year_summary(shelves, at);
            let shown = pager.slice(&order).iter();
            showing.add(kind.name(), &shown.map(summary).collect::<Vec<_>>());
            order.len()
        }
    }
}

/// Where a pager of a list begins and ends, as the guide words of a dictionary.
#[derive(Debug, Hash, Serialize)]
struct GuideWords {
    /// The pager's number.
    number: usize,
    /// Its address.
    permalink: String,
    /// The name of its first entry.
    first: Option<String>,
    /// The name of its last.
    last: Option<String>,
}

/// The guide words of each pager of a list; nothing for a list that is whole.
fn contents<T>(
    shelves: &Shelves,
    order: &[T],
    here: &Pager,
    name: impl Fn(&T) -> String,
) -> Vec<GuideWords> {
    let numbers = 1..=crate::plan::n_pagers(order.len(), here.by);
    let entry = |number| {
        let pager = Pager { number, ..here.clone() };
        let shown = pager.slice(order);
        GuideWords {
            number,
            permalink: address(shelves.site, &pager).0,
            first: shown.first().map(&name),
            last: shown.last().map(&name),
        }
    };
    numbers.filter(|_| here.by < order.len() && 0 < here.by).map(entry).collect()
}
