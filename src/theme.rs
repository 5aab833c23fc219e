//! The theme that a new site starts with, kept inside the program.
//!
//! `mucluc init` writes it out, so that a site needs nothing but the program, and
//! its owner can change every line of it.

use include_dir::{Dir, DirEntry, include_dir};

/// The files of `themes/archive`.
static FOLDER: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/archive");

/// All files of the theme by path, with their bytes.
pub fn files() -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    gather(&FOLDER, &mut found);
    found.sort();
    found
}

/// Gathers the files of a folder and of those below it.
fn gather(folder: &'static Dir, found: &mut Vec<(String, &'static [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => gather(folder, found),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                found.push((path, file.contents()));
            }
        }
    }
}
