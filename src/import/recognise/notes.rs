//! Notes: what a text says below itself, counted as its marks are: `(1) Hồ Chí Minh: Toàn tập …`.
//!
//! They stand below the author's name, where everything else is of the page, and are long
//! enough for prose: unmarked they would hide the name, and be lost as leftovers.
//!
//! Not here: the marks in the text, which are its letters.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::line::{Line, Shape};
use crate::import::noise::fold;
use crate::import::recognise::work::Work;

/// Marks the notes at the end of the text: lines that count from one, which the text above
/// refers to or a heading announces.
pub(super) fn mark_notes(work: &mut Work) {
    let shown = work.all_shown();
    let open = |&&at: &&usize| work.lines[at].is_open();
    let shown: Vec<usize> = shown.iter().filter(open).copied().collect();
    let number = |rank: usize| shown.get(rank).and_then(|&at| number_of(&work.lines[at].text));
    let Some(first) = (1..shown.len()).rev().find(|&rank| number(rank) == Some(1)) else { return };
    let announced = is_heading(&work.lines[shown[first - 1]]);
    let referred = shown[..first].iter().any(|&at| refers(&work.lines[at].text));
    let is_text = |&at: &usize| work.lines[at].is_prose();
    if !(announced || referred) || !shown[..first].iter().any(is_text) {
        return;
    }
    let counted = (first..shown.len()).zip(1..).take_while(|&(rank, n)| number(rank) == Some(n));
    let last = counted.last().map_or(first, |(rank, _)| rank);
    // Below the notes only what is short may follow: a name, a button.
    if shown[last + 1..].iter().any(is_text) {
        return;
    }
    for &at in &shown[first - usize::from(announced)..=last] {
        work.lines[at].note = true;
    }
}

/// The number that a note starts with: 2 of `(2) Sđd`, `[2] …`, `2. …`.
fn number_of(text: &str) -> Option<usize> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\((\d{1,2})\)|\[(\d{1,2})\]|(\d{1,2})[.)])\s*\p{L}")
            .expect("the pattern compiles")
    });
    let found = NUMBER.captures(text)?;
    found.iter().skip(1).flatten().next()?.as_str().parse().ok()
}

/// Whether a line announces notes: `Tài liệu tham khảo:`.
fn is_heading(line: &Line) -> bool {
    let folded = fold(line.text.trim_end_matches([':', '.', ' ']));
    let words = ["tài liệu tham khảo", "tài liệu trích dẫn", "chú thích", "ghi chú"];
    !matches!(line.shape, Shape::Caption) && words.contains(&folded.as_str())
}

/// Whether a text has the mark of a first note: `… căn dặn (1).`, `… cơ sở”[1]`.
fn refers(text: &str) -> bool {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\S\s?(?:\(1\)|\[1\]|¹)").expect("the pattern compiles"));
    MARK.is_match(text)
}
