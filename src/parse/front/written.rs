//! Front matter as it is written: the keys of TOML and YAML, before anything is made of them.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value as Json};

use super::dates::plain_dates;
use super::{PageArchive, Raw, SectionFront, SortBy, Syntax};
use crate::config::{InsertAnchor, renamed, toml_diagnostic, unknown_field};
use crate::data;
use crate::diag::{Diagnostic, Diags, Span, said};
use crate::text;

/// Reads a list or table whose key may stand there without a value, as YAML allows.
fn or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    source: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(source)?.unwrap_or_default())
}

/// The terms of one taxonomy.
#[derive(Debug, Deserialize)]
pub(super) struct Terms(#[serde(deserialize_with = "or_empty")] pub(super) Vec<String>);

/// A page's keys as they are written.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub(super) struct RawPage {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) date: Option<Json>,
    pub(super) updated: Option<Json>,
    pub(super) weight: Option<usize>,
    pub(super) draft: bool,
    pub(super) render: bool,
    pub(super) slug: Option<String>,
    pub(super) path: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    pub(super) aliases: Vec<String>,
    #[serde(deserialize_with = "or_empty")]
    pub(super) authors: Vec<String>,
    pub(super) in_search_index: bool,
    pub(super) template: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    pub(super) taxonomies: BTreeMap<String, Terms>,
    pub(super) extra: Map<String, Json>,
    pub(super) archive: PageArchive,
}

impl Default for RawPage {
    fn default() -> Self {
        RawPage {
            title: None,
            description: None,
            date: None,
            updated: None,
            weight: None,
            draft: false,
            render: true,
            slug: None,
            path: None,
            aliases: Vec::new(),
            authors: Vec::new(),
            in_search_index: true,
            template: None,
            taxonomies: BTreeMap::new(),
            extra: Map::new(),
            archive: PageArchive::default(),
        }
    }
}

/// A section's keys as they are written.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawSection {
    title: Option<String>,
    description: Option<String>,
    draft: bool,
    sort_by: SortBy,
    weight: usize,
    template: Option<String>,
    page_template: Option<String>,
    paginate_by: Option<usize>,
    paginate_path: String,
    paginate_reversed: bool,
    insert_anchor_links: Option<InsertAnchor>,
    in_search_index: bool,
    render: bool,
    redirect_to: Option<String>,
    transparent: bool,
    pub(super) aliases: Vec<String>,
    generate_feeds: bool,
    extra: Map<String, Json>,
}

impl Default for RawSection {
    fn default() -> Self {
        RawSection {
            title: None,
            description: None,
            draft: false,
            sort_by: SortBy::None,
            weight: 0,
            template: None,
            page_template: None,
            paginate_by: None,
            paginate_path: "page".to_string(),
            paginate_reversed: false,
            insert_anchor_links: None,
            in_search_index: true,
            render: true,
            redirect_to: None,
            transparent: false,
            aliases: Vec::new(),
            generate_feeds: false,
            extra: Map::new(),
        }
    }
}

impl RawSection {
    /// The front matter of a section, with what was left out filled in.
    pub(super) fn finish(self) -> SectionFront {
        SectionFront {
            title: self.title,
            description: self.description,
            draft: self.draft,
            sort_by: self.sort_by,
            weight: self.weight,
            template: self.template,
            page_template: self.page_template,
            paginate_by: self.paginate_by,
            paginate_path: self.paginate_path,
            paginate_reversed: self.paginate_reversed,
            insert_anchor_links: self.insert_anchor_links,
            in_search_index: self.in_search_index,
            render: self.render,
            redirect_to: self.redirect_to,
            transparent: self.transparent,
            aliases: self.aliases,
            generate_feeds: self.generate_feeds,
            extra: plain_dates(self.extra),
        }
    }
}

/// Reads front matter, and which keys stand at its top.
pub(super) fn deserialize<T: for<'de> Deserialize<'de> + Default>(
    file: &str,
    source: &str,
    raw: &Raw,
    diags: &mut Diags,
) -> Option<(T, Vec<String>)> {
    let front = &source[raw.range.clone()];
    match raw.syntax {
        Syntax::Toml => match from_toml(front) {
            Ok(read) => Some(read),
            Err(error) => {
                diags.push(toml_diagnostic(file, source, raw.range.start, &error));
                None
            }
        },
        Syntax::Yaml if front.trim().is_empty() => Some((T::default(), Vec::new())),
        Syntax::Yaml => match serde_saphyr::from_str_with_options(front, yaml_options()) {
            Ok(read) => Some((read, yaml_keys(front))),
            Err(error) => {
                let at = error.location().map_or(0, |location| {
                    text::offset(front, location.line() as usize, location.column() as usize)
                });
                let start = text::floor_boundary(source, raw.range.start + at);
                let said = data::yaml_message(&error);
                let span = Span::of(file, source, start..start);
                if let Some((key, known)) = unknown_field(&said) {
                    match renamed::in_front_matter(&key) {
                        Some(instead) => diags.old_key(span, &key, instead),
                        None => diags.unknown_key(span, &key, &known),
                    }
                    return None;
                }
                let otherwise = "mend the line; a text with `:` in it needs quotes";
                let told = said::plainly(&said, "YAML", otherwise);
                diags.push(Diagnostic::error("bad-yaml", told.message).at(span).hint(told.hint));
                None
            }
        },
    }
}

/// Reads TOML once, for what it says and for its keys.
fn from_toml<T: for<'de> Deserialize<'de>>(
    front: &str,
) -> Result<(T, Vec<String>), toml::de::Error> {
    let table = toml::de::DeTable::parse(front)?;
    let keys = table.get_ref().keys().map(|key| key.get_ref().to_string()).collect();
    Ok((T::deserialize(toml::Deserializer::from(table))?, keys))
}

/// The keys at the top of YAML.
fn yaml_keys(front: &str) -> Vec<String> {
    let table: Option<BTreeMap<String, IgnoredAny>> = serde_saphyr::from_str(front).ok();
    table.unwrap_or_default().into_keys().collect()
}

/// How front matter is read: as data, but a tag that means nothing here is an error, as in Zola.
fn yaml_options() -> serde_saphyr::Options {
    let mut options = data::yaml_options();
    options.reject_unsupported_tags = true;
    options
}
