//! Import: raw text and saved pages in, Markdown with front matter out.
//!
//! A page of the web is an article wrapped in a site. [`article`] takes the wrapping
//! off, line by line and with a reason for each, and finds what the article says of
//! itself: headline, date, byline, place, source. [`run`] does that to files and keeps
//! what a person has corrected.
//!
//! Not here: what an article cites (`cite`), how its page looks (`render`).

pub mod caption;
pub mod cited;
pub mod credit;
pub mod dating;
pub mod decode;
pub mod front;
pub mod furniture;
pub mod headline;
pub mod html;
pub mod line;
pub mod markdown;
pub mod moment;
pub mod noise;
pub mod reason;
pub mod recognise;
pub mod review;
pub mod shelf;
pub mod stamp;
pub mod table;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cite::{PartialDate, Profile};
use crate::diag::Diags;
use crate::import::cited::Cited;
use crate::import::decode::Undecodable;
use crate::import::furniture::Furniture;
use crate::import::line::{Class, Shape};
use crate::import::recognise::{Page, Recognised};
use crate::import::shelf::{Place, Shelf};

/// How many files are read and recognised before their articles are written: enough to
/// keep all cores busy, few enough that a million files need no more memory than this.
const BATCH: usize = 256;

/// An imported article.
#[derive(Debug, Clone)]
pub struct Article {
    /// What was recognised.
    pub found: Recognised,
    /// Its body as Markdown.
    pub body: String,
    /// The whole file: front matter and body.
    pub markdown: String,
    /// The SHA-256 of the raw bytes.
    pub sha256: String,
}

/// What to import and how.
#[derive(Debug, Default, Clone)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The folder of articles.
    pub into: PathBuf,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether what a person edited is overwritten.
    pub force: bool,
    /// What the site reads with: its words for what pages carry, its grammar of citations.
    pub profile: Option<&'static Profile>,
}

/// What came of a raw file.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Status {
    /// A new article.
    Written,
    /// Its article was there already.
    Unchanged,
    /// Its article was there and was written again.
    Replaced,
    /// Its article was not written, to keep another.
    Kept,
    /// It is no text that can be imported.
    Failed,
}

impl Status {
    /// The word for people and machines.
    pub fn word(self) -> &'static str {
        match self {
            Status::Written => "written",
            Status::Unchanged => "unchanged",
            Status::Replaced => "replaced",
            Status::Kept => "not written",
            Status::Failed => "failed",
        }
    }
}

/// A raw file with what came of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The raw file.
    pub raw: PathBuf,
    /// What came of it.
    pub status: Status,
    /// Its article's file.
    pub path: Option<PathBuf>,
    /// Its article.
    pub article: Option<Article>,
    /// How much it cites.
    pub cited: Option<Cited>,
}

impl Entry {
    /// The raw file's name.
    pub fn file_name(&self) -> String {
        self.raw.file_name().unwrap_or(self.raw.as_os_str()).to_string_lossy().into_owned()
    }
}

/// Makes an article of a raw file; the name tells text from a saved page.
pub fn article(file: &str, bytes: &[u8], furniture: &Furniture) -> Result<Article, Undecodable> {
    let text = decode::decode(bytes)?;
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    let page = match ending.as_str() {
        "html" | "htm" => html::page(&text),
        _ => Page { lines: line::split(&text, furniture), ..Page::default() },
    };
    let found = recognise::recognise(page, furniture);
    let body = markdown::body(&found.lines);
    let markdown = front::article(&found, file, bytes, &body);
    Ok(Article { found, body, markdown, sha256: front::sha256(bytes) })
}

/// A date as it is written for people: `2019-06-21`, `2024-06`, `2024`.
pub fn date_words(date: PartialDate) -> String {
    let part = |part: Option<i8>| part.map_or(String::new(), |part| format!("-{part:02}"));
    format!("{:04}{}{}", date.year, part(date.month), part(date.day))
}

/// Imports files; tells `progress` how many of how many are done.
pub fn run(request: &Request, diags: &mut Diags, progress: &dyn Fn(usize, usize)) -> Vec<Entry> {
    let files = collect(&request.paths, diags);
    let mut shelf = Shelf::open(&request.into);
    for hash in files.par_iter().filter_map(|file| hash(file)).collect::<Vec<_>>() {
        shelf.claim(&hash);
    }
    let furniture = request.profile.map(|profile| Furniture::of(profile.page()));
    let furniture = furniture.unwrap_or_default();
    let mut entries = Vec::with_capacity(files.len());
    for batch in files.chunks(BATCH) {
        progress(entries.len(), files.len());
        let read: Vec<_> =
            batch.par_iter().map(|file| read(file, &furniture, request.profile)).collect();
        for (file, (article, cited, found)) in batch.iter().zip(read) {
            diags.extend(found);
            entries.push(put(file, article, cited, request, &mut shelf, diags));
        }
    }
    progress(entries.len(), files.len());
    let wrote = entries.iter().any(|entry| entry.status == Status::Written);
    if wrote
        && !request.dry_run
        && let Err(error) = shelf::write_section(&request.into)
    {
        diags.unwritable(&slashes(&request.into.join("_index.md")), &error);
    }
    entries
}

/// The raw files meant by the arguments, each once: folders are walked in order of names.
fn collect(paths: &[PathBuf], diags: &mut Diags) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_file() && !is_raw(path) {
            diags.not_importable(&slashes(path));
            continue;
        }
        let before = files.len();
        let mut passed_over = Vec::new();
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_raw(entry.path()) && entry.path().is_file() => {
                    files.push(entry.into_path());
                }
                Ok(entry) if is_document(entry.path()) => {
                    passed_over.push(entry.file_name().to_string_lossy().into_owned());
                }
                Ok(_) => {}
                Err(error) => {
                    let at = error.path().unwrap_or(path).to_path_buf();
                    diags.unreadable(&slashes(&at), &error.into());
                }
            }
        }
        diags.passed_over(&slashes(path), &passed_over);
        if files.len() == before && path.is_dir() {
            diags.nothing_to_import(&slashes(path));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    files
}

/// Whether a file's name is one of raw text or a saved page.
fn is_raw(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    matches!(ending.as_deref(), Some("txt" | "html" | "htm"))
}

/// Whether a file's name is one of a text in a form that is not imported.
fn is_document(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let forms = ["md", "doc", "docx", "odt", "rtf", "pdf", "mht", "mhtml"];
    ending.is_some_and(|ending| forms.contains(&ending.as_str()))
}

/// A path with `/` between its parts.
fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The hash of a file's bytes, if it can be read.
fn hash(file: &Path) -> Option<String> {
    std::fs::read(file).ok().map(|bytes| front::sha256(&bytes))
}

/// Reads and recognises a raw file.
fn read(
    file: &Path,
    furniture: &Furniture,
    profile: Option<&Profile>,
) -> (Option<Article>, Option<Cited>, Diags) {
    let mut diags = Diags::default();
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            diags.unreadable(&slashes(file), &error);
            return (None, None, diags);
        }
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match article(&name, &bytes, furniture) {
        Ok(article) if article.body.trim().is_empty() => {
            diags.no_article(&slashes(file), bytes.trim_ascii().is_empty());
            (None, None, diags)
        }
        Ok(article) => {
            let cited = profile.map(|profile| cited::count(&article.found, profile));
            (Some(article), cited, diags)
        }
        Err(Undecodable::NotUtf8 { offset, windows_1258 }) => {
            diags.raw_not_utf8(&slashes(file), &bytes, offset, windows_1258);
            (None, None, diags)
        }
        Err(Undecodable::Utf16 { name, offset }) => {
            diags.raw_utf16(&slashes(file), &bytes, offset, name);
            (None, None, diags)
        }
    }
}

/// The pictures of an article that stood beside its page, by their paths there.
fn pictures_beside(article: &Article) -> Vec<&str> {
    let shown = article.found.lines.iter().filter(|line| line.class == Class::Body);
    let sources = shown.filter_map(|line| match &line.shape {
        Shape::Image { source, .. } => Some(source.as_str()),
        _ => None,
    });
    let mut beside: Vec<&str> = sources.filter(|source| html::is_of_a_file(source)).collect();
    beside.dedup();
    beside
}

/// Puts an article on the shelf, unless that would overwrite what a person wrote.
fn put(
    file: &Path,
    article: Option<Article>,
    cited: Option<Cited>,
    request: &Request,
    shelf: &mut Shelf,
    diags: &mut Diags,
) -> Entry {
    let mut entry =
        Entry { raw: file.to_path_buf(), status: Status::Failed, path: None, article, cited };
    let Some(article) = &entry.article else { return entry };
    let (path, status) = match shelf.place(&article.sha256, &article.found.title) {
        Place::Free(path) => (path, Status::Written),
        Place::There(shelved) if request.force => (shelved.path, Status::Replaced),
        Place::There(shelved) => (shelved.path, Status::Unchanged),
        Place::Taken(shelved) if request.force => (shelved.path, Status::Replaced),
        Place::Taken(shelved) => {
            let (path, raw) = (slashes(&shelved.path), slashes(file));
            diags.article_exists(&path, &raw, shelved.raw.as_deref(), shelved.edited);
            (shelved.path, Status::Kept)
        }
    };
    entry.status = status;
    if matches!(status, Status::Written | Status::Replaced) {
        shelf.put(&article.sha256, &entry.file_name(), &path);
        if !request.dry_run
            && let Err(error) = shelf::write(&path, &article.markdown)
        {
            diags.unwritable(&slashes(&path), &error);
            entry.status = Status::Failed;
        }
        diags.pictures_left_behind(&slashes(&path), &slashes(file), &pictures_beside(article));
    }
    entry.path = Some(path);
    entry
}

#[cfg(test)]
mod tests;
