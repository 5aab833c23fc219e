//! Bodies: finds the names of committees in tokens.
//!
//! A name starts with a head that the profile knows (`Ban Dân vận`, `UBND`) and
//! goes on as the head's class says: with another body, an organisation, a place.
//! Vietnamese does not mark where a name ends, so each step takes only what it
//! can justify: a known place, a level word, a run of capital words that is no
//! person's name, small words that names of organisations are made of.
//!
//! Not here: what a name that leaves its place open means (`cite::resolve`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::declared::{abbreviation, is_same, repeats};
use super::normalise::tone;
use super::profile::{Class, Head, Level, Profile, flag};
use super::token::{Gap, Shape, Tokens};

/// What a name leaves open.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub(super) enum Open {
    /// The place of this level.
    Place(Level),
    /// Which bloc: `Đảng ủy Khối`.
    Bloc,
    /// Whose committee: `Đảng ủy`.
    Owner,
    /// Whose organ: `Ban Thường vụ`.
    Parent,
    /// Nothing by itself: a place with the word for its level, `xã Kim Liên`.
    Whole(Level),
}

/// A body's name.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// The first token.
    pub(super) from: usize,
    /// The token after the last.
    pub(super) to: usize,
    /// The name in canonical spelling, as far as the text has it.
    pub(super) name: String,
    /// What it leaves open.
    pub(super) open: Option<Open>,
    /// Bodies inside it, outermost first.
    pub(super) nested: Vec<Body>,
    /// Whether it is a committee and not only an organisation that has some.
    pub(super) counts: bool,
    /// What it says about its place or bloc: for names that leave theirs open.
    pub(super) fills: Vec<(Open, String)>,
    /// The profile's name for its head.
    pub(super) head: String,
    /// What the committee is called whose organ an abbreviation names: `BTVTU` and `Tỉnh ủy`.
    pub(super) seal: Vec<String>,
}

/// What a text has named so far.
#[derive(Default)]
struct Known<'a> {
    /// Organs named in full, which later go by their bare names.
    organs: Vec<String>,
    /// Abbreviations declared, the last of each spelling, and the bodies that they stand for; by
    /// the first of their tokens.
    short: FxHashMap<&'a str, Vec<(Range<usize>, Body)>>,
}

impl<'a> Known<'a> {
    /// Notes what a body that was found tells of those that follow.
    fn note(&mut self, tokens: &'a Tokens, body: &Body, profile: &Profile) {
        let listed = |list: &[String]| list.contains(&body.head);
        let organ = listed(&profile.council_organs) || listed(&profile.bare);
        let whole = organ && body.open != Some(Open::Parent);
        if whole && !self.organs.contains(&body.head) {
            self.organs.push(body.head.clone());
        }
        let short = body.counts.then(|| abbreviation(tokens, body.from..body.to, profile));
        let Some(short) = short.flatten() else { return };
        let alike = self.short.entry(tokens.text(short.start)).or_default();
        alike.retain(|(known, _)| !is_same(tokens, known, &short));
        alike.push((short, body.clone()));
    }

    /// The body that a declared abbreviation at a token stands for.
    fn meant(&self, tokens: &Tokens, at: usize) -> Option<Body> {
        if self.short.is_empty() {
            return None;
        }
        let alike = self.short.get(tokens.text(at))?;
        let (short, body) = alike.iter().rev().find(|(short, _)| repeats(tokens, at, short))?;
        let (from, to) = (at, at + short.len());
        Some(Body { from, to, nested: Vec::new(), fills: Vec::new(), ..body.clone() })
    }
}

/// Finds all bodies in the order of the text, leaving out the tokens of directives.
pub(super) fn bodies(tokens: &Tokens, taken: &[Range<usize>], profile: &Profile) -> Vec<Body> {
    let (mut found, all) = (Vec::new(), taken);
    let mut known = Known::default();
    let mut taken = taken.iter().peekable();
    let mut at = 0;
    while at < tokens.list.len() {
        if taken.peek().is_some_and(|range| range.end <= at) {
            taken.next();
            continue;
        }
        let limit = match taken.peek() {
            Some(range) if range.start <= at => {
                at = range.end;
                continue;
            }
            Some(range) => range.start,
            None => tokens.list.len(),
        };
        let token = tokens.at(at);
        if let Some(body) = known.meant(tokens, at).filter(|body| body.to <= limit) {
            at = body.to;
            found.push(body);
            continue;
        }
        if token.word == 0 || token.shape == Shape::Mark {
            at += 1;
            continue;
        }
        let done = all[..all.len() - taken.len()].last();
        let counts = |body: &Body| {
            if in_law(tokens, body.from, profile) {
                return false;
            }
            let class = profile.heads.longest(tokens, body.from).map(|(_, head)| head.class);
            let bare = body.open == Some(Open::Parent) && class != Some(Class::Sealed);
            body.to <= limit
                && (!bare || stays_bare(tokens, body, &known.organs, profile))
                && (class != Some(Class::Issuer) || issued(tokens, body.from, done, profile))
        };
        match body(tokens, at, profile, 0).filter(counts) {
            Some(body) => {
                at = body.to;
                known.note(tokens, &body, profile);
                found.push(body);
            }
            None => at += 1,
        }
    }
    drop_generic(tokens, &mut found, profile);
    found
}

/// Whether a body is part of the name of a law: `Luật Tổ chức Quốc hội`.
fn in_law(tokens: &Tokens, from: usize, profile: &Profile) -> bool {
    if tokens.at(from).gap == Gap::Paragraph {
        return false;
    }
    let before = (0..from).rev().take_while(|&at| profile.is(tokens.at(at).word, flag::IN_LAW));
    let fits = |at: usize| {
        let phrase = profile.laws.of.longest(tokens, at);
        phrase.is_some_and(|(length, ())| at + length == from)
            && tokens.at(at).shape != Shape::Small
    };
    before.take(LAW).any(fits)
}

/// How many tokens of a law's name may stand before the body in it.
const LAW: usize = 6;

/// Whether a name that is one only so stands as the issuer of the document before it:
/// after its number and `của`, and for an abbreviation only where the number is the centre's.
fn issued(tokens: &Tokens, at: usize, document: Option<&Range<usize>>, profile: &Profile) -> bool {
    let Some(document) = document else { return false };
    let near = document.end <= at && at - document.end <= ISSUED;
    let of = profile.is(tokens.before(at).word, flag::OF);
    let letters = tokens.at(at).shape == Shape::Caps;
    let central = || document.clone().any(|index| central(tokens, index, profile).is_some());
    near && of && (!letters || central())
}

/// How many tokens may stand between a number and its issuer: `, ngày 16 tháng 5 năm 2016 của`.
const ISSUED: usize = 12;

/// Drops names of kinds of bodies.
fn drop_generic(tokens: &Tokens, found: &mut Vec<Body>, profile: &Profile) {
    let mut chain = None;
    found.retain(|body| {
        // In `các Tỉnh ủy, Thành ủy` the second is as generic as the first.
        let joined = chain.is_some_and(|end| (end..body.from).all(|at| joins(tokens, at, profile)));
        let generic = is_generic(tokens, body, profile) || joined && is_plain(body);
        if generic {
            chain = Some(body.to);
        }
        !generic
    });
}

/// How deep bodies may lie in one another; a limit for hostile texts.
const DEPTH: usize = 6;

/// Reads the body whose name starts at a token.
pub(super) fn body(tokens: &Tokens, at: usize, profile: &Profile, depth: usize) -> Option<Body> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    // `Phó Thủ tướng Chính phủ` is no Prime Minister; the Government is found after it.
    let deputy = profile.is(tokens.before(at).word, flag::TITLE)
        && tokens.at(at).gap == Gap::Blank
        && profile.offices.contains(&head.name);
    if DEPTH < depth || deputy {
        return None;
    }
    // `các ban xây dựng Đảng` are several and of no name.
    let small_first = tokens.at(at).shape == Shape::Small;
    if depth == 0 && small_first && profile.is(tokens.before(at).word, flag::PLURAL) {
        return None;
    }
    // `Ban cán sự đảng Ủy ban`: no `đảng Ủy` stands there.
    let torn = head.class == Class::Committee && small_first;
    let bloc =
        0 < depth && (head.name == profile.bloc || small_kind(tokens, at, length, head, profile));
    if !(well_cased(tokens, at, length) || bloc) || torn {
        return small(tokens, at, profile, depth);
    }
    let body = start(at, length, head);
    // `Ủy ban Kiểm tra (UBKT) Tỉnh ủy`: the abbreviation counts if the name goes on.
    if abbreviated(tokens, body.to) && head.class != Class::Name {
        let short = Body { to: body.to + 3, ..body.clone() };
        if let Some(whole) = rest(tokens, short, head, profile, depth)
            && at + length + 3 < whole.to
        {
            return Some(whole);
        }
    }
    rest(tokens, body, head, profile, depth)
}

/// Whether a kind of organisation in small letters goes on with which one: `Ban Chấp hành đảng
/// bộ tỉnh`, `Đảng ủy bệnh viện Đa khoa`; not `đảng bộ cơ sở`.
fn small_kind(tokens: &Tokens, at: usize, length: usize, head: &Head, profile: &Profile) -> bool {
    if head.class != Class::Other || tokens.at(at).shape != Shape::Small {
        return false;
    }
    let next = at + length;
    let named =
        tokens.at(next).shape == Shape::Capital || profile.levels.longest(tokens, next).is_some();
    named && goes_on(tokens, next) && profile.generic.longest(tokens, next).is_none()
}

/// A name that starts in small letters counts if it says of which place it is: `tỉnh ủy
/// Nghệ An`, `hội đồng nhân dân xã Kim Liên`.
fn small(tokens: &Tokens, at: usize, profile: &Profile, depth: usize) -> Option<Body> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    let can_name = match head.class {
        Class::Seat(_) | Class::Committee | Class::Organ => true,
        Class::Local => 3 <= length,
        _ => false,
    };
    if !can_name || profile.is(tokens.before(at).word, flag::PLURAL) {
        return None;
    }
    let body = rest(tokens, start(at, length, head), head, profile, depth)?;
    let placed = |(open, _): &(Open, String)| matches!(open, Open::Place(_));
    (body.open.is_none() && body.fills.iter().any(placed)).then_some(body)
}

/// Whether an abbreviation in brackets stands at a token.
fn abbreviated(tokens: &Tokens, at: usize) -> bool {
    tokens.at(at).mark == b'('
        && tokens.at(at + 1).shape == Shape::Caps
        && tokens.at(at + 2).mark == b')'
}

/// Reads what follows a head, as its class says.
fn rest(
    tokens: &Tokens,
    mut body: Body,
    head: &Head,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    match head.class {
        Class::Name => Some(of_union(tokens, body, profile)),
        Class::Issuer | Class::Firm => Some(body),
        Class::Sealed => {
            let seal = seal(tokens, body.to, profile);
            Some(Body { open: Some(Open::Parent), seal, ..body })
        }
        Class::Placed | Class::Office => {
            if !place(tokens, &mut body, profile) && head.class == Class::Placed {
                placed_bloc(tokens, &mut body, profile, depth);
            }
            Some(body)
        }
        Class::Seat(level) => Some(seat(tokens, body, level, profile)),
        Class::Committee => Some(committee(tokens, body, profile, depth)),
        Class::Organ => organ(tokens, body, profile, depth),
        Class::Local => {
            let found = place(tokens, &mut body, profile)
                || shared(tokens, &mut body, profile)
                || of_organisation(tokens, &mut body, profile, depth);
            found.then_some(body)
        }
        Class::Youth => {
            if !place(tokens, &mut body, profile) {
                seat_place(tokens, &mut body, Level::Province, profile);
            }
            Some(body)
        }
        Class::Task => task(tokens, body, profile),
        Class::Standing => standing(tokens, body, profile, depth),
        Class::Numbered | Class::Regional => numbered(tokens, body),
        Class::Other => organisation(tokens, body, head, profile, depth),
    }
}

/// An organ of the Centre, or of the centre of a union whose name overlaps its own: `Ban Tuyên
/// giáo Trung ương Hội Nông dân Việt Nam`.
fn of_union(tokens: &Tokens, body: Body, profile: &Profile) -> Body {
    let Some(stem) = body.name.strip_suffix(profile.centre.as_str()) else { return body };
    let union = (1..=2).filter_map(|n| body.to.checked_sub(n)).find_map(|at| {
        let (length, head) = profile.heads.longest(tokens, at).filter(|_| body.from < at)?;
        let longer = body.to < at + length && well_cased(tokens, at, length);
        (longer && head.name.starts_with(profile.centre.as_str())).then_some((at + length, head))
    });
    match union {
        Some((to, head)) => Body { to, name: format!("{stem}{}", head.name), ..body },
        None => body,
    }
}

/// Reads the organisation that a union belongs to: `Hội Sinh viên Trường Đại học Vinh`, and
/// `Hội Sinh viên Trường`, where the text says elsewhere which.
fn of_organisation(tokens: &Tokens, body: &mut Body, profile: &Profile, depth: usize) -> bool {
    let at = body.to;
    let head = profile.heads.longest(tokens, at).filter(|_| goes_on(tokens, at));
    let kind = head.is_some_and(|(_, head)| head.class == Class::Other);
    kind && tokens.at(at).shape == Shape::Capital && owner(tokens, body, profile, depth)
}

/// Reads the bloc of a union: `Đoàn TNCS Hồ Chí Minh Khối các cơ quan Trung ương`.
fn placed_bloc(tokens: &Tokens, body: &mut Body, profile: &Profile, depth: usize) {
    let at = body.to;
    let head = profile.heads.longest(tokens, at).filter(|_| goes_on(tokens, at));
    let bloc = head.is_some_and(|(_, head)| head.name == profile.bloc);
    if bloc && let Some(inner) = self::body(tokens, at, profile, depth + 1) {
        take(body, inner);
    }
}

/// A body that is nothing but its head yet.
fn start(at: usize, length: usize, head: &Head) -> Body {
    Body {
        from: at,
        to: at + length,
        name: head.name.clone(),
        open: None,
        nested: Vec::new(),
        counts: !matches!(head.class, Class::Other | Class::Numbered | Class::Firm),
        fills: Vec::new(),
        head: head.name.clone(),
        seal: Vec::new(),
    }
}

/// What the committee is called whose organ the abbreviation before a token names, by the
/// suffix on which it ends: `UBKTHU` is of a `Huyện ủy`.
fn seal(tokens: &Tokens, to: usize, profile: &Profile) -> Vec<String> {
    let written = profile.fold_code(tokens.text(to - 1));
    let ends = |code: &&String| written.ends_with(code.as_str());
    let code =
        profile.rules.seats.iter().map(|(code, _)| code).filter(ends).max_by_key(|c| c.len());
    let of_code = |(other, head): &(String, String)| (Some(other) == code).then(|| head.clone());
    profile.rules.seats.iter().filter_map(of_code).collect()
}

/// Whether a head is written as a name: with a capital, or after a title with one inside.
fn well_cased(tokens: &Tokens, at: usize, length: usize) -> bool {
    match tokens.at(at).shape {
        Shape::Capital | Shape::Caps => true,
        _ => (at + 1..at + length)
            .any(|index| matches!(tokens.at(index).shape, Shape::Capital | Shape::Caps)),
    }
}

/// Whether a token can go on a name that ended before it.
fn goes_on(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.at(at);
    token.gap == Gap::Blank
        || token.gap == Gap::None && token.shape != Shape::Mark
        || token.gap == Gap::Line
            && (token.shape == Shape::Small || tokens.wrapped(at) || in_capitals(tokens, at))
}

/// Whether a line break stands inside a heading in capitals: `ỦY BAN NHÂN DÂN / TỈNH …`.
fn in_capitals(tokens: &Tokens, at: usize) -> bool {
    tokens.before(at).shape == Shape::Caps && tokens.at(at).shape == Shape::Caps
}

/// Adds a piece to a name.
fn push(body: &mut Body, to: usize, piece: &str) {
    body.to = to;
    body.name.push(' ');
    body.name.push_str(piece);
}

/// Reads `tỉnh Nghệ An`, `thành phố`, `Hà Nội`; says whether there was any of it.
fn place(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let at = body.to;
    if !goes_on(tokens, at) {
        return false;
    }
    if let Some((length, level)) = profile.levels.longest(tokens, at) {
        let after = at + length;
        // `TP.` at the end of a sentence gives its full stop back.
        let name = level.name.clone();
        let level = level.level;
        match place_name(tokens, after, level, profile) {
            Some((to, place)) => {
                let word = match place.1 {
                    true => capital(&name),
                    false => name,
                };
                let whole = format!("{word} {}", place.0);
                push(body, to, &whole);
                body.fills.push((Open::Place(level), place.0));
                if Level::City < level {
                    body.fills.push((Open::Whole(level), whole));
                }
            }
            None => {
                push(body, after, &name);
                body.open = Some(Open::Place(level));
            }
        }
        return true;
    }
    match profile.places.longest(tokens, at) {
        Some((length, place)) if is_name(tokens, at, length) => {
            let (name, level) = (place.name.clone(), place.level);
            match place.capital_level {
                true => push(body, at + length, &format!("{} {name}", capital(&profile.city))),
                false => push(body, at + length, &name),
            }
            body.fills.push((Open::Place(level), name));
            true
        }
        _ => false,
    }
}

/// Takes the place of the next in a list: `HĐND, UBND tỉnh` are both of the province.
fn shared(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let Some((mut next, class)) = next_in_list(tokens, body, profile) else { return false };
    let of_place = matches!(class, Class::Local | Class::Placed);
    if !of_place || !(place(tokens, &mut next, profile) || shared(tokens, &mut next, profile)) {
        return false;
    }
    follow(body, next);
    true
}

/// The head of the next body in a list, bare.
fn next_in_list(tokens: &Tokens, body: &Body, profile: &Profile) -> Option<(Body, Class)> {
    let mut at = body.to;
    at += usize::from(tokens.at(at).mark == b',');
    at += usize::from(profile.is(tokens.at(at).word, flag::AND));
    if at == body.to || Gap::Line <= tokens.at(at).gap {
        return None;
    }
    let (length, head) = profile.heads.longest(tokens, at)?;
    well_cased(tokens, at, length).then(|| (start(at, length, head), head.class))
}

/// Gives a body all that follows the head of the next in its list.
fn follow(body: &mut Body, next: Body) {
    body.name.push_str(&next.name[next.head.len()..]);
    body.open = next.open;
    body.fills = next.fills;
}

/// Takes the committee of the next organ in a list: `Ban Tổ chức và Ủy ban Kiểm tra Tỉnh
/// ủy` are both of the Tỉnh ủy.
fn shared_organ(tokens: &Tokens, mut body: Body, profile: &Profile, depth: usize) -> Option<Body> {
    let (next, class) = next_in_list(tokens, &body, profile)?;
    if class == Class::Name {
        let organ = next.head.strip_suffix(&profile.centre)?.trim_end();
        let known = profile.bare.iter().chain(&profile.bare_after_title).any(|one| one == organ);
        return known.then(|| Body { name: format!("{} {}", body.name, profile.centre), ..body });
    }
    if class != Class::Organ || DEPTH < depth {
        return None;
    }
    let next = organ_of(tokens, next.clone(), profile, depth)
        .or_else(|| shared_organ(tokens, next, profile, depth + 1))?;
    follow(&mut body, next);
    Some(body)
}

/// A word with a capital first letter.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// Whether the tokens of a place are written as a name and no person's name goes on there.
fn is_name(tokens: &Tokens, at: usize, length: usize) -> bool {
    (at..at + length).all(|index| tokens.at(index).shape != Shape::Small)
}

/// Reads the name of a place of a level: its end, its name, whether its level is capital.
pub(super) fn place_name(
    tokens: &Tokens,
    at: usize,
    level: Level,
    profile: &Profile,
) -> Option<(usize, (String, bool))> {
    if !goes_on(tokens, at) {
        return None;
    }
    if let Some((length, place)) = profile.places.longest(tokens, at)
        && is_name(tokens, at, length)
    {
        return Some((at + length, (place.name.clone(), place.capital_level)));
    }
    // Wards have numbers: `phường 5`, `quận 1`.
    if tokens.at(at).shape == Shape::Number
        && matches!(level, Level::District | Level::Commune)
        && tokens.text(at).len() <= 2
    {
        return Some((at + 1, (tokens.text(at).to_string(), false)));
    }
    if let Some(end) = heading_place(tokens, at).filter(|_| Level::City < level) {
        let small = super::directive::canonical(tokens, at, end).to_lowercase();
        let name = small.split(' ').map(capital).collect::<Vec<_>>().join(" ");
        return Some((end, (name, false)));
    }
    // Provinces and cities are all on the list, so what is not there is no place.
    let end = match level <= Level::City {
        true => at,
        false => capital_run(tokens, at, profile),
    };
    (at < end).then(|| (end, (super::directive::canonical(tokens, at, end), false)))
}

/// Where the place ends that ends a line in capitals: `ỦY BAN NHÂN DÂN XÃ EA KAR`.
fn heading_place(tokens: &Tokens, at: usize) -> Option<usize> {
    let loud = |index: usize| matches!(tokens.at(index).shape, Shape::Caps | Shape::Capital);
    let mut end = at;
    while loud(end) && (end == at || tokens.at(end).gap == Gap::Blank) {
        end += 1;
    }
    let caps = (at - 1..end).any(|index| tokens.at(index).shape == Shape::Caps)
        && tokens.before(at).shape == Shape::Caps
        && (at..end).all(|index| tokens.text(index).to_uppercase() == tokens.text(index));
    (at < end && end <= at + 4 && caps && Gap::Line <= tokens.at(end).gap).then_some(end)
}

/// Where a run of capital words that names a place ends; it starts at a token.
///
/// At most four words, and none that starts a person's name: in `phường Trần Phú Lê Văn
/// Hòa` the second family name ends the place. Where only one is there, at the start, a
/// person follows if a title stands before the body (`Chủ tịch UBND xã Lê Hồng Vinh`).
fn capital_run(tokens: &Tokens, at: usize, profile: &Profile) -> usize {
    let run = run_length(tokens, at);
    let family = |index: usize| profile.is(tokens.at(index).word, flag::FAMILY);
    let second =
        (at + 1..at + run).find(|&index| family(index) && 2 <= at + run - index && 2 <= index - at);
    if let Some(end) = second.filter(|&end| end <= at + 4) {
        return end;
    }
    if family(at) && 3 <= run && titled(tokens, at, profile) {
        return at;
    }
    second.unwrap_or(at + run).min(at + 4)
}

/// Whether a title stands shortly before a token, with no mark between.
fn titled(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    (at.saturating_sub(12)..at)
        .rev()
        .take_while(|&index| tokens.at(index).shape != Shape::Mark)
        .any(|index| profile.is(tokens.at(index).word, flag::TITLE))
}

/// How many capital words follow one another from a token, up to more than a name has.
fn run_length(tokens: &Tokens, at: usize) -> usize {
    let mut end = at;
    while end < at + 12
        && tokens.at(end).shape == Shape::Capital
        && (end == at || tokens.at(end).gap == Gap::Blank)
    {
        end += 1;
    }
    end - at
}

/// A Party committee that implies the level of its place: `Tỉnh ủy Nghệ An`.
fn seat(tokens: &Tokens, mut body: Body, level: Level, profile: &Profile) -> Body {
    seat_place(tokens, &mut body, level, profile);
    body
}

/// Reads the place of a seat.
fn seat_place(tokens: &Tokens, body: &mut Body, level: Level, profile: &Profile) {
    let word = profile.levels.longest(tokens, body.to);
    let skip = match word {
        Some((length, word)) if word.level == level || word.level == Level::City => length,
        _ => 0,
    };
    let found = match goes_on(tokens, body.to) {
        true => place_name(tokens, body.to + skip, level, profile),
        false => None,
    };
    match found {
        Some((to, (name, capital_level))) => {
            let piece = match (skip, capital_level, word) {
                (_, true, _) => format!("{} {name}", capital(&profile.city)),
                (1.., _, Some((_, word))) if word.level != level => format!("{} {name}", word.name),
                // A number alone is no name: `Quận ủy Quận 5`.
                (1.., _, Some((_, word))) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                    format!("{} {name}", capital(&word.name))
                }
                _ => name.clone(),
            };
            push(body, to, &piece);
            body.fills.push((Open::Place(level), name));
        }
        None => body.open = Some(Open::Place(level)),
    }
}

/// A Party committee of any organisation.
fn committee(tokens: &Tokens, mut body: Body, profile: &Profile, depth: usize) -> Body {
    if owner(tokens, &mut body, profile, depth) || abroad(tokens, &mut body, profile) {
        return body;
    }
    // `Đảng ủy, HĐND, UBND xã Kim Liên` are all of the commune.
    let mut listed = body.clone();
    let of_commune = |open: Option<Open>| open == Some(Open::Place(Level::Commune));
    if shared(tokens, &mut listed, profile)
        && (of_commune(listed.open) || listed.fills.iter().any(|(open, _)| of_commune(Some(*open))))
    {
        return listed;
    }
    // `Đảng ủy, Bộ Tư lệnh Quân khu 4` are both of the Quân khu.
    let board = body.to + 1;
    if tokens.at(body.to).mark == b','
        && let Some((length, ())) = profile.boards.longest(tokens, board)
    {
        let mut whole = Body { to: board + length, ..body.clone() };
        if owner(tokens, &mut whole, profile, depth) {
            return Body { to: body.to, nested: Vec::new(), ..whole };
        }
    }
    body.open = Some(Open::Owner);
    body
}

/// Reads the country of a Party committee abroad: `Đảng ủy tại Liên bang Nga`.
fn abroad(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let at = body.to;
    let stands = goes_on(tokens, at) && profile.is(tokens.at(at).word, flag::ABROAD);
    let country = profile.foreign.longest(tokens, at + 1);
    let named = tokens.at(at + 1).shape != Shape::Small;
    let Some((length, ())) = country.filter(|_| stands && named) else { return false };
    let to = at + 1 + length;
    let text = pieces(tokens, at, to, profile);
    push(body, to, &text);
    true
}

/// Reads the organisation that a body belongs to; says whether there was one.
fn owner(tokens: &Tokens, body: &mut Body, profile: &Profile, depth: usize) -> bool {
    let at = body.to;
    if !goes_on(tokens, at) {
        return false;
    }
    if let Some(inner) = self::body(tokens, at, profile, depth + 1) {
        take(body, inner);
        return true;
    }
    if profile.levels.longest(tokens, at).is_some() {
        return place(tokens, body, profile);
    }
    // `Đảng ủy Tập đoàn`, `Đảng ủy Quân khu`: which one, the text says elsewhere.
    let is_kind = |class| matches!(class, Class::Other | Class::Numbered);
    let kind = profile.heads.longest(tokens, at).filter(|(_, head)| is_kind(head.class));
    if let Some((length, head)) = kind.filter(|_| tokens.at(at).shape == Shape::Capital) {
        push(body, at + length, &head.name);
        return true;
    }
    open_name(tokens, body, profile)
}

/// Makes a body part of another's name.
fn take(body: &mut Body, inner: Body) {
    push(body, inner.to, &inner.name);
    body.open = inner.open;
    body.fills.extend(inner.fills.iter().cloned());
    if inner.counts {
        body.nested.push(inner);
    } else {
        body.nested.extend(inner.nested);
    }
}

/// An organ of another body: `Ban Dân vận Tỉnh ủy`; bare ones are sifted by [`stays_bare`].
fn organ(tokens: &Tokens, body: Body, profile: &Profile, depth: usize) -> Option<Body> {
    // `Phó Trưởng Ban Thường trực Ban Dân vận`: the first is a rank.
    let title = profile.is(tokens.before(body.from).word, flag::TITLE);
    if title && profile.ranks.contains(&body.head) {
        return None;
    }
    let bare = Body { open: Some(Open::Parent), ..body.clone() };
    // `Phó Chánh Văn phòng Thường trực Đảng ủy`: the second word is the rank.
    let rank = || profile.heads.longest(tokens, body.to);
    if title && let Some((length, _)) = rank().filter(|(_, head)| head.class == Class::Standing) {
        let skipped = Body { to: body.to + length, ..body.clone() };
        if let Some(whole) = organ_of(tokens, skipped, profile, depth) {
            return Some(whole);
        }
    }
    // `Ban Pháp chế của HĐND tỉnh`, `Ban Văn hóa - Xã hội, HĐND tỉnh`.
    let of = tokens.at(body.to);
    if (profile.is(of.word, flag::OF) || of.mark == b',')
        && profile.council_organs.contains(&body.head)
        && let Some((_, head)) = profile.heads.longest(tokens, body.to + 1)
        && profile.councils.contains(&head.name)
    {
        let skipped = Body { to: body.to + 1, ..body.clone() };
        if let Some(whole) = organ_of(tokens, skipped, profile, depth) {
            return Some(whole);
        }
    }
    organ_of(tokens, body.clone(), profile, depth)
        .or_else(|| shared_organ(tokens, body, profile, depth + 1))
        .or((depth == 0).then_some(bare))
}

/// Whether an organ's bare name counts: after a title, or after its whole name.
fn stays_bare(tokens: &Tokens, body: &Body, named: &[String], profile: &Profile) -> bool {
    let (own, next) = (&body.head, tokens.at(body.to));
    let title = tokens.before(body.from);
    let titled = profile.is(title.word, flag::TITLE) && tokens.at(body.from).gap == Gap::Blank;
    let ends = next.shape != Shape::Small && next.shape != Shape::Number;
    // `Ủy viên Ban Thường vụ, Trưởng …`: the text says elsewhere of which committee.
    let member = profile.is(title.word, flag::MEMBER)
        && profile.is(tokens.before(body.from.saturating_sub(1)).word, flag::MEMBER)
        && next.mark == b',';
    let organ = profile.bare.contains(own) || profile.leading.contains(own);
    if member && tokens.at(body.from).shape == Shape::Capital && organ {
        return true;
    }
    if titled && ends && named.contains(own) && profile.council_organs.contains(own) {
        return true;
    }
    if titled && ends && profile.bare.iter().chain(&profile.bare_after_title).any(|b| b == own) {
        return true;
    }
    // `Ban Thường vụ 12 tỉnh ủy` are twelve.
    let counted = next.shape == Shape::Number && next.gap == Gap::Blank;
    let kind = counted || profile.generic.longest(tokens, body.to).is_some();
    // `Ban Chấp hành Đoàn các cấp` goes on, if not with anything known.
    let goes_on = next.gap == Gap::Blank && matches!(next.shape, Shape::Capital | Shape::Caps);
    let sure = named.contains(own) && !goes_on || profile.bare_always.contains(own);
    // A letterhead names the organ on a line of its own: `ỦY BAN KIỂM TRA`.
    let line = |at: usize| Gap::Line <= tokens.at(at).gap;
    let heads = tokens.at(body.from).shape == Shape::Caps
        && 1 < body.to - body.from
        && line(body.from)
        && line(body.to);
    // `UBKT` can be read in one way only; in brackets it declares the abbreviation.
    let letters = tokens.at(body.from).shape == Shape::Caps
        && body.to == body.from + 1
        && !(title.mark == b'(' && next.mark == b')');
    sure && !kind && (heads || letters || tokens.at(body.from).shape == Shape::Capital)
}

/// Reads the body that an organ belongs to.
fn organ_of(tokens: &Tokens, mut body: Body, profile: &Profile, depth: usize) -> Option<Body> {
    let at = body.to;
    if !goes_on(tokens, at) {
        return None;
    }
    // `Ban Thường vụ Trung ương Đoàn`: a body whose name starts so comes first.
    if let Some(inner) = self::body(tokens, at, profile, depth + 1) {
        take(&mut body, inner);
        return Some(body);
    }
    if let Some(length) = central(tokens, at, profile) {
        push(&mut body, at + length, &profile.centre);
        return Some(body);
    }
    if let Some(inner) = small_seat(tokens, at, profile) {
        take(&mut body, inner);
        return Some(body);
    }
    if profile.levels.longest(tokens, at).is_some() && place(tokens, &mut body, profile) {
        return Some(body);
    }
    // `Công đoàn Bệnh viện`: which one, the text says elsewhere.
    let kind = profile.heads.longest(tokens, at).filter(|(_, head)| head.class == Class::Other);
    let (length, head) = kind.filter(|_| tokens.at(at).shape == Shape::Capital)?;
    let ends = tokens.at(at + length).shape != Shape::Capital;
    push(&mut body, at + length, &head.name);
    ends.then_some(body)
}

/// A seat in small letters after an organ in capitals: `Ban Tuyên giáo quận ủy`.
fn small_seat(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Body> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    let open = match head.class {
        Class::Seat(level) => Open::Place(level),
        Class::Committee => Open::Owner,
        _ => return None,
    };
    let mut body = start(at, length, head);
    match open {
        Open::Place(level) => seat_place(tokens, &mut body, level, profile),
        _ => body.open = Some(open),
    }
    Some(body)
}

/// `Thường trực Tỉnh ủy`, but not in `Phó Bí thư Thường trực Tỉnh ủy`.
fn standing(tokens: &Tokens, mut body: Body, profile: &Profile, depth: usize) -> Option<Body> {
    let at = body.to;
    if profile.is(tokens.before(body.from).word, flag::TITLE) || !goes_on(tokens, at) {
        return None;
    }
    let (_, head) = profile.heads.longest(tokens, at)?;
    if !matches!(head.class, Class::Seat(_) | Class::Committee) {
        return None;
    }
    let inner = self::body(tokens, at, profile, depth + 1)?;
    take(&mut body, inner);
    Some(body)
}

/// `Quân khu 4`
fn numbered(tokens: &Tokens, mut body: Body) -> Option<Body> {
    let (at, text) = (body.to, tokens.text(body.to));
    let number = tokens.at(at).shape == Shape::Number && text.len() <= 3 && goes_on(tokens, at);
    if !number {
        return None;
    }
    push(&mut body, at + 1, text);
    Some(body)
}

/// How many tokens `Trung ương` or its abbreviation has at a token, if it stands there.
fn central(tokens: &Tokens, at: usize, profile: &Profile) -> Option<usize> {
    let token = tokens.at(at);
    let whole = token.shape == Shape::Capital
        && profile.is(token.word, flag::PLENUM)
        && profile.is(tokens.at(at + 1).word, flag::PLENUM);
    if whole {
        return Some(2);
    }
    let (length, ()) = profile.centre_phrases.longest(tokens, at)?;
    let written = &tokens.text[tokens.bytes(at, at + length)];
    profile.centre_short.iter().any(|short| short == written).then_some(length)
}

/// An organisation that is no committee: `Đảng bộ Khối các cơ quan Trung ương`.
fn organisation(
    tokens: &Tokens,
    mut body: Body,
    head: &Head,
    profile: &Profile,
    depth: usize,
) -> Option<Body> {
    // `Đảng ủy khối` means the bloc as well.
    let of_committee = 0 < depth && head.name == profile.bloc;
    let inner = 0 < depth && small_kind(tokens, body.from, body.to - body.from, head, profile);
    if tokens.at(body.from).shape == Shape::Small && !of_committee && !inner {
        return None;
    }
    if head.name == profile.bloc {
        let named = open_name(tokens, &mut body, profile);
        match named {
            true => {
                let tail = body.name[profile.bloc.len()..].trim_start().to_string();
                if body.open.is_none() {
                    body.fills.push((Open::Bloc, tail));
                }
            }
            false => body.open = Some(Open::Bloc),
        }
        return Some(body);
    }
    if owner(tokens, &mut body, profile, depth + 1) {
        return Some(body);
    }
    // `Ban Chấp hành Đảng bộ`: whose, the text says elsewhere.
    body.open = Some(Open::Owner);
    (head.name == profile.branch && 0 < depth).then_some(body)
}

/// Reads the name of an organisation: capital words, and small ones that names are made of.
fn open_name(tokens: &Tokens, body: &mut Body, profile: &Profile) -> bool {
    let start = body.to;
    let mut at = start;
    // The name may end only after a word that can end one: not after `các` or `và`.
    let mut end = start;
    while at < start + 14 && (goes_on(tokens, at) || tokens.at(at).mark == b'&') {
        let token = tokens.at(at);
        if start < at && level_of_name(tokens, body, start..at, profile) {
            return true;
        }
        let known = profile.places.longest(tokens, at).filter(|(n, _)| is_name(tokens, at, *n));
        if let Some((length, _)) = known {
            end = at + length;
            break;
        }
        let left = run_length(tokens, at);
        if let Some(length) = central(tokens, at, profile) {
            end = at + length;
            break;
        }
        let phrase = match token.shape {
            Shape::Capital => profile.compound.longest(tokens, at),
            _ => None,
        };
        if let Some((length, ())) = profile.name.longest(tokens, at).or(phrase) {
            at += length;
            end = at;
            continue;
        }
        match token.shape {
            // `Bệnh viện Bạch Mai`: an organisation may be named after a person or place.
            Shape::Capital
                if profile.is(token.word, flag::FAMILY)
                    && 2 <= left
                    && (body.counts || start < at || 2 < left && titled(tokens, at, profile)) =>
            {
                break;
            }
            Shape::Capital | Shape::Caps => end = at + 1,
            Shape::Small if profile.is(token.word, flag::AND) && start < at => {
                let next = tokens.at(at + 1);
                let joins = profile.name.longest(tokens, at + 1).is_some()
                    || next.shape == Shape::Capital
                        && profile.compound.longest(tokens, at + 1).is_some();
                if !joins || profile.heads.longest(tokens, at + 1).is_some() {
                    break;
                }
            }
            Shape::Mark if matches!(token.mark, b'-' | b'&') && start < at => {}
            _ => break,
        }
        at += 1;
    }
    if end == start {
        return false;
    }
    let text = pieces(tokens, start, end, profile);
    push(body, end, &text);
    true
}

/// Ends the name of an organisation with the level of its place, where that stands behind
/// what was read: `Khối các cơ quan tỉnh`, `Khối các cơ quan (ĐUKCCQ) tỉnh`.
fn level_of_name(tokens: &Tokens, body: &mut Body, read: Range<usize>, profile: &Profile) -> bool {
    let skipped = 3 * usize::from(abbreviated(tokens, read.end));
    if profile.levels.longest(tokens, read.end + skipped).is_none() {
        return false;
    }
    let text = pieces(tokens, read.start, read.end, profile);
    push(body, read.end + skipped, &text);
    place(tokens, body, profile)
}

/// The text of a name's tokens in canonical spelling.
fn pieces(tokens: &Tokens, from: usize, to: usize, profile: &Profile) -> String {
    let mut text = String::new();
    for index in from..to {
        // `CCQ&DN` is written without blanks and read with them.
        let joined = tokens.at(index).mark == b'&' || tokens.before(index).mark == b'&';
        if from < index && (joined || tokens.at(index).gap != Gap::None) {
            text.push(' ');
        }
        match tokens.text(index) {
            short if profile.centre_short.iter().any(|one| one == short) => {
                text.push_str(&profile.centre);
            }
            "&" => text.push_str(&profile.and),
            word => match profile.expand.iter().find(|(_, short)| short == word) {
                Some((whole, _)) => text.push_str(whole),
                None => text.push_str(&tone(word)),
            },
        }
    }
    text
}

/// A committee for a task: `Ban Chỉ đạo 35 tỉnh`, `Ban Chỉ đạo phòng, chống dịch`.
fn task(tokens: &Tokens, mut body: Body, profile: &Profile) -> Option<Body> {
    let start = body.to;
    let mut at = start;
    // `thực hiện Quy chế dân chủ (QCDC) ở cơ sở`: the abbreviation is no part of the name.
    let mut text = String::new();
    let mut written = start;
    while at < start + TASK && (goes_on(tokens, at) || dashed(tokens, at)) {
        if start < at && abbreviated(tokens, at) && tokens.at(at + 3).shape == Shape::Small {
            text.push_str(&pieces(tokens, written, at, profile));
            text.push(' ');
            at += 3;
            written = at;
            continue;
        }
        // The `số` of `chuyển đổi số` is that of `một số` as well.
        let word = tokens.at(at).word;
        let plural = profile.is(word, flag::PLURAL) && !profile.is(word, flag::NUMBER);
        // `… các cấp`, `… các huyện`: a kind of committee.
        let kind = profile.generic.longest(tokens, at).is_some_and(|(length, ())| 1 < length);
        if plural && (kind || profile.levels.longest(tokens, at + 1).is_some()) {
            return None;
        }
        // `Ban Chỉ đạo 35 và Ban Tuyên giáo` are two.
        if profile.is(word, flag::AND) && profile.heads.longest(tokens, at + 1).is_some() {
            break;
        }
        // A place or its level ends the name: `Ban Chỉ đạo 35 tỉnh Sơn La`.
        if profile.heads.longest(tokens, at).is_none()
            && let Some((length, level)) = profile.levels.longest(tokens, at)
        {
            let level = level.level;
            match place_name(tokens, at + length, level, profile) {
                Some((to, (name, _))) => {
                    at = to;
                    body.fills.push((Open::Place(level), name));
                    break;
                }
                None if tokens.at(at + length).shape == Shape::Small => {
                    at += length;
                    break;
                }
                None => {}
            }
        }
        match task_step(tokens, at, at == start, profile) {
            0 => break,
            length => at += length,
        }
    }
    // `Trưởng Ban Chỉ đạo` after its whole name: sifted by `stays_bare`.
    if at == start {
        let bare = profile.bare.contains(&body.head);
        return bare.then_some(Body { open: Some(Open::Parent), ..body });
    }
    text.push_str(&pieces(tokens, written, at, profile));
    push(&mut body, at, text.trim_end());
    // `Ủy ban bầu cử huyện` leaves open which.
    let ends = |&from: &usize| profile.levels.longest(tokens, from).filter(|(n, _)| from + n == at);
    if let Some((_, level)) = (start.max(at.saturating_sub(2))..at).find_map(|from| ends(&from)) {
        body.open = Some(Open::Place(level.level));
    }
    Some(body)
}

/// How long the name of a task may be, in tokens: the longest seen have about twenty.
const TASK: usize = 34;

/// Whether a dash without blanks stands at a token: `COVID-19`.
fn dashed(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.at(at);
    token.mark == b'-' && token.gap == Gap::None && tokens.at(at + 1).gap == Gap::None
}

/// How many tokens from one on belong to the name of a task.
fn task_step(tokens: &Tokens, at: usize, first: bool, profile: &Profile) -> usize {
    let token = tokens.at(at);
    // `phòng, chống` holds a comma that ends no name.
    if let Some((length, ())) = profile.task.longest(tokens, at).filter(|(n, _)| first || 1 < *n) {
        return length;
    }
    if !first && profile.task_stop.longest(tokens, at).is_some() {
        return 0;
    }
    // `phong trào “Toàn dân đoàn kết”` goes on after the quotation.
    if !first && token.mark == b'"' && token.gap == Gap::Blank {
        let close = (at + 2..at + TASK / 2).find(|&index| tokens.at(index).mark == b'"');
        return close.map_or(0, |close| close + 1 - at);
    }
    let in_name = match token.shape {
        Shape::Capital | Shape::Caps => true,
        Shape::Number => first || token.gap == Gap::None,
        Shape::Small => !first || profile.levels.longest(tokens, at).is_some(),
        Shape::Mark => dashed(tokens, at),
    };
    usize::from(in_name)
}

/// Whether a token joins the members of a list.
fn joins(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let token = tokens.at(at);
    token.mark == b',' || profile.is(token.word, flag::AND)
}

/// Whether a name is a bare head: `Tỉnh ủy`.
fn is_plain(body: &Body) -> bool {
    matches!(body.open, Some(Open::Place(_) | Open::Owner)) && body.nested.is_empty()
}

/// Whether a name is of a kind of body and not of one: `các Tỉnh ủy`, `Đảng ủy các cấp`.
fn is_generic(tokens: &Tokens, body: &Body, profile: &Profile) -> bool {
    let next = tokens.at(body.to);
    let open = matches!(body.open, Some(Open::Place(_) | Open::Owner));
    let of = usize::from(profile.is(next.word, flag::OF));
    let foreign = body.nested.is_empty() && profile.foreign.longest(tokens, body.to + of).is_some();
    if foreign && next.gap < Gap::Line && tokens.at(body.to + of).shape != Shape::Small {
        return true;
    }
    if matches!(body.open, Some(Open::Place(_))) && is_level_list(tokens, body.to, profile) {
        return true;
    }
    let words = profile.generic.longest(tokens, body.to).map_or(0, |(length, ())| length);
    // After a whole name only `các cấp` says so: `MTTQ các cấp`.
    let all = 1 < words && profile.is(next.word, flag::PLURAL);
    // `a) Sở giáo dục và đào tạo` is any of them: its capital is that of the sentence.
    let small = |at: usize| !matches!(tokens.at(at).shape, Shape::Capital | Shape::Caps);
    let of_kind = (body.from + 1..body.to).all(small)
        && starts_sentence(tokens, body.from)
        && profile.heads.longest(tokens, body.from).is_some_and(|(length, head)| {
            head.class == Class::Office && body.to == body.from + length
        });
    let kind = of_kind || next.gap < Gap::Line && (all || open && 0 < words);
    if kind || !is_plain(body) {
        return kind;
    }
    let plural = profile.is(tokens.before(body.from).word, flag::PLURAL)
        && tokens.at(body.from).gap < Gap::Line;
    let alone = body.open == Some(Open::Owner) && body.name == body.head;
    let starts = alone && starts_sentence(tokens, body.from);
    plural || starts
}

/// Whether more levels follow: `UBND tỉnh, huyện, xã` is of no place.
fn is_level_list(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let level = profile.levels.longest(tokens, at + 1).map_or(0, |(length, _)| length);
    let after = tokens.at(at + 1 + level).shape;
    joins(tokens, at, profile)
        && 0 < level
        && match tokens.at(at + 1).shape {
            Shape::Small => !matches!(after, Shape::Capital | Shape::Caps | Shape::Number),
            // A heading in capitals says it in capitals: `UBND QUẬN, HUYỆN, THỊ XÃ`.
            Shape::Caps => joins(tokens, at + 1 + level, profile),
            _ => false,
        }
}

/// Whether a token's capital may come from its place at the start of a sentence.
fn starts_sentence(tokens: &Tokens, at: usize) -> bool {
    let before = tokens.before(at);
    Gap::Line <= tokens.at(at).gap
        || matches!(before.mark, b'.' | b'!' | b'?' | b':' | b';' | b'-' | b')')
}
