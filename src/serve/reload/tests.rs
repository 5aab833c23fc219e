use super::*;

/// A site without outputs.
struct Nothing;

impl Outputs for Nothing {
    fn get(&self, _path: &str) -> Result<Option<Arc<[u8]>>, Fault> {
        Ok(None)
    }
}

fn changed(paths: &[&str]) -> Outcome {
    let changed = paths.iter().map(|path| path.to_string()).collect();
    let (diagnostics, deleted) = Default::default();
    Outcome {
        diagnostics,
        changed,
        deleted,
        page: None,
        reasons: Vec::new(),
        outputs: Arc::new(Nothing),
    }
}

#[test]
fn what_changed_since_a_version_is_all_of_it_and_nothing_before() {
    let first = Now::first("run".into(), &changed(&[]));
    let third = first.next(&changed(&["a"])).next(&changed(&["b"])).next(&changed(&["c", "b"]));
    assert_eq!(third.name(), "run.3");
    let since = |version| third.changed_since(Some(version)).map(Vec::from_iter);
    assert_eq!(since(3), Some(vec![]));
    assert_eq!(since(2), Some(vec!["b", "c"]));
    assert_eq!(since(0), Some(vec!["a", "b", "c"]));
}

#[test]
fn what_is_no_longer_remembered_is_everything() {
    let mut now = Now::first("run".into(), &changed(&[]));
    for _ in 0..=REMEMBERED {
        now = now.next(&changed(&["a"]));
    }
    assert_eq!(now.changed_since(Some(0)), None);
    assert_eq!(now.changed_since(Some(1)), Some(BTreeSet::from(["a"])));
}

#[test]
fn too_many_changes_are_everything() {
    let paths: Vec<String> = (0..=NAMED).map(|n| n.to_string()).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let now = Now::first("run".into(), &changed(&[])).next(&changed(&paths));
    assert_eq!(now.changed_since(Some(0)), None);
}

#[test]
fn a_version_of_another_run_or_of_the_future_is_unknown() {
    let now = Now::first("run".into(), &changed(&[]));
    assert_eq!(now.version_of("run.0"), Some(0));
    for name in ["run.1", "other.0", "run", "", "run.-1", "run.x"] {
        assert_eq!(now.version_of(name), None, "{name}");
    }
}

#[test]
fn the_script_stands_before_the_end_of_the_body() {
    assert_eq!(&inject(b"<body>a</body></html>", "<s>")[..], b"<body>a<s></body></html>");
    assert_eq!(&inject(b"a</BODY >", "<s>")[..], b"a<s></BODY >");
    assert_eq!(&inject(b"no body", "<s>")[..], b"no body<s>");
    assert_eq!(&inject(b"\xff</body>", "<s>")[..], b"\xff<s></body>");
    assert_eq!(&inject(b"", "<s>")[..], b"<s>");
}

#[test]
fn what_stands_in_a_tag_cannot_leave_it() {
    let now = Now::first("run".into(), &changed(&[]));
    let settings = Settings { base_path: "/a \"b/".into(), ..Settings::default() };
    let tag = tag(&now, &settings, "x\"><script>/index.html");
    assert!(tag.contains("data-base=\"/a%20%22b/\""), "{tag}");
    assert!(tag.contains("data-output=\"x&quot;&gt;&lt;script&gt;/index.html\""), "{tag}");
}

#[test]
fn a_page_shows_the_first_errors_and_counts_the_others() {
    let mut broken = changed(&[]);
    let error = |n: usize| Diagnostic::error("broken", format!("error {n} of many"));
    broken.diagnostics = (1..=25).map(error).collect();
    let now = Now::first("run".into(), &broken);
    assert!(now.errors.contains("error 20 of many"));
    assert!(!now.errors.contains("error 21 of many"));
    assert!(now.errors.ends_with("and 5 more: see the terminal\n"));
}
