//! Resolution: what the shorter forms of a text mean, and why.
//!
//! In the order of the text, and only to exactly one candidate: a form that could
//! mean two things means neither, and says so. A title or a lead that uses the
//! short form before the text gives the whole one gets a second chance.
//!
//! Not here: what other texts say (`catalog::identity`).

use std::collections::BTreeMap;

use super::body::{Body, Open, body};
use super::directive::{Draft, Name, written_key};
use super::number::{Code, first_suffix};
use super::profile::{Level, Profile, fold_code};
use super::tail::Tail;
use super::token::{Tokens, tokens};
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
    known: BTreeMap<Open, Vec<String>>,
}

impl Fills {
    /// Adds a name unless it is there.
    fn add(&mut self, open: Open, name: &str) {
        let names = self.known.entry(open).or_default();
        // `Khối cơ quan Trung ương` is `Khối các cơ quan Trung ương`.
        let bare = |name: &str| name.to_lowercase().trim_start_matches("các ").to_string();
        let same = |known: &&mut String| bare(known) == bare(name);
        match names.iter_mut().find(same) {
            Some(known) if known.len() < name.len() => *known = name.to_string(),
            Some(_) => {}
            None => names.push(name.to_string()),
        }
    }

    /// The names that could fill what is left open.
    fn of(&self, open: Open) -> &[String] {
        self.known.get(&open).map_or(&[], Vec::as_slice)
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
    for body in told.iter().chain(bodies) {
        let (name, _) = fill(body, &fills, profile);
        if let Some((_, bloc)) = name.split_once("Khối ")
            && body.open != Some(Open::Bloc)
            && !told_levels.contains(&Open::Bloc)
        {
            fills.add(Open::Bloc, bloc);
        }
        if let Some(owner) = name.strip_prefix("Đảng ủy ")
            && body.head == "Đảng ủy"
            && body.open.is_none()
        {
            fills.add(Open::Owner, owner);
        }
    }
    fills
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
}

/// Fills what a body leaves open: its key and how that was come by.
pub(super) fn fill(body: &Body, fills: &Fills, profile: &Profile) -> (String, Resolution) {
    let Some(open) = body.open else { return (body.name.clone(), Resolution::Stated) };
    match fills.of(open) {
        [] => (
            body.name.clone(),
            Resolution::Unresolved(format!("the text does not say {}", question(open))),
        ),
        [one] => (
            join(&body.name, one, open, profile),
            Resolution::Resolved(format!("the text names one {}: {one}", what(open))),
        ),
        several => (
            body.name.clone(),
            Resolution::Unresolved(format!(
                "the text names more than one {}: {}",
                what(open),
                several.join("; ")
            )),
        ),
    }
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
    }
}

/// Joins a name with what it left open.
fn join(name: &str, filled: &str, open: Open, profile: &Profile) -> String {
    let capital =
        matches!(open, Open::Place(_)) && profile.capital_level.iter().any(|p| p == filled);
    let stem = name.strip_suffix("thành phố").map(str::trim_end);
    match (capital, stem) {
        (true, Some(stem)) => format!("{stem} Thành phố {filled}"),
        (true, None) => format!("{name} Thành phố {filled}"),
        (false, _) => format!("{name} {filled}"),
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
    let mut answers: Vec<Option<Answer>> =
        drafts.iter().map(|draft| stated(draft, profile)).collect();
    for &(alias, of) in aliases {
        if answers[alias].is_none()
            && let Some(full) = answers[of].clone()
        {
            let why = format!("declared as an alias of {}", full.key);
            answers[alias] =
                Some(Answer { form: Form::Short, resolution: Resolution::Resolved(why), ..full });
        }
    }
    for index in 0..drafts.len() {
        if answers[index].is_none() {
            answers[index] = short(index, drafts, &answers, tails, issuers, profile);
        }
    }
    answers
}

/// The answer of a draft that needs no other.
fn stated(draft: &Draft, _profile: &Profile) -> Option<Answer> {
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
struct Candidate {
    /// Its place among the drafts.
    index: usize,
    /// Its answer.
    answer: Answer,
}

/// Resolves a short form.
fn short(
    index: usize,
    drafts: &[Draft],
    answers: &[Option<Answer>],
    tails: &[Tail],
    issuers: &[Option<String>],
    profile: &Profile,
) -> Option<Answer> {
    let draft = &drafts[index];
    let Name::Bare { number, year, kind } = &draft.name else { return None };
    let type_index = draft.kind?;
    let fits = |other: usize, answer: &Answer| {
        let Some(code) = &answer.code else { return false };
        let year_fits = year.is_none_or(|year| {
            code.year == Some(year)
                || code.year.is_none() && tails[other].date.is_some_and(|date| date.year == year)
        });
        code.number == *number
            && year_fits
            && kind_fits(type_index, kind, &drafts[other], code, profile)
    };
    let whole = |other: usize| match (&drafts[other].name, &answers[other]) {
        (Name::Bare { .. }, Some(answer))
            if !matches!(answer.resolution, Resolution::Resolved(_)) =>
        {
            None
        }
        (_, Some(answer)) if other != index && fits(other, answer) => {
            Some(Candidate { index: other, answer: answer.clone() })
        }
        _ => None,
    };
    let before: Vec<Candidate> = (0..index).filter_map(whole).collect();
    let after: Vec<Candidate> = (index + 1..drafts.len()).filter_map(whole).collect();
    let own_issuer = issuers[index].as_deref();
    for (found, words) in [(before, "given in full before"), (after, "given in full later")] {
        let found = narrow(found, own_issuer, profile);
        let mut keys: Vec<&str> = found.iter().map(|one| one.answer.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        match keys.as_slice() {
            [] => continue,
            [key] => {
                let why = format!("{words}: {key}");
                let answer = found[0].answer.clone();
                return Some(Answer {
                    form: Form::Short,
                    resolution: Resolution::Resolved(why),
                    ..answer
                });
            }
            several => {
                let why = format!("could be any of {}", several.join(", "));
                return Some(unresolved(draft, number, *year, why, profile));
            }
        }
    }
    if let Some(answer) = derived(draft, number, *year, kind, own_issuer, profile) {
        return Some(answer);
    }
    let why = "the text gives no full form with this number".to_string();
    (!draft.weak).then(|| unresolved(draft, number, *year, why, profile))
}

/// Whether a short form's type can be that of a whole number.
fn kind_fits(
    kind: u16,
    code: &Option<String>,
    other: &Draft,
    whole: &Code,
    profile: &Profile,
) -> bool {
    let Some(whole_code) = &whole.kind else { return other.kind == Some(kind) };
    let folded = fold_code(whole_code);
    if let Some(code) = code {
        return fold_code(code) == folded;
    }
    other.kind == Some(kind) || profile.types[usize::from(kind)].codes.contains(&folded)
}

/// Drops the candidates that another body issued, where the short form names its issuer.
fn narrow(found: Vec<Candidate>, issuer: Option<&str>, profile: &Profile) -> Vec<Candidate> {
    let Some(issuer) = issuer else { return found };
    let suffix = suffix_of(issuer, profile);
    let fits = |one: &Candidate| {
        let Some(code) = &one.answer.code else { return true };
        suffix.is_none_or(|suffix| fold_code(first_suffix(&code.issuer)) == fold_code(suffix))
    };
    let _ = found.iter().map(|one| one.index).max();
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
