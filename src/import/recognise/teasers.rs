//! Teasers: headlines of other articles that stand among the paragraphs without a heading.
//!
//! Not here: lists below a heading (`lists`), and what follows the last paragraph (`tail`).

use crate::import::caption;
use crate::import::credit;
use crate::import::line::{Class, Line, Shape, ends_a_sentence, starts_a_block};
use crate::import::noise::{self, fold};
use crate::import::reason::Reason;
use crate::import::recognise::work::Work;

/// Drops lone bullets with a headline between paragraphs: teasers, not lists.
pub(super) fn drop_bullets(work: &mut Work) {
    let is_bullet =
        |line: &Line| line.is_open() && line.text.starts_with(['•', '▪', '■', '●', '➤']);
    let shown = work.all_shown();
    for (rank, &index) in shown.iter().enumerate() {
        let lines = &work.lines;
        let alone = |rank: Option<usize>| {
            rank.and_then(|rank| shown.get(rank)).is_none_or(|&next| !is_bullet(&lines[next]))
        };
        let line = &lines[index];
        let teaser = is_bullet(line) && !ends_a_sentence(&line.text) && line.length() <= 160;
        if teaser && alone(rank.checked_sub(1)) && alone(Some(rank + 1)) {
            work.lines[index].set(Class::Noise, Reason::Teaser);
        }
    }
}

/// Drops two or more headlines in a row between paragraphs: teasers whose heading is gone.
///
/// Each tells that somebody did something. What a text lists is announced by a colon, or starts
/// with the deed; what pictures show starts with those who are shown.
pub(super) fn drop_rows_of_headlines(work: &mut Work) {
    let shown = work.all_shown();
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
            && !caption::starts_with_somebody(&line.text)
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
                work.lines[index].set(Class::Noise, Reason::Teaser);
            }
        }
    }
}

/// The headline right above or below a stamp that stands below the last paragraph: it is another
/// article's, and so is the stamp.
pub(super) fn teaser_of(lines: &[Line], last: usize, index: usize) -> Option<usize> {
    let is_teaser = |at: &usize| is_teaser(&lines[*at]) && !caption::is_certain(&lines[*at].text);
    let shown = |at: &usize| lines[*at].class != Class::Blank;
    let above = (last + 1..index).rev().find(shown).filter(is_teaser);
    above.or_else(|| (index + 1..lines.len()).find(shown).filter(is_teaser))
}

/// Whether a line reads like the headline of another article.
pub(super) fn is_teaser(line: &Line) -> bool {
    line.is_open()
        && line.is_headline()
        && 25 <= line.length()
        && !ends_a_sentence(&line.text)
        && credit::read(&line.text).is_none()
}
