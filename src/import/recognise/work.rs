//! The lines under judgement, with what the steps have learnt of them so far.
//!
//! One struct that all steps hand on: what a step finds out is a field with a name, so that
//! a later one need not read it off the lines again.
//!
//! Not here: any judgement.

use std::ops::Range;

use crate::import::credit::Credit;
use crate::import::dating::{Issued, Spot};
use crate::import::line::{Class, Line};
use crate::import::noise::Reach;
use crate::import::reason::Reason;
use crate::import::recognise::Dropped;
use crate::import::stamp::Stamp;

/// The lines under judgement with what was learnt so far.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// Headings of lists: their index and how far the list runs.
    pub(super) headings: Vec<(usize, Reach)>,
    /// Headings of lists after which the article goes on.
    pub(super) boxes: Vec<usize>,
    /// Stamps by the index of their line.
    pub(super) stamps: Vec<(usize, Stamp)>,
    /// The headline's line.
    pub(super) title_index: Option<usize>,
    /// The headline.
    pub(super) title: String,
    /// Whether the headline is made from the lead, since the page has none.
    pub(super) title_is_made: bool,
    /// Credits found, in order.
    pub(super) credits: Vec<Credit>,
    /// Stamps with the spot they stand in.
    pub(super) clues: Vec<(Spot, Stamp)>,
    /// Stamps cut off the ends of lines that could be headlines.
    pub(super) glued: Vec<(usize, Stamp)>,
    /// The month that the dump of a page sets before its text, where it knows no day.
    pub(super) issued: Option<Issued>,
    /// Pieces of lines that were cut off.
    pub(super) pieces: Vec<Dropped>,
    /// What was derived.
    pub(super) derived: Vec<String>,
}

impl Work {
    /// The first line that is prose and still open.
    pub(super) fn first_prose(&self) -> Option<usize> {
        self.lines.iter().position(|line| line.is_open() && line.is_prose())
    }

    /// The last line that is prose and still open.
    pub(super) fn last_prose(&self) -> Option<usize> {
        self.lines.iter().rposition(|line| line.is_open() && line.is_prose())
    }

    /// The lines of a range that are not blank, by index.
    pub(super) fn shown(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|&at| self.lines[at].class != Class::Blank).collect()
    }

    /// All lines that are not blank, by index.
    pub(super) fn all_shown(&self) -> Vec<usize> {
        self.shown(0..self.lines.len())
    }
}

/// How many characters of prose lie in some lines.
pub(super) fn prose_length(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.is_open() && line.is_prose()).map(Line::length).sum()
}

/// Cuts a piece off a line and keeps it for the report.
pub(super) fn cut(work: &mut Work, index: usize, piece: Range<usize>, reason: Reason) {
    let line = &mut work.lines[index];
    let text = line.text[piece.clone()].trim().to_string();
    line.text.replace_range(piece, "");
    line.text = line.text.trim().to_string();
    line.markdown = None;
    work.pieces.push(Dropped { line: line.number, reason, text });
}
