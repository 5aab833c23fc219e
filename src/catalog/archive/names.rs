//! Names of bodies: when two names mean one body, and what a name says of the body above.
//!
//! A committee's name is built like an address: `Ban Thường vụ Đảng ủy Khối X` is the
//! standing board of `Đảng ủy Khối X`. That much can be read off a name without
//! knowing the body.
//!
//! Not here: finding names in prose (`cite`).

use unicode_normalization::UnicodeNormalization;

use crate::cite::{self, Form, Profile};

/// What the archive needs to know of how a language writes numbers and names.
///
/// The citation profile implements it. What bodies are to one another (the tables below, and the
/// periods of `periods`) is of Vietnam's institutions and no part of a profile yet.
pub trait Names: Sync {
    /// The canonical key of a number as a person writes it; none if it is not a number.
    fn directive_key(&self, written: &str) -> Option<String>;
    /// How a canonical key is shown: `16-CT/TTg` as `16/CT-TTg`.
    fn display(&self, key: &str) -> String;
    /// The canonical full name of a body as a person writes it.
    fn committee_name(&self, written: &str) -> String;
    /// A form in which spellings of one name are equal; marks stay.
    fn fold(&self, text: &str) -> String;
}

/// Organs that speak for their whole body: the same issuer under another name.
const ORGANS: [&str; 6] =
    ["ban thường vụ ", "ban chấp hành ", "thường trực ", "thường vụ ", "chủ tịch ", "bí thư "];

/// An organisation and the committee that leads it.
const LED_BY: [(&str, &str); 6] = [
    ("đảng bộ tỉnh", "tỉnh ủy"),
    ("đảng bộ thành phố", "thành ủy"),
    ("đảng bộ huyện", "huyện ủy"),
    ("đảng bộ quận", "quận ủy"),
    ("đảng bộ thị xã", "thị ủy"),
    ("đảng bộ", "đảng ủy"),
];

/// Names that every place has, and so say nothing without one.
const BARE: [&str; 22] = [
    "đảng ủy",
    "đảng ủy khối",
    "đảng ủy xã",
    "đảng ủy phường",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "ban cán sự đảng",
    "đảng đoàn",
    "ủy ban nhân dân",
    "ủy ban nhân dân tỉnh",
    "ủy ban nhân dân thành phố",
    "ủy ban nhân dân huyện",
    "ủy ban nhân dân xã",
    "hội đồng nhân dân",
    "hội đồng nhân dân tỉnh",
    "hội đồng nhân dân thành phố",
    "hội đồng nhân dân huyện",
    "hội đồng nhân dân xã",
    "chi bộ",
];

/// Words with which the name of a leading body begins inside a longer name.
const HEADS: [&str; 7] =
    ["đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng bộ"];

/// Words before `Trung ương` that make a body one of the Central Committee's own.
const CENTRAL_ORGANS: [&str; 5] =
    ["ban ", "ủy ban kiểm tra ", "văn phòng ", "hội đồng ", "quân ủy "];

/// The folded name under which the central body stands, most usual first.
pub const CENTRE: [&str; 3] =
    ["ban chấp hành trung ương đảng", "trung ương đảng", "ban chấp hành trung ương"];

/// The body for which a folded name speaks: its organs and its organisation are one issuer.
pub fn root(folded: &str) -> String {
    let mut name = folded;
    while let Some(rest) = ORGANS.iter().find_map(|organ| name.strip_prefix(organ)) {
        name = rest;
    }
    for (organisation, committee) in LED_BY {
        match name.strip_prefix(organisation) {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => {
                return format!("{committee}{rest}");
            }
            _ => {}
        }
    }
    name.to_string()
}

/// Whether every place has a body of this root name.
pub fn is_bare(root: &str) -> bool {
    BARE.contains(&root)
}

/// Where in a folded name the name of the body above begins, if the name shows it.
pub fn above(folded: &str) -> Option<&str> {
    let inner = HEADS
        .iter()
        .filter_map(|head| folded.rfind(&format!(" {head}")))
        .min()
        .map(|at| &folded[at + 1..]);
    inner.or_else(|| {
        let central = folded.strip_suffix(" trung ương")?;
        let is_organ = CENTRAL_ORGANS.iter().any(|organ| format!("{central} ").starts_with(organ));
        is_organ.then_some(CENTRE[0])
    })
}

impl Names for Profile {
    fn directive_key(&self, written: &str) -> Option<String> {
        let canonical = cite::canonical_key(written, self)?;
        (canonical.form == Form::Full).then_some(canonical.key)
    }

    fn display(&self, key: &str) -> String {
        cite::display(key, self)
    }

    fn committee_name(&self, written: &str) -> String {
        cite::committee_name(written, self)
    }

    fn fold(&self, text: &str) -> String {
        cite::fold(text)
    }
}

/// Names as they are written, for an archive without a profile.
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

    fn fold(&self, text: &str) -> String {
        let text = self.committee_name(text).to_lowercase();
        text.replace("uỷ", "ủy").replace("khoá", "khóa")
    }
}
