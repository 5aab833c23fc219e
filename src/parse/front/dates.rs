//! Dates of front matter, which TOML writes without quotes.

use serde_json::{Map, Value as Json};

use crate::config::month_cure;
use crate::diag::cure;
use crate::parse::date::Stamp;

/// The key under which the TOML reader hides a date from formats that have none.
const TOML_DATE: &str = "$__toml_private_datetime";

/// Turns a TOML date into its text, at any depth.
pub(super) fn plain_date(value: Json) -> Json {
    match value {
        Json::Object(map) if map.len() == 1 && map.contains_key(TOML_DATE) => {
            let written = map[TOML_DATE].as_str().unwrap_or_default();
            Json::from(Stamp::read(written).map_or(written.to_string(), |stamp| stamp.text))
        }
        Json::Object(map) => Json::Object(plain_dates(map)),
        Json::Array(list) => Json::Array(list.into_iter().map(plain_date).collect()),
        other => other,
    }
}

/// Turns the TOML dates of a table into their texts.
pub fn plain_dates(map: Map<String, Json>) -> Map<String, Json> {
    map.into_iter().map(|(key, value)| (key, plain_date(value))).collect()
}

/// How a date should have been written.
pub(super) fn date_cure(written: &str) -> String {
    if let Some(day) = cure::day(written) {
        return format!("write it as {day}");
    }
    match written.split_once('-').filter(|(year, month)| cure::is_month(year, month)) {
        Some((year, month)) => month_cure(year, month),
        None => "write it as 2024-06-15, or 2024-06-15T10:00:00+07:00 with a time".to_string(),
    }
}
