//! The plan: which output path gets what. One job per path.
//!
//! **Invariant:** an output path has exactly one job; two docs that want one
//! address are an error that names both files.
//!
//! Not here: how a job is done (`render`).

mod archive;
mod clashes;
mod feeds;
mod pages;
mod shares;
mod sitemap;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::catalog::archive::{CommitteeId, DirectiveId};
use crate::catalog::{self, Catalog, DocId};
use crate::config::{Config, ExcludePaginated};
use crate::diag::{Diagnostic, Diags, Span};
use crate::source::climbs_out;

pub use shares::{PAGER_WORD, Shares};
pub use sitemap::{SitemapEntry, n_sitemaps, sitemap_part};

use sitemap::SITEMAP_LIMIT;

/// What a feed lists.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum FeedOf {
    /// All pages of a language, by its place in `Config::all_languages`.
    Language(usize),
    /// A section's own pages.
    Section(DocId),
    /// The pages of a term: taxonomy and term by place.
    Term(usize, usize),
}

/// A list of the archive.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum ArchiveKind {
    /// All directives.
    Directives,
    /// All committees.
    Committees,
    /// All years.
    Years,
}

impl ArchiveKind {
    /// Its taxonomy's name.
    pub fn name(self) -> &'static str {
        match self {
            ArchiveKind::Directives => "directives",
            ArchiveKind::Committees => "committees",
            ArchiveKind::Years => "years",
        }
    }
}

/// What an output is made of. Pagers count from 1.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Job {
    /// A page.
    Page(DocId),
    /// A section, or one of its pagers.
    Section(DocId, usize),
    /// A taxonomy's list of terms.
    TaxonomyList(usize),
    /// A term, or one of its pagers.
    Term(usize, usize, usize),
    /// A list of the archive, or one of its pagers.
    ArchiveList(ArchiveKind, usize),
    /// A list of the archive as a table, all of it.
    Table(ArchiveKind),
    /// A directive, or one of its pagers.
    Directive(DirectiveId, usize),
    /// A number that is several directives, by its place in the archive.
    Ambiguity(usize),
    /// A committee, or one of its pagers.
    Committee(CommitteeId, usize),
    /// A year by its place in the archive, or one of its pagers.
    Year(usize, usize),
    /// A page that leads to an address.
    Redirect(String),
    /// A feed by what it lists and its file name.
    Feed(FeedOf, String),
    /// The sitemap, or a part of one that is too large, by number from 1.
    Sitemap(Option<usize>),
    /// The search index of a language, by its place in `Config::all_languages`.
    SearchIndex(usize),
    /// robots.txt
    Robots,
    /// 404.html
    NotFound,
    /// A file copied as it is, by its path below the root.
    Copy(String),
    /// Bytes made beside the pages: style sheets, search indexes.
    Bytes(Arc<[u8]>),
}

/// All outputs of a site by path, such as `blog/a/index.html`.
#[derive(Debug, Default)]
pub struct Plan {
    /// The jobs.
    pub jobs: BTreeMap<String, Job>,
    /// The addresses of the sitemap with the day of the last change, sorted and unique.
    pub sitemap: Vec<SitemapEntry>,
    /// How the pages of the archive are cut.
    pub shares: Shares,
}

/// The longest name of a file or a folder, in bytes, on the file systems that are in use.
const LONGEST_NAME: usize = 255;

/// Plans all outputs that the catalog asks for.
pub fn plan(catalog: &Catalog, config: &Config, shares: Shares, diags: &mut Diags) -> Plan {
    let plan = Plan { shares, ..Plan::default() };
    let mut planner = Planner { catalog, config, outputs: BTreeMap::new(), plan, diags };
    planner.sections();
    planner.pages();
    planner.taxonomies();
    planner.archive();
    planner.aliases();
    planner.feeds();
    planner.search();
    planner.assets();
    planner.site();
    planner.report_clashes();
    planner.report_files_that_are_folders();
    let jobs = planner.outputs.into_iter().map(|(file, output)| (file, output.job)).collect();
    Plan { jobs, ..planner.plan }
}

/// The pages of a term or section in pagers: how many there are.
pub fn n_pagers(n_pages: usize, paginate_by: usize) -> usize {
    match paginate_by {
        0 => 1,
        by => n_pages.div_ceil(by).max(1),
    }
}

/// An output while the plan is being made.
struct Output {
    /// What it is made of.
    job: Job,
    /// Who wants it; nobody where a site has it in any case.
    owner: Option<Arc<str>>,
    /// Who else does, for the report of clashes.
    others: Vec<Arc<str>>,
}

impl Output {
    /// An output that nobody asks for by name.
    fn of(job: Job) -> Output {
        Output { job, owner: None, others: Vec::new() }
    }

    /// All who want it.
    fn owners(&self) -> impl Iterator<Item = &str> {
        self.owner.iter().chain(&self.others).map(|owner| &**owner)
    }
}

/// The plan while it is being made.
struct Planner<'a> {
    /// The whole site.
    catalog: &'a Catalog,
    /// The configuration.
    config: &'a Config,
    /// The outputs so far, by path.
    outputs: BTreeMap<String, Output>,
    /// The rest of what is planned.
    plan: Plan,
    /// Where to tell what is wrong.
    diags: &'a mut Diags,
}

impl Planner<'_> {
    /// Plans an output at a path of the site (`/a/`), in the name of a file.
    fn claim(&mut self, path: &str, owner: &Arc<str>, job: Job) {
        let file = match path.trim_matches('/') {
            "" => "index.html".to_string(),
            path => format!("{path}/index.html"),
        };
        self.claim_file(file, owner, job);
    }

    /// Plans an output in the name of a file; of two that want one path, the first has it.
    fn claim_file(&mut self, file: String, owner: &Arc<str>, job: Job) {
        if climbs_out(&file) {
            let message = format!("the address `{file}` leads out of the site");
            let place = self.place(&[owner.to_string()], &file);
            let place = place.unwrap_or_else(|| Span::file(owner));
            let diagnostic = Diagnostic::error("path-out", message).at(place);
            self.diags.push(diagnostic.hint("an address may not climb above the site with `..`"));
            return;
        }
        let file = catalog::without_dots(&file);
        if let Some(step) = file.split('/').find(|step| LONGEST_NAME < step.len()) {
            let place = self.place(&[owner.to_string()], &file);
            let place = place.unwrap_or_else(|| Span::file(owner));
            self.diags.address_too_long(place, step, LONGEST_NAME);
            return;
        }
        let output = self.outputs.entry(file).or_insert_with(|| Output::of(job));
        match output.owner {
            None => output.owner = Some(owner.clone()),
            Some(_) => output.others.push(owner.clone()),
        }
    }

    /// Plans an output that stands where a site has one, whoever wants the path.
    fn put(&mut self, file: String, job: Job) {
        match self.outputs.entry(file) {
            Entry::Vacant(place) => drop(place.insert(Output::of(job))),
            Entry::Occupied(mut output) => output.get_mut().job = job,
        }
    }

    /// Adds an address to the sitemap.
    fn list(&mut self, permalink: String, updated: Option<String>, doc: Option<DocId>) {
        self.plan.sitemap.push(SitemapEntry { permalink, updated, doc });
    }

    /// Plans pagers 2 and up, and the page that leads from pager 1 to the first.
    ///
    /// A list without entries has one pager, which the sitemap passes over.
    fn pagers(
        &mut self,
        path: &str,
        word: &str,
        (n_entries, by): (usize, usize),
        owner: &Arc<str>,
        job: impl Fn(usize) -> Job,
    ) {
        let base = match word.is_empty() {
            true => path.to_string(),
            false => format!("{path}{}/", word.trim_matches('/')),
        };
        for number in 1..=n_pagers(n_entries, by) {
            let pager = format!("{base}{number}/");
            match number {
                1 => self.claim(&pager, owner, Job::Redirect(self.config.permalink(path))),
                _ => self.claim(&pager, owner, job(number)),
            }
            if 0 < n_entries
                && self.config.exclude_paginated_pages_in_sitemap == ExcludePaginated::None
            {
                self.list(self.config.permalink(&pager), None, None);
            }
        }
    }

    /// Plans what a site has once: `404.html`, `robots.txt`, the sitemap.
    fn site(&mut self) {
        self.plan.sitemap.sort();
        self.plan.sitemap.dedup_by(|a, b| a.permalink == b.permalink);
        let page = || Output::of(Job::NotFound);
        self.outputs.entry("404.html".to_string()).or_insert_with(page);
        if self.config.generate_robots_txt {
            self.put("robots.txt".to_string(), Job::Robots);
        }
        if self.config.generate_sitemap {
            self.put("sitemap.xml".to_string(), Job::Sitemap(None));
            if SITEMAP_LIMIT < self.plan.sitemap.len() {
                for part in 1..=self.plan.sitemap.len().div_ceil(SITEMAP_LIMIT) {
                    self.put(format!("sitemap{part}.xml"), Job::Sitemap(Some(part)));
                }
            }
        }
    }
}
