use super::*;

/// A site's folder on a real disk, links resolved, with some folders in it.
fn site(folders: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let guard = tempfile::tempdir().unwrap();
    let site = fs::canonicalize(guard.path()).unwrap().join("site");
    fs::create_dir(&site).unwrap();
    for folder in folders {
        fs::create_dir_all(site.join(folder)).unwrap();
    }
    (guard, site)
}

#[test]
fn what_lies_in_the_site_is_covered_by_it() {
    let (guard, site) = site(&["content"]);
    let outside = guard.path().join("outside");
    let further = [site.join("content/a"), outside.join("a"), site.join("x"), outside.join("a/b")];
    let roots = Roots::new(&site, &further, &[]);
    assert_eq!(roots.iter().collect::<Vec<_>>(), [site.as_path(), &outside.join("a")]);
    let roots = Roots::new(&site, &[outside.join("a"), outside.clone()], &[]);
    assert_eq!(roots.iter().collect::<Vec<_>>(), [site.as_path(), &outside]);
}

#[test]
fn hidden_entries_and_caches_of_the_site_are_not_watched() {
    let (_guard, site) = site(&["content/.well-known", ".git", ".mucluc", "target/debug"]);
    fs::write(site.join("target/CACHEDIR.TAG"), "").unwrap();
    let roots = Roots::new(&site, &[], &[]);
    assert_eq!(
        roots.to_arm(),
        [
            (site.clone(), RecursiveMode::NonRecursive),
            (site.join("content"), RecursiveMode::Recursive),
        ]
    );
    for path in [".git/index", ".mucluc/list", "target/debug/x", ".env"] {
        assert_eq!(roots.given(&site.join(path)), None, "{path}");
    }
    for path in ["content/.well-known/x", "figures.csv", "any/thing.json"] {
        assert_eq!(roots.given(&site.join(path)), Some(site.join(path)), "{path}");
    }
}

#[test]
fn what_is_hidden_can_be_asked_for() {
    let (_guard, site) = site(&[".data"]);
    let roots = Roots::new(&site, &[site.join(".data")], &[]);
    assert_eq!(roots.given(&site.join(".data/x")), Some(site.join(".data/x")));
    assert!(!roots.is_closed(&site.join(".data")));
}

#[cfg(unix)]
#[test]
fn reported_paths_come_back_in_the_form_in_which_the_root_was_given() {
    let (_guard, site) = site(&["elsewhere/inner"]);
    std::os::unix::fs::symlink(site.join("elsewhere"), site.join("link")).unwrap();
    let given = site.join("link/inner");
    let roots = Roots::new(&given, &[], &[]);
    let reported = site.join("elsewhere/inner/a.md");
    assert_eq!(roots.given(&reported), Some(given.join("a.md")));
    assert_eq!(roots.real(&given.join("a.md")), reported);
}

#[test]
fn the_output_folder_is_left_out() {
    let (_guard, site) = site(&["public", "content"]);
    let roots = Roots::new(&site, &[], &[site.join("public")]);
    assert_eq!(roots.given(&site.join("public/index.html")), None);
    assert!(roots.is_closed(&site.join("public")));
    assert!(!roots.to_arm().iter().any(|(path, _)| path.ends_with("public")));
    assert_eq!(roots.given(&site.join("a.md")), Some(site.join("a.md")));
}

#[test]
fn a_missing_root_is_awaited_in_the_nearest_folder_above() {
    let (guard, site) = site(&[]);
    let outside = fs::canonicalize(guard.path()).unwrap().join("outside");
    fs::create_dir(&outside).unwrap();
    let mut roots = Roots::new(&site, &[outside.join("a/b/c")], &[]);
    let single = |path: PathBuf| (path, RecursiveMode::NonRecursive);
    assert_eq!(roots.to_arm(), [single(outside.clone()), single(site.clone())]);
    assert_eq!(roots.arm(outside.clone()), None);
    assert_eq!(roots.arm(site), None);
    fs::create_dir_all(outside.join("a/b/c")).unwrap();
    assert!(roots.leads_to_root(&outside.join("a")));
    let whole = (outside.join("a/b/c"), RecursiveMode::Recursive);
    assert_eq!(roots.to_arm(), [single(outside.join("a/b")), whole]);
    assert_eq!(roots.arm(outside.join("a/b/c")), Some(outside.join("a/b/c")));
}

#[test]
fn of_a_file_the_folder_above_is_watched() {
    let (guard, site) = site(&[]);
    let outside = fs::canonicalize(guard.path()).unwrap();
    fs::write(outside.join("figures.csv"), "").unwrap();
    let roots = Roots::new(&site, &[outside.join("figures.csv")], &[]);
    assert!(roots.to_arm().contains(&(outside.clone(), RecursiveMode::NonRecursive)));
    assert_eq!(roots.given(&outside.join("other.txt")), None);
}
