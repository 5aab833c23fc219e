//! The search index of a language, from the bodies of its pages.
//!
//! Sections come in the order of their paths, each with its pages after it.
//! Pages in no section are not searched, and a section that hides from search
//! hides its pages too, as in Zola. After them come the pages of the archive, in its own
//! language: a directive is found by its number and its title, a body by every name of it.
//!
//! Not here: how an index is written (`search`).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::DocId;
use crate::catalog::archive::{Committee, Directive};
use crate::config::{self, Config, IndexFormat};
use crate::render::Site;
use crate::render::archive::{Address, Shelf};
use crate::render::body::Body;
use crate::search::{self, Entry, Format, Settings};

/// A page that search finds.
#[derive(Debug, Default, Clone)]
pub struct Found {
    /// Its address.
    address: Address,
    /// Its title, empty where it has none.
    title: String,
    /// What else it is known by, empty where that is nothing.
    description: String,
    /// Its date and time, empty where it has none.
    date: String,
    /// The doc whose text it shows.
    pub text: Option<DocId>,
}

impl Found {
    /// What an index says of it, apart from its text.
    pub fn words(&self) -> [&str; 4] {
        [&self.address.permalink, &self.title, &self.description, &self.date]
    }

    /// The entry of an index, with the body of its text where that is searched.
    fn entry<'a>(&'a self, body: &'a Option<Arc<Body>>) -> Entry<'a> {
        Entry {
            url: &self.address.permalink,
            title: &self.title,
            description: &self.description,
            body: body.as_ref().map_or("", |body| body.html()),
            path: &self.address.path,
            date: &self.date,
        }
    }
}

/// Writes the index of a language, by its place in `Config::all_languages`.
pub fn index(site: &Arc<Site>, at: usize) -> String {
    let config = &site.project.config;
    let lang = config.all_languages()[at];
    let settings = settings(&config.language(lang).unwrap_or_default().search.unwrap_or_default());
    let mut found: Vec<Found> = searched(site, lang).into_iter().map(|id| page(site, id)).collect();
    found.extend(archived(site, lang));
    // Bodies are rendered only where they are searched.
    let text = |found: &Found| found.text.filter(|_| settings.content).map(|id| site.body(id));
    let bodies: Vec<_> = found.iter().map(text).collect();
    let entries = found.iter().zip(&bodies).map(|(found, body)| found.entry(body));
    let entries: Vec<Entry> = entries.collect();
    search::index(&entries, &settings, lang).text
}

/// Whether the index of a language holds texts.
pub fn holds_texts(config: &Config, lang: &str) -> bool {
    let search = config.language(lang).unwrap_or_default().search;
    search.unwrap_or_default().include_content
}

/// The pages of the archive that search finds: all of them in its language, none in others.
pub fn archived(site: &Site, lang: &str) -> Vec<Found> {
    let Some(archive) = site.archive().filter(|_| site.archive_lang() == lang) else {
        return Vec::new();
    };
    let address = |shelf, slug: &str| site.archive_address(shelf, slug).unwrap_or_default();
    let directives = archive.directives.iter().map(|directive| Found {
        address: address(Shelf::Directives, &directive.slug),
        text: directive.record.and_then(|record| site.record_of(Shelf::Directives, record)),
        ..found_directive(directive)
    });
    let committees = archive.committees.iter().map(|committee| Found {
        address: address(Shelf::Committees, &committee.slug),
        text: committee.record.and_then(|record| site.record_of(Shelf::Committees, record)),
        ..found_committee(committee)
    });
    let years = archive.years.iter().map(|year| Found {
        address: address(Shelf::Years, &year.year.to_string()),
        title: year.year.to_string(),
        ..Found::default()
    });
    directives.chain(committees).chain(years).collect()
}

/// What a directive is found by: namesakes say which they are.
fn found_directive(directive: &Directive) -> Found {
    let description = directive.title.clone().unwrap_or_default();
    Found { title: directive.own_name(), description, ..Found::default() }
}

/// What a body is found by: its name, and what else it is called.
fn found_committee(committee: &Committee) -> Found {
    let forms = committee.forms.iter().map(|(form, _)| form);
    let others: BTreeSet<&str> = committee
        .aliases
        .iter()
        .chain(forms)
        .map(String::as_str)
        .filter(|other| *other != committee.name)
        .collect();
    let description = others.into_iter().collect::<Vec<_>>().join("; ");
    Found { title: committee.name.clone(), description, ..Found::default() }
}

/// The docs that search finds, in order.
pub fn searched(site: &Site, lang: &str) -> Vec<DocId> {
    let catalog = &site.catalog;
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for &id in &catalog.sections {
        let doc = catalog.doc(id);
        let Some(front) = doc.section().filter(|front| front.in_search_index) else { continue };
        if *doc.lang != *lang {
            continue;
        }
        if front.redirect_to.is_none() {
            found.push(id);
        }
        for &page in &catalog.node(id).pages {
            let is_in = catalog.doc(page).page().is_some_and(|front| front.in_search_index);
            if is_in && seen.insert(page) {
                found.push(page);
            }
        }
    }
    found
}

/// What a page or a section is found by.
fn page(site: &Site, id: DocId) -> Found {
    let (doc, node) = (site.catalog.doc(id), site.catalog.node(id));
    let (title, description, date) = match (doc.page(), doc.section()) {
        (Some(front), _) => (&front.title, &front.description, front.date.as_ref()),
        (_, Some(front)) => (&front.title, &front.description, None),
        _ => (&None, &None, None),
    };
    Found {
        address: Address { permalink: node.permalink.clone(), path: node.path.clone() },
        title: title.clone().unwrap_or_default(),
        description: description.clone().unwrap_or_default(),
        date: date.map_or(String::new(), |stamp| stamp.text.clone()),
        text: Some(id),
    }
}

/// What a search index holds, and in which format.
fn settings(search: &config::Search) -> Settings {
    Settings {
        title: search.include_title,
        description: search.include_description,
        date: search.include_date,
        path: search.include_path,
        content: search.include_content,
        truncate: search.truncate_content_length,
        format: match search.index_format {
            IndexFormat::ElasticlunrJavascript => Format::ElasticlunrScript,
            IndexFormat::ElasticlunrJson => Format::ElasticlunrJson,
            IndexFormat::FuseJavascript => Format::FuseScript,
            IndexFormat::FuseJson => Format::FuseJson,
        },
    }
}
