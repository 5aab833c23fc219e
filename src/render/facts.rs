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
//! Not here: who read which fact (`receipt`), or how each is hashed (`facts::prints`).

mod prints;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::archive::{Archive, CommitteeId, DirectiveId};
use crate::catalog::{Catalog, DocId};
use crate::plan::{ArchiveKind, Job, Plan};
use crate::render::Site;
use crate::render::jobs::{term_fact, terms_fact};
use crate::render::needs::LISTINGS;
use crate::render::receipt::{self, Fact, Kind, name_of};

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
        Job::Table(kind) => (Kind::List, format!("{}\ntable", kind.name())),
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
