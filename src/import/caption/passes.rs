//! Passes: what several lines tell together, once single lines are proven.
//!
//! Each pass runs over the whole page; `caption::mark` says in which order.
//!
//! Not here: what a line tells with the two beside it (`evidence`).

use crate::import::caption::place::{Place, is_paragraph, is_short};
use crate::import::caption::words;
use crate::import::line::{Class, Line, Shape, ends_a_sentence};
use crate::import::markdown;
use crate::import::noise::{fold, is_caption_credit};
use crate::import::reason::Reason;

/// How many characters of a picture's name must come back in the caption: a shorter line is the
/// name of a part, or of a person.
const SHORTEST_NAME: usize = 30;

/// The lines that are not blank, by index.
fn shown(lines: &[Line]) -> Vec<usize> {
    (0..lines.len()).filter(|&index| lines[index].class != Class::Blank).collect()
}

/// Drops the line right above a caption that it says over again with its credit: the name of the
/// picture.
pub(super) fn drop_first_prints(lines: &mut [Line]) {
    for pair in shown(lines).windows(2) {
        let [above, below] = [0, 1].map(|at| &lines[pair[at]]);
        let own = fold(above.text.trim_end_matches(['.', ' ']));
        let again = SHORTEST_NAME <= own.chars().count() && fold(&below.text).starts_with(&own);
        let same = fold(below.text.trim_end_matches(['.', ' '])) == own;
        let said = above.is_open() || above.class == Class::Caption && same;
        if said && below.class == Class::Caption && again && is_short(above) {
            lines[pair[0]].set(Class::Noise, Reason::RepeatedLine);
        }
    }
}

/// Drops a line that is nothing but who took the pictures, right beside who wrote the text: below
/// the text it stands under no picture.
pub(super) fn drop_picture_credits(lines: &mut [Line]) {
    for index in 0..lines.len() {
        if lines[index].class != Class::Caption || !is_caption_credit(&lines[index].text) {
            continue;
        }
        let place = Place::at(lines, index);
        let is_byline = |line: Option<&Line>| line.is_some_and(|line| line.class == Class::Byline);
        let signed = is_byline(place.above) || is_byline(place.below);
        let pictured = place.above.is_some_and(|above| {
            above.class == Class::Caption || matches!(above.shape, Shape::Image { .. })
        });
        if signed && !pictured && !place.precedes_prose() {
            lines[index].set(Class::Noise, Reason::PictureCredit);
        }
    }
}

/// Classes rows of lines without a blank between them, each a short sentence that starts with
/// somebody: a gallery in the midst of the text.
pub(super) fn mark_rows(lines: &mut [Line]) {
    let shown = shown(lines);
    let rows = shown.chunk_by(|&above, &below| {
        lines[below].tight && is_of_a_row(&lines[above]) && is_of_a_row(&lines[below])
    });
    let rows: Vec<Vec<usize>> = rows.filter(|row| 2 <= row.len()).map(<[usize]>::to_vec).collect();
    for row in rows {
        let (first, last) = (row[0], row[row.len() - 1]);
        if Place::at(lines, first).follows_prose() && Place::at(lines, last).precedes_prose() {
            row.into_iter().for_each(|at| lines[at].set(Class::Caption, Reason::Caption));
        }
    }
}

/// Whether a line may be one of a row of captions.
fn is_of_a_row(line: &Line) -> bool {
    (line.is_open() || line.class == Class::Caption)
        && line.shape == Shape::Paragraph
        && (25..=200).contains(&line.length())
        && is_short(line)
        && !words::reports(&line.text)
        && !line.text.contains(':')
        && (words::starts_with_a_rank(&line.text) || words::starts_with_somebody(&line.text))
}

/// Classes lines that start with somebody and end without a mark between paragraphs, or beside
/// another caption: there no sentence does.
///
/// From the last up: of several in a row the lowest stands above a paragraph.
pub(super) fn mark_between_paragraphs(lines: &mut [Line]) {
    for index in (0..lines.len()).rev() {
        if !lines[index].is_open() || lines[index].shape != Shape::Paragraph {
            continue;
        }
        let Place { line, above: Some(above), below: Some(below), .. } = Place::at(lines, index)
        else {
            continue;
        };
        // The line above may be one more of them, which is judged next.
        let from = is_paragraph(above)
            || above.class == Class::Caption
            || above.is_open() && is_unended(above);
        let to = is_paragraph(below) || below.class == Class::Caption;
        if from && to && is_unended(line) {
            lines[index].set(Class::Caption, Reason::Caption);
        }
    }
}

/// Whether a line is a clause that starts with somebody and ends without a mark.
fn is_unended(line: &Line) -> bool {
    let clause = words::is_one_sentence(&line.text) && !line.text.contains(": ");
    let ends = ends_a_sentence(&line.text) || line.text.ends_with(',');
    let fits = (15..=180).contains(&line.length());
    clause && !ends && fits && words::starts_with_somebody(&line.text)
}

/// Joins a line that is nothing but a credit to the caption above it.
pub(super) fn join_credits(lines: &mut [Line]) {
    let mut last: Option<usize> = None;
    for index in shown(lines) {
        let is_credit =
            lines[index].class == Class::Caption && is_caption_credit(&lines[index].text);
        match last {
            Some(above) if is_credit && lines[above].class == Class::Caption => {
                let (text, markdown) = (lines[index].text.clone(), lines[index].markdown.clone());
                join(&mut lines[above], &text, markdown);
                lines[index].set(Class::Blank, Reason::Unjudged);
            }
            _ => last = Some(index),
        }
    }
}

/// Joins a credit to its caption, with its own Markdown if it has some.
fn join(caption: &mut Line, credit: &str, markdown: Option<String>) {
    if let Some(own) = &mut caption.markdown {
        own.push(' ');
        own.push_str(&markdown.unwrap_or_else(|| markdown::escape(credit)));
    }
    caption.text.push(' ');
    caption.text.push_str(credit);
}
