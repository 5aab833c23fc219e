//! Prints: what each kind of fact is worth, made from the site as it is now.
//!
//! Not here: which of them are known already (`facts`).

use std::sync::{Arc, PoisonError};

use serde::Serialize;

use super::{KEPT, Subject, place};
use crate::catalog::DocId;
use crate::parse::date::Stamp;
use crate::plan::{ArchiveKind, Job};
use crate::render::meant::{meant, told_apart};
use crate::render::needs::Needs;
use crate::render::receipt::{self, Fact, Kind, fingerprint_of, name_of};
use crate::render::showing::Showing;
use crate::render::{Site, body, searching};

/// A fingerprint of what a value says, whatever it is made of.
fn fingerprint_of_value(value: &impl Serialize) -> u64 {
    // A value that is no JSON, such as a number that is none, hashes as far as it goes.
    let mut written = Vec::new();
    let _ = serde_json::to_writer(&mut written, value);
    fingerprint_of(&*written)
}

impl Site {
    /// What a fact about a doc is worth; none for kinds that are not about docs.
    pub(super) fn fingerprint_of_doc(self: &Arc<Self>, kind: Kind, id: DocId) -> Option<u64> {
        let node = self.catalog.node(id);
        Some(match kind {
            Kind::Exists => 1,
            Kind::Address => fingerprint_of(self.permalink(id)),
            Kind::Neighbours => {
                fingerprint_of([node.lower, node.higher].map(|id| id.map(|id| self.name(id))))
            }
            Kind::Order => {
                fingerprint_of(node.pages.iter().map(|&id| self.name(id)).collect::<Vec<_>>())
            }
            Kind::Layout => {
                fingerprint_of((self.page_template(id), self.templates.want("archive")))
            }
            kind if KEPT.contains(&kind) => {
                let kept = &self.facts.of_docs[place(kind)][id.0 as usize];
                *kept.get_or_init(|| match kind {
                    Kind::Front => self.fingerprint_of_front(id),
                    Kind::Body => self.fingerprint_of_body(id),
                    Kind::Whole => {
                        let print = |kind| self.fingerprint(self.fact(kind, id));
                        let text = self.catalog.doc(id).prints.text;
                        fingerprint_of((print(Kind::Front), print(Kind::Body), text))
                    }
                    _ => {
                        let (page, _) = receipt::record(|| self.entry(id));
                        fingerprint_of(page)
                    }
                })
            }
            _ => return None,
        })
    }

    /// The hash of a doc's name.
    fn name(&self, id: DocId) -> u64 {
        self.facts.index.names[id.0 as usize]
    }

    /// All that `page_header` and `section_header` show.
    fn fingerprint_of_front(&self, id: DocId) -> u64 {
        let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
        let above: Vec<_> = node
            .ancestors
            .iter()
            .map(|&id| {
                let front = self.catalog.doc(id).section();
                (self.name(id), front.is_some_and(|front| front.transparent))
            })
            .collect();
        let named = |ids: &[DocId]| -> Vec<(u64, String, Option<String>)> {
            let one = |&id: &DocId| {
                let title = self.title(id).map(String::from);
                (self.name(id), self.catalog.node(id).permalink.clone(), title)
            };
            ids.iter().map(one).collect()
        };
        let below: Vec<u64> = node.subsections.iter().map(|&id| self.name(id)).collect();
        fingerprint_of((
            doc.prints.front,
            (&doc.relative, &node.path, &node.permalink, &node.assets),
            (above, below, named(&node.translations), named(&node.backlinks)),
        ))
    }

    /// All that a body is made from; what a template makes of one is known when it is rendered.
    fn fingerprint_of_body(self: &Arc<Self>, id: DocId) -> u64 {
        let doc = self.catalog.doc(id);
        if doc.is_template && !self.project.skips_templating(&doc.relative) {
            let (body, _) = receipt::record(|| self.body(id));
            let summary = body.summary.as_ref().and_then(|summary| summary.as_str());
            return fingerprint_of((body.html(), summary, fingerprint_of_value(&body.toc)));
        }
        let addresses: Vec<Option<String>> = doc
            .links
            .iter()
            .map(|link| body::links::target(self, link).map(|target| self.permalink(target)))
            .collect();
        let targets: Vec<Option<String>> = self
            .catalog
            .targets(id)
            .iter()
            .map(|target| target.as_ref().map(|target| self.target_permalink(target)))
            .collect();
        let template = |name: &str| self.templates.needs(name).print;
        fingerprint_of((
            (doc.prints.text, doc.prints.card, &self.catalog.node(id).permalink),
            (addresses, targets, body::insert_anchor(self, id)),
            (template("anchor-link.html"), template("summary-cutoff.html")),
        ))
    }

    /// What a fact about anything but a doc is worth.
    pub(super) fn fingerprint_of_other(self: &Arc<Self>, fact: Fact) -> u64 {
        let name = || {
            let named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
            named.get(&fact).cloned()
        };
        match fact.kind() {
            Kind::Pages => self.facts.index.pages.get(&fact).map_or(0, |&(id, listing)| {
                self.fingerprint_of_pages(&self.catalog.node(id).pages, listing)
            }),
            Kind::Terms | Kind::Term => self.facts.index.terms.get(&fact).map_or(0, |found| {
                let (at, which, listing) = *found;
                self.fingerprint_of_terms(at, which, listing)
            }),
            Kind::Dates => self.fingerprint_of_dates(fact),
            Kind::Texts => self.fingerprint_of_texts(fact),
            Kind::Sitemap => self.fingerprint_of_sitemap(),
            Kind::Template => self.templates.print_of(fact),
            Kind::File => name().map_or(0, |name| self.fingerprint_of_file(&name)),
            Kind::Name => name().map_or(0, |name| self.fingerprint_of_name(&name)),
            Kind::Made => {
                let bytes = name().and_then(|name| match self.plan.jobs.get(&name) {
                    Some(Job::Bytes(bytes)) => Some(bytes.clone()),
                    _ => None,
                });
                bytes.map_or(0, fingerprint_of)
            }
            Kind::Output => u64::from(self.has_output(fact)),
            _ => match self.facts.index.subjects.get(&fact) {
                Some(Subject::Job(job)) => {
                    let mut showing = Showing::print();
                    receipt::record(|| self.show(job, &mut showing));
                    showing.finish().0
                }
                Some(Subject::Shelf(kind, slug, listing)) => {
                    self.fingerprint_of_shelf(*kind, slug.as_deref(), listing)
                }
                None => 0,
            },
        }
    }

    /// Some pages, shown in some way.
    fn fingerprint_of_pages(self: &Arc<Self>, pages: &[DocId], listing: &str) -> u64 {
        let needs = Needs::from_listing(listing);
        let kind = if needs.texts { Kind::Whole } else { Kind::Front };
        let one = |id: DocId| match needs.pages {
            true => self.fingerprint(self.fact(kind, id)),
            false => 0,
        };
        let beside = |id: DocId| {
            let node = self.catalog.node(id);
            let both = [node.lower, node.higher].into_iter().flatten();
            both.map(|id| (self.name(id), one(id))).collect::<Vec<_>>()
        };
        let prints: Vec<_> = pages
            .iter()
            .map(|&id| {
                (self.name(id), one(id), if needs.neighbours { beside(id) } else { Vec::new() })
            })
            .collect();
        fingerprint_of(prints)
    }

    /// A taxonomy's terms, or one of them, with its pages.
    fn fingerprint_of_terms(
        self: &Arc<Self>,
        at: usize,
        which: Option<usize>,
        listing: &str,
    ) -> u64 {
        let own = &self.catalog.taxonomies[at];
        let terms = match which {
            None => own.terms.as_slice(),
            Some(which) => &own.terms[which..=which],
        };
        let prints: Vec<_> = terms
            .iter()
            .map(|term| {
                let pages = self.fingerprint_of_pages(&term.pages, listing);
                (&term.name, &term.slug, &term.permalink, term.pages.len(), pages)
            })
            .collect();
        fingerprint_of((prints, &own.permalink))
    }

    /// An entry of the archive, or all of a kind, as terms with their pages.
    fn fingerprint_of_shelf(
        self: &Arc<Self>,
        kind: ArchiveKind,
        slug: Option<&str>,
        listing: &str,
    ) -> u64 {
        let shelf = self.shelf(kind, slug);
        let prints: Vec<_> = shelf
            .into_iter()
            .map(|(name, permalink, pages)| {
                (name, permalink, self.fingerprint_of_pages(&pages, listing))
            })
            .collect();
        fingerprint_of(prints)
    }

    /// Which pages a language has, and when they appeared.
    fn fingerprint_of_dates(&self, fact: Fact) -> u64 {
        let pages = self.catalog.pages.iter();
        let own = pages.filter(|&&id| name_of(&self.catalog.doc(id).lang) == fact.name());
        let dates: Vec<_> = own
            .map(|&id| {
                let front = self.catalog.doc(id).page();
                let stamp = |stamp: Option<&Stamp>| stamp.map(|stamp| stamp.text.clone());
                let date = stamp(front.and_then(|front| front.date.as_ref()));
                let updated = stamp(front.and_then(|front| front.updated.as_ref()));
                (self.name(id), date, updated, self.catalog.node(id).render)
            })
            .collect();
        fingerprint_of(dates)
    }

    /// What the search index of a language is made of.
    fn fingerprint_of_texts(self: &Arc<Self>, fact: Fact) -> u64 {
        let languages = self.project.config.all_languages();
        let Some(lang) = languages.into_iter().find(|lang| name_of(lang) == fact.name()) else {
            return 0;
        };
        let holds_texts = searching::holds_texts(&self.project.config, lang);
        let kind = if holds_texts { Kind::Whole } else { Kind::Front };
        let print = |id| (self.name(id), self.fingerprint(self.fact(kind, id)));
        let pages: Vec<_> = searching::searched(self, lang).into_iter().map(print).collect();
        let archived = searching::archived(self, lang);
        let records = archived.iter().filter_map(|found| found.text).filter(|_| holds_texts);
        let texts: Vec<_> = records.map(|id| self.fingerprint(self.fact(Kind::Body, id))).collect();
        let archived: Vec<_> = archived.iter().map(searching::Found::words).collect();
        fingerprint_of((pages, archived, texts))
    }

    /// The addresses of the sitemap.
    fn fingerprint_of_sitemap(self: &Arc<Self>) -> u64 {
        let extra = |id: Option<DocId>| match self.templates.needs("sitemap.xml").extra {
            true => id.map(|id| self.catalog.doc(id).prints.front),
            false => None,
        };
        let entries = self.plan.sitemap.iter();
        let prints: Vec<_> =
            entries.map(|entry| (&entry.permalink, &entry.updated, extra(entry.doc))).collect();
        fingerprint_of(prints)
    }

    /// What a file of the site holds.
    fn fingerprint_of_file(&self, path: &str) -> u64 {
        if !self.project.files.is_file(path) {
            return 0;
        }
        self.project.files.read(path).map_or(1, |bytes| fingerprint_of(bytes) | 1)
    }

    /// What a name means among the entries of the archive.
    fn fingerprint_of_name(&self, name: &str) -> u64 {
        let Some((kind, name)) = name.split_once('\n') else { return 0 };
        let kinds = [ArchiveKind::Directives, ArchiveKind::Committees, ArchiveKind::Years];
        let kind = kinds.into_iter().find(|known| known.name() == kind);
        let (Some(kind), Some(index)) = (kind, &self.catalog.archive) else { return 0 };
        match meant(&index.archive, kind, name) {
            found if found.is_empty() => 0,
            found => fingerprint_of((told_apart(&index.archive, kind, &found), &found)),
        }
    }
}
