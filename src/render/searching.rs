//! The search index of a language, from the bodies of its pages.
//!
//! Sections come in the order of their paths, each with its pages after it.
//! Pages in no section are not searched, and a section that hides from search
//! hides its pages too, as in Zola.
//!
//! Not here: how an index is written (`search`).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::DocId;
use crate::config::{self, IndexFormat};
use crate::render::Site;
use crate::render::body::Body;
use crate::search::{self, Entry, Format, Settings};

/// Writes the index of a language, by its place in `Config::all_languages`.
pub fn index(site: &Arc<Site>, at: usize) -> String {
    let config = &site.project.config;
    let lang = config.all_languages()[at];
    let language = config.language(lang).unwrap_or_default();
    let found: Vec<(DocId, Arc<Body>)> =
        searched(site, lang).into_iter().map(|id| (id, site.body(id))).collect();
    let entries: Vec<Entry> = found.iter().map(|(id, body)| entry(site, *id, body)).collect();
    search::index(&entries, &settings(&language.search.unwrap_or_default()), lang).text
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

fn entry<'a>(site: &'a Site, id: DocId, body: &'a Body) -> Entry<'a> {
    let (doc, node) = (site.catalog.doc(id), site.catalog.node(id));
    let (title, description, date) = match (doc.page(), doc.section()) {
        (Some(front), _) => (&front.title, &front.description, front.date.as_ref()),
        (_, Some(front)) => (&front.title, &front.description, None),
        _ => (&None, &None, None),
    };
    Entry {
        url: &node.permalink,
        title: title.as_deref().unwrap_or_default(),
        description: description.as_deref().unwrap_or_default(),
        body: body.html(),
        path: &node.path,
        date: date.map_or("", |stamp| &stamp.text),
    }
}

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
