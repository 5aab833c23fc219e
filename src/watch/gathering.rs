//! Gathering: when what was seen is enough for a batch.
//!
//! Time is an argument here, so that the rules can be tested without waiting.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A batch is closed after this time even when changes keep coming, so that a
/// program that writes without end cannot keep the site from being rebuilt. A slow
/// disk needs half of it to check out 5,000 files.
const LONGEST: Duration = Duration::from_secs(10);

/// A file that went is often about to come back (vim and JetBrains rename the old
/// file away before they put the new one there), so we wait a little longer.
const AFTER_GOING: Duration = Duration::from_millis(100);

/// More files than this at once are no save but a branch switch or a copy, which
/// may pause while the disk is busy.
const FEW: usize = 8;

/// How long nothing may come before a batch of many files is closed.
const AFTER_MANY: Duration = Duration::from_millis(250);

/// What was last seen of a path.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Seen {
    /// It was created, or renamed to this name.
    Came,
    /// Its content or its attributes changed.
    Changed,
    /// It was removed, or renamed away.
    Gone,
}

/// What was seen since the last batch.
#[derive(Debug, Default)]
pub struct Gathering {
    /// The paths with what was last seen of each.
    paths: BTreeMap<PathBuf, Seen>,
    /// Whether reports were lost.
    lost: bool,
    /// When the first and the last of it were seen.
    span: Option<(Instant, Instant)>,
}

/// What goes into a batch.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The paths with what was last seen of each.
    pub paths: BTreeMap<PathBuf, Seen>,
    /// Whether reports were lost.
    pub lost: bool,
}

impl Gathering {
    /// Notes a path.
    pub fn note(&mut self, path: PathBuf, seen: Seen, now: Instant) {
        // A new folder stays new, whatever else is said of it before the batch is closed.
        let seen = match (self.paths.get(&path), seen) {
            (Some(Seen::Came), Seen::Changed) => Seen::Came,
            _ => seen,
        };
        self.paths.insert(path, seen);
        self.stir(now);
    }

    /// Notes that something happened on the way to a root that did not exist.
    pub fn stir(&mut self, now: Instant) {
        let first = self.span.map_or(now, |(first, _)| first);
        self.span = Some((first, now));
    }

    /// Notes that reports were lost.
    pub fn lose(&mut self, now: Instant) {
        self.lost = true;
        self.stir(now);
    }

    /// When the batch is complete if nothing more comes; none while there is nothing.
    pub fn due(&self, quiet: Duration) -> Option<Instant> {
        let (first, last) = self.span?;
        let is_gone = |seen: &Seen| *seen == Seen::Gone;
        let wait = match self.paths.len() {
            n_paths if FEW < n_paths || self.lost => quiet.max(AFTER_MANY),
            _ if self.paths.values().any(is_gone) => quiet.max(AFTER_GOING),
            _ => quiet,
        };
        Some((last + wait).min(first + LONGEST.max(quiet)))
    }

    /// Hands over what was gathered and starts afresh.
    pub fn take(&mut self) -> Gathered {
        let Gathering { paths, lost, span: _ } = std::mem::take(self);
        Gathered { paths, lost }
    }
}

#[cfg(test)]
mod tests;
