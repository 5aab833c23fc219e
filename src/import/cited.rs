//! How much an article cites: the two numbers of the import's table.

use std::collections::BTreeSet;

use crate::cite::{self, About, Kind, Profile};
use crate::import::line::Class;
use crate::import::recognise::Recognised;

/// What an article cites, counted by key.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub struct Cited {
    /// Different directives.
    pub directives: usize,
    /// Different committees.
    pub committees: usize,
}

/// Counts what an article cites in its headline, text and captions.
pub fn count(found: &Recognised, profile: &Profile) -> Cited {
    let shown = |class| matches!(class, Class::Body | Class::Caption);
    let mut text = found.title.clone();
    for line in found.lines.iter().filter(|line| shown(line.class)) {
        text.push_str("\n\n");
        text.push_str(&line.text);
    }
    let date = found.dated.as_ref().map(|dated| dated.date);
    let about = About {
        date: date.and_then(|date| jiff::civil::Date::new(date.year, date.month?, date.day?).ok()),
        year: date.map(|date| date.year),
        place: found.place.clone(),
        bodies: found.bodies.clone(),
    };
    let mentions = cite::cite(&text, profile, &about).mentions;
    let keys = |kind: Kind| {
        let of_kind = mentions.iter().filter(move |mention| mention.kind == kind);
        of_kind.map(|mention| mention.key.as_str()).collect::<BTreeSet<_>>().len()
    };
    Cited { directives: keys(Kind::Directive), committees: keys(Kind::Committee) }
}
