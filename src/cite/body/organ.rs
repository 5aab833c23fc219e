//! Organs of other bodies: `Ban Dân vận Tỉnh ủy`, `Thường trực Tỉnh ủy`.
//!
//! Not here: which bare organs count (`sift`).

use super::listed::{beside_a_board, shared_organ};
use super::place::{place, seat_place};
use super::written::{central, goes_on};
use super::{Body, Open, push, start, take};
use crate::cite::profile::{Class, Profile, flag};
use crate::cite::token::{Shape, Tokens};

/// An organ of another body: `Ban Dân vận Tỉnh ủy`; bare ones are sifted by [`stays_bare`].
pub(super) fn organ(tokens: &Tokens, body: Body, profile: &Profile, depth: usize) -> Option<Body> {
    // `Phó Trưởng Ban Thường trực Ban Dân vận`: the first is a rank.
    let title = profile.is(tokens.before(body.from).word, flag::TITLE);
    if title && profile.ranks.contains(&body.head) {
        return None;
    }
    let bare = Body { open: Some(Open::Parent), ..body.clone() };
    // `Phó Chánh Văn phòng Thường trực Đảng ủy`: the second word is the rank.
    let rank = || profile.heads.longest(tokens, body.to);
    if title && let Some((length, _)) = rank().filter(|(_, head)| head.class == Class::Standing) {
        let skipped = Body { to: body.to + length, ..body.clone() };
        if let Some(whole) = organ_of(tokens, skipped, profile, depth) {
            return Some(whole);
        }
    }
    // `Ban Pháp chế của HĐND tỉnh`, `Ban Văn hóa - Xã hội, HĐND tỉnh`.
    let of = tokens.at(body.to);
    if (profile.is(of.word, flag::OF) || of.mark == b',')
        && profile.council_organs.contains(&body.head)
        && let Some((_, head)) = profile.heads.longest(tokens, body.to + 1)
        && profile.councils.contains(&head.name)
    {
        let skipped = Body { to: body.to + 1, ..body.clone() };
        if let Some(whole) = organ_of(tokens, skipped, profile, depth) {
            return Some(whole);
        }
    }
    organ_of(tokens, body.clone(), profile, depth)
        .or_else(|| shared_organ(tokens, body.clone(), profile, depth + 1))
        .or_else(|| beside_a_board(tokens, &body, profile, depth + 1))
        .or((depth == 0).then_some(bare))
}

/// Reads the body that an organ belongs to.
pub(super) fn organ_of(
    tokens: &Tokens,
    mut body: Body,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    let at = body.to;
    if !goes_on(tokens, at) {
        return None;
    }
    // `Ban Thường vụ Trung ương Đoàn`: a body whose name starts so comes first.
    if let Some(inner) = super::body(tokens, at, profile, depth + 1) {
        take(&mut body, inner);
        return Some(body);
    }
    if let Some(length) = central(tokens, at, profile) {
        push(&mut body, at + length, &profile.centre);
        return Some(body);
    }
    if let Some(inner) = small_seat(tokens, at, profile) {
        take(&mut body, inner);
        return Some(body);
    }
    if profile.levels.longest(tokens, at).is_some() && place(tokens, &mut body, profile) {
        return Some(body);
    }
    // `Ban Cán sự đảng Bộ`: of the ministry that the text names.
    let alone = tokens.at(at).shape == Shape::Capital
        && !matches!(tokens.at(at + 1).shape, Shape::Capital | Shape::Caps);
    let agency = profile.agencies.iter().find(|agency| *agency == tokens.text(at));
    if let Some(agency) = agency.filter(|_| alone && profile.leading.contains(&body.head)) {
        push(&mut body, at + 1, agency);
        return Some(body);
    }
    // `Công đoàn Bệnh viện`: which one, the text says elsewhere.
    let kind = profile.heads.longest(tokens, at).filter(|(_, head)| head.class == Class::Other);
    let (length, head) = kind.filter(|_| tokens.at(at).shape == Shape::Capital)?;
    let ends = tokens.at(at + length).shape != Shape::Capital;
    push(&mut body, at + length, &head.name);
    ends.then_some(body)
}

/// A seat in small letters after an organ in capitals: `Ban Tuyên giáo quận ủy`.
fn small_seat(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Body> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    let open = match head.class {
        Class::Seat(level) => Open::Place(level),
        Class::Committee => Open::Owner,
        _ => return None,
    };
    let mut body = start(at, length, head);
    match open {
        Open::Place(level) => seat_place(tokens, &mut body, level, profile),
        _ => body.open = Some(open),
    }
    Some(body)
}

/// `Thường trực Tỉnh ủy`, but not in `Phó Bí thư Thường trực Tỉnh ủy`.
pub(super) fn standing(
    tokens: &Tokens,
    mut body: Body,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    let at = body.to;
    if profile.is(tokens.before(body.from).word, flag::TITLE) || !goes_on(tokens, at) {
        return None;
    }
    let (_, head) = profile.heads.longest(tokens, at)?;
    if !matches!(head.class, Class::Seat(_) | Class::Committee) {
        return None;
    }
    let inner = super::body(tokens, at, profile, depth + 1)?;
    take(&mut body, inner);
    Some(body)
}
