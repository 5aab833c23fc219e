//! Answers: the whole name that a short one means where it stands.
//!
//! Not here: what the text offers (`owners`, `places`), and the words of the reasons (`reason`).

use super::reason::{ambiguous, question, resolved, unfilled};
use super::{Fills, HOME, ending, going_on, only_longer, same};
use crate::cite::Resolution;
use crate::cite::body::{Body, Open};
use crate::cite::profile::{Level, Profile};
use crate::cite::scope::Spots;
use crate::text::capitalised;

/// Fills what a body leaves open: its key and how that was come by.
pub(in crate::cite) fn fill(body: &Body, fills: &Fills, profile: &Profile) -> (String, Resolution) {
    let Some(open) = body.open else {
        return placed(body, fills, profile)
            .or_else(|| longer(body, fills, profile))
            .unwrap_or_else(|| (body.name.clone(), Resolution::Stated));
    };
    if let Some(agency) = fills.headed.get(&body.from) {
        let (agency, _) = fill(agency, fills, profile);
        let why = format!("its head also heads {agency}");
        return ([&*body.head, &*agency].join(" "), Resolution::Resolved(why));
    }
    if open == Open::Parent && !body.seal.is_empty() {
        return sealed(body, fills).unwrap_or_else(|| organ(body, fills, profile));
    }
    if open == Open::Parent {
        return organ(body, fills, profile);
    }
    if open == Open::Owner
        && let Some(filled) = of_commune(body, fills)
    {
        return filled;
    }
    let whole = |one: &str| join(&body.name, one, open, profile);
    let candidates = fills.candidates(body, open);
    match candidates.map_or(&[][..], |names| names.list.as_slice()) {
        [one] => resolved(whole(one), "the text names one", open, one),
        [] => unfilled(body, open),
        several => match chosen(fills.spots.get(&open), body, fills) {
            Some((one, why))
                if candidates.is_some_and(|all| all.get(&same(one, fills.loose)).is_some()) =>
            {
                resolved(whole(one), why, open, one)
            }
            _ => ambiguous(body, open, several),
        },
    }
}

/// The organ that a bare name means: one that the text names, or that of its committee.
fn organ(body: &Body, fills: &Fills, profile: &Profile) -> (String, Resolution) {
    let open = Open::Parent;
    let organs = fills.organs.get(&body.head).map_or(&[][..], |organs| organs.list.as_slice());
    if let Some(one) = of_centre(body, organs.is_empty(), fills) {
        return resolved(one.to_string(), "the words before it name one", open, one);
    }
    if let [one] = organs {
        return resolved(one.clone(), "the text names one", open, one);
    }
    if let Some((one, why)) = chosen(fills.organ_spots.get(&body.head), body, fills) {
        return resolved(one.to_string(), why, open, one);
    }
    let whole = |one: &str| [&*body.name, one].join(" ");
    match fills.parents.list.as_slice() {
        _ if !organs.is_empty() => ambiguous(body, open, organs),
        // A committee for a task is of no Party committee but of the task.
        _ if profile.tasks.contains(&body.head) => unfilled(body, open),
        _ if profile.council_organs.contains(&body.head) => unfilled(body, open),
        [one] => resolved(whole(one), "the text names one", Open::Owner, one),
        [] => unfilled(body, open),
        several => match chosen(fills.spots.get(&open), body, fills) {
            Some((one, why)) => resolved(whole(one), why, Open::Owner, one),
            None => ambiguous(body, open, several),
        },
    }
}

/// The organ that an abbreviation names, whose end says what its committee is called: of the
/// only such committee that the text has, or of that kind, where there is but one.
fn sealed(body: &Body, fills: &Fills) -> Option<(String, Resolution)> {
    let is_sealed = |name: &&String| body.seal.iter().any(|head| name.starts_with(head.as_str()));
    let fitting: Vec<&String> = fills.parents.list.iter().filter(is_sealed).collect();
    if let [one] = fitting[..] {
        let whole = format!("{} {one}", body.name);
        return Some(resolved(whole, "the text names one", Open::Owner, one));
    }
    let ([], [kind]) = (&fitting[..], &body.seal[..]) else { return None };
    let name = format!("{} {kind}", body.name);
    let why = format!("the text does not say {}", question(Open::Owner));
    Some((name, Resolution::Unresolved(why)))
}

/// The organ of the centre that a bare name means: where the text has no Party committee
/// whose it could be, or has the centre's nearer before it in the sentence.
fn of_centre<'a>(body: &Body, alone: bool, fills: &'a Fills) -> Option<&'a str> {
    let spots = fills.central.get(&body.head)?;
    if alone && fills.parents.list.is_empty() {
        return spots.first().map(|(_, name)| name.as_str());
    }
    let own = fills.sentences.around(body.from);
    let (at, name) = spots.iter().rev().find(|(at, _)| *at < body.from)?;
    let other = fills.parent_spots.iter().any(|spot| at < spot && *spot < body.from);
    (own.start <= *at && !other).then_some(name)
}

/// The Party committee of the commune that a text is about, for one without a name.
fn of_commune(body: &Body, fills: &Fills) -> Option<(String, Resolution)> {
    let homes = fills.of(HOME);
    let beside = fills.beside.contains(&body.from);
    let near = || fills.sentences.holds(body.from, &fills.communes);
    if !beside && (!fills.of(Open::Owner).is_empty() || homes.len() != 1 || !near()) {
        return None;
    }
    let (home, why) = match homes {
        [one] => (one.as_str(), "the text names one"),
        _ => chosen(fills.spots.get(&HOME), body, fills)?,
    };
    Some(resolved([&*body.name, home].join(" "), why, HOME, home))
}

/// What a short form means where it stands.
fn chosen<'a>(
    spots: Option<&'a Spots>,
    body: &Body,
    fills: &Fills,
) -> Option<(&'a str, &'static str)> {
    spots?.choose(body.from, &fills.sentences)
}

/// The same body with its place, where it is of some place and the text names one: `Ủy ban
/// MTTQ` after `Ủy ban MTTQ Việt Nam tỉnh Vĩnh Long`.
fn placed(body: &Body, fills: &Fills, profile: &Profile) -> Option<(String, Resolution)> {
    if body.name != body.head || !profile.always_local.contains(&body.head) {
        return None;
    }
    let mut fitting = going_on(&fills.names, &body.name);
    let one = fitting.next().filter(|_| fitting.next().is_none())?;
    Some((one.clone(), Resolution::Resolved(format!("the text names one: {one}"))))
}

/// The whole name of a body whose organisation a text also has in full: `Đảng ủy Trường`
/// for `Đảng ủy Trường Đại học Vinh`, `Công đoàn Bệnh viện` for that of the only hospital.
fn longer(body: &Body, fills: &Fills, profile: &Profile) -> Option<(String, Resolution)> {
    // Few names hold one, and to look whether it is there takes less than to find where.
    let mut held = profile.committees.iter().filter(|head| body.name.contains(head.as_str()));
    let of_party = held.find_map(|head| {
        let at = body.name.find(head.as_str())? + head.len();
        Some((&body.name[..at], body.name[at..].trim_start()))
    });
    let of_group = || {
        let owner = body.name.strip_prefix(body.head.as_str())?.trim_start();
        profile.leading.contains(&body.head).then_some((body.head.as_str(), owner))
    };
    let (head, owner) = of_party.or_else(of_group).or_else(|| {
        let kind = ending(&body.name, &profile.others)?;
        let at = body.name.len() - kind.len();
        Some((body.name[..at].trim_end(), &body.name[at..]))
    })?;
    let one = only_longer(&fills.owners, owner).or_else(|| only_longer(&fills.names, owner));
    let one = one.filter(|_| !owner.is_empty() && !head.is_empty())?;
    let why = format!("the text names one so: {one}");
    Some((format!("{head} {one}"), Resolution::Resolved(why)))
}

/// Joins a name with what it left open.
fn join(name: &str, filled: &str, open: Open, profile: &Profile) -> String {
    let capital =
        matches!(open, Open::Place(_)) && profile.capital_level.iter().any(|p| p == filled);
    let stem = name.strip_suffix(&profile.city).unwrap_or(name).trim_end();
    // A number alone is no name: `Quận ủy` is that of `Quận 8`.
    let numbered = filled.chars().all(|c| c.is_ascii_digit());
    let word = match open {
        Open::Place(level) if numbered => level_word(name, level, profile),
        _ => None,
    };
    match (capital, word) {
        (true, _) => [stem, &capitalised(&profile.city), filled].join(" "),
        (false, Some(word)) => [name, &capitalised(word), filled].join(" "),
        (false, None) => [name, filled].join(" "),
    }
}

/// The word for a level that a name starts its seat with, unless it ends with it: `quận` of `Ban
/// Dân vận Quận ủy`.
fn level_word<'a>(name: &str, level: Level, profile: &'a Profile) -> Option<&'a str> {
    let small = name.to_lowercase();
    let of_level = profile.levels.values().filter(|word| word.level == level);
    let mut words = of_level.map(|word| word.name.as_str());
    words.find(|word| !small.ends_with(*word) && small.split(' ').any(|part| part == *word))
}
