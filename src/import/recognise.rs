//! Recognising: what each line of a page is, and so what its article is.
//!
//! Single lines are judged first (`noise`, `stamp`), then what their order tells:
//! lists under headings, the headline and what stands above it, credits at both ends,
//! captions between paragraphs, leftovers after the last word. A later step never
//! takes back what an earlier one was sure of.
//!
//! **Invariant:** no line of prose is classed as noise but for one of four reasons: it
//! lies in a list of other articles, it repeats another line, it follows the mark of the
//! article's end, or the page says that it lies outside the article.
//!
//! Not here: how the article is written (`markdown`, `front`).

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::caption;
use crate::import::credit::{self, Credit};
use crate::import::dating::{self, Clues, Dated, Issued, Spot};
use crate::import::headline::{self, starts_folded};
use crate::import::line::{Class, Line, Shape, ends_a_sentence, ends_the_article, starts_a_block};
use crate::import::noise::{self, Reach, fold};
use crate::import::stamp::{self, Stamp};

/// A page before recognition.
#[derive(Debug, Default, Clone)]
pub struct Page {
    /// Its lines in order.
    pub lines: Vec<Line>,
    /// What its metadata says, in the case of a saved page.
    pub metadata: Metadata,
}

/// What a saved page says about itself in its head.
#[derive(Debug, Default, Clone)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// Who wrote it.
    pub authors: Vec<String>,
}

/// A line that the article leaves out.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Dropped {
    /// Its number in the raw file.
    pub line: usize,
    /// Why.
    pub reason: String,
    /// Its words.
    pub text: String,
}

/// An article with all that was recognised.
#[derive(Debug, Default, Clone)]
pub struct Recognised {
    /// The headline, found or made.
    pub title: String,
    /// Its date.
    pub dated: Option<Dated>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it was taken from.
    pub source: Option<String>,
    /// Where it speaks from.
    pub place: Option<String>,
    /// The body that short forms mean.
    pub bodies: Vec<String>,
    /// What was derived and how sure, a sentence each.
    pub derived: Vec<String>,
    /// All lines with their classes.
    pub lines: Vec<Line>,
    /// What the article leaves out, in the order of the file.
    pub dropped: Vec<Dropped>,
}

/// Recognises the article of a page.
pub fn recognise(page: Page) -> Recognised {
    let mut work = Work { lines: page.lines, ..Work::default() };
    // Some pages have short paragraphs only; then less is prose already.
    if work.first_prose().is_none() {
        work.lines.iter_mut().for_each(|line| line.terse = true);
    }
    cut_dates_off(&mut work);
    judge_alone(&mut work);
    drop_lists(&mut work);
    find_title(&mut work, &page.metadata);
    drop_lists_above_the_lead(&mut work);
    restore_cells(&mut work);
    drop_repetitions(&mut work);
    drop_second_prints(&mut work);
    drop_bullets(&mut work);
    drop_rows_of_headlines(&mut work);
    drop_after_the_end(&mut work);
    read_head(&mut work);
    cut_credit_off_the_end(&mut work);
    read_tail(&mut work);
    caption::mark(&mut work.lines, work.title_index);
    drop_leftovers(&mut work);
    drop_names_again(&mut work);
    conclude(work, &page.metadata)
}

/// Why a credit is left out that a machine filled in.
const NOBODY: &str = "credit that names nobody";

/// Why a short line beside the headline is dropped.
const LABEL: &str = "label beside the headline";

/// Why a line below the author's name is dropped.
const OFFICE: &str = "what the author is";

/// The lines under judgement with what was learnt so far.
#[derive(Debug, Default)]
struct Work {
    /// The lines.
    lines: Vec<Line>,
    /// Headings of lists: their index and how far the list runs.
    headings: Vec<(usize, Reach)>,
    /// Headings of lists after which the article goes on.
    boxes: Vec<usize>,
    /// Stamps by the index of their line.
    stamps: Vec<(usize, Stamp)>,
    /// The headline's line.
    title_index: Option<usize>,
    /// The headline.
    title: String,
    /// Credits found, in order.
    credits: Vec<Credit>,
    /// Stamps with the spot they stand in.
    clues: Vec<(Spot, Stamp)>,
    /// Stamps cut off the ends of lines that could be headlines.
    glued: Vec<(usize, Stamp)>,
    /// The month that the dump of a page sets before its text, where it knows no day.
    issued: Option<Issued>,
    /// Pieces of lines that were cut off.
    pieces: Vec<Dropped>,
    /// What was derived.
    derived: Vec<String>,
}

impl Work {
    /// The first line that is prose and still open.
    fn first_prose(&self) -> Option<usize> {
        self.lines.iter().position(|line| line.is_open() && line.is_prose())
    }

    /// The last line that is prose and still open.
    fn last_prose(&self) -> Option<usize> {
        self.lines.iter().rposition(|line| line.is_open() && line.is_prose())
    }
}

/// Cuts dates off lines that hold more: the one that a dump sets before a text (`date
/// 2025-09-15 Ngày 15/9, …`) and the stamp behind a headline (`… công ty mẹ 19/11/2025 18:19`).
fn cut_dates_off(work: &mut Work) {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:[^|]{25,220}?)(\s[-|(]?\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4},?\s+",
            r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?(?:\s?\(?GMT\+?7?\)?)?\)?)$",
        ))
        .expect("the pattern compiles")
    });
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:[^|]{40,220}?\s(?P<last>\p{L}+)[”»)]?)",
            r"(?P<date>\s\(?\d{1,2}/\d{1,2}/\d{4}\)?)$",
        ))
        .expect("the pattern compiles")
    });
    if let Some(first) = work.lines.iter().position(|line| line.is_open())
        && let Some((length, issued)) = dating::issued(&work.lines[first].text)
    {
        cut(work, first, 0..length, "date of the dump");
        work.issued = Some(issued);
    }
    // Below the lead a day and an hour at the end of a line are the article's own.
    let lead = work.first_prose().unwrap_or(work.lines.len());
    for index in 0..lead {
        let line = &work.lines[index];
        if !line.is_open() {
            continue;
        }
        let glued = GLUED.captures(&line.text).and_then(|found| found.get(1));
        let glued = glued.or_else(|| {
            let found = DATED.captures(&line.text)?;
            (!announces_a_date(&found["last"])).then(|| found.name("date")).flatten()
        });
        let Some(found) = glued.map(|found| found.range()) else { continue };
        let words = line.text[..found.start].split(' ').count();
        let Some(stamp) = stamp::read(&line.text[found.clone()]).filter(|_| 6 <= words) else {
            continue;
        };
        // `Đăng bởi … ngày 3/6/2020 08:15` is a stamp with a name, and not a headline; behind the
        // telephone of the site stands the page's clock.
        if noise::is_imprint(&line.text) {
            continue;
        }
        if stamp::read(&line.text).is_some_and(|whole| whole.stated) || line.is_prose() {
            continue;
        }
        cut(work, index, found, "publish stamp");
        work.glued.push((index, stamp));
    }
}

/// Whether a word goes with the date behind it, which so is part of the headline.
fn announces_a_date(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "ngày", "đến", "tới", "từ", "sáng", "chiều", "tối", "trước", "sau", "tháng", "năm", "là",
        "vào", "hết", "qua", "nay", "và", "số", "tại", "lúc", "bảy", "nhật",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Cuts a piece off a line and keeps it for the report.
fn cut(work: &mut Work, index: usize, piece: std::ops::Range<usize>, reason: &str) {
    let line = &mut work.lines[index];
    let text = line.text[piece.clone()].trim().to_string();
    line.text.replace_range(piece, "");
    line.text = line.text.trim().to_string();
    line.markdown = None;
    work.pieces.push(Dropped { line: line.number, reason: reason.to_string(), text });
}

/// Judges each line by itself.
fn judge_alone(work: &mut Work) {
    for index in 0..work.lines.len() {
        let line = &work.lines[index];
        // What a page calls its headline or a caption is no control, whatever its words.
        let shape = &line.shape;
        if !line.is_open()
            || matches!(
                shape,
                Shape::Image { .. } | Shape::Table | Shape::Caption | Shape::Heading(1)
            )
        {
            continue;
        }
        let text = line.text.clone();
        if 90 <= line.linked && line.length() <= 220 && line.shape != Shape::Heading(1) {
            work.lines[index].set(Class::Noise, "link to another page");
        } else if let Some((reach, reason)) = noise::heading(&text) {
            work.headings.push((index, reach));
            work.lines[index].set(Class::Noise, reason);
        } else if is_of_a_document(&work.lines, index) {
            // The text of a document goes on; where nothing stands before it, its date is the
            // page's own.
            let prose = work.lines[..index].iter().any(|line| line.is_open() && line.is_prose());
            let stamp = stamp::read(&text).filter(|_| !prose);
            work.clues.extend(stamp.map(|stamp| (Spot::Letterhead, stamp)));
        } else if let Some(stamp) = stamp::read(&text)
            .filter(|stamp| stamp::is_bare(stamp) || stamp::follows_a_section(stamp))
        {
            work.stamps.push((index, stamp));
            work.lines[index].set(Class::Stamp, "publish stamp");
        } else if credit::names_nobody(&text) {
            work.lines[index].set(Class::Noise, NOBODY);
        } else if let Some(reason) = noise::reason(&text).filter(|_| !line.is_prose()) {
            // The table of a document's particulars has its date.
            if reason == noise::PARTICULARS && fold(&text).contains("ngày ban hành") {
                let stamp = stamp::read(&text);
                work.clues.extend(stamp.map(|stamp| (Spot::Letterhead, stamp)));
            }
            let credit = credit::read(&text).is_some_and(|credit| credit.stated);
            if !credit {
                work.lines[index].set(Class::Noise, reason);
            }
        }
    }
}

/// How many lines below its number a document may have its place and date.
const LETTERHEAD: usize = 8;

/// Whether a line is the place and date of a document whose text the page gives, below its
/// number: `Hà Nội, ngày 07 tháng 02 năm 2023` below `Số: 97-QĐ/TW`.
fn is_of_a_document(lines: &[Line], index: usize) -> bool {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\p{Lu}Đ][^,\d]{2,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}$")
            .expect("the pattern compiles")
    });
    DATED.is_match(&lines[index].text)
        && lines[index.saturating_sub(LETTERHEAD)..index].iter().any(|line| {
            let number = line.text.strip_prefix("Số:").or(line.text.strip_prefix("Số "));
            number.is_some_and(|rest| rest.contains(['/', '-']))
        })
}

/// Drops the lists of other articles below their headings.
fn drop_lists(work: &mut Work) {
    for (heading, reach) in work.headings.clone() {
        let prose_before = prose_length(&work.lines[..heading]);
        if prose_before == 0 {
            // A menu or a sidebar above the headline; `find_title` sees to it.
            continue;
        }
        let end = list_end(work, heading, reach, prose_before);
        if end < work.lines.len() {
            work.boxes.push(heading);
        }
        let name = work.lines[heading].text.clone();
        for line in &mut work.lines[heading + 1..end] {
            if line.is_open() || line.class == Class::Stamp {
                let reason = format!("below `{}`", name.trim_end_matches([':', ' ']));
                line.set(Class::Noise, &reason);
            }
        }
    }
    let lines = &work.lines;
    work.stamps.retain(|(index, _)| lines[*index].class == Class::Stamp);
}

/// How many characters of prose lie in some lines.
fn prose_length(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.is_open() && line.is_prose()).map(Line::length).sum()
}

/// Where a list of other articles ends: at prose that goes on, or with the page.
fn list_end(work: &Work, heading: usize, reach: Reach, prose_before: usize) -> usize {
    let lines = &work.lines;
    let ended = lines[..heading]
        .iter()
        .rev()
        .filter(|line| line.is_open())
        .take(2)
        .any(|line| ends_the_article(&line.text) || credit::read(&line.text).is_some());
    let prose_after = prose_length(&lines[heading + 1..]);
    if ended || (reach == Reach::Terminal && prose_after <= prose_before) {
        return lines.len();
    }
    let open: Vec<usize> = (heading + 1..lines.len()).filter(|&i| lines[i].is_open()).collect();
    for (rank, &index) in open.iter().enumerate() {
        let line = &lines[index];
        let mut below = open[rank + 1..].iter().map(|&next| &lines[next]);
        let next = below.find(|line| !caption::is_certain(&line.text));
        let goes_on =
            next.is_some_and(|next| next.is_prose() || credit::read(&next.text).is_some());
        let solid = 300 <= line.length() || ends_the_article(&line.text);
        // Inside a text short sentences may follow; teasers end without a mark.
        let sentence = next.is_some_and(|next| ends_a_sentence(&next.text));
        let goes_on = goes_on || (reach == Reach::Inline && sentence);
        let short = reach == Reach::Inline && 60 <= line.length() && line.linked == 0;
        if short && ends_a_sentence(&line.text) && goes_on {
            return index;
        }
        if line.is_prose() && ends_a_sentence(&line.text) && line.linked < 60 && (solid || goes_on)
        {
            return index;
        }
        // The last paragraph of a page may follow an inline box with nothing below it.
        if line.is_prose() && next.is_none() && reach == Reach::Inline && 150 <= line.length() {
            return index;
        }
    }
    lines.len()
}

/// Finds the headline, or makes one from the lead, and drops what stands above it.
fn find_title(work: &mut Work, metadata: &Metadata) {
    let first_prose = work.first_prose();
    let lead_end = first_prose.unwrap_or(work.lines.len());
    let prose: Vec<&str> = work
        .lines
        .iter()
        .filter(|l| l.is_open() && l.is_prose())
        .map(|l| l.text.as_str())
        .collect();
    let stated = metadata.title.as_deref().and_then(|title| {
        work.lines[..lead_end]
            .iter()
            .position(|line| line.class != Class::Blank && (fold(&line.text) == fold(title)))
    });
    let candidates = title_candidates(work, lead_end);
    let chosen = match &metadata.title {
        Some(_) => stated,
        None => headline::choose(&work.lines, &candidates, &prose),
    };
    match (chosen, &metadata.title) {
        (Some(index), _) => {
            let text = work.lines[index].text.trim_end_matches(['.', ' ']);
            let dotted = text.trim_start_matches('.').trim_start();
            work.title = if text.starts_with("..") { text } else { dotted }.to_string();
            work.lines[index].set(Class::Title, "headline");
            work.title_index = Some(index);
            claim_credit_above(work, index);
            drop_above(work, index);
            claim_first_print(work, index);
        }
        (None, Some(title)) => {
            work.title = title.clone();
            work.derived.push("title: from the page's metadata".to_string());
        }
        (None, None) if headline_with_its_date(work, lead_end) => {}
        (None, None) => {
            let lead =
                work.lines.iter().find(|line| line.is_open() && 8 <= line.text.split(' ').count());
            let lead = lead.or_else(|| work.lines.iter().find(|line| line.is_open()));
            work.title = lead.map(|lead| headline::derive(&lead.text)).unwrap_or_default();
            work.derived.push("title: from the lead, as the page has no headline".to_string());
        }
    }
}

/// Takes the only line above the lead that ends in a date as the headline, where no other
/// could be one: `Những đêm trắng (08/04/2010)`. Among other lines it would be a teaser.
fn headline_with_its_date(work: &mut Work, lead_end: usize) -> bool {
    let mut dated = (0..lead_end).filter(|&at| work.lines[at].reason == "teaser with its date");
    let (Some(index), None) = (dated.next(), dated.next()) else { return false };
    let text = work.lines[index].text.clone();
    let Some(open) = text.rfind(['(', '[']) else { return false };
    let Some(stamp) = stamp::read(&text[open..]).filter(stamp::is_bare) else { return false };
    work.title = text[..open].trim_end().to_string();
    work.lines[index].text = work.title.clone();
    work.lines[index].set(Class::Title, "headline");
    work.title_index = Some(index);
    work.clues.push((Spot::BelowTitle, stamp));
    drop_above(work, index);
    true
}

/// The open lines that could be the headline.
///
/// Where a text starts with a sentence, what follows it is no headline, unless the
/// page repeats it or marks it as a heading.
fn title_candidates(work: &Work, lead_end: usize) -> Vec<usize> {
    let sentence = work.lines[..lead_end].iter().position(|line| {
        line.is_open()
            && 45 <= line.length()
            && ends_a_sentence(&line.text)
            && !line.text.ends_with(':')
    });
    let folded: Vec<String> = work.lines.iter().map(|line| fold(&line.text)).collect();
    (0..lead_end)
        .filter(|&index| {
            let line = &work.lines[index];
            let repeated = || {
                let own = folded[index].as_str();
                let mut others = folded.iter().enumerate().filter(|(other, _)| *other != index);
                !own.is_empty() && others.any(|(_, other)| other.starts_with(own))
            };
            let marked = matches!(line.shape, Shape::Heading(1));
            let after_sentence = sentence.is_some_and(|sentence| sentence < index);
            // `Hồng Phúc - 30/06/2022 21:10` names an author and an hour.
            let stamped = stamp::read(&line.text)
                .is_some_and(|stamp| stamp.has_hour && stamp.rest.split(' ').count() <= 6);
            let framed = work.lines[..index].iter().rev().find(|line| line.class != Class::Blank);
            // `Trường Chính trị tỉnh Quảng Nam` below a name is where its bearer works.
            let seat = credit::is_named_seat(&line.text)
                && framed.is_some_and(|above| {
                    credit::read(&above.text).is_some_and(|credit| !credit.authors.is_empty())
                });
            line.is_open()
                && !stamped
                && !seat
                && !caption::tells_when(&line.text)
                && !framed.is_some_and(caption::is_frame)
                && !caption::is_certain(&line.text)
                && pieces_of_a_stamp(&line.text).is_none()
                && (!after_sentence || marked || repeated())
                && credit::read(&line.text)
                    .is_none_or(|credit| !credit.stated && 6 <= line.text.split(' ').count())
        })
        .collect()
}

/// Takes the byline that stands with the stamp above the headline: `Tác giả: Trần Hà`.
fn claim_credit_above(work: &mut Work, title: usize) {
    let shown = (0..title).rev().filter(|&at| work.lines[at].class != Class::Blank);
    let near: Vec<usize> = shown.take(4).collect();
    if !near.iter().any(|&at| work.lines[at].class == Class::Stamp) {
        return;
    }
    for at in near {
        let credit = credit::read(&work.lines[at].text)
            .filter(|credit| credit.stated && !credit.posted && !credit.authors.is_empty());
        if let Some(credit) = credit.filter(|_| work.lines[at].is_open()) {
            work.credits.push(credit);
            work.lines[at].set(Class::Byline, "byline");
        }
    }
}

/// Drops the lines above the headline: menus, kickers, the names of sections.
fn drop_above(work: &mut Work, title: usize) {
    let name = work.title.clone();
    // The head of a document is its text, whatever line of it was taken for the headline.
    let top = headline::letterhead(&work.lines, title).unwrap_or(title);
    for line in &mut work.lines[..top] {
        if line.is_open() && !line.is_prose() {
            let repeated = starts_folded(&line.text, &name);
            line.set(
                Class::Noise,
                if repeated { "repeated headline" } else { "above the headline" },
            );
        }
    }
}

/// Calls the first of several prints of the headline the headline.
fn claim_first_print(work: &mut Work, chosen: usize) {
    let name = fold(&work.lines[chosen].text);
    let first = work.lines[..chosen].iter().position(|line| fold(&line.text) == name);
    if let Some(first) = first {
        work.lines[first].set(Class::Title, "headline");
        work.lines[chosen].set(Class::Noise, "repeated headline");
    }
}

/// Drops lines that say again what another said: headlines, leads printed twice.
fn drop_repetitions(work: &mut Work) {
    let title = fold(&work.title);
    drop_broken_prints(work, &title);
    let mut seen: HashSet<String> = HashSet::new();
    for index in 0..work.lines.len() {
        let line = &work.lines[index];
        let open = line.is_open() && !matches!(line.shape, Shape::Image { .. });
        if !open || line.text.is_empty() {
            continue;
        }
        let folded = fold(&line.text);
        let derived =
            work.title_index.is_none() && !work.derived.iter().any(|d| d.contains("metadata"));
        if !derived && let Some(rest) = repeated_title(&folded, &title) {
            let rest = line.text[line.text.len() - rest..].trim().to_string();
            drop_title_again(work, index, &rest);
            continue;
        }
        if 60 <= line.length() && !seen.insert(folded) {
            work.lines[index].set(Class::Noise, "repeated line");
        }
    }
}

/// Drops pairs of lines that are the headline again, broken in two by a narrow box.
fn drop_broken_prints(work: &mut Work, title: &str) {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let whole = bare(title);
    let open = |line: &Line| line.is_open() && line.length() < work.title.chars().count();
    let shown: Vec<usize> =
        (0..work.lines.len()).filter(|&at| work.lines[at].class != Class::Blank).collect();
    let broken: Vec<usize> = shown
        .windows(2)
        .filter(|pair| open(&work.lines[pair[0]]) && open(&work.lines[pair[1]]))
        .filter(|pair| {
            let [first, second] = [0, 1].map(|at| bare(&fold(&work.lines[pair[at]].text)));
            40 <= whole.chars().count() && format!("{first}{second}") == whole
        })
        .flatten()
        .copied()
        .collect();
    for index in broken {
        work.lines[index].set(Class::Noise, "repeated headline");
    }
}

/// Drops the second of two prints of a line in a row: pages print a picture's name and the
/// words below it. Between paragraphs the first is a caption, if it is no sentence.
fn drop_second_prints(work: &mut Work) {
    let (Some(first), Some(last)) = (work.first_prose(), work.last_prose()) else { return };
    let shown: Vec<usize> =
        (0..work.lines.len()).filter(|&at| work.lines[at].class != Class::Blank).collect();
    let is_twice = |pair: &&[usize]| {
        let [above, below] = [0, 1].map(|at| &work.lines[pair[at]]);
        above.is_prose() && fold(&above.text) == fold(&below.text)
    };
    let n_twice = shown.windows(2).filter(is_twice).count();
    for pair in shown.windows(2) {
        let (above, below) = (&work.lines[pair[0]], &work.lines[pair[1]]);
        // Of a long line `drop_repetitions` has already dropped the second print.
        let dropped = below.class == Class::Noise && below.reason == "repeated line";
        let plain = |line: &Line| line.shape == Shape::Paragraph && 15 <= line.length();
        let twice = fold(&above.text) == fold(&below.text) && plain(above) && plain(below);
        let single = above.is_prose() && 2 < n_twice;
        if !twice || !above.is_open() || !(below.is_open() || dropped) || single {
            continue;
        }
        if above.is_prose() && (pair[0] <= first || last <= pair[0]) {
            continue;
        }
        // A paragraph is printed twice only with all others.
        let shown_twice = above.is_prose() && n_twice <= 2 && above.length() <= 300;
        let shows = caption::starts_with_subject(&above.text) && !above.is_prose();
        let between =
            first < pair[0] && pair[0] < last && (shown_twice || !ends_a_sentence(&above.text));
        let caption = between || shows && pair[0] < last;
        work.lines[pair[1]].set(Class::Noise, "repeated line");
        if caption {
            work.lines[pair[0]].set(Class::Caption, "caption");
        }
    }
}

/// Drops the headlines below a list's heading that stands between headline and lead.
fn drop_lists_above_the_lead(work: &mut Work) {
    let (Some(title), Some(lead)) = (work.title_index, work.first_prose()) else { return };
    let heading =
        work.headings.iter().map(|(heading, _)| *heading).find(|heading| title < *heading);
    let Some(heading) = heading.filter(|heading| *heading < lead) else { return };
    let name = work.lines[heading].text.trim_end_matches([':', ' ']).to_string();
    for line in &mut work.lines[heading + 1..lead] {
        let credit = credit::read(&line.text).is_some_and(|credit| credit.stated);
        if line.is_open() && line.is_headline() && !credit && !caption::is_certain(&line.text) {
            line.set(Class::Noise, &format!("below `{name}`"));
        }
    }
}

/// Takes back the cells of a table that was dumped a cell a line: `1`, a name, `437`.
///
/// A number alone is a counter of the page, but not where it takes turns with words in
/// the midst of the prose. Only runs above every list of other articles are looked at.
fn restore_cells(work: &mut Work) {
    let (Some(first), Some(last)) = (work.first_prose(), work.last_prose()) else { return };
    let list = work.headings.iter().map(|(heading, _)| *heading).find(|&index| first < index);
    let last = list.map_or(last, |list| list.min(last));
    let is_cell = |line: &Line| {
        line.length() <= 60
            && (line.is_open()
                || (line.class == Class::Noise
                    && ["number without text", "comment form", "page control"]
                        .contains(&line.reason.as_str())))
    };
    let shown: Vec<usize> =
        (first..last).filter(|&i| work.lines[i].class != Class::Blank).collect();
    let runs: Vec<Vec<usize>> = shown
        .chunk_by(|&a, &b| is_cell(&work.lines[a]) && is_cell(&work.lines[b]))
        .map(<[usize]>::to_vec)
        .collect();
    for run in runs {
        let n_open = run.iter().filter(|&&index| work.lines[index].is_open()).count();
        let is_number = |&&index: &&usize| work.lines[index].reason == "number without text";
        if n_open < 2 || run.iter().filter(is_number).count() < 2 {
            continue;
        }
        for index in run {
            work.lines[index].set(Class::Body, "");
        }
    }
}

/// Drops lone bullets with a headline between paragraphs: teasers, not lists.
fn drop_bullets(work: &mut Work) {
    let is_bullet =
        |line: &Line| line.is_open() && line.text.starts_with(['•', '▪', '■', '●', '➤']);
    let shown: Vec<usize> =
        (0..work.lines.len()).filter(|&i| work.lines[i].class != Class::Blank).collect();
    for (rank, &index) in shown.iter().enumerate() {
        let lines = &work.lines;
        let alone = |rank: Option<usize>| {
            rank.and_then(|rank| shown.get(rank)).is_none_or(|&next| !is_bullet(&lines[next]))
        };
        let line = &lines[index];
        let teaser = is_bullet(line) && !ends_a_sentence(&line.text) && line.length() <= 160;
        if teaser && alone(rank.checked_sub(1)) && alone(Some(rank + 1)) {
            work.lines[index].set(Class::Noise, "teaser of another article");
        }
    }
}

/// Drops two or more headlines in a row between paragraphs: teasers whose heading is gone.
///
/// Each tells that somebody did something. What a text lists is announced by a colon, or starts
/// with the deed; what pictures show starts with those who are shown.
fn drop_rows_of_headlines(work: &mut Work) {
    let shown: Vec<usize> =
        (0..work.lines.len()).filter(|&at| work.lines[at].class != Class::Blank).collect();
    let is_news = |line: &Line| {
        let folded = fold(&line.text);
        line.is_open()
            && line.shape == Shape::Paragraph
            && (30..=160).contains(&line.length())
            && line.is_headline()
            && !line.is_prose()
            && !ends_a_sentence(&line.text)
            && !starts_a_block(&line.text)
            && !line.text.contains(':')
            && !caption::starts_with_subject(&line.text)
            && !caption::is_certain(&line.text)
            && noise::LEXICON.acts.iter().any(|act| folded.contains(act.as_str()))
    };
    let rows = shown.chunk_by(|&a, &b| is_news(&work.lines[a]) && is_news(&work.lines[b]));
    let rows: Vec<Vec<usize>> = rows.filter(|row| 2 <= row.len()).map(<[usize]>::to_vec).collect();
    for row in rows {
        let prose = |at: Option<&usize>| {
            at.is_some_and(|&at| work.lines[at].is_open() && work.lines[at].is_prose())
        };
        let above = shown.iter().rev().find(|&&at| at < row[0]);
        let below = shown.iter().find(|&&at| row[row.len() - 1] < at);
        let announced = above.is_some_and(|&at| work.lines[at].text.ends_with(':'));
        if prose(above) && prose(below) && !announced {
            for index in row {
                work.lines[index].set(Class::Noise, "teaser of another article");
            }
        }
    }
}

/// Drops prose below the article's end: comments and summaries of other articles.
///
/// An end mark or a byline ends the article where at most a third of the prose follows
/// it; a byline alone must be followed by something of the page, for an interview names
/// its speakers the same way.
fn drop_after_the_end(work: &mut Work) {
    let Some(first) = work.first_prose() else { return };
    let ends = |index: usize| {
        let line = &work.lines[index];
        if !line.is_open() || line.shape != Shape::Paragraph {
            return false;
        }
        if ends_the_article(&line.text) {
            return true;
        }
        let credit = !line.is_prose() && credit::read(&line.text).is_some();
        let below = work.lines[index + 1..].iter().filter(|line| line.class != Class::Blank);
        let below: Vec<&Line> = below.take(3).collect();
        // In an interview a name stands above what its bearer says, not above a headline.
        let teaser = below.first().is_some_and(|line| {
            line.is_open()
                && line.is_headline()
                && 25 <= line.length()
                && !ends_a_sentence(&line.text)
                && credit::read(&line.text).is_none()
        });
        credit && (teaser || below.iter().any(|line| line.class == Class::Noise))
    };
    let end = (first..work.lines.len()).find(|&index| {
        ends(index) && {
            let before = prose_length(&work.lines[..=index]);
            let after = prose_length(&work.lines[index + 1..]);
            0 < after && after * 2 <= before
        }
    });
    let Some(end) = end else { return };
    for line in &mut work.lines[end + 1..] {
        if line.is_open() && line.is_prose() && !caption::is_certain(&line.text) {
            line.set(Class::Noise, "after the end of the article");
        }
    }
}

/// How many bytes follow the headline in a line that starts with it and is no prose.
fn repeated_title(folded: &str, title: &str) -> Option<usize> {
    let shortened = folded.trim_end_matches(['.', '…', ' ']);
    let cut_short = shortened.len() < folded.len()
        && 25 <= shortened.chars().count()
        && title.starts_with(shortened);
    if cut_short {
        return Some(0);
    }
    // `2020-2025` and `2020 -2025` are the same.
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if 25 <= title.chars().count() && bare(folded) == bare(title) {
        return Some(0);
    }
    let rest = folded.strip_prefix(title).filter(|_| 10 <= title.chars().count())?;
    let bare = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let stamp = bare.is_empty()
        || bare.chars().all(|c| !c.is_alphabetic())
        || stamp::read(bare).is_some_and(|stamp| stamp::is_bare(&stamp));
    let site = rest.trim_start().starts_with(['|', '-', '–', '»']) && bare.split(' ').count() <= 12;
    let inside = ends_a_sentence(folded) && 100 < bare.chars().count();
    // `…: Nhiều tác phẩm có sức lan tỏa` is a teaser that says the headline again.
    let more = rest.starts_with([':', ',']) && !ends_a_sentence(folded) && 30 <= title.len();
    ((stamp || site || more) && !inside).then_some(rest.len())
}

/// Drops a repetition of the headline, keeping the stamp that it carries as evidence.
fn drop_title_again(work: &mut Work, index: usize, rest: &str) {
    if let Some(stamp) = stamp::read(rest) {
        work.clues.push((Spot::BelowTitle, stamp));
    }
    work.lines[index].set(Class::Noise, "repeated headline");
}

/// Reads the lines between headline and lead: stamps, bylines, labels.
fn read_head(work: &mut Work) {
    let Some(first_prose) = work.first_prose() else { return };
    // A stamp between two prints of the headline stands below the first.
    let printed = work.lines.iter().position(|line| line.class == Class::Title);
    let title = printed.or(work.title_index).unwrap_or(0);
    for (index, stamp) in work.stamps.clone() {
        if index < first_prose {
            work.credits.extend(signature(&stamp));
        }
        let above = index < title && work.title_index.is_some();
        let bare = !stamp.stated && stamp.rest.is_empty();
        // Pages print their clock twice, for wide screens and for narrow ones.
        let twins = work.stamps.iter().filter(|(at, other)| {
            *at < title && other.words == stamp.words && work.title_index.is_some()
        });
        let twice = above && 1 < twins.count();
        if bare && (twice || is_clock(work, index, if above { title } else { first_prose })) {
            work.clues.push((Spot::Clock, stamp));
        } else if above {
            work.clues.push((Spot::AboveTitle, stamp));
        } else if index < first_prose {
            work.clues.push((Spot::BelowTitle, stamp));
        }
    }
    for (index, stamp) in std::mem::take(&mut work.glued) {
        let below = Some(index) == work.title_index || index == title;
        work.clues.push((if below { Spot::BelowTitle } else { Spot::AboveTitle }, stamp));
    }
    let start = work.title_index.map_or(0, |title| title + 1);
    for index in start..first_prose {
        let line = &work.lines[index];
        // The head of a document that the page gives names neither author nor section.
        let of_document = headline::opens_a_document(&work.lines, index)
            || headline::goes_on_with_the_issuer(&work.lines, index)
            || headline::in_document(&work.lines, index);
        if line.is_open()
            && !of_document
            && matches!(line.shape, Shape::Paragraph | Shape::Heading(_) | Shape::Item { .. })
        {
            read_head_line(work, index);
        }
    }
    drop_offices_of_authors(work, start..first_prose);
    read_name_below_summary(work, first_prose);
}

/// Whether a stamp is the clock in the head of the page: it tells the weekday, nothing of the
/// article stands above it, and the name of a section or a slogan between it and the article.
fn is_clock(work: &Work, index: usize, article: usize) -> bool {
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b")
            .expect("the pattern compiles")
    });
    if article <= index || !WEEKDAY.is_match(&work.lines[index].text) {
        return false;
    }
    let titled = work.title_index.is_some_and(|title| title < index);
    let of_the_stamp = |line: &Line| {
        let counter = ["view count", "comment count", "font size or contrast control"];
        line.class == Class::Stamp
            || counter.contains(&line.reason.as_str())
            || line.text.split(' ').count() <= 4
    };
    let between = work.lines[index + 1..article].iter().filter(|line| line.class != Class::Blank);
    !titled && between.clone().any(|line| !of_the_stamp(line))
}

/// Reads the name and the office of an author between the summary and the text.
fn read_name_below_summary(work: &mut Work, summary: usize) {
    let shown: Vec<usize> = (summary + 1..work.lines.len())
        .filter(|&at| work.lines[at].class != Class::Blank)
        .take(2)
        .collect();
    let [name, office] = shown[..] else { return };
    let line = &work.lines[name];
    let credit = credit::read(&line.text)
        .filter(|credit| line.is_open() && credit.source.is_none() && credit.authors.len() == 1);
    let below = &work.lines[office];
    let seat = below.is_open()
        && below.length() <= 120
        && !ends_a_sentence(&below.text)
        && credit::is_named_seat(&below.text);
    if let Some(credit) = credit.filter(|_| seat && line.text.contains(' ')) {
        work.credits.push(credit);
        work.lines[name].set(Class::Byline, "byline");
        work.lines[office].set(Class::Noise, OFFICE);
    }
}

/// The paper that signs a stamp with its capitals: `QPTD - Thứ Hai, 12/03/2018, 08:26`.
fn signature(stamp: &Stamp) -> Option<Credit> {
    let name = stamp.rest.as_str();
    let capitals = name.chars().all(char::is_uppercase) && (3..=7).contains(&name.chars().count());
    let rest = stamp.words.strip_prefix(name).filter(|_| capitals)?;
    let source = rest.trim_start().starts_with(['-', '–', '—']).then(|| name.to_string())?;
    Some(Credit { source: Some(source), ..Credit::default() })
}

/// Drops what an author is, on the line below the name: `Nguyên Chủ nhiệm Văn phòng Quốc hội`.
fn drop_offices_of_authors(work: &mut Work, head: std::ops::Range<usize>) {
    let shown: Vec<usize> = head.filter(|&at| work.lines[at].class != Class::Blank).collect();
    for pair in shown.windows(2) {
        let (above, line) = (&work.lines[pair[0]], &work.lines[pair[1]]);
        let office = (above.class == Class::Byline || above.reason == OFFICE)
            && (line.is_open() || line.reason == LABEL)
            && line.length() <= 120
            && !ends_a_sentence(&line.text)
            && credit::is_named_seat(&line.text);
        if office {
            work.lines[pair[1]].set(Class::Noise, OFFICE);
        }
    }
}

/// Reads one line between headline and lead.
fn read_head_line(work: &mut Work, index: usize) {
    let text = work.lines[index].text.clone();
    if let Some(stamp) = stamp::read(&text) {
        let rest = stamp.rest.clone();
        let credit = credit::read(&rest);
        let label = rest.split(' ').count() <= 4 && (stamp.has_hour || stamp.stated);
        if let Some(credits) = pieces_of_a_stamp(&text) {
            work.clues.push((Spot::BelowTitle, stamp));
            work.credits.extend(credits);
            work.lines[index].set(Class::Stamp, "publish stamp");
            return;
        }
        if credit.is_some() || noise::reason(&rest).is_some() || label {
            work.clues.push((Spot::BelowTitle, stamp));
            work.credits.extend(credit);
            work.lines[index].set(Class::Stamp, "publish stamp");
            return;
        }
    }
    if let Some(credits) = pieces_of_a_stamp(&text) {
        let names = credits.iter().any(|credit| !credit.authors.is_empty());
        work.credits.extend(credits);
        let (class, reason) = match names {
            true => (Class::Byline, "byline"),
            false => (Class::Noise, "line about the page"),
        };
        work.lines[index].set(class, reason);
        return;
    }
    let n_words = text.split(' ').count();
    let short = credit::without_degrees(&text).split(' ').count() <= 4;
    if let Some(credit) = credit::read(&text).filter(|credit| credit.stated || short) {
        let class = if credit.authors.is_empty() { Class::Source } else { Class::Byline };
        work.credits.push(credit);
        work.lines[index].set(class, "byline");
    } else if n_words <= 4
        && work.title_index.is_some()
        && !ends_a_sentence(&text)
        && !caption::is_certain(&text)
        && !headline::opens_a_part(&text)
        && !matches!(work.lines[index].shape, Shape::Item { .. })
    {
        work.lines[index].set(Class::Noise, LABEL);
    }
}

/// The credits on a line of pieces that are all of the page: `Đăng bởi: A | 14/09/2023 |
/// Danh mục: B | 0 bình luận`; none if any piece is something else.
fn pieces_of_a_stamp(text: &str) -> Option<Vec<Credit>> {
    let pieces: Vec<&str> =
        text.split(['|', '•', '·']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let known = |piece: &&str| {
        stamp::read(piece).is_some_and(|stamp| stamp::is_bare(&stamp))
            || noise::reason(piece).is_some()
            || credit::read(piece).is_some()
            || credit::says_who_posted(piece)
    };
    (2 <= pieces.len() && pieces.iter().all(known)).then(|| {
        let credits = pieces.iter().filter(|piece| noise::reason(piece).is_none());
        credits.filter_map(|piece| credit::read(piece)).collect()
    })
}

/// Cuts a credit off the end of the last paragraph: `… phát triển./. Khánh Lan`.
fn cut_credit_off_the_end(work: &mut Work) {
    let Some(last) = work.last_prose() else { return };
    let text = work.lines[last].text.clone();
    let cut = ["./.", "/."].iter().find_map(|mark| text.rfind(mark).map(|at| at + mark.len()));
    let bracket = text.trim_end_matches('.').ends_with(')').then(|| text.rfind('(')).flatten();
    let at = match (cut.filter(|&at| at < text.len()), bracket) {
        (Some(at), _) => at,
        (None, Some(at)) if ends_a_sentence(text[..at].trim_end()) => at,
        _ => return,
    };
    let tail = text[at..].trim();
    let credit = credit::read(tail);
    let Some(credit) =
        credit.filter(|credit| credit.stated || credit.source.is_some() || tail.contains(' '))
    else {
        return;
    };
    let number = work.lines[last].number;
    work.derived.push(format!("byline: cut off the end of line {number}, `{tail}`"));
    work.credits.push(credit);
    let kept = text[..at].trim_end().to_string();
    let line = &mut work.lines[last];
    // The same tail stands at the end of the Markdown, unless it carries links or emphasis.
    line.markdown = line.markdown.as_ref().and_then(|markdown| {
        markdown.trim_end().strip_suffix(tail).map(|m| m.trim_end().to_string())
    });
    line.text = kept;
}

/// Reads the lines after the last paragraph: bylines, sources, stamps.
fn read_tail(work: &mut Work) {
    let Some(last) = work.last_prose() else { return };
    for (index, stamp) in work.stamps.clone() {
        if last < index
            && let Some(teaser) = teaser_of(&work.lines, last, index)
        {
            work.lines[index].set(Class::Noise, "teaser's date");
            work.lines[teaser].set(Class::Noise, "teaser of another article");
        } else if last < index {
            work.clues.push((Spot::AfterText, stamp));
        } else if work.first_prose().is_some_and(|first| first < index) {
            work.lines[index].set(Class::Noise, "date between paragraphs");
        }
    }
    // A second name that says nothing of itself is another author only right below the first.
    let mut expected = None;
    for index in last + 1..work.lines.len() {
        let line = &work.lines[index];
        if line.class == Class::Blank || line.shape != Shape::Paragraph {
            continue;
        }
        let text = line.text.clone();
        let credit =
            credit::read(&text).filter(|_| line.is_open() && !noise::is_caption_credit(&text));
        let Some(credit) = credit else {
            expected = expected.map(|_: usize| usize::MAX);
            continue;
        };
        if !credit.stated && credit.source.is_none() && expected.is_some_and(|next| next < index) {
            continue;
        }
        if expected == Some(usize::MAX) && !credit.stated {
            continue;
        }
        let in_brackets = text.starts_with('(') && credit.source.is_none() && !credit.stated;
        if expected == Some(index) && (in_brackets || credit::is_role(&text)) {
            work.lines[index].set(Class::Noise, OFFICE);
            continue;
        }
        if let Some(stamp) = stamp::read(&text) {
            work.clues.push((Spot::AfterText, stamp));
        }
        expected = Some(index + 1);
        let class = if credit.authors.is_empty() { Class::Source } else { Class::Byline };
        work.lines[index].set(class, "byline");
        work.credits.push(credit);
    }
}

/// The headline right above or below a stamp that stands below the last paragraph: it is another
/// article's, and so is the stamp.
fn teaser_of(lines: &[Line], last: usize, index: usize) -> Option<usize> {
    let is_teaser = |at: &usize| {
        let line = &lines[*at];
        line.is_open()
            && line.is_headline()
            && !ends_a_sentence(&line.text)
            && 25 <= line.length()
            && credit::read(&line.text).is_none()
            && !caption::is_certain(&line.text)
    };
    let shown = |at: &usize| lines[*at].class != Class::Blank;
    let above = (last + 1..index).rev().find(shown).filter(is_teaser);
    above.or_else(|| (index + 1..lines.len()).find(shown).filter(is_teaser))
}

/// Drops what is left after the last word of the article.
fn drop_leftovers(work: &mut Work) {
    let Some(last) = work.last_prose() else { return };
    let n = work.lines.len();
    // No Vietnamese text ends with a lone word of plain small letters.
    for line in work.lines[last + 1..].iter_mut().filter(|line| line.is_open()) {
        let lower = line.text.chars().all(|c| c.is_ascii_lowercase());
        if lower && (1..=12).contains(&line.length()) && line.shape == Shape::Paragraph {
            line.set(Class::Noise, "name of the site");
        }
    }
    let nobody = |line: &Line| line.class == Class::Noise && line.reason == NOBODY;
    let is_credit =
        |line: &Line| matches!(line.class, Class::Byline | Class::Source) || nobody(line);
    let credit = (last..n).rev().find(|&index| is_credit(&work.lines[index]));
    let end_mark = (last..n)
        .find(|&index| work.lines[index].is_open() && ends_the_article(&work.lines[index].text));
    let ends = |index: usize| work.headings.iter().any(|(heading, _)| *heading == index);
    let list = (last..n).find(|&index| ends(index) && !work.boxes.contains(&index));
    if let Some(end) = credit.into_iter().chain(end_mark).chain(list).min() {
        for line in &mut work.lines[end + 1..] {
            if line.is_open() && !matches!(line.shape, Shape::Image { .. } | Shape::Table) {
                line.set(Class::Noise, "after the end of the article");
            }
        }
        return;
    }
    // What a colon announces is a list of the text.
    let announced = work.lines[last].text.ends_with(':');
    // Without any mark of the end: two or more headlines in a row are teasers.
    let from = (last + 1..n)
        .rev()
        .filter(|&index| work.lines[index].is_open())
        .take_while(|&index| {
            let line = &work.lines[index];
            let bullet =
                line.text.trim_start_matches(['•', '▪', '■', '●', '➤', '+', '-', '–', ' ']);
            let listed = bullet.len() < line.text.len();
            let headline = Line::new(line.number, bullet).is_headline();
            (headline && !(listed && announced))
                && !ends_a_sentence(&line.text)
                && 25 <= line.length()
        })
        .collect::<Vec<_>>();
    if 2 <= from.len() {
        for index in from {
            work.lines[index].set(Class::Noise, "headline after the text");
        }
    }
}

/// Drops lines that are nothing but the name of an author again, as whoever took the pictures.
fn drop_names_again(work: &mut Work) {
    let authors = work.credits.iter().flat_map(|credit| &credit.authors);
    let names: HashSet<String> = authors.map(|author| fold(author)).collect();
    for line in work.lines.iter_mut().filter(|line| line.is_open() && line.length() <= 40) {
        if names.contains(&fold(line.text.trim_end_matches(['.', ' ']))) {
            line.set(Class::Noise, "repeated byline");
        }
    }
}

/// Draws the conclusions from the judged lines.
fn conclude(mut work: Work, metadata: &Metadata) -> Recognised {
    strip_caption_prefixes(&mut work);
    let body: Vec<&str> = work
        .lines
        .iter()
        .filter(|line| line.is_open() && !line.text.is_empty())
        .map(|line| line.text.as_str())
        .collect();
    let mut stamps = work.clues.clone();
    stamps.extend(metadata.published.clone().map(|stamp| (Spot::Metadata, stamp)));
    let shown_title = if work.title_index.is_some() || metadata.title.is_some() {
        work.title.as_str()
    } else {
        ""
    };
    let clues = Clues { title: shown_title, stamps, issued: work.issued, paragraphs: body.clone() };
    let dated = dating::date(&clues);
    let mut derived = std::mem::take(&mut work.derived);
    if let Some(dated) = &dated {
        derived.push(format!("date: {}", dated.how));
    }
    let (authors, source) = credits(&work, metadata, &mut derived);
    let source = source.or_else(|| {
        let source = body.first().and_then(|lead| credit::lead_source(lead));
        source.inspect(|name| derived.push(format!("source: from `({name})` before the lead")))
    });
    let place = credit::place(&work.title, &body).map(|(place, how)| {
        derived.push(format!("place: {how}"));
        place
    });
    let mut texts = body.clone();
    texts.push(&work.title);
    let bodies = credit::bodies(&texts);
    let dropped = dropped(&work);
    Recognised {
        title: work.title,
        dated,
        authors,
        source,
        place,
        bodies,
        derived,
        lines: work.lines,
        dropped,
    }
}

/// The authors and the source that the credits name.
fn credits(
    work: &Work,
    metadata: &Metadata,
    derived: &mut Vec<String>,
) -> (Vec<String>, Option<String>) {
    let mut authors: Vec<String> = Vec::new();
    // Who put a text on the page counts only where nobody signed it.
    let signed = work.credits.iter().any(|credit| !credit.posted && !credit.authors.is_empty());
    let credits = work.credits.iter().filter(|credit| !(signed && credit.posted));
    for author in credits.flat_map(|credit| &credit.authors) {
        if !authors.iter().any(|known| fold(known) == fold(author)) {
            authors.push(author.clone());
        }
    }
    if authors.is_empty() && !metadata.authors.is_empty() {
        authors = metadata.authors.clone();
        derived.push("authors: from the page's metadata".to_string());
    }
    (authors, work.credits.iter().find_map(|credit| credit.source.clone()))
}

/// Takes the headline off the front of captions, where pages print it as a picture's name.
fn strip_caption_prefixes(work: &mut Work) {
    if work.title_index.is_none() {
        return;
    }
    for index in 0..work.lines.len() {
        if work.lines[index].class != Class::Caption {
            continue;
        }
        let Some(prefix) = caption::title_prefix(&work.lines[index].text, &work.title) else {
            continue;
        };
        let line = &mut work.lines[index];
        let cut: String = line.text.drain(..prefix).collect();
        line.text = line.text.trim_start_matches([' ', '.', ':', '-']).to_string();
        line.markdown = None;
        let (line, reason) = (line.number, "headline before a caption".to_string());
        work.pieces.push(Dropped { line, reason, text: cut.trim().to_string() });
        if work.lines[index].text.is_empty() {
            work.lines[index].set(Class::Blank, "");
        }
    }
}

/// A line's words for the report: a picture's are its address.
fn words(line: &Line) -> String {
    match &line.shape {
        Shape::Image { source, .. } => source.clone(),
        _ => line.text.clone(),
    }
}

/// Why the address of a link is listed: the page does not say where it was saved from.
const LOST: &str = "a link to a file of the page's host, which it does not name";

/// Lists what the article leaves out.
fn dropped(work: &Work) -> Vec<Dropped> {
    let mut dropped: Vec<Dropped> = work
        .lines
        .iter()
        .filter(|line| match line.class {
            Class::Noise | Class::Stamp => true,
            Class::Blank => !line.reason.is_empty(),
            _ => false,
        })
        .map(|line| Dropped { line: line.number, reason: line.reason.clone(), text: words(line) })
        .collect();
    let kept = work.lines.iter().filter(|line| matches!(line.class, Class::Body | Class::Caption));
    let lost = |line: &Line| {
        let one = |address: &String| Dropped {
            line: line.number,
            reason: LOST.to_string(),
            text: address.clone(),
        };
        line.lost.iter().map(one).collect::<Vec<_>>()
    };
    dropped.extend(kept.flat_map(lost));
    dropped.extend(work.pieces.iter().cloned());
    dropped.sort_by_key(|dropped| dropped.line);
    dropped
}
