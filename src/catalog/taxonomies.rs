//! Taxonomies: pages grouped by the terms in their front matter.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalog::{Catalog, DocId, order};
use crate::config::{self, Config};
use crate::text;

/// A taxonomy of one language.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    /// Its language.
    pub lang: String,
    /// Its configuration.
    pub config: config::Taxonomy,
    /// The path of its list: `/tags/`.
    pub path: String,
    /// The address of its list.
    pub permalink: String,
    /// Its terms by slug.
    pub terms: Vec<Term>,
}

/// A term of a taxonomy.
#[derive(Debug, Clone)]
pub struct Term {
    /// As its pages have it; of several spellings the first by bytes.
    pub name: String,
    /// Its path word.
    pub slug: String,
    /// Its path.
    pub path: String,
    /// Its address.
    pub permalink: String,
    /// Its pages, newest first, undated ones last.
    pub pages: Vec<DocId>,
}

/// Groups all pages by the taxonomies of their languages.
pub fn taxonomies(catalog: &Catalog, config: &Config) -> Vec<Taxonomy> {
    let mut found = Vec::new();
    for lang in config.all_languages() {
        for taxonomy in config.language(lang).unwrap_or_default().taxonomies {
            found.push(one(catalog, config, lang, taxonomy));
        }
    }
    found
}

/// Groups the pages of one language by one taxonomy; what is never rendered is in no term.
fn one(catalog: &Catalog, config: &Config, lang: &str, taxonomy: config::Taxonomy) -> Taxonomy {
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    // How each page spells each term: the pages of one spelling stand together, as in Zola.
    let mut spelt: BTreeMap<(String, DocId), &str> = BTreeMap::new();
    let prefix = match lang == config.default_language {
        true => String::new(),
        false => format!("{lang}/"),
    };
    let root = config.taxonomy_root.as_deref().map(|root| format!("{}/", root.trim_matches('/')));
    let path = format!("/{prefix}{}{}/", root.unwrap_or_default(), taxonomy.slug);
    for &id in &catalog.pages {
        let (doc, node) = (catalog.doc(id), catalog.node(id));
        let Some(front) = doc.page().filter(|_| node.render && *doc.lang == *lang) else {
            continue;
        };
        for name in front.taxonomies.get(&taxonomy.name).into_iter().flatten() {
            let slug = text::slugify(name, config.slugify.taxonomies);
            let term = terms.entry(slug.clone()).or_insert_with(|| {
                let path = format!("{path}{slug}/");
                let permalink = config.permalink(&path);
                Term { name: name.clone(), slug, path, permalink, pages: Vec::new() }
            });
            // Of several spellings the first by bytes names the term, as in Zola: `SEO` and
            // not `seo`.
            if *name < term.name {
                term.name.clone_from(name);
            }
            spelt.entry((term.slug.clone(), id)).or_insert(name);
            if term.pages.last() != Some(&id) {
                term.pages.push(id);
            }
        }
    }
    for term in terms.values_mut() {
        term.pages.sort_by_cached_key(|&id| {
            let date = catalog.doc(id).page().and_then(order::date);
            let spelling = spelt.get(&(term.slug.clone(), id)).copied().unwrap_or_default();
            (spelling, Reverse(date), catalog.node(id).permalink.clone())
        });
    }
    let permalink = config.permalink(&path);
    let terms = terms.into_values().collect();
    Taxonomy { lang: lang.to_string(), config: taxonomy, path, permalink, terms }
}
