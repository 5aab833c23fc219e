//! Old addresses, and addresses that more than one file wants.
//!
//! **Invariant:** what clashes is told at the words that ask for it, with all who want it.

use std::collections::BTreeSet;

use super::{Job, Planner};
use crate::catalog::DocId;
use crate::config::key_span;
use crate::diag::{Diagnostic, Diags, Span};
use crate::parse::Doc;

impl Planner<'_> {
    /// Plans the old addresses of pages and sections, where nothing else stands now.
    pub(super) fn aliases(&mut self) {
        let (mut spelled, mut made) = (BTreeSet::new(), BTreeSet::new());
        for at in 0..self.catalog.docs.len() {
            let id = DocId(at as u32);
            let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
            let aliases = match (doc.page(), doc.section()) {
                (Some(front), _) if node.render => &front.aliases,
                (_, Some(front)) if node.render => &front.aliases,
                _ => continue,
            };
            for alias in aliases {
                let file = alias_file(alias);
                // Two files that write one address the same way mean the same, and clash.
                let is_page = is_address(alias) && !made.contains(&file);
                let clashes = !spelled.insert(alias) || is_page;
                let output = self.outputs.get(&file).filter(|_| !clashes);
                let other = output.and_then(|output| output.owners().find(|o| **o != *doc.file));
                match other.map(str::to_string) {
                    Some(owner) => {
                        self.diags.alias_of_another(alias_span(doc, alias), alias, &owner);
                    }
                    None => {
                        made.insert(file.clone());
                        self.claim_file(file, &doc.file, Job::Redirect(node.permalink.clone()));
                    }
                }
            }
        }
    }

    /// Where one of the owners of a file asks for it in words: an alias, a path or a slug.
    pub(super) fn place(&self, owners: &[String], file: &str) -> Option<Span> {
        let docs = self.catalog.docs.iter().filter(|doc| owners.iter().any(|o| **o == *doc.file));
        let mut places = docs.filter_map(|doc| {
            let aliases = match (doc.page(), doc.section()) {
                (Some(front), _) => &front.aliases,
                (_, Some(front)) => &front.aliases,
                _ => &[][..],
            };
            if let Some(alias) = aliases.iter().find(|alias| alias_file(alias) == file) {
                return Some(alias_span(doc, alias));
            }
            let text = doc.text();
            let front = &text[..doc.body.start];
            let mut keys =
                ["path", "slug", "redirects"].map(|key| key_span(front, key)).into_iter();
            let range = keys.find(|range| !range.is_empty())?;
            Some(doc.span(range))
        });
        places.next()
    }

    /// Reports outputs that are files where others need a folder.
    pub(super) fn report_files_that_are_folders(&mut self) {
        let is_index = |file: &str| file.ends_with("/index.html") || file == "index.html";
        // Most outputs have this name, and hardly ever is it one of a folder too.
        let below_index = self.outputs.keys().any(|file| file.contains("index.html/"));
        let mut clashes = Diags::default();
        for (file, output) in &self.outputs {
            if is_index(file) && !below_index {
                continue;
            }
            let folder = format!("{file}/");
            let Some((below, inner)) =
                self.outputs.range(folder.clone()..).next().filter(|(p, _)| p.starts_with(&folder))
            else {
                continue;
            };
            let owners = output.owners().chain(inner.owners()).map(str::to_string);
            let owners: Vec<String> = owners.collect();
            let place = self
                .place(&owners, below)
                .or_else(|| owners.first().map(|owner| Span::file(owner)));
            clashes.file_and_folder(place, file, below);
        }
        self.diags.extend(clashes);
    }

    /// Reports addresses that more than one file wants.
    pub(super) fn report_clashes(&mut self) {
        let mut clashes = Diags::default();
        for (file, output) in self.outputs.iter().filter(|(_, output)| !output.others.is_empty()) {
            let mut owners: Vec<String> = output.owners().map(str::to_string).collect();
            owners.sort();
            owners.dedup();
            let [first, others @ ..] = owners.as_slice() else { continue };
            if others.is_empty() {
                continue;
            }
            if let Some(page) = page_of_a_section(&owners) {
                clashes.push(index_page(page, &owners));
                continue;
            }
            let address = format!("/{}", file.trim_end_matches("index.html"));
            let list: Vec<String> = owners.iter().map(|owner| format!("`{owner}`")).collect();
            clashes.push(
                Diagnostic::error(
                    "duplicate-address",
                    format!("{} want the address `{address}`", list.join(" and ")),
                )
                .at(self.place(&owners, file).unwrap_or_else(|| Span::file(first)))
                .hint("give one of them another `slug`, `path` or alias"),
            );
        }
        self.diags.extend(clashes);
    }
}

/// The page that wants the address of the section whose folder it stands in: an `index.md`, which
/// makes the folder a page, or that at the site's top.
fn page_of_a_section(owners: &[String]) -> Option<&String> {
    let section_beside = |page: &&String| page.replace("/index.", "/_index.");
    let is_page = |page: &&String| page.contains("/index.") && page.ends_with(".md");
    owners.iter().filter(is_page).find(|page| owners.contains(&section_beside(page)))
}

/// Says that a folder is a page and a section at once.
fn index_page(page: &str, owners: &[String]) -> Diagnostic {
    let section = owners.iter().find(|owner| *owner != page).map_or(page, |owner| owner);
    Diagnostic::error("index-page", "the folder is a page and a section at once")
        .at(Span::file(page))
        .label(Span::file(section), "this makes it a section")
        .hint("keep `index.md` for a page, or `_index.md` for a section, or give the page a `path`")
}

/// The file of an alias: itself where it names one, else the index of its folder.
fn alias_file(alias: &str) -> String {
    match alias.ends_with(".html") {
        true => alias.trim_start_matches('/').to_string(),
        false => format!("{}/index.html", alias.trim_matches('/')).trim_start_matches('/').into(),
    }
}

/// Whether an alias is written as the addresses of pages are: `/a/`.
fn is_address(alias: &str) -> bool {
    alias == "/" || 1 < alias.len() && alias.starts_with('/') && alias.ends_with('/')
}

/// Where a front matter says an alias.
fn alias_span(doc: &Doc, alias: &str) -> Span {
    let text = doc.text();
    let front = &text[..doc.body.start];
    let start = front.find("aliases").unwrap_or(0);
    let quoted = ['"', '\''].iter().find_map(|quote| {
        let at = front[start..].find(&format!("{quote}{alias}{quote}"))?;
        Some(start + at..start + at + alias.len() + 2)
    });
    let range = quoted.unwrap_or_else(|| key_span(front, "aliases"));
    doc.span(range)
}
