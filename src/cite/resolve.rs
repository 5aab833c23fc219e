//! Resolution: what the short forms of documents in a text mean, and why.
//!
//! In the order of the text, and only to exactly one candidate: a form that could
//! mean two things means neither, and says so. A title or a lead that uses the
//! short form before the text gives the whole one gets a second chance.
//!
//! Not here: short forms of bodies (`cite::fill`), what other texts say
//! (`catalog::identity`).

use std::collections::BTreeMap;

use super::directive::{Draft, Name, written_key};
use super::number::{Code, first_suffix};
use super::profile::Profile;
use super::tail::Tail;
use super::{Form, Resolution};

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
        let is_open =
            |index: &&usize| answers[**index].as_ref().is_none_or(|answer| answer.code.is_none());
        let open: Vec<usize> = open.iter().filter(is_open).copied().collect();
        if open.is_empty() {
            break;
        }
        let candidates = candidates(drafts, &answers, tails);
        let found = open.iter().map(|&index| {
            short(index, &drafts[index], &candidates, issuers[index].as_deref(), profile)
        });
        let found: Vec<Option<Answer>> = found.collect();
        open.into_iter().zip(found).for_each(|(index, answer)| answers[index] = answer);
    }
    answers
}

/// Lists what short forms can mean, by number: each key once for each type word and year.
fn candidates<'a>(
    drafts: &'a [Draft],
    answers: &'a [Option<Answer>],
    tails: &[Tail],
) -> Candidates<'a> {
    let mut all = Candidates::new();
    for (index, (draft, answer)) in drafts.iter().zip(answers).enumerate() {
        let Some(Answer { key, code: Some(code), .. }) = answer else { continue };
        let year = code.year.or(tails[index].date.map(|date| date.year));
        // A declared alias is called by its own number: `Đề án 06`.
        let number = match &draft.name {
            Name::Bare { number, .. } => number,
            _ => &code.number,
        };
        let list = all.entry(number).or_default();
        let known =
            list.iter().any(|one| one.key == *key && one.kind == draft.kind && one.year == year);
        if !known {
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

/// What short forms can mean, by number.
type Candidates<'a> = BTreeMap<&'a str, Vec<Candidate<'a>>>;

/// A candidate for a short form.
#[derive(Debug)]
struct Candidate<'a> {
    /// The place of its first mention among the drafts.
    index: usize,
    /// Its key.
    key: &'a str,
    /// Its number.
    code: &'a Code,
    /// The type word before it.
    kind: Option<u16>,
    /// The year in its number or of its date.
    year: Option<i16>,
}

/// Resolves a short form.
fn short(
    index: usize,
    draft: &Draft,
    candidates: &Candidates,
    issuer: Option<&str>,
    profile: &Profile,
) -> Option<Answer> {
    let Name::Bare { number, year, kind } = &draft.name else { return None };
    let type_index = draft.kind?;
    let fits = |one: &&Candidate| {
        let year_fits = year.is_none_or(|year| one.year == Some(year));
        year_fits && kind_fits(type_index, kind, one, profile)
    };
    let same: Vec<&Candidate> =
        candidates.get(number.as_str()).into_iter().flatten().filter(fits).collect();
    let (before, after) = same.into_iter().partition(|one| one.index < index);
    for (found, words) in [(before, "given in full before"), (after, "given in full later")] {
        let found = narrow(found, issuer, profile);
        let mut keys: Vec<&str> = found.iter().map(|one| one.key).collect();
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
    let is_sure = !draft.weak || issuer.is_some() && is_of_issuer(number, type_index, profile);
    is_sure.then(|| unresolved(draft, number, *year, why, profile))
}

/// Whether a number is a document's where a body follows that issued it: `kết luận 13 của Đảng ủy`.
/// A plan that is named by a year is none: `kế hoạch 2024 của Đảng ủy`.
fn is_of_issuer(number: &str, kind: u16, profile: &Profile) -> bool {
    let is_year = number.parse().is_ok_and(|year| profile.institutions.years.contains(&year));
    profile.types[usize::from(kind)].plain && !is_year
}

/// Whether a short form's type can be that of a whole number.
fn kind_fits(kind: u16, code: &Option<String>, whole: &Candidate, profile: &Profile) -> bool {
    let Some(whole_code) = &whole.code.kind else { return whole.kind == Some(kind) };
    let folded = profile.fold_code(whole_code);
    match code {
        Some(code) => profile.fold_code(code) == folded,
        None => {
            let codes = &profile.types[usize::from(kind)].codes;
            whole.kind == Some(kind) || codes.iter().any(|code| *code == folded)
        }
    }
}

/// Drops the candidates that another body issued, where the short form names its issuer.
fn narrow<'a>(
    found: Vec<&'a Candidate<'a>>,
    issuer: Option<&str>,
    profile: &Profile,
) -> Vec<&'a Candidate<'a>> {
    let Some(suffix) = issuer.and_then(|issuer| suffix_of(issuer, profile)) else { return found };
    let fits = |one: &&Candidate| {
        profile.fold_code(first_suffix(&one.code.issuer, profile)) == profile.fold_code(suffix)
    };
    match found.iter().any(fits) {
        true => found.into_iter().filter(fits).collect(),
        false => found,
    }
}

/// The suffix of the numbers of a body, where the profile knows it.
fn suffix_of<'a>(issuer: &str, profile: &'a Profile) -> Option<&'a str> {
    let alike = |(start, _): &&(String, String)| {
        issuer
            .strip_prefix(start.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let alike = || {
        let found = profile.rules.signs_alike.iter().filter(alike);
        found.max_by_key(|(start, _)| start.len()).map(|(_, code)| code)
    };
    profile.rules.signs.get(issuer).or_else(alike).map(String::as_str)
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
    let known = profile.suffixes.get(&*profile.fold_code(suffix))?;
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
