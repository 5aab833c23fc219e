//! Rebuilding after a change: what `serve` and `watch` ask of the site.
//!
//! A batch of changes says which files to read again. Most edits change the text of an
//! article or its title, which other pages may show but which moves nothing in the site:
//! then the catalog stands (`effect`). Any
//! other edit of content makes the catalog anew, from cards that are in memory. Either
//! way a new edition of the site follows the one before, and takes over every output
//! that still stands; the others are rendered when they are asked for, or when the
//! edition is finished.
//!
//! **Invariant:** the short way is taken only where the catalog, made anew, would be
//! the same. Both ways end in the same bytes; a test edits sites at random and compares.
//!
//! A site that is wrong leaves the edition before in place; an output that is wrong
//! leaves its last good bytes.
//!
//! Not here: what changed on disk (`watch`), who is told (`serve`).

mod effect;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::build::written_list;
use crate::cache::{self, Cached};
use crate::catalog::DocId;
use crate::diag::{Diagnostic, Diags};
use crate::edition::Edition;
use crate::load::Loaded;
use crate::parse::Doc;
use crate::plan::Job;
use crate::progress::{Halt, Progress};
use crate::project::{self, Options};
use crate::publish::{self, Held, Spool, Standing};
use crate::render::Site;
use crate::watch::{Batch, Engine, Finish, Outcome, Outputs};

use effect::{Effect, effect};

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
    /// The site's folder; until the site is opened the folder that was named, which may lie in it.
    root: PathBuf,
    /// How it is built.
    options: Options,
    /// Whether outputs are written.
    writes: Writes,
    /// What was read, if the site could be opened.
    loaded: Option<Loaded>,
    /// The edition of what is served.
    edition: Option<Arc<Edition>>,
    /// Whether the edition is made from what was read last.
    is_current: bool,
    /// What was wrong before anything was rendered.
    found: Diags,
    /// What was wrong with the outputs of the last edition that was finished.
    errors: Vec<Diagnostic>,
    /// The hashes of the outputs that were told of.
    told: BTreeMap<String, u64>,
    /// The editions before the first that was finished, of whose outputs nobody was told; none
    /// after that, or where there was a time without any.
    early: Option<Vec<Arc<Edition>>>,
    /// Whether every output of `told` is in the output folder.
    is_written: bool,
    /// The outputs as they were left in the output folder.
    standing: Standing,
    /// Whether outcomes say why outputs were rendered.
    explains: bool,
    /// Why outputs of editions that were not finished were rendered.
    put_off: Vec<(String, String)>,
    /// Held by the edition that is being finished: one that was halted may be at an output still.
    turn: Arc<Mutex<()>>,
    /// Who finishes editions. Not those who read and catalog, for all of them may be at pages that
    /// take long, and nobody is to wait for those. None where there can be no more threads.
    renderers: Option<Arc<rayon::ThreadPool>>,
}

/// Which outputs came out otherwise than before.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Difference {
    /// Those whose bytes changed or are new.
    pub changed: Vec<String>,
    /// Those that are no more.
    pub deleted: Vec<String>,
    /// Those that were rendered.
    pub rendered: Vec<String>,
}

/// What a batch calls for.
enum Needed {
    /// Some docs, read anew, in a catalog that stands; and whether other pages may show what
    /// changed in them.
    Docs(Vec<DocId>, Effect),
    /// A new catalog of what was read.
    Catalog,
    /// Nothing: no output can depend on what changed.
    Facts,
}

impl Rebuilder {
    /// A site that was not built yet, by its folder or one below.
    pub fn new(root: &Path, options: Options, writes: Writes) -> Rebuilder {
        Rebuilder {
            root: root.canonicalize().unwrap_or_else(|_| root.to_path_buf()),
            options,
            writes,
            loaded: None,
            edition: None,
            is_current: false,
            found: Diags::default(),
            errors: Vec::new(),
            told: BTreeMap::new(),
            early: Some(Vec::new()),
            is_written: false,
            standing: Standing::default(),
            explains: false,
            put_off: Vec::new(),
            turn: Arc::default(),
            renderers: rayon::ThreadPoolBuilder::new().build().ok().map(Arc::new),
        }
    }

    /// Lets outcomes say why outputs were rendered.
    pub fn explaining(self, explains: bool) -> Rebuilder {
        Rebuilder { explains, ..self }
    }

    /// Brings all outputs up to date with a batch of changes.
    pub fn update(&mut self, batch: &Batch, diags: &mut Diags) -> Difference {
        let first = self.begin(batch);
        let rest = self.complete(&Arc::default(), diags);
        let mut difference = rest.unwrap_or_default();
        difference.changed.extend(first.changed);
        difference.changed.sort();
        difference
    }

    /// Makes the edition that follows a batch, with the pages that were edited and no others.
    fn begin(&mut self, batch: &Batch) -> Difference {
        self.look_at_output();
        let before = self.edition.clone();
        self.follow(batch);
        let is_new = match (&before, &self.edition) {
            (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
            (None, new) => new.is_some(),
            _ => false,
        };
        let mut difference = Difference::default();
        if self.edition.is_none() {
            self.early = None;
        }
        let Some(before) = before.filter(|_| is_new) else { return difference };
        if let Some(early) = &mut self.early {
            early.push(before);
        }
        let Some(edition) = self.edition.clone() else { return difference };
        let pages: Vec<String> = batch.paths.iter().filter_map(|path| self.page_of(path)).collect();
        for page in pages {
            if let Some(done) = edition.done(&page)
                && done.wrong.is_none()
                && self.told.insert(page.clone(), done.hash) != Some(done.hash)
            {
                self.is_written = false;
                difference.changed.push(page);
            }
        }
        difference
    }

    /// Sees what others did to the output folder since it was written.
    ///
    /// The bytes of an output that stood from an earlier run are nowhere else: where such a one was
    /// touched, the site is made anew from its sources.
    fn look_at_output(&mut self) {
        let disturbed = self.standing.forget_disturbed();
        self.is_written &= disturbed.is_empty();
        let Some(edition) = &self.edition else { return };
        let is_nowhere = |path: &String| {
            edition.done(path).is_some_and(|done| done.held == Some(Held::Standing))
        };
        if disturbed.iter().any(is_nowhere) {
            self.edition = None;
        }
    }

    /// Reads what changed and makes the edition that follows; none where the site is wrong.
    fn follow(&mut self, batch: &Batch) {
        let needed = match self.needs_all(batch) {
            true => match self.load_all() {
                true => Needed::Catalog,
                false => return,
            },
            false => self.reload(batch),
        };
        let (Some(loaded), old) = (&self.loaded, self.edition.clone()) else { return };
        // What an edition made stands in one output folder.
        let old = old.filter(|old| old.site.project.output == loaded.project.output);
        let mut found = loaded.diagnostics();
        let site = match (&needed, &old) {
            (Needed::Docs(docs, effect), Some(old)) => {
                Some(loaded.site_after(&old.site, docs, *effect == Effect::Words))
            }
            (Needed::Facts, Some(old)) => Some(loaded.site_after(&old.site, &[], false)),
            _ => loaded.site(&mut found),
        };
        if let (Needed::Docs(..) | Needed::Facts, Some(_)) = (&needed, &old) {
            found = std::mem::take(&mut self.found);
        }
        self.is_current = site.is_some() && !found.has_errors();
        self.found = found;
        if !self.is_current {
            return;
        }
        let Some(mut site) = site else { return };
        self.edition = match old {
            Some(old) => {
                site.named = old.site.named.clone();
                Some(Arc::new(Edition::after(Arc::new(site), &old)))
            }
            None => self.first_edition(site),
        };
    }

    /// Whether a batch calls for opening the site anew.
    fn needs_all(&self, batch: &Batch) -> bool {
        let Some(loaded) = self.loaded.as_ref().filter(|_| !batch.rescan) else { return true };
        let Some(edition) = &self.edition else { return true };
        let is_configuration = |path: &PathBuf| match relative(&self.root, path) {
            Some(file) => loaded.project.is_configuration(&file),
            None => true,
        };
        batch.paths.iter().any(is_configuration)
            || edition.site.project.print != loaded.project.print
    }

    /// Opens the site and reads all of it.
    fn load_all(&mut self) -> bool {
        let mut diags = Diags::default();
        match project::open(&self.root, &self.options, &mut diags) {
            Some(project) => {
                self.root.clone_from(&project.root);
                self.loaded = Some(Loaded::new(project, diags, &Progress::Quiet));
                true
            }
            None => {
                (self.found, self.is_current) = (diags, false);
                self.loaded = None;
                false
            }
        }
    }

    /// Reads again what a batch names, and says what that calls for.
    fn reload(&mut self, batch: &Batch) -> Needed {
        let files: BTreeSet<String> =
            batch.paths.iter().filter_map(|path| relative(&self.root, path)).collect();
        let (Some(loaded), Some(edition)) = (&mut self.loaded, &self.edition) else {
            return Needed::Catalog;
        };
        let theme = loaded.project.theme.as_ref().map(|theme| format!("themes/{theme}/"));
        // Where a file of the theme stands for one of the site.
        let own = |file: &str| match theme.as_ref().and_then(|theme| file.strip_prefix(theme)) {
            Some(below) => below.to_string(),
            None => file.to_string(),
        };
        let is_below = |folder: &str| files.iter().any(|file| own(file).starts_with(folder));
        // A sheet may use one that stands anywhere.
        let is_sheet = |file: &String| file.ends_with(".scss") || file.ends_with(".sass");
        let statics = is_below("static/") || is_below("sass/") || files.iter().any(is_sheet);
        let templates = is_below("templates/");
        let content: Vec<&String> =
            files.iter().filter(|file| file.starts_with("content/")).collect();
        let known = content
            .iter()
            .all(|file| loaded.doc(file).is_some() && loaded.project.files.is_file(file));
        if templates {
            loaded.reload_templates();
        }
        if statics {
            loaded.reload_statics();
        }
        if content.is_empty() && !templates && !statics {
            return if self.is_current { Needed::Facts } else { Needed::Catalog };
        }
        if !known {
            loaded.reload_content(content.into_iter().cloned().collect());
            return Needed::Catalog;
        }
        let before: Vec<(&String, Option<Arc<Doc>>)> = content
            .iter()
            .map(|file| (*file, loaded.doc(file).map(|(doc, _)| doc.clone())))
            .collect();
        let were_well = content.iter().all(|file| loaded.doc(file).is_some_and(|(_, well)| well));
        loaded.reload_docs(content.iter().map(|file| (*file).clone()).collect());
        if templates || statics || !self.is_current || !were_well {
            return Needed::Catalog;
        }
        let effects = before.iter().map(|(file, old)| {
            let (new, _) = loaded.doc(file).filter(|(_, is_well)| *is_well)?;
            let id = edition.site.catalog.find(file.strip_prefix("content/")?)?;
            Some((id, effect(old.as_ref()?, new, &edition.site)))
        });
        let Some(effects) = effects.collect::<Option<Vec<_>>>() else { return Needed::Catalog };
        let docs = effects.iter().map(|(id, _)| *id).collect();
        match effects.iter().map(|(_, effect)| *effect).max() {
            Some(Effect::Text) => Needed::Docs(docs, Effect::Text),
            // What is wrong with the site may name places in the old front matter.
            Some(Effect::Words) if self.found.list.is_empty() => Needed::Docs(docs, Effect::Words),
            _ => Needed::Catalog,
        }
    }

    /// The first edition of a site, with what an earlier run left in the output folder.
    fn first_edition(&mut self, site: Site) -> Option<Arc<Edition>> {
        let site = Arc::new(site);
        let output = site.project.output.clone();
        let spool = match Spool::new(&output) {
            Ok(spool) => Arc::new(spool),
            Err(error) => {
                self.found.push(publish::spool_diagnostic(&error));
                self.is_current = false;
                return None;
            }
        };
        let cached = match self.writes {
            Writes::ToDisk => cache::read(&cache::path(&site.project), &output, &mut self.found),
            Writes::Nowhere => Cached::default(),
        };
        site.take_names(cached.named);
        Some(Arc::new(Edition::new(site, spool, cached.priors, &cached.quiet)))
    }

    /// Makes what is not made yet; none where it was halted.
    fn complete(&mut self, halt: &Arc<Halt>, diags: &mut Diags) -> Option<Difference> {
        diags.extend(self.found.clone());
        let Some(edition) = self.edition.clone().filter(|_| self.is_current) else {
            return Some(Difference::default());
        };
        let (current, turn) = (edition.clone(), self.turn.clone());
        let renderers = self.renderers.clone();
        let found = halt.unless_asked(move |halt| {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            let mut found = Diags::default();
            let mut finish = || current.finish(&Progress::Quiet, halt, &mut found);
            let is_whole = match renderers {
                Some(renderers) => renderers.install(finish),
                None => finish(),
            };
            is_whole.then_some(found)
        });
        let found = found.flatten()?;
        self.errors.clone_from(&found.list);
        diags.extend(found);
        let hashes = edition.hashes();
        let mut difference = Difference::default();
        let early = self.early.take().unwrap_or_default();
        for (path, hash) in &hashes {
            let is_news = match self.told.get(path) {
                Some(told) => told != hash,
                None => early.is_empty() || is_news_since(&early, &edition, path, *hash),
            };
            if is_news {
                difference.changed.push(path.clone());
            }
        }
        let planned = early.iter().flat_map(|early| early.site.plan.jobs.keys());
        let planned = planned.filter(|path| !edition.site.plan.jobs.contains_key(*path));
        let gone = self.told.keys().chain(planned).filter(|path| !hashes.contains_key(*path));
        difference.deleted = gone.cloned().collect::<BTreeSet<String>>().into_iter().collect();
        difference.rendered = edition.rendered().map(|(path, _)| path.clone()).collect();
        self.is_written &= difference.changed.is_empty() && difference.deleted.is_empty();
        self.told = hashes;
        if let Some(loaded) = &mut self.loaded {
            loaded.keep_cards();
        }
        if self.writes == Writes::ToDisk && !self.is_written && !diags.has_errors() {
            self.write(&edition, diags);
        }
        Some(difference)
    }

    /// Writes all outputs that differ from what stands in the output folder.
    fn write(&mut self, edition: &Edition, diags: &mut Diags) {
        let project = &edition.site.project;
        let (mut outputs, list) = (edition.outputs(), written_list(project));
        let hashes = edition.hashes();
        let is_first = !self.standing.is_of(&project.output);
        if is_first {
            self.standing = Standing::new(&project.output);
        }
        self.standing.spare(&mut outputs, &hashes);
        let (spool, files) = (&edition.spool, &project.files);
        let published = publish::publish(spool, files, &outputs, &list, &self.standing, diags);
        self.is_written = published.is_some();
        if self.is_written {
            self.standing.note(hashes);
        }
        if is_first && self.is_written {
            self.keep();
        }
    }

    /// Keeps for the next run what is in the output folder now.
    ///
    /// What a run that is killed did not keep is rendered again by the next: its files are not
    /// those that it knows.
    fn keep(&self) {
        if let Some(edition) = &self.edition {
            cache::write(&cache::path(&edition.site.project), edition, &self.standing);
        }
    }

    /// The output of the page that a content file makes.
    fn page_of(&self, path: &Path) -> Option<String> {
        let site = &self.edition.as_ref()?.site;
        let file = relative(&self.root, path)?;
        let id = site.catalog.find(file.strip_prefix("content/")?)?;
        let output = format!("{}index.html", site.catalog.node(id).path.trim_start_matches('/'));
        matches!(site.plan.jobs.get(&output), Some(Job::Page(_) | Job::Section(..)))
            .then_some(output)
    }

    /// The outcome of what was done so far.
    fn outcome(&self, batch: &Batch, difference: Difference, diags: Diags) -> Outcome {
        let page = batch.paths.iter().find_map(|path| self.page_of(path));
        let Difference { changed, deleted, .. } = difference;
        let outputs = Arc::new(Served(self.edition.clone()));
        let reasons = if self.explains { self.reasons() } else { Vec::new() };
        Outcome { diagnostics: diags.sorted(), changed, deleted, page, reasons, outputs }
    }

    /// Why each output of the last edition was rendered, and of those before it that were not
    /// finished, in words.
    pub fn reasons(&self) -> Vec<(String, String)> {
        let Some(edition) = &self.edition else { return Vec::new() };
        let own =
            edition.rendered().map(|(path, done)| (path.clone(), edition.say(path, done.why)));
        self.put_off.iter().cloned().chain(own).collect()
    }
}

/// Whether a browser may have an output otherwise than it is now, or wait for it, where nobody was
/// told of those of the early editions: what none of them made nobody has seen.
fn is_news_since(early: &[Arc<Edition>], now: &Edition, path: &str, hash: u64) -> bool {
    let is_planned = |edition: &Edition| edition.site.plan.jobs.contains_key(path);
    let is_otherwise = |edition: &Arc<Edition>| {
        edition.made(path).is_some_and(|done| done.hash != hash || done.wrong.is_some())
    };
    let is_new = || !early.iter().all(|edition| is_planned(edition));
    // A picture has its content in its name: nobody has it otherwise.
    is_planned(now) && (is_new() || early.iter().any(is_otherwise))
}

/// The outputs of an edition.
#[derive(Debug, Default)]
struct Served(Option<Arc<Edition>>);

impl Outputs for Served {
    fn get(&self, path: &str) -> io::Result<Option<Arc<[u8]>>> {
        let Some(edition) = &self.0 else { return Ok(None) };
        match edition.get(path) {
            Ok(bytes) => Ok(bytes.map(Arc::from)),
            // A file that was deleted a moment ago is told of by the batch that follows.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Engine for Rebuilder {
    fn rebuild(&mut self, batch: &Batch) -> Outcome {
        let first = self.begin(batch);
        let mut diags = self.found.clone();
        // What was wrong with outputs may be so still; the end of the edition tells.
        diags.list.extend(self.errors.iter().cloned());
        self.outcome(batch, first, diags)
    }

    fn finish(&mut self, batch: &Batch, halt: &Arc<Halt>) -> Finish {
        let mut diags = Diags::default();
        match self.complete(halt, &mut diags) {
            Some(difference) => {
                let outcome = self.outcome(batch, difference, diags);
                self.put_off.clear();
                Finish::Whole(Box::new(outcome))
            }
            None => {
                if self.explains {
                    self.put_off = self.reasons();
                }
                Finish::Halted
            }
        }
    }

    fn close(&mut self) {
        if self.writes == Writes::ToDisk {
            self.keep();
        }
    }
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

#[cfg(test)]
mod tests;
