//! Relations: what the prose says that one directive does to another.
//!
//! Only what stands between two directives of one sentence counts, and only if it
//! is nothing but the tail of the first, a few linking words and a verb that the
//! profile knows. Two directives side by side are not related.
//!
//! Not here: what an archivist's record says of relations (`catalog::archive`).

use super::profile::{Profile, flag};
use super::token::{Gap, Shape, Tokens};
use super::{Relation, Statement};

/// A directive in the text, with where its tail ends.
#[derive(Debug, Copy, Clone)]
pub(super) struct Spot {
    /// Its first token.
    pub(super) from: usize,
    /// The token after its number or name.
    pub(super) to: usize,
    /// The token after its tail.
    pub(super) tail: usize,
    /// Its place in the list of mentions.
    pub(super) mention: usize,
}

/// A verb that stands before a directive.
#[derive(Debug, Copy, Clone)]
struct Verb {
    /// What it states.
    relation: Relation,
    /// Its first token.
    from: usize,
    /// Whether the directive after it acts: `được sửa đổi bởi`.
    passive: bool,
}

/// Finds all relations, in the order of their first words.
pub(super) fn statements(tokens: &Tokens, spots: &[Spot], profile: &Profile) -> Vec<Statement> {
    let mut found = Vec::new();
    for (index, spot) in spots.iter().enumerate() {
        let verb = verb_before(tokens, spot.from, profile);
        if let Some(verb) = verb {
            after_subject(tokens, spots, index, verb, profile, &mut found);
            before_subject(tokens, spots, index, verb, profile, &mut found);
        }
        in_detail(tokens, spots, index, verb, profile, &mut found);
    }
    found.retain(|statement: &Statement| statement.subject != statement.object);
    found
}

/// The verb that ends right before a token, but for words between verb and object.
fn verb_before(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Verb> {
    let mut end = at;
    let mut by = false;
    while 0 < end && at - end < 5 && !tokens.breaks(end) {
        // The longest verb that ends here: look back a few words for its start.
        let start = (end.saturating_sub(9)..end).find_map(|from| {
            let (length, relation) = profile.relations.longest(tokens, from)?;
            (from + length == end).then_some((from, *relation))
        });
        if let Some((from, relation)) = start {
            let passive = by && profile.is(tokens.before(from).word, flag::PASSIVE);
            return (!by || passive).then_some(Verb {
                relation,
                from: from - usize::from(passive),
                passive,
            });
        }
        let word = tokens.before(end).word;
        by |= profile.is(word, flag::BY);
        if !profile.is(word, flag::OBJECT | flag::BY) {
            return None;
        }
        end -= 1;
    }
    None
}

/// The directives that are coordinated with one, from it on: `A, B và C`.
fn coordinated(tokens: &Tokens, spots: &[Spot], first: usize, profile: &Profile) -> usize {
    let mut last = first;
    while let Some(next) = spots.get(last + 1) {
        let joined = (spots[last].tail..next.from).all(|index| {
            let token = tokens.at(index);
            matches!(token.mark, b',') || profile.is(token.word, flag::AND)
        });
        if !joined || tokens.breaks(next.from) {
            break;
        }
        last += 1;
    }
    last + 1
}

/// `A … tiếp tục thực hiện B`: the subject stands before the verb.
fn after_subject(
    tokens: &Tokens,
    spots: &[Spot],
    object: usize,
    verb: Verb,
    profile: &Profile,
    found: &mut Vec<Statement>,
) {
    let Some(subject) = object.checked_sub(1).map(|before| spots[before]) else { return };
    if verb.from < subject.tail || tokens.breaks(verb.from) {
        return;
    }
    let linked = (subject.tail..verb.from).all(|index| {
        let token = tokens.at(index);
        token.gap < Gap::Paragraph
            && (profile.is(token.word, flag::LINK | flag::PASSIVE) || matches!(token.mark, b'('))
    });
    let far = 6 < verb.from - subject.tail;
    if !linked || far {
        return;
    }
    for other in &spots[object..coordinated(tokens, spots, object, profile)] {
        push(tokens, subject, *other, verb, found);
    }
}

/// `Thực hiện B, Đảng ủy đã ban hành A`: the subject stands after its object.
fn before_subject(
    tokens: &Tokens,
    spots: &[Spot],
    object: usize,
    verb: Verb,
    profile: &Profile,
    found: &mut Vec<Statement>,
) {
    let fits =
        matches!(verb.relation, Relation::Implements | Relation::BasedOn | Relation::Continues);
    let starts = tokens.at(verb.from).shape == Shape::Capital;
    let last = coordinated(tokens, spots, object, profile);
    let Some(subject) = spots.get(last).filter(|_| fits && starts && !verb.passive) else { return };
    let issued = 2 <= subject.from
        && profile.is(tokens.before(subject.from).word, flag::ISSUED)
        && profile.is(tokens.before(subject.from - 1).word, flag::ISSUED);
    let one_sentence = (spots[object].to..subject.from).all(|index| {
        let token = tokens.at(index);
        !tokens.breaks(index) && !matches!(token.mark, b'.' | b'!' | b'?' | b';' | b':')
    });
    if !issued || !one_sentence || 60 < subject.from - spots[object].to {
        return;
    }
    for &other in &spots[object..last] {
        push(tokens, *subject, other, verb, found);
    }
}

/// `thực hiện B, trực tiếp là thực hiện A1 và A2`: A1 and A2 implement B.
fn in_detail(
    tokens: &Tokens,
    spots: &[Spot],
    object: usize,
    verb: Option<Verb>,
    profile: &Profile,
    found: &mut Vec<Statement>,
) {
    let spot = spots[object];
    let comma = usize::from(tokens.at(spot.tail).mark == b',');
    let from = spot.tail + comma;
    let Some((length, ())) = profile.detail.longest(tokens, from) else { return };
    let Some(first) = spots.get(object + 1).filter(|next| next.from == from + length) else {
        return;
    };
    let relation = verb.map_or(Relation::Implements, |verb| verb.relation);
    let relation = match relation {
        Relation::Continues => Relation::Continues,
        _ => Relation::Implements,
    };
    let start = verb.map_or(spot.from, |verb| verb.from);
    debug_assert!(spot.from < first.from);
    let verb = Verb { relation, from: start, passive: false };
    for subject in &spots[object + 1..coordinated(tokens, spots, object + 1, profile)] {
        push(tokens, *subject, spot, verb, found);
    }
}

/// Adds a statement with the words from the first of the two, or the verb, to the last.
fn push(tokens: &Tokens, subject: Spot, object: Spot, verb: Verb, found: &mut Vec<Statement>) {
    let from = subject.from.min(object.from).min(verb.from);
    let to = subject.to.max(object.to);
    let (subject, object) = match verb.passive {
        true => (object, subject),
        false => (subject, object),
    };
    found.push(Statement {
        subject: subject.mention,
        relation: verb.relation,
        object: object.mention,
        evidence: tokens.bytes(from, to),
    });
}
