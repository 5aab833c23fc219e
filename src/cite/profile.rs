//! Profiles: the grammar of a language as data.
//!
//! A profile is a TOML file (`profiles/vi.toml` is built in) that lists types of
//! document, suffixes, names of bodies, places and the small words that matter.
//! It is compiled once: every word it knows becomes a small integer, every phrase
//! a path in a trie of such integers. A compiled profile is read-only and can be
//! shared by all threads.
//!
//! Not here: how the lists are used (`cite::number`, `cite::directive`, `cite::body`).

mod vocabulary;
mod phrases;
mod page;
mod raw;
pub(super) mod flag;
mod names;
mod codes;
mod compile;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::dates::Words;
use super::institutions::Institutions;
use super::{Relation, extend};
use codes::fold_code;
use compile::{Laws, Meetings, TaskWords, compile};

pub(super) use codes::{Family, Rules, Suffix, Type, alike};
pub(super) use names::{Class, Head, Level, LevelWord, Place};
pub use page::Page;
pub(super) use phrases::Phrases;
pub(super) use raw::{Forms, Raw};
pub(super) use vocabulary::Vocabulary;

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
    /// What such an agency is called before its name, alone where the text has named it.
    pub(super) agencies: Vec<String>,
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
    /// What starts and ends the task of a committee for one.
    pub(super) tasks_of: TaskWords,
    /// Numbers in words.
    pub(super) numerals: Phrases<u8>,
    /// Congresses and conferences.
    pub(super) meetings: Meetings,
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
    /// What stands around the articles of the institution's pages.
    pub(super) page: Page,
    /// Suffixes whose marks a keyboard lost, to the folded suffix.
    pub(super) bare_suffixes: FxHashMap<String, String>,
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

    /// The names of all types of document, each with the codes that stand for it, folded.
    pub fn document_types(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.types.iter().map(|kind| (&*kind.name, &*kind.codes))
    }

    /// What the institution's pages carry around their articles.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Folds a code for the tables: capitals throughout, and `TƯ` is `TW`.
    pub fn fold_code<'a>(&self, code: &'a str) -> Cow<'a, str> {
        fold_code(code, &self.rules.alike)
    }

    /// Whether a word can be any of what the bits say.
    pub(super) fn is(&self, word: u16, bits: u64) -> bool {
        self.flags[usize::from(word)] & bits != 0
    }
}

/// The file of the built-in profile.
const VIETNAMESE_FILE: &str = include_str!("profiles/vi.toml");

/// The built-in profile of Vietnamese official prose.
static VIETNAMESE: LazyLock<Profile> =
    LazyLock::new(|| Profile::parse(VIETNAMESE_FILE).expect("a test parses the built-in profile"));
