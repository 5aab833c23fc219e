//! Reasons: how a name was come by, in words for a person.
//!
//! Not here: which name it is (`answer`).

use crate::cite::Resolution;
use crate::cite::body::{Body, Open};
use crate::cite::profile::Level;

/// A name that the text completes.
pub(super) fn resolved(name: String, why: &str, open: Open, one: &str) -> (String, Resolution) {
    (name, Resolution::Resolved([why, " ", what(open), ": ", one].concat()))
}

/// A name that nothing in the text completes.
pub(super) fn unfilled(body: &Body, open: Open) -> (String, Resolution) {
    let why = ["the text does not say ", question(open)].concat();
    (body.name.clone(), Resolution::Unresolved(why))
}

/// How many names a reason lists: enough to see what is wrong.
const LISTED: usize = 6;

/// A name that several things in the text could complete.
pub(super) fn ambiguous(body: &Body, open: Open, names: &[String]) -> (String, Resolution) {
    let mut listed = names[..names.len().min(LISTED)].join("; ");
    if LISTED < names.len() {
        listed.push_str(&format!("; and {} more", names.len() - LISTED));
    }
    let why = format!("the text names more than one {}: {listed}", what(open));
    (body.name.clone(), Resolution::Unresolved(why))
}

/// What is left open, as a thing.
fn what(open: Open) -> &'static str {
    match open {
        Open::Place(Level::Province) => "province",
        Open::Place(Level::City) => "city",
        Open::Place(Level::District) => "district",
        Open::Place(Level::Commune) => "commune",
        Open::Bloc => "bloc",
        Open::Owner => "Party committee",
        Open::Whole(level) => what(Open::Place(level)),
        Open::Parent => "such organ",
    }
}

/// What is left open, as a question.
pub(super) fn question(open: Open) -> &'static str {
    match open {
        Open::Place(Level::Province) => "which province",
        Open::Place(Level::City) => "which city",
        Open::Place(Level::District) => "which district",
        Open::Place(Level::Commune) => "which commune",
        Open::Bloc => "which bloc",
        Open::Owner => "whose committee",
        Open::Whole(level) => question(Open::Place(level)),
        Open::Parent => "whose organ",
    }
}
