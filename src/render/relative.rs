//! Links between pages made relative, for any host, any sub-path and a USB stick.
//!
//! A page is rewritten as a stream, tag by tag; nothing but the addresses in its
//! attributes changes. Canonical links and feeds stay absolute, since they are
//! read away from the site.

use std::borrow::Cow;
use std::sync::LazyLock;

use lol_html::html_content::Element;
use lol_html::{ElementContentHandlers, HandlerResult, HtmlRewriter, Selector, Settings};
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::config::{Config, RelativeLinks};

/// Tells whether there is an output at a path.
type IsOutput<'a> = &'a dyn Fn(&str) -> bool;

/// Rewrites the links of an HTML page that stands at `own` (`a/index.html`).
pub fn rewrite(html: String, own: &str, config: &Config, is_output: IsOutput) -> Vec<u8> {
    if config.relative_links == RelativeLinks::No {
        return html.into_bytes();
    }
    let links = Links::new(own, config, is_output);
    let links = &links;
    // Where a tag could be text to some browser, it is taken for a tag: links change, and no more.
    let mut settings = Settings::new().with_strict(false);
    for (selector, attributes) in SELECTORS.iter() {
        let handle = move |element: &mut Element| links.set(element, attributes);
        let handlers = ElementContentHandlers::default().element(handle);
        settings = settings.append_element_content_handler((Cow::Borrowed(selector), handlers));
    }
    let mut written = Vec::with_capacity(html.len());
    let mut rewriter = HtmlRewriter::new(settings, |chunk: &[u8]| written.extend_from_slice(chunk));
    let is_whole = rewriter.write(html.as_bytes()).and_then(|()| rewriter.end()).is_ok();
    // Text in memory is rewritten whole; only a handler's own error could stop it.
    match is_whole {
        true => written,
        false => html.into_bytes(),
    }
}

/// Rewrites one address for the page that stands at `own`; one that leads elsewhere stays.
pub fn address(address: &str, own: &str, config: &Config, is_output: IsOutput) -> String {
    match config.relative_links {
        RelativeLinks::No => address.to_string(),
        _ => {
            let links = Links::new(own, config, is_output);
            links.relative(address).unwrap_or_else(|| address.to_string())
        }
    }
}

/// Which attributes of which elements hold an address.
///
/// Elements by their names alone: one that is asked for by an attribute is read twice, which
/// costs a twentieth of a build.
const ADDRESSES: [(&str, &[&str]); 6] = [
    ("a, area, use, image, link", &["href"]),
    ("script, audio, track, iframe, embed", &["src"]),
    ("img, source", &["src", "srcset"]),
    ("video", &["src", "poster"]),
    ("form", &["action"]),
    ("object", &["data"]),
];

/// [`ADDRESSES`], read once.
static SELECTORS: LazyLock<Vec<(Selector, &[&str])>> = LazyLock::new(|| {
    let read = |selector: &str| selector.parse().expect("the selectors are ours");
    ADDRESSES.map(|(selector, attributes)| (read(selector), attributes)).into()
});

/// Whether an element is a `<link>` that is read away from the site.
fn stays_absolute(element: &Element) -> bool {
    if !element.tag_name().eq_ignore_ascii_case("link") {
        return false;
    }
    let rel = element.get_attribute("rel").unwrap_or_default();
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

/// An output's path without the name that a host gives for its folder.
fn folder_of(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}

/// What a rewrite knows.
struct Links<'a> {
    /// The page's own output path.
    own: &'a str,
    /// The base address without its last slash.
    base: &'a str,
    /// The same as links have it whose letters outside of ASCII are written as bytes (`%C6%B0`).
    encoded: Option<String>,
    /// How links are written.
    mode: RelativeLinks,
    /// All outputs, to know folders from files.
    is_output: IsOutput<'a>,
}

impl<'a> Links<'a> {
    /// What is known of a site, for the page that stands at `own`.
    fn new(own: &'a str, config: &'a Config, is_output: IsOutput<'a>) -> Links<'a> {
        let base = config.base_url.trim_end_matches('/');
        let encoded = (!base.is_ascii()).then(|| utf8_percent_encode(base, CONTROLS).to_string());
        Links { own, base, encoded, mode: config.relative_links, is_output }
    }

    /// What follows the base in an address inside the site; none for others.
    fn below<'b>(&self, address: &'b str) -> Option<&'b str> {
        let bases = [Some(self.base), self.encoded.as_deref()];
        let mut found = bases.into_iter().flatten().map(|base| {
            let whole = address.strip_prefix(base);
            match whole {
                Some(path) => {
                    (path.is_empty() || path.starts_with(['/', '#', '?'])).then_some(path)
                }
                None if !address.starts_with('/') || address.starts_with("//") => None,
                None => address.strip_prefix(base_path(base)).filter(|path| path.starts_with('/')),
            }
        });
        found.find_map(|path| path)
    }

    /// Makes the addresses in some attributes of an element relative.
    fn set(&self, element: &mut Element, attributes: &[&str]) -> HandlerResult {
        for attribute in attributes {
            let Some(value) = element.get_attribute(attribute) else { continue };
            let relative = match *attribute {
                "srcset" => Some(self.source_set(&value)),
                "href" if stays_absolute(element) => None,
                _ => self.relative(&value),
            };
            if let Some(relative) = relative {
                element.set_attribute(attribute, &relative)?;
            }
        }
        Ok(())
    }

    /// The relative form of an address inside the site; none for others.
    fn relative(&self, address: &str) -> Option<String> {
        let path = self.below(address)?;
        let end = memchr::memchr2(b'#', b'?', path.as_bytes()).unwrap_or(path.len());
        let (path, tail) = path.split_at(end);
        let target = self.target(path.trim_start_matches('/'));
        let is_here = tail.starts_with('#') && folder_of(&target) == folder_of(self.own);
        let mut relative = if is_here { String::new() } else { self.between(&target) };
        relative.push_str(tail);
        Some(relative)
    }

    /// The output that a path names, as it is written in this mode.
    fn target<'b>(&self, path: &'b str) -> Cow<'b, str> {
        let is_output = |path: &str| {
            (self.is_output)(path)
                || path.contains('%')
                    && (self.is_output)(&percent_decode_str(path).decode_utf8_lossy())
        };
        let is_folder = path.is_empty()
            || path.ends_with('/')
            || !is_output(path) && is_output(&format!("{path}/index.html"));
        let folder = path.trim_end_matches('/');
        match (is_folder, self.mode) {
            (false, _) => path.into(),
            (true, RelativeLinks::Disk) if folder.is_empty() => "index.html".into(),
            (true, RelativeLinks::Disk) => [folder, "/index.html"].concat().into(),
            (true, _) if folder.is_empty() => "".into(),
            (true, _) => [folder, "/"].concat().into(),
        }
    }

    /// The way from this page to a target.
    fn between(&self, target: &str) -> String {
        let same = self.own.bytes().zip(target.bytes()).take_while(|(own, there)| own == there);
        let shared = memchr::memrchr(b'/', &self.own.as_bytes()[..same.count()]);
        let shared = shared.map_or(0, |slash| slash + 1);
        let up = memchr::memchr_iter(b'/', &self.own.as_bytes()[shared..]).count();
        let down = &target[shared..];
        let mut way = String::with_capacity("../".len() * up + down.len() + "./".len());
        // What has a colon before its first slash would be read as a scheme.
        if up == 0
            && (down.is_empty() || down.split('/').next().is_some_and(|first| first.contains(':')))
        {
            way.push_str("./");
        }
        (0..up).for_each(|_| way.push_str("../"));
        way.push_str(down);
        way
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
