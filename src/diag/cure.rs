//! Cures: how a line that no reader of TOML takes should have been written.
//!
//! Archivists write dates as they speak them and copy titles with their curly quotes.
//! The reader only says that it found a letter it did not expect; what was meant can
//! often be read off the line.
//!
//! Not here: what the reader said, in plain words (`diag::said`).

use jiff::civil::Date;

/// What to write instead of a line `key = value`, if that can be seen.
///
/// `of_month` says what to do about a date that is a month.
pub fn line(line: &str, of_month: impl FnOnce(&str, &str) -> String) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let curly = |c: char| ['“', '”', '„', '‘', '’'].contains(&c);
    if value.starts_with(curly) {
        let inner = value.trim_matches(|c| curly(c) || c == '"').replace('"', "\\\"");
        return Some(format!("use straight quotes: `{key} = \"{inner}\"`"));
    }
    let quotes = value.replace("\\\"", "").matches('"').count();
    if value.starts_with('"') && !value.starts_with("\"\"\"") && 2 < quotes {
        return Some("write a quote inside of words as `\\\"`, or as `“…”`".to_string());
    }
    if !is_like_a_date(value) {
        return None;
    }
    Some(match (day(value), value.split_once('-')) {
        (Some(day), _) => format!("write `{key} = {day}`"),
        (None, Some((year, month))) if is_month(year, month) => of_month(year, month),
        _ => format!("write `{key}` as year, month and day: 2013-06-03"),
    })
}

/// The day that a person wrote as `3/6/2013` or `2013-6-3`, as it should be: `2013-06-03`.
pub fn day(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.trim().split(['-', '/', '.']).map(str::trim).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

/// Whether two words are a year and one of its months.
pub fn is_month(year: &str, month: &str) -> bool {
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let month = month.parse().ok().filter(|_| is_number(month));
    year.len() == 4 && is_number(year) && month.is_some_and(|month| (1..=12).contains(&month))
}

/// Whether a value is two or three numbers, of which the first or the last can be a year.
fn is_like_a_date(value: &str) -> bool {
    let mut parts = value.split(['-', '/', '.']);
    let lengths: Vec<usize> = parts.clone().map(str::len).collect();
    (2..=3).contains(&lengths.len())
        && (lengths.first() == Some(&4) || lengths.last() == Some(&4))
        && parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
