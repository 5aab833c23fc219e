//! Front matter: TOML between `+++` or YAML between `---`, Zola's keys and our `[archive]`.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value as Json};

use crate::config::renamed::{self, FRONT_MATTER};
use crate::config::{
    Config, InsertAnchor, key_span, month_cure, report_renamed, toml_diagnostic, unknown_field,
};
use crate::data;
use crate::diag::{self, Diagnostic, Diags, Span, cure, said};
use crate::parse::Name;
use crate::parse::date::{self, Stamp};
use crate::source::climbs_out;
use crate::text;

/// The front matter of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageFront {
    /// The title.
    pub title: Option<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// When it was published; from the file's name if the front matter has none.
    pub date: Option<Stamp>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// Its place among its siblings, lightest first.
    pub weight: Option<usize>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Whether it has a page of its own.
    pub render: bool,
    /// The last part of its path, ready to use.
    pub slug: String,
    /// Its whole path, instead of one made from its section and slug.
    pub path: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Whether search finds it.
    pub in_search_index: bool,
    /// Its template.
    pub template: Option<String>,
    /// Its terms by taxonomy.
    pub taxonomies: BTreeMap<String, Vec<String>>,
    /// Whatever templates want.
    pub extra: Map<String, Json>,
    /// What the importer or the archivist says of it as an article.
    pub archive: PageArchive,
}

/// The front matter of a section.
#[derive(Debug, Clone)]
pub struct SectionFront {
    /// The title.
    pub title: Option<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Whether it is left out, with all below it, unless drafts are asked for.
    pub draft: bool,
    /// How its pages are sorted.
    pub sort_by: SortBy,
    /// Its place among its siblings.
    pub weight: usize,
    /// Its template.
    pub template: Option<String>,
    /// The template of pages in it and below that name none.
    pub page_template: Option<String>,
    /// How many pages a pager holds, as it is written; none and 0 mean no pagers.
    pub paginate_by: Option<usize>,
    /// The path word of pagers.
    pub paginate_path: String,
    /// Whether pagers start from the end.
    pub paginate_reversed: bool,
    /// Where headings get a link to themselves; none: as configured.
    pub insert_anchor_links: Option<InsertAnchor>,
    /// Whether search finds it and its pages.
    pub in_search_index: bool,
    /// Whether it has a page of its own.
    pub render: bool,
    /// Where its page leads instead.
    pub redirect_to: Option<String>,
    /// Whether its pages belong to the section above too.
    pub transparent: bool,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// Whether it has feeds of its own.
    pub generate_feeds: bool,
    /// Whatever templates want.
    pub extra: Map<String, Json>,
}

impl Default for SectionFront {
    fn default() -> Self {
        RawSection::default().finish()
    }
}

/// How a section's pages are sorted.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// Newest first.
    Date,
    /// Last changed first.
    UpdateDate,
    /// By title in natural order.
    Title,
    /// By title, byte by byte.
    TitleBytes,
    /// Lightest first.
    Weight,
    /// By slug in natural order.
    Slug,
    /// By permalink, byte by byte.
    Permalink,
    /// As the files come.
    #[default]
    None,
}

/// The table `[archive]` of an article: what the importer found out, or the archivist knows.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageArchive {
    /// The year, where the day is not known.
    pub year: Option<i16>,
    /// The month, 1 to 12, where the day is not known.
    pub month: Option<i8>,
    /// How precisely the date is known: `day`, `month` or `year`.
    pub precision: Option<String>,
    /// The words that prove the date.
    pub evidence: Option<String>,
    /// Where the article speaks from.
    pub place: Option<String>,
    /// Who published it first.
    pub source: Option<String>,
    /// Where it was published first.
    pub source_url: Option<String>,
    /// Full names of the bodies that its short forms mean.
    pub bodies: Vec<String>,
    /// Where the importer had it from; kept, not used.
    pub import: Option<Map<String, Json>>,
}

/// How front matter is written.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Syntax {
    /// Between `+++` lines.
    Toml,
    /// Between `---` lines.
    Yaml,
}

/// Front matter found in a file, not yet read.
#[derive(Debug, Clone)]
pub struct Raw {
    /// How it is written.
    pub syntax: Syntax,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// Parts a file into its front matter and its text.
pub fn split(file: &str, source: &str, diags: &mut Diags) -> Option<(Raw, Range<usize>)> {
    let start = source.len() - source.trim_start().len();
    let (syntax, fence) = match &source[start..] {
        rest if rest.starts_with("+++") => (Syntax::Toml, "+++"),
        rest if rest.starts_with("---") => (Syntax::Yaml, "---"),
        _ => {
            diags.push(
                Diagnostic::error("no-front-matter", "the file has no front matter")
                    .at(Span::of(file, source, 0..source.lines().next().map_or(0, str::len)))
                    .hint("start it with a line `+++`, then lines such as `title = \"…\"`, then a line `+++`"),
            );
            return None;
        }
    };
    let open = start + fence.len();
    let first = source[open..].split_inclusive('\n').next().unwrap_or_default();
    let front_start = open + first.len();
    if !first.trim().is_empty() {
        diags.push(
            Diagnostic::error("no-front-matter", "front matter cannot begin on this line")
                .at(Span::of(file, source, start..open + first.trim_end().len()))
                .hint(format!("write `{fence}` alone, before the first key and after the last")),
        );
        return None;
    }
    let mut line_start = front_start;
    for line in source[front_start..].split_inclusive('\n') {
        if line.trim() == fence {
            let body = line_start + line.len();
            return Some((Raw { syntax, range: front_start..line_start }, body..source.len()));
        }
        line_start += line.len();
    }
    let at_end = closed_at_end(&source[front_start..], fence);
    if let Some(end) = at_end {
        let body = front_start + end + fence.len();
        let body =
            body + source[body..].find('\n').map_or(source.len() - body, |newline| newline + 1);
        return Some((Raw { syntax, range: front_start..front_start + end }, body..source.len()));
    }
    diags.push(
        Diagnostic::error(
            "open-front-matter",
            format!("the front matter is never closed with `{fence}`"),
        )
        .at(Span::of(file, source, start..open))
        .hint(format!("put a line `{fence}` after the last key")),
    );
    None
}

/// Where a fence closes front matter at the end of a line that holds a key, which Zola takes too.
fn closed_at_end(front: &str, fence: &str) -> Option<usize> {
    let mut line_start = 0;
    for line in front.split_inclusive('\n') {
        if let Some(before) = line.trim_end().strip_suffix(fence) {
            return Some(line_start + before.len());
        }
        line_start += line.len();
    }
    None
}

/// Reads the front matter of a page.
pub fn page(
    file: &str,
    source: &str,
    raw: Raw,
    name: &Name,
    config: &Config,
    diags: &mut Diags,
) -> Option<PageFront> {
    let (read, keys): (RawPage, _) = deserialize(file, source, &raw, diags)?;
    let mut reader = Reader { file, source, range: raw.range.clone(), diags };
    let mut front = PageFront {
        date: reader.date("date", read.date),
        updated: reader.date("updated", read.updated),
        title: read.title,
        description: read.description,
        weight: read.weight,
        draft: read.draft,
        render: read.render,
        slug: String::new(),
        path: reader.path(read.path),
        aliases: read.aliases,
        authors: read.authors,
        in_search_index: read.in_search_index,
        template: read.template,
        taxonomies: read.taxonomies.into_iter().map(|(name, terms)| (name, terms.0)).collect(),
        extra: plain_dates(read.extra),
        archive: read.archive,
    };
    if config.archive.is_some() {
        reader.check_keys(&keys);
    }
    reader.check_terms(&front, &name.lang, config);
    reader.check_archive(&front.archive);
    reader.check_dates(&front);
    front.aliases.retain(|alias| reader.check_inside("aliases", alias));
    let dated = date::from_name(&name.stem);
    let stem = match &dated {
        Some((stamp, rest)) => {
            front.date = front.date.or(Some(stamp.clone()));
            match rest {
                Some(rest) if !config.slugify.paths_keep_dates => rest,
                _ => name.stem.as_str(),
            }
        }
        None => &name.stem,
    };
    front.slug = reader.slug(read.slug.as_deref(), stem, config);
    Some(front)
}

/// Reads the front matter of a section.
pub fn section(file: &str, source: &str, raw: Raw, diags: &mut Diags) -> Option<SectionFront> {
    if raw.syntax == Syntax::Toml
        && report_renamed(file, source, raw.range.clone(), FRONT_MATTER, diags)
    {
        return None;
    }
    let (mut read, _): (RawSection, _) = deserialize(file, source, &raw, diags)?;
    let mut reader = Reader { file, source, range: raw.range, diags };
    read.aliases.retain(|alias| reader.check_inside("aliases", alias));
    Some(read.finish())
}

/// The keys of a page.
const PAGE_KEYS: [&str; 16] = [
    "title",
    "description",
    "date",
    "updated",
    "weight",
    "draft",
    "render",
    "slug",
    "path",
    "aliases",
    "authors",
    "in_search_index",
    "template",
    "taxonomies",
    "extra",
    "archive",
];

/// Reads a list or table whose key may stand there without a value, as YAML allows.
fn or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    source: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(source)?.unwrap_or_default())
}

/// The terms of one taxonomy.
#[derive(Debug, Deserialize)]
struct Terms(#[serde(deserialize_with = "or_empty")] Vec<String>);

/// A page's keys as they are written.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct RawPage {
    title: Option<String>,
    description: Option<String>,
    date: Option<Json>,
    updated: Option<Json>,
    weight: Option<usize>,
    draft: bool,
    render: bool,
    slug: Option<String>,
    path: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "or_empty")]
    authors: Vec<String>,
    in_search_index: bool,
    template: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    taxonomies: BTreeMap<String, Terms>,
    extra: Map<String, Json>,
    archive: PageArchive,
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
struct RawSection {
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
    aliases: Vec<String>,
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
    fn finish(self) -> SectionFront {
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
fn deserialize<T: for<'de> Deserialize<'de> + Default>(
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

/// Checks values of front matter and says where the wrong ones stand.
struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    range: Range<usize>,
    diags: &'a mut Diags,
}

impl Reader<'_> {
    /// The place of a key in the file.
    fn at(&self, key: &str) -> Span {
        let found = key_span(&self.source[self.range.clone()], key);
        Span::of(
            self.file,
            self.source,
            self.range.start + found.start..self.range.start + found.end,
        )
    }

    /// Reads a date, or says what is wrong with it.
    fn date(&mut self, key: &str, value: Option<Json>) -> Option<Stamp> {
        let written = match plain_date(value?) {
            Json::String(written) => written,
            other => other.to_string(),
        };
        let stamp = Stamp::read(&written);
        if stamp.is_none() {
            self.diags.push(
                Diagnostic::error("bad-date", format!("`{written}` is not a date"))
                    .at(self.at(key))
                    .hint(date_cure(&written)),
            );
        }
        stamp
    }

    /// A path that a page asks for; an empty one is an error.
    fn path(&mut self, path: Option<String>) -> Option<String> {
        let path = path?;
        if path.trim_matches('/').is_empty() {
            self.diags.push(
                Diagnostic::error("empty-path", "`path` is empty")
                    .at(self.at("path"))
                    .hint("name a path such as `about`, or leave the key out"),
            );
        }
        // An address that leads out is told once, here.
        self.check_inside("path", &path).then_some(path)
    }

    /// Reports a path that leads out of the site; whether it stays inside.
    fn check_inside(&mut self, key: &str, path: &str) -> bool {
        let leads_out = climbs_out(path.trim_start_matches('/'));
        if leads_out {
            self.diags.push(
                Diagnostic::error("path-out", format!("`{path}` leads out of the site"))
                    .at(self.at(key))
                    .hint("a path may not climb above the site with `..`"),
            );
        }
        !leads_out
    }

    /// The last part of a page's address: its own word, or one made of the file's name.
    fn slug(&mut self, own: Option<&str>, stem: &str, config: &Config) -> String {
        match own {
            Some("") => {
                self.diags.push(
                    Diagnostic::error("empty-slug", "`slug` is empty")
                        .at(self.at("slug"))
                        .hint("name a word such as `about`, or leave the key out"),
                );
                String::new()
            }
            Some(own) => {
                self.check_inside("slug", own);
                text::slugify(own, config.slugify.paths)
            }
            None => text::slugify(stem, config.slugify.paths),
        }
    }

    /// Reports keys that pages do not have.
    ///
    /// Zola ignores them, so only a site with an archive, where a slip in a key would
    /// lose what an archivist found out, is told.
    fn check_keys(&mut self, keys: &[String]) {
        for key in keys.iter().filter(|key| !PAGE_KEYS.contains(&key.as_str())) {
            match renamed::in_front_matter(key) {
                Some(instead) => self.diags.old_key(self.at(key), key, instead),
                None => self.diags.page_unknown_key(self.at(key), key, &PAGE_KEYS),
            }
        }
    }

    /// Reports terms of taxonomies that the site does not have, and terms that are nothing.
    fn check_terms(&mut self, front: &PageFront, lang: &str, config: &Config) {
        let known: Vec<&str> =
            config.taxonomies_of(lang).iter().map(|taxonomy| taxonomy.name.as_str()).collect();
        for (name, terms) in &front.taxonomies {
            if !known.contains(&name.as_str()) {
                self.diags.push(
                    Diagnostic::error("unknown-taxonomy", format!("unknown taxonomy `{name}`"))
                        .at(self.at(name))
                        .hint(diag::suggestion(name, known.iter().copied())),
                );
            }
            if terms.iter().any(|term| term.trim().is_empty()) {
                self.diags.push(
                    Diagnostic::error("empty-term", format!("`{name}` has an empty term"))
                        .at(self.at(name))
                        .hint("take it out of the list"),
                );
            }
        }
    }

    /// Reports what `[archive]` says of the date where that is not what `date` says.
    fn check_dates(&mut self, front: &PageFront) {
        let archive = &front.archive;
        let Some(date) = &front.date else { return self.check_undated(archive) };
        let year = archive.year.filter(|&year| year != date.year).map(|year| year.to_string());
        let month = archive.month.filter(|&month| month != date.month);
        let precision =
            archive.precision.clone().filter(|word| ["month", "year"].contains(&&**word));
        for (key, said) in [
            ("year", year),
            ("month", month.map(|month| month.to_string())),
            ("precision", precision.map(|word| format!("\"{word}\""))),
        ] {
            let Some(said) = said else { continue };
            let (said, day) = (format!("{key} = {said}"), date.date().to_string());
            self.diags.article_date_disputed(self.at(key), &said, &day, self.at("date"));
        }
    }

    /// Reports what `[archive]` says of a date that is not there.
    fn check_undated(&mut self, archive: &PageArchive) {
        if archive.year.is_none() && archive.month.is_some() {
            self.diags.month_without_year(self.at("month"));
            return;
        }
        let known = match (archive.year, archive.month) {
            (Some(_), Some(_)) => Some("month"),
            (Some(_), None) => Some("year"),
            (None, _) => None,
        };
        if let Some(precision) = &archive.precision
            && PRECISIONS.contains(&precision.as_str())
            && known != Some(precision.as_str())
        {
            self.diags.precision_without_date(self.at("precision"), precision, known);
        }
    }

    /// Reports what makes no sense in the table `archive` of an article.
    fn check_archive(&mut self, archive: &PageArchive) {
        if archive.month.is_some_and(|month| !(1..=12).contains(&month)) {
            self.diags.push(
                Diagnostic::error("bad-date", "`month` is not between 1 and 12")
                    .at(self.at("month"))
                    .hint("write the month as a number, such as `month = 6`"),
            );
        }
        if let Some(year) = archive.year.filter(|year| !YEARS.contains(year)) {
            self.diags.push(
                Diagnostic::error("bad-date", format!("`{year}` is not a year"))
                    .at(self.at("year"))
                    .hint("write the year with its four digits, such as `year = 2019`"),
            );
        }
        let unknown = |word: &&str| !PRECISIONS.contains(word);
        if let Some(precision) = archive.precision.as_deref().filter(unknown) {
            self.diags.push(
                Diagnostic::error("bad-precision", format!("unknown precision `{precision}`"))
                    .at(self.at("precision"))
                    .hint(diag::suggestion(precision, PRECISIONS)),
            );
        }
    }
}

/// Years that articles can be of: four digits, since what has more or fewer is a slip.
const YEARS: RangeInclusive<i16> = 1000..=9999;

/// The words for how much of a date is known.
const PRECISIONS: [&str; 3] = ["day", "month", "year"];

/// How a date should have been written.
fn date_cure(written: &str) -> String {
    if let Some(day) = cure::day(written) {
        return format!("write it as {day}");
    }
    match written.split_once('-').filter(|(year, month)| cure::is_month(year, month)) {
        Some((year, month)) => month_cure(year, month),
        None => "write it as 2024-06-15, or 2024-06-15T10:00:00+07:00 with a time".to_string(),
    }
}

/// The key under which the TOML reader hides a date from formats that have none.
const TOML_DATE: &str = "$__toml_private_datetime";

/// Turns a TOML date into its text, at any depth.
fn plain_date(value: Json) -> Json {
    match value {
        Json::Object(map) if map.len() == 1 && map.contains_key(TOML_DATE) => {
            let written = map[TOML_DATE].as_str().unwrap_or_default();
            Json::from(Stamp::read(written).map_or(written.to_string(), |stamp| stamp.text))
        }
        Json::Object(map) => Json::Object(plain_dates(map)),
        Json::Array(list) => Json::Array(list.into_iter().map(plain_date).collect()),
        other => other,
    }
}

/// Turns the TOML dates of a table into their texts.
pub fn plain_dates(map: Map<String, Json>) -> Map<String, Json> {
    map.into_iter().map(|(key, value)| (key, plain_date(value))).collect()
}
