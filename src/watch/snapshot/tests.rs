use super::*;
use std::fs::File;

/// A folder with files, and the roots that hold all of it.
fn folder(files: &[&str]) -> (tempfile::TempDir, PathBuf, Roots) {
    let folder = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(folder.path()).unwrap();
    for file in files {
        fs::create_dir_all(path.join(file).parent().unwrap()).unwrap();
        fs::write(path.join(file), file).unwrap();
    }
    let roots = Roots::new(&path, &[], &[]);
    (folder, path, roots)
}

/// Writes a file and sets its time, as a coarse file system would.
fn write_at(path: &Path, text: &str, time: SystemTime) {
    fs::write(path, text).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_folder_that_went_is_known_file_by_file() {
    let (_guard, path, roots) = folder(&["a/1.md", "a/b/2.md", "a.md"]);
    let mut snapshot = Snapshot::take(&roots, Care::Times);
    fs::remove_dir_all(path.join("a")).unwrap();
    let gone = snapshot.update(&path.join("a"), &roots);
    assert_eq!(gone, [path.join("a/1.md"), path.join("a/b/2.md")]);
    assert_eq!(snapshot, Snapshot::take(&roots, Care::Times));
}

#[test]
fn what_came_and_went_was_never_there() {
    let (_guard, path, roots) = folder(&["a.md"]);
    let mut snapshot = Snapshot::take(&roots, Care::Times);
    assert_eq!(snapshot.update(&path.join("b.md"), &roots), [] as [PathBuf; 0]);
}

#[test]
fn differences_are_files_that_came_went_and_changed() {
    let (_guard, path, roots) = folder(&["same", "changed", "gone"]);
    let before = Snapshot::take(&roots, Care::Times);
    fs::write(path.join("changed"), "longer than it was").unwrap();
    fs::remove_file(path.join("gone")).unwrap();
    fs::write(path.join("come"), "").unwrap();
    let now = Snapshot::take(&roots, Care::Times);
    let names = ["changed", "come", "gone"].map(|name| path.join(name));
    assert_eq!(before.differences(&now), names);
}

#[test]
fn a_second_write_at_the_same_time_and_of_the_same_size_is_found() {
    let (_guard, path, roots) = folder(&[]);
    let (file, time) = (path.join("a.md"), SystemTime::now());
    write_at(&file, "one", time);
    let before = Snapshot::take(&roots, Care::YoungContentToo(&Snapshot::default()));
    write_at(&file, "two", time);
    let now = Snapshot::take(&roots, Care::YoungContentToo(&before));
    assert_eq!(before.differences(&now), [file]);
}

#[test]
fn the_content_of_old_files_is_not_read() {
    let (_guard, path, roots) = folder(&[]);
    let file = path.join("a.md");
    write_at(&file, "one", SystemTime::now() - Duration::from_secs(60));
    let before = Snapshot::take(&roots, Care::YoungContentToo(&Snapshot::default()));
    assert_eq!(before.files[&file].content, None);
}

#[test]
fn a_file_that_grew_old_is_read_once_more_and_then_left_alone() {
    let (_guard, path, roots) = folder(&[]);
    let (file, time) = (path.join("a.md"), SystemTime::now() - Duration::from_secs(60));
    write_at(&file, "one", time);
    let mut young = Snapshot::take(&roots, Care::Times);
    young.files.get_mut(&file).unwrap().young = true;
    let once = Snapshot::take(&roots, Care::YoungContentToo(&young));
    assert!(once.files[&file].content.is_some());
    let twice = Snapshot::take(&roots, Care::YoungContentToo(&once));
    assert!(twice.files[&file].content.is_none());
    assert_eq!(once.differences(&twice), [] as [PathBuf; 0]);
}

#[test]
fn a_folder_replaced_by_a_file_is_both() {
    let (_guard, path, roots) = folder(&["a/1.md"]);
    let mut snapshot = Snapshot::take(&roots, Care::Times);
    fs::remove_dir_all(path.join("a")).unwrap();
    fs::write(path.join("a"), "now a file").unwrap();
    let seen = snapshot.update(&path.join("a"), &roots);
    assert_eq!(seen, [path.join("a/1.md"), path.join("a")]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_up_ends() {
    let (_guard, path, roots) = folder(&["a/1.md"]);
    std::os::unix::fs::symlink(&path, path.join("a/up")).unwrap();
    let snapshot = Snapshot::take(&roots, Care::Times);
    assert_eq!(
        snapshot.files.keys().collect::<Vec<_>>(),
        [&path.join("a/1.md"), &path.join("a/up")]
    );
}
