//! Resolution: what the shorter forms of a text mean, and why.
//!
//! In the order of the text, and only to exactly one candidate: a form that could
//! mean two things means neither, and says so. A title or a lead that uses the
//! short form before the text gives the whole one gets a second chance.
//!
//! Not here: what other texts say (`catalog::identity`).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::body::{Body, Open, body};
use super::directive::{Draft, Name, written_key};
use super::number::{Code, first_suffix};
use super::profile::{Level, Profile, fold_code};
use super::tail::Tail;
use super::token::{Shape, Tokens, tokens};
use super::{About, Form, Resolution};

/// A key, how it was come by, and the form.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The key.
    pub(super) key: String,
    /// The code behind the key, for documents with a number.
    pub(super) code: Option<Code>,
    /// The form of the mention.
    pub(super) form: Form,
    /// How.
    pub(super) resolution: Resolution,
}

/// What the bodies of a text say about places and blocs, each once and in order.
#[derive(Debug, Default)]
pub(super) struct Fills {
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

impl Fills {
    /// Adds a name unless it is there.
    fn add(&mut self, open: Open, name: &str) {
        // `Khối cơ quan Trung ương` is `Khối các cơ quan Trung ương`.
        let same = name.to_lowercase().trim_start_matches("các ").to_string();
        self.known.entry(open).or_default().add(same, name);
    }

    /// The names that could fill what is left open.
    fn of(&self, open: Open) -> &[String] {
        self.known.get(&open).map_or(&[], |names| names.list.as_slice())
    }
}

/// Collects what the bodies of a text and its front matter say.
pub(super) fn fills(tokens: &Tokens, bodies: &[Body], about: &About, profile: &Profile) -> Fills {
    let mut fills = Fills::default();
    let add = |body: &Body, fills: &mut Fills| {
        for (open, name) in &body.fills {
            fills.add(*open, name);
        }
    };
    let told: Vec<Body> = about.bodies.iter().filter_map(|name| whole(name, profile)).collect();
    told.iter().for_each(|body| add(body, &mut fills));
    let told_levels: Vec<Open> = fills.known.keys().copied().collect();
    for body in bodies {
        for (open, name) in &body.fills {
            // What the front matter says of a level, the text cannot make ambiguous.
            if !told_levels.contains(open) {
                fills.add(*open, name);
            }
        }
    }
    places(tokens, bodies, about, profile, &mut fills);
    let bloc = format!("{} ", profile.bloc);
    let of_party = |body: &Body| profile.committees.contains(&body.head);
    let owners = |body: &&Body| of_party(body) || body.name.contains(&bloc);
    for body in told.iter().chain(bodies).filter(owners) {
        let (name, _) = fill(body, &fills, profile);
        if let Some((_, bloc)) = name.split_once(&bloc)
            && body.open != Some(Open::Bloc)
            && !told_levels.contains(&Open::Bloc)
        {
            fills.add(Open::Bloc, bloc);
        }
        if let Some(owner) = name.strip_prefix(&body.head)
            && of_party(body)
            && body.open.is_none()
        {
            fills.add(Open::Owner, owner.trim_start());
        }
    }
    // `Đảng ủy Tập đoàn` says no more than `Đảng ủy Tập đoàn Điện lực Việt Nam` says.
    fills.owners = fills.of(Open::Owner).iter().cloned().collect();
    if let Some(owners) = fills.known.get_mut(&Open::Owner) {
        owners.list.retain(|owner| going_on(&fills.owners, owner).next().is_none());
    }
    for body in bodies {
        parents(body, &mut fills, profile);
    }
    if bodies.iter().any(|body| is_cut_short(body, profile)) {
        for body in bodies.iter().filter(|body| body.open != Some(Open::Parent)) {
            let (name, resolution) = fill(body, &fills, profile);
            if !matches!(resolution, Resolution::Unresolved(_)) {
                fills.names.insert(name);
            }
        }
    }
    for body in bodies.iter().filter(|body| body.open != Some(Open::Parent)) {
        if profile.bare.contains(&body.head) || profile.bare_after_title.contains(&body.head) {
            let (name, _) = fill(body, &fills, profile);
            fills.organs.entry(body.head.clone()).or_default().add(name.clone(), &name);
        }
    }
    fills
}

/// Whether a name may be the beginning of a longer one that the text has elsewhere.
fn is_cut_short(body: &Body, profile: &Profile) -> bool {
    let ends = |kind: &String| body.name.ends_with(kind.as_str());
    let holds = |committee: &String| body.name.contains(committee.as_str());
    let bare = body.name == body.head && profile.always_local.contains(&body.head);
    body.open.is_none()
        && (bare || profile.committees.iter().any(holds) || profile.others.iter().any(ends))
}

/// Collects the Party committees in a body's name.
fn parents(body: &Body, fills: &mut Fills, profile: &Profile) {
    if profile.parents.contains(&body.head) {
        let (name, _) = fill(body, fills, profile);
        fills.parents.add(name.clone(), &name);
    }
    body.nested.iter().for_each(|inner| parents(inner, fills, profile));
}

/// The names that are another one with more words after it.
fn going_on<'a>(names: &'a BTreeSet<String>, start: &str) -> impl Iterator<Item = &'a String> {
    let start = format!("{start} ");
    let from = names.range::<String, _>(&start..);
    from.take_while(move |name| name.starts_with(&start))
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
        if fills.of(Open::Place(level)).is_empty()
            && let Some(only) = only_place(tokens, level, profile)
        {
            fills.add(Open::Place(level), &only);
        }
    }
}

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
        if of_level {
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
    if open == Open::Parent {
        let organs = fills.organs.get(&body.head).map_or(&[][..], |organs| organs.list.as_slice());
        return match organs {
            [one] => (one.clone(), Resolution::Resolved(format!("the text names one: {one}"))),
            [] => match fills.parents.list.as_slice() {
                [one] => (
                    format!("{} {one}", body.name),
                    Resolution::Resolved(format!("the text names one Party committee: {one}")),
                ),
                [] => unfilled(body, open),
                several => ambiguous(body, open, several),
            },
            several => ambiguous(body, open, several),
        };
    }
    match fills.of(open) {
        [one] => (
            join(&body.name, one, open, profile),
            Resolution::Resolved(format!("the text names one {}: {one}", what(open))),
        ),
        [] => unfilled(body, open),
        several => ambiguous(body, open, several),
    }
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
    let only = |names| {
        let mut fitting = going_on(names, owner);
        fitting.next().cloned().filter(|_| fitting.next().is_none())
    };
    let one = only(&fills.owners).or_else(|| only(&fills.names));
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

/// The body with a head that leaves something open, where the text fills it.
pub(super) fn only(head: &str, fills: &Fills, profile: &Profile) -> Option<String> {
    let (name, resolution) = fill(&whole(head, profile)?, fills, profile);
    matches!(resolution, Resolution::Resolved(_)).then_some(name)
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
        Open::Parent => "whose organ",
    }
}

/// Joins a name with what it left open.
fn join(name: &str, filled: &str, open: Open, profile: &Profile) -> String {
    let capital =
        matches!(open, Open::Place(_)) && profile.capital_level.iter().any(|p| p == filled);
    let stem = name.strip_suffix(&profile.city).unwrap_or(name).trim_end();
    match capital {
        true => format!("{stem} {} {filled}", super::body::capital(&profile.city)),
        false => format!("{name} {filled}"),
    }
}

/// Resolves all directives of a text; a weak one that stays unresolved is left out.
pub(super) fn answers(
    drafts: &[Draft],
    tails: &[Tail],
    issuers: &[Option<String>],
    aliases: &[(usize, usize)],
    profile: &Profile,
) -> Vec<Option<Answer>> {
    let mut answers: Vec<Option<Answer>> = drafts.iter().map(stated).collect();
    for &(alias, of) in aliases {
        if answers[alias].is_none()
            && let Some(full) = answers[of].clone()
        {
            let resolution = Resolution::Resolved(format!("declared as an alias of {}", full.key));
            answers[alias] = Some(Answer { form: Form::Short, resolution, ..full });
        }
    }
    let open: Vec<usize> = (0..drafts.len()).filter(|&index| answers[index].is_none()).collect();
    // Twice: a short form with its issuer (`Chỉ thị 05 của Bộ Chính trị`) answers for others.
    for _ in 0..2 {
        let candidates = candidates(drafts, &answers, tails);
        for &index in &open {
            if answers[index].as_ref().is_none_or(|answer| answer.code.is_none()) {
                let issuer = issuers[index].as_deref();
                answers[index] = short(index, &drafts[index], &candidates, issuer, profile);
            }
        }
    }
    answers
}

/// Lists what short forms can mean, by number: each key once for each type word and year.
fn candidates(
    drafts: &[Draft],
    answers: &[Option<Answer>],
    tails: &[Tail],
) -> BTreeMap<String, Vec<Candidate>> {
    let mut all: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for (index, (draft, answer)) in drafts.iter().zip(answers).enumerate() {
        let Some(Answer { key, code: Some(code), .. }) = answer else { continue };
        let year = code.year.or(tails[index].date.map(|date| date.year));
        // A declared alias is called by its own number: `Đề án 06`.
        let number = match &draft.name {
            Name::Bare { number, .. } => number,
            _ => &code.number,
        };
        let list = all.entry(number.clone()).or_default();
        let known =
            list.iter().any(|one| one.key == *key && one.kind == draft.kind && one.year == year);
        if !known {
            let (key, code) = (key.clone(), code.clone());
            list.push(Candidate { index, key, code, kind: draft.kind, year });
        }
    }
    all
}

/// The answer of a draft that needs no other.
fn stated(draft: &Draft) -> Option<Answer> {
    match &draft.name {
        Name::Code(code) => Some(Answer {
            key: code.key(),
            code: Some(code.clone()),
            form: Form::Full,
            resolution: Resolution::Stated,
        }),
        Name::Shared(code) => Some(Answer {
            key: code.key(),
            code: Some(code.clone()),
            form: Form::Short,
            resolution: Resolution::Resolved("shares the code of its list".to_string()),
        }),
        Name::Named { key, .. } => Some(Answer {
            key: key.clone(),
            code: None,
            form: Form::Unnumbered,
            resolution: Resolution::Stated,
        }),
        Name::Bare { .. } => None,
    }
}

/// A candidate for a short form.
#[derive(Debug)]
struct Candidate {
    /// The place of its first mention among the drafts.
    index: usize,
    /// Its key.
    key: String,
    /// Its number.
    code: Code,
    /// The type word before it.
    kind: Option<u16>,
    /// The year in its number or of its date.
    year: Option<i16>,
}

/// Resolves a short form.
fn short(
    index: usize,
    draft: &Draft,
    candidates: &BTreeMap<String, Vec<Candidate>>,
    issuer: Option<&str>,
    profile: &Profile,
) -> Option<Answer> {
    let Name::Bare { number, year, kind } = &draft.name else { return None };
    let type_index = draft.kind?;
    let fits = |one: &&Candidate| {
        let year_fits = year.is_none_or(|year| one.year == Some(year));
        year_fits && kind_fits(type_index, kind, one, profile)
    };
    let same: Vec<&Candidate> = candidates.get(number).into_iter().flatten().filter(fits).collect();
    let (before, after) = same.into_iter().partition(|one| one.index < index);
    for (found, words) in [(before, "given in full before"), (after, "given in full later")] {
        let found = narrow(found, issuer, profile);
        let mut keys: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        match keys.as_slice() {
            [] => continue,
            [key] => {
                let resolution = Resolution::Resolved(format!("{words}: {key}"));
                let (key, code) = (key.to_string(), Some(found[0].code.clone()));
                return Some(Answer { key, code, form: Form::Short, resolution });
            }
            several => {
                let why = format!("could be any of {}", several.join(", "));
                return Some(unresolved(draft, number, *year, why, profile));
            }
        }
    }
    if let Some(answer) = derived(draft, number, *year, kind, issuer, profile) {
        return Some(answer);
    }
    let why = "the text gives no full form with this number".to_string();
    (!draft.weak).then(|| unresolved(draft, number, *year, why, profile))
}

/// Whether a short form's type can be that of a whole number.
fn kind_fits(kind: u16, code: &Option<String>, whole: &Candidate, profile: &Profile) -> bool {
    let Some(whole_code) = &whole.code.kind else { return whole.kind == Some(kind) };
    let folded = fold_code(whole_code);
    match code {
        Some(code) => fold_code(code) == folded,
        None => {
            let codes = &profile.types[usize::from(kind)].codes;
            whole.kind == Some(kind) || codes.contains(&folded)
        }
    }
}

/// Drops the candidates that another body issued, where the short form names its issuer.
fn narrow<'a>(
    found: Vec<&'a Candidate>,
    issuer: Option<&str>,
    profile: &Profile,
) -> Vec<&'a Candidate> {
    let Some(suffix) = issuer.and_then(|issuer| suffix_of(issuer, profile)) else { return found };
    let fits = |one: &&Candidate| fold_code(first_suffix(&one.code.issuer)) == fold_code(suffix);
    match found.iter().any(fits) {
        true => found.into_iter().filter(fits).collect(),
        false => found,
    }
}

/// The suffix of the numbers of a body, where the profile knows it.
fn suffix_of<'a>(issuer: &str, profile: &'a Profile) -> Option<&'a str> {
    profile.signs.get(issuer).map(String::as_str)
}

/// A whole number made of a short form and its issuer: `Chỉ thị 05 của Bộ Chính trị`.
fn derived(
    draft: &Draft,
    number: &str,
    year: Option<i16>,
    kind: &Option<String>,
    issuer: Option<&str>,
    profile: &Profile,
) -> Option<Answer> {
    let type_index = draft.kind?;
    let of_type = &profile.types[usize::from(type_index)];
    let by_type = of_type.issuer.as_deref().filter(|_| year.is_some());
    let suffix = by_type.or_else(|| suffix_of(issuer?, profile))?;
    let known = profile.suffixes.get(&fold_code(suffix))?;
    // A decree's number has its year; without one there is no telling which it is.
    if of_type.issuer.is_some() && year.is_none() {
        return None;
    }
    let kind = kind.clone().or_else(|| of_type.code.clone())?;
    let code = Code {
        number: number.to_string(),
        year,
        kind: Some(kind),
        issuer: known.code.clone(),
        mark: None,
        joint: '/',
        known: true,
    };
    let by = issuer.or(known.body.as_deref()).unwrap_or(suffix);
    let why = format!("its type and its issuer give its code: {by}");
    Some(Answer {
        key: code.key(),
        code: Some(code),
        form: Form::Short,
        resolution: Resolution::Resolved(why),
    })
}

/// The answer of a short form that stays one.
fn unresolved(
    draft: &Draft,
    number: &str,
    year: Option<i16>,
    why: String,
    profile: &Profile,
) -> Answer {
    let name = draft.kind.map_or("", |kind| &profile.types[usize::from(kind)].name);
    Answer {
        key: written_key(name, number, year),
        code: None,
        form: Form::Short,
        resolution: Resolution::Unresolved(why),
    }
}
