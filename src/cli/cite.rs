//! `mucluc cite`: shows what a text cites.
//!
//! For people a table with line and column; for machines JSON Lines that count in
//! code points of the file as it is on disk, so that other tools can score and
//! annotate without knowing how mucluc reads.

use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use rayon::prelude::*;
use serde_json::json;

use crate::cite::{
    About, Citations, Form, Kind, Mention, Nested, Profile, ProfileError, Relation, Resolution,
    Statement, cite,
};
use crate::cli::Cli;
use crate::config::Config;
use crate::diag::Diags;
use crate::diag::print::{Colour, Format as DiagFormat, print};
use crate::import::decode::normalise;
use crate::parse::{Name, article, front};
use crate::text::{self, Position};

/// The arguments of `mucluc cite`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How to show what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A grammar to use instead of the built-in one: a TOML file
    #[arg(long, value_name = "FILE")]
    profile: Option<std::path::PathBuf>,
    /// Print the built-in grammar and its documentation, to extend or to replace
    #[arg(long, exclusive = true)]
    show_profile: bool,
    /// Texts to read; `-` is the standard input
    #[arg(required_unless_present = "show_profile", value_name = "FILE")]
    files: Vec<String>,
}

/// How to show what was found.
#[derive(Debug, Copy, Clone, Eq, PartialEq, clap::ValueEnum)]
enum Format {
    /// A table for people
    Text,
    /// One JSON object a line, offsets in code points
    Jsonl,
}

/// Runs `mucluc cite`.
pub fn run(args: &Args, _cli: &Cli) -> ExitCode {
    if args.show_profile {
        let file = Profile::builtin_file("vi").unwrap_or_default();
        // A reader that has seen enough closes the pipe; that is no failure of ours.
        let _ = io::stdout().lock().write_all(file.as_bytes());
        return ExitCode::SUCCESS;
    }
    let mut diags = Diags::default();
    let own = args.profile.as_deref().and_then(|path| own_profile(path, &mut diags));
    let profile = match (&own, &args.profile) {
        (None, None) => Profile::builtin("vi"),
        _ => own.as_ref(),
    };
    let Some(profile) = profile else { return finish(diags) };
    // Of one file everybody knows which it is, and lines of 80 columns have no room for its name.
    let place = |file: &str| match args.files.len() {
        1 => String::new(),
        _ => format!("{file}:"),
    };
    let read: Vec<(Option<String>, Diags)> = args
        .files
        .par_iter()
        .map(|file| report(file, &place(file), args.format, profile))
        .collect();
    let mut out = io::stdout().lock();
    for (shown, found) in read {
        diags.extend(found);
        // A reader that has seen enough closes the pipe; that is no failure of ours.
        if let Some(shown) = shown
            && out.write_all(shown.as_bytes()).is_err()
        {
            break;
        }
    }
    finish(diags)
}

/// Prints what went wrong and gives the exit code.
fn finish(diags: Diags) -> ExitCode {
    let failed = diags.has_errors();
    eprint!("{}", print(&diags.sorted(), DiagFormat::Human, Colour::Off));
    ExitCode::from(u8::from(failed))
}

/// Reads a grammar from a file.
fn own_profile(path: &Path, diags: &mut Diags) -> Option<Profile> {
    let name = path.display().to_string();
    let text = read_text(&name, diags)?;
    match Profile::parse(&text) {
        Ok(profile) => Some(profile),
        Err(error) => {
            let ProfileError { message, help, span } = error;
            diags.bad_profile(&name, &text, span, &message, help.as_deref());
            None
        }
    }
}

/// Reads a file as UTF-8.
fn read_text(file: &str, diags: &mut Diags) -> Option<String> {
    let mut bytes = Vec::new();
    let read = match file {
        "-" => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        _ => std::fs::read(file).map(|read| bytes = read),
    };
    if let Err(error) = read {
        diags.unreadable(file, &error);
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            diags.not_utf8(file, error.as_bytes(), at);
            None
        }
    }
}

/// Reads one file and shows what it cites; `place` stands before a line and a column of it.
fn report(file: &str, place: &str, format: Format, profile: &Profile) -> (Option<String>, Diags) {
    let mut diags = Diags::default();
    let Some(text) = read_text(file, &mut diags) else { return (None, diags) };
    let citations = read(file, &text, profile);
    let shown = match format {
        Format::Text => table(place, &text, &citations),
        Format::Jsonl => jsonl(file, &text, &citations),
    };
    (Some(shown), diags)
}

/// Reads the citations of a text; of an article those below its front matter, which is read as
/// `build` reads it, so that both say the same.
fn read(file: &str, text: &str, profile: &Profile) -> Citations {
    let article = || {
        let name = Name::default();
        // What is wrong with it is for a build to tell.
        let mut diags = Diags::default();
        let (raw, body) = front::split(file, text, &mut diags)?;
        let page = front::page(file, text, raw, &name, &Config::default(), &mut diags)?;
        Some((page, body))
    };
    let Some((page, body)) = file.ends_with(".md").then(article).flatten() else {
        return cite(text, profile, &About::default());
    };
    let title = page.title.as_deref().unwrap_or_default();
    let lead = title.len() + 2;
    let about = article::about(&page);
    let found = cite(&format!("{title}\n\n{}", &text[body.clone()]), profile, &about);
    below(found, lead, body.start)
}

/// Drops what the first bytes of a text cite, and moves the rest to where those after them stand.
fn below(found: Citations, lead: usize, start: usize) -> Citations {
    let moved = |range: &Range<usize>| range.start - lead + start..range.end - lead + start;
    let dropped = found.mentions.partition_point(|mention| mention.span.start < lead);
    let mention = |mention: Mention| {
        let nested = mention.nested.iter();
        let nested = nested.map(|inner| Nested { span: moved(&inner.span), ..inner.clone() });
        Mention { span: moved(&mention.span), nested: nested.collect(), ..mention.clone() }
    };
    let is_below = |statement: &Statement| dropped <= statement.subject.min(statement.object);
    let statement = |statement: Statement| Statement {
        subject: statement.subject - dropped,
        object: statement.object - dropped,
        evidence: moved(&statement.evidence),
        ..statement
    };
    Citations {
        mentions: found.mentions.into_iter().skip(dropped).map(mention).collect(),
        statements: found.statements.into_iter().filter(is_below).map(statement).collect(),
    }
}

/// Counts code points and lines up to byte offsets, from the last one on: a text with
/// thousands of mentions is gone through once.
struct Counter<'a> {
    /// The text.
    text: &'a str,
    /// The last byte offset asked for.
    byte: usize,
    /// The code points before it.
    count: usize,
}

impl Counter<'_> {
    /// The code points before a byte offset.
    fn at(&mut self, byte: usize) -> usize {
        match byte < self.byte {
            true => self.count -= self.text[byte..self.byte].chars().count(),
            false => self.count += self.text[self.byte..byte].chars().count(),
        }
        self.byte = byte;
        self.count
    }
}

/// Counts lines up to byte offsets that grow.
struct Lines<'a> {
    /// The text.
    text: &'a str,
    /// The start of the line of the last byte offset asked for.
    start: usize,
    /// The number of that line, from 1.
    line: usize,
}

impl Lines<'_> {
    /// The line and column of a byte offset that is no smaller than the last.
    fn at(&mut self, byte: usize) -> Position {
        while let Some(newline) = self.text[self.start..byte].find('\n') {
            self.start += newline + 1;
            self.line += 1;
        }
        Position { line: self.line, column: self.text[self.start..byte].chars().count() + 1 }
    }
}

/// One JSON object a mention, then one a relation.
fn jsonl(file: &str, text: &str, citations: &Citations) -> String {
    let name = Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy());
    let mut counter = Counter { text, byte: 0, count: 0 };
    let mut out = String::new();
    for mention in &citations.mentions {
        let (start, end) = (counter.at(mention.span.start), counter.at(mention.span.end));
        let nested: Vec<_> = mention
            .nested
            .iter()
            .map(|inner| {
                let span = inner.span.clone();
                let (start, end) = (counter.at(span.start), counter.at(span.end));
                json!({"start": start, "end": end, "text": &text[span], "key": inner.key})
            })
            .collect();
        let line = json!({
            "file": name, "start": start, "end": end, "text": &text[mention.span.clone()],
            "kind": mention.kind, "key": mention.key, "form": mention.form,
            "evidence": mention.evidence, "resolution": mention.resolution, "nested": nested,
        });
        out.push_str(&(line.to_string() + "\n"));
    }
    for statement in &citations.statements {
        let (start, end) =
            (counter.at(statement.evidence.start), counter.at(statement.evidence.end));
        let key = |index: usize| citations.mentions[index].key.as_str();
        let line = json!({
            "file": name, "start": start, "end": end, "text": &text[statement.evidence.clone()],
            "kind": "relation", "subject": key(statement.subject),
            "relation": statement.relation, "object": key(statement.object),
        });
        out.push_str(&(line.to_string() + "\n"));
    }
    out
}

/// A table for people: where, what, its key and why; `place` stands before each line and column.
fn table(place: &str, text: &str, citations: &Citations) -> String {
    // The mark at the start of a file is no column that an editor counts.
    let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = Lines { text, start: mark, line: 1 };
    let rows: Vec<[String; 4]> = citations
        .mentions
        .iter()
        .map(|mention| row(place, text, lines.at(mention.span.start), mention))
        .collect();
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).min(60)
    };
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for [at, words, key, why] in &rows {
        let cells = [(at, widths[0]), (words, widths[1]), (key, widths[2])];
        let cells: Vec<String> = cells
            .iter()
            .map(|(cell, width)| {
                format!("{cell}{}", " ".repeat(width.saturating_sub(cell.chars().count())))
            })
            .collect();
        let line = format!("{}  {why}", cells.join("  "));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    for statement in &citations.statements {
        let at = text::position(text, statement.evidence.start);
        let key = |index: usize| citations.mentions[index].key.as_str();
        out.push_str(&format!(
            "{place}{}:{}  {} {} {}\n",
            at.line,
            at.column,
            key(statement.subject),
            verb(statement.relation),
            key(statement.object),
        ));
    }
    out
}

/// One row of the table.
fn row(place: &str, text: &str, at: Position, mention: &Mention) -> [String; 4] {
    // A row is as wide as it looks: composed letters, nothing invisible.
    let words = normalise(&text[mention.span.clone()]);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = match (mention.kind, mention.form) {
        (Kind::Committee, Form::Full) => "committee",
        (Kind::Committee, _) => "committee, short",
        (Kind::Directive, Form::Full) => "directive",
        (Kind::Directive, Form::Short) => "directive, short",
        (Kind::Directive, Form::Unnumbered) => "directive, by name",
    };
    let why = match &mention.resolution {
        Resolution::Stated => kind.to_string(),
        Resolution::Resolved(why) => format!("{kind}: {why}"),
        Resolution::Unresolved(why) => format!("{kind}, UNRESOLVED: {why}"),
    };
    [format!("{place}{}:{}", at.line, at.column), words, mention.key.clone(), why]
}

/// A relation as a verb.
fn verb(relation: Relation) -> &'static str {
    match relation {
        Relation::Implements => "implements",
        Relation::Continues => "continues",
        Relation::Guides => "guides",
        Relation::Amends => "amends",
        Relation::Replaces => "replaces",
        Relation::Repeals => "repeals",
        Relation::BasedOn => "is based on",
        Relation::Reviews => "reviews",
        Relation::AttachedTo => "is attached to",
        Relation::Corrects => "corrects",
        Relation::Consolidates => "consolidates",
        Relation::Suspends => "suspends",
    }
}

#[cfg(test)]
mod tests;
