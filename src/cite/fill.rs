//! Filling: what the names of bodies leave open, and what in the text completes them.
//!
//! `UBND tỉnh`, `Đảng ủy Khối`, `Ban Thường vụ`: the text names one province, one
//! bloc, one such organ, and the short name is of that one. Where it names several
//! the place of the short form decides (`cite::scope`), and if that does not, the
//! name stays as short as it was written and says why.
//!
//! Not here: short forms of documents (`cite::resolve`).

mod reason;
mod answer;
mod places;
mod owners;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use rustc_hash::FxHashMap;

use super::body::{Body, Open, body};
use super::profile::{Level, Profile};
use super::scope::{Sentences, Spots};
use super::token::{Tokens, tokens};
use super::{About, Resolution};
use owners::{offices, organs, owners};
use places::places;

pub(super) use answer::fill;

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

/// The names that are another one with more words after it.
fn going_on<'a>(names: &'a BTreeSet<String>, start: &str) -> impl Iterator<Item = &'a String> {
    let start = [start, " "].concat();
    let from = names.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded));
    from.take_while(move |name| name.starts_with(&start))
}

/// The first of some names that another ends with.
fn ending<'a>(name: &str, names: &'a [String]) -> Option<&'a String> {
    let last = name.as_bytes().last();
    // Nearly all are told apart by that byte alone.
    names.iter().find(|end| end.as_bytes().last() == last && name.ends_with(end.as_str()))
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
