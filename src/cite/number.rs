//! Numbers: the code of a document, from `4 - KH / TƯ` to `04-KH/TW`.
//!
//! The Party writes `N-TYPE/SUFFIX`, the State `N/TYPE-SUFFIX` or, with a year,
//! `N/YEAR/TYPE-SUFFIX`; writers mix the orders, so the tables decide and not
//! the marks.
//!
//! Not here: whether a number in a text is the number of a document at all
//! (`cite::directive`).

use super::profile::{Family, Profile, alike};
use super::token::{Gap, Shape, Tokens};

/// The number of a document in its parts.
#[derive(Debug, Clone, Eq, PartialEq)]
pub(super) struct Code {
    /// Digits with a letter, without leading zeros: `25`, `7b`.
    pub(super) number: String,
    /// The year in it.
    pub(super) year: Option<i16>,
    /// The code of the type, in the profile's spelling.
    pub(super) kind: Option<String>,
    /// All after the type: `TW`, `BGDĐT-BYT`, `QH13`.
    pub(super) issuer: String,
    /// What follows the suffix: `nb`.
    pub(super) mark: Option<String>,
    /// The mark between number and suffix where there is no type.
    pub(super) joint: char,
    /// Whether the profile knows the suffix.
    pub(super) known: bool,
}

/// What a number in a text turned out to be.
#[derive(Debug, Clone, Eq, PartialEq)]
pub(super) enum Number {
    /// A whole code.
    Full(Code),
    /// A number with less behind it.
    Bare {
        /// The number.
        number: String,
        /// A year: `64/2017`.
        year: Option<i16>,
        /// The code of a type: `18-NQ`.
        kind: Option<String>,
    },
}

/// Pads a number of one digit: `4` becomes `04`, `7b` stays.
pub(super) fn pad(number: &str) -> String {
    [padding(number), number].concat()
}

/// What stands before a number that has one digit.
fn padding(number: &str) -> &'static str {
    if number.len() == 1 { "0" } else { "" }
}

impl Code {
    /// The key that all spellings of the number share.
    pub(super) fn key(&self) -> String {
        let zero = padding(&self.number);
        let year = self.year.map(|year| year.to_string());
        let mut joint = [0; 4];
        let (number, issuer) = (self.number.as_str(), self.issuer.as_str());
        // Each number in a text gets its key, and `format` takes several times as long as this.
        let key = match (&year, &self.kind) {
            (Some(year), Some(kind)) => [zero, number, "/", year, "/", kind, "-", issuer].concat(),
            (Some(year), None) => [zero, number, "/", year, "/", issuer].concat(),
            (None, Some(kind)) => [zero, number, "-", kind, "/", issuer].concat(),
            (None, None) => [zero, number, self.joint.encode_utf8(&mut joint), issuer].concat(),
        };
        match &self.mark {
            Some(mark) => [&key, "/", mark].concat(),
            None => key,
        }
    }

    /// The same code with another number, for a member of a list.
    pub(super) fn with_number(&self, number: &str) -> Code {
        Code { number: number.to_string(), ..self.clone() }
    }
}

/// The first suffix of an issuer without the number of a term: `QH` of `QH13`.
pub(super) fn first_suffix<'a>(issuer: &'a str, profile: &Profile) -> &'a str {
    let first = issuer.split('-').next().unwrap_or_default();
    match profile.rules.figured.iter().any(|start| first.starts_with(start.as_str())) {
        true => first,
        false => first.trim_end_matches(|letter: char| letter.is_ascii_digit()),
    }
}

/// The number of the legislature in an issuer: 13 of `QH13`.
pub(super) fn legislature(issuer: &str, profile: &Profile) -> Option<u8> {
    let stem = first_suffix(issuer, profile);
    let has_terms = profile.rules.terms.iter().any(|suffix| suffix == stem);
    has_terms.then(|| issuer[stem.len()..].parse().ok())?
}

/// The form to show for a key: `16/CT-TTg` for `16-CT/TTg`, Party numbers as they are.
pub fn display(key: &str, profile: &Profile) -> String {
    let shown = || {
        let (number, rest) = key.split_once('-')?;
        let (kind, issuer) = rest.split_once('/')?;
        let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains('/');
        let known = profile.suffixes.get(&*profile.fold_code(first_suffix(issuer, profile)));
        let state = match known {
            Some(suffix) => suffix.family == Family::State,
            None => issuer.contains('-') || !looks_like_party(issuer, profile),
        };
        (is_number && state).then(|| format!("{number}/{kind}-{issuer}"))
    };
    shown().unwrap_or_else(|| key.to_string())
}

/// Whether a suffix on no list reads like one of the Party: `BTCHU`, `ĐUVCB`.
fn looks_like_party(issuer: &str, profile: &Profile) -> bool {
    profile.rules.party_ends.iter().any(|end| issuer.ends_with(end.as_str()))
        || profile.rules.party_starts.iter().any(|start| issuer.starts_with(start.as_str()))
}

/// One part of a code, after its mark.
struct Part {
    /// The mark before it.
    joint: char,
    /// Its letters and digits.
    text: String,
    /// The token after it.
    end: usize,
    /// Whether a blank stood beside the mark.
    spaced: bool,
}

/// Reads the number that starts at a token; returns it with the token after it.
///
/// A number that goes on in a way that no document has (a date, a ratio) is none.
pub(super) fn number_at(
    tokens: &Tokens,
    from: usize,
    profile: &Profile,
) -> Option<(Number, usize)> {
    let (number, after_digits) = digits(tokens, from)?;
    let mut parts: Vec<Part> = Vec::new();
    let mut at = after_digits;
    if let Some(part) = part_without_mark(tokens, at, profile) {
        at = part.end;
        parts.push(part);
    }
    while parts.len() < 9 {
        let Some(part) = part(tokens, at, parts.last(), profile) else { break };
        at = part.end;
        parts.push(part);
    }
    if let Some(last) = parts.last()
        && let Some(suffix) = suffix_after_a_blank(tokens, last, profile)
    {
        parts.push(suffix);
    }
    if let [only] = parts.as_slice()
        && let Some(unit) = unit_after_a_blank(tokens, only, profile)
    {
        parts.push(unit);
    }
    interpret(number, after_digits, &parts, profile)
}

/// Reads digits and the letter that may belong to them.
fn digits(tokens: &Tokens, from: usize) -> Option<(String, usize)> {
    let token = tokens.at(from);
    let text = tokens.text(from);
    if token.shape != Shape::Number || 6 < text.len() {
        return None;
    }
    let mut number = text.trim_start_matches('0').to_string();
    if number.is_empty() {
        return None;
    }
    let letter = tokens.at(from + 1);
    let is_letter = letter.gap == Gap::None
        && matches!(letter.shape, Shape::Small | Shape::Capital)
        && tokens.text(from + 1).chars().count() == 1
        && (matches!(tokens.at(from + 2).mark, b'-' | b'/')
            || ends_with_a_letter(tokens, from + 1));
    if !is_letter {
        return Some((number, from + 1));
    }
    number.push_str(&tokens.text(from + 1).to_lowercase());
    Some((number, from + 2))
}

/// Whether a small letter ends a number that nothing goes on: `Nghị quyết 30a`.
fn ends_with_a_letter(tokens: &Tokens, letter: usize) -> bool {
    let next = tokens.at(letter + 1);
    let free =
        next.gap != Gap::None || matches!(next.mark, b'.' | b',' | b';' | b':' | b')' | b'"');
    tokens.at(letter).shape == Shape::Small
        && matches!(tokens.text(letter), "a" | "b" | "c" | "d")
        && free
}

/// Reads a mark and the letters after it, behind the part before them.
fn part(tokens: &Tokens, at: usize, before: Option<&Part>, profile: &Profile) -> Option<Part> {
    let mark = tokens.at(at);
    let typed =
        before.is_some_and(|part| profile.type_codes.contains_key(&*profile.fold_code(&part.text)));
    // `12/QĐ.UBND`: a full stop without blanks, between a type and a suffix on the list.
    let dotted = mark.mark == b'.' && typed && mark.gap == Gap::None;
    if !matches!(mark.mark, b'-' | b'/') && !dotted || mark.gap == Gap::Paragraph {
        return None;
    }
    // Some offices write `03/-CV/BCSĐ`.
    let doubled = tokens.at(at + 1).mark == b'-' && tokens.at(at + 1).gap == Gap::None;
    let from = at + 1 + usize::from(doubled);
    let (text, end) = whole_segment(tokens, from, profile)?;
    let spaced = mark.gap != Gap::None || tokens.at(from).gap != Gap::None;
    let year = text.len() == 4
        && text.parse().is_ok_and(|year| profile.institutions.years.contains(&year));
    let goes_on = year && tokens.at(end).mark == b'/' && tokens.at(end).gap == Gap::None;
    // `28/TTr - BCVT`: after the code of a type no list need know capitals.
    let office =
        tokens.at(from).shape == Shape::Caps && (3..=8).contains(&text.chars().count()) && typed;
    if dotted && (tokens.at(from).gap != Gap::None || !is_suffix(&text, profile)) {
        return None;
    }
    let sure = is_known(&text, profile) || goes_on || office;
    if spaced && (tokens.at(from).gap == Gap::Paragraph || !sure) {
        return None;
    }
    Some(Part { joint: if dotted { '-' } else { mark.mark as char }, text, end, spaced })
}

/// Reads the code of a type that no mark stands before, if a whole code follows: `18 NQ/TW`.
fn part_without_mark(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Part> {
    let token = tokens.at(at);
    let capital = matches!(token.shape, Shape::Caps | Shape::Capital);
    if !capital || Gap::Blank < token.gap {
        return None;
    }
    let (text, end) = segment(tokens, at, profile)?;
    let is_type = profile.type_codes.contains_key(&*profile.fold_code(&text));
    let (suffix, _) = segment(tokens, end + 1, profile)?;
    let mark = tokens.at(end);
    let is_code = matches!(mark.mark, b'-' | b'/') && mark.gap == Gap::None;
    // `412 QĐ/UB`: after a slash no list need know the suffix.
    let known = profile.suffixes.contains_key(&*profile.fold_code(first_suffix(&suffix, profile)))
        || mark.mark == b'/' && could_be_suffix(&suffix);
    let close = tokens.at(end + 1).gap == Gap::None;
    (is_type && is_code && known && close).then_some(Part { joint: '-', text, end, spaced: false })
}

/// Reads letters and digits without a blank: `BGDĐT`, `TT&TT`, `T.Ư`, `2015`.
fn segment(tokens: &Tokens, from: usize, profile: &Profile) -> Option<(String, usize)> {
    if !matches!(tokens.at(from).shape, Shape::Caps | Shape::Capital | Shape::Number | Shape::Small)
    {
        return None;
    }
    let mut text = tokens.text(from).to_string();
    let mut at = from + 1;
    while tokens.at(at).gap == Gap::None && text.len() < 40 {
        let token = tokens.at(at);
        let next = tokens.at(at + 1);
        let dotted = |rest: &str| {
            let mut known = profile.rules.dotted.iter();
            known.any(|(start, end)| end == rest && text.ends_with(start.as_str()))
        };
        let joined = next.gap == Gap::None
            && matches!(next.shape, Shape::Caps | Shape::Capital)
            && (token.mark == b'&' || token.mark == b'.' && dotted(tokens.text(at + 1)));
        if token.shape != Shape::Mark {
            text.push_str(tokens.text(at));
            at += 1;
        } else if joined {
            if token.mark == b'&' {
                text.push('&');
            }
            text.push_str(tokens.text(at + 1));
            at += 2;
        } else {
            break;
        }
    }
    Some((text, at))
}

/// The suffix on the list behind the code of a type, where a blank stands for the mark: `3044/QĐ
/// UBND`. Where a level follows, it names a body: `Quyết định 12/QĐ UBND tỉnh ký`.
fn suffix_after_a_blank(tokens: &Tokens, kind: &Part, profile: &Profile) -> Option<Part> {
    let (at, token) = (kind.end, tokens.at(kind.end));
    let apart = token.shape == Shape::Caps && token.gap == Gap::Blank;
    let typed = || profile.type_codes.contains_key(&*profile.fold_code(&kind.text));
    let text = tokens.text(at);
    let named = || profile.levels.longest(tokens, at + 1).is_some();
    let sure = apart && typed() && is_suffix(text, profile) && !named();
    sure.then(|| Part { joint: '-', text: text.to_string(), end: at + 1, spaced: false })
}

/// The unit that drafted a letter, where a blank stands before it: `1635/SGDĐT- GDTrH`.
fn unit_after_a_blank(tokens: &Tokens, office: &Part, profile: &Profile) -> Option<Part> {
    let (mark, first) = (tokens.at(office.end), tokens.at(office.end + 1));
    let is_type = profile.type_codes.contains_key(&*profile.fold_code(&office.text));
    let spaced = mark.mark == b'-' && mark.gap == Gap::None && first.gap == Gap::Blank;
    let (text, end) = segment(tokens, office.end + 1, profile)?;
    // Two capitals or more with a small letter between: no word of the text looks so.
    let n_capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    let mixed = text.chars().any(char::is_lowercase) && 2 <= n_capitals && text.len() <= 12;
    (office.joint == '/' && !is_type && could_be_suffix(&office.text) && spaced && mixed)
        .then_some(Part { joint: '-', text, end, spaced: false })
}

/// Reads letters and digits, also over a blank where only both pieces make a suffix that is
/// known: `BGD ĐT`, `QH 13`.
fn whole_segment(tokens: &Tokens, from: usize, profile: &Profile) -> Option<(String, usize)> {
    let (text, end) = segment(tokens, from, profile)?;
    let more = tokens.at(end);
    let apart = more.shape == Shape::Caps && more.gap == Gap::Blank && tokens.text(end).len() <= 6;
    let whole = || [text.as_str(), tokens.text(end)].concat();
    let known = |code: &str| profile.suffixes.contains_key(&*profile.fold_code(code));
    let ends = tokens.at(end + 1).gap != Gap::None || tokens.at(end + 1).shape == Shape::Mark;
    let counted = more.shape == Shape::Number
        && more.gap == Gap::Blank
        && tokens.text(end).len() <= 2
        && profile.rules.terms.contains(&text)
        && !matches!(tokens.at(end + 1).mark, b'/' | b'-');
    if counted && ends {
        return Some((whole(), end + 1));
    }
    match apart && ends && 2 < text.len() && !known(&text) && known(&whole()) {
        true => Some((whole(), end + 1)),
        false => Some((text, end)),
    }
}

/// Whether letters are the code of a type or a suffix.
fn is_known(text: &str, profile: &Profile) -> bool {
    let folded = profile.fold_code(text);
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    capital && (profile.type_codes.contains_key(&*folded) || is_suffix(text, profile))
}

/// Whether letters are a suffix on the profile's list.
pub(super) fn is_suffix(text: &str, profile: &Profile) -> bool {
    profile.suffixes.contains_key(&*profile.fold_code(first_suffix(text, profile)))
}

/// Whether letters could be a suffix on no list: capitals, at least two.
fn could_be_suffix(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    first && text.chars().count() < 25 && letters.any(char::is_uppercase)
}

/// Whether letters after an issuer could name its unit: `V14`, `PV05`.
fn could_be_unit(text: &str) -> bool {
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let short = text.len() <= 4 && digits.len() < text.len();
    could_be_suffix(text) || short && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Makes a number of its parts.
fn interpret(
    number: String,
    after_digits: usize,
    parts: &[Part],
    profile: &Profile,
) -> Option<(Number, usize)> {
    let Some(first) = parts.first() else {
        return Some((Number::Bare { number, year: None, kind: None }, after_digits));
    };
    let starts_in_digits = |part: &Part| part.text.starts_with(|c: char| c.is_ascii_digit());
    let year = match starts_in_digits(first) {
        true => {
            let year =
                first.text.parse().ok().filter(|year| profile.institutions.years.contains(year))?;
            (first.text.len() == 4).then_some(year)
        }
        false => None,
    };
    let rest = &parts[usize::from(year.is_some())..];
    let year_end = if year.is_some() { first.end } else { after_digits };
    let Some(next) = rest.first() else {
        return Some((Number::Bare { number, year, kind: None }, year_end));
    };
    if starts_in_digits(next) {
        return None;
    }
    let code = Code {
        number,
        year,
        kind: None,
        issuer: String::new(),
        mark: None,
        joint: next.joint,
        known: false,
    };
    match kind(rest, profile) {
        Some((kind, used)) => with_kind(code, kind, rest, used, profile),
        None => without_kind(code, rest, year_end, profile),
    }
}

/// Reads the code of a type: its spelling in the profile and how many parts it took.
fn kind(parts: &[Part], profile: &Profile) -> Option<(String, usize)> {
    let first = profile.fold_code(&parts[0].text);
    let double =
        parts.get(1).map(|second| [&*first, "-", &*profile.fold_code(&second.text)].concat());
    if let Some(kind) = double.and_then(|double| profile.type_codes.get(&double)) {
        return Some((kind.clone(), 2));
    }
    if profile.never.contains_key(&*first) {
        return None;
    }
    let kind = profile.type_codes.get(&*first).or_else(|| profile.bare_types.get(&*first))?;
    Some((kind.clone(), 1))
}

/// A suffix in the profile's spelling, and whether the profile knows it; `lost` says
/// whether a keyboard may have lost its marks.
fn suffix(text: &str, lost: bool, profile: &Profile) -> (String, bool) {
    let stem = first_suffix(text, profile);
    let folded = profile.fold_code(stem);
    let found = profile.suffixes.get(&*folded).or_else(|| {
        let marked = profile.bare_suffixes.get(&*folded).filter(|_| lost)?;
        profile.suffixes.get(marked)
    });
    match found {
        // Only legislatures are counted: the figure in `30-CT/TW1` is that of a footnote, and
        // those in `19/2018/TT-BGDĐT10/10/2018` are of the next cell of a table.
        Some(suffix)
            if (1..=2).contains(&(text.len() - stem.len()))
                && !profile.rules.terms.iter().any(|term| term == stem) =>
        {
            (suffix.code.clone(), true)
        }
        Some(suffix) => ([suffix.code.as_str(), &text[stem.len()..]].concat(), true),
        None if let Some(stem) = glued(text, profile) => suffix(stem, lost, profile),
        None => (alike(text, &profile.rules.alike).unwrap_or_else(|| text.to_string()), false),
    }
}

/// A suffix without the word that a page has lost the blank before: `HĐND` of `HĐNDNgày`, `TTg`
/// of `TTgngày`.
fn glued<'a>(text: &'a str, profile: &Profile) -> Option<&'a str> {
    let word = |rest: &str| {
        let small = rest.trim_start_matches(char::is_uppercase);
        2 <= small.chars().count()
            && small.chars().all(char::is_lowercase)
            && rest.chars().count() <= small.chars().count() + 1
    };
    let known = |stem: &str| {
        profile.suffixes.contains_key(&*profile.fold_code(first_suffix(stem, profile)))
    };
    let parts = text.char_indices().rev().map(|(at, _)| text.split_at(at));
    let mut stems = parts.filter(|(_, rest)| word(rest)).map(|(stem, _)| stem);
    stems.find(|stem| 1 < stem.chars().count() && known(stem))
}

/// Reads what follows the code of a type.
fn with_kind(
    mut code: Code,
    kind: String,
    parts: &[Part],
    used: usize,
    profile: &Profile,
) -> Option<(Number, usize)> {
    let (rest, kind_end) = (&parts[used..], parts[used - 1].end);
    // A keyboard that wrote `QĐ` wrote `DKVN` on purpose.
    let lost = parts[..used].iter().all(|part| part.text.is_ascii());
    let bare = |code: Code, kind| {
        Some((Number::Bare { number: code.number, year: code.year, kind: Some(kind) }, kind_end))
    };
    let Some(first) = rest.first() else { return bare(code, kind) };
    let (issuer, known) = suffix(&first.text, lost, profile);
    let office = !known && first.spaced && !first.text.chars().all(char::is_uppercase);
    if !known && (office || !could_be_suffix(&first.text)) {
        return bare(code, kind);
    }
    code.issuer = issuer;
    code.known = known;
    code.kind = Some(kind);
    let mut end = first.end;
    for part in &rest[1..] {
        let (text, known) = suffix(&part.text, lost, profile);
        if part.joint == '/' {
            let letters = part.text.starts_with(char::is_alphabetic);
            let mark = letters && !part.spaced && part.text.chars().count() <= 6;
            code.mark = mark.then_some(text);
            end = if code.mark.is_some() { part.end } else { end };
            break;
        }
        if !known && (part.spaced || !could_be_unit(&part.text)) {
            break;
        }
        code.issuer = format!("{}-{text}", code.issuer);
        end = part.end;
    }
    Some((Number::Full(code), end))
}

/// Reads letters that are no code of a type: an issuer alone, or a type on no list.
fn without_kind(
    mut code: Code,
    rest: &[Part],
    bare_end: usize,
    profile: &Profile,
) -> Option<(Number, usize)> {
    let mut end = bare_end;
    for part in rest {
        let (text, known) = suffix(&part.text, true, profile);
        // `Công văn số 321 /UBND-TH`: a blank is no end before a suffix on the list.
        let old = || profile.rules.old.contains_key(&*profile.fold_code(&part.text));
        let whole = known && code.issuer.is_empty() && (part.joint == '/' || old());
        let apart = part.spaced && !whole;
        let unit = !code.issuer.is_empty() && could_be_unit(&part.text);
        if apart || !known && !unit && !could_be_suffix(&part.text) {
            break;
        }
        match code.issuer.is_empty() {
            true => {
                code.issuer = text;
                code.known = known;
            }
            false => {
                code.issuer = format!("{}{}{text}", code.issuer, part.joint);
                code.known |= known;
            }
        }
        end = part.end;
    }
    match code.issuer.is_empty() {
        true => None,
        false => Some((Number::Full(code), end)),
    }
}
