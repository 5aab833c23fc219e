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
pub mod child;
pub mod filters;
pub mod functions;
pub mod holdings;
pub mod jobs;
pub mod old;
pub mod relative;
pub mod searching;
pub mod templates;
pub mod values;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Value;

use crate::catalog::{Catalog, DocId};
use crate::cite::Profile;
use crate::diag::Diags;
use crate::highlight::Highlighter;
use crate::plan::Plan;
use crate::project::Project;
use crate::render::body::Body;
use crate::render::functions::data::Loaded;
use crate::render::functions::images::Wanted;
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
    /// Values of pages and sections, as they are asked for.
    pub values: Vec<OnceLock<Value>>,
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
    /// Whether this thread is rendering a body.
    static IN_BODY: Cell<bool> = const { Cell::new(false) };
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
            indexes: configs.keys().map(|_| OnceLock::new()).collect(),
            loaded: Loaded::default(),
            wanted: Wanted::default(),
            configs,
            catalog,
        }
    }

    /// The body of a doc, rendered when it is first asked for.
    pub fn body(self: &Arc<Self>, id: DocId) -> Arc<Body> {
        let render = || {
            let outer = IN_BODY.replace(true);
            let body = Arc::new(body::body(self, id));
            IN_BODY.set(outer);
            body
        };
        self.bodies[id.0 as usize].get_or_init(render).clone()
    }

    /// The search index of a language, by its place in `Config::all_languages`.
    pub fn search_index(self: &Arc<Self>, at: usize) -> Arc<str> {
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
