//! Noise: what the lines of a web page say that is no part of its article.
//!
//! The words are data (`noise.toml`, `lexicon.toml`); here is only how they are
//! compared. Each function looks at one line and knows nothing of its neighbours.
//!
//! Not here: what the order of lines tells (`recognise`), what a site adds (`furniture`).

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::cite::TONES;
use crate::import::reason::Reason;

/// How far a list of other articles runs below its heading.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// To the end of the page.
    Terminal,
    /// Until prose goes on.
    Inline,
}

/// Headings with one meaning.
#[derive(Debug, Deserialize)]
struct Headings {
    /// What the report says.
    reason: Reason,
    /// How far the list below runs.
    kind: Reach,
    /// The headings themselves.
    lines: Vec<String>,
    /// A pattern of more of them, without anchors.
    regex: Option<String>,
}

/// Beginnings with one meaning.
#[derive(Debug, Deserialize)]
struct Prefixes {
    /// What the report says.
    reason: Reason,
    /// The most characters that such a line has.
    at_most: usize,
    /// The beginnings themselves.
    starts: Vec<String>,
}

/// A pattern of a whole line.
#[derive(Debug, Deserialize)]
struct RawPattern {
    /// What the report says.
    reason: Reason,
    /// The pattern, without anchors.
    regex: String,
}

/// The words of a page's controls.
#[derive(Debug, Deserialize)]
struct Words {
    /// What the report says.
    reason: Reason,
    /// The words themselves.
    list: Vec<String>,
}

/// `noise.toml` as it is written.
#[derive(Debug, Deserialize)]
struct NoiseFile {
    /// Headings of lists.
    heading: Vec<Headings>,
    /// Beginnings of lines.
    prefix: Vec<Prefixes>,
    /// Whole lines.
    pattern: Vec<RawPattern>,
    /// Words of controls.
    words: Words,
}

/// `lexicon.toml` as it is written.
#[derive(Debug, Deserialize)]
pub struct Lexicon {
    /// Provinces and cities.
    pub places: Vec<String>,
    /// Marks of a publisher.
    pub sources: Vec<String>,
    /// Words that a writing office starts with.
    pub offices: Vec<String>,
    /// Family names.
    pub families: Vec<String>,
    /// Types of documents, each in capitals on a line of its own below the letterhead.
    pub documents: Vec<String>,
    /// What the head of a document's first page starts with.
    pub letterheads: Vec<String>,
    /// Words in capitals on lines of their own that are no names.
    pub no_names: Vec<String>,
    /// Degrees and ranks before a name.
    pub degrees: Vec<String>,
    /// What an author is, on a line of its own below the name.
    pub roles: Vec<String>,
    /// What an author's office starts with.
    pub positions: Vec<String>,
    /// What headlines say that an office does: with one of these words it is no byline.
    pub acts: Vec<String>,
    /// What somebody who is shown does: with one of these words a name and its office are no
    /// byline.
    pub deeds: Vec<String>,
    /// Words of reporting, which no caption has.
    pub reporting: Vec<String>,
    /// What stands before those who wrote a text.
    pub author_labels: Vec<String>,
    /// Which of it names who put the text on the page.
    pub posting_labels: Vec<String>,
    /// What stands before where a text was taken from.
    pub source_labels: Vec<String>,
    /// What the sign of a portal starts with, in small letters.
    pub portals: Vec<String>,
    /// Words that go with the date behind them.
    pub before_dates: Vec<String>,
    /// What stands before the day up to which something was counted.
    pub counted_until: Vec<String>,
    /// Words that open a clause, each with a blank before it.
    pub clause_openers: Vec<String>,
    /// What the words under a picture say.
    pub caption: CaptionWords,
}

/// The table `caption` of `lexicon.toml`; what each list means in full stands there.
#[derive(Debug, Deserialize)]
pub struct CaptionWords {
    /// What only a caption starts with.
    pub labels: Vec<String>,
    /// Words that point at the picture.
    pub pointers: Vec<String>,
    /// What stands before the number of a picture.
    pub numbered: Vec<String>,
    /// How a caption may begin.
    pub starts: Vec<String>,
    /// Whom it shows.
    pub subjects: Vec<String>,
    /// What they do in it.
    pub verbs: Vec<String>,
    /// Deeds that a picture can show, with their blanks.
    pub deeds: Vec<String>,
    /// Words of sentences that hang together, which no caption has.
    pub of_prose: Vec<String>,
    /// What is done for everybody to see.
    pub ceremonies: Vec<String>,
    /// What is handed over and to whom.
    pub awards: Vec<String>,
    /// Where somebody is shown.
    pub spots: Vec<String>,
    /// What somebody does at an occasion.
    pub parts_played: Vec<String>,
    /// Occasions.
    pub occasions: Vec<String>,
    /// Occasions before their name.
    pub named_occasions: Vec<String>,
    /// Occasions at the end of a line that says only who is shown.
    pub gatherings: Vec<String>,
    /// What somebody does before the camera of a meeting held in several places.
    pub attends: Vec<String>,
    /// One of those places.
    pub screens: Vec<String>,
    /// One of those places, at the start of a line.
    pub screen_starts: Vec<String>,
    /// Meetings that a caption starts with.
    pub meetings: Vec<String>,
    /// Committees.
    pub committees: Vec<String>,
    /// What somebody has to show.
    pub possessions: Vec<String>,
    /// How those are called who have it.
    pub owners: Vec<String>,
    /// Who is counted at the start of a caption.
    pub counted: Vec<String>,
    /// How a bracket starts that says where in the picture somebody is.
    pub places_in_picture: Vec<String>,
    /// What such a bracket may be as a whole.
    pub sides: Vec<String>,
    /// How a row of people is counted.
    pub counted_from: Vec<String>,
}

/// The noise data, made ready for comparison.
struct Noise {
    /// Folded headings with reach and reason.
    headings: Vec<(String, Reach, Reason)>,
    /// Patterns of headings with reach and reason.
    heading_patterns: Vec<(Regex, Reach, Reason)>,
    /// Folded beginnings with the most characters and reason.
    prefixes: Vec<(String, usize, Reason)>,
    /// Compiled patterns with reason.
    patterns: Vec<(Regex, Reason)>,
    /// Folded words, longest first.
    words: Vec<String>,
    /// What the report says of a control.
    words_reason: Reason,
}

/// The noise data, read once.
static NOISE: LazyLock<Noise> = LazyLock::new(|| {
    let file: NoiseFile =
        toml::from_str(include_str!("noise.toml")).expect("the built-in noise.toml is well formed");
    let whole = |pattern: &str| {
        RegexBuilder::new(&format!("^(?:{})$", fold_tones(pattern)))
            .case_insensitive(true)
            .build()
            .expect("the built-in patterns compile")
    };
    let heading_pattern = |headings: &Headings| {
        let regex = headings.regex.as_ref()?;
        Some((whole(regex), headings.kind, headings.reason.clone()))
    };
    let mut words: Vec<String> = file.words.list.iter().map(|word| fold(word)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    Noise {
        headings: file
            .heading
            .iter()
            .flat_map(|h| h.lines.iter().map(|l| (fold(l), h.kind, h.reason.clone())))
            .collect(),
        heading_patterns: file.heading.iter().filter_map(heading_pattern).collect(),
        prefixes: file
            .prefix
            .iter()
            .flat_map(|p| p.starts.iter().map(|s| (fold(s), p.at_most, p.reason.clone())))
            .collect(),
        patterns: file.pattern.iter().map(|raw| (whole(&raw.regex), raw.reason.clone())).collect(),
        words,
        words_reason: file.words.reason,
    }
});

/// The names and phrases, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("lexicon.toml")).expect("the built-in lexicon.toml is well formed")
});

/// Folds a text for comparison: lower case, tone marks in the newer place, Ð as đ.
pub fn fold(text: &str) -> String {
    fold_tones(&text.to_lowercase().replace('ð', "đ"))
}

/// Moves tone marks to the newer place: `uỷ` becomes `ủy`, `hoá` becomes `hóa`.
fn fold_tones(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let is_older = |(older, _): &&(&str, &str)| older.chars().eq([before, letter]);
        let moved = match before {
            'o' | 'u' if !letter.is_ascii() => TONES.iter().find(is_older),
            _ => None,
        };
        match moved {
            Some((_, newer)) => {
                folded.pop();
                folded.push_str(newer);
            }
            None => folded.push(letter),
        }
        before = letter;
    }
    folded
}

/// Whether a line is the heading of a list of other articles, how far that runs, and why.
pub fn heading(text: &str) -> Option<(Reach, Reason)> {
    let noise = &*NOISE;
    if 60 < text.chars().count() {
        return None;
    }
    let folded = fold(text);
    let bare = without_marks(&folded);
    noise
        .headings
        .iter()
        .find(|(line, _, _)| line == bare)
        .map(|(_, reach, reason)| (*reach, reason.clone()))
        .or_else(|| {
            let found = noise.heading_patterns.iter().find(|(regex, _, _)| regex.is_match(bare));
            found.map(|(_, reach, reason)| (*reach, reason.clone()))
        })
}

/// A line without the marks and figures around its words.
pub fn without_marks(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace()
            || c.is_ascii_punctuation()
            || c.is_ascii_digit()
            || "»«›‹•–—…●■▪►▼".contains(c)
    })
}

/// Why a line is noise whatever stands around it, if it is.
pub fn reason(text: &str) -> Option<Reason> {
    let noise = &*NOISE;
    let length = text.chars().count();
    if 420 < length {
        return None;
    }
    // What a dump leaves of a row's last cell.
    let bare = text.trim_end_matches([' ', '|']);
    let folded = fold(if bare.is_empty() { text } else { bare });
    let prefix = noise.prefixes.iter().find(|(start, at_most, _)| {
        length <= *at_most && folded.starts_with(start.as_str()) && ends_a_word(&folded, start)
    });
    if let Some((_, _, reason)) = prefix {
        return Some(reason.clone());
    }
    if let Some((_, reason)) = noise.patterns.iter().find(|(regex, _)| regex.is_match(&folded)) {
        return Some(reason.clone());
    }
    if is_sign(text, &folded) {
        return Some(Reason::Imprint);
    }
    if is_labelled_teaser(text) {
        return Some(Reason::Teaser);
    }
    is_controls(&folded).then(|| noise.words_reason.clone())
}

/// Whether a line is the label of a list with the headline of another article glued to it: `Tin
/// liên quan Xã Kim Liên ra quân làm đường`.
fn is_labelled_teaser(text: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Tin|Bài|Tin bài|Bài viết) liên quan [\p{Lu}“]")
            .expect("the pattern compiles")
    });
    LABEL.is_match(text) && text.chars().count() <= 200 && !text.ends_with(['.', ':', ';'])
}

/// Whether a line is the headline as the page's address has it, without marks and capitals: `hoi
/// phu nu xa to chuc ngay hoi`.
pub fn is_address_in_words(text: &str) -> bool {
    let plain = text
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let n_words = text.split([' ', '-']).filter(|word| !word.is_empty()).count();
    plain && 6 <= n_words && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a line is the sign of a portal, in capitals: `CỔNG THÔNG TIN ĐIỆN TỬ XÃ KIM LIÊN`.
fn is_sign(text: &str, folded: &str) -> bool {
    let portal = LEXICON.portals.iter().any(|start| folded.starts_with(start.as_str()));
    portal && text.chars().count() <= 120 && !text.chars().any(char::is_lowercase)
}

/// Whether a line is of the site's imprint; its dates are those of licences.
pub fn is_imprint(text: &str) -> bool {
    reason(text) == Some(Reason::Imprint)
}

/// Whether a beginning ends where a word of the text ends.
pub fn ends_a_word(text: &str, start: &str) -> bool {
    let closed = !start.ends_with(char::is_alphanumeric);
    closed || !text[start.len()..].starts_with(char::is_alphanumeric)
}

/// Whether a folded line is made of nothing but words of controls.
fn is_controls(folded: &str) -> bool {
    let mut rest = folded;
    let mut n_words = 0;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        if rest.is_empty() {
            return 0 < n_words;
        }
        let word = NOISE.words.iter().find(|word| {
            rest.starts_with(word.as_str()) && {
                let after = &rest[word.len()..];
                !after.starts_with(char::is_alphabetic)
            }
        });
        match word {
            Some(word) => rest = &rest[word.len()..],
            None => return false,
        }
        n_words += 1;
    }
}

/// Whether a line is nothing but the credit of a picture: `(Ảnh: HM)`.
pub fn is_caption_credit(text: &str) -> bool {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s(\[]*(?:ảnh|nguồn ảnh|photo|hình)\s*[:：/]\s*[^.]{1,60}[)\]]?[\s.]*$")
            .expect("the pattern compiles")
    });
    CREDIT.is_match(text)
}

/// Whether a line ends with the credit of a picture.
pub fn ends_with_credit(text: &str) -> bool {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)[\s._(\[–-](?:ảnh|nguồn ảnh|photo|nguồn|source)\s*[:：]\s*[^()\[\]:]{1,45}[)\]]?[\s.]*$|",
            r"\((?:Ảnh|ẢNH)\s+[\p{Lu}Đ][^()\[\]:]{1,40}\)[\s.]*$|",
            r"[.(\s](?:Ảnh|ảnh|ẢNH) (?:tư liệu|minh họa|minh hoạ|sưu tầm|internet)\)?[\s.]*$|",
            // `Ảnh nguồn GLO.`, `(Ảnh do Văn phòng cung cấp)`
            r"[.(\s]Ảnh (?:nguồn|theo|của)\s+\p{Lu}[^()\[\]:.]{1,40}\)?[\s.]*$|",
            r"[.(\s](?:Ảnh|ảnh) do [^()\[\]:.]{2,50} cung cấp\)?[\s.]*$|",
            // Pages of law take theirs from anywhere: `(Hình từ Internet)`.
            r"\((?:hình|ảnh|hình ảnh|nguồn)(?: minh họa| minh hoạ)?(?: lấy)?(?: từ)? (?:internet|mạng)\)[\s.]*$",
        ))
        .expect("the pattern compiles")
    });
    CREDIT.is_match(text)
}
