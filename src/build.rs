//! Building: the whole pipeline, from a folder to its `public/`.
//!
//! Everything that can be wrong is gathered and shown at once; only a build
//! without errors is published. What an earlier build left and still stands is
//! neither rendered nor written again (`cache`).
//!
//! Not here: building again after a change (`rebuild`).

mod dates;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cache::{self, Cached};
use crate::card::CardMention;
use crate::cite::{Form, Kind};
use crate::diag::{Diagnostic, Diags};
use crate::edition::{Done, Edition};
use crate::links;
use crate::load::{self, Loaded};
use crate::progress::{Halt, Progress};
use crate::project::{self, Mode, Options, Project};
use crate::publish::{self, Published, Spool, Standing};
use crate::render::Site;

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// What was found wrong, in the order of files.
    pub diagnostics: Vec<Diagnostic>,
    /// How many outputs there are.
    pub n_outputs: usize,
    /// How many pages have an output of their own.
    pub n_pages: usize,
    /// How many directives.
    pub n_directives: usize,
    /// How many committees.
    pub n_committees: usize,
    /// How many years.
    pub n_years: usize,
    /// What changed on disk; none where the build failed or only checked.
    pub published: Option<Published>,
    /// Each output that was rendered.
    pub rendered: Vec<RenderedOutput>,
    /// How long each stage took, in order.
    pub stages: Vec<(&'static str, Duration)>,
}

/// Builds the site at `folder`.
pub fn build(folder: &Path, options: &Options, progress: &Progress) -> Report {
    let mut diags = Diags::default();
    let mut report = Report::default();
    report.run(folder, options, progress, &mut diags);
    report.diagnostics = diags.sorted();
    report
}

impl Report {
    /// Runs the stages, until one cannot be.
    fn run(
        &mut self,
        folder: &Path,
        options: &Options,
        progress: &Progress,
        diags: &mut Diags,
    ) -> Option<()> {
        let start = Instant::now();
        let project = project::open(folder, options, diags)?;
        let is_check = options.mode == Mode::Check;
        let (output, list) = (project.output.clone(), written_list(&project));
        let mut loaded = Loaded::new(project, std::mem::take(diags), progress);
        let read = self.stage("reading", start);
        diags.extend(loaded.diagnostics());
        let site = Arc::new(loaded.site(diags)?);
        let cataloged = self.stage("catalog and plan", read);
        self.count(&site);
        if is_check {
            for &id in &site.catalog.orphans {
                diags.orphan(&site.catalog.doc(id).file);
            }
        }
        let spool = match Spool::new(&output) {
            Ok(spool) => Arc::new(spool),
            Err(error) => {
                diags.push(publish::spool_diagnostic(&error));
                return None;
            }
        };
        let path = cache::path(&site.project);
        let Cached { priors, named, quiet } = match is_check {
            true => Cached::default(),
            false => cache::read(&path, &output, diags),
        };
        site.take_names(named);
        let edition = Edition::new(site.clone(), spool.clone(), priors, &quiet);
        edition.finish(progress, &Halt::default(), diags);
        let rendered = self.stage("rendering", cataloged);
        self.rendered = explain(&edition);
        if is_check {
            dates::check(&site, load::today(), diags);
            list_unresolved(&site, diags);
            links::local::check(&site, diags);
        }
        if is_check && !options.skip_external_links {
            progress.stage("asking other hosts");
            links::external::check(&site, diags);
        }
        if is_check || diags.has_errors() {
            return None;
        }
        progress.stage("writing");
        let outputs = edition.outputs();
        let mut standing = Standing::new(&output);
        let files = &site.project.files;
        self.published = publish::publish(&spool, files, &outputs, &list, &standing, diags);
        loaded.keep_cards();
        self.stage("writing", rendered);
        if self.published.is_some() {
            standing.note(edition.hashes());
            cache::write(&path, &edition, &standing);
        }
        Some(())
    }

    /// Notes how long a stage took; gives when it ended.
    fn stage(&mut self, name: &'static str, start: Instant) -> Instant {
        let now = Instant::now();
        self.stages.push((name, now - start));
        now
    }
}

/// An output that a build rendered.
#[derive(Debug, Clone)]
pub struct RenderedOutput {
    /// Its path.
    pub path: String,
    /// The template that it was made with; what it is made of, where that is none.
    pub template: String,
    /// Why it was rendered.
    pub why: String,
    /// How long that took.
    pub took: Duration,
}

/// The outputs that were rendered, and why each was.
fn explain(edition: &Edition) -> Vec<RenderedOutput> {
    let one = |(path, done): (&String, &Arc<Done>)| RenderedOutput {
        path: path.clone(),
        template: edition.template(path, done),
        why: edition.say(path, done.why),
        took: done.took,
    };
    edition.rendered().map(one).collect()
}

impl Report {
    /// Counts what a site holds.
    pub fn count(&mut self, site: &Site) {
        self.n_outputs = site.plan.jobs.len();
        self.n_pages =
            site.catalog.pages.iter().filter(|&&id| site.catalog.node(id).render).count();
        if let Some(index) = &site.catalog.archive {
            self.n_directives = index.archive.directives.len();
            self.n_committees = index.archive.committees.len();
            self.n_years = index.archive.years.len();
        }
    }
}

/// The file that lists what mucluc wrote into the output folder.
pub fn written_list(project: &Project) -> PathBuf {
    project.kept_for_output("written")
}

/// Lists the mentions that lead nowhere, each with the reason.
fn list_unresolved(site: &Site, diags: &mut Diags) {
    let Some(index) = &site.catalog.archive else { return };
    for (place, reason) in &index.archive.unresolved {
        let doc = site.catalog.doc(index.articles[place.article as usize]);
        let Some(card) = &doc.article else { continue };
        let mention = &card.mentions[place.mention as usize];
        let span = doc.span(mention.source());
        diags.unresolved_mention(span, mention.quote.text(), reason, what_helps(mention));
    }
}

/// What can lead a mention of this kind somewhere.
fn what_helps(mention: &CardMention) -> &'static [&'static str] {
    let is_numbered = mention.unresolved.is_none() && mention.form != Form::Unnumbered;
    match mention.kind {
        Kind::Committee => &[
            "write its full name in the text, or into `bodies` under `[archive]` of the article",
            "a committee's record can also have these words among its `aliases`",
        ],
        Kind::Directive if is_numbered => &[
            "say in the text which one is meant: its date, its term or the body that issued it",
            "if a text misprints its date, list the wrong one as `misdated` in its record",
        ],
        Kind::Directive => &[
            "write its number in full in the text, where it is first named",
            "or write these words into the `aliases` of the one record that is meant",
        ],
    }
}
