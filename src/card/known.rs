//! Cards of an earlier run, by the hashes of what they were made from.
//!
//! Reading citations is most of what it takes to open a site. A file whose bytes did not
//! change has the card that it had, as long as the program, the grammar and the settings
//! for Markdown are the same. The file may be deleted at any time.
//!
//! Not here: outputs of an earlier run (`cache`).

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::ArticleCard;
use super::stored::{Citations, restore};
use crate::fingerprint;
use crate::keep::keep;
use crate::text::Interner;

/// How many bytes of hash stand behind the content.
const N_HASH: usize = 32;

/// A card in the file: the hash of its file's name, that of its content, and its bytes.
type Entry = (u64, u64, Range<usize>);

/// Cards of an earlier run.
#[derive(Debug, Default)]
pub struct KnownCards {
    /// The cards, one after another.
    bytes: Vec<u8>,
    /// By the hash of a file's name, the hash of its content then, and where its card is.
    places: FxHashMap<u64, (u64, Range<usize>)>,
}

impl KnownCards {
    /// Reads what an earlier run left; nothing where `print`, the fingerprint of all that cards
    /// depend on but their files, is another.
    ///
    /// # Errors
    /// When the file is damaged or cannot be read; that there is none is no error.
    pub fn read(path: &Path, print: u64) -> io::Result<KnownCards> {
        let mut bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            read => read?,
        };
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let (content, hash) =
            bytes.len().checked_sub(N_HASH).map(|at| bytes.split_at(at)).ok_or_else(damaged)?;
        if blake3::hash(content).as_bytes() != hash {
            return Err(damaged());
        }
        // That of another version may be of another form.
        let Some((cards, (kept, entries))) = parts(content) else { return Ok(Self::default()) };
        if kept != print {
            return Ok(Self::default());
        }
        let places = entries.into_iter().map(|(name, print, range)| (name, (print, range)));
        let places = places.collect();
        bytes.truncate(cards);
        Ok(KnownCards { bytes, places })
    }

    /// What a file cited, where its content had this hash.
    pub fn find(&self, file: &str, print: u64, names: &Interner) -> Option<Citations> {
        let (known, range) = self.places.get(&fingerprint::of(file))?;
        let bytes = self.bytes.get(range.clone()).filter(|_| *known == print)?;
        restore(bytes, names)
    }

    /// Whether these are the cards of just these files, given their content's hashes.
    pub fn are_of<'a>(&self, mut cards: impl Iterator<Item = (&'a ArticleCard, u64)>) -> bool {
        let mut n_cards = 0;
        let is_known = |(card, content): (&ArticleCard, u64)| {
            n_cards += 1;
            let known = self.places.get(&fingerprint::of(&*card.file));
            known.is_some_and(|(known, _)| *known == content)
        };
        cards.all(is_known) && n_cards == self.places.len()
    }
}

/// How many bytes the cards have in a file, and what stands behind them: the fingerprint of all
/// that they depend on, and where each is.
fn parts(content: &[u8]) -> Option<(usize, (u64, Vec<Entry>))> {
    let (rest, length) = content.split_last_chunk::<8>()?;
    let at = rest.len().checked_sub(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    Some((at, postcard::from_bytes(&rest[at..]).ok()?))
}

/// Keeps cards with the hashes of their files' content for the next run. Where they cannot be kept,
/// the next run reads all texts again.
pub fn write<'a>(path: &Path, print: u64, cards: impl Iterator<Item = (&'a ArticleCard, u64)>) {
    let _ = keep(path, |file| write_to(file, print, cards));
}

/// Writes cards to a file: the cards, where each is, how long that list is, and a hash of it all.
fn write_to<'a>(
    file: &mut impl Write,
    print: u64,
    cards: impl Iterator<Item = (&'a ArticleCard, u64)>,
) -> io::Result<()> {
    let mut hasher = blake3::Hasher::new();
    let mut put = |bytes: &[u8]| {
        hasher.update(bytes);
        file.write_all(bytes)
    };
    let (mut entries, mut start): (Vec<Entry>, usize) = (Vec::new(), 0);
    for (card, content) in cards {
        let stored = card.store();
        entries.push((fingerprint::of(&*card.file), content, start..start + stored.len()));
        start += stored.len();
        put(&stored)?;
    }
    let entries = postcard::to_allocvec(&(print, entries)).map_err(io::Error::other)?;
    put(&entries)?;
    put(&(entries.len() as u64).to_le_bytes())?;
    file.write_all(hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests;
