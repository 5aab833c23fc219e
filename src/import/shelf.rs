//! The shelf: the folder of articles, what lies on it, and what may be put there.
//!
//! An article remembers the raw file that it was made of and what its body was when
//! it was written. So the same raw file is known again under any name, and a body that
//! a person has edited is known to be theirs.
//!
//! **Invariant:** nothing that a person wrote is overwritten without being asked to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::import::front;
use crate::text;

/// The most characters of an article's file name, without its ending.
const NAME_AT_MOST: usize = 80;

/// An article that lies on the shelf.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// Its file.
    pub path: PathBuf,
    /// The raw file that it was made of, if it was imported.
    pub raw: Option<String>,
    /// The hash of that file's bytes.
    pub sha256: Option<String>,
    /// Whether its body is no longer the one that was written.
    pub edited: bool,
}

/// The folder of articles as it was found, with what this run puts there.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The folder.
    folder: PathBuf,
    /// What lies there, by hash of the raw file.
    by_hash: BTreeMap<String, Shelved>,
    /// What lies directly in the folder, by name.
    by_name: BTreeMap<String, Shelved>,
    /// The names that raw files of this run have, by name.
    claimed: BTreeMap<String, String>,
}

/// Where an article goes.
#[derive(Debug, Clone)]
pub enum Place {
    /// To a new file.
    Free(PathBuf),
    /// It lies there already.
    There(Shelved),
    /// Another article has the name.
    Taken(Shelved),
}

impl Shelf {
    /// Looks through a folder; one that does not exist is empty.
    pub fn open(folder: &Path) -> Shelf {
        let mut shelf = Shelf { folder: folder.to_path_buf(), ..Shelf::default() };
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
            let path = entry.path();
            let is_article = path.extension().is_some_and(|ending| ending == "md");
            if !entry.file_type().is_file() || !is_article {
                continue;
            }
            let Ok(bytes) = std::fs::read(path) else { continue };
            let shelved = shelved(path, &String::from_utf8_lossy(&bytes));
            if path.parent() == Some(folder) {
                shelf.by_name.insert(stem(path), shelved.clone());
            }
            if let Some(hash) = &shelved.sha256 {
                shelf.by_hash.entry(hash.clone()).or_insert(shelved);
            }
        }
        shelf
    }

    /// Notes that a raw file of this run lies on the shelf already, so that its name is its own.
    pub fn claim(&mut self, hash: &str) {
        if let Some(shelved) = self.by_hash.get(hash) {
            self.claimed.insert(stem(&shelved.path), hash.to_string());
        }
    }

    /// Finds the place of an article by the hash of its raw file and its headline.
    pub fn place(&mut self, hash: &str, title: &str) -> Place {
        if let Some(shelved) = self.by_hash.get(hash) {
            return Place::There(shelved.clone());
        }
        let base = name(title);
        let mut name = base.clone();
        let mut number = 2;
        while self.claimed.contains_key(&name) {
            name = format!("{base}-{number}");
            number += 1;
        }
        self.claimed.insert(name.clone(), hash.to_string());
        match self.by_name.get(&name) {
            Some(shelved) => Place::Taken(shelved.clone()),
            None => Place::Free(self.folder.join(format!("{name}.md"))),
        }
    }

    /// Notes what was written, so that the same raw file twice in a run is known.
    pub fn put(&mut self, hash: &str, raw: &str, path: &Path) {
        let shelved = Shelved {
            path: path.to_path_buf(),
            raw: Some(raw.to_string()),
            sha256: Some(hash.to_string()),
            edited: false,
        };
        self.by_hash.insert(hash.to_string(), shelved);
    }
}

/// A file's name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads what an article's file says about where it came from.
fn shelved(path: &Path, text: &str) -> Shelved {
    let table = front::table_of(text);
    let import = table
        .as_ref()
        .and_then(|table| table.get("archive")?.get("import")?.as_table().cloned())
        .unwrap_or_default();
    let word = |key: &str| import.get(key).and_then(|value| value.as_str()).map(str::to_string);
    let edited =
        word("body_sha256").is_none_or(|hash| hash != front::body_sha256(front::body_of(text)));
    Shelved { path: path.to_path_buf(), raw: word("file"), sha256: word("sha256"), edited }
}

/// Makes a file name of a headline: ASCII, cut at a word.
pub fn name(title: &str) -> String {
    let slug = text::slug(title);
    let name = match slug.len() <= NAME_AT_MOST {
        true => slug.as_str(),
        false => {
            let within = &slug[..NAME_AT_MOST];
            match slug.as_bytes()[NAME_AT_MOST] == b'-' {
                true => within,
                false => within.rfind('-').map_or(within, |at| &within[..at]),
            }
        }
    };
    match name {
        // A name of these would make the folder itself a page.
        "" | "index" => "article".to_string(),
        name => name.to_string(),
    }
}

/// Writes an article so that a reader never sees half of it.
pub fn write(path: &Path, markdown: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension("md.draft");
    std::fs::write(&draft, markdown)?;
    std::fs::rename(&draft, path).inspect_err(|_| {
        // The draft is ours; should even that fail there is nothing more to say.
        let _ = std::fs::remove_file(&draft);
    })
}

/// Makes the folder a section, if nobody has yet.
pub fn write_section(folder: &Path) -> std::io::Result<()> {
    let index = folder.join("_index.md");
    match index.exists() {
        true => Ok(()),
        false => write(&index, "+++\ntitle = \"Bài viết\"\nsort_by = \"date\"\n+++\n"),
    }
}
