//! TOML, JSON and YAML: formats whose values are nearly those of a template.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Options;
use tera::value::Key;
use tera::{Map, Value};

use super::{Error, map};

/// Reads TOML.
pub fn toml(text: &str) -> Result<Value, Error> {
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Error::at(error.message(), text, offset)
    })?;
    Ok(from_toml(toml::Value::Table(table)))
}

/// Turns a value of TOML into one for templates; dates become strings.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::from(truth),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(values) => {
            Value::from(values.into_iter().map(from_toml).collect::<Vec<_>>())
        }
        toml::Value::Table(table) => {
            map(table.into_iter().map(|(key, value)| (key, from_toml(value))))
        }
    }
}

/// Reads JSON.
pub fn json(text: &str) -> Result<Value, Error> {
    match serde_json::from_str::<Loaded>(text) {
        Ok(Loaded(value)) => Ok(value),
        Err(error) => {
            let place = format!(" at line {} column {}", error.line(), error.column());
            let message = error.to_string().replace(&place, "");
            Err(Error::at_line(message, error.line(), error.column()))
        }
    }
}

/// Reads YAML.
pub fn yaml(text: &str) -> Result<Value, Error> {
    if text.trim().is_empty() {
        return Ok(Value::none());
    }
    match serde_saphyr::from_str_with_options::<Loaded>(text, yaml_options()) {
        Ok(Loaded(value)) => Ok(value),
        Err(error) => {
            let place = error.location();
            let (line, column) = place.map_or((0, 0), |place| (place.line(), place.column()));
            Err(Error::at_line(yaml_message(&error), line as usize, column as usize))
        }
    }
}

/// The YAML that Zola reads, front matter included: that of 1.2, where `no` is a string.
pub fn yaml_options() -> Options {
    serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        ignore_binary_tag_for_string: true,
        non_finite_float_policy: serde_saphyr::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// What is wrong with YAML, in one line, without the place and without advice to programmers.
pub fn yaml_message(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    let message = message.lines().next().unwrap_or_default();
    let message = message.split(" at line ").next().unwrap_or_default();
    message.split(", set DuplicateKeyPolicy").next().unwrap_or_default().to_string()
}

/// A value for templates, read from any format that says what it holds.
struct Loaded(Value);

impl<'de> Deserialize<'de> for Loaded {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(LoadedVisitor).map(Loaded)
    }
}

/// Builds a value from what the reader meets.
struct LoadedVisitor;

impl<'de> Visitor<'de> for LoadedVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "a value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::from(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(LoadedVisitor)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Loaded(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::from(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some((Loaded(key), Loaded(value))) = entries.next_entry()? {
            values.insert(key_of(&key), value);
        }
        Ok(Value::from(values))
    }
}

/// Turns a key of YAML into one of templates: whole numbers and truths stay what they are.
fn key_of(key: &Value) -> Key<'static> {
    match (key.as_bool(), key.as_i64(), key.as_str()) {
        (Some(truth), _, _) => Key::Bool(truth),
        (_, Some(number), _) => Key::I64(number),
        (_, _, Some(text)) => Key::from(text.to_string()),
        _ => Key::from(key.to_string()),
    }
}
