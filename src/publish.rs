//! Publishing: outputs → files, only where bytes differ, and orphans removed.
//!
//! Outputs wait in a spool, one file, until the whole build has succeeded; only
//! then does the output folder change. Creating files is what a cold build costs,
//! and two threads creating files are slower than one, so one writes them all.
//!
//! **Invariant:** a build that failed changes nothing, and no file that mucluc did
//! not write is ever deleted: what it wrote stands in a list of its own.
//!
//! Not here: what the bytes are (`render`).

mod staged;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Diagnostic, Diags, Span};
use crate::pile::{Kept, Pile};
use crate::publish::staged::Staged;
use crate::source::{Files, climbs_out};

/// Where the bytes of an output are.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Held {
    /// In the spool.
    Spooled(Kept),
    /// In a file of the site, which is copied.
    Copied(String),
    /// In the output folder already, where an earlier build wrote them.
    Standing,
}

/// The bytes of outputs, waiting in one file.
#[derive(Debug)]
pub struct Spool {
    /// The file.
    pile: Arc<Pile>,
    /// The output folder, where outputs of an earlier build stand.
    output: PathBuf,
}

/// What publishing changed.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Published {
    /// Output paths whose bytes were written.
    pub written: Vec<String>,
    /// How many outputs were the same already.
    pub n_same: usize,
    /// Output paths that were removed.
    pub deleted: Vec<String>,
}

impl Spool {
    /// Opens an empty spool, in a temporary file that the system removes.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new(output: &Path) -> io::Result<Spool> {
        Ok(Spool { pile: Arc::new(Pile::new()?), output: output.to_path_buf() })
    }

    /// Puts bytes in.
    ///
    /// # Errors
    /// When the spool's disk is full.
    pub fn put(&self, bytes: &[u8]) -> io::Result<Held> {
        self.pile.put(bytes).map(Held::Spooled)
    }

    /// The bytes of an output.
    ///
    /// # Errors
    /// When the spool or the file it is a copy of cannot be read.
    pub fn bytes(&self, path: &str, held: &Held, files: &Files) -> io::Result<Vec<u8>> {
        match held {
            Held::Copied(from) => files.read(from),
            Held::Standing => fs::read(self.output.join(path)),
            Held::Spooled(kept) => kept.get(),
        }
    }
}

/// All outputs of a site with where their bytes are, by path.
pub type Outputs = BTreeMap<String, Held>;

/// Writes all outputs that differ into `output`, and removes what earlier builds left.
///
/// `list` is the file that says what mucluc wrote there before.
pub fn publish(
    spool: &Spool,
    files: &Files,
    outputs: &Outputs,
    list: &Path,
    diags: &mut Diags,
) -> Option<Published> {
    let output = spool.output.as_path();
    let before = written_before(list);
    if let Err((path, error)) = check_room(outputs, output) {
        diags.unwritable(&path, &error);
        return None;
    }
    // What is about to be written is listed first: if the build dies, nothing is orphaned unseen.
    let all: BTreeSet<&String> = before.iter().chain(outputs.keys()).collect();
    if let Err(error) = write_list(list, all.into_iter()) {
        diags.unwritable(&list.display().to_string(), &error);
        return None;
    }
    let mut published = Published::default();
    let mut staged = Staged::default();
    for (path, held) in outputs {
        match write_one(spool, files, path, held, &mut staged) {
            Ok(true) => published.written.push(path.clone()),
            Ok(false) => published.n_same += 1,
            Err(error) => {
                diags.unwritable(&output.join(path).display().to_string(), &error);
                staged.undo();
                return None;
            }
        }
    }
    if let Err((path, error)) = staged.finish() {
        diags.unwritable(&path.display().to_string(), &error);
        return None;
    }
    for path in before.iter().filter(|path| !outputs.contains_key(*path)) {
        if remove(output, path) {
            published.deleted.push(path.clone());
        }
    }
    if let Err(error) = write_list(list, outputs.keys()) {
        diags.unwritable(&list.display().to_string(), &error);
    }
    Some(published)
}

/// Looks for outputs that would have to be a file and a folder at once.
fn check_room(held: &Outputs, output: &Path) -> Result<(), (String, io::Error)> {
    for path in held.keys() {
        let target = output.join(path);
        let clash = held.range(format!("{path}/")..).next().is_some_and(|(next, _)| {
            next.starts_with(path.as_str()) && next.as_bytes().get(path.len()) == Some(&b'/')
        });
        if clash || target.is_dir() {
            let error = io::Error::other("it is a folder and a file at once");
            return Err((path.clone(), error));
        }
    }
    Ok(())
}

fn write_one(
    spool: &Spool,
    files: &Files,
    path: &str,
    held: &Held,
    staged: &mut Staged,
) -> io::Result<bool> {
    if *held == Held::Standing {
        return Ok(false);
    }
    let target = spool.output.join(path);
    let bytes = spool.bytes(path, held, files)?;
    let standing = fs::metadata(&target).ok().map(|found| found.len());
    if standing == Some(bytes.len() as u64) && fs::read(&target).is_ok_and(|found| found == bytes) {
        return Ok(false);
    }
    staged.write(target, standing.is_some(), &bytes)?;
    Ok(true)
}

/// Removes a file that mucluc wrote, and the folders that it leaves empty.
fn remove(output: &Path, path: &str) -> bool {
    if climbs_out(path) {
        return false;
    }
    let target = output.join(path);
    let gone = fs::remove_file(&target).is_ok();
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != output) {
        // A folder with anything in it refuses to go, which is what is wanted.
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    gone
}

fn written_before(list: &Path) -> Vec<String> {
    let text = fs::read_to_string(list).unwrap_or_default();
    text.lines().map(String::from).collect()
}

fn write_list<'a>(list: &Path, paths: impl Iterator<Item = &'a String>) -> io::Result<()> {
    if let Some(folder) = list.parent() {
        fs::create_dir_all(folder)?;
    }
    let text: String = paths.flat_map(|path| [path.as_str(), "\n"]).collect();
    let fresh = list.with_extension("new");
    fs::write(&fresh, text)?;
    fs::rename(fresh, list)
}

/// Reports that the spool cannot be made or filled.
pub fn spool_diagnostic(error: &io::Error) -> Diagnostic {
    Diagnostic::error("spool", format!("cannot keep the build's outputs: {error}"))
        .at(Span::file(&std::env::temp_dir().display().to_string()))
        .hint("free some space there, or name another folder with the variable TMPDIR")
}

#[cfg(test)]
mod tests;
