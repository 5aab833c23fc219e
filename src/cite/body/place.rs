//! Places in names: `tỉnh Nghệ An`, `thành phố`, `Hà Nội`, `phường 5`.
//!
//! Provinces and cities are on a list. Districts and communes are not, so their names are
//! runs of capital words, which end where a person's name begins.
//!
//! Not here: which place a name means that leaves its own open (`cite::fill`).

use super::written::{goes_on, is_name, run_length, titled};
use super::{Body, Open, push};
use crate::cite::directive::canonical;
use crate::cite::profile::{Level, Profile, flag};
use crate::cite::token::{Gap, Shape, Tokens};
use crate::text::capitalised;

/// Reads `tỉnh Nghệ An`, `thành phố`, `Hà Nội`; says whether there was any of it.
pub(super) fn place(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let at = body.to;
    if !goes_on(tokens, at) {
        return false;
    }
    if let Some((length, level)) = profile.levels.longest(tokens, at) {
        let after = at + length;
        // `TP.` at the end of a sentence gives its full stop back.
        let name = level.name.clone();
        let level = level.level;
        match place_name(tokens, after, level, profile) {
            Some((to, place)) => {
                let word = match place.1 {
                    true => capitalised(&name),
                    false => name,
                };
                let whole = format!("{word} {}", place.0);
                push(body, to, &whole);
                body.fills.push((Open::Place(level), place.0));
                if Level::City < level {
                    body.fills.push((Open::Whole(level), whole));
                }
            }
            None => {
                push(body, after, &name);
                body.open = Some(Open::Place(level));
            }
        }
        return true;
    }
    match profile.places.longest(tokens, at) {
        Some((length, place)) if is_name(tokens, at, length) => {
            let (name, level) = (place.name.clone(), place.level);
            match place.capital_level {
                true => push(body, at + length, &format!("{} {name}", capitalised(&profile.city))),
                false => push(body, at + length, &name),
            }
            body.fills.push((Open::Place(level), name));
            true
        }
        _ => false,
    }
}

/// Reads the name of a place of a level: its end, its name, whether its level is capital.
pub(in crate::cite) fn place_name(
    tokens: &Tokens,
    at: usize,
    level: Level,
    profile: &Profile,
) -> Option<(usize, (String, bool))> {
    if !goes_on(tokens, at) {
        return None;
    }
    if let Some((length, place)) = profile.places.longest(tokens, at)
        && is_name(tokens, at, length)
    {
        return Some((at + length, (place.name.clone(), place.capital_level)));
    }
    // Wards have numbers: `phường 5`, `quận 1`.
    if tokens.at(at).shape == Shape::Number
        && matches!(level, Level::District | Level::Commune)
        && tokens.text(at).len() <= 2
    {
        return Some((at + 1, (tokens.text(at).to_string(), false)));
    }
    if let Some(end) = heading_place(tokens, at).filter(|_| Level::City < level) {
        let small = canonical(tokens, at, end).to_lowercase();
        let name = small.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
        return Some((end, (name, false)));
    }
    // Provinces and cities are all on the list, so what is not there is no place.
    let end = match level <= Level::City {
        true => at,
        false => capital_run(tokens, at, profile),
    };
    (at < end).then(|| (end, (canonical(tokens, at, end), false)))
}

/// Where the place ends that ends a line in capitals: `ỦY BAN NHÂN DÂN XÃ EA KAR`.
fn heading_place(tokens: &Tokens, at: usize) -> Option<usize> {
    let loud = |index: usize| matches!(tokens.at(index).shape, Shape::Caps | Shape::Capital);
    let mut end = at;
    while loud(end) && (end == at || tokens.at(end).gap == Gap::Blank) {
        end += 1;
    }
    let caps = (at - 1..end).any(|index| tokens.at(index).shape == Shape::Caps)
        && tokens.before(at).shape == Shape::Caps
        && (at..end).all(|index| tokens.text(index).to_uppercase() == tokens.text(index));
    (at < end && end <= at + 4 && caps && Gap::Line <= tokens.at(end).gap).then_some(end)
}

/// Where a run of capital words that names a place ends; it starts at a token.
///
/// At most four words, and none that starts a person's name: in `phường Trần Phú Lê Văn
/// Hòa` the second family name ends the place. Where only one is there, at the start, a
/// person follows if a title stands before the body (`Chủ tịch UBND xã Lê Hồng Vinh`).
fn capital_run(tokens: &Tokens, at: usize, profile: &Profile) -> usize {
    let run = run_length(tokens, at);
    let family = |index: usize| profile.is(tokens.at(index).word, flag::FAMILY);
    let second =
        (at + 1..at + run).find(|&index| family(index) && 2 <= at + run - index && 2 <= index - at);
    if let Some(end) = second.filter(|&end| end <= at + 4) {
        return end;
    }
    if family(at) && 3 <= run && titled(tokens, at, profile) {
        return at;
    }
    second.unwrap_or(at + run).min(at + 4)
}

/// Reads the place of a Party committee that implies its level: `Tỉnh ủy Nghệ An`.
pub(super) fn seat_place(tokens: &Tokens, body: &mut Body, level: Level, profile: &Profile) {
    let word = profile.levels.longest(tokens, body.to);
    let skip = match word {
        Some((length, word)) if word.level == level || word.level == Level::City => length,
        _ => 0,
    };
    let found = match goes_on(tokens, body.to) {
        true => place_name(tokens, body.to + skip, level, profile),
        false => None,
    };
    match found {
        Some((to, (name, capital_level))) => {
            let piece = match (skip, capital_level, word) {
                (_, true, _) => format!("{} {name}", capitalised(&profile.city)),
                (1.., _, Some((_, word))) if word.level != level => format!("{} {name}", word.name),
                // A number alone is no name: `Quận ủy Quận 5`.
                (1.., _, Some((_, word))) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                    format!("{} {name}", capitalised(&word.name))
                }
                _ => name.clone(),
            };
            push(body, to, &piece);
            body.fills.push((Open::Place(level), name));
        }
        None => body.open = Some(Open::Place(level)),
    }
}
