//! What facts are worth: the fingerprint of each, made from the site as it is now.
//!
//! A fingerprint hashes all that a value contains, or all that it is made from. Those
//! of docs come from their texts and from the catalog without rendering anything; the
//! archive's are hashes of the values themselves; a text that is a template has to be
//! rendered to be known.
//!
//! **Invariant:** two sites in which a fact has the same fingerprint show the same value
//! for it. Something that is not there has the fingerprint 0.
//!
//! Not here: who read which fact (`receipt`).

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::catalog::archive::{Archive, CommitteeId, DirectiveId};
use crate::catalog::{Catalog, DocId};
use crate::parse::date::Stamp;
use crate::plan::{ArchiveKind, Job, Plan};
use crate::render::jobs::{term_fact, terms_fact};
use crate::render::meant::{meant, told_apart};
use crate::render::needs::{LISTINGS, Needs};
use crate::render::receipt::{self, Fact, Kind, fingerprint_of, name_of};
use crate::render::showing::Showing;
use crate::render::{Site, body, searching};

/// Kinds of facts about docs whose fingerprints are kept, in the order of [`Facts::of_docs`].
const KEPT: [Kind; 4] = [Kind::Front, Kind::Body, Kind::Whole, Kind::Entry];

/// Fingerprints by the places of docs.
type OfDocs = Vec<OnceLock<u64>>;

/// What the names of facts stand for, and the fingerprints that are known already.
#[derive(Debug, Default)]
pub struct Facts {
    /// What the names stand for.
    index: Arc<Index>,
    /// Fingerprints of facts about docs that take a while, by [`KEPT`] and place.
    of_docs: [OfDocs; KEPT.len()],
    /// Those of all other facts.
    others: Mutex<FxHashMap<Fact, u64>>,
}

/// What the names of facts stand for: the same as long as the catalog is.
#[derive(Debug, Default)]
struct Index {
    /// The hashes of the names of docs, by place.
    names: Vec<u64>,
    /// Docs by the hashes of their names.
    docs: FxHashMap<u64, DocId>,
    /// Sections and how their pages are shown.
    pages: FxHashMap<Fact, (DocId, &'static str)>,
    /// Taxonomies, their terms, and how pages are shown.
    terms: FxHashMap<Fact, (usize, Option<usize>, &'static str)>,
    /// Pages and lists of the archive.
    subjects: FxHashMap<Fact, Subject>,
    /// The hashes of all output paths.
    outputs: OnceLock<FxHashSet<u64>>,
}

/// The names behind facts that can be about anything, which a site hands on to the next.
pub type Named = Arc<Mutex<FxHashMap<Fact, String>>>;

/// What a fact about the archive is about.
#[derive(Debug, Clone)]
enum Subject {
    /// A page or a list.
    Job(Job),
    /// An entry as a term, or all of a kind, and how pages are shown.
    Shelf(ArchiveKind, Option<String>, &'static str),
}

impl Facts {
    /// What facts can be about in a site.
    pub fn of(catalog: &Catalog, plan: &Plan) -> Facts {
        let index = Arc::new(Index::of(catalog, plan));
        let of_docs = KEPT.map(|_| catalog.docs.iter().map(|_| OnceLock::new()).collect());
        Facts { index, of_docs, others: Mutex::default() }
    }

    /// The facts of a site whose catalog is the same, but for what some docs say of themselves.
    pub fn after_words(&self, catalog: &Catalog, changed: &[DocId]) -> Facts {
        let changed: FxHashSet<DocId> = changed.iter().copied().collect();
        let names = |id: usize| {
            let node = &catalog.nodes[id];
            let named = || node.translations.iter().chain(&node.backlinks);
            changed.contains(&DocId(id as u32)) || named().any(|id| changed.contains(id))
        };
        let of_docs = KEPT.map(|kind| {
            let stands = |at: usize| match kind {
                Kind::Front => !names(at),
                Kind::Body => !changed.contains(&DocId(at as u32)) && !catalog.docs[at].is_template,
                Kind::Whole => !names(at) && !catalog.docs[at].is_template,
                // The neighbours of an article may be shown with their titles.
                _ => false,
            };
            kept_where(&self.of_docs[place(kind)], stands)
        });
        let stands = |kind: Kind| {
            matches!(kind, Kind::Name | Kind::Dates | Kind::Template | Kind::Made | Kind::Output)
        };
        Facts { index: self.index.clone(), of_docs, others: self.others_where(stands) }
    }

    /// The facts of a site whose catalog is the same, but for the texts of some docs.
    pub fn after_texts(&self, catalog: &Catalog, changed: &[DocId]) -> Facts {
        let changed: FxHashSet<DocId> = changed.iter().copied().collect();
        let is_record = |id: &DocId| {
            let doc = catalog.doc(*id);
            doc.page().is_none() && doc.section().is_none()
        };
        let records_stand = !changed.iter().any(is_record);
        let of_docs = KEPT.map(|kind| {
            let stands = |at: usize| match kind {
                Kind::Front | Kind::Entry => true,
                _ => !changed.contains(&DocId(at as u32)) && !catalog.docs[at].is_template,
            };
            kept_where(&self.of_docs[place(kind)], stands)
        });
        let stands = |kind: Kind| match kind {
            Kind::Directive | Kind::Committee => records_stand,
            Kind::Year | Kind::Ambiguity | Kind::List | Kind::Name => true,
            Kind::Dates | Kind::Sitemap | Kind::Template | Kind::Made | Kind::Output => true,
            // Lists of pages may show their texts; files may have changed with the texts.
            _ => false,
        };
        Facts { index: self.index.clone(), of_docs, others: self.others_where(stands) }
    }

    /// The fingerprints of facts that are not about docs, of the kinds that stand.
    fn others_where(&self, stands: impl Fn(Kind) -> bool) -> Mutex<FxHashMap<Fact, u64>> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let standing = others.iter().filter(|(fact, _)| stands(fact.kind()));
        Mutex::new(standing.map(|(fact, print)| (*fact, *print)).collect())
    }
}

/// The fingerprints of docs that stand.
fn kept_where(prints: &OfDocs, stands: impl Fn(usize) -> bool) -> OfDocs {
    let one = |(at, old): (usize, &OnceLock<u64>)| match stands(at) {
        true => old.clone(),
        false => OnceLock::new(),
    };
    prints.iter().enumerate().map(one).collect()
}

impl Index {
    /// What the names of facts stand for in a site.
    fn of(catalog: &Catalog, plan: &Plan) -> Index {
        let names: Vec<u64> = catalog.docs.par_iter().map(|doc| name_of(&doc.relative)).collect();
        let ids = (0..names.len() as u32).map(DocId);
        let docs = names.iter().copied().zip(ids).collect();
        let mut index = Index { names, docs, ..Index::default() };
        for &id in &catalog.sections {
            for listing in LISTINGS {
                let name = format!("{}\n{listing}", catalog.doc(id).relative);
                index.pages.insert(Fact::of(Kind::Pages, &name), (id, listing));
            }
        }
        for (at, own) in catalog.taxonomies.iter().enumerate() {
            for listing in LISTINGS {
                index.terms.insert(terms_fact(own, listing), (at, None, listing));
                for (which, term) in own.terms.iter().enumerate() {
                    index.terms.insert(term_fact(own, term, listing), (at, Some(which), listing));
                }
            }
        }
        if let Some(archive) = &catalog.archive {
            index.add_archive(&archive.archive, plan);
        }
        index
    }

    /// Names the facts about the archive's pages.
    fn add_archive(&mut self, archive: &Archive, plan: &Plan) {
        for job in plan.jobs.values() {
            if let Some(fact) = subject_fact(archive, job) {
                self.subjects.insert(fact, Subject::Job(job.clone()));
            }
        }
        let directives = (0..archive.directives.len() as u32).map(DirectiveId);
        let committees = (0..archive.committees.len() as u32).map(CommitteeId);
        let wholes = directives.map(|id| Job::Directive(id, 0));
        let wholes = wholes.chain(committees.map(|id| Job::Committee(id, 0)));
        for job in wholes.chain((0..archive.years.len()).map(|at| Job::Year(at, 0))) {
            if let Some(fact) = subject_fact(archive, &job) {
                self.subjects.insert(fact, Subject::Job(job));
            }
        }
        for kind in [ArchiveKind::Directives, ArchiveKind::Committees, ArchiveKind::Years] {
            for listing in LISTINGS {
                let subject = Subject::Shelf(kind, None, listing);
                self.subjects.insert(shelves_fact(kind, listing), subject);
            }
        }
        let directives = archive.directives.iter().map(|own| own.slug.clone());
        let directives = directives.chain(archive.ambiguities.iter().map(|own| own.slug.clone()));
        let committees = archive.committees.iter().map(|own| own.slug.clone());
        let years = archive.years.iter().map(|own| own.year.to_string());
        let all = directives.map(|slug| (ArchiveKind::Directives, slug));
        let all = all.chain(committees.map(|slug| (ArchiveKind::Committees, slug)));
        for (kind, slug) in all.chain(years.map(|slug| (ArchiveKind::Years, slug))) {
            for listing in LISTINGS {
                let subject = Subject::Shelf(kind, Some(slug.clone()), listing);
                self.subjects.insert(shelf_fact(kind, &slug, listing), subject);
            }
        }
    }
}

/// The place of a kind among those that are kept.
fn place(kind: Kind) -> usize {
    KEPT.iter().position(|kept| *kept == kind).unwrap_or(0)
}

/// The fact of a page or list of the archive; none for other outputs.
pub fn subject_fact(archive: &Archive, job: &Job) -> Option<Fact> {
    let (kind, name) = match *job {
        Job::Directive(id, n) => {
            (Kind::Directive, format!("{}\n{n}", archive.directives[id.0 as usize].slug))
        }
        Job::Ambiguity(at) => (Kind::Ambiguity, archive.ambiguities[at].slug.clone()),
        Job::Committee(id, n) => {
            (Kind::Committee, format!("{}\n{n}", archive.committees[id.0 as usize].slug))
        }
        Job::Year(at, n) => (Kind::Year, format!("{}\n{n}", archive.years[at].year)),
        Job::ArchiveList(kind, n) => (Kind::List, format!("{}\n{n}", kind.name())),
        _ => return None,
    };
    Some(Fact::of(kind, &name))
}

/// The fact of an entry of the archive as a term.
pub fn shelf_fact(kind: ArchiveKind, slug: &str, listing: &str) -> Fact {
    Fact::of(Kind::Shelf, &format!("{}\n{slug}\n{listing}", kind.name()))
}

/// The fact of all entries of a kind as a taxonomy.
pub fn shelves_fact(kind: ArchiveKind, listing: &str) -> Fact {
    Fact::of(Kind::Shelves, &format!("{}\n{listing}", kind.name()))
}

/// A fingerprint of what a value says, whatever it is made of.
fn fingerprint_of_value(value: &impl Serialize) -> u64 {
    // A value that is no JSON, such as a number that is none, hashes as far as it goes.
    let mut written = Vec::new();
    let _ = serde_json::to_writer(&mut written, value);
    fingerprint_of(&*written)
}

impl Site {
    /// The fact of this kind about a doc.
    pub fn fact(&self, kind: Kind, id: DocId) -> Fact {
        Fact::with(kind, self.facts.index.names[id.0 as usize])
    }

    /// The fact about a name that no list of the site holds, such as a file's.
    pub fn named_fact(&self, kind: Kind, name: &str) -> Fact {
        let fact = Fact::of(kind, name);
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.entry(fact).or_insert_with(|| name.to_string());
        fact
    }

    /// What a fact is worth now; 0 where there is no such thing.
    pub fn fingerprint(self: &Arc<Self>, fact: Fact) -> u64 {
        if let Some(&id) = self.facts.index.docs.get(&fact.name())
            && let Some(print) = self.fingerprint_of_doc(fact.kind(), id)
        {
            return print;
        }
        let known = |facts: &Facts| {
            facts.others.lock().unwrap_or_else(PoisonError::into_inner).get(&fact).copied()
        };
        if let Some(print) = known(&self.facts) {
            return print;
        }
        let print = self.fingerprint_of_other(fact);
        self.facts.others.lock().unwrap_or_else(PoisonError::into_inner).insert(fact, print);
        print
    }

    /// Whether there is an output at a path.
    pub fn is_output(&self, path: &str) -> bool {
        let fact = Fact::of(Kind::Output, path);
        receipt::read(fact);
        self.has_output(fact)
    }

    /// Whether there is the output that a fact is about.
    fn has_output(&self, fact: Fact) -> bool {
        let all = || self.plan.jobs.keys().map(|path| name_of(path)).collect();
        self.facts.index.outputs.get_or_init(all).contains(&fact.name())
    }

    /// Notes what a fact is worth whose value was made for a page, before a trace asks for it.
    pub fn know(&self, fact: Fact, print: u64) {
        if let (Kind::Entry, Some(id)) = (fact.kind(), self.facts.index.docs.get(&fact.name())) {
            let kept = &self.facts.of_docs[place(Kind::Entry)][id.0 as usize];
            kept.get_or_init(|| print);
            return;
        }
        self.facts.others.lock().unwrap_or_else(PoisonError::into_inner).insert(fact, print);
    }

    /// What a fact about a doc is worth; none for kinds that are not about docs.
    fn fingerprint_of_doc(self: &Arc<Self>, kind: Kind, id: DocId) -> Option<u64> {
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
    fn fingerprint_of_other(self: &Arc<Self>, fact: Fact) -> u64 {
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

    /// The fingerprint of a doc's body, if it was asked for.
    pub fn known_body_print(&self, id: DocId) -> Option<u64> {
        self.facts.of_docs[place(Kind::Body)][id.0 as usize].get().copied()
    }

    /// The names of facts that can be about anything, by fact.
    pub fn names(&self) -> Vec<(Fact, String)> {
        let named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let mut names: Vec<_> = named.iter().map(|(fact, name)| (*fact, name.clone())).collect();
        names.sort();
        names
    }

    /// Takes over names that an earlier run knew.
    pub fn take_names(&self, names: Vec<(Fact, String)>) {
        self.named.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
    }

    /// What `--explain` calls a fact.
    pub fn say(&self, fact: Fact) -> String {
        let named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let archive = || match self.facts.index.subjects.get(&fact)? {
            Subject::Job(job) => {
                self.plan.jobs.iter().find(|(_, own)| *own == job).map(|(path, _)| path.clone())
            }
            Subject::Shelf(kind, slug, _) => {
                Some(slug.clone().unwrap_or_else(|| kind.name().to_string()))
            }
        };
        let of_terms = || {
            let (at, which, _) = self.facts.index.terms.get(&fact)?;
            let own = &self.catalog.taxonomies[*at];
            Some(
                which
                    .map_or_else(|| own.config.name.clone(), |which| own.terms[which].name.clone()),
            )
        };
        let of_language = || {
            let mut languages = self.project.config.all_languages().into_iter();
            languages.find(|lang| name_of(lang) == fact.name()).map(String::from)
        };
        let doc = self.facts.index.docs.get(&fact.name()).copied();
        let doc = doc.or_else(|| self.facts.index.pages.get(&fact).map(|(id, _)| *id));
        let name = doc
            .map(|id| self.catalog.doc(id).relative.to_string())
            .or_else(|| named.get(&fact).cloned())
            .or_else(|| self.templates.name_behind(fact))
            .or_else(of_terms)
            .or_else(archive)
            .or_else(of_language);
        match (fact.kind(), name) {
            (Kind::Sitemap, _) => fact.kind().words().to_string(),
            (Kind::Name, Some(name)) => {
                let (kind, name) = name.split_once('\n').unwrap_or(("site", &name));
                format!("{} {name} ({kind})", Kind::Name.words())
            }
            (kind, Some(name)) => format!("{} {name}", kind.words()),
            (kind, None) => format!("{} something that is gone", kind.words()),
        }
    }
}
