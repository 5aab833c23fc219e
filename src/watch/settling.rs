//! Settling: when what polling finds is enough for a batch.
//!
//! A copy of 5,000 files takes longer than the time between two looks. So a
//! difference becomes a batch only once two looks in a row find the same.

use std::time::{Duration, Instant};

use super::Batch;
use super::snapshot::Snapshot;

/// How long polling rests between two looks, unless those take longer.
pub const POLL_REST: Duration = Duration::from_millis(500);

/// How long until the second look after something was found.
const SECOND_LOOK: Duration = Duration::from_millis(100);

/// A batch is closed after this time even when the disk does not come to rest.
const LONGEST: Duration = Duration::from_secs(5);

/// A difference that waits to be found twice.
#[derive(Debug, Default)]
pub struct Settling {
    /// The last look, and when a difference was first found.
    found: Option<(Snapshot, Instant)>,
}

impl Settling {
    /// The last look, while a difference waits.
    pub fn latest(&self) -> Option<&Snapshot> {
        self.found.as_ref().map(|(snapshot, _)| snapshot)
    }

    /// Takes in a look; gives what is settled, and how long to rest.
    pub fn step(
        &mut self,
        known: &mut Snapshot,
        found: Snapshot,
        now: Instant,
    ) -> (Batch, Duration) {
        let paths = known.differences(&found);
        let first = self.found.as_ref().map_or(now, |(_, first)| *first);
        let is_settled = self.latest() == Some(&found) || LONGEST <= now - first;
        if paths.is_empty() || is_settled {
            // The newest look also knows which files are no longer young.
            *known = found;
            self.found = None;
            return (Batch { paths, rescan: false }, POLL_REST);
        }
        self.found = Some((found, first));
        (Batch::default(), SECOND_LOOK)
    }
}

#[cfg(test)]
mod tests;
