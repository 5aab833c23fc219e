//! Words: what is asked of a text alone, whatever stands around it.
//!
//! The words are data, the table `caption` of `lexicon.toml`; here is only the form around them.
//! A list that is part of a pattern is built into it once.
//!
//! Not here: what a text proves where it stands (`evidence`).

use std::sync::LazyLock;

use regex::Regex;

use crate::import::line::ends_a_sentence;
use crate::import::noise::{LEXICON, ends_with_credit, fold, is_caption_credit};

/// Whether a line is a caption whatever stands around it: a credit, with or without the words
/// before it, or what starts with a label (`Ảnh minh họa …`) or points at its picture.
pub fn is_certain(text: &str) -> bool {
    let length = text.chars().count();
    if is_caption_credit(text) {
        return true;
    }
    if length <= 420 && ends_with_credit(text) {
        // A long line is one only if the word itself is there; `(nguồn: …)` ends paragraphs too.
        return length <= 260 || text.contains("nh:") || text.contains("NH:");
    }
    let labelled = length <= 220 && starts_with_a_label(text) && !text.contains(". ");
    let points = LEXICON.caption.pointers.iter().any(|words| text.contains(words.as_str()));
    labelled || length <= 320 && points
}

/// Whether a text starts with what only a caption starts with.
fn starts_with_a_label(text: &str) -> bool {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(&[r"(?i)^\(?", &any(&LEXICON.caption.labels)]));
    LABEL.is_match(text)
}

/// Whether a text starts with somebody whom a picture can show: a rank and a name, an office, a
/// group of people.
///
/// That alone proves no caption, since sentences start so as well. It does where no sentence
/// stands, and it tells that a line is no headline and no teaser, which start with what happened.
pub fn starts_with_somebody(text: &str) -> bool {
    let bare = without_rank(text);
    let ranked = bare.len() < text.len() && bare.starts_with(char::is_uppercase);
    // `Lãnh đạo, chỉ đạo công tác …` heads a part of the text; `Tổng Bí thư, Chủ tịch nước` goes
    // on with another office.
    let goes_on = |rest: &str| {
        rest.strip_prefix(", ").is_some_and(|rest| !rest.starts_with(char::is_uppercase))
    };
    ranked || rests(text, &LEXICON.caption.subjects).any(|rest| !goes_on(rest))
}

/// Whether a text starts with one of the subjects of captions, even one with which a heading goes
/// on.
pub(super) fn starts_with_a_subject(text: &str) -> bool {
    rests(text, &LEXICON.caption.subjects).next().is_some()
}

/// Whether a text starts as captions do that show a scene.
pub(super) fn starts_as_a_scene(text: &str) -> bool {
    rests(text, &LEXICON.caption.starts).next().is_some()
}

/// What a text has behind each of the beginnings that it starts with as whole words.
fn rests<'a>(text: &'a str, starts: &'a [String]) -> impl Iterator<Item = &'a str> {
    let rests = starts.iter().filter_map(|start| text.strip_prefix(start.as_str()));
    rests.filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a text starts with a rank or degree, written out: `Đại tá Lê Văn An`.
pub(super) fn starts_with_a_rank(text: &str) -> bool {
    let mut ranks = LEXICON.degrees.iter();
    ranks.any(|rank| text.strip_prefix(rank.as_str()).is_some_and(|rest| rest.starts_with(' ')))
}

/// A text without the rank or degree before its first name: `TS. Vũ Trung Kiên`.
fn without_rank(text: &str) -> &str {
    let cut = |rank: &String| text.strip_prefix(rank.as_str())?.strip_prefix(['.', ' ']);
    LEXICON.degrees.iter().find_map(cut).map_or(text, str::trim_start)
}

/// Whether a text is one sentence; the full stop of a degree at its start ends none.
pub(super) fn is_one_sentence(text: &str) -> bool {
    !without_rank(text).contains(". ")
}

/// Whether a text ends as a sentence or a list does; words in quotation marks at its end do not.
pub(super) fn ends_with_a_stop(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…', ';', ':', ','])
}

/// Whether a text ends as a sentence does that states something.
pub(super) fn is_a_statement(text: &str) -> bool {
    ends_a_sentence(text) && !text.ends_with(['!', '?', '…'])
}

/// Whether a text says what those do who are shown.
pub(super) fn says_what_they_do(text: &str) -> bool {
    static VERBS: LazyLock<Vec<String>> = LazyLock::new(|| folded(&LEXICON.caption.verbs));
    let text = fold(text);
    VERBS.iter().any(|verb| text.contains(verb.as_str()))
}

/// Whether a text uses a word of reporting, as prose does and captions do not. Not a part of a
/// longer word: `trong đóng góp` has no `trong đó`.
pub(super) fn reports(text: &str) -> bool {
    static REPORTING: LazyLock<Regex> = LazyLock::new(|| pattern(&[&whole(&LEXICON.reporting)]));
    // Those who `được nhận` or `được khen thưởng` are shown.
    let folded = fold(text).replace("được nhận", "nhận").replace("được khen", "khen");
    REPORTING.is_match(&folded.replace("ân cần", ""))
}

/// Whether a text tells of a deed in the present that a picture can show, and has none of the
/// words that tie the sentences of a text to one another.
pub(super) fn shows_a_deed(text: &str) -> bool {
    static DEEDS: LazyLock<Vec<String>> = LazyLock::new(|| folded(&LEXICON.caption.deeds));
    static OF_PROSE: LazyLock<Vec<String>> = LazyLock::new(|| folded(&LEXICON.caption.of_prose));
    let text = format!(" {} ", fold(text).replace(',', " ,"));
    let has = |words: &[String]| words.iter().any(|words| text.contains(words.as_str()));
    has(&DEEDS) && !has(&OF_PROSE)
}

/// Whether a text says that somebody hands something over, or stands for a picture.
pub fn hands_over(text: &str) -> bool {
    static CEREMONY: LazyLock<Regex> =
        LazyLock::new(|| pattern(&[r"(?i)\p{L}\s", &any(&LEXICON.caption.ceremonies), r"\b"]));
    CEREMONY.is_match(text)
}

/// Whether a text says who is shown and ends with the occasion: `Các tập thể được khen thưởng
/// tại hội nghị`.
pub fn is_scene(text: &str) -> bool {
    static GATHERING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&[r"(?i)(?:tại|trong) ", &any(&LEXICON.caption.gatherings), r"[\p{L} ]{0,40}$"])
    });
    starts_with_somebody(text) && GATHERING.is_match(text)
}

/// Whether a text says who is shown and ends with the hour of it, as no headline does: `Phó Chủ
/// tịch UBND huyện trao quà cho người nghèo vào chiều 11/5`.
pub fn tells_when(text: &str) -> bool {
    static WHEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&[
            r"(?i)\s(?:vào )?(?:sáng|trưa|chiều|tối|ngày) (?:ngày )?",
            r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?$",
        ])
    });
    says_what_they_do(text)
        && starts_with_somebody(text)
        && !text.contains(':')
        && WHEN.is_match(text)
}

/// Whether a text says where in the picture somebody is, `(bên trái)`, `đứng thứ hai từ trái
/// sang`: only a picture has sides.
pub(super) fn names_sides(text: &str) -> bool {
    static SIDE: LazyLock<Regex> = LazyLock::new(|| {
        let words = &LEXICON.caption;
        let (places, sides) = (any(&words.places_in_picture), any(&words.sides));
        let counted = any(&words.counted_from);
        pattern(&[r"(?i)\((?:", &places, r"[\p{L}\d ,]{0,30}|", &sides, r")\)|", &counted])
    });
    // The weekday behind its day, `ngày 5/6 (thứ Năm)`, is none.
    static WEEKDAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&[
            r"(?i)(\d)\s*\((?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)",
            r"(?:\s*(?:,|và|-|–|đến)\s*)?)+\)",
        ])
    });
    SIDE.is_match(&WEEKDAYS.replace_all(text, "$1"))
}

/// Whether a sentence ends with what is handed over, where somebody is shown, or what somebody
/// does at which occasion: `Ông Páo phát biểu tại hội nghị.`
pub(super) fn ends_with_an_occasion(text: &str) -> bool {
    static ENDING: LazyLock<Regex> = LazyLock::new(|| {
        let words = &LEXICON.caption;
        let (occasions, named) = (any(&words.occasions), any(&words.named_occasions));
        let occasion = format!(r"(?:{occasions}|{named}[^.]{{0,40}})");
        pattern(&[
            &format!(r"(?i)(?:{}[^.;:]{{0,60}}", any(&words.spots)),
            &format!(r"|{}[^.;:]{{0,110}}", any(&words.awards)),
            r"|nhận quà[^.;:]{0,70}",
            &format!(r"|{}[^.;:]{{0,40}}", any(&words.attends)),
            &format!(r"{}[^.;:]{{0,40}}", any(&words.screens)),
            &format!(r"|{}[^.;:]{{0,80}}{occasion})", any(&words.parts_played)),
            r"[\s.]*$",
        ])
    });
    ENDING.is_match(text)
}

/// Whether a text is one of the forms that only captions have: `Ban Chấp hành khóa VIII ra mắt
/// Đại hội`, `Mô hình … của ông Ngô Thanh Hằng …`, `03 chi đoàn ký giao ước`.
pub(super) fn has_the_form_of_a_caption(text: &str) -> bool {
    static FORMS: LazyLock<Regex> = LazyLock::new(|| {
        let words = &LEXICON.caption;
        let forms = [
            format!(r"{}\s[^.;]{{4,120}} ra mắt[^.;]{{0,40}}$", any(&words.committees)),
            format!(
                r"{}\s[^.;:]{{0,60}}của {}\s[^.;:]{{4,100}}\.?$",
                any(&words.possessions),
                any(&words.owners)
            ),
            format!(
                r"{}[^.;:]{{3,100}} {}[^.;:]{{2,60}}$",
                any(&words.meetings),
                any(&words.screens)
            ),
            format!(r"{}\s[^.;:,]{{4,80}}$", any(&words.screen_starts)),
            format!(r"\d{{1,3}} {}\s[^.;:]{{4,60}}$", any(&words.counted)),
        ];
        pattern(&[r"^(?:", &forms.join("|"), ")"])
    });
    FORMS.is_match(text)
}

/// How many bytes of a line are the headline and `ảnh 1`, as galleries name their pictures, or the
/// headline alone before those who are shown.
pub fn title_prefix(text: &str, title: &str) -> Option<usize> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        let picture = any(&LEXICON.caption.numbered);
        pattern(&[r"^\s*[-–:.|(]*\s*(?i:", &picture, r")\s*(?:số\s*)?\d{1,3}\)?"])
    });
    let n = title.chars().count();
    if n < 10 || text.chars().count() < n {
        return None;
    }
    let end = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    if fold(&text[..end]) != fold(title) {
        return None;
    }
    let rest = text[end..].trim_start();
    // `Xã đón chuẩn nông thôn mới Lãnh đạo huyện trao bằng công nhận.`
    let shown = 25 <= n
        && text[end..].starts_with(' ')
        && starts_with_somebody(rest)
        && (15..=220).contains(&rest.chars().count())
        && !rest.trim_end_matches('.').contains(". ");
    let number = NUMBER.find(&text[end..]).map(|number| end + number.end());
    number.or(shown.then_some(text.len() - rest.len()))
}

/// Words as a folded text has them: `thu hoạch` is `thu họach` there.
fn folded(words: &[String]) -> Vec<String> {
    words.iter().map(|word| fold(word)).collect()
}

/// Compiles a pattern that is put together from pieces.
fn pattern(pieces: &[&str]) -> Regex {
    Regex::new(&pieces.concat()).expect("the pattern compiles")
}

/// Any of some words, as a piece of a pattern.
fn any(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    format!("(?:{})", words.join("|"))
}

/// Any of some words that is no part of a longer one, as a piece of a pattern.
fn whole(words: &[String]) -> String {
    let end = |word: &String| if word.ends_with(char::is_alphanumeric) { r"\b" } else { "" };
    let words: Vec<String> = words.iter().map(|word| regex::escape(word) + end(word)).collect();
    format!(r"\b(?:{})", words.join("|"))
}
