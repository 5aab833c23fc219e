//! Names: the starts of bodies' names, the words for levels of places, and places.
//!
//! Not here: how a name goes on (`cite::body`).

use super::phrases::Phrases;
use super::raw::{RawBodies, RawPlaces};
use super::vocabulary::{Vocabulary, words};

/// A level of places, which is also what a body without its place leaves open.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub(in crate::cite) enum Level {
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
pub(in crate::cite) struct LevelWord {
    /// Which level.
    pub(in crate::cite) level: Level,
    /// How names of bodies have it: `thành phố`.
    pub(in crate::cite) name: String,
}

/// A place.
#[derive(Debug, Clone)]
pub(in crate::cite) struct Place {
    /// Its name in the profile's spelling.
    pub(in crate::cite) name: String,
    /// Its level.
    pub(in crate::cite) level: Level,
    /// Whether its level word is part of its name: `Thành phố Hồ Chí Minh`.
    pub(in crate::cite) capital_level: bool,
    /// Whether a province has the name, also where a city has it too.
    pub(in crate::cite) province: bool,
}

/// How the name of a body goes on after its head.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(in crate::cite) enum Class {
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
pub(in crate::cite) struct Head {
    /// How it goes on.
    pub(in crate::cite) class: Class,
    /// Its full name in the profile's spelling.
    pub(in crate::cite) name: String,
}

/// Compiles the names of bodies.
pub(super) fn heads(
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
pub(super) fn places(
    vocabulary: &mut Vocabulary,
    raw: &RawPlaces,
) -> (Phrases<LevelWord>, Phrases<Place>) {
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

/// The full names of lines `name | alias`.
pub(super) fn first_names(lines: &[String]) -> Vec<String> {
    lines.iter().filter_map(|line| names(line).first().map(ToString::to_string)).collect()
}

/// Splits `name | alias | alias` into its parts, the name first.
pub(super) fn names(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// What the centre is called for short.
pub(super) fn centre_short(centre: &str, central: &[(String, String)]) -> Vec<String> {
    let central = central.iter().filter(|(name, _)| name == centre);
    central.map(|(_, short)| short.clone()).collect()
}
