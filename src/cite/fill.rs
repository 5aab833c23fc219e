//! Filling: what the names of bodies leave open, and what in the text completes them.
//!
//! `UBND tỉnh`, `Đảng ủy Khối`, `Ban Thường vụ`: the text names one province, one
//! bloc, one such organ, and the short name is of that one. Where it names several
//! the place of the short form decides (`cite::scope`), and if that does not, the
//! name stays as short as it was written and says why.
//!
//! Not here: short forms of documents (`cite::resolve`).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::body::{Body, Open, body};
use super::profile::{Class, Level, Place, Profile, flag};
use super::scope::{Sentences, Spots};
use super::token::{Shape, Tokens, tokens};
use super::{About, Resolution};
use crate::text::capitalised;

/// The commune that a Party committee without a name may be of.
const HOME: Open = Open::Whole(Level::Commune);

/// What the bodies of a text say about places and blocs, each once and in order.
#[derive(Debug, Default)]
pub(super) struct Fills<'a> {
    /// By what is left open, the names that could fill it.
    known: BTreeMap<Open, Distinct>,
    /// By the bare name of an organ, the organs that the text names in full.
    organs: BTreeMap<String, Distinct>,
    /// The Party committees whose organs go by bare names.
    parents: Distinct,
    /// The organisations that have a Party committee.
    owners: BTreeSet<String>,
    /// The whole names of all bodies.
    names: BTreeSet<String>,
    /// Nameless Party committees that stand beside a body of their commune, by first token.
    beside: BTreeSet<usize>,
    /// By the first token of a nameless committee the agency that the same person heads.
    headed: BTreeMap<usize, Body>,
    /// The first tokens of the bodies of communes.
    communes: Vec<usize>,
    /// By what is left open and can be filled by several names, where the text has them.
    spots: BTreeMap<Open, Spots>,
    /// The same for the organs that go by a bare name.
    organ_spots: BTreeMap<String, Spots>,
    /// By the bare name of an organ, where the text names that of the centre, and its name.
    central: BTreeMap<String, Vec<(usize, String)>>,
    /// Where the text names Party committees whose organs go by bare names.
    parent_spots: Vec<usize>,
    /// The places of a level by the word for it that the text has: what fits `phường`.
    worded: BTreeMap<Level, BTreeMap<String, Distinct>>,
    /// Where the sentences start, if that matters.
    sentences: Sentences,
    /// Words that names may begin with or not, each with a blank after it.
    loose: &'a [String],
}

/// Names, each once, in the order of the text. A resolution on communes names thousands.
#[derive(Debug, Default)]
struct Distinct {
    /// The names.
    list: Vec<String>,
    /// By what counts as the same, the place in the list.
    places: FxHashMap<String, usize>,
}

impl Distinct {
    /// The name that stayed of those that count as the same.
    fn get(&self, same: &str) -> Option<&str> {
        self.places.get(same).and_then(|&at| self.list.get(at)).map(String::as_str)
    }

    /// Adds a name; of two that count as the same the longer stays.
    fn add(&mut self, same: String, name: &str) {
        match self.places.entry(same) {
            Entry::Occupied(at) => {
                let known = &mut self.list[*at.get()];
                if known.len() < name.len() {
                    *known = name.to_string();
                }
            }
            Entry::Vacant(free) => {
                free.insert(self.list.len());
                self.list.push(name.to_string());
            }
        }
    }
}

impl<'a> Fills<'a> {
    /// Adds a name unless it is there.
    fn add(&mut self, open: Open, name: &str) {
        self.known.entry(open).or_default().add(same(name, self.loose), name);
    }

    /// The names that could fill what is left open.
    fn of(&self, open: Open) -> &[String] {
        self.known.get(&open).map_or(&[], |names| names.list.as_slice())
    }

    /// The names that could fill what a body leaves open, by the word that it has for it.
    fn candidates(&self, body: &Body, open: Open) -> Option<&Distinct> {
        let words = match open {
            Open::Place(level) => self.worded.get(&level),
            _ => None,
        };
        let own = words.into_iter().flatten().find(|(word, _)| body.name.ends_with(word.as_str()));
        own.map(|(_, names)| names).or_else(|| self.known.get(&open))
    }

    /// Parts the places of a level by what the text calls them: a xã is no phường.
    fn part(&mut self, level: Level, profile: &Profile) {
        let mut called: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let names: BTreeSet<&String> = profile
            .levels
            .values()
            .filter(|word| word.level == level)
            .map(|word| &word.name)
            .collect();
        for whole in self.of(Open::Whole(level)) {
            for word in &names {
                if let Some(place) = whole.strip_prefix(word.as_str()) {
                    called.entry(place.trim_start()).or_default().push(word);
                }
            }
        }
        let fits = |place: &String, word: &str| {
            called.get(place.as_str()).is_none_or(|words| words.contains(&word))
        };
        let places = self.of(Open::Place(level));
        let parted = names.into_iter().map(|word| {
            let mut fitting = Distinct::default();
            let places = places.iter().filter(|place| fits(place, word));
            places.for_each(|place| fitting.add(same(place, self.loose), place));
            (word.clone(), fitting)
        });
        let parted = parted.collect();
        self.worded.insert(level, parted);
    }

    /// Finds the sentences once there is anything that leans on them.
    fn find_sentences(&mut self, tokens: &Tokens) {
        let leaning =
            !self.spots.is_empty() || !self.organ_spots.is_empty() || !self.communes.is_empty();
        let leaning = leaning || !self.central.is_empty();
        if leaning && self.sentences.is_empty() {
            self.sentences = Sentences::new(tokens);
        }
    }

    /// Remembers where the text has each of several names.
    fn locate(&mut self, open: Open, named: Vec<(usize, String)>) {
        if self.of(open).len() < 2 {
            return;
        }
        let whole = |name: String| match open {
            Open::Owner => only_longer(&self.owners, &name).unwrap_or(name),
            _ => {
                match self.known.get(&open).and_then(|names| names.get(&same(&name, self.loose))) {
                    Some(kept) => kept.to_string(),
                    None => name,
                }
            }
        };
        let list = named.into_iter().map(|(at, name)| (at, whole(name))).collect();
        self.spots.insert(open, Spots::new(list));
    }
}

/// What names have in common that count as the same: `Khối cơ quan Trung ương` is `Khối
/// các cơ quan Trung ương`.
fn same(name: &str, loose: &[String]) -> String {
    let small = name.to_lowercase();
    let mut rest = small.as_str();
    while let Some(after) = loose.iter().find_map(|word| rest.strip_prefix(word.as_str())) {
        rest = after;
    }
    rest.to_string()
}

/// Collects what the bodies of a text and its front matter say.
pub(super) fn fills<'a>(
    tokens: &Tokens,
    bodies: &[Body],
    about: &About,
    profile: &'a Profile,
) -> Fills<'a> {
    let mut fills = Fills { loose: &profile.loose, ..Fills::default() };
    let told: Vec<Body> = about.bodies.iter().filter_map(|name| whole(name, profile)).collect();
    let stated = told.iter().flat_map(|body| &body.fills);
    stated.for_each(|(open, name)| fills.add(*open, name));
    let told_levels: BTreeSet<Open> = fills.known.keys().copied().collect();
    let mut named: BTreeMap<Open, Vec<(usize, String)>> = BTreeMap::new();
    for body in bodies {
        for (open, name) in &body.fills {
            // What the front matter says of a level, the text cannot make ambiguous.
            if !told_levels.contains(open) {
                fills.add(*open, name);
                named.entry(*open).or_default().push((body.from, name.clone()));
            }
        }
    }
    places(tokens, bodies, about, profile, &mut fills);
    for level in [Level::District, Level::Commune] {
        if bodies.iter().any(|body| body.open == Some(Open::Place(level))) {
            fills.part(level, profile);
        }
    }
    named.into_iter().for_each(|(open, named)| fills.locate(open, named));
    fills.find_sentences(tokens);
    owners(&told, bodies, &told_levels, profile, &mut fills);
    offices(tokens, bodies, profile, &mut fills);
    fills.find_sentences(tokens);
    organs(bodies, profile, &mut fills);
    fills.find_sentences(tokens);
    fills
}

/// Collects the blocs, and the organisations that have a Party committee.
fn owners(
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
        if let Some((_, bloc)) = name.split_once(&bloc)
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
fn offices(tokens: &Tokens, bodies: &[Body], profile: &Profile, fills: &mut Fills) {
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
fn organs(bodies: &[Body], profile: &Profile, fills: &mut Fills) {
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
    let ends = |kind: &String| body.name.ends_with(kind.as_str());
    let holds = |committee: &String| body.name.contains(committee.as_str());
    let bare = body.name == body.head && profile.always_local.contains(&body.head);
    body.open.is_none()
        && (bare || profile.committees.iter().any(holds) || profile.others.iter().any(ends))
}

/// The names that are another one with more words after it.
fn going_on<'a>(names: &'a BTreeSet<String>, start: &str) -> impl Iterator<Item = &'a String> {
    let start = format!("{start} ");
    let from = names.range::<String, _>(&start..);
    from.take_while(move |name| name.starts_with(&start))
}

/// The only name that is another one with more words after it.
fn only_longer(names: &BTreeSet<String>, start: &str) -> Option<String> {
    let mut fitting = going_on(names, start);
    fitting.next().cloned().filter(|_| fitting.next().is_none())
}

/// Reads a whole name as a body.
pub(super) fn whole(name: &str, profile: &Profile) -> Option<Body> {
    let normal = super::normalise::normalise(name);
    let cut = tokens(&normal.text, &profile.vocabulary);
    body(&cut, 0, profile, 0).filter(|body| body.to == cut.list.len())
}

/// Adds the places that the text or its front matter names, for levels no body names.
fn places(tokens: &Tokens, bodies: &[Body], about: &About, profile: &Profile, fills: &mut Fills) {
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
        let normal = super::normalise::normalise(place);
        let cut = super::token::tokens(&normal.text, &profile.vocabulary);
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
        let named = super::body::place_name(tokens, at + length, level, profile);
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

/// Fills what a body leaves open: its key and how that was come by.
pub(super) fn fill(body: &Body, fills: &Fills, profile: &Profile) -> (String, Resolution) {
    let Some(open) = body.open else {
        return placed(body, fills, profile)
            .or_else(|| longer(body, fills, profile))
            .unwrap_or_else(|| (body.name.clone(), Resolution::Stated));
    };
    if let Some(agency) = fills.headed.get(&body.from) {
        let (agency, _) = fill(agency, fills, profile);
        let why = format!("its head also heads {agency}");
        return (format!("{} {agency}", body.head), Resolution::Resolved(why));
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
    let whole = |one: &str| format!("{} {one}", body.name);
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
    Some(resolved(format!("{} {home}", body.name), why, HOME, home))
}

/// What a short form means where it stands.
fn chosen<'a>(
    spots: Option<&'a Spots>,
    body: &Body,
    fills: &Fills,
) -> Option<(&'a str, &'static str)> {
    spots?.choose(body.from, &fills.sentences)
}

/// A name that the text completes.
fn resolved(name: String, why: &str, open: Open, one: &str) -> (String, Resolution) {
    (name, Resolution::Resolved(format!("{why} {}: {one}", what(open))))
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
    let of_party = profile.committees.iter().find_map(|head| {
        let at = body.name.find(head.as_str())? + head.len();
        Some((&body.name[..at], body.name[at..].trim_start()))
    });
    let (head, owner) = of_party.or_else(|| {
        let kind = profile.others.iter().find(|kind| body.name.ends_with(kind.as_str()))?;
        let at = body.name.len() - kind.len();
        Some((body.name[..at].trim_end(), &body.name[at..]))
    })?;
    let one = only_longer(&fills.owners, owner).or_else(|| only_longer(&fills.names, owner));
    let one = one.filter(|_| !owner.is_empty() && !head.is_empty())?;
    let why = format!("the text names one so: {one}");
    Some((format!("{head} {one}"), Resolution::Resolved(why)))
}

/// A name that nothing in the text completes.
fn unfilled(body: &Body, open: Open) -> (String, Resolution) {
    let why = format!("the text does not say {}", question(open));
    (body.name.clone(), Resolution::Unresolved(why))
}

/// How many names a reason lists: enough to see what is wrong.
const LISTED: usize = 6;

/// A name that several things in the text could complete.
fn ambiguous(body: &Body, open: Open, names: &[String]) -> (String, Resolution) {
    let mut listed = names[..names.len().min(LISTED)].join("; ");
    if LISTED < names.len() {
        listed.push_str(&format!("; and {} more", names.len() - LISTED));
    }
    let why = format!("the text names more than one {}: {listed}", what(open));
    (body.name.clone(), Resolution::Unresolved(why))
}

/// The body with a head that leaves something open, where the text fills it at a token.
pub(super) fn only(head: &str, at: usize, fills: &Fills, profile: &Profile) -> Option<String> {
    let body = Body { from: at, ..whole(head, profile)? };
    let (name, resolution) = fill(&body, fills, profile);
    matches!(resolution, Resolution::Resolved(_)).then_some(name)
}

/// The only place of a level that some words at a token mean: `Hà Nam` for `Đảng bộ tỉnh`.
pub(super) fn place_at<'a>(level: Level, at: usize, fills: &'a Fills) -> Option<&'a str> {
    let open = Open::Place(level);
    match fills.of(open) {
        [one] => Some(one),
        _ => fills.spots.get(&open)?.choose(at, &fills.sentences).map(|(one, _)| one),
    }
}

/// What is left open, as a thing.
fn what(open: Open) -> &'static str {
    match open {
        Open::Place(Level::Province) => "province",
        Open::Place(Level::City) => "city",
        Open::Place(Level::District) => "district",
        Open::Place(Level::Commune) => "commune",
        Open::Bloc => "bloc",
        Open::Owner => "Party committee",
        Open::Whole(level) => what(Open::Place(level)),
        Open::Parent => "such organ",
    }
}

/// What is left open, as a question.
fn question(open: Open) -> &'static str {
    match open {
        Open::Place(Level::Province) => "which province",
        Open::Place(Level::City) => "which city",
        Open::Place(Level::District) => "which district",
        Open::Place(Level::Commune) => "which commune",
        Open::Bloc => "which bloc",
        Open::Owner => "whose committee",
        Open::Whole(level) => question(Open::Place(level)),
        Open::Parent => "whose organ",
    }
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
        (true, _) => format!("{stem} {} {filled}", capitalised(&profile.city)),
        (false, Some(word)) => format!("{name} {} {filled}", capitalised(word)),
        (false, None) => format!("{name} {filled}"),
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
