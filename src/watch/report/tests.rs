use std::sync::Arc;

use super::*;
use crate::diag::Diagnostic;
use crate::watch::Outputs;

/// A site without outputs.
struct Nothing;

impl Outputs for Nothing {
    fn get(&self, _path: &str) -> Result<Option<Arc<[u8]>>, crate::watch::Fault> {
        Ok(None)
    }
}

/// A batch and what came of it.
fn done(paths: &[&str], changed: &[&str], deleted: &[&str], n_errors: usize) -> (Batch, Outcome) {
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
    (Batch { paths, rescan: false }, outcome)
}

fn told(paths: &[&str], changed: &[&str], deleted: &[&str], n_errors: usize) -> String {
    let (batch, outcome) = done(paths, changed, deleted, n_errors);
    line(&batch, &outcome, Duration::from_millis(14), Path::new("/site"), true)
}

#[test]
fn a_file_that_the_site_is_not_made_of_is_no_news() {
    let is_news = |path: &str, changed: &[&str], n_errors: usize| {
        let (batch, outcome) = done(&[path], changed, &[], n_errors);
        is_news(&batch, &outcome, &[], Path::new("/site"))
    };
    assert!(!is_news("out.log", &[], 0));
    assert!(is_news("content/a.md", &[], 0) && is_news("zola.toml", &[], 0));
    assert!(is_news("data/list.toml", &["a/index.html"], 0));
    assert!(is_news("data/list.toml", &[], 1));
}

#[test]
fn what_is_wrong_is_news_once() {
    let site = Path::new("/site");
    let (batch, outcome) = done(&["out.log"], &[], &[], 1);
    assert!(is_news(&batch, &outcome, &[], site));
    assert!(!is_news(&batch, &outcome, &outcome.diagnostics, site));
    let (batch, mended) = done(&["data/list.toml"], &[], &[], 0);
    assert!(is_news(&batch, &mended, &outcome.diagnostics, site));
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
    let kept_back = told(&["a"], &["1"], &["2"], 1);
    assert_eq!(kept_back, "a: rendered 1, left out 2, 1 error (14 ms)", "nothing was written");
    assert_eq!(told(&["a"], &[], &[], 0), "a: nothing to write (14 ms)");
}

#[test]
fn what_is_only_served_is_not_said_to_be_written() {
    let served = |changed: &[&str]| {
        let (batch, outcome) = done(&["content/a.md"], changed, &["b/index.html"], 0);
        line(&batch, &outcome, Duration::from_millis(14), Path::new("/site"), false)
    };
    let line = served(&["a/index.html"]);
    assert_eq!(line, "content/a.md: rendered a/index.html, left out b/index.html (14 ms)");
    let (batch, nothing) = done(&["content/a.md"], &[], &[], 0);
    let line = super::line(&batch, &nothing, Duration::from_millis(14), Path::new("/site"), false);
    assert_eq!(line, "content/a.md: no page changes (14 ms)");
}
