//! Diagnostics: everything that mucluc tells a person went wrong, and what to do.
//!
//! What several stages can meet is worded below this module, one function per kind
//! of failure, so that the same mistake reads the same wherever it is made and tests
//! can name it; what only one place can meet is worded there.
//! Messages are lower case without a full stop; what the user wrote stands in
//! backticks; a hint says what to do.
//!
//! **Invariant:** nothing is lost: stages collect into [`Diags`] and go on, and a
//! build shows all that was found at once, in the order of files and lines.
//!
//! Not here: how a diagnostic looks on a terminal or as JSON (`diag::print`), what the readers of
//! TOML and YAML mean (`diag::said`), and how a line should have been written (`diag::cure`).

mod articles;
pub mod cure;
mod files;
pub mod print;
mod records;
pub mod said;
mod site;

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::text::{self, Position};

/// How bad it is.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The build publishes nothing.
    Error,
    /// The build goes on, and the reader of the site may miss something.
    Warning,
    /// Something to know.
    Note,
}

/// A range of bytes in a file, with the text that it counts in.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Span {
    /// The file's path below the site's root, with `/` between its parts.
    pub file: Arc<str>,
    /// The file's text, where it is text; without it the place is the whole file.
    pub text: Option<Arc<str>>,
    /// The bytes meant.
    pub range: Range<usize>,
}

impl Span {
    /// The whole of a file, when no place inside it is to blame.
    pub fn file(file: &str) -> Self {
        Span { file: file.into(), text: None, range: 0..0 }
    }

    /// A range of bytes of a file's text.
    pub fn of(file: &str, text: &str, range: Range<usize>) -> Self {
        Span { file: file.into(), text: Some(text.into()), range }
    }

    /// The line and column where the span starts, if the file is text.
    pub fn position(&self) -> Option<Position> {
        self.text.as_deref().map(|text| text::position(text, self.range.start))
    }
}

/// A further place that belongs to a diagnostic, with what it shows.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// One thing to tell.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for the kind of failure, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// What was being done, innermost first: `while rendering …`.
    pub trace: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic with nothing but its message.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        let (labels, hints, trace) = Default::default();
        Diagnostic { severity, code, message: message.into(), span: None, labels, hints, trace }
    }

    /// An error with nothing but its message.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Error, code, message)
    }

    /// A warning with nothing but its message.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Warning, code, message)
    }

    /// Says where.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds another place.
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what was being done.
    pub fn during(mut self, what: impl Into<String>) -> Self {
        self.trace.push(what.into());
        self
    }
}

/// What a stage or a whole build found.
#[derive(Debug, Default, Clone)]
pub struct Diags {
    /// In the order found; `sorted` puts them in the order of files.
    pub list: Vec<Diagnostic>,
}

impl Diags {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all that another stage found.
    pub fn extend(&mut self, other: Diags) {
        self.list.extend(other.list);
    }

    /// Gives every place that is known by its bytes alone the text that they count in, so that
    /// its line can be shown; `read` gives the text of a file.
    pub fn show_places(&mut self, read: impl Fn(&str) -> Option<Arc<str>>) {
        for told in &mut self.list {
            let places = told.span.iter_mut().chain(told.labels.iter_mut().map(|l| &mut l.span));
            for place in places.filter(|place| place.text.is_none() && 0 < place.range.end) {
                let holds = |text: &Arc<str>| text.get(place.range.clone()).is_some();
                place.text = read(&place.file).filter(holds);
            }
        }
    }

    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether a file has an error already, so that what follows from it need not be said.
    pub fn has_error_in(&self, file: &str) -> bool {
        let is_there =
            |found: &Diagnostic| found.span.as_ref().is_some_and(|span| *span.file == *file);
        self.list.iter().any(|found| found.severity == Severity::Error && is_there(found))
    }

    /// How many errors there are.
    pub fn n_errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// All of them by file and position, each once: what happened at one place in many
    /// outputs is told with the first of these and how many more there are.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        let place = |diagnostic: &Diagnostic| {
            let span = diagnostic.span.as_ref();
            (span.map(|span| span.file.clone()), span.map(|span| span.range.start))
        };
        // The site's first page says more than one deep inside of it.
        let trace = |diagnostic: &Diagnostic| {
            let length: usize = diagnostic.trace.iter().map(String::len).sum();
            (length, diagnostic.trace.clone())
        };
        self.list.sort_by(|a, b| {
            place(a)
                .cmp(&place(b))
                .then(a.severity.cmp(&b.severity))
                .then_with(|| a.message.cmp(&b.message))
                .then_with(|| trace(a).cmp(&trace(b)))
        });
        self.list.dedup();
        let mut sorted: Vec<Diagnostic> = Vec::new();
        for group in self.list.chunk_by(is_same_but_for_its_trace) {
            let mut first = group[0].clone();
            if 1 < group.len() {
                let n_more = group.len() - 1;
                let outputs = if n_more == 1 { "output" } else { "outputs" };
                first.trace.push(format!("and for {n_more} more {outputs}"));
            }
            sorted.push(first);
        }
        sorted
    }
}

/// Whether two things to tell are one mistake at one place that showed while different things
/// were done.
fn is_same_but_for_its_trace(a: &Diagnostic, b: &Diagnostic) -> bool {
    let has_place = a.span.as_ref().is_some_and(|span| span.text.is_some());
    has_place
        && (a.severity, a.code, &a.message, &a.span) == (b.severity, b.code, &b.message, &b.span)
        && (&a.labels, &a.hints) == (&b.labels, &b.hints)
}

/// Says `did you mean …` where a known word is near, else which words are known.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match text::nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let list: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
            match list.is_empty() {
                true => "there is none to choose from".to_string(),
                false => format!("known here: {}", list.join(", ")),
            }
        }
    }
}

/// An error about things that lead back to the first of them, at its place, with those of the
/// others; `said` is its code and what it says before the names.
fn in_a_circle<'a>(
    (code, said): (&'static str, &str),
    spans: &[(Span, String)],
    circle: impl IntoIterator<Item = &'a str>,
    label: impl Fn(&str) -> String,
) -> Diagnostic {
    let names: Vec<String> = circle.into_iter().map(|name| format!("`{name}`")).collect();
    let back = names.first().cloned().unwrap_or_default();
    let message = format!("{said}: {} → {back}", names.join(" → "));
    let mut found = Diagnostic::error(code, message);
    if let Some((span, _)) = spans.first() {
        found = found.at(span.clone());
    }
    for (span, name) in spans.iter().skip(1) {
        found = found.label(span.clone(), label(name));
    }
    found
}

#[cfg(test)]
mod tests;
