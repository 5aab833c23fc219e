//! The site's configuration: `zola.toml` or `config.toml`, with mucluc's own tables.
//!
//! The keys, their defaults and which tables refuse unknown keys are Zola 0.23's.
//! Ours are `relative_links` and the table `[archive]`.
//!
//! Not here: the theme's half (`project`).

mod checks;
mod markdown;
mod mistakes;
mod read;
pub mod renamed;
mod search;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::text::Strategy;

pub use checks::{can_be_published, is_base_url, report_renamed};
pub use markdown::{HighlightStyle, Highlighting, InsertAnchor, Markdown};
pub use mistakes::{key_span, month_cure, toml_diagnostic, unknown_field};
pub use search::{IndexFormat, Search};

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

#[cfg(test)]
mod tests;
