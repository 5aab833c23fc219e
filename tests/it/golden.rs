//! Golden sites: what a site on disk builds to, file by file.
//!
//! A missing and an extra file fail as a different one does. `BLESS=1` writes what
//! is built now as what is expected; look at the difference before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_engine_site_builds_to_what_is_expected() {
    check("engine");
}

#[test]
fn check_lists_pages_in_no_section() {
    let temporary = tempfile::tempdir().expect("a temporary folder can be made");
    let page = b"+++\ntitle = \"A\"\n+++\n";
    write(&temporary.path().join("content/lonely/a.md"), page);
    write(&temporary.path().join("zola.toml"), b"base_url = \"https://e.com\"\n");
    let run = Command::new(env!("CARGO_BIN_EXE_mucluc"))
        .arg("--root")
        .arg(temporary.path())
        .arg("check")
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    assert!(said.contains("orphan") && said.contains("content/lonely/a.md"), "{said}");
}

/// Builds a site below `tests/sites` and compares all files.
fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    let temporary = tempfile::tempdir().expect("a temporary folder can be made");
    let root = temporary.path().join("site");
    for (path, bytes) in files(&folder.join("site")) {
        write(&root.join(path), &bytes);
    }
    let output = temporary.path().join("output");
    let run = Command::new(env!("CARGO_BIN_EXE_mucluc"))
        .arg("--quiet")
        .arg("--root")
        .arg(&root)
        .arg("build")
        .arg("--output-dir")
        .arg(&output)
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (built, expected) = (files(&output), folder.join("expected"));
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&expected);
        for (path, bytes) in &built {
            write(&expected.join(path), bytes);
        }
        return;
    }
    let expected = files(&expected);
    let missing: Vec<_> = expected.keys().filter(|path| !built.contains_key(*path)).collect();
    let extra: Vec<_> = built.keys().filter(|path| !expected.contains_key(*path)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:?}, extra {extra:?}");
    for (path, bytes) in &built {
        let (built, wanted) =
            (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
        assert_eq!(built, wanted, "{name}: {path} differs");
    }
}

fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a file has a folder");
    fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes)).expect("the disk takes files");
}

/// All files below a folder by their paths.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("it was found below");
                let bytes = fs::read(&path).expect("the file can be read");
                found.insert(below.to_string_lossy().replace('\\', "/"), bytes);
            }
        }
    }
    found
}
