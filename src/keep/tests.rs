use super::*;

use std::thread;

#[test]
fn a_file_is_whole_whoever_else_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b");
    let text = |n: u8| vec![n; 100_000];
    keep(&path, |file| file.write_all(&text(0))).unwrap();
    thread::scope(|scope| {
        for n in 1..=4 {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..20 {
                    keep(path, |file| file.write_all(&text(n))).unwrap();
                    let found = fs::read(path).unwrap();
                    assert_eq!(found, text(found[0]));
                }
            });
        }
    });
    assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    keep(&path, |file| file.write_all(b"old")).unwrap();
    let full = |file: &mut BufWriter<File>| {
        file.write_all(b"ne")?;
        Err(io::ErrorKind::StorageFull.into())
    };
    assert_eq!(keep(&path, full).unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
