//! Tails: what the words around a number say of the document itself.
//!
//! `Nghị quyết số 25-NQ/TW, ngày 3/6/2013 của Ban Bí thư (khóa XI) về "…"`: the date,
//! the issuer, its term and the title, in whatever order they come; and the issuer
//! before it in `Ban Bí thư khóa XII ban hành Kết luận 43-KL/TW`.
//!
//! Not here: which document that makes it (`catalog::identity`).

use super::PartialDate;
use super::body::Body;
use super::dates::date_at;
use super::numeral::numeral;
use super::profile::{Profile, flag};
use super::token::{Gap, Shape, Tokens};

/// What a tail says.
#[derive(Debug, Default, Clone)]
pub(super) struct Tail {
    /// The token after it.
    pub(super) end: usize,
    /// The date of issue.
    pub(super) date: Option<PartialDate>,
    /// The term of the issuer.
    pub(super) term: Option<u8>,
    /// The issuer, by its place in the list of bodies.
    pub(super) issuer: Option<usize>,
    /// The title as quoted.
    pub(super) title: Option<String>,
}

/// How long a quoted title may be, in tokens: the longest seen have about eighty.
const TITLE: usize = 160;

/// Reads the tail that starts at a token.
pub(super) fn tail(tokens: &Tokens, from: usize, bodies: &[Body], profile: &Profile) -> Tail {
    let mut tail = Tail { end: from, ..Tail::default() };
    for _ in 0..8 {
        let comma = usize::from(tokens.at(tail.end).mark == b',');
        let at = tail.end + comma;
        if tokens.at(at).gap == Gap::Paragraph || tokens.list.len() <= at {
            break;
        }
        let read = date(tokens, at, &mut tail, profile)
            || read_term(tokens, at, &mut tail, profile)
            || issuer(tokens, at, &mut tail, bodies, profile)
            || title(tokens, at, &mut tail, profile);
        if !read {
            break;
        }
    }
    tail
}

/// `ngày 3/6/2013`, `(ngày 3/6/2013)`, `năm 2013`
fn date(tokens: &Tokens, at: usize, tail: &mut Tail, profile: &Profile) -> bool {
    if tail.date.is_some() {
        return false;
    }
    let open = usize::from(tokens.at(at).mark == b'(');
    let word = tokens.at(at + open).word;
    let day = profile.is(word, flag::DAY);
    if !day && !profile.is(word, flag::YEAR | flag::MONTH) && open == 0 {
        return false;
    }
    let start = tokens.at(at + open + usize::from(day)).start as usize;
    let Some(found) = date_at(tokens.text, start, &profile.dates) else { return false };
    let Some(partial) = found.partial() else { return false };
    let end = tokens.index_at(found.span.end);
    let closed = usize::from(open == 1 && tokens.at(end).mark == b')');
    tail.date = Some(partial);
    tail.end = end + closed;
    true
}

/// Reads `khóa XI`, `(khóa XI)`, `, khóa 11`: the token after it and the term.
pub(super) fn term(tokens: &Tokens, at: usize, profile: &Profile) -> Option<(usize, u8)> {
    let mut from = at + usize::from(tokens.at(at).mark == b',');
    let open = tokens.at(from).mark == b'(';
    from += usize::from(open);
    if !profile.is(tokens.at(from).word, flag::TERM) || tokens.at(from).gap == Gap::Paragraph {
        return None;
    }
    let (length, term) = numeral(tokens, from + 1, profile)?;
    let end = from + 1 + length;
    let closed = tokens.at(end).mark == b')';
    // `(khóa XI, XII)` is of two terms, and so of neither.
    (closed || !open).then_some((end + usize::from(open), term))
}

/// Reads a term into a tail.
fn read_term(tokens: &Tokens, at: usize, tail: &mut Tail, profile: &Profile) -> bool {
    match term(tokens, at, profile) {
        Some((end, term)) if tail.term.is_none() => {
            tail.term = Some(term);
            tail.end = end;
            true
        }
        _ => false,
    }
}

/// `của Ban Bí thư`
fn issuer(tokens: &Tokens, at: usize, tail: &mut Tail, bodies: &[Body], profile: &Profile) -> bool {
    let of = profile.is(tokens.at(at).word, flag::OF);
    if tail.issuer.is_some() || !of {
        return false;
    }
    let Ok(index) = bodies.binary_search_by_key(&(at + 1), |body| body.from) else { return false };
    tail.issuer = Some(index);
    tail.end = bodies[index].to;
    true
}

/// `về "…"`, `“…”`
fn title(tokens: &Tokens, at: usize, tail: &mut Tail, profile: &Profile) -> bool {
    if tail.title.is_some() {
        return false;
    }
    let mut from = at;
    if profile.is(tokens.at(from).word, flag::ABOUT) {
        from += 1;
        from += usize::from(tokens.at(from).mark != b'"' && tokens.at(from + 1).mark == b'"');
    }
    from += usize::from(tokens.at(from).mark == b':');
    if tokens.at(from).mark != b'"' {
        return false;
    }
    let close = (from + 1..from + TITLE)
        .take_while(|&index| index < tokens.list.len() && tokens.at(index).gap < Gap::Paragraph)
        .find(|&index| tokens.at(index).mark == b'"');
    let Some(close) = close.filter(|&close| from + 1 < close) else { return false };
    let inside = tokens.text[tokens.bytes(from + 1, close)].trim_end_matches([',', '.', ' ']);
    tail.title = Some(inside.split_whitespace().collect::<Vec<_>>().join(" "));
    tail.end = close + 1;
    true
}

/// The issuer before a document: `Ban Bí thư (khóa XII) đã ban hành …`, with its term.
pub(super) fn issuer_before(
    tokens: &Tokens,
    from: usize,
    bodies: &[Body],
    profile: &Profile,
) -> Option<(usize, Option<u8>)> {
    let issued = 2 <= from
        && profile.is(tokens.before(from).word, flag::ISSUED)
        && profile.is(tokens.before(from - 1).word, flag::ISSUED);
    if !issued {
        return None;
    }
    let mut at = from - 2;
    for _ in 0..4 {
        let before = bodies.partition_point(|body| body.to <= at);
        let index = before.checked_sub(1)?;
        let body = &bodies[index];
        if body.to == at {
            return Some((index, None));
        }
        if let Some((end, term)) = term(tokens, body.to, profile)
            && end == at
        {
            return Some((index, Some(term)));
        }
        let word = tokens.before(at);
        if word.shape != Shape::Small || tokens.breaks(at) {
            return None;
        }
        at -= 1;
    }
    None
}
