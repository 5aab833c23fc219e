//! Sources: the only door to a site's files.
//!
//! Every stage reads through [`Files`], which is a folder on disk or, in tests, a
//! map in memory. Paths are relative to the site's root and use `/` on every
//! system.
//!
//! **Invariant:** nothing outside the root is read: a path that climbs out, or a
//! symbolic link that leads out, is an error (a theme's own folder may be a link).
//!
//! Not here: writing (`publish`).

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diag::{Diagnostic, Diags, Span};
use crate::fingerprint;

/// Where a site's files are.
#[derive(Debug, Clone)]
pub enum Files {
    /// A folder on disk.
    Disk(PathBuf),
    /// Paths and bytes in memory.
    Memory(Arc<BTreeMap<String, Arc<[u8]>>>),
}

impl Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// What the system says; `InvalidInput` for a path that climbs out of the root.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if climbs_out(path) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the path leads out of the site",
            ));
        }
        match self {
            Files::Disk(root) => std::fs::read(root.join(path)),
            Files::Memory(map) => match map.get(path) {
                Some(bytes) => Ok(bytes.to_vec()),
                None => Err(io::Error::new(io::ErrorKind::NotFound, "no such file")),
            },
        }
    }

    /// The bytes of a file that a template names, which no walk has looked at.
    ///
    /// # Errors
    /// As [`Files::read`]; `InvalidInput` too for a symbolic link that leads out of the site.
    pub fn read_named(&self, path: &str) -> io::Result<Vec<u8>> {
        match self {
            Files::Disk(root) if !climbs_out(path) && is_led_out(root, path) => {
                let reason = "a symbolic link leads out of the site";
                Err(io::Error::new(io::ErrorKind::InvalidInput, reason))
            }
            _ => self.read(path),
        }
    }

    /// A fingerprint that changes when a file is written: of its size and time on disk, of its
    /// bytes in memory; 0 where there is none.
    pub fn stamp(&self, path: &str) -> u64 {
        match self {
            Files::Disk(root) if !climbs_out(path) => stamp(&root.join(path)),
            Files::Disk(_) => 0,
            Files::Memory(map) => map.get(path).map_or(0, fingerprint::of),
        }
    }

    /// Whether there is a file at the path.
    pub fn is_file(&self, path: &str) -> bool {
        match self {
            Files::Disk(root) => !climbs_out(path) && root.join(path).is_file(),
            Files::Memory(map) => map.contains_key(path),
        }
    }

    /// Whether there is a folder at the path.
    pub fn is_folder(&self, path: &str) -> bool {
        match self {
            Files::Disk(root) => !climbs_out(path) && root.join(path).is_dir(),
            Files::Memory(map) => {
                let prefix = format!("{path}/");
                map.range(prefix.clone()..)
                    .next()
                    .is_some_and(|(found, _)| found.starts_with(&prefix))
            }
        }
    }

    /// All files below a folder, sorted by path; a missing folder has none.
    ///
    /// Links are followed, as Zola does, but one that leads out of the root is an error.
    pub fn walk(&self, folder: &str, diags: &mut Diags) -> Vec<String> {
        match self {
            Files::Disk(root) => walk_disk(root, folder, diags),
            Files::Memory(map) => {
                let prefix = format!("{folder}/");
                let below = map.range(prefix.clone()..).map(|(path, _)| path);
                below.take_while(|path| path.starts_with(&prefix)).cloned().collect()
            }
        }
    }

    /// The path on disk, where there is a disk.
    pub fn disk_path(&self, path: &str) -> Option<PathBuf> {
        match self {
            Files::Disk(root) if !climbs_out(path) => Some(root.join(path)),
            _ => None,
        }
    }

    /// A file's text without its byte order mark.
    ///
    /// What cannot be read or is not UTF-8 becomes a diagnostic.
    pub fn text(&self, path: &str, diags: &mut Diags) -> Option<Arc<str>> {
        let bytes = match self.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                diags.unreadable(path, &error);
                return None;
            }
        };
        match simdutf8::compat::from_utf8(&bytes) {
            Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text).into()),
            Err(error) => {
                diags.not_utf8(path, &bytes, error.valid_up_to());
                None
            }
        }
    }
}

/// A fingerprint of a file's size and time; 0 where there is none.
pub fn stamp(path: &Path) -> u64 {
    let found = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
    found.map_or(0, |found| fingerprint::of((found.len(), found.modified().ok())) | 1)
}

/// Whether a path has a part that leads above where it starts, or starts at the top.
pub fn climbs_out(path: &str) -> bool {
    let mut depth = 0usize;
    for part in path.split(['/', '\\']) {
        match part {
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            "" | "." => {}
            _ => depth += 1,
        }
    }
    // On Windows a drive (`C:a`) or a slash at the start leads away without making it absolute.
    let first = Path::new(path).components().next();
    matches!(first, Some(Component::Prefix(_) | Component::RootDir))
}

/// All files below a folder on disk, sorted by path; links that lead out are not followed.
fn walk_disk(root: &Path, folder: &str, diags: &mut Diags) -> Vec<String> {
    let start = root.join(folder);
    if !start.exists() {
        return Vec::new();
    }
    let real_root = start.canonicalize().unwrap_or_else(|_| start.clone());
    let real_site = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut found = Vec::new();
    // In one folder whole paths sort as names do, and are there without being cut first.
    let by_name = |a: &DirEntry, b: &DirEntry| a.path().as_os_str().cmp(b.path().as_os_str());
    let mut walk = WalkDir::new(&start).follow_links(true).sort_by(by_name).into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) => {
                let path = relative(root, entry.path());
                if entry.path_is_symlink() && leads_out(entry.path(), &real_root, &real_site) {
                    diags.push(
                        Diagnostic::error("link-out", "the symbolic link leads out of the site")
                            .at(Span::file(&path))
                            .hint("copy what it points to into the site"),
                    );
                    // What lies behind it may be the whole disk.
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                } else if entry.file_type().is_file() {
                    found.push(path);
                }
            }
            Err(error) if error.path().is_some_and(is_lock) => {}
            Err(error) => {
                let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
                let error =
                    error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
                diags.unreadable(&path, &error);
            }
        }
    }
    found
}

/// Whether a path is the lock of a file that somebody edits: Emacs makes it a link to nowhere.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".#") && path.is_symlink()
}

/// How many folders from the top of a site's path may be links to anywhere: the first, and that of
/// a theme too.
pub fn n_free_folders(path: &Path) -> usize {
    if path.starts_with("themes") { 2 } else { 1 }
}

/// Whether a file is reached through a link out of the site, but for the folders that may be links.
fn is_led_out(root: &Path, path: &str) -> bool {
    let Ok(real) = root.join(path).canonicalize() else { return false };
    let holds =
        |folder: &Path| folder.canonicalize().is_ok_and(|real_one| real.starts_with(real_one));
    let n_free = n_free_folders(Path::new(path));
    let folder = path.match_indices('/').nth(n_free - 1).map(|(end, _)| root.join(&path[..end]));
    !holds(root) && !folder.is_some_and(|folder| holds(&folder))
}

/// Whether a link leads neither into the folder that is walked nor into the site.
fn leads_out(link: &Path, folder: &Path, site: &Path) -> bool {
    match link.canonicalize() {
        Ok(target) => !target.starts_with(folder) && !target.starts_with(site),
        Err(_) => true,
    }
}

/// A path below the root with `/` between its parts; bytes that are not Unicode are replaced.
fn relative(root: &Path, path: &Path) -> String {
    // Where paths are written so already, as a folder's entries are.
    let written = path.to_str().zip(root.to_str()).filter(|_| cfg!(unix));
    if let Some(below) = written.and_then(|(path, root)| path.strip_prefix(root)?.strip_prefix('/'))
    {
        return below.to_string();
    }
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests;
