//! Meetings: resolutions that are named after a congress or a plenum.
//!
//! `Nghị quyết Đại hội XIII của Đảng`, `Nghị quyết Trung ương 7 khóa XI`: they have
//! numbers of their own, but texts seldom give them. Several plenums may share one
//! type and one term: `các Nghị quyết Trung ương 4, 5 khóa XII` are two.
//!
//! Not here: documents with a number or a year (`cite::directive`).

use super::body::Open;
use super::directive::{Draft, Name, canonical, names_plenum};
use super::numeral::{numeral, roman};
use super::profile::{Class, Level, Profile, flag};
use super::token::{Gap, Shape, Tokens};

/// A resolution of a congress or a plenum.
pub(super) fn meeting(
    tokens: &Tokens,
    from: usize,
    after: usize,
    kind: u16,
    profile: &Profile,
) -> Vec<Draft> {
    let other = tokens.at(after).word == 0 && tokens.at(after).shape != Shape::Number;
    if tokens.at(after).gap == Gap::Paragraph || other {
        return Vec::new();
    }
    let type_name = &profile.types[usize::from(kind)].name;
    if let Some(congress) = congress(tokens, after, profile) {
        let (form, of) = match &congress.of {
            Some(of) => (&profile.forms.congress_of, of.as_str()),
            None => (&profile.forms.congress, ""),
        };
        let key = form.replace("{type}", type_name).replace("{of}", of);
        let key = key.replace("{number}", &roman(congress.number));
        let term = congress.of.is_none().then_some(congress.number);
        let open = congress.open.map(|level| (level, of.to_string()));
        let name = Name::Named { key, year: None, term, open };
        return vec![Draft { from, to: congress.to, kind: Some(kind), name, weak: false }];
    }
    if let Some(Tenured { to, key, open }) = tenured(tokens, after, profile) {
        let key = key.replace("{type}", type_name);
        let name = Name::Named { key, year: None, term: None, open };
        return vec![Draft { from, to, kind: Some(kind), name, weak: false }];
    }
    let head = names_plenum(tokens, from, after, profile);
    let Some(plenums) = plenums(tokens, after, head, profile) else {
        let name = |local: LocalPlenum| {
            let key = local.key.replace("{type}", type_name);
            let name = Name::Named { key, year: None, term: None, open: local.open };
            Draft { from, to: local.to, kind: Some(kind), name, weak: false }
        };
        return local_plenum(tokens, after, profile).map(name).into_iter().collect();
    };
    let drafts = plenums.members.into_iter().map(|member| {
        let key = match plenums.term {
            Some(term) => profile.forms.plenum_of_term.replace("{term}", &roman(term)),
            None => profile.forms.plenum.clone(),
        };
        let key = key.replace("{type}", type_name).replace("{number}", &member.number.to_string());
        let name = Name::Named { key, year: None, term: plenums.term, open: None };
        let from = if member.from == after { from } else { member.from };
        Draft { from, to: member.to, kind: Some(kind), name, weak: false }
    });
    drafts.collect()
}

/// The congress behind a resolution.
struct Congress {
    /// The token after it.
    to: usize,
    /// Which one it was.
    number: u8,
    /// Whose it was, if it was not the Party's own: `Đảng bộ tỉnh Hà Nam`.
    of: Option<String>,
    /// The level of the place that this leaves open: `Đảng bộ tỉnh`.
    open: Option<Level>,
}

/// How far the number of a congress may stand from the word, in tokens.
const CONGRESS: usize = 16;

/// `Đại hội đại biểu toàn quốc lần thứ XIII của Đảng`, `Đại hội XX Đảng bộ tỉnh Hà Nam`
fn congress(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Congress> {
    let both = profile.is(tokens.at(at).word, flag::CONGRESS)
        && profile.is(tokens.at(at + 1).word, flag::CONGRESS);
    if !both {
        return None;
    }
    let small = tokens.at(at).shape == Shape::Small;
    let mut start = at + 2;
    let is_branch =
        |at| profile.heads.longest(tokens, at).is_some_and(|(_, head)| head.name == profile.branch);
    while let Some((length, ())) = profile.meetings.of.longest(tokens, start)
        && !is_branch(start)
    {
        start += length;
    }
    // Words before the number that no congress of the Party has name another's.
    let (digits, length, number) = congress_number(tokens, start, profile)?;
    // `nghị quyết đại hội` in small letters is one congress only where it is counted.
    if small && !profile.is(tokens.before(digits).word, flag::ORDINAL) {
        return None;
    }
    let mut to = digits + length;
    let before = (start..digits).rev().find(|&at| {
        let word = tokens.at(at).word;
        !profile.is(word, flag::ORDINAL | flag::TIMES | flag::TERM)
    });
    if let Some(last) = before {
        let open = level_of(tokens, start, last + 1, profile);
        let of = Some(canonical(tokens, start, last + 1));
        return Some(Congress { to, number, of, open });
    }
    let of = usize::from(profile.is(tokens.at(to).word, flag::OF));
    if let Some(end) = branch_end(tokens, to + of, profile) {
        let open = level_of(tokens, to + of, end, profile);
        let whose = canonical(tokens, to + of, end);
        return Some(Congress { to: end, number, of: Some(whose), open });
    }
    let union = profile.heads.longest(tokens, to + of).filter(|(_, head)| {
        matches!(head.class, Class::Placed | Class::Local | Class::Youth)
            && tokens.at(to + of).gap == Gap::Blank
    });
    if let Some((length, head)) = union {
        let of = Some(head.name.clone());
        return Some(Congress { to: to + length, number, of, open: None });
    }
    let of_party = profile.is(tokens.at(to + of).word, flag::PARTY)
        && tokens.at(to + of).shape == Shape::Capital
        && !profile.is(tokens.at(to + of + 1).word, flag::COMMITTEE);
    if of_party {
        to += of + 1;
    }
    Some(Congress { to, number, of: None, open: None })
}

/// The meeting behind a resolution that is told by the years of its committee.
struct Tenured {
    /// The token after it.
    to: usize,
    /// The key, without the type.
    key: String,
    /// The level of the place that it leaves open, and the words that do.
    open: Option<(Level, String)>,
}

/// `Đại hội Đảng bộ tỉnh Hà Nam, nhiệm kỳ 2020-2025`, `Hội nghị đại biểu Đảng bộ Ngoài nước
/// nhiệm kỳ 2015-2020`; of one organisation, and not of `các cấp`.
fn tenured(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Tenured> {
    let (length, meeting) = profile.meetings.names.longest(tokens, at)?;
    let start = at + length;
    let (branch, head) = profile.heads.longest(tokens, start)?;
    let named = tokens.at(at).shape != Shape::Small
        && tokens.at(start).shape != Shape::Small
        && head.name == profile.branch
        && profile.generic.longest(tokens, start + branch).is_none();
    let goes_on = |at: &usize| {
        tokens.at(*at).gap < Gap::Paragraph
            && (tokens.at(*at).shape != Shape::Mark || tokens.at(*at).mark == b',')
    };
    let words = (start + 1..start + CONGRESS).take_while(goes_on).filter(|_| named);
    let (tenure, length) = words
        .filter_map(|at| {
            profile.meetings.tenure.longest(tokens, at).map(|(length, ())| (at, length))
        })
        .next()?;
    let end = tenure - usize::from(tokens.before(tenure).mark == b',');
    let years = tenure + length;
    let year = |at: usize| tokens.at(at).shape == Shape::Number && tokens.text(at).len() == 4;
    let spanned = year(years) && tokens.at(years + 1).mark == b'-' && year(years + 2);
    let whole = (start..end).all(|at| tokens.at(at).shape != Shape::Mark);
    if !spanned || !whole {
        return None;
    }
    let of = canonical(tokens, start, end);
    let years_of = format!("{}-{}", tokens.text(years), tokens.text(years + 2));
    let form = profile.forms.meeting_of_years.replace("{meeting}", meeting);
    let key = form.replace("{of}", &of).replace("{years}", &years_of);
    let open = level_of(tokens, start, end, profile).map(|level| (level, of));
    Some(Tenured { to: years + 3, key, open })
}

/// The number of a congress at a token or some way after it, behind `lần thứ`: its token,
/// how many it has, its value.
fn congress_number(tokens: &Tokens, start: usize, profile: &Profile) -> Option<(usize, usize, u8)> {
    if let Some((length, number)) = numeral(tokens, start, profile) {
        return Some((start, length, number));
    }
    for at in start..start + CONGRESS {
        let token = tokens.at(at);
        if Gap::Line < token.gap || token.shape == Shape::Mark {
            return None;
        }
        let ordinal = profile.is(token.word, flag::ORDINAL);
        // `Chi bộ thôn 3` has the number of the hamlet.
        let letter = tokens.text(at).len() == 1 && token.shape != Shape::Number;
        let roman = token.shape == Shape::Caps || letter;
        if (ordinal || roman && start < at)
            && let Some((length, number)) = numeral(tokens, at + usize::from(ordinal), profile)
        {
            return Some((at + usize::from(ordinal), length, number));
        }
        if profile.type_names.longest(tokens, at).is_some() {
            return None;
        }
    }
    None
}

/// Where the Party's organisation in a place ends that starts at a token: `Đảng bộ tỉnh
/// Hà Nam`.
fn branch_end(tokens: &Tokens, at: usize, profile: &Profile) -> Option<usize> {
    let (length, head) = profile.heads.longest(tokens, at)?;
    let level = at + length;
    let (word, _) =
        profile.levels.longest(tokens, level).filter(|_| head.name == profile.branch)?;
    let mut end = level + word;
    while tokens.at(end).shape == Shape::Capital && tokens.at(end).gap == Gap::Blank {
        end += 1;
    }
    Some(end)
}

/// The level with which some tokens end, where no name follows it.
fn level_of(tokens: &Tokens, from: usize, to: usize, profile: &Profile) -> Option<Level> {
    let ends = |at: &usize| {
        profile.levels.longest(tokens, *at).is_some_and(|(length, _)| at + length == to)
    };
    let at = (from..to).find(ends)?;
    profile.levels.longest(tokens, at).map(|(_, word)| word.level)
}

/// The plenum of a committee below the centre.
struct LocalPlenum {
    /// The token after it.
    to: usize,
    /// The key, without the type.
    key: String,
    /// The level of the place that it leaves open, and the words that do.
    open: Option<(Level, String)>,
}

/// `Hội nghị Thành ủy lần thứ 18 khóa VIII`, `Hội nghị lần thứ 5 Ban Chấp hành Đảng bộ tỉnh`. A
/// committee that stands behind the number is the issuer, and stays outside.
fn local_plenum(tokens: &Tokens, at: usize, profile: &Profile) -> Option<LocalPlenum> {
    let meets = (at..at + 2).all(|at| profile.is(tokens.at(at).word, flag::CONFERENCE));
    let counted = |at: usize| {
        let times = at + usize::from(profile.is(tokens.at(at).word, flag::TIMES));
        let ordinal = profile.is(tokens.at(times).word, flag::ORDINAL);
        let (length, number) = numeral(tokens, times + 1, profile).filter(|_| ordinal)?;
        Some((times + 1 + length, number))
    };
    let first = if meets { at + 2 } else { return None };
    let before = counted(first);
    let start = before.map_or(first, |(end, _)| end);
    let start = start + usize::from(profile.is(tokens.at(start).word, flag::OF));
    let apart = Gap::Line < tokens.at(start).gap || tokens.at(start).shape == Shape::Mark;
    let body = super::body::body(tokens, start, profile, 1).filter(|_| !apart)?;
    let (_, head) = profile.heads.longest(tokens, start)?;
    // `Ban Chấp hành`, `BCH`, and not some other board.
    let organ = |at: usize| profile.is(tokens.at(at).word, flag::COMMITTEE);
    let short = tokens.at(start).shape == Shape::Caps;
    let board = organ(start) && (short || organ(start + 1) && organ(start + 2));
    let elected = board || matches!(head.class, Class::Seat(_) | Class::Committee);
    let (end, number) = before.or_else(|| counted(body.to)).filter(|_| elected)?;
    let (to, term) = match (super::tail::term(tokens, end.max(body.to), profile), before) {
        (Some((_, term)), Some(_)) => (end, Some(term)),
        (Some((after, term)), None) => (after, Some(term)),
        (None, _) => (end, None),
    };
    let form = match term {
        Some(term) => profile.forms.local_plenum_of_term.replace("{term}", &roman(term)),
        None => profile.forms.local_plenum.clone(),
    };
    let key = form.replace("{of}", &body.name).replace("{number}", &number.to_string());
    let open = match body.open {
        Some(Open::Place(level)) => Some((level, body.name)),
        _ => None,
    };
    Some(LocalPlenum { to, key, open })
}

/// The plenums that share the name of a type.
struct Plenums {
    /// Each with its tokens.
    members: Vec<Plenum>,
    /// The term of all of them.
    term: Option<u8>,
}

/// One plenum.
struct Plenum {
    /// The first token: of the first, the one behind the name of the type.
    from: usize,
    /// The token after it.
    to: usize,
    /// Which one it was.
    number: u8,
}

/// How many tokens the words between a type and the number of a plenum have at most.
const PLENUM: usize = 14;

/// `Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII`, `Trung ương 7 (khóa XI)`,
/// `Trung ương 4, 5 khóa XII`; `central` where the type itself says of whom: `NQTW 4`.
fn plenums(tokens: &Tokens, at: usize, central: bool, profile: &Profile) -> Option<Plenums> {
    let (mut end, mut number, mut central) = (at, None, central);
    for _ in 0..PLENUM {
        let token = tokens.at(end);
        if Gap::Line < token.gap {
            break;
        }
        // `Nghị quyết T.Ư 7`: the abbreviation is of three tokens.
        if let Some((length, ())) = profile.centre_phrases.longest(tokens, end) {
            central = true;
            end += length;
            continue;
        }
        let ordinal = profile.is(token.word, flag::ORDINAL);
        if number.is_none()
            && (ordinal || central || token.shape == Shape::Number)
            && let Some((length, value)) = numeral(tokens, end + usize::from(ordinal), profile)
        {
            end += length + usize::from(ordinal);
            number = Some((end, value));
            continue;
        }
        // `Hội nghị lần thứ sáu, Ban Chấp hành Trung ương Đảng khóa XIII`
        if token.mark == b','
            && number.is_some()
            && !central
            && is_committee(tokens, end + 1, profile)
        {
            end += 1;
            continue;
        }
        let part = profile.is(token.word, flag::PLENUM | flag::CONFERENCE | flag::COMMITTEE)
            || central && profile.is(token.word, flag::PARTY)
            || profile.is(token.word, flag::TIMES);
        if !part {
            break;
        }
        central |= profile.is(token.word, flag::PLENUM);
        end += 1;
    }
    let (numbered, number) = number?;
    let first = Plenum { from: at, to: end, number };
    if numbered == end
        && let Some(list) = plenum_list(tokens, first.number, at, end, profile)
        && (central || list.of_committee)
    {
        return Some(list.plenums);
    }
    // `Hội nghị lần thứ 11 của BCH Trung ương Đảng`
    let of = profile.is(tokens.at(end).word, flag::OF);
    let whose = of && is_committee(tokens, end + 1, profile);
    if !(central || whose) {
        return None;
    }
    let (to, term) = match super::tail::term(tokens, end, profile) {
        Some((after, term)) => (after, Some(term)),
        None => (end, term_of_committee(tokens, end, profile)),
    };
    Some(Plenums { members: vec![Plenum { to, ..first }], term })
}

/// More than one plenum behind a type.
struct PlenumList {
    /// All of them.
    plenums: Plenums,
    /// Whether the committee stands behind the last: `11, 12 của BCH Trung ương Đảng`.
    of_committee: bool,
}

/// Reads the further numbers of a list whose first number ends at a token. Only a term or the
/// committee behind the last makes them plenums: `Trung ương 4, 5 đồng chí` is none.
fn plenum_list(
    tokens: &Tokens,
    number: u8,
    at: usize,
    end: usize,
    profile: &Profile,
) -> Option<PlenumList> {
    let mut members = vec![Plenum { from: at, to: end, number }];
    let mut end = end;
    while let Some(member) = next_plenum(tokens, end, profile) {
        end = member.to;
        members.push(member);
    }
    let last = members.len() - 1;
    if last == 0 {
        return None;
    }
    if let Some((to, term)) = super::tail::term(tokens, end, profile) {
        members[last].to = to;
        let plenums = Plenums { members, term: Some(term) };
        return Some(PlenumList { plenums, of_committee: false });
    }
    let of = usize::from(profile.is(tokens.at(end).word, flag::OF));
    let of_committee = is_committee(tokens, end + of, profile);
    let term = term_of_committee(tokens, end, profile);
    of_committee.then_some(PlenumList { plenums: Plenums { members, term }, of_committee })
}

/// The next plenum of a list, after `,` or `và`: `5`, `lần thứ 5`, `Trung ương 5`.
fn next_plenum(tokens: &Tokens, at: usize, profile: &Profile) -> Option<Plenum> {
    let comma = usize::from(matches!(tokens.at(at).mark, b',' | b';'));
    let and = usize::from(profile.is(tokens.at(at + comma).word, flag::AND));
    if comma + and == 0 || Gap::Line < tokens.at(at).gap {
        return None;
    }
    let from = at + comma + and;
    let mut digits = from;
    for _ in 0..4 {
        if let Some((length, ())) = profile.centre_phrases.longest(tokens, digits) {
            digits += length;
        }
        let word = tokens.at(digits).word;
        digits += usize::from(
            profile.is(word, flag::PLENUM | flag::CONFERENCE | flag::TIMES | flag::ORDINAL),
        );
    }
    let ordinal = profile.is(tokens.before(digits).word, flag::ORDINAL);
    let sure = ordinal || tokens.at(digits).shape != Shape::Small;
    let (length, number) = numeral(tokens, digits, profile).filter(|_| sure)?;
    Some(Plenum { from, to: digits + length, number })
}

/// Whether the committee of the centre is named at a token: `BCH Trung ương`.
fn is_committee(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    let organ = |at: &usize| profile.is(tokens.at(*at).word, flag::COMMITTEE);
    let after = (at..at + 4).find(|at| !organ(at));
    after.is_some_and(|end| at < end && is_centre(tokens, end, profile))
}

/// Whether the centre is named at a token, in full or for short.
fn is_centre(tokens: &Tokens, at: usize, profile: &Profile) -> bool {
    profile.is(tokens.at(at).word, flag::PLENUM)
        || profile.centre_phrases.longest(tokens, at).is_some()
}

/// The term of the committee that a plenum was of: `… lần thứ 11 của BCH Trung ương Đảng
/// (khóa XIII)`.
fn term_of_committee(tokens: &Tokens, at: usize, profile: &Profile) -> Option<u8> {
    let of = profile.is(tokens.at(at).word, flag::OF);
    let part =
        |at: &usize| profile.is(tokens.at(*at).word, flag::PLENUM | flag::COMMITTEE | flag::PARTY);
    let end = (at + 1..at + 8).find(|at| !part(at)).filter(|_| of)?;
    super::tail::term(tokens, end, profile).map(|(_, term)| term)
}
