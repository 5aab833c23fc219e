//! Committees for a task: `Ban Chỉ đạo 35 tỉnh`, `Ban Chỉ đạo phòng, chống dịch`.
//!
//! A task is a phrase of any words; it ends at a place, at a word that no task has, or at a
//! mark.
//!
//! Not here: what such a committee is called for short (`cite::profile`).

use super::place::place_name;
use super::written::{abbreviated, dashed, goes_on, pieces};
use super::{Body, Open, push};
use crate::cite::profile::{Profile, flag};
use crate::cite::token::{Gap, Shape, Tokens};

/// A committee for a task: `Ban Chỉ đạo 35 tỉnh`, `Ban Chỉ đạo phòng, chống dịch`.
pub(super) fn task(tokens: &Tokens, mut body: Body, profile: &Profile) -> Option<Body> {
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

/// How many tokens from one on belong to the name of a task.
fn task_step(tokens: &Tokens, at: usize, first: bool, profile: &Profile) -> usize {
    let token = tokens.at(at);
    // `phòng, chống` holds a comma that ends no name.
    if let Some((length, ())) =
        profile.tasks_of.starts.longest(tokens, at).filter(|(n, _)| first || 1 < *n)
    {
        return length;
    }
    if !first && profile.tasks_of.ends.longest(tokens, at).is_some() {
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
