//! The sift: which of the names that were read name one body.
//!
//! `các Tỉnh ủy` are all of them, `Luật Tổ chức Quốc hội` is a law, and a bare `Ban Thường
//! vụ` counts only where the text leaves no doubt that one organ is meant.
//!
//! Not here: how far a name goes (`head` and what it calls).

use std::ops::Range;

use super::written::{central, joins, starts_sentence};
use super::{Body, Open};
use crate::cite::profile::{Class, Profile, flag};
use crate::cite::token::{Gap, Shape, Tokens};

/// Whether a body is part of the name of a law: `Luật Tổ chức Quốc hội`.
pub(super) fn in_law(tokens: &Tokens, from: usize, profile: &Profile) -> bool {
    if tokens.at(from).gap == Gap::Paragraph {
        return false;
    }
    let before = (0..from).rev().take_while(|&at| profile.is(tokens.at(at).word, flag::IN_LAW));
    let fits = |at: usize| {
        let phrase = profile.laws.of.longest(tokens, at);
        phrase.is_some_and(|(length, ())| at + length == from)
            && tokens.at(at).shape != Shape::Small
    };
    before.take(LAW).any(fits)
}

/// How many tokens of a law's name may stand before the body in it.
const LAW: usize = 6;

/// Whether a name that is one only so stands as the issuer of the document before it:
/// after its number and `của`, and for an abbreviation only where the number is the centre's.
pub(super) fn issued(
    tokens: &Tokens,
    at: usize,
    document: Option<&Range<usize>>,
    profile: &Profile,
) -> bool {
    let Some(document) = document else { return false };
    let near = document.end <= at && at - document.end <= ISSUED;
    let of = profile.is(tokens.before(at).word, flag::OF);
    let letters = tokens.at(at).shape == Shape::Caps;
    let central = || document.clone().any(|index| central(tokens, index, profile).is_some());
    near && of && (!letters || central())
}

/// How many tokens may stand between a number and its issuer: `, ngày 16 tháng 5 năm 2016 của`.
const ISSUED: usize = 12;

/// Whether an organ's bare name counts: after a title, or after its whole name.
pub(super) fn stays_bare(
    tokens: &Tokens,
    body: &Body,
    named: &[String],
    profile: &Profile,
) -> bool {
    let (own, next) = (&body.head, tokens.at(body.to));
    let title = tokens.before(body.from);
    let titled = profile.is(title.word, flag::TITLE) && tokens.at(body.from).gap == Gap::Blank;
    let ends = next.shape != Shape::Small && next.shape != Shape::Number;
    // `Ủy viên Ban Thường vụ, Trưởng …`: the text says elsewhere of which committee.
    let member = profile.is(title.word, flag::MEMBER)
        && profile.is(tokens.before(body.from.saturating_sub(1)).word, flag::MEMBER)
        && next.mark == b',';
    let organ = profile.bare.contains(own) || profile.leading.contains(own);
    if member && tokens.at(body.from).shape == Shape::Capital && organ {
        return true;
    }
    if titled && ends && named.contains(own) && profile.council_organs.contains(own) {
        return true;
    }
    if titled && ends && profile.bare.iter().chain(&profile.bare_after_title).any(|b| b == own) {
        return true;
    }
    // `Ban Thường vụ 12 tỉnh ủy` are twelve.
    let counted = next.shape == Shape::Number && next.gap == Gap::Blank;
    let kind = counted || profile.generic.longest(tokens, body.to).is_some();
    // `Ban Chấp hành Đoàn các cấp` goes on, if not with anything known.
    let goes_on = next.gap == Gap::Blank && matches!(next.shape, Shape::Capital | Shape::Caps);
    let sure = named.contains(own) && !goes_on || profile.bare_always.contains(own);
    // A letterhead names the organ on a line of its own: `ỦY BAN KIỂM TRA`.
    let line = |at: usize| Gap::Line <= tokens.at(at).gap;
    let heads = tokens.at(body.from).shape == Shape::Caps
        && 1 < body.to - body.from
        && line(body.from)
        && line(body.to);
    // `UBKT` can be read in one way only; in brackets it declares the abbreviation.
    let letters = tokens.at(body.from).shape == Shape::Caps
        && body.to == body.from + 1
        && !(title.mark == b'(' && next.mark == b')');
    sure && !kind && (heads || letters || tokens.at(body.from).shape == Shape::Capital)
}

/// Drops names of kinds of bodies.
pub(super) fn drop_generic(tokens: &Tokens, found: &mut Vec<Body>, profile: &Profile) {
    let mut chain = None;
    found.retain(|body| {
        // In `các Tỉnh ủy, Thành ủy` the second is as generic as the first.
        let joined = chain.is_some_and(|end| (end..body.from).all(|at| joins(tokens, at, profile)));
        let generic = is_generic(tokens, body, profile) || joined && is_plain(body);
        if generic {
            chain = Some(body.to);
        }
        !generic
    });
}

/// Whether a name is a bare head: `Tỉnh ủy`.
fn is_plain(body: &Body) -> bool {
    matches!(body.open, Some(Open::Place(_) | Open::Owner)) && body.nested.is_empty()
}

/// Whether a name is of a kind of body and not of one: `các Tỉnh ủy`, `Đảng ủy các cấp`.
fn is_generic(tokens: &Tokens, body: &Body, profile: &Profile) -> bool {
    let next = tokens.at(body.to);
    let open = matches!(body.open, Some(Open::Place(_) | Open::Owner));
    let of = usize::from(profile.is(next.word, flag::OF));
    let foreign = body.nested.is_empty() && profile.foreign.longest(tokens, body.to + of).is_some();
    if foreign && next.gap < Gap::Line && tokens.at(body.to + of).shape != Shape::Small {
        return true;
    }
    if matches!(body.open, Some(Open::Place(_))) && is_level_list(tokens, body.to, profile) {
        return true;
    }
    // `Tỉnh ủy các nhiệm kỳ 2010-2015, 2015-2020` is one, and its terms are several.
    let terms = profile.is(tokens.at(body.to + 1).word, flag::TERM)
        || profile.meetings.tenure.longest(tokens, body.to + 1).is_some();
    let words = profile.generic.longest(tokens, body.to).map_or(0, |(length, ())| length);
    let words = if terms { 0 } else { words };
    // After a whole name only `các cấp` says so: `MTTQ các cấp`.
    let all = 1 < words && profile.is(next.word, flag::PLURAL);
    // `a) Sở giáo dục và đào tạo` is any of them: its capital is that of the sentence.
    let small = |at: usize| !matches!(tokens.at(at).shape, Shape::Capital | Shape::Caps);
    let of_kind = (body.from + 1..body.to).all(small)
        && starts_sentence(tokens, body.from)
        && profile.heads.longest(tokens, body.from).is_some_and(|(length, head)| {
            head.class == Class::Office && body.to == body.from + length
        });
    let kind = of_kind || next.gap < Gap::Line && (all || open && 0 < words);
    if kind || !is_plain(body) {
        return kind;
    }
    let plural = profile.is(tokens.before(body.from).word, flag::PLURAL)
        && tokens.at(body.from).gap < Gap::Line;
    let alone = body.open == Some(Open::Owner) && body.name == body.head;
    let starts = alone && starts_sentence(tokens, body.from);
    plural || starts
}

/// Whether more levels follow: `UBND tỉnh, huyện, xã` is of no place.
fn is_level_list(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let level = profile.levels.longest(tokens, at + 1).map_or(0, |(length, _)| length);
    let after = tokens.at(at + 1 + level).shape;
    joins(tokens, at, profile)
        && 0 < level
        && match tokens.at(at + 1).shape {
            Shape::Small => !matches!(after, Shape::Capital | Shape::Caps | Shape::Number),
            // A heading in capitals says it in capitals: `UBND QUẬN, HUYỆN, THỊ XÃ`.
            Shape::Caps => joins(tokens, at + 1 + level, profile),
            _ => false,
        }
}
