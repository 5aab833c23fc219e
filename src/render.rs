//! Rendering: a job and what it may read in, an output out.
//!
//! Tera calls our functions without any state of ours in hand, and a component
//! sees only its own arguments, so the site that is being rendered travels beside
//! the template, on the thread ([`with_site`]).
//!
//! **Invariant:** bodies never read bodies; template functions write no files.
//!
//! Not here: which outputs there are (`plan`), or where their bytes go (`publish`).

pub mod archive;
pub mod body;
pub mod builtins;
pub mod detail;
pub mod child;
pub mod filters;
pub mod functions;
pub mod holdings;
pub mod jobs;
pub mod receipt;
pub mod old;
pub mod relative;
pub mod searching;
pub mod templates;
pub mod values;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use tera::Value;

use crate::catalog::{Catalog, DocId};
use crate::cite::Profile;
use crate::diag::Diags;
use crate::highlight::Highlighter;
use crate::parse::Doc;
use crate::plan::Plan;
use crate::project::Project;
use crate::render::body::Body;
use crate::render::functions::data::Loaded;
use crate::render::functions::images::Wanted;
use crate::render::receipt::Fact;
use crate::render::templates::Templates;

/// A whole site, ready to render.
#[derive(Debug)]
pub struct Site {
    /// The opened site.
    pub project: Project,
    /// How citations are read, where the archive is on.
    pub profile: Option<&'static Profile>,
    /// Everything that docs may know of one another.
    pub catalog: Catalog,
    /// Which outputs there are.
    pub plan: Plan,
    /// The templates.
    pub templates: Templates,
    /// Colours for code, where the site wants them.
    pub highlighter: Option<Highlighter>,
    /// What templates see as `config`, by language.
    pub configs: BTreeMap<String, Value>,
    /// Bodies, as they are asked for.
    pub bodies: Vec<OnceLock<Arc<Body>>>,
    /// Values of pages and sections, as they are asked for, with what each read.
    pub values: Vec<OnceLock<(Value, Vec<Fact>)>>,
    /// Values of pages without their neighbours, as they are asked for.
    pub lone: Vec<OnceLock<Value>>,
    /// The hashes of files whose addresses carry one, by path as asked for.
    pub file_hashes: Mutex<BTreeMap<String, String>>,
    /// Files that templates asked for by name, found or not.
    pub files_read: Mutex<BTreeSet<String>>,
    /// Search indexes by language, as they are asked for.
    pub indexes: Vec<OnceLock<Arc<str>>>,
    /// Data that templates loaded.
    pub loaded: Loaded,
    /// Pictures that templates asked for.
    pub wanted: Wanted,
}

thread_local! {
    /// The site that is being rendered on this thread, and the language of the job.
    static CURRENT: RefCell<Option<(Arc<Site>, String)>> = const { RefCell::new(None) };
}

thread_local! {
    /// Whether a body is being rendered on this thread: then other bodies are out of reach.
    static IN_BODY: Cell<bool> = const { Cell::new(false) };
}

/// Runs `render` for a body, in which template functions give docs without their bodies.
fn within_body<T>(render: impl FnOnce() -> T) -> T {
    let outer = IN_BODY.replace(true);
    let result = render();
    IN_BODY.set(outer);
    result
}

/// Whether this thread is rendering a body, which may not wait for other bodies.
pub fn is_in_body() -> bool {
    IN_BODY.get()
}

/// Runs `render` with the site and a language in reach of template functions. Calls nest.
pub fn with_site<T>(site: &Arc<Site>, lang: &str, render: impl FnOnce() -> T) -> T {
    let outer = CURRENT.replace(Some((site.clone(), lang.to_string())));
    let result = render();
    CURRENT.replace(outer);
    result
}

/// The site and language that are being rendered on this thread.
pub fn current() -> Option<(Arc<Site>, String)> {
    CURRENT.with_borrow(Clone::clone)
}

impl Site {
    /// Gathers what rendering needs; nothing is rendered yet.
    pub fn new(
        project: Project,
        profile: Option<&'static Profile>,
        catalog: Catalog,
        plan: Plan,
        templates: Templates,
        highlighter: Option<Highlighter>,
    ) -> Site {
        let empty = |_| OnceLock::new();
        let n = catalog.docs.len();
        let configs = values::configs(&project);
        Site {
            project,
            profile,
            plan,
            templates,
            highlighter,
            bodies: (0..n).map(empty).collect(),
            values: (0..n).map(|_| OnceLock::new()).collect(),
            lone: (0..n).map(|_| OnceLock::new()).collect(),
            file_hashes: Mutex::default(),
            files_read: Mutex::default(),
            indexes: configs.keys().map(|_| OnceLock::new()).collect(),
            loaded: Loaded::default(),
            wanted: Wanted::default(),
            configs,
            catalog,
        }
    }

    /// The body of a doc, rendered when it is first asked for.
    pub fn body(self: &Arc<Self>, id: DocId) -> Arc<Body> {
        receipt::read(Fact::body(id));
        self.bodies[id.0 as usize]
            .get_or_init(|| Arc::new(within_body(|| body::body(self, id))))
            .clone()
    }

    /// Takes a doc whose text changed and nothing else, and forgets what was made from the old
    /// text.
    ///
    /// Gives the facts that changed: its body, and all values that hold it.
    pub fn replace_text(&mut self, id: DocId, doc: Arc<Doc>) -> BTreeSet<Fact> {
        self.catalog.docs[id.0 as usize] = doc;
        self.bodies[id.0 as usize] = OnceLock::new();
        self.lone[id.0 as usize] = OnceLock::new();
        self.indexes.iter_mut().for_each(|index| *index = OnceLock::new());
        self.file_hashes = Mutex::default();
        let mut changed = BTreeSet::from([Fact::body(id)]);
        loop {
            let before = changed.len();
            for (at, slot) in self.values.iter_mut().enumerate() {
                let reads_changed = |(_, reads): &(Value, Vec<Fact>)| {
                    reads.iter().any(|fact| changed.contains(fact))
                };
                if slot.get().is_some_and(reads_changed) {
                    *slot = OnceLock::new();
                    changed.insert(Fact::value(DocId(at as u32)));
                }
            }
            if changed.len() == before {
                return changed;
            }
        }
    }

    /// Notes that a template asked for a file.
    pub fn note_file(&self, path: &str) {
        if let Ok(mut files) = self.files_read.lock() {
            files.insert(path.to_string());
        }
    }

    /// Notes that the current output depends on every text.
    pub fn read_all_bodies(&self) {
        for id in 0..self.catalog.docs.len() {
            receipt::read(Fact::body(DocId(id as u32)));
        }
    }

    /// The search index of a language, by its place in `Config::all_languages`.
    ///
    /// It holds words of nearly every body, so whoever shows it has read them all.
    pub fn search_index(self: &Arc<Self>, at: usize) -> Arc<str> {
        self.read_all_bodies();
        self.indexes[at].get_or_init(|| searching::index(self, at).into()).clone()
    }

    /// What was wrong with the bodies rendered so far.
    pub fn body_diagnostics(&self) -> Diags {
        let mut diags = Diags::default();
        for body in self.bodies.iter().filter_map(OnceLock::get) {
            diags.list.extend(body.diagnostics.iter().cloned());
        }
        diags
    }
}
