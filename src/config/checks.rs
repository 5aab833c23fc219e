//! Values that cannot stand, and keys that nobody reads.

use serde_json::Map;

use super::{Config, Taxonomy, key_span, renamed};
use crate::diag::{Diagnostic, Diags, Span};

impl Config {
    /// Reports values that cannot stand.
    pub(super) fn check(&mut self, file: &str, source: &str, diags: &mut Diags) {
        let at = |key: &str| Span::of(file, source, key_span(source, key));
        if self.base_url.is_empty() {
            diags.push(
                Diagnostic::error("no-base-url", "the configuration needs a `base_url`")
                    .at(Span::of(file, source, 0..0))
                    .hint("add a line such as `base_url = \"https://example.org\"` at the top"),
            );
        } else if !can_be_published(&self.base_url) {
            diags.doubtful_base_url(Some(at("base_url")), &self.base_url);
        }
        if let Some(lang) = self.archive.as_ref().and_then(|archive| archive.language.as_ref())
            && *lang != self.default_language
            && !self.languages.contains_key(lang)
        {
            let known = self.languages.keys().chain([&self.default_language]).map(String::as_str);
            diags.push(
                Diagnostic::error(
                    "unknown-language",
                    format!("`{lang}` is no language of this site"),
                )
                .at(at("language"))
                .hint(crate::diag::suggestion(lang, known))
                .hint("leave `language` out where the articles are in the default language"),
            );
        }
        self.check_path_words(file, source, diags);
        for code in self.languages.keys().chain([&self.default_language]) {
            if code.parse::<unic_langid::LanguageIdentifier>().is_err() {
                let place = match *code == self.default_language {
                    true => at("default_language"),
                    false => at(&format!("[languages.{code}")),
                };
                diags.push(
                    Diagnostic::error("bad-language", format!("`{code}` is not a language code"))
                        .at(place)
                        .hint("use a code such as `vi`, `en` or `pt-BR`"),
                );
            }
        }
        if let Some(class) = &self.markdown.external_links_class
            && class.contains('"')
        {
            diags.push(
                Diagnostic::error("bad-class", "`external_links_class` must not contain a quote")
                    .at(at("external_links_class")),
            );
        }
        if let Some(highlighting) = &self.markdown.highlighting {
            let (one, two) = (
                highlighting.theme.is_some(),
                highlighting.light_theme.is_some() && highlighting.dark_theme.is_some(),
            );
            let half = highlighting.light_theme.is_some() != highlighting.dark_theme.is_some();
            if one == two || half {
                diags.push(
                    Diagnostic::error(
                        "bad-highlighting",
                        "highlighting needs one theme or a pair of them",
                    )
                    .at(at("[markdown.highlighting]"))
                    .hint("set `theme`, or both `light_theme` and `dark_theme`"),
                );
            }
        }
    }

    /// Reports path words of the archive that cannot stand in addresses, or two that are one.
    fn check_path_words(&self, file: &str, source: &str, diags: &mut Diags) {
        let Some(archive) = &self.archive else { return };
        let words = [
            ("section", &archive.section),
            ("directives", &archive.directives),
            ("committees", &archive.committees),
            ("years", &archive.years),
        ];
        let table = source.find("[archive]").unwrap_or_default();
        let own = |key: &str| {
            let range = key_span(&source[table..], key);
            Span::of(file, source, table + range.start..table + range.end)
        };
        for (at, (key, word)) in words.iter().enumerate() {
            if *key != "section" && !is_path_word(word) {
                diags.bad_path_word(own(key), key, word);
            }
            let same = |(_, other): &&(&str, &String)| {
                other.trim_matches('/') == word.trim_matches('/') && !word.is_empty()
            };
            if let Some((other, _)) = words[..at].iter().find(same) {
                diags.one_path_word_for_two(own(key), other, key, word);
            }
        }
    }
}

/// Reports the keys of an older Zola in a range of TOML; whether one of them stops the build.
pub fn report_renamed(
    file: &str,
    source: &str,
    range: std::ops::Range<usize>,
    root: &str,
    diags: &mut Diags,
) -> bool {
    let mut stops = false;
    for renamed in renamed::find(&source[range.clone()], root) {
        let place = range.start + renamed.range.start..range.start + renamed.range.end;
        let span = Span::of(file, source, place);
        match renamed.is_ignored {
            true => diags.old_key_ignored(span, &renamed.key, renamed.instead),
            false => diags.old_key(span, &renamed.key, renamed.instead),
        }
        stops |= !renamed.is_ignored;
    }
    stops
}

/// Warns of unknown keys in the tables where Zola passes over them.
pub(super) fn report_ignored(file: &str, source: &str, diags: &mut Diags) {
    let Ok(table) = toml::de::DeTable::parse(source) else { return };
    let known = serde_json::to_value(Config::default()).unwrap_or_default();
    for name in ["search", "slugify", "link_checker"] {
        let Some(own) = table.get_ref().get(name).and_then(|own| own.get_ref().as_table()) else {
            continue;
        };
        let known = known[name].as_object();
        for key in
            own.keys().filter(|key| known.is_some_and(|has| !has.contains_key(&**key.get_ref())))
        {
            let known = known.into_iter().flat_map(Map::keys).map(String::as_str);
            let span = Span::of(file, source, key.span());
            diags.ignored_key(span, key.get_ref(), name, known.collect::<Vec<_>>());
        }
    }
    report_taxonomies(file, source, table.get_ref(), diags);
    let languages = table.get_ref().get("languages").and_then(|all| all.get_ref().as_table());
    for language in languages.into_iter().flat_map(|all| all.values()) {
        if let Some(own) = language.get_ref().as_table() {
            report_taxonomies(file, source, own, diags);
        }
    }
}

/// Warns of taxonomies without a name and of their unknown keys.
fn report_taxonomies(file: &str, source: &str, own: &toml::de::DeTable, diags: &mut Diags) {
    let Some(list) = own.get("taxonomies").and_then(|list| list.get_ref().as_array()) else {
        return;
    };
    let known = serde_json::to_value(Taxonomy::default()).unwrap_or_default();
    let known: Vec<&str> =
        known.as_object().into_iter().flat_map(Map::keys).map(String::as_str).collect();
    for one in list.iter() {
        let Some(taxonomy) = one.get_ref().as_table() else { continue };
        // Its old key of a language is told with the new place.
        let is_unknown = |key: &str| key != "lang" && !known.contains(&key);
        for key in taxonomy.keys().filter(|key| is_unknown(key.get_ref())) {
            let span = Span::of(file, source, key.span());
            diags.ignored_key(span, key.get_ref(), "taxonomies", known.iter().copied());
        }
        let name = taxonomy.get("name").and_then(|name| name.get_ref().as_str());
        if name.is_none_or(str::is_empty) {
            diags.nameless_taxonomy(Span::of(file, source, one.span()));
        }
    }
}

/// Whether a site can stand at an address.
pub fn is_base_url(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_clean = |c: char| !c.is_whitespace() && !c.is_control() && c != '"' && c != '\\';
    host.is_some_and(|host| !host.trim_matches('/').is_empty() && host.chars().all(is_clean))
}

/// Whether links that begin with a base URL lead anywhere: it is an address, or a path
/// below whatever host shows the site.
pub fn can_be_published(url: &str) -> bool {
    is_base_url(url) || url.starts_with('/') && is_base_url(&format!("http://a{url}"))
}

/// Whether words can stand in addresses as they are, in folders of any file system as well.
fn is_path_word(word: &str) -> bool {
    let is_clean = |c: char| !c.is_whitespace() && !c.is_control() && !"?#%\\:*\"'<>|&".contains(c);
    let is_step = |step: &str| !step.is_empty() && step != "." && step != "..";
    word.chars().all(is_clean) && word.trim_matches('/').split('/').all(is_step)
}
