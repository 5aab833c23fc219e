//! Lines: the unit that the recogniser judges.
//!
//! A line of a text file, or a block of a saved page (a paragraph, a heading, an
//! item of a list, a figure). Each has its place in the raw file, its plain text,
//! and, once judged, a class with the reason for it.
//!
//! **Invariant:** a line is never removed, only classed; what an article leaves
//! out is exactly its lines of class [`Class::Noise`], each with its reason.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::furniture::{Furniture, Named};
use crate::import::reason::Reason;
use crate::import::{noise, stamp};

/// What a line is.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Hash)]
pub enum Class {
    /// Nothing at all.
    Blank,
    /// Part of the article's text.
    Body,
    /// The headline.
    Title,
    /// The words under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// Where it was taken from.
    Source,
    /// When the page was published.
    Stamp,
    /// What the web page wrapped around the article.
    Noise,
}

/// What a block of a saved page was, where the raw file says so.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Shape {
    /// A line of text, or a paragraph.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// An item of a list, with its marker and how deep it lies.
    Item {
        /// The number of an ordered item.
        number: Option<usize>,
        /// Zero at the outermost list.
        depth: usize,
    },
    /// A paragraph of a quotation.
    Quote,
    /// A table, already written as Markdown.
    Table,
    /// A picture.
    Image {
        /// Where it is.
        source: String,
        /// What it shows, for those who do not see it.
        alternative: String,
    },
    /// The words that the page itself marks as a caption.
    Caption,
}

/// A line with what is known of it.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Line {
    /// Its number in the raw file, from 1.
    pub number: usize,
    /// Its plain text: trimmed, runs of blanks made one.
    pub text: String,
    /// Its Markdown, where a saved page had links or emphasis; else none.
    pub markdown: Option<String>,
    /// What the raw file says that it is.
    pub shape: Shape,
    /// The share of its letters that are links, in percent.
    pub linked: u8,
    /// Addresses of its links that are not kept: of files on a host that the page does not name.
    pub lost: Vec<String>,
    /// What it was judged to be.
    pub class: Class,
    /// Why.
    pub reason: Reason,
    /// Whether it directly follows the line before, without a blank line between.
    pub tight: bool,
    /// Whether it is of a page whose paragraphs are all short.
    pub terse: bool,
    /// Whether it is a note below the text, which no sign of the article's end cuts off.
    pub note: bool,
    /// Whether a dump has it as the only cell of its row.
    pub cell: bool,
}

impl Line {
    /// A line of a text file, not yet judged: text is body until something says otherwise.
    pub fn new(number: usize, text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let class = if text.is_empty() { Class::Blank } else { Class::Body };
        Line {
            number,
            text,
            markdown: None,
            shape: Shape::Paragraph,
            linked: 0,
            lost: Vec::new(),
            class,
            reason: Reason::Unjudged,
            tight: false,
            terse: false,
            note: false,
            cell: false,
        }
    }

    /// Judges the line.
    pub fn set(&mut self, class: Class, reason: Reason) {
        self.class = class;
        self.reason = reason;
    }

    /// Whether nobody has judged it anything but text yet.
    pub fn is_open(&self) -> bool {
        self.class == Class::Body
    }

    /// How many characters its text has.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it is prose beyond doubt: long and a sentence, or several sentences.
    ///
    /// Headlines and teasers of Vietnamese pages stay under some 200 characters and
    /// carry no full stop; paragraphs are seldom shorter than 120.
    pub fn is_prose(&self) -> bool {
        let length = self.length();
        if self.note {
            return false;
        }
        // A headline in capitals may have a full stop; nobody writes paragraphs so.
        if length <= SHOUTED && is_loud(&self.text) {
            return false;
        }
        let ended = ends_a_sentence(&self.text);
        let sentences = self.text.matches(". ").count() + self.text.matches("; ").count();
        let (whole, parts) = if self.terse { (60, 50) } else { (100, 60) };
        // Some leads have lost their full stop; no long headline starts with the day.
        let lead = 120 <= length && opens_with_a_day(&self.text);
        lead || 280 <= length
            || (whole <= length && ended)
            || (parts <= length && ended && 0 < sentences)
    }

    /// Whether it could be a headline by its look alone.
    pub fn is_headline(&self) -> bool {
        let n_words = self.text.split(' ').count();
        let letters = self.text.chars().filter(|c| c.is_alphabetic()).count();
        let text = self.text.trim_start_matches('.');
        let starts = text.chars().next().is_some_and(|c| {
            c.is_uppercase()
                || c.is_numeric()
                || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '[' | '(')
        });
        let loud = is_loud(&self.text);
        let ends = !self.text.ends_with([';', ':', ',', '|'])
            && (loud || !self.text.ends_with('.') || self.text.ends_with("..."));
        let at_most = if loud { SHOUTED } else { 230 };
        starts && ends && 4 <= n_words && 12 <= letters && self.length() <= at_most
    }
}

/// Whether a text starts with the day of an event: `Ngày 30/5/2014, Ban Thường vụ …`.
fn opens_with_a_day(text: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(?:Sáng|Chiều|Tối|Trưa|Vào)\s+)?(?:[Nn]gày\s+)?\d{1,2}",
            r"\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?\s?,\s",
        ))
        .expect("the pattern compiles")
    });
    DAY.is_match(text)
}

/// How long a headline in capitals may be: they quote whole titles of papers.
const SHOUTED: usize = 320;

/// Whether a text ends as a sentence does, closing marks aside.
pub fn ends_a_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    bare.ends_with(['.', '!', '?', '…', ';', ':']) || bare.ends_with("./")
}

/// Whether a text ends with the mark that Vietnamese news sets after its last word.
pub fn ends_the_article(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', ')', ' ']);
    bare.ends_with("./.") || bare.ends_with("/.") || bare.ends_with(".//")
}

/// Splits decoded text into lines and rejoins those that a narrow margin broke.
pub fn split(text: &str, furniture: &Furniture) -> Vec<Line> {
    let mut lines: Vec<Line> =
        text.split('\n').enumerate().map(|(index, raw)| line_of(index + 1, raw)).collect();
    for index in 1..lines.len() {
        lines[index].tight = lines[index - 1].class != Class::Blank;
    }
    rejoin(lines, furniture)
}

/// Makes a line of the text between two line feeds.
fn line_of(number: usize, raw: &str) -> Line {
    // What a dump leaves of the last cell of a row.
    let cell = raw.trim_end().strip_suffix(" |").map(|cell| cell.trim_start_matches("| "));
    let words = |cell: &&str| cell.chars().filter(|c| c.is_alphabetic()).nth(11).is_some();
    let cell = cell.filter(|cell| !cell.contains('|')).filter(words);
    let mut line = Line::new(number, cell.unwrap_or(raw));
    line.cell = cell.is_some();
    if line.class == Class::Blank && !raw.is_empty() {
        line.reason = Reason::BlanksOnly;
    }
    line
}

/// Joins lines that end in the middle of a sentence with what follows them.
///
/// A line that starts with a small letter right under one that ends without a mark
/// goes on with it. Where that happens three times the file was wrapped at a margin,
/// and then full lines are joined whatever the next one starts with: a break falls
/// between `Trung` and `ương` as well.
fn rejoin(lines: Vec<Line>, furniture: &Furniture) -> Vec<Line> {
    let heads = |above: &Line, below: &Line| is_loud(&above.text) && !is_loud(&below.text);
    let goes_on = |above: &Line, below: &Line| {
        below.tight
            && 30 <= above.length()
            && !ends_a_sentence(&above.text)
            && below.text.chars().next().is_some_and(char::is_lowercase)
            && !below.text.starts_with("http")
            && !below.text.starts_with("www.")
            && !below.text.starts_with("thứ ")
            && !noise::is_caption_credit(&below.text)
            && !is_a_file(&below.text)
    };
    // Some editors break after the first word of every paragraph: `Chiều`, then `ngày 30/3/2022`.
    let opens: Vec<bool> = (0..lines.len())
        .map(|index| {
            let below = lines.get(index + 1);
            below.is_some_and(|below| below.tight && opens_a_paragraph(&lines[index], below))
        })
        .collect();
    let n_breaks = lines.windows(2).filter(|pair| goes_on(&pair[0], &pair[1])).count();
    let margin = lines.iter().map(Line::length).max().unwrap_or(0);
    let wrapped = 3 <= n_breaks && margin <= 130;
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last_length = 0;
    for (index, line) in lines.into_iter().enumerate() {
        let length = line.length();
        let below_opener = wrapped && index.checked_sub(1).is_some_and(|above| opens[above]);
        match joined.last_mut() {
            _ if wrapped && opens[index] => joined.push(line),
            Some(above)
                if below_opener
                    || goes_on(above, &line)
                    || is_broken_place(above, &line)
                    || (wrapped
                        && line.tight
                        && !heads(above, &line)
                        && !is_of_the_page(&line.text, furniture)
                        && !is_of_the_page(&above.text, furniture)
                        && margin * 7 / 10 <= last_length
                        && !starts_a_block(&line.text)
                        && !(ends_a_sentence(&above.text) && last_length < margin * 9 / 10)) =>
            {
                above.text.push(' ');
                above.text.push_str(&line.text);
            }
            _ => joined.push(line),
        }
        last_length = length;
    }
    joined
}

/// Whether a line is the first word or two of a paragraph that the line below goes on with.
fn opens_a_paragraph(line: &Line, below: &Line) -> bool {
    line.text.split(' ').count() <= 2
        && line.text.chars().next().is_some_and(char::is_uppercase)
        && line.text.chars().all(|c| c.is_alphabetic() || c == ' ')
        && below.text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether all letters of a text are capitals.
pub fn is_loud(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// Whether a line is a stamp or a control of the page, which no text goes on with.
fn is_of_the_page(text: &str, furniture: &Furniture) -> bool {
    furniture.named(text).is_some_and(|named| named != Named::Kept)
        || stamp::read(text).is_some_and(|stamp| stamp::is_bare(&stamp))
        || noise::heading(text).is_some()
        || (text.chars().count() <= 60 && noise::reason(text).is_some())
}

/// Whether two lines are the place and date of a document, broken in the place: `Hà`, then `Nội,
/// ngày 06 tháng 07 năm 2010`.
fn is_broken_place(above: &Line, below: &Line) -> bool {
    let Some((rest, date)) = below.text.split_once(", ngày ") else { return false };
    let place = format!("{} {rest}", above.text);
    let dated = date.len() <= 30 && date.starts_with(|c: char| c.is_ascii_digit());
    below.tight && dated && noise::LEXICON.places.contains(&place)
}

/// Whether a line is the name of a file, which no text goes on with.
fn is_a_file(text: &str) -> bool {
    let named = [Reason::AttachedFile, Reason::AttachedName, Reason::ImageFile];
    !text.contains(' ') && noise::reason(text).is_some_and(|reason| named.contains(&reason))
}

/// Whether a text is the heading of a numbered part and nothing else: `Chương I`, `Điều 12.`.
pub fn is_outline_heading(text: &str) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?i:chương|mục|tiểu mục|phần|điều|khoản|phụ lục|tiết)\s+",
            r"(?:[IVXLC]+|\d{1,3}|[A-H]|(?i:thứ)\s\p{L}+)[.:]?$",
        ))
        .expect("the pattern compiles")
    });
    PART.is_match(text)
}

/// Whether a line starts something of its own: an item, a numbered paragraph.
pub fn starts_a_block(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        Some('-' | '+' | '*' | '•' | '–' | '[' | '>') => true,
        Some(first) if first.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(['.', ')']) && rest[1..].starts_with(' ')
        }
        // `II. Kết quả`
        Some('I' | 'V' | 'X') => {
            let rest = text.trim_start_matches(['I', 'V', 'X']);
            rest.starts_with(['.', ')']) && rest[1..].starts_with(' ')
        }
        _ => false,
    }
}
