//! Footnotes gathered at the end of a body, numbered by their first use.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::markdown::Placed;
use crate::render::body::html;
use crate::render::body::mentions::escape;

/// How a numbered reference begins.
const REFERENCE: &str = "<sup class=\"footnote-reference\" id=\"fr-";

/// Whether HTML is a reference that `gather` numbered.
pub fn is_reference(html: &str) -> bool {
    html.starts_with(REFERENCE)
}

/// Moves footnotes to the end, with links both ways; those that nobody refers to go.
pub fn gather(events: &mut Vec<Placed>) {
    let uses = number_references(events);
    let mut notes: Vec<(String, Vec<Event>)> = Vec::new();
    let mut kept: Vec<Placed> = Vec::new();
    let mut open: Option<usize> = None;
    for (event, range) in std::mem::take(events) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                notes.push((name.to_string(), Vec::new()));
                open = Some(notes.len() - 1);
            }
            Event::End(TagEnd::FootnoteDefinition) => open = None,
            event => match open {
                Some(at) => notes[at].1.push(event),
                None => kept.push((event, range)),
            },
        }
    }
    if !uses.is_empty() {
        let section = section(&notes, &uses);
        let end = kept.last().map_or(0, |(_, range)| range.end);
        kept.push((Event::Html(CowStr::from(section)), end..end));
    }
    *events = kept;
}

/// Replaces references by numbered links, in footnotes too, as they stand in the source; gives
/// the names in order of use, with how often.
fn number_references(events: &mut [Placed]) -> Vec<(String, usize)> {
    let mut uses: Vec<(String, usize)> = Vec::new();
    for (event, _) in events {
        let Event::FootnoteReference(name) = event else { continue };
        let name = name.to_string();
        let number = match uses.iter().position(|(used, _)| *used == name) {
            Some(at) => {
                uses[at].1 += 1;
                at + 1
            }
            None => {
                uses.push((name.clone(), 1));
                uses.len()
            }
        };
        let (id, use_number) = (escape(&name), uses[number - 1].1);
        let link =
            format!("{REFERENCE}{id}-{use_number}\"><a href=\"#fn-{id}\">[{number}]</a></sup>");
        *event = Event::InlineHtml(CowStr::from(link));
    }
    uses
}

/// The list of the notes in use, each with links back to its references.
fn section(notes: &[(String, Vec<Event>)], uses: &[(String, usize)]) -> String {
    let mut section =
        String::from("<section class=\"footnotes\">\n<ol class=\"footnotes-list\">\n");
    for (name, n) in uses {
        let Some((_, events)) = notes.iter().find(|(known, _)| known == name) else { continue };
        let id = escape(name);
        let backs: Vec<String> = (1..=*n)
            .map(|number| {
                let shown = if number == 1 { String::new() } else { number.to_string() };
                format!(" <a href=\"#fr-{id}-{number}\">↩{shown}</a>")
            })
            .collect();
        let mut inner = vec![Event::Html(CowStr::from(format!("<li id=\"fn-{id}\">")))];
        inner.extend(events.iter().cloned());
        // The way back stands in the last paragraph, though a list or code may follow it.
        let is_end = |event: &Event| matches!(event, Event::End(TagEnd::Paragraph));
        let at = inner.iter().rposition(is_end).unwrap_or(inner.len());
        inner.insert(at, Event::InlineHtml(CowStr::from(backs.concat())));
        section += &format!("{}</li>\n", html(inner.into_iter()));
    }
    section + "</ol>\n</section>\n"
}
