//! Files that editors and systems leave about: never a part of a site.

use std::ffi::OsStr;
use std::path::Path;

/// How the names of temporary files end.
const ENDS: [&str; 9] =
    ["~", ".swp", ".swo", ".swx", ".swpx", ".tmp", ".kate-swp", "___jb_tmp___", "___jb_old___"];

/// How the names of temporary files begin: Emacs, GNOME, network file systems.
const BEGINNINGS: [&str; 3] = [".#", ".goutputstream-", ".nfs"];

/// Names of files that are never a part of a site; Vim writes `4913` to see whether it may.
const FILES: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", "4913"];

/// Names of folders that nobody looks into.
const FOLDERS: [&str; 6] = [".git", ".hg", ".svn", ".jj", ".idea", "node_modules"];

/// Whether a path below a root is none of the site's.
pub fn is_ignored(below_root: &Path) -> bool {
    below_root.file_name().is_some_and(is_temporary) || below_root.iter().any(is_foreign)
}

/// Whether a folder is not looked into.
pub fn is_foreign(folder: &OsStr) -> bool {
    FOLDERS.iter().any(|name| folder == *name)
}

/// Whether a name is one that editors use while they save.
pub fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let is_emacs_save = 1 < name.len() && name.starts_with('#') && name.ends_with('#');
    FILES.contains(&name.as_ref())
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || ENDS.iter().any(|end| name.ends_with(end))
        || is_emacs_save
        || is_numbered_swap(&name)
}

/// Whether a name is a swap file that Vim had to number down: `.a.md.swn`.
fn is_numbered_swap(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    name.starts_with('.') && end.len() == 3 && (end.starts_with("sw") || end.starts_with("sv"))
}

#[cfg(test)]
mod tests;
