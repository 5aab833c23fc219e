//! Markdown as events, and the plain text that its events hold.
//!
//! Parsing reads the plain text to find citations; rendering walks the same
//! events again to put links where they were found. Both call [`plain`], so they
//! cannot disagree about where a word stands.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::config::Markdown;
use crate::parse::tags::Open;

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
    /// Whether a link may stand in it: not inside another link or a button.
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
    let (mut links, mut objects) = (0usize, 0usize);
    let mut open = Open::default();
    let mut block: Option<String> = None;
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => objects += 1,
            Event::End(TagEnd::CodeBlock) => objects -= 1,
            Event::End(TagEnd::Image) => {
                objects -= 1;
                plain.text.push(OBJECT);
            }
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links -= 1,
            Event::Text(_) if 0 < objects => {}
            Event::Text(_) if open.in_object() => plain.object(),
            Event::Text(text) => {
                let start = plain.text.len();
                plain.text.push_str(text);
                plain.segments.push(Segment {
                    plain: start..plain.text.len(),
                    source: range.clone(),
                    event: index,
                    linkable: links == 0 && !open.in_target(),
                });
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => plain.object(),
            Event::SoftBreak | Event::HardBreak => plain.text.push('\n'),
            Event::InlineHtml(html) => match is_break(html) {
                true => plain.text.push('\n'),
                false => open.read(html),
            },
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::Html(html) => {
                // A block comes line by line, and a tag may go over several.
                block.get_or_insert_default().push_str(html);
                plain.end_block();
            }
            Event::End(TagEnd::HtmlBlock) => {
                open.read(&block.take().unwrap_or_default());
                plain.end_block();
            }
            Event::Rule => plain.end_block(),
            Event::End(tag) if ends_block(tag) => plain.end_block(),
            _ => {}
        }
    }
    plain
}

/// Whether a piece of HTML breaks a line.
fn is_break(html: &str) -> bool {
    html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}

/// Whether the end of an element ends a block of text too.
fn ends_block(tag: &TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    !matches!(tag, Emphasis | Strong | Strikethrough | Link | Image | Superscript | Subscript)
}

impl Plain {
    /// Notes that something stands here that is no prose.
    fn object(&mut self) {
        self.text.push(OBJECT);
    }

    /// Ends a block of text.
    fn end_block(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }

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
