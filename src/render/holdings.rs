//! The pages of the archive, and the archive as taxonomies.
//!
//! A theme that knows nothing of archives sees three more taxonomies; one that
//! does also gets `directive`, `committee`, `year` and the lists of them.
//!
//! Not here: the fields of those (`render::archive`).

use std::sync::Arc;

use tera::{Context, Value};

use crate::card::ArticleCard;
use crate::catalog::archive::{Archive, CommitteeId, Directive, DirectiveId, MentionRef, Target};
use crate::catalog::{ArchiveIndex, DocId};
use crate::config;
use crate::diag::Diagnostic;
use crate::parse::Front;
use crate::plan::{ArchiveKind, Job, PAGER_WORD};
use crate::render::Site;
use crate::render::archive::{self, Address, ArticleFacts, Holdings, Shelf};
use crate::render::jobs::{address, context, render, taxonomy_template};
use crate::render::values::{Cut, Fields, Pager, list, taxonomy_config};

/// The archive of a site, with the addresses of its pages.
struct Shelves<'a> {
    site: &'a Site,
    index: &'a ArchiveIndex,
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

/// One page of the archive as a term: its name, its path word, and where it is cited.
struct Entry {
    name: String,
    slug: String,
    mentions: Vec<MentionRef>,
}

impl Entry {
    /// The articles in which it is cited, newest first.
    fn articles(&self) -> Vec<u32> {
        let mut articles: Vec<u32> = self.mentions.iter().map(|mention| mention.article).collect();
        articles.dedup();
        articles
    }
}

impl Site {
    fn shelves(&self) -> Option<Shelves<'_>> {
        let index = self.catalog.archive.as_ref()?;
        let words = self.project.config.archive.as_ref()?;
        Some(Shelves { site: self, index, words })
    }

    /// The language of the archive's pages.
    fn archive_lang(&self) -> String {
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
        let own = || self.catalog.node(id).permalink.clone();
        let Some(shelves) = self.shelves() else { return own() };
        let (records, shelf) = match self.catalog.doc(id).front {
            Front::Directive(_) => (&shelves.index.directive_records, Shelf::Directives),
            Front::Committee(_) => (&shelves.index.committee_records, Shelf::Committees),
            _ => return own(),
        };
        let record = records.iter().position(|record| *record == id).map(|at| at as u32);
        let archive = shelves.archive();
        let slug = match shelf {
            Shelf::Directives => {
                let found = archive.directives.iter().find(|directive| directive.record == record);
                found.map(|directive| &directive.slug)
            }
            _ => {
                let found = archive.committees.iter().find(|committee| committee.record == record);
                found.map(|committee| &committee.slug)
            }
        };
        slug.map_or_else(own, |slug| shelves.page(shelf, slug).permalink)
    }

    /// What an article's page shows of the archive, if the doc is an article.
    pub fn article_value(&self, id: DocId) -> Option<Value> {
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
        if shares.are_terms(kind) {
            context.insert_value("term", self.archive_term(&shelves, kind, &entry));
        }
        if 0 < by && by < n_entries {
            let articles = self.paginator(&shelves, kind, &entry.articles(), n_entries, &pager);
            context.insert_value("paginator", articles);
        }
        self.insert_subject(&shelves, job, &pager, &mut context);
        let template = taxonomy_template(self, kind.name(), "single")?;
        render(self, &lang, &template, &context, path)
    }

    /// The pager of a page of the archive: its articles are Zola's pages for a theme that knows
    /// terms, and summaries, which need no article's body, for one that knows the archive.
    fn paginator(
        self: &Arc<Self>,
        shelves: &Shelves,
        kind: ArchiveKind,
        articles: &[u32],
        n_entries: usize,
        pager: &Pager,
    ) -> Value {
        let doc = |article: &u32| shelves.index.articles[*article as usize];
        let pages =
            pager.slice(articles).iter().map(|article| match self.plan.shares.are_terms(kind) {
                true => self.value(doc(article)),
                false => archive::article_summary(shelves, *article),
            });
        let cut = Cut { n_entries, n_pages: articles.len() };
        self.pager_of(list(pages), cut, pager)
    }

    /// Puts what the page is about into its context, as far as a pager shows it.
    fn insert_subject(
        self: &Arc<Self>,
        shelves: &Shelves,
        job: &Job,
        pager: &Pager,
        context: &mut Context,
    ) {
        let archive = shelves.archive();
        let prose = |record: Option<u32>, docs: &[DocId]| {
            record.map(|record| self.body(docs[record as usize]).html().to_string())
        };
        match job {
            Job::Directive(id, _) => {
                let record = archive.directives[id.0 as usize].record;
                let content = prose(record, &shelves.index.directive_records);
                let value = archive::directive(shelves, *id, content.as_deref(), pager);
                context.insert_value("directive", value);
            }
            Job::Ambiguity(at) => {
                context.insert_value("ambiguity", archive::ambiguity(shelves, *at))
            }
            Job::Committee(id, _) => {
                let record = archive.committees[id.0 as usize].record;
                let content = prose(record, &shelves.index.committee_records);
                let value = archive::committee(shelves, *id, content.as_deref(), pager);
                context.insert_value("committee", value);
            }
            Job::Year(at, _) => context.insert_value("year", archive::year(shelves, *at, pager)),
            _ => {}
        }
    }

    fn archive_list(
        self: &Arc<Self>,
        shelves: &Shelves,
        kind: ArchiveKind,
        number: usize,
    ) -> Result<String, Box<Diagnostic>> {
        let template = taxonomy_template(self, kind.name(), "list")?;
        let (lang, archive) = (self.archive_lang(), shelves.archive());
        let by = self.plan.shares.of_list(kind);
        let path = shelves.page(shelf(kind), "").path;
        let pager = Pager { path, word: PAGER_WORD.to_string(), by, number };
        let (permalink, path) = address(self, &pager);
        let mut context = context(self, &lang, &permalink, &path);
        let (shown, total): (Vec<Value>, usize) = match kind {
            ArchiveKind::Directives => {
                let order = archive::directives_in_order(archive);
                let shown = pager.slice(&order);
                context.insert_value("by_type", archive::directives_by_type(shelves, shown));
                let values = shown.iter().map(|&id| archive::directive_summary(shelves, id));
                let name = |id: &DirectiveId| directive_name(&archive.directives[id.0 as usize]);
                context.insert_value("contents", self.contents(&order, &pager, name));
                (values.collect(), order.len())
            }
            ArchiveKind::Committees => {
                let order = archive::committees_in_tree(archive);
                if order.len() <= by || by == 0 {
                    context.insert_value("by_letter", archive::committees_by_letter(shelves));
                }
                let values =
                    pager.slice(&order).iter().map(|&id| archive::committee_summary(shelves, id));
                let name = |id: &CommitteeId| archive.committees[id.0 as usize].name.clone();
                context.insert_value("contents", self.contents(&order, &pager, name));
                (values.collect(), order.len())
            }
            ArchiveKind::Years => {
                let order = archive::years_in_order(archive);
                let values =
                    pager.slice(&order).iter().map(|&at| archive::year_summary(shelves, at));
                let name = |at: &usize| archive.years[*at].year.to_string();
                context.insert_value("contents", self.contents(&order, &pager, name));
                (values.collect(), order.len())
            }
        };
        let shown = list(shown);
        if 0 < by && by < total {
            let cut = Cut { n_entries: total, n_pages: total };
            context.insert_value("paginator", self.pager_of(shown.clone(), cut, &pager));
        }
        context.insert_value(kind.name(), shown);
        context.insert_value("taxonomy", self.archive_taxonomy_config(kind));
        if self.templates.names_variable(&template, "terms") {
            let entries = entries(archive, kind);
            let terms = pager.slice(&entries).iter();
            let terms = terms.map(|entry| self.archive_term(shelves, kind, entry));
            context.insert_value("terms", list(terms));
        }
        render(self, &lang, &template, &context, &path)
    }

    /// Where each pager of a list begins and ends, as the guide words of a dictionary; nothing
    /// for a list that is whole.
    fn contents<T>(&self, order: &[T], here: &Pager, name: impl Fn(&T) -> String) -> Value {
        let numbers = 1..=crate::plan::n_pagers(order.len(), here.by);
        let entry = |number| {
            let pager = Pager { number, ..here.clone() };
            let shown = pager.slice(order);
            let mut fields = Fields::default();
            fields.set("number", number as u64);
            fields.set("permalink", address(self, &pager).0);
            fields.maybe("first", shown.first().map(&name));
            fields.maybe("last", shown.last().map(&name));
            fields.value()
        };
        list(numbers.filter(|_| here.by < order.len() && 0 < here.by).map(entry))
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
    ) -> Value {
        let articles = entry.articles();
        let place = shelves.page(shelf(kind), &entry.slug);
        let mut fields = Fields::default();
        fields.set("name", entry.name.as_str());
        fields.set("slug", entry.slug.as_str());
        fields.set("path", place.path);
        fields.set("permalink", place.permalink);
        fields.set("page_count", articles.len() as u64);
        let doc = |article: &u32| shelves.index.articles[*article as usize];
        fields.set("pages", list(articles.iter().map(|article| self.value(doc(article)))));
        fields.value()
    }

    /// A kind of the archive's pages as `get_taxonomy` gives it.
    pub fn archive_taxonomy(self: &Arc<Self>, kind: ArchiveKind) -> Value {
        let Some(shelves) = self.shelves() else { return Value::none() };
        let entries = entries(shelves.archive(), kind);
        let mut fields = Fields::default();
        fields.set("kind", self.archive_taxonomy_config(kind));
        fields.set("lang", self.archive_lang());
        fields.set("permalink", shelves.page(shelf(kind), "").permalink);
        let items = entries.iter().map(|entry| self.archive_term(&shelves, kind, entry));
        fields.set("items", list(items));
        fields.value()
    }

    /// The page of the archive with this name or slug, as a term.
    pub fn archive_term_by_name(self: &Arc<Self>, kind: ArchiveKind, name: &str) -> Option<Value> {
        let shelves = self.shelves()?;
        let entry = find(shelves.archive(), kind, name)?;
        Some(self.archive_term(&shelves, kind, &entry))
    }

    /// The address of the page of the archive with this name or slug.
    pub fn archive_permalink_by_name(&self, kind: ArchiveKind, name: &str) -> Option<String> {
        let shelves = self.shelves()?;
        let entry = find(shelves.archive(), kind, name)?;
        Some(shelves.page(shelf(kind), &entry.slug).permalink)
    }

    /// The value of the page of the archive with this name or slug, as its own template sees it.
    pub fn archive_subject_by_name(
        self: &Arc<Self>,
        kind: ArchiveKind,
        name: &str,
    ) -> Option<Value> {
        let shelves = self.shelves()?;
        let slug = find(shelves.archive(), kind, name)?.slug;
        let archive = shelves.archive();
        let job = match kind {
            ArchiveKind::Directives => {
                let at = archive.directives.iter().position(|directive| directive.slug == slug)?;
                Job::Directive(DirectiveId(at as u32), 1)
            }
            ArchiveKind::Committees => {
                let at = archive.committees.iter().position(|committee| committee.slug == slug)?;
                Job::Committee(CommitteeId(at as u32), 1)
            }
            ArchiveKind::Years => {
                let at = archive.years.iter().position(|year| year.year.to_string() == slug)?;
                Job::Year(at, 1)
            }
        };
        let mut context = Context::new();
        self.insert_subject(&shelves, &job, &Pager::whole(), &mut context);
        ["directive", "committee", "year"].iter().find_map(|key| context.get(key).cloned())
    }
}

fn shelf(kind: ArchiveKind) -> Shelf {
    match kind {
        ArchiveKind::Directives => Shelf::Directives,
        ArchiveKind::Committees => Shelf::Committees,
        ArchiveKind::Years => Shelf::Years,
    }
}

fn find(archive: &Archive, kind: ArchiveKind, name: &str) -> Option<Entry> {
    let is_meant = |entry: &Entry| {
        entry.name == name
            || entry.slug == name
            || kind == ArchiveKind::Directives && entry.name.ends_with(&format!(" {name}"))
    };
    entries(archive, kind).into_iter().find(is_meant)
}

/// All pages of a kind, in the archive's order.
fn entries(archive: &Archive, kind: ArchiveKind) -> Vec<Entry> {
    match kind {
        ArchiveKind::Directives => {
            let ids = (0..archive.directives.len()).map(|at| DirectiveId(at as u32));
            ids.map(|id| directive_entry(archive, id)).collect()
        }
        ArchiveKind::Committees => {
            let ids = (0..archive.committees.len()).map(|at| CommitteeId(at as u32));
            ids.map(|id| committee_entry(archive, id)).collect()
        }
        ArchiveKind::Years => (0..archive.years.len()).map(|at| year_entry(archive, at)).collect(),
    }
}

fn committee_entry(archive: &Archive, id: CommitteeId) -> Entry {
    let committee = &archive.committees[id.0 as usize];
    Entry {
        name: committee.name.clone(),
        slug: committee.slug.clone(),
        mentions: committee.mentions.clone(),
    }
}

fn year_entry(archive: &Archive, at: usize) -> Entry {
    let year = &archive.years[at];
    let mention = |&article: &u32| MentionRef { article, mention: 0 };
    Entry {
        name: year.year.to_string(),
        slug: year.year.to_string(),
        mentions: year.articles.iter().rev().map(mention).collect(),
    }
}

fn directive_entry(archive: &Archive, id: DirectiveId) -> Entry {
    let directive = &archive.directives[id.0 as usize];
    let (slug, mentions) = (directive.slug.clone(), directive.mentions.clone());
    Entry { name: directive_name(directive), slug, mentions }
}

/// A directive's type and number, or the name of one without a number.
fn directive_name(directive: &Directive) -> String {
    match &directive.type_name {
        Some(type_name) if directive.numbered => format!("{type_name} {}", directive.number),
        _ => directive.number.clone(),
    }
}

/// The page that tells namesakes apart lists the articles of all of them.
fn ambiguity_entry(archive: &Archive, at: usize) -> Entry {
    let ambiguity = &archive.ambiguities[at];
    let mut mentions: Vec<MentionRef> = ambiguity
        .directives
        .iter()
        .flat_map(|id| archive.directives[id.0 as usize].mentions.iter().copied())
        .collect();
    mentions.sort_by_key(|mention| mention.article);
    Entry { name: ambiguity.key.clone(), slug: ambiguity.slug.clone(), mentions }
}
