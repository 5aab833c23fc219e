//! What the template engine says of a mistake, in plain words, with what to do.
//!
//! Tera names the place well and the cause as its parser sees it: that a token was
//! not the expected one, or that the end came too soon. The source tells more: which
//! block is still open, which of the known names was meant.
//!
//! Not here: what is of an older Zola (`render::old`), or where the mistake stands.

mod calls;
mod syntax;
mod values;

use std::ops::Range;

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

/// The statements that hold a text where no `=` follows their name.
const SETTERS: [&str; 2] = ["set", "set_global"];

/// Tells in plain words what the engine said of bytes of a source.
pub fn put(said: &str, source: &str, place: Range<usize>) -> Advice {
    let at = place.start;
    let is_held = |name: &str| {
        source
            .get(at..)
            .is_some_and(|rest| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    };
    missing_name(said, is_held)
        .map(|advice| calls::within_component(advice, said, source, at))
        .or_else(|| calls::of_component(said, source, at))
        .or_else(|| calls::missing_argument(said, source, &place))
        .or_else(|| calls::unnamed_argument(said, source, &place))
        .or_else(|| values::wrong(said, source, &place))
        .or_else(|| not_in_a_text(said))
        .or_else(|| syntax::open_tag(said, source, at))
        .or_else(|| broken_block(said, source, at))
        .or_else(|| syntax::slip(said, source, &place))
        .unwrap_or_else(|| Advice { message: lower_first(said.trim_end_matches('.')), hint: None })
}

/// What is told of a mistake.
fn told(message: impl Into<String>, hint: impl Into<String>) -> Option<Advice> {
    Some(Advice { message: message.into(), hint: Some(hint.into()) })
}

/// Where a variable is known that is not known everywhere.
fn known_elsewhere(name: &str) -> Option<&'static str> {
    Some(match name {
        "loop" => "`loop` is known between `{% for … %}` and `{% endfor %}` alone",
        "page" => "`page` is known where a page is shown; a section's template has `section`",
        "section" => {
            "`section` is known where a section is shown; a page's template asks for it: \
             `{% set section = get_section(path=page.ancestors | last) %}`"
        }
        "paginator" => {
            "`paginator` is known in the template of a section or taxonomy with `paginate_by`"
        }
        "taxonomy" | "terms" => "it is known in the templates of a taxonomy",
        "term" => "`term` is known in the template of one term, `taxonomy_single.html`",
        _ => return None,
    })
}

/// Puts in other words what is said of a single kind or value: what stands before and after its
/// name, our message with `{}` for it, and what to do.
fn in_words(
    said: &str,
    known: &[(&str, &str, &str, &str)],
    name: impl Fn(&str) -> String,
) -> Option<Advice> {
    let said = said.trim_end_matches('.');
    known.iter().find_map(|(before, after, message, hint)| {
        let found = said.strip_prefix(before)?.strip_suffix(after)?;
        let hint = match matches!(found, "none" | "undefined") && !message.contains("shown") {
            true => "it is not there: ask first, `{% if … %}`",
            false => hint,
        };
        let name = match found == "f64" && message.contains("whole number") {
            true => "one with a fraction".to_string(),
            false => name(found),
        };
        told(message.replace("{}", &name), hint.replace("{}", &name))
    })
}

/// Messages of ours start small.
pub fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A field or a variable that is not there.
///
/// `is_held` says whether more is asked of it: `a.b`.
fn missing_name(said: &str, is_held: impl Fn(&str) -> bool) -> Option<Advice> {
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
        None if known_elsewhere(name).is_some() => known_elsewhere(name).unwrap_or_default().into(),
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
        let (name, hint) = still.or_else(|| open_text(&blocks, source))?;
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
    if matches!(found, "else" | "elif") {
        let hint = match (still, found) {
            (Some((&"if", _)), _) => "`else` comes last: only `{% endif %}` can follow it".into(),
            (Some((_, hint)), _) => hint,
            (None, _) => "it belongs between `{% if … %}` and `{% endif %}`".to_string(),
        };
        return Some(Advice { message, hint: Some(hint) });
    }
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

/// The last `set` that begins a text and is never ended, with what to do.
fn open_text(blocks: &[Block], source: &str) -> Option<(&'static &'static str, String)> {
    let word = |block: &Block, at: usize| {
        block.tokens.get(at).map_or("", |token| &source[token.range.clone()])
    };
    let statements = blocks.iter().filter(|block| block.is_statement);
    let last = statements.rev().find(|block| word(block, 0).contains("set"))?;
    let setter = SETTERS.iter().find(|setter| **setter == word(last, 0))?;
    let line = text::position(source, last.range.start).line;
    let name = word(last, 1);
    let hint = format!(
        "line {line} sets `{name}` to the text that follows: write `{{% end{setter} %}}` after it, \
         or `{{% {setter} {name} = … %}}`"
    );
    (word(last, 2) != "=").then_some((setter, hint))
}

#[cfg(test)]
mod tests;
