//! Sass: a folder of style sheets in, compressed CSS out.
//!
//! Every `.scss` and `.sass` file becomes a `.css` file at the same place, except
//! partials, whose names begin with `_`. A sheet finds what it uses beside itself
//! and then in the load paths, so that a site's sheet may build on its theme's.
//!
//! Sheets are read from memory; nothing here touches a disk.
//!
//! Not here: whether Sass is compiled at all (`config`), or which of two sheets
//! of one name wins (`build`).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use grass::{ErrorKind, Fs, Options, OutputStyle};

use crate::diag::{Diags, Span};
use crate::text;

/// The text of every sheet of a site and its theme, by path below the site's root.
pub type Sheets = BTreeMap<String, Arc<str>>;

/// A compiled sheet.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Css {
    /// Where it belongs below the output folder.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// The sheets that went into it, itself first and each once.
    pub sources: Vec<String>,
}

/// Compiles the sheets of a folder, such as `sass` or `themes/x/sass`.
///
/// Each sheet that fails is left out and told of; the others are still compiled.
pub fn compile(folder: &str, sheets: &Sheets, load_paths: &[&str], diags: &mut Diags) -> Vec<Css> {
    let mut compiled: Vec<Css> = Vec::new();
    let prefix = format!("{}/", folder.trim_end_matches('/'));
    let inside = sheets.keys().filter(|path| path.starts_with(&prefix) && is_sheet(path));
    let mut first_of: BTreeMap<String, &str> = BTreeMap::new();
    for path in inside {
        let target = PathBuf::from(&path[prefix.len()..]).with_extension("css");
        let target = target.to_string_lossy().into_owned();
        if let Some(first) = first_of.insert(target.clone(), path) {
            diags.sass_clash(first, path, &target);
            continue;
        }
        compiled.extend(compile_one(path, target, sheets, load_paths, diags));
    }
    compiled
}

/// Whether a path names a sheet that becomes CSS of its own.
fn is_sheet(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.starts_with(['_', '.']) && (name.ends_with(".scss") || name.ends_with(".sass"))
}

/// Compiles one sheet.
fn compile_one(
    path: &str,
    target: String,
    sheets: &Sheets,
    load_paths: &[&str],
    diags: &mut Diags,
) -> Option<Css> {
    let memory = Memory { sheets, read: RefCell::default() };
    let options = Options::default().style(OutputStyle::Compressed).quiet(true).fs(&memory);
    match grass::from_path(path, &options.load_paths(load_paths)) {
        Ok(text) => Some(Css { path: target, text, sources: memory.read.into_inner() }),
        Err(error) => {
            explain(*error, path, sheets, diags);
            None
        }
    }
}

/// Files the compiler's complaint with its place.
fn explain(error: grass::Error, path: &str, sheets: &Sheets, diags: &mut Diags) {
    match error.kind() {
        ErrorKind::ParseError { message, loc, .. } => {
            let file = normal(Path::new(loc.file.name()));
            let span = match sheets.get(&file) {
                Some(text) => {
                    let start = text::offset(text, loc.begin.line + 1, loc.begin.column + 1);
                    let end = text::offset(text, loc.end.line + 1, loc.end.column + 1);
                    Span { file: file.into(), text: Some(text.clone()), range: start..end }
                }
                None => Span::file(path),
            };
            diags.sass_failed(span, message.trim_end_matches('.'), path);
        }
        ErrorKind::IoError(error) => diags.sass_failed(Span::file(path), &error.to_string(), path),
        other => diags.sass_failed(Span::file(path), &format!("{other:?}"), path),
    }
}

/// Sheets in memory, as the compiler wants to see files.
#[derive(Debug)]
struct Memory<'a> {
    /// The sheets by path.
    sheets: &'a Sheets,
    /// The paths that were read, each once.
    read: RefCell<Vec<String>>,
}

impl Fs for Memory<'_> {
    fn is_dir(&self, path: &Path) -> bool {
        let folder = format!("{}/", normal(path));
        let next = self.sheets.range(folder.clone()..).next();
        next.is_some_and(|(path, _)| path.starts_with(&folder))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.sheets.contains_key(&normal(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let path = normal(path);
        let Some(text) = self.sheets.get(&path) else {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("no sheet `{path}`")));
        };
        let mut read = self.read.borrow_mut();
        if !read.contains(&path) {
            read.push(path);
        }
        Ok(text.as_bytes().to_vec())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(normal(path).into())
    }
}

/// Writes a path with `/`, without `.` and `..`.
fn normal(path: &Path) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str().unwrap_or_default()),
            Component::ParentDir => {
                parts.pop();
            }
            _ => {}
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests;
