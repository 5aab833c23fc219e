//! Front matter: what is known of an article, in the TOML that the pipeline reads.
//!
//! It is written by hand rather than by a serialiser, because its order and its
//! comments are for people: the archivist corrects it.

use sha2::{Digest, Sha256};

use crate::import::recognise::Recognised;

/// Writes an article: front matter between `+++`, then the body.
pub fn article(found: &Recognised, file: &str, bytes: &[u8], body: &str) -> String {
    let mut out = String::from("+++\n");
    let mut line = |key: &str, value: String| out.push_str(&format!("{key} = {value}\n"));
    line("title", quoted(&found.title));
    let date = found.dated.as_ref().map(|dated| dated.date);
    let day = date.and_then(|date| Some((date.year, date.month?, date.day?)));
    if let Some((year, month, day)) = day {
        line("date", format!("{year:04}-{month:02}-{day:02}"));
    }
    if !found.authors.is_empty() {
        line("authors", list(&found.authors));
    }
    out.push_str("\n[archive]\n");
    let mut line = |key: &str, value: String| out.push_str(&format!("{key} = {value}\n"));
    if let (Some(date), Some(dated)) = (date, &found.dated) {
        line("year", date.year.to_string());
        if let Some(month) = date.month {
            line("month", month.to_string());
        }
        line("precision", quoted(precision(date)));
        line("evidence", quoted(&dated.evidence));
    }
    if let Some(place) = &found.place {
        line("place", quoted(place));
    }
    if let Some(source) = &found.source {
        line("source", quoted(source));
    }
    if !found.bodies.is_empty() {
        line("bodies", list(&found.bodies));
    }
    out.push_str("\n[archive.import]\n");
    let mut line = |key: &str, value: String| out.push_str(&format!("{key} = {value}\n"));
    line("file", quoted(file));
    line("sha256", quoted(&sha256(bytes)));
    line("body_sha256", quoted(&body_sha256(body)));
    if !found.derived.is_empty() {
        line("derived", list(&found.derived));
    }
    format!("{out}+++\n\n{body}")
}

/// How precisely a date is known: `day`, `month` or `year`.
pub fn precision(date: crate::cite::PartialDate) -> &'static str {
    match (date.month, date.day) {
        (Some(_), Some(_)) => "day",
        (Some(_), None) => "month",
        _ => "year",
    }
}

/// The SHA-256 of bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 by which an untouched body is known: blanks at its ends do not count.
pub fn body_sha256(body: &str) -> String {
    sha256(body.replace("\r\n", "\n").trim().as_bytes())
}

/// The body of an article's file: what follows its front matter.
pub fn body_of(file: &str) -> &str {
    let file = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let Some(rest) = file.strip_prefix("+++") else { return file };
    let end = rest.find("\n+++").map(|at| at + 4);
    end.map_or("", |end| rest[end..].split_once('\n').map_or("", |(_, body)| body))
}

/// The front matter of an article's file, parsed; none if there is none or it is broken.
pub fn table_of(file: &str) -> Option<toml::Table> {
    let file = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let rest = file.strip_prefix("+++")?;
    rest[..rest.find("\n+++")?].parse().ok()
}

/// A list of strings as TOML.
fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A basic string as TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
