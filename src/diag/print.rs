//! How diagnostics look: with carets for people, in one line each, as JSON Lines.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Label, Severity, Span};

/// In which form diagnostics are written.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, clap::ValueEnum)]
pub enum Format {
    /// With the source lines and carets.
    #[default]
    Human,
    /// `file:line:column: error: message`, one line each.
    Short,
    /// One JSON object a line.
    Json,
}

/// Writes diagnostics as text, each ending in a line feed.
pub fn print(diagnostics: &[Diagnostic], format: Format, colour: Colour) -> String {
    let one = |diagnostic| match format {
        Format::Human => human(diagnostic, colour),
        Format::Short => short(diagnostic),
        Format::Json => json(diagnostic),
    };
    diagnostics.iter().map(one).collect()
}

/// Whether the human form uses terminal colours.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Colour {
    /// Plain text.
    Off,
    /// ANSI escapes.
    On,
}

/// How bad it is, in a word.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A diagnostic with its source lines, and an empty line after it.
fn human(diagnostic: &Diagnostic, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group =
        Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    if let Some(span) = &diagnostic.span {
        group = snippet(group, span, None);
    }
    for label in &diagnostic.labels {
        group = snippet(group, &label.span, Some(&label.message));
    }
    for line in &diagnostic.trace {
        group = group.element(Level::NOTE.message(line.as_str()));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    renderer.render(&[group]).to_string() + "\n\n"
}

/// Adds a place to what is shown: its lines with carets, or the file alone where that is no text.
fn snippet<'a>(group: Group<'a>, span: &'a Span, message: Option<&'a str>) -> Group<'a> {
    match &span.text {
        Some(text) => {
            let mut caret = match message {
                Some(_) => AnnotationKind::Context,
                None => AnnotationKind::Primary,
            }
            .span(span.range.clone());
            if let Some(message) = message {
                caret = caret.label(message);
            }
            group.element(Snippet::source(text.as_ref()).path(span.file.as_ref()).annotation(caret))
        }
        None => {
            let group = group.element(annotate_snippets::Origin::path(span.file.as_ref()));
            match message {
                Some(message) => group.element(Level::NOTE.message(message)),
                None => group,
            }
        }
    }
}

/// A place as editors understand it: `file:line:column`.
fn place(span: &Span) -> String {
    match span.position() {
        Some(at) => format!("{}:{}:{}", span.file, at.line, at.column),
        None => span.file.to_string(),
    }
}

/// A diagnostic in one line, with all that belongs to it in brackets.
fn short(diagnostic: &Diagnostic) -> String {
    let start = diagnostic.span.as_ref().map(|span| place(span) + ": ").unwrap_or_default();
    let label = |label: &Label| format!(" [{}: {}]", place(&label.span), label.message);
    let labels: String = diagnostic.labels.iter().map(label).collect();
    let trace: String = diagnostic.trace.iter().map(|line| format!(" [{line}]")).collect();
    let hints: String = diagnostic.hints.iter().map(|hint| format!(" ({hint})")).collect();
    let word = word(diagnostic.severity);
    format!("{start}{word}: {}{labels}{trace}{hints}\n", diagnostic.message)
}

/// A diagnostic as a JSON object in one line.
fn json(diagnostic: &Diagnostic) -> String {
    let at = |span: &Span| {
        let position = span.position();
        json!({
            "file": span.file.as_ref(),
            "line": position.map(|at| at.line),
            "column": position.map(|at| at.column),
        })
    };
    let labels: Vec<_> = diagnostic
        .labels
        .iter()
        .map(|label| json!({"place": at(&label.span), "message": label.message}))
        .collect();
    let object = json!({
        "severity": word(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "place": diagnostic.span.as_ref().map(at),
        "labels": labels,
        "hints": diagnostic.hints,
        "trace": diagnostic.trace,
    });
    object.to_string() + "\n"
}
