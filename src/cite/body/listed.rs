//! Lists of bodies that share an end: `HĐND, UBND tỉnh` are both of the province.
//!
//! Not here: what a single name goes on with (`place`, `organ`).

use super::head::DEPTH;
use super::organ::organ_of;
use super::place::place;
use super::written::well_cased;
use super::{Body, follow, start};
use crate::cite::profile::{Class, Profile, flag};
use crate::cite::token::{Gap, Tokens};

/// Takes the place of the next in a list: `HĐND, UBND tỉnh` are both of the province.
pub(super) fn shared(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let Some((mut next, class)) = next_in_list(tokens, body, profile) else { return false };
    let of_place = matches!(class, Class::Local | Class::Placed);
    if !of_place || !(place(tokens, &mut next, profile) || shared(tokens, &mut next, profile)) {
        return false;
    }
    follow(body, next);
    true
}

/// The head of the next body in a list, bare.
fn next_in_list(tokens: &Tokens, body: &Body, profile: &Profile) -> Option<(Body, Class)> {
    let mut at = body.to;
    at += usize::from(parts(tokens, at));
    at += usize::from(profile.is(tokens.at(at).word, flag::AND));
    if at == body.to || Gap::Line <= tokens.at(at).gap {
        return None;
    }
    let (length, head) = profile.heads.longest(tokens, at)?;
    well_cased(tokens, at, length).then(|| (start(at, length, head), head.class))
}

/// Whether a token parts two bodies of a list: a comma, or a dash with a blank before it.
pub(super) fn parts(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.at(at);
    token.mark == b',' || token.mark == b'-' && token.gap == Gap::Blank
}

/// Takes the organisation of the Party committee or the board that stands behind an organ which
/// leads an agency: `Ban Cán sự đảng, lãnh đạo Bộ Nội vụ`.
pub(super) fn beside_a_board(
    tokens: &Tokens,
    body: &Body,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    if !profile.leading.contains(&body.head) || !parts(tokens, body.to) {
        return None;
    }
    let at = body.to + 1;
    let inner = match profile.boards.longest(tokens, at) {
        Some((length, ())) => super::body(tokens, at + length, profile, depth + 1)?.name,
        None => {
            let (_, head) = profile.heads.longest(tokens, at)?;
            let next = super::body(tokens, at, profile, depth + 1)?;
            if head.class != Class::Committee || next.open.is_some() {
                return None;
            }
            next.name.strip_prefix(next.head.as_str())?.trim_start().to_string()
        }
    };
    (!inner.is_empty()).then(|| Body { name: format!("{} {inner}", body.name), ..body.clone() })
}

/// Takes the committee of the next organ in a list: `Ban Tổ chức và Ủy ban Kiểm tra Tỉnh
/// ủy` are both of the Tỉnh ủy.
pub(super) fn shared_organ(
    tokens: &Tokens,
    mut body: Body,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    let (next, class) = next_in_list(tokens, &body, profile)?;
    if class == Class::Name {
        let organ = next.head.strip_suffix(&profile.centre)?.trim_end();
        let known = profile.bare.iter().chain(&profile.bare_after_title).any(|one| one == organ);
        return known.then(|| Body { name: format!("{} {}", body.name, profile.centre), ..body });
    }
    if class != Class::Organ || DEPTH < depth {
        return None;
    }
    let next = organ_of(tokens, next.clone(), profile, depth)
        .or_else(|| shared_organ(tokens, next, profile, depth + 1))?;
    follow(&mut body, next);
    Some(body)
}
