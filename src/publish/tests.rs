use super::*;

/// Publishes outputs into a folder and gives what changed.
#[track_caller]
fn check(folder: &Path, outputs: &[(&str, &str)]) -> Published {
    let (published, said) = attempt(folder, outputs);
    assert_eq!(said, "");
    published.expect("it can be written")
}

/// Publishes outputs into a folder; gives what changed, and what was said.
fn attempt(folder: &Path, outputs: &[(&str, &str)]) -> (Option<Published>, String) {
    let spool = Spool::new(&folder.join("public")).unwrap();
    let held = |text: &str| spool.put(text.as_bytes()).unwrap();
    let outputs = outputs.iter().map(|(path, text)| (path.to_string(), held(text))).collect();
    let files = Files::Disk(folder.to_path_buf());
    let mut diags = Diags::default();
    let list = folder.join(".mucluc/outputs");
    let published = publish(&spool, &files, &outputs, &list, &Standing::default(), &mut diags);
    let said: Vec<String> = diags.sorted().into_iter().map(|found| found.message).collect();
    (published, said.join("\n"))
}

/// All files of an output folder, with what is in them.
fn standing(folder: &Path) -> Vec<(String, String)> {
    let files = Files::Disk(folder.to_path_buf());
    let mut diags = Diags::default();
    let paths = files.walk("public", &mut diags);
    let text = |path: &String| files.text(path, &mut Diags::default()).unwrap_or_default();
    paths.iter().map(|path| (path.clone(), text(path).to_string())).collect()
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

#[test]
fn a_file_takes_the_place_of_a_folder_that_an_earlier_build_made_and_the_other_way_round() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a/b/index.html", "one"), ("c", "two")]);
    let second = check(folder.path(), &[("a", "three"), ("c/index.html", "four")]);
    assert_eq!(second.deleted, ["a/b/index.html", "c"]);
    assert_eq!(second.written, ["a", "c/index.html"]);
    let files = [("public/a", "three"), ("public/c/index.html", "four")];
    assert_eq!(standing(folder.path()), files.map(|(path, text)| (path.into(), text.into())));
}

#[test]
fn what_was_in_the_way_is_there_again_where_something_else_fails() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a/index.html", "one")]);
    fs::create_dir_all(folder.path().join("public/theirs/x")).unwrap();
    let (published, said) = attempt(folder.path(), &[("a", "two"), ("b", ""), ("theirs", "")]);
    assert_eq!(published, None);
    assert_eq!(said, "cannot write the file: there is a folder of this name");
    assert_eq!(standing(folder.path()), [("public/a/index.html".into(), "one".into())]);
}

#[test]
fn what_a_failed_build_would_have_written_is_not_ours_to_delete() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("public/theirs")).unwrap();
    let (published, _) = attempt(folder.path(), &[("mine.txt", ""), ("theirs", "")]);
    assert_eq!(published, None);
    fs::write(folder.path().join("public/mine.txt"), "by hand").unwrap();
    check(folder.path(), &[("index.html", "")]);
    assert!(folder.path().join("public/mine.txt").exists());
}

#[test]
fn a_file_that_cannot_take_its_place_leaves_none_beside_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
    fs::write(&b, "old").unwrap();
    let mut staged = Staged::default();
    staged.write(a.clone(), true, b"new").unwrap();
    staged.write(b.clone(), true, b"new").unwrap();
    fs::create_dir(&a).unwrap();
    assert_eq!(staged.finish().unwrap_err().0, a);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert_eq!(fs::read(&b).unwrap(), b"old");
}

#[test]
fn outputs_that_are_a_file_and_a_folder_at_once_are_told_before_anything_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (published, said) = attempt(folder.path(), &[("a", ""), ("a.css", ""), ("a/b", "")]);
    assert_eq!(published, None);
    assert_eq!(said, "`a` would be a file, and a folder with `a/b` in it");
    assert!(!folder.path().join("public").exists());
}

#[cfg(unix)]
#[test]
fn a_name_of_two_lines_does_not_stand_for_the_files_of_others() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a\nmine.txt", "")]);
    fs::write(folder.path().join("public/mine.txt"), "by hand").unwrap();
    check(folder.path(), &[("index.html", "")]);
    assert!(folder.path().join("public/mine.txt").exists());
}

#[test]
fn what_a_killed_build_left_waiting_goes_away() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a.css", "one"), ("b.css", "two")]);
    // As it is when the run dies between writing and putting into place.
    let mut staged = Staged::new(folder.path().join(".mucluc/outputs.unfinished"), [].into_iter());
    staged.write(folder.path().join("public/a.css"), true, b"new").unwrap();
    drop(staged);
    fs::write(folder.path().join("public/mine.mucluc-new"), "mine").unwrap();
    assert!(folder.path().join("public/a.css.mucluc-new").exists());
    check(folder.path(), &[("a.css", "one"), ("b.css", "two")]);
    assert!(!folder.path().join("public/a.css.mucluc-new").exists());
    assert!(folder.path().join("public/mine.mucluc-new").exists(), "it is not ours");
    assert!(!folder.path().join(".mucluc/outputs.unfinished").exists());
}

#[test]
fn nothing_says_that_files_wait_when_none_do() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a.css", "one")]);
    check(folder.path(), &[("a.css", "two")]);
    let left = Files::Disk(folder.path().to_path_buf()).walk("public", &mut Diags::default());
    assert_eq!(left, ["public/a.css"]);
    assert!(!folder.path().join(".mucluc/outputs.unfinished").exists());
}

#[test]
fn two_runs_publish_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join(".mucluc/outputs");
    let first = turn(&list).expect("nobody else is there");
    let lock = File::open(list.with_extension("lock")).unwrap();
    assert!(lock.try_lock().is_err());
    drop(first);
    assert!(lock.try_lock().is_ok());
}

#[test]
fn a_list_that_was_damaged_deletes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[("a.html", "one"), ("b.html", "two")]);
    fs::write(folder.path().join("public/c.html"), "mine").unwrap();
    let list = folder.path().join(".mucluc/outputs");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replace("b.html", "c.html")).unwrap();
    let (published, said) = attempt(folder.path(), &[("a.html", "one")]);
    assert!(said.contains("the list of what earlier builds wrote is damaged"), "{said}");
    assert_eq!(published.unwrap().deleted, [""; 0]);
    assert!(folder.path().join("public/c.html").exists());
    let (_, said) = attempt(folder.path(), &[("a.html", "one")]);
    assert_eq!(said, "", "it is whole again");
}

#[test]
fn what_cannot_be_noted_is_told_and_written_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    // No folder can be made where a file stands.
    fs::write(folder.path().join(".mucluc"), "").unwrap();
    for text in ["one", "two"] {
        let (published, said) = attempt(folder.path(), &[("a/index.html", text)]);
        assert_eq!(published.unwrap().written, ["a/index.html"]);
        assert!(said.starts_with("cannot note what this build writes"), "{said}");
        assert_eq!(standing(folder.path()), [("public/a/index.html".into(), text.into())]);
    }
}

#[test]
fn a_file_that_went_before_it_was_noted_does_not_stand() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), "one").unwrap();
    let mut left = Standing::new(folder.path());
    left.note(["a.html", "b.html"].map(|path| (path.to_string(), 1)).into());
    assert_eq!(left.forget_disturbed(), ["b.html"]);
}
