//! Piles: bytes put one upon another into a temporary file, and read again when they are wanted.
//!
//! The texts of a site and its outputs are many times what is ever looked at together, so
//! they wait on disk and not in memory. The system removes the file, whatever happens.
//!
//! Not here: what the bytes are.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes in a temporary file.
#[derive(Debug)]
pub struct Pile {
    /// The file, with how much it holds.
    file: Mutex<(File, u64)>,
}

impl Pile {
    /// Begins an empty pile.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new() -> io::Result<Pile> {
        Ok(Pile { file: Mutex::new((tempfile::tempfile()?, 0)) })
    }

    /// Puts bytes in; gives where they are.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn put(&self, bytes: &[u8]) -> io::Result<Range<u64>> {
        let mut guard = self.lock();
        let (file, length) = &mut *guard;
        file.seek(SeekFrom::Start(*length))?;
        file.write_all(bytes)?;
        let start = *length;
        *length += bytes.len() as u64;
        Ok(start..*length)
    }

    /// The bytes of a range that was put in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn get(&self, range: &Range<u64>) -> io::Result<Vec<u8>> {
        let length = usize::try_from(range.end - range.start).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        let mut guard = self.lock();
        guard.0.seek(SeekFrom::Start(range.start))?;
        guard.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Locks the file; every use of it begins with seeking, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, (File, u64)> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Texts that wait in a pile, or in memory where there can be no pile.
#[derive(Debug, Clone, Default)]
pub struct Texts(Option<Arc<Pile>>);

impl Texts {
    /// Begins an empty store of texts.
    pub fn new() -> Texts {
        Texts(Pile::new().ok().map(Arc::new))
    }

    /// Keeps a text.
    pub fn keep(&self, text: &Arc<str>) -> Text {
        let kept = self.0.as_ref().and_then(|pile| Some((pile, pile.put(text.as_bytes()).ok()?)));
        match kept {
            Some((pile, range)) => Text::Waiting(pile.clone(), range),
            // A disk that is full costs memory, and not the site.
            None => Text::Here(text.clone()),
        }
    }
}

/// A text that can be had when it is wanted.
#[derive(Debug, Clone)]
pub enum Text {
    /// In memory.
    Here(Arc<str>),
    /// In a pile.
    Waiting(Arc<Pile>, Range<u64>),
}

impl Text {
    /// The text.
    ///
    /// # Panics
    /// When the temporary file that it was written to cannot be read any more.
    pub fn get(&self) -> Arc<str> {
        match self {
            Text::Here(text) => text.clone(),
            Text::Waiting(pile, range) => {
                let bytes = pile.get(range).expect("the temporary file of texts can be read");
                String::from_utf8(bytes).expect("what was kept as text is text").into()
            }
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Text::Here(text) => text.is_empty(),
            Text::Waiting(_, range) => range.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests;
