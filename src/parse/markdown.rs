//! Markdown as events, and the plain text that its events hold.
//!
//! Parsing reads the plain text to find citations; rendering walks the same
//! events again to put links where they were found. Both call [`plain`], so they
//! cannot disagree about where a word stands.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::config::Markdown;

/// A Markdown event and its bytes in the text.
pub type Placed<'a> = (Event<'a>, Range<usize>);

/// What of Markdown is read: Zola's set, which is always on, and what the site switches on.
pub fn options(config: &Markdown) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(Options::ENABLE_SMART_PUNCTUATION, config.smart_punctuation);
    options.set(Options::ENABLE_DEFINITION_LIST, config.definition_list);
    options.set(Options::ENABLE_GFM, config.github_alerts);
    options
}

/// The events of a Markdown text.
pub fn events<'a>(markdown: &'a str, config: &Markdown) -> Vec<Placed<'a>> {
    Parser::new_ext(markdown, options(config)).into_offset_iter().collect()
}

/// A run of plain text that is one text event.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Segment {
    /// Its bytes in the plain text.
    pub plain: Range<usize>,
    /// Its bytes in the Markdown.
    pub source: Range<usize>,
    /// Its event's place in the list.
    pub event: usize,
    /// Whether a link may stand in it: not inside another link or an image.
    pub linkable: bool,
}

/// The plain text of a Markdown text: what a reader reads, blocks parted by blank lines.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// Which events it came from, in order.
    pub segments: Vec<Segment>,
}

/// Stands for what is not prose (code, an image), so that no citation runs across it.
const OBJECT: char = '\u{fffc}';

/// Gathers the plain text of events, joined across inline markup.
pub fn plain(events: &[Placed]) -> Plain {
    let mut plain = Plain::default();
    let (mut links, mut code, mut images) = (0usize, 0, 0);
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => {
                images -= 1;
                plain.text.push(OBJECT);
            }
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links -= 1,
            Event::Text(text) if code == 0 && images == 0 => {
                let start = plain.text.len();
                plain.text.push_str(text);
                plain.segments.push(Segment {
                    plain: start..plain.text.len(),
                    source: range.clone(),
                    event: index,
                    linkable: links == 0,
                });
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                plain.text.push(OBJECT)
            }
            Event::SoftBreak | Event::HardBreak => plain.text.push('\n'),
            Event::InlineHtml(html) if html.starts_with("<br") => plain.text.push('\n'),
            Event::InlineHtml(html) if is_link_tag(html, "<a") => links += 1,
            Event::InlineHtml(html) if is_link_tag(html, "</a") => {
                links = links.saturating_sub(1);
            }
            Event::End(tag) if ends_block(tag) && !plain.text.ends_with("\n\n") => {
                plain.text.push_str("\n\n");
            }
            Event::Html(_) | Event::Rule if !plain.text.ends_with("\n\n") => {
                plain.text.push_str("\n\n")
            }
            _ => {}
        }
    }
    plain
}

/// Whether a tag that stands as HTML in a text begins or ends a link.
fn is_link_tag(html: &str, start: &str) -> bool {
    let after = html.get(..start.len()).filter(|tag| tag.eq_ignore_ascii_case(start));
    after.is_some() && html[start.len()..].starts_with([' ', '\t', '\n', '>'])
}

/// Whether the end of an element ends a block of text too.
fn ends_block(tag: &TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    !matches!(tag, Emphasis | Strong | Strikethrough | Link | Image | Superscript | Subscript)
}

impl Plain {
    /// The bytes of the Markdown that a range of the plain text came from.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let find = |at: usize| {
            let index = self.segments.partition_point(|segment| segment.plain.end <= at);
            self.segments.get(index)
        };
        let place = |segment: &Segment, at: usize| {
            // An event whose text differs from its source (an entity) is only known as a whole.
            match segment.plain.len() == segment.source.len() {
                true => segment.source.start + at.saturating_sub(segment.plain.start),
                false => segment.source.start,
            }
        };
        let start = find(range.start).map_or(0, |segment| place(segment, range.start));
        let last = range.end.saturating_sub(1).max(range.start);
        let end =
            find(last).map_or(start, |segment| match segment.plain.len() == segment.source.len() {
                true => place(segment, range.end),
                false => segment.source.end,
            });
        start..end.max(start)
    }
}

/// The addresses of links to other content files (`@/…`) and into the same one (`#…`), in order.
pub fn internal_links(markdown: &str, config: &Markdown) -> Vec<String> {
    if !["@/", "(#", ": #"].iter().any(|mark| markdown.contains(mark)) {
        return Vec::new();
    }
    let destination = |(event, _): Placed| match event {
        Event::Start(Tag::Link { dest_url, .. })
            if dest_url.starts_with("@/") || (dest_url.starts_with('#') && 1 < dest_url.len()) =>
        {
            Some(dest_url.to_string())
        }
        _ => None,
    };
    events(markdown, config).into_iter().filter_map(destination).collect()
}

/// The language word and the rest of a fence's info string.
pub fn fence_info<'a>(kind: &'a CodeBlockKind) -> Option<&'a str> {
    match kind {
        CodeBlockKind::Fenced(info) => Some(info.as_ref()),
        CodeBlockKind::Indented => None,
    }
}
