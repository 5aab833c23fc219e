//! The line that tells of a batch: what changed, what was written, how long it took.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Batch, Outcome};
use crate::diag::{Diagnostic, Severity};
use crate::project::CONFIG_FILES;

/// How many files a line names before it only counts.
const NAMED: usize = 3;

/// Folders of a site of whose files a person wants to hear even where nothing came of a change.
const OWN: [&str; 5] = ["content", "templates", "static", "sass", "themes"];

/// Whether there is anything to tell of a batch: something came of it, something else is wrong than
/// what was `told` last, or it is of files that a person may expect something of.
///
/// Any other file is nobody's news: it may be the very file that these lines are written to,
/// which would change it again without end.
pub fn is_news(batch: &Batch, outcome: &Outcome, told: &[Diagnostic], site: &Path) -> bool {
    let is_own = |path: &PathBuf| match path.strip_prefix(site) {
        Ok(below) => OWN.iter().any(|folder| below.starts_with(folder)) || is_configuration(below),
        Err(_) => true,
    };
    let Outcome { changed, deleted, diagnostics, .. } = outcome;
    let is_same = changed.is_empty() && deleted.is_empty() && diagnostics == told;
    !is_same || batch.paths.iter().any(is_own)
}

/// Whether a file below the site's folder configures it.
fn is_configuration(below: &Path) -> bool {
    CONFIG_FILES.iter().any(|name| below == Path::new(name))
}

/// One line about a batch, with paths told from the site's folder; `writes` says whether outputs
/// go to the output folder or are only served.
pub fn line(batch: &Batch, outcome: &Outcome, took: Duration, site: &Path, writes: bool) -> String {
    let paths: Vec<String> = batch
        .paths
        .iter()
        .take(NAMED)
        .map(|path| path.strip_prefix(site).unwrap_or(path).display().to_string())
        .collect();
    let changed = list(&paths, batch.paths.len(), "files");
    let is_error = |severity: Severity| severity == Severity::Error;
    let n_errors = outcome.diagnostics.iter().filter(|found| is_error(found.severity)).count();
    // Nothing is published from a build that failed.
    let (made, gone) = match writes && n_errors == 0 {
        true => ("wrote", "removed"),
        false => ("rendered", "left out"),
    };
    let mut done = Vec::new();
    if !outcome.changed.is_empty() {
        let named: Vec<String> = outcome.changed.iter().take(NAMED).cloned().collect();
        done.push(format!("{made} {}", list(&named, outcome.changed.len(), "outputs")));
    }
    if !outcome.deleted.is_empty() {
        let named: Vec<String> = outcome.deleted.iter().take(NAMED).cloned().collect();
        done.push(format!("{gone} {}", list(&named, outcome.deleted.len(), "outputs")));
    }
    match n_errors {
        0 if done.is_empty() && writes => done.push("nothing to write".to_string()),
        0 if done.is_empty() => done.push("no page changes".to_string()),
        0 => {}
        1 => done.push("1 error".to_string()),
        _ => done.push(format!("{n_errors} errors")),
    }
    format!("{changed}: {} ({} ms)", done.join(", "), took.as_millis())
}

/// Why each output of a batch was rendered, a line each.
pub fn reasons(outcome: &Outcome) -> String {
    let lines = outcome.reasons.iter();
    lines.map(|(path, why)| format!("  {path}: {why}\n")).collect()
}

/// Names of things, or how many there are where they are too many to name.
fn list(named: &[String], n_all: usize, things: &str) -> String {
    match n_all <= NAMED {
        true => named.join(", "),
        false => format!("{n_all} {things}"),
    }
}

#[cfg(test)]
mod tests;
