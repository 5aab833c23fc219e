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
///
/// Nearly all words of a text have up to eight bytes, and are integers of a machine as they are.
/// They have a table of their own, small enough to stay near the core.
#[derive(Debug, Default)]
pub(in crate::cite) struct Vocabulary {
    /// Short spellings, each in the first slot that is free from the one of its hash on; 0 is free.
    short: Vec<u64>,
    /// The numbers of the words in `short`.
    numbers: Vec<u16>,
    /// How many slots are taken.
    n_short: usize,
    /// Longer spellings packed into integers, to the word's number.
    long: FxHashMap<u128, u16>,
    /// How many words there are; the first is 1.
    pub(super) n_words: u16,
}

/// How many bytes a short spelling has at most.
const SHORT: usize = size_of::<u64>();

/// How many bytes a spelling has at most; no syllable of Vietnamese is longer.
const LONG: usize = size_of::<u128>() - 1;

impl Vocabulary {
    /// The number of the word at a place in a text; 0 if the profile does not know it.
    ///
    /// It is asked of every word of a text, from another module: out of line, reading a text
    /// takes some 3 % longer.
    #[inline]
    pub(in crate::cite) fn word_at(&self, text: &[u8], start: usize, end: usize) -> u16 {
        let length = end - start;
        let window = text.get(start..start + SHORT).map(<[u8; SHORT]>::try_from);
        match window {
            // What `pack_short` does, without copying letter by letter.
            Some(Ok(window)) if (1..=SHORT).contains(&length) => {
                let letters = u64::from_le_bytes(window);
                self.short_word(letters & (u64::MAX >> (u64::BITS as usize - 8 * length)))
            }
            _ => self.word(&text[start..end]),
        }
    }

    /// The number of a short word.
    #[inline]
    fn short_word(&self, packed: u64) -> u16 {
        match self.short.get(self.slot(packed)) {
            Some(&known) if known == packed => self.numbers[self.slot(packed)],
            None | Some(0) => 0,
            Some(_) => self.short_word_after(packed),
        }
    }

    /// The number of a short word whose own slot another has.
    fn short_word_after(&self, packed: u64) -> u16 {
        let slot = self.free_or_own(packed);
        if self.short[slot] == packed { self.numbers[slot] } else { 0 }
    }

    /// The slot of a short spelling, or where it is to be put.
    fn free_or_own(&self, packed: u64) -> usize {
        let mut slots = (self.slot(packed)..self.short.len()).chain(0..self.slot(packed));
        let found = slots.find(|&slot| [0, packed].contains(&self.short[slot]));
        found.expect("at most half of the slots are taken")
    }

    /// The slot that a short spelling is looked for first: the upper bits of a product, which all
    /// bits of both factors have a part in.
    #[inline]
    fn slot(&self, packed: u64) -> usize {
        // 2^64 by the golden ratio, which spreads what lies close together.
        let hash = packed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> (u64::BITS - self.short.len().max(2).ilog2())) as usize
    }

    /// The number of a word as a text spells it; 0 if the profile does not know it.
    fn word(&self, word: &[u8]) -> u16 {
        match word.len() {
            length if length <= SHORT => self.short_word(pack_short(word)),
            length if length <= LONG => self.long.get(&pack(word)).copied().unwrap_or(0),
            _ => 0,
        }
    }

    /// Adds a spelling of a word, or has it mean this word from here on.
    fn add(&mut self, spelling: &[u8], number: u16) {
        match spelling.len() {
            length if length <= SHORT => self.add_short(pack_short(spelling), number),
            length if length <= LONG => {
                self.long.insert(pack(spelling), number);
            }
            _ => {}
        }
    }

    /// Adds a short spelling. None is of NUL alone, which stands for a slot that is free; no text
    /// that people write has one.
    fn add_short(&mut self, packed: u64, number: u16) {
        if packed == 0 {
            return;
        }
        if self.short.len() <= 2 * self.n_short {
            let length = (2 * self.short.len()).max(1 << 10);
            let (short, numbers) = (vec![0; length], vec![0; length]);
            let grown = Vocabulary { short, numbers, ..Vocabulary::default() };
            let old = std::mem::replace(self, grown);
            (self.long, self.n_words) = (old.long, old.n_words);
            let known = old.short.into_iter().zip(old.numbers).filter(|(packed, _)| *packed != 0);
            known.for_each(|(packed, number)| self.add_short(packed, number));
        }
        let slot = self.free_or_own(packed);
        self.n_short += usize::from(self.short[slot] == 0);
        (self.short[slot], self.numbers[slot]) = (packed, number);
    }

    /// Adds a word in all its spellings, unless it is there.
    fn intern(&mut self, word: &str) -> u16 {
        // A mark that folds to a blank, and so to nothing, stays itself.
        let folded = Some(fold(word)).filter(|word| !word.is_empty());
        let folded = folded.unwrap_or_else(|| word.to_string());
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
            self.add(spelling.as_bytes(), self.n_words);
        }
        self.n_words
    }
}

/// Packs a word of up to eight bytes.
fn pack_short(word: &[u8]) -> u64 {
    let mut packed = [0; SHORT];
    packed[..word.len()].copy_from_slice(word);
    u64::from_le_bytes(packed)
}

/// Packs a word of up to 15 bytes.
fn pack(word: &[u8]) -> u128 {
    let mut packed = [0; LONG + 1];
    packed[..word.len()].copy_from_slice(word);
    u128::from_le_bytes(packed)
}

/// Cuts a phrase into words of the vocabulary, adding those that are new.
pub(super) fn words(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<u16> {
    let cut = tokens(phrase, &Vocabulary::default());
    (0..cut.list.len()).map(|index| vocabulary.intern(cut.text(index))).collect()
}

#[cfg(test)]
mod tests;
