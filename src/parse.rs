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
pub mod tags;

use std::ops::Range;
use std::sync::Arc;

use crate::card::ArticleCard;
use crate::card::known::KnownCards;
use crate::cite::Profile;
use crate::config::Config;
use crate::diag::{Diagnostic, Diags, Span};
use crate::fingerprint;
use crate::parse::front::{PageFront, SectionFront};
use crate::pile::{Text, Texts};
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
    text: Text,
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
    /// The addresses of its links to content files, `@/…` and `#…`, in order.
    pub links: Box<[String]>,
    /// Hashes of its parts.
    pub prints: Prints,
}

/// Hashes of the parts of a doc.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub struct Prints {
    /// Of what stands before its text.
    pub front: u64,
    /// Of its text.
    pub text: u64,
    /// Of its citations.
    pub card: u64,
}

impl Prints {
    /// The hash of the whole file.
    pub fn content(&self) -> u64 {
        fingerprint::of((self.front, self.text))
    }
}

/// The Markdown of a doc, at hand.
#[derive(Debug)]
pub struct Markdown {
    /// The text of the whole file.
    text: Arc<str>,
    /// The bytes of the Markdown in it.
    body: Range<usize>,
}

impl std::ops::Deref for Markdown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.body.clone()]
    }
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
    /// Where texts wait until they are wanted.
    pub texts: &'a Texts,
    /// Cards of an earlier run.
    pub cards: &'a KnownCards,
}

impl Doc {
    /// Its whole text.
    pub fn text(&self) -> Arc<str> {
        self.text.get()
    }

    /// Whether it has no text: a section that no file makes.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The Markdown.
    pub fn markdown(&self) -> Markdown {
        Markdown { text: self.text.get(), body: self.body.clone() }
    }

    /// A diagnostic's place in it, given its bytes.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file.clone(), text: Some(self.text.get()), range }
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

    /// What the front matter of a page or section says under `[extra]`.
    pub fn extra(&self) -> Option<&serde_json::Map<String, serde_json::Value>> {
        match &self.front {
            Front::Page(front) => Some(&front.extra),
            Front::Section(front) => Some(&front.extra),
            Front::Directive(_) | Front::Committee(_) => None,
        }
    }

    /// A section without a file, as every language has at its root.
    pub fn empty_section(relative: &str, lang: &str, canonical: &str) -> Doc {
        Doc {
            file: format!("content/{relative}").into(),
            relative: relative.into(),
            text: Text::Here("".into()),
            body: 0..0,
            lang: lang.into(),
            canonical: canonical.into(),
            front: Front::Section(Box::default()),
            article: None,
            is_template: false,
            links: Box::default(),
            prints: Prints::default(),
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
    let doc = Doc {
        file: file.into(),
        relative: relative.into(),
        is_template: ["{{", "{%"].iter().any(|mark| text[body.clone()].contains(mark)),
        links: markdown::internal_links(&text[body.clone()], &site.config.markdown).into(),
        text: Text::Here(text.clone()),
        body,
        lang: site.names.get(&name.lang),
        canonical: name.canonical.into(),
        front,
        article: None,
        prints: Prints::default(),
    };
    let mut prints = Prints {
        front: fingerprint::of(&text[..doc.body.start]),
        text: fingerprint::of(&text[doc.body.clone()]),
        card: 0,
    };
    let is_article = article::is_article(&doc, site.config);
    if is_article && doc.page().is_some_and(|page| page.title.is_none() && page.render) {
        let start = text.find(['+', '-']).unwrap_or(0);
        diags.untitled_article(Span::of(file, text, start..start));
    }
    let profile = site.profile.filter(|_| is_article);
    if let Some(profile) = profile {
        article::check_bodies(&doc, profile, diags);
    }
    let article = profile.map(|profile| article::read(&doc, prints.content(), profile, site));
    prints.card = fingerprint::of(&article);
    Some(Doc { article, prints, text: site.texts.keep(text), ..doc })
}

/// What an authority record is about.
enum RecordKind {
    /// A directive.
    Directive,
    /// A committee.
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
#[derive(Debug, Default, Clone)]
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
    /// Reads a name; none for a language that the site does not have.
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

    /// A name in the default language.
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
