//! Owners: the blocs and organisations whose Party committees a text names, the agencies that
//! their heads lead, and the organs that it names in full.
//!
//! Not here: what a short name means where there are several (`answer`).

use std::collections::{BTreeMap, BTreeSet};

use super::{Fills, HOME, ending, fill, going_on};
use crate::cite::Resolution;
use crate::cite::body::{Body, Open};
use crate::cite::profile::{Class, Level, Profile, flag};
use crate::cite::scope::Spots;
use crate::cite::token::{Shape, Tokens};

/// Collects the blocs, and the organisations that have a Party committee.
pub(super) fn owners(
    told: &[Body],
    bodies: &[Body],
    told_levels: &BTreeSet<Open>,
    profile: &Profile,
    fills: &mut Fills,
) {
    let (mut blocs, mut owners) = (Vec::new(), Vec::new());
    let bloc = format!("{} ", profile.bloc);
    let branch = format!("{} ", profile.branch);
    // A bloc that the front matter names is the one, whatever others the text names.
    let mut is_told = told_levels.contains(&Open::Bloc);
    for (at, body) in told.iter().chain(bodies).enumerate() {
        let of_text = told.len() <= at;
        let mut committees = Vec::new();
        collect(body, &|body| committee_head(body, profile).is_some(), &mut committees);
        let of_branch = body.name.contains(&branch);
        if committees.is_empty() && !of_branch && !body.name.contains(&bloc) {
            continue;
        }
        let (name, _) = fill(body, fills, profile);
        let home = body.fills.iter().find(|(open, _)| *open == HOME);
        if let Some((_, home)) = home.filter(|_| name.contains(&branch)) {
            fills.add(Open::Owner, home);
            owners.push((body.from, home.clone()));
        }
        // Few names hold one, and to look whether it is there takes less than to find where.
        if name.contains(&bloc)
            && let Some((_, bloc)) = name.split_once(&bloc)
            && body.open != Some(Open::Bloc)
            && !(of_text && is_told)
        {
            is_told |= !of_text;
            fills.add(Open::Bloc, bloc);
            blocs.push((body.from, bloc.to_string()));
        }
        for committee in committees.into_iter().filter(|one| one.open != Some(Open::Owner)) {
            let (name, resolution) = fill(committee, fills, profile);
            let head = committee_head(committee, profile).unwrap_or_default();
            if let Some(owner) = name.strip_prefix(head).filter(|owner| !owner.is_empty())
                && !matches!(resolution, Resolution::Unresolved(_))
            {
                fills.add(Open::Owner, owner.trim_start());
                owners.push((body.from, owner.trim_start().to_string()));
            }
        }
    }
    // `Đảng ủy Tập đoàn` says no more than `Đảng ủy Tập đoàn Điện lực Việt Nam` says.
    fills.owners = fills.of(Open::Owner).iter().cloned().collect();
    if let Some(owners) = fills.known.get_mut(&Open::Owner) {
        owners.list.retain(|owner| going_on(&fills.owners, owner).next().is_none());
    }
    fills.locate(Open::Bloc, blocs);
    fills.locate(Open::Owner, owners);
}

/// What a Party committee is called before the name of its organisation, also where the
/// whole is on a list: `Đảng ủy` in `Đảng ủy Chính phủ`.
fn committee_head<'a>(body: &Body, profile: &'a Profile) -> Option<&'a str> {
    let starts = |head: &&String| match body.head.strip_prefix(head.as_str()) {
        Some(rest) => rest.is_empty() || rest.starts_with(' '),
        None => false,
    };
    profile.committees.iter().find(starts).map(String::as_str)
}

/// Collects a body and those inside it that are of a kind.
fn collect<'a>(body: &'a Body, of_kind: &dyn Fn(&Body) -> bool, found: &mut Vec<&'a Body>) {
    if of_kind(body) {
        found.push(body);
    }
    body.nested.iter().for_each(|inner| collect(inner, of_kind, found));
}

/// Finds what the offices of one person tell: `Bí thư Đảng ủy, Chủ tịch HĐND xã` heads the
/// committee of the commune, `Bí thư Ban cán sự đảng, Bộ trưởng Bộ Nội vụ` that of the
/// ministry.
pub(super) fn offices(tokens: &Tokens, bodies: &[Body], profile: &Profile, fills: &mut Fills) {
    let of_commune = |body: &Body| {
        body.open == Some(Open::Place(Level::Commune))
            || body.fills.iter().any(|(open, _)| *open == HOME)
    };
    let title = |at: usize| profile.is(tokens.at(at).word, flag::TITLE);
    let member = |at: usize| profile.is(tokens.at(at).word, flag::MEMBER);
    for pair in bodies.windows(2) {
        let (body, next) = (&pair[0], &pair[1]);
        let between = body.to..next.from;
        let held = tokens.at(body.to).mark == b',' && between.len() <= 6;
        let leading = profile.leading.contains(&body.head) && body.open == Some(Open::Parent);
        let nameless = body.open == Some(Open::Owner);
        if !held || !(nameless || leading) || !between.clone().any(title) {
            continue;
        }
        if nameless && of_commune(next) {
            fills.beside.insert(body.from);
        } else if body.from.checked_sub(1).is_some_and(|at| title(at) || leading && member(at))
            && is_agency(next, leading, tokens, profile)
        {
            fills.headed.insert(body.from, next.clone());
        }
    }
    for body in bodies.iter().filter(|body| body.open == Some(Open::Owner)) {
        if !fills.headed.contains_key(&body.from)
            && let Some(agency) = agency_by_kind(tokens, body, bodies, profile)
        {
            fills.headed.insert(body.from, agency.clone());
        }
    }
    let communes = bodies.iter().filter(|body| of_commune(body));
    fills.communes = communes.map(|body| body.from).collect();
}

/// The agency that the holder of a nameless committee's office also heads, where the text
/// names one of its kind: `Bí thư Đảng ủy, Giám đốc Học viện`.
fn agency_by_kind<'a>(
    tokens: &Tokens,
    body: &Body,
    bodies: &'a [Body],
    profile: &Profile,
) -> Option<&'a Body> {
    let titled = |at: usize| profile.is(tokens.at(at).word, flag::TITLE);
    let before = body.from.checked_sub(1).is_some_and(titled);
    if !before || tokens.at(body.to).mark != b',' || !body.nested.is_empty() {
        return None;
    }
    let at = (body.to + 2..body.to + 5).find(|&at| titled(at - 1) && !titled(at))?;
    let (length, head) = profile.heads.longest(tokens, at)?;
    let bare = head.class == Class::Other
        && tokens.at(at).shape == Shape::Capital
        && tokens.at(at + length).shape == Shape::Mark;
    let of_kind = |one: &&Body| {
        one.name.strip_prefix(head.name.as_str()).is_some_and(|rest| rest.starts_with(' '))
    };
    let mut fitting = bodies.iter().filter(of_kind).filter(|_| bare);
    let one = fitting.next()?;
    fitting.all(|other| other.name == one.name).then_some(one)
}

/// Whether a body is an agency that has a Party committee of its own.
fn is_agency(body: &Body, leading: bool, tokens: &Tokens, profile: &Profile) -> bool {
    let class = profile.heads.longest(tokens, body.from).map(|(_, head)| head.class);
    match class {
        Some(Class::Name | Class::Office) => !profile.offices.contains(&body.head),
        // The people's committee of a province has a leading group, and other bodies too.
        Some(Class::Local | Class::Placed) => leading || !profile.councils.contains(&body.head),
        _ => false,
    }
}

/// Collects the organs that the text names in full, and the Party committees that have some.
pub(super) fn organs(bodies: &[Body], profile: &Profile, fills: &mut Fills) {
    let mut named = Vec::new();
    for body in bodies {
        let mut committees = Vec::new();
        collect(body, &|body| profile.parents.contains(&body.head), &mut committees);
        for committee in committees {
            let (name, resolution) = fill(committee, fills, profile);
            fills.parents.add(name.clone(), &name);
            if !matches!(resolution, Resolution::Unresolved(_)) {
                named.push((body.from, name));
            }
        }
    }
    fills.parent_spots = named.iter().map(|(at, _)| *at).collect();
    let bare = bodies.iter().any(|body| body.open == Some(Open::Parent));
    for body in bodies.iter().filter(|body| bare && body.open.is_none()) {
        let organ = body.head.strip_suffix(&profile.centre).map(str::trim_end);
        let organ = organ.filter(|organ| profile.bare.iter().any(|bare| bare == organ));
        if let Some(organ) = organ {
            let spots = fills.central.entry(organ.to_string()).or_default();
            spots.push((body.from, body.name.clone()));
        }
    }
    if 1 < fills.parents.list.len() {
        fills.spots.insert(Open::Parent, Spots::new(named));
    }
    if bodies.iter().any(|body| is_cut_short(body, profile)) {
        for body in bodies.iter().filter(|body| body.open != Some(Open::Parent)) {
            let (name, resolution) = fill(body, fills, profile);
            if !matches!(resolution, Resolution::Unresolved(_)) {
                fills.names.insert(name);
            }
        }
    }
    let mut named: BTreeMap<&String, Vec<(usize, String)>> = BTreeMap::new();
    for body in bodies.iter().filter(|body| body.open != Some(Open::Parent)) {
        let listed = |list: &[String]| list.contains(&body.head);
        if listed(&profile.bare)
            || listed(&profile.bare_after_title)
            || listed(&profile.council_organs)
        {
            let (name, _) = fill(body, fills, profile);
            fills.organs.entry(body.head.clone()).or_default().add(name.clone(), &name);
            named.entry(&body.head).or_default().push((body.from, name));
        }
    }
    for (head, named) in named {
        if fills.organs.get(head).is_some_and(|organs| 1 < organs.list.len()) {
            fills.organ_spots.insert(head.clone(), Spots::new(named));
        }
    }
}

/// Whether a name may be the beginning of a longer one that the text has elsewhere.
fn is_cut_short(body: &Body, profile: &Profile) -> bool {
    let holds = |committee: &String| body.name.contains(committee.as_str());
    let bare = body.name == body.head && profile.always_local.contains(&body.head);
    let group =
        profile.leading.contains(&body.head) && ending(&body.name, &profile.agencies).is_some();
    body.open.is_none()
        && (bare
            || group
            || profile.committees.iter().any(holds)
            || ending(&body.name, &profile.others).is_some())
}
