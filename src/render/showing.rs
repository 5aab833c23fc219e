//! Showing: what a page is given, as values for its template or as a fingerprint alone.
//!
//! Both come from the same structs in the same order, so a fingerprint misses nothing that the
//! template sees, and where only the fingerprint is asked for no value is made.
//!
//! Not here: what is shown (`holdings`).

use std::hash::{Hash, Hasher};

use serde::Serialize;
use tera::Value;

use crate::fingerprint::{self, Printing};

/// What a page is given.
pub struct Showing {
    /// The fingerprint so far.
    print: Printing,
    /// The values by name; none where only the fingerprint is asked for.
    values: Option<Vec<(&'static str, Value)>>,
}

impl Showing {
    /// Gathers values, and their fingerprint.
    pub fn values() -> Showing {
        Showing { print: fingerprint::printing(), values: Some(Vec::new()) }
    }

    /// Gathers the fingerprint alone.
    pub fn print() -> Showing {
        Showing { print: fingerprint::printing(), values: None }
    }

    /// Adds something that serialises to what a template sees.
    pub fn add(&mut self, name: &'static str, shown: &(impl Hash + Serialize)) {
        self.add_as(name, shown, || Value::from_serializable(shown));
    }

    /// Adds something of which `value` makes what a template sees; `from` is all that it is made
    /// of.
    pub fn add_as(&mut self, name: &'static str, from: &impl Hash, value: impl FnOnce() -> Value) {
        (name, from).hash(&mut self.print);
        if let Some(values) = &mut self.values {
            values.push((name, value()));
        }
    }

    /// Adds to the fingerprint something that only the site's own part of a page depends on.
    pub fn note(&mut self, known: &impl Hash) {
        known.hash(&mut self.print);
    }

    /// The fingerprint, and the values by name, in the order in which they came.
    pub fn finish(self) -> (u64, Vec<(&'static str, Value)>) {
        (self.print.finish(), self.values.unwrap_or_default())
    }
}
