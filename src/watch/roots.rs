//! Roots: which folders are watched, and how the system's paths become the site's.
//!
//! A site may read any file in its folder: templates name data files where they
//! like. So all of the folder is watched, but for what is hidden, what calls itself
//! a cache (with a `CACHEDIR.TAG`, as cargo's `target` does), and the output folder.
//!
//! The system reports paths in its own form (macOS resolves every link). A root is
//! therefore known in three forms: as it was given, with its parent's links
//! resolved, and resolved itself. What leaves here is always in the given form.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use notify::RecursiveMode;

use super::ignore;
use super::links::Links;
use crate::source::n_free_folders;

/// How much of a root is watched.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
enum Reach {
    /// A folder with all below it, or a file.
    All,
    /// The folder of a site, but for its hidden entries and caches.
    Site,
}

/// Something that is watched.
#[derive(Debug, Clone)]
struct Root {
    /// As the caller named it.
    given: PathBuf,
    /// With the links on the way to it resolved.
    real: PathBuf,
    /// How much of it is watched.
    reach: Reach,
}

impl Root {
    /// Whether a path below this root, without the root, is watched.
    fn reaches(&self, below: &Path) -> bool {
        if ignore::is_ignored(below) {
            return false;
        }
        match (self.reach, below.iter().next()) {
            (Reach::Site, Some(entry)) => {
                !entry.as_encoded_bytes().starts_with(b".")
                    && !self.real.join(entry).join("CACHEDIR.TAG").exists()
            }
            _ => true,
        }
    }

    /// Whether all of another root is watched by this one.
    fn covers(&self, other: &Root) -> bool {
        other.real.strip_prefix(&self.real).is_ok_and(|below| self.reaches(below))
    }

    /// Whether a folder is watched as a part of this root, with all below it.
    fn is_within(&self, folder: &Path) -> bool {
        folder.strip_prefix(&self.real).is_ok_and(|below| match self.reach {
            Reach::All => true,
            Reach::Site => !below.as_os_str().is_empty() && self.reaches(below),
        })
    }

    /// The folders that the system is asked to watch with all below them.
    fn folders(&self) -> Vec<PathBuf> {
        match self.reach {
            // What a link leads to is watched by its own name.
            Reach::All if self.real.is_symlink() => Vec::new(),
            Reach::All => vec![self.real.clone()],
            Reach::Site => {
                let entries = fs::read_dir(&self.real).into_iter().flatten().flatten();
                let reached = entries.filter(|entry| self.reaches(Path::new(&entry.file_name())));
                reached.map(|entry| entry.path()).filter(|path| !path.is_symlink()).collect()
            }
        }
    }
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
    /// Which of that is watched with all below it for the sake of a link.
    linked: BTreeSet<PathBuf>,
}

impl Roots {
    /// The folder of a site, and further files and folders.
    pub fn new(site: &Path, further: &[PathBuf], excluded: &[PathBuf]) -> Roots {
        let excluded = excluded.iter().map(|path| real(path)).collect();
        let site = Root { given: site.to_path_buf(), real: real(site), reach: Reach::Site };
        let mut roots = Roots { list: vec![site], excluded, ..Roots::default() };
        roots.add(further);
        roots
    }

    /// Adds roots that are not covered yet.
    fn add(&mut self, given: &[PathBuf]) {
        for path in given {
            let root = Root { given: path.clone(), real: real(path), reach: Reach::All };
            if self.list.iter().any(|other| other.covers(&root)) {
                continue;
            }
            self.list.retain(|other| !root.covers(other) || other.reach == Reach::Site);
            self.list.push(root);
        }
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
        let above = |root: &Root| match root.reach {
            Reach::Site if root.real.is_dir() => Some(root.real.clone()),
            _ => root.real.ancestors().skip(1).find(|path| path.is_dir()).map(Path::to_path_buf),
        };
        let within = |path: &PathBuf| self.list.iter().any(|root| root.is_within(path));
        let single: BTreeSet<PathBuf> =
            self.list.iter().filter_map(above).filter(|path| !within(path)).collect();
        let whole = self.list.iter().flat_map(Root::folders);
        let whole = whole.filter(|path| path.is_dir() && !self.is_excluded(path));
        let single = single.into_iter().map(|path| (path, RecursiveMode::NonRecursive));
        single
            .chain(whole.map(|path| (path, RecursiveMode::Recursive)))
            .filter(|(path, _)| !self.armed.contains(path))
            .collect()
    }

    /// The folders that links lead to, which the system should watch with all below them and
    /// does not yet.
    pub fn to_arm_behind(&self, links: &Links) -> Vec<PathBuf> {
        let is_seen = |target: &Path| {
            self.list.iter().any(|root| root.is_within(target) && self.armed_above(root, target))
                || self.linked.iter().any(|folder| target.starts_with(folder))
        };
        let folders = links.targets().filter(|target| !is_seen(target) && target.is_dir());
        let folders: BTreeSet<PathBuf> = folders.map(Path::to_path_buf).collect();
        folders.into_iter().collect()
    }

    /// Whether the system watches a folder as a part of a root.
    fn armed_above(&self, root: &Root, folder: &Path) -> bool {
        let within = folder.ancestors().take_while(|above| root.is_within(above));
        within.into_iter().any(|above| self.armed.contains(above))
    }

    /// Notes that the system watches a folder for the sake of a link.
    pub fn arm_behind(&mut self, target: PathBuf) {
        self.linked.insert(target);
    }

    /// Notes that the system watches a folder, and gives its given form if it was
    /// asked to watch all below it.
    pub fn arm(&mut self, path: PathBuf) -> Option<PathBuf> {
        let given = self
            .list
            .iter()
            .find(|root| root.is_within(&path))
            .and_then(|root| Some(join(&root.given, path.strip_prefix(&root.real).ok()?)));
        self.armed.insert(path);
        given
    }

    /// Notes that a watched folder went, and its watch with it.
    pub fn disarm(&mut self, reported: &Path) {
        self.armed.remove(reported);
        self.linked.remove(reported);
    }

    /// The given form of a reported path, if it is a root or below one and of interest.
    pub fn given(&self, reported: &Path) -> Option<PathBuf> {
        if self.is_excluded(reported) {
            return None;
        }
        self.list.iter().find_map(|root| {
            let below =
                reported.strip_prefix(&root.real).ok().map(Path::to_path_buf).or_else(|| {
                    // Asked last, and only for paths that nothing else explains.
                    let resolved = fs::canonicalize(&root.real).ok()?;
                    reported.strip_prefix(resolved).ok().map(Path::to_path_buf)
                })?;
            root.reaches(&below).then(|| join(&root.given, &below))
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
        let reached = self
            .list
            .iter()
            .any(|root| real.strip_prefix(&root.real).is_ok_and(|below| root.reaches(below)));
        folder.file_name().is_some_and(ignore::is_foreign) || !reached || self.is_excluded(&real)
    }

    /// Whether a link in the site leads where none of the site's files may be.
    pub fn leads_out(&self, link: &Path, target: &Path) -> bool {
        let Some(site) = self.list.iter().find(|root| link.starts_with(&root.given)) else {
            return false;
        };
        let Ok(below) = link.strip_prefix(&site.given) else { return false };
        let n_free = n_free_folders(below);
        if site.reach == Reach::All || below.iter().count() <= n_free {
            return false;
        }
        let free: PathBuf = below.iter().take(n_free).collect();
        let holds = |folder: &Path| {
            folder.canonicalize().is_ok_and(|real_one| target.starts_with(real_one))
        };
        !holds(&site.real) && !holds(&site.real.join(free))
    }

    /// Whether a path is one of those of which nothing is reported.
    fn is_excluded(&self, real: &Path) -> bool {
        self.excluded.iter().any(|excluded| real.starts_with(excluded))
    }
}

/// A root with what lies below it, without the slash that an empty rest would leave.
fn join(root: &Path, below: &Path) -> PathBuf {
    match below.as_os_str().is_empty() {
        true => root.to_path_buf(),
        false => root.join(below),
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
