//! Slips of the pen: signs of other languages, brackets and tags that are never closed, words at
//! places where they mean nothing.
//!
//! The parser tells which token it met and which it would have taken. What the author meant is
//! told by the token itself, by what stands before it, and by the brackets that are open there.
//!
//! Not here: blocks that are open (`advice`), arguments (`calls`).

use std::ops::Range;

use crate::diag;
use crate::render::advice::{Advice, in_words, told};
use crate::render::circle::name_at;
use crate::text;

/// What the parser says of one name, and what we say, in the form of `in_words`.
const OF_NAMES: [(&str, &str, &str, &str); 16] = [
    (
        "Template already contains a block named `",
        "`",
        "there are two blocks `{}` in this template",
        "give one of them another name; to show a block twice, make it a component",
    ),
    (
        "Template already contains a component named `",
        "`",
        "there are two components `{}` in this template",
        "give one of them another name",
    ),
    (
        "Template is already extending `",
        "`",
        "this template extends `{}` already",
        "a template extends one other: leave one out",
    ),
    (
        "",
        " can only be used in a for loop",
        "`{}` stands outside of every `for`",
        "it belongs between `{% for … %}` and `{% endfor %}`",
    ),
    (
        "",
        " is a reserved keyword of Tera, it cannot be assigned to",
        "`{}` is a word of the language, no name for a value",
        "choose another name",
    ),
    (
        "Unclosed component '",
        "'",
        "the component `{}` is never ended",
        "write `{% </{}> %}` after its text, or call it without one: `{{ <{} /> }}`",
    ),
    (
        "Keyword argument `",
        "` is defined more than once",
        "the argument `{}` is given twice",
        "leave one of the two out",
    ),
    (
        "Component argument `",
        "` is defined more than once",
        "the component has two arguments `{}`",
        "give one of them another name",
    ),
    (
        "Rest parameter `",
        "` conflicts with an existing parameter",
        "the component has two arguments `{}`",
        "give one of them another name",
    ),
    (
        "Rest parameter must be the last parameter in component definition",
        "",
        "an argument stands behind that of all others",
        "move the one with the dots to the end",
    ),
    (
        "The name `",
        "` is reserved for component body content",
        "`{}` is the text that a component is called with, no argument",
        "leave it out: every component knows it, `{% if {} is defined %}`",
    ),
    (
        "`extends` needs to be the first tag of the template",
        "",
        "`extends` comes after something else",
        "move it to the top of the file",
    ),
    (
        "super() called outside of a block",
        "",
        "`super()` stands outside of every block",
        "it shows a block of the template above: write it between `{% block … %}` and its end",
    ),
    (
        "unexpected end of raw block",
        "",
        "`{% raw %}` is never ended",
        "write `{% endraw %}` where templates begin again",
    ),
    (
        "Closing comment tag `#}` not found",
        "",
        "a comment is never closed",
        "write `#}` where it ends",
    ),
    ("Invalid Integer", "", "the number is too large", "write it as a text, in quotes"),
];

/// Signs of other languages, with what stands here for them.
const SIGNS: [(&str, &str); 13] = [
    ("??", "write `| default(value=…)`"),
    ("&&", "write `and`"),
    ("||", "write `or`"),
    ("===", "write `==`"),
    ("!==", "write `!=`"),
    ("!", "write `not`"),
    ("?", "write `first if condition else second`"),
    ("++", "write `{% set n = n + 1 %}`"),
    ("=>", "there are no functions of one's own: write a component"),
    ("=", "write `==` to compare, `{% set name = value %}` to keep a value"),
    ("“", "write straight quotes: `\"`"),
    ("”", "write straight quotes: `\"`"),
    ("’", "write straight quotes: `'`"),
];

/// Types of a component's arguments.
const TYPES: [&str; 8] = ["string", "bool", "integer", "float", "number", "array", "map", "bytes"];

/// What `loop` knows.
const OF_LOOP: [&str; 5] = ["index", "index0", "first", "last", "length"];

/// Tells what slipped.
pub fn slip(said: &str, source: &str, place: &Range<usize>) -> Option<Advice> {
    of_ends(said)
        .or_else(|| of_component(said))
        .or_else(|| of_loop(said))
        .or_else(|| in_words(said, &OF_NAMES, str::to_string))
        .or_else(|| unexpected(said, source, place))
}

/// An end that names something else than what it ends.
fn of_ends(said: &str) -> Option<Advice> {
    let mut quoted = said.split(['`', '\'']).skip(1).step_by(2);
    if said.contains(" in the opening tag, found `") {
        let kind = said.split(' ').next()?;
        let (open, ended) = (quoted.next()?, quoted.next()?);
        let message = format!("the {kind} `{open}` ends as `{ended}`");
        return told(message, format!("write `{{% end{kind} {open} %}}`, or no name there"));
    }
    if said.starts_with("Closing tag '") {
        let ended = quoted.next()?;
        // The apostrophe of `doesn't` is one of the quotes.
        let open = said.rsplit('\'').nth(1)?;
        let message = format!("the component `{open}` ends as `{ended}`");
        return told(message, format!("write `{{% </{open}> %}}`"));
    }
    if said.starts_with("String opened with `") {
        let quote = quoted.next()?;
        return told("a text in quotes is never closed", format!("write {quote} where it ends"));
    }
    None
}

/// The definition or the call of a component.
fn of_component(said: &str) -> Option<Advice> {
    if said.starts_with("Component definitions cannot be written in another tag") {
        let hint = "move it out of every `if`, `for` and `block`, to the top of a template";
        return told("a component is defined inside of another tag", hint);
    }
    if said.starts_with("Components with body content must use tag syntax") {
        let hint = "write `{% <name> %}…{% </name> %}`, or `{{ <name /> }}` without a text";
        return told("a component with a text is called in braces", hint);
    }
    if let Some((found, _)) = said.split_once(" but the only types allowed are") {
        let found = found.strip_prefix("Found ")?.trim_matches('`');
        return told(format!("there is no type `{found}`"), diag::suggestion(found, TYPES));
    }
    if said.contains(" but component default arguments can only be") {
        let hint = "write it out: a text in quotes, a number, `true`, `false`, a list or a table";
        return told("the default of an argument is no fixed value", hint);
    }
    if let Some(rest) = said.strip_prefix("Default value for `") {
        let name = rest.split('`').next()?;
        let mut quoted = rest.split('`').skip(2).step_by(2);
        let (default, declared) = (quoted.next()?, quoted.next()?);
        let message = format!("the default of `{name}` is no `{declared}`");
        return told(message, format!("it is of the type `{default}`: change one of the two"));
    }
    if said.starts_with("Expected \"string\" or {expression}") {
        let hint = "write `name=\"…\"` for a text, `name={…}` for all else";
        return told("the value of an argument has neither quotes nor braces", hint);
    }
    None
}

/// What is asked of `loop`.
fn of_loop(said: &str) -> Option<Advice> {
    if let Some(rest) = said.strip_prefix("Found invalid field of `loop`: ") {
        let field = name_at(rest).trim_end_matches('.');
        return told(format!("`loop` has no `{field}`"), diag::suggestion(field, OF_LOOP));
    }
    if said.starts_with("List comprehensions support only a single `for`") {
        let hint = "make the inner list first: `{% set inner = […] %}`";
        return told("a list in brackets has one `for`", hint);
    }
    None
}

/// A tag that is never closed, or is closed too soon.
pub fn open_tag(said: &str, source: &str, at: usize) -> Option<Advice> {
    let tag = open_at(source, at)?;
    if said == "Unexpected end of input" {
        let line = text::position(source, tag.start).line;
        let message = format!("the `{}` of line {line} is never closed", tag.opening);
        return told(message, format!("write `{}` where it ends", tag.closing));
    }
    let found = said.strip_prefix("Found ")?;
    let ends = ["`}}`", "`%}`", "`-}}`", "`-%}`"].iter().find(|end| found.starts_with(**end))?;
    if found.ends_with("but expected `/` or `>`") || found.ends_with("expected `/` or `>`.") {
        return told(
            "the call of a component is not ended",
            "write `/>` before the end of the tag",
        );
    }
    let (bracket, close) = match tag.brackets.last()? {
        '(' => ('(', ')'),
        '[' => ('[', ']'),
        _ => ('{', '}'),
    };
    let hint = match (bracket, *ends) {
        ('{', "`}}`") => "write a blank between the two braces: `} }`".to_string(),
        _ => format!("write `{close}` before {ends}"),
    };
    told(format!("{ends} ends the tag while a `{bracket}` is open"), hint)
}

/// A token where another one belongs.
fn unexpected(said: &str, source: &str, place: &Range<usize>) -> Option<Advice> {
    let (before, rest) = (source.get(..place.start)?, source.get(place.start..)?);
    let wanted = match said.strip_prefix("Found ").and_then(|rest| rest.split_once(" but ")) {
        Some((_, wanted)) => wanted.trim_start_matches("expected ").trim_end_matches('.'),
        None if said == "Unexpected character" => "",
        None if said.starts_with("Invalid syntax for `set`") => {
            let hint = "write `{% set name = value %}`, one name at a time";
            return told("this sets no name to a value", hint);
        }
        None if said.starts_with("Function calls are only allowed at the first") => {
            let name = name_at(rest);
            let message = format!("a value has no method `{name}`");
            return told(message, format!("write a filter, if there is one: `| {name}`"));
        }
        None => return None,
    };
    // The second of two bars is the one that is unexpected.
    let sign = if before.ends_with('|') { &source[place.start - 1..] } else { rest };
    if let Some((sign, hint)) = SIGNS.iter().find(|(known, _)| sign.starts_with(known)) {
        return told(format!("`{sign}` means nothing here"), *hint);
    }
    let token = match name_at(rest) {
        "" => source.get(place.clone())?,
        name => name,
    };
    let behind = before.trim_end();
    let hint = match (token, wanted) {
        ("if", "%}") if behind.ends_with("else") => "write `{% elif … %}`",
        ("with", "%}") => "what is included sees all that is known here: `{% set … %}` it before",
        (_, "string") => "write the name of a template in quotes: it is known beforehand",
        (_, "=") => "an argument is written `name=value`",
        (_, ":") => "write a `:` between a key and its value",
        (_, "in") => "write `{% for item in list %}` or `{% for key, value in table %}`",
        (_, "," | ")" | "]" | "}") => "write a `,` before it, or close the bracket",
        (_, "%}" | "}}") => "the tag should end before it, or an operator is missing there",
        (_, "identifier") if behind.ends_with("is") => "compare with `==`; `is` asks for a kind",
        (_, "identifier") => "a name belongs before it",
        (_, wanted) if wanted.contains("one of: integer") => "a value belongs before it",
        _ => return None,
    };
    told(format!("`{token}` cannot stand here"), hint)
}

/// A tag around a place.
#[derive(Debug)]
struct OpenTag {
    /// Where it begins.
    start: usize,
    /// What opens it.
    opening: &'static str,
    /// What would close it.
    closing: &'static str,
    /// The brackets that are open at the place, outermost first.
    brackets: Vec<char>,
}

/// The tag that is open at a place, if there is one.
fn open_at(source: &str, at: usize) -> Option<OpenTag> {
    let mut from = 0;
    loop {
        let (start, opening, closing) = [("{{", "}}"), ("{%", "%}")]
            .iter()
            .filter_map(|(open, close)| Some((from + source[from..].find(open)?, *open, *close)))
            .min()?;
        if at <= start {
            return None;
        }
        let mut brackets = Vec::new();
        let mut quote = None;
        let mut end = None;
        for (offset, letter) in source[start + 2..].char_indices() {
            let here = start + 2 + offset;
            let is_end = source[here..].starts_with(closing) && !brackets.contains(&'{');
            if at <= here {
                break;
            }
            match (quote, letter) {
                (Some(open), letter) if open == letter => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(letter),
                (None, _) if is_end => {
                    end = Some(here + 2);
                    break;
                }
                (None, '(' | '[' | '{') => brackets.push(letter),
                (None, ')' | ']' | '}') => drop(brackets.pop()),
                _ => {}
            }
        }
        match end {
            Some(end) => from = end,
            None => return Some(OpenTag { start, opening, closing, brackets }),
        }
    }
}
