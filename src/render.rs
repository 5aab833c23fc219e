//! Rendering: a job and what it may read in, an output out.
//!
//! Tera calls our functions without any state of ours in hand, and a component
//! sees only its own arguments, so the site that is being rendered travels beside
//! the template, on the thread ([`with_site`]).
//!
//! **Invariant:** bodies never read bodies; template functions write no files.
//!
//! Not here: which outputs there are (`plan`), or where their bytes go (`publish`).

pub mod advice;
pub mod archive;
pub mod body;
pub mod builtins;
pub mod circle;
pub mod detail;
pub mod child;
pub mod filters;
pub mod facts;
pub mod functions;
pub mod holdings;
pub mod jobs;
pub mod meant;
pub mod receipt;
pub mod needs;
pub mod old;
pub mod relative;
pub mod searching;
pub mod showing;
pub mod templates;
pub mod values;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use jiff::Timestamp;
use rustc_hash::FxHashMap;
use tera::Value;

use crate::catalog::{Catalog, DocId};
use crate::cite::Profile;
use crate::diag::{Diagnostic, Diags};
use crate::highlight::Highlighter;
use crate::plan::Plan;
use crate::project::Project;
use crate::render::archive::Orders;
use crate::render::body::Body;
use crate::render::body::links::{InternalLink, PlainLink};
use crate::render::facts::{Facts, Named};
use crate::render::functions::data::Loaded;
use crate::render::needs::Needs;
use crate::render::receipt::{Fact, Kind, Receipt};
use crate::render::templates::Templates;

/// A section's value in one listing, with what it asked for.
type Sections = Mutex<FxHashMap<(DocId, &'static str), (Value, Receipt)>>;

/// A whole site, ready to render.
///
/// What takes long to make is shared with the site that follows after an edit.
#[derive(Debug)]
pub struct Site {
    /// The opened site.
    pub project: Arc<Project>,
    /// How citations are read, where the archive is on.
    pub profile: Option<&'static Profile>,
    /// Everything that docs may know of one another.
    pub catalog: Catalog,
    /// Which outputs there are.
    pub plan: Arc<Plan>,
    /// The templates.
    pub templates: Arc<Templates>,
    /// Colours for code, where the site wants them.
    pub highlighter: Option<Arc<Highlighter>>,
    /// What templates see as `config`, by language.
    pub configs: Arc<BTreeMap<String, Value>>,
    /// What facts can be about, and what they are worth.
    pub facts: Facts,
    /// The names of facts that can be about anything.
    pub named: Named,
    /// Bodies, as they are asked for, where they are worth keeping.
    pub bodies: Vec<OnceLock<Arc<Body>>>,
    /// What each body came with besides its text, of those rendered so far.
    pub notes: Vec<OnceLock<Arc<Notes>>>,
    /// Pages without their texts, as they are asked for.
    pub cards: Arc<Vec<OnceLock<Value>>>,
    /// Pages with their texts, where they are worth keeping.
    pub wholes: Vec<OnceLock<Box<(Value, Receipt)>>>,
    /// Sections, as they are asked for.
    pub sections: Sections,
    /// The hashes of files whose addresses carry one, by path as asked for, with what was read.
    pub file_hashes: Mutex<BTreeMap<String, (String, Vec<Fact>)>>,
    /// The orders of the archive's lists, as they are asked for.
    pub orders: Arc<Orders>,
    /// Search indexes by language, as they are asked for.
    pub indexes: Vec<OnceLock<Arc<str>>>,
    /// Data that templates loaded.
    pub loaded: Loaded,
    /// When this state of the site was rendered, once a template has asked.
    pub moment: OnceLock<Timestamp>,
}

thread_local! {
    /// The site that is being rendered on this thread, the language of the job, and what its
    /// templates may ask of the pages that they list.
    static CURRENT: RefCell<Option<(Arc<Site>, String, Needs)>> = const { RefCell::new(None) };
}

thread_local! {
    /// Whether a body is being rendered on this thread: then other bodies are out of reach.
    static IN_BODY: Cell<bool> = const { Cell::new(false) };
}

/// Runs `render` for a body, in which template functions give docs without their bodies.
fn within_body<T>(render: impl FnOnce() -> T) -> T {
    let _outer = Outer(IN_BODY.replace(true));
    render()
}

/// Whether a body was being rendered before another; set again when that is done, by a panic too,
/// for the thread goes on to render other pages.
struct Outer(bool);

impl Drop for Outer {
    /// Sets it again.
    fn drop(&mut self) {
        IN_BODY.set(self.0);
    }
}

/// Whether this thread is rendering a body, which may not wait for other bodies.
pub fn is_in_body() -> bool {
    IN_BODY.get()
}

/// Runs `render` with the site and a language in reach of template functions. Calls nest.
pub fn with_site<T>(site: &Arc<Site>, lang: &str, needs: Needs, render: impl FnOnce() -> T) -> T {
    let outer = CURRENT.replace(Some((site.clone(), lang.to_string(), needs)));
    let result = render();
    CURRENT.replace(outer);
    result
}

/// The site and language that are being rendered on this thread, and what templates may ask.
pub fn current() -> Option<(Arc<Site>, String, Needs)> {
    CURRENT.with_borrow(Clone::clone)
}

/// What a site is made of.
#[derive(Debug)]
pub struct Parts {
    /// The opened site.
    pub project: Arc<Project>,
    /// How citations are read, where the archive is on.
    pub profile: Option<&'static Profile>,
    /// Everything that docs may know of one another.
    pub catalog: Catalog,
    /// Which outputs there are.
    pub plan: Arc<Plan>,
    /// The templates.
    pub templates: Arc<Templates>,
    /// Colours for code, where the site wants them.
    pub highlighter: Option<Arc<Highlighter>>,
}

impl Site {
    /// Gathers what rendering needs; nothing is rendered yet.
    pub fn new(parts: Parts) -> Site {
        let Parts { project, profile, catalog, plan, templates, highlighter } = parts;
        let n = catalog.docs.len();
        let configs = Arc::new(values::configs(&project));
        Site {
            facts: Facts::of(&catalog, &plan),
            named: Named::default(),
            project,
            profile,
            plan,
            templates,
            highlighter,
            bodies: empty(n),
            notes: empty(n),
            cards: Arc::new(empty(n)),
            wholes: empty(n),
            sections: Mutex::default(),
            file_hashes: Mutex::default(),
            orders: Arc::default(),
            indexes: empty(configs.len()),
            loaded: Loaded::default(),
            moment: OnceLock::new(),
            configs,
            catalog,
        }
    }

    /// The site after an edit of some docs that leaves the catalog as it was; `shown` says whether
    /// other pages may show what changed.
    pub fn after(&self, catalog: Catalog, changed: &[DocId], shown: bool) -> Site {
        let n = catalog.docs.len();
        let facts = match shown {
            false => self.facts.after_texts(&catalog, changed),
            true => self.facts.after_words(&catalog, changed),
        };
        Site {
            facts,
            named: self.named.clone(),
            project: self.project.clone(),
            profile: self.profile,
            plan: self.plan.clone(),
            templates: self.templates.clone(),
            highlighter: self.highlighter.clone(),
            configs: self.configs.clone(),
            bodies: empty(n),
            notes: empty(n),
            cards: if shown { Arc::new(empty(n)) } else { self.cards.clone() },
            wholes: empty(n),
            sections: Mutex::default(),
            file_hashes: Mutex::default(),
            orders: self.orders.clone(),
            indexes: empty(self.indexes.len()),
            loaded: Loaded::default(),
            moment: OnceLock::new(),
            catalog,
        }
    }

    /// The body of a doc, rendered when it is first asked for.
    pub fn body(self: &Arc<Self>, id: DocId) -> Arc<Body> {
        receipt::read(self.fact(Kind::Body, id));
        let make = || {
            let (mut body, made) = receipt::record(|| within_body(|| body::body(self, id)));
            body.made = made;
            let _ = self.notes[id.0 as usize].set(Arc::new(Notes::of(&body)));
            Arc::new(body)
        };
        let body = match self.keeps_body(id) {
            true => self.bodies[id.0 as usize].get_or_init(make).clone(),
            false => make(),
        };
        receipt::pass_on(&body.made);
        body
    }

    /// Whether a body is shown by more than its own page, or is asked for to learn what it says.
    fn keeps_body(&self, id: DocId) -> bool {
        let doc = self.catalog.doc(id);
        self.templates.share_texts() || doc.is_template || doc.section().is_some()
    }

    /// What the body of a doc came with besides its text.
    pub fn body_notes(self: &Arc<Self>, id: DocId) -> Arc<Notes> {
        let notes = &self.notes[id.0 as usize];
        if notes.get().is_none() {
            receipt::record(|| self.body(id));
        }
        notes.get().cloned().unwrap_or_default()
    }

    /// The doc at a path below `content/`.
    pub fn find(&self, relative: &str) -> Option<DocId> {
        receipt::read(Fact::of(Kind::Exists, relative));
        self.catalog.find(relative)
    }

    /// The doc at a path in another language.
    pub fn find_in(&self, relative: &str, lang: &str) -> Option<DocId> {
        let stem = relative.strip_suffix(".md")?;
        let translated = format!("{stem}.{lang}.md");
        match lang == self.project.config.default_language {
            true => self.find(relative).or_else(|| self.find(&translated)),
            false => self.find(&translated),
        }
    }

    /// Notes that the current output depends on all texts that are searched.
    pub fn read_texts(&self) {
        for lang in self.project.config.all_languages() {
            receipt::read(Fact::of(Kind::Texts, lang));
        }
    }

    /// The search index of a language, by its place in `Config::all_languages`.
    pub fn search_index(self: &Arc<Self>, at: usize) -> Arc<str> {
        let languages = self.project.config.all_languages();
        receipt::read(Fact::of(Kind::Texts, languages[at]));
        let make = || receipt::record(|| searching::index(self, at)).0.into();
        self.indexes[at].get_or_init(make).clone()
    }

    /// What was wrong with the bodies rendered so far.
    pub fn body_diagnostics(&self) -> Diags {
        let mut diags = Diags::default();
        for notes in self.notes.iter().filter_map(OnceLock::get) {
            diags.list.extend(notes.diagnostics.iter().cloned());
        }
        diags
    }
}

/// Places for so many things that are made when they are asked for.
fn empty<T>(n: usize) -> Vec<OnceLock<T>> {
    (0..n).map(|_| OnceLock::new()).collect()
}

/// What a rendered body came with besides its text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Links to elsewhere, with their bytes in the file.
    pub external_links: Vec<(String, Range<usize>)>,
    /// Links and pictures by plain addresses.
    pub plain_links: Vec<PlainLink>,
    /// Links into other docs.
    pub internal_links: Vec<InternalLink>,
    /// Whether it went through templates, so that its links' bytes are not those of the file.
    pub templated: bool,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Notes {
    /// Takes them from a body.
    fn of(body: &Body) -> Notes {
        Notes {
            external_links: body.external_links.clone(),
            plain_links: body.plain_links.clone(),
            internal_links: body.internal_links.clone(),
            templated: body.templated,
            diagnostics: body.diagnostics.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
