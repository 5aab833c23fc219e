//! Links between pages, checked when all bodies are there.

use std::sync::Arc;

use crate::config::Level;
use crate::diag::{Diagnostic, Diags, Severity, Span};
use crate::render::Site;

/// Looks for every anchor that a link inside the site names.
pub fn check(site: &Arc<Site>, diags: &mut Diags) {
    let severity = match site.project.config.link_checker.internal_level {
        Level::Error => Severity::Error,
        Level::Warn => Severity::Warning,
    };
    for at in 0..site.notes.len() {
        let Some(notes) = site.notes[at].get() else { continue };
        let doc = &site.catalog.docs[at];
        for link in &notes.internal_links {
            let Some(anchor) =
                link.anchor.as_deref().filter(|anchor| !anchor.is_empty() && *anchor != "top")
            else {
                continue;
            };
            let Some(id) = site.catalog.find(&link.target) else { continue };
            let target = site.body_notes(id);
            if target.ids.iter().any(|id| id == anchor) || has_id(site.body(id).html(), anchor) {
                continue;
            }
            // Zola takes a place in other letter case; a browser does not go there.
            let other_case = target.ids.iter().any(|id| id.eq_ignore_ascii_case(anchor));
            let range = doc.body.start + link.range.start..doc.body.start + link.range.end;
            let range = range.start.min(doc.text.len())..range.end.min(doc.text.len());
            let known = target.ids.iter().map(String::as_str);
            diags.push(
                Diagnostic::new(
                    if other_case { Severity::Warning } else { severity },
                    "broken-anchor",
                    format!("there is no place `#{anchor}` in {}", site.catalog.doc(id).file),
                )
                .at(Span { file: doc.file.clone(), text: Some(doc.text.clone()), range })
                .hint(crate::diag::suggestion(anchor, known)),
            );
        }
    }
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
        .any(|found| html.contains(found.as_str()))
    })
}
