//! Parsing: a file's text → a [`Doc`] with its front matter, its mentions and what is wrong with
//! it.
//!
//! **Invariant:** parsing never fails and knows only its own file. A file that
//! cannot be used gives diagnostics and no doc; everything else about it is kept.
//!
//! Not here: what the files mean to one another (`catalog`), HTML (`render::body`).

pub mod article;
pub mod date;
pub mod front;
pub mod markdown;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::card::ArticleCard;
use crate::cite::Profile;
use crate::config::Config;
use crate::diag::{Diagnostic, Diags, Span};
use crate::fingerprint;
use crate::parse::front::{PageFront, SectionFront};
use crate::record::{self, CommitteeRecord, DirectiveRecord};
use crate::text::Interner;

/// What a file says of itself before its text.
#[derive(Debug, Clone)]
pub enum Front {
    /// A page of Zola's kind.
    Page(Box<PageFront>),
    /// A section.
    Section(Box<SectionFront>),
    /// An authority record of a directive.
    Directive(Box<DirectiveRecord>),
    /// An authority record of a committee.
    Committee(Box<CommitteeRecord>),
}

/// One parsed file.
#[derive(Debug, Clone)]
pub struct Doc {
    /// Its path below the root: `content/blog/a.md`.
    pub file: Arc<str>,
    /// Its path below `content/`: `blog/a.md`.
    pub relative: Arc<str>,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// The bytes of its Markdown in `text`.
    pub body: Range<usize>,
    /// Its language.
    pub lang: Arc<str>,
    /// Its path without the language and the ending: `blog/a`; translations share it.
    pub canonical: Arc<str>,
    /// Its front matter.
    pub front: Front,
    /// Its citations, if it is an article.
    pub article: Option<ArticleCard>,
    /// Whether its text holds template syntax.
    pub is_template: bool,
    /// Hashes of its parts, once they were asked for.
    pub prints: OnceLock<Prints>,
}

/// Hashes of the parts of a doc.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub struct Prints {
    /// Of what stands before its text.
    pub front: u64,
    /// Of its text.
    pub text: u64,
    /// Of its citations.
    pub card: u64,
}

/// What parsing needs to know of the site.
#[derive(Debug, Copy, Clone)]
pub struct Site<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The citation profile, where the archive is on.
    pub profile: Option<&'a Profile>,
    /// Names that docs have in common.
    pub names: &'a Interner,
}

impl Doc {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        &self.text[self.body.clone()]
    }

    /// The hashes of its parts.
    pub fn prints(&self) -> Prints {
        *self.prints.get_or_init(|| Prints {
            front: fingerprint::of(&self.text[..self.body.start]),
            text: fingerprint::of(self.markdown()),
            card: fingerprint::of(&self.article),
        })
    }

    /// The front matter of a page.
    pub fn page(&self) -> Option<&PageFront> {
        match &self.front {
            Front::Page(front) => Some(front),
            _ => None,
        }
    }

    /// The front matter of a section.
    pub fn section(&self) -> Option<&SectionFront> {
        match &self.front {
            Front::Section(front) => Some(front),
            _ => None,
        }
    }

    /// A section without a file, as every language has at its root.
    pub fn empty_section(relative: &str, lang: &str, canonical: &str) -> Doc {
        Doc {
            file: format!("content/{relative}").into(),
            relative: relative.into(),
            text: "".into(),
            body: 0..0,
            lang: lang.into(),
            canonical: canonical.into(),
            front: Front::Section(Box::default()),
            article: None,
            is_template: false,
            prints: OnceLock::new(),
        }
    }
}

/// Parses one content file; `file` is its path below the root.
pub fn parse(file: &str, text: &Arc<str>, site: Site, diags: &mut Diags) -> Option<Doc> {
    let relative = file.strip_prefix("content/").unwrap_or(file);
    let name = Name::of(relative, site.config, file, diags)?;
    let (front, body) = match record_kind(relative, site) {
        Some(RecordKind::Directive) => {
            let (record, body) = record::directive_record(file, text, diags)?;
            (Front::Directive(Box::new(record)), body)
        }
        Some(RecordKind::Committee) => {
            let (record, body) = record::committee_record(file, text, diags)?;
            (Front::Committee(Box::new(record)), body)
        }
        None => {
            let (raw, body) = front::split(file, text, diags)?;
            let front = match name.is_section {
                true => Front::Section(Box::new(front::section(file, text, raw, diags)?)),
                false => {
                    Front::Page(Box::new(front::page(file, text, raw, &name, site.config, diags)?))
                }
            };
            (front, body)
        }
    };
    let mut doc = Doc {
        file: file.into(),
        relative: relative.into(),
        text: text.clone(),
        body,
        lang: site.names.get(&name.lang),
        canonical: name.canonical.into(),
        front,
        article: None,
        is_template: false,
        prints: OnceLock::new(),
    };
    doc.is_template = ["{{", "{%"].iter().any(|mark| doc.markdown().contains(mark));
    if let Some(profile) = site.profile
        && article::is_article(&doc, site.config)
    {
        doc.article = Some(article::read(&doc, profile, site));
    }
    Some(doc)
}

enum RecordKind {
    Directive,
    Committee,
}

/// Authority records are the pages below two folders, where the archive is on.
fn record_kind(relative: &str, site: Site) -> Option<RecordKind> {
    site.config.archive.as_ref()?;
    let (folder, name) = relative.rsplit_once('/')?;
    if name.starts_with("_index.") {
        return None;
    }
    match folder.split('/').next()? {
        "directives" => Some(RecordKind::Directive),
        "committees" => Some(RecordKind::Committee),
        _ => None,
    }
}

/// What a file's name says.
#[derive(Debug, Clone)]
pub struct Name {
    /// Its language.
    pub lang: String,
    /// Its path without language and ending.
    pub canonical: String,
    /// Its name without language and ending; the folder's for an `index.md`.
    pub stem: String,
    /// Whether it is a section.
    pub is_section: bool,
    /// Whether it is an `index.md`, whose folder is the page.
    pub is_index: bool,
}

impl Name {
    fn of(relative: &str, config: &Config, file: &str, diags: &mut Diags) -> Option<Name> {
        let (folder, name) = relative.rsplit_once('/').unwrap_or(("", relative));
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let (stem, lang) = match stem.rsplit_once('.') {
            Some((stem, code)) if config.is_multilingual() => {
                if !config.all_languages().contains(&code) {
                    if stem != "_index" && looks_like_language(code) {
                        diags.push(
                            Diagnostic::error(
                                "unknown-language",
                                format!("`{code}` is no language of this site"),
                            )
                            .at(Span::file(file))
                            .hint(crate::diag::suggestion(code, config.all_languages())),
                        );
                    }
                    return match stem == "_index" || looks_like_language(code) {
                        true => None,
                        false => Some(Name::plain(folder, name.strip_suffix(".md")?, config)),
                    };
                }
                (stem, code)
            }
            _ => (stem, config.default_language.as_str()),
        };
        let mut plain = Name::plain(folder, stem, config);
        plain.lang = lang.to_string();
        Some(plain)
    }

    fn plain(folder: &str, stem: &str, config: &Config) -> Name {
        let is_index = stem == "index";
        Name {
            lang: config.default_language.clone(),
            canonical: if folder.is_empty() {
                stem.to_string()
            } else {
                format!("{folder}/{stem}")
            },
            stem: match is_index {
                true => folder.rsplit('/').next().unwrap_or_default().to_string(),
                false => stem.to_string(),
            },
            is_section: stem == "_index",
            is_index,
        }
    }
}

/// Whether the part of a name before `.md` can be meant as a language: `vi`, `pt-BR`.
fn looks_like_language(code: &str) -> bool {
    (2..=8).contains(&code.len())
        && code.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
        && code.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

#[cfg(test)]
mod tests;
