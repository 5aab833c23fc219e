//! The head: the lines between headline and lead.
//!
//! Stamps, bylines, the office of an author, the name of a section. What stands here dates
//! and signs the article; what stands above the headline may be the clock of the page.
//!
//! Not here: which line is the headline (`title`), and credits below the text (`tail`).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::caption;
use crate::import::credit::{self, Credit};
use crate::import::dating::Spot;
use crate::import::headline;
use crate::import::line::{Class, Line, Shape, ends_a_sentence};
use crate::import::noise;
use crate::import::reason::Reason;
use crate::import::recognise::work::Work;
use crate::import::stamp::{self, Stamp};

/// Reads the lines between headline and lead: stamps, bylines, labels.
pub(super) fn read_head(work: &mut Work) {
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
        let counter = [Reason::ViewCount, Reason::CommentCount, Reason::FontSize];
        line.class == Class::Stamp
            || counter.contains(&line.reason)
            || line.text.split(' ').count() <= 4
    };
    let between = work.lines[index + 1..article].iter().filter(|line| line.class != Class::Blank);
    !titled && between.clone().any(|line| !of_the_stamp(line))
}

/// Reads one line between headline and lead.
fn read_head_line(work: &mut Work, index: usize) {
    let text = work.lines[index].text.clone();
    if let Some(stamp) = stamp::read(&text) {
        let rest = stamp.rest.clone();
        let credit = credit::read(&rest);
        let n_words = rest.split(' ').count();
        // `Phóng sự 23-09-2022` names a section and its day, and nothing else does in so few words.
        let dated = n_words <= 2 && work.title_index.is_some() && !text.contains([',', ':']);
        let label = n_words <= 4 && (stamp.has_hour || stamp.stated) || dated;
        if let Some(credits) = pieces_of_a_stamp(&text) {
            work.clues.push((Spot::BelowTitle, stamp));
            work.credits.extend(credits);
            work.lines[index].set(Class::Stamp, Reason::PublishStamp);
            return;
        }
        if credit.is_some() || noise::reason(&rest).is_some() || label {
            work.clues.push((Spot::BelowTitle, stamp));
            work.credits.extend(credit);
            work.lines[index].set(Class::Stamp, Reason::PublishStamp);
            return;
        }
    }
    if let Some(credits) = pieces_of_a_stamp(&text) {
        let names = credits.iter().any(|credit| !credit.authors.is_empty());
        work.credits.extend(credits);
        let (class, reason) = match names {
            true => (Class::Byline, Reason::Credit),
            false => (Class::Noise, Reason::AboutThePage),
        };
        work.lines[index].set(class, reason);
        return;
    }
    let n_words = text.split(' ').count();
    let short = credit::without_degrees(&text).split(' ').count() <= 4;
    let ranked = credit::has_rank_behind_name(&text) || credit::is_scholar_with_office(&text);
    if let Some(credit) = credit::read(&text).filter(|credit| credit.stated || short || ranked) {
        let class = if credit.authors.is_empty() { Class::Source } else { Class::Byline };
        work.credits.push(credit);
        work.lines[index].set(class, Reason::Credit);
    } else if n_words <= 4
        && work.title_index.is_some()
        && !ends_a_sentence(&text)
        && !caption::is_certain(&text)
        && !headline::opens_a_part(&text)
        && !goes_on_with_a_title(&work.lines, index)
        && !matches!(work.lines[index].shape, Shape::Item { .. })
    {
        work.lines[index].set(Class::Noise, Reason::Label);
    }
}

/// Whether a line stands right below the type of a document in capitals, and so starts its title:
/// `Tổ chức các` below `KẾ HOẠCH`.
fn goes_on_with_a_title(lines: &[Line], index: usize) -> bool {
    let above = index.checked_sub(1).map(|above| &lines[above]);
    lines[index].tight && above.is_some_and(|above| headline::opens_a_part(&above.text))
}

/// The credits on a line of pieces that are all of the page: `Đăng bởi: A | 14/09/2023 |
/// Danh mục: B | 0 bình luận`; none if any piece is something else.
pub(super) fn pieces_of_a_stamp(text: &str) -> Option<Vec<Credit>> {
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

/// Drops what an author is, on the line below the name: `Nguyên Chủ nhiệm Văn phòng Quốc hội`.
fn drop_offices_of_authors(work: &mut Work, head: Range<usize>) {
    let shown = work.shown(head);
    for pair in shown.windows(2) {
        let (above, line) = (&work.lines[pair[0]], &work.lines[pair[1]]);
        let office = (above.class == Class::Byline || above.reason == Reason::Office)
            && (line.is_open() || line.reason == Reason::Label)
            && line.length() <= 120
            && !ends_a_sentence(&line.text)
            && credit::is_named_seats(&line.text);
        if office {
            work.lines[pair[1]].set(Class::Noise, Reason::Office);
        }
    }
}

/// Reads the name and the office of an author between the summary and the text.
fn read_name_below_summary(work: &mut Work, summary: usize) {
    let mut shown = work.shown(summary + 1..work.lines.len());
    shown.retain(|&at| work.lines[at].reason != Reason::RepeatedHeadline);
    let scholar = |at: &&usize| {
        work.lines[**at].is_open() && credit::is_scholar_with_office(&work.lines[**at].text)
    };
    let scholars: Vec<usize> = shown.iter().take_while(scholar).copied().collect();
    for &at in &scholars {
        work.credits.extend(credit::read(&work.lines[at].text));
        work.lines[at].set(Class::Byline, Reason::Credit);
    }
    let [name, office, ..] = shown[scholars.len()..] else { return };
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
        work.lines[name].set(Class::Byline, Reason::Credit);
        work.lines[office].set(Class::Noise, Reason::Office);
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
