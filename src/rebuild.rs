//! Rebuilding after a change: what `serve` and `watch` ask of the site.
//!
//! Most edits change the text of an article and nothing that another page may know
//! of it: its front matter, its mentions and its links stay as they were. Then the
//! catalog stands, and the outputs to render again are those whose receipts name the
//! body, or a value that holds it. Any other change runs the whole pipeline again.
//! Both ways end in the same bytes; a test edits a site at random and compares.
//!
//! **Invariant:** the short way is taken only where the catalog, made anew, would be
//! the same, and no template asked for the changed file by name.
//!
//! Outputs are compared by their hashes, so only what changed is written and told of.
//! A build that fails leaves the outputs of the last good one in place.
//!
//! Not here: what changed on disk (`watch`), who is told (`serve`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::build::progress::Progress;
use crate::build::{self, Rendered, check_bodies, prepare, render_one, written_list};
use crate::card::{ArticleCard, CardMention};
use crate::catalog::DocId;
use crate::diag::Diags;
use crate::parse::Doc;
use crate::parse::markdown::internal_links;
use crate::plan::Job;
use crate::project::{self, Options};
use crate::publish::{self, Spool};
use crate::render::Site;
use crate::render::receipt::{Fact, Receipts};
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
    /// The site's folder.
    root: PathBuf,
    /// How it is built.
    options: Options,
    /// Whether outputs are written.
    writes: Writes,
    /// The last good build, while nothing is wrong.
    good: Option<Good>,
    /// The hash of each output of the last good build.
    hashes: BTreeMap<String, blake3::Hash>,
    /// The outputs of the last good build.
    outputs: Arc<Built>,
}

/// A build without errors, with what the short way needs.
#[derive(Debug)]
struct Good {
    /// The site.
    site: Arc<Site>,
    /// What each output read, in the order of the plan.
    receipts: Receipts,
    /// What was found before rendering: it stands as long as the catalog does.
    found: Diags,
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

/// Which outputs came out otherwise than before.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Difference {
    /// Those whose bytes changed or are new.
    pub changed: Vec<String>,
    /// Those that are no more.
    pub deleted: Vec<String>,
    /// How many were rendered.
    pub n_rendered: usize,
}

impl Rebuilder {
    /// A site that was not built yet.
    pub fn new(root: &Path, options: Options, writes: Writes) -> Rebuilder {
        Rebuilder {
            root: root.canonicalize().unwrap_or_else(|_| root.to_path_buf()),
            options,
            writes,
            good: None,
            hashes: BTreeMap::new(),
            outputs: Arc::default(),
        }
    }

    /// Brings the outputs up to date with a batch of changes.
    pub fn update(&mut self, batch: &Batch, diags: &mut Diags) -> Difference {
        match self.texts_only(batch) {
            Some(docs) => self.update_texts(docs, diags),
            None => self.build_all(diags),
        }
    }

    /// The docs of a batch that changed nothing but texts; none if anything else changed.
    fn texts_only(&self, batch: &Batch) -> Option<Vec<(DocId, Arc<Doc>)>> {
        let site = &self.good.as_ref()?.site;
        if batch.rescan || batch.paths.is_empty() || makes_pictures(site) {
            return None;
        }
        let asked_for = site.files_read.lock().ok()?;
        let mut docs = Vec::new();
        for path in &batch.paths {
            let file = relative(&self.root, path)?;
            if asked_for.contains(&file) {
                return None;
            }
            let id = site.catalog.find(file.strip_prefix("content/")?)?;
            let mut diags = Diags::default();
            let doc = build::parse_again(site, &file, &mut diags)?;
            if !diags.list.is_empty() || !differs_in_text_only(site.catalog.doc(id), &doc, site) {
                return None;
            }
            docs.push((id, Arc::new(doc)));
        }
        Some(docs)
    }

    /// The short way: renders what read the changed texts.
    fn update_texts(&mut self, docs: Vec<(DocId, Arc<Doc>)>, diags: &mut Diags) -> Difference {
        let Some(mut good) = self.good.take() else { return self.build_all(diags) };
        let Some(site) = Arc::get_mut(&mut good.site) else { return self.build_all(diags) };
        let mut changed: BTreeSet<Fact> = BTreeSet::new();
        for (id, doc) in docs {
            changed.extend(site.replace_text(id, doc));
        }
        let stale = good.receipts.stale(|fact| changed.contains(&fact));
        let jobs: Vec<(&String, &Job)> = good.site.plan.jobs.iter().collect();
        let outputs = self.outputs.clone();
        let Some((spool, files)) = outputs.0.as_ref() else { return self.build_all(diags) };
        let done: Vec<_> = stale
            .par_iter()
            .map(|&at| render_one(&good.site, jobs[at].0, jobs[at].1, spool))
            .collect();
        if makes_pictures(&good.site) {
            return self.build_all(diags);
        }
        diags.list.extend(done.iter().filter_map(|done| done.wrong.clone()));
        check_bodies(&good.site, diags);
        let mut difference = Difference { n_rendered: stale.len(), ..Difference::default() };
        for (done, &at) in done.iter().zip(&stale) {
            good.receipts.replace(at, &done.reads);
            let path = jobs[at].0;
            if let Ok(Some(bytes)) = spool.get(path, files) {
                let hash = blake3::hash(&bytes);
                if self.hashes.insert(path.clone(), hash) != Some(hash) {
                    difference.changed.push(path.clone());
                }
            }
        }
        if diags.has_errors() {
            // What was rendered stands in the spool; the next batch builds all anew.
            return difference;
        }
        if self.writes == Writes::ToDisk {
            let output = &good.site.project.output;
            publish::update(spool, files, output, &difference.changed, diags);
        }
        diags.extend(good.found.clone());
        self.good = Some(good);
        difference
    }

    /// The long way: the whole pipeline.
    fn build_all(&mut self, diags: &mut Diags) -> Difference {
        self.good = None;
        let built = project::open(&self.root, &self.options, diags)
            .and_then(|project| prepare(project, diags, &Progress::Quiet));
        let Some(site) = built else { return Difference::default() };
        let found = diags.clone();
        let Some(Rendered { spool, receipts }) = build::render(&site, diags, &Progress::Quiet)
        else {
            return Difference::default();
        };
        if diags.has_errors() {
            return Difference::default();
        }
        if self.writes == Writes::ToDisk {
            let (files, output) = (&site.project.files, &site.project.output);
            publish::publish(&spool, files, output, &written_list(&site.project), diags);
        }
        let difference = self.take(&site, spool);
        self.good = Some(Good { site, receipts, found });
        difference
    }

    /// Takes the new outputs over and says which differ from those before.
    fn take(&mut self, site: &Arc<Site>, spool: Spool) -> Difference {
        let files = site.project.files.clone();
        let mut hashes = BTreeMap::new();
        for path in spool.paths() {
            if let Ok(Some(bytes)) = spool.get(&path, &files) {
                hashes.insert(path, blake3::hash(&bytes));
            }
        }
        let differs =
            |(path, hash): &(&String, &blake3::Hash)| self.hashes.get(*path) != Some(*hash);
        let changed = hashes.iter().filter(differs).map(|(path, _)| path.clone()).collect();
        let deleted =
            self.hashes.keys().filter(|path| !hashes.contains_key(*path)).cloned().collect();
        let n_rendered = hashes.len();
        self.hashes = hashes;
        self.outputs = Arc::new(Built(Some((spool, files))));
        Difference { changed, deleted, n_rendered }
    }

    /// The output of the page that a content file makes.
    fn page_of(&self, path: &Path) -> Option<String> {
        let site = &self.good.as_ref()?.site;
        let file = relative(&self.root, path)?;
        let id = site.catalog.find(file.strip_prefix("content/")?)?;
        let output = format!("{}index.html", site.catalog.node(id).path.trim_start_matches('/'));
        matches!(site.plan.jobs.get(&output), Some(Job::Page(_) | Job::Section(..)))
            .then_some(output)
    }
}

impl Engine for Rebuilder {
    fn rebuild(&mut self, batch: &Batch) -> Outcome {
        let mut diags = Diags::default();
        let Difference { changed, deleted, .. } = self.update(batch, &mut diags);
        let page = batch.paths.iter().find_map(|path| self.page_of(path));
        let (diagnostics, outputs) = (diags.sorted(), self.outputs.clone());
        Outcome { diagnostics, changed, deleted, page, outputs }
    }
}

/// Whether a template asked for pictures, which only the long way makes.
fn makes_pictures(site: &Site) -> bool {
    site.wanted.lock().is_ok_and(|wanted| !wanted.is_empty())
}

/// A path below the site's folder with `/` between its parts.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok().map(Path::to_path_buf).or_else(|| {
        // A file that is gone has no real path; its folder may.
        let folder = path.parent()?.canonicalize().ok()?;
        Some(folder.strip_prefix(root).ok()?.join(path.file_name()?))
    })?;
    let parts: Option<Vec<&str>> =
        below.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// Whether two readings of a file are the same to every other page.
fn differs_in_text_only(old: &Doc, new: &Doc, site: &Site) -> bool {
    let front = |doc: &Doc| doc.text[..doc.body.start].to_string();
    let markdown = &site.project.config.markdown;
    let links = |doc: &Doc| -> Vec<String> {
        internal_links(doc.markdown(), markdown).into_iter().map(|(link, _)| link).collect()
    };
    front(old) == front(new)
        && same_card(old.article.as_ref(), new.article.as_ref())
        && links(old) == links(new)
}

/// Whether two cards say the same; where in the text a mention stands is the page's own affair.
fn same_card(old: Option<&ArticleCard>, new: Option<&ArticleCard>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return old.is_none() && new.is_none() };
    let same = |(a, b): (&CardMention, &CardMention)| {
        let (mut left, mut right) = (a.mention.clone(), b.mention.clone());
        for mention in [&mut left, &mut right] {
            mention.span = 0..0;
            for nested in &mut mention.nested {
                nested.span = 0..0;
            }
        }
        left == right && a.quote == b.quote && a.anchor == b.anchor
    };
    (&old.file, &old.title, &old.date, &old.place) == (&new.file, &new.title, &new.date, &new.place)
        && old.mentions.len() == new.mentions.len()
        && old.mentions.iter().zip(&new.mentions).all(same)
        && old.statements == new.statements
}

#[cfg(test)]
mod tests;
