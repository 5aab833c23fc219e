//! Stamps: lines on which a page says when it was published.
//!
//! Every portal writes its own: `12/09/2018 11:54:00`, `Thứ Ba, 5/4/2022 | 08:30
//! GMT+7`, `Đăng bởi admin, ngày 3/6/2020`. So a stamp is what remains of a line
//! once dates, hours, weekdays and the words of publishing are taken away: nothing,
//! or a name.
//!
//! Not here: which stamp counts (`dating`).

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::import::{moment, noise};

/// What a stamp says it is the time of.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Act {
    /// Of publishing, in so many words or by its place alone.
    Published,
    /// Of the last change.
    Updated,
}

/// A line's stamp.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Stamp {
    /// The day.
    pub date: Date,
    /// Its words.
    pub words: String,
    /// What it is the time of.
    pub act: Act,
    /// Whether it has an hour.
    pub has_hour: bool,
    /// Whether it says that it is one: `Đăng bởi`, `Cập nhật`, a view count.
    pub stated: bool,
    /// What else the line holds: a name, a category.
    pub rest: String,
}

/// The words around a date on a stamp, folded by case alone.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^author\s*:?|\(?\b(?:được|đã) đăng\b\s*:?|",
        r"(?:người\s+(?:đăng|viết|gửi)(?:\s+bài(?:\s+viết)?)?|tác giả)\s*:?|",
        r"(?:thứ|t)\s?(?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|chủ nhật|\bcn\b|",
        // `Thu Hà` is a name.
        r"\b(?:mon|tue|wed|fri|sat|sun)[a-z]*\b|\bthu(?:rs[a-z]*\b|[.,]|\s\s|\s*$)|",
        r"\btin tức\b|\btin (?:đưa|đăng)(?: ngày)?\s*:?|\b\d{1,2}\s*(?:phút|mins?)\s*(?:đọc|read)\b|",
        r"\b\d{1,2}\s?[:hg]\s?\d{2}(?:\s?[:p']\s?\d{2})?(?:\s?[ap]\.?m\.?\b)?|\b(?:am|pm|sa|ch)\b|",
        r"\(?\b(?:gmt|utc)\s?[+-]?\s?\d{0,2}(?::\d{2})?\)?|",
        r"\b(?:view|read|hit)s? counts?\s*:\s*[\d.,]*|",
        r"(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc)\s*:?\s*[\d.,]*|[\d.,]*\s*(?:lượt xem|",
        r"lượt đọc|lượt|views?|bình luận|phản hồi|comments?)\b|",
        r"(?:cập nhật|cập nhập|đăng|xuất bản|đăng tải|đưa tin|đã đăng|phát hành|",
        r"viết|gửi|post(?:ed)?|published|(?:last )?updated|tạo)\s*(?:lần cuối|",
        r"mới nhất)?\s*(?:lúc|vào lúc|vào|ngày|bởi|on|at|tin)?\s*(?:ngày)?\s*:?|",
        r"(?:ngày|thời gian|giờ)\s*(?:đăng|cập nhật|xuất bản|tạo|viết|gửi|phát hành|",
        r"đưa tin|ban hành tin)?(?:\s+(?:bài|tin))?\s*:?|",
        // The names of a font's signs, where the font is gone.
        r"\b(?:calendar|clock|eye|schedule|visibility|access_time|date_range|today)\b|",
        r"\b(?:ngày|lúc|vào|hồi|bởi|admin|administrator|quản trị|in|bài viết|tin|date|by)\b\s*:?",
    ))
    .expect("the pattern compiles")
});

/// Reads a line as a stamp; none if it has no whole day or is more than a stamp.
pub fn read(text: &str) -> Option<Stamp> {
    if 160 < text.chars().count() {
        return None;
    }
    if noise::is_imprint(text) {
        return None;
    }
    let text = &with_century(text);
    let moments = moment::find(text);
    let whole = moments.iter().find(|moment| moment.date().is_some())?;
    let date = whole.date()?;
    if !(1995..=2049).contains(&date.year()) {
        return None;
    }
    let mut rest = text.to_string();
    for moment in moments.iter().rev().filter(|moment| moment.date().is_some()) {
        rest.replace_range(moment.range.clone(), " ");
    }
    let furniture: Vec<String> =
        FURNITURE.find_iter(&rest).map(|found| found.as_str().to_lowercase()).collect();
    let rest = FURNITURE.replace_all(&rest, " ");
    let rest = rest.trim_matches(|c: char| !c.is_alphabetic());
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let updated =
        furniture.iter().any(|words| words.starts_with("cập nhậ") || words.starts_with("updated"));
    let published = furniture.iter().any(|words| {
        ["đăng", "xuất bản", "ngày đăng", "post", "publ"].iter().any(|act| words.starts_with(act))
    });
    Some(Stamp {
        date,
        words: without_counts(text),
        stated: updated
            || published
            || furniture.iter().any(|words| words.contains("lượt") || words.contains("view")),
        act: if updated && !published { Act::Updated } else { Act::Published },
        has_hour: furniture.iter().any(|words| {
            words.chars().next().is_some_and(|c| c.is_ascii_digit())
                && words.contains([':', 'h', 'g'])
        }),
        rest,
    })
}

/// A stamp's words without how often the page was seen, which proves no date.
fn without_counts(text: &str) -> String {
    // Behind its label first: the figures before a label may be those of an hour.
    static COUNTS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
        [
            r"(?i)[\s|·•,;–-]*(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc)\s*:\s*[\d.,]*",
            r"(?i)[\s|·•,;–-]*\b[\d.,]+\s*(?:lượt xem|lượt đọc|lượt|views?)\b",
        ]
        .map(|count| Regex::new(count).expect("the pattern compiles"))
    });
    let kept =
        COUNTS.iter().fold(text.to_string(), |text, count| count.replace_all(&text, "").into());
    let is_edge = |c: char| c.is_whitespace() || "|·•,;–-".contains(c);
    kept.replace("()", "").trim_matches(is_edge).to_string()
}

/// Writes the years of two digits in full: `16/08/17 08:05`. Only stamps are so short.
fn with_century(text: &str) -> Cow<'_, str> {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?P<before>^|[^\d/.-])(?P<day>\d{1,2}[/.-]\d{1,2}[/.-])",
            r"(?P<year>[0-4]\d)(?P<after>$|[\s,;|)])",
        ))
        .expect("the pattern compiles")
    });
    SHORT.replace(text, "${before}${day}20${year}${after}")
}

/// Whether a stamp to the second ends a line that starts with the name of a section:
/// `Tin hoạt động 25 Tháng Năm 2023 7:00:00 SA`. No sentence tells the seconds.
pub fn follows_a_section(stamp: &Stamp) -> bool {
    static SECONDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b\d{1,2}:\d{2}:\d{2}\b").expect("the pattern compiles"));
    let before = stamp.words.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let section = (1..=6).contains(&before.split_whitespace().count());
    section && SECONDS.is_match(&stamp.words)
}

/// Whether a stamp's line holds nothing but the stamp.
pub fn is_bare(stamp: &Stamp) -> bool {
    let letters = stamp.rest.chars().filter(|c| c.is_alphabetic()).count();
    // `QPTD - Thứ Hai, 12/03/2018, 08:26`: a paper signs with capitals.
    let signed = stamp.has_hour && letters <= 7 && stamp.rest.chars().all(char::is_uppercase);
    letters <= 2
        || signed
        || noise::LEXICON.places.contains(&stamp.rest)
        || noise::reason(&stamp.rest).is_some()
}
