//! Piles: bytes kept in a temporary file, and read again when they are wanted.
//!
//! The texts of a large site and its outputs are many times what is ever looked at together, so
//! they wait on disk and not in memory; texts only where they take more than a little of it.
//! What is wanted no more gives its room back to what comes after, so a day of edits takes no more
//! of the disk than one does. The system removes the file, whatever happens.
//!
//! Not here: what the bytes are.

mod room;

use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use room::Room;

/// Bytes in a temporary file.
#[derive(Debug)]
pub struct Pile {
    /// The file. Nobody uses its cursor: each reads and writes at a place.
    file: File,
    /// The room in it.
    room: Mutex<Room>,
}

impl Pile {
    /// Begins an empty pile.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new() -> io::Result<Pile> {
        Ok(Pile { file: tempfile::tempfile()?, room: Mutex::default() })
    }

    /// Puts bytes in.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn put(self: &Arc<Self>, bytes: &[u8]) -> io::Result<Kept> {
        let range = self.room().take(bytes.len() as u64);
        if let Err(error) = write_at(&self.file, bytes, range.start) {
            self.room().give_back(range);
            return Err(error);
        }
        Ok(Kept(Arc::new(Place { pile: self.clone(), range })))
    }

    /// Locks the room, which a panic leaves whole.
    fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes all bytes at a place of a file.
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::write_all_at(file, bytes, at);
    #[cfg(windows)]
    {
        let mut written = 0;
        while written < bytes.len() {
            let rest = &bytes[written..];
            match std::os::windows::fs::FileExt::seek_write(file, rest, at + written as u64)? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                n_written => written += n_written,
            }
        }
        Ok(())
    }
}

/// Reads bytes at a place of a file, as many as there is room for.
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_exact_at(file, bytes, at);
    #[cfg(windows)]
    {
        let mut read = 0;
        while read < bytes.len() {
            let rest = &mut bytes[read..];
            match std::os::windows::fs::FileExt::seek_read(file, rest, at + read as u64)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n_read => read += n_read,
            }
        }
        Ok(())
    }
}

/// Bytes that wait in a pile, until the last copy of this is gone.
#[derive(Debug, Clone)]
pub struct Kept(Arc<Place>);

/// Where bytes wait.
#[derive(Debug)]
struct Place {
    /// The pile.
    pile: Arc<Pile>,
    /// Which of its bytes.
    range: Range<u64>,
}

impl Kept {
    /// The bytes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn get(&self) -> io::Result<Vec<u8>> {
        let Place { pile, range } = &*self.0;
        let length = usize::try_from(range.end - range.start).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        read_at(&pile.file, &mut bytes, range.start)?;
        Ok(bytes)
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.0.range.is_empty()
    }
}

impl PartialEq for Kept {
    /// Whether both are the same bytes of the same pile.
    fn eq(&self, other: &Kept) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Kept {}

impl Drop for Place {
    /// Gives the room back.
    fn drop(&mut self) {
        self.pile.room().give_back(self.range.clone());
    }
}

/// Texts that stay in memory while they are few, and then wait in a pile.
#[derive(Debug, Clone)]
pub struct Texts(Arc<Shelf>);

/// Where texts are put.
#[derive(Debug)]
struct Shelf {
    /// How many bytes may still stay in memory.
    room: AtomicUsize,
    /// Where all others wait, once there are some; none where there can be no temporary file.
    pile: OnceLock<Option<Arc<Pile>>>,
}

/// How many bytes of texts stay in memory: all of 10,000 articles of a newspaper, which are then
/// read a twentieth sooner, and little beside what else is known of them.
const ROOM: usize = 64 << 20;

impl Default for Texts {
    fn default() -> Self {
        Texts::with_room(ROOM)
    }
}

impl Texts {
    /// Begins an empty store of texts that keeps so many bytes in memory.
    fn with_room(bytes: usize) -> Texts {
        Texts(Arc::new(Shelf { room: AtomicUsize::new(bytes), pile: OnceLock::new() }))
    }

    /// Keeps a text.
    pub fn keep(&self, text: &Arc<str>) -> Text {
        let Shelf { room, pile } = &*self.0;
        let rest = |left: usize| left.checked_sub(text.len());
        // What a text that is wanted no more has taken is not given back: a session of edits ends
        // with the newest texts in the pile, which is slower and no more than that.
        if room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, rest).is_ok() {
            return Text::Here(text.clone());
        }
        let pile = pile.get_or_init(|| Pile::new().ok().map(Arc::new)).as_ref();
        let kept = pile.and_then(|pile| pile.put(text.as_bytes()).ok());
        // A disk that is full costs memory, and not the site.
        kept.map_or_else(|| Text::Here(text.clone()), Text::Waiting)
    }
}

/// A text that can be had when it is wanted.
#[derive(Debug, Clone)]
pub enum Text {
    /// In memory.
    Here(Arc<str>),
    /// In a pile.
    Waiting(Kept),
}

impl Text {
    /// The text.
    ///
    /// # Panics
    /// When the temporary file that it was written to cannot be read any more.
    pub fn get(&self) -> Arc<str> {
        match self {
            Text::Here(text) => text.clone(),
            Text::Waiting(kept) => {
                let bytes = kept.get().expect("the temporary file of texts can be read");
                let text = simdutf8::basic::from_utf8(&bytes);
                text.expect("what was kept as text is text").into()
            }
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Text::Here(text) => text.is_empty(),
            Text::Waiting(kept) => kept.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests;
