//! The import's table: what came of each file, readable at 80 columns.
//!
//! Vietnamese headlines are long and every letter is one column wide once composed,
//! so cells wrap at words rather than cut.

use std::path::Path;

use crate::import::{Entry, Status};

/// The widths of the columns; with two blanks between them they fill 80.
const WIDTHS: [usize; 6] = [16, 24, 20, 3, 3, 4];

/// Writes the table.
pub fn write(entries: &[Entry]) -> String {
    let mut out = String::new();
    let head = ["file", "title", "date: evidence", "dir", "com", "drop"].map(str::to_string);
    push_row(&mut out, &head);
    out.push_str(&WIDTHS.map(|width| "─".repeat(width)).join("  "));
    out.push('\n');
    for entry in entries {
        push_row(&mut out, &row(entry));
    }
    out
}

/// The cells of an entry.
fn row(entry: &Entry) -> [String; 6] {
    let number = |n: Option<usize>| n.map_or("-".to_string(), |n| n.to_string());
    let status = match entry.status {
        Status::Written => String::new(),
        status => format!(" ({})", status.word()),
    };
    let Some(article) = &entry.article else {
        let none = || "-".to_string();
        return [format!("{}{status}", entry.file_name()), none(), none(), none(), none(), none()];
    };
    let date = match &article.found.dated {
        Some(dated) => format!("{}: {}", crate::import::date_words(dated.date), dated.evidence),
        None => "unknown".to_string(),
    };
    // Of two raw files with one text the second says whose article it is.
    let there = entry.path.as_ref().filter(|_| entry.status == Status::Unchanged);
    let there = there.map_or(String::new(), |path| format!(" (in {})", own_name(path)));
    [
        format!("{}{status}", entry.file_name()),
        format!("{}{there}", article.found.title),
        date,
        number(entry.cited.map(|cited| cited.directives)),
        number(entry.cited.map(|cited| cited.committees)),
        article.found.dropped.len().to_string(),
    ]
}

/// What an article's file is called: an `index.md` by its folder.
fn own_name(path: &Path) -> String {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match (path.parent(), path.ends_with("index.md")) {
        (Some(folder), true) => format!("{}/index.md", name(folder)),
        _ => name(path),
    }
}

/// Writes one row, its cells wrapped.
fn push_row(out: &mut String, cells: &[String; 6]) {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(WIDTHS).map(|(cell, width)| wrap(cell, width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut row = String::new();
        for (column, cell) in wrapped.iter().enumerate() {
            let text = cell.get(line).map_or("", String::as_str);
            let gap = WIDTHS[column].saturating_sub(width(text));
            // Numbers stand to the right.
            match 3 <= column {
                true => row.push_str(&format!("{}{text}", " ".repeat(gap))),
                false => row.push_str(&format!("{text}{}", " ".repeat(gap))),
            }
            row.push_str("  ");
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
}

/// How many columns a composed text takes.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// Wraps a text at words, and inside a word that is longer than the column.
fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && limit < width(&line) + 1 + width(word) {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        while limit < width(&line) {
            let at = line.char_indices().nth(limit).map_or(line.len(), |(at, _)| at);
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    lines.push(line);
    lines
}
