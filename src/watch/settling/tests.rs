use std::fs;

use super::*;
use crate::watch::roots::Roots;
use crate::watch::snapshot::Care;

#[test]
fn a_difference_is_a_batch_once_it_was_found_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(folder.path()).unwrap();
    let roots = Roots::new(&path, &[], &[]);
    let look = || Snapshot::take(&roots, Care::Times);
    let (mut known, mut settling, now) = (look(), Settling::default(), Instant::now());

    assert_eq!(settling.step(&mut known, look(), now), (Batch::default(), POLL_REST));
    fs::write(path.join("a.md"), "").unwrap();
    assert_eq!(settling.step(&mut known, look(), now), (Batch::default(), SECOND_LOOK));
    fs::write(path.join("b.md"), "").unwrap();
    assert_eq!(settling.step(&mut known, look(), now), (Batch::default(), SECOND_LOOK));
    let (batch, rest) = settling.step(&mut known, look(), now);
    assert_eq!(batch.paths, [path.join("a.md"), path.join("b.md")]);
    assert_eq!(rest, POLL_REST);
    assert_eq!(settling.step(&mut known, look(), now), (Batch::default(), POLL_REST));
}

#[test]
fn a_disk_without_rest_is_cut_into_batches() {
    let folder = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(folder.path()).unwrap();
    let roots = Roots::new(&path, &[], &[]);
    let look = || Snapshot::take(&roots, Care::Times);
    let (mut known, mut settling, start) = (look(), Settling::default(), Instant::now());
    fs::write(path.join("a.md"), "").unwrap();
    assert_eq!(settling.step(&mut known, look(), start).0, Batch::default());
    fs::write(path.join("b.md"), "").unwrap();
    let late = start + LONGEST;
    assert_eq!(settling.step(&mut known, look(), late).0.paths.len(), 2);
}
