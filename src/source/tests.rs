use super::*;

#[test]
fn a_path_that_climbs_out_is_never_read() {
    for path in ["../x", "a/../../x", "/etc/passwd", "a\\..\\..\\x"] {
        assert!(climbs_out(path), "{path}");
    }
    assert!(!climbs_out("a/../b"));
}

#[test]
fn a_walk_in_memory_lists_what_lies_below_the_folder() {
    let paths = ["content/a.md", "content2/b.md", "content/c/d.md"];
    let map = paths.map(|path| (path.to_string(), Arc::from(&b""[..])));
    let files = Files::Memory(Arc::new(map.into()));
    assert_eq!(files.walk("content", &mut Diags::default()), ["content/a.md", "content/c/d.md"]);
    assert!(files.is_folder("content/c") && !files.is_folder("con"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_an_error() {
    let (site, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(site.path().join("content")).unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path().join("content/out")).unwrap();
    let mut diags = Diags::default();
    Files::Disk(site.path().into()).walk("content", &mut diags);
    assert_eq!(diags.list[0].code, "link-out");
}
