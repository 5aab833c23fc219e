//! Filters, tests and functions of templates that need nothing but their arguments.
//!
//! They carry the names and meanings that Zola 0.23 gives them, so a theme finds
//! what it expects. Most come from Tera's companion crate as they are; ours are
//! the ones that it lacks.
//!
//! **Invariant:** time is an input: the one reader of the clock is the function
//! that [`register`] is given, and it is read once for each state of a site, so that
//! all pages of a build name one moment.
//!
//! A `shuffle` or `get_random` without a seed differs from build to build, as its
//! author asked; with a seed it is the same everywhere.
//!
//! Not here: whatever needs the site (`markdown`, `trans`, `get_page` …).

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use num_format::{Locale, ToFormattedString};
use tera::value::{Key, Map};
use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};
use tera_contrib::{base64, dates, filesize_format, format, json, rand, regex, slug, urlencode};

use crate::render::{current, receipt};

/// Tells the time of the build.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Registers all of them.
///
/// `default_language` is the language in which numbers are written when the
/// template names none.
pub fn register(tera: &mut Tera, default_language: &str, clock: Clock) {
    register_text(tera);
    register_values(tera, default_language);
    register_dates(tera, clock);
}

/// Registers what works on strings.
fn register_text(tera: &mut Tera) {
    tera.register_filter("base64_encode", base64::b64_encode);
    tera.register_filter("base64_decode", base64::b64_decode);
    tera.register_filter("regex_replace", regex::RegexReplace::default());
    tera.register_filter("replace", replace);
    tera.register_filter("striptags", regex::striptags);
    tera.register_filter("spaceless", regex::spaceless);
    tera.register_filter("urlencode", urlencode::urlencode);
    tera.register_filter("urlencode_strict", urlencode::urlencode_strict);
    tera.register_filter("slugify", slug::slug);
    tera.register_test("matching", regex::Matching::default());
}

/// Registers what works on numbers, lists and whole values.
fn register_values(tera: &mut Tera, default_language: &str) {
    tera.register_filter("group_by", group_by);
    tera.register_filter("json_encode", json::json_encode);
    tera.register_filter("filesizeformat", filesize_format::filesize_format);
    tera.register_filter("format", format::format);
    tera.register_filter("shuffle", |list: Vec<Value>, kwargs: Kwargs, state: &State| {
        note_chance(&kwargs)?;
        rand::shuffle(list, kwargs, state)
    });
    tera.register_function("get_random", |kwargs: Kwargs, state: &State| {
        note_chance(&kwargs)?;
        rand::get_random(kwargs, state)
    });
    let default_language = default_language.to_string();
    tera.register_filter("num_format", move |number: i128, kwargs: Kwargs, _: &State| {
        let asked = kwargs.get::<&str>("locale")?.unwrap_or(&default_language);
        number_in(number, asked)
    });
}

/// Puts one text in the place of another.
///
/// A safe text stays safe, and what is put into it is escaped unless it is safe too. Any other
/// text stays as it is, to be escaped where it is shown. Tera's own filter escapes it here if
/// what is put in is safe, as each address of `get_url` is: `&copy; $HOST` would then show its
/// entity letter by letter, also to `markdown` and `safe`, which ask for text as written.
fn replace(text: StringInput, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let from = kwargs.must_get::<&str>("from")?;
    let to = kwargs.must_get::<StringInput>("to")?;
    let to = match text.is_safe() {
        true => to.rendered(state)?,
        false => to.as_str().into(),
    };
    Ok(text.inherit_safety(text.as_str().replace(from, &to)))
}

/// Groups values by an attribute, the groups in the order in which they first appear.
///
/// Tera's own filter of this name gives them in the order of a hash map, another on each build.
fn group_by(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Map> {
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    let mut places: HashMap<Key<'static>, usize> = HashMap::new();
    if list.is_empty() {
        return Ok(Map::new());
    }
    let attribute = kwargs.must_get::<&str>("attribute")?;
    for (at, value) in list.iter().enumerate() {
        let Some(found) = value.get_from_path(attribute) else {
            let kind = value.name();
            let said = format!("value {at} of the list ({kind}) has no `{attribute}` to group by");
            return Err(Error::message(said));
        };
        if found.is_none() {
            continue;
        }
        let Some(key) = key_of(found) else {
            let said = format!("`{attribute}` is {}, which no group can bear", found.name());
            return Err(Error::message(said));
        };
        let place = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(value.clone());
    }
    Ok(groups.into_iter().map(|(key, values)| (key, Value::from(values))).collect())
}

/// A value as a key of a map: truth, a whole number or text.
fn key_of(value: &Value) -> Option<Key<'static>> {
    if let Some(text) = value.as_str() {
        return Some(Key::String(text.into()));
    }
    if let Some(truth) = value.as_bool() {
        return Some(Key::Bool(truth));
    }
    if value.is_f64() {
        return None;
    }
    value.as_i64().map(Key::I64).or_else(|| value.as_i128().map(Key::I128))
}

/// Notes that an output depends on chance, unless a seed takes the chance out.
fn note_chance(kwargs: &Kwargs) -> TeraResult<()> {
    if kwargs.get::<Value>("seed")?.is_none() {
        receipt::unsteady();
    }
    Ok(())
}

/// Registers what works on dates.
fn register_dates(tera: &mut Tera, clock: Clock) {
    tera.register_filter("date", |value: &Value, kwargs: Kwargs, state: &State| {
        dates::date(value, without_idle_locale(kwargs), state)
    });
    tera.register_test("before", dates::is_before);
    tera.register_test("after", dates::is_after);
    tera.register_function("now", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        receipt::unsteady();
        let now = match current() {
            Some((site, ..)) => *site.moment.get_or_init(|| clock()),
            None => clock(),
        };
        match kwargs.get::<bool>("timestamp")?.unwrap_or(false) {
            true => Ok(Value::from(now.as_second())),
            false => Ok(Value::from(now.to_string())),
        }
    });
}

/// Leaves out a locale that the format cannot follow.
///
/// Themes written for older versions pass a locale along with a `%` format; up to
/// Zola 0.22 that named months in its language, then it had no effect, and now the
/// filter refuses it. Their sites are worth more than the refusal.
fn without_idle_locale(kwargs: Kwargs) -> Kwargs {
    let is_strftime =
        kwargs.get::<&str>("format").ok().flatten().is_none_or(|format| format.contains('%'));
    if !is_strftime {
        return kwargs;
    }
    let others = kwargs.iter().filter(|(key, _)| key.as_str() != Some("locale"));
    Kwargs::new(Arc::new(others.map(|(key, value)| (key.clone(), value.clone())).collect()))
}

/// Writes a number with the separators of a locale.
///
/// A locale whose region is not known (`zh-CN`, `vi-VN`) is written as its
/// language: Zola refuses those, which makes the filter useless for a site whose
/// `default_language` has a region.
fn number_in(number: i128, locale: &str) -> TeraResult<String> {
    let language = locale.split(['-', '_']).next().unwrap_or(locale);
    let known = Locale::from_name(locale).or_else(|_| Locale::from_name(language));
    match known {
        Ok(known) => Ok(number.to_formatted_string(&known)),
        Err(_) => Err(Error::message(format!(
            "filter `num_format` knows no locale `{locale}`; \
             write a code such as `en`, `vi` or `en-IN`"
        ))),
    }
}

#[cfg(test)]
mod tests;
