//! Lists of other articles: drops what stands below their headings.
//!
//! The hard part is where a list ends: with the page, or at prose that goes on. A box in
//! the midst of an article may have as many lines as one below it.
//!
//! Not here: teasers without a heading (`teasers`).

use crate::import::caption;
use crate::import::credit;
use crate::import::line::{Class, ends_a_sentence, ends_the_article};
use crate::import::noise::Reach;
use crate::import::reason::Reason;
use crate::import::recognise::work::{Work, prose_length};

/// Drops the lists of other articles below their headings.
pub(super) fn drop_lists(work: &mut Work) {
    for (heading, reach) in work.headings.clone() {
        let prose_before = prose_length(&work.lines[..heading]);
        if prose_before == 0 {
            // A menu or a sidebar above the headline; `find_title` sees to it.
            continue;
        }
        let end = list_end(work, heading, reach, prose_before);
        if end < work.lines.len() {
            work.boxes.push(heading);
        }
        let name = work.lines[heading].text.clone();
        for line in &mut work.lines[heading + 1..end] {
            if line.is_open() || line.class == Class::Stamp {
                let heading = name.trim_end_matches([':', ' ']).to_string();
                line.set(Class::Noise, Reason::Below(heading));
            }
        }
    }
    let lines = &work.lines;
    work.stamps.retain(|(index, _)| lines[*index].class == Class::Stamp);
}

/// Where a list of other articles ends: at prose that goes on, or with the page.
fn list_end(work: &Work, heading: usize, reach: Reach, prose_before: usize) -> usize {
    let lines = &work.lines;
    let ended = lines[..heading]
        .iter()
        .rev()
        .filter(|line| line.is_open())
        .take(2)
        .any(|line| ends_the_article(&line.text) || credit::read(&line.text).is_some());
    let prose_after = prose_length(&lines[heading + 1..]);
    if ended || (reach == Reach::Terminal && prose_after <= prose_before) {
        return lines.len();
    }
    let open: Vec<usize> = (heading + 1..lines.len()).filter(|&i| lines[i].is_open()).collect();
    for (rank, &index) in open.iter().enumerate() {
        let line = &lines[index];
        let mut below = open[rank + 1..].iter().map(|&next| &lines[next]);
        let next = below.find(|line| !caption::is_certain(&line.text));
        let goes_on =
            next.is_some_and(|next| next.is_prose() || credit::read(&next.text).is_some());
        let solid = 300 <= line.length() || ends_the_article(&line.text);
        // Inside a text short sentences may follow; teasers end without a mark.
        let sentence = next.is_some_and(|next| ends_a_sentence(&next.text));
        let goes_on = goes_on || (reach == Reach::Inline && sentence);
        let short = reach == Reach::Inline && 60 <= line.length() && line.linked == 0;
        if short && ends_a_sentence(&line.text) && goes_on {
            return index;
        }
        if line.is_prose() && ends_a_sentence(&line.text) && line.linked < 60 && (solid || goes_on)
        {
            return index;
        }
        // The last paragraph of a page may follow an inline box with nothing below it.
        if line.is_prose() && next.is_none() && reach == Reach::Inline && 150 <= line.length() {
            return index;
        }
    }
    lines.len()
}

/// Drops the headlines below a list's heading that stands between headline and lead.
pub(super) fn drop_lists_above_the_lead(work: &mut Work) {
    let (Some(title), Some(lead)) = (work.title_index, work.first_prose()) else { return };
    let heading =
        work.headings.iter().map(|(heading, _)| *heading).find(|heading| title < *heading);
    let Some(heading) = heading.filter(|heading| *heading < lead) else { return };
    let name = work.lines[heading].text.trim_end_matches([':', ' ']).to_string();
    for line in &mut work.lines[heading + 1..lead] {
        let credit = credit::read(&line.text).is_some_and(|credit| credit.stated);
        if line.is_open() && line.is_headline() && !credit && !caption::is_certain(&line.text) {
            line.set(Class::Noise, Reason::Below(name.clone()));
        }
    }
}
