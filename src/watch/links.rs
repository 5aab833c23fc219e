//! Links: by which names a file is known that symbolic links lead to.
//!
//! The system watches folders, not names: a folder that two names lead to is reported
//! under one of them. So it is asked to watch true folders only, and what it reports is a
//! change of every name that leads there.
//!
//! Not here: the links on the way to a root, which are the root's own matter (`roots`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The symbolic links below the roots.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Links {
    /// Where each leads in the end, by its name in the given form of the roots.
    targets: BTreeMap<PathBuf, PathBuf>,
}

impl Links {
    /// Whether there are none, as in most sites.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Notes a link by its name and where it leads.
    pub fn note(&mut self, link: PathBuf, target: PathBuf) {
        self.targets.insert(link, target);
    }

    /// Forgets the links at or below a path.
    pub fn forget(&mut self, path: &Path) {
        self.targets.retain(|link, _| !link.starts_with(path));
    }

    /// Where the links lead.
    pub fn targets(&self) -> impl Iterator<Item = &Path> {
        self.targets.values().map(PathBuf::as_path)
    }

    /// A path behind the link that it leads through, if it does; a link itself is not behind it.
    pub fn behind(&self, given: &Path) -> Option<PathBuf> {
        given.ancestors().skip(1).find_map(|above| {
            let below = given.strip_prefix(above).expect("an ancestor is a prefix");
            Some(self.targets.get(above)?.join(below))
        })
    }

    /// The names that links give to a path, which is told without links.
    pub fn names<'a>(&'a self, real: &'a Path) -> impl Iterator<Item = PathBuf> + 'a {
        self.targets.iter().filter_map(|(link, target)| {
            let below = real.strip_prefix(target).ok()?;
            Some(if below.as_os_str().is_empty() { link.clone() } else { link.join(below) })
        })
    }
}

#[cfg(test)]
mod tests;
