//! What the template engine says of a mistake, in plain words, with what to do.
//!
//! Tera names the place well and the cause as its parser sees it: that a token was
//! not the expected one, or that the end came too soon. The source tells more: which
//! block is still open, which of the known names was meant.
//!
//! Not here: what is of an older Zola (`render::old`), or where the mistake stands.

use crate::diag;
use crate::render::old::{self, Block};
use crate::text;

/// A mistake as it is told: what is wrong, and what to do where that can be said.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Advice {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// The filters of Tera and of Zola.
pub const FILTERS: [&str; 52] = [
    "abs",
    "base64_decode",
    "base64_encode",
    "capitalize",
    "date",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "filesizeformat",
    "first",
    "float",
    "format",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "json_encode",
    "keys",
    "last",
    "length",
    "lower",
    "markdown",
    "newlines_to_br",
    "nth",
    "num_format",
    "pairs",
    "pluralize",
    "regex_replace",
    "replace",
    "reverse",
    "round",
    "safe",
    "shuffle",
    "slugify",
    "sort",
    "spaceless",
    "split",
    "str",
    "striptags",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "urlencode",
    "urlencode_strict",
    "values",
    "wordcount",
];

/// The words that may begin a statement, after those that end one.
const STATEMENTS: [&str; 13] = [
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "extends",
    "filter",
    "for",
    "if",
    "include",
    "raw",
    "set",
];

/// The statements that hold others until their end.
const HOLDERS: [&str; 5] = ["if", "for", "block", "filter", "component"];

/// How the engine's types are called by people.
const TYPES: [(&str, &str); 20] = [
    ("&str", "text"),
    ("string", "text"),
    ("String", "text"),
    ("bool", "`true` or `false`"),
    ("u8", "a number"),
    ("u32", "a number"),
    ("i32", "a number"),
    ("i64", "a number"),
    ("u64", "a number"),
    ("i128", "a number"),
    ("u128", "a number"),
    ("usize", "a number"),
    ("f64", "a number"),
    ("array", "a list"),
    ("&[Value]", "a list"),
    ("&Map", "a table"),
    ("Map", "a table"),
    ("map", "a table"),
    ("none", "nothing"),
    ("undefined", "nothing"),
];

/// Tells in plain words what the engine said of a byte of a source.
pub fn put(said: &str, source: &str, at: usize) -> Advice {
    let is_held = |name: &str| {
        source
            .get(at..)
            .is_some_and(|rest| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    };
    missing_name(said, is_held)
        .map(|advice| within_component(advice, said, source, at))
        .or_else(|| component_call(said, source, at))
        .or_else(|| unnamed_argument(said))
        .or_else(|| wrong_type(said))
        .or_else(|| not_in_a_text(said))
        .or_else(|| broken_block(said, source, at))
        .unwrap_or_else(|| Advice { message: lower_first(said.trim_end_matches('.')), hint: None })
}

/// Messages of ours start small.
pub fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A field, a variable or an argument that is not there.
///
/// `is_held` says whether more is asked of it: `a.b`.
fn missing_name(said: &str, is_held: impl Fn(&str) -> bool) -> Option<Advice> {
    if let Some(argument) = said.strip_prefix("Missing keyword argument ") {
        let name = argument.trim_matches('`');
        let message = format!("the argument `{name}` is missing");
        return Some(Advice { message, hint: Some(format!("write `{name}=` and its value")) });
    }
    let (what, rest) = ["Field", "Variable"].iter().find_map(|what| {
        Some((what.to_lowercase(), said.strip_prefix(what)?.trim_start().strip_prefix('`')?))
    })?;
    let (name, rest) = rest.split_once("` is not defined")?;
    let known: Vec<&str> = match rest.split_once(": ") {
        Some((_, list)) => list.split(", ").collect(),
        None => Vec::new(),
    };
    let near = text::nearest(name, known.iter().copied());
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_held(name) => {
            format!("give `{name}` a value, or write `{name}?.` where it may lack")
        }
        None if known.is_empty() => {
            format!("give `{name}` a value, or write `| default(value=\"\")` behind it")
        }
        None => diag::suggestion(name, known.iter().copied()),
    };
    Some(Advice { message: format!("there is no {what} `{name}`"), hint: Some(hint) })
}

/// What a component does not see is told so, as its pages do.
fn within_component(advice: Advice, said: &str, source: &str, at: usize) -> Advice {
    let Some(name) = said.strip_prefix("Variable `").and_then(|rest| rest.split('`').next()) else {
        return advice;
    };
    let blocks = old::blocks(source);
    let before = blocks.iter().rev().filter(|block| block.range.end <= at && block.is_statement);
    let first = |block: &Block| Some(&source[block.tokens.first()?.range.clone()]);
    let mut edges = before.filter_map(first).filter(|word| word.ends_with("component"));
    let is_own_slip = advice.hint.as_ref().is_some_and(|hint| hint.starts_with("did you mean"));
    if edges.next() != Some("component") || is_own_slip {
        return advice;
    }
    let hint = match name {
        "body" => "the component is called without a text: call it `{% <name> %}…{% </name> %}`, \
                   or ask for it first, `{% if body is defined %}`"
            .to_string(),
        _ => format!(
            "a component sees its arguments alone: name `{name}` among them, \
             and give it where the component is called: `{name}={{{name}}}`"
        ),
    };
    Advice { hint: Some(hint), ..advice }
}

/// A component that is called with what it does not take, or in a form that it does not have.
fn component_call(said: &str, source: &str, at: usize) -> Option<Advice> {
    let told = |message: String, hint: String| Some(Advice { message, hint: Some(hint) });
    if let Some(rest) = said.strip_prefix("Unknown argument(s) ") {
        let (names, known) = rest.split_once(" in component call. Possible argument(s) are: ")?;
        let bare = |list: &str| list.trim_end_matches('.').replace('`', "");
        let known = bare(known);
        let hint = diag::suggestion(&bare(names), known.split(", ").filter(|one| !one.is_empty()));
        return told(format!("the component has no argument {names}"), hint);
    }
    if let Some(rest) = said.strip_prefix("Component argument `") {
        let (name, kinds) = rest.split_once("` (type: `")?;
        let (got, wanted) = kinds.split_once("`) does not match expected type: `")?;
        let wanted = wanted.trim_end_matches(['`', '.']);
        let message = format!("the argument `{name}` is declared as `{wanted}`");
        let hint =
            format!("this gives it `{got}`; what is no text stands in braces: `{name}={{1}}`");
        return told(message, hint);
    }
    let (before, rest) = (source.get(..at)?, source.get(at..)?);
    if said.starts_with("Found `}}` but expected") && before.contains('{') && said.ends_with(",.") {
        let hint = "write a blank between the two braces: `} }`".to_string();
        return told("`}}` ends the tag inside of a table".to_string(), hint);
    }
    match said.strip_suffix(" but expected `/` or `>`.")? {
        "Found `-`" if rest.starts_with('-') => told(
            "the name of an argument has a `-`".to_string(),
            "write `_` there, here and where the component is defined".to_string(),
        ),
        "Found string" => told(
            "an argument has no name".to_string(),
            "write its name before it: `name=\"…\"`".to_string(),
        ),
        _ => None,
    }
}

/// An argument without its name, as other engines take it.
fn unnamed_argument(said: &str) -> Option<Advice> {
    let found = said.strip_prefix("Found ")?.strip_suffix(" but expected identifier.")?;
    if !["string", "integer", "float", "bool", "none"].contains(&found) {
        return None;
    }
    let hint = "write the argument's name before it: `default(value=1)`".to_string();
    Some(Advice { message: "an argument has no name".to_string(), hint: Some(hint) })
}

/// A value of another kind than the place takes.
fn wrong_type(said: &str) -> Option<Advice> {
    let called = |name: &str| {
        let name = name.trim_matches('`');
        let known = TYPES.iter().find(|(theirs, _)| *theirs == name);
        known.map_or_else(|| format!("`{name}`"), |(_, ours)| ours.to_string())
    };
    if let Some(kinds) = said.strip_prefix("Invalid type for the value, expected ") {
        let (wanted, got) = kinds.split_once(" but got ")?;
        let message = match called(wanted) == called(got) {
            // Only a fraction tells two kinds of numbers apart.
            true => "a whole number belongs here, not one with a fraction".to_string(),
            false => format!("{} belongs here, not {}", called(wanted), called(got)),
        };
        let hint = (called(got) == "nothing")
            .then(|| "ask first whether it is there: `{% if … %}`".to_string());
        return Some(Advice { message, hint });
    }
    if let Some(kind) = said.strip_prefix("Iteration not possible on type ") {
        let message = format!("`for` cannot go through {}", called(kind));
        return Some(Advice { message, hint: Some("give it a list, a table or a text".into()) });
    }
    if said.contains("got none") {
        let hint = "it is not there: ask first, `{% if … %}`".to_string();
        return Some(Advice { message: lower_first(said), hint: Some(hint) });
    }
    None
}

/// A statement that belongs in templates, in the text of a page.
fn not_in_a_text(said: &str) -> Option<Advice> {
    let message = match said.strip_suffix("not supported in render_str.")?.trim() {
        "Blocks" => "the text of a page can have no blocks",
        _ => "the text of a page can extend no template",
    };
    let hint = "choose a template in the front matter: `template = \"…\"`".to_string();
    Some(Advice { message: message.to_string(), hint: Some(hint) })
}

/// A statement that is unknown, is never ended, or ends what is not open.
fn broken_block(said: &str, source: &str, at: usize) -> Option<Advice> {
    if said.starts_with("Found `.`") && source[..at.min(source.len())].trim_end().ends_with(')') {
        let hint = "give what the function gives a name first: `{% set found = …(…) %}`";
        let message = "a field cannot be taken from a call".to_string();
        return Some(Advice { message, hint: Some(hint.to_string()) });
    }
    let blocks = old::blocks(source);
    let word = |block: &Block| {
        let token = block.tokens.first()?;
        block.is_statement.then(|| &source[token.range.clone()])
    };
    let mut open: Vec<(&str, usize)> = Vec::new();
    for block in blocks.iter().filter(|block| block.range.end <= at) {
        match word(block) {
            Some(name) if HOLDERS.contains(&name) => open.push((name, block.range.start)),
            Some(name) if name.strip_prefix("end").is_some_and(|name| HOLDERS.contains(&name)) => {
                open.pop();
            }
            _ => {}
        }
    }
    let still = open.last().map(|(name, start)| {
        let line = text::position(source, *start).line;
        (name, format!("`{{% {name} %}}` of line {line} is still open: write `{{% end{name} %}}`"))
    });
    if said == "Unexpected end of input" {
        let (name, hint) = still?;
        let message = format!("the template ends before its `{name}` does");
        return Some(Advice { message, hint: Some(hint) });
    }
    if said != "Unknown tag" {
        return None;
    }
    let found = blocks.iter().find(|block| block.range.contains(&at)).and_then(word)?;
    if found == "<" {
        let message = "this ends a component that is not open".to_string();
        let hint = "a component with a text begins with `{% <name> %}`".to_string();
        return Some(Advice { message, hint: Some(hint) });
    }
    let message = format!("there is no statement `{found}` here");
    let hint = match (found.strip_prefix("end"), still) {
        (Some(_), Some((_, hint))) => hint,
        (Some(_), None) => "nothing is open that it could end".to_string(),
        // It is one that exists, and the tag breaks off before it is one.
        _ if STATEMENTS.contains(&found) => {
            let message = format!("this `{found}` is not whole");
            let hint = Some(format!("write it as `{{% {found} %}}`, with all that belongs to it"));
            return Some(Advice { message, hint });
        }
        _ => diag::suggestion(found, STATEMENTS),
    };
    Some(Advice { message, hint: Some(hint) })
}

#[cfg(test)]
mod tests;
