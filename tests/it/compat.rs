//! The table of compatibility names a test in every row, and each of them exists.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_row_of_the_table_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("docs/compat.md")).expect("docs/compat.md is there");
    let mut sources = String::new();
    for folder in ["src", "tests/it"] {
        gather(&root.join(folder), &mut sources);
    }
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| item");
    let mut n_rows = 0;
    for line in table.lines().filter(is_row) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, state, test] = cells[..] else { panic!("three cells in `{line}`") };
        let known = ["works", "differs", "missing"];
        assert!(known.iter().any(|word| state.starts_with(word)), "the state of `{line}`");
        let test = test.trim_matches('`');
        let is_named = sources.contains(&format!("fn {test}("));
        assert!(is_named || state.starts_with("missing"), "there is no test `{test}`");
        n_rows += 1;
    }
    assert!(20 < n_rows, "the table has {n_rows} rows");
}

/// Gathers the text of all sources below a folder.
fn gather(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path: PathBuf = entry.path();
        if path.is_dir() {
            gather(&path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            sources.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}
