//! Committees: who is who among the bodies, who stands above whom, who followed whom.
//!
//! A body exists because a text names it, because a record describes it, or because
//! the name of another shows it. Names decide identity: the profile has already made
//! them whole, and records add aliases.
//!
//! Not here: which mentions lead to a body (`archive`), what it issued (`relations`).

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map};

use rustc_hash::FxHashMap;

use super::addresses::{self, Wish};
use super::cited::Cited;
use super::collation;
use super::names::{self, Names};
use super::periods;
use super::{Committee, CommitteeId, CommitteeRecord, DirectiveRecord};
use crate::card::ArticleCard;
use crate::cite::{Institutions, Kind};
use crate::diag::{Diags, Span};
use crate::text;

/// Wrong letters that still look like a slip rather than another body.
const SLIP: usize = 2;

/// All bodies, and the way from a name to its body.
#[derive(Debug, Default)]
pub struct Bodies {
    /// The bodies by slug; mentions and issued directives are still missing.
    pub list: Vec<Committee>,
    /// From a folded name or alias to its body.
    by_fold: FxHashMap<String, CommitteeId>,
    /// From a name as it stands on a card to its body, so that each is folded once.
    by_key: FxHashMap<String, CommitteeId>,
}

impl Bodies {
    /// The body of a name that stands on a card.
    pub fn of_key(&self, key: &str) -> Option<CommitteeId> {
        self.by_key.get(key).copied()
    }

    /// The body that an archivist described under a name that texts leave open:
    /// `Tỉnh ủy`, where the archive has but one.
    pub fn of_record(&self, written: &str, names: &dyn Names) -> Option<CommitteeId> {
        let id = *self.by_fold.get(&names.fold(written))?;
        self.list[id.0 as usize].record.map(|_| id)
    }

    /// The body of a name as a person writes it.
    pub fn of_name(&self, written: &str, names: &dyn Names) -> Option<CommitteeId> {
        self.by_fold.get(&names.fold(&names.committee_name(written))).copied()
    }
}

/// A body while the names are being gathered.
#[derive(Debug, Default)]
struct Entry {
    /// Every spelling of its name with how often it was found.
    spellings: BTreeMap<String, u32>,
    /// Its authority record.
    record: Option<u32>,
}

/// The bodies while they are being gathered, by folded name.
#[derive(Debug, Default)]
struct Gathered {
    /// The bodies by the folded form of their main name.
    entries: BTreeMap<String, Entry>,
    /// From folded aliases to folded main names.
    aliases: BTreeMap<String, String>,
}

impl Gathered {
    /// The folded main name behind a folded name.
    fn main<'a>(&'a self, folded: &'a str) -> &'a str {
        self.aliases.get(folded).map_or(folded, String::as_str)
    }

    /// Whether a folded name is known.
    fn knows(&self, folded: &str) -> bool {
        self.entries.contains_key(self.main(folded))
    }

    /// Adds a name found `count` times.
    fn add(&mut self, name: &str, folded: &str, count: u32) {
        let main = self.main(folded).to_string();
        *self.entries.entry(main).or_default().spellings.entry(name.to_string()).or_default() +=
            count;
    }
}

/// Finds all bodies with their tree and their succession.
pub fn gather(
    articles: &[&ArticleCard],
    directives: &[DirectiveRecord],
    records: &[CommitteeRecord],
    names: &dyn Names,
    diags: &mut Diags,
) -> Bodies {
    let mut gathered = Gathered::default();
    add_records(&mut gathered, records, names, diags);
    let keys = found_names(articles, names);
    for (key, count) in &keys {
        gathered.add(key, &names.fold(key), *count);
    }
    add_references(&mut gathered, directives, records, names, diags);
    add_implied(&mut gathered, names.institutions());
    let mut bodies = number(gathered, records, names.institutions(), diags);
    for key in keys.keys() {
        if let Some(&id) = bodies.by_fold.get(&names.fold(key)) {
            bodies.by_key.insert(key.to_string(), id);
        }
    }
    place_in_tree(&mut bodies, records, names, diags);
    link_succession(&mut bodies, records, names, diags);
    bodies
}

/// Every name on the cards with how often: mentions, bodies inside names, issuers.
///
/// An issuer whose name every place has (`Ban Thường vụ Tỉnh ủy`) is no body: nobody knows whose.
fn found_names<'a>(articles: &[&'a ArticleCard], names: &dyn Names) -> BTreeMap<&'a str, u32> {
    let mut found: FxHashMap<&str, u32> = FxHashMap::default();
    let mut issuers: FxHashMap<&str, bool> = FxHashMap::default();
    let own = names.institutions();
    let is_placed = |issuer: &str| !names::is_bare(&names::root(&names.fold(issuer), own), own);
    for mention in articles.iter().flat_map(|article| &article.mentions) {
        if let Some(issuer) = &mention.stated().issuer
            && *issuers.entry(issuer).or_insert_with(|| is_placed(issuer))
        {
            found.entry(issuer).or_default();
        }
        if mention.unresolved.is_some() {
            continue;
        }
        if mention.kind == Kind::Committee {
            *found.entry(&mention.key).or_default() += 1;
        }
        for nested in &mention.nested {
            found.entry(nested).or_default();
        }
    }
    found.into_iter().collect()
}

/// Adds the bodies that records describe, with their aliases.
fn add_records(
    gathered: &mut Gathered,
    records: &[CommitteeRecord],
    names: &dyn Names,
    diags: &mut Diags,
) {
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for (i, record) in records.iter().enumerate() {
        if let Some((from, until)) = record.from.zip(record.until)
            && periods::is_later(from, until)
        {
            diags.ends_before_it_begins(record.span("until"), record.span("from"));
        }
        let folded = names.fold(&names.committee_name(&record.name));
        if let Some(&first) = holders.get(&folded) {
            let (first, second) = (records[first].name_span(), record.name_span());
            diags.committee_recorded_twice(first, second, &record.name);
            continue;
        }
        holders.insert(folded.clone(), i);
        let entry = gathered.entries.entry(folded).or_default();
        entry.record = Some(i as u32);
        entry.spellings.insert(record.name.clone(), 0);
    }
    for (i, record) in records.iter().enumerate() {
        let main = names.fold(&names.committee_name(&record.name));
        for (at, alias) in record.aliases.iter().enumerate() {
            let folded = names.fold(&names.committee_name(alias));
            let span = record.span(&format!("aliases[{at}]"));
            // An alias of two records is told below.
            let free = !holders.contains_key(&folded);
            if let Some(body) = names.listed_body(alias).filter(|_| free)
                && names.fold(&body) != main
                && names.fold(&names.committee_name(&body)) != main
            {
                diags.alias_of_a_listed_body(span.clone(), alias, &body, &record.name);
            }
            match holders.get(&folded) {
                Some(&holder) if holder != i && holders.get(&main) == Some(&i) => {
                    let held = claim_of(&records[holder], &folded, names);
                    diags.alias_claimed_twice(held, span, alias);
                }
                Some(_) => {}
                None => {
                    holders.insert(folded.clone(), i);
                    gathered.aliases.insert(folded, main.clone());
                }
            }
        }
    }
}

/// Where a record claims a folded name: as an alias, else as its own name.
fn claim_of(record: &CommitteeRecord, folded: &str, names: &dyn Names) -> Span {
    let mut aliases = record.aliases.iter();
    match aliases.position(|alias| names.fold(&names.committee_name(alias)) == folded) {
        Some(at) => record.span(&format!("aliases[{at}]")),
        None => record.name_span(),
    }
}

/// Adds the bodies that records name as issuers, parents and forerunners.
///
/// A name that differs by a slip from a known one is told and not added, so that a
/// misspelling makes no page.
fn add_references(
    gathered: &mut Gathered,
    directives: &[DirectiveRecord],
    records: &[CommitteeRecord],
    names: &dyn Names,
    diags: &mut Diags,
) {
    let issuers = directives.iter().filter_map(|r| Some((r.issuer.as_ref()?, r.span("issuer"))));
    let parents = records.iter().filter_map(|r| Some((r.parent.as_ref()?, r.span("parent"))));
    let follows = records.iter().flat_map(|record| {
        let place = |at: usize| record.span(&format!("follows[{at}]"));
        record.follows.iter().enumerate().map(move |(at, name)| (name, place(at)))
    });
    let mut added = Vec::new();
    let slugs = LazyCell::new(|| Slugs::of(gathered));
    // A thousand records may name one issuer, and it takes a look at all bodies to judge it.
    let mut judged: FxHashMap<String, Option<&str>> = FxHashMap::default();
    for (written, span) in issuers.chain(parents).chain(follows) {
        let name = names.committee_name(written);
        let folded = names.fold(&name);
        if gathered.knows(&folded) {
            continue;
        }
        match *judged.entry(folded.clone()).or_insert_with(|| slugs.near(&folded)) {
            Some(known) => diags.unknown_committee(span, written, known),
            None => added.push((name, folded)),
        }
    }
    for (name, folded) in added {
        gathered.add(&name, &folded, 0);
    }
}

/// All known names, with the slug and the length in letters of each.
struct Slugs<'a> {
    /// The bodies.
    gathered: &'a Gathered,
    /// The folded names of all, aliases among them.
    names: Vec<(&'a str, String, usize)>,
}

impl<'a> Slugs<'a> {
    /// Makes the slug of each name once.
    fn of(gathered: &'a Gathered) -> Slugs<'a> {
        let names = gathered.entries.keys().chain(gathered.aliases.keys());
        let names = names.map(|name| (name.as_str(), text::slug(name), name.chars().count()));
        Slugs { gathered, names: names.collect() }
    }

    /// The known name that a writer most likely meant, in its usual spelling.
    fn near(&self, folded: &str) -> Option<&'a str> {
        let length = folded.chars().count();
        let bare = text::slug(folded);
        let distance = |known: &str, n_letters: usize| match length.abs_diff(n_letters) {
            ..=SLIP if SLIP * 4 <= length => text::edit_distance(folded, known),
            _ => usize::MAX,
        };
        let near = self.names.iter().filter_map(|(known, slug, n_letters)| {
            let distance = distance(known, *n_letters);
            (distance <= SLIP || *slug == bare).then_some((distance, *known))
        });
        let (_, known) = near.min()?;
        self.gathered.entries.get(self.gathered.main(known)).and_then(spelling)
    }
}

/// The most usual spelling of a body's name, the first in order among equals.
fn spelling(entry: &Entry) -> Option<&str> {
    let best = entry.spellings.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map(|(name, _)| name.as_str())
}

/// Adds the bodies that stand in the names of others and have a place of their own.
fn add_implied(gathered: &mut Gathered, own: &Institutions) {
    let mut implied = BTreeSet::new();
    for (folded, entry) in &gathered.entries {
        let inner = names::above(folded, own).filter(|inner| folded.ends_with(inner));
        let Some((inner, name)) = inner.zip(spelling(entry)) else { continue };
        let known = gathered.knows(inner) || gathered.knows(&names::root(inner, own));
        let is_whole = names::root(inner, own) == inner && !names::is_bare(inner, own);
        let skip = name.chars().count().saturating_sub(inner.chars().count());
        if !known && is_whole {
            let name: String = name.chars().skip(skip).collect();
            implied.insert((name, inner.to_string()));
        }
    }
    for (name, folded) in implied {
        gathered.add(&name, &folded, 0);
    }
}

/// Gives each body its slug and its place in the list.
fn number(
    gathered: Gathered,
    records: &[CommitteeRecord],
    own: &Institutions,
    diags: &mut Diags,
) -> Bodies {
    let record = |entry: &Entry| entry.record.map(|i| &records[i as usize]);
    let mut found: Vec<(String, Committee)> = Vec::new();
    let mut wishes = Vec::new();
    for (folded, entry) in &gathered.entries {
        let record = record(entry);
        let name = record.map(|record| record.name.as_str()).or_else(|| spelling(entry));
        let name = name.unwrap_or(folded).to_string();
        let asked = record.and_then(|record| record.slug.as_deref());
        let slug = addresses::slug(asked.unwrap_or(&name), own);
        wishes.push(Wish { slug, asked: asked.is_some() });
        found.push((folded.clone(), committee(name, entry.record, record)));
    }
    let slugs = addresses::assign(&wishes, |first, second, moved| {
        let record = |i: usize| found[i].1.record.map(|i| &records[i as usize]);
        let (Some(asks), wish) = (record(first), &wishes[second]) else { return };
        match record(second).filter(|_| wish.asked) {
            Some(other) => {
                diags.slug_claimed_twice(asks.span("slug"), other.span("slug"), &wish.slug);
            }
            None => {
                let other = format!("`{}`", found[second].1.name);
                diags.slug_of_another(asks.span("slug"), &wish.slug, &other, moved);
            }
        }
    });
    for ((_, committee), slug) in found.iter_mut().zip(slugs) {
        committee.slug = slug;
    }
    found.sort_by(|a, b| a.1.slug.cmp(&b.1.slug));
    let mut bodies = Bodies::default();
    for (folded, committee) in found {
        bodies.by_fold.insert(folded, CommitteeId(bodies.list.len() as u32));
        bodies.list.push(committee);
    }
    for (alias, main) in &gathered.aliases {
        if let Some(&id) = bodies.by_fold.get(main) {
            bodies.by_fold.entry(alias.clone()).or_insert(id);
        }
    }
    bodies
}

/// A body with what its record says of it alone.
fn committee(name: String, at: Option<u32>, record: Option<&CommitteeRecord>) -> Committee {
    Committee {
        name,
        slug: String::new(),
        forms: Vec::new(),
        aliases: record.map(|record| record.aliases.clone()).unwrap_or_default(),
        code: record.and_then(|record| record.code.clone()),
        parent: None,
        children: Vec::new(),
        follows: Vec::new(),
        followed_by: Vec::new(),
        from: record.and_then(|record| record.from),
        until: record.and_then(|record| record.until),
        place: record.and_then(|record| record.place.clone()),
        record: at,
        issued: Vec::new(),
        mentions: Vec::new(),
        cited: Cited::default(),
    }
}

/// Finds the body above each: by its record, else by its name.
fn place_in_tree(
    bodies: &mut Bodies,
    records: &[CommitteeRecord],
    names: &dyn Names,
    diags: &mut Diags,
) {
    for i in 0..bodies.list.len() {
        let id = CommitteeId(i as u32);
        let record = bodies.list[i].record.map(|record| &records[record as usize]);
        bodies.list[i].parent = match record.and_then(|record| record.parent.as_deref()) {
            Some(parent) => bodies.of_name(parent, names),
            None => named_parent(bodies, id, names),
        };
    }
    break_circles(bodies, records, diags);
    for i in 0..bodies.list.len() {
        if let Some(CommitteeId(parent)) = bodies.list[i].parent {
            bodies.list[parent as usize].children.push(CommitteeId(i as u32));
        }
    }
    let order: Vec<_> = bodies.list.iter().map(|body| collation::key(&body.name)).collect();
    for body in &mut bodies.list {
        body.children.sort_by_key(|child| &order[child.0 as usize]);
    }
}

/// The body above by the shape of the name, if it is known and another.
fn named_parent(bodies: &Bodies, id: CommitteeId, names: &dyn Names) -> Option<CommitteeId> {
    let folded = names.fold(&bodies.list[id.0 as usize].name);
    let own = names.institutions();
    let inner = names::above(&folded, own)?;
    let candidates = [inner.to_string(), names::root(inner, own)];
    let is_central = own.central.first().is_some_and(|name| name == inner);
    let central = own.central.iter().filter(|_| is_central).cloned();
    let found = candidates.into_iter().chain(central).find_map(|name| bodies.by_fold.get(&name));
    found.copied().filter(|&parent| parent != id)
}

/// Tells every circle of parents once and opens it, so that the tree ends.
fn break_circles(bodies: &mut Bodies, records: &[CommitteeRecord], diags: &mut Diags) {
    // 0: not seen, otherwise the walk on which the body was first met.
    let mut met = vec![0usize; bodies.list.len()];
    for start in 0..bodies.list.len() {
        let mut at = start;
        while met[at] == 0 {
            met[at] = start + 1;
            match bodies.list[at].parent {
                Some(CommitteeId(parent)) => at = parent as usize,
                None => break,
            }
        }
        let closes = met[at] == start + 1 && bodies.list[at].parent.is_some();
        let Some(circle) = closes.then(|| circle_through(bodies, at)).flatten() else { continue };
        let spans: Vec<_> = circle
            .iter()
            .filter_map(|&body| {
                let body = &bodies.list[body];
                let record = &records[body.record? as usize];
                record.parent.as_ref().map(|_| (record.span("parent"), body.name.clone()))
            })
            .collect();
        diags.circular_parent(&spans, circle.iter().map(|&body| bodies.list[body].name.as_str()));
        for body in circle {
            bodies.list[body].parent = None;
        }
    }
}

/// The circle of parents on which a body stands, from the first in order; none if it
/// stands on none.
fn circle_through(bodies: &Bodies, start: usize) -> Option<Vec<usize>> {
    let mut circle = vec![start];
    let mut at = bodies.list[start].parent?.0 as usize;
    while at != start {
        if circle.contains(&at) {
            return None;
        }
        circle.push(at);
        at = bodies.list[at].parent?.0 as usize;
    }
    let first = (0..circle.len()).min_by_key(|&i| circle[i]).unwrap_or(0);
    circle.rotate_left(first);
    Some(circle)
}

/// Links the bodies that took over from others.
fn link_succession(
    bodies: &mut Bodies,
    records: &[CommitteeRecord],
    names: &dyn Names,
    diags: &mut Diags,
) {
    for i in 0..bodies.list.len() {
        let Some(record) = bodies.list[i].record.map(|record| &records[record as usize]) else {
            continue;
        };
        let earlier = record.follows.iter().filter_map(|name| bodies.of_name(name, names));
        bodies.list[i].follows = earlier.collect();
    }
    open_successions(bodies, records, diags);
    for i in 0..bodies.list.len() {
        for CommitteeId(other) in bodies.list[i].follows.clone() {
            bodies.list[other as usize].followed_by.push(CommitteeId(i as u32));
        }
    }
}

/// Tells every circle of successions once and opens it, so that time has a direction.
fn open_successions(bodies: &mut Bodies, records: &[CommitteeRecord], diags: &mut Diags) {
    for start in 0..bodies.list.len() {
        while let Some(circle) = succession_through(bodies, start) {
            let name = |body: &usize| bodies.list[*body].name.clone();
            let names: Vec<String> = circle.iter().map(name).collect();
            let record = |body: &usize| bodies.list[*body].record.map(|i| &records[i as usize]);
            let spans = circle
                .iter()
                .zip(&names)
                .filter_map(|(body, name)| Some((record(body)?.span("follows"), name.clone())));
            diags.circular_follows(&spans.collect::<Vec<_>>(), names.iter().map(String::as_str));
            for (at, &body) in circle.iter().enumerate() {
                let next = CommitteeId(circle[(at + 1) % circle.len()] as u32);
                bodies.list[body].follows.retain(|&other| other != next);
            }
        }
    }
}

/// The shortest circle of successions that leads from a body back to it.
fn succession_through(bodies: &Bodies, start: usize) -> Option<Vec<usize>> {
    let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(at) = waiting.pop_front() {
        for &CommitteeId(next) in &bodies.list[at].follows {
            let next = next as usize;
            if next == start {
                let back = |at: &usize| came_from.get(at).copied();
                let mut circle: Vec<usize> = std::iter::successors(Some(at), back).collect();
                circle.reverse();
                return Some(circle);
            }
            if let btree_map::Entry::Vacant(place) = came_from.entry(next) {
                place.insert(at);
                waiting.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
