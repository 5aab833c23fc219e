//! Fingerprints: hashes by which a thing is known again, in this run and in later ones.
//!
//! They are those of the standard library's hasher with its fixed keys: the same on
//! every machine for one build of the program, which is all that a cache needs.
//!
//! Not here: hashes that others see, such as those in the addresses of files.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The fingerprint of a value.
pub fn of(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
