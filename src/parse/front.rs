//! Front matter: TOML between `+++` or YAML between `---`, Zola's keys and our `[archive]`.

mod checks;
mod dates;
mod split;
mod written;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::config::renamed::FRONT_MATTER;
use crate::config::{Config, InsertAnchor, report_renamed};
use crate::diag::Diags;
use crate::parse::Name;
use crate::parse::date::{self, Stamp};

pub use dates::plain_dates;
pub use split::{Raw, Syntax, split};

use checks::Reader;
use written::{RawPage, RawSection, deserialize};

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
