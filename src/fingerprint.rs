//! Fingerprints: hashes by which a thing is known again, in this run and in later ones.
//!
//! They are the same in every run of one build of the program, which is all that a cache
//! needs. Whole texts are hashed, so the hasher is one that takes many bytes at a time.
//!
//! Not here: hashes that others see, such as those in the addresses of files.

use std::hash::{BuildHasher, Hash};

use foldhash::quality::FixedState;

/// Makes the fingerprint of a value that comes in parts.
pub type Printing = <FixedState as BuildHasher>::Hasher;

/// The fingerprint of nothing yet.
pub fn printing() -> Printing {
    FixedState::default().build_hasher()
}

/// The fingerprint of a value.
pub fn of(value: impl Hash) -> u64 {
    FixedState::default().hash_one(value)
}
