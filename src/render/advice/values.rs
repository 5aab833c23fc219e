//! Values of another kind than a place takes, and what cannot be done with them.
//!
//! Not here: which arguments there are (`calls`).

use std::ops::Range;

use crate::render::advice::{Advice, in_words, lower_first, told};
use crate::render::circle::name_at;

/// How the engine's types are called by people.
const TYPES: [(&str, &str); 25] = [
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
    ("Number", "a number"),
    ("map/struct", "a table"),
    ("bytes", "bytes"),
    ("iterator", "a list"),
    ("function", "a function"),
];

/// What is wrong with one kind of value, in the form of `in_words`.
const OF_KINDS: [(&str, &str, &str, &str); 17] = [
    (
        "Iteration not possible on type `",
        "`",
        "`for` cannot go through {}",
        "give it a list, a table or a text",
    ),
    (
        "Key/value iteration is not possible on type `",
        "`, only on maps",
        "only a table has keys with values, not {}",
        "take one name at a time: `{% for item in … %}`",
    ),
    (
        "Math operations can only be done on numbers, found `",
        "`",
        "only numbers can be computed with, not {}",
        "turn a text into a number first: `| int` or `| float`",
    ),
    (
        "Only numbers can be used in arithmetic. This is a `",
        "`",
        "only numbers can be computed with, not {}",
        "turn a text into a number first: `| int` or `| float`",
    ),
    (
        "Only numbers can be negated. This is a `",
        "`",
        "only a number can have a minus before it, not {}",
        "turn a text into a number first: `| int` or `| float`",
    ),
    (
        "Array index must be an integer, got `",
        "`",
        "an element of a list is asked for by a whole number, not by {}",
        "count from 0, or from the end with `-1`",
    ),
    (
        "Slice start must be an integer, got `",
        "`",
        "a slice begins at a whole number, not at {}",
        "write `list[0:3]`",
    ),
    (
        "Slice end must be an integer, got `",
        "`",
        "a slice ends at a whole number, not at {}",
        "write `list[0:3]`",
    ),
    (
        "Slicing can only be used on arrays or strings, not on `",
        "`",
        "only a list or a text can be cut, not {}",
        "ask first whether it is one: `{% if … is array %}`",
    ),
    (
        "`in` cannot be used on a container of type `",
        "`. It can only be used on arrays, strings and map/structs",
        "`in` looks into a list, a text or a table, not into {}",
        "ask first whether it is one: `{% if … is iterable %}`",
    ),
    (
        "Spread operator requires a map, found `",
        "`",
        "`...` spreads a table here, not {}",
        "give it a table",
    ),
    (
        "Spread operator requires an array, found `",
        "`",
        "`...` spreads a list here, not {}",
        "write a single value without the dots: `[...list, value]`",
    ),
    (
        "Value of type ",
        " has no length",
        "{} has no length",
        "ask first what it is: `{% if … is iterable %}`",
    ),
    (
        "Value of type ",
        " cannot be reversed",
        "{} cannot be reversed",
        "give `reverse` a list or a text",
    ),
    ("Value of type ", " cannot be converted to an int", "{} is no whole number", "give it a text"),
    ("Value of type ", " cannot be converted to a float", "{} is no number", "give it a text"),
    (
        "Invalid value: expected a string or integer, got ",
        "",
        "a date is a text or a number of seconds, not {}",
        "write it as `2024-05-31`, or ask first whether it is there",
    ),
];

/// What is wrong with a value itself, in the same form.
const OF_VALUES: [(&str, &str, &str, &str); 8] = [
    (
        "The string `",
        "` cannot be converted to a float",
        "`{}` is no number",
        "give it digits, with a point before the fraction",
    ),
    (
        "The float ",
        " cannot be converted to an int (non-integer or out of i128 range)",
        "{} is no whole number",
        "round it first: `| round | int`",
    ),
    (
        "Unknown timezone: ",
        "",
        "there is no time zone `{}`",
        "zones are called like `Asia/Ho_Chi_Minh` or `UTC`",
    ),
    (
        "Map does not have a key ",
        " and no default values were defined",
        "the table has no key `{}`",
        "say what to take instead: `get(key=…, default=…)`",
    ),
    (
        "Value `",
        "` is not a container; cannot check for containment",
        "nothing can be looked for in {}",
        "give it a list, a text or a table",
    ),
    (
        "Tried to render a variable that is ",
        "",
        "what is to be shown is {}",
        "write `| default(value=\"\")` behind it, or ask first: `{% if … %}`",
    ),
    (
        "format error: ",
        "",
        "`format` cannot do this to the value: {}",
        "its `spec` is that of Rust: `>5`, `05`, `.2`",
    ),
    ("Cannot divide by ", "", "a number is divided by {}", "ask first: `{% if … != 0 %}`"),
];

/// How a type of the engine is called.
pub fn called(name: &str) -> String {
    let name = name.trim_matches('`');
    let known = TYPES.iter().find(|(theirs, _)| *theirs == name);
    known.map_or_else(|| format!("`{name}`"), |(_, ours)| ours.to_string())
}

/// Tells what is wrong with a value, at its place or at that of what takes it.
pub fn wrong(said: &str, source: &str, place: &Range<usize>) -> Option<Advice> {
    wrong_type(said, source, place)
        .or_else(|| in_words(said, &OF_KINDS, called))
        .or_else(|| in_words(said, &OF_VALUES, str::to_string))
        .or_else(|| of_two(said))
        .or_else(|| of_number(said))
        .or_else(|| of_date(said))
        .or_else(|| of_element(said))
        .or_else(|| of_pattern(said))
        .or_else(|| of_nothing(said))
}

/// Two values that do not go together.
fn of_two(said: &str) -> Option<Advice> {
    let mut quoted = said.split('`').skip(1).step_by(2);
    if said.starts_with("`+` requires both operands to be numbers") {
        let (left, right) = (quoted.nth(1)?, quoted.next()?);
        let message = format!("`+` adds numbers, not {} and {}", called(left), called(right));
        let hint = match [left, right].contains(&"array") {
            true => "join lists so: `[...first, ...second]`",
            false => "join texts with `~`",
        };
        return told(message, hint);
    }
    let (left, right) = (quoted.next()?, quoted.next()?);
    if said.starts_with("Cannot compare") {
        let message = format!("{} cannot be compared with {}", called(left), called(right));
        return told(message, "bring both to one kind first: `| int` or `| str`");
    }
    if said.starts_with("Cannot sort") {
        let message = format!("{} and {} cannot be sorted together", called(left), called(right));
        return told(message, "sort values of one kind: make them so with `| str`");
    }
    None
}

/// A text that is no whole number.
fn of_number(said: &str) -> Option<Advice> {
    let (value, base) = said
        .strip_prefix("The string `")?
        .split_once("` cannot be converted to an int in base ")?;
    let hint = match base {
        "10" => "give `int` a text of digits alone, or go by `float`".to_string(),
        _ => format!("its digits are to be those of base {base}"),
    };
    told(format!("`{value}` is no whole number"), hint)
}

/// A text that is no date.
fn of_date(said: &str) -> Option<Advice> {
    let rest = said.strip_prefix("The string ")?;
    let (value, _) = rest.split_once(" cannot be parsed as a valid date")?;
    let hint = "write it as `2024-05-31` or `2024-05-31T10:00:00Z`";
    told(format!("`{value}` is no date"), hint)
}

/// An element of a list that has no such field.
fn of_element(said: &str) -> Option<Advice> {
    let rest = said.strip_prefix("Value at index ")?;
    let (index, path) = rest.split_once(" does not have an attribute at path: ")?;
    let at: usize = index.split(' ').next()?.parse().ok()?;
    let message = format!("element {} of the list has no `{path}`", at + 1);
    told(message, format!("leave such elements out first: `[item for item in … if item.{path}]`"))
}

/// A regular expression that is none.
fn of_pattern(said: &str) -> Option<Advice> {
    let report = said.strip_prefix("Invalid regex: ")?;
    let cause = report.rsplit("error: ").next()?.trim();
    let hint = "write two backslashes before a sign that stands for itself: `\\\\(`";
    told(format!("the pattern is no regular expression: {cause}"), hint)
}

/// Something that is not there.
fn of_nothing(said: &str) -> Option<Advice> {
    said.contains("got none").then(|| Advice {
        message: lower_first(said),
        hint: Some("it is not there: ask first, `{% if … %}`".to_string()),
    })
}

/// A value of another kind than the filter, test or function takes.
fn wrong_type(said: &str, source: &str, place: &Range<usize>) -> Option<Advice> {
    let kinds = said.strip_prefix("Invalid type for the value, expected ")?;
    let (wanted, got) = kinds.split_once(" but got ")?;
    let message = match (called(wanted) == called(got), caller(source, place)) {
        // Only a fraction tells two kinds of numbers apart.
        (true, None) => "a whole number belongs here, not one with a fraction".to_string(),
        (true, Some(name)) => format!("`{name}` takes a whole number, not one with a fraction"),
        (false, None) => format!("{} belongs here, not {}", called(wanted), called(got)),
        (false, Some(name)) => format!("`{name}` takes {}, not {}", called(wanted), called(got)),
    };
    let hint = match (called(got).as_str(), called(wanted).as_str()) {
        ("nothing", _) => Some("ask first whether it is there: `{% if … %}`"),
        ("text", "a number") => Some("turn a text into a number first: `| int` or `| float`"),
        ("a number", "text") => Some("turn a number into a text first: `| str`"),
        _ => None,
    };
    Some(Advice { message, hint: hint.map(String::from) })
}

/// The filter, test or function that takes a value, or is one itself.
fn caller<'a>(source: &'a str, place: &Range<usize>) -> Option<&'a str> {
    let (inside, after) = (source.get(place.clone())?, source.get(place.end..)?.trim_start());
    // The place is that of the first name alone in `page.title | filter`.
    let after = match after.strip_prefix(['.', '?']) {
        Some(fields) => fields[name_at(fields.trim_start_matches('.')).len()..].trim_start(),
        None => after,
    };
    let behind = after.strip_prefix('|').or_else(|| {
        let test = after.strip_prefix("is ")?.trim_start();
        Some(test.strip_prefix("not ").unwrap_or(test))
    });
    let name = match behind {
        Some(behind) => name_at(behind.trim_start()),
        None => {
            let name = name_at(inside);
            let is_call = inside[name.len()..].starts_with('(');
            let is_filter = source[..place.start].trim_end().ends_with('|');
            if is_call || is_filter { name } else { "" }
        }
    };
    (!name.is_empty()).then_some(name)
}
