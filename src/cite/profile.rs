//! Profiles: the grammar of a language as data.
//!
//! A profile is a TOML file (`profiles/vi.toml` is built in) that lists types of
//! document, suffixes, names of bodies, places and the small words that matter.
//! It is compiled once: every word it knows becomes a small integer, every phrase
//! a path in a trie of such integers. A compiled profile is read-only and can be
//! shared by all threads.
//!
//! Not here: how the lists are used (`cite::number`, `cite::directive`, `cite::body`).

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::dates::{FIRST_YEAR, Words};
use super::institutions::{
    Beside, Institutions, RawInstitutions, RawSeries, error, institutions, pair,
};
use super::normalise::{fold, other_tone};
use super::token::{Gap, Tokens, tokens};
use super::{Relation, extend};

/// The file of the built-in profile.
const VIETNAMESE_FILE: &str = include_str!("profiles/vi.toml");

/// The built-in profile of Vietnamese official prose.
static VIETNAMESE: LazyLock<Profile> =
    LazyLock::new(|| Profile::parse(VIETNAMESE_FILE).expect("a test parses the built-in profile"));

/// Why a profile is not one.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct ProfileError {
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, where that is more than to look at the documentation.
    pub help: Option<String>,
    /// The bytes of the file that are to blame, if they are known.
    pub span: Option<Range<usize>>,
}

/// A compiled profile.
#[derive(Debug)]
pub struct Profile {
    /// The language that it is for: `vi`.
    pub language: String,
    /// All words that it knows.
    pub(super) vocabulary: Vocabulary,
    /// What each word can be, by word.
    pub(super) flags: Vec<u64>,
    /// Types of document.
    pub(super) types: Vec<Type>,
    /// Names of types, to their place in `types`.
    pub(super) type_names: Phrases<u16>,
    /// Codes of types by their folded letters, in the profile's spelling.
    pub(super) type_codes: FxHashMap<String, String>,
    /// Folded codes that are never directives.
    pub(super) never: FxHashMap<String, ()>,
    /// Suffixes by their folded letters.
    pub(super) suffixes: FxHashMap<String, Suffix>,
    /// What suffixes mean beside the bodies behind them.
    pub(super) rules: Rules,
    /// What bodies are to one another, and within what a number is used once.
    pub(super) institutions: Institutions,
    /// Countries whose bodies have the same names.
    pub(super) foreign: Phrases<()>,
    /// Offices that only other countries have.
    pub(super) foreign_offices: Phrases<()>,
    /// Names that are an office of one person.
    pub(super) offices: Vec<String>,
    /// Organs that go by their bare name once named in full.
    pub(super) bare: Vec<String>,
    /// Organs that go by their bare name after a title.
    pub(super) bare_after_title: Vec<String>,
    /// Organs of councils, which no Party committee has.
    pub(super) council_organs: Vec<String>,
    /// Organs whose bare name can be nothing else.
    pub(super) bare_always: Vec<String>,
    /// Organs of the Party in an agency, whose head heads the agency.
    pub(super) leading: Vec<String>,
    /// Bodies of a place that have no Party committee by themselves.
    pub(super) councils: Vec<String>,
    /// Organs whose name is a rank after a title.
    pub(super) ranks: Vec<String>,
    /// Party committees whose organs go by bare names.
    pub(super) parents: Vec<String>,
    /// Party committees of any organisation.
    pub(super) committees: Vec<String>,
    /// Committees set up for a task.
    pub(super) tasks: Vec<String>,
    /// Kinds of organisations that are no committees.
    pub(super) others: Vec<String>,
    /// Names that are of some place even where they do not say so.
    pub(super) always_local: Vec<String>,
    /// The kind of organisation of which an article names one by its kind alone: `Khối`.
    pub(super) bloc: String,
    /// The Party's organisation in a place: `Đảng bộ`.
    pub(super) branch: String,
    /// What the centre is called in names: `Trung ương`.
    pub(super) centre: String,
    /// What the centre is called for short: `TW`.
    pub(super) centre_short: Vec<String>,
    /// Those of more than one token too.
    pub(super) centre_phrases: Phrases<()>,
    /// Words with which a name may begin or not, in small letters with a blank after each.
    pub(super) loose: Vec<String>,
    /// The word for a city in names: `thành phố`.
    pub(super) city: String,
    /// How names of documents without a number are made up.
    pub(super) forms: Forms,
    /// Abbreviations of types after which any number is a document's.
    pub(super) sure: Vec<String>,
    /// Places whose level word is part of their name.
    pub(super) capital_level: Vec<String>,
    /// What narrows a document down to those that carry it out.
    pub(super) detail: Phrases<()>,
    /// Names that start the name of a body.
    pub(super) heads: Phrases<Head>,
    /// Boards of organisations that have a Party committee.
    pub(super) boards: Phrases<()>,
    /// The word that `&` stands for in names.
    pub(super) and: String,
    /// Abbreviations inside the names of organisations, and what they stand for.
    pub(super) expand: Vec<(String, String)>,
    /// What the parts of a date are called.
    pub(super) dates: Words,
    /// Abbreviations that a full stop follows in the middle of a sentence, in small letters.
    pub(super) abbreviations: Vec<String>,
    /// Words for levels of places.
    pub(super) levels: Phrases<LevelWord>,
    /// Names of places.
    pub(super) places: Phrases<Place>,
    /// What is counted.
    pub(super) units: Phrases<()>,
    /// What makes a bare head a kind of body.
    pub(super) generic: Phrases<()>,
    /// What declares an alias.
    pub(super) alias: Phrases<()>,
    /// What a task starts with.
    pub(super) task: Phrases<()>,
    /// What ends a task.
    pub(super) task_stop: Phrases<()>,
    /// Numbers in words.
    pub(super) numerals: Phrases<u8>,
    /// What stands between a congress and its number.
    pub(super) congress_of: Phrases<()>,
    /// How laws are named.
    pub(super) laws: Laws,
    /// Small words of organisations' names.
    pub(super) name: Phrases<()>,
    /// Words of more syllables in organisations' names.
    pub(super) compound: Phrases<()>,
    /// Verbs of relations.
    pub(super) relations: Phrases<Relation>,
    /// Codes of types whose marks a keyboard lost, to the code.
    pub(super) bare_types: FxHashMap<String, String>,
    /// Suffixes whose marks a keyboard lost, to the folded suffix.
    pub(super) bare_suffixes: FxHashMap<String, String>,
}

/// A type of document.
#[derive(Debug)]
pub(super) struct Type {
    /// Its name: `Nghị quyết`.
    pub(super) name: String,
    /// The codes that stand for it, folded.
    pub(super) codes: Vec<String>,
    /// The code that new numbers have: `NQ`.
    pub(super) code: Option<String>,
    /// Whether it is cited with a bare number.
    pub(super) plain: bool,
    /// Whether its name is a verb as well.
    pub(super) verb: bool,
    /// Whether it is cited by name and year: a law.
    pub(super) named: bool,
    /// Whether it is cited by its year alone: the constitution.
    pub(super) dated: bool,
    /// Whether its numbers had no code of the type before 1997.
    pub(super) old: bool,
    /// Whether it is a letter, whose number has no code of the type: `1234/BNV-VTLT`.
    pub(super) letter: bool,
    /// The suffix of the only body that issues it.
    pub(super) issuer: Option<String>,
}

/// Who writes numbers in which order.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(super) enum Family {
    /// `N-TYPE/SUFFIX`
    Party,
    /// `N/TYPE-SUFFIX`
    State,
}

/// What the profile knows of a suffix.
#[derive(Debug)]
pub(super) struct Suffix {
    /// In the profile's spelling: `TTg`.
    pub(super) code: String,
    /// Its family.
    pub(super) family: Family,
    /// The body behind it, where there is only one.
    pub(super) body: Option<String>,
}

/// What suffixes mean beside the bodies behind them.
#[derive(Debug)]
pub(super) struct Rules {
    /// Suffixes that the number of a term follows: `QH13`.
    pub(super) terms: Vec<String>,
    /// What suffixes start with whose figures are part of them: `BCĐ35`.
    pub(super) figured: Vec<String>,
    /// How suffixes of the Party end and start that are on no list.
    pub(super) party_ends: Vec<String>,
    /// The same for their beginnings.
    pub(super) party_starts: Vec<String>,
    /// The suffix with which a body signs, by the body's name.
    pub(super) signs: FxHashMap<String, String>,
    /// The same for all bodies whose names start so: `Ban Thường vụ Tỉnh ủy`.
    pub(super) signs_alike: Vec<(String, String)>,
    /// Heads behind suffixes that carry no place: `ĐUK` and `Đảng ủy Khối`.
    pub(super) seats: Vec<(String, String)>,
    /// Folded suffixes that stood alone in numbers before 1997.
    pub(super) old: FxHashMap<String, ()>,
    /// Ends of suffixes in capitals that mean another end: `TƯ` and `TW`.
    pub(super) alike: Vec<(String, String)>,
    /// Both sides of the full stop in abbreviations that suffixes end with: `T` and `Ư`.
    pub(super) dotted: Vec<(String, String)>,
}

/// A level of places, which is also what a body without its place leaves open.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub(super) enum Level {
    /// A province.
    Province,
    /// A city.
    City,
    /// A district.
    District,
    /// A commune or ward.
    Commune,
}

/// A word for a level.
#[derive(Debug, Clone)]
pub(super) struct LevelWord {
    /// Which level.
    pub(super) level: Level,
    /// How names of bodies have it: `thành phố`.
    pub(super) name: String,
}

/// How laws are named.
#[derive(Debug)]
pub(super) struct Laws {
    /// Phrases inside their names with words that would end them.
    pub(super) inner: Phrases<()>,
    /// What the name of one starts with that amends others.
    pub(super) amending: Phrases<()>,
    /// What stands between a constitution and its year.
    pub(super) state: Phrases<()>,
    /// What stands before the body after which one is named.
    pub(super) of: Phrases<()>,
    /// Words with which the word for a law is another one.
    pub(super) other: Phrases<()>,
    /// What stands before the word for a law where it names none.
    pub(super) before: Phrases<()>,
}

/// A place.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its name in the profile's spelling.
    pub(super) name: String,
    /// Its level.
    pub(super) level: Level,
    /// Whether its level word is part of its name: `Thành phố Hồ Chí Minh`.
    pub(super) capital_level: bool,
    /// Whether a province has the name, also where a city has it too.
    pub(super) province: bool,
}

/// How the name of a body goes on after its head.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(super) enum Class {
    /// It is complete.
    Name,
    /// It is complete and may go on with a place.
    Placed,
    /// It goes on with any organisation.
    Committee,
    /// It goes on with a place of a level, which it implies.
    Seat(Level),
    /// It goes on with another body, and is nothing without one.
    Organ,
    /// It goes on with a place, and is nothing without one.
    Local,
    /// It is complete and may go on with a place: a department.
    Office,
    /// It goes on with a place or the name of the youth union.
    Youth,
    /// It goes on with a task.
    Task,
    /// It goes on with a Party committee.
    Standing,
    /// It is complete, and one only as the issuer of a document.
    Issuer,
    /// It is an abbreviation of an organ of a Party committee that the text names.
    Sealed,
    /// It goes on with a number.
    Regional,
    /// It is no committee but has some, and is complete.
    Firm,
    /// It is no committee but has some, and goes on with a number.
    Numbered,
    /// It is no committee but has some.
    Other,
}

/// The start of a body's name.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// How it goes on.
    pub(super) class: Class,
    /// Its full name in the profile's spelling.
    pub(super) name: String,
}

/// A trie of phrases over words.
#[derive(Debug)]
pub(super) struct Phrases<V> {
    /// The first node by the first word, 0 for none: most words are rejected here.
    roots: Vec<u32>,
    /// Node and word to the next node; node 0 is the root.
    next: FxHashMap<(u32, u16), u32>,
    /// What the phrase that ends at each node stands for.
    values: Vec<Option<V>>,
}

impl<V> Default for Phrases<V> {
    fn default() -> Self {
        Phrases { roots: Vec::new(), next: FxHashMap::default(), values: vec![None] }
    }
}

impl<V> Phrases<V> {
    /// Adds a phrase; the first meaning of a phrase stays.
    fn add(&mut self, words: &[u16], value: V) {
        // Word 0 stands for all that is unknown, so no phrase can have it.
        if words.contains(&0) {
            return;
        }
        let mut node = 0;
        for (index, &word) in words.iter().enumerate() {
            let fresh = self.values.len() as u32;
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.values.push(None);
            }
            if index == 0 {
                let length = self.roots.len().max(usize::from(word) + 1);
                self.roots.resize(length, 0);
                self.roots[usize::from(word)] = node;
            }
        }
        let place = &mut self.values[node as usize];
        if node != 0 && place.is_none() {
            *place = Some(value);
        }
    }

    /// What all phrases stand for.
    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter().flatten()
    }

    /// The longest phrase that starts at a token: how many tokens, and its value.
    ///
    /// A phrase may run over a line break but not into another paragraph.
    pub(super) fn longest(&self, tokens: &Tokens, from: usize) -> Option<(usize, &V)> {
        let first = tokens.list.get(from)?;
        let mut node = *self.roots.get(usize::from(first.word)).filter(|&&node| node != 0)?;
        let mut found = self.values[node as usize].as_ref().map(|value| (1, value));
        for index in from + 1..tokens.list.len() {
            let token = tokens.at(index);
            if token.word == 0 || token.gap == Gap::Paragraph {
                break;
            }
            match self.next.get(&(node, token.word)) {
                Some(&next) => node = next,
                None => break,
            }
            if let Some(value) = &self.values[node as usize] {
                found = Some((index + 1 - from, value));
            }
        }
        found
    }
}

/// All words of a profile, each in every spelling that a text may have.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Spellings packed into integers, to the word's number.
    spellings: FxHashMap<u128, u16>,
    /// How many words there are; the first is 1.
    n_words: u16,
}

/// Packs a word of up to 15 bytes with its length; no syllable of Vietnamese is longer.
fn pack(word: &[u8]) -> Option<u128> {
    if 15 < word.len() {
        return None;
    }
    let mut packed = [0; 16];
    packed[..word.len()].copy_from_slice(word);
    packed[15] = word.len() as u8;
    Some(u128::from_le_bytes(packed))
}

impl Vocabulary {
    /// The number of the word at a place in a text; 0 if the profile does not know it.
    pub(super) fn word_at(&self, text: &[u8], start: usize, end: usize) -> u16 {
        let length = end - start;
        let Some(window) = text.get(start..start + 16) else { return self.word(&text[start..end]) };
        let Ok(window) = <[u8; 16]>::try_from(window) else { return 0 };
        if 15 < length {
            return 0;
        }
        // What `pack` does, without copying letter by letter.
        let letters = u128::from_le_bytes(window) & ((1 << (8 * length)) - 1);
        let packed = letters | (length as u128) << 120;
        self.spellings.get(&packed).copied().unwrap_or(0)
    }

    /// The number of a word as a text spells it; 0 if the profile does not know it.
    fn word(&self, word: &[u8]) -> u16 {
        pack(word).and_then(|packed| self.spellings.get(&packed)).copied().unwrap_or(0)
    }

    /// Adds a word in all its spellings, unless it is there.
    fn intern(&mut self, word: &str) -> u16 {
        let folded = fold(word);
        let known = self.word(folded.as_bytes());
        if known != 0 || u16::MAX - 1 <= self.n_words {
            return known;
        }
        self.n_words += 1;
        let spellings: BTreeSet<String> = std::iter::once(folded.clone())
            .chain(other_tone(&folded))
            .flat_map(|small| {
                let mut letters = small.chars();
                let first: String =
                    letters.next().into_iter().flat_map(char::to_uppercase).collect();
                let capital = first + letters.as_str();
                [small.to_uppercase(), capital, small]
            })
            .chain([word.to_string()])
            .collect();
        for spelling in spellings {
            if let Some(packed) = pack(spelling.as_bytes()) {
                self.spellings.insert(packed, self.n_words);
            }
        }
        self.n_words
    }
}

/// What a word can be, as bits of [`Profile::flags`].
pub(super) mod flag {
    /// `số`
    pub const NUMBER: u64 = 1;
    /// `ngày`
    pub const DAY: u64 = 1 << 1;
    /// `tháng`
    pub const MONTH: u64 = 1 << 2;
    /// `năm`
    pub const YEAR: u64 = 1 << 3;
    /// `của`
    pub const OF: u64 = 1 << 4;
    /// `về`
    pub const ABOUT: u64 = 1 << 5;
    /// `khóa`
    pub const TERM: u64 = 1 << 6;
    /// `và`
    pub const AND: u64 = 1 << 7;
    /// `các`
    pub const PLURAL: u64 = 1 << 8;
    /// A family name.
    pub const FAMILY: u64 = 1 << 9;
    /// What may follow a bare number.
    pub const FOLLOW: u64 = 1 << 11;
    /// What ends the name of a law.
    pub const LAW_STOP: u64 = 1 << 12;
    /// `Đại`, `hội` of a congress.
    pub const CONGRESS: u64 = 1 << 13;
    /// `Trung`, `ương` of a plenum.
    pub const PLENUM: u64 = 1 << 14;
    /// `thứ`
    pub const ORDINAL: u64 = 1 << 15;
    /// `Trưởng`
    pub const TITLE: u64 = 1 << 16;
    /// `Hội`, `nghị` of a conference.
    pub const CONFERENCE: u64 = 1 << 17;
    /// `Đảng`
    pub const PARTY: u64 = 1 << 18;
    /// `ban`, `hành`: issues.
    pub const ISSUED: u64 = 1 << 19;
    /// `Ban`, `Chấp`, `hành` of a plenum's committee.
    pub const COMMITTEE: u64 = 1 << 20;
    /// `lần`
    pub const TIMES: u64 = 1 << 21;
    /// What may stand between a document and the verb of its relation.
    pub const LINK: u64 = 1 << 22;
    /// `được`
    pub const PASSIVE: u64 = 1 << 23;
    /// `bởi`
    pub const BY: u64 = 1 << 24;
    /// What may stand between a verb and its object.
    pub const OBJECT: u64 = 1 << 25;
    /// `dự`, `thảo` of a draft.
    pub const DRAFT: u64 = 1 << 26;
    /// `Ủy viên`: a member of the organ after it.
    pub const MEMBER: u64 = 1 << 29;
    /// `tại`: where a Party committee abroad is.
    pub const ABROAD: u64 = 1 << 27;
    /// What stands before the body after which a law is named.
    pub const IN_LAW: u64 = 1 << 30;
    /// `với`, `sang`: before a country that is met or visited.
    pub const TOWARD: u64 = 1 << 28;
}

impl Profile {
    /// The profile that comes with mucluc for a language.
    pub fn builtin(language: &str) -> Option<&'static Profile> {
        (language == "vi").then(|| &*VIETNAMESE)
    }

    /// The file of the profile that comes with mucluc for a language.
    pub fn builtin_file(language: &str) -> Option<&'static str> {
        (language == "vi").then_some(VIETNAMESE_FILE)
    }

    /// Compiles a profile from TOML, together with the built-in one that it extends.
    pub fn parse(text: &str) -> Result<Profile, ProfileError> {
        // What is wrong with a whole that two files make up is wrong in the one that was given.
        let within = |mut error: ProfileError| {
            error.span = error.span.filter(|span| span.end <= text.len());
            error
        };
        let base = |name: &str| Profile::builtin_file(name);
        extend::read(text, base).and_then(compile).map_err(within)
    }

    /// What bodies are to one another, and within what a number is used once.
    pub fn institutions(&self) -> &Institutions {
        &self.institutions
    }

    /// Folds a code for the tables: capitals throughout, and `TƯ` is `TW`.
    pub(super) fn fold_code(&self, code: &str) -> String {
        fold_code(code, &self.rules.alike)
    }

    /// Whether a word can be any of what the bits say.
    pub(super) fn is(&self, word: u16, bits: u64) -> bool {
        self.flags[usize::from(word)] & bits != 0
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    /// The language's code.
    language: String,
    /// What bodies are to one another.
    #[serde(default)]
    institutions: RawInstitutions,
    /// Within what a number is used once.
    #[serde(default)]
    series: RawSeries,
    /// Types of document.
    types: Vec<RawType>,
    /// Codes beside those of the types.
    #[serde(default)]
    codes: RawCodes,
    /// Suffixes.
    #[serde(default)]
    suffixes: RawSuffixes,
    /// Names of bodies.
    #[serde(default)]
    bodies: RawBodies,
    /// Names of places.
    #[serde(default)]
    places: RawPlaces,
    /// Small words.
    #[serde(default)]
    words: RawWords,
    /// How names without a number are made up.
    forms: Forms,
    /// Verbs of relations.
    #[serde(default)]
    relations: Vec<RawRelation>,
}

/// A type as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawType {
    /// Its name.
    name: String,
    /// Abbreviations of the name.
    #[serde(default)]
    short: Vec<String>,
    /// Codes in numbers, the one for new numbers first.
    codes: Vec<String>,
    /// Is cited with a bare number.
    #[serde(default)]
    plain: bool,
    /// Its name is a verb as well.
    #[serde(default)]
    verb: bool,
    /// Is cited by name and year.
    #[serde(default)]
    named: bool,
    /// Is cited by its year alone.
    #[serde(default)]
    dated: bool,
    /// Had no code before 1997.
    #[serde(default)]
    old: bool,
    /// Its numbers have no code of the type.
    #[serde(default)]
    letter: bool,
    /// The only suffix that it can have.
    issuer: Option<String>,
}

/// Codes beside those of the types.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawCodes {
    /// Codes of directives.
    more: Vec<String>,
    /// Codes of papers that are none.
    never: Vec<String>,
}

/// Suffixes as they are written: `CODE` or `CODE = body`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawSuffixes {
    /// Of the Party.
    party: Vec<String>,
    /// Of the State.
    state: Vec<String>,
    /// Those that the number of a term follows.
    terms: Vec<String>,
    /// Beginnings of those whose figures are part of them.
    figured: Vec<String>,
    /// Endings of Party suffixes.
    party_ends: Vec<String>,
    /// Beginnings of Party suffixes.
    party_starts: Vec<String>,
    /// Bodies and the suffix with which they sign: `body = CODE`.
    signs: Vec<Spanned<String>>,
    /// The same for all bodies whose names start so.
    signs_alike: Vec<Spanned<String>>,
    /// Suffixes without a place and the head behind them: `CODE = head`.
    seats: Vec<Spanned<String>>,
    /// Those that stood alone.
    old: Vec<String>,
    /// Ends that mean another end: `other = end`.
    alike: Vec<Spanned<String>>,
    /// Abbreviations with a full stop that suffixes end with.
    dotted: Vec<Spanned<String>>,
}

/// Names of bodies as they are written, by class.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawBodies {
    /// Complete names.
    names: Vec<String>,
    /// Complete names that may take a place.
    placed: Vec<String>,
    /// Party committees of any organisation.
    committees: Vec<String>,
    /// Party committees of provinces.
    province: Vec<String>,
    /// Party committees of cities.
    city: Vec<String>,
    /// Party committees of districts.
    district: Vec<String>,
    /// Bodies that are one only as the issuer of a document, and abbreviations of bodies.
    issuers: Vec<String>,
    /// Abbreviations of organs of Party committees.
    sealed: Vec<String>,
    /// Bodies of a region, which has a number.
    regional: Vec<String>,
    /// Enterprises and the like that go by one name.
    firms: Vec<String>,
    /// What is no body and has the name of one in its own: `Nhà Quốc hội`.
    things: Vec<String>,
    /// Organs of other bodies.
    organs: Vec<String>,
    /// Countries.
    foreign: Vec<String>,
    /// Offices that only other countries have.
    foreign_offices: Vec<String>,
    /// Names that are an office of one person.
    offices: Vec<String>,
    /// Organs that go by their bare name.
    bare: Vec<String>,
    /// Organs that do so after a title.
    bare_after_title: Vec<String>,
    /// Organs of councils, which no Party committee has.
    council_organs: Vec<String>,
    /// Organs whose bare name can be nothing else.
    bare_always: Vec<String>,
    /// Organs of the Party in an agency, whose head heads the agency.
    leading: Vec<String>,
    /// Bodies of a place that have no Party committee by themselves.
    councils: Vec<String>,
    /// Organs whose name is a rank after a title.
    ranks: Vec<String>,
    /// Party committees whose organs go by bare names.
    parents: Vec<String>,
    /// Names that are of some place even where they do not say so.
    always_local: Vec<String>,
    /// The kind of organisation of which an article names one by its kind alone.
    bloc: String,
    /// The Party's organisation in a place, whose committee is named after it.
    branch: String,
    /// What the centre is called in names.
    centre: String,
    /// Bodies of a place.
    local: Vec<String>,
    /// Provincial committees of the youth union.
    youth: Vec<String>,
    /// Committees for a task.
    task: Vec<String>,
    /// Standing organs of Party committees.
    standing: Vec<String>,
    /// Abbreviations inside the names of organisations: `words = abbreviation`.
    expand: Vec<Spanned<String>>,
    /// Words with which a name may begin or not.
    loose: Vec<String>,
    /// Boards of organisations that have a Party committee.
    boards: Vec<String>,
    /// Organisations that have a number.
    numbered: Vec<String>,
    /// Organisations that are no committees.
    others: Vec<String>,
    /// Fields of ministries and departments.
    fields: Vec<String>,
    /// Abbreviations inside names: `words = abbreviation`.
    central: Vec<Spanned<String>>,
    /// The word for a ministry.
    ministry: String,
    /// The word for a department.
    department: String,
    /// Words that make a name generic.
    generic: Vec<String>,
    /// Words of titles.
    titles: Vec<String>,
    /// Words before the organ that somebody is a member of.
    members: Vec<String>,
}

/// Places as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawPlaces {
    /// Words for provinces.
    province: Vec<String>,
    /// Words for cities.
    city: Vec<String>,
    /// Words for districts.
    district: Vec<String>,
    /// Words for communes.
    commune: Vec<String>,
    /// Places whose level word is part of the name.
    capital_level: Vec<String>,
    /// Names of provinces.
    provinces: Vec<String>,
    /// Names of cities.
    cities: Vec<String>,
    /// Family names of people.
    families: Vec<String>,
}

/// Small words as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawWords {
    /// `số` and the like.
    number: Vec<String>,
    /// `ngày` and the like.
    day: Vec<String>,
    /// `tháng` and the like.
    month: Vec<String>,
    /// `năm` and the like.
    year: Vec<String>,
    /// Abbreviations that a full stop follows in the middle of a sentence.
    abbreviations: Vec<String>,
    /// `của` and the like.
    of: Vec<String>,
    /// `về` and the like.
    about: Vec<String>,
    /// `khóa` and the like.
    term: Vec<String>,
    /// What joins the members of a list.
    and: Vec<String>,
    /// `Đại hội` and the like.
    congress: Vec<String>,
    /// `Trung ương` and its abbreviations.
    plenum: Vec<String>,
    /// `Hội nghị` and the like.
    conference: Vec<String>,
    /// `thứ` and the like.
    ordinal: Vec<String>,
    /// What may stand between a document and a verb.
    link: Vec<String>,
    /// `được` and the like.
    passive: Vec<String>,
    /// `bởi` and the like.
    by: Vec<String>,
    /// What narrows a document down.
    detail: Vec<String>,
    /// What may stand between a verb and its object.
    object: Vec<String>,
    /// `Đảng` and the like.
    party: Vec<String>,
    /// `ban hành` and the like.
    issued: Vec<String>,
    /// `Ban Chấp hành` of a plenum.
    committee: Vec<String>,
    /// `lần` and the like.
    times: Vec<String>,
    /// What declares an alias.
    alias: Vec<String>,
    /// What makes a document a draft.
    draft: Vec<String>,
    /// What stands between a Party committee and its country.
    abroad: Vec<String>,
    /// What stands before a country that is only met or visited.
    toward: Vec<String>,
    /// Abbreviations after which any number is a document's.
    sure: Vec<String>,
    /// `các` and the like.
    plural: Vec<String>,
    /// What is counted.
    units: Vec<String>,
    /// What may follow a bare number.
    follow: Vec<String>,
    /// What ends the name of a law.
    law_stop: Vec<String>,
    /// Phrases inside the names of laws.
    law_inner: Vec<String>,
    /// What stands between a constitution and its year.
    law_state: Vec<String>,
    /// What stands before the body after which a law is named.
    law_of: Vec<String>,
    /// Words with which the word for a law is another one.
    law_other: Vec<String>,
    /// What stands before the word for a law where it names none.
    law_before: Vec<String>,
    /// What the name of a law starts with that amends others.
    amending: Vec<String>,
    /// Small words of names.
    name: Vec<String>,
    /// Words of more syllables of names.
    compound: Vec<String>,
    /// What ends a task.
    task_stop: Vec<String>,
    /// What starts a task.
    task: Vec<String>,
    /// Numbers in words, from one up.
    numerals: Vec<String>,
    /// What stands between a congress and its number.
    congress_of: Vec<String>,
}

/// How the keys of documents without a number are made up; `{…}` is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    /// A law by its name and year.
    pub(super) law: String,
    /// A resolution of a congress.
    pub(super) congress: String,
    /// A resolution of the congress of an organisation.
    pub(super) congress_of: String,
    /// A resolution of a plenum.
    pub(super) plenum: String,
    /// A resolution of a plenum of a term.
    pub(super) plenum_of_term: String,
    /// What the address is made of where a name has no letter that addresses hold.
    #[serde(default = "unnamed")]
    unnamed: String,
}

/// The default of [`Forms::unnamed`].
fn unnamed() -> String {
    "unnamed".to_string()
}

/// A relation as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRelation {
    /// Which one.
    relation: Relation,
    /// The words that state it.
    words: Vec<String>,
}

/// Cuts a phrase into words of the vocabulary, adding those that are new.
fn words(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<u16> {
    let cut = tokens(phrase, &Vocabulary::default());
    (0..cut.list.len()).map(|index| vocabulary.intern(cut.text(index))).collect()
}

/// Makes a trie of phrases that all mean the same.
fn set(vocabulary: &mut Vocabulary, phrases: &[String]) -> Phrases<()> {
    let mut trie = Phrases::default();
    for phrase in phrases {
        trie.add(&words(vocabulary, phrase), ());
    }
    trie
}

/// Splits `name | alias | alias` into its parts, the name first.
fn names(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// Compiles a profile.
fn compile(raw: Raw) -> Result<Profile, ProfileError> {
    let all = &mut Vocabulary::default();
    let rules = rules(&raw.suffixes)?;
    let central = pairs(&raw.bodies.central)?;
    let (levels, places) = places(all, &raw.places);
    let (type_codes, never) = codes(&raw, &rules.alike);
    let suffixes = suffixes(&raw.suffixes, &rules.alike);
    let centre_short = centre_short(&raw.bodies.centre, &central);
    let institutions = institutions_of(&raw, &rules.alike)?;
    let (bare_types, bare_suffixes) = unmarked(&type_codes, &never, &suffixes);
    Ok(Profile {
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
        task: set(all, &raw.words.task),
        task_stop: set(all, &raw.words.task_stop),
        laws: laws(all, &raw.words),
        name: set(all, &raw.words.name),
        compound: set(all, &raw.words.compound),
        congress_of: set(all, &raw.words.congress_of),
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
        loose: raw.bodies.loose.iter().map(|word| format!("{} ", word.to_lowercase())).collect(),
        institutions,
        rules,
    })
}

/// What the centre is called for short.
fn centre_short(centre: &str, central: &[(String, String)]) -> Vec<String> {
    let central = central.iter().filter(|(name, _)| name == centre);
    central.map(|(_, short)| short.clone()).collect()
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

/// Compiles what suffixes mean beside the bodies behind them.
fn rules(raw: &RawSuffixes) -> Result<Rules, ProfileError> {
    let alike: Vec<(String, String)> = pairs(&raw.alike)?
        .into_iter()
        .map(|(other, kept)| (other.to_uppercase(), kept.to_uppercase()))
        .collect();
    let fold = |code: &str| fold_code(code, &alike);
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

/// Words in small letters and with a capital.
fn both_cases(words: &[String]) -> Vec<String> {
    words.iter().flat_map(|word| [word.clone(), super::body::capital(word)]).collect()
}

/// The full names of lines `name | alias`.
fn first_names(lines: &[String]) -> Vec<String> {
    lines.iter().filter_map(|line| names(line).first().map(ToString::to_string)).collect()
}

/// Splits lines `left = right`.
fn pairs(lines: &[Spanned<String>]) -> Result<Vec<(String, String)>, ProfileError> {
    lines.iter().map(|line| pair(line, "Trung ương = TW")).collect()
}

/// Compiles the codes of types, and those of papers that are no directives.
fn codes(
    raw: &Raw,
    alike: &[(String, String)],
) -> (FxHashMap<String, String>, FxHashMap<String, ()>) {
    let all = raw.types.iter().flat_map(|kind| &kind.codes).chain(&raw.codes.more);
    let types = all.map(|code| (fold_code(code, alike), code.clone())).collect();
    let never = raw.codes.never.iter().map(|code| (fold_code(code, alike), ())).collect();
    (types, never)
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

/// Folds a code for the tables.
fn fold_code(code: &str, ends: &[(String, String)]) -> String {
    let upper = code.to_uppercase();
    alike(&upper, ends).unwrap_or(upper)
}

/// A code that ends in what is written for another end: `BTCTW` for `BTCTƯ`.
pub(super) fn alike(code: &str, ends: &[(String, String)]) -> Option<String> {
    let kept =
        |(other, kept): &(String, String)| Some(code.strip_suffix(&**other)?.to_string() + kept);
    ends.iter().find_map(kept)
}

/// Codes of types and suffixes as a keyboard writes them that has no marks.
fn unmarked(
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

/// Compiles a type.
fn compile_type(raw: RawType, alike: &[(String, String)]) -> Type {
    Type {
        codes: raw.codes.iter().map(|code| fold_code(code, alike)).collect(),
        code: raw.codes.into_iter().next(),
        name: raw.name,
        plain: raw.plain,
        verb: raw.verb,
        named: raw.named,
        dated: raw.dated,
        old: raw.old,
        letter: raw.letter,
        issuer: raw.issuer,
    }
}

/// Compiles the suffixes; where a code stands twice the first wins.
fn suffixes(raw: &RawSuffixes, alike: &[(String, String)]) -> FxHashMap<String, Suffix> {
    let mut table = FxHashMap::default();
    for (lines, family) in [(&raw.state, Family::State), (&raw.party, Family::Party)] {
        for line in lines {
            let (code, body) = match line.split_once('=') {
                Some((code, body)) => (code.trim(), Some(body.trim().to_string())),
                None => (line.trim(), None),
            };
            let suffix = Suffix { code: code.to_string(), family, body };
            table.entry(fold_code(code, alike)).or_insert(suffix);
        }
    }
    table
}

/// Compiles the names of bodies.
fn heads(
    vocabulary: &mut Vocabulary,
    raw: &RawBodies,
    central: &[(String, String)],
) -> Phrases<Head> {
    let mut trie = Phrases::default();
    let lists = [
        (&raw.names, Class::Name),
        (&raw.placed, Class::Placed),
        (&raw.committees, Class::Committee),
        (&raw.province, Class::Seat(Level::Province)),
        (&raw.city, Class::Seat(Level::City)),
        (&raw.district, Class::Seat(Level::District)),
        (&raw.organs, Class::Organ),
        (&raw.local, Class::Local),
        (&raw.youth, Class::Youth),
        (&raw.task, Class::Task),
        (&raw.standing, Class::Standing),
        (&raw.numbered, Class::Numbered),
        (&raw.others, Class::Other),
        (&raw.issuers, Class::Issuer),
        (&raw.sealed, Class::Sealed),
        (&raw.firms, Class::Firm),
        (&raw.things, Class::Firm),
        (&raw.regional, Class::Regional),
    ];
    for (lines, class) in lists {
        for line in lines {
            for alias in names(line) {
                let head = Head { class, name: names(line)[0].to_string() };
                for alias in spellings(alias, central) {
                    trie.add(&words(vocabulary, &alias), head.clone());
                }
            }
        }
    }
    for line in &raw.fields {
        for (word, class) in [(&raw.ministry, Class::Name), (&raw.department, Class::Office)] {
            for alias in names(line) {
                let head = Head { class, name: format!("{word} {}", names(line)[0]) };
                for alias in spellings(&format!("{word} {alias}"), central) {
                    trie.add(&words(vocabulary, &alias), head.clone());
                }
            }
        }
    }
    trie
}

/// A name in every spelling that the abbreviations allow, the full one first.
fn spellings(name: &str, central: &[(String, String)]) -> Vec<String> {
    let mut found = vec![format!(" {name} ")];
    for (whole, short) in central {
        let (whole, short) = (format!(" {whole} "), format!(" {short} "));
        let shorter: Vec<String> = found
            .iter()
            .filter(|name| name.contains(&whole))
            .map(|name| name.replace(&whole, &short))
            .collect();
        found.extend(shorter);
    }
    found.into_iter().map(|name| name.trim().to_string()).collect()
}

/// Compiles the words for levels and the names of places.
fn places(vocabulary: &mut Vocabulary, raw: &RawPlaces) -> (Phrases<LevelWord>, Phrases<Place>) {
    let (mut levels, mut places) = (Phrases::default(), Phrases::default());
    let words_of = [
        (&raw.province, Level::Province),
        (&raw.city, Level::City),
        (&raw.district, Level::District),
        (&raw.commune, Level::Commune),
    ];
    for (lines, level) in words_of {
        for line in lines {
            for alias in names(line) {
                let word = LevelWord { level, name: names(line)[0].to_string() };
                levels.add(&words(vocabulary, alias), word);
            }
        }
    }
    for (lines, level) in [(&raw.cities, Level::City), (&raw.provinces, Level::Province)] {
        for line in lines {
            let Some(name) = names(line).first().map(ToString::to_string) else { continue };
            let capital_level = raw.capital_level.contains(&name);
            let province = raw.provinces.iter().any(|line| names(line).first() == Some(&&*name));
            for alias in names(line) {
                let place = Place { name: name.clone(), level, capital_level, province };
                places.add(&words(vocabulary, alias), place);
            }
        }
    }
    (levels, places)
}

/// Marks each word with what it can be.
fn flags(vocabulary: &mut Vocabulary, raw: &Raw) -> Vec<u64> {
    let small = &raw.words;
    let whole = [
        (&small.number, flag::NUMBER),
        (&small.day, flag::DAY),
        (&small.month, flag::MONTH),
        (&small.year, flag::YEAR),
        (&small.of, flag::OF),
        (&small.about, flag::ABOUT),
        (&small.term, flag::TERM),
        (&small.and, flag::AND),
        (&small.plural, flag::PLURAL),
        (&small.follow, flag::FOLLOW),
        (&small.law_stop, flag::LAW_STOP),
        (&small.ordinal, flag::ORDINAL),
        (&small.congress, flag::CONGRESS),
        (&small.plenum, flag::PLENUM),
        (&small.conference, flag::CONFERENCE),
        (&small.party, flag::PARTY),
        (&small.issued, flag::ISSUED),
        (&small.committee, flag::COMMITTEE),
        (&small.times, flag::TIMES),
        (&small.link, flag::LINK),
        (&small.passive, flag::PASSIVE),
        (&small.by, flag::BY),
        (&small.object, flag::OBJECT),
        (&small.draft, flag::DRAFT),
        (&small.abroad, flag::ABROAD),
        (&small.toward, flag::TOWARD),
        (&small.law_of, flag::IN_LAW),
        (&raw.bodies.members, flag::MEMBER),
        (&raw.places.families, flag::FAMILY),
        (&raw.bodies.titles, flag::TITLE),
    ];
    let marked: Vec<(Vec<u16>, u64)> = whole
        .iter()
        .flat_map(|(list, bit)| list.iter().map(move |phrase| (phrase, *bit)))
        .map(|(phrase, bit)| (words(vocabulary, phrase), bit))
        .collect();
    let mut flags = vec![0; usize::from(vocabulary.n_words) + 1];
    for (phrase, bit) in marked {
        for word in phrase {
            flags[usize::from(word)] |= bit;
        }
    }
    flags
}
