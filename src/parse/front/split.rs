//! Parting a file into its front matter and its text.

use std::ops::Range;

use crate::diag::{Diagnostic, Diags, Span};

/// How front matter is written.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Syntax {
    /// Between `+++` lines.
    Toml,
    /// Between `---` lines.
    Yaml,
}

/// Front matter found in a file, not yet read.
#[derive(Debug, Clone)]
pub struct Raw {
    /// How it is written.
    pub syntax: Syntax,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// Parts a file into its front matter and its text.
pub fn split(file: &str, source: &str, diags: &mut Diags) -> Option<(Raw, Range<usize>)> {
    let start = source.len() - source.trim_start().len();
    let (syntax, fence) = match &source[start..] {
        rest if rest.starts_with("+++") => (Syntax::Toml, "+++"),
        rest if rest.starts_with("---") => (Syntax::Yaml, "---"),
        _ => {
            diags.push(
                Diagnostic::error("no-front-matter", "the file has no front matter")
                    .at(Span::of(file, source, 0..source.lines().next().map_or(0, str::len)))
                    .hint("start it with a line `+++`, then lines such as `title = \"…\"`, then a line `+++`"),
            );
            return None;
        }
    };
    let open = start + fence.len();
    let first = source[open..].split_inclusive('\n').next().unwrap_or_default();
    let front_start = open + first.len();
    if !first.trim().is_empty() {
        diags.push(
            Diagnostic::error("no-front-matter", "front matter cannot begin on this line")
                .at(Span::of(file, source, start..open + first.trim_end().len()))
                .hint(format!("write `{fence}` alone, before the first key and after the last")),
        );
        return None;
    }
    let mut line_start = front_start;
    for line in source[front_start..].split_inclusive('\n') {
        if line.trim() == fence {
            let body = line_start + line.len();
            return Some((Raw { syntax, range: front_start..line_start }, body..source.len()));
        }
        line_start += line.len();
    }
    let at_end = closed_at_end(&source[front_start..], fence);
    if let Some(end) = at_end {
        let body = front_start + end + fence.len();
        let body =
            body + source[body..].find('\n').map_or(source.len() - body, |newline| newline + 1);
        return Some((Raw { syntax, range: front_start..front_start + end }, body..source.len()));
    }
    diags.push(
        Diagnostic::error(
            "open-front-matter",
            format!("the front matter is never closed with `{fence}`"),
        )
        .at(Span::of(file, source, start..open))
        .hint(format!("put a line `{fence}` after the last key")),
    );
    None
}

/// Where a fence closes front matter at the end of a line that holds a key, which Zola takes too.
fn closed_at_end(front: &str, fence: &str) -> Option<usize> {
    let mut line_start = 0;
    for line in front.split_inclusive('\n') {
        if let Some(before) = line.trim_end().strip_suffix(fence) {
            return Some(line_start + before.len());
        }
        line_start += line.len();
    }
    None
}
