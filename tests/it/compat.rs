//! The table of compatibility: every row names a test that is there, every part of Zola's
//! surface has rows, and none has two.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// How many parts the surface has.
const N_SECTIONS: usize = 25;

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// The number of its part.
    section: usize,
    /// What it is about.
    item: String,
    /// Whether that works, with what is said of it.
    state: String,
    /// The name of its test.
    test: String,
}

/// The rows of a table, or what is wrong with its form.
fn rows(table: &str) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let mut section = 0;
    for line in table.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            // A part without a number, such as that of the compared sites, is no part of the table.
            let number = title.split('.').next().and_then(|number| number.parse().ok());
            section = number.unwrap_or(0);
        }
        let is_row = 0 < section && line.starts_with("| ") && line != "| item | state | test |";
        if !is_row {
            continue;
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [item, state, test] = cells[..] else {
            return Err(format!("not three cells in `{line}`"));
        };
        let test = test.trim_matches('`').to_string();
        rows.push(Row { section, item: item.into(), state: state.into(), test });
    }
    Ok(rows)
}

/// What is wrong with the rows, given the names of all tests.
fn faults(rows: &[Row], tests: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for row in rows {
        let has_reason =
            |word: &str| row.state.strip_prefix(word).is_some_and(|why| 2 < why.trim().len());
        let is_missing = row.state == "missing" || has_reason("missing: ");
        if row.state != "works" && !has_reason("differs: ") && !is_missing {
            faults.push(format!("`{}` is no state: {}", row.state, row.item));
        }
        let has_none = is_missing && row.test == "none";
        if !has_none && !tests.contains(&row.test) {
            faults.push(format!("there is no test `{}`: {}", row.test, row.item));
        }
        *seen.entry((row.section, &row.item)).or_default() += 1;
    }
    let twice = seen.into_iter().filter(|(_, n)| 1 < *n);
    faults.extend(twice.map(|((section, item), _)| format!("twice in part {section}: {item}")));
    let without = (1..=N_SECTIONS).filter(|at| !rows.iter().any(|row| row.section == *at));
    faults.extend(without.map(|section| format!("part {section} has no row")));
    faults
}

/// The names of all tests of the repository.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src", "tests/it"] {
        gather(&root.join(folder), &mut sources);
    }
    let test = Regex::new(r"#\[test\]\n(?:\s*#\[[^\n]*\n)*\s*fn (\w+)\(").unwrap();
    test.captures_iter(&sources).map(|found| found[1].to_string()).collect()
}

/// The table.
fn table() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/compat.md")).unwrap()
}

#[test]
fn the_head_of_the_table_counts_its_rows() {
    let (table, rows) = (table(), rows(&table()).unwrap());
    let n = |state: &str| rows.iter().filter(|row| row.state.starts_with(state)).count();
    let (n_work, n_differ, n_missing) = (n("works"), n("differs"), n("missing"));
    let said = format!("Of {} items {n_work} work, {n_differ} differ", rows.len());
    let said = format!("{said} and {n_missing} are missing.");
    assert!(table.contains(&said), "its head is to say: {said}");
}

#[test]
fn every_row_of_the_table_names_a_test_and_every_part_has_rows() {
    let rows = rows(&table()).unwrap();
    assert_eq!(faults(&rows, &tests()), [""; 0]);
    assert!(500 < rows.len(), "the table has {} rows", rows.len());
}

#[test]
fn a_wrong_table_is_found_wrong() {
    let tests = BTreeSet::from(["a_test".to_string()]);
    let found = |table: &str| faults(&rows(table).unwrap(), &tests);
    let all: String = (1..=N_SECTIONS)
        .map(|at| format!("## {at}. P\n\n| item | state | test |\n| i | works | `a_test` |\n"))
        .collect();
    assert_eq!(found(&all), [""; 0]);
    let last = |row: &str| found(&format!("{all}{row}\n"));
    assert_eq!(last("| j | differs: it does | `a_test` |"), [""; 0]);
    assert_eq!(last("| j | missing | `none` |"), [""; 0]);
    assert_eq!(last("| i | works | `a_test` |"), ["twice in part 25: i"]);
    assert_eq!(last("| j | perhaps | `a_test` |"), ["`perhaps` is no state: j"]);
    assert_eq!(last("| j | differs: | `a_test` |"), ["`differs:` is no state: j"]);
    assert_eq!(last("| j | works | `no_test` |"), ["there is no test `no_test`: j"]);
    assert_eq!(last("| j | works | `none` |"), ["there is no test `none`: j"]);
    assert_eq!(found(&all.replace("## 7. P", "## 6. P")).len(), 2);
    assert!(rows("## 1. P\n| a | works |\n").is_err());
    assert_eq!(rows("## Sites\n| a | works |\n"), Ok(Vec::new()));
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
