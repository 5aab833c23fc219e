//! Links and images of a body: to other docs, to files beside the page, to elsewhere.

use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::catalog::DocId;
use crate::config::{Level, Markdown};
use crate::diag::{self, Diagnostic, Severity};
use crate::parse::markdown::Placed;
use crate::render::Site;
use crate::render::body::Scope;
use crate::render::body::mentions::escape;

/// A link into another doc's page.
#[derive(Debug, Clone)]
pub struct InternalLink {
    /// The doc that it leads to.
    pub target: Arc<str>,
    /// The place on its page.
    pub anchor: Option<String>,
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
}

/// A link or a picture by an address that is neither `@/…` nor `#…`.
#[derive(Debug, Clone)]
pub struct PlainLink {
    /// The address as it is written.
    pub written: String,
    /// The address on the page.
    pub address: String,
    /// Whether it is a picture.
    pub is_picture: bool,
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
}

/// Gives every link and image its address.
pub fn fix(events: &mut Vec<Placed>, scope: &mut Scope) {
    let config = scope.site.project.config.markdown.clone();
    let mut done: Vec<Placed> = Vec::with_capacity(events.len());
    let mut ends: Vec<bool> = Vec::new();
    let mut rest = std::mem::take(events).into_iter();
    while let Some((event, range)) = rest.next() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let leads_out = is_external(&dest_url) && link_type != LinkType::Email;
                let written = dest_url;
                let dest_url = match link_type {
                    LinkType::Email => written.to_string(),
                    _ => address(&written, &range, scope),
                };
                if !leads_out && link_type != LinkType::Email && !written.starts_with(['@', '#']) {
                    note(&written, &dest_url, false, &range, scope);
                }
                let external = leads_out && has_attributes(&config);
                if leads_out {
                    scope.body.external_links.push((dest_url.clone(), range.clone()));
                }
                ends.push(external);
                done.push(match external {
                    true => {
                        let tag = external_tag(&dest_url, &title, &config);
                        (Event::InlineHtml(tag.into()), range)
                    }
                    false => {
                        let dest_url = CowStr::from(dest_url);
                        (Event::Start(Tag::Link { link_type, dest_url, title, id }), range)
                    }
                });
            }
            Event::End(TagEnd::Link) => done.push(match ends.pop() {
                Some(true) => (Event::InlineHtml("</a>".into()), range),
                _ => (Event::End(TagEnd::Link), range),
            }),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = alternative(&mut rest);
                let src = image_address(&dest_url, scope);
                note(&dest_url, &src, true, &range, scope);
                done.push((
                    Event::InlineHtml(image(&src, &alt, &title, config.lazy_async_image).into()),
                    range,
                ));
            }
            other => done.push((other, range)),
        }
    }
    *events = done;
}

/// Notes a plain address.
fn note(written: &str, address: &str, is_picture: bool, range: &Range<usize>, scope: &mut Scope) {
    let (written, address, range) = (written.to_string(), address.to_string(), range.clone());
    scope.body.plain_links.push(PlainLink { written, address, is_picture, range });
}

/// Takes the events of an image and gives its alternative as plain text.
fn alternative<'a>(rest: &mut impl Iterator<Item = Placed<'a>>) -> String {
    let (mut alt, mut depth) = (String::new(), 0);
    for (event, _) in rest {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) if depth == 0 => break,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

/// Writes a picture's tag.
fn image(src: &str, alt: &str, title: &str, lazy: bool) -> String {
    let mut href = String::new();
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_href(&mut href, src);
    let lazy = if lazy { " loading=\"lazy\" decoding=\"async\"" } else { "" };
    let title = match title.is_empty() {
        true => String::new(),
        false => format!(" title=\"{}\"", escape(title)),
    };
    format!("<img src=\"{href}\" alt=\"{}\"{title}{lazy} />", escape(alt))
}

/// The address of a picture: below the page's own for a file beside it.
fn image_address(src: &str, scope: &Scope) -> String {
    match is_colocated(src) && !scope.detached {
        true => format!("{}{src}", scope.site.catalog.node(scope.id).permalink),
        false => src.to_string(),
    }
}

/// Whether an address leads to another host by the web.
pub fn is_external(address: &str) -> bool {
    address.starts_with("http:") || address.starts_with("https:")
}

/// Whether an address names a file beside the page.
fn is_colocated(address: &str) -> bool {
    let has_scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphanumeric())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    !has_scheme && !address.starts_with(['/', '#']) && !address.starts_with("..")
}

/// The address that a link leads to, written as templates and other hosts need it.
fn address(link: &str, range: &Range<usize>, scope: &mut Scope) -> String {
    if link.is_empty() {
        scope.diags.push(
            Diagnostic::error("empty-link", "the link has no address")
                .at(scope.span(range))
                .hint("write the address between the round brackets"),
        );
        return String::new();
    }
    if let Some(internal) = link.strip_prefix("@/") {
        return internal_address(link, internal, range, scope);
    }
    if scope.detached {
        return link.to_string();
    }
    let own = &scope.site.catalog.node(scope.id).permalink;
    if let Some(anchor) = link.strip_prefix('#') {
        if anchor.is_empty() {
            return link.to_string();
        }
        let target = scope.doc.relative.clone();
        let (anchor, range) = (Some(anchor.to_string()), range.clone());
        let address = format!("{own}{link}");
        scope.body.internal_links.push(InternalLink { target, anchor, range });
        return address;
    }
    match is_colocated(link) {
        true => format!("{own}{link}"),
        false => link.to_string(),
    }
}

/// The address of the page behind a link to a content file; a broken link stays as it is.
fn internal_address(link: &str, internal: &str, range: &Range<usize>, scope: &mut Scope) -> String {
    let (path, anchor) = parts(internal);
    let Some(target) = scope.site.find(&path) else {
        let known = scope.site.catalog.docs.iter().map(|doc| &*doc.relative);
        let near = crate::text::nearest(&path, known).map(|near| diag::suggestion(&path, [near]));
        let hint =
            near.unwrap_or_else(|| "the path starts at `content/` and ends in `.md`".to_string());
        let severity = match scope.site.project.config.link_checker.internal_level {
            Level::Error => Severity::Error,
            Level::Warn => Severity::Warning,
        };
        scope.diags.push(
            Diagnostic::new(severity, "broken-link", format!("the link `{link}` leads to no page"))
                .at(scope.span(range))
                .hint(hint),
        );
        return link.to_string();
    };
    let permalink = scope.site.permalink(target);
    let address = match &anchor {
        Some(anchor) => format!("{permalink}#{anchor}"),
        None => permalink,
    };
    let target = scope.site.catalog.doc(target).relative.clone();
    scope.body.internal_links.push(InternalLink { target, anchor, range: range.clone() });
    address
}

/// The path and the anchor of a link below `@/`; a `%23` is part of the one where it stands.
fn parts(internal: &str) -> (String, Option<String>) {
    // Of several places only the first counts, as in Zola.
    let decoded = |part| percent_decode_str(part).decode_utf8_lossy().into_owned();
    let mut parts = internal.split('#').map(decoded);
    (parts.next().unwrap_or_default(), parts.next())
}

/// The doc that a link as it is written leads to; none for one that leads to none or to its own
/// page.
pub fn target(site: &Site, link: &str) -> Option<DocId> {
    site.catalog.find(&parts(link.strip_prefix("@/")?).0)
}

/// Whether links to other hosts carry anything that other links do not.
fn has_attributes(config: &Markdown) -> bool {
    config.external_links_class.is_some()
        || config.external_links_target_blank
        || config.external_links_no_follow
        || config.external_links_no_referrer
        || config.external_links_external
}

/// Writes the opening tag of a link to elsewhere, attributes in Zola's order.
fn external_tag(address: &str, title: &str, config: &Markdown) -> String {
    let mut tag = String::from("<a");
    if let Some(class) = &config.external_links_class {
        tag += &format!(" class=\"{class}\"");
    }
    let words = [
        (config.external_links_target_blank, "noopener"),
        (config.external_links_no_follow, "nofollow"),
        (config.external_links_no_referrer, "noreferrer"),
        (config.external_links_external, "external"),
    ];
    let rel: Vec<&str> = words.into_iter().filter(|(on, _)| *on).map(|(_, word)| word).collect();
    if !rel.is_empty() {
        tag += &format!(" rel=\"{}\"", rel.join(" "));
    }
    if config.external_links_target_blank {
        tag += " target=\"_blank\"";
    }
    if !title.is_empty() {
        tag += &format!(" title=\"{}\"", escape(title));
    }
    let mut href = String::new();
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_href(&mut href, address);
    format!("{tag} href=\"{href}\">")
}
