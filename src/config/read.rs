//! Reading a configuration, and making one of what is said in two places.

use super::checks::report_ignored;
use super::{Config, IndexFormat, Search, atom, key_span, report_renamed, toml_diagnostic};
use crate::diag::{Diagnostic, Diags, Span};
use crate::text;

impl Config {
    /// Reads a configuration; `None` where it cannot be used at all.
    pub fn read(file: &str, source: &str, diags: &mut Diags) -> Option<Config> {
        if report_renamed(file, source, 0..source.len(), "", diags) {
            return None;
        }
        report_ignored(file, source, diags);
        let mut config: Config = match toml::from_str(source) {
            Ok(config) => config,
            Err(error) => {
                diags.push(toml_diagnostic(file, source, 0, &error));
                return None;
            }
        };
        config.check(file, source, diags);
        config.merge_default_language(file, source, diags);
        config.share_search(source);
        for taxonomies in std::iter::once(&mut config.taxonomies)
            .chain(config.languages.values_mut().map(|language| &mut language.taxonomies))
        {
            for taxonomy in taxonomies {
                taxonomy.slug = text::slugify(&taxonomy.name, config.slugify.taxonomies);
            }
        }
        Some(config)
    }

    /// Lets a language's list for Fuse hold what the site's does, but for the keys that it says.
    ///
    /// An index for elasticlunr holds the usual parts instead, as in Zola.
    fn share_search(&mut self, source: &str) {
        let Ok(raw) = source.parse::<toml::Table>() else { return };
        let is_list = [IndexFormat::FuseJavascript, IndexFormat::FuseJson]
            .contains(&self.search.index_format);
        let table = |value: Option<&toml::Value>| value.and_then(|value| value.as_table()).cloned();
        for (lang, language) in self.languages.iter_mut().filter(|_| is_list) {
            let own = raw.get("languages").and_then(|all| all.get(lang)?.get("search"));
            let Some(own) = table(own) else { continue };
            let mut keys = table(raw.get("search")).unwrap_or_default();
            keys.extend(own);
            language.search = keys.try_into().ok();
        }
    }

    /// Takes what `[languages.<default>]` says as if it stood at the top.
    fn merge_default_language(&mut self, file: &str, source: &str, diags: &mut Diags) {
        let Some(own) = self.languages.remove(&self.default_language) else { return };
        diags.push(
            Diagnostic::warning("default-language", "the default language has a table of its own")
                .at(Span::of(
                    file,
                    source,
                    key_span(source, &format!("[languages.{}", self.default_language)),
                ))
                .hint("its keys may stand at the top of the file"),
        );
        let twice = [
            ("title", self.title.is_some() && own.title.is_some()),
            ("description", self.description.is_some() && own.description.is_some()),
            ("taxonomies", !self.taxonomies.is_empty() && !own.taxonomies.is_empty()),
            ("translations", !self.translations.is_empty() && !own.translations.is_empty()),
            ("feed_filenames", self.feed_filenames != atom() && own.feed_filenames != atom()),
            ("search", self.search != Search::default() && own.search.is_some()),
        ];
        for (key, _) in twice.iter().filter(|(_, both)| *both) {
            diags.push(
                Diagnostic::error(
                    "set-twice",
                    format!("`{key}` of the default language is set twice"),
                )
                .at(Span::of(file, source, key_span(source, key)))
                .hint("keep one of the two"),
            );
        }
        self.title = self.title.take().or(own.title);
        self.description = self.description.take().or(own.description);
        self.generate_feeds |= own.generate_feeds;
        self.build_search_index |= own.build_search_index;
        if self.taxonomies.is_empty() {
            self.taxonomies = own.taxonomies;
        }
        if self.translations.is_empty() {
            self.translations = own.translations;
        }
        if own.feed_filenames != atom() {
            self.feed_filenames = own.feed_filenames;
        }
        if let Some(search) = own.search {
            self.search = search;
        }
    }
}
