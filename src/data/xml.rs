//! XML as a tree of values.
//!
//! An element is its text, or else a table of its attributes (`@name`), its text
//! (`#text`) and its children by name; children of one name make a list. As in
//! Zola, an element that begins with text shows its text alone, prefixes of names
//! are dropped, and what looks like a number is one.

use roxmltree::{Document, Node, ParsingOptions};
use tera::{Map, Value};

use super::{Error, map};

/// How deep elements may stand in one another: as deep as values of JSON may.
const DEEPEST: usize = 128;

/// Reads an XML document.
pub fn parse(text: &str) -> Result<Value, Error> {
    // A document type may bring in entities that grow without end.
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        let message = error.to_string();
        let message = message.split(" at ").next().unwrap_or_default();
        Error::at_line(message, place.row as usize, place.col as usize)
    })?;
    if let Some(node) = too_deep(&document) {
        let place = document.text_pos_at(node.range().start);
        let message = format!("elements stand in more than {DEEPEST} others");
        return Err(Error::at_line(message, place.row as usize, place.col as usize));
    }
    let root = document.root_element();
    Ok(map([(root.tag_name().name().to_string(), element(root))]))
}

/// The first element that stands too deep for what goes down by calling itself.
fn too_deep<'a, 'input>(document: &'a Document<'input>) -> Option<Node<'a, 'input>> {
    let mut above: Vec<Node> = Vec::new();
    document.descendants().filter(Node::is_element).find(|node| {
        while above.last().is_some_and(|last| node.parent() != Some(*last)) {
            above.pop();
        }
        above.push(*node);
        DEEPEST < above.len()
    })
}

/// Turns an element into a value.
fn element(node: Node) -> Value {
    let text = node.text().unwrap_or_default().trim();
    if !text.is_empty() && node.attributes().len() == 0 {
        return scalar(text);
    }
    let attributes = node.attributes();
    let mut entries: Map = attributes
        .map(|attribute| (format!("@{}", attribute.name()).into(), scalar(attribute.value())))
        .collect();
    if !text.is_empty() {
        entries.insert("#text".into(), scalar(text));
        return Value::from(entries);
    }
    for (name, mut values) in children(node) {
        let value = match values.len() {
            1 => values.remove(0),
            _ => Value::from(values),
        };
        entries.insert(name.to_string().into(), value);
    }
    Value::from(entries)
}

/// Collects the child elements by name, in the order in which the names first occur.
fn children<'a>(node: Node<'a, '_>) -> Vec<(&'a str, Vec<Value>)> {
    let mut children: Vec<(&str, Vec<Value>)> = Vec::new();
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        match children.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(element(child)),
            None => children.push((name, vec![element(child)])),
        }
    }
    children
}

/// Reads a text as the number or truth that it looks like.
fn scalar(text: &str) -> Value {
    if let Ok(number) = text.parse::<u64>() {
        return Value::from(number);
    }
    match (text.parse::<f64>(), text) {
        (Ok(number), _) if number.is_finite() => Value::from(number),
        (_, "true") => Value::from(true),
        (_, "false") => Value::from(false),
        _ => Value::from(text),
    }
}
