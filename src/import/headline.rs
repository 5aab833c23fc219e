//! Headlines: which line is one, and one made from the lead where there is none.
//!
//! Not here: what happens to the lines above it and its repetitions (`recognise`).

use std::collections::HashSet;

use crate::import::caption;
use crate::import::line::{Class, Line, is_loud, is_outline_heading, starts_a_block};
use crate::import::noise::{LEXICON, fold};
use crate::text::capitalised;

/// The most characters of a headline made from a lead.
pub const DERIVED_AT_MOST: usize = 110;

/// Chooses the headline among lines by their numbers in the list, if one is good enough.
///
/// Its words come back in the text, it stands close above the lead, and pages like to
/// print it twice. `candidates` are the lines before the first prose.
pub fn choose(lines: &[Line], candidates: &[usize], prose: &[&str]) -> Option<usize> {
    let vocabulary: HashSet<String> = prose.iter().flat_map(|text| pairs(text)).collect();
    let folded: Vec<String> = lines.iter().map(|line| fold(&line.text)).collect();
    let score = |rank: usize, index: usize| {
        let line = &lines[index];
        let own = pairs(&line.text);
        let shared = own.iter().filter(|pair| vocabulary.contains(*pair)).count();
        let share = if own.is_empty() { 0 } else { shared * 100 / own.len() };
        let own = folded[index].as_str();
        // A print that a narrow box broke in two starts the whole one.
        let is_cut = |other: usize| 25 <= lines[other].length() && own.starts_with(&folded[other]);
        let repeated = (0..lines.len())
            .filter(|&other| lines[other].number != line.number)
            .filter(|&other| {
                // A breadcrumb ends with the headline.
                let trail = lines[other].class == Class::Noise && folded[other].ends_with(own);
                let trail = trail && 40 <= line.length();
                !own.is_empty() && (folded[other].starts_with(own) || trail) || is_cut(other)
            })
            // The name of a section starts many a headline and is none.
            .filter(|&other| 25 <= line.length() || folded[other] == own)
            .take(2)
            .count();
        let length = line.length();
        let fit = match length {
            0..25 => 0,
            25..40 => 12,
            40..180 => 25,
            _ => 10,
        };
        let heading = match line.shape {
            crate::import::line::Shape::Heading(1) => 60,
            crate::import::line::Shape::Heading(2) => 15,
            _ => 0,
        };
        // A letterhead or a caption can have all its words in the text and is no headline.
        let doubt = if starts_a_block(&line.text) { 50 } else { 0 }
            + if is_letterhead(&line.text) || in_document(lines, index) { 70 } else { 0 }
            + if 0 < rank && caption::is_scene(&line.text) { 40 } else { 0 };
        // Pages stamp their headlines, and print the name of a picture above its caption.
        let stamped = if is_above_a_stamp(lines, index) { 25 } else { 0 };
        let doubt = doubt + if 0 < rank && is_doubled_caption(lines, index) { 70 } else { 0 };
        let whole = if (0..lines.len()).any(|at| at != index && is_cut(at)) { 10 } else { 0 };
        // Nearer to the lead is better, but not by much: kickers and sapos stand there too.
        (share + fit + heading + repeated * 30 + whole + stamped + (rank * 3).min(15))
            .saturating_sub(doubt)
    };
    let could_be = |index: usize| lines[index].is_headline() || is_stamped(lines, index);
    // A part of the text has its number, and what stands above all parts is none of them.
    let is_part = |index: usize| is_numbered(&lines[index].text);
    let whole = candidates.iter().position(|&index| could_be(index) && !is_part(index));
    let marked = |index: usize| lines[index].shape == crate::import::line::Shape::Heading(1);
    let below = |rank: usize| whole.is_some_and(|whole| whole < rank);
    candidates
        .iter()
        .enumerate()
        .filter(|&(_, &index)| could_be(index))
        .filter(|&(rank, &index)| {
            let inner = is_part(index) || is_quoted(&folded[index], prose);
            let menu = is_far_above(lines, index, candidates) || is_of_a_menu(&folded, index);
            marked(index) || !(menu || inner && below(rank))
        })
        .max_by_key(|&(rank, &index)| (score(rank, index), std::cmp::Reverse(index)))
        .map(|(_, &index)| index)
}

/// Whether a folded line stands word for word inside a paragraph, and not at its start: a summary
/// is often said again so, and a headline never.
fn is_quoted(own: &str, prose: &[&str]) -> bool {
    let long = 60 <= own.chars().count();
    // A lead may say the headline again behind its date.
    let mut text = prose.iter().skip(1);
    long && text.any(|text| fold(text).find(own).is_some_and(|at| 0 < at))
}

/// How many lines a headline stands above the last that could be one, at most: stamps, counters,
/// buttons and a summary stand between, and a menu does not.
const FAR: usize = 30;

/// Whether a short line stands far above the last line that could be a headline: in a menu.
fn is_far_above(lines: &[Line], index: usize, candidates: &[usize]) -> bool {
    let last = candidates.last().copied().unwrap_or(index);
    let between = lines[index..last.max(index)].iter().filter(|line| line.class != Class::Blank);
    lines[index].length() < 40 && FAR < between.count()
}

/// Whether a short line comes back in the page below the same line as here: the sections of a
/// menu stand in one order wherever they are printed, and a headline below other lines.
fn is_of_a_menu(folded: &[String], index: usize) -> bool {
    let above = |index: usize| folded[..index].iter().rfind(|text| !text.is_empty());
    let prints = (0..folded.len()).filter(|&at| folded[at] == folded[index]);
    let mut sections: Vec<&String> = prints.filter_map(above).collect();
    sections.sort_unstable();
    folded[index].chars().count() < 40
        && sections.windows(2).any(|pair| pair[0] == pair[1] && pair[0] != &folded[index])
}

/// Whether the line below a line is a stamp.
fn is_above_a_stamp(lines: &[Line], index: usize) -> bool {
    let below = lines[index + 1..].iter().find(|line| line.class != Class::Blank);
    below.is_some_and(|below| below.class == Class::Stamp)
}

/// Whether a line starts with those whom a picture shows and is printed twice in a row.
fn is_doubled_caption(lines: &[Line], index: usize) -> bool {
    let shown = |line: &&Line| line.class != Class::Blank;
    let above = lines[..index].iter().rev().find(shown);
    let below = lines[index + 1..].iter().find(shown);
    let own = fold(&lines[index].text);
    let twice = above.is_some_and(|line| fold(&line.text) == own)
        || below.is_some_and(|line| fold(&line.text) == own);
    twice && caption::starts_with_somebody(&lines[index].text)
}

/// Whether a line is a short sentence with its full stop right above a stamp: some pages end
/// their headlines so.
fn is_stamped(lines: &[Line], index: usize) -> bool {
    let line = &lines[index];
    let bare = line.text.trim_end_matches('.');
    let below = lines[index + 1..].iter().find(|line| line.class != Class::Blank);
    let short = line.text.len() == bare.len() + 1 && line.length() <= 200 && !bare.contains(". ");
    let starts = bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    short && starts && below.is_some_and(|below| below.class == Class::Stamp)
}

/// How far below its letterhead the title of a document stands, in lines.
const LETTERHEAD: usize = 20;

/// Where the letterhead starts of the document whose text a line is in; none if it is in none.
pub fn letterhead(lines: &[Line], index: usize) -> Option<usize> {
    let floor = index.saturating_sub(LETTERHEAD);
    lines[floor..index].iter().any(is_number).then_some(())?;
    (floor..index).find(|&at| is_letterhead(&lines[at].text))
}

/// Whether a line says who issues a document or is its motto: its number stands near.
pub fn is_of_letterhead(lines: &[Line], index: usize) -> bool {
    let near = index.saturating_sub(LETTERHEAD)..lines.len().min(index + LETTERHEAD);
    let issuer = is_letterhead(&lines[index].text) || goes_on_with_the_issuer(lines, index);
    (issuer || is_motto(&lines[index].text)) && lines[near].iter().any(is_number)
}

/// Whether a line is the motto of the State, which is not in capitals.
fn is_motto(text: &str) -> bool {
    fold(text).starts_with("độc lập - tự do")
}

/// Whether a line is the letterhead of a document, whose number stands below it.
pub fn opens_a_document(lines: &[Line], index: usize) -> bool {
    let end = lines.len().min(index + LETTERHEAD);
    is_letterhead(&lines[index].text) && lines[index..end].iter().any(is_number)
}

/// Whether a line goes on with who issues a document: `TỈNH SƠN LA` below `HỘI ĐỒNG NHÂN DÂN`.
pub fn goes_on_with_the_issuer(lines: &[Line], index: usize) -> bool {
    let above = lines[..index].iter().rposition(|line| !line.text.is_empty());
    is_loud(&lines[index].text) && above.is_some_and(|above| opens_a_document(lines, above))
}

/// Whether a line is the number of a document and hardly more.
fn is_number(line: &Line) -> bool {
    starts_with_a_number(&line.text) && line.length() <= 60
}

/// Whether a text starts with the number of a document: `Số: 97-QĐ/TW`.
pub fn starts_with_a_number(text: &str) -> bool {
    let rest = text.strip_prefix("Số:").or(text.strip_prefix("Số "));
    rest.is_some_and(|rest| rest.contains(['/', '-']))
}

/// Whether a line stands in a document below its letterhead.
pub fn in_document(lines: &[Line], index: usize) -> bool {
    letterhead(lines, index).is_some()
}

/// Whether a line is the head of a document's first page: who issues it, in capitals.
fn is_letterhead(text: &str) -> bool {
    let folded = fold(text);
    let acts = ["tổ chức", "ban hành", "triển khai", "hội nghị", "đại hội", "thông báo", "lễ "];
    is_loud(text)
        && text.split(' ').count() <= 9
        && LEXICON.letterheads.iter().any(|start| {
            // `BỘ` stands alone where a dump has broken the name of a ministry.
            folded.starts_with(&fold(start)) || folded == fold(start).trim_end()
        })
        && !acts.iter().any(|words| folded.contains(words))
}

/// Whether a short line opens a part of a document: its number, its type in capitals, `Phần
/// thứ nhất`.
pub fn opens_a_part(text: &str) -> bool {
    let folded = fold(text);
    let part = ["phần thứ ", "phần ", "chương ", "mục ", "điều ", "phụ lục "].iter();
    let numbered = part.clone().any(|start| folded.starts_with(start));
    let number = ["số:", "số "].iter().find_map(|start| folded.strip_prefix(start));
    let number = number.is_some_and(|rest| {
        rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && rest.contains(['/', '-'])
    });
    numbered
        || number
        || is_counted(text)
        || is_loud(text) && LEXICON.documents.iter().any(|name| fold(name) == folded)
}

/// Whether a text starts with its number among the parts of a longer one: `1. Kết quả`,
/// `2.1. Hạn chế`, `Chương I`.
fn is_numbered(text: &str) -> bool {
    static NUMBERED: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(r"^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)\s?[.)/]-?\s?\p{L}")
            .expect("the pattern compiles")
    });
    NUMBERED.is_match(text) || is_outline_heading(text)
}

/// Whether a text in capitals starts with its number among the parts: `I- TÌNH HÌNH`.
fn is_counted(text: &str) -> bool {
    static COUNTED: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(r"^(?:[IVX]{1,5}|[A-E]|\d{1,2})\s?[.)/:–-]\s?\p{Lu}")
            .expect("the pattern compiles")
    });
    COUNTED.is_match(text) && is_loud(text)
}

/// The pairs of neighbouring words of a text, folded.
fn pairs(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).map(|pair| pair.join(" ")).collect()
}

/// Whether a text starts with another, case and tone places aside.
pub fn starts_folded(text: &str, start: &str) -> bool {
    !start.is_empty() && fold(text).starts_with(&fold(start))
}

/// Makes a headline from a lead: its first sentence, cut at a clause.
pub fn derive(lead: &str) -> String {
    // `Kính gửi các chi bộ. …` says to whom, and not what.
    let addressed = lead.starts_with("Kính gửi").then(|| lead.split_once(". ")).flatten();
    let lead = addressed.map_or(lead, |(_, rest)| rest);
    let lead = without_dateline(lead.strip_prefix("Tóm tắt:").map_or(lead, str::trim_start));
    let sentence = lead.split(". ").next().unwrap_or(lead).trim_end_matches(['.', ' ', '/', ';']);
    if sentence.chars().count() <= DERIVED_AT_MOST {
        return capitalised(sentence);
    }
    let limit = sentence.char_indices().nth(DERIVED_AT_MOST).map_or(sentence.len(), |(at, _)| at);
    let within = &sentence[..limit];
    let cut = clause_end(sentence, limit).unwrap_or_else(|| within.rfind(' ').unwrap_or(limit));
    let title =
        within[..cut.min(limit)].trim_end_matches([',', ';', ':', ' ', '-', '–', '"', '“', '(']);
    capitalised(&balanced(title))
}

/// Takes what only says when and who reports off a lead: `(TTXVN) - Ngày 21/6, `.
fn without_dateline(lead: &str) -> &str {
    static OPENING: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(concat!(
            r"(?i)^(?:[^()]{0,30}\([^()]{2,30}\)\s*[-–—:]?\s*)?",
            r"(?:(?-i:[\p{Lu}Đ.]{2,10})\s+[-–—]\s+)?",
            r"(?:(?-i:[\p{Lu}Đ])[\p{L}. ]{1,39}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\s*[.,:–-]+\s*)?",
            r"(?:vừa qua,\s*)?(?:(?:sáng|",
            r"chiều|tối|trưa|trong|vào)?\s*(?:nay|qua)?\s*,?\s*(?:(?:thứ \p{L}+|",
            r"chủ nhật)\s*,?\s*)?(?:(?:hai |",
            r"ba )?ngày\s*)?\(?\d{1,2}[\d\s/.–-]*(?:tháng \d+)?(?:\s*năm \d{4})?\)?\s*,\s*",
            r")?(?:tại [^,]{2,60},\s*)?",
        ))
        .expect("the pattern compiles")
    });
    let end = OPENING.find(lead).map_or(0, |found| found.end());
    match lead[end..].trim().chars().count() < 30 {
        true => lead,
        false => &lead[end..],
    }
}

/// Where the last clause of a sentence ends that fits, and is not too short to be a headline.
///
/// A clause ends at a mark, or before a word that opens the next one.
fn clause_end(sentence: &str, limit: usize) -> Option<usize> {
    const SHORTEST: usize = 40;
    let long_enough = |at: &usize| SHORTEST <= sentence[..*at].chars().count();
    let mark = [", ", "; ", ": ", " – ", " - "]
        .iter()
        .filter_map(|mark| sentence[..limit].rfind(mark))
        .filter(long_enough)
        .max();
    let opener = LEXICON
        .clause_openers
        .iter()
        .filter_map(|opener| sentence[..limit].rfind(opener.as_str()))
        .filter(long_enough)
        .max();
    // A mark cuts better than a word does.
    mark.or(opener)
}

/// A text without a quotation or bracket that the cut left open.
fn balanced(text: &str) -> String {
    let mut text = text.to_string();
    for (open, close) in [('“', '”'), ('(', ')'), ('«', '»')] {
        if text.matches(close).count() < text.matches(open).count()
            && let Some(at) = text.rfind(open)
        {
            text.truncate(at);
        }
    }
    if text.matches('"').count() % 2 == 1
        && let Some(at) = text.rfind('"')
    {
        text.truncate(at);
    }
    text.trim_end_matches([',', ';', ':', ' ']).to_string()
}
