//! Captions: the words under a picture, where the picture itself is gone.
//!
//! Nothing in a text file says that a line is a caption, so it has to be proven. First each
//! line is looked at with the lines beside it: one piece of `evidence` is enough. Then several
//! lines are looked at together (`passes`): rows of pictures, names printed twice, credits.
//! What is asked of a text alone is in `words`, and the words themselves are data: the table
//! `caption` of `lexicon.toml`.
//!
//! A new sign of a caption is a function and a row of the table in `evidence`, with an example
//! in `tests`; a new word is one word in the lexicon.
//!
//! **Invariant:** only lines that are still text become captions, so nothing of which an earlier
//! step was sure is taken back. Of captions themselves only second prints are dropped, and who
//! took pictures that are not there.
//!
//! Not here: what a credit looks like (`noise`), how a caption is written (`markdown`).

mod words;
mod place;
mod evidence;
mod passes;

use crate::import::line::{Class, Line, Shape};
use crate::import::reason::Reason;

use place::Place;

pub use place::stands_under_a_picture;
pub use words::{hands_over, is_certain, is_scene, starts_with_somebody, tells_when, title_prefix};

/// Classes the captions among the open lines.
pub fn mark(lines: &mut [Line], title: Option<usize>) {
    let title = title.map(|index| lines[index].text.clone()).unwrap_or_default();
    mark_proven(lines, &title);
    passes::drop_first_prints(lines);
    passes::drop_picture_credits(lines);
    passes::mark_rows(lines);
    passes::mark_between_paragraphs(lines);
    passes::join_credits(lines);
}

/// Classes each line for which there is evidence. From the top down: a caption is evidence for
/// the line below it.
fn mark_proven(lines: &mut [Line], title: &str) {
    for index in 0..lines.len() {
        let line = &lines[index];
        if !line.is_open() || matches!(line.shape, Shape::Table | Shape::Image { .. }) {
            continue;
        }
        let place = Place { title, ..Place::at(lines, index) };
        if evidence::surest(&place).is_some() {
            lines[index].set(Class::Caption, Reason::Caption);
        }
    }
}

#[cfg(test)]
mod tests;
