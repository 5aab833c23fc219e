//! Editions: one state of the site, with its outputs as far as they are rendered.
//!
//! An output is rendered when somebody asks for it, or when the edition is finished.
//! An edition that follows another takes over what still stands: an output whose job
//! is the same, and of whose facts not one has changed (*verifying traces*).
//!
//! **Invariant:** an output of an edition equals what a build from nothing would write,
//! unless it failed; then it is the last good one.
//!
//! Not here: what changed on disk (`rebuild`), what stays for the next run (`cache`).

mod pictures;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::catalog::DocId;
use crate::diag::{Diagnostic, Diags};
use crate::images;
use crate::links;
use crate::parse::Doc;
use crate::plan::{FeedOf, Job};
use crate::progress::{Halt, Progress};
use crate::publish::{self, Held, Outputs, Spool};
use crate::render::jobs::{self, Output};
use crate::render::receipt::{self, Fact, Kind, Picture, Trace, fingerprint_of, name_of};
use crate::render::{Notes, Site};

/// One state of the site.
#[derive(Debug)]
pub struct Edition {
    /// The site.
    pub site: Arc<Site>,
    /// Where the bytes are.
    pub spool: Arc<Spool>,
    /// The paths of all outputs that are planned, sorted.
    paths: Arc<Vec<String>>,
    /// The outputs, in the order of their paths.
    slots: Vec<Slot>,
    /// Pictures that outputs asked for, with how they are made.
    wanted: Mutex<BTreeMap<String, (String, images::Plan)>>,
    /// Pictures that are made.
    made: Mutex<BTreeMap<String, Held>>,
    /// What bodies of the edition before came with, with the fingerprints of the bodies.
    heritage: Vec<Option<(u64, Arc<Notes>)>>,
}

/// The place of an output.
#[derive(Debug)]
struct Slot {
    /// The output, once it is made or was found to stand.
    done: OnceLock<Arc<Done>>,
    /// The output of the edition before.
    prior: Option<Arc<Done>>,
}

impl Slot {
    /// A place for what is not made yet.
    fn new(prior: Option<Arc<Done>>) -> Slot {
        Slot { done: OnceLock::new(), prior }
    }

    /// The output that was made last, in this edition or before.
    fn last(&self) -> Option<Arc<Done>> {
        self.done.get().or(self.prior.as_ref()).cloned()
    }

    /// The place in the edition that follows.
    fn after(&self) -> Slot {
        Slot::new(self.last())
    }
}

/// An output with all that tells whether it still stands.
#[derive(Debug)]
pub struct Done {
    /// The fingerprint of its job.
    pub job: u64,
    /// What it read.
    pub trace: Trace,
    /// The pictures that it asked for.
    pub pictures: Vec<Picture>,
    /// Whether it depends on what no receipt can hold.
    pub is_unsteady: bool,
    /// Where its bytes are; none where it failed and never was well.
    pub held: Option<Held>,
    /// The hash of its bytes, or of the stamp of the file that it is a copy of.
    pub hash: u64,
    /// What went wrong.
    pub wrong: Option<Diagnostic>,
    /// Why it was rendered in this edition.
    pub why: Why,
    /// How long that took.
    pub took: Duration,
}

/// Why an output was rendered.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Why {
    /// It was not: it still stands.
    Stands,
    /// There was no such output before.
    New,
    /// It is made of another thing, or by another configuration or program.
    Job,
    /// A fact that it read has changed.
    Fact(Fact),
    /// It failed before.
    Failed,
    /// It depends on the time, on chance or on another server.
    Unsteady,
}

impl Edition {
    /// The first edition of a site, with what an earlier run left, if anything.
    ///
    /// `quiet` are the names of docs whose bodies had nothing to say, with their fingerprints.
    pub fn new(
        site: Arc<Site>,
        spool: Arc<Spool>,
        mut priors: BTreeMap<String, Arc<Done>>,
        quiet: &BTreeMap<u64, u64>,
    ) -> Edition {
        let paths: Vec<String> = site.plan.jobs.keys().cloned().collect();
        let slots = paths.iter().map(|path| Slot::new(priors.remove(path))).collect();
        let inherited = |doc: &Arc<Doc>| {
            let print = quiet.get(&name_of(&doc.relative))?;
            Some((*print, Arc::<Notes>::default()))
        };
        let heritage = site.catalog.docs.iter().map(inherited).collect();
        let (wanted, made) = (Mutex::default(), Mutex::default());
        let paths = Arc::new(paths);
        Edition { site, spool, paths, slots, wanted, made, heritage }
    }

    /// The edition that follows another.
    pub fn after(site: Arc<Site>, old: &Edition) -> Edition {
        let is_planned_alike = Arc::ptr_eq(&site.plan, &old.site.plan);
        let (paths, slots) = match is_planned_alike {
            true => (old.paths.clone(), old.slots.iter().map(Slot::after).collect()),
            false => {
                let paths: Vec<String> = site.plan.jobs.keys().cloned().collect();
                let prior = |path: &String| old.place(path).and_then(|at| old.slots[at].last());
                let slots = paths.iter().map(|path| Slot::new(prior(path))).collect();
                (Arc::new(paths), slots)
            }
        };
        let is_same = Arc::ptr_eq(&site.catalog.nodes, &old.site.catalog.nodes);
        let inherited = |(at, doc): (usize, &Arc<Doc>)| {
            let id = match is_same {
                true => DocId(at as u32),
                false => old.site.catalog.find(&doc.relative)?,
            };
            // What is wrong with a text has its place in the file, where front matter may grow.
            let is_in_place = old.site.catalog.doc(id).body.start == doc.body.start;
            old.notes(id).filter(|(_, notes)| is_in_place || notes.diagnostics.is_empty())
        };
        let heritage = site.catalog.docs.iter().enumerate().map(inherited).collect();
        // A picture's name holds a hash of all that made it.
        let made = Mutex::new(lock(&old.made).clone());
        let (spool, wanted) = (old.spool.clone(), Mutex::default());
        Edition { site, spool, paths, slots, wanted, made, heritage }
    }

    /// What the body of a doc came with, and the body's fingerprint.
    fn notes(&self, id: DocId) -> Option<(u64, Arc<Notes>)> {
        match self.site.notes[id.0 as usize].get() {
            Some(notes) => Some((self.site.known_body_print(id)?, notes.clone())),
            None => self.heritage.get(id.0 as usize)?.clone(),
        }
    }

    /// The place of an output among all.
    fn place(&self, path: &str) -> Option<usize> {
        self.paths.binary_search_by(|own| own.as_str().cmp(path)).ok()
    }

    /// All outputs that are planned, with their paths.
    fn all(&self) -> impl Iterator<Item = (&String, &Slot)> {
        self.paths.iter().zip(&self.slots)
    }

    /// The paths of all outputs, but for pictures.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.paths.iter()
    }

    /// An output, made now if it was not; none where there is no such path.
    pub fn done(&self, path: &str) -> Option<&Arc<Done>> {
        let (slot, job) = (&self.slots[self.place(path)?], self.site.plan.jobs.get(path)?);
        Some(slot.done.get_or_init(|| {
            let done = self.make(path, job, slot);
            let mut wanted = lock(&self.wanted);
            wanted.extend(done.pictures.iter().cloned());
            done
        }))
    }

    /// An output, where it was made already.
    pub fn made(&self, path: &str) -> Option<&Arc<Done>> {
        self.slots[self.place(path)?].done.get()
    }

    /// The bytes of an output, made now if they were not.
    ///
    /// # Errors
    /// When they cannot be read from where they are.
    pub fn get(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let held = match self.done(path) {
            Some(done) => done.held.clone(),
            None => self.picture(path, &mut Diags::default()),
        };
        let bytes = |held: Held| self.spool.bytes(path, &held, &self.site.project.files);
        held.map(bytes).transpose()
    }

    /// Takes an output over if it stands, and renders it otherwise.
    fn make(&self, path: &str, own: &Job, slot: &Slot) -> Arc<Done> {
        let job = self.job_print(own);
        let why = match &slot.prior {
            None => Why::New,
            Some(prior) => match self.stands(prior, job) {
                Why::Stands => return prior.clone(),
                why => why,
            },
        };
        let start = Instant::now();
        let (outcome, receipt) = receipt::record(|| jobs::run(&self.site, path, own));
        let took = start.elapsed();
        let trace = receipt.reads.iter().map(|&fact| (fact, self.site.fingerprint(fact))).collect();
        let prior = slot.prior.as_ref();
        let (held, hash, wrong) = match outcome {
            Ok(Output::Bytes(bytes)) => match self.spool.put(&bytes) {
                Ok(held) => (Some(held), fingerprint_of(&*bytes), None),
                Err(error) => (None, 0, Some(publish::spool_diagnostic(&error))),
            },
            Ok(Output::Copy(from)) => {
                let stamp = self.site.project.files.stamp(&from);
                (Some(Held::Copied(from)), stamp, None)
            }
            Err(diagnostic) => (
                prior.and_then(|prior| prior.held.clone()),
                prior.map_or(0, |prior| prior.hash),
                Some(*diagnostic),
            ),
        };
        let (pictures, is_unsteady) = (receipt.pictures, receipt.is_unsteady);
        Arc::new(Done { job, trace, pictures, is_unsteady, held, hash, wrong, why, took })
    }

    /// Whether an output of the edition before still stands, and if not, why.
    fn stands(&self, prior: &Done, job: u64) -> Why {
        if prior.job != job {
            return Why::Job;
        }
        if prior.wrong.is_some() {
            return Why::Failed;
        }
        if prior.is_unsteady && prior.held == Some(Held::Standing) {
            return Why::Unsteady;
        }
        let changed =
            prior.trace.iter().find(|(fact, print)| self.site.fingerprint(*fact) != *print);
        changed.map_or(Why::Stands, |(fact, _)| Why::Fact(*fact))
    }

    /// A picture that an output asked for, made now if it was not.
    fn picture(&self, path: &str, diags: &mut Diags) -> Option<Held> {
        if let Some(held) = lock(&self.made).get(path) {
            return Some(held.clone());
        }
        let (file, plan) = lock(&self.wanted).get(path).cloned()?;
        let bytes = pictures::one(&self.site.project, &file, &plan, diags)?;
        match self.spool.put(&bytes) {
            Ok(held) => {
                lock(&self.made).insert(path.to_string(), held.clone());
                Some(held)
            }
            Err(error) => {
                diags.push(publish::spool_diagnostic(&error));
                None
            }
        }
    }

    /// Makes all outputs, and gathers all that is wrong; tells whether it came to the end.
    ///
    /// What is made before a halt stays made, here and in the edition that follows.
    pub fn finish(&self, progress: &Progress, halt: &Halt, diags: &mut Diags) -> bool {
        progress.count("rendering", self.slots.len());
        let go_on = || if halt.is_asked() { Err(()) } else { Ok(()) };
        // Asked before each, for one that waited for its turn may have been halted meanwhile.
        let outputs = self.paths.par_iter().try_for_each(|path| {
            go_on()?;
            self.done(path);
            progress.step();
            Ok::<(), ()>(())
        });
        if outputs.is_err() {
            return false;
        }
        let done = self.slots.iter().filter_map(|slot| slot.done.get());
        diags.list.extend(done.filter_map(|done| done.wrong.clone()));
        self.take_over_notes();
        // A template need not show the text of its page; it is looked at all the same.
        let notes = (0..self.site.notes.len() as u32).into_par_iter().try_for_each(|at| {
            go_on()?;
            self.site.body_notes(DocId(at));
            Ok::<(), ()>(())
        });
        if notes.is_err() {
            return false;
        }
        diags.extend(self.site.body_diagnostics());
        links::check(&self.site, diags);
        let wanted: Vec<String> = lock(&self.wanted).keys().cloned().collect();
        let found: Vec<Diags> = wanted
            .par_iter()
            .map(|path| {
                let mut diags = Diags::default();
                self.picture(path, &mut diags);
                diags
            })
            .collect();
        found.into_iter().for_each(|found| diags.extend(found));
        true
    }

    /// Takes over what bodies came with, where the bodies are the same.
    fn take_over_notes(&self) {
        for (at, inherited) in self.heritage.iter().enumerate() {
            let Some((print, notes)) = inherited else { continue };
            let id = DocId(at as u32);
            if self.site.notes[at].get().is_none()
                && self.site.fingerprint(self.site.fact(Kind::Body, id)) == *print
            {
                let _ = self.site.notes[at].set(notes.clone());
            }
        }
    }

    /// All outputs that have bytes, pictures among them.
    pub fn outputs(&self) -> Outputs {
        let own = self
            .all()
            .filter_map(|(path, slot)| Some((path.clone(), slot.done.get()?.held.clone()?)));
        let mut outputs: Outputs = own.collect();
        let (wanted, made) = (lock(&self.wanted), lock(&self.made));
        let pictures =
            wanted.keys().filter_map(|path| Some((path.clone(), made.get(path)?.clone())));
        outputs.extend(pictures);
        outputs
    }

    /// The outputs that are made, with their hashes; a picture's is that of its name.
    pub fn hashes(&self) -> BTreeMap<String, u64> {
        let own = self.all().filter_map(|(path, slot)| {
            let done = slot.done.get().filter(|done| done.held.is_some())?;
            Some((path.clone(), done.hash))
        });
        let mut hashes: BTreeMap<String, u64> = own.collect();
        let wanted = lock(&self.wanted);
        hashes.extend(wanted.keys().map(|path| (path.clone(), fingerprint_of(path))));
        hashes
    }

    /// The outputs that were made in this edition or stand, by path.
    pub fn all_done(&self) -> impl Iterator<Item = (&String, &Arc<Done>)> {
        self.all().filter_map(|(path, slot)| Some((path, slot.done.get()?)))
    }

    /// The outputs that this edition rendered, and why each.
    pub fn rendered(&self) -> impl Iterator<Item = (&String, &Arc<Done>)> {
        self.all().filter_map(|(path, slot)| {
            let done = slot.done.get()?;
            let is_prior = slot.prior.as_ref().is_some_and(|prior| Arc::ptr_eq(prior, done));
            (!is_prior).then_some((path, done))
        })
    }

    /// The template that an output was made with: of those that it read, the one of its own.
    pub fn template(&self, path: &str, done: &Done) -> String {
        let read =
            done.trace.iter().filter(|(fact, print)| fact.kind() == Kind::Template && *print != 0);
        let names: Vec<String> =
            read.filter_map(|(fact, _)| self.site.templates.name_behind(*fact)).collect();
        let usual = ["anchor-link.html", "summary-cutoff.html"];
        let own = names.iter().find(|name| !usual.contains(&name.as_str()));
        own.cloned().unwrap_or_else(|| match self.site.plan.jobs.get(path) {
            Some(Job::Copy(_)) => "copied files".to_string(),
            Some(Job::Redirect(_)) => "redirects".to_string(),
            _ => "files made without a template".to_string(),
        })
    }

    /// Why the output at a path was rendered, in words.
    pub fn say(&self, path: &str, why: Why) -> String {
        match why {
            Why::Stands => "it stands".to_string(),
            Why::New => "it is new".to_string(),
            Why::Job => {
                let what = match self.site.plan.jobs.get(path) {
                    Some(Job::Bytes(_)) => "what it is compiled from",
                    Some(Job::Copy(_)) => "the file that it is a copy of",
                    Some(Job::Redirect(_)) => "the address that it leads to",
                    _ => "what it is a page of",
                };
                format!("{what}, the configuration or the program changed")
            }
            Why::Failed => "it failed before".to_string(),
            Why::Unsteady => "it depends on the time, on chance or on another server".to_string(),
            Why::Fact(fact) => format!("{} changed", self.site.say(fact)),
        }
    }

    /// The docs whose bodies had nothing to say but their text: by name, with the fingerprints of
    /// the bodies.
    pub fn quiet(&self) -> BTreeMap<u64, u64> {
        let docs = self.site.catalog.docs.iter().zip(&self.site.notes).enumerate();
        let quiet = docs.filter_map(|(at, (doc, notes))| {
            let notes = notes.get()?;
            let has_links = notes.internal_links.iter().any(|link| link.anchor.is_some());
            if has_links || !notes.diagnostics.is_empty() {
                return None;
            }
            let id = DocId(at as u32);
            let print = self.site.fingerprint(self.site.fact(Kind::Body, id));
            Some((name_of(&doc.relative), print))
        });
        quiet.collect()
    }

    /// The fingerprint of a job: what it is about, by names that stay, and the configuration.
    fn job_print(&self, job: &Job) -> u64 {
        let site = &self.site;
        let catalog = &site.catalog;
        let doc = |id: DocId| catalog.doc(id).relative.to_string();
        let taxonomy = |at: usize| {
            let own = &catalog.taxonomies[at];
            format!("{}\n{}", own.lang, own.config.name)
        };
        let term = |at: usize, which: usize| {
            format!("{}\n{}", taxonomy(at), catalog.taxonomies[at].terms[which].slug)
        };
        let archive = || catalog.archive.as_ref().map(|index| &index.archive);
        let name = match job {
            Job::Page(id) => doc(*id),
            Job::Section(id, n) => format!("{}\n{n}", doc(*id)),
            Job::TaxonomyList(at) => taxonomy(*at),
            Job::Term(at, which, n) => format!("{}\n{n}", term(*at, *which)),
            Job::ArchiveList(kind, n) => format!("{}\n{n}", kind.name()),
            Job::Table(kind) => kind.name().to_string(),
            Job::Directive(id, n) => {
                format!("{:?}\n{n}", archive().map(|own| &own.directives[id.0 as usize].slug))
            }
            Job::Ambiguity(at) => format!("{:?}", archive().map(|own| &own.ambiguities[*at].slug)),
            Job::Committee(id, n) => {
                format!("{:?}\n{n}", archive().map(|own| &own.committees[id.0 as usize].slug))
            }
            Job::Year(at, n) => format!("{:?}\n{n}", archive().map(|own| own.years[*at].year)),
            Job::Redirect(to) => to.clone(),
            Job::Feed(FeedOf::Language(at), name) => format!("{at}\n{name}"),
            Job::Feed(FeedOf::Section(id), name) => format!("{}\n{name}", doc(*id)),
            Job::Feed(FeedOf::Term(at, which), name) => format!("{}\n{name}", term(*at, *which)),
            Job::Sitemap(part) => format!("{part:?}"),
            Job::SearchIndex(at) => format!("{at}"),
            Job::Robots | Job::NotFound => String::new(),
            Job::Copy(file) => format!("{file}\n{}", site.project.files.stamp(file)),
            Job::Bytes(bytes) => format!("{}", fingerprint_of(bytes)),
        };
        fingerprint_of((std::mem::discriminant(job), name, site.project.print))
    }
}

/// Locks; a thread that panicked while holding the lock leaves data that is still whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
