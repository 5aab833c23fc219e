//! Files on their way into the output folder: all of them come, or none.
//!
//! A disk can be full in the middle of a build. A file that is new is written where it
//! belongs, since it replaces nothing; one that stands already is written beside itself,
//! and takes its place when all others are written. If anything fails, what was written
//! goes away again and the output folder is as it was.
//!
//! A run that is killed leaves a mark, by which the next one knows that files wait in vain.
//!
//! Not here: which files differ (`publish`).

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The ending of a file that waits beside the one it will replace.
const WAITING: &str = ".mucluc-new";

/// What was written and can still be taken back.
#[derive(Debug, Default)]
pub struct Staged {
    /// Folders that are known to be there.
    folders: BTreeSet<PathBuf>,
    /// Folders that were made, each after the one above it.
    made: Vec<PathBuf>,
    /// Files that were not there before.
    fresh: Vec<PathBuf>,
    /// Files that stand, whose new bytes wait beside them.
    waiting: Vec<PathBuf>,
    /// Files that were taken away, with their bytes.
    taken: Vec<(PathBuf, Vec<u8>)>,
    /// The file that says that some wait; it is there while any does.
    mark: Option<PathBuf>,
}

impl Staged {
    /// Nothing yet. What a run that was killed left waiting among these files goes away first:
    /// `mark` is a file that is there where one did.
    pub fn new<'a>(mark: PathBuf, files: impl Iterator<Item = PathBuf> + 'a) -> Staged {
        if mark.is_file() {
            files.for_each(|file| _ = fs::remove_file(beside(&file)));
            let _ = fs::remove_file(&mark);
        }
        Staged { mark: Some(mark), ..Staged::default() }
    }

    /// Writes a file, and the folders above it; one that stands waits for [`Staged::finish`].
    ///
    /// # Errors
    /// When a folder or the file cannot be written; then nothing but [`Staged::undo`] is left.
    pub fn write(&mut self, target: PathBuf, stands: bool, bytes: &[u8]) -> io::Result<()> {
        if stands {
            if let Some(mark) = self.mark.as_ref().filter(|_| self.waiting.is_empty()) {
                // Where it cannot be left, the site itself cannot be written: that was told.
                let _ = fs::write(mark, "");
            }
            let path = beside(&target);
            self.waiting.push(target);
            return fs::write(path, bytes);
        }
        if let Some(folder) = target.parent() {
            self.make_folder(folder)?;
        }
        self.fresh.push(target.clone());
        fs::write(target, bytes)
    }

    /// Takes away a file that earlier builds left, and the folders that it leaves empty, where it
    /// is in the way of what comes; tells whether it was there.
    ///
    /// Its bytes are kept in memory: few files are ever in the way.
    ///
    /// # Errors
    /// When it cannot be read or removed.
    pub fn take_away(&mut self, output: &Path, path: &str) -> io::Result<bool> {
        let target = output.join(path);
        if !target.is_file() {
            return Ok(false);
        }
        let bytes = fs::read(&target)?;
        fs::remove_file(&target)?;
        super::remove_empty_folders(output, &target);
        self.taken.push((target, bytes));
        Ok(true)
    }

    /// Makes a folder and those above it, and remembers which were not there.
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        if self.folders.contains(folder) {
            return Ok(());
        }
        let missing: Vec<PathBuf> =
            folder.ancestors().take_while(|above| !above.exists()).map(Path::to_path_buf).collect();
        fs::create_dir_all(folder)?;
        self.made.extend(missing.into_iter().rev());
        self.folders.insert(folder.to_path_buf());
        Ok(())
    }

    /// Puts the files that wait into their places.
    ///
    /// # Errors
    /// The first file that could not take its place; a rename needs no room, so a full disk is
    /// no reason.
    pub fn finish(mut self) -> Result<(), (PathBuf, io::Error)> {
        let placed = Staged::place(std::mem::take(&mut self.waiting));
        self.unmark();
        placed
    }

    /// Takes the mark away: nothing waits any more.
    fn unmark(&self) {
        if let Some(mark) = &self.mark {
            // Where none waited there is none.
            let _ = fs::remove_file(mark);
        }
    }

    /// Puts files that wait into their places.
    fn place(waiting: Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
        let mut waiting = waiting.into_iter();
        while let Some(target) = waiting.next() {
            if let Err(error) = fs::rename(beside(&target), &target) {
                // The others wait for nothing: nobody would know whose they are.
                for vain in std::iter::once(&target).chain(waiting.as_slice()) {
                    let _ = fs::remove_file(beside(vain));
                }
                return Err((target, error));
            }
        }
        Ok(())
    }

    /// Takes everything back that was written.
    pub fn undo(self) {
        // What cannot be removed was not written, or a reader will find it out.
        for target in &self.waiting {
            let _ = fs::remove_file(beside(target));
        }
        self.unmark();
        for target in self.fresh {
            let _ = fs::remove_file(target);
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        for (target, bytes) in self.taken {
            let _ = target.parent().map(fs::create_dir_all);
            let _ = fs::write(target, bytes);
        }
    }
}

/// Where the new bytes of a file wait.
fn beside(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(WAITING);
    PathBuf::from(name)
}
