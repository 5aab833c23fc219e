//! Planning what machines read of a site: feeds and search indexes.

use std::sync::Arc;

use super::{FeedOf, Job, Planner};
use crate::config::key_span;
use crate::search;

impl Planner<'_> {
    /// Plans the feeds of languages and sections.
    pub(super) fn feeds(&mut self) {
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
    pub(super) fn search(&mut self) {
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
            let at = key_span(&text[..doc.body.start], "in_search_index");
            let span = doc.span(at);
            self.diags.search_without_root(span, lang);
        }
    }
}
