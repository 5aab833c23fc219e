//! Sass: a folder of style sheets in, compressed CSS out.
//!
//! Every `.scss` and `.sass` file becomes a `.css` file at the same place, except
//! partials: those whose names, or the names of folders above them, begin with `_`.
//! A sheet finds what it uses beside itself, anywhere in the site (`../node_modules`),
//! and then in the load paths, so that a site's sheet may build on its theme's.
//!
//! What a sheet does is up to whoever wrote it, so it is compiled under a `guard`.
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
use crate::sass::guard::{Broken, Guard, Watched};
use crate::source::Files;
use crate::text;

mod guard;

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

/// Compiles the sheets of a folder, such as `sass` or `themes/x/sass`; what they use of the site
/// beside the sheets that are given is read from its files.
///
/// Each sheet that fails is left out and told of; the others are still compiled.
pub fn compile(
    folder: &str,
    sheets: &Sheets,
    load_paths: &[&str],
    files: &Files,
    diags: &mut Diags,
) -> Vec<Css> {
    let task = Task { folder, sheets, load_paths, files };
    let (compiled, told) = task.run_with(guard::STACK);
    diags.extend(told);
    compiled
}

/// What is to be compiled.
struct Task<'a> {
    /// The folder whose sheets become CSS.
    folder: &'a str,
    /// All sheets.
    sheets: &'a Sheets,
    /// Where sheets are looked for last.
    load_paths: &'a [&'a str],
    /// The files of the site.
    files: &'a Files,
}

impl Task<'_> {
    /// Compiles on a thread that has a stack of so many bytes; where the system gives no such
    /// thread, on this one, and calls may go less deep.
    fn run_with(&self, stack: usize) -> (Vec<Css>, Diags) {
        std::thread::scope(|scope| {
            let compiler = std::thread::Builder::new().stack_size(stack);
            match compiler.spawn_scoped(scope, || compile_all(self, stack / 2)) {
                Ok(compiler) => {
                    compiler.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                }
                Err(_) => compile_all(self, guard::LEAST),
            }
        })
    }
}

/// Compiles the sheets of a folder, whose calls may take so many bytes of the stack.
fn compile_all(task: &Task, longest: usize) -> (Vec<Css>, Diags) {
    let Task { folder, sheets, load_paths, files } = *task;
    let mut diags = Diags::default();
    let mut compiled: Vec<Css> = Vec::new();
    let prefix = format!("{}/", folder.trim_end_matches('/'));
    let inside = sheets.keys().filter_map(|path| Some((path, path.strip_prefix(&prefix)?)));
    let inside = inside.filter(|(_, below)| is_sheet(below));
    let mut first_of: BTreeMap<String, &str> = BTreeMap::new();
    for (path, below) in inside {
        let target = PathBuf::from(below).with_extension("css");
        let target = target.to_string_lossy().into_owned();
        if let Some(first) = first_of.insert(target.clone(), path) {
            diags.sass_clash(first, path, &target);
            continue;
        }
        let memory = Memory::new(sheets, files);
        match compile_one(path, &memory, load_paths, longest) {
            Ok(text) => {
                let sources = memory.read.into_inner();
                compiled.push(Css { path: target, text, sources });
            }
            Err(failure) => diags.sass_failed(failure.span, &failure.message, path),
        }
    }
    (compiled, diags)
}

/// Whether a path below a folder of sheets names one that becomes CSS of its own.
fn is_sheet(below: &str) -> bool {
    !below.split('/').any(|part| part.starts_with('_'))
        && (below.ends_with(".scss") || below.ends_with(".sass"))
}

/// Why a sheet gives no CSS.
#[derive(Debug)]
struct Failure {
    /// The place.
    span: Span,
    /// What is wrong there.
    message: String,
}

/// Compiles one sheet.
fn compile_one(
    path: &str,
    memory: &Memory,
    load_paths: &[&str],
    longest: usize,
) -> Result<String, Failure> {
    let compiled = Guard::watch(longest, |guard| {
        let options = Options::default().style(OutputStyle::Compressed).fs(memory).logger(guard);
        grass::from_path(path, &options.load_paths(load_paths))
    });
    match compiled {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => Err(memory.explain(*error, path)),
        Err(Broken::Endless(endless)) => Err(Failure {
            span: memory.span(&endless.file, (endless.line, endless.column), None),
            message: "what stands here calls itself, or turns, without end".to_string(),
        }),
        Err(Broken::Down) => Err(Failure {
            span: Span::file(path),
            message: "the compiler breaks down over it".to_string(),
        }),
    }
}

/// Sheets in memory and all else of a site, as the compiler wants to see files.
#[derive(Debug)]
struct Memory<'a> {
    /// The sheets by path.
    sheets: &'a Sheets,
    /// The files of the site.
    files: &'a Files,
    /// The sheets as the compiler read them.
    watched: RefCell<BTreeMap<String, Watched>>,
    /// The paths that were read, each once.
    read: RefCell<Vec<String>>,
    /// The first bracket that stands too deep, if there is one.
    too_deep: RefCell<Option<Span>>,
}

impl<'a> Memory<'a> {
    /// Nothing of it was read yet.
    fn new(sheets: &'a Sheets, files: &'a Files) -> Memory<'a> {
        let (watched, read, too_deep) = Default::default();
        Memory { sheets, files, watched, read, too_deep }
    }
}

impl Memory<'_> {
    /// Says in our words what the compiler complains of.
    fn explain(&self, error: grass::Error, path: &str) -> Failure {
        match error.kind() {
            ErrorKind::ParseError { message, loc, .. } => {
                let begin = (loc.begin.line + 1, loc.begin.column + 1);
                let end = (loc.end.line + 1, loc.end.column + 1);
                let span = self.span(loc.file.name(), begin, Some(end));
                Failure { span, message: message.trim_end_matches('.').to_string() }
            }
            ErrorKind::IoError(error) => {
                let span = self.too_deep.take().unwrap_or_else(|| Span::file(path));
                Failure { span, message: error.to_string() }
            }
            other => Failure { span: Span::file(path), message: format!("{other:?}") },
        }
    }

    /// A place in a sheet, by lines and columns of what the compiler read of it.
    fn span(&self, file: &str, begin: (usize, usize), end: Option<(usize, usize)>) -> Span {
        let file = normal(Path::new(file));
        let watched = self.watched.borrow();
        let (Some(watched), Some(text)) = (watched.get(&file), self.text(&file)) else {
            return Span::file(&file);
        };
        let place = |(line, column)| watched.original(text::offset(&watched.text, line, column));
        let start = place(begin);
        let end = end.map_or(start, place).max(start);
        Span { file: file.into(), text: Some(text), range: start..end }
    }

    /// The text of a sheet.
    fn text(&self, path: &str) -> Option<Arc<str>> {
        match self.sheets.get(path) {
            Some(text) => Some(text.clone()),
            None => {
                let bytes = self.files.read_named(path).ok()?;
                let text = std::str::from_utf8(&bytes).ok()?;
                Some(text.strip_prefix('\u{feff}').unwrap_or(text).into())
            }
        }
    }
}

impl Fs for Memory<'_> {
    fn is_dir(&self, path: &Path) -> bool {
        let folder = normal(path);
        let below = format!("{folder}/");
        let next = self.sheets.range(below.clone()..).next();
        next.is_some_and(|(path, _)| path.starts_with(&below)) || self.files.is_folder(&folder)
    }

    fn is_file(&self, path: &Path) -> bool {
        let path = normal(path);
        self.sheets.contains_key(&path) || self.files.is_file(&path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let path = normal(path);
        let Some(text) = self.text(&path) else {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("no sheet `{path}`")));
        };
        let watched = match path.ends_with(".css") {
            true => Watched::plain(&text),
            false => Watched::new(&text, path.ends_with(".sass")).map_err(|at| {
                let span =
                    Span { file: (*path).into(), text: Some(text.clone()), range: at..at + 1 };
                *self.too_deep.borrow_mut() = Some(span);
                io::Error::new(io::ErrorKind::InvalidData, "brackets stand in too many others")
            })?,
        };
        let bytes = watched.text.as_bytes().to_vec();
        let mut read = self.read.borrow_mut();
        if !read.contains(&path) {
            read.push(path.clone());
        }
        self.watched.borrow_mut().insert(path, watched);
        Ok(bytes)
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
