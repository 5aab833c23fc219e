//! Planning what people wrote: sections, pages, their terms, and the files beside them.

use super::{FeedOf, Job, Planner};
use crate::catalog::DocId;
use crate::config::key_span;
use crate::diag::{Diagnostic, Span};

impl Planner<'_> {
    /// Plans sections and their pagers.
    pub(super) fn sections(&mut self) {
        for &id in &self.catalog.sections {
            let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
            let Some(front) = doc.section().filter(|front| front.render) else { continue };
            if self.gives_way(id) {
                continue;
            }
            let by = front.paginate_by.unwrap_or(0);
            // A section in parts shows them, whatever else it says.
            let job = match front.redirect_to.as_ref().filter(|_| by == 0) {
                Some(to) if to.contains("://") => Job::Redirect(to.clone()),
                Some(to) => Job::Redirect(self.config.permalink(to)),
                None => Job::Section(id, 1),
            };
            self.claim(&node.path, &doc.file, job);
            self.list(node.permalink.clone(), None, Some(id));
            if 0 < by {
                let n = (node.pages.len(), by);
                self.pagers(&node.path, &front.paginate_path, n, &doc.file, |pager| {
                    Job::Section(id, pager)
                });
            }
        }
    }

    /// Whether this is a root section that no file makes, at whose address a file stands.
    fn gives_way(&self, root: DocId) -> bool {
        if !self.catalog.doc(root).is_empty() {
            return false;
        }
        let path = self.catalog.node(root).path.trim_matches('/');
        let mut others = self.catalog.sections.iter().chain(&self.catalog.pages);
        others.any(|&id| {
            let stands = self.catalog.node(id).path.trim_matches('/');
            id != root && stands == path && self.is_written(id)
        })
    }

    /// Whether a page or section is rendered.
    fn is_written(&self, id: DocId) -> bool {
        match self.catalog.doc(id).section() {
            Some(front) => front.render,
            None => self.catalog.node(id).render,
        }
    }

    /// Plans pages.
    pub(super) fn pages(&mut self) {
        for &id in &self.catalog.pages {
            let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
            if !node.render {
                continue;
            }
            if &*doc.canonical == "index" && doc.page().is_some_and(|front| front.path.is_none()) {
                self.diags.push(
                    Diagnostic::error("index-page", "the site's top is a section, not a page")
                        .at(Span::file(&doc.file))
                        .hint("rename the file to `_index.md`, or give the page a `path`"),
                );
                continue;
            }
            self.claim(&node.path, &doc.file, Job::Page(id));
            let front = doc.page();
            let updated = front.and_then(|front| front.updated.as_ref().or(front.date.as_ref()));
            self.list(node.permalink.clone(), updated.map(|stamp| stamp.text.clone()), Some(id));
        }
    }

    /// Plans the lists of terms, and each term with its pagers and feeds.
    pub(super) fn taxonomies(&mut self) {
        for (at, taxonomy) in self.catalog.taxonomies.iter().enumerate() {
            if !taxonomy.config.render || taxonomy.terms.is_empty() {
                continue;
            }
            let owner = format!("taxonomy {}", taxonomy.config.name).into();
            self.claim(&taxonomy.path, &owner, Job::TaxonomyList(at));
            self.list(taxonomy.permalink.clone(), None, None);
            for (which, term) in taxonomy.terms.iter().enumerate() {
                if term.slug.is_empty() {
                    let page = term.pages.first().map(|&id| self.catalog.doc(id));
                    let span = page.map(|page| {
                        let front = &page.text()[..page.body.start];
                        page.span(key_span(front, &taxonomy.config.name))
                    });
                    self.diags.term_without_slug(span, &taxonomy.config.name, &term.name);
                    continue;
                }
                let owner = format!("{owner}, term {}", term.name).into();
                self.claim(&term.path, &owner, Job::Term(at, which, 1));
                self.list(term.permalink.clone(), None, None);
                let by = taxonomy.config.paginate_by.unwrap_or(0);
                if 0 < by {
                    let word = taxonomy.config.paginate_path.as_deref().unwrap_or("page");
                    let n = (term.pages.len(), by);
                    self.pagers(&term.path, word, n, &owner, |pager| Job::Term(at, which, pager));
                }
                if taxonomy.config.feed {
                    let language = self.config.language(&taxonomy.lang).unwrap_or_default();
                    for name in language.feed_filenames {
                        let file = format!("{}{name}", term.path.trim_start_matches('/'));
                        self.claim_file(file, &owner, Job::Feed(FeedOf::Term(at, which), name));
                    }
                }
            }
        }
    }

    /// Copies of the files beside pages and sections.
    pub(super) fn assets(&mut self) {
        for (at, node) in self.catalog.nodes.iter().enumerate() {
            if !node.render || node.assets.is_empty() {
                continue;
            }
            let doc = self.catalog.doc(DocId(at as u32));
            let folder = doc.file.rsplit_once('/').map_or("", |(folder, _)| folder);
            for asset in &node.assets {
                let below = asset.strip_prefix(folder).unwrap_or(asset).trim_start_matches('/');
                let file = format!("{}{below}", node.path.trim_start_matches('/'));
                self.claim_file(file, &asset.as_str().into(), Job::Copy(asset.clone()));
            }
        }
    }
}
