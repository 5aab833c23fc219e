use super::*;

/// Publishes outputs into a folder and gives what changed.
fn check(folder: &Path, outputs: &[(&str, &str)]) -> Published {
    let spool = Spool::new(&folder.join("public")).unwrap();
    let held = |text: &str| spool.put(text.as_bytes()).unwrap();
    let outputs = outputs.iter().map(|(path, text)| (path.to_string(), held(text))).collect();
    let files = Files::Disk(folder.to_path_buf());
    let mut diags = Diags::default();
    let list = folder.join(".mucluc/outputs");
    publish(&spool, &files, &outputs, &list, &mut diags).expect("it can be written")
}

#[test]
fn only_bytes_that_differ_are_written() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a/index.html", "one"), ("b.css", "two")]);
    let second = check(folder.path(), &[("a/index.html", "new"), ("b.css", "two")]);
    assert_eq!((second.written, second.n_same), (vec!["a/index.html".to_string()], 1));
}

#[test]
fn what_mucluc_wrote_goes_and_what_it_did_not_stays() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a/index.html", "one"), ("b/index.html", "two")]);
    fs::write(folder.path().join("public/b/mine.txt"), "mine").unwrap();
    let second = check(folder.path(), &[("b/x.html", "three")]);
    assert_eq!(second.deleted, ["a/index.html", "b/index.html"]);
    assert!(!folder.path().join("public/a").exists());
    assert!(folder.path().join("public/b/mine.txt").exists());
}
