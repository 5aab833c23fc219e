//! Codes: types of document and the suffixes of those who issue them.
//!
//! Tables are keyed by folded codes: capitals throughout, and one end for those that mean the
//! same (`TƯ` and `TW`).
//!
//! Not here: how a number is read (`cite::number`).

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::ProfileError;
use super::compile::pairs;
use super::raw::{Raw, RawSuffixes, RawType};
use crate::cite::institutions::error;

/// A type of document.
#[derive(Debug)]
pub(in crate::cite) struct Type {
    /// Its name: `Nghị quyết`.
    pub(in crate::cite) name: String,
    /// The codes that stand for it, folded.
    pub(in crate::cite) codes: Vec<String>,
    /// The code that new numbers have: `NQ`.
    pub(in crate::cite) code: Option<String>,
    /// Whether it is cited with a bare number.
    pub(in crate::cite) plain: bool,
    /// Whether its name is a verb as well.
    pub(in crate::cite) verb: bool,
    /// Whether it is cited by name and year: a law.
    pub(in crate::cite) named: bool,
    /// Whether it is cited by its year alone: the constitution.
    pub(in crate::cite) dated: bool,
    /// Whether its numbers had no code of the type before 1997.
    pub(in crate::cite) old: bool,
    /// Whether it is a letter, whose number has no code of the type: `1234/BNV-VTLT`.
    pub(in crate::cite) letter: bool,
    /// The suffix of the only body that issues it.
    pub(in crate::cite) issuer: Option<String>,
    /// Bodies that never issue it, by their names.
    pub(in crate::cite) not_by: Vec<String>,
}

/// Who writes numbers in which order.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(in crate::cite) enum Family {
    /// `N-TYPE/SUFFIX`
    Party,
    /// `N/TYPE-SUFFIX`
    State,
}

/// What the profile knows of a suffix.
#[derive(Debug)]
pub(in crate::cite) struct Suffix {
    /// In the profile's spelling: `TTg`.
    pub(in crate::cite) code: String,
    /// Its family.
    pub(in crate::cite) family: Family,
    /// The body behind it, where there is only one.
    pub(in crate::cite) body: Option<String>,
}

/// What suffixes mean beside the bodies behind them.
#[derive(Debug)]
pub(in crate::cite) struct Rules {
    /// Suffixes that the number of a term follows: `QH13`.
    pub(in crate::cite) terms: Vec<String>,
    /// What suffixes start with whose figures are part of them: `BCĐ35`.
    pub(in crate::cite) figured: Vec<String>,
    /// How suffixes of the Party end and start that are on no list.
    pub(in crate::cite) party_ends: Vec<String>,
    /// The same for their beginnings.
    pub(in crate::cite) party_starts: Vec<String>,
    /// The suffix with which a body signs, by the body's name.
    pub(in crate::cite) signs: FxHashMap<String, String>,
    /// The same for all bodies whose names start so: `Ban Thường vụ Tỉnh ủy`.
    pub(in crate::cite) signs_alike: Vec<(String, String)>,
    /// Heads behind suffixes that carry no place: `ĐUK` and `Đảng ủy Khối`.
    pub(in crate::cite) seats: Vec<(String, String)>,
    /// Folded suffixes that stood alone in numbers before 1997.
    pub(in crate::cite) old: FxHashMap<String, ()>,
    /// Ends of suffixes in capitals that mean another end: `TƯ` and `TW`.
    pub(in crate::cite) alike: Vec<(String, String)>,
    /// Both sides of the full stop in abbreviations that suffixes end with: `T` and `Ư`.
    pub(in crate::cite) dotted: Vec<(String, String)>,
}

/// Compiles a type.
pub(super) fn compile_type(raw: RawType, alike: &[(String, String)]) -> Type {
    Type {
        codes: raw.codes.iter().map(|code| fold_code(code, alike).into_owned()).collect(),
        code: raw.codes.into_iter().next(),
        name: raw.name,
        plain: raw.plain,
        verb: raw.verb,
        named: raw.named,
        dated: raw.dated,
        old: raw.old,
        letter: raw.letter,
        issuer: raw.issuer,
        not_by: raw.not_by,
    }
}

/// Compiles the codes of types, and those of papers that are no directives.
pub(super) fn codes(
    raw: &Raw,
    alike: &[(String, String)],
) -> (FxHashMap<String, String>, FxHashMap<String, ()>) {
    let all = raw.types.iter().flat_map(|kind| &kind.codes).chain(&raw.codes.more);
    let types = all.map(|code| (fold_code(code, alike).into_owned(), code.clone())).collect();
    let never =
        raw.codes.never.iter().map(|code| (fold_code(code, alike).into_owned(), ())).collect();
    (types, never)
}

/// Compiles the suffixes; where a code stands twice the first wins.
pub(super) fn suffixes(raw: &RawSuffixes, alike: &[(String, String)]) -> FxHashMap<String, Suffix> {
    let mut table = FxHashMap::default();
    for (lines, family) in [(&raw.state, Family::State), (&raw.party, Family::Party)] {
        for line in lines {
            let (code, body) = match line.split_once('=') {
                Some((code, body)) => (code.trim(), Some(body.trim().to_string())),
                None => (line.trim(), None),
            };
            let suffix = Suffix { code: code.to_string(), family, body };
            table.entry(fold_code(code, alike).into_owned()).or_insert(suffix);
        }
    }
    table
}

/// Compiles what suffixes mean beside the bodies behind them.
pub(super) fn rules(raw: &RawSuffixes) -> Result<Rules, ProfileError> {
    let alike: Vec<(String, String)> = pairs(&raw.alike)?
        .into_iter()
        .map(|(other, kept)| (other.to_uppercase(), kept.to_uppercase()))
        .collect();
    let fold = |code: &str| fold_code(code, &alike).into_owned();
    Ok(Rules {
        signs: pairs(&raw.signs)?.into_iter().collect(),
        signs_alike: pairs(&raw.signs_alike)?,
        seats: pairs(&raw.seats)?.into_iter().map(|(code, head)| (fold(&code), head)).collect(),
        old: raw.old.iter().map(|code| (fold(code), ())).collect(),
        dotted: dotted(&raw.dotted)?,
        terms: raw.terms.clone(),
        figured: raw.figured.clone(),
        party_ends: raw.party_ends.clone(),
        party_starts: raw.party_starts.clone(),
        alike,
    })
}

/// Splits abbreviations at their full stops.
fn dotted(list: &[Spanned<String>]) -> Result<Vec<(String, String)>, ProfileError> {
    let split = |written: &Spanned<String>| match written.get_ref().split_once('.') {
        Some((start, end)) if !start.is_empty() && !end.is_empty() => {
            Ok((start.to_string(), end.to_string()))
        }
        _ => Err(error(
            &format!("`{}` has no full stop between its letters", written.get_ref()),
            "write an abbreviation with one: \"T.W\"",
            Some(written.span()),
        )),
    };
    list.iter().map(split).collect()
}

/// Folds a code for the tables.
///
/// Most codes are in capitals already, and stay where they are.
pub(super) fn fold_code<'a>(code: &'a str, ends: &[(String, String)]) -> Cow<'a, str> {
    let stays = |letter: char| match letter.is_ascii() {
        true => !letter.is_ascii_lowercase(),
        false => letter.is_uppercase(),
    };
    let upper = match code.chars().all(stays) {
        true => Cow::Borrowed(code),
        false => Cow::Owned(code.to_uppercase()),
    };
    alike(&upper, ends).map_or(upper, Cow::Owned)
}

/// A code that ends in what is written for another end: `BTCTW` for `BTCTƯ`.
pub(in crate::cite) fn alike(code: &str, ends: &[(String, String)]) -> Option<String> {
    let kept =
        |(other, kept): &(String, String)| Some(code.strip_suffix(&**other)?.to_string() + kept);
    ends.iter().find_map(kept)
}

/// Codes of types and suffixes as a keyboard writes them that has no marks.
pub(super) fn unmarked(
    types: &FxHashMap<String, String>,
    never: &FxHashMap<String, ()>,
    suffixes: &FxHashMap<String, Suffix>,
) -> (FxHashMap<String, String>, FxHashMap<String, String>) {
    let free_type = |code: &str| !types.contains_key(code) && !never.contains_key(code);
    let free_suffix = |code: &str| !suffixes.contains_key(code);
    let own = suffixes.keys().map(|code| (code, code));
    (bare(types.iter(), free_type), bare(own, free_suffix))
}

/// Maps the codes of a table without their marks (`ND`) to the codes (`NĐ`), where that
/// is no code itself and only one code looks so.
fn bare<'a>(
    table: impl Iterator<Item = (&'a String, &'a String)>,
    is_free: impl Fn(&str) -> bool,
) -> FxHashMap<String, String> {
    let mut found: FxHashMap<String, Option<String>> = FxHashMap::default();
    for (folded, code) in table {
        let plain: String = folded.chars().map(without_marks).collect();
        if plain != *folded && is_free(&plain) {
            found.entry(plain).and_modify(|one| *one = None).or_insert(Some(code.clone()));
        }
    }
    found.into_iter().filter_map(|(plain, code)| Some((plain, code?))).collect()
}

/// The letter of an old keyboard for a capital of a code.
///
/// No data of a profile: any language that writes these two letters loses their marks so.
fn without_marks(letter: char) -> char {
    match letter {
        'Đ' => 'D',
        'Ư' => 'U',
        _ => letter,
    }
}
