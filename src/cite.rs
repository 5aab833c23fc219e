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

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
