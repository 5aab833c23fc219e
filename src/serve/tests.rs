use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;
use crate::watch::Outputs;

/// Outputs that note what they are asked for.
#[derive(Default)]
struct Noted {
    pages: BTreeMap<&'static str, &'static [u8]>,
    asked: Mutex<Vec<String>>,
}

impl Outputs for Noted {
    fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.asked.lock().unwrap().push(path.to_string());
        self.pages.get(path).map(|&bytes| bytes.into())
    }
}

/// What the outputs are asked for on the way to an answer.
fn asked_for(path: &str) -> Vec<String> {
    let pages = BTreeMap::from([("a/index.html", &b"a"[..]), ("main.css", b"p")]);
    let outputs = Arc::new(Noted { pages, ..Noted::default() });
    let (diagnostics, changed, deleted) = Default::default();
    let outcome = Outcome {
        diagnostics,
        changed,
        deleted,
        page: None,
        reasons: Vec::new(),
        outputs: outputs.clone(),
    };
    let _ = look_up(&Now::first("run".into(), &outcome), &Settings::default(), path);
    let asked = outputs.asked.lock().unwrap();
    asked.clone()
}

#[test]
fn nothing_is_rendered_but_what_is_asked_for() {
    assert_eq!(asked_for("main.css"), ["main.css"]);
    assert_eq!(asked_for("a/"), ["a/index.html"]);
    assert_eq!(asked_for("a"), ["a", "a/index.html"]);
    assert_eq!(asked_for("b/"), ["b/index.html", "404.html"]);
}
