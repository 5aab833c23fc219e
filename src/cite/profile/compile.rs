//! Compiling: a profile from the file that was read.
//!
//! Words get their numbers in the order in which the lists are compiled, so all lists share
//! one vocabulary, and flags come last, when it is whole.
//!
//! Not here: what single lists are compiled to (`names`, `codes`, `flag`).

use toml::Spanned;

use super::codes::{codes, compile_type, rules, suffixes, unmarked};
use super::flag::{flags, with_starts};
use super::names::{centre_short, first_names, heads, names, places};
use super::page::page;
use super::phrases::{Phrases, renamed, set};
use super::raw::{Raw, RawRelation, RawType, RawWords};
use super::vocabulary::{Vocabulary, words};
use super::{Profile, ProfileError};
use crate::cite::Relation;
use crate::cite::dates::{FIRST_YEAR, Words};
use crate::cite::institutions::{Beside, Institutions, institutions, pair};
use crate::text::capitalised;

/// Compiles a profile.
pub(super) fn compile(raw: Raw) -> Result<Profile, ProfileError> {
    let all = &mut Vocabulary::default();
    let (rules, central) = (rules(&raw.suffixes)?, pairs(&raw.bodies.central)?);
    let (levels, places) = places(all, &raw.places);
    let (type_codes, never) = codes(&raw, &rules.alike);
    let suffixes = suffixes(&raw.suffixes, &rules.alike);
    let centre_short = centre_short(&raw.bodies.centre, &central);
    let institutions = institutions_of(&raw, &rules.alike)?;
    let (bare_types, bare_suffixes) = unmarked(&type_codes, &never, &suffixes);
    Ok(with_starts(Profile {
        page: page(&raw.page)?,
        bare_types,
        bare_suffixes,
        type_codes,
        never,
        suffixes,
        heads: heads(all, &raw.bodies, &central),
        levels,
        places,
        type_names: type_names(all, &raw.types),
        relations: relations(all, &raw.relations),
        numerals: numerals(all, &raw.words.numerals),
        units: set(all, &raw.words.units),
        generic: set(all, &raw.bodies.generic),
        centre_phrases: set(all, &centre_short),
        foreign: set(all, &raw.bodies.foreign),
        dates: date_words(&raw.words, &institutions),
        and: raw.words.and.first().cloned().unwrap_or_default(),
        expand: pairs(&raw.bodies.expand)?,
        boards: set(all, &raw.bodies.boards),
        foreign_offices: set(all, &raw.bodies.foreign_offices),
        alias: set(all, &raw.words.alias),
        tasks_of: task_words(all, &raw.words),
        laws: laws(all, &raw.words),
        name: set(all, &raw.words.name),
        compound: set(all, &raw.words.compound),
        meetings: meetings(all, &raw.words),
        detail: set(all, &raw.words.detail),
        flags: flags(all, &raw),
        vocabulary: std::mem::take(all),
        abbreviations: raw.words.abbreviations,
        language: raw.language,
        bare: raw.bodies.bare,
        offices: raw.bodies.offices,
        bare_after_title: raw.bodies.bare_after_title,
        council_organs: raw.bodies.council_organs,
        bare_always: raw.bodies.bare_always,
        leading: raw.bodies.leading,
        agencies: raw.bodies.agencies,
        councils: raw.bodies.councils,
        ranks: raw.bodies.ranks,
        parents: raw.bodies.parents,
        committees: first_names(&raw.bodies.committees),
        tasks: first_names(&raw.bodies.task),
        others: first_names(&raw.bodies.others),
        always_local: raw.bodies.always_local,
        bloc: raw.bodies.bloc,
        branch: raw.bodies.branch,
        city: first_names(&raw.places.city).into_iter().next().unwrap_or_default(),
        centre: raw.bodies.centre,
        centre_short,
        forms: raw.forms,
        sure: raw.words.sure,
        capital_level: raw.places.capital_level,
        types: raw.types.into_iter().map(|kind| compile_type(kind, &rules.alike)).collect(),
        loose: loose_words(&raw.bodies.loose),
        institutions,
        rules,
    }))
}

/// Words that names may begin with or not, each with a blank after it.
fn loose_words(words: &[String]) -> Vec<String> {
    words.iter().map(|word| format!("{} ", word.to_lowercase())).collect()
}

/// Compiles what bodies are to one another.
fn institutions_of(raw: &Raw, alike: &[(String, String)]) -> Result<Institutions, ProfileError> {
    let beside = Beside {
        centre: &raw.bodies.centre,
        alike,
        term_word: raw.words.term.first().map(String::as_str),
        unnamed: &raw.forms.unnamed,
    };
    institutions(&raw.institutions, &raw.series, &beside)
}

/// What the parts of a date are called, and which years there are.
fn date_words(words: &RawWords, institutions: &Institutions) -> Words {
    let first = FIRST_YEAR.min(*institutions.years.start());
    Words {
        month: both_cases(&words.month),
        year: both_cases(&words.year),
        years: first..=*institutions.years.end(),
    }
}

/// Words in small letters and with a capital.
fn both_cases(words: &[String]) -> Vec<String> {
    words.iter().flat_map(|word| [word.clone(), capitalised(word)]).collect()
}

/// How laws are named.
#[derive(Debug)]
pub(in crate::cite) struct Laws {
    /// Phrases inside their names with words that would end them.
    pub(in crate::cite) inner: Phrases<()>,
    /// What the name of one starts with that amends others.
    pub(in crate::cite) amending: Phrases<()>,
    /// What stands between a constitution and its year.
    pub(in crate::cite) state: Phrases<()>,
    /// What stands before the body after which one is named.
    pub(in crate::cite) of: Phrases<()>,
    /// Words with which the word for a law is another one.
    pub(in crate::cite) other: Phrases<()>,
    /// What stands before the word for a law where it names none.
    pub(in crate::cite) before: Phrases<()>,
}

/// Compiles how laws are named.
fn laws(vocabulary: &mut Vocabulary, words: &RawWords) -> Laws {
    Laws {
        inner: set(vocabulary, &words.law_inner),
        amending: set(vocabulary, &words.amending),
        state: set(vocabulary, &words.law_state),
        of: set(vocabulary, &words.law_of),
        other: set(vocabulary, &words.law_other),
        before: set(vocabulary, &words.law_before),
    }
}

/// Congresses and conferences.
#[derive(Debug)]
pub(in crate::cite) struct Meetings {
    /// What stands between a congress and its number.
    pub(in crate::cite) of: Phrases<()>,
    /// Those of an organisation of the Party, with the usual name of each.
    pub(in crate::cite) names: Phrases<String>,
    /// What stands before the years of the committee that one elects.
    pub(in crate::cite) tenure: Phrases<()>,
}

/// Compiles the words of meetings.
fn meetings(vocabulary: &mut Vocabulary, words: &RawWords) -> Meetings {
    Meetings {
        of: set(vocabulary, &words.congress_of),
        names: renamed(vocabulary, &words.meetings),
        tenure: set(vocabulary, &words.tenure),
    }
}

/// The words of committees for a task.
#[derive(Debug)]
pub(in crate::cite) struct TaskWords {
    /// What a task starts with.
    pub(in crate::cite) starts: Phrases<()>,
    /// What ends it.
    pub(in crate::cite) ends: Phrases<()>,
}

/// Compiles the words of committees for a task.
fn task_words(vocabulary: &mut Vocabulary, words: &RawWords) -> TaskWords {
    TaskWords { starts: set(vocabulary, &words.task), ends: set(vocabulary, &words.task_stop) }
}

/// Compiles the names of types.
fn type_names(vocabulary: &mut Vocabulary, types: &[RawType]) -> Phrases<u16> {
    let mut trie = Phrases::default();
    for (index, kind) in types.iter().enumerate() {
        for name in std::iter::once(&kind.name).chain(&kind.short) {
            trie.add(&words(vocabulary, name), index as u16);
        }
    }
    trie
}

/// Compiles the verbs of relations.
fn relations(vocabulary: &mut Vocabulary, kinds: &[RawRelation]) -> Phrases<Relation> {
    let mut trie = Phrases::default();
    for kind in kinds {
        for phrase in &kind.words {
            trie.add(&words(vocabulary, phrase), kind.relation);
        }
    }
    trie
}

/// Compiles the numbers in words, which are listed from one up.
fn numerals(vocabulary: &mut Vocabulary, lines: &[String]) -> Phrases<u8> {
    let mut trie = Phrases::default();
    for (value, line) in (1..).zip(lines) {
        for alias in names(line) {
            trie.add(&words(vocabulary, alias), value);
        }
    }
    trie
}

/// Splits lines `left = right`.
pub(super) fn pairs(lines: &[Spanned<String>]) -> Result<Vec<(String, String)>, ProfileError> {
    lines.iter().map(|line| pair(line, "Trung ương = TW")).collect()
}
