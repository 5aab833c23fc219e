//! Cells: takes back the table that a dump wrote a cell a line.
//!
//! By themselves its lines are counters and controls of a page; only in turns with words,
//! in the midst of prose, are they a table.
//!
//! Not here: tables of saved pages, which come as one block (`table`).

use crate::import::line::{Class, Line};
use crate::import::reason::Reason;
use crate::import::recognise::work::Work;

/// Takes back the cells of a table that was dumped a cell a line: `1`, a name, `437`.
///
/// A number alone is a counter of the page, but not where it takes turns with words in
/// the midst of the prose. Only runs above every list of other articles are looked at.
pub(super) fn restore_cells(work: &mut Work) {
    let (Some(first), Some(last)) = (work.first_prose(), work.last_prose()) else { return };
    let list = work.headings.iter().map(|(heading, _)| *heading).find(|&index| first < index);
    let last = list.map_or(last, |list| list.min(last));
    let is_cell = |line: &Line| {
        line.length() <= 60
            && (line.is_open()
                || (line.class == Class::Noise
                    && [Reason::Number, Reason::CommentForm, Reason::PageControl]
                        .contains(&line.reason)))
    };
    let shown = work.shown(first..last);
    let runs: Vec<Vec<usize>> = shown
        .chunk_by(|&a, &b| is_cell(&work.lines[a]) && is_cell(&work.lines[b]))
        .map(<[usize]>::to_vec)
        .collect();
    for run in runs {
        let n_open = run.iter().filter(|&&index| work.lines[index].is_open()).count();
        let is_number = |&&index: &&usize| work.lines[index].reason == Reason::Number;
        if n_open < 2 || run.iter().filter(is_number).count() < 2 {
            continue;
        }
        for index in run {
            work.lines[index].set(Class::Body, Reason::Unjudged);
        }
    }
}
