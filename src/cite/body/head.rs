//! Heads: reads one name, from its head on, as the head's class says.
//!
//! Not here: what each class goes on with (`place`, `organisation`, `organ`, `task`).

use super::listed::shared;
use super::organ::{organ, standing};
use super::organisation::{committee, numbered, of_organisation, organisation, placed_bloc};
use super::place::{place, seat_place};
use super::task::task;
use super::written::{abbreviated, goes_on, well_cased};
use super::{Body, Open, start};
use crate::cite::profile::{Class, Head, Level, Profile, flag};
use crate::cite::token::{Gap, Shape, Tokens};

/// Reads the body whose name starts at a token.
pub(in crate::cite) fn body(
    tokens: &Tokens,
    at: usize,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    // `Phó Thủ tướng Chính phủ` is no Prime Minister; the Government is found after it.
    let deputy = profile.is(tokens.before(at).word, flag::TITLE)
        && tokens.at(at).gap == Gap::Blank
        && profile.offices.contains(&head.name);
    if DEPTH < depth || deputy {
        return None;
    }
    // `các ban xây dựng Đảng` are several and of no name.
    let small_first = tokens.at(at).shape == Shape::Small;
    if depth == 0 && small_first && profile.is(tokens.before(at).word, flag::PLURAL) {
        return None;
    }
    // `Ban cán sự đảng Ủy ban`: no `đảng Ủy` stands there.
    let torn = head.class == Class::Committee && small_first;
    let bloc =
        0 < depth && (head.name == profile.bloc || small_kind(tokens, at, length, head, profile));
    if !(well_cased(tokens, at, length) || bloc) || torn {
        return small(tokens, at, profile, depth);
    }
    let body = start(at, length, head);
    // `Ủy ban Kiểm tra (UBKT) Tỉnh ủy`: the abbreviation counts if the name goes on.
    if abbreviated(tokens, body.to) && head.class != Class::Name {
        let short = Body { to: body.to + 3, ..body.clone() };
        if let Some(whole) = rest(tokens, short, head, profile, depth)
            && at + length + 3 < whole.to
        {
            return Some(whole);
        }
    }
    rest(tokens, body, head, profile, depth)
}

/// How deep bodies may lie in one another; a limit for hostile texts.
pub(super) const DEPTH: usize = 6;

/// Whether a kind of organisation in small letters goes on with which one: `Ban Chấp hành đảng
/// bộ tỉnh`, `Đảng ủy bệnh viện Đa khoa`; not `đảng bộ cơ sở`.
pub(super) fn small_kind(
    tokens: &Tokens,
    at: usize,
    length: usize,
    head: &Head,
    profile: &Profile,
) -> bool {
    if head.class != Class::Other || tokens.at(at).shape != Shape::Small {
        return false;
    }
    let next = at + length;
    let named =
        tokens.at(next).shape == Shape::Capital || profile.levels.longest(tokens, next).is_some();
    named && goes_on(tokens, next) && profile.generic.longest(tokens, next).is_none()
}

/// A name that starts in small letters counts if it says of which place it is, or of which seat
/// behind a title: `tỉnh ủy Nghệ An`, `hội đồng nhân dân xã Kim Liên`.
fn small(tokens: &Tokens, at: usize, profile: &Profile, depth: usize) -> Option<Body> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    let can_name = match head.class {
        Class::Seat(_) | Class::Committee | Class::Organ => true,
        Class::Local => 3 <= length,
        _ => false,
    };
    if !can_name || profile.is(tokens.before(at).word, flag::PLURAL) {
        return None;
    }
    let body = rest(tokens, start(at, length, head), head, profile, depth)?;
    let placed = |(open, _): &(Open, String)| matches!(open, Open::Place(_));
    // `Trưởng ban dân vận Tỉnh ủy`: a title holds one office, and the seat is written as a name.
    let titled = profile.is(tokens.before(at).word, flag::TITLE)
        && head.class == Class::Organ
        && tokens.at(at + length).shape == Shape::Capital
        && !body.nested.is_empty();
    (titled || body.open.is_none() && body.fills.iter().any(placed)).then_some(body)
}

/// Reads what follows a head, as its class says.
fn rest(
    tokens: &Tokens,
    mut body: Body,
    head: &Head,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    match head.class {
        Class::Name => Some(of_union(tokens, body, profile)),
        Class::Issuer | Class::Firm => Some(body),
        Class::Sealed => {
            let seal = seal(tokens, body.to, profile);
            Some(Body { open: Some(Open::Parent), seal, ..body })
        }
        Class::Placed | Class::Office => {
            if !place(tokens, &mut body, profile) && head.class == Class::Placed {
                placed_bloc(tokens, &mut body, profile, depth);
            }
            Some(body)
        }
        Class::Seat(level) => {
            seat_place(tokens, &mut body, level, profile);
            Some(body)
        }
        Class::Committee => Some(committee(tokens, body, profile, depth)),
        Class::Organ => organ(tokens, body, profile, depth),
        Class::Local => {
            let found = place(tokens, &mut body, profile)
                || shared(tokens, &mut body, profile)
                || of_organisation(tokens, &mut body, profile, depth);
            found.then_some(body)
        }
        Class::Youth => {
            if !place(tokens, &mut body, profile) {
                seat_place(tokens, &mut body, Level::Province, profile);
            }
            Some(body)
        }
        Class::Task => task(tokens, body, profile),
        Class::Standing => standing(tokens, body, profile, depth),
        Class::Numbered | Class::Regional => numbered(tokens, body),
        Class::Other => organisation(tokens, body, head, profile, depth),
    }
}

/// An organ of the Centre, or of the centre of a union whose name overlaps its own: `Ban Tuyên
/// giáo Trung ương Hội Nông dân Việt Nam`.
fn of_union(tokens: &Tokens, body: Body, profile: &Profile) -> Body {
    let Some(stem) = body.name.strip_suffix(profile.centre.as_str()) else { return body };
    let union = (1..=2).filter_map(|n| body.to.checked_sub(n)).find_map(|at| {
        let (length, head) = profile.heads.longest(tokens, at).filter(|_| body.from < at)?;
        let longer = body.to < at + length && well_cased(tokens, at, length);
        (longer && head.name.starts_with(profile.centre.as_str())).then_some((at + length, head))
    });
    match union {
        Some((to, head)) => Body { to, name: format!("{stem}{}", head.name), ..body },
        None => body,
    }
}

/// What the committee is called whose organ the abbreviation before a token names, by the
/// suffix on which it ends: `UBKTHU` is of a `Huyện ủy`.
fn seal(tokens: &Tokens, to: usize, profile: &Profile) -> Vec<String> {
    let written = profile.fold_code(tokens.text(to - 1));
    let ends = |code: &&String| written.ends_with(code.as_str());
    let code =
        profile.rules.seats.iter().map(|(code, _)| code).filter(ends).max_by_key(|c| c.len());
    let of_code = |(other, head): &(String, String)| (Some(other) == code).then(|| head.clone());
    profile.rules.seats.iter().filter_map(of_code).collect()
}
