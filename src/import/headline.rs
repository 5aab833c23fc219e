//! Headlines: which line is one, and one made from the lead where there is none.
//!
//! Not here: what happens to the lines above it and its repetitions (`recognise`).

use std::collections::HashSet;

use crate::import::caption;
use crate::import::line::{Class, Line, Shape, is_loud, is_outline_heading, starts_a_block};
use crate::import::noise::{LEXICON, fold};
use crate::text::capitalised;

/// The most characters of a headline made from a lead.
pub const DERIVED_AT_MOST: usize = 110;

/// Points for each reason to take a line for the headline, and against it.
///
/// They are weighed against the one that every headline has: up to a hundred for its words that
/// come back in the text.
mod points {
    /// For a line all of whose pairs of words come back in the text; a part of them, its share.
    pub(super) const WORDS_OF_THE_TEXT: usize = 100;
    /// For a length that most headlines have: it decides between lines whose words come back alike.
    pub(super) const COMMON_LENGTH: usize = 25;
    /// For a length that short headlines and names of sections have.
    pub(super) const SHORT_LENGTH: usize = 12;
    /// For a length that long headlines and summaries have.
    pub(super) const GREAT_LENGTH: usize = 10;
    /// For a heading of the first level: pages mark their headline so, and some their own name.
    pub(super) const TOP_HEADING: usize = 60;
    /// For one of the second level, which more often is of a box.
    pub(super) const SECOND_HEADING: usize = 15;
    /// For each print of it elsewhere: pages like to print it twice.
    pub(super) const PRINT: usize = 30;
    /// How many prints count: what comes back more often is the page's own.
    pub(super) const MOST_PRINTS: usize = 2;
    /// For the whole of which another line is the start: a narrow box broke that one.
    pub(super) const WHOLE: usize = 10;
    /// For a stamp right below: pages stamp their headlines.
    pub(super) const STAMPED: usize = 25;
    /// For each candidate above it: nearer to the lead is better …
    pub(super) const STEP: usize = 3;
    /// … but not by much: kickers and summaries stand there too.
    pub(super) const MOST_STEPS: usize = 15;
    /// Against the item of a list.
    pub(super) const ITEM: usize = 50;
    /// Against a letterhead or what stands below it, whose words may all be in the text.
    pub(super) const DOCUMENT: usize = 70;
    /// Against who is shown at which occasion, below another candidate: a caption.
    pub(super) const SCENE: usize = 40;
    /// Against somebody printed twice in a row, below another candidate: the name of a picture
    /// and its caption.
    pub(super) const DOUBLED_CAPTION: usize = 70;
}

/// Chooses the headline among lines by their numbers in the list, if one is good enough.
///
/// Its words come back in the text, it stands close above the lead, and pages like to
/// print it twice. `candidates` are the lines before the first prose.
pub fn choose(lines: &[Line], candidates: &[usize], prose: &[&str]) -> Option<usize> {
    let vocabulary: HashSet<String> = prose.iter().flat_map(|text| pairs(text)).collect();
    let folded: Vec<String> = lines.iter().map(|line| fold(&line.text)).collect();
    // A lead may say the headline again behind its date.
    let behind: Vec<String> = prose.iter().skip(1).map(|text| fold(text)).collect();
    let page = Page { lines, folded, vocabulary };
    let could_be = |index: usize| lines[index].is_headline() || is_stamped(lines, index);
    // A part of the text has its number, and what stands above all parts is none of them.
    let is_part = |index: usize| is_numbered(&lines[index].text);
    let whole = candidates.iter().position(|&index| could_be(index) && !is_part(index));
    let marked = |index: usize| lines[index].shape == Shape::Heading(1);
    let below = |rank: usize| whole.is_some_and(|whole| whole < rank);
    candidates
        .iter()
        .enumerate()
        .filter(|&(_, &index)| could_be(index))
        .filter(|&(rank, &index)| {
            let inner = is_part(index) || is_quoted(&page.folded[index], &behind);
            let menu = is_far_above(lines, index, candidates) || is_of_a_menu(&page.folded, index);
            marked(index) || !(menu || inner && below(rank))
        })
        .max_by_key(|&(rank, &index)| (page.score(rank, index), std::cmp::Reverse(index)))
        .map(|(_, &index)| index)
}

/// A page whose headline is sought.
struct Page<'a> {
    /// Its lines.
    lines: &'a [Line],
    /// Their texts, folded.
    folded: Vec<String>,
    /// The pairs of words of its prose.
    vocabulary: HashSet<String>,
}

impl Page<'_> {
    /// The points of a line below so many other candidates.
    fn score(&self, rank: usize, index: usize) -> usize {
        let (lines, line) = (self.lines, &self.lines[index]);
        let when = |holds: bool, n: usize| if holds { n } else { 0 };
        let heading = match line.shape {
            Shape::Heading(1) => points::TOP_HEADING,
            Shape::Heading(2) => points::SECOND_HEADING,
            _ => 0,
        };
        let is_whole = (0..lines.len()).any(|at| at != index && self.is_cut(at, index));
        let found = self.words_of_the_text(line)
            + of_length(line.length())
            + heading
            + self.n_prints(index) * points::PRINT
            + when(is_whole, points::WHOLE)
            + when(is_above_a_stamp(lines, index), points::STAMPED)
            + (rank * points::STEP).min(points::MOST_STEPS);
        let is_of_a_document = is_letterhead(&line.text) || in_document(lines, index);
        let is_below = 0 < rank;
        let doubt = when(starts_a_block(&line.text), points::ITEM)
            + when(is_of_a_document, points::DOCUMENT)
            + when(is_below && caption::is_scene(&line.text), points::SCENE)
            + when(is_below && is_doubled_caption(lines, index), points::DOUBLED_CAPTION);
        found.saturating_sub(doubt)
    }

    /// The points for the words of a line that come back in the text.
    fn words_of_the_text(&self, line: &Line) -> usize {
        let own = pairs(&line.text);
        let n_shared = own.iter().filter(|pair| self.vocabulary.contains(*pair)).count();
        (n_shared * points::WORDS_OF_THE_TEXT).checked_div(own.len()).unwrap_or(0)
    }

    /// Whether a line is the start of another one, which a narrow box broke in two.
    fn is_cut(&self, part: usize, whole: usize) -> bool {
        25 <= self.lines[part].length() && self.folded[whole].starts_with(&self.folded[part])
    }

    /// How often a line is printed elsewhere on the page, as far as that counts.
    fn n_prints(&self, index: usize) -> usize {
        let (line, own) = (&self.lines[index], self.folded[index].as_str());
        let is_print = |other: &usize| {
            let (other_line, folded) = (&self.lines[*other], self.folded[*other].as_str());
            // A breadcrumb ends with the headline.
            let ends = other_line.class == Class::Noise && folded.ends_with(own);
            let trail = ends && 40 <= line.length();
            !own.is_empty() && (folded.starts_with(own) || trail) || self.is_cut(*other, index)
        };
        (0..self.lines.len())
            .filter(|&other| self.lines[other].number != line.number)
            .filter(is_print)
            // The name of a section starts many a headline and is none.
            .filter(|&other| 25 <= line.length() || self.folded[other] == own)
            .take(points::MOST_PRINTS)
            .count()
    }
}

/// The points for a length in characters.
fn of_length(length: usize) -> usize {
    match length {
        0..25 => 0,
        25..40 => points::SHORT_LENGTH,
        40..180 => points::COMMON_LENGTH,
        _ => points::GREAT_LENGTH,
    }
}

/// Whether a folded line stands word for word inside a folded paragraph, and not at its start: a
/// summary is often said again so, and a headline never.
fn is_quoted(own: &str, paragraphs: &[String]) -> bool {
    let long = 60 <= own.chars().count();
    long && paragraphs.iter().any(|text| text.find(own).is_some_and(|at| 0 < at))
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
