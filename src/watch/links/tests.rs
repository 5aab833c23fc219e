use super::*;

/// Links by their names and where they lead.
fn links(list: &[(&str, &str)]) -> Links {
    let mut links = Links::default();
    for (link, target) in list {
        links.note(PathBuf::from(link), PathBuf::from(target));
    }
    links
}

#[test]
fn a_file_has_every_name_that_a_link_gives_it() {
    let links =
        links(&[("/s/a", "/t"), ("/s/b/c", "/t/d"), ("/s/e", "/other"), ("/s/f", "/t/d/g")]);
    let names: Vec<PathBuf> = links.names(Path::new("/t/d/g")).collect();
    assert_eq!(names, ["/s/a/d/g", "/s/b/c/g", "/s/f"].map(PathBuf::from));
}

#[test]
fn a_path_through_a_link_lies_behind_the_last_one() {
    let links = links(&[("/s/a", "/t"), ("/s/a/d", "/u")]);
    let behind = |path: &str| links.behind(Path::new(path));
    assert_eq!(behind("/s/a/x"), Some(PathBuf::from("/t/x")));
    assert_eq!(behind("/s/a/d/x"), Some(PathBuf::from("/u/x")));
    assert_eq!(behind("/s/x"), None);
}

#[test]
fn a_link_is_not_behind_itself() {
    let links = links(&[("/s/a", "/t")]);
    assert_eq!(links.behind(Path::new("/s/a")), None);
}

#[test]
fn what_went_has_no_links() {
    let mut links = links(&[("/s/a/b", "/t"), ("/s/c", "/u")]);
    links.forget(Path::new("/s/a"));
    assert_eq!(links.targets().collect::<Vec<_>>(), [Path::new("/u")]);
}
