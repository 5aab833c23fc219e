//! Links between pages made relative, for any host, any sub-path and a USB stick.
//!
//! A page is rewritten as a stream, tag by tag; nothing but the addresses in its
//! attributes changes. Canonical links and feeds stay absolute, since they are
//! read away from the site.

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::config::{Config, RelativeLinks};
use crate::plan::Plan;
use crate::render::receipt::{self, Fact, Kind};

/// Rewrites the links of an HTML page that stands at `own` (`a/index.html`).
pub fn rewrite(html: &str, own: &str, config: &Config, plan: &Plan) -> String {
    if config.relative_links == RelativeLinks::No {
        return html.to_string();
    }
    let base = config.base_url.trim_end_matches('/');
    let links = Links { own, base, root: base_path(base), mode: config.relative_links, plan };
    let set = |element: &mut Element, attribute: &str| {
        if let Some(value) = element.get_attribute(attribute)
            && let Some(relative) = links.relative(&value)
        {
            element.set_attribute(attribute, &relative)?;
        }
        Ok(())
    };
    let mut settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(
            "link[href]",
            |found| match stays_absolute(found) {
                true => Ok(()),
                false => set(found, "href"),
            }
        ))
        .append_element_content_handler(element!("img[srcset], source[srcset]", |found| {
            if let Some(value) = found.get_attribute("srcset") {
                found.set_attribute("srcset", &links.source_set(&value))?;
            }
            Ok(())
        }));
    for (selector, attribute) in ADDRESSES {
        settings = settings
            .append_element_content_handler(element!(selector, |found| set(found, attribute)));
    }
    // Text in memory is rewritten whole; only a handler's own error could stop it.
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_string())
}

/// Rewrites one address for the page that stands at `own`; one that leads elsewhere stays.
pub fn address(address: &str, own: &str, config: &Config, plan: &Plan) -> String {
    let base = config.base_url.trim_end_matches('/');
    let links = Links { own, base, root: base_path(base), mode: config.relative_links, plan };
    match config.relative_links {
        RelativeLinks::No => address.to_string(),
        _ => links.relative(address).unwrap_or_else(|| address.to_string()),
    }
}

/// Which attributes of which elements hold an address.
///
/// Each names its element: a selector of an attribute alone would have every tag of a page taken
/// apart, which costs a fortieth of a build.
const ADDRESSES: [(&str, &str); 15] = [
    ("a[href]", "href"),
    ("area[href]", "href"),
    ("use[href]", "href"),
    ("image[href]", "href"),
    ("img[src]", "src"),
    ("script[src]", "src"),
    ("source[src]", "src"),
    ("video[src]", "src"),
    ("audio[src]", "src"),
    ("track[src]", "src"),
    ("iframe[src]", "src"),
    ("embed[src]", "src"),
    ("video[poster]", "poster"),
    ("form[action]", "action"),
    ("object[data]", "data"),
];

/// Whether a `<link>` is read away from the site.
fn stays_absolute(link: &Element) -> bool {
    let rel = link.get_attribute("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| {
        ["canonical", "alternate", "cite-as", "license", "author", "me"]
            .iter()
            .any(|kept| word.eq_ignore_ascii_case(kept))
    })
}

/// The path of a base address: `/b` of `https://a.org/b`.
fn base_path(base: &str) -> &str {
    let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
    after_scheme.find('/').map_or("", |slash| &after_scheme[slash..])
}

/// What a rewrite knows.
struct Links<'a> {
    /// The page's own output path.
    own: &'a str,
    /// The base address without its last slash.
    base: &'a str,
    /// The path in the base address, without its last slash.
    root: &'a str,
    /// How links are written.
    mode: RelativeLinks,
    /// All outputs, to know folders from files.
    plan: &'a Plan,
}

impl Links<'_> {
    /// The relative form of an address inside the site; none for others.
    fn relative(&self, address: &str) -> Option<String> {
        let path = match address.strip_prefix(self.base) {
            Some(path) if path.is_empty() || path.starts_with(['/', '#', '?']) => path,
            Some(_) => return None,
            None if address.starts_with("//") => return None,
            None => {
                let path = address.strip_prefix(self.root).filter(|_| address.starts_with('/'))?;
                path.starts_with('/').then_some(path)?
            }
        };
        let end = path.find(['#', '?']).unwrap_or(path.len());
        let (path, tail) = path.split_at(end);
        let target = self.target(path.trim_start_matches('/'));
        if target.trim_end_matches("index.html") == self.own.trim_end_matches("index.html")
            && tail.starts_with('#')
        {
            return Some(tail.to_string());
        }
        Some(format!("{}{tail}", self.between(&target)))
    }

    /// The output that a path names, as it is written in this mode.
    fn target(&self, path: &str) -> String {
        let is_output = |path: &str| {
            receipt::read(Fact::of(Kind::Output, path));
            self.plan.jobs.contains_key(path)
        };
        let is_folder = path.is_empty()
            || path.ends_with('/')
            || !is_output(path) && is_output(&format!("{path}/index.html"));
        let folder = path.trim_end_matches('/');
        match (is_folder, self.mode) {
            (false, _) => path.to_string(),
            (true, RelativeLinks::Disk) if folder.is_empty() => "index.html".to_string(),
            (true, RelativeLinks::Disk) => format!("{folder}/index.html"),
            (true, _) if folder.is_empty() => String::new(),
            (true, _) => format!("{folder}/"),
        }
    }

    /// The way from this page to a target.
    fn between(&self, target: &str) -> String {
        let own: Vec<&str> = self.own.split('/').collect();
        let there: Vec<&str> = target.split('/').collect();
        let (own_folders, there_folders) = (&own[..own.len() - 1], &there[..there.len() - 1]);
        let shared = own_folders.iter().zip(there_folders).take_while(|(a, b)| a == b).count();
        let mut way = "../".repeat(own_folders.len() - shared);
        way.push_str(&there[shared..].join("/"));
        match way.is_empty() {
            true => "./".to_string(),
            false => way,
        }
    }

    /// A list of images with their sizes.
    fn source_set(&self, value: &str) -> String {
        let one = |entry: &str| {
            let entry = entry.trim();
            let (address, size) = entry.split_at(entry.find(' ').unwrap_or(entry.len()));
            format!("{}{size}", self.relative(address).unwrap_or_else(|| address.to_string()))
        };
        value.split(", ").map(one).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests;
