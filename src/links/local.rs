//! Links as people write them, `[…](khong-co.md)` or `/van-ban/x/`, which `check` follows.
//!
//! A build passes them as they are, as Zola does: what stands at an address may be put there by
//! somebody else. A person who asks what is wrong is told of those that no output answers.
//!
//! Not here: links with `@/` and `#`, which every build follows (`links`), and links to other
//! hosts (`links::external`).

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::catalog::DocId;
use crate::diag::Diags;
use crate::links::place;
use crate::plan::Plan;
use crate::render::Site;
use crate::render::body::links::{PlainLink, is_external};

/// Follows all of them, and reports those that lead nowhere and pictures on other hosts.
pub fn check(site: &Arc<Site>, diags: &mut Diags) {
    let config = &site.project.config;
    for (at, notes) in site.notes.iter().enumerate() {
        let Some(notes) = notes.get() else { continue };
        let id = DocId(at as u32);
        for PlainLink { written, address, is_picture, range } in &notes.plain_links {
            let span = || place(site, id, notes, written, range);
            if *is_picture && is_external(written) {
                // An archive is to be whole without anybody else.
                if config.archive.is_some() {
                    diags.foreign_picture(span(), written);
                }
            } else if let Some(path) = path(address, &site.catalog.node(id).permalink, config)
                && !has_output(&site.plan, &path)
            {
                diags.dead_link(span(), written, &path);
            }
        }
    }
}

/// The path below the site's root that an address on a page leads to; none where it leads out of
/// the site.
fn path(address: &str, page: &str, config: &crate::config::Config) -> Option<String> {
    let base = config.base_url.trim_end_matches('/');
    let host = base.find("://").map_or("", |at| {
        let end = base[at + 3..].find('/').map_or(base.len(), |slash| at + 3 + slash);
        &base[..end]
    });
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let whole = match address {
        "" => return None,
        _ if address.starts_with("//") => return None,
        _ if address.starts_with('/') => format!("{host}{address}"),
        _ if address.contains(':') => address.to_string(),
        _ => format!("{page}{address}"),
    };
    let below = whole.strip_prefix(base).filter(|below| below.starts_with('/'))?;
    let mut parts: Vec<&str> = Vec::new();
    for part in below.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let slash = if below.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    let path = parts.join("/") + slash;
    Some(percent_decode_str(&path).decode_utf8_lossy().into_owned())
}

/// Whether a host would find something at a path: a file, or a folder's page.
fn has_output(plan: &Plan, path: &str) -> bool {
    let folder = match path.trim_end_matches('/') {
        "" => "index.html".to_string(),
        folder => format!("{folder}/index.html"),
    };
    // Pictures are made when pages ask for them, and are in no plan.
    path.starts_with("processed_images/")
        || plan.jobs.contains_key(path)
        || plan.jobs.contains_key(&folder)
}

#[cfg(test)]
mod tests;
