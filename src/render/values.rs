//! What templates see: pages, sections, terms and the configuration as values.
//!
//! Field names and shapes are Zola's. A value is made when it is first asked for
//! and shared from then on.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use tera::{Map, Value};

use crate::catalog::taxonomies::{Taxonomy, Term};
use crate::catalog::{DocId, Node};
use crate::config::{self, Config};
use crate::parse::date::Stamp;
use crate::parse::front::{PageFront, plain_dates};
use crate::parse::{Doc, Front};
use crate::project::Project;
use crate::render::body::Body;
use crate::render::needs::Needs;
use crate::render::receipt::{self, Fact, Kind};
use crate::render::{IN_BODY, Site};
use crate::text;

/// What templates see as `config`, by language.
pub fn configs(project: &Project) -> BTreeMap<String, Value> {
    let config = &project.config;
    let one = |lang: &str| (lang.to_string(), config_value(project, lang));
    config.all_languages().into_iter().map(one).collect()
}

/// What templates see as `config` in a language.
fn config_value(project: &Project, lang: &str) -> Value {
    let config = &project.config;
    let language = config.language(lang).unwrap_or_default();
    let mut markdown = serde_json::to_value(&config.markdown).unwrap_or(Json::Null);
    if let Some(highlighting) = markdown.get_mut("highlighting") {
        *highlighting = serde_json::to_value(&config.markdown.highlighting).unwrap_or(Json::Null);
    }
    let others = config.all_languages().into_iter().filter(|other| *other != lang);
    let others: BTreeMap<&str, _> =
        others.filter_map(|other| Some((other, config.language(other)?))).collect();
    let value = json!({
        "base_url": config.base_url,
        "mode": project.options.mode.name(),
        "title": language.title,
        "description": language.description,
        "languages": others,
        "default_language": config.default_language,
        "generate_feed": language.generate_feeds,
        "generate_feeds": language.generate_feeds,
        "feed_filenames": language.feed_filenames,
        "taxonomies": language.taxonomies,
        "author": config.author,
        "build_search_index": language.build_search_index,
        "extra": plain_dates(config.extra.clone()),
        "markdown": markdown,
        "search": { "index_format": config.search.index_format },
        "generate_sitemap": config.generate_sitemap,
        "generate_robots_txt": config.generate_robots_txt,
        "exclude_paginated_pages_in_sitemap": config.exclude_paginated_pages_in_sitemap,
        "archive": config.archive,
    });
    Value::from_serializable(&alphabetical(value))
}

/// Puts the keys of a configuration in the order in which Zola prints them; `extra` stays as
/// written.
fn alphabetical(value: Json) -> Json {
    match value {
        Json::Object(map) => {
            let mut entries: Vec<(String, Json)> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let sorted = |(key, value): (String, Json)| match key.as_str() {
                "extra" => (key, value),
                _ => (key, alphabetical(value)),
            };
            Json::Object(entries.into_iter().map(sorted).collect())
        }
        other => other,
    }
}

/// A map built key by key.
#[derive(Default)]
pub struct Fields(Map);

impl Fields {
    /// Sets a field.
    pub fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        self.0.insert(key.into(), value.into());
    }

    /// Sets a field that may be nothing.
    pub fn maybe(&mut self, key: &'static str, value: Option<impl Into<Value>>) {
        self.0.insert(key.into(), value.map_or_else(Value::none, Into::into));
    }

    /// Sets how many words a text has, and how long it takes to read them.
    fn count_words(&mut self, markdown: &str, lang: &str) {
        let words = text::word_count(markdown, lang);
        self.set("word_count", words as u64);
        self.set("reading_time", text::reading_time(words, lang) as u64);
    }

    /// The map as a value, its keys in the order in which Zola prints them.
    pub fn value(self) -> Value {
        let mut entries: Vec<_> = self.0.into_iter().collect();
        entries.sort_by(|a, b| a.0.as_str().cmp(&b.0.as_str()));
        Value::from(entries.into_iter().collect::<Map>())
    }
}

/// A list of values as a value.
pub fn list(values: impl IntoIterator<Item = Value>) -> Value {
    Value::from(values.into_iter().collect::<Vec<Value>>())
}

/// A list of words as a value.
fn strings<'a>(values: impl IntoIterator<Item = &'a str>) -> Value {
    list(values.into_iter().map(Value::from))
}

impl Site {
    /// A page or section as templates fetch it: with as much as those of the output can ask for.
    pub fn value(self: &Arc<Self>, id: DocId, needs: Needs) -> Value {
        if IN_BODY.get() {
            return self.without_body(id);
        }
        match self.catalog.doc(id).section() {
            Some(_) => self.section(id, needs),
            None => self.page(id, needs, needs.texts),
        }
    }

    /// The fact of a section's pages, shown in this way.
    pub fn pages_fact(&self, id: DocId, needs: Needs) -> Fact {
        let name = format!("{}\n{}", self.catalog.doc(id).relative, needs.listing());
        Fact::of(Kind::Pages, &name)
    }

    /// A page as its own template sees it.
    pub fn own_page(self: &Arc<Self>, id: DocId, needs: Needs) -> Value {
        self.page(id, needs, true)
    }

    /// A page or section as content of others sees it: all its keys, those of its text empty.
    fn without_body(self: &Arc<Self>, id: DocId) -> Value {
        self.bodiless(id).value()
    }

    /// A page or section as its own content sees it: its words are counted as they were written.
    pub fn own_without_body(self: &Arc<Self>, id: DocId) -> Value {
        let doc = self.catalog.doc(id);
        let mut fields = self.bodiless(id);
        fields.count_words(&doc.markdown(), &doc.lang);
        fields.value()
    }

    /// All keys of a page or section, those of its text empty.
    fn bodiless(self: &Arc<Self>, id: DocId) -> Fields {
        receipt::read(self.fact(Kind::Front, id));
        let mut fields = match self.catalog.doc(id).section() {
            Some(_) => self.section_header(id),
            None => self.page_header(id),
        };
        fields.set("content", "");
        fields.set("toc", list([]));
        fields.set("word_count", 0u64);
        fields.set("reading_time", 0u64);
        match self.catalog.doc(id).section() {
            Some(_) => fields.set("pages", list([])),
            None => fields.set("summary", Value::none()),
        }
        fields
    }

    /// A page with its neighbours, where templates can ask for them.
    fn page(self: &Arc<Self>, id: DocId, needs: Needs, with_text: bool) -> Value {
        let node = self.catalog.node(id);
        let own = if with_text { self.whole(id) } else { self.card(id) };
        if !self.templates.want("lower") && !self.templates.want("higher") {
            return own;
        }
        let Some(mut fields) = own.as_map().cloned() else { return own };
        let needs = Needs { neighbours: false, ..needs };
        let neighbour = |id: Option<DocId>| id.map_or(Value::none(), |id| self.member(id, needs));
        receipt::read(self.fact(Kind::Neighbours, id));
        fields.insert("lower".into(), neighbour(node.lower));
        fields.insert("higher".into(), neighbour(node.higher));
        Value::from(fields)
    }

    /// A page in a list, or beside another.
    pub fn member(self: &Arc<Self>, id: DocId, needs: Needs) -> Value {
        let is_in_body = IN_BODY.get();
        match (needs.neighbours && !is_in_body, needs.texts && !is_in_body) {
            (true, with_text) => self.page(id, needs, with_text),
            (false, true) => self.whole(id),
            (false, false) => self.card(id),
        }
    }

    /// A page without its text; made once, since lists share it.
    fn card(self: &Arc<Self>, id: DocId) -> Value {
        receipt::read(self.fact(Kind::Front, id));
        self.cards[id.0 as usize].get_or_init(|| self.page_header(id).value()).clone()
    }

    /// A page with its text but without its neighbours.
    fn whole(self: &Arc<Self>, id: DocId) -> Value {
        receipt::read(self.fact(Kind::Whole, id));
        let make = || {
            let body = self.body(id);
            let mut fields = self.page_header(id);
            fields.set("content", body.content.clone());
            fields.maybe("summary", body.summary.clone());
            fields.set("toc", body.toc.clone());
            let doc = self.catalog.doc(id);
            fields.count_words(&doc.markdown(), &doc.lang);
            fields.value()
        };
        if !self.templates.share_texts() {
            let (value, made) = receipt::record(make);
            receipt::pass_on(&made);
            return value;
        }
        let (value, made) =
            self.wholes[id.0 as usize].get_or_init(|| Box::new(receipt::record(make))).as_ref();
        receipt::pass_on(made);
        value.clone()
    }

    /// What is known of a page without its body, as content templates see it.
    pub fn page_header(self: &Arc<Self>, id: DocId) -> Fields {
        let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
        let mut fields = self.common(doc, node);
        fields.maybe("title", self.title(id));
        let Some(front) = doc.page() else { return fields };
        fields.maybe("description", front.description.as_deref());
        fields.maybe("date", front.date.as_ref().map(|stamp| stamp.text.as_str()));
        fields.maybe("updated", front.updated.as_ref().map(|stamp| stamp.text.as_str()));
        let part = |part: fn(&Stamp) -> i64| front.date.as_ref().map(part);
        fields.maybe("year", part(|stamp| i64::from(stamp.year)));
        fields.maybe("month", part(|stamp| i64::from(stamp.month)));
        fields.maybe("day", part(|stamp| i64::from(stamp.day)));
        fields.set("slug", front.slug.as_str());
        fields.set("draft", front.draft);
        fields.set("authors", strings(front.authors.iter().map(String::as_str)));
        fields.set("taxonomies", Value::from_serializable(&front.taxonomies));
        fields.set("extra", Value::from_serializable(&front.extra));
        // A neighbour has no neighbours of its own: to templates they are none, not undefined.
        fields.set("lower", Value::none());
        fields.set("higher", Value::none());
        if doc.article.is_some() {
            fields.set("archive", Value::from_serializable(&article_facts(front)));
        }
        fields
    }

    /// What pages and sections have in common.
    fn common(&self, doc: &Doc, node: &Node) -> Fields {
        let mut fields = Fields::default();
        fields.set("relative_path", &*doc.relative);
        let colocated = doc
            .is_index()
            .then(|| doc.relative.rsplit_once('/').map(|(folder, _)| format!("{folder}/")));
        fields.maybe("colocated_path", colocated.flatten());
        fields.set("path", node.path.as_str());
        fields.set("permalink", node.permalink.as_str());
        fields.set("components", strings(node.components.iter().map(String::as_str)));
        // A page in a transparent section is, to templates, a page of the section above.
        let is_passed = |id: &DocId| {
            doc.section().is_none()
                && self.catalog.doc(*id).section().is_some_and(|front| front.transparent)
                && self.catalog.parent(*id).is_some()
        };
        let n_passed = node.ancestors.iter().skip(1).rev().take_while(|id| is_passed(id)).count();
        let ancestors = &node.ancestors[..node.ancestors.len() - n_passed];
        let ancestors = ancestors.iter().map(|&id| &*self.catalog.doc(id).relative);
        fields.set("ancestors", strings(ancestors));
        fields.set("lang", &*doc.lang);
        let below = |asset: &str| match doc.section() {
            Some(_) => format!("{}{}", node.path, asset.rsplit('/').next().unwrap_or(asset)),
            None => asset.strip_prefix("content").unwrap_or(asset).to_string(),
        };
        let assets: Vec<String> = node.assets.iter().map(|asset| below(asset)).collect();
        fields.set("assets", strings(assets.iter().map(String::as_str)));
        fields.set("translations", list(node.translations.iter().map(|&id| self.translation(id))));
        let backlinks = node.backlinks.iter().map(|&id| {
            let mut fields = Fields::default();
            fields.set("permalink", self.catalog.node(id).permalink.as_str());
            fields.maybe("title", self.title(id));
            fields.value()
        });
        fields.set("backlinks", list(backlinks));
        fields
    }

    /// The title of a page or section; of an authority record the title, else the number or name.
    pub fn title(&self, id: DocId) -> Option<&str> {
        match &self.catalog.doc(id).front {
            Front::Page(front) => front.title.as_deref(),
            Front::Section(front) => front.title.as_deref(),
            Front::Directive(record) => record.title.as_deref().or(record.number.as_deref()),
            Front::Committee(record) => Some(&record.name),
        }
    }

    /// A translation of a page as templates see it among `translations`.
    fn translation(&self, id: DocId) -> Value {
        let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
        let mut fields = Fields::default();
        fields.set("lang", &*doc.lang);
        fields.set("permalink", node.permalink.as_str());
        fields.maybe("title", self.title(id));
        fields.set("path", self.project.root.join(&*doc.file).to_string_lossy().into_owned());
        fields.value()
    }

    /// A section with its text, and with its pages where templates can ask for them.
    fn section(self: &Arc<Self>, id: DocId, needs: Needs) -> Value {
        receipt::read(self.fact(Kind::Front, id));
        let body: Arc<Body> = self.body(id);
        if needs.pages {
            receipt::read(self.pages_fact(id, needs));
        }
        let key = (id, needs.listing());
        if let Ok(known) = self.sections.lock()
            && let Some((value, made)) = known.get(&key)
        {
            receipt::pass_on(made);
            return value.clone();
        }
        let pages = if needs.pages { self.catalog.node(id).pages.as_slice() } else { &[] };
        let (value, made) = receipt::record(|| self.make_section(id, needs, &body, pages));
        receipt::pass_on(&made);
        if let Ok(mut known) = self.sections.lock() {
            known.insert(key, (value.clone(), made));
        }
        value
    }

    /// A section with so many of its first pages.
    ///
    /// It depends on them and on the order of all, as a pager does, and on no other page.
    pub fn section_beginning(self: &Arc<Self>, id: DocId, needs: Needs, limit: usize) -> Value {
        if IN_BODY.get() {
            return self.without_body(id);
        }
        receipt::read(self.fact(Kind::Front, id));
        let body = self.body(id);
        if !needs.pages {
            return self.make_section(id, needs, &body, &[]);
        }
        receipt::read(self.fact(Kind::Order, id));
        let pages = &self.catalog.node(id).pages;
        self.make_section(id, needs, &body, &pages[..limit.min(pages.len())])
    }

    /// A section's value with some of its pages, made anew.
    fn make_section(
        self: &Arc<Self>,
        id: DocId,
        needs: Needs,
        body: &Body,
        pages: &[DocId],
    ) -> Value {
        let mut fields = self.section_header(id);
        fields.set("content", body.content.clone());
        fields.set("toc", body.toc.clone());
        let doc = self.catalog.doc(id);
        let words = text::word_count(&doc.markdown(), &doc.lang);
        let has_file = !doc.is_empty();
        fields.maybe("word_count", has_file.then_some(words as u64));
        let minutes = text::reading_time(words, &doc.lang) as u64;
        fields.maybe("reading_time", has_file.then_some(minutes));
        fields.set("pages", list(pages.iter().map(|&page| self.member(page, needs))));
        fields.value()
    }

    /// A section without its pages, as `metadata_only` asks.
    pub fn section_header(self: &Arc<Self>, id: DocId) -> Fields {
        let (doc, node) = (self.catalog.doc(id), self.catalog.node(id));
        let mut fields = self.common(doc, node);
        let Some(front) = doc.section() else { return fields };
        fields.maybe("title", front.title.as_deref());
        fields.maybe("description", front.description.as_deref());
        fields.set("draft", front.draft);
        fields.set("extra", Value::from_serializable(&front.extra));
        fields.set("generate_feeds", front.generate_feeds);
        fields.set("transparent", front.transparent);
        fields.maybe("paginate_by", front.paginate_by.map(|by| by as u64));
        fields.set("paginate_reversed", front.paginate_reversed);
        let subsections = node.subsections.iter().map(|&id| &*self.catalog.doc(id).relative);
        fields.set("subsections", strings(subsections));
        fields
    }

    /// A term, with its pages where templates can ask for them.
    pub fn term(self: &Arc<Self>, term: &Term, needs: Needs) -> Value {
        let mut fields = term_header(term);
        if needs.pages {
            fields.set("pages", list(term.pages.iter().map(|&page| self.member(page, needs))));
        }
        fields.value()
    }

    /// A pager of pages.
    pub fn pager(self: &Arc<Self>, pages: &[DocId], place: &Pager, needs: Needs) -> Value {
        let shown = place.slice(pages);
        let cut = Cut { n_entries: pages.len(), n_pages: pages.len() };
        self.pager_of(list(shown.iter().map(|&page| self.member(page, needs))), cut, place)
    }

    /// A pager whose entries are values already.
    pub fn pager_of(&self, shown: Value, cut: Cut, place: &Pager) -> Value {
        let config = &self.project.config;
        let base = match place.word.is_empty() {
            true => place.path.clone(),
            false => format!("{}{}/", place.path, place.word.trim_matches('/')),
        };
        let address = |number: usize| match number {
            1 => config.permalink(&place.path),
            _ => config.permalink(&format!("{base}{number}/")),
        };
        let n = crate::plan::n_pagers(cut.n_entries, place.by);
        let mut fields = Fields::default();
        fields.set("paginate_by", place.by as u64);
        fields.set("base_url", config.permalink(&base));
        fields.set("number_pagers", n as u64);
        fields.set("first", address(1));
        fields.set("last", address(n));
        fields.maybe("previous", (1 < place.number).then(|| address(place.number - 1)));
        fields.maybe("next", (place.number < n).then(|| address(place.number + 1)));
        fields.set("pages", shown);
        fields.set("current_index", place.number as u64);
        fields.set("total_pages", cut.n_pages as u64);
        fields.value()
    }
}

/// Which part of a list a pager shows.
#[derive(Debug, Default, Clone, Hash)]
pub struct Pager {
    /// The path of the first pager.
    pub path: String,
    /// The path word between the path and the number.
    pub word: String,
    /// How many entries it holds.
    pub by: usize,
    /// Its number from 1.
    pub number: usize,
}

/// How long the lists are that pagers cut alike.
#[derive(Debug, Copy, Clone, Hash)]
pub struct Cut {
    /// Entries of the longest list, by which the number of pagers goes.
    pub n_entries: usize,
    /// Entries of the list that the pagers show as `pages`.
    pub n_pages: usize,
}

impl Pager {
    /// The only pager of a list that is not cut.
    pub fn whole() -> Pager {
        Pager { number: 1, ..Pager::default() }
    }

    /// The entries that it shows.
    pub fn slice<'a, T>(&self, entries: &'a [T]) -> &'a [T] {
        &entries[self.range(entries.len())]
    }

    /// The places of its share in a list of so many entries.
    pub fn range(&self, n_entries: usize) -> Range<usize> {
        let by = if self.by == 0 { n_entries } else { self.by };
        let start = ((self.number - 1) * by).min(n_entries);
        start..(start + by).min(n_entries)
    }
}

/// What lists of articles show of where one comes from: its date as far as it is known, its place.
fn article_facts(front: &PageFront) -> Json {
    let (stamp, own) = (front.date.as_ref(), &front.archive);
    let year = stamp.map(|stamp| stamp.year).or(own.year);
    let month = stamp.map(|stamp| stamp.month).or(own.month);
    let date = match (stamp, year, month) {
        (Some(stamp), ..) => Some(format!("{:04}-{:02}-{:02}", stamp.year, stamp.month, stamp.day)),
        (None, Some(year), Some(month)) => Some(format!("{year:04}-{month:02}")),
        (None, Some(year), None) => Some(format!("{year:04}")),
        _ => None,
    };
    let precision = match (stamp.is_some(), month.is_some()) {
        (true, _) => "day",
        (false, true) => "month",
        (false, false) => "year",
    };
    json!({
        "year": year,
        "month": month,
        "date": date,
        "precision": year.map(|_| precision),
        "evidence": own.evidence,
        "place": own.place,
        "source": own.source,
    })
}

/// A term without its pages.
fn term_header(term: &Term) -> Fields {
    let mut fields = Fields::default();
    fields.set("name", term.name.as_str());
    fields.set("slug", term.slug.as_str());
    fields.set("path", term.path.as_str());
    fields.set("permalink", term.permalink.as_str());
    fields.set("page_count", term.pages.len() as u64);
    fields
}

/// A taxonomy's configuration, which templates see as `taxonomy`.
pub fn taxonomy(taxonomy: &Taxonomy) -> Value {
    taxonomy_config(&taxonomy.config)
}

/// A taxonomy's configuration as a value.
pub fn taxonomy_config(taxonomy: &config::Taxonomy) -> Value {
    Value::from_serializable(&alphabetical(json!(taxonomy)))
}

/// The path of a permalink: what stands after the base address.
pub fn path_of<'a>(permalink: &'a str, config: &Config) -> &'a str {
    permalink.strip_prefix(config.base_url.trim_end_matches('/')).unwrap_or(permalink)
}
