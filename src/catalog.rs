//! The catalog: the whole site, made from front matter and cards alone.
//!
//! Permalinks, sections, order, neighbours, translations, taxonomies, and the
//! archive. What Zola leaves to chance (subsections of one weight, translations)
//! has an order here.
//!
//! **Invariant:** the catalog is a function of what docs say before their text and
//! of what articles cite; editing a body changes nothing here unless its mentions do.
//!
//! Not here: what is written where (`plan`).

pub mod archive;
pub mod order;
pub mod taxonomies;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::catalog::archive::{Archive, Target};
use crate::catalog::taxonomies::Taxonomy;
use crate::cite::Profile;
use crate::config::Config;
use crate::diag::Diags;
use crate::parse::front::SortBy;
use crate::parse::{Doc, Front};

/// A doc's place in [`Catalog::docs`].
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct DocId(pub u32);

/// Where a doc stands in the site.
#[derive(Debug, Default, Clone)]
pub struct Node {
    /// Its path in the site: `/blog/a/`.
    pub path: String,
    /// The parts of its path.
    pub components: Vec<String>,
    /// Its address.
    pub permalink: String,
    /// The sections above it, the root first.
    pub ancestors: Vec<DocId>,
    /// The page before it in its section: newer, lighter.
    pub lower: Option<DocId>,
    /// The page after it in its section: older, heavier.
    pub higher: Option<DocId>,
    /// The same doc in all languages, itself included, where there are several.
    pub translations: Vec<DocId>,
    /// Files that lie beside it, below the root, by name.
    pub assets: Vec<String>,
    /// Of a section: its pages in order.
    pub pages: Vec<DocId>,
    /// Of a section: the sections right below it.
    pub subsections: Vec<DocId>,
    /// Whether it has an output of its own.
    pub render: bool,
    /// Docs whose text links here, by permalink.
    pub backlinks: Vec<DocId>,
}

/// The archive with what binds it to the docs.
#[derive(Debug, Default)]
pub struct ArchiveIndex {
    /// Directives, committees, years.
    pub archive: Archive,
    /// The docs behind the articles, in the archive's order.
    pub articles: Vec<DocId>,
    /// An article's place in `articles`, by doc.
    pub article_of: FxHashMap<DocId, u32>,
    /// The docs behind the records of directives, in the archive's order.
    pub directive_records: Vec<DocId>,
    /// The docs behind the records of committees, in the archive's order.
    pub committee_records: Vec<DocId>,
}

/// The whole site. A copy shares all but the list of docs.
#[derive(Debug, Default, Clone)]
pub struct Catalog {
    /// All docs by path.
    pub docs: Vec<Arc<Doc>>,
    /// Where each stands.
    pub nodes: Arc<Vec<Node>>,
    /// Docs by their path below `content/`, and by its composed form (NFC) where that is another.
    pub by_path: Arc<FxHashMap<Arc<str>, DocId>>,
    /// All sections, by path.
    pub sections: Vec<DocId>,
    /// All pages of Zola's kind, by path.
    pub pages: Vec<DocId>,
    /// Pages in no section, by path.
    pub orphans: Vec<DocId>,
    /// Taxonomies of all languages, in the order of the configuration.
    pub taxonomies: Arc<Vec<Taxonomy>>,
    /// The archive, where it is on.
    pub archive: Option<Arc<ArchiveIndex>>,
}

/// What the catalog is made from.
#[derive(Debug, Copy, Clone)]
pub struct Inputs<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Whether drafts are in.
    pub drafts: bool,
    /// All files below `content/` that are not docs, by path below the root.
    pub assets: &'a [String],
    /// The citation profile, where the archive is on.
    pub profile: Option<&'a Profile>,
}

/// The sections above the docs of a folder, in a language, which are sections themselves or not.
type Ancestors<'a> = FxHashMap<(&'a str, &'a str, bool), Vec<DocId>>;

/// Docs by their paths, and by the composed forms of paths that no doc has as its own.
fn by_path(docs: &[Arc<Doc>]) -> FxHashMap<Arc<str>, DocId> {
    let ids = || docs.iter().enumerate().map(|(index, doc)| (doc, DocId(index as u32)));
    let mut by_path: FxHashMap<_, _> = ids().map(|(doc, id)| (doc.relative.clone(), id)).collect();
    for (doc, id) in ids().filter(|(doc, _)| !doc.relative.is_ascii() && !is_nfc(&doc.relative)) {
        let composed: String = doc.relative.nfc().collect();
        by_path.entry(composed.into()).or_insert(id);
    }
    by_path
}

/// Makes the catalog of all docs.
pub fn catalog(docs: Vec<Arc<Doc>>, inputs: Inputs, diags: &mut Diags) -> Catalog {
    let docs = with_roots(without_drafts(docs, inputs.drafts), inputs.config);
    let mut catalog = Catalog { docs, ..Catalog::default() };
    catalog.place(inputs.config);
    catalog.fill_sections(diags);
    // The archive needs no more of the site than which articles have a page.
    let profile = inputs.profile.filter(|_| inputs.config.archive.is_some());
    let (docs, has_page) = (catalog.docs.clone(), catalog.rendered());
    let ((), archive) = rayon::join(
        || catalog.bind(inputs),
        || profile.map(|profile| make_archive(&docs, &has_page, profile)),
    );
    if let Some((index, found)) = archive {
        diags.extend(found);
        catalog.archive = Some(Arc::new(index));
        catalog.place_records(inputs.config);
    }
    catalog
}

/// Makes the archive and binds it to the docs, of which `has_page` tells whether each has a page.
fn make_archive(docs: &[Arc<Doc>], has_page: &[bool], profile: &Profile) -> (ArchiveIndex, Diags) {
    let mut index = ArchiveIndex::default();
    let (mut cards, mut directives, mut committees) = (Vec::new(), Vec::new(), Vec::new());
    for (at, doc) in docs.iter().enumerate() {
        let id = DocId(at as u32);
        match &doc.front {
            Front::Directive(record) => {
                index.directive_records.push(id);
                directives.push((**record).clone());
            }
            Front::Committee(record) => {
                index.committee_records.push(id);
                committees.push((**record).clone());
            }
            Front::Page(_) => {
                if let Some(card) = doc.article.as_ref().filter(|_| has_page[at]) {
                    index.article_of.insert(id, index.articles.len() as u32);
                    index.articles.push(id);
                    cards.push(card);
                }
            }
            Front::Section(_) => {}
        }
    }
    let mut diags = Diags::default();
    index.archive = archive::archive(&cards, &directives, &committees, profile, &mut diags);
    (index, diags)
}

/// Leaves out drafts, and all below a section that is one.
///
/// A language that has a section of its own in a folder decides for itself; the pages of one
/// that has none there are drafts as soon as the section of another language is.
fn without_drafts(docs: Vec<Arc<Doc>>, drafts: bool) -> Vec<Arc<Doc>> {
    let is_draft = |doc: &Arc<Doc>| match &doc.front {
        Front::Page(front) => front.draft,
        Front::Section(front) => front.draft,
        Front::Directive(_) | Front::Committee(_) => false,
    };
    if drafts || !docs.par_iter().any(is_draft) {
        return docs;
    }
    let folder = |doc: &Doc| doc.canonical.trim_end_matches("_index").to_string();
    let sections = || docs.iter().filter_map(|doc| Some((doc, doc.section()?)));
    let drafts: BTreeSet<String> =
        sections().filter(|(_, front)| front.draft).map(|(doc, _)| folder(doc)).collect();
    let stands: BTreeSet<(String, &str)> = sections()
        .filter(|(_, front)| !front.draft)
        .map(|(doc, _)| (folder(doc), &*doc.lang))
        .filter(|(folder, _)| drafts.contains(folder))
        .collect();
    let is_out = |doc: &Arc<Doc>| {
        doc.page().is_some_and(|front| front.draft)
            || drafts.iter().any(|folder| {
                doc.canonical.starts_with(folder.as_str())
                    && !stands.contains(&(folder.clone(), &*doc.lang))
            })
    };
    let kept: Vec<Arc<Doc>> = docs.iter().filter(|doc| !is_out(doc)).cloned().collect();
    kept
}

/// Gives every language a root section and puts all docs in the order of their paths.
fn with_roots(mut docs: Vec<Arc<Doc>>, config: &Config) -> Vec<Arc<Doc>> {
    for lang in config.all_languages() {
        let has_root = docs.iter().any(|doc| &*doc.canonical == "_index" && *doc.lang == *lang);
        if !has_root {
            let relative = match lang == config.default_language {
                true => "_index.md".to_string(),
                false => format!("_index.{lang}.md"),
            };
            docs.push(Arc::new(Doc::empty_section(&relative, lang, "_index")));
        }
    }
    docs.par_sort_by(|a, b| a.relative.cmp(&b.relative));
    docs
}

/// The folder that a canonical path's section owns: `blog` for `blog/a` and for `blog/_index`.
fn folder_of(canonical: &str) -> &str {
    canonical.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Doc {
    /// The folder whose section lists this page; an `index.md` belongs above its own folder.
    fn home(&self) -> &str {
        let folder = folder_of(&self.canonical);
        match self.canonical.ends_with("/index") {
            true => folder_of(folder),
            false => folder,
        }
    }

    /// Whether it is an `index.md`.
    pub fn is_index(&self) -> bool {
        self.canonical.ends_with("/index")
    }
}

impl Node {
    /// Where a doc stands, apart from what is around it.
    fn of(doc: &Doc, config: &Config) -> Node {
        let mut node = Node::default();
        node.move_to(doc_path(doc, config), config);
        // Zola gives the root that it makes up for a language a path of its own kind.
        if doc.is_empty() && *doc.lang != *config.default_language {
            node.path = node.path.trim_start_matches('/').to_string();
            node.components.clear();
        }
        match &doc.front {
            Front::Section(front) => node.render = front.render,
            Front::Page(front) => node.render = front.render,
            Front::Directive(_) | Front::Committee(_) => {}
        }
        node
    }

    /// Gives it a path in the site.
    fn move_to(&mut self, path: String, config: &Config) {
        self.components =
            path.split('/').filter(|part| !part.is_empty()).map(String::from).collect();
        self.permalink = config.permalink(&path);
        self.path = path;
    }
}

impl Catalog {
    /// The doc of an id.
    pub fn doc(&self, id: DocId) -> &Doc {
        &self.docs[id.0 as usize]
    }

    /// Where a doc stands.
    pub fn node(&self, id: DocId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The taxonomy of a language, by its name or, as Zola asks for it, by its slug.
    pub fn taxonomy(&self, kind: &str, lang: &str) -> Option<&Taxonomy> {
        let own = || self.taxonomies.iter().filter(|own| own.lang == lang);
        let named = own().find(|own| own.config.name == kind);
        named.or_else(|| own().find(|own| own.config.slug == kind))
    }

    /// The doc at a path below `content/`.
    ///
    /// A letter with marks can be written in two ways that look the same. Some systems name files
    /// in one way and keyboards write the other, so a name is looked for in both.
    pub fn find(&self, relative: &str) -> Option<DocId> {
        let composed = || {
            let relative = Some(relative).filter(|relative| !relative.is_ascii())?;
            self.by_path.get(relative.nfc().collect::<String>().as_str())
        };
        self.by_path.get(relative).or_else(composed).copied()
    }

    /// The doc at a path in another language: `blog/a.md` in `fr` is `blog/a.fr.md`.
    pub fn find_in(&self, relative: &str, lang: &str, config: &Config) -> Option<DocId> {
        let stem = relative.strip_suffix(".md")?;
        match lang == config.default_language {
            true => self.find(relative).or_else(|| self.find(&format!("{stem}.{lang}.md"))),
            false => self.find(&format!("{stem}.{lang}.md")),
        }
    }

    /// The section of the folder right above a section's; none where that folder is no section.
    pub fn parent(&self, section: DocId) -> Option<DocId> {
        let folder = |id: DocId| folder_of(&self.doc(id).canonical);
        let above = *self.node(section).ancestors.last()?;
        (folder(above) == folder_of(folder(section))).then_some(above)
    }

    /// The section that a folder has in a language.
    fn section_of(&self, folder: &str, lang: &str, config: &Config) -> Option<DocId> {
        let relative = match folder.is_empty() {
            true => "_index.md".to_string(),
            false => format!("{folder}/_index.md"),
        };
        self.find_in(&relative, lang, config)
    }

    /// Gives every doc its path and address, and finds the sections above it.
    fn place(&mut self, config: &Config) {
        let (by_path, mut nodes) = rayon::join(
            || by_path(&self.docs),
            || self.docs.par_iter().map(|doc| Node::of(doc, config)).collect::<Vec<Node>>(),
        );
        self.by_path = Arc::new(by_path);
        for (index, doc) in self.docs.iter().enumerate() {
            let id = DocId(index as u32);
            match &doc.front {
                Front::Section(_) => self.sections.push(id),
                Front::Page(_) => self.pages.push(id),
                Front::Directive(_) | Front::Committee(_) => {}
            }
        }
        self.give_ancestors(&mut nodes, config);
        self.nodes = Arc::new(nodes);
        self.adopt(config);
    }

    /// Gives each doc the sections above it, the root first; those of a folder are found once.
    fn give_ancestors<'a>(&'a self, nodes: &mut [Node], config: &Config) {
        let give = |known: &mut Ancestors<'a>, (node, doc): (&mut Node, &'a Arc<Doc>)| {
            let is_section = doc.section().is_some();
            let folder = match is_section {
                true => match folder_of(&doc.canonical) {
                    "" => return,
                    own => folder_of(own),
                },
                false => doc.home(),
            };
            let above = || self.sections_above(folder, &doc.lang, is_section, config);
            let above = known.entry((folder, &doc.lang, is_section)).or_insert_with(above);
            node.ancestors.clone_from(above);
        };
        nodes.par_iter_mut().zip(&self.docs).for_each_init(Ancestors::default, give);
    }

    /// The sections of a folder and of those above it; none for pages in a folder without one.
    fn sections_above(
        &self,
        folder: &str,
        lang: &str,
        is_section: bool,
        config: &Config,
    ) -> Vec<DocId> {
        if !is_section && self.section_of(folder, lang, config).is_none() {
            return Vec::new();
        }
        let mut prefixes = vec![""];
        prefixes.extend(folder.match_indices('/').map(|(at, _)| &folder[..at]));
        if !folder.is_empty() {
            prefixes.push(folder);
        }
        prefixes.into_iter().filter_map(|prefix| self.section_of(prefix, lang, config)).collect()
    }

    /// Puts pages and subsections into their sections.
    fn adopt(&mut self, config: &Config) {
        for id in self.sections.clone() {
            let own = folder_of(&self.doc(id).canonical);
            if own.is_empty() {
                continue;
            }
            if let Some(above) = self.section_of(folder_of(own), &self.doc(id).lang, config) {
                Arc::make_mut(&mut self.nodes)[above.0 as usize].subsections.push(id);
            }
        }
        for id in self.pages.clone() {
            // A page in a folder without a section has none above it at all.
            let Some(&(mut section)) = self.node(id).ancestors.last() else {
                self.orphans.push(id);
                continue;
            };
            if !self.node(id).render {
                continue;
            }
            loop {
                Arc::make_mut(&mut self.nodes)[section.0 as usize].pages.push(id);
                let transparent =
                    self.doc(section).section().is_some_and(|front| front.transparent);
                match self.parent(section) {
                    Some(above) if transparent => section = above,
                    _ => break,
                }
            }
        }
    }

    /// Sorts pages and subsections and sets neighbours.
    fn fill_sections(&mut self, diags: &mut Diags) {
        let mut lost: Vec<(DocId, DocId)> = Vec::new();
        for id in self.sections.clone() {
            let mut subsections =
                std::mem::take(&mut Arc::make_mut(&mut self.nodes)[id.0 as usize].subsections);
            subsections.sort_by_key(|&section| {
                let weight = self.doc(section).section().map_or(0, |front| front.weight);
                (weight, self.node(section).path.clone())
            });
            Arc::make_mut(&mut self.nodes)[id.0 as usize].subsections = subsections;

            let doc = self.docs[id.0 as usize].clone();
            let Some(front) = doc.section() else { continue };
            let pages = std::mem::take(&mut Arc::make_mut(&mut self.nodes)[id.0 as usize].pages);
            let (sorted, without_key) = order::sort(self, pages, front.sort_by);
            lost.extend(without_key.into_iter().map(|page| (page, id)));
            if front.sort_by != SortBy::None && !front.transparent {
                for pair in sorted.windows(2) {
                    Arc::make_mut(&mut self.nodes)[pair[0].0 as usize].higher = Some(pair[1]);
                    Arc::make_mut(&mut self.nodes)[pair[1].0 as usize].lower = Some(pair[0]);
                }
            }
            Arc::make_mut(&mut self.nodes)[id.0 as usize].pages = sorted;
        }
        self.leave_out(&lost, diags);
    }

    /// Tells of pages that a section cannot sort; those that no other section lists are no more.
    ///
    /// A page of a transparent section is in the lists of those above it too, and stays if any
    /// of them has it.
    fn leave_out(&mut self, lost: &[(DocId, DocId)], diags: &mut Diags) {
        if lost.is_empty() {
            return;
        }
        let lists = self.sections.iter().flat_map(|&section| self.node(section).pages.iter());
        let kept: BTreeSet<u32> = lists.map(|page| page.0).collect();
        for &(page, section) in lost {
            let (doc, section) = (self.doc(page), self.doc(section));
            let key = section.section().map_or("", |front| order::key_name(front.sort_by));
            let is_kept = kept.contains(&page.0);
            if !diags.has_error_in(&doc.file) {
                diags.unsorted(&doc.file, key, &section.file, is_kept);
            }
            if !is_kept {
                Arc::make_mut(&mut self.nodes)[page.0 as usize].render = false;
            }
        }
    }

    /// For each doc whether it has a page.
    fn rendered(&self) -> Vec<bool> {
        self.nodes.iter().map(|node| node.render).collect()
    }

    /// Binds docs to what belongs to them: files, translations, links, terms.
    fn bind(&mut self, inputs: Inputs) {
        self.give_assets(inputs.assets);
        self.link_translations(inputs.config);
        self.link_back();
        self.taxonomies = Arc::new(taxonomies::taxonomies(self, inputs.config));
    }

    /// Gives authority records the addresses of the archive's pages that show them.
    fn place_records(&mut self, config: &Config) {
        let (Some(index), Some(words)) = (self.archive.clone(), &config.archive) else { return };
        let directives = index.archive.directives.iter().filter_map(|directive| {
            let id = index.directive_records[directive.record? as usize];
            Some((id, self.archive_path(&words.directives, &directive.slug, config)))
        });
        let committees = index.archive.committees.iter().filter_map(|committee| {
            let id = index.committee_records[committee.record? as usize];
            Some((id, self.archive_path(&words.committees, &committee.slug, config)))
        });
        let paths: BTreeMap<DocId, String> = directives.chain(committees).collect();
        let nodes = Arc::make_mut(&mut self.nodes);
        for (id, path) in &paths {
            nodes[id.0 as usize].move_to(path.clone(), config);
        }
        // Links from records came in the order of the addresses that they had before.
        for at in 0..nodes.len() {
            if nodes[at].backlinks.iter().any(|id| paths.contains_key(id)) {
                let mut backlinks = std::mem::take(&mut nodes[at].backlinks);
                backlinks.sort_by(|a, b| {
                    nodes[a.0 as usize].permalink.cmp(&nodes[b.0 as usize].permalink)
                });
                nodes[at].backlinks = backlinks;
            }
        }
    }

    /// Gives the files beside docs to them: all below an `index.md`, those right beside an
    /// `_index.md`.
    fn give_assets(&mut self, assets: &[String]) {
        let mut pages: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut sections: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, doc) in self.docs.iter().enumerate() {
            let folder = folder_of(&doc.canonical).to_string();
            // A root that no file asks for has nothing beside it.
            if doc.section().is_some() && doc.is_empty() {
                continue;
            }
            if doc.section().is_some() {
                sections.entry(folder).or_default().push(index);
            } else if doc.is_index() {
                pages.entry(folder).or_default().push(index);
            }
        }
        for asset in assets {
            let below = asset.strip_prefix("content/").unwrap_or(asset);
            let folder = folder_of(below);
            let mut above = Some(folder);
            while let Some(candidate) = above {
                // A page in the folder of another page takes nothing from that.
                for &owner in pages.get(candidate).into_iter().flatten() {
                    Arc::make_mut(&mut self.nodes)[owner].assets.push(asset.clone());
                }
                above = (!candidate.is_empty()).then(|| folder_of(candidate));
            }
            for &owner in sections.get(folder).into_iter().flatten() {
                Arc::make_mut(&mut self.nodes)[owner].assets.push(asset.clone());
            }
        }
        for node in Arc::make_mut(&mut self.nodes) {
            node.assets.sort_by_key(|asset| asset.to_lowercase());
        }
    }

    /// Puts together the docs that say the same in other languages, in the order of these.
    fn link_translations(&mut self, config: &Config) {
        if !config.is_multilingual() {
            return;
        }
        let languages = config.all_languages();
        let mut groups: BTreeMap<Arc<str>, Vec<DocId>> = BTreeMap::new();
        for (index, doc) in self.docs.iter().enumerate() {
            // A page that is never written is no translation that a reader could follow.
            if doc.page().is_none_or(|front| front.render) {
                groups.entry(doc.canonical.clone()).or_default().push(DocId(index as u32));
            }
        }
        for group in groups.values_mut() {
            group.sort_by_key(|&id| languages.iter().position(|lang| **lang == *self.doc(id).lang));
            for &id in group.iter() {
                Arc::make_mut(&mut self.nodes)[id.0 as usize].translations.clone_from(group);
            }
        }
    }

    /// Notes for each doc which docs' texts link to it.
    fn link_back(&mut self) {
        let mut links: Vec<(DocId, DocId)> = Vec::new();
        for (index, doc) in self.docs.iter().enumerate() {
            for link in &doc.links {
                let path = link.trim_start_matches("@/").split('#').next().unwrap_or_default();
                let path = percent_decode_str(path).decode_utf8_lossy();
                let own = link.starts_with('#').then_some(DocId(index as u32));
                if let Some(target) = own.or_else(|| self.find(&path)) {
                    links.push((target, DocId(index as u32)));
                }
            }
        }
        links.sort_by(|a, b| {
            (a.0, &self.node(a.1).permalink).cmp(&(b.0, &self.node(b.1).permalink))
        });
        links.dedup();
        for (target, from) in links {
            Arc::make_mut(&mut self.nodes)[target.0 as usize].backlinks.push(from);
        }
    }

    /// The path of a page of the archive: the word of its kind, then its slug, if any.
    pub fn archive_path(&self, word: &str, slug: &str, config: &Config) -> String {
        let lang = config.archive.as_ref().and_then(|archive| archive.language.as_deref());
        let prefix = match lang {
            Some(lang) if lang != config.default_language => format!("{lang}/"),
            _ => String::new(),
        };
        let slash = if slug.is_empty() { "" } else { "/" };
        format!("/{prefix}{}/{slug}{slash}", word.trim_matches('/'))
    }

    /// Where the mentions of an article lead, in order; empty for other docs.
    pub fn targets(&self, id: DocId) -> &[Option<Target>] {
        let Some(index) = &self.archive else { return &[] };
        match index.article_of.get(&id) {
            Some(&article) => &index.archive.targets[article as usize],
            None => &[],
        }
    }
}

/// A path without the steps that lead nowhere (`a//b`, `a/./b`) or back (`a/b/../c`), so that one
/// place has one name.
pub fn without_dots(path: &str) -> String {
    let leads_on = !path.starts_with(['/', '.']) && !path.ends_with('/');
    if leads_on && !path.contains("//") && !path.contains("/.") {
        return path.to_string();
    }
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The path of a doc in the site.
fn doc_path(doc: &Doc, config: &Config) -> String {
    let lang = match *doc.lang == *config.default_language {
        true => String::new(),
        false => format!("{}/", doc.lang),
    };
    match &doc.front {
        Front::Page(front) => match &front.path {
            Some(path) => match without_dots(path) {
                path if path.is_empty() => "/".to_string(),
                path => format!("/{path}/"),
            },
            None => {
                let folder = doc.home();
                let slash = if folder.is_empty() { "" } else { "/" };
                let slug = front.slug.strip_suffix('/').unwrap_or(&front.slug);
                format!("/{lang}{folder}{slash}{slug}/")
            }
        },
        _ => {
            let folder = folder_of(&doc.canonical);
            let slash = if folder.is_empty() { "" } else { "/" };
            format!("/{lang}{folder}{slash}")
        }
    }
}
