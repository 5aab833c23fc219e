//! What stands in an output folder: which bytes were left there, and whether they still are.
//!
//! An output that is as it was left is neither compared nor written again. A file counts as it was
//! left while its size and time are the same, so what another program did to it is seen.
//!
//! Not here: what an output should be (`edition`), or how it gets there (`publish`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::publish::{Held, Outputs};
use crate::source::stamp;

/// The outputs that were left in a folder, as they were then.
#[derive(Debug, Default)]
pub struct Standing {
    /// The folder.
    folder: PathBuf,
    /// The outputs, by path.
    marks: BTreeMap<String, Mark>,
}

/// An output as it was left.
#[derive(Debug, Copy, Clone)]
struct Mark {
    /// The hash of its bytes.
    hash: u64,
    /// The stamp of its file; 0 where there was none.
    stamp: u64,
}

impl Standing {
    /// A folder of which nothing is known.
    pub fn new(folder: &Path) -> Standing {
        Standing { folder: folder.to_path_buf(), marks: BTreeMap::new() }
    }

    /// Whether this is the folder.
    pub fn is_of(&self, folder: &Path) -> bool {
        self.folder == folder
    }

    /// Notes that these outputs, with these hashes, are now in the folder and no others are.
    ///
    /// Only files that came or changed are looked at.
    pub fn note(&mut self, hashes: BTreeMap<String, u64>) {
        let (folder, before) = (&self.folder, &self.marks);
        let mark = |path: &str, hash: u64| match before.get(path) {
            Some(mark) if mark.hash == hash => *mark,
            _ => Mark { hash, stamp: stamp(&folder.join(path)) },
        };
        let marks = hashes.into_par_iter().map(|(path, hash)| {
            let mark = mark(&path, hash);
            (path, mark)
        });
        self.marks = marks.collect();
    }

    /// The outputs that were left.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.marks.keys()
    }

    /// Forgets the outputs that are not as they were left, and gives their paths.
    pub fn forget_disturbed(&mut self) -> Vec<String> {
        let folder = &self.folder;
        // One that was gone when it was noted is gone still, or somebody else's.
        let is_disturbed = |(path, mark): &(&String, &Mark)| {
            mark.stamp == 0 || stamp(&folder.join(path)) != mark.stamp
        };
        let disturbed: Vec<String> =
            self.marks.par_iter().filter(is_disturbed).map(|(path, _)| path.clone()).collect();
        for path in &disturbed {
            self.marks.remove(path);
        }
        disturbed
    }

    /// Says of the outputs that are in the folder already that they stand.
    pub fn spare(&self, outputs: &mut Outputs, hashes: &BTreeMap<String, u64>) {
        for (path, held) in outputs {
            let mark = self.marks.get(path);
            if mark.is_some_and(|mark| hashes.get(path) == Some(&mark.hash)) {
                *held = Held::Standing;
            }
        }
    }

    /// The stamp of the file with an output of this hash; none where no such file was left.
    pub fn stamp(&self, path: &str, hash: u64) -> Option<u64> {
        let mark = self.marks.get(path)?;
        (mark.hash == hash && mark.stamp != 0).then_some(mark.stamp)
    }
}
