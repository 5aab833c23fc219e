//! The pages of the archive, and the archive as taxonomies.
//!
//! A theme that knows nothing of archives sees three more taxonomies; one that
//! does also gets `directive`, `committee`, `year` and the lists of them.
//!
//! Not here: the fields of those (`render::archive`).

mod entries;
mod lists;
mod tables;

use std::sync::Arc;

use tera::Value;

use crate::card::ArticleCard;
use crate::catalog::archive::{Archive, CommitteeId, DirectiveId, Target};
use crate::catalog::{ArchiveIndex, DocId};
use crate::config;
use crate::diag::Diagnostic;
use crate::plan::{ArchiveKind, Job, PAGER_WORD};
use crate::render::Site;
use crate::render::archive::{self, Address, ArticleFacts, ArticlePage, Holdings, Shelf};
use crate::render::facts::{shelf_fact, shelves_fact, subject_fact};
use crate::render::jobs::{address, context, render, taxonomy_template};
use crate::render::needs::Needs;
use crate::render::receipt::{self, Fact, Kind, fingerprint_of};
use crate::render::showing::Showing;
use crate::render::values::{Cut, Fields, Pager, list, taxonomy_config};

use entries::{
    Entry, ambiguity_entry, committee_entry, directive_entry, entries, share, year_entry,
};
use lists::show_list;

/// The archive of a site, with the addresses of its pages.
struct Shelves<'a> {
    /// The site.
    site: &'a Site,
    /// Its archive.
    index: &'a ArchiveIndex,
    /// The path words of its pages.
    words: &'a config::Archive,
}

impl Holdings for Shelves<'_> {
    fn archive(&self) -> &Archive {
        &self.index.archive
    }

    fn card(&self, article: u32) -> &ArticleCard {
        let doc = self.site.catalog.doc(self.index.articles[article as usize]);
        doc.article.as_ref().expect("only docs with a card are articles")
    }

    fn article(&self, article: u32) -> Address {
        let node = self.site.catalog.node(self.index.articles[article as usize]);
        Address { permalink: node.permalink.clone(), path: node.path.clone() }
    }

    fn page(&self, shelf: Shelf, slug: &str) -> Address {
        let word = match shelf {
            Shelf::Directives => &self.words.directives,
            Shelf::Committees => &self.words.committees,
            Shelf::Years => &self.words.years,
        };
        let path = self.site.catalog.archive_path(word, slug, &self.site.project.config);
        Address { permalink: self.site.project.config.permalink(&path), path }
    }
}

impl Shelves<'_> {
    /// The doc behind an article.
    fn doc(&self, article: u32) -> DocId {
        self.index.articles[article as usize]
    }
}

impl Site {
    /// The archive with its addresses, where it is on.
    fn shelves(&self) -> Option<Shelves<'_>> {
        let index = self.catalog.archive.as_ref()?;
        let words = self.project.config.archive.as_ref()?;
        Some(Shelves { site: self, index, words })
    }

    /// The archive, where it is on.
    pub fn archive(&self) -> Option<&Archive> {
        self.catalog.archive.as_ref().map(|index| &index.archive)
    }

    /// Where a page of the archive stands.
    pub fn archive_address(&self, shelf: Shelf, slug: &str) -> Option<Address> {
        Some(self.shelves()?.page(shelf, slug))
    }

    /// The doc of a record, by its place in the archive's list of directives' or committees'.
    pub fn record_of(&self, shelf: Shelf, record: u32) -> Option<DocId> {
        let index = self.catalog.archive.as_ref()?;
        let records = match shelf {
            Shelf::Directives => &index.directive_records,
            Shelf::Committees => &index.committee_records,
            Shelf::Years => return None,
        };
        records.get(record as usize).copied()
    }

    /// The language of the archive's pages.
    pub fn archive_lang(&self) -> String {
        let config = &self.project.config;
        let own = config.archive.as_ref().and_then(|archive| archive.language.clone());
        own.unwrap_or_else(|| config.default_language.clone())
    }

    /// The address of what a mention names.
    pub fn target_permalink(&self, target: &Target) -> String {
        let Some(shelves) = self.shelves() else { return String::new() };
        let archive = shelves.archive();
        match *target {
            Target::Directive(id) => {
                shelves.page(Shelf::Directives, &archive.directives[id.0 as usize].slug).permalink
            }
            Target::Committee(id) => {
                shelves.page(Shelf::Committees, &archive.committees[id.0 as usize].slug).permalink
            }
        }
    }

    /// The address of a doc; an authority record's is its page in the archive.
    pub fn permalink(&self, id: DocId) -> String {
        receipt::read(self.fact(Kind::Address, id));
        self.catalog.node(id).permalink.clone()
    }

    /// What an article's page shows of the archive, if the doc is an article.
    pub fn article_value(&self, id: DocId) -> Option<Value> {
        let fact = self.fact(Kind::Entry, id);
        receipt::read(fact);
        let page = self.entry(id);
        self.know(fact, fingerprint_of(&page));
        page.as_ref().map(Value::from_serializable)
    }

    /// What an article's page shows of the archive, made anew.
    pub fn entry(&self, id: DocId) -> Option<ArticlePage> {
        let shelves = self.shelves()?;
        let article = *shelves.index.article_of.get(&id)?;
        let front = &self.catalog.doc(id).page()?.archive;
        let source = front.source.clone().or_else(|| front.source_url.clone());
        let facts = ArticleFacts { evidence: front.evidence.clone(), source };
        Some(archive::article(&shelves, article, &facts))
    }

    /// Renders a page of the archive.
    ///
    /// # Errors
    /// What Tera says, or that the theme has no template for it.
    pub fn archive_page(
        self: &Arc<Self>,
        path: &str,
        job: &Job,
    ) -> Result<String, Box<Diagnostic>> {
        let Some(shelves) = self.shelves() else { return Ok(String::new()) };
        let (archive, shares) = (shelves.archive(), &self.plan.shares);
        let kind = match job {
            Job::ArchiveList(kind, number) => return self.archive_list(&shelves, *kind, *number),
            Job::Directive(..) | Job::Ambiguity(_) => ArchiveKind::Directives,
            Job::Committee(..) => ArchiveKind::Committees,
            _ => ArchiveKind::Years,
        };
        let (entry, number, (n_entries, by)) = match *job {
            Job::Directive(id, number) => {
                let cut = shares.cut(kind, &archive.directives[id.0 as usize]);
                (directive_entry(archive, id), number, cut)
            }
            Job::Ambiguity(at) => (ambiguity_entry(archive, at), 1, (0, 0)),
            Job::Committee(id, number) => {
                let cut = shares.cut(kind, &archive.committees[id.0 as usize]);
                (committee_entry(archive, id), number, cut)
            }
            Job::Year(at, number) => {
                (year_entry(archive, at), number, shares.cut(kind, &archive.years[at]))
            }
            _ => return Ok(String::new()),
        };
        let first = shelves.page(shelf(kind), &entry.slug).path;
        let pager = Pager { path: first, word: PAGER_WORD.to_string(), by, number };
        let (permalink, own_path) = address(self, &pager);
        let lang = self.archive_lang();
        let mut context = context(self, &lang, &permalink, &own_path);
        context.insert_value("taxonomy", self.archive_taxonomy_config(kind));
        let template = taxonomy_template(self, kind.name(), "single")?;
        if let Some(fact) = subject_fact(archive, job) {
            receipt::read(fact);
        }
        let needs = self.templates.needs(&template);
        let is_cut = 0 < by && by < n_entries;
        if shares.are_terms(kind) {
            context.insert_value("term", self.archive_term(&shelves, kind, &entry, needs));
            if is_cut {
                let (articles, doc) = (entry.articles(), |article: &u32| shelves.doc(*article));
                let pages = pager.slice(&articles).iter();
                let pages = pages.map(|article| self.member(doc(article), needs));
                let cut = Cut { n_entries, n_pages: articles.len() };
                context.insert_value("paginator", self.pager_of(list(pages), cut, &pager));
            }
        }
        let mut showing = Showing::values();
        receipt::record(|| self.show(job, &mut showing));
        let (print, values) = showing.finish();
        if let Some(fact) = subject_fact(archive, job) {
            self.know(fact, print);
        }
        values.into_iter().for_each(|(name, value)| context.insert_value(name, value));
        render(self, &lang, &template, &context, path)
    }

    /// All that a page or list of the archive shows of the archive itself.
    pub fn show(self: &Arc<Self>, job: &Job, showing: &mut Showing) {
        let Some(shelves) = self.shelves() else { return };
        let (archive, shares) = (shelves.archive(), &self.plan.shares);
        let (kind, entry, number, cut) = match *job {
            Job::Table(kind) => return showing.note(&tables::rows(&shelves, kind)),
            Job::ArchiveList(kind, number) => {
                let pager = self.list_pager(&shelves, kind, number);
                let total = show_list(&shelves, kind, &pager, showing);
                showing.note(&total);
                // A theme that knows no archive shows the entries as terms, in their own order.
                let names = |entry: &Entry| showing.note(&entry.name);
                share(archive, kind, &pager).iter().for_each(names);
                return;
            }
            Job::Directive(id, number) => {
                let kind = ArchiveKind::Directives;
                let cut = shares.cut(kind, &archive.directives[id.0 as usize]);
                (kind, directive_entry(archive, id), number, cut)
            }
            Job::Committee(id, number) => {
                let kind = ArchiveKind::Committees;
                let cut = shares.cut(kind, &archive.committees[id.0 as usize]);
                (kind, committee_entry(archive, id), number, cut)
            }
            Job::Year(at, number) => {
                let cut = shares.cut(ArchiveKind::Years, &archive.years[at]);
                (ArchiveKind::Years, year_entry(archive, at), number, cut)
            }
            Job::Ambiguity(_) => return self.subject(&shelves, job, &Pager::whole(), showing),
            _ => return,
        };
        if number == 0 {
            return self.subject(&shelves, job, &Pager::whole(), showing);
        }
        let path = shelves.page(shelf(kind), &entry.slug).path;
        let (n_entries, by) = cut;
        let pager = Pager { path, word: PAGER_WORD.to_string(), by, number };
        self.subject(&shelves, job, &pager, showing);
        if !shares.are_terms(kind) && 0 < by && by < n_entries {
            self.show_pager(&shelves, &entry.articles(), n_entries, &pager, showing);
        }
        showing.note(&n_entries);
    }

    /// The pager of a page of the archive for a theme that knows the archive: its articles are
    /// summaries, which need no article's body.
    fn show_pager(
        &self,
        shelves: &Shelves,
        articles: &[u32],
        n_entries: usize,
        pager: &Pager,
        showing: &mut Showing,
    ) {
        let pages = pager.slice(articles).iter();
        let pages: Vec<_> = pages.map(|at| archive::article_summary(shelves, *at)).collect();
        let cut = Cut { n_entries, n_pages: articles.len() };
        let value = || self.pager_of(list(pages.iter().map(Value::from_serializable)), cut, pager);
        showing.add_as("paginator", &(&pages, cut, pager), value);
    }

    /// What a page is about, as far as a pager shows it.
    fn subject(
        self: &Arc<Self>,
        shelves: &Shelves,
        job: &Job,
        pager: &Pager,
        showing: &mut Showing,
    ) {
        let archive = shelves.archive();
        let prose = |record: Option<u32>, docs: &[DocId]| {
            record.map(|record| self.body(docs[record as usize]).html().to_string())
        };
        match *job {
            Job::Directive(id, _) => {
                let record = archive.directives[id.0 as usize].record;
                let content = prose(record, &shelves.index.directive_records);
                let page = archive::directive(shelves, id, pager);
                let value = || archive::with_content(&page, content.as_deref());
                showing.add_as("directive", &(&page, &content), value);
            }
            Job::Ambiguity(at) => showing.add("ambiguity", &archive::ambiguity(shelves, at)),
            Job::Committee(id, _) => {
                let record = archive.committees[id.0 as usize].record;
                let content = prose(record, &shelves.index.committee_records);
                let page = archive::committee(shelves, id, pager);
                let value = || archive::with_content(&page, content.as_deref());
                showing.add_as("committee", &(&page, &content), value);
            }
            Job::Year(at, _) => showing.add("year", &archive::year(shelves, at, pager)),
            _ => {}
        }
    }

    /// A kind of the archive's pages as a taxonomy's configuration.
    fn archive_taxonomy_config(&self, kind: ArchiveKind) -> Value {
        let words = self.project.config.archive.clone().unwrap_or_default();
        let slug = match kind {
            ArchiveKind::Directives => words.directives,
            ArchiveKind::Committees => words.committees,
            ArchiveKind::Years => words.years,
        };
        taxonomy_config(&config::Taxonomy {
            name: kind.name().to_string(),
            slug,
            render: true,
            ..config::Taxonomy::default()
        })
    }

    /// A page of the archive as a term with its articles, newest first.
    fn archive_term(
        self: &Arc<Self>,
        shelves: &Shelves,
        kind: ArchiveKind,
        entry: &Entry,
        needs: Needs,
    ) -> Value {
        receipt::read(shelf_fact(kind, &entry.slug, needs.listing()));
        let articles = entry.articles();
        let place = shelves.page(shelf(kind), &entry.slug);
        let mut fields = Fields::default();
        fields.set("name", entry.name.as_str());
        fields.set("slug", entry.slug.as_str());
        fields.set("path", place.path);
        fields.set("permalink", place.permalink);
        fields.set("page_count", articles.len() as u64);
        if needs.pages {
            let (pages, made) = receipt::record(|| {
                list(articles.iter().map(|article| self.member(shelves.doc(*article), needs)))
            });
            receipt::pass_on(&made);
            fields.set("pages", pages);
        }
        fields.value()
    }

    /// The names, addresses and pages of an entry of the archive, or of all of a kind.
    pub fn shelf(
        &self,
        kind: ArchiveKind,
        slug: Option<&str>,
    ) -> Vec<(String, String, Vec<DocId>)> {
        let Some(shelves) = self.shelves() else { return Vec::new() };
        let mut found = entries(shelves.archive(), kind);
        if kind == ArchiveKind::Directives {
            let n = if slug.is_some() { shelves.archive().ambiguities.len() } else { 0 };
            found.extend((0..n).map(|at| ambiguity_entry(shelves.archive(), at)));
        }
        found.retain(|entry| slug.is_none_or(|slug| entry.slug == slug));
        let one = |entry: Entry| {
            let permalink = shelves.page(shelf(kind), &entry.slug).permalink;
            let pages = entry.articles().into_iter().map(|article| shelves.doc(article)).collect();
            (entry.name, permalink, pages)
        };
        found.into_iter().map(one).collect()
    }

    /// A kind of the archive's pages as `get_taxonomy` gives it.
    pub fn archive_taxonomy(self: &Arc<Self>, kind: ArchiveKind, needs: Needs) -> Value {
        let Some(shelves) = self.shelves() else { return Value::none() };
        receipt::read(shelves_fact(kind, needs.listing()));
        let entries = entries(shelves.archive(), kind);
        let mut fields = Fields::default();
        fields.set("kind", self.archive_taxonomy_config(kind));
        fields.set("lang", self.archive_lang());
        fields.set("permalink", shelves.page(shelf(kind), "").permalink);
        let (items, made) = receipt::record(|| {
            list(entries.iter().map(|entry| self.archive_term(&shelves, kind, entry, needs)))
        });
        receipt::pass_on(&made);
        fields.set("items", items);
        fields.value()
    }

    /// The page of the archive at an address, as a term.
    pub fn archive_term_at(
        self: &Arc<Self>,
        kind: ArchiveKind,
        slug: &str,
        needs: Needs,
    ) -> Option<Value> {
        let shelves = self.shelves()?;
        let entry = match job_at(shelves.archive(), kind, slug)? {
            Job::Directive(id, _) => directive_entry(shelves.archive(), id),
            Job::Committee(id, _) => committee_entry(shelves.archive(), id),
            Job::Year(at, _) => year_entry(shelves.archive(), at),
            _ => return None,
        };
        Some(self.archive_term(&shelves, kind, &entry, needs))
    }

    /// The permalink of the page of the archive at an address below its path word.
    pub fn archive_permalink_at(&self, kind: ArchiveKind, slug: &str) -> Option<String> {
        Some(self.shelves()?.page(shelf(kind), slug).permalink)
    }

    /// The fact of what a name means among the entries of a kind.
    pub fn name_fact(&self, kind: ArchiveKind, name: &str) -> Fact {
        self.named_fact(Kind::Name, &format!("{}\n{name}", kind.name()))
    }

    /// The value of the page of the archive at an address, as its own template sees it.
    pub fn archive_subject_at(self: &Arc<Self>, kind: ArchiveKind, slug: &str) -> Option<Value> {
        let shelves = self.shelves()?;
        let job = job_at(shelves.archive(), kind, slug)?;
        if let Some(fact) = subject_fact(shelves.archive(), &job) {
            receipt::read(fact);
        }
        let mut showing = Showing::values();
        receipt::record(|| self.subject(&shelves, &job, &Pager::whole(), &mut showing));
        showing.finish().1.pop().map(|(_, value)| value)
    }
}

/// What makes the page at an address, whole.
fn job_at(archive: &Archive, kind: ArchiveKind, slug: &str) -> Option<Job> {
    Some(match kind {
        ArchiveKind::Directives => {
            let at = archive.directives.iter().position(|directive| directive.slug == slug)?;
            Job::Directive(DirectiveId(at as u32), 0)
        }
        ArchiveKind::Committees => {
            let at = archive.committees.iter().position(|committee| committee.slug == slug)?;
            Job::Committee(CommitteeId(at as u32), 0)
        }
        ArchiveKind::Years => {
            let at = archive.years.iter().position(|year| year.year.to_string() == slug)?;
            Job::Year(at, 0)
        }
    })
}

/// Where the pages of a kind stand.
fn shelf(kind: ArchiveKind) -> Shelf {
    match kind {
        ArchiveKind::Directives => Shelf::Directives,
        ArchiveKind::Committees => Shelf::Committees,
        ArchiveKind::Years => Shelf::Years,
    }
}
