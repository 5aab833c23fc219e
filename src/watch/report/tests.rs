use std::sync::Arc;

use super::*;
use crate::diag::Diagnostic;
use crate::watch::Outputs;

/// A site without outputs.
struct Nothing;

impl Outputs for Nothing {
    fn get(&self, _path: &str) -> Option<Arc<[u8]>> {
        None
    }
}

fn told(paths: &[&str], changed: &[&str], deleted: &[&str], n_errors: usize) -> String {
    let owned = |list: &[&str]| list.iter().map(|&item| item.to_string()).collect();
    let outcome = Outcome {
        diagnostics: vec![Diagnostic::error("x", "x"); n_errors],
        changed: owned(changed),
        deleted: owned(deleted),
        page: None,
        reasons: Vec::new(),
        outputs: Arc::new(Nothing),
    };
    let paths = paths.iter().map(|path| Path::new("/site").join(path)).collect();
    let batch = Batch { paths, rescan: false };
    line(&batch, &outcome, Duration::from_millis(14), Path::new("/site"))
}

#[test]
fn a_line_says_what_changed_what_was_written_and_how_long_it_took() {
    let line = told(&["content/a.md"], &["a/index.html", "index.html"], &[], 0);
    assert_eq!(line, "content/a.md: wrote a/index.html, index.html (14 ms)");
}

#[test]
fn many_are_counted() {
    let line = told(&["a", "b", "c", "d"], &["1", "2", "3", "4", "5"], &["6"], 0);
    assert_eq!(line, "4 files: wrote 5 outputs, removed 6 (14 ms)");
}

#[test]
fn errors_are_counted_and_a_change_without_effect_says_so() {
    assert_eq!(told(&["a"], &[], &[], 2), "a: 2 errors (14 ms)");
    assert_eq!(told(&["a"], &[], &[], 0), "a: nothing to write (14 ms)");
}
