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
    at += usize::from(tokens.at(at).mark == b',');
    at += usize::from(profile.is(tokens.at(at).word, flag::AND));
    if at == body.to || Gap::Line <= tokens.at(at).gap {
        return None;
    }
    let (length, head) = profile.heads.longest(tokens, at)?;
    well_cased(tokens, at, length).then(|| (start(at, length, head), head.class))
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
