//! Saved pages: the blocks of an HTML page as lines, and what its head says.
//!
//! A page is read as a browser reads it (`html::dom`). Its main block is the one with
//! most prose, or the `<article>` around that; what lies outside is noise by its place
//! alone, and says so. Inside, the same recogniser works as on plain text.
//!
//! **Invariant:** what comes out is Markdown made of the elements named here. An element
//! that is not named contributes its text and nothing else, so there is no script, style
//! or handler to let through.

pub mod dom;
pub mod head;
pub mod inline;
pub mod script;
pub mod walk;

use std::collections::BTreeMap;

use crate::import::credit;
use crate::import::html::dom::{Data, Dom, NodeId};
use crate::import::line::{Class, Line, Shape};
use crate::import::noise::{self, fold};
use crate::import::reason::Reason;
use crate::import::recognise::Page;

/// Reads a saved page into lines.
pub fn page(html: &str) -> Page {
    let dom = Dom::parse(html);
    let metadata = head::metadata(&dom);
    let main = main_block(&dom);
    let address = head::address(&dom);
    let mut lines = walk::lines(&dom, main, address.as_deref());
    mark_outside(&mut lines, metadata.title.as_deref());
    let lines = lines.into_iter().map(|placed| placed.line).collect();
    Page { lines, metadata }
}

/// A line with whether it lies in the page's main block.
#[derive(Debug)]
pub struct Placed {
    /// The line.
    pub line: Line,
    /// Whether it lies in the main block.
    pub inside: bool,
}

/// Finds the page's main block.
///
/// Each paragraph counts in full for the element around it and by half for the next
/// one; the element with most wins, then the closest element around it that the page
/// itself calls its article.
fn main_block(dom: &Dom) -> NodeId {
    let mut scores: BTreeMap<NodeId, usize> = BTreeMap::new();
    for strict in [true, false] {
        for id in 0..dom.nodes.len() {
            let length = prose_of(dom, id);
            if length < 60 || (strict && is_apart(dom, id)) {
                continue;
            }
            let Some(parent) = dom.nodes[id].parent else { continue };
            *scores.entry(parent).or_default() += length;
            if let Some(grandparent) = dom.nodes[parent].parent {
                *scores.entry(grandparent).or_default() += length / 2;
            }
        }
        if !scores.is_empty() {
            break;
        }
    }
    let best = scores.into_iter().max_by_key(|&(id, score)| (score, std::cmp::Reverse(id)));
    let Some((best, _)) = best else { return 0 };
    named_article(dom, best).unwrap_or(best)
}

/// The length of the text that an element holds itself, if it is a paragraph of any kind.
fn prose_of(dom: &Dom, id: NodeId) -> usize {
    let own = |child: &NodeId| match &dom.nodes[*child].data {
        Data::Text(text) => text.split_whitespace().map(|word| word.chars().count() + 1).sum(),
        Data::Element { .. } if is_inline(dom.name(*child)) && dom.name(*child) != "a" => {
            dom.text(*child).split_whitespace().map(|word| word.chars().count() + 1).sum()
        }
        _ => 0,
    };
    match dom.name(id) {
        "p" | "div" | "td" | "section" | "article" | "span" | "font" | "li" | "blockquote"
        | "h2" => dom.nodes[id].children.iter().map(own).sum::<usize>(),
        _ => 0,
    }
}

/// Whether an element flows within a line.
pub fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Whether an address is that of a file beside the page: no other scheme, host, or spot.
pub fn is_of_a_file(href: &str) -> bool {
    let first = href.split(['/', '?', '#']).next().unwrap_or_default();
    !href.starts_with("//")
        && !first.contains(':')
        && !href.starts_with(['#', '?'])
        && !href.trim().is_empty()
}

/// The closest element at or above one that the page calls its article.
fn named_article(dom: &Dom, best: NodeId) -> Option<NodeId> {
    let mut at = Some(best);
    let mut main = None;
    while let Some(id) = at {
        let body = dom.attribute(id, "itemprop").is_some_and(|value| value == "articleBody");
        if body || dom.name(id) == "article" {
            return Some(id);
        }
        if dom.name(id) == "main" || dom.attribute(id, "role") == Some("main") {
            main = Some(id);
        }
        at = dom.nodes[id].parent;
    }
    // A `main` that holds much else is no better than the block itself.
    main.filter(|&main| dom.nodes[main].children.len() <= 12)
}

/// Whether an element lies in a part of the page that is apart from its article.
fn is_apart(dom: &Dom, id: NodeId) -> bool {
    let mut at = Some(id);
    while let Some(node) = at {
        if walk::apart(dom, node).is_some() {
            return true;
        }
        at = dom.nodes[node].parent;
    }
    false
}

/// Judges what lies outside the main block, but for the headline and what stands between.
fn mark_outside(lines: &mut [Placed], title: Option<&str>) {
    let Some(first) = lines.iter().position(|placed| placed.inside) else { return };
    let last = lines.iter().rposition(|placed| placed.inside).unwrap_or(first);
    let is_title = |line: &Line| {
        line.shape == Shape::Heading(1)
            || title.is_some_and(|title| fold(&line.text) == fold(title))
    };
    // A page without an `h1` sets its headline in the next best heading.
    let near = first.saturating_sub(8);
    let heading = |line: &Line| {
        matches!(line.shape, Shape::Heading(2 | 3))
            && line.is_open()
            && line.is_headline()
            && noise::heading(&line.text).is_none()
    };
    let headline = lines[..first].iter().rposition(|placed| is_title(&placed.line)).or_else(|| {
        let found = lines[near..first].iter().rposition(|placed| heading(&placed.line));
        found.filter(|_| title.is_none()).map(|at| near + at)
    });
    let start = headline.unwrap_or(first);
    // A poll or a list after the article may hold words that look like a name.
    let listed = lines[last + 1..].iter().position(|placed| {
        noise::heading(&placed.line.text).is_some()
            || matches!(placed.line.shape, Shape::Item { .. })
    });
    let after = listed.map_or(last + 6, |heading| (last + heading).min(last + 6));
    for (index, placed) in lines.iter_mut().enumerate() {
        let credit = last < index && index <= after && {
            let credit = credit::read(&placed.line.text);
            credit.is_some_and(|credit| credit.stated || !credit.authors.is_empty())
        };
        if placed.line.is_open() && !(start..=last).contains(&index) && !credit {
            placed.line.set(Class::Noise, Reason::OutsideTheArticle);
        }
    }
}
