//! How much an article cites: the two numbers of the import's table.

use crate::import::recognise::Recognised;

/// What an article cites, counted by key.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub struct Cited {
    /// Different directives.
    pub directives: usize,
    /// Different committees.
    pub committees: usize,
}

/// Counts what an article cites; none while nothing reads citations.
pub fn count(_found: &Recognised) -> Option<Cited> {
    None
}
