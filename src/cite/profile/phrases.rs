//! Phrases: a trie over words, with what each phrase stands for.
//!
//! Not here: which phrases a profile has (`names`, `codes`, `compile`).

use super::names::names;
use super::vocabulary::{Vocabulary, words};
use crate::cite::token::{Gap, Tokens};

/// A trie of phrases over words.
#[derive(Debug)]
pub(in crate::cite) struct Phrases<V> {
    /// The first node by the first word, 0 for none: most words are rejected here.
    roots: Vec<u32>,
    /// The words that may follow each node and where they lead, by word; few have more than one.
    next: Vec<Vec<(u16, u32)>>,
    /// What the phrase that ends at each node stands for.
    values: Vec<Option<V>>,
}

impl<V> Default for Phrases<V> {
    fn default() -> Self {
        Phrases { roots: Vec::new(), next: vec![Vec::new()], values: vec![None] }
    }
}

impl<V> Phrases<V> {
    /// Adds a phrase; the first meaning of a phrase stays.
    pub(super) fn add(&mut self, words: &[u16], value: V) {
        // Word 0 stands for all that is unknown, so no phrase can have it.
        if words.contains(&0) {
            return;
        }
        let mut node = 0;
        for (index, &word) in words.iter().enumerate() {
            node = self.step(node, word);
            if index == 0 {
                let length = self.roots.len().max(usize::from(word) + 1);
                self.roots.resize(length, 0);
                self.roots[usize::from(word)] = node;
            }
        }
        let place = &mut self.values[node as usize];
        if node != 0 && place.is_none() {
            *place = Some(value);
        }
    }

    /// The node that a word leads to from another, made where there is none.
    fn step(&mut self, node: u32, word: u16) -> u32 {
        let fresh = self.values.len() as u32;
        let next = &mut self.next[node as usize];
        match next.binary_search_by_key(&word, |(word, _)| *word) {
            Ok(known) => next[known].1,
            Err(place) => {
                next.insert(place, (word, fresh));
                self.next.push(Vec::new());
                self.values.push(None);
                fresh
            }
        }
    }

    /// What all phrases stand for.
    pub(in crate::cite) fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter().flatten()
    }

    /// The words that phrases start with, as places in [`Profile::flags`](super::Profile::flags).
    pub(super) fn first_words(&self) -> impl Iterator<Item = usize> {
        self.roots.iter().enumerate().filter(|(_, node)| **node != 0).map(|(word, _)| word)
    }

    /// The longest phrase that starts at a token: how many tokens, and its value.
    ///
    /// A phrase may run over a line break but not into another paragraph.
    ///
    /// It is asked of nearly every token, and nearly always the first word says no: that much
    /// stands where it is asked.
    #[inline]
    pub(in crate::cite) fn longest(&self, tokens: &Tokens, from: usize) -> Option<(usize, &V)> {
        let first = tokens.list.get(from)?;
        match self.roots.get(usize::from(first.word)) {
            None | Some(0) => None,
            Some(&node) => self.follow(tokens, from, node),
        }
    }

    /// The longest phrase whose first word, at a token, leads to a node.
    fn follow(&self, tokens: &Tokens, from: usize, first: u32) -> Option<(usize, &V)> {
        let mut node = first;
        let mut found = self.values[node as usize].as_ref().map(|value| (1, value));
        for index in from + 1..tokens.list.len() {
            let token = tokens.at(index);
            if token.word == 0 || token.gap == Gap::Paragraph {
                break;
            }
            let next = &self.next[node as usize];
            match next.binary_search_by_key(&token.word, |(word, _)| *word) {
                Ok(at) => node = next[at].1,
                Err(_) => break,
            }
            if let Some(value) = &self.values[node as usize] {
                found = Some((index + 1 - from, value));
            }
        }
        found
    }
}

/// Makes a trie of phrases that all mean the same.
pub(super) fn set(vocabulary: &mut Vocabulary, phrases: &[String]) -> Phrases<()> {
    let mut trie = Phrases::default();
    for phrase in phrases {
        trie.add(&words(vocabulary, phrase), ());
    }
    trie
}

/// A set of names in which each spelling stands for the first of its line.
pub(super) fn renamed(vocabulary: &mut Vocabulary, lines: &[String]) -> Phrases<String> {
    let mut trie = Phrases::default();
    for line in lines {
        let spellings = names(line);
        let first = spellings.first().copied().unwrap_or_default();
        for spelling in &spellings {
            trie.add(&words(vocabulary, spelling), first.to_string());
        }
    }
    trie
}
