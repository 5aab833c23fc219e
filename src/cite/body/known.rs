//! What a text has named so far, for the names that lean on it.
//!
//! An organ named in full goes by its bare name from there on, and an abbreviation that the
//! text declares stands for its body.
//!
//! Not here: how an abbreviation is declared (`cite::declared`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Body, Open};
use crate::cite::declared::{abbreviation, is_counted, is_same, repeats};
use crate::cite::profile::Profile;
use crate::cite::token::{Shape, Token, Tokens};

/// What a text has named so far.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Organs named in full, which later go by their bare names.
    pub(super) organs: Vec<String>,
    /// Abbreviations declared, the last of each spelling, and the bodies that they stand for; by
    /// the first of their tokens.
    short: FxHashMap<&'a str, Vec<(Range<usize>, Body)>>,
}

impl<'a> Known<'a> {
    /// Notes what a body that was found tells of those that follow.
    pub(super) fn note(&mut self, tokens: &'a Tokens, body: &Body, profile: &Profile) {
        let listed = |list: &[String]| list.contains(&body.head);
        let organ = listed(&profile.council_organs) || listed(&profile.bare);
        let whole = organ && body.open != Some(Open::Parent);
        if whole && !self.organs.contains(&body.head) {
            self.organs.push(body.head.clone());
        }
        let short = body.counts.then(|| abbreviation(tokens, body.from..body.to, profile));
        let Some(short) = short.flatten() else { return };
        let alike = self.short.entry(tokens.text(short.start)).or_default();
        alike.retain(|(known, _)| !is_same(tokens, known, &short));
        alike.push((short, body.clone()));
    }

    /// Whether a declared abbreviation can start at a token: none where none is declared yet, and
    /// none with a figure or in small letters.
    #[inline]
    pub(super) fn may_mean(&self, token: &Token) -> bool {
        !self.short.is_empty() && !matches!(token.shape, Shape::Small | Shape::Number)
    }

    /// The body that a declared abbreviation at a token stands for.
    pub(super) fn meant(&self, tokens: &Tokens, at: usize, profile: &Profile) -> Option<Body> {
        let alike = self.short.get(tokens.text(at))?;
        let (short, body) = alike.iter().rev().find(|(short, _)| repeats(tokens, at, short))?;
        if is_counted(tokens, at, profile) {
            return None;
        }
        let (from, to) = (at, at + short.len());
        Some(Body { from, to, nested: Vec::new(), fills: Vec::new(), ..body.clone() })
    }
}
