//! Organisations: the names that are on no list, and the bodies that belong to them.
//!
//! `Đảng ủy` goes on with any organisation, whose name is a run of capital words and of
//! the small ones that such names are made of.
//!
//! Not here: organs of other bodies (`organ`), committees for a task (`task`).

use std::ops::Range;

use super::head::small_kind;
use super::listed::{parts, shared};
use super::place::place;
use super::written::{abbreviated, central, goes_on, is_name, pieces, run_length, titled};
use super::{Body, Open, push, take};
use crate::cite::profile::{Class, Head, Level, Profile, flag};
use crate::cite::token::{Shape, Tokens};

/// A Party committee of any organisation.
pub(super) fn committee(tokens: &Tokens, mut body: Body, profile: &Profile, depth: usize) -> Body {
    if owner(tokens, &mut body, profile, depth) || abroad(tokens, &mut body, profile) {
        return body;
    }
    // `Đảng ủy, HĐND, UBND xã Kim Liên` are all of the commune.
    let mut listed = body.clone();
    let of_commune = |open: Option<Open>| open == Some(Open::Place(Level::Commune));
    if shared(tokens, &mut listed, profile)
        && (of_commune(listed.open) || listed.fills.iter().any(|(open, _)| of_commune(Some(*open))))
    {
        return listed;
    }
    // `Đảng ủy, Bộ Tư lệnh Quân khu 4` are both of the Quân khu.
    let board = body.to + 1;
    if parts(tokens, body.to)
        && let Some((length, ())) = profile.boards.longest(tokens, board)
    {
        let mut whole = Body { to: board + length, ..body.clone() };
        if owner(tokens, &mut whole, profile, depth) {
            return Body { to: body.to, nested: Vec::new(), ..whole };
        }
    }
    body.open = Some(Open::Owner);
    body
}

/// Reads the country of a Party committee abroad: `Đảng ủy tại Liên bang Nga`.
fn abroad(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let at = body.to;
    let stands = goes_on(tokens, at) && profile.is(tokens.at(at).word, flag::ABROAD);
    let country = profile.foreign.longest(tokens, at + 1);
    let named = tokens.at(at + 1).shape != Shape::Small;
    let Some((length, ())) = country.filter(|_| stands && named) else { return false };
    let to = at + 1 + length;
    let text = pieces(tokens, at, to, profile);
    push(body, to, &text);
    true
}

/// Reads the organisation that a body belongs to; says whether there was one.
fn owner(tokens: &Tokens, body: &mut Body, profile: &Profile, depth: usize) -> bool {
    let at = body.to;
    if !goes_on(tokens, at) {
        return false;
    }
    if let Some(inner) = super::body(tokens, at, profile, depth + 1) {
        take(body, inner);
        return true;
    }
    if profile.levels.longest(tokens, at).is_some() {
        return place(tokens, body, profile);
    }
    // `Đảng ủy Tập đoàn`, `Đảng ủy Quân khu`: which one, the text says elsewhere.
    let is_kind = |class| matches!(class, Class::Other | Class::Numbered);
    let kind = profile.heads.longest(tokens, at).filter(|(_, head)| is_kind(head.class));
    if let Some((length, head)) = kind.filter(|_| tokens.at(at).shape == Shape::Capital) {
        push(body, at + length, &head.name);
        return true;
    }
    open_name(tokens, body, profile)
}

/// Reads the organisation that a union belongs to: `Hội Sinh viên Trường Đại học Vinh`, and
/// `Hội Sinh viên Trường`, where the text says elsewhere which.
pub(super) fn of_organisation(
    tokens: &Tokens,
    body: &mut Body,
    profile: &Profile,
    depth: usize,
) -> bool {
    let at = body.to;
    let head = profile.heads.longest(tokens, at).filter(|_| goes_on(tokens, at));
    let kind = head.is_some_and(|(_, head)| head.class == Class::Other);
    kind && tokens.at(at).shape == Shape::Capital && owner(tokens, body, profile, depth)
}

/// Reads the bloc of a union: `Đoàn TNCS Hồ Chí Minh Khối các cơ quan Trung ương`.
pub(super) fn placed_bloc(tokens: &Tokens, body: &mut Body, profile: &Profile, depth: usize) {
    let at = body.to;
    let head = profile.heads.longest(tokens, at).filter(|_| goes_on(tokens, at));
    let bloc = head.is_some_and(|(_, head)| head.name == profile.bloc);
    if bloc && let Some(inner) = super::body(tokens, at, profile, depth + 1) {
        take(body, inner);
    }
}

/// An organisation that is no committee: `Đảng bộ Khối các cơ quan Trung ương`.
pub(super) fn organisation(
    tokens: &Tokens,
    mut body: Body,
    head: &Head,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    // `Đảng ủy khối` means the bloc as well.
    let of_committee = 0 < depth && head.name == profile.bloc;
    let inner = 0 < depth && small_kind(tokens, body.from, body.to - body.from, head, profile);
    if tokens.at(body.from).shape == Shape::Small && !of_committee && !inner {
        return None;
    }
    if head.name == profile.bloc {
        let named = open_name(tokens, &mut body, profile);
        match named {
            true => {
                let tail = body.name[profile.bloc.len()..].trim_start().to_string();
                if body.open.is_none() {
                    body.fills.push((Open::Bloc, tail));
                }
            }
            false => body.open = Some(Open::Bloc),
        }
        return Some(body);
    }
    if owner(tokens, &mut body, profile, depth + 1) {
        return Some(body);
    }
    // `Ban Chấp hành Đảng bộ`: whose, the text says elsewhere.
    body.open = Some(Open::Owner);
    (head.name == profile.branch && 0 < depth).then_some(body)
}

/// Reads the name of an organisation: capital words, and small ones that names are made of.
fn open_name(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let start = body.to;
    let mut at = start;
    // The name may end only after a word that can end one: not after `các` or `và`.
    let mut end = start;
    while at < start + 14 && (goes_on(tokens, at) || tokens.at(at).mark == b'&') {
        let token = tokens.at(at);
        if start < at && level_of_name(tokens, body, start..at, profile) {
            return true;
        }
        let known = profile.places.longest(tokens, at).filter(|(n, _)| is_name(tokens, at, *n));
        if let Some((length, _)) = known {
            end = at + length;
            break;
        }
        let left = run_length(tokens, at);
        if let Some(length) = central(tokens, at, profile) {
            end = at + length;
            break;
        }
        let phrase = match token.shape {
            Shape::Capital => profile.compound.longest(tokens, at),
            _ => None,
        };
        if let Some((length, ())) = profile.name.longest(tokens, at).or(phrase) {
            at += length;
            end = at;
            continue;
        }
        match token.shape {
            // `Bệnh viện Bạch Mai`: an organisation may be named after a person or place.
            Shape::Capital
                if profile.is(token.word, flag::FAMILY)
                    && 2 <= left
                    && (body.counts || start < at || 2 < left && titled(tokens, at, profile)) =>
            {
                break;
            }
            Shape::Capital | Shape::Caps => end = at + 1,
            Shape::Small if profile.is(token.word, flag::AND) && start < at => {
                let next = tokens.at(at + 1);
                let joins = profile.name.longest(tokens, at + 1).is_some()
                    || next.shape == Shape::Capital
                        && profile.compound.longest(tokens, at + 1).is_some();
                if !joins || profile.heads.longest(tokens, at + 1).is_some() {
                    break;
                }
            }
            Shape::Mark if matches!(token.mark, b'-' | b'&') && start < at => {}
            _ => break,
        }
        at += 1;
    }
    if end == start {
        return false;
    }
    let text = pieces(tokens, start, end, profile);
    push(body, end, &text);
    true
}

/// Ends the name of an organisation with the level of its place, where that stands behind
/// what was read: `Khối các cơ quan tỉnh`, `Khối các cơ quan (ĐUKCCQ) tỉnh`.
fn level_of_name(tokens: &Tokens, body: &mut Body, read: Range<usize>, profile: &Profile) -> bool {
    let skipped = 3 * usize::from(abbreviated(tokens, read.end));
    if profile.levels.longest(tokens, read.end + skipped).is_none() {
        return false;
    }
    let text = pieces(tokens, read.start, read.end, profile);
    push(body, read.end + skipped, &text);
    place(tokens, body, profile)
}

/// `Quân khu 4`
pub(super) fn numbered(tokens: &Tokens, mut body: Body) -> Option<Body> {
    let (at, text) = (body.to, tokens.text(body.to));
    let number = tokens.at(at).shape == Shape::Number && text.len() <= 3 && goes_on(tokens, at);
    if !number {
        return None;
    }
    push(&mut body, at + 1, text);
    Some(body)
}
