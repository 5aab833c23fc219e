//! The same site gives the same bytes, on any number of threads, and those that are committed.

use std::collections::BTreeMap;

use crate::program::{Site, files, repository, run};

/// The sample archive's outputs, built on a number of threads.
fn built_on(threads: &str) -> BTreeMap<String, Vec<u8>> {
    let site = Site::sample();
    run(site.command(&["--quiet", "build"]).env("RAYON_NUM_THREADS", threads)).went_well();
    site.public()
}

/// The paths at which two sets of outputs differ.
fn differences(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths = one.keys().chain(other.keys());
    let mut found: Vec<String> =
        paths.filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn a_build_gives_the_same_bytes_on_one_thread_and_on_many() {
    let alone = built_on("1");
    assert!(10 < alone.len());
    assert_eq!(differences(&alone, &built_on("8")), [""; 0]);
}

#[test]
fn the_committed_output_is_what_the_sample_archive_builds_to() {
    let committed = files(&repository().join("public"));
    let stale = differences(&committed, &built_on("2"));
    assert_eq!(stale, [""; 0], "run `cargo run --release -- build` and commit public/");
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::sample();
    site.build();
    let output = site.command(&["build"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("(0 of "), "{said}");
}
