//! Scope: which of several names a short form means, by where it stands.
//!
//! A text on three provinces still says `UBND tỉnh` and is understood: it means the
//! province of its sentence, else the one that the text is about, else the one that
//! was named last. Where even that leaves two, the form means neither.
//!
//! Not here: what there is to choose from (`cite::resolve`).

use std::collections::BTreeMap;

use super::token::{Gap, Shape, Tokens};

/// How often a text names its subject, at the least, and how much of all that is, in quarters.
const SUBJECT: (usize, usize) = (3, 3);

/// Where a text names things of one kind.
#[derive(Debug, Default)]
pub(super) struct Spots {
    /// The tokens and the names, in the order of the text.
    list: Vec<(usize, String)>,
    /// The name that most of them are, if it is the text's subject.
    subject: Option<String>,
}

impl Spots {
    /// Makes spots of tokens and names in the order of the text.
    pub(super) fn new(list: Vec<(usize, String)>) -> Spots {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, name) in &list {
            *counts.entry(name).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let is_subject = |count: usize| SUBJECT.0 <= count && SUBJECT.1 * list.len() <= 4 * count;
        let subject =
            most.filter(|(_, count)| is_subject(*count)).map(|(name, _)| name.to_string());
        Spots { list, subject }
    }

    /// The name that a short form at a token means, and what says so.
    pub(super) fn choose(&self, at: usize, sentences: &Sentences) -> Option<(&str, &'static str)> {
        let own = sentences.around(at);
        if let Some(name) = self.only(own.start, own.end)? {
            return Some((name, "its sentence names one"));
        }
        if let Some(subject) = &self.subject {
            return Some((subject, "most of the text is about one"));
        }
        let before = self.list.partition_point(|(spot, _)| *spot < own.start);
        let (last, _) = self.list[..before].last()?;
        let around = sentences.around(*last);
        let name = self.only(around.start, around.end)??;
        Some((name, "the text before it names one"))
    }

    /// The only name in a range of tokens, none if there is none; nothing for several.
    fn only(&self, from: usize, to: usize) -> Option<Option<&str>> {
        let first = self.list.partition_point(|(spot, _)| *spot < from);
        let mut names = self.list[first..].iter().take_while(|(spot, _)| *spot < to);
        let Some((_, name)) = names.next() else { return Some(None) };
        names.all(|(_, other)| other == name).then_some(Some(name))
    }
}

/// Where the sentences of a text start.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    /// Their first tokens.
    starts: Vec<usize>,
}

impl Sentences {
    /// Finds the sentences of a text; a semicolon ends one too.
    pub(super) fn new(tokens: &Tokens) -> Sentences {
        let (mut found, mut is_after_end) = (Vec::new(), false);
        for (at, token) in tokens.list.iter().enumerate() {
            // Nearly all words have a blank and no mark before them.
            let may_start = match token.gap {
                Gap::None => false,
                Gap::Blank => is_after_end,
                Gap::Line | Gap::Paragraph => true,
            };
            if may_start && starts(tokens, at) {
                found.push(at);
            }
            is_after_end = is_end(token.mark);
        }
        Sentences { starts: found }
    }

    /// Whether none were found, or none sought.
    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Whether the sentence that holds a token holds one of some others, which are in order.
    pub(super) fn holds(&self, at: usize, others: &[usize]) -> bool {
        let own = self.around(at);
        let first = others.partition_point(|&other| other < own.start);
        others.get(first).is_some_and(|&other| other < own.end)
    }

    /// The tokens of the sentence that holds a token.
    pub(super) fn around(&self, at: usize) -> std::ops::Range<usize> {
        let next = self.starts.partition_point(|&start| start <= at);
        let start = next.checked_sub(1).map_or(0, |index| self.starts[index]);
        start..self.starts.get(next).copied().unwrap_or(usize::MAX)
    }
}

/// Whether the stop before a token is that of an abbreviation: `TP. Huế` is one name.
fn is_short(tokens: &Tokens, at: usize) -> bool {
    let Some(word) = at.checked_sub(2) else { return false };
    tokens.at(word).shape == Shape::Caps
        && tokens.text(word).chars().count() <= 2
        && tokens.at(word).gap != Gap::None
}

/// Whether a mark may end a sentence.
fn is_end(mark: u8) -> bool {
    matches!(mark, b'.' | b'!' | b'?' | b';')
}

/// Whether a token that something parts from the one before it starts a sentence.
fn starts(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.at(at);
    match tokens.before(at).mark {
        b';' => true,
        b'!' | b'?' if token.shape != Shape::Small => true,
        b'.' if token.shape != Shape::Small => token.gap != Gap::Blank || !is_short(tokens, at),
        _ => token.gap != Gap::Blank && tokens.breaks(at),
    }
}
