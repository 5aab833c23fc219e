//! The first judgement: what each line is by its own words.
//!
//! Links, headings of lists, stamps, controls of the page. It is made before anything is
//! known of the article, so it takes only what is sure wherever it stands.
//!
//! Not here: the words (`noise`), and what the order of lines tells (the steps after).

use std::sync::LazyLock;

use regex::Regex;

use crate::import::credit;
use crate::import::dating::Spot;
use crate::import::furniture::{Furniture, Named};
use crate::import::headline;
use crate::import::line::{Class, Line, Shape};
use crate::import::noise::{self, fold};
use crate::import::reason::Reason;
use crate::import::recognise::work::Work;
use crate::import::stamp;

/// Judges each line by itself: by the words of the site's own profile, else by ours.
pub(super) fn judge_alone(work: &mut Work, furniture: &Furniture) {
    for index in 0..work.lines.len() {
        if judge_named(work, index, furniture) {
            continue;
        }
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
        if 90 <= line.linked && line.length() <= 220 {
            work.lines[index].set(Class::Noise, Reason::LinkToAPage);
        } else if is_pictured_teaser(&text) {
            work.lines[index].set(Class::Noise, Reason::PicturedTeaser);
        } else if let Some((reach, reason)) = noise::heading(&text) {
            work.headings.push((index, reach));
            work.lines[index].set(Class::Noise, reason);
        } else if let Some(dated) = place_and_date(&work.lines, index) {
            // The text of a document goes on; where nothing stands before it, its date is the
            // page's own.
            let prose = work.lines[..index].iter().any(|line| line.is_open() && line.is_prose());
            let stamp = stamp::read(dated).filter(|_| !prose);
            work.clues.extend(stamp.map(|stamp| (Spot::Letterhead, stamp)));
        } else if let Some(stamp) = stamp::read(&text)
            .filter(|stamp| stamp::is_bare(stamp) || stamp::follows_a_section(stamp))
        {
            work.stamps.push((index, stamp));
            work.lines[index].set(Class::Stamp, Reason::PublishStamp);
        } else if credit::names_nobody(&text) {
            work.lines[index].set(Class::Noise, Reason::NamesNobody);
        } else if noise::is_address_in_words(&text)
            && !work.lines[..index].iter().any(|line| line.is_open() && line.is_prose())
        {
            work.lines[index].set(Class::Noise, Reason::WebAddress);
        } else if let Some(reason) = noise::reason(&text).filter(|_| !line.is_prose()) {
            // The table of a document's particulars has its date.
            if reason == Reason::Particulars && fold(&text).contains("ngày ban hành") {
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

/// Judges a line that the site's profile names; says whether it does.
fn judge_named(work: &mut Work, index: usize, furniture: &Furniture) -> bool {
    let line = &work.lines[index];
    if !line.is_open() || matches!(line.shape, Shape::Image { .. } | Shape::Table) {
        return false;
    }
    let Some(named) = furniture.named(&line.text) else { return false };
    let line = &mut work.lines[index];
    match named {
        Named::Kept => {}
        Named::Noise => line.set(Class::Noise, Reason::NamedInProfile),
        Named::Caption => line.set(Class::Caption, Reason::Caption),
        Named::Heading(reach) => {
            line.set(Class::Noise, Reason::ListHeading);
            work.headings.push((index, reach));
        }
        Named::Credit(credit) => {
            let class = if credit.authors.is_empty() { Class::Source } else { Class::Byline };
            line.set(class, Reason::Credit);
            work.credits.push(credit);
        }
    }
    true
}

/// Whether a line is a cell in which a dump has a picture without an address, and words beside it:
/// so pages show other articles, and their own pictures have their words below them.
fn is_pictured_teaser(text: &str) -> bool {
    text.strip_prefix("![]()").is_some_and(|words| words.contains(char::is_alphabetic))
}

/// How many lines below its number a document may have its place and date.
const LETTERHEAD: usize = 8;

/// The place and date of a document whose text the page gives, where a line is or ends with
/// them: `Hà Nội, ngày 07 tháng 02 năm 2023` below `Số: 97-QĐ/TW`, or beside it on one line.
pub(super) fn place_and_date(lines: &[Line], index: usize) -> Option<&str> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            // Districts and wards have numbers: `Quận 8`.
            r"(?:^|[\p{L}\d)|]\s)([\p{Lu}Đ][\p{L}. ]{1,39}(?:\d{1,2})?, ngày \d{1,2} tháng ",
            r"\d{1,2} năm ",
            r"\d{4})(?: \|)?$",
        ))
        .expect("the pattern compiles")
    });
    let text = &lines[index].text;
    let found = DATED.captures(text)?.get(1)?;
    let numbered = headline::starts_with_a_number(text) && lines[index].length() <= NUMBERED;
    let below = found.start() == 0
        && lines[index.saturating_sub(LETTERHEAD)..index]
            .iter()
            .any(|line| headline::starts_with_a_number(&line.text));
    (numbered || below).then_some(found.as_str())
}

/// How long a line may be that holds the number of a document and its place and date.
const NUMBERED: usize = 110;
