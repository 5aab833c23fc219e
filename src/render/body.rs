//! Bodies: a doc's Markdown → HTML, with its table of contents and its links.
//!
//! Content that holds template syntax is a template first and Markdown after.
//! Mentions become links here, where the catalog knows what they mean; a link
//! stands inside one run of text, so it can never cut a tag.
//!
//! **Invariant:** a body reads its own doc, the catalog and the templates; never another body.
//!
//! Not here: the page around it (`jobs`).

pub mod footnotes;
pub mod headings;
pub mod links;
pub mod mentions;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, Value};

use crate::catalog::DocId;
use crate::config::InsertAnchor;
use crate::diag::{Diagnostic, Diags, Span};
use crate::highlight;
use crate::parse::Doc;
use crate::parse::markdown::{self, Placed};
use crate::render::advice::{self, Advice};
use crate::render::body::links::InternalLink;
use crate::render::needs::Needs;
use crate::render::receipt::{self, Kind, Receipt};
use crate::render::{Site, circle, functions, old, templates, with_site};

/// A rendered body.
#[derive(Debug)]
pub struct Body {
    /// The HTML.
    pub content: Value,
    /// The HTML before `<!-- more -->`, if there is one.
    pub summary: Option<Value>,
    /// The table of contents, as templates see it.
    pub toc: Value,
    /// The ids of headings.
    pub ids: Vec<String>,
    /// Links into other docs, whose anchors are checked when all bodies are there.
    pub internal_links: Vec<InternalLink>,
    /// Links to elsewhere, with their bytes in the Markdown, for `check`.
    pub external_links: Vec<(String, std::ops::Range<usize>)>,
    /// Links and pictures by plain addresses, for `check`.
    pub plain_links: Vec<links::PlainLink>,
    /// Whether it went through templates, so that its links' bytes are not those of the file.
    pub templated: bool,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What it asked for while it was rendered.
    pub made: Receipt,
}

impl Default for Body {
    fn default() -> Self {
        Body {
            content: Value::from(""),
            summary: None,
            toc: Value::from(Vec::<Value>::new()),
            ids: Vec::new(),
            internal_links: Vec::new(),
            external_links: Vec::new(),
            plain_links: Vec::new(),
            templated: false,
            diagnostics: Vec::new(),
            made: Receipt::default(),
        }
    }
}

impl Body {
    /// The HTML as text.
    pub fn html(&self) -> &str {
        self.content.as_str().unwrap_or_default()
    }
}

/// Where a body is rendered and what it has found so far.
pub struct Scope<'a> {
    /// The site.
    pub site: &'a Arc<Site>,
    /// The doc whose body it is.
    pub id: DocId,
    /// The doc itself.
    pub doc: &'a Doc,
    /// Whether no doc holds the text, so that what is beside it has no address.
    pub detached: bool,
    /// Whether the text went through templates, so that places in the file are lost.
    pub templated: bool,
    /// What was found.
    pub body: Body,
    /// What is wrong.
    pub diags: Diags,
}

impl Scope<'_> {
    /// The place in the file of bytes of the Markdown.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let start = self.doc.body.start;
        self.doc.span(match self.templated {
            true => start..start,
            false => start + range.start..start + range.end,
        })
    }
}

/// Renders the body of a doc.
pub fn body(site: &Arc<Site>, id: DocId) -> Body {
    let doc = site.catalog.doc(id);
    let (source, templated, failed) = match expand(site, id, doc) {
        Ok(Some(expanded)) => (expanded, true, None),
        Ok(None) => (doc.markdown().to_string(), false, None),
        Err(diagnostic) => (String::new(), false, Some(*diagnostic)),
    };
    let mut scope = Scope {
        site,
        id,
        doc,
        detached: false,
        templated,
        body: Body::default(),
        diags: Diags::default(),
    };
    render(&source, &mut scope);
    let Scope { mut body, diags, .. } = scope;
    body.templated = templated;
    body.diagnostics = failed.into_iter().chain(diags.list).collect();
    body
}

/// Renders Markdown that stands in a template (`| markdown`), with links as on the current page.
pub fn fragment(site: &Arc<Site>, id: Option<DocId>, source: &str) -> (String, Vec<Diagnostic>) {
    let detached = id.is_none();
    let Some(id) = id.or_else(|| site.catalog.sections.first().copied()) else {
        return (source.to_string(), Vec::new());
    };
    let doc = site.catalog.doc(id);
    let mut scope = Scope {
        site,
        id,
        doc,
        detached,
        templated: true,
        body: Body::default(),
        diags: Diags::default(),
    };
    let mut events = markdown::events(source, &site.project.config.markdown);
    transform(&mut events, InsertAnchor::None, &mut scope);
    mark_more(&mut events);
    (html(events.into_iter().map(|(event, _)| event)), scope.diags.list)
}

/// Runs content through templates, if it holds any of their syntax.
fn expand(site: &Arc<Site>, id: DocId, doc: &Doc) -> Result<Option<String>, Box<Diagnostic>> {
    if !doc.is_template || site.project.skips_templating(&doc.relative) {
        return Ok(None);
    }
    let mut context = Context::new();
    receipt::read(site.fact(Kind::Front, id));
    context.insert("lang", &*doc.lang);
    if let Some(config) = site.configs.get(&*doc.lang) {
        context.insert_value("config", config.clone());
    }
    let own = if doc.section().is_some() { "section" } else { "page" };
    context.insert_value(own, site.own_without_body(id));
    let protected = headings::protect_ids(&doc.markdown());
    let rendered = with_site(site, &doc.lang, Needs::default(), || {
        site.templates.tera().render_str(&protected, &context, false)
    });
    match rendered {
        Ok(text) => Ok(Some(headings::restore_ids(&text))),
        Err(error) => Err(Box::new(content_error(site, doc, &error))),
    }
}

/// Puts an error in a content template at its place in the content file.
fn content_error(site: &Site, doc: &Doc, error: &tera::Error) -> Diagnostic {
    let markdown = doc.markdown();
    let (advice, at, end) = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            if !report.filename().starts_with("__tera") {
                return site
                    .templates
                    .diagnostic(error)
                    .during(format!("while rendering the text of {}", doc.file));
            }
            let (from, to) = (report.span(), report.span());
            let at = crate::text::offset(&markdown, from.start_line, from.start_col + 1);
            let end = crate::text::offset(&markdown, to.end_line, to.end_col + 1);
            {
                let end = end.max(at);
                (advice::put(report.message(), &markdown, at..end), at, end)
            }
        }
        tera::ErrorKind::Msg(said) if circle::is_told_by(said) => {
            let diagnostic = site.templates.diagnostic(error);
            return diagnostic.during(format!("while rendering the text of {}", doc.file));
        }
        _ => match templates::unknown_names(&error.to_string()).first() {
            Some((message, _, line, column)) => {
                let at = crate::text::offset(&markdown, *line, *column);
                let hint = Some(site.templates.known_names(message));
                (Advice { message: advice::lower_first(message), hint }, at, at)
            }
            None => (Advice { message: advice::lower_first(&error.to_string()), hint: None }, 0, 0),
        },
    };
    let place =
        |range: Range<usize>| doc.span(doc.body.start + range.start..doc.body.start + range.end);
    let found = old::diagnose(&markdown, old::Place::Content, &functions::NAMES);
    if let Some(old) = found.iter().find(|old| at <= old.range.end).or(found.first()) {
        let mut diags = Diags::default();
        diags.old_construct(place(old.range.clone()), &old.construct, &old.instead);
        return diags.list.remove(0);
    }
    let mut diagnostic = Diagnostic::error("content-template", advice.message).at(place(at..end));
    let is_of_call = matches!(error.kind(), tera::ErrorKind::RenderingError(_))
        && !["there is no variable", "there is no field"]
            .iter()
            .any(|start| diagnostic.message.starts_with(start));
    diagnostic.hints.extend(advice.hint);
    match is_of_call {
        // Whoever calls something that there is means a template.
        true => diagnostic,
        false => diagnostic
            .hint("if this is text and no template, put it between `{% raw %}` and `{% endraw %}`"),
    }
}

/// Renders Markdown into the scope's body.
fn render(source: &str, scope: &mut Scope) {
    let config = &scope.site.project.config.markdown;
    let mut events = markdown::events(source, config);
    let anchor = insert_anchor(scope.site, scope.id);
    mentions::link(&mut events, anchor, scope);
    transform(&mut events, anchor, scope);
    if let Some(at) = mark_more(&mut events) {
        let summary = summary(&events[..at], scope);
        scope.body.summary = Some(Value::from(summary));
    }
    let content = html(events.into_iter().map(|(event, _)| event));
    scope.body.content = Value::from(content);
}

/// Where this doc's headings get a link to themselves: as its section says, or the configuration.
pub fn insert_anchor(site: &Site, id: DocId) -> InsertAnchor {
    let catalog = &site.catalog;
    let section = match catalog.doc(id).section() {
        Some(front) => Some(front),
        None => catalog.node(id).ancestors.last().and_then(|&above| catalog.doc(above).section()),
    };
    section
        .and_then(|front| front.insert_anchor_links)
        .unwrap_or(site.project.config.markdown.insert_anchor_links)
}

/// Turns the events into those of the page: links, images, code, headings, footnotes.
fn transform(events: &mut Vec<Placed>, anchor: InsertAnchor, scope: &mut Scope) {
    // A picture's words become its `alt` below, their pictographs with them.
    if scope.site.project.config.markdown.render_emoji {
        emojis(events);
    }
    links::fix(events, scope);
    code_blocks(events, scope);
    headings::number(events, anchor, scope);
    if scope.site.project.config.markdown.bottom_footnotes {
        footnotes::gather(events);
    }
}

/// Writes events as HTML.
pub fn html<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.map(heading_start));
    html
}

/// Writes the start of a heading right after what stands before it, as Zola does: with its id
/// and classes, and nothing else that was written between braces.
fn heading_start(event: Event) -> Event {
    let Event::Start(Tag::Heading { level, id, classes, .. }) = event else { return event };
    let mut tag = format!("<{level}");
    if let Some(id) = id {
        tag += &format!(" id=\"{}\"", mentions::escape(&id));
    }
    if !classes.is_empty() {
        let classes: Vec<String> = classes.iter().map(|class| mentions::escape(class)).collect();
        tag += &format!(" class=\"{}\"", classes.join(" "));
    }
    Event::Html(CowStr::from(tag + ">"))
}

/// Turns short codes such as `:smile:` into what they stand for, but in code.
fn emojis(events: &mut [Placed]) {
    let mut code = 0;
    for (event, _) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Text(text) if code == 0 && text.contains(':') => {
                *text = crate::text::emojis(text).into();
            }
            _ => {}
        }
    }
}

/// Replaces each code block by its HTML.
fn code_blocks(events: &mut Vec<Placed>, scope: &mut Scope) {
    let mut done: Vec<Placed> = Vec::with_capacity(events.len());
    let mut rest = std::mem::take(events).into_iter();
    while let Some((event, range)) = rest.next() {
        let Event::Start(Tag::CodeBlock(kind)) = &event else {
            done.push((event, range));
            continue;
        };
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        let mut code = String::new();
        for (event, _) in rest.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let html = code_block(&info, &code, &range, scope);
        done.push((Event::Html(html.into()), range));
    }
    *events = done;
}

/// A block of code, highlighted where there is a grammar for its language.
fn code_block(info: &str, code: &str, range: &Range<usize>, scope: &mut Scope) -> String {
    let Some(highlighter) = &scope.site.highlighter else { return highlight::plain(info, code) };
    match highlighter.fence(info, code) {
        Ok(block) => {
            if let Some(language) = block.unknown_language {
                scope.diags.push(
                    Diagnostic::warning(
                        "unknown-code",
                        format!("no grammar for the language `{language}`"),
                    )
                    .at(scope.span(range))
                    .hint("the block is shown plain; add a grammar to `extra_grammars`"),
                );
            }
            block.html
        }
        Err(error) => {
            scope.diags.push(
                Diagnostic::error("code", error.to_string())
                    .at(scope.span(range))
                    .hint(error.hint()),
            );
            highlight::plain(info, code)
        }
    }
}

/// Where the mark at which a summary ends (`<!-- more -->`) stands in a piece of HTML.
fn more(html: &str) -> Option<Range<usize>> {
    html.match_indices("<!--").find_map(|(start, open)| {
        let inside = &html[start + open.len()..];
        let length = inside.find("-->")?;
        let is_more = inside[..length].trim().eq_ignore_ascii_case("more");
        is_more.then(|| start..start + open.len() + length + "-->".len())
    })
}

/// Replaces the mark where a summary ends by a place to jump to, and gives the place's event.
///
/// In a block of HTML it may stand amid a line, whose other parts become events of their own.
fn mark_more(events: &mut Vec<Placed>) -> Option<usize> {
    let found = events.iter().enumerate().find_map(|(at, (event, _))| match event {
        Event::Html(html) => Some((at, html.clone(), more(html)?)),
        Event::InlineHtml(html) => Some((at, html.clone(), more(html)?)),
        _ => None,
    });
    let (at, html, mark) = found?;
    let (event, range) = events[at].clone();
    let parts = [&html[..mark.start], r#"<span id="continue-reading"></span>"#, &html[mark.end..]];
    let is_alone = parts[0].trim().is_empty() && parts[2].trim().is_empty();
    let place = |part: &str| match event {
        Event::InlineHtml(_) => (Event::InlineHtml(part.to_string().into()), range.clone()),
        _ => (Event::Html(part.to_string().into()), range.clone()),
    };
    match is_alone {
        true => events[at] = place(parts[1]),
        false => drop(events.splice(at..=at, parts.map(place))),
    }
    Some(if is_alone { at } else { at + 1 })
}

/// Writes what stands before the mark, with open tags closed and no footnotes.
fn summary(before: &[Placed], scope: &mut Scope) -> String {
    let mut open: Vec<TagEnd> = Vec::new();
    let mut kept: Vec<Event> = Vec::with_capacity(before.len());
    for (event, _) in before {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => continue,
            Event::Start(tag) => open.push(tag.to_end()),
            Event::End(_) => {
                open.pop();
            }
            Event::FootnoteReference(_) => continue,
            Event::InlineHtml(html) if footnotes::is_reference(html) => continue,
            _ => {}
        }
        kept.push(event.clone());
    }
    let was_open = !open.is_empty();
    if let Some(Event::Text(text)) = kept.last_mut() {
        *text = CowStr::from(text.trim_end().to_string());
    }
    let cutoff = match was_open {
        true => cutoff(scope, &html(kept.iter().cloned())),
        false => None,
    };
    if let Some(cutoff) = cutoff {
        kept.push(Event::InlineHtml(CowStr::from(cutoff)));
    }
    kept.extend(open.into_iter().rev().map(Event::End));
    let summary = html(kept.into_iter());
    // What was broken off keeps the break of line behind its last tag, as in Zola.
    mentions::without_ids(if was_open { &summary } else { summary.trim_end() })
}

/// What `summary-cutoff.html` puts where a summary breaks off inside a paragraph.
fn cutoff(scope: &mut Scope, summary: &str) -> Option<String> {
    let mut context = Context::new();
    context.insert("summary", summary);
    context.insert("lang", &*scope.doc.lang);
    let rendered = with_site(scope.site, &scope.doc.lang, Needs::default(), || {
        scope.site.templates.render("summary-cutoff.html", &context)
    });
    match rendered {
        Ok(text) => Some(text),
        Err(diagnostic) => {
            scope.diags.push(*diagnostic);
            None
        }
    }
}
