//! Data files: text in one of six formats in, one value for templates out.
//!
//! The shapes are those that Zola 0.23 gives: a table for TOML, JSON and YAML;
//! `{headers, records}` for CSV; elements by name with `@attributes` and `#text`
//! for XML; entries with their tags for BibTeX; a string for anything else.
//!
//! Keys keep the order of the file where the format has one, and stand in
//! alphabetical order where it has none.
//!
//! Not here: where a file is looked for (`render::functions`), or how remote data
//! arrives (`data::remote`).

mod bibtex;
pub mod remote;
mod structure;
mod xml;

use std::fmt;
use std::path::Path;

use tera::{Map, Value};

use crate::text::{self, Position};

pub use structure::{yaml_message, yaml_options};

/// The most bytes that a file or an answer may have.
///
/// Twenty times the largest table that a page of tables needs, and small enough
/// that a wrong path cannot take all memory.
pub const MAX_BYTES: usize = 64 << 20;

/// A format that data comes in.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Format {
    /// TOML; its dates become strings.
    Toml,
    /// JSON.
    Json,
    /// Values between commas, the first line being names.
    Csv,
    /// A bibliography.
    Bibtex,
    /// YAML 1.2.
    Yaml,
    /// XML.
    Xml,
    /// Whatever it is, as a string.
    Plain,
}

impl Format {
    /// The names that a template may give.
    pub const NAMES: [&str; 8] = ["toml", "json", "csv", "bibtex", "yaml", "yml", "xml", "plain"];

    /// Reads the name that a template gives, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "toml" => Some(Format::Toml),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "bibtex" => Some(Format::Bibtex),
            "yaml" | "yml" => Some(Format::Yaml),
            "xml" => Some(Format::Xml),
            "plain" => Some(Format::Plain),
            _ => None,
        }
    }

    /// Tells the format by the end of a path; an unknown one means plain text.
    pub fn of_path(path: &str) -> Self {
        let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
        extension.and_then(Format::from_name).unwrap_or(Format::Plain)
    }

    /// What a request for this format asks a server for.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Toml => "application/toml",
            Format::Json => "application/json",
            Format::Csv => "text/csv",
            Format::Bibtex => "application/x-bibtex",
            Format::Yaml => "application/x-yaml",
            Format::Xml => "text/xml",
            Format::Plain => "text/plain",
        }
    }
}

/// What is wrong with data.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Error {
    /// What was found or missed.
    pub message: String,
    /// Where, if the format's reader tells.
    pub position: Option<Position>,
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(Position { line, column }) => {
                write!(out, "line {line}, column {column}: {}", self.message)
            }
            None => write!(out, "{}", self.message),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// An error at a byte of the text.
    fn at(message: impl Into<String>, text: &str, offset: usize) -> Self {
        Error { message: message.into(), position: Some(text::position(text, offset)) }
    }

    /// An error at a line and column, both from 1; zero means unknown.
    fn at_line(message: impl Into<String>, line: usize, column: usize) -> Self {
        let position = (line != 0).then_some(Position { line, column: column.max(1) });
        Error { message: message.into(), position }
    }
}

/// Reads data of a known format.
pub fn parse(bytes: &[u8], format: Format) -> Result<Value, Error> {
    if MAX_BYTES < bytes.len() {
        let size = bytes.len() >> 20;
        let message = format!("the data has {size} MiB; at most {} are read", MAX_BYTES >> 20);
        return Err(Error { message, position: None });
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return Err(not_utf8(bytes, error.valid_up_to())),
    };
    match format {
        Format::Toml => structure::toml(text),
        Format::Json => structure::json(text),
        Format::Csv => csv(text),
        Format::Bibtex => bibtex::parse(text),
        Format::Yaml => structure::yaml(text),
        Format::Xml => xml::parse(text),
        Format::Plain => Ok(Value::from(text)),
    }
}

/// Says where the first byte stands that is not UTF-8.
fn not_utf8(bytes: &[u8], offset: usize) -> Error {
    let good = String::from_utf8_lossy(&bytes[..offset]).into_owned();
    let message = format!("the data is not UTF-8: byte {offset} is 0x{:02X}", bytes[offset]);
    Error::at(message, &good, good.len())
}

/// Reads a table of comma-separated values; all its fields are strings.
fn csv(text: &str) -> Result<Value, Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(csv_error)?;
    let headers: Vec<Value> = headers.iter().map(Value::from).collect();
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(csv_error)?;
        let fields: Vec<Value> = record.iter().map(Value::from).collect();
        records.push(Value::from(fields));
    }
    let table = [("headers", headers), ("records", records)];
    Ok(map(table.map(|(key, values)| (key.to_string(), Value::from(values)))))
}

/// Says which record of a table is wrong.
fn csv_error(error: csv::Error) -> Error {
    let line = error.position().map_or(0, |position| position.line() as usize);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the record has {len} fields, the first line {expected_len}")
        }
        _ => error.to_string(),
    };
    Error::at_line(message, line, 1)
}

/// Makes a value of named values.
fn map(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    let entries = entries.into_iter().map(|(key, value)| (key.into(), value));
    Value::from(entries.collect::<Map>())
}

#[cfg(test)]
mod tests;
