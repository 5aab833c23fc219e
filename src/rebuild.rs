//! Rebuilding after a change: what `serve` and `watch` ask of the site.
//!
//! Each batch runs the whole pipeline again and compares the outputs with those
//! before by their hashes, so only what changed is written and told of. A build
//! that fails leaves the outputs of the last good one in place.
//!
//! Not here: what changed on disk (`watch`), who is told (`serve`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::progress::Progress;
use crate::build::{prepare, render, written_list};
use crate::diag::Diags;
use crate::plan::Job;
use crate::project::{self, Options};
use crate::publish::{self, Spool};
use crate::render::Site;
use crate::source::Files;
use crate::watch::{Batch, Engine, Outcome, Outputs};

/// Whether outputs go to the output folder.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Writes {
    /// They do, where they differ.
    ToDisk,
    /// They are only served.
    Nowhere,
}

/// A site that can be built again and again.
#[derive(Debug)]
pub struct Rebuilder {
    root: PathBuf,
    options: Options,
    writes: Writes,
    /// The hash of each output of the last good build.
    hashes: BTreeMap<String, blake3::Hash>,
    /// The outputs of the last good build.
    outputs: Arc<Built>,
}

/// The outputs of a build.
#[derive(Debug, Default)]
pub struct Built(Option<(Spool, Files)>);

impl Outputs for Built {
    fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        let (spool, files) = self.0.as_ref()?;
        spool.get(path, files).ok().flatten().map(Arc::from)
    }
}

impl Rebuilder {
    /// A site that was not built yet.
    pub fn new(root: &Path, options: Options, writes: Writes) -> Rebuilder {
        let (root, hashes, outputs) = (root.to_path_buf(), BTreeMap::new(), Arc::default());
        Rebuilder { root, options, writes, hashes, outputs }
    }

    /// Builds everything; the spool only of a build without errors.
    fn build(&self, diags: &mut Diags) -> Option<(Arc<Site>, Spool)> {
        let project = project::open(&self.root, &self.options, diags)?;
        let site = prepare(project, diags, &Progress::Quiet)?;
        let spool = render(&site, diags, &Progress::Quiet)?;
        if diags.has_errors() {
            return None;
        }
        if self.writes == Writes::ToDisk {
            let (files, output) = (&site.project.files, &site.project.output);
            publish::publish(&spool, files, output, &written_list(&site.project), diags)?;
        }
        Some((site, spool))
    }

    /// Takes the new outputs over and says which differ from those before.
    fn take(&mut self, site: &Arc<Site>, spool: Spool) -> (Vec<String>, Vec<String>) {
        let files = site.project.files.clone();
        let mut hashes = BTreeMap::new();
        for path in spool.paths() {
            if let Ok(Some(bytes)) = spool.get(&path, &files) {
                hashes.insert(path, blake3::hash(&bytes));
            }
        }
        let differs = |(path, hash): &(&String, &blake3::Hash)| self.hashes.get(*path) != Some(*hash);
        let changed = hashes.iter().filter(differs).map(|(path, _)| path.clone()).collect();
        let gone = self.hashes.keys().filter(|path| !hashes.contains_key(*path)).cloned().collect();
        self.hashes = hashes;
        self.outputs = Arc::new(Built(Some((spool, files))));
        (changed, gone)
    }
}

impl Engine for Rebuilder {
    fn rebuild(&mut self, batch: &Batch) -> Outcome {
        let mut diags = Diags::default();
        let built = self.build(&mut diags);
        let (mut changed, mut deleted, mut page) = Default::default();
        if let Some((site, spool)) = built {
            page = batch.paths.iter().find_map(|path| page_of(&site, path));
            (changed, deleted) = self.take(&site, spool);
        }
        Outcome { diagnostics: diags.sorted(), changed, deleted, page, outputs: self.outputs.clone() }
    }
}

/// The output of the page that a content file makes.
fn page_of(site: &Site, path: &Path) -> Option<String> {
    let root = site.project.root.join("content");
    let relative = path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
    let id = site.catalog.find(&relative)?;
    let output = format!("{}index.html", site.catalog.node(id).path.trim_start_matches('/'));
    matches!(site.plan.jobs.get(&output), Some(Job::Page(_) | Job::Section(..))).then_some(output)
}
