//! Calls: arguments that lack, that nobody takes, or that stand in a form there is not.
//!
//! Not here: values of a wrong kind in them (`values`).

use std::ops::Range;

use crate::diag;
use crate::render::advice::values::called;
use crate::render::advice::{Advice, told};
use crate::render::circle::name_at;
use crate::render::old::{self, Block};
use crate::text;

/// What a component does not see is told so, as its pages do.
pub fn within_component(advice: Advice, said: &str, source: &str, at: usize) -> Advice {
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
pub fn of_component(said: &str, source: &str, at: usize) -> Option<Advice> {
    let callee = source.get(at..).and_then(|rest| rest.strip_prefix('<')).map_or("", name_at);
    let component = match callee {
        "" => "the component".to_string(),
        name => format!("the component `{name}`"),
    };
    if let Some(rest) = said.strip_prefix("Unknown argument(s) ") {
        let (names, known) = rest.split_once(" in component call.")?;
        let bare = |list: &str| list.trim_end_matches('.').replace('`', "");
        let known = bare(known.trim_start_matches(" Possible argument(s) are: "));
        let known = known.split(", ").filter(|one| !one.is_empty());
        let hint = match known.clone().next() {
            None => {
                "it takes none: leave this out, or name it where the component is defined".into()
            }
            Some(_) => diag::suggestion(&bare(names), known),
        };
        return told(format!("{component} has no argument {names}"), hint);
    }
    if let Some(name) =
        said.strip_prefix("Argument `").and_then(|rest| rest.strip_suffix("` missing."))
    {
        let hint = format!("write `{name}=\"…\"`, or `{name}={{…}}` for what is no text");
        return told(format!("{component} needs the argument `{name}`"), hint);
    }
    if let Some(rest) = said.strip_prefix("Component argument `") {
        let (name, kinds) = rest.split_once("` (type: `")?;
        let (got, wanted) = kinds.split_once("`) does not match expected type: `")?;
        let wanted = wanted.trim_end_matches(['`', '.']);
        let message = format!("the argument `{name}` is declared as `{wanted}`");
        let advice = match (got, wanted) {
            ("string", _) => format!("what is no text stands in braces: `{name}={{1}}`"),
            ("none" | "undefined", _) => {
                format!("ask first whether it is there: `{name}={{value | default(value=…)}}`")
            }
            (_, "string") => format!("make it a text: `{name}=\"…\"` or `{name}={{value | str}}`"),
            _ => return told(message, format!("this gives it {}", called(got))),
        };
        return told(message, format!("this gives it {}; {advice}", called(got)));
    }
    wrong_form(said, source, at)
}

/// A call of a component that cannot be read.
fn wrong_form(said: &str, source: &str, at: usize) -> Option<Advice> {
    let rest = source.get(at..)?;
    match said.strip_suffix(" but expected `/` or `>`.")? {
        "Found `-`" if rest.starts_with('-') => told(
            "the name of an argument has a `-`",
            "write `_` there, here and where the component is defined",
        ),
        "Found string" => told("an argument has no name", "write its name before it: `name=\"…\"`"),
        _ => None,
    }
}

/// An argument that a filter, test or function cannot do without.
pub fn missing_argument(said: &str, source: &str, place: &Range<usize>) -> Option<Advice> {
    let name = said.strip_prefix("Missing keyword argument ")?.trim_matches('`');
    let call = source.get(place.clone()).unwrap_or_default();
    let callee = name_at(call);
    let given = given(call);
    if let Some(slip) = text::nearest(name, given.iter().map(String::as_str)) {
        let message = format!("`{callee}` has no argument `{slip}`");
        return told(message, format!("did you mean `{name}`?"));
    }
    let hint = match callee {
        "" => format!("write `{name}=` and its value"),
        _ => format!("write `{callee}({name}=…)`"),
    };
    match callee {
        "" => told(format!("the argument `{name}` is missing"), hint),
        _ => told(format!("`{callee}` needs the argument `{name}`"), hint),
    }
}

/// The names of the arguments that a call gives.
fn given(call: &str) -> Vec<String> {
    let tag = format!("{{{{{call}}}}}");
    let Some(block) = old::blocks(&tag).into_iter().next() else { return Vec::new() };
    let text = |at: usize| block.tokens.get(at).map_or("", |token| &tag[token.range.clone()]);
    let (mut names, mut depth) = (Vec::new(), 0usize);
    for at in 0..block.tokens.len() {
        match text(at) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            name if depth == 1 && text(at + 1) == "=" => names.push(name.to_string()),
            _ => {}
        }
    }
    names
}

/// The first arguments of what other engines call without their names.
const FIRST_ARGUMENTS: [(&str, &str); 36] = [
    ("containing", "pat"),
    ("date", "format"),
    ("default", "value"),
    ("divisible_by", "divisor"),
    ("ending_with", "pat"),
    ("format", "spec"),
    ("get", "key"),
    ("get_hash", "path"),
    ("get_image_metadata", "path"),
    ("get_page", "path"),
    ("get_random", "start"),
    ("get_section", "path"),
    ("get_taxonomy", "kind"),
    ("get_taxonomy_term", "kind"),
    ("get_taxonomy_url", "kind"),
    ("get_url", "path"),
    ("group_by", "attribute"),
    ("indent", "width"),
    ("join", "sep"),
    ("load_data", "path"),
    ("matching", "pat"),
    ("nth", "n"),
    ("num_format", "locale"),
    ("pluralize", "plural"),
    ("range", "end"),
    ("regex_replace", "pattern"),
    ("replace", "from"),
    ("resize_image", "path"),
    ("round", "precision"),
    ("sort", "attribute"),
    ("split", "pat"),
    ("starting_with", "pat"),
    ("text_direction", "lang"),
    ("throw", "message"),
    ("trans", "key"),
    ("truncate", "length"),
];

/// An argument without its name, as other engines take it.
pub fn unnamed_argument(said: &str, source: &str, place: &Range<usize>) -> Option<Advice> {
    let found = said.strip_prefix("Found ")?;
    let is_value = ["string", "integer", "float", "bool", "none", "`-`", "`[`", "`{`"]
        .iter()
        .any(|kind| found.strip_prefix(kind) == Some(" but expected identifier."));
    // A name that is a value: `upper(x)`.
    let is_name = ["`)`", "`,`", "`.`"]
        .iter()
        .any(|token| found.strip_prefix(token) == Some(" but expected =."));
    let before = source.get(..place.start).unwrap_or_default().trim_end();
    let before = match is_name {
        true => before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').trim_end(),
        false => before,
    };
    if !(is_value || is_name) || !before.ends_with(['(', ',']) {
        return None;
    }
    let call = &before[..before.rfind('(')?];
    let start = call.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
    let callee = &call[start..];
    let first = FIRST_ARGUMENTS.iter().find(|(name, _)| *name == callee);
    let hint = match (first, before.ends_with('(')) {
        (Some((_, argument)), true) => {
            format!("write its name before it: `{callee}({argument}=…)`")
        }
        _ => "write its name before it, as in `default(value=…)`".to_string(),
    };
    told("an argument has no name", hint)
}
