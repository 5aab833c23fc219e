//! The theme that a new site starts with, kept inside the program.

/// The files of `themes/archive` by path, with their bytes.
pub const FILES: &[(&str, &[u8])] = &[];
