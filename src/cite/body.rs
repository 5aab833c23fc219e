//! Bodies: finds the names of committees in tokens.
//!
//! A name starts with a head that the profile knows (`Ban Dân vận`, `UBND`) and
//! goes on as the head's class says: with another body, an organisation, a place.
//! Vietnamese does not mark where a name ends, so each step takes only what it
//! can justify: a known place, a level word, a run of capital words that is no
//! person's name, small words that names of organisations are made of.
//!
//! Not here: what a name that leaves its place open means (`cite::fill`).

mod written;
mod known;
mod sift;
mod place;
mod listed;
mod organisation;
mod organ;
mod task;
mod head;

use std::ops::Range;

use super::profile::{Class, Head, Level, Profile, flag};
use super::token::{Shape, Token, Tokens};
use known::Known;
use sift::{drop_generic, in_law, issued, stays_bare};

pub(super) use head::body;
pub(super) use place::place_name;

/// What a name leaves open.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub(super) enum Open {
    /// The place of this level.
    Place(Level),
    /// Which bloc: `Đảng ủy Khối`.
    Bloc,
    /// Whose committee: `Đảng ủy`.
    Owner,
    /// Whose organ: `Ban Thường vụ`.
    Parent,
    /// Nothing by itself: a place with the word for its level, `xã Kim Liên`.
    Whole(Level),
}

/// A body's name.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// The first token.
    pub(super) from: usize,
    /// The token after the last.
    pub(super) to: usize,
    /// The name in canonical spelling, as far as the text has it.
    pub(super) name: String,
    /// What it leaves open.
    pub(super) open: Option<Open>,
    /// Bodies inside it, outermost first.
    pub(super) nested: Vec<Body>,
    /// Whether it is a committee and not only an organisation that has some.
    pub(super) counts: bool,
    /// What it says about its place or bloc: for names that leave theirs open.
    pub(super) fills: Vec<(Open, String)>,
    /// The profile's name for its head.
    pub(super) head: String,
    /// What the committee is called whose organ an abbreviation names: `BTVTU` and `Tỉnh ủy`.
    pub(super) seal: Vec<String>,
}

/// Finds all bodies in the order of the text, leaving out the tokens of directives.
pub(super) fn bodies(tokens: &Tokens, taken: &[Range<usize>], profile: &Profile) -> Vec<Body> {
    let (mut found, all) = (Vec::new(), taken);
    let mut known = Known::default();
    let heads = |token: &Token| token.shape != Shape::Mark && profile.is(token.word, flag::HEAD);
    let mut taken = taken.iter().peekable();
    let mut at = 0;
    while let Some(next) = tokens.next(at, |token| known.may_mean(token) || heads(token)) {
        at = next;
        if taken.peek().is_some_and(|range| range.end <= at) {
            taken.next();
            continue;
        }
        let limit = match taken.peek() {
            Some(range) if range.start <= at => {
                at = range.end;
                continue;
            }
            Some(range) => range.start,
            None => tokens.list.len(),
        };
        let token = tokens.at(at);
        if known.may_mean(&token)
            && let Some(body) = known.meant(tokens, at, profile).filter(|body| body.to <= limit)
        {
            at = body.to;
            found.push(body);
            continue;
        }
        if !heads(&token) {
            at += 1;
            continue;
        }
        let done = all[..all.len() - taken.len()].last();
        let counts = |body: &Body| {
            if in_law(tokens, body.from, profile) {
                return false;
            }
            let class = profile.heads.longest(tokens, body.from).map(|(_, head)| head.class);
            let bare = body.open == Some(Open::Parent) && class != Some(Class::Sealed);
            body.to <= limit
                && (!bare || stays_bare(tokens, body, &known.organs, profile))
                && (class != Some(Class::Issuer) || issued(tokens, body.from, done, profile))
        };
        match body(tokens, at, profile, 0).filter(counts) {
            Some(body) => {
                at = body.to;
                known.note(tokens, &body, profile);
                found.push(body);
            }
            None => at += 1,
        }
    }
    drop_generic(tokens, &mut found, profile);
    found
}

/// A body that is nothing but its head yet.
fn start(at: usize, length: usize, head: &Head) -> Body {
    Body {
        from: at,
        to: at + length,
        name: head.name.clone(),
        open: None,
        nested: Vec::new(),
        counts: !matches!(head.class, Class::Other | Class::Numbered | Class::Firm),
        fills: Vec::new(),
        head: head.name.clone(),
        seal: Vec::new(),
    }
}

/// Adds a piece to a name.
fn push(body: &mut Body, to: usize, piece: &str) {
    body.to = to;
    body.name.push(' ');
    body.name.push_str(piece);
}

/// Makes a body part of another's name.
fn take(body: &mut Body, inner: Body) {
    push(body, inner.to, &inner.name);
    body.open = inner.open;
    body.fills.extend(inner.fills.iter().cloned());
    if inner.counts {
        body.nested.push(inner);
    } else {
        body.nested.extend(inner.nested);
    }
}

/// Gives a body all that follows the head of the next in its list.
fn follow(body: &mut Body, next: Body) {
    body.name.push_str(&next.name[next.head.len()..]);
    body.open = next.open;
    body.fills = next.fills;
}
