//! Mentions in a body become links to what they name, each with an anchor.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::catalog::archive::Target;
use crate::cite::{self, Kind};
use crate::config::InsertAnchor;
use crate::parse::article;
use crate::parse::markdown::{self, Placed};
use crate::render::body::Scope;

/// How the tag begins that marks the spot of a mention in another link.
const SPOT: &str = "<span id=\"";

/// A mention that becomes a link.
struct Link {
    /// Its bytes in the plain text.
    span: Range<usize>,
    /// The opening tag, without its id.
    open: String,
    /// Its anchor, put on the first run of text that it covers.
    anchor: Option<String>,
}

/// Puts links around the mentions of an article.
///
/// A mention that crosses inline markup is linked run by run, so a link never
/// cuts a tag; inside another link it is no link but has its anchor. In an image,
/// in code and in a block of HTML nothing is read.
pub fn link(events: &mut Vec<Placed>, anchor: InsertAnchor, scope: &Scope) {
    let Some(card) = &scope.doc.article else { return };
    let targets = scope.site.catalog.targets(scope.id);
    if targets.is_empty() {
        return;
    }
    let mut plain = markdown::plain(events);
    if anchor == InsertAnchor::Heading {
        spare_headings(events, &mut plain.segments);
    }
    let links: Vec<Link> = match scope.templated {
        false => card
            .mentions
            .iter()
            .zip(targets)
            .filter_map(|(mention, target)| {
                let open = opening(scope, target.as_ref()?, &mention.key);
                Some(Link { span: mention.span(), open, anchor: Some(mention.anchor()) })
            })
            .collect(),
        true => read_again(&plain.text, scope),
    };
    if links.is_empty() {
        return;
    }
    *events = weave(std::mem::take(events), &plain.segments, links);
}

/// Keeps links out of headings that are links themselves.
fn spare_headings(events: &[Placed], segments: &mut [markdown::Segment]) {
    let mut in_heading = false;
    let mut rest = segments.iter_mut().peekable();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            _ => {}
        }
        if let Some(segment) = rest.next_if(|segment| segment.event == index) {
            segment.linkable &= !in_heading;
        }
    }
}

/// Finds the mentions of a text that templates have changed, and binds them to the card's by key.
fn read_again(text: &str, scope: &Scope) -> Vec<Link> {
    let (Some(profile), Some(front), Some(card)) =
        (scope.site.profile, scope.doc.page(), &scope.doc.article)
    else {
        return Vec::new();
    };
    let title = front.title.clone().unwrap_or_default();
    let lead = title.len() + 2;
    let citations = cite::cite(&format!("{title}\n\n{text}"), profile, &article::about(front));
    let targets = scope.site.catalog.targets(scope.id);
    let mut used = vec![false; card.mentions.len()];
    let mut links = Vec::new();
    for mention in citations.mentions.into_iter().filter(|mention| lead <= mention.span.start) {
        let same = |at: &usize| *card.mentions[*at].key == *mention.key;
        let unused = (0..used.len()).filter(same).find(|&at| !used[at]);
        let Some(at) = unused.or_else(|| (0..used.len()).find(same)) else { continue };
        let Some(target) = &targets[at] else { continue };
        links.push(Link {
            span: mention.span.start - lead..mention.span.end - lead,
            open: opening(scope, target, &mention.key),
            anchor: (!used[at]).then(|| card.mentions[at].anchor()),
        });
        used[at] = true;
    }
    links
}

/// The rest of the opening tag of a mention's link, after its anchor.
fn opening(scope: &Scope, target: &Target, key: &str) -> String {
    let (kind, word) = match target {
        Target::Directive(_) => (Kind::Directive, "directive"),
        Target::Committee(_) => (Kind::Committee, "committee"),
    };
    let href = scope.site.target_permalink(target);
    let data = match kind {
        Kind::Directive => format!(" data-directive=\"{}\"", escape(key)),
        Kind::Committee => String::new(),
    };
    format!("class=\"cite cite-{word}\" href=\"{}\"{data}>", escape(&href))
}

/// Escapes text for a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, text);
    escaped
}

/// Splits text events at the edges of links and puts the tags between.
fn weave<'a>(
    events: Vec<Placed<'a>>,
    segments: &[markdown::Segment],
    mut links: Vec<Link>,
) -> Vec<Placed<'a>> {
    let goes_on = joined(&events, segments);
    let mut woven: Vec<Placed> = Vec::with_capacity(events.len() + 3 * links.len());
    let (mut segment, mut first) = (0, 0);
    for (index, (event, range)) in events.into_iter().enumerate() {
        let here = segments.get(segment).filter(|segment| segment.event == index);
        let Some(here) = here else {
            woven.push((event, range));
            continue;
        };
        let joins =
            [segment.checked_sub(1).is_some_and(|before| goes_on[before]), goes_on[segment]];
        segment += 1;
        while first < links.len() && links[first].span.end <= here.plain.start {
            first += 1;
        }
        let touched =
            links[first..].iter().take_while(|link| link.span.start < here.plain.end).count();
        let Event::Text(text) = &event else {
            woven.push((event, range));
            continue;
        };
        if touched == 0 {
            woven.push((event, range));
            continue;
        }
        let mut done = 0;
        for link in &mut links[first..first + touched] {
            let start = link.span.start.max(here.plain.start) - here.plain.start;
            let end = link.span.end.min(here.plain.end) - here.plain.start;
            if done < start {
                woven.push((
                    Event::Text(CowStr::from(text[done..start].to_string())),
                    range.clone(),
                ));
            }
            let opens = !(joins[0] && link.span.start < here.plain.start);
            let closes = !(joins[1] && here.plain.end < link.span.end);
            match here.linkable {
                true => wrap(&text[start..end], link, [opens, closes], &range, &mut woven),
                false => mark(&text[start..end], link, &range, &mut woven),
            }
            done = end;
        }
        if done < text.len() {
            woven.push((Event::Text(CowStr::from(text[done..].to_string())), range));
        }
    }
    woven
}

/// Whether a link may go on from each segment into the next: where nothing stands between them, as
/// before and behind a character that is written as an entity, or no more than the end of a line.
fn joined(events: &[Placed], segments: &[markdown::Segment]) -> Vec<bool> {
    let is_break = |(event, _): &Placed| matches!(event, Event::SoftBreak | Event::HardBreak);
    let next = segments.iter().skip(1).map(Some).chain([None]);
    let goes_on = |(here, next): (&markdown::Segment, Option<&markdown::Segment>)| {
        next.is_some_and(|next| {
            let between = &events[here.event + 1..next.event];
            here.linkable && next.linkable && between.iter().all(is_break)
        })
    };
    segments.iter().zip(next).map(goes_on).collect()
}

/// Marks the spot of a mention where no link may stand.
fn mark<'a>(words: &str, link: &mut Link, range: &Range<usize>, woven: &mut Vec<Placed<'a>>) {
    let mut push = |event: Event<'a>| woven.push((event, range.clone()));
    let words = Event::Text(CowStr::from(words.to_string()));
    match link.anchor.take() {
        Some(anchor) => {
            push(Event::InlineHtml(CowStr::from(format!("{SPOT}{anchor}\">"))));
            push(words);
            push(Event::InlineHtml("</span>".into()));
        }
        None => push(words),
    }
}

/// Writes one run of a link, its number kept in one line; a run that the link comes from or goes on
/// behind has no tag there.
fn wrap<'a>(
    words: &str,
    link: &mut Link,
    [opens, closes]: [bool; 2],
    range: &Range<usize>,
    woven: &mut Vec<Placed<'a>>,
) {
    let mut push = |event: Event<'a>| woven.push((event, range.clone()));
    if opens {
        let id = link.anchor.take().map(|anchor| format!("id=\"{anchor}\" ")).unwrap_or_default();
        push(Event::InlineHtml(CowStr::from(format!("<a {id}{}", link.open))));
    }
    let number = words
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + words[blank..].chars().next().map_or(0, char::len_utf8));
    let (before, last) = words.split_at(number);
    let breaks = last.contains(['-', '/']) && last.contains(|c: char| c.is_ascii_digit());
    match breaks {
        true => {
            push(Event::Text(CowStr::from(before.to_string())));
            push(Event::InlineHtml("<span class=\"number\">".into()));
            push(Event::Text(CowStr::from(last.to_string())));
            push(Event::InlineHtml("</span>".into()));
        }
        false => push(Event::Text(CowStr::from(words.to_string()))),
    }
    if closes {
        push(Event::InlineHtml("</a>".into()));
    }
}

/// Takes the anchors of mentions out of HTML that stands on other pages too.
pub fn without_ids(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, found)) = rest.split_once(" id=\"m-") {
        kept.push_str(before);
        match before.ends_with("<a") || before.ends_with("<span") {
            true => rest = found.split_once('"').map_or("", |(_, after)| after),
            false => {
                kept.push_str(" id=\"m-");
                rest = found;
            }
        }
    }
    kept + rest
}
