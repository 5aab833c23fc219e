//! The house rules that a machine can check.

use std::fs;
use std::path::Path;

use regex::Regex;

use crate::program::{files, repository};

/// The longest function, in lines.
const LONGEST_FUNCTION: usize = 70;

/// The longest line of code, in characters.
const LONGEST_LINE: usize = 100;

/// The sources of the program by path below `src/`, without tests.
fn sources() -> Vec<(String, String)> {
    let all = files(&repository().join("src"));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = all.into_iter().filter(|(path, _)| path.ends_with(".rs") && !is_test(path));
    code.map(|(path, bytes)| (path, text(bytes))).collect()
}

/// Whether a file holds tests, or what only tests use.
fn is_test(path: &str) -> bool {
    let file = Path::new(path);
    file.file_stem().is_some_and(|stem| stem == "tests")
        || path.contains("/tests/")
        || path == "catalog/archive/sample.rs"
}

/// The modules of lib.rs in their order.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let name = Regex::new(r"(?m)^pub mod (\w+);").unwrap();
    name.captures_iter(&lib).map(|found| found[1].to_string()).collect()
}

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let modules = modules();
    let rank = |name: &str| modules.iter().position(|module| module == name);
    let used = Regex::new(r"\bcrate::(\w+)").unwrap();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = path.split(['/', '.']).next().unwrap_or_default();
        let Some(own_rank) = rank(own) else { continue };
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for found in used.captures_iter(code) {
                if rank(&found[1]).is_some_and(|rank| own_rank < rank) {
                    wrong.push(format!("src/{path}:{}: {own} uses {}", at + 1, &found[1]));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_module_says_first_what_it_is() {
    let silent = sources().into_iter().filter(|(_, text)| !text.starts_with("//! "));
    let silent: Vec<String> = silent.map(|(path, _)| path).collect();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn every_function_fits_a_screen() {
    let start = Regex::new(r"^( *)(?:pub(?:\([a-z]+\))? )?(?:const |async )*fn (\w+)").unwrap();
    let mut long = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(found) = start.captures(line) else { continue };
            // What a trait asks for has no body.
            if line.ends_with(';') {
                continue;
            }
            let end = format!("{}}}", &found[1]);
            let n_lines = lines[at..].iter().position(|line| *line == end).map_or(1, |n| n + 1);
            if LONGEST_FUNCTION < n_lines {
                long.push(format!("src/{path}:{}: {} has {n_lines} lines", at + 1, &found[2]));
            }
        }
    }
    assert_eq!(long, [""; 0]);
}

#[test]
fn no_code_gives_up_on_data_or_puts_work_off() {
    let banned = [".unwrap()", "TODO", "FIXME", "todo!(", "unimplemented!(", "dbg!(", "unsafe "];
    let mut found = Vec::new();
    for (path, text) in sources() {
        for (at, line) in text.lines().enumerate() {
            let is_prose = line.trim_start().starts_with("//");
            for word in banned {
                let is_code = !["TODO", "FIXME"].contains(&word);
                if line.contains(word) && !(is_prose && is_code) {
                    found.push(format!("src/{path}:{}: {word}", at + 1));
                }
            }
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn lines_of_code_fit_their_width() {
    let mut wide = Vec::new();
    for (path, text) in sources() {
        for (at, line) in text.lines().enumerate() {
            // A string cannot always be broken without making it harder to find.
            if LONGEST_LINE < line.chars().count() && !line.contains('"') {
                wide.push(format!("src/{path}:{}", at + 1));
            }
        }
    }
    assert_eq!(wide, [""; 0]);
}
