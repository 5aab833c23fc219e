use super::*;

#[test]
fn a_root_below_another_is_covered_by_it() {
    let site = tempfile::tempdir().unwrap();
    let content = site.path().join("content");
    let mut roots = Roots::new(&[content.join("a"), content.clone()], &[]);
    assert_eq!(roots.iter().collect::<Vec<_>>(), [content.as_path()]);
    assert_eq!(roots.add(&[content.join("b")]), [] as [PathBuf; 0]);
}

#[test]
fn reported_paths_come_back_in_the_form_in_which_the_root_was_given() {
    let site = tempfile::tempdir().unwrap();
    let real = fs::canonicalize(site.path()).unwrap();
    fs::create_dir_all(real.join("elsewhere/content")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(real.join("elsewhere"), real.join("link")).unwrap();
    #[cfg(unix)]
    {
        let given = real.join("link/content");
        let roots = Roots::new(std::slice::from_ref(&given), &[]);
        let reported = real.join("elsewhere/content/a.md");
        assert_eq!(roots.given(&reported), Some(given.join("a.md")));
        assert_eq!(roots.real(&given.join("a.md")), reported);
    }
}

#[test]
fn the_output_folder_below_a_root_is_closed() {
    let site = tempfile::tempdir().unwrap();
    let site = fs::canonicalize(site.path()).unwrap();
    let roots = Roots::new(std::slice::from_ref(&site), &[site.join("public")]);
    assert_eq!(roots.given(&site.join("public/index.html")), None);
    assert!(roots.is_closed(&site.join("public")));
    assert_eq!(roots.given(&site.join("a.md")), Some(site.join("a.md")));
}

#[test]
fn a_missing_root_is_awaited_in_the_nearest_folder_above() {
    let site = tempfile::tempdir().unwrap();
    let site = fs::canonicalize(site.path()).unwrap();
    let mut roots = Roots::new(&[site.join("a/b/c")], &[]);
    assert_eq!(roots.to_arm(), [(site.clone(), RecursiveMode::NonRecursive)]);
    assert_eq!(roots.arm(site.clone()), None);
    fs::create_dir_all(site.join("a/b/c")).unwrap();
    assert!(roots.leads_to_root(&site.join("a")));
    assert_eq!(
        roots.to_arm(),
        [
            (site.join("a/b"), RecursiveMode::NonRecursive),
            (site.join("a/b/c"), RecursiveMode::Recursive),
        ]
    );
    assert_eq!(roots.arm(site.join("a/b/c")), Some(site.join("a/b/c")));
}

#[test]
fn of_a_file_the_folder_above_is_watched() {
    let site = tempfile::tempdir().unwrap();
    let site = fs::canonicalize(site.path()).unwrap();
    fs::write(site.join("zola.toml"), "").unwrap();
    let roots = Roots::new(&[site.join("zola.toml")], &[]);
    assert_eq!(roots.to_arm(), [(site.clone(), RecursiveMode::NonRecursive)]);
    assert_eq!(roots.given(&site.join("other.txt")), None);
}
