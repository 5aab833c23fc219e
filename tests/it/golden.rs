//! Golden sites: what a site on disk builds to, file by file.
//!
//! A missing and an extra file fail as a different one does. `BLESS=1` writes what
//! is built now as what is expected; look at the difference before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

#[test]
fn the_engine_site_builds_to_what_is_expected() {
    check("engine");
}

#[test]
fn a_bare_configuration_has_zolas_defaults() {
    check("defaults");
}

#[test]
fn every_key_of_the_configuration_does_what_zola_does() {
    check("config");
}

#[test]
fn pages_and_sections_come_out_as_zola_makes_them() {
    check("content");
}

#[test]
fn every_key_of_a_page_is_seen_by_templates() {
    shows("content", &["all/a-slug-of-its-own", "all/with-space", "Chosen/path", "all/crlf"]);
}

#[test]
fn every_key_of_a_section_is_seen_by_templates() {
    shows("content", &["all/index.html", "all/atom.xml", "all/beside.txt"]);
}

#[test]
fn pages_stand_in_the_order_that_sort_by_names() {
    let orders = ["date", "update", "title", "bytes", "weight", "slug", "link", "none"];
    let lists = orders.map(|order| format!("by-{order}/index.html"));
    shows("content", &lists.each_ref().map(String::as_str));
}

#[test]
fn pages_of_transparent_sections_belong_to_the_section_above() {
    shows("content", &["lists/"]);
}

#[test]
fn pagers_count_from_the_start_or_the_end() {
    shows("content", &["pager/", "reversed/", "empty/"]);
}

#[test]
fn a_page_takes_the_nearest_template_that_a_section_names() {
    shows("content", &["templates-of/"]);
}

#[test]
fn headings_link_to_themselves_where_their_section_says() {
    shows("content", &["anchors/"]);
}

#[test]
fn aliases_and_moved_sections_lead_on() {
    let old = ["old/all", "all.html", "old/toml", "very-old.html", "gone/", "away/"];
    shows("content", &old);
}

#[test]
fn files_beside_a_page_go_with_it() {
    shows("content", &["all/dir/"]);
}

#[test]
fn a_name_with_a_date_or_an_instant_dates_its_page() {
    shows("content", &["dated/", "timed/"]);
}

#[test]
fn content_is_a_template_before_it_is_markdown() {
    shows("content", &["templated/"]);
}

#[test]
fn markdown_without_options_is_what_zola_reads() {
    shows("content", &["code/"]);
    shows("defaults", &["bare/"]);
}

#[test]
fn every_option_of_markdown_does_what_zola_does() {
    shows("config", &["all/"]);
}

#[test]
fn the_sites_own_404_and_robots_replace_those_built_in() {
    shows("content", &["404.html", "robots.txt"]);
}

#[test]
fn languages_have_their_own_pages_words_and_groups() {
    check("i18n");
}

#[test]
fn taxonomies_group_pages_as_zola_does() {
    check("taxonomies");
}

#[test]
fn feeds_list_dated_pages_under_their_own_names() {
    shows("taxonomies", &["atom.xml", "list.json", "posts/atom.xml", "posts/list.json"]);
    shows("taxonomies", &["index/kinds/deep-water/list.json", "index/kinds/soil/atom.xml"]);
    shows("config", &["atom.xml", "rss.xml"]);
}

#[test]
fn a_theme_lies_under_the_site() {
    check("theme");
}

#[test]
fn templates_read_all_of_tera() {
    shows("functions", &["expressions/"]);
}

#[test]
fn every_filter_gives_what_zola_gives() {
    shows("functions", &["filters/"]);
}

#[test]
fn every_test_of_templates_gives_what_zola_gives() {
    shows("functions", &["tests/"]);
}

#[test]
fn every_function_gives_what_zola_gives() {
    check("functions");
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
    let (built, expected) = golden(name);
    let missing: Vec<_> = expected.keys().filter(|path| !built.contains_key(*path)).collect();
    let extra: Vec<_> = built.keys().filter(|path| !expected.contains_key(*path)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:?}, extra {extra:?}");
    for path in expected.keys() {
        same(name, path, &built, &expected);
    }
}

/// Compares the files of a site that show one thing: those whose paths begin so.
fn shows(name: &str, prefixes: &[&str]) {
    let (built, expected) = golden(name);
    for prefix in prefixes {
        let found: Vec<_> = expected.keys().filter(|path| path.starts_with(prefix)).collect();
        assert!(!found.is_empty(), "{name} has no {prefix}");
        for path in found {
            same(name, path, &built, &expected);
        }
    }
}

/// A site's files as built now or as expected.
type Built = Arc<BTreeMap<String, Vec<u8>>>;

/// Compares a file of a site.
fn same(name: &str, path: &str, built: &Built, expected: &Built) {
    let found = built.get(path).unwrap_or_else(|| panic!("{name}: {path} is missing"));
    let (found, wanted) =
        (String::from_utf8_lossy(found), String::from_utf8_lossy(&expected[path]));
    assert_eq!(found, wanted, "{name}: {path} differs");
}

/// What a site builds to and what it should build to; each site is built once.
fn golden(name: &str) -> (Built, Built) {
    static SITES: Mutex<BTreeMap<String, (Built, Built)>> = Mutex::new(BTreeMap::new());
    let mut sites = SITES.lock().unwrap_or_else(PoisonError::into_inner);
    sites.entry(name.to_string()).or_insert_with(|| build(name)).clone()
}

/// Builds a site below `tests/sites`, and with `BLESS=1` takes the result as what is expected.
fn build(name: &str) -> (Built, Built) {
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
    }
    (Arc::new(built), Arc::new(files(&expected)))
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
