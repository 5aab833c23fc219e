//! The gold set: texts of our own with every mention marked.
//!
//! `[d:25-NQ/TW|Nghị quyết 25]` is a directive with its key, `[c:Quốc hội|Quốc hội]`
//! a committee, `[o|words]` may be found or not. Texts are parted by `== name`.
//! The figures are printed by every run of the tests and may not fall.

use super::super::*;
use super::vietnamese;

/// A marked span.
#[derive(Debug)]
struct Mark {
    /// Its bytes in the text without marks.
    span: Range<usize>,
    /// Directive, committee, or neither for what may be found or not.
    kind: Option<Kind>,
    /// Its key.
    key: String,
}

/// Takes the marks out of a text.
fn unmark(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = ["[d:", "[c:", "[o|"].iter().filter_map(|tag| rest.find(tag)).min() {
        text.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        let close = inner.find(']').expect("a mark is closed");
        let (head, words) = inner[..close].split_once('|').expect("a mark has words");
        let kind = match &head[..1] {
            "d" => Some(Kind::Directive),
            "c" => Some(Kind::Committee),
            _ => None,
        };
        let start = text.len();
        text.push_str(words);
        let key = head.get(2..).unwrap_or_default().to_string();
        marks.push(Mark { span: start..text.len(), kind, key });
        rest = &inner[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// What was found right and wrong.
#[derive(Debug, Default)]
struct Score {
    /// Mentions in the gold.
    gold: usize,
    /// Found and marked.
    right: usize,
    /// Found and not marked.
    wrong: usize,
    /// Found with the right key.
    keys: usize,
    /// Found with the right ends.
    exact: usize,
    /// What to mend, for people.
    notes: Vec<String>,
}

impl Score {
    /// Adds one text.
    fn add(&mut self, name: &str, marked: &str, kind: Kind) {
        let (text, marks) = unmark(marked);
        let found = cite(&text, vietnamese(), &About::default()).mentions;
        let mut used = vec![false; marks.len()];
        self.gold += marks.iter().filter(|mark| mark.kind == Some(kind)).count();
        for mention in found.iter().filter(|mention| mention.kind == kind) {
            let touches = |mark: &Mark| {
                mark.span.start < mention.span.end && mention.span.start < mark.span.end
            };
            let hit = (0..marks.len())
                .find(|&at| !used[at] && marks[at].kind == Some(kind) && touches(&marks[at]));
            let words = &text[mention.span.clone()];
            let Some(at) = hit else {
                let optional = marks.iter().any(|mark| mark.kind.is_none() && touches(mark));
                if !optional {
                    self.wrong += 1;
                    self.notes.push(format!("{name}: false `{words}` = {}", mention.key));
                }
                continue;
            };
            used[at] = true;
            self.right += 1;
            let mark = &marks[at];
            if mark.key == mention.key {
                self.keys += 1;
            } else {
                self.notes.push(format!("{name}: key `{}`, want `{}`", mention.key, mark.key));
            }
            if mark.span == mention.span {
                self.exact += 1;
            } else {
                self.notes
                    .push(format!("{name}: span `{words}`, want `{}`", &text[mark.span.clone()]));
            }
        }
        for (mark, _) in
            marks.iter().zip(&used).filter(|(mark, used)| !**used && mark.kind == Some(kind))
        {
            self.notes.push(format!("{name}: missed `{}`", &text[mark.span.clone()]));
        }
    }

    /// The share of what was found that is right.
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// The share of the gold that was found.
    fn recall(&self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    /// The share of what was found right that has the right key.
    fn key_accuracy(&self) -> f64 {
        self.keys as f64 / self.right.max(1) as f64
    }

    /// The worst of the three figures.
    fn lowest(&self) -> f64 {
        self.precision().min(self.recall()).min(self.key_accuracy())
    }

    /// One line for people.
    fn line(&self, name: &str) -> String {
        format!(
            "{name}: {} gold, precision {:.4}, recall {:.4}, keys {:.4}, exact spans {:.4}",
            self.gold,
            self.precision(),
            self.recall(),
            self.key_accuracy(),
            self.exact as f64 / self.right.max(1) as f64,
        )
    }
}

/// What no figure may fall below: a single slip among these texts is under it.
const FLOOR: f64 = 0.995;

/// The files of the gold set.
const FILES: [(&str, &str); 12] = [
    ("party", include_str!("../../../tests/gold/party.txt")),
    ("state", include_str!("../../../tests/gold/state.txt")),
    ("local", include_str!("../../../tests/gold/local.txt")),
    ("more", include_str!("../../../tests/gold/more.txt")),
    ("noise", include_str!("../../../tests/gold/noise.txt")),
    ("fresh", include_str!("../../../tests/gold/fresh.txt")),
    ("wide", include_str!("../../../tests/gold/wide.txt")),
    ("mixed", include_str!("../../../tests/gold/mixed.txt")),
    ("guests", include_str!("../../../tests/gold/guests.txt")),
    ("wards", include_str!("../../../tests/gold/wards.txt")),
    ("press", include_str!("../../../tests/gold/press.txt")),
    ("pages", include_str!("../../../tests/gold/pages.txt")),
];

/// The texts of a file with their names.
fn texts(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.split("\n== ").skip(1).filter_map(|block| block.split_once('\n'))
}

/// Scores all files for one kind.
fn score(kind: Kind) -> Score {
    let mut score = Score::default();
    for (file, content) in FILES {
        for (name, text) in texts(content) {
            score.add(&format!("{file}: {name}"), text, kind);
        }
    }
    score
}

#[test]
fn directives_of_the_gold_set_are_found_and_the_figures_do_not_fall() {
    let score = score(Kind::Directive);
    println!("{}", score.line("directives"));
    score.notes.iter().for_each(|note| println!("  {note}"));
    assert!(FLOOR <= score.lowest(), "{}", score.line("directives"));
}

#[test]
fn committees_of_the_gold_set_are_found_and_the_figures_do_not_fall() {
    let score = score(Kind::Committee);
    println!("{}", score.line("committees"));
    score.notes.iter().for_each(|note| println!("  {note}"));
    assert!(FLOOR <= score.lowest(), "{}", score.line("committees"));
}
