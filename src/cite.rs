//! Citations: reads prose and finds every directive and committee that it names.
//!
//! Text in, mentions out. The grammar of a language (its types of document, its
//! issuers, its bodies) is a [`Profile`], which is data; the code here knows only
//! how numbers, lists, tails and short forms work.
//!
//! **Invariant:** nothing under `cite` knows that there is a site, and no input
//! that is UTF-8 makes it panic.
//!
//! Not here: which directive a key means (`catalog::identity`). A number is not a
//! name: 25-NQ/TW is two resolutions, and only the whole archive can tell which.

mod normalise;
mod token;
mod institutions;
mod profile;
mod extend;
mod dates;
mod sentence;
mod number;
mod numeral;
mod directive;
mod meeting;
mod declared;
mod body;
mod tail;
mod scope;
mod fill;
mod resolve;
mod relate;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::capitalised;

pub use institutions::{Institutions, Term, days};
pub use normalise::{TONES, fold};
pub use number::display;
pub use profile::{Page, Profile, ProfileError};
pub use sentence::sentence;

use body::Body;
use directive::{Draft, Name};
use fill::Fills;
use normalise::Normal;
use number::{Code, first_suffix};
use relate::Spot;
use tail::Tail;
use token::Tokens;

/// What a mention names.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An official numbered document.
    Directive,
    /// A body that issues or carries out directives.
    Committee,
}

/// How a mention names it.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// With its whole number, or a body's whole name.
    Full,
    /// With less: `Nghị quyết 25`, `Đảng ủy Khối`.
    Short,
    /// By name alone: `Nghị quyết Đại hội XIII`.
    Unnumbered,
}

/// A date known to the day, the month or the year.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// The year, such as 2013.
    pub year: i16,
    /// The month, 1 to 12, if known.
    pub month: Option<i8>,
    /// The day, 1 to 31, if known; never without a month.
    pub day: Option<i8>,
}

/// What the text around a mention says about the thing itself.
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// The type as it was written, in the profile's spelling: `Nghị quyết`.
    pub type_name: Option<String>,
    /// The number alone, without leading zeros: `25`, `7b`.
    pub number: Option<String>,
    /// The code of the type: `NQ`.
    pub type_code: Option<String>,
    /// The issuer's suffix: `TW`, `ĐUK`, `TTg`.
    pub issuer_code: Option<String>,
    /// When it was issued, from the tail (`ngày 3/6/2013`) or from a number with a year.
    pub date: Option<PartialDate>,
    /// The term of its issuer: 11 for `khóa XI`.
    pub term: Option<u8>,
    /// The key of the committee that issued it: `của Ban Bí thư`, or the article's own bloc
    /// for a suffix such as ĐUK that carries no place.
    pub issuer: Option<String>,
    /// Its title as quoted: `về "…"`.
    pub title: Option<String>,
}

/// How a mention came by its key.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "how", content = "why")]
pub enum Resolution {
    /// The text says it in full.
    Stated,
    /// A shorter form, resolved; the reason in words for a person.
    Resolved(String),
    /// Not resolved; the reason in words for a person. The key is then only what was written.
    Unresolved(String),
}

/// A body named inside the name of another: `Tỉnh ủy` in `Ban Dân vận Tỉnh ủy`.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct Nested {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its key.
    pub key: String,
}

/// A span of a text that names a directive or a committee.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// Its bytes in the text as given, on character boundaries; mentions do not overlap.
    pub span: Range<usize>,
    /// Directive or committee.
    pub kind: Kind,
    /// Full, short or by name.
    pub form: Form,
    /// The canonical key: `25-NQ/TW`, `04/2015/NĐ-CP`, `Đảng ủy Khối các cơ quan Trung ương`.
    pub key: String,
    /// What the text says about it.
    pub evidence: Evidence,
    /// Where the key comes from.
    pub resolution: Resolution,
    /// Bodies inside a body's name.
    pub nested: Vec<Nested>,
}

/// How one directive bears on another, from the subject's side.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// thực hiện, triển khai, quán triệt
    Implements,
    /// tiếp tục thực hiện
    Continues,
    /// hướng dẫn, quy định chi tiết
    Guides,
    /// sửa đổi, bổ sung
    Amends,
    /// thay thế
    Replaces,
    /// bãi bỏ
    Repeals,
    /// căn cứ
    BasedOn,
    /// sơ kết, tổng kết
    Reviews,
    /// ban hành kèm theo
    AttachedTo,
    /// đính chính
    Corrects,
    /// hợp nhất
    Consolidates,
    /// đình chỉ, ngưng hiệu lực
    Suspends,
}

/// A relation between two directives that the prose states.
#[derive(Debug, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct Statement {
    /// Which mention is the subject, by its place in the list.
    pub subject: usize,
    /// What the subject does to the object.
    pub relation: Relation,
    /// Which mention is the object.
    pub object: usize,
    /// The bytes of the words that state it, from the first mention to the last.
    pub evidence: Range<usize>,
}

/// All that a text cites.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Citations {
    /// The mentions in the order of the text.
    pub mentions: Vec<Mention>,
    /// The relations that the text states between them.
    pub statements: Vec<Statement>,
}

/// What is known about a text from elsewhere (its front matter), for forms that lean on it.
#[derive(Debug, Default, Clone)]
pub struct About {
    /// The article's day, if known.
    pub date: Option<Date>,
    /// The article's year, if that is all that is known.
    pub year: Option<i16>,
    /// Where the article speaks from: `Hà Nội`.
    pub place: Option<String>,
    /// Full names of bodies that short forms may mean: the bloc of the article.
    pub bodies: Vec<String>,
}

/// What an archivist writes for a document, read as a citation.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Canonical {
    /// The key that mentions of it have.
    pub key: String,
    /// Whether it has a number or only a name.
    pub form: Form,
    /// The parts of its number, and the date and issuer that were written with it.
    pub evidence: Evidence,
}

/// Finds every directive and committee that a text names.
pub fn cite(text: &str, profile: &Profile, about: &About) -> Citations {
    let normal = normalise::normalise(text);
    let tokens = token::tokens(&normal.text, &profile.vocabulary);
    let drafts = directive::directives(&tokens, profile);
    let taken: Vec<Range<usize>> = drafts.iter().map(|draft| draft.from..draft.to).collect();
    let bodies = body::bodies(&tokens, &taken, profile);
    let fills = fill::fills(&tokens, &bodies, about, profile);
    let reading =
        Reading { tokens: &tokens, normal: &normal, bodies: &bodies, fills: &fills, profile };
    let (mut citations, spots) = reading.directives(&drafts);
    reading.committees(&mut citations);
    reading.finish(citations, &spots)
}

/// Reads the first document that a short text names: `16/CT-TTg`, `Nghị quyết số 25-NQ/TW`.
///
/// A year in brackets after it counts as its date: `25-NQ/TW (2013)`.
pub fn canonical_key(text: &str, profile: &Profile) -> Option<Canonical> {
    let citations = cite(text, profile, &About::default());
    let mention = citations.mentions.into_iter().find(|mention| mention.kind == Kind::Directive)?;
    let mut evidence = mention.evidence;
    let rest = text[mention.span.end..].trim();
    let year = rest.strip_prefix('(').and_then(|rest| rest.split(')').next());
    if let Some(year) =
        year.and_then(|year| year.trim().parse().ok()).filter(|_| evidence.date.is_none())
        && profile.institutions.years.contains(&year)
    {
        evidence.date = Some(PartialDate { year, month: None, day: None });
    }
    Some(Canonical { key: mention.key, form: mention.form, evidence })
}

/// Whether a name is that of a body and of nothing else.
pub fn is_body(name: &str, profile: &Profile) -> bool {
    fill::whole(name.trim(), profile).is_some()
}

/// The canonical name of a committee in any spelling; a name on no list keeps its words.
pub fn committee_name(name: &str, profile: &Profile) -> String {
    if let Some(body) = fill::whole(name.trim(), profile) {
        return body.name;
    }
    let normal = normalise::normalise(name.trim());
    let words = normal.text.split_whitespace().map(|word| match word {
        short if profile.centre_short.iter().any(|one| one == short) => profile.centre.clone(),
        _ => normalise::tone(word),
    });
    let joined = words.collect::<Vec<_>>().join(" ");
    capitalised(&joined)
}

/// The body that everybody means by a name or an abbreviation, whatever text it stands in:
/// `Chính phủ` by `CP`. A name that says neither place nor owner means none.
pub fn listed_body(name: &str, profile: &Profile) -> Option<String> {
    let normal = normalise::normalise(name.trim());
    let cut = token::tokens(&normal.text, &profile.vocabulary);
    let by_suffix = profile.suffixes.get(&*profile.fold_code(&normal.text));
    let by_suffix = by_suffix.filter(|suffix| suffix.code == normal.text);
    let head = profile.heads.longest(&cut, 0).filter(|(length, head)| {
        let whole = matches!(
            head.class,
            profile::Class::Name | profile::Class::Issuer | profile::Class::Placed
        );
        whole && *length == cut.list.len()
    });
    head.map(|(_, head)| head.name.clone()).or_else(|| by_suffix?.body.clone())
}

/// A text while it is read.
struct Reading<'a> {
    /// Its tokens.
    tokens: &'a Tokens<'a>,
    /// Its normal form.
    normal: &'a Normal<'a>,
    /// The bodies in it.
    bodies: &'a [Body],
    /// What they say of places and blocs.
    fills: &'a Fills<'a>,
    /// The grammar.
    profile: &'a Profile,
}

impl Reading<'_> {
    /// The mentions of directives, and where they are.
    fn directives(&self, drafts: &[Draft]) -> (Citations, Vec<Spot>) {
        let mut tails: Vec<Tail> = drafts
            .iter()
            .map(|draft| tail::tail(self.tokens, draft.to, self.bodies, self.profile))
            .collect();
        for (draft, tail) in drafts.iter().zip(&mut tails) {
            let before = tail::issuer_before(self.tokens, draft.from, self.bodies, self.profile);
            if let Some((issuer, term)) = before.filter(|_| tail.issuer.is_none()) {
                tail.issuer = Some(issuer);
                tail.term = tail.term.or(term);
            }
        }
        self.share_issuers(drafts, &mut tails);
        let mut issuers: Vec<Option<String>> = tails
            .iter()
            .map(|tail| tail.issuer.map(|index| self.key(&self.bodies[index]).0))
            .collect();
        let aliases = self.aliases(drafts);
        let answers = resolve::answers(drafts, &tails, &issuers, &aliases, self.profile);
        let mut citations = Citations::default();
        let mut spots = Vec::new();
        for (index, (draft, answer)) in drafts.iter().zip(answers).enumerate() {
            let Some(answer) = answer else { continue };
            let unknown = matches!(answer.resolution, Resolution::Unresolved(_));
            if unknown && directive::is_foreign(self.tokens, draft, self.profile) {
                continue;
            }
            let (tail, issuer) = (&mut tails[index], issuers[index].take());
            let evidence = self.evidence(draft, tail, issuer, answer.code);
            let mention = citations.mentions.len();
            spots.push(Spot { from: draft.from, to: draft.to, tail: tail.end, mention });
            citations.mentions.push(Mention {
                span: self.tokens.bytes(draft.from, draft.to),
                kind: Kind::Directive,
                form: answer.form,
                key: self.with_place(draft, answer.key),
                evidence,
                resolution: answer.resolution,
                nested: Vec::new(),
            });
        }
        (citations, spots)
    }

    /// A key with the place that it leaves open: two provinces had a twentieth congress.
    fn with_place(&self, draft: &Draft, key: String) -> String {
        let Name::Named { open: Some((level, words)), .. } = &draft.name else {
            return key;
        };
        match fill::place_at(*level, draft.from, self.fills) {
            Some(place) => key.replacen(words, &format!("{words} {place}"), 1),
            None => key,
        }
    }

    /// Gives the issuer of the last member of a list to those before it: `A và B của C`.
    fn share_issuers(&self, drafts: &[Draft], tails: &mut [Tail]) {
        for index in (1..drafts.len()).rev() {
            let joined = (tails[index - 1].end..drafts[index].from).all(|at| {
                let token = self.tokens.at(at);
                token.mark == b',' || self.profile.is(token.word, profile::flag::AND)
            });
            let suffix = |draft: &Draft| match &draft.name {
                Name::Code(code) | Name::Shared(code) => Some(code.issuer.clone()),
                _ => None,
            };
            let alike = suffix(&drafts[index - 1]) == suffix(&drafts[index]);
            let issues = tails[index].issuer.is_some_and(|body| {
                let kind =
                    drafts[index - 1].kind.map(|kind| &self.profile.types[usize::from(kind)]);
                kind.is_none_or(|kind| !kind.not_by.contains(&self.bodies[body].name))
            });
            if joined && alike && issues && tails[index - 1].issuer.is_none() {
                tails[index - 1].issuer = tails[index].issuer;
            }
        }
    }

    /// Short forms in brackets that are declared as names of the document before them.
    fn aliases(&self, drafts: &[Draft]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (index, draft) in drafts.iter().enumerate().skip(1) {
            if !matches!(draft.name, Name::Bare { .. }) {
                continue;
            }
            let declared = (draft.from.saturating_sub(8)..draft.from).any(|at| {
                let phrase = self.profile.alias.longest(self.tokens, at);
                phrase.is_some_and(|(length, ())| at + length == draft.from)
            });
            if declared {
                let whole = |other: &Draft| matches!(other.name, Name::Code(_) | Name::Shared(_));
                found.extend(drafts[..index].iter().rposition(whole).map(|full| (index, full)));
            }
        }
        found
    }

    /// The key of a body and how it was come by.
    fn key(&self, body: &Body) -> (String, Resolution) {
        fill::fill(body, self.fills, self.profile)
    }

    /// What the text says about a directive.
    fn evidence(
        &self,
        draft: &Draft,
        tail: &mut Tail,
        issuer: Option<String>,
        code: Option<Code>,
    ) -> Evidence {
        let mut evidence = Evidence {
            type_name: draft.kind.map(|kind| self.profile.types[usize::from(kind)].name.clone()),
            date: tail.date,
            term: tail.term.or_else(|| self.issuer_term(tail)),
            title: tail.title.take(),
            issuer,
            ..Evidence::default()
        };
        match &draft.name {
            Name::Bare { number, year, kind } => {
                evidence.number = Some(number.clone());
                evidence.type_code = kind.clone();
                evidence.date = evidence.date.or(year.map(year_alone));
            }
            Name::Named { year, term, .. } => {
                evidence.date = evidence.date.or(year.map(year_alone));
                evidence.term = evidence.term.or(*term);
            }
            Name::Code(_) | Name::Shared(_) => {}
        }
        if let Some(code) = code {
            evidence.number = Some(code.number);
            evidence.type_code = code.kind;
            evidence.date = evidence.date.or(code.year.map(year_alone));
            evidence.term =
                evidence.term.or_else(|| number::legislature(&code.issuer, self.profile));
            evidence.issuer = evidence.issuer.or_else(|| self.issuer(&code.issuer, draft.from));
            evidence.issuer_code = Some(code.issuer);
        }
        evidence
    }

    /// The term in brackets after the name of the issuer.
    fn issuer_term(&self, tail: &Tail) -> Option<u8> {
        let body = &self.bodies[tail.issuer?];
        tail::term(self.tokens, body.to, self.profile).map(|(_, term)| term)
    }

    /// The body behind a suffix: the profile's, or the one that the article is about.
    fn issuer(&self, suffix: &str, at: usize) -> Option<String> {
        let folded = self.profile.fold_code(first_suffix(suffix, self.profile));
        let known = self.profile.suffixes.get(&*folded)?;
        if known.body.is_some() {
            return known.body.clone();
        }
        let heads = self.profile.rules.seats.iter().filter(|(code, _)| *code == folded);
        let mut bodies =
            heads.filter_map(|(_, head)| fill::only(head, at, self.fills, self.profile));
        // TU is of a province or of a city: a text that names both says neither.
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// Adds the mentions of committees.
    fn committees(&self, citations: &mut Citations) {
        for body in self.bodies.iter().filter(|body| body.counts) {
            let (key, resolution) = self.key(body);
            let span = self.tokens.bytes(body.from, body.to);
            let words = &self.normal.text[span.clone()];
            // What folds alike is nearly always as long, so most names need no folding here.
            let alike = words.len() == key.len();
            let same = words == key || alike && fold(words) == fold(&key);
            let mut nested = Vec::new();
            self.nested(body, &mut nested);
            citations.mentions.push(Mention {
                span,
                kind: Kind::Committee,
                form: if same { Form::Full } else { Form::Short },
                key,
                evidence: Evidence::default(),
                resolution,
                nested,
            });
        }
    }

    /// Collects the bodies inside a body.
    fn nested(&self, body: &Body, nested: &mut Vec<Nested>) {
        for inner in &body.nested {
            let span = self.source(self.tokens.bytes(inner.from, inner.to));
            nested.push(Nested { span, key: self.key(inner).0 });
            self.nested(inner, nested);
        }
    }

    /// A range of the text as given for one of the normal text.
    fn source(&self, range: Range<usize>) -> Range<usize> {
        self.normal.source_start(range.start)..self.normal.source_end(range.end)
    }

    /// Puts all mentions in the order of the text as given, and states the relations.
    fn finish(&self, mut citations: Citations, spots: &[Spot]) -> Citations {
        let statements = relate::statements(self.tokens, spots, self.profile);
        let mut order: Vec<usize> = (0..citations.mentions.len()).collect();
        order.sort_by_key(|&index| citations.mentions[index].span.start);
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
        let mut mentions: Vec<Option<Mention>> = citations.mentions.into_iter().map(Some).collect();
        citations.mentions = order.iter().filter_map(|&old| mentions[old].take()).collect();
        for mention in &mut citations.mentions {
            mention.span = self.source(mention.span.clone());
        }
        citations.statements = statements
            .into_iter()
            .map(|statement| Statement {
                subject: place[statement.subject],
                object: place[statement.object],
                evidence: self.source(statement.evidence),
                relation: statement.relation,
            })
            .collect();
        citations
    }
}

/// A year of which no more is known.
fn year_alone(year: i16) -> PartialDate {
    PartialDate { year, month: None, day: None }
}

#[cfg(test)]
mod tests;
