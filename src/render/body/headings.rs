//! Headings: their ids, links to themselves, and the table of contents.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use rustc_hash::FxHashMap;
use tera::{Context, Value};

use crate::config::InsertAnchor;
use crate::diag::Diagnostic;
use crate::parse::markdown::Placed;
use crate::render::body::{Scope, html};
use crate::render::needs::Needs;
use crate::render::values::{Fields, list};
use crate::render::with_site;
use crate::text;

/// A heading of the body.
#[derive(Debug, Clone)]
struct Heading {
    level: u32,
    id: String,
    title: String,
}

/// Gives each heading an id, puts the links in, and fills the table of contents.
pub fn number(events: &mut Vec<Placed>, anchor: InsertAnchor, scope: &mut Scope) {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    for (event, range) in events.iter() {
        if let Event::Start(Tag::Heading { id: Some(id), .. }) = event
            && taken.insert(id.to_string(), 0).is_some()
        {
            scope.diags.push(
                Diagnostic::warning("duplicate-id", format!("two headings have the id `{id}`"))
                    .at(scope.span(range))
                    .hint("a link can only reach the first; give one of them another id"),
            );
        }
    }
    let mut headings: Vec<Heading> = Vec::new();
    let mut at = 0;
    while at < events.len() {
        if !matches!(events[at].0, Event::Start(Tag::Heading { .. })) {
            at += 1;
            continue;
        }
        let is_end = |(event, _): &Placed| matches!(event, Event::End(TagEnd::Heading(_)));
        let Some(length) = events[at..].iter().position(is_end) else { break };
        let end = at + length;
        let title = plain_title(&events[at + 1..end], " ");
        // The lines of a heading meet in its id, as they do in Zola: addresses outlive programs.
        let joined = plain_title(&events[at + 1..end], "");
        let strategy = scope.site.project.config.slugify.anchors;
        let Event::Start(Tag::Heading { id, level, .. }) = &mut events[at].0 else { break };
        let own = match id {
            Some(own) => own.to_string(),
            None => unique(&text::anchor(&joined, strategy), &mut taken),
        };
        *id = Some(own.clone().into());
        let level = *level as u32;
        let added = insert(events, at, end, anchor, &own, level, scope);
        headings.push(Heading { level, id: own, title });
        at = end + added + 1;
    }
    scope.body.ids = headings.iter().map(|heading| heading.id.clone()).collect();
    let permalink = &scope.site.catalog.node(scope.id).permalink;
    scope.body.toc = contents(&headings, permalink);
}

/// The text of a heading, with `between` where one of its lines ends.
fn plain_title(events: &[Placed], between: &str) -> String {
    let mut title = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => title.push_str(text),
            Event::SoftBreak | Event::HardBreak => title.push_str(between),
            _ => {}
        }
    }
    title
}

/// Makes an id nobody has yet: `a`, `a-1`, `a-2` …
fn unique(wanted: &str, taken: &mut FxHashMap<String, usize>) -> String {
    if !taken.contains_key(wanted) {
        taken.insert(wanted.to_string(), 0);
        return wanted.to_string();
    }
    let mut number = taken[wanted];
    let id = loop {
        number += 1;
        let candidate = format!("{wanted}-{number}");
        if !taken.contains_key(&candidate) {
            break candidate;
        }
    };
    taken.insert(wanted.to_string(), number);
    taken.insert(id.clone(), 0);
    id
}

/// Puts a heading's link to itself in; gives how many events were added before its end.
fn insert(
    events: &mut Vec<Placed>,
    start: usize,
    end: usize,
    anchor: InsertAnchor,
    id: &str,
    level: u32,
    scope: &mut Scope,
) -> usize {
    if anchor == InsertAnchor::None {
        return 0;
    }
    let mut context = Context::new();
    context.insert("id", id);
    context.insert("level", &level);
    context.insert("lang", &*scope.doc.lang);
    let rendered = with_site(scope.site, &scope.doc.lang, Needs::default(), || {
        scope.site.templates.render("anchor-link.html", &context)
    });
    let link = match rendered {
        Ok(link) => link,
        Err(diagnostic) => {
            scope.diags.push(*diagnostic);
            return 0;
        }
    };
    let range = events[start].1.clone();
    let event = |text: &str| (Event::InlineHtml(CowStr::from(text.to_string())), range.clone());
    match anchor {
        InsertAnchor::Left => events.insert(start + 1, event(&link)),
        InsertAnchor::Right => events.insert(end, event(&link)),
        InsertAnchor::Heading => {
            let opening = link.find("<a").and_then(|from| {
                link[from..].find('>').map(|to| link[from..=from + to].to_string())
            });
            let Some(opening) = opening else { return 0 };
            events.insert(end, event("</a>"));
            events.insert(start + 1, event(&opening));
            return 2;
        }
        InsertAnchor::None => return 0,
    }
    1
}

/// Nests headings by level; a level that is skipped makes no empty entry.
fn contents(headings: &[Heading], permalink: &str) -> Value {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < headings.len() {
        let heading = &headings[at];
        let below =
            headings[at + 1..].iter().take_while(|other| heading.level < other.level).count();
        let mut fields = Fields::default();
        fields.set("level", u64::from(heading.level));
        fields.set("id", heading.id.as_str());
        fields.set("permalink", format!("{permalink}#{}", heading.id));
        fields.set("title", heading.title.as_str());
        fields.set("children", contents(&headings[at + 1..at + 1 + below], permalink));
        entries.push(fields.value());
        at += 1 + below;
    }
    list(entries)
}

/// Stands for `{#` at the end of a heading while content goes through templates.
const PROTECTED: char = '\u{f8fe}';

/// Hides heading ids (`# Title {#id}`) from templates, which would read a comment there.
pub fn protect_ids(markdown: &str) -> String {
    let is_id = |line: &str| line.trim_start().starts_with('#') && line.contains("{#");
    let line =
        |line: &str| match is_id(line) && line.trim_end().ends_with('}') && !line.contains("#}") {
            true => line.replace("{#", &PROTECTED.to_string()),
            false => line.to_string(),
        };
    markdown.split_inclusive('\n').map(line).collect()
}

/// Brings hidden heading ids back.
pub fn restore_ids(text: &str) -> String {
    text.replace(PROTECTED, "{#")
}

/// The HTML of a few events, for attributes that need plain text.
pub fn inline_html(events: &[Placed]) -> String {
    html(events.iter().map(|(event, _)| event.clone()))
}
