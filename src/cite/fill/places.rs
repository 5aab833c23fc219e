//! Places beside those in the names of bodies: in prose, and in the article's front matter.
//!
//! They are asked for only where a body leaves a place of their level open and no other body
//! names one.
//!
//! Not here: places in the names of bodies (`cite::body`).

use super::Fills;
use crate::cite::About;
use crate::cite::body::{Body, Open, place_name};
use crate::cite::normalise::normalise;
use crate::cite::profile::{Level, Place, Profile, flag};
use crate::cite::token::{Shape, Tokens, tokens as tokens_of};

/// Adds the places that the text or its front matter names, for levels no body names.
pub(super) fn places(
    tokens: &Tokens,
    bodies: &[Body],
    about: &About,
    profile: &Profile,
    fills: &mut Fills,
) {
    let wanted = |fills: &Fills, level| {
        let open = Open::Place(level);
        fills.of(open).is_empty() && bodies.iter().any(|body| body.open == Some(open))
    };
    let levels = [Level::Province, Level::City, Level::District, Level::Commune];
    let wanted: Vec<Level> = levels.into_iter().filter(|&level| wanted(fills, level)).collect();
    if wanted.is_empty() {
        return;
    }
    if let Some(place) = &about.place {
        let normal = normalise(place);
        let cut = tokens_of(&normal.text, &profile.vocabulary);
        for at in 0..cut.list.len() {
            if let Some((_, place)) = profile.places.longest(&cut, at) {
                fills.add(Open::Place(place.level), &place.name);
            }
        }
    }
    for at in 0..tokens.list.len() {
        let Some((length, word)) = profile.levels.longest(tokens, at) else { continue };
        if let Some((_, place)) = profile.places.longest(tokens, at + length)
            && word.level == place.level
            && wanted.contains(&word.level)
        {
            fills.add(Open::Place(word.level), &place.name);
        }
    }
    for level in wanted {
        if !fills.of(Open::Place(level)).is_empty() {
            continue;
        }
        if Level::City < level {
            if let Some((word, only)) = only_small_place(tokens, level, profile) {
                fills.add(Open::Place(level), &only);
                fills.add(Open::Whole(level), &format!("{word} {only}"));
            }
        } else if let Some(only) = only_place(tokens, level, profile) {
            fills.add(Open::Place(level), &only);
        }
    }
}

/// The only district or commune that a text names, with the word for its level: `xã Kim Liên`.
fn only_small_place(tokens: &Tokens, level: Level, profile: &Profile) -> Option<(String, String)> {
    let mut found: Option<(String, String)> = None;
    for at in 0..tokens.list.len() {
        let word = profile.levels.longest(tokens, at).filter(|(_, word)| word.level == level);
        let Some((length, word)) = word else { continue };
        let named = place_name(tokens, at + length, level, profile);
        let Some((to, (name, _))) = named else { continue };
        // `các xã Kim Liên, Nam Giang` are two.
        let several = profile.is(tokens.before(at).word, flag::PLURAL)
            || tokens.at(to).mark == b',' && tokens.at(to + 1).shape == Shape::Capital;
        let one = (word.name.clone(), name);
        if several || found.as_ref().is_some_and(|known| *known != one) {
            return None;
        }
        found = Some(one);
    }
    found
}

/// Whether the name of a place at a token is that of a person as well, and means him where no
/// word for its level stands before it: `tư tưởng Hồ Chí Minh`, `Đoàn TNCS Hồ Chí Minh`.
fn is_person(tokens: &Tokens, at: usize, place: &Place, profile: &Profile) -> bool {
    let ends_here = |from: usize| {
        profile.levels.longest(tokens, from).is_some_and(|(length, _)| from + length == at)
    };
    let in_full = tokens.at(at).shape == Shape::Capital;
    let levelled = (at.saturating_sub(LEVEL)..at).any(ends_here);
    in_full && !levelled && profile.capital_level.contains(&place.name)
}

/// How many tokens the word for a level has at most: `TP.`, `thành phố`.
const LEVEL: usize = 2;

/// The only province or city that a text names at all, or the one that heads it: `Kiên
/// Giang: …`.
fn only_place(tokens: &Tokens, level: Level, profile: &Profile) -> Option<String> {
    let mut found: Option<&str> = None;
    let mut at = 0;
    while at < tokens.list.len() {
        let known = profile.places.longest(tokens, at);
        let fits = |length: usize| (at..at + length).all(|i| tokens.at(i).shape != Shape::Small);
        let Some((length, place)) = known.filter(|(n, _)| fits(*n)) else {
            at += 1;
            continue;
        };
        let of_level = match level {
            Level::Province => place.province,
            _ => place.level == level,
        };
        if of_level && !is_person(tokens, at, place, profile) {
            if at == 0 && tokens.at(length).mark == b':' {
                return Some(place.name.clone());
            }
            if found.is_some_and(|name| name != place.name) {
                return None;
            }
            found = Some(&place.name);
        }
        at += length;
    }
    found.map(str::to_string)
}
