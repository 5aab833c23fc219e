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
mod standing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diag::{Diagnostic, Diags, Span};
use crate::keep::keep;
use crate::pile::{Kept, Pile};
use crate::publish::staged::Staged;
use crate::source::{Files, climbs_out};

pub use crate::publish::standing::Standing;

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

/// Writes all outputs that differ into the spool's output folder, and removes what earlier
/// builds left.
///
/// `list` is the file that says what mucluc wrote there before, besides what is `standing` from
/// this run. A site that cannot be written has none: that is told, and the outputs are written.
pub fn publish(
    spool: &Spool,
    files: &Files,
    outputs: &Outputs,
    list: &Path,
    standing: &Standing,
    diags: &mut Diags,
) -> Option<Published> {
    if let Some((file, below)) = file_and_folder(outputs) {
        diags.file_and_folder(None, file, below);
        return None;
    }
    // Two runs that publish into one folder, a preview and a build, take turns.
    let _turn = turn(list);
    let known = written_before(list);
    if known.is_none() && list.is_file() {
        diags.damaged_list(&list.display().to_string());
    }
    let is_known = known.is_some();
    let mut before = known.unwrap_or_default();
    before.extend(standing.paths().cloned());
    // What is about to be written is listed first: if the build dies, nothing is orphaned unseen.
    let all: BTreeSet<&String> = before.iter().chain(outputs.keys()).collect();
    let is_more = all.len() > before.len();
    if is_more && let Err(error) = write_list(list, all.iter().copied()) {
        if is_full(&error) {
            diags.unwritable(&list.display().to_string(), &error);
            return None;
        }
        diags.unlisted(&list.display().to_string(), &error);
    }
    let orphans: Vec<&String> = before.iter().filter(|path| !outputs.contains_key(*path)).collect();
    let left = all.iter().filter(|path| !climbs_out(path)).map(|path| spool.output.join(path));
    let mut staged = Staged::new(list.with_extension("unfinished"), left);
    let mut published = match write_all(spool, files, outputs, &orphans, &mut staged) {
        Ok(published) => published,
        Err((path, error)) => {
            diags.unwritable(&spool.output.join(path).display().to_string(), &error);
            staged.undo();
            // What was not written after all is not ours to delete. Where even the list cannot be
            // written it stays as it is, and the next build writes it anew.
            let _ = write_list(list, before.iter());
            return None;
        }
    };
    if let Err((path, error)) = staged.finish() {
        diags.unwritable(&path.display().to_string(), &error);
        return None;
    }
    for path in orphans {
        if remove(&spool.output, path) || published.deleted.contains(path) {
            published.deleted.push(path.clone());
        }
    }
    published.deleted.sort();
    published.deleted.dedup();
    if (is_more || before.len() > outputs.len())
        && let Err(error) = write_list(list, outputs.keys())
    {
        diags.unlisted(&list.display().to_string(), &error);
    }
    if !is_known {
        let strangers = strangers(&spool.output, outputs);
        diags.pages_of_nobody(&spool.output.display().to_string(), &strangers);
    }
    Some(published)
}

/// Whether there is no room, which a person can make; the pages that wait would want it too.
fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Waits until no other run publishes into the same folder; it is this one's turn until what is
/// given is dropped, or the run dies. Where files cannot be locked nobody waits.
fn turn(list: &Path) -> Option<File> {
    fs::create_dir_all(list.parent()?).ok()?;
    let lock = File::create(list.with_extension("lock")).ok()?;
    lock.lock().ok()?;
    Some(lock)
}

/// The pages in an output folder that are no outputs: who knows what was written there before
/// would have removed those that were ours.
fn strangers(output: &Path, outputs: &Outputs) -> Vec<String> {
    let files = WalkDir::new(output).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let below = entry.path().strip_prefix(output).ok()?;
        let parts: Vec<&str> = below.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        Some(parts.join("/"))
    });
    paths.filter(|path| path.ends_with(".html") && !outputs.contains_key(path)).collect()
}

/// Finds an output that would have to be a file and a folder at once, and one that lies in it.
fn file_and_folder(outputs: &Outputs) -> Option<(&String, &String)> {
    let below = |path: &String| first_below(outputs, path);
    outputs.keys().find_map(|path| Some((path, below(path)?)))
}

/// The first output in a folder.
fn first_below<'a>(outputs: &'a Outputs, folder: &str) -> Option<&'a String> {
    let start = format!("{folder}/");
    let (path, _) = outputs.range(start.clone()..).next()?;
    path.starts_with(&start).then_some(path)
}

/// Whether something that an earlier build left is a file where a folder is wanted, or lies in a
/// folder where a file is.
fn is_in_the_way(orphan: &str, outputs: &Outputs) -> bool {
    let is_file = |(at, _): (usize, &str)| outputs.contains_key(&orphan[..at]);
    first_below(outputs, orphan).is_some() || orphan.match_indices('/').any(is_file)
}

/// Stages all outputs that differ, and takes away first what is in their way.
///
/// # Errors
/// The output that cannot be written, and why.
fn write_all(
    spool: &Spool,
    files: &Files,
    outputs: &Outputs,
    orphans: &[&String],
    staged: &mut Staged,
) -> Result<Published, (String, io::Error)> {
    let mut published = Published::default();
    for &path in orphans.iter().filter(|path| is_in_the_way(path, outputs)) {
        if climbs_out(path) {
            continue;
        }
        match staged.take_away(&spool.output, path) {
            Ok(true) => published.deleted.push(path.clone()),
            Ok(false) => {}
            Err(error) => return Err((path.clone(), error)),
        }
    }
    let mut to_write = outputs.iter().filter(|(_, held)| **held != Held::Standing);
    if let Some((path, _)) = to_write.find(|(path, _)| spool.output.join(path).is_dir()) {
        return Err((path.clone(), io::Error::other("there is a folder of this name")));
    }
    for (path, held) in outputs {
        match write_one(spool, files, path, held, staged) {
            Ok(true) => published.written.push(path.clone()),
            Ok(false) => published.n_same += 1,
            Err(error) => return Err((path.clone(), error)),
        }
    }
    Ok(published)
}

/// Stages an output, and tells whether it differs from what stands.
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
    remove_empty_folders(output, &target);
    gone
}

/// Removes the folders above a file that went, up to the first that is not empty.
fn remove_empty_folders(output: &Path, gone: &Path) {
    let mut folder = gone.parent();
    while let Some(empty) = folder.filter(|folder| *folder != output) {
        // A folder with anything in it refuses to go, which is what is wanted.
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
}

/// What a list says that mucluc wrote; none where there is none that is whole: with one wrong
/// letter it could name a file of somebody else's, which would be deleted.
fn written_before(list: &Path) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(list).ok()?;
    let (seal, paths) = text.split_once('\n')?;
    (seal == self::seal(paths)).then(|| paths.lines().map(String::from).collect())
}

/// By what a list is known to be whole.
fn seal(paths: &str) -> String {
    blake3::hash(paths.as_bytes()).to_hex()[..16].to_string()
}

/// Writes the list of what mucluc wrote, a path a line below the seal.
fn write_list<'a>(list: &Path, paths: impl Iterator<Item = &'a String>) -> io::Result<()> {
    // A name of two lines would read as two files, and one of them may be another's.
    let paths = paths.filter(|path| !path.contains('\n'));
    let text: String = paths.flat_map(|path| [path.as_str(), "\n"]).collect();
    keep(list, |file| write!(file, "{}\n{text}", seal(&text)))
}

/// Reports that the spool cannot be made or filled.
pub fn spool_diagnostic(error: &io::Error) -> Diagnostic {
    Diagnostic::error("spool", format!("cannot keep the build's outputs: {error}"))
        .at(Span::file(&std::env::temp_dir().display().to_string()))
        .hint("free some space there, or name another folder with the variable TMPDIR")
}

#[cfg(test)]
mod tests;
