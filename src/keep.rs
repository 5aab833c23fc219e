//! Keeping: files in `.mucluc/` that one run leaves for the next.
//!
//! A run may be ended at any moment, and two may be at work on one site, a preview and a build. So
//! a file is written under a name of its own and takes its place when it is whole: whoever reads
//! it finds the old one or the new one, and nothing in between.
//!
//! Not here: what is in them (`cache`, `card::known`, `publish`, `edition`).

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many files this run has kept: part of the names under which they are written.
static N_KEPT: AtomicU64 = AtomicU64::new(0);

/// Writes a file in one piece, and the folder above it.
///
/// # Errors
/// When it cannot be written; then the old one stands, if there was one.
pub fn keep(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = beside(path);
    let written = write_to(&fresh, write).and_then(|()| fs::rename(&fresh, path));
    if written.is_err() {
        // Half a file would only take the room that there is not.
        let _ = fs::remove_file(&fresh);
    }
    written
}

/// Writes a file from its start to its end.
fn write_to(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    write(&mut file)?;
    file.flush()
}

/// A name beside a file that nobody else writes under: of this run, and of this file of it.
fn beside(path: &Path) -> PathBuf {
    let number = N_KEPT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}-{number}.new", process::id()));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
