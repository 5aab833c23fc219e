use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;
use crate::diag::Diagnostic;
use crate::watch::Outputs;

/// Outputs that note what they are asked for.
#[derive(Default)]
struct Noted {
    pages: BTreeMap<&'static str, &'static [u8]>,
    asked: Mutex<Vec<String>>,
}

impl Outputs for Noted {
    fn get(&self, path: &str) -> Result<Option<Arc<[u8]>>, Fault> {
        self.asked.lock().unwrap().push(path.to_string());
        match path {
            "torn.html" => Err(Fault::Unreadable(io::Error::other("the disk is broken"))),
            "wrong/index.html" => {
                let wrong = Diagnostic::error("template", "there is no filter <b>");
                Err(Fault::Unmade(Box::new(wrong)))
            }
            _ => Ok(self.pages.get(path).map(|&bytes| bytes.into())),
        }
    }
}

/// The answer to a path, and what the outputs are asked for on the way to it.
fn answer_to(path: &str) -> (Looked, Vec<String>) {
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
    let looked = look_up(&Now::first("run".into(), &outcome), &Settings::default(), path);
    let asked = outputs.asked.lock().unwrap();
    (looked, asked.clone())
}

/// What the outputs are asked for on the way to an answer.
fn asked_for(path: &str) -> Vec<String> {
    answer_to(path).1
}

#[test]
fn an_output_that_cannot_be_read_is_no_page_that_is_not_there() {
    let (Looked::Found(found), _) = answer_to("torn.html") else { panic!("it is no folder") };
    assert_eq!(found.status, StatusCode::INTERNAL_SERVER_ERROR);
    let said = String::from_utf8_lossy(&found.bytes).to_string();
    assert!(said.contains("the disk is broken") && said.contains("TMPDIR"), "{said}");
    assert!(
        said.contains("torn.html") && said.contains("<script"),
        "it reloads when mended: {said}"
    );
}

#[test]
fn a_page_that_could_not_be_made_says_why_instead_of_being_missing() {
    for path in ["wrong/", "wrong/index.html"] {
        let (Looked::Found(found), _) = answer_to(path) else { panic!("it is no folder") };
        assert_eq!(found.status, StatusCode::INTERNAL_SERVER_ERROR);
        let said = String::from_utf8_lossy(&found.bytes).to_string();
        assert!(said.contains("there is no filter &lt;b&gt;"), "{said}");
    }
}

#[test]
fn nothing_is_rendered_but_what_is_asked_for() {
    assert_eq!(asked_for("main.css"), ["main.css"]);
    assert_eq!(asked_for("a/"), ["a/index.html"]);
    assert_eq!(asked_for("a"), ["a", "a/index.html"]);
    assert_eq!(asked_for("b/"), ["b/index.html", "404.html"]);
}
