//! What long work says of itself: a bar on a terminal, plain lines elsewhere, nothing if so wished.

use std::process::Command;

use crate::program::Site;

#[test]
fn progress_is_plain_lines_where_there_is_no_terminal() {
    let output = Site::sample().command(&["build"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let stages: Vec<&str> = said.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(stages, ["reading", "rendering", "writing"], "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{said:?}");
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(summary.contains(" directives, ") && summary.lines().count() == 1, "{summary}");
}

#[test]
fn one_of_a_thing_is_not_called_many() {
    let site = Site::of(&[
        ("zola.toml", "base_url = \"https://a.org\"\n"),
        ("content/a.md", "+++\n+++\n"),
        ("templates/page.html", "{{ page.title }}"),
    ]);
    let output = site.command(&["build"]).output().unwrap();
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(summary.starts_with("1 page, 0 directives, 0 committees, 0 years in "), "{summary}");
    let output = site.command(&["check"]).output().unwrap();
    let summary = String::from_utf8(output.stdout).unwrap();
    assert_eq!(summary, "1 page, 0 directives, 0 committees, 0 years: 0 errors\n");
}

#[test]
fn a_quiet_build_says_nothing() {
    let output = Site::sample().command(&["--quiet", "build"]).output().unwrap();
    assert!(output.status.success());
    assert_eq!((output.stdout, output.stderr), (Vec::new(), Vec::new()));
}

#[test]
fn progress_is_a_bar_on_a_terminal() {
    let site = Site::sample();
    let program = env!("CARGO_BIN_EXE_mucluc");
    let build = format!("{program} --root {} build", site.path().display());
    // `script` gives a program a terminal; where it is missing, there is none to look at.
    let mut command = Command::new("script");
    command.args(["-q", "-e", "-c", &build, "/dev/null"]).env("TERM", "xterm");
    let Ok(output) = command.output() else { return };
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("rendering ["), "{said:?}");
    assert!(said.contains("\u{1b}["), "the bar is taken away: {said:?}");
    assert!(!said.contains("outputs …"), "no lines beside the bar: {said:?}");
    assert!(said.contains(" directives, "), "{said:?}");
}
