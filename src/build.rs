//! Building: the whole pipeline, from a folder to its `public/`.
//!
//! Everything that can be wrong is gathered and shown at once; only a build
//! without errors is published.
//!
//! Not here: building again after a change (`rebuild`).

pub mod pictures;
pub mod progress;
pub mod statics;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};
use rayon::prelude::*;

use crate::build::progress::Progress;
use crate::catalog::{self, Catalog, DocId, Inputs};
use crate::cite::Profile;
use crate::config::key_span;
use crate::diag::{Diagnostic, Diags, Span};
use crate::highlight::Highlighter;
use crate::links;
use crate::parse::{self, Doc};
use crate::plan::{self, Job};
use crate::project::{self, Mode, Options, Project};
use crate::publish::{self, Published, Spool};
use crate::render::filters::Clock;
use crate::render::jobs::{self, Output};
use crate::render::receipt::{self, Fact, Receipts};
use crate::render::{Site, templates};

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
}

/// Builds the site at `folder`.
pub fn build(folder: &Path, options: &Options, progress: &Progress) -> Report {
    let mut diags = Diags::default();
    let mut report = Report::default();
    if let Some(project) = project::open(folder, options, &mut diags)
        && let Some(site) = prepare(project, &mut diags, progress)
    {
        report.count(&site);
        if options.mode == Mode::Check {
            for &id in &site.catalog.orphans {
                diags.orphan(&site.catalog.doc(id).file);
            }
        }
        let rendered = render(&site, &mut diags, progress);
        if options.mode == Mode::Check && !options.skip_external_links {
            progress.stage("asking other hosts");
            links::external::check(&site, &mut diags);
        }
        match rendered {
            Some(Rendered { spool, .. }) if !diags.has_errors() && options.mode != Mode::Check => {
                progress.stage("writing");
                let (files, output) = (&site.project.files, &site.project.output);
                let list = written_list(&site.project);
                report.published = publish::publish(&spool, files, output, &list, &mut diags);
            }
            _ => {}
        }
    }
    report.diagnostics = diags.sorted();
    report
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
    let output = project.output.to_string_lossy();
    let name = blake3::hash(output.as_bytes()).to_hex();
    project.root.join(".mucluc").join(format!("written-{}", &name[..16]))
}

/// Reads and catalogs a site, so that every output can be rendered.
pub fn prepare(project: Project, diags: &mut Diags, progress: &Progress) -> Option<Arc<Site>> {
    progress.stage("reading");
    let sources = scan(&project, diags)?;
    let profile = profile(&project, diags);
    let docs = parse_all(&project, &sources.markdown, profile, diags);
    let inputs = Inputs {
        config: &project.config,
        drafts: project.options.drafts,
        assets: &sources.assets,
        profile,
    };
    let catalog: Catalog = catalog::catalog(docs, inputs, diags);
    let mut plan = plan::plan(&catalog, &project.config, diags);
    let highlighter = highlighter(&project, diags);
    statics::add(&project, highlighter.as_ref(), &mut plan, diags);
    let templates = templates::load(&project, clock(), diags)?;
    Some(Arc::new(Site::new(project, profile, catalog, plan, templates, highlighter)))
}

/// The clock of a build: `SOURCE_DATE_EPOCH` where it is set, as for reproducible builds elsewhere.
fn clock() -> Clock {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let fixed = fixed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    Arc::new(move || fixed.unwrap_or_else(jiff::Timestamp::now))
}

/// The content files of a site.
struct Sources {
    /// Markdown, by path below the root.
    markdown: Vec<String>,
    /// All others.
    assets: Vec<String>,
}

fn scan(project: &Project, diags: &mut Diags) -> Option<Sources> {
    let config = &project.config;
    let ignored = globs(project, "ignored_content", &config.ignored_content, diags)?;
    globs(project, "skip_content_templating", &config.skip_content_templating, diags)?;
    globs(project, "ignored_files", &config.link_checker.ignored_files, diags)?;
    let mut sources = Sources { markdown: Vec::new(), assets: Vec::new() };
    for file in project.files.walk("content", diags) {
        let name = file.rsplit('/').next().unwrap_or(&file);
        if is_temporary(name) || is_ignored(project, &ignored, &file) {
            continue;
        }
        match name.ends_with(".md") {
            true if name.starts_with('.') => {}
            true => sources.markdown.push(file),
            false => sources.assets.push(file),
        }
    }
    clash_of_index(&sources.markdown, diags);
    Some(sources)
}

/// Reports folders that hold a page and a section at once.
fn clash_of_index(files: &[String], diags: &mut Diags) {
    for file in files.iter().filter(|file| file.ends_with("/index.md")) {
        let folder = file.trim_end_matches("index.md");
        let section = format!("{folder}_index.md");
        if file == "content/index.md" {
            diags.push(
                Diagnostic::error("index-page", "the site's top is a section, not a page")
                    .at(Span::file(file))
                    .hint("rename the file to `_index.md`"),
            );
        } else if files.binary_search(&section).is_ok() {
            diags.push(
                Diagnostic::error("index-page", "the folder is a page and a section at once")
                    .at(Span::file(file))
                    .label(Span::file(&section), "this makes it a section")
                    .hint("keep `index.md` for a page, or `_index.md` for a section"),
            );
        }
    }
}

/// Whether a file is what an editor or a system leaves behind.
pub fn is_temporary(name: &str) -> bool {
    let endings = [".swp", ".swx", ".tmp", ".DS_Store", ".kate-swp", "~", "bck"];
    name.starts_with('#')
        || name.starts_with(".#")
        || name.contains("jb_old___")
        || name.contains("jb_tmp___")
        || name.contains("jb_bak___")
        || endings.iter().any(|ending| name.ends_with(ending))
}

/// Zola matches `ignored_content` against the whole path; a pattern below the root is matched too.
fn is_ignored(project: &Project, ignored: &GlobSet, file: &str) -> bool {
    !ignored.is_empty() && (ignored.is_match(file) || ignored.is_match(project.root.join(file)))
}

/// Compiles the globs of a configuration key.
pub fn globs(
    project: &Project,
    key: &str,
    patterns: &[String],
    diags: &mut Diags,
) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        match Glob::new(pattern) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(error) => {
                let text = &project.config_text;
                diags.push(
                    Diagnostic::error(
                        "bad-glob",
                        format!("`{pattern}` is not a glob: {}", error.kind()),
                    )
                    .at(Span::of(
                        &project.config_file,
                        text,
                        key_span(text, key),
                    )),
                );
                return None;
            }
        }
    }
    set.build().ok()
}

/// The citation profile that the archive reads with.
fn profile(project: &Project, diags: &mut Diags) -> Option<&'static Profile> {
    let name = &project.config.archive.as_ref()?.profile;
    if let Some(profile) = Profile::builtin(name) {
        return Some(profile);
    }
    let text = &project.config_text;
    if !project.files.is_file(name) {
        diags.push(
            Diagnostic::error("no-profile", format!("there is no citation profile `{name}`"))
                .at(Span::of(&project.config_file, text, key_span(text, "profile")))
                .hint("name a built-in one (`vi`), or a TOML file of this site"),
        );
        return None;
    }
    let source = project.files.text(name, diags)?;
    match Profile::parse(&source) {
        Ok(profile) => Some(Box::leak(Box::new(profile))),
        Err(error) => {
            let range = error.span.clone().unwrap_or(0..0);
            diags.push(
                Diagnostic::error(
                    "bad-profile",
                    format!("cannot read the citation profile: {}", error.message),
                )
                .at(Span::of(name, &source, range)),
            );
            None
        }
    }
}

fn parse_all(
    project: &Project,
    files: &[String],
    profile: Option<&Profile>,
    diags: &mut Diags,
) -> Vec<Arc<Doc>> {
    let site = parse::Site { config: &project.config, profile };
    let parsed: Vec<(Option<Doc>, Diags)> = files
        .par_iter()
        .map(|file| {
            let mut diags = Diags::default();
            let text = project.files.text(file, &mut diags);
            (text.and_then(|text| parse::parse(file, &text, site, &mut diags)), diags)
        })
        .collect();
    let mut docs = Vec::with_capacity(parsed.len());
    for (doc, found) in parsed {
        docs.extend(doc.map(Arc::new));
        diags.extend(found);
    }
    docs
}

fn highlighter(project: &Project, diags: &mut Diags) -> Option<Highlighter> {
    let wanted = project
        .config
        .markdown
        .highlighting
        .as_ref()
        .filter(|_| project.options.mode != Mode::Check)?;
    let made = project.highlight_settings(wanted).and_then(Highlighter::new);
    match made {
        Ok(highlighter) => Some(highlighter),
        Err(error) => {
            let text = &project.config_text;
            diags.push(
                Diagnostic::error("highlighting", error.to_string())
                    .at(Span::of(
                        &project.config_file,
                        text,
                        key_span(text, "[markdown.highlighting]"),
                    ))
                    .hint(error.hint()),
            );
            None
        }
    }
}

/// Reads one content file again, as `prepare` did.
pub fn parse_again(site: &Site, file: &str, diags: &mut Diags) -> Option<Doc> {
    let text = site.project.files.text(file, diags)?;
    let context = parse::Site { config: &site.project.config, profile: site.profile };
    parse::parse(file, &text, context, diags)
}

/// Renders every output into a spool; none if even the spool failed.
pub fn render(site: &Arc<Site>, diags: &mut Diags, progress: &Progress) -> Option<Rendered> {
    let spool = match Spool::new() {
        Ok(spool) => spool,
        Err(error) => {
            diags.push(publish::spool_diagnostic(&error));
            return None;
        }
    };
    progress.count("rendering", site.plan.jobs.len());
    let jobs: Vec<_> = site.plan.jobs.iter().collect();
    let done: Vec<Done> = jobs
        .par_iter()
        .map(|(path, job)| {
            let done = render_one(site, path, job, &spool);
            progress.step();
            done
        })
        .collect();
    let mut receipts = Receipts::default();
    for done in done {
        receipts.push(&done.reads);
        diags.list.extend(done.wrong);
    }
    check_bodies(site, diags);
    if site.project.options.mode != Mode::Check && !diags.has_errors() {
        pictures::make(site, &spool, diags);
    }
    Some(Rendered { spool, receipts })
}

/// All outputs of a build, with what each read.
#[derive(Debug)]
pub struct Rendered {
    /// The outputs.
    pub spool: Spool,
    /// What each output read, in the order of the plan.
    pub receipts: Receipts,
}

/// An output that was rendered into the spool.
#[derive(Debug)]
pub struct Done {
    /// What it read.
    pub reads: Vec<Fact>,
    /// What went wrong.
    pub wrong: Option<Diagnostic>,
}

/// Renders one output into the spool; a failed one files its receipt too.
pub fn render_one(site: &Arc<Site>, path: &str, job: &Job, spool: &Spool) -> Done {
    let (outcome, reads) = receipt::record(|| jobs::run(site, path, job));
    let wrong = match outcome {
        Ok(Output::Bytes(bytes)) => {
            spool.put(path, &bytes).err().map(|error| publish::spool_diagnostic(&error))
        }
        Ok(Output::Copy(from)) => {
            spool.copy(path, &from);
            None
        }
        Err(diagnostic) => Some(*diagnostic),
    };
    Done { reads, wrong }
}

/// Gathers what is wrong with the bodies and with the links between them.
///
/// A template need not show the body of its page; it is looked at all the same.
pub fn check_bodies(site: &Arc<Site>, diags: &mut Diags) {
    (0..site.bodies.len()).into_par_iter().for_each(|at| drop(site.body(DocId(at as u32))));
    diags.extend(site.body_diagnostics());
    links::check(site, diags);
    if site.project.options.mode == Mode::Check {
        list_unresolved(site, diags);
    }
}

/// Lists the mentions that lead nowhere, each with the reason.
fn list_unresolved(site: &Site, diags: &mut Diags) {
    let Some(index) = &site.catalog.archive else { return };
    for (place, reason) in &index.archive.unresolved {
        let doc = site.catalog.doc(index.articles[place.article as usize]);
        let Some(card) = &doc.article else { continue };
        let mention = &card.mentions[place.mention as usize];
        let span = Span {
            file: doc.file.clone(),
            text: Some(doc.text.clone()),
            range: mention.source.clone(),
        };
        diags.unresolved_mention(span, &mention.quote.text, reason);
    }
}
