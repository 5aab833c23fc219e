//! Repetitions: drops lines that say again what another line said.
//!
//! Pages print the headline in the path, in the tab and above the comments, the lead twice,
//! a picture's name and the words below it.
//!
//! Not here: which of the prints is the headline (`title`).

use std::collections::HashSet;

use crate::import::caption;
use crate::import::dating::Spot;
use crate::import::line::{Class, Line, Shape, ends_a_sentence};
use crate::import::noise::fold;
use crate::import::reason::Reason;
use crate::import::recognise::work::Work;
use crate::import::stamp;

/// Drops lines that say again what another said: headlines, leads printed twice.
pub(super) fn drop_repetitions(work: &mut Work) {
    let title = fold(&work.title);
    drop_broken_prints(work, &title);
    let mut seen: HashSet<String> = HashSet::new();
    for index in 0..work.lines.len() {
        let line = &work.lines[index];
        let open = line.is_open() && !matches!(line.shape, Shape::Image { .. });
        if !open || line.text.is_empty() {
            continue;
        }
        let folded = fold(&line.text);
        if !work.title_is_made
            && let Some(rest) = repeated_title(&folded, &title)
        {
            let rest = line.text[line.text.len() - rest..].trim().to_string();
            drop_title_again(work, index, &rest);
            continue;
        }
        // Two procedures can have the same step.
        if 60 <= line.length() && !is_step(&folded) && !seen.insert(folded) {
            work.lines[index].set(Class::Noise, Reason::RepeatedLine);
        }
    }
}

/// Whether a folded text is a step of a procedure: `bước 2: nhập số báo danh …`.
fn is_step(folded: &str) -> bool {
    let rest = folded.trim_start_matches(['-', '+', '•', ' ']).strip_prefix("bước ");
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Drops pairs of lines that are the headline again, broken in two by a narrow box.
fn drop_broken_prints(work: &mut Work, title: &str) {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let whole = bare(title);
    let open = |line: &Line| line.is_open() && line.length() < work.title.chars().count();
    let shown = work.all_shown();
    let broken: Vec<usize> = shown
        .windows(2)
        .filter(|pair| open(&work.lines[pair[0]]) && open(&work.lines[pair[1]]))
        .filter(|pair| {
            let [first, second] = [0, 1].map(|at| bare(&fold(&work.lines[pair[at]].text)));
            40 <= whole.chars().count() && format!("{first}{second}") == whole
        })
        .flatten()
        .copied()
        .collect();
    for index in broken {
        work.lines[index].set(Class::Noise, Reason::RepeatedHeadline);
    }
}

/// How many bytes follow the headline in a line that starts with it and is no prose.
fn repeated_title(folded: &str, title: &str) -> Option<usize> {
    let shortened = folded.trim_end_matches(['.', '…', ' ']);
    let cut_short = shortened.len() < folded.len()
        && 25 <= shortened.chars().count()
        && title.starts_with(shortened);
    if cut_short {
        return Some(0);
    }
    // `2020-2025` and `2020 -2025` are the same.
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if 25 <= title.chars().count() && bare(folded) == bare(title) {
        return Some(0);
    }
    let rest = folded.strip_prefix(title).filter(|_| 10 <= title.chars().count())?;
    let bare = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let stamp = bare.is_empty()
        || bare.chars().all(|c| !c.is_alphabetic())
        || stamp::read(bare).is_some_and(|stamp| stamp::is_bare(&stamp));
    let site = rest.trim_start().starts_with(['|', '-', '–', '»']) && bare.split(' ').count() <= 12;
    let inside = ends_a_sentence(folded) && 100 < bare.chars().count();
    // `…: Nhiều tác phẩm có sức lan tỏa` is a teaser that says the headline again.
    let more = rest.starts_with([':', ',']) && !ends_a_sentence(folded) && 30 <= title.len();
    ((stamp || site || more) && !inside).then_some(rest.len())
}

/// Drops a repetition of the headline, keeping the stamp that it carries as evidence.
fn drop_title_again(work: &mut Work, index: usize, rest: &str) {
    if let Some(stamp) = stamp::read(rest) {
        work.clues.push((Spot::BelowTitle, stamp));
    }
    work.lines[index].set(Class::Noise, Reason::RepeatedHeadline);
}

/// Drops the second of two prints of a line in a row: pages print a picture's name and the
/// words below it. Between paragraphs the first is a caption, if it is no sentence.
pub(super) fn drop_second_prints(work: &mut Work) {
    let (Some(first), Some(last)) = (work.first_prose(), work.last_prose()) else { return };
    let shown = work.all_shown();
    let is_twice = |pair: &&[usize]| {
        let [above, below] = [0, 1].map(|at| &work.lines[pair[at]]);
        above.is_prose() && fold(&above.text) == fold(&below.text)
    };
    let n_twice = shown.windows(2).filter(is_twice).count();
    for pair in shown.windows(2) {
        let (above, below) = (&work.lines[pair[0]], &work.lines[pair[1]]);
        // Of a long line `drop_repetitions` has already dropped the second print.
        let dropped = below.class == Class::Noise && below.reason == Reason::RepeatedLine;
        let plain = |line: &Line| line.shape == Shape::Paragraph && 15 <= line.length();
        let twice = fold(&above.text) == fold(&below.text) && plain(above) && plain(below);
        let single = above.is_prose() && 2 < n_twice;
        if !twice || !above.is_open() || !(below.is_open() || dropped) || single {
            continue;
        }
        if above.is_prose() && (pair[0] <= first || last <= pair[0]) {
            continue;
        }
        // A paragraph is printed twice only with all others.
        let shown_twice = above.is_prose() && n_twice <= 2 && above.length() <= 300;
        let shows = caption::starts_with_somebody(&above.text) && !above.is_prose();
        let between =
            first < pair[0] && pair[0] < last && (shown_twice || !ends_a_sentence(&above.text));
        // The last picture of a page stands below its text, and nothing below it.
        let ends = shown.last() == Some(&pair[1])
            && shown.iter().find(|&&at| last < at) == Some(&pair[0])
            && !ends_a_sentence(&above.text)
            && caption::hands_over(&above.text);
        let caption = between || shows && pair[0] < last || ends;
        work.lines[pair[1]].set(Class::Noise, Reason::RepeatedLine);
        if caption {
            work.lines[pair[0]].set(Class::Caption, Reason::Caption);
        }
    }
}

/// Drops lines that are nothing but the name of an author again, as whoever took the pictures.
pub(super) fn drop_names_again(work: &mut Work) {
    let authors = work.credits.iter().flat_map(|credit| &credit.authors);
    let names: HashSet<String> = authors.map(|author| fold(author)).collect();
    for line in work.lines.iter_mut().filter(|line| line.is_open() && line.length() <= 40) {
        if names.contains(&fold(line.text.trim_end_matches(['.', ' ']))) {
            line.set(Class::Noise, Reason::RepeatedByline);
        }
    }
}
