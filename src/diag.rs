//! Diagnostics: everything that mucluc tells a person went wrong, and what to do.
//!
//! All wording lives in this file, one function per kind of failure, so that the
//! same mistake reads the same wherever it is made and tests can name it.
//! Messages are lower case without a full stop; what the user wrote stands in
//! backticks; a hint says what to do.
//!
//! **Invariant:** nothing is lost: stages collect into [`Diags`] and go on, and a
//! build shows all that was found at once, in the order of files and lines.
//!
//! Not here: how a diagnostic looks on a terminal or as JSON (`diag::print`).

pub mod print;

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

    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many errors there are.
    pub fn n_errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// All of them by file and position, each once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        let place = |diagnostic: &Diagnostic| {
            let span = diagnostic.span.as_ref();
            (span.map(|span| span.file.clone()), span.map(|span| span.range.start))
        };
        self.list.sort_by(|a, b| {
            place(a)
                .cmp(&place(b))
                .then(a.severity.cmp(&b.severity))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.list.dedup();
        self.list
    }
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

/// Files and folders: what cannot be read or written.
impl Diags {
    /// A file's bytes are not UTF-8; `offset` is the first byte that is not.
    pub fn not_utf8(&mut self, file: &str, bytes: &[u8], offset: usize) {
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let good = String::from_utf8_lossy(&bytes[..offset.min(bytes.len())]).into_owned();
        let at = text::position(&good, good.len());
        let text: Arc<str> = String::from_utf8_lossy(bytes).into_owned().into();
        let start = good.len();
        self.push(
            Diagnostic::error(
                "not-utf8",
                format!("the file is not UTF-8: byte {offset} is 0x{byte:02X}"),
            )
            .at(Span { file: file.into(), text: Some(text), range: start..start })
            .hint(format!(
                "save the file as UTF-8; the first wrong byte is at line {}, column {}",
                at.line, at.column
            )),
        );
    }

    /// A file could not be read.
    pub fn unreadable(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unreadable", format!("cannot read the file: {error}"))
                .at(Span::file(file))
                .hint("check that it exists and that you may read it"),
        );
    }

    /// Writing the output failed.
    pub fn unwritable(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unwritable", format!("cannot write the file: {error}"))
                .at(Span::file(file))
                .hint("check the free space and the permissions of the output folder"),
        );
    }
}

/// Sass: sheets that clash or do not compile.
impl Diags {
    /// Two sheets would be written to one place.
    pub fn sass_clash(&mut self, first: &str, second: &str, target: &str) {
        self.push(
            Diagnostic::error(
                "sass-clash",
                format!("`{first}` and `{second}` both make `{target}`"),
            )
            .at(Span::file(second))
            .hint("keep one of them, or rename it to begin with `_` if another sheet uses it"),
        );
    }

    /// A sheet does not compile; `sheet` is the one that was asked for.
    pub fn sass_failed(&mut self, span: Span, message: &str, sheet: &str) {
        let is_elsewhere = *span.file != *sheet;
        let mut diagnostic =
            Diagnostic::error("sass-failed", format!("the sheet does not compile: {message}"))
                .at(span);
        if is_elsewhere {
            diagnostic = diagnostic.during(format!("while compiling `{sheet}`"));
        }
        self.push(diagnostic);
    }
}

/// Old sites: what Tera 1 and Zola up to 0.22 wrote another way.
impl Diags {
    /// A template or content uses a construct that is no longer.
    pub fn old_construct(&mut self, span: Span, construct: &str, instead: &str) {
        self.push(
            Diagnostic::error(
                "old-construct",
                format!("{construct} is of an older Zola and no longer understood"),
            )
            .at(span)
            .hint(instead),
        );
    }

    /// A key of the configuration or of front matter has another name now.
    pub fn old_key(&mut self, span: Span, key: &str, instead: &str) {
        self.push(
            Diagnostic::error("old-key", format!("`{key}` is a key of an older Zola"))
                .at(span)
                .hint(format!("write {instead}")),
        );
    }
}

#[cfg(test)]
mod tests;
