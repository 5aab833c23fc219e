//! What a saved page says of itself: in its metadata, and in its linked data.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use crate::import::credit;
use crate::import::decode::normalise;
use crate::import::html::dom::Dom;
use crate::import::noise::fold;
use crate::import::recognise::Metadata;
use crate::import::stamp::{Act, Stamp};

/// Reads a page's metadata.
pub fn metadata(dom: &Dom) -> Metadata {
    let news = linked_data(dom);
    let stated = news
        .as_ref()
        .and_then(|news| news["headline"].as_str().map(normalise))
        .or_else(|| meta(dom, &["og:title", "twitter:title", "dc.title", "title"]));
    let published = news
        .as_ref()
        .and_then(|news| news["datePublished"].as_str())
        .and_then(|words| stamp("datePublished", words))
        .or_else(|| published(dom));
    let mut authors = news.as_ref().map(|news| names(&news["author"])).unwrap_or_default();
    if authors.is_empty() {
        authors = meta(dom, &["article:author", "author", "dc.creator"]).into_iter().collect();
    }
    let authors = authors
        .iter()
        .filter_map(|name| credit::read(name))
        .flat_map(|credit| credit.authors)
        .collect();
    Metadata { title: title(dom, stated), published, authors }
}

/// The address that the page was saved from: `https://example.vn/tin/a.html`.
pub fn address(dom: &Dom) -> Option<String> {
    let canonical = (0..dom.nodes.len()).find_map(|id| {
        let is_canonical = dom.name(id) == "link" && dom.attribute(id, "rel") == Some("canonical");
        is_canonical.then(|| dom.attribute(id, "href")).flatten().map(str::to_string)
    });
    let address = canonical.or_else(|| meta(dom, &["og:url"]))?;
    let (scheme, rest) = address.split_once("://")?;
    let path = rest.split(['?', '#']).next().filter(|path| !path.starts_with('/'))?;
    (matches!(scheme, "http" | "https") && !path.is_empty()).then(|| format!("{scheme}://{path}"))
}

/// The content of the first metadata element with one of these names, in their order.
fn meta(dom: &Dom, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        (0..dom.nodes.len()).filter(|&id| dom.name(id) == "meta").find_map(|id| {
            let own = ["property", "name", "itemprop"]
                .iter()
                .filter_map(|key| dom.attribute(id, key))
                .any(|own| own.eq_ignore_ascii_case(name));
            let content = own.then(|| dom.attribute(id, "content")).flatten()?;
            let content = normalise(content);
            let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
            (!content.is_empty()).then_some(content)
        })
    })
}

/// The headline: the page's `h1` where the metadata agrees, without the site's name.
fn title(dom: &Dom, stated: Option<String>) -> Option<String> {
    let headings = headings_of(dom, &["h1"]);
    let stated = stated.or_else(|| {
        let title = (0..dom.nodes.len()).find(|&id| dom.name(id) == "title")?;
        let text = fold(&normalise(&dom.text(title)));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = |heading: &String| text.contains(&fold(heading));
        // A blog's `h1` is the blog's name, which stands in the title before the headline.
        let all = headings_of(dom, &["h1", "h2", "h3"]).into_iter().filter(named);
        all.rev().max_by_key(|heading| heading.chars().count())
    })?;
    let agrees = |heading: &&String| {
        let (heading, stated) = (fold(heading), fold(&stated));
        stated.starts_with(&heading) || heading.starts_with(stated.trim_end_matches(['.', '…']))
    };
    Some(headings.iter().find(agrees).cloned().unwrap_or_else(|| without_site(&stated)))
}

/// The texts of the headings of some levels, in the order of the page.
fn headings_of(dom: &Dom, levels: &[&str]) -> Vec<String> {
    (0..dom.nodes.len())
        .filter(|&id| levels.contains(&dom.name(id)))
        .map(|id| normalise(&dom.text(id)).split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| 8 <= text.chars().count())
        .collect()
}

/// A title without ` | Báo Nhân Dân` at its end.
fn without_site(title: &str) -> String {
    let cut = [" | ", " – ", " - ", " » "]
        .iter()
        .filter_map(|mark| title.rfind(mark))
        .filter(|&at| 25 <= title[..at].chars().count() && title[at..].chars().count() <= 50)
        .max();
    title[..cut.unwrap_or(title.len())].trim().to_string()
}

/// When metadata elements say that the page was published.
fn published(dom: &Dom) -> Option<Stamp> {
    const NAMES: [&str; 9] = [
        "article:published_time",
        "og:published_time",
        "datePublished",
        "pubdate",
        "publishdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "date",
    ];
    let of_meta = NAMES.iter().find_map(|name| stamp(name, &meta(dom, &[name])?));
    of_meta.or_else(|| {
        (0..dom.nodes.len()).find_map(|id| {
            let own = dom.attribute(id, "itemprop") == Some("datePublished");
            let words = dom.attribute(id, "datetime").or_else(|| dom.attribute(id, "content"));
            own.then_some(words).flatten().and_then(|words| stamp("datePublished", words))
        })
    })
}

/// Makes a stamp of a machine's date; one in universal time becomes Vietnam's day.
fn stamp(name: &str, words: &str) -> Option<Stamp> {
    let words = words.trim();
    let universal = words
        .parse::<Timestamp>()
        .ok()
        .filter(|_| words.ends_with('Z') || words.ends_with("+00:00") || words.ends_with("+0000"));
    let date: Date = match universal {
        Some(instant) => {
            let vietnam = TimeZone::fixed(Offset::from_hours(7).ok()?);
            instant.to_zoned(vietnam).date()
        }
        None => match words.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => date,
            None => crate::import::stamp::read(words)?.date,
        },
    };
    (1995..=2049).contains(&date.year()).then(|| Stamp {
        date,
        words: format!("{name}: {words}"),
        act: Act::Published,
        has_hour: true,
        stated: true,
        rest: String::new(),
    })
}

/// The news article in the page's linked data.
fn linked_data(dom: &Dom) -> Option<Value> {
    (0..dom.nodes.len())
        .filter(|&id| dom.name(id) == "script")
        .filter(|&id| dom.attribute(id, "type") == Some("application/ld+json"))
        .filter_map(|id| serde_json::from_str::<Value>(&dom.text(id)).ok())
        .find_map(news_in)
}

/// The first article in linked data, which may be a list or a graph of things.
fn news_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(list) => list.into_iter().find_map(news_in),
        Value::Object(mut object) => {
            let types = object.get("@type").map(ToString::to_string).unwrap_or_default();
            if types.contains("Article") || types.contains("BlogPosting") {
                return Some(Value::Object(object));
            }
            object.remove("@graph").and_then(news_in)
        }
        _ => None,
    }
}

/// The names of an author in linked data: a string, a thing with a name, or a list.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![normalise(name)],
        Value::Array(list) => list.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}
