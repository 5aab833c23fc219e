//! Laws: documents that are cited by name and year, or by name and number.
//!
//! The name of a law is a phrase of any words, so it counts only with what ends it: a year, a
//! number, a date.
//!
//! Not here: bodies in the names of laws (`cite::body`).

use super::{Draft, Name, canonical, ends_free};
use crate::cite::dates::date_at;
use crate::cite::number::{Code, Number, legislature, number_at};
use crate::cite::profile::{Profile, flag};
use crate::cite::token::{Gap, Shape, Tokens};
use crate::text::capitalised;

/// A law by its name and year, or by its name and number.
pub(super) fn law(
    tokens: &Tokens,
    from: usize,
    after: usize,
    kind: u16,
    profile: &Profile,
) -> Option<Draft> {
    if tokens.at(from).shape == Shape::Small {
        return None;
    }
    let named = |to: usize, year: i16, name_end: usize| {
        let own = capitalised(&canonical(tokens, after, name_end));
        let name = format!("{} {own}", canonical(tokens, from, after));
        let name = name.trim_end();
        let key = match name_end == after {
            true => format!("{name} {year}"),
            false => profile.forms.law.replace("{name}", name).replace("{year}", &year.to_string()),
        };
        let name = Name::Named { key, year: Some(year), term: None, open: None };
        Draft { from, to, kind: Some(kind), name, weak: false }
    };
    let numbered = |code: Code, to: usize| Draft {
        from,
        to,
        kind: Some(kind),
        name: Name::Code(code),
        weak: false,
    };
    let dated = profile.types[usize::from(kind)].dated;
    let state = profile.laws.state.longest(tokens, after).filter(|_| dated);
    if let Some((to, year)) = year_at(tokens, after + state.map_or(0, |(n, ())| n), profile) {
        return dated.then(|| named(to, year, after));
    }
    if dated || names_none(tokens, from, profile) || !names_law(tokens, after, profile) {
        return None;
    }
    let (to, ending) = law_ending(tokens, after, profile)?;
    Some(match ending {
        Ending::Number(code) => numbered(code, to),
        Ending::Year(year, name_end) => named(to, year, name_end),
    })
}

/// How long the name of a law may be, in tokens.
const LAW: usize = 22;

/// Whether the name of a law can start at a token: in small letters only where the word for
/// a law is not another one, `luật sư`.
fn names_law(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let token = tokens.at(at);
    match token.shape {
        _ if Gap::Line <= token.gap => false,
        Shape::Capital | Shape::Caps => true,
        Shape::Small => {
            profile.laws.other.longest(tokens, at).is_none()
                && !profile.is(token.word, flag::LAW_STOP)
        }
        Shape::Number | Shape::Mark => false,
    }
}

/// Whether the word for a law at a token names none, by what stands before it: `PHÁP LUẬT`, and
/// what is taught, `cử nhân Luật Kinh tế`.
fn names_none(tokens: &Tokens, from: usize, profile: &Profile) -> bool {
    let ends_here = |at: usize| {
        let phrase = profile.laws.before.longest(tokens, at);
        phrase.is_some_and(|(length, ())| at + length == from)
    };
    tokens.at(from).gap == Gap::Blank && (from.saturating_sub(BEFORE_LAW)..from).any(ends_here)
}

/// How many tokens what stands before has: `sinh viên`, `đại học`.
const BEFORE_LAW: usize = 2;

/// What ends the name of a law.
enum Ending {
    /// A year, and the token after the name before it.
    Year(i16, usize),
    /// A number.
    Number(Code),
}

/// Finds what ends the name of a law that starts at a token, and the token after it.
fn law_ending(tokens: &Tokens, after: usize, profile: &Profile) -> Option<(usize, Ending)> {
    // `Luật Sửa đổi, bổ sung một số điều của Luật Đất đai` has the other's name in its own.
    let amends = profile.laws.amending.longest(tokens, after).is_some();
    let reach = if amends { 3 * LAW } else { LAW };
    let mut skipped = after;
    for at in after + 1..after + reach {
        let token = tokens.at(at);
        if let Some((length, ())) = profile.laws.inner.longest(tokens, at) {
            skipped = skipped.max(at + length);
        }
        if at < skipped {
            continue;
        }
        if token.gap == Gap::Paragraph {
            return None;
        }
        if token.mark == b'('
            && let Some((to, year)) = year_at(tokens, at + 1, profile)
            && tokens.at(to).mark == b')'
        {
            return Some((to + 1, Ending::Year(year, at)));
        }
        if token.mark == b'('
            && let Some((code, end)) = law_number(tokens, at + 1, profile)
            && tokens.at(end).mark == b')'
        {
            return Some((end + 1, Ending::Number(code)));
        }
        if let Some((to, year)) = year_at(tokens, at, profile) {
            return law_year(tokens, at, to, year, profile);
        }
        if let Some((to, year)) = full_date(tokens, at, profile) {
            return Some((to, Ending::Year(year, at)));
        }
        // `Luật Đất đai số 45/2013/QH13`, also without the word.
        let number = at + usize::from(profile.is(token.word, flag::NUMBER));
        if tokens.at(number).shape == Shape::Number {
            return law_number(tokens, at, profile).map(|(code, to)| (to, Ending::Number(code)));
        }
        let other = token.shape != Shape::Small && profile.type_names.longest(tokens, at).is_some();
        let stops = profile.is(token.word, flag::LAW_STOP)
            || token.shape == Shape::Number
            || token.shape == Shape::Mark && !matches!(token.mark, b',' | b'-')
            || !amends && other;
        if stops {
            return None;
        }
    }
    None
}

/// The ending of a law's name at a year, or at the number right behind it: `Luật Đất đai
/// 2024 (số 31/2024/QH15)` is one document, not two.
fn law_year(
    tokens: &Tokens,
    at: usize,
    to: usize,
    year: i16,
    profile: &Profile,
) -> Option<(usize, Ending)> {
    if tokens.before(at).mark == b',' {
        return None;
    }
    let open = usize::from(tokens.at(to).mark == b'(');
    if let Some((code, end)) = law_number(tokens, to + open, profile)
        && (open == 0 || tokens.at(end).mark == b')')
    {
        return Some((end + open, Ending::Number(code)));
    }
    ends_free(tokens, to).then_some((to, Ending::Year(year, at)))
}

/// The number of a law, with or without `số`, and the token after it.
fn law_number(tokens: &Tokens, at: usize, profile: &Profile) -> Option<(Code, usize)> {
    let digits = at + usize::from(profile.is(tokens.at(at).word, flag::NUMBER));
    if tokens.at(digits).shape != Shape::Number || Gap::Paragraph == tokens.at(digits).gap {
        return None;
    }
    let (Number::Full(code), to) = number_at(tokens, digits, profile)? else { return None };
    legislature(&code.issuer, profile)?;
    Some((code, to))
}

/// `ngày 19 tháng 6 năm 2015`, as preambles date a law: the token after it and its year.
fn full_date(tokens: &Tokens, at: usize, profile: &Profile) -> Option<(usize, i16)> {
    // After a heading a line that starts with its date is the text: `LUẬT THỦ ĐÔ / Ngày …`.
    if !profile.is(tokens.at(at).word, flag::DAY)
        || Gap::Line < tokens.at(at).gap
        || tokens.at(at).shape != Shape::Small
    {
        return None;
    }
    let found = date_at(tokens.text, tokens.at(at + 1).start as usize, &profile.dates)?;
    let year = found.partial()?.year;
    Some((tokens.index_at(found.span.end), year))
}

/// A year at a token, with or without `năm` before it.
pub(super) fn year_at(tokens: &Tokens, at: usize, profile: &Profile) -> Option<(usize, i16)> {
    let digits = at + usize::from(profile.is(tokens.at(at).word, flag::YEAR));
    let text = tokens.text(digits);
    let year = text
        .parse()
        .ok()
        .filter(|year| text.len() == 4 && profile.institutions.years.contains(year))?;
    let next = tokens.at(digits + 1);
    let goes_on = next.gap == Gap::None && matches!(next.mark, b'/' | b'-');
    let opens = tokens.before(digits).mark == b'(';
    ((opens || tokens.at(digits).gap != Gap::None) && !goes_on).then_some((digits + 1, year))
}
