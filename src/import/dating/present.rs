//! The present: the year that the text speaks of as its own.
//!
//! Every year in the text is weighed by the words around it: `6 tháng đầu năm 2024` is now,
//! `giai đoạn 2021-2025` is not, and what is planned for a year was written before it.
//!
//! Not here: days (`event`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::dating::event::event;
use crate::import::dating::{Paragraph, Reading};
use crate::import::moment::{Moment, Role};
use crate::import::noise::LEXICON;

/// A year that the text speaks of as its present.
#[derive(Debug, Clone)]
pub(super) struct YearClue {
    /// The year.
    pub(super) year: i16,
    /// How much it says, from 1.
    pub(super) weight: u32,
    /// The words around it.
    pub(super) words: String,
    /// Whether they speak of what is planned for that year.
    pub(super) planned: bool,
    /// Whether the tasks of that year are being given out, which is done before it.
    pub(super) ahead: bool,
}

/// Finds every year that may be the text's present.
pub(super) fn year_clues(text: &Reading<'_>) -> Vec<YearClue> {
    let mut clues = Vec::new();
    for paragraph in &text.paragraphs {
        for (index, moment) in paragraph.moments.iter().enumerate() {
            let Some(year) = moment.year.filter(|year| 1995 <= *year) else { continue };
            let head = paragraph.place <= 2;
            let before = &paragraph.text[..moment.range.start];
            // `tăng so với cùng kỳ năm 2020` is written in the year after.
            if moment.month.is_none() && before.to_lowercase().ends_with("cùng kỳ năm ") {
                let words = clause(paragraph.text, moment);
                let year = year + 1;
                clues.push(YearClue { year, weight: 3, words, planned: false, ahead: false });
                continue;
            }
            let weight = match moment.role {
                Role::Anniversary => 4,
                Role::Event if moment.day.is_some() => 2 + u32::from(head),
                Role::Bound if moment.day.is_some() && is_count(before) => 3,
                Role::Bound if moment.day.is_some() => 1,
                // What is announced by its day is near.
                Role::Plan if head && moment.month.is_some() => 2,
                _ if moment.day.is_some() => 0,
                _ => weight_of_year(paragraph, index, head),
            };
            if weight == 0 {
                continue;
            }
            clues.push(YearClue {
                year: anniversary_year(moment, text).unwrap_or(year),
                weight,
                words: clause(paragraph.text, moment),
                planned: is_planned(before) || is_set_as_goal(&paragraph.text[moment.range.end..]),
                ahead: is_given_out(before),
            });
        }
    }
    clues
}

/// Whether a bound is the day up to which something was counted, which is past.
fn is_count(before: &str) -> bool {
    let folded = before.trim_end().to_lowercase();
    LEXICON.counted_until.iter().any(|words| folded.ends_with(words.as_str()))
}

/// The year in which an anniversary is prepared: the one before, late in the year.
fn anniversary_year(moment: &Moment, text: &Reading<'_>) -> Option<i16> {
    if moment.role != Role::Anniversary {
        return None;
    }
    let event = event(text)?;
    let early = moment.month? <= 3 && 10 <= event.month;
    early.then(|| moment.year.map(|year| year - 1))?
}

/// How much a year without a day says; 0 for one that is not the text's present.
pub(super) fn weight_of_year(paragraph: &Paragraph<'_>, index: usize, head: bool) -> u32 {
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:\b(?:\d|10|11) tháng(?: năm)?|tháng (?:đầu|cuối)(?: năm)?|quý (?:[1-4]|i{1,3}|iv)\s*(?:/|-|,|",
            r"năm)?(?:\s*năm)?)\s*$",
        ))
        .expect("the pattern compiles")
    });
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
                r"(?i)(?:\b(?:từ|kể từ|vào đảng|kết nạp|nhập ngũ|thành lập|tái lập|ra đời|trước|sau|những|cách mạng tháng tám|đến|tới|hết|",
                r"hiến pháp|sinh|so với(?: cùng kỳ)?|cùng kỳ|gần (?:đây )?nhất[^.;,]{0,30}|",
                r"của)\s+(?:tháng \d+\s*/?\s*)?(?:năm\s+)?|",
            r"(?:giai đoạn|nhiệm kỳ|thời kỳ|khóa|khoá|niên khóa|tầm nhìn|mục tiêu)[^.,;]{0,12}|",
            r"(?:luật|bộ luật|pháp lệnh|hiến pháp)[^.,;()]{0,70}?(?:năm\s+)?|",
                r"(?:nghị quyết|nghị định|chỉ thị|quyết định|mùa xuân|đại thắng|",
                r"cách mạng)[^.,;()]{0,24}?(?:năm\s+)?)$",
        ))
        .expect("the pattern compiles")
    });
    let moment = &paragraph.moments[index];
    let (before, after) =
        (&paragraph.text[..moment.range.start], &paragraph.text[moment.range.end..]);
    if let Some(weight) = weight_of_congress(before, after, head) {
        return weight;
    }
    // `trong năm 2016 và những năm tiếp theo` was planned then, and says nothing of now.
    if after.trim_start().starts_with("và những năm")
        || after.trim_start().starts_with("và các năm")
    {
        return 0;
    }
    if PERIOD.is_match(before) {
        return 4;
    }
    if is_worked_for(before) && !is_span(before, after) {
        return 2;
    }
    if ends_a_review(before, after) || is_given_out(before) && !is_span(before, after) {
        return 3;
    }
    if is_span(before, after)
        || ELSEWHERE.is_match(before) && !before.ends_with("Giáng sinh năm ")
        || matches!(moment.role, Role::Plan | Role::History)
    {
        return 0;
    }
    if moment.role == Role::Bound {
        return 1;
    }
    let named = before.ends_with("năm ") || before.ends_with("Năm ") || moment.month.is_some();
    match (head, named) {
        (true, _) => 3,
        (false, true) => 2,
        (false, false) => 1,
    }
}

/// Whether a year is one end of a span of years: `giai đoạn 2021-2025`.
fn is_span(before: &str, after: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‑' | '/');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let left = before.trim_end().trim_end_matches(dash);
    let right = after.trim_start().trim_start_matches(dash);
    let joined_left = left.len() < before.trim_end().len() && digit(left.trim_end().chars().last());
    let joined_right =
        right.len() < after.trim_start().len() && digit(right.trim_start().chars().next());
    joined_left || joined_right || after.trim_start().starts_with("đến n")
}

/// Whether a year ends the span that is being reviewed: `10 năm (2011 - 2021)`.
fn ends_a_review(before: &str, after: &str) -> bool {
    static REVIEW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\d{1,2}) năm\s*\(\s*(\d{4})\s*[-–]\s*$").expect("the pattern compiles")
    });
    static PLAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:kế hoạch|mục tiêu|phát triển|chiến lược)[^.;]{0,40}$")
            .expect("the pattern compiles")
    });
    let Some(span) = REVIEW.find(before) else { return false };
    // `kế hoạch phát triển kinh tế - xã hội 5 năm (2021-2025)` has yet to end.
    after.trim_start().starts_with(')') && !PLAN.is_match(&before[..span.start()])
}

/// How much `Đại hội … nhiệm kỳ 2020-2025` says: a congress is held in its first year.
fn weight_of_congress(before: &str, after: &str, head: bool) -> Option<u32> {
    let sentence = before.rfind(". ").map_or(before, |at| &before[at..]);
    let folded = sentence.to_lowercase();
    let term = folded.trim_end().ends_with("nhiệm kỳ");
    let opens = after.trim_start().starts_with(['-', '–']);
    // An election is spoken of as to come in its own year.
    let coming = ["sắp tới", "tới đây"].iter().any(|words| {
        let near = after.char_indices().nth(24).map_or(after.len(), |(at, _)| at);
        after[..near].contains(words)
    });
    if term && opens && coming && folded.contains("bầu cử") {
        return Some(2);
    }
    // A text on what leads up to a congress is older than the congress.
    let congress = folded.contains("đại hội")
        && !folded.contains("nghị quyết đại hội")
        && !folded.contains("tiến tới");
    (head && term && opens && congress).then_some(2)
}

/// Whether the words before a year speak of what is planned for it.
pub(super) fn is_planned(before: &str) -> bool {
    static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:phương hướng|nhiệm vụ|kế hoạch|chương trình|triển khai|giao ước|",
            r"đăng ký|dự toán|chỉ tiêu)[^.;]{0,60}$|",
            // The new year is greeted in the old one.
            r"(?:năm mới|mừng xuân|xuân mới|đón tết|chào năm|tết nguyên đán)[^.;,]{0,16}$",
        ))
        .expect("the pattern compiles")
    });
    PLANNED.is_match(before)
}

/// Whether the words before a year give out its tasks: `ra nghị quyết lãnh đạo nhiệm vụ năm`.
fn is_given_out(before: &str) -> bool {
    static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:ra nghị quyết|phương hướng|triển khai (?:phương hướng|nhiệm vụ|công tác|",
            r"chương trình|kế hoạch)|giao (?:chỉ tiêu|dự toán|nhiệm vụ)|dự toán)[^.;]{0,70}$|",
            r"(?i)(?:năm mới|đón xuân|mừng xuân|tết nguyên đán)[^.;,]{0,16}$",
        ))
        .expect("the pattern compiles")
    });
    static DONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:kết quả|tình hình|kiểm tra|giám sát|tổng kết|sơ kết|đánh giá|đến năm|",
            r"giai đoạn|nhiệm k[ìỳ]|tầm nhìn)[^.;]*$",
        ))
        .expect("the pattern compiles")
    });
    let given = GIVEN.find(before).map(|found| &before[found.start()..]);
    given.is_some_and(|given| !DONE.is_match(given))
}

/// Whether the words before a year say that its goals are being worked for: `quyết tâm hoàn thành
/// mục tiêu năm`.
fn is_worked_for(before: &str) -> bool {
    static WORK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:thực hiện|hoàn thành)(?: thắng lợi| tốt| xuất sắc| vượt mức| đạt)?",
            r"(?: các)? (?:mục tiêu|chỉ tiêu|nhiệm vụ)[^.;]{0,30} năm $",
        ))
        .expect("the pattern compiles")
    });
    WORK.is_match(before)
}

/// Whether the words after a year set goals for it: `Năm 2017, Đảng ủy đề ra mục tiêu`.
fn is_set_as_goal(after: &str) -> bool {
    static GOAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^[^.;]{0,60}(?:đề ra|phấn đấu|mục tiêu|\bsẽ\b|dự kiến|đặt ra chỉ tiêu|",
            r"chọn chủ đề)",
        ))
        .expect("the pattern compiles")
    });
    GOAL.is_match(after)
}

/// Chooses the text's present year among its clues: the latest that is not only planned.
///
/// A text that closes one year and plans the next is of the winter between them: the
/// event's month tells which, and without one the year that is being closed is taken.
pub(super) fn present_year(
    clues: &[YearClue],
    month: Option<i8>,
    possible: &dyn Fn(i16) -> bool,
) -> Option<(i16, String)> {
    let mut weights: BTreeMap<i16, u32> = BTreeMap::new();
    for clue in clues {
        *weights.entry(clue.year).or_default() += clue.weight;
    }
    let strongest = |year: i16| {
        let of_year = clues.iter().filter(|clue| clue.year == year);
        // The first of equals, which is nearest to the lead.
        of_year
            .fold(None::<&YearClue>, |best, clue| match best {
                Some(best) if clue.weight <= best.weight => Some(best),
                _ => Some(clue),
            })
            .map(|clue| clue.words.clone())
    };
    let only_planned = |year: i16| {
        let mut of_year = clues.iter().filter(|clue| clue.year == year);
        of_year.all(|clue| clue.planned)
    };
    let mut years: Vec<i16> = weights.keys().copied().filter(|&year| possible(year)).collect();
    // One bare number deep in the text does not outweigh what headline or lead say.
    let heard = |year: &i16| 3 <= weights[year];
    if years.iter().any(heard) {
        years.retain(|year| 1 < weights[year]);
    }
    if let [.., before, last] = years[..]
        && before + 1 == last
        && only_planned(last)
        && !only_planned(before)
        && month.is_none_or(|month| 9 <= month)
    {
        years.pop();
    }
    let year = years.pop()?;
    // Late in a year nothing but the tasks of the next one may be named.
    let ahead = clues.iter().filter(|clue| clue.year == year).all(|clue| clue.ahead);
    let late = month.is_some_and(|month| 11 <= month) && possible(year - 1);
    strongest(year).map(|words| (if ahead && late { year - 1 } else { year }, words))
}

/// The words around a date: its clause, at most some eight words before it.
pub(super) fn clause(text: &str, moment: &Moment) -> String {
    let before = &text[..moment.range.start];
    let open = match moment.role {
        Role::Anniversary => before.rfind(". ").map_or(0, |at| at + 2),
        _ => [", ", ". ", "; ", ": ", " (", "“", "\""]
            .iter()
            .filter_map(|end| before.rfind(end).map(|at| at + end.len()))
            .max()
            .unwrap_or(0),
    };
    let words: Vec<&str> = before[open..].split_inclusive(' ').collect();
    let keep = if moment.role == Role::Anniversary { 16 } else { 8 };
    let skipped: usize = words.iter().rev().skip(keep).map(|word| word.len()).sum();
    let after = &text[moment.range.end..];
    let close = usize::from(after.starts_with(')') && moment.role == Role::Anniversary);
    text[open + skipped..moment.range.end + close].trim().to_string()
}
