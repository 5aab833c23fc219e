//! Roots: which folders are watched, and how the system's paths become the site's.
//!
//! The system reports paths in its own form (macOS resolves every link). A root is
//! therefore known in three forms: as it was given, with its parent's links
//! resolved, and resolved itself. What leaves here is always in the given form.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use notify::RecursiveMode;

use super::ignore;

/// A folder with all below it, or a file.
#[derive(Debug, Clone)]
struct Root {
    /// As the caller named it.
    given: PathBuf,
    /// With the links on the way to it resolved.
    real: PathBuf,
}

/// All that is watched.
#[derive(Debug, Default)]
pub struct Roots {
    /// None lies below another.
    list: Vec<Root>,
    /// What is never reported, in the forms of `real`.
    excluded: Vec<PathBuf>,
    /// What the system watches for us.
    armed: BTreeSet<PathBuf>,
}

impl Roots {
    /// The roots as given, but for those that lie below others.
    pub fn new(given: &[PathBuf], excluded: &[PathBuf]) -> Roots {
        let excluded = excluded.iter().map(|path| real(path)).collect();
        let mut roots = Roots { excluded, ..Roots::default() };
        roots.add(given);
        roots
    }

    /// Adds roots and gives those that were not covered before.
    pub fn add(&mut self, given: &[PathBuf]) -> Vec<PathBuf> {
        let mut added = Vec::new();
        for path in given {
            let root = Root { given: path.clone(), real: real(path) };
            if self.list.iter().any(|other| root.real.starts_with(&other.real)) {
                continue;
            }
            self.list.retain(|other| !other.real.starts_with(&root.real));
            self.list.push(root);
            added.push(path.clone());
        }
        added
    }

    /// The roots in the given form.
    pub fn iter(&self) -> impl Iterator<Item = &Path> {
        self.list.iter().map(|root| root.given.as_path())
    }

    /// What the system should watch and does not yet.
    ///
    /// A folder is watched with all below it. Of a file, and of a root that does not
    /// exist, the nearest folder above is watched, without what is below: an editor
    /// that saves by renaming would take a watched file's watch along.
    pub fn to_arm(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let parents = self.list.iter().filter_map(|root| {
            let mut above = root.real.ancestors().skip(1);
            above.find(|path| path.is_dir()).map(Path::to_path_buf)
        });
        let parents: BTreeSet<PathBuf> = parents
            .filter(|parent| !self.list.iter().any(|r| parent.starts_with(&r.real)))
            .collect();
        let folders = self.list.iter().map(|root| &root.real).filter(|path| path.is_dir()).cloned();
        let parents = parents.into_iter().map(|path| (path, RecursiveMode::NonRecursive));
        parents
            .chain(folders.map(|path| (path, RecursiveMode::Recursive)))
            .filter(|(path, _)| !self.armed.contains(path))
            .collect()
    }

    /// Notes that the system watches a folder, and gives it back if it is a root.
    pub fn arm(&mut self, path: PathBuf) -> Option<PathBuf> {
        let root = self.list.iter().find(|root| root.real == path).map(|root| root.given.clone());
        self.armed.insert(path);
        root
    }

    /// Notes that a watched folder went, and its watch with it.
    pub fn disarm(&mut self, reported: &Path) {
        self.armed.remove(reported);
    }

    /// The given form of a reported path, if it is a root or below one and of interest.
    pub fn given(&self, reported: &Path) -> Option<PathBuf> {
        if self.excluded.iter().any(|excluded| reported.starts_with(excluded)) {
            return None;
        }
        self.list.iter().find_map(|root| {
            let below =
                reported.strip_prefix(&root.real).ok().map(Path::to_path_buf).or_else(|| {
                    // Asked last, and only for paths that nothing else explains.
                    let resolved = fs::canonicalize(&root.real).ok()?;
                    reported.strip_prefix(resolved).ok().map(Path::to_path_buf)
                })?;
            match below.as_os_str().is_empty() {
                true => Some(root.given.clone()),
                false if ignore::is_ignored(&below) => None,
                false => Some(root.given.join(below)),
            }
        })
    }

    /// Whether a reported path is a folder on the way to a root.
    pub fn leads_to_root(&self, reported: &Path) -> bool {
        self.list.iter().any(|root| root.real != reported && root.real.starts_with(reported))
    }

    /// The form in which the system knows a path that is given.
    pub fn real(&self, given: &Path) -> PathBuf {
        let below =
            |root: &Root| given.strip_prefix(&root.given).ok().map(|below| root.real.join(below));
        self.list.iter().find_map(below).unwrap_or_else(|| given.to_path_buf())
    }

    /// Whether a folder in the given form is not looked into.
    pub fn is_closed(&self, folder: &Path) -> bool {
        let real = self.real(folder);
        folder.file_name().is_some_and(ignore::is_foreign)
            || self.excluded.iter().any(|excluded| real.starts_with(excluded))
    }
}

/// A path with the links on the way to it resolved, as far as that exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for above in path.ancestors().skip(1) {
        if let Ok(resolved) = fs::canonicalize(above) {
            let below = path.strip_prefix(above).expect("an ancestor is a prefix");
            return resolved.join(below);
        }
    }
    path
}

#[cfg(test)]
mod tests;
