//! The plan: which output path gets what. One job per path.
//!
//! **Invariant:** an output path has exactly one job; two docs that want one
//! address are an error that names both files.
//!
//! Not here: how a job is done (`render`).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::archive::{CommitteeId, DirectiveId, Entries};
use crate::catalog::{self, Catalog, DocId};
use crate::config::{Config, ExcludePaginated};
use crate::diag::{Diagnostic, Diags, Span};
use crate::parse::{Doc, Front};
use crate::search;
use crate::source::climbs_out;

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

/// How many entries a page of the archive holds; 0 means all.
#[derive(Debug, Default, Clone, Copy, Eq, PartialEq)]
pub struct Shares {
    /// Of each list, by [`ArchiveKind`].
    lists: [usize; 3],
    /// Of each single page, by [`ArchiveKind`].
    singles: [usize; 3],
    /// Whether a single page is a term, which lists articles and nothing else.
    are_terms: [bool; 3],
}

/// The path word between the address of an archive's page and a pager's number.
pub const PAGER_WORD: &str = "page";

impl Shares {
    /// What the configuration says, for those templates that can show pagers; a page whose
    /// template cannot is never cut, since nothing would lead to its other parts.
    ///
    /// `names` is asked whether a kind's template, `list` or `single`, names a variable.
    pub fn new(config: &Config, names: impl Fn(ArchiveKind, &str, &str) -> bool) -> Shares {
        let Some(archive) = &config.archive else { return Shares::default() };
        let mut shares = Shares::default();
        for kind in [ArchiveKind::Directives, ArchiveKind::Committees, ArchiveKind::Years] {
            let single = match kind {
                // The page of a year shows two long lists, of articles and of directives.
                ArchiveKind::Years => archive.paginate_by.div_ceil(2),
                _ => archive.paginate_quotes_by,
            };
            if names(kind, "list", "paginator") {
                shares.lists[kind as usize] = archive.paginate_by;
            }
            if names(kind, "single", "paginator") {
                shares.singles[kind as usize] = single;
            }
            shares.are_terms[kind as usize] = names(kind, "single", "term");
        }
        shares
    }

    /// Whether a directive, a committee or a year is shown as a term.
    pub fn are_terms(&self, kind: ArchiveKind) -> bool {
        self.are_terms[kind as usize]
    }

    /// How many entries a page of a list holds.
    pub fn of_list(&self, kind: ArchiveKind) -> usize {
        self.lists[kind as usize]
    }

    /// How many entries a directive, a committee or a year has, and how many a page of it holds.
    pub fn cut(&self, kind: ArchiveKind, subject: &impl Entries) -> (usize, usize) {
        let n_entries = match self.are_terms(kind) {
            true => subject.n_articles(),
            false => subject.n_entries(),
        };
        (n_entries, self.singles[kind as usize])
    }
}

/// An entry of the sitemap.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub struct SitemapEntry {
    /// The address.
    pub permalink: String,
    /// When it was last changed, as written.
    pub updated: Option<String>,
    /// The page or section it is, if it is one.
    pub doc: Option<DocId>,
}

/// Entries in one sitemap file, below the 50,000 that search engines read.
const SITEMAP_LIMIT: usize = 30_000;

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

    /// Plans sections and their pagers.
    fn sections(&mut self) {
        for &id in &self.catalog.sections {
            let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
            let Some(front) = doc.section().filter(|front| front.render) else { continue };
            if self.gives_way(id) {
                continue;
            }
            let by = front.paginate_by.unwrap_or(0);
            // A section in parts shows them, whatever else it says.
            let job = match front.redirect_to.as_ref().filter(|_| by == 0) {
                Some(to) if to.contains("://") => Job::Redirect(to.clone()),
                Some(to) => Job::Redirect(self.config.permalink(to)),
                None => Job::Section(id, 1),
            };
            self.claim(&node.path, &doc.file, job);
            self.list(node.permalink.clone(), None, Some(id));
            if 0 < by {
                let n = (node.pages.len(), by);
                self.pagers(&node.path, &front.paginate_path, n, &doc.file, |pager| {
                    Job::Section(id, pager)
                });
            }
        }
    }

    /// Whether this is a root section that no file makes, at whose address a file stands.
    fn gives_way(&self, root: DocId) -> bool {
        if !self.catalog.doc(root).is_empty() {
            return false;
        }
        let path = self.catalog.node(root).path.trim_matches('/');
        let mut others = self.catalog.sections.iter().chain(&self.catalog.pages);
        others.any(|&id| {
            let stands = self.catalog.node(id).path.trim_matches('/');
            id != root && stands == path && self.is_written(id)
        })
    }

    /// Whether a page or section is rendered.
    fn is_written(&self, id: DocId) -> bool {
        match self.catalog.doc(id).section() {
            Some(front) => front.render,
            None => self.catalog.node(id).render,
        }
    }

    /// Plans pages.
    fn pages(&mut self) {
        for &id in &self.catalog.pages {
            let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
            if !node.render {
                continue;
            }
            if &*doc.canonical == "index" && doc.page().is_some_and(|front| front.path.is_none()) {
                self.diags.push(
                    Diagnostic::error("index-page", "the site's top is a section, not a page")
                        .at(Span::file(&doc.file))
                        .hint("rename the file to `_index.md`, or give the page a `path`"),
                );
                continue;
            }
            self.claim(&node.path, &doc.file, Job::Page(id));
            let front = doc.page();
            let updated = front.and_then(|front| front.updated.as_ref().or(front.date.as_ref()));
            self.list(node.permalink.clone(), updated.map(|stamp| stamp.text.clone()), Some(id));
        }
    }

    /// Plans the lists of terms, and each term with its pagers and feeds.
    fn taxonomies(&mut self) {
        for (at, taxonomy) in self.catalog.taxonomies.iter().enumerate() {
            if !taxonomy.config.render || taxonomy.terms.is_empty() {
                continue;
            }
            let owner = format!("taxonomy {}", taxonomy.config.name).into();
            self.claim(&taxonomy.path, &owner, Job::TaxonomyList(at));
            self.list(taxonomy.permalink.clone(), None, None);
            for (which, term) in taxonomy.terms.iter().enumerate() {
                if term.slug.is_empty() {
                    let page = term.pages.first().map(|&id| self.catalog.doc(id));
                    let span = page.map(|page| {
                        let front = &page.text()[..page.body.start];
                        page.span(crate::config::key_span(front, &taxonomy.config.name))
                    });
                    self.diags.term_without_slug(span, &taxonomy.config.name, &term.name);
                    continue;
                }
                let owner = format!("{owner}, term {}", term.name).into();
                self.claim(&term.path, &owner, Job::Term(at, which, 1));
                self.list(term.permalink.clone(), None, None);
                let by = taxonomy.config.paginate_by.unwrap_or(0);
                if 0 < by {
                    let word = taxonomy.config.paginate_path.as_deref().unwrap_or("page");
                    let n = (term.pages.len(), by);
                    self.pagers(&term.path, word, n, &owner, |pager| Job::Term(at, which, pager));
                }
                if taxonomy.config.feed {
                    let language = self.config.language(&taxonomy.lang).unwrap_or_default();
                    for name in language.feed_filenames {
                        let file = format!("{}{name}", term.path.trim_start_matches('/'));
                        self.claim_file(file, &owner, Job::Feed(FeedOf::Term(at, which), name));
                    }
                }
            }
        }
    }

    /// Plans the lists of the archive, and each directive, number, committee and year.
    fn archive(&mut self) {
        let (Some(index), Some(words)) = (&self.catalog.archive, &self.config.archive) else {
            return;
        };
        let archive = &index.archive;
        let lists = [
            (ArchiveKind::Directives, &words.directives, archive.directives.len()),
            (ArchiveKind::Committees, &words.committees, archive.committees.len()),
            (ArchiveKind::Years, &words.years, archive.years.len()),
        ];
        // A list without entries has its page too: menus lead to it before the first article.
        for (kind, word, n) in lists {
            let path = self.catalog.archive_path(word, "", self.config);
            let owner = format!("the archive's list of {}", kind.name()).into();
            let n = (n, self.plan.shares.of_list(kind));
            self.cut(&path, &owner, n, |pager| Job::ArchiveList(kind, pager));
            if words.csv {
                let file = format!("{}index.csv", path.trim_start_matches('/'));
                self.claim_file(file, &owner, Job::Table(kind));
            }
        }
        self.record_redirects();
        for (at, directive) in archive.directives.iter().enumerate() {
            let path = self.catalog.archive_path(&words.directives, &directive.slug, self.config);
            let owner = format!("directive {}", directive.number).into();
            let n = self.plan.shares.cut(ArchiveKind::Directives, directive);
            self.cut(&path, &owner, n, |pager| Job::Directive(DirectiveId(at as u32), pager));
        }
        for (at, ambiguity) in archive.ambiguities.iter().enumerate() {
            let path = self.catalog.archive_path(&words.directives, &ambiguity.slug, self.config);
            let owner = format!("the number {}", ambiguity.key).into();
            self.cut(&path, &owner, (1, 0), |_| Job::Ambiguity(at));
        }
        for (at, committee) in archive.committees.iter().enumerate() {
            let path = self.catalog.archive_path(&words.committees, &committee.slug, self.config);
            let owner = format!("committee {}", committee.name).into();
            let n = self.plan.shares.cut(ArchiveKind::Committees, committee);
            self.cut(&path, &owner, n, |pager| Job::Committee(CommitteeId(at as u32), pager));
        }
        for (at, year) in archive.years.iter().enumerate() {
            let path = self.catalog.archive_path(&words.years, &year.year.to_string(), self.config);
            let owner = format!("year {}", year.year).into();
            let n = self.plan.shares.cut(ArchiveKind::Years, year);
            self.cut(&path, &owner, n, |pager| Job::Year(at, pager));
        }
    }

    /// Plans a page of the archive, and its pagers if it has more entries than one page holds.
    fn cut(&mut self, path: &str, owner: &Arc<str>, n: (usize, usize), job: impl Fn(usize) -> Job) {
        self.claim(path, owner, job(1));
        self.list(self.config.permalink(path), None, None);
        let (n_entries, by) = n;
        if 0 < by && by < n_entries {
            self.pagers(path, PAGER_WORD, n, owner, job);
        }
    }

    /// Plans the old addresses that authority records name: each leads to the record's page.
    fn record_redirects(&mut self) {
        let (Some(index), Some(words)) = (&self.catalog.archive, &self.config.archive) else {
            return;
        };
        let directives = index.archive.directives.iter();
        let directives = directives.filter_map(|directive| {
            let doc = self.catalog.doc(index.directive_records[directive.record? as usize]);
            let Front::Directive(record) = &doc.front else { return None };
            Some((doc, &words.directives, &directive.slug, &record.redirects))
        });
        let committees = index.archive.committees.iter();
        let committees = committees.filter_map(|committee| {
            let doc = self.catalog.doc(index.committee_records[committee.record? as usize]);
            let Front::Committee(record) = &doc.front else { return None };
            Some((doc, &words.committees, &committee.slug, &record.redirects))
        });
        let mut old: Vec<(String, Arc<str>, Job)> = Vec::new();
        for (doc, word, slug, redirects) in directives.chain(committees) {
            let path = self.catalog.archive_path(word, slug, self.config);
            let job = Job::Redirect(self.config.permalink(&path));
            old.extend(redirects.iter().map(|from| (from.clone(), doc.file.clone(), job.clone())));
        }
        for (from, file, job) in old {
            self.claim(&from, &file, job);
        }
    }

    /// Plans the old addresses of pages and sections, where nothing else stands now.
    fn aliases(&mut self) {
        let (mut spelled, mut made) = (BTreeSet::new(), BTreeSet::new());
        for at in 0..self.catalog.docs.len() {
            let id = DocId(at as u32);
            let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
            let aliases = match (doc.page(), doc.section()) {
                (Some(front), _) if node.render => &front.aliases,
                (_, Some(front)) if node.render => &front.aliases,
                _ => continue,
            };
            for alias in aliases {
                let file = alias_file(alias);
                // Two files that write one address the same way mean the same, and clash.
                let is_page = is_address(alias) && !made.contains(&file);
                let clashes = !spelled.insert(alias) || is_page;
                let output = self.outputs.get(&file).filter(|_| !clashes);
                let other = output.and_then(|output| output.owners().find(|o| **o != *doc.file));
                match other.map(str::to_string) {
                    Some(owner) => {
                        self.diags.alias_of_another(alias_span(doc, alias), alias, &owner);
                    }
                    None => {
                        made.insert(file.clone());
                        self.claim_file(file, &doc.file, Job::Redirect(node.permalink.clone()));
                    }
                }
            }
        }
    }

    /// Plans the feeds of languages and sections.
    fn feeds(&mut self) {
        let owner: Arc<str> = "a feed".into();
        for (at, lang) in self.config.all_languages().into_iter().enumerate() {
            let language = self.config.language(lang).unwrap_or_default();
            if language.generate_feeds {
                for name in language.feed_filenames.clone() {
                    let file = match lang == self.config.default_language {
                        true => name.clone(),
                        false => format!("{lang}/{name}"),
                    };
                    self.claim_file(file, &owner, Job::Feed(FeedOf::Language(at), name));
                }
            }
            for &id in &self.catalog.sections {
                let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
                let wants = doc.section().is_some_and(|front| front.generate_feeds);
                if !wants || *doc.lang != *lang {
                    continue;
                }
                for name in language.feed_filenames.clone() {
                    let file = format!("{}{name}", node.path.trim_start_matches('/'));
                    self.claim_file(file, &owner, Job::Feed(FeedOf::Section(id), name));
                }
            }
        }
    }

    /// Search indexes, and the script that reads them.
    fn search(&mut self) {
        for (at, lang) in self.config.all_languages().into_iter().enumerate() {
            let language = self.config.language(lang).unwrap_or_default();
            if !language.build_search_index {
                continue;
            }
            let format = self.config.search.index_format;
            let ending = if format.is_script() { "js" } else { "json" };
            let file = format!("search_index.{lang}.{ending}");
            self.put(file, Job::SearchIndex(at));
            if format.needs_library() {
                let (name, script) = search::LIBRARY;
                let bytes = Job::Bytes(script.as_bytes().into());
                self.put(name.to_string(), bytes);
            }
            self.hidden_root(lang);
        }
    }

    /// Reports a root section that hides from a search index that is to be made.
    fn hidden_root(&mut self, lang: &str) {
        let root = self.catalog.sections.iter().find(|&&id| {
            let doc = self.catalog.doc(id);
            &*doc.canonical == "_index" && *doc.lang == *lang
        });
        let Some(doc) = root.map(|&id| self.catalog.doc(id)) else { return };
        if doc.section().is_some_and(|front| !front.in_search_index) {
            let text = doc.text();
            let at = crate::config::key_span(&text[..doc.body.start], "in_search_index");
            let span = doc.span(at);
            self.diags.search_without_root(span, lang);
        }
    }

    /// Copies of the files beside pages and sections.
    fn assets(&mut self) {
        for (at, node) in self.catalog.nodes.iter().enumerate() {
            let doc = self.catalog.doc(DocId(at as u32));
            if !node.render {
                continue;
            }
            let folder = doc.file.rsplit_once('/').map_or("", |(folder, _)| folder);
            for asset in &node.assets {
                let below = asset.strip_prefix(folder).unwrap_or(asset).trim_start_matches('/');
                let file = format!("{}{below}", node.path.trim_start_matches('/'));
                self.claim_file(file, &asset.as_str().into(), Job::Copy(asset.clone()));
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

    /// Where one of the owners of a file asks for it in words: an alias, a path or a slug.
    fn place(&self, owners: &[String], file: &str) -> Option<Span> {
        let docs = self.catalog.docs.iter().filter(|doc| owners.iter().any(|o| **o == *doc.file));
        let mut places = docs.filter_map(|doc| {
            let aliases = match (doc.page(), doc.section()) {
                (Some(front), _) => &front.aliases,
                (_, Some(front)) => &front.aliases,
                _ => &[][..],
            };
            if let Some(alias) = aliases.iter().find(|alias| alias_file(alias) == file) {
                return Some(alias_span(doc, alias));
            }
            let text = doc.text();
            let front = &text[..doc.body.start];
            let mut keys = ["path", "slug", "redirects"]
                .map(|key| crate::config::key_span(front, key))
                .into_iter();
            let range = keys.find(|range| !range.is_empty())?;
            Some(doc.span(range))
        });
        places.next()
    }

    /// Reports outputs that are files where others need a folder.
    fn report_files_that_are_folders(&mut self) {
        let is_index = |file: &str| file.ends_with("/index.html") || file == "index.html";
        // Most outputs have this name, and hardly ever is it one of a folder too.
        let below_index = self.outputs.keys().any(|file| file.contains("index.html/"));
        let mut clashes = Diags::default();
        for (file, output) in &self.outputs {
            if is_index(file) && !below_index {
                continue;
            }
            let folder = format!("{file}/");
            let Some((below, inner)) =
                self.outputs.range(folder.clone()..).next().filter(|(p, _)| p.starts_with(&folder))
            else {
                continue;
            };
            let owners = output.owners().chain(inner.owners()).map(str::to_string);
            let owners: Vec<String> = owners.collect();
            let place = self
                .place(&owners, below)
                .or_else(|| owners.first().map(|owner| Span::file(owner)));
            clashes.file_and_folder(place, file, below);
        }
        self.diags.extend(clashes);
    }

    /// Reports addresses that more than one file wants.
    fn report_clashes(&mut self) {
        let mut clashes = Diags::default();
        for (file, output) in self.outputs.iter().filter(|(_, output)| !output.others.is_empty()) {
            let mut owners: Vec<String> = output.owners().map(str::to_string).collect();
            owners.sort();
            owners.dedup();
            let [first, others @ ..] = owners.as_slice() else { continue };
            if others.is_empty() {
                continue;
            }
            if let Some(page) = page_of_a_section(&owners) {
                clashes.push(index_page(page, &owners));
                continue;
            }
            let address = format!("/{}", file.trim_end_matches("index.html"));
            let list: Vec<String> = owners.iter().map(|owner| format!("`{owner}`")).collect();
            clashes.push(
                Diagnostic::error(
                    "duplicate-address",
                    format!("{} want the address `{address}`", list.join(" and ")),
                )
                .at(self.place(&owners, file).unwrap_or_else(|| Span::file(first)))
                .hint("give one of them another `slug`, `path` or alias"),
            );
        }
        self.diags.extend(clashes);
    }
}

/// The page that wants the address of the section whose folder it stands in: an `index.md`, which
/// makes the folder a page, or that at the site's top.
fn page_of_a_section(owners: &[String]) -> Option<&String> {
    let section_beside = |page: &&String| page.replace("/index.", "/_index.");
    let is_page = |page: &&String| page.contains("/index.") && page.ends_with(".md");
    owners.iter().filter(is_page).find(|page| owners.contains(&section_beside(page)))
}

/// Says that a folder is a page and a section at once.
fn index_page(page: &str, owners: &[String]) -> Diagnostic {
    let section = owners.iter().find(|owner| *owner != page).map_or(page, |owner| owner);
    Diagnostic::error("index-page", "the folder is a page and a section at once")
        .at(Span::file(page))
        .label(Span::file(section), "this makes it a section")
        .hint("keep `index.md` for a page, or `_index.md` for a section, or give the page a `path`")
}

/// The file of an alias: itself where it names one, else the index of its folder.
fn alias_file(alias: &str) -> String {
    match alias.ends_with(".html") {
        true => alias.trim_start_matches('/').to_string(),
        false => format!("{}/index.html", alias.trim_matches('/')).trim_start_matches('/').into(),
    }
}

/// Whether an alias is written as the addresses of pages are: `/a/`.
fn is_address(alias: &str) -> bool {
    alias == "/" || 1 < alias.len() && alias.starts_with('/') && alias.ends_with('/')
}

/// Where a front matter says an alias.
fn alias_span(doc: &Doc, alias: &str) -> Span {
    let text = doc.text();
    let front = &text[..doc.body.start];
    let start = front.find("aliases").unwrap_or(0);
    let quoted = ['"', '\''].iter().find_map(|quote| {
        let at = front[start..].find(&format!("{quote}{alias}{quote}"))?;
        Some(start + at..start + at + alias.len() + 2)
    });
    let range = quoted.unwrap_or_else(|| crate::config::key_span(front, "aliases"));
    doc.span(range)
}

/// The part of the sitemap's entries that a file of it holds.
pub fn sitemap_part(plan: &Plan, part: Option<usize>) -> &[SitemapEntry] {
    match part {
        None => &plan.sitemap,
        Some(part) => {
            let start = (part - 1) * SITEMAP_LIMIT;
            &plan.sitemap[start..(start + SITEMAP_LIMIT).min(plan.sitemap.len())]
        }
    }
}

/// How many files a sitemap has; 1 means that it is whole.
pub fn n_sitemaps(plan: &Plan) -> usize {
    plan.sitemap.len().div_ceil(SITEMAP_LIMIT).max(1)
}
