//! The site's configuration: `zola.toml` or `config.toml`, with mucluc's own tables.
//!
//! The keys, their defaults and which tables refuse unknown keys are Zola 0.23's.
//! Ours are `relative_links` and the table `[archive]`.
//!
//! Not here: the theme's half (`project`).

pub mod renamed;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::diag::{Diagnostic, Diags, Span, cure, said};
use crate::text::{self, Strategy};

/// How links between pages of the site are written.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "serde_json::Value")]
pub enum RelativeLinks {
    /// As absolute addresses below `base_url`.
    #[default]
    No,
    /// Relative, for any host and any sub-path: `../b/`.
    Host,
    /// Relative and naming the file, for a disk or a USB stick: `../b/index.html`.
    Disk,
}

impl TryFrom<serde_json::Value> for RelativeLinks {
    type Error = String;

    /// Reads one of three words; `true` would not say which of two is wanted.
    fn try_from(written: serde_json::Value) -> Result<Self, String> {
        match written.as_str() {
            Some("no") => Ok(RelativeLinks::No),
            Some("host") => Ok(RelativeLinks::Host),
            Some("disk") => Ok(RelativeLinks::Disk),
            word => {
                let word = word.map_or(written.to_string(), str::to_string);
                Err(format!("unknown variant `{word}`, expected one of `no`, `host`, `disk`"))
            }
        }
    }
}

/// The whole configuration.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the site will stand; the only key without which nothing works.
    pub base_url: String,
    /// The site's name.
    pub title: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The language of files that name none.
    pub default_language: String,
    /// The other languages.
    pub languages: BTreeMap<String, Language>,
    /// Words of the interface in the default language.
    pub translations: BTreeMap<String, String>,
    /// The folder below `themes` to use.
    pub theme: Option<String>,
    /// Where the site is written.
    pub output_dir: String,
    /// Whether files at the output's top that start with a dot survive.
    pub preserve_dotfiles_in_output: bool,
    /// Whether `sass/` is compiled.
    pub compile_sass: bool,
    /// Whether HTML is minified.
    pub minify_html: bool,
    /// Globs of content files to pass over.
    pub ignored_content: Vec<String>,
    /// Globs of static files to pass over, relative to `static/`.
    pub ignored_static: Vec<String>,
    /// Globs of content files that are not run through templates.
    pub skip_content_templating: Vec<String>,
    /// Whether the default language has feeds.
    pub generate_feeds: bool,
    /// The most entries of a feed; none means all.
    pub feed_limit: Option<usize>,
    /// The feeds' file names, which are their templates' names too.
    pub feed_filenames: Vec<String>,
    /// Whether static files are hard links (accepted; files are copied).
    pub hard_link_static: bool,
    /// The author of pages that name none, in feeds.
    pub author: Option<String>,
    /// The taxonomies of the default language.
    pub taxonomies: Vec<Taxonomy>,
    /// A prefix of every taxonomy's path.
    pub taxonomy_root: Option<String>,
    /// Whether the default language has a search index.
    pub build_search_index: bool,
    /// Whether there is a sitemap.
    pub generate_sitemap: bool,
    /// Whether there is a robots.txt.
    pub generate_robots_txt: bool,
    /// Whether pagers are left out of the sitemap.
    pub exclude_paginated_pages_in_sitemap: ExcludePaginated,
    /// How Markdown is rendered.
    pub markdown: Markdown,
    /// How links are checked.
    pub link_checker: LinkChecker,
    /// How paths are made from names.
    pub slugify: Slugify,
    /// What the search index holds.
    pub search: Search,
    /// Whatever the site's templates want.
    pub extra: Map<String, Json>,
    /// How links between pages are written; mucluc's own.
    pub relative_links: RelativeLinks,
    /// The archive; mucluc's own.
    pub archive: Option<Archive>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            base_url: String::new(),
            title: None,
            description: None,
            default_language: "en".to_string(),
            languages: BTreeMap::new(),
            translations: BTreeMap::new(),
            theme: None,
            output_dir: "public".to_string(),
            preserve_dotfiles_in_output: false,
            compile_sass: false,
            minify_html: false,
            ignored_content: Vec::new(),
            ignored_static: Vec::new(),
            skip_content_templating: Vec::new(),
            generate_feeds: false,
            feed_limit: None,
            feed_filenames: atom(),
            hard_link_static: false,
            author: None,
            taxonomies: Vec::new(),
            taxonomy_root: None,
            build_search_index: false,
            generate_sitemap: true,
            generate_robots_txt: true,
            exclude_paginated_pages_in_sitemap: ExcludePaginated::None,
            markdown: Markdown::default(),
            link_checker: LinkChecker::default(),
            slugify: Slugify::default(),
            search: Search::default(),
            extra: Map::new(),
            relative_links: RelativeLinks::No,
            archive: None,
        }
    }
}

/// The feeds of a site that names none.
fn atom() -> Vec<String> {
    vec!["atom.xml".to_string()]
}

/// What a language has of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Language {
    /// The site's name in it.
    pub title: Option<String>,
    /// What the site is, in it.
    pub description: Option<String>,
    /// Whether it has feeds.
    pub generate_feeds: bool,
    /// Its feeds' file names.
    pub feed_filenames: Vec<String>,
    /// Its taxonomies.
    pub taxonomies: Vec<Taxonomy>,
    /// Whether it has a search index.
    pub build_search_index: bool,
    /// What its search index holds; as the site's own if not said.
    pub search: Option<Search>,
    /// Its words of the interface.
    pub translations: BTreeMap<String, String>,
}

impl Default for Language {
    fn default() -> Self {
        Language {
            title: None,
            description: None,
            generate_feeds: false,
            feed_filenames: atom(),
            taxonomies: Vec::new(),
            build_search_index: false,
            search: None,
            translations: BTreeMap::new(),
        }
    }
}

/// Whether the sitemap lists pagers.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExcludePaginated {
    /// It lists them.
    #[default]
    None,
    /// It does not.
    All,
}

/// A taxonomy.
#[derive(Debug, Default, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Taxonomy {
    /// Its name, which front matter uses.
    pub name: String,
    /// Its path word, made from the name.
    pub slug: String,
    /// How many pages a pager of a term holds; none or 0 means no pagers.
    pub paginate_by: Option<usize>,
    /// The path word of pagers; `page` if none.
    pub paginate_path: Option<String>,
    /// Whether its pages are made; `true` if not said.
    #[serde(default = "yes")]
    pub render: bool,
    /// Whether each term has feeds.
    pub feed: bool,
}

/// What keys are that hold unless they are denied.
fn yes() -> bool {
    true
}

/// How Markdown is rendered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Markdown {
    /// Code highlighting; none means plain code.
    pub highlighting: Option<Highlighting>,
    /// Whether `:smile:` becomes an emoji.
    pub render_emoji: bool,
    /// A class for links that lead out.
    pub external_links_class: Option<String>,
    /// Whether links that lead out open a new tab.
    pub external_links_target_blank: bool,
    /// Whether links that lead out carry `nofollow`.
    pub external_links_no_follow: bool,
    /// Whether links that lead out carry `noreferrer`.
    pub external_links_no_referrer: bool,
    /// Whether links that lead out carry `external`.
    pub external_links_external: bool,
    /// Whether straight quotes and dashes become typographic ones.
    pub smart_punctuation: bool,
    /// Whether definition lists are read.
    pub definition_list: bool,
    /// Whether images load lazily.
    pub lazy_async_image: bool,
    /// Whether footnotes are gathered at the end.
    pub bottom_footnotes: bool,
    /// Whether GitHub's alerts are read.
    pub github_alerts: bool,
    /// Where headings get a link to themselves.
    pub insert_anchor_links: InsertAnchor,
}

impl Default for Markdown {
    fn default() -> Self {
        Markdown {
            highlighting: None,
            render_emoji: false,
            external_links_class: None,
            external_links_target_blank: false,
            external_links_no_follow: false,
            external_links_no_referrer: false,
            external_links_external: true,
            smart_punctuation: false,
            definition_list: false,
            lazy_async_image: false,
            bottom_footnotes: false,
            github_alerts: false,
            insert_anchor_links: InsertAnchor::None,
        }
    }
}

/// Where a heading's link to itself goes.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InsertAnchor {
    /// Before its text.
    Left,
    /// After its text.
    Right,
    /// Around its text.
    Heading,
    /// Nowhere.
    #[default]
    None,
}

/// Code highlighting.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Highlighting {
    /// Whether a language without a grammar is an error.
    pub error_on_missing_language: bool,
    /// Colours in the tags or in a style sheet.
    pub style: HighlightStyle,
    /// The one theme.
    pub theme: Option<String>,
    /// The theme for light pages.
    pub light_theme: Option<String>,
    /// The theme for dark pages.
    pub dark_theme: Option<String>,
    /// Further grammars, as files beside the configuration.
    pub extra_grammars: Vec<String>,
    /// Further themes, as files beside the configuration.
    pub extra_themes: Vec<String>,
    /// Where a fence's `key=value` go: `pre`, `code`, `both` or `none`, in either case of letters.
    pub data_attr_position: String,
}

impl Default for Highlighting {
    fn default() -> Self {
        Highlighting {
            error_on_missing_language: false,
            style: HighlightStyle::Inline,
            theme: None,
            light_theme: None,
            dark_theme: None,
            extra_grammars: Vec::new(),
            extra_themes: Vec::new(),
            data_attr_position: "code".to_string(),
        }
    }
}

/// Where the colours of code stand.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HighlightStyle {
    /// In each tag.
    #[default]
    Inline,
    /// In a style sheet.
    Class,
}

/// How links are checked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkChecker {
    /// Addresses that are not asked for.
    pub skip_prefixes: Vec<String>,
    /// Addresses whose anchors are not looked for.
    pub skip_anchor_prefixes: Vec<String>,
    /// How bad a broken link inside the site is.
    pub internal_level: Level,
    /// How bad a broken link to elsewhere is.
    pub external_level: Level,
    /// Globs of files whose links to elsewhere are not checked.
    pub ignored_files: Vec<String>,
}

/// How bad a finding is.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The build fails.
    #[default]
    Error,
    /// The build goes on.
    Warn,
}

/// How paths are made from names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Slugify {
    /// Of pages.
    pub paths: Strategy,
    /// Of taxonomies and terms.
    pub taxonomies: Strategy,
    /// Of headings.
    pub anchors: Strategy,
    /// Whether a date in a file's name stays in the path.
    pub paths_keep_dates: bool,
}

/// What the search index holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// Titles.
    pub include_title: bool,
    /// Descriptions.
    pub include_description: bool,
    /// Dates.
    pub include_date: bool,
    /// Paths.
    pub include_path: bool,
    /// Texts.
    pub include_content: bool,
    /// The most characters of a text.
    pub truncate_content_length: Option<usize>,
    /// In which form it is written.
    pub index_format: IndexFormat,
}

impl Default for Search {
    fn default() -> Self {
        Search {
            include_title: true,
            include_description: false,
            include_date: false,
            include_path: false,
            include_content: true,
            truncate_content_length: None,
            index_format: IndexFormat::ElasticlunrJavascript,
        }
    }
}

/// In which form a search index is written.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexFormat {
    /// A script that sets `window.searchIndex`.
    #[default]
    ElasticlunrJavascript,
    /// The same as JSON.
    ElasticlunrJson,
    /// A script for Fuse.js.
    FuseJavascript,
    /// The same as JSON.
    FuseJson,
}

impl IndexFormat {
    /// Whether the file is a script.
    pub fn is_script(self) -> bool {
        matches!(self, IndexFormat::ElasticlunrJavascript | IndexFormat::FuseJavascript)
    }

    /// Whether the site needs the elasticlunr library.
    pub fn needs_library(self) -> bool {
        matches!(self, IndexFormat::ElasticlunrJavascript | IndexFormat::ElasticlunrJson)
    }
}

/// The archive: which pages are articles and where its pages stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archive {
    /// The section that holds the articles, with all below it.
    pub section: String,
    /// The path word of directives.
    pub directives: String,
    /// The path word of committees.
    pub committees: String,
    /// The path word of years.
    pub years: String,
    /// The citation profile: the name of a built-in one, or a TOML file of the site.
    pub profile: String,
    /// The articles' language; the site's default language if none.
    pub language: Option<String>,
    /// How many entries a page of an index or of a year holds; 0 means all.
    pub paginate_by: usize,
    /// How many articles, with their quotes, a page of a directive or a committee holds; 0 means
    /// all.
    pub paginate_quotes_by: usize,
    /// Whether each of the three lists is a table too, `index.csv` beside its page.
    pub csv: bool,
}

impl Default for Archive {
    fn default() -> Self {
        Archive {
            section: "articles".to_string(),
            directives: "directives".to_string(),
            committees: "committees".to_string(),
            years: "years".to_string(),
            profile: "vi".to_string(),
            language: None,
            // A page is to weigh less than 60 KB: an entry takes about 350 bytes, and an article
            // with its quotes about a thousand.
            paginate_by: 100,
            paginate_quotes_by: 40,
            csv: false,
        }
    }
}

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

    /// Reports values that cannot stand.
    fn check(&mut self, file: &str, source: &str, diags: &mut Diags) {
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

    /// What a language has: the top level for the default language.
    pub fn language(&self, lang: &str) -> Option<Language> {
        if lang != self.default_language {
            let mut own = self.languages.get(lang).cloned()?;
            // All indexes of a site have one form, as one script reads them. Lists for Fuse
            // hold what the default language's holds, if this one does not say otherwise.
            let form = self.search.index_format;
            let fuse = matches!(form, IndexFormat::FuseJavascript | IndexFormat::FuseJson);
            let usual = if fuse { self.search.clone() } else { Search::default() };
            let search = own.search.unwrap_or(usual);
            own.search = Some(Search { index_format: form, ..search });
            return Some(own);
        }
        Some(Language {
            title: self.title.clone(),
            description: self.description.clone(),
            generate_feeds: self.generate_feeds,
            feed_filenames: self.feed_filenames.clone(),
            taxonomies: self.taxonomies.clone(),
            build_search_index: self.build_search_index,
            search: Some(self.search.clone()),
            translations: self.translations.clone(),
        })
    }

    /// The taxonomies of a language; none for one that the site does not have.
    pub fn taxonomies_of(&self, lang: &str) -> &[Taxonomy] {
        match lang == self.default_language {
            true => &self.taxonomies,
            false => self.languages.get(lang).map_or(&[], |language| &language.taxonomies),
        }
    }

    /// The words of the interface in a language; none for one that the site does not have.
    pub fn words(&self, lang: &str) -> &BTreeMap<String, String> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        match lang == self.default_language {
            true => &self.translations,
            false => self.languages.get(lang).map_or(&NONE, |language| &language.translations),
        }
    }

    /// All language codes, the default one first, the others by code.
    pub fn all_languages(&self) -> Vec<&str> {
        std::iter::once(self.default_language.as_str())
            .chain(self.languages.keys().map(String::as_str))
            .collect()
    }

    /// Whether there is more than one language.
    pub fn is_multilingual(&self) -> bool {
        !self.languages.is_empty()
    }

    /// The address of a path that starts with or without `/`, as Zola joins them.
    pub fn permalink(&self, path: &str) -> String {
        let base = self.base_url.trim_end_matches('/');
        let path = path.strip_prefix('/').unwrap_or(path);
        let is_feed = self
            .feed_filenames
            .iter()
            .chain(self.languages.values().flat_map(|l| &l.feed_filenames))
            .any(|name| path.ends_with(name.as_str()));
        let slash = match path.ends_with('/') || path.is_empty() || path.contains('#') || is_feed {
            true => "",
            false => "/",
        };
        format!("{base}/{path}{slash}")
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
fn report_ignored(file: &str, source: &str, diags: &mut Diags) {
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

/// Where a key stands in a configuration or front matter; the start where it does not.
pub fn key_span(source: &str, key: &str) -> std::ops::Range<usize> {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim_start().trim_start_matches(['"', '\'']);
        if let Some(rest) = trimmed.strip_prefix(key)
            && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
        {
            let at = start + (line.len() - trimmed.len());
            return at..at + line.trim_end().len().saturating_sub(line.len() - trimmed.len());
        }
        start += line.len();
    }
    0..0
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

/// What to do about a day that is a month.
pub fn month_cure(year: &str, month: &str) -> String {
    let month = month.trim_start_matches('0');
    format!(
        "a date is a whole day: in an archive leave `date` out and write `year = {year}` and \
         `month = {month}` under `[archive]`"
    )
}

/// Turns what the TOML reader says into a diagnostic with a suggestion.
///
/// `offset` is where the TOML starts in `source`.
pub fn toml_diagnostic(
    file: &str,
    source: &str,
    offset: usize,
    error: &toml::de::Error,
) -> Diagnostic {
    let range = error.span().map_or(offset..offset, |span| span.start + offset..span.end + offset);
    let (start, end) =
        (text::floor_boundary(source, range.start), text::floor_boundary(source, range.end));
    let span = Span::of(file, source, start..end.max(start));
    let said = error.message();
    match unknown_field(said) {
        Some((field, known)) => {
            let mut diags = Diags::default();
            diags.unknown_key(span, &field, &known);
            diags.list.remove(0)
        }
        None => {
            let said = said.trim().replace('\n', ", ");
            let otherwise = "mend the line; a text needs quotes, a table its brackets";
            let told = said::plainly(&said, "TOML", otherwise);
            let line = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let is_read = said.starts_with("invalid type") || said.contains("duplicate key");
            let line = source[line..].lines().next().filter(|_| !is_read);
            let cure = line.and_then(|line| cure::line(line, month_cure));
            Diagnostic::error("bad-toml", told.message).at(span).hint(cure.unwrap_or(told.hint))
        }
    }
}

/// Takes the field and the known fields out of serde's words, with or without backticks.
pub fn unknown_field(said: &str) -> Option<(String, Vec<String>)> {
    let said = said.split_once("unknown field ")?.1;
    let (field, known) = said.split_once(", expected ").unwrap_or((said, ""));
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !"_-".contains(c));
        word.to_string()
    };
    let known = known.split(" at line ").next().unwrap_or_default();
    let known = known.trim_start_matches("one of ").split([',', ' ']).map(bare);
    Some((bare(field), known.filter(|word| !word.is_empty() && word != "or").collect()))
}

#[cfg(test)]
mod tests;
