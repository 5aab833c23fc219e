//! Records: what an archivist wrote about a directive or a committee, read from its file.
//!
//! A record is front matter in TOML between two `+++` lines, then prose. Each key's
//! place in the file is kept, so that a contradiction found much later can still point
//! at the very value.
//!
//! Not here: what records mean for the archive (`catalog::archive`).

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cite::{PartialDate, Relation};
use crate::diag::{Diags, Span, cure, said};
use crate::text;

/// What an archivist wrote about a directive (`content/directives/*.md`).
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct DirectiveRecord {
    /// The file below the site's root.
    pub file: String,
    /// The file's text, for diagnostics.
    pub source: Arc<str>,
    /// Bytes of each front matter key's value in the file, by key, for diagnostics.
    pub spans: Vec<(String, Range<usize>)>,
    /// The number as it should be shown: `25-NQ/TW`; none for one that has no number.
    pub number: Option<String>,
    /// Its type in words: `Nghị quyết`.
    pub type_name: Option<String>,
    /// The committee that issued it, by any of its names.
    pub issuer: Option<String>,
    /// The day, month or year of issue.
    pub date: Option<PartialDate>,
    /// Dates that texts wrongly give for it; a month or a year means each of its days.
    pub misdated: Vec<PartialDate>,
    /// The term of its issuer.
    pub term: Option<u8>,
    /// Its title, without quotes.
    pub title: Option<String>,
    /// Other names that texts use: `Nghị quyết 25`, `Nghị quyết Đại hội XIII`.
    pub aliases: Vec<String>,
    /// Relations: what it does to which directive (by number, with a year where one number is
    /// two: `25-NQ/TW (2013)`).
    pub relations: Vec<(Relation, String)>,
    /// Its address below the path word, if not the one made from its number.
    pub slug: Option<String>,
    /// Where else the document can be read.
    pub same_as: Vec<String>,
    /// Addresses that its page had before, below the site's root.
    pub redirects: Vec<String>,
}

/// What an archivist wrote about a committee (`content/committees/*.md`).
#[derive(Debug, Default, Clone, Eq, PartialEq, Hash)]
pub struct CommitteeRecord {
    /// The file below the site's root.
    pub file: String,
    /// The file's text, for diagnostics.
    pub source: Arc<str>,
    /// Bytes of each front matter key's value in the file, by key, for diagnostics.
    pub spans: Vec<(String, Range<usize>)>,
    /// Its full name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The suffix of the numbers that it issues: `ĐUK`.
    pub code: Option<String>,
    /// The body above it, by any of its names.
    pub parent: Option<String>,
    /// The bodies that it took over from, by any of their names.
    pub follows: Vec<String>,
    /// When it was founded.
    pub from: Option<PartialDate>,
    /// When it ended.
    pub until: Option<PartialDate>,
    /// The place that it serves.
    pub place: Option<String>,
    /// Its address below the path word, if not the one made from its name.
    pub slug: Option<String>,
    /// Addresses that its page had before, below the site's root.
    pub redirects: Vec<String>,
}

/// The keys of a directive's record.
const DIRECTIVE_KEYS: [&str; 12] = [
    "number",
    "type",
    "issuer",
    "date",
    "misdated",
    "term",
    "title",
    "aliases",
    "relations",
    "slug",
    "same_as",
    "redirects",
];

/// The keys of a committee's record.
const COMMITTEE_KEYS: [&str; 11] = [
    "name",
    "title",
    "aliases",
    "code",
    "parent",
    "follows",
    "from",
    "until",
    "place",
    "slug",
    "redirects",
];

/// The kinds of relation as records write them.
const RELATIONS: [&str; 12] = [
    "implements",
    "continues",
    "guides",
    "amends",
    "replaces",
    "repeals",
    "based_on",
    "reviews",
    "attached_to",
    "corrects",
    "consolidates",
    "suspends",
];

/// Reads a directive's record; the range is its prose. None where nothing usable is there.
pub fn directive_record(
    file: &str,
    text: &str,
    diags: &mut Diags,
) -> Option<(DirectiveRecord, Range<usize>)> {
    let (front, prose) = front_matter(file, text, diags)?;
    let table = parse(file, text, front.clone(), diags)?;
    let mut reader = Reader { file, text, front: front.clone(), table: table.get_ref(), diags };
    reader.known_only(&DIRECTIVE_KEYS);
    let record = DirectiveRecord {
        file: file.to_string(),
        source: Arc::from(text),
        number: reader.text("number"),
        type_name: reader.text("type"),
        issuer: reader.text("issuer"),
        date: reader.date("date"),
        misdated: reader.dates("misdated"),
        term: reader.term("term"),
        title: reader.text("title"),
        aliases: reader.list("aliases"),
        relations: reader.relations(),
        slug: reader.text("slug"),
        same_as: reader.web_addresses("same_as"),
        redirects: reader.list("redirects"),
        spans: reader.spans(),
    };
    if record.number.is_none() && record.title.is_none() {
        if !reader.has("number") && !reader.has("title") {
            diags.record_missing_key(Span::of(file, text, front), "`number`, nor a `title`");
        }
        return None;
    }
    Some((record, prose))
}

/// Reads a committee's record; the range is its prose. None where nothing usable is there.
pub fn committee_record(
    file: &str,
    text: &str,
    diags: &mut Diags,
) -> Option<(CommitteeRecord, Range<usize>)> {
    let (front, prose) = front_matter(file, text, diags)?;
    let table = parse(file, text, front.clone(), diags)?;
    let mut reader = Reader { file, text, front: front.clone(), table: table.get_ref(), diags };
    reader.known_only(&COMMITTEE_KEYS);
    let key = if reader.has("name") { "name" } else { "title" };
    let Some(name) = reader.text(key) else {
        if !reader.has(key) {
            diags.record_missing_key(Span::of(file, text, front), "`name`");
        }
        return None;
    };
    reader.title_beside(key, &name);
    let record = CommitteeRecord {
        file: file.to_string(),
        source: Arc::from(text),
        name,
        aliases: reader.list("aliases"),
        code: reader.text("code"),
        parent: reader.text("parent"),
        follows: reader.list("follows"),
        from: reader.date("from"),
        until: reader.date("until"),
        place: reader.text("place"),
        slug: reader.text("slug"),
        redirects: reader.list("redirects"),
        spans: reader.spans(),
    };
    Some((record, prose))
}

/// Finds the front matter and the prose after it.
fn front_matter(file: &str, text: &str, diags: &mut Diags) -> Option<(Range<usize>, Range<usize>)> {
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut front = None;
    for line in text[start..].split_inclusive('\n') {
        let end = start + line.len();
        match (line.trim_end() == "+++", front) {
            (true, None) => front = Some(end),
            (true, Some(from)) => return Some((from..start, end..text.len())),
            // Blank lines may stand above the front matter, nothing else.
            (false, None) if !line.trim().is_empty() => break,
            (false, _) => {}
        }
        start = end;
    }
    let what = if front.is_some() { "closing" } else { "opening" };
    let start = front.map_or(0, |_| text.find("+++").unwrap_or(0));
    diags.record_without_front_matter(Span::of(file, text, start..start), what);
    None
}

/// Parses the front matter, telling every error in it.
fn parse<'a>(
    file: &str,
    text: &'a str,
    front: Range<usize>,
    diags: &mut Diags,
) -> Option<Spanned<DeTable<'a>>> {
    let (table, errors) = DeTable::parse_recoverable(&text[front.clone()]);
    // One slip makes the reader stumble several times over its line.
    let mut told = Vec::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let start = text::floor_boundary(text, front.start + span.start);
        let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        if told.contains(&line) {
            continue;
        }
        told.push(line);
        let otherwise = "put words in \"quotes\" and lists in [brackets]";
        let said = error.message().lines().next().unwrap_or_default().trim_end_matches('.');
        let hint = match text[line..].lines().next().and_then(|line| cure::line(line, month_cure)) {
            Some(cure) => cure,
            None if said.starts_with("duplicate key") => {
                "take one of the two lines out".to_string()
            }
            None => said::plainly(said, "TOML", otherwise).hint,
        };
        let span = Span::of(file, text, start..(front.start + span.end).max(start));
        diags.record_not_toml(span, said, hint);
    }
    errors.is_empty().then_some(table)
}

/// How a record has a month.
fn month_cure(year: &str, month: &str) -> String {
    format!("write it in quotes: \"{year}-{month:0>2}\"")
}

/// A record's front matter while it is being read.
struct Reader<'a> {
    /// The record's file.
    file: &'a str,
    /// The whole file's text.
    text: &'a str,
    /// The bytes of the front matter.
    front: Range<usize>,
    /// The keys and values.
    table: &'a DeTable<'a>,
    /// Where to tell what is wrong.
    diags: &'a mut Diags,
}

impl<'a> Reader<'a> {
    /// A place in the front matter as one in the file.
    fn span(&self, range: Range<usize>) -> Span {
        Span::of(self.file, self.text, self.in_file(range))
    }

    /// Bytes of the front matter as bytes of the file.
    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.front.start + range.start..self.front.start + range.end
    }

    /// Whether a key is there at all.
    fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Tells keys that a record does not have.
    fn known_only(&mut self, known: &[&'static str]) {
        let table = self.table;
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let span = self.span(key.span());
                self.diags.record_unknown_key(span, key.get_ref(), known);
            }
        }
    }

    /// The value of a key.
    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    /// Tells a value of the wrong type.
    fn wrong(&mut self, value: &Spanned<DeValue>, key: &str, wanted: &str) {
        let span = self.span(value.span());
        self.diags.record_wrong_type(span, key, wanted, value.get_ref().type_str());
    }

    /// A value in words; blank words count as none.
    fn text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                let span = self.span(value.span());
                self.diags.record_wrong_type(span, key, "some words", "none");
                None
            }
            DeValue::String(text) => Some(text.trim().to_string()),
            _ => {
                self.wrong(value, key, "words in quotes");
                None
            }
        }
    }

    /// Tells a committee's title beside a name that is another.
    fn title_beside(&mut self, key: &str, name: &str) {
        let (Some(own), Some(title)) = (self.value(key), self.value("title")) else { return };
        let Some(written) = title.get_ref().as_str().map(str::trim) else { return };
        if key == "name" && written != name {
            let (title, own) = (self.span(title.span()), self.span(own.span()));
            self.diags.record_title_unused(title, written, (name, own));
        }
    }

    /// A list of words.
    fn list(&mut self, key: &str) -> Vec<String> {
        let wanted = "a list of words in quotes";
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, wanted);
            return Vec::new();
        };
        let mut list = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => list.push(text.trim().to_string()),
                None => self.wrong(item, key, wanted),
            }
        }
        list
    }

    /// A list of addresses of the web.
    fn web_addresses(&mut self, key: &str) -> Vec<String> {
        let list = self.list(key);
        for (at, written) in list.iter().enumerate().filter(|(_, written)| !is_web(written)) {
            let items = self.value(key).and_then(|value| value.get_ref().as_array());
            let Some(item) = items.and_then(|items| items.get(at)) else { continue };
            let span = self.span(item.span());
            self.diags.not_an_address(span, key, written);
        }
        list
    }

    /// The date of a key.
    fn date(&mut self, key: &str) -> Option<PartialDate> {
        let value = self.value(key)?;
        self.read_date(key, value)
    }

    /// A list of dates.
    fn dates(&mut self, key: &str) -> Vec<PartialDate> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "a list of dates");
            return Vec::new();
        };
        let dates: Vec<PartialDate> =
            items.iter().filter_map(|item| self.read_date(key, item)).collect();
        // Places are kept by index, so a list with a gap would point at the wrong value.
        if dates.len() == items.len() { dates } else { Vec::new() }
    }

    /// A date as a TOML date, or in words for one known less precisely.
    fn read_date(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<PartialDate> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.trim().to_string(),
            DeValue::Datetime(date) => date.date.map(|date| date.to_string()).unwrap_or_default(),
            DeValue::Integer(year) => year.as_str().to_string(),
            _ => {
                self.wrong(value, key, "a date");
                return None;
            }
        };
        let date = partial_date(&written);
        if date.is_none() {
            let written = &self.text[self.in_file(value.span())];
            let span = self.span(value.span());
            self.diags.record_bad_date(span, key, written.trim_matches('"'));
        }
        date
    }

    /// A term as a number or in Roman numerals.
    fn term(&mut self, key: &str) -> Option<u8> {
        let value = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::String(text) => text.trim(),
            DeValue::Integer(number) => number.as_str(),
            _ => {
                self.wrong(value, key, "a number or Roman numerals");
                return None;
            }
        };
        let term = written.parse().ok().or_else(|| roman(written));
        let term = term.filter(|term| (1..60).contains(term));
        if term.is_none() {
            let span = self.span(value.span());
            self.diags.record_bad_term(span, written);
        }
        term
    }

    /// The relations, each a table with `kind` and `to`.
    fn relations(&mut self) -> Vec<(Relation, String)> {
        let wanted = "a list of `{ kind = \"…\", to = \"…\" }`";
        let Some(value) = self.value("relations") else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, "relations", wanted);
            return Vec::new();
        };
        let mut relations = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => relations.extend(self.relation(item, table)),
                None => self.wrong(item, "relations", wanted),
            }
        }
        // Places are kept by index, so a list with a gap would point at the wrong value.
        if relations.len() == items.len() { relations } else { Vec::new() }
    }

    /// One relation.
    fn relation(&mut self, item: &Spanned<DeValue>, table: &DeTable) -> Option<(Relation, String)> {
        for key in table.keys().filter(|key| !["kind", "to"].contains(&key.get_ref().as_ref())) {
            let span = self.span(key.span());
            self.diags.record_unknown_key(span, key.get_ref(), &["kind", "to"]);
        }
        let mut words = |key: &str| {
            let value = table.get(key);
            let text = value.and_then(|value| value.get_ref().as_str());
            match (value, text) {
                (Some(value), None) => self.wrong(value, key, "words in quotes"),
                (None, None) => {
                    let span = self.span(item.span());
                    let hint = match key {
                        "kind" => format!("add `kind = \"…\"`, one of: {}", RELATIONS.join(", ")),
                        _ => {
                            "add the number of the other directive: `to = \"25-NQ/TW\"`".to_string()
                        }
                    };
                    self.diags.relation_missing_key(span, key, hint);
                }
                (_, Some(_)) => {}
            }
            Some((value?.span(), text?.trim().to_string()))
        };
        let (kind, to) = (words("kind"), words("to"));
        let ((span, kind), (_, to)) = kind.zip(to)?;
        let known: StrDeserializer<serde::de::value::Error> = kind.as_str().into_deserializer();
        match Relation::deserialize(known) {
            Ok(relation) => Some((relation, to)),
            Err(_) => {
                let span = self.span(span);
                self.diags.record_unknown_relation(span, &kind, &RELATIONS);
                None
            }
        }
    }

    /// The place of each value, of each item of a list, and of each key of a relation.
    fn spans(&self) -> Vec<(String, Range<usize>)> {
        let mut spans = Vec::new();
        for (key, value) in self.table {
            let key = key.get_ref();
            spans.push((key.to_string(), self.in_file(value.span())));
            for (at, item) in value.get_ref().as_array().into_iter().flatten().enumerate() {
                spans.push((format!("{key}[{at}]"), self.in_file(item.span())));
                for (part, value) in item.get_ref().as_table().into_iter().flatten() {
                    let name = format!("{key}[{at}].{}", part.get_ref());
                    spans.push((name, self.in_file(value.span())));
                }
            }
        }
        spans
    }
}

/// Whether words are an address of the web.
fn is_web(written: &str) -> bool {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    !host.is_empty() && !written.contains(char::is_whitespace)
}

/// Reads `2013`, `2013-06` or `2013-06-03` if there is such a day.
fn partial_date(written: &str) -> Option<PartialDate> {
    let mut parts = written.split('-');
    let year: i16 = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() == 2);
    let month = parts.next().map(number);
    let day = parts.next().map(number);
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    let (month, day) = (month.flatten(), day.flatten());
    jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    Some(PartialDate { year, month, day })
}

/// Reads Roman numerals: `XIV` is 14.
fn roman(written: &str) -> Option<u8> {
    let value = |digit: char| match digit {
        'I' => Some(1i32),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let digits: Option<Vec<i32>> = written.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let next = digits.iter().skip(1).chain([&0]);
    let sum: i32 = digits.iter().zip(next).map(|(a, b)| if a < b { -a } else { *a }).sum();
    u8::try_from(sum).ok()
}

#[cfg(test)]
mod tests;
