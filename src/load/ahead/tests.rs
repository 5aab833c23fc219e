use std::collections::BTreeMap;
use std::sync::Arc;

use super::{BATCH, WAITING, read};
use crate::source::Files;

/// A site in memory of some files, each of which holds its own number, and their paths.
fn numbered(count: usize) -> (Files, Vec<String>) {
    let name = |n: usize| format!("content/{n:05}.md");
    let file = |n: usize| (name(n), n.to_string().into_bytes().into());
    let files: BTreeMap<String, Arc<[u8]>> = (0..count).map(file).collect();
    (Files::Memory(Arc::new(files)), (0..count).map(name).collect())
}

#[test]
fn each_file_is_read_once_however_many_there_are() {
    for count in [0, 1, BATCH, BATCH + 1, 3 * BATCH * WAITING + 7] {
        let (files, paths) = numbered(count);
        let texts = read(&files, paths.clone(), |_, text| text.value.expect("it is there"));
        let numbers: Vec<String> = texts.values().map(|text| text.to_string()).collect();
        let expected: Vec<String> = (0..count).map(|n| n.to_string()).collect();
        assert_eq!(texts.keys().cloned().collect::<Vec<_>>(), paths);
        assert_eq!(numbers, expected);
    }
}

#[test]
fn a_file_that_is_gone_is_told_of_with_its_own_name() {
    let (files, mut paths) = numbered(2 * BATCH);
    paths.push("content/gone.md".to_string());
    let told = read(&files, paths, |_, text| text.diags.list.len());
    let told: Vec<&String> = told.iter().filter(|(_, n)| **n > 0).map(|(path, _)| path).collect();
    assert_eq!(told, ["content/gone.md"]);
}

#[test]
#[should_panic(expected = "what cannot be made")]
fn a_panic_in_the_making_ends_the_reading() {
    let (files, paths) = numbered(3 * BATCH * WAITING);
    read(&files, paths, |_, _| panic!("what cannot be made"));
}
