//! Room in a file: which bytes are free, and which of them to take next.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The room in a file.
///
/// **Invariant:** gaps neither touch nor overlap, and none touches the end of what is in use;
/// `by_length` holds the same gaps as `gaps`.
#[derive(Debug, Default)]
pub struct Room {
    /// The end of what is in use.
    end: u64,
    /// Gaps below the end: the start and the end of each.
    gaps: BTreeMap<u64, u64>,
    /// The same by length: the length and the start of each.
    by_length: BTreeSet<(u64, u64)>,
}

impl Room {
    /// Takes so many bytes: of the smallest gap that holds them, else at the end.
    pub fn take(&mut self, length: u64) -> Range<u64> {
        if length == 0 {
            return 0..0;
        }
        let Some(&(_, start)) = self.by_length.range((length, 0)..).next() else {
            let start = self.end;
            self.end += length;
            return start..self.end;
        };
        let gap = self.close(start);
        self.open(start + length..gap.end);
        start..start + length
    }

    /// Gives bytes back that were taken.
    pub fn give_back(&mut self, range: Range<u64>) {
        if range.is_empty() {
            return;
        }
        let mut gap = range;
        let below = self.gaps.range(..gap.start).next_back();
        if let Some((&start, _)) = below.filter(|(_, end)| **end == gap.start) {
            gap.start = self.close(start).start;
        }
        if self.gaps.contains_key(&gap.end) {
            gap.end = self.close(gap.end).end;
        }
        match gap.end == self.end {
            true => self.end = gap.start,
            false => self.open(gap),
        }
    }

    /// Notes a gap, if there is anything in it.
    fn open(&mut self, gap: Range<u64>) {
        if !gap.is_empty() {
            self.gaps.insert(gap.start, gap.end);
            self.by_length.insert((gap.end - gap.start, gap.start));
        }
    }

    /// Forgets the gap that starts at a place, and gives it.
    fn close(&mut self, start: u64) -> Range<u64> {
        let end = self.gaps.remove(&start).unwrap_or(start);
        self.by_length.remove(&(end - start, start));
        start..end
    }
}

#[cfg(test)]
mod tests;
