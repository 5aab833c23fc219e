//! The file of a profile as it is written, key by key.
//!
//! A key that is not here is an error with its place, so that no misspelt list is passed over.
//!
//! Not here: what the lists are compiled to (`compile`), and what they are for
//! (`docs/profile.md`).

use serde::Deserialize;
use toml::Spanned;

use super::page::RawPage;
use crate::cite::Relation;
use crate::cite::institutions::{RawInstitutions, RawSeries};

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cite) struct Raw {
    /// The language's code.
    pub(super) language: String,
    /// What bodies are to one another.
    #[serde(default)]
    pub(super) institutions: RawInstitutions,
    /// Within what a number is used once.
    #[serde(default)]
    pub(super) series: RawSeries,
    /// Types of document.
    pub(super) types: Vec<RawType>,
    /// Codes beside those of the types.
    #[serde(default)]
    pub(super) codes: RawCodes,
    /// Suffixes.
    #[serde(default)]
    pub(super) suffixes: RawSuffixes,
    /// Names of bodies.
    #[serde(default)]
    pub(super) bodies: RawBodies,
    /// Names of places.
    #[serde(default)]
    pub(super) places: RawPlaces,
    /// What stands around the articles of a page.
    #[serde(default)]
    pub(super) page: RawPage,
    /// Small words.
    #[serde(default)]
    pub(super) words: RawWords,
    /// How names without a number are made up.
    pub(super) forms: Forms,
    /// Verbs of relations.
    #[serde(default)]
    pub(super) relations: Vec<RawRelation>,
}

/// A type as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawType {
    /// Its name.
    pub(super) name: String,
    /// Abbreviations of the name.
    #[serde(default)]
    pub(super) short: Vec<String>,
    /// Codes in numbers, the one for new numbers first.
    pub(super) codes: Vec<String>,
    /// Is cited with a bare number.
    #[serde(default)]
    pub(super) plain: bool,
    /// Its name is a verb as well.
    #[serde(default)]
    pub(super) verb: bool,
    /// Is cited by name and year.
    #[serde(default)]
    pub(super) named: bool,
    /// Is cited by its year alone.
    #[serde(default)]
    pub(super) dated: bool,
    /// Had no code before 1997.
    #[serde(default)]
    pub(super) old: bool,
    /// Its numbers have no code of the type.
    #[serde(default)]
    pub(super) letter: bool,
    /// The only suffix that it can have.
    pub(super) issuer: Option<String>,
    /// Bodies that never issue it.
    #[serde(default)]
    pub(super) not_by: Vec<String>,
}

/// Codes beside those of the types.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawCodes {
    /// Codes of directives.
    pub(super) more: Vec<String>,
    /// Codes of papers that are none.
    pub(super) never: Vec<String>,
}

/// Suffixes as they are written: `CODE` or `CODE = body`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawSuffixes {
    /// Of the Party.
    pub(super) party: Vec<String>,
    /// Of the State.
    pub(super) state: Vec<String>,
    /// Those that the number of a term follows.
    pub(super) terms: Vec<String>,
    /// Beginnings of those whose figures are part of them.
    pub(super) figured: Vec<String>,
    /// Endings of Party suffixes.
    pub(super) party_ends: Vec<String>,
    /// Beginnings of Party suffixes.
    pub(super) party_starts: Vec<String>,
    /// Bodies and the suffix with which they sign: `body = CODE`.
    pub(super) signs: Vec<Spanned<String>>,
    /// The same for all bodies whose names start so.
    pub(super) signs_alike: Vec<Spanned<String>>,
    /// Suffixes without a place and the head behind them: `CODE = head`.
    pub(super) seats: Vec<Spanned<String>>,
    /// Those that stood alone.
    pub(super) old: Vec<String>,
    /// Ends that mean another end: `other = end`.
    pub(super) alike: Vec<Spanned<String>>,
    /// Abbreviations with a full stop that suffixes end with.
    pub(super) dotted: Vec<Spanned<String>>,
}

/// Names of bodies as they are written, by class.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawBodies {
    /// Complete names.
    pub(super) names: Vec<String>,
    /// Complete names that may take a place.
    pub(super) placed: Vec<String>,
    /// Party committees of any organisation.
    pub(super) committees: Vec<String>,
    /// Party committees of provinces.
    pub(super) province: Vec<String>,
    /// Party committees of cities.
    pub(super) city: Vec<String>,
    /// Party committees of districts.
    pub(super) district: Vec<String>,
    /// Bodies that are one only as the issuer of a document, and abbreviations of bodies.
    pub(super) issuers: Vec<String>,
    /// Abbreviations of organs of Party committees.
    pub(super) sealed: Vec<String>,
    /// Bodies of a region, which has a number.
    pub(super) regional: Vec<String>,
    /// Enterprises and the like that go by one name.
    pub(super) firms: Vec<String>,
    /// What is no body and has the name of one in its own: `Nhà Quốc hội`.
    pub(super) things: Vec<String>,
    /// Organs of other bodies.
    pub(super) organs: Vec<String>,
    /// Countries.
    pub(super) foreign: Vec<String>,
    /// Offices that only other countries have.
    pub(super) foreign_offices: Vec<String>,
    /// Names that are an office of one person.
    pub(super) offices: Vec<String>,
    /// Organs that go by their bare name.
    pub(super) bare: Vec<String>,
    /// Organs that do so after a title.
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
    /// Names that are of some place even where they do not say so.
    pub(super) always_local: Vec<String>,
    /// The kind of organisation of which an article names one by its kind alone.
    pub(super) bloc: String,
    /// The Party's organisation in a place, whose committee is named after it.
    pub(super) branch: String,
    /// What the centre is called in names.
    pub(super) centre: String,
    /// Bodies of a place.
    pub(super) local: Vec<String>,
    /// Provincial committees of the youth union.
    pub(super) youth: Vec<String>,
    /// Committees for a task.
    pub(super) task: Vec<String>,
    /// Standing organs of Party committees.
    pub(super) standing: Vec<String>,
    /// Abbreviations inside the names of organisations: `words = abbreviation`.
    pub(super) expand: Vec<Spanned<String>>,
    /// Words with which a name may begin or not.
    pub(super) loose: Vec<String>,
    /// Boards of organisations that have a Party committee.
    pub(super) boards: Vec<String>,
    /// Organisations that have a number.
    pub(super) numbered: Vec<String>,
    /// Organisations that are no committees.
    pub(super) others: Vec<String>,
    /// Fields of ministries and departments.
    pub(super) fields: Vec<String>,
    /// Abbreviations inside names: `words = abbreviation`.
    pub(super) central: Vec<Spanned<String>>,
    /// The word for a ministry.
    pub(super) ministry: String,
    /// The word for a department.
    pub(super) department: String,
    /// Words that make a name generic.
    pub(super) generic: Vec<String>,
    /// Words of titles.
    pub(super) titles: Vec<String>,
    /// Words before the organ that somebody is a member of.
    pub(super) members: Vec<String>,
}

/// Places as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawPlaces {
    /// Words for provinces.
    pub(super) province: Vec<String>,
    /// Words for cities.
    pub(super) city: Vec<String>,
    /// Words for districts.
    pub(super) district: Vec<String>,
    /// Words for communes.
    pub(super) commune: Vec<String>,
    /// Places whose level word is part of the name.
    pub(super) capital_level: Vec<String>,
    /// Names of provinces.
    pub(super) provinces: Vec<String>,
    /// Names of cities.
    pub(super) cities: Vec<String>,
    /// Family names of people.
    pub(super) families: Vec<String>,
}

/// Small words as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawWords {
    /// `số` and the like.
    pub(super) number: Vec<String>,
    /// `ngày` and the like.
    pub(super) day: Vec<String>,
    /// `tháng` and the like.
    pub(super) month: Vec<String>,
    /// `năm` and the like.
    pub(super) year: Vec<String>,
    /// Abbreviations that a full stop follows in the middle of a sentence.
    pub(super) abbreviations: Vec<String>,
    /// `của` and the like.
    pub(super) of: Vec<String>,
    /// `về` and the like.
    pub(super) about: Vec<String>,
    /// `khóa` and the like.
    pub(super) term: Vec<String>,
    /// What joins the members of a list.
    pub(super) and: Vec<String>,
    /// `Đại hội` and the like.
    pub(super) congress: Vec<String>,
    /// `Trung ương` and its abbreviations.
    pub(super) plenum: Vec<String>,
    /// `Hội nghị` and the like.
    pub(super) conference: Vec<String>,
    /// `thứ` and the like.
    pub(super) ordinal: Vec<String>,
    /// What may stand between a document and a verb.
    pub(super) link: Vec<String>,
    /// `được` and the like.
    pub(super) passive: Vec<String>,
    /// `bởi` and the like.
    pub(super) by: Vec<String>,
    /// What narrows a document down.
    pub(super) detail: Vec<String>,
    /// What may stand between a verb and its object.
    pub(super) object: Vec<String>,
    /// `Đảng` and the like.
    pub(super) party: Vec<String>,
    /// `ban hành` and the like.
    pub(super) issued: Vec<String>,
    /// `Ban Chấp hành` of a plenum.
    pub(super) committee: Vec<String>,
    /// `lần` and the like.
    pub(super) times: Vec<String>,
    /// What declares an alias.
    pub(super) alias: Vec<String>,
    /// What makes a document a draft.
    pub(super) draft: Vec<String>,
    /// What stands between a Party committee and its country.
    pub(super) abroad: Vec<String>,
    /// What stands before a country that is only met or visited.
    pub(super) toward: Vec<String>,
    /// Abbreviations after which any number is a document's.
    pub(super) sure: Vec<String>,
    /// `các` and the like.
    pub(super) plural: Vec<String>,
    /// What is counted.
    pub(super) units: Vec<String>,
    /// What may follow a bare number.
    pub(super) follow: Vec<String>,
    /// What ends the name of a law.
    pub(super) law_stop: Vec<String>,
    /// Phrases inside the names of laws.
    pub(super) law_inner: Vec<String>,
    /// What stands between a constitution and its year.
    pub(super) law_state: Vec<String>,
    /// What stands before the body after which a law is named.
    pub(super) law_of: Vec<String>,
    /// Words with which the word for a law is another one.
    pub(super) law_other: Vec<String>,
    /// What stands before the word for a law where it names none.
    pub(super) law_before: Vec<String>,
    /// What the name of a law starts with that amends others.
    pub(super) amending: Vec<String>,
    /// Small words of names.
    pub(super) name: Vec<String>,
    /// Words of more syllables of names.
    pub(super) compound: Vec<String>,
    /// What ends a task.
    pub(super) task_stop: Vec<String>,
    /// What starts a task.
    pub(super) task: Vec<String>,
    /// Numbers in words, from one up.
    pub(super) numerals: Vec<String>,
    /// What stands between a congress and its number.
    pub(super) congress_of: Vec<String>,
    /// Meetings of an organisation of the Party, the usual name of each first.
    #[serde(default)]
    pub(super) meetings: Vec<String>,
    /// What stands before the years of such a meeting's committee.
    #[serde(default)]
    pub(super) tenure: Vec<String>,
}

/// How the keys of documents without a number are made up; `{…}` is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cite) struct Forms {
    /// A law by its name and year.
    pub(in crate::cite) law: String,
    /// A resolution of a congress.
    pub(in crate::cite) congress: String,
    /// A resolution of the congress of an organisation.
    pub(in crate::cite) congress_of: String,
    /// A resolution of the meeting of an organisation that is told by its years.
    #[serde(default)]
    pub(in crate::cite) meeting_of_years: String,
    /// A resolution of a plenum.
    pub(in crate::cite) plenum: String,
    /// A resolution of a plenum of a term.
    pub(in crate::cite) plenum_of_term: String,
    /// A resolution of a plenum of a committee below the centre.
    #[serde(default)]
    pub(in crate::cite) local_plenum: String,
    /// A resolution of such a plenum of a term.
    #[serde(default)]
    pub(in crate::cite) local_plenum_of_term: String,
    /// What the address is made of where a name has no letter that addresses hold.
    #[serde(default = "unnamed")]
    pub(super) unnamed: String,
}

/// The default of [`Forms::unnamed`].
fn unnamed() -> String {
    "unnamed".to_string()
}

/// A relation as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRelation {
    /// Which one.
    pub(super) relation: Relation,
    /// The words that state it.
    pub(super) words: Vec<String>,
}
