//! The vocabulary: all words of a profile, each in every spelling that a text may have.
//!
//! A word becomes a small integer once, so that no later step compares letters.
//!
//! Not here: what the words mean (`phrases`, `flag`).

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::cite::normalise::{fold, other_tone};
use crate::cite::token::tokens;
use crate::text::capitalised;

/// All words of a profile, each in every spelling that a text may have.
#[derive(Debug, Default)]
pub(in crate::cite) struct Vocabulary {
    /// Spellings packed into integers, to the word's number.
    spellings: FxHashMap<u128, u16>,
    /// How many words there are; the first is 1.
    pub(super) n_words: u16,
}

impl Vocabulary {
    /// The number of the word at a place in a text; 0 if the profile does not know it.
    ///
    /// It is asked of every word of a text, from another module: out of line, reading a text
    /// takes some 3 % longer.
    #[inline]
    pub(in crate::cite) fn word_at(&self, text: &[u8], start: usize, end: usize) -> u16 {
        let length = end - start;
        let Some(window) = text.get(start..start + 16) else { return self.word(&text[start..end]) };
        let Ok(window) = <[u8; 16]>::try_from(window) else { return 0 };
        if 15 < length {
            return 0;
        }
        // What `pack` does, without copying letter by letter.
        let letters = u128::from_le_bytes(window) & ((1 << (8 * length)) - 1);
        let packed = letters | (length as u128) << 120;
        self.spellings.get(&packed).copied().unwrap_or(0)
    }

    /// The number of a word as a text spells it; 0 if the profile does not know it.
    fn word(&self, word: &[u8]) -> u16 {
        pack(word).and_then(|packed| self.spellings.get(&packed)).copied().unwrap_or(0)
    }

    /// Adds a word in all its spellings, unless it is there.
    fn intern(&mut self, word: &str) -> u16 {
        let folded = fold(word);
        let known = self.word(folded.as_bytes());
        if known != 0 || u16::MAX - 1 <= self.n_words {
            return known;
        }
        self.n_words += 1;
        let spellings: BTreeSet<String> = std::iter::once(folded.clone())
            .chain(other_tone(&folded))
            .flat_map(|small| [small.to_uppercase(), capitalised(&small), small])
            .chain([word.to_string()])
            .collect();
        for spelling in spellings {
            if let Some(packed) = pack(spelling.as_bytes()) {
                self.spellings.insert(packed, self.n_words);
            }
        }
        self.n_words
    }
}

/// Packs a word of up to 15 bytes with its length; no syllable of Vietnamese is longer.
fn pack(word: &[u8]) -> Option<u128> {
    if 15 < word.len() {
        return None;
    }
    let mut packed = [0; 16];
    packed[..word.len()].copy_from_slice(word);
    packed[15] = word.len() as u8;
    Some(u128::from_le_bytes(packed))
}

/// Cuts a phrase into words of the vocabulary, adding those that are new.
pub(super) fn words(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<u16> {
    let cut = tokens(phrase, &Vocabulary::default());
    (0..cut.list.len()).map(|index| vocabulary.intern(cut.text(index))).collect()
}
