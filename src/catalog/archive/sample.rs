//! Articles and records for tests, one line each.
//!
//! `@2019-06-21 Hà Nội: 25-NQ/TW [2013-06-03] [k11] [by Ban Bí thư] ["title"]; Đảng ủy A`
//! is an article of that day from that place with two mentions. A mention that begins with
//! a digit is a directive, with `~` one without a number, with `?` one that the text alone
//! could not resolve; anything else is a body. `#0 continues #1` is a statement.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;

use unicode_normalization::UnicodeNormalization;

use super::names::{Names, TypeDoubt};
use super::*;
use crate::card::{CardMention, CardStatement};
use crate::cite::{Evidence, Form, Institutions, Mention, Profile, Resolution};
use crate::record;
use crate::text::Interner;

/// Reads articles, one a line; blank lines are nothing.
pub fn articles(lines: &str) -> Vec<ArticleCard> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.enumerate().map(|(i, line)| article(&format!("content/a{i:03}.md"), line)).collect()
}

/// Reads one article.
pub fn article(file: &str, line: &str) -> ArticleCard {
    let (head, body) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
    let head = head.trim_start_matches('@');
    let (when, place) = head.split_once(' ').unwrap_or((head, ""));
    let (mut mentions, mut statements) = (Vec::new(), Vec::new());
    let card = ArticleCard {
        file: file.into(),
        title: format!("Article of {when}"),
        date: date(when),
        place: Some(place.to_string()).filter(|place| !place.is_empty()),
        ..ArticleCard::default()
    };
    for part in body.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match part.strip_prefix('#') {
            Some(statement) => statements.push(self::statement(statement)),
            None => mentions.push(mention(part, mentions.len())),
        }
    }
    ArticleCard { mentions: mentions.into(), statements: statements.into(), ..card }
}

/// Reads `0 continues #1`.
fn statement(written: &str) -> CardStatement {
    let parts: Vec<&str> = written.split_whitespace().collect();
    let kind: StrDeserializer<serde::de::value::Error> = parts[1].into_deserializer();
    CardStatement {
        subject: parts[0].parse().expect("a place"),
        relation: Relation::deserialize(kind).expect("a relation"),
        object: parts[2].trim_start_matches('#').parse().expect("a place"),
        quote: Quote::new(written.into(), &(0..written.len())),
    }
}

/// Reads one mention.
fn mention(part: &str, at: usize) -> CardMention {
    let mut pieces = part.split('[');
    let name = pieces.next().unwrap_or_default().trim();
    let mut evidence = Evidence::default();
    for piece in pieces.map(|piece| piece.trim().trim_end_matches(']')) {
        match piece {
            _ if piece.starts_with('k') => evidence.term = piece[1..].parse().ok(),
            _ if piece.starts_with("by ") => evidence.issuer = Some(piece[3..].to_string()),
            _ if piece.starts_with('"') => {
                evidence.title = Some(piece.trim_matches('"').to_string());
            }
            _ => evidence.date = date(piece),
        }
    }
    let bare = name.trim_start_matches(['~', '?']);
    let (kind, form, resolution) = match name.chars().next() {
        Some('~') => (Kind::Directive, Form::Unnumbered, Resolution::Stated),
        Some('?') => {
            let why = Resolution::Unresolved("nothing before it has this number".to_string());
            (Kind::Directive, Form::Short, why)
        }
        Some(first) if first.is_ascii_digit() => (Kind::Directive, Form::Full, Resolution::Stated),
        _ => (Kind::Committee, Form::Full, Resolution::Stated),
    };
    let span = at * 100..at * 100 + bare.len();
    let nested = Vec::new();
    let key = bare.to_string();
    let quote = Quote::new(bare.into(), &(0..bare.len()));
    let mention = Mention { span: span.clone(), kind, form, key, evidence, resolution, nested };
    CardMention::new(&mention, at + 1, &span, quote, &Interner::default())
}

/// Reads `2013`, `2013-06` or `2013-06-03`; anything else is no date.
pub fn date(written: &str) -> Option<PartialDate> {
    let mut parts = written.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut next = || parts.next().and_then(|part| part.parse().ok());
    Some(PartialDate { year, month: next(), day: next() })
}

/// Names as they are written, of the institutions of the built-in profile.
#[derive(Debug, Copy, Clone)]
pub struct AsWritten;

impl Names for AsWritten {
    fn directive_key(&self, written: &str) -> Option<String> {
        let key: String = written.nfc().filter(|char| !char.is_whitespace()).collect();
        let key = key.replace(['–', '—', '‑', '−'], "-").replace("TƯ", "TW");
        let is_key = key.starts_with(|first: char| first.is_ascii_digit()) && key.contains('/');
        is_key.then_some(key)
    }

    fn display(&self, key: &str) -> String {
        key.to_string()
    }

    fn committee_name(&self, written: &str) -> String {
        written.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn listed_body(&self, written: &str) -> Option<String> {
        (written == "CP").then(|| "Chính phủ".to_string())
    }

    fn fold(&self, text: &str) -> String {
        let text = self.committee_name(text).to_lowercase();
        text.replace("uỷ", "ủy").replace("khoá", "khóa")
    }

    fn institutions(&self) -> &Institutions {
        institutions()
    }

    fn doubt_type(&self, _: &str, _: Option<&str>) -> Option<TypeDoubt> {
        None
    }
}

/// The institutions of the built-in profile.
pub fn institutions() -> &'static Institutions {
    Profile::builtin("vi").expect("the Vietnamese profile is built in").institutions()
}

/// An archive with what was told while it was made.
pub struct Made {
    /// The cards.
    pub cards: Vec<ArticleCard>,
    /// The archive.
    pub archive: Archive,
    /// What was told, as `code: message`, in order.
    pub told: Vec<String>,
}

/// Makes an archive from lines of articles and the front matter of records: those with a
/// `name` are committees.
pub fn make(lines: &str, fronts: &[&str]) -> Made {
    make_from(articles(lines), fronts)
}

/// Makes an archive from cards.
pub fn make_from(cards: Vec<ArticleCard>, fronts: &[&str]) -> Made {
    let mut diags = Diags::default();
    let (mut directives, mut committees) = (Vec::new(), Vec::new());
    for (i, front) in fronts.iter().enumerate() {
        let text = format!("+++\n{}\n+++\n", front.trim());
        let is_committee = front.contains("name =");
        let file = format!("content/{}{i}.md", if is_committee { "c" } else { "d" });
        if is_committee {
            let record = record::committee_record(&file, &text, &mut diags);
            committees.extend(record.map(|(record, _)| record));
        } else {
            let record = record::directive_record(&file, &text, &mut diags);
            directives.extend(record.map(|(record, _)| record));
        }
    }
    let refs: Vec<&ArticleCard> = cards.iter().collect();
    let archive = archive(&refs, &directives, &committees, &AsWritten, &mut diags);
    let told = diags.sorted().into_iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    Made { cards, archive, told }
}

impl Made {
    /// Where the mentions of an article lead: slugs, or `-`.
    pub fn leads(&self, article: usize) -> Vec<&str> {
        let slug = |target: &Option<Target>| match target {
            Some(Target::Directive(id)) => self.archive.directives[id.0 as usize].slug.as_str(),
            Some(Target::Committee(id)) => self.archive.committees[id.0 as usize].slug.as_str(),
            None => "-",
        };
        self.archive.targets[article].iter().map(slug).collect()
    }

    /// The slugs of all directives.
    pub fn directives(&self) -> Vec<&str> {
        self.archive.directives.iter().map(|directive| directive.slug.as_str()).collect()
    }

    /// The directive at a slug.
    pub fn directive(&self, slug: &str) -> &Directive {
        let mut all = self.archive.directives.iter();
        all.find(|directive| directive.slug == slug).expect("a directive at this slug")
    }

    /// The names of all committees.
    pub fn committees(&self) -> Vec<&str> {
        self.archive.committees.iter().map(|committee| committee.name.as_str()).collect()
    }

    /// The committee of a name.
    pub fn committee(&self, name: &str) -> &Committee {
        let mut all = self.archive.committees.iter();
        all.find(|committee| committee.name == name).expect("a committee of this name")
    }

    /// The reasons for unresolved mentions.
    pub fn reasons(&self) -> Vec<&str> {
        self.archive.unresolved.iter().map(|(_, why)| &**why).collect()
    }
}
