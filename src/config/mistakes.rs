//! What is told of TOML that cannot be read, in a configuration or a front matter, and where.

use crate::diag::{Diagnostic, Diags, Span, cure, said};
use crate::text;

/// Where a key stands in a configuration or front matter; the start where it does not.
pub fn key_span(source: &str, key: &str) -> std::ops::Range<usize> {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim_start().trim_start_matches(['"', '\'']);
        if let Some(rest) = trimmed.strip_prefix(key)
            && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
        {
            let at = start + (line.len() - trimmed.len());
            return at..at + line.trim_end().len().saturating_sub(line.len() - trimmed.len());
        }
        start += line.len();
    }
    0..0
}

/// What to do about a day that is a month.
pub fn month_cure(year: &str, month: &str) -> String {
    let month = month.trim_start_matches('0');
    format!(
        "a date is a whole day: in an archive leave `date` out and write `year = {year}` and \
         `month = {month}` under `[archive]`"
    )
}

/// Turns what the TOML reader says into a diagnostic with a suggestion.
///
/// `offset` is where the TOML starts in `source`.
pub fn toml_diagnostic(
    file: &str,
    source: &str,
    offset: usize,
    error: &toml::de::Error,
) -> Diagnostic {
    let range = error.span().map_or(offset..offset, |span| span.start + offset..span.end + offset);
    let (start, end) =
        (text::floor_boundary(source, range.start), text::floor_boundary(source, range.end));
    let span = Span::of(file, source, start..end.max(start));
    let said = error.message();
    match unknown_field(said) {
        Some((field, known)) => {
            let mut diags = Diags::default();
            diags.unknown_key(span, &field, &known);
            diags.list.remove(0)
        }
        None => {
            let said = said.trim().replace('\n', ", ");
            let otherwise = "mend the line; a text needs quotes, a table its brackets";
            let told = said::plainly(&said, "TOML", otherwise);
            let line = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let is_read = said.starts_with("invalid type") || said.contains("duplicate key");
            let line = source[line..].lines().next().filter(|_| !is_read);
            let cure = line.and_then(|line| cure::line(line, month_cure));
            Diagnostic::error("bad-toml", told.message).at(span).hint(cure.unwrap_or(told.hint))
        }
    }
}

/// Takes the field and the known fields out of serde's words, with or without backticks.
pub fn unknown_field(said: &str) -> Option<(String, Vec<String>)> {
    let said = said.split_once("unknown field ")?.1;
    let (field, known) = said.split_once(", expected ").unwrap_or((said, ""));
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !"_-".contains(c));
        word.to_string()
    };
    let known = known.split(" at line ").next().unwrap_or_default();
    let known = known.trim_start_matches("one of ").split([',', ' ']).map(bare);
    Some((bare(field), known.filter(|word| !word.is_empty() && word != "or").collect()))
}
