use super::*;

#[test]
fn what_editors_leave_about_is_ignored() {
    for path in [
        "a/.b.md.swp",
        "a/.b.md.swx",
        ".b.md.swn",
        "a/b.md~",
        "4913",
        "a/.#b.md",
        "#b.md#",
        "b.md___jb_tmp___",
        "b.md___jb_old___",
        ".DS_Store",
        "x.tmp",
        ".goutputstream-XYZ",
        ".git/index",
        "theme/node_modules/x/index.js",
    ] {
        assert!(is_ignored(Path::new(path)), "{path}");
    }
}

#[test]
fn what_a_site_may_hold_is_not() {
    for path in [
        "a.md",
        "4913/index.md",
        "49130",
        "#b.md",
        "c#.md",
        ".nojekyll",
        "a.swift",
        ".well-known/x",
    ] {
        assert!(!is_ignored(Path::new(path)), "{path}");
    }
}
