//! Extending: a profile that says only what is otherwise than in a built-in one.
//!
//! A site that knows one more body need not copy a thousand lines for it. Its file names the
//! profile that it `extends`, and the two are laid over one another before anything is read
//! from them: tables key by key, lists with `"..."` for what the other lists, and lists of
//! tables (types, relations, terms) entry by entry.
//!
//! Not here: what the keys mean (`cite::profile`).

use std::mem;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

use super::ProfileError;
use super::institutions::error;
use super::profile::Raw;

/// What stands in a list for all that the extended profile lists.
const REST: &str = "...";

/// The keys by which the entries of lists of tables are told apart.
const NAMED_BY: [&str; 3] = ["name", "relation", "number"];

impl From<Error> for ProfileError {
    fn from(error: Error) -> Self {
        ProfileError { message: error.message().to_string(), help: None, span: error.span() }
    }
}

/// Reads a profile together with the one that it extends, of which `builtin` gives the file.
///
/// Places in the extended file are counted from the end of the text on, so that they are never
/// taken for places in the text.
pub(super) fn read(
    text: &str,
    builtin: impl Fn(&str) -> Option<&'static str>,
) -> Result<Raw, ProfileError> {
    let mut own = DeTable::parse(text)?;
    let Some(named) = own.get_mut().remove("extends") else {
        no_rest(own.get_ref().values())?;
        return Ok(Raw::deserialize(Deserializer::from(own))?);
    };
    let base = named.get_ref().as_str().and_then(builtin).ok_or_else(|| {
        error(
            "there is no such built-in profile",
            "name the one that comes with mucluc: `extends = \"vi\"`",
            Some(named.span()),
        )
    })?;
    let base = format!("{}{base}", " ".repeat(text.len() + 1));
    let mut whole = DeTable::parse(&base)?;
    merge(whole.get_mut(), own.into_inner())?;
    Ok(Raw::deserialize(Deserializer::from(whole))?)
}

/// Lays one table over another.
fn merge<'a>(base: &mut DeTable<'a>, own: DeTable<'a>) -> Result<(), ProfileError> {
    for (key, mut value) in own {
        let Some(known) = base.get_mut(&**key.get_ref()) else {
            no_rest([&value])?;
            base.insert(key, value);
            continue;
        };
        match (known.get_mut(), value.get_mut()) {
            (DeValue::Table(base), DeValue::Table(own)) => merge(base, mem::take(own))?,
            (DeValue::Array(base), DeValue::Array(own)) => {
                let (below, above) =
                    (mem::replace(base, DeArray::new()), mem::replace(own, DeArray::new()));
                *own = match above.iter().next().is_some_and(|entry| entry.get_ref().is_table()) {
                    true => entries(below, above)?,
                    false => list(below, above),
                };
                *known = value;
            }
            _ => *known = value,
        }
    }
    Ok(())
}

/// A list in which `"..."` stands for another.
fn list<'a>(mut base: DeArray<'a>, own: DeArray<'a>) -> DeArray<'a> {
    let mut whole = DeArray::new();
    for value in own {
        match value.get_ref().as_str() {
            Some(REST) => mem::replace(&mut base, DeArray::new())
                .into_iter()
                .for_each(|value| whole.push(value)),
            _ => whole.push(value),
        }
    }
    whole
}

/// A list of tables laid over another: what both name is laid over, what is new comes first, so
/// that it has the first word where two entries claim the same.
fn entries<'a>(mut base: DeArray<'a>, own: DeArray<'a>) -> Result<DeArray<'a>, ProfileError> {
    let mut whole = DeArray::new();
    for mut value in own {
        let known = base.iter_mut().find(|entry| {
            let (entry, value) = (entry.get_ref(), value.get_ref());
            NAMED_BY
                .iter()
                .any(|key| name(value, key).is_some_and(|own| name(entry, key) == Some(own)))
        });
        match (known.map(Spanned::get_mut), value.get_mut()) {
            (Some(DeValue::Table(base)), DeValue::Table(own)) => merge(base, mem::take(own))?,
            _ => {
                no_rest([&value])?;
                whole.push(value);
            }
        }
    }
    base.into_iter().for_each(|value| whole.push(value));
    Ok(whole)
}

/// What an entry of a list of tables has under one of the keys that tell it from others.
fn name<'a>(entry: &'a DeValue, key: &str) -> Option<&'a str> {
    let value = entry.get(key)?.get_ref();
    value.as_str().or_else(|| Some(value.as_integer()?.as_str()))
}

/// Tells a `"..."` where there is nothing that it could stand for.
fn no_rest<'a, 'b: 'a>(
    values: impl IntoIterator<Item = &'a Spanned<DeValue<'b>>>,
) -> Result<(), ProfileError> {
    for value in values {
        match value.get_ref() {
            DeValue::String(text) if text == REST => {
                return Err(error(
                    "`...` stands for what an extended profile lists here, and none does",
                    "leave it out, or begin the file with `extends = \"vi\"`",
                    Some(value.span()),
                ));
            }
            DeValue::Array(list) => no_rest(list.iter())?,
            DeValue::Table(table) => no_rest(table.values())?,
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
