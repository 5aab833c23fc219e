//! Receipts: what each output asked for while it was rendered.
//!
//! Nobody can tell from a template which facts it will want, so we do not try.
//! We let it render and keep the receipt. After an edit, an output is stale
//! exactly when a fact on its receipt has changed.
//!
//! Values are shared between outputs and are made of other values, so each keeps a
//! receipt of its own and an output's says only which values it took.
//!
//! **Invariant:** a body or a value of the site is had only through `Site::body` and
//! `Site::value`, which call [`read`]. A value that can be had without a receipt is a
//! stale page waiting to happen.
//!
//! Not here: when to render again (`rebuild`).

use std::cell::RefCell;
use std::ops::Range;

use crate::catalog::DocId;

/// A thing a renderer can ask about: the body of a doc, or its value for templates.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Fact(pub u32);

impl Fact {
    /// The rendered body of a doc.
    pub fn body(id: DocId) -> Fact {
        Fact(2 * id.0)
    }

    /// The value of a doc, which holds its body and those of its neighbours or pages.
    pub fn value(id: DocId) -> Fact {
        Fact(2 * id.0 + 1)
    }
}

/// The receipts of all outputs, in one flat pool.
///
/// A site of 100 000 articles holds about 600 000 reads. Scanning them takes
/// half a millisecond, so there is no reverse index to keep in step.
#[derive(Debug, Default)]
pub struct Receipts {
    /// The reads of all outputs, one run after another.
    pool: Vec<Fact>,
    /// Where in `pool` each output's run lies, by output index.
    runs: Vec<Range<u32>>,
}

impl Receipts {
    /// Files the receipt of the next output.
    pub fn push(&mut self, reads: &[Fact]) {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(reads);
        self.runs.push(start..self.pool.len() as u32);
    }

    /// Files a fresh receipt for an output that was rendered again.
    pub fn replace(&mut self, output: usize, reads: &[Fact]) {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(reads);
        self.runs[output] = start..self.pool.len() as u32;
    }

    /// The outputs that read at least one changed fact, in output order.
    pub fn stale(&self, changed: impl Fn(Fact) -> bool) -> Vec<usize> {
        let is_stale = |run: &Range<u32>| {
            self.pool[run.start as usize..run.end as usize].iter().any(|&fact| changed(fact))
        };
        self.runs.iter().enumerate().filter(|(_, run)| is_stale(run)).map(|(i, _)| i).collect()
    }
}

thread_local! {
    /// The receipt being written on this thread, if a render is under way.
    ///
    /// Tera calls our functions without any state of ours in hand, and a
    /// component sees only its own arguments, so the receipt cannot travel
    /// through the template. A render stays on the thread it started on.
    static OPEN: RefCell<Option<Vec<Fact>>> = const { RefCell::new(None) };
}

/// Runs `render` and returns its result with everything it read, sorted.
///
/// Calls nest: an inner `record` does not leak into the outer receipt.
pub fn record<T>(render: impl FnOnce() -> T) -> (T, Vec<Fact>) {
    let outer = OPEN.replace(Some(Vec::new()));
    let output = render();
    let mut reads = OPEN.replace(outer).expect("only `record` closes a receipt");
    reads.sort_unstable();
    reads.dedup();
    (output, reads)
}

/// Notes that the current render asked about `fact`.
///
/// Outside of a render this does nothing: the catalog may look things up too.
pub fn read(fact: Fact) {
    OPEN.with_borrow_mut(|open| {
        if let Some(reads) = open {
            reads.push(fact);
        }
    });
}

#[cfg(test)]
mod tests;
