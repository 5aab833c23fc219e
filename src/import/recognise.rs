//! Recognising: what each line of a page is, and so what its article is.
//!
//! Single lines are judged first (`noise`, `stamp`), then what their order tells:
//! lists under headings, the headline and what stands above it, credits at both ends,
//! captions between paragraphs, leftovers after the last word. A later step takes back
//! nothing of which an earlier one was sure, but for the cells of a table (`cells`).
//!
//! **Invariant:** no line of prose is classed as noise but for one of five reasons: it
//! lies in a list of other articles, it repeats another line, it follows the mark of the
//! article's end, or the page or the site's profile says that it lies outside the article.
//!
//! Not here: how the article is written (`markdown`, `front`).

mod work;
mod pieces;
mod alone;
mod lists;
mod cells;
mod teasers;
mod repetitions;
mod head;
mod title;
mod notes;
mod tail;
mod conclusion;

use crate::import::caption;
use crate::import::dating::Dated;
use crate::import::furniture::Furniture;
use crate::import::line::Line;
use crate::import::reason::Reason;
use crate::import::stamp::Stamp;

use alone::judge_alone;
use cells::restore_cells;
use conclusion::conclude;
use head::read_head;
use lists::{drop_lists, drop_lists_above_the_lead};
use notes::mark_notes;
use pieces::{cut_credit_off_the_end, cut_dates_off};
use repetitions::{drop_names_again, drop_repetitions, drop_second_prints};
use tail::{drop_after_the_end, drop_leftovers, read_tail};
use teasers::{drop_bullets, drop_rows_of_headlines};
use title::find_title;
use work::Work;

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
    pub reason: Reason,
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

/// Recognises the article of a page, with what the site's profile says of its pages.
pub fn recognise(page: Page, furniture: &Furniture) -> Recognised {
    let mut work = Work { lines: page.lines, ..Work::default() };
    // Some pages have short paragraphs only; then less is prose already.
    if work.first_prose().is_none() {
        work.lines.iter_mut().for_each(|line| line.terse = true);
    }
    cut_dates_off(&mut work);
    judge_alone(&mut work, furniture);
    drop_lists(&mut work);
    find_title(&mut work, &page.metadata);
    drop_lists_above_the_lead(&mut work);
    restore_cells(&mut work);
    drop_repetitions(&mut work);
    drop_second_prints(&mut work);
    drop_bullets(&mut work);
    drop_rows_of_headlines(&mut work);
    mark_notes(&mut work);
    drop_after_the_end(&mut work);
    read_head(&mut work);
    cut_credit_off_the_end(&mut work);
    read_tail(&mut work);
    caption::mark(&mut work.lines, work.title_index);
    drop_leftovers(&mut work);
    drop_names_again(&mut work);
    conclude(work, &page.metadata)
}
