//! Directives: finds numbers, short forms and names of documents in tokens.
//!
//! A number with a known type and suffix is a directive wherever it stands. The
//! less of a number there is, the more must stand before it: a bare `25` needs
//! `Nghị quyết`, and a word such as `kế hoạch` needs `số` or a full form
//! elsewhere in the text.
//!
//! Not here: what a short form means (`cite::resolve`), what follows a number
//! (`cite::tail`).

mod law;

use super::meeting::meeting;
use super::number::{Code, Number, number_at, pad};
use super::profile::{Level, Profile, flag};
use super::token::{Gap, Shape, Token, Tokens};

use law::law;

/// What was found, before anything is resolved.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The first token.
    pub(super) from: usize,
    /// The token after the last.
    pub(super) to: usize,
    /// The type as written, by its place in the profile.
    pub(super) kind: Option<u16>,
    /// What identifies it.
    pub(super) name: Name,
    /// Whether it counts only if it is resolved.
    pub(super) weak: bool,
}

/// What identifies a draft.
#[derive(Debug, Clone)]
pub(super) enum Name {
    /// A whole number.
    Code(Code),
    /// A number whose code stands with another member of its list.
    Shared(Code),
    /// A number with less behind it.
    Bare {
        /// The number.
        number: String,
        /// Its year.
        year: Option<i16>,
        /// The code of its type.
        kind: Option<String>,
    },
    /// A name: the key, the year of a law, the term of a plenum.
    Named {
        /// The key.
        key: String,
        /// The year in it.
        year: Option<i16>,
        /// The term in it.
        term: Option<u8>,
        /// The level of the place that it leaves open, and the words that do: `Đảng bộ tỉnh`.
        open: Option<(Level, String)>,
    },
}

/// Finds all directives in the order of the text.
pub(super) fn directives(tokens: &Tokens, profile: &Profile) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut at = 0;
    let may_start = |token: &Token| {
        token.shape == Shape::Number || profile.is(token.word, flag::NUMBER | flag::TYPE)
    };
    while let Some(next) = tokens.next(at, may_start) {
        at = next;
        let before = drafts.len();
        start(tokens, at, profile, &mut drafts);
        at = match drafts.len() == before {
            true => at + 1,
            false => drafts.last().map_or(at + 1, |draft: &Draft| draft.to),
        };
    }
    drafts
}

/// Tries whatever can start at a token.
fn start(tokens: &Tokens, at: usize, profile: &Profile, drafts: &mut Vec<Draft>) {
    let token = tokens.at(at);
    if token.shape == Shape::Number {
        drafts.extend(untyped(tokens, at, at, profile));
    } else if profile.is(token.word, flag::NUMBER) {
        // `Số hiệu: 146/2025/NQ-HĐND`
        let words = 1 + usize::from(profile.is(tokens.at(at + 1).word, flag::NUMBER));
        let digits = at + words + usize::from(tokens.at(at + words).mark == b':');
        drafts.extend(untyped(tokens, at, digits, profile));
    } else if let Some((length, &kind)) = profile.type_names.longest(tokens, at) {
        typed(tokens, at, at + length, kind, profile, drafts);
    }
}

/// A number without a type before it.
fn untyped(tokens: &Tokens, from: usize, digits: usize, profile: &Profile) -> Option<Draft> {
    if !stands_free(tokens, from) {
        return None;
    }
    let (Number::Full(code), to) = number_at(tokens, digits, profile)? else { return None };
    let after_number_word = from < digits;
    let sure = match &code.kind {
        Some(_) => has_capital(tokens, digits, to),
        None if code.year.is_some() => super::number::legislature(&code.issuer, profile).is_some(),
        // A letter without a type code: `1234/BNV-VTLT`, only as `số …`. No word of a text has an
        // ampersand in it: `278/PGD&ĐT-THCS` is of an office on no list.
        None => {
            // Where the first letters are on no list, two known offices behind them prove it:
            // `1960/TTrLS-STC-SNV`, but not the permit `185/GP-BTTTT`.
            let known = match code.issuer.split_once('-') {
                Some((first, rest)) if !super::number::is_suffix(first, profile) => {
                    code.known && rest.contains('-')
                }
                _ => code.known,
            };
            let office = known || code.issuer.contains('&');
            after_number_word && office && code.issuer.contains('-') && code.joint == '/'
        }
    };
    let ends = ends_free(tokens, to);
    (sure && ends).then_some(Draft { from, to, kind: None, name: Name::Code(code), weak: false })
}

/// Whether a code without a type word is written in capitals, as addresses are not.
fn has_capital(tokens: &Tokens, from: usize, to: usize) -> bool {
    (from..to).any(|index| matches!(tokens.at(index).shape, Shape::Caps | Shape::Capital))
}

/// Whether nothing is glued to the front of a number: an address, a file name, a sum.
fn stands_free(tokens: &Tokens, from: usize) -> bool {
    let before = tokens.before(from);
    let glued = tokens.at(from).gap == Gap::None && from != 0;
    match before.shape {
        _ if !glued => !matches!(before.mark, b'/' | b'=' | b'@'),
        Shape::Mark => {
            matches!(before.mark, b'(' | b'"' | b'\'' | b'[' | b':' | b',' | b';' | b'*')
        }
        Shape::Number => false,
        _ => true,
    }
}

/// Whether nothing is glued to the end of a number.
fn ends_free(tokens: &Tokens, to: usize) -> bool {
    let (mark, next) = (tokens.at(to), tokens.at(to + 1));
    if mark.gap != Gap::None {
        return true;
    }
    match mark.mark {
        b'_' | b'=' | b'@' | b'%' => false,
        b'.' => {
            next.gap != Gap::None
                || matches!(next.shape, Shape::Mark | Shape::Capital | Shape::Caps)
        }
        _ => true,
    }
}

/// What stands after the name of a type: a number, a list of numbers or a name.
fn typed(
    tokens: &Tokens,
    from: usize,
    after: usize,
    kind: u16,
    profile: &Profile,
    drafts: &mut Vec<Draft>,
) {
    let after = after_abbreviation(tokens, after, profile);
    let mut digits = after;
    let colon = usize::from(tokens.at(digits).mark == b':');
    let numbered = profile.is(tokens.at(digits + colon).word, flag::NUMBER);
    if numbered {
        digits += colon + 1;
        digits += usize::from(tokens.at(digits).mark == b':');
    }
    if tokens.at(digits).gap == Gap::Paragraph {
        return;
    }
    let head = Head { from, kind, numbered };
    let draft_of = is_draft(tokens, from, profile);
    // `NQTW 4` is of the fourth plenum, and not number 4.
    let plenum = names_plenum(tokens, from, after, profile);
    if tokens.at(digits).shape == Shape::Number
        && !plenum
        && let Some(draft) = member(tokens, digits, &head, profile, Place::First)
    {
        if draft_of && matches!(draft.name, Name::Bare { .. }) {
            return;
        }
        drafts.push(draft);
        list(tokens, &head, profile, drafts);
        return;
    }
    let named = match profile.types[usize::from(kind)].named {
        _ if draft_of => None,
        true => law(tokens, from, after, kind, profile),
        false => {
            drafts.extend(meeting(tokens, from, after, kind, profile));
            None
        }
    };
    drafts.extend(named);
}

/// The token after an abbreviation of the type that stands behind its name: `Nghị quyết (NQ) 28`.
fn after_abbreviation(tokens: &Tokens, after: usize, profile: &Profile) -> usize {
    let short = profile.type_names.longest(tokens, after + 1);
    match short.map(|(length, _)| after + 1 + length) {
        Some(end) if tokens.at(after).mark == b'(' && tokens.at(end).mark == b')' => end + 1,
        _ => after,
    }
}

/// Whether the name of a type says that the centre's plenum passed it: `NQTW`, one token.
pub(super) fn names_plenum(tokens: &Tokens, from: usize, after: usize, profile: &Profile) -> bool {
    from + 1 == after && profile.is(tokens.at(from).word, flag::PLENUM)
}

/// Whether what starts at a token is still a draft: `Dự thảo Nghị quyết số 1`.
fn is_draft(tokens: &Tokens, from: usize, profile: &Profile) -> bool {
    2 <= from && (from - 2..from).all(|at| profile.is(tokens.at(at).word, flag::DRAFT))
}

/// The name of a type before one or more numbers.
struct Head {
    /// The first token of the name.
    from: usize,
    /// The type.
    kind: u16,
    /// Whether `số` follows it.
    numbered: bool,
}

/// Which member of a list a number is.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Place {
    /// The first.
    First,
    /// A later one, after `số` or not.
    Later {
        /// Its first token.
        from: usize,
        /// Whether `số` stands before it.
        numbered: bool,
        /// Whether it can only be one more number: it looks like the one before it.
        alike: bool,
    },
}

/// Reads one number after the name of a type.
fn member(
    tokens: &Tokens,
    digits: usize,
    head: &Head,
    profile: &Profile,
    place: Place,
) -> Option<Draft> {
    let (number, mut to) = number_at(tokens, digits, profile)?;
    let kind = &profile.types[usize::from(head.kind)];
    let (from, numbered) = match place {
        Place::First => (head.from, head.numbered),
        Place::Later { from, numbered, .. } => (from, numbered),
    };
    let mut weak = false;
    let name = match number {
        Number::Full(code) if fits(&code, head, profile) && ends_free(tokens, to) => {
            Name::Code(code)
        }
        Number::Full(_) => return None,
        Number::Bare { number, year, kind: Some(code) }
            if kind.old && profile.rules.old.contains_key(&*profile.fold_code(&code)) =>
        {
            Name::Code(old_code(tokens, number, year, code, digits))
        }
        Number::Bare { number, year, kind: code } => {
            if !could_be_short(tokens, digits, to, numbered, place, profile) {
                return None;
            }
            // `Kế hoạch 2024` is the plan of a year, unless the text has a number 2024 in full.
            let is_year =
                number.parse().is_ok_and(|year| profile.institutions.years.contains(&year));
            // `Quyết định 1956 về đào tạo nghề`: no decision is of a whole year.
            let about = kind.plain && profile.is(tokens.at(to).word, flag::ABOUT);
            let is_year = is_year && !about;
            let small = tokens.at(head.from).shape == Shape::Small;
            // `nghị quyết 18/2017` is sure in small letters too: no month has that number.
            let sure = year.is_some() && !kind.verb && 12 < number.parse().unwrap_or(0);
            let vague = || !sure && is_weak(tokens, digits, head, profile, place);
            weak = !numbered && (is_year || !kind.plain || vague()) || small && !kind.plain;
            if kind.named && !kind.plain {
                return None;
            }
            to = to.max(digits + 1);
            Name::Bare { number, year, kind: code }
        }
    };
    Some(Draft { from, to, kind: Some(head.kind), name, weak })
}

/// The code of a document of before 1997: `327-CT`, `63/SL`.
fn old_code(tokens: &Tokens, number: String, year: Option<i16>, issuer: String, at: usize) -> Code {
    let joint = match tokens.at(at + 1).mark {
        b'/' => '/',
        _ => '-',
    };
    Code { number, year, kind: None, issuer, mark: None, joint, known: true }
}

/// Whether a whole number after the name of a type is the number of a document.
fn fits(code: &Code, head: &Head, profile: &Profile) -> bool {
    let kind = &profile.types[usize::from(head.kind)];
    let first = code.issuer.split(['-', '/']).next().unwrap_or_default();
    if profile.never.contains_key(&*profile.fold_code(first)) && code.kind.is_none() {
        return false;
    }
    // `63-CP` needs a known suffix; a letter (`Công văn`) and a court's own types do not, nor
    // what stands behind a year or `số`: `Quyết định 52/2013/QĐUB`, `Thông tư số 14/TTLB`.
    let capitals = || 3 <= code.issuer.chars().filter(|letter| letter.is_uppercase()).count();
    let stated = code.year.is_some() || head.numbered && code.joint == '/' && capitals();
    code.kind.is_some() || code.known || code.issuer.contains(['-', '/']) || kind.letter || stated
}

/// Whether a bare number can be the number of a document at all.
fn could_be_short(
    tokens: &Tokens,
    digits: usize,
    to: usize,
    numbered: bool,
    place: Place,
    profile: &Profile,
) -> bool {
    let next = tokens.at(to);
    let glued = next.gap == Gap::None && next.shape == Shape::Mark;
    let goes_on = glued
        && match next.mark {
            b'/' | b'-' | b'%' | b'_' | b'&' | b'+' => true,
            b'.' | b',' | b':' => {
                let after = tokens.at(to + 1);
                after.gap == Gap::None && after.shape == Shape::Number && !is_glued(tokens, to)
            }
            _ => false,
        };
    let letters = next.gap == Gap::None && next.shape != Shape::Mark;
    let counted = next.gap != Gap::Paragraph && profile.units.longest(tokens, to).is_some();
    // `năm` after a number counts it, unless a year follows: `Nghị quyết 25 năm 2013`.
    // So does `ngày`, unless a date follows: `Nghị quyết 25 ngày 3/6/2013`, `25 ngày đêm`.
    let dated = profile.is(next.word, flag::YEAR) && tokens.text(to + 1).len() == 4
        || profile.is(next.word, flag::DAY) && tokens.at(to + 1).shape == Shape::Number;
    let spaced = matches!(place, Place::First)
        || tokens.at(digits).gap != Gap::None
        || is_glued(tokens, digits.saturating_sub(1));
    let open = matches!(place, Place::Later { alike: false, .. })
        && !numbered
        && next.shape != Shape::Mark
        && !profile.is(next.word, flag::AND | flag::FOLLOW | flag::OF | flag::ABOUT | flag::DAY)
        && next.gap < Gap::Line;
    // A number with its year counts nothing.
    let whole = digits + 2 < to;
    !goes_on && !letters && spaced && !open && (numbered || !counted || dated || whole)
}

/// Whether a comma stands between two members of a list without a blank: `217,218`. Numbers of
/// one digit would be a fraction, `1,5`.
fn is_glued(tokens: &Tokens, comma: usize) -> bool {
    let (before, after) = (tokens.before(comma), tokens.at(comma + 1));
    let lengths = [comma.saturating_sub(1), comma + 1].map(|at| tokens.text(at).len());
    tokens.at(comma).mark == b','
        && before.shape == Shape::Number
        && after.shape == Shape::Number
        && lengths[0] == lengths[1]
        && 2 <= lengths[0]
}

/// Whether the name of a type says too little for a bare number to count by itself.
fn is_weak(tokens: &Tokens, digits: usize, head: &Head, profile: &Profile, place: Place) -> bool {
    let token = tokens.at(head.from);
    let kind = &profile.types[usize::from(head.kind)];
    if place != Place::First {
        return false;
    }
    match token.shape {
        // `theo nghị định 168 của Chính phủ`: no verb, and more than the number of its chapters.
        Shape::Small => {
            let after = tokens.at(digits + 1);
            let follows = after.shape == Shape::Mark
                || profile.is(after.word, flag::FOLLOW | flag::ABOUT | flag::OF | flag::AND);
            kind.verb || !follows || tokens.text(digits).parse().unwrap_or(0) <= 12_u16
        }
        Shape::Caps => {
            !profile.sure.iter().any(|sure| sure == tokens.text(head.from))
                && tokens.text(head.from).len() < 6
        }
        _ => {
            let before = tokens.before(head.from);
            let starts = Gap::Line <= token.gap || matches!(before.mark, b'.' | b'!' | b'?');
            let digits = head.from + 2;
            let after = tokens.at(digits + 1);
            let follows = after.shape == Shape::Mark
                || after.shape == Shape::Capital
                || profile.is(after.word, flag::FOLLOW | flag::AND);
            kind.verb && starts && !follows
        }
    }
}

/// Reads the further members of a list and shares its code among them.
fn list(tokens: &Tokens, head: &Head, profile: &Profile, drafts: &mut Vec<Draft>) {
    let first = drafts.len() - 1;
    while let Some(draft) = next_member(tokens, drafts[drafts.len() - 1].to, head, profile) {
        drafts.push(draft);
    }
    let group = &mut drafts[first..];
    for index in 0..group.len() {
        let Name::Bare { number, year, .. } = &group[index].name else { continue };
        let full = |draft: &Draft| match &draft.name {
            // `Thông tư 01/2021, 02/2022/TT-BYT`: a year goes with numbers that have one.
            Name::Code(code) if year.is_none() || code.year.is_some() => {
                Some(Code { year: year.or(code.year), ..code.with_number(number) })
            }
            _ => None,
        };
        let after = group[index..].iter().find_map(full);
        let shared = after.or_else(|| group[..index].iter().rev().find_map(full));
        if let Some(code) = shared {
            group[index].weak = false;
            group[index].name = Name::Shared(code);
        }
    }
}

/// The next member of a list, after `,` or `và`.
fn next_member(tokens: &Tokens, at: usize, head: &Head, profile: &Profile) -> Option<Draft> {
    let comma = usize::from(matches!(tokens.at(at).mark, b',' | b';'));
    let and = usize::from(profile.is(tokens.at(at + comma).word, flag::AND));
    if comma + and == 0 || tokens.at(at).gap == Gap::Paragraph {
        return None;
    }
    let from = at + comma + and;
    if tokens.at(from).gap == Gap::Paragraph {
        return None;
    }
    let numbered = profile.is(tokens.at(from).word, flag::NUMBER);
    let digits = from + usize::from(numbered);
    if tokens.at(digits).shape != Shape::Number {
        return None;
    }
    // `các Quyết định 749, 942 đặt mục tiêu`: after a plural, or of three figures or more.
    let length = tokens.text(digits).len();
    let plural = profile.is(tokens.before(head.from).word, flag::PLURAL) && 2 <= length;
    let alike = plural || 3 <= length && length == tokens.text(at - 1).len();
    member(tokens, digits, head, profile, Place::Later { from, numbered, alike })
}

/// How far from a document the country is sought that issued it, in tokens.
const ABROAD: usize = 24;

/// Whether a document is of another country: `Tổng thống Mỹ ký Sắc lệnh số 3`.
pub(super) fn is_foreign(tokens: &Tokens, draft: &Draft, profile: &Profile) -> bool {
    let country = |at: usize| {
        // `làm việc tại Nga`, `ký với Lào`: there the country issues nothing.
        let apart = profile.is(tokens.before(at).word, flag::ABROAD | flag::TOWARD | flag::AND);
        let named = tokens.at(at).shape != Shape::Small;
        let office = profile.foreign_offices.longest(tokens, at).is_some();
        named && (office || !apart && profile.foreign.longest(tokens, at).is_some())
    };
    let ends = |at: &usize| tokens.breaks(*at) || matches!(tokens.at(*at).mark, b'.' | b';');
    let floor = draft.from.saturating_sub(ABROAD);
    let before = (floor..draft.from).rev().take_while(|at| !ends(at));
    let of = profile.is(tokens.at(draft.to).word, flag::OF);
    let after = draft.to + 1..draft.to + 1 + if of { 4 } else { 0 };
    before.chain(after.take_while(|at| !ends(at))).any(country)
}

/// The text of tokens with single blanks and tones in one placing.
pub(super) fn canonical(tokens: &Tokens, from: usize, to: usize) -> String {
    let mut text = String::new();
    for index in from..to {
        if from < index && tokens.at(index).gap != Gap::None {
            text.push(' ');
        }
        text.push_str(&super::normalise::tone(tokens.text(index)));
    }
    text
}

/// The key of a short form that stays unresolved: what was written, folded.
pub(super) fn written_key(type_name: &str, number: &str, year: Option<i16>) -> String {
    match year {
        Some(year) => format!("{type_name} {}/{year}", pad(number)),
        None => format!("{type_name} {}", pad(number)),
    }
}
