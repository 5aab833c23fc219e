//! Links between pages, checked when all bodies are there.
//!
//! Not here: links to other hosts (`links::external`), plain addresses (`links::local`).

pub mod external;
pub mod local;

use std::ops::Range;
use std::sync::Arc;

use crate::catalog::DocId;
use crate::config::Level;
use crate::diag::{Diagnostic, Diags, Severity, Span};
use crate::render::{Notes, Site};

/// Looks for every anchor that a link inside the site names.
pub fn check(site: &Arc<Site>, diags: &mut Diags) {
    let severity = severity(site.project.config.link_checker.internal_level);
    for at in 0..site.notes.len() {
        let Some(notes) = site.notes[at].get() else { continue };
        let own = DocId(at as u32);
        for link in &notes.internal_links {
            let Some(anchor) =
                link.anchor.as_deref().filter(|anchor| !anchor.is_empty() && *anchor != "top")
            else {
                continue;
            };
            let Some(id) = site.catalog.find(&link.target) else { continue };
            let target = site.body(id);
            if target.ids.iter().any(|id| id == anchor) || has_id(target.html(), anchor) {
                continue;
            }
            // Zola takes a place in other letter case; a browser does not go there.
            let other_case = target.ids.iter().any(|id| id.eq_ignore_ascii_case(anchor));
            let known = target.ids.iter().map(String::as_str);
            diags.push(
                Diagnostic::new(
                    if other_case { Severity::Warning } else { severity },
                    "broken-anchor",
                    format!("there is no place `#{anchor}` in {}", site.catalog.doc(id).file),
                )
                .at(place(site, own, notes, &format!("#{anchor}"), &link.range))
                .hint(crate::diag::suggestion(anchor, known)),
            );
        }
    }
}

/// How bad a broken link is.
fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warn => Severity::Warning,
    }
}

/// The place of a link in its file, given its bytes in the Markdown.
///
/// A text that went through templates is another than the file's; there the link's
/// address is looked for, and where a template made it the whole text is meant.
fn place(site: &Site, id: DocId, body: &Notes, address: &str, range: &Range<usize>) -> Span {
    let doc = site.catalog.doc(id);
    let start = doc.body.start;
    let range = match body.templated {
        true => {
            let found = doc.markdown().find(address);
            found.map_or(start..start, |at| start + at..start + at + address.len())
        }
        false => start + range.start..start + range.end,
    };
    let length = doc.text().len();
    doc.span(range.start.min(length)..range.end.min(length))
}

/// Whether HTML has an element with this id or name.
fn has_id(html: &str, id: &str) -> bool {
    ["id", "name"].iter().any(|attribute| {
        [
            format!("{attribute}=\"{id}\""),
            format!("{attribute}='{id}'"),
            format!("{attribute}={id}>"),
            format!("{attribute}={id} "),
        ]
        .iter()
        .any(|found| {
            // Behind a blank it begins an attribute; `data-id` is none, nor is a word of code.
            let starts = |at: usize| html[..at].ends_with(|c: char| c.is_ascii_whitespace());
            html.match_indices(found.as_str()).any(|(at, _)| starts(at))
        })
    })
}
