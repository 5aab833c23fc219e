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
fn what_lies_behind_a_link_that_leads_out_is_not_looked_at() {
    let (site, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(outside.path().join("a.md"), "").unwrap();
    std::fs::create_dir(site.path().join("content")).unwrap();
    std::fs::write(site.path().join("content/b.md"), "").unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path().join("content/aside")).unwrap();
    let found = Files::Disk(site.path().into()).walk("content", &mut Diags::default());
    assert_eq!(found, ["content/b.md"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_a_template_names_is_not_read_through_a_link_that_leads_out() {
    let (site, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir_all(outside.path().join("data")).unwrap();
    std::fs::write(outside.path().join("data/a.csv"), "a").unwrap();
    let link = |to: &str, at: &str| {
        let at = site.path().join(at);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(outside.path().join(to), at).unwrap();
    };
    link("", "shared");
    link("", "themes/theirs");
    link("data/a.csv", "top.csv");
    link("data", "content/data");
    link("data", "themes/mine/data");
    let files = Files::Disk(site.path().into());
    // A person links whole folders at the top, and themes, on purpose.
    for path in ["shared/data/a.csv", "themes/theirs/data/a.csv"] {
        assert_eq!(files.read_named(path).unwrap(), b"a", "{path}");
    }
    for path in ["top.csv", "content/data/a.csv", "themes/mine/data/a.csv"] {
        let error = files.read_named(path).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{path}");
    }
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

#[cfg(unix)]
#[test]
fn the_lock_of_a_file_that_is_edited_is_no_mistake() {
    let site = tempfile::tempdir().unwrap();
    let content = site.path().join("content");
    std::fs::create_dir(&content).unwrap();
    std::fs::write(content.join("a.md"), "").unwrap();
    for (target, name) in [("me@host.1:2", ".#a.md"), ("nowhere", "b.md")] {
        std::os::unix::fs::symlink(target, content.join(name)).unwrap();
    }
    let mut diags = Diags::default();
    assert_eq!(Files::Disk(site.path().into()).walk("content", &mut diags), ["content/a.md"]);
    let told: Vec<&str> =
        diags.list.iter().filter_map(|found| Some(&*found.span.as_ref()?.file)).collect();
    assert_eq!(told, ["content/b.md"]);
}
