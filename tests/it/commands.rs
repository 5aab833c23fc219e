//! The commands as Zola's users type them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::program::{Site, files, program, run};

#[test]
fn init_makes_a_site_that_builds() {
    let site = Site::empty();
    let dir = site.file("new");
    let ran = run(program(&["init"]).arg(&dir));
    ran.went_well();
    for folder in ["static", "templates", "sass", "themes/archive/templates"] {
        assert!(dir.join(folder).is_dir(), "{folder}");
    }
    let ran = run(program(&["--root"]).arg(&dir).arg("build"));
    ran.went_well();
    assert!(dir.join("public/index.html").exists());
    // A repository holds what is published, as the guide has it, and nothing of the cache.
    assert_eq!(fs::read_to_string(dir.join(".gitignore")).unwrap(), "/.mucluc\n");
}

#[test]
fn init_takes_its_answers_from_flags_where_nobody_can_be_asked() {
    let site = Site::empty();
    let dir = site.file("new");
    let flags = ["init", "--base-url", "https://a.org/", "--sass=false", "--highlight", "--search"];
    let ran = run(program(&flags).arg("--").arg(&dir));
    ran.went_well();
    let config = fs::read_to_string(dir.join("zola.toml")).unwrap();
    for line in [
        "base_url = \"https://a.org\"",
        "compile_sass = false",
        "build_search_index = true",
        "[markdown.highlighting]",
    ] {
        assert!(config.lines().any(|found| found == line), "{line} is not in\n{config}");
    }
    assert!(!dir.join("sass").exists());
    let ran = run(program(&["--root"]).arg(&dir).arg("build"));
    ran.went_well();
    assert!(dir.join("public/search_index.vi.js").exists());
    let ran = run(program(&["init", "--base-url", "nowhere"]).arg(site.file("other")));
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("`nowhere` is no base URL"), "{}", ran.said);
}

#[test]
fn init_fills_a_folder_with_files_only_if_forced() {
    let site = Site::of(&[(".git/config", "x"), ("mine.txt", "mine")]);
    let ran = run(program(&["init"]).current_dir(site.path()));
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("--force"), "{}", ran.said);
    assert_eq!(files(site.path()).len(), 2);
    site.write("zola.toml", b"base_url = \"https://mine.org\"\n");
    let ran = run(program(&["init", "--force"]).current_dir(site.path()));
    ran.went_well();
    assert_eq!(files(site.path())["zola.toml"], b"base_url = \"https://mine.org\"\n");
    let hidden = Site::of(&[(".git/config", "x")]);
    let ran = run(program(&["init"]).current_dir(hidden.path()));
    ran.went_well();
}

#[test]
fn every_shell_has_completions() {
    for command in ["completion", "completions"] {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            let output = program(&[command, shell]).output().unwrap();
            assert!(output.status.success(), "{shell}");
            let script = String::from_utf8(output.stdout).unwrap();
            assert!(script.contains("skip-external-links"), "{shell} does not know `check`");
        }
    }
    assert_eq!(run(&mut program(&["completion", "cmd"])).code, Some(2));
}

#[test]
fn every_command_has_a_page_for_man() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    assert_eq!(run(program(&["man"]).arg(&pages)).code, Some(0));
    let read = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap();
    assert!(read("mucluc.1").contains("mucluc\\-serve(1)"), "{}", read("mucluc.1"));
    assert!(read("mucluc-check.1").contains("skip\\-external\\-links"));
    // A file stands where the folder should be.
    let ran = run(program(&["man"]).arg(pages.join("mucluc.1")));
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.starts_with("error: cannot write into the folder"), "{}", ran.said);
}

#[test]
fn timings_tell_what_took_longest() {
    let site = small();
    let output = site.command(&["build", "--timings"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    for part in ["ms  render", "templates, all outputs of each together:", "outputs:", "index.html"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn help_and_version_are_told_and_bad_usage_is_code_two() {
    for flag in ["-h", "--help", "-V", "--version"] {
        assert_eq!(run(&mut program(&[flag])).code, Some(0), "{flag}");
    }
    assert_eq!(run(&mut program(&["biuld"])).code, Some(2));
    assert_eq!(run(&mut program(&["build", "--no-such"])).code, Some(2));
    let ran = run(&mut program(&["--root", "no-such", "build"]));
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("there is no folder `no-such`"), "{}", ran.said);
}

/// A small site.
fn small() -> Site {
    Site::of(&[
        ("zola.toml", "base_url = \"https://example.org\"\n"),
        ("content/_index.md", "+++\n+++\n"),
        ("content/deep/er/a.md", "+++\ntitle = \"A\"\n+++\n"),
        ("content/draft.md", "+++\ntitle = \"D\"\ndraft = true\n+++\n"),
        ("content/drafts/_index.md", "+++\ndraft = true\n+++\n"),
        ("content/drafts/in.md", "+++\ntitle = \"In\"\n+++\n"),
        ("templates/index.html", "<p>\n  {{ config.base_url }}   {{ config.mode }}\n</p>"),
        ("templates/page.html", "{{ page.title }} {{ page.draft }}"),
        ("templates/section.html", "s"),
    ])
}

#[test]
fn the_site_is_found_from_a_folder_below_it() {
    let site = small();
    let ran = run(program(&["build"]).current_dir(site.file("content/deep/er")));
    ran.went_well();
    assert!(site.file("public/index.html").exists());
    let ran = run(program(&["build", "--root"]).arg(site.file("content/deep")));
    ran.went_well();
    let ran = run(program(&["build"]).current_dir(Site::empty().path()));
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("there is no `zola.toml` or `config.toml`"), "{}", ran.said);
}

#[test]
fn the_configuration_may_have_its_old_name_or_any() {
    let site = small();
    site.write("config.toml", b"base_url = \"https://old.org\"\n");
    site.write("other.toml", b"base_url = \"https://other.org\"\n");
    site.build();
    assert!(String::from_utf8_lossy(&site.public()["index.html"]).contains("https://example.org"));
    let ran = site.run(&["--config", "other.toml", "build"]);
    ran.went_well();
    assert!(String::from_utf8_lossy(&site.public()["index.html"]).contains("https://other.org"));
    fs::remove_file(site.file("zola.toml")).unwrap();
    site.build();
    assert!(String::from_utf8_lossy(&site.public()["index.html"]).contains("https://old.org"));
}

#[test]
fn build_takes_another_address_folder_and_minifies() {
    let site = small();
    let ran = site.run(&["build", "-u", "https://b.org", "--minify", "-o"]);
    assert_eq!(ran.code, Some(2), "{}", ran.said);
    let out = site.file("out");
    let told = ["build", "-u", "https://b.org", "--minify", "-o", out.to_str().unwrap()];
    assert_eq!(site.run(&told).code, Some(0));
    let page = fs::read_to_string(site.file("out/index.html")).unwrap();
    assert_eq!(page, "<p>https://b.org build");
    let again = site.run(&told);
    assert_eq!(again.code, Some(1), "{}", again.said);
    assert!(again.said.contains("--force"), "{}", again.said);
    assert_eq!(site.run(&[&told[..], &["--force"]].concat()).code, Some(0));
}

#[test]
fn watching_writes_into_a_folder_that_exists_only_if_forced() {
    let site = small();
    site.write("out/mine.txt", b"mine");
    let out = site.file("out");
    for command in [&["watch"][..], &["serve", "--store-html", "-p", "0"]] {
        let ran = site.run(&[command, &["-o", out.to_str().unwrap()]].concat());
        assert_eq!(ran.code, Some(1), "{}", ran.said);
        assert!(ran.said.contains("--force"), "{}", ran.said);
    }
}

#[test]
fn a_preview_that_others_can_reach_says_where() {
    let any = "0.0.0.0:0".parse().unwrap();
    // A machine without a network has nothing to tell.
    if mucluc::serve::open_addresses(any).is_empty() {
        return;
    }
    let site = small();
    let mut command = site.command(&["--quiet", "serve", "-i", "0.0.0.0"]);
    let mut preview = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(preview.stderr.take().unwrap()).lines();
    let open = said.find(|line| line.as_ref().is_ok_and(|line| line.contains("open to the")));
    preview.kill().unwrap();
    preview.wait().unwrap();
    assert!(open.unwrap().unwrap().contains("network at http://"));
}

#[test]
fn a_folder_that_is_named_from_elsewhere_is_another_folder() {
    let (site, here, there) =
        (small(), Site::empty(), Site::of(&[("out/draft/index.html", "mine")]));
    run(site.command(&["build", "--drafts", "-o", "out"]).current_dir(here.path())).went_well();
    assert!(here.file("out/draft/index.html").exists());
    run(site.command(&["build", "-o", "out", "--force"]).current_dir(there.path())).went_well();
    assert!(there.file("out/draft/index.html").exists(), "it is not ours");
}

#[test]
fn drafts_and_all_below_a_draft_section_are_built_only_if_asked_for() {
    let site = small();
    site.build();
    let drafts = ["draft/index.html", "drafts/index.html", "drafts/in/index.html"];
    assert!(drafts.iter().all(|path| !site.public().contains_key(*path)));
    assert_eq!(site.run(&["build", "--drafts"]).code, Some(0));
    assert!(drafts.iter().all(|path| site.public().contains_key(*path)));
}

#[test]
fn check_writes_nothing_and_says_what_it_is() {
    let site = small();
    site.write("templates/index.html", b"{{ throw(message=config.mode) }}");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("index.html:1:4: error: check"), "{}", ran.said);
    assert!(!site.file("public").exists());
    site.write("templates/index.html", b"");
    site.write("content/draft.md", b"+++\ndraft = true\n+++\n[a](@/no.md)\n");
    assert_eq!(site.run(&["check"]).code, Some(0));
    assert_eq!(site.run(&["check", "--drafts"]).code, Some(1));
}

#[test]
fn output_dir_and_dotfiles_in_it_are_as_configured() {
    let site = small();
    let config =
        "base_url = \"https://e.org\"\noutput_dir = \"made\"\npreserve_dotfiles_in_output = true\n";
    site.write("zola.toml", config.as_bytes());
    site.write("made/.git/config", b"mine");
    site.build();
    assert!(site.file("made/index.html").exists() && site.file("made/.git/config").exists());
    assert!(!site.file("public").exists());
}

#[test]
fn the_flags_of_zolas_preview_are_understood() {
    let flags = "serve -i 127.0.0.1 -p 8099 -o out --force -u http://x.org --drafts -O \
                 --store-html -f --no-port-append --extra-watch-path data \
                 --extra-watch-path more -d 100 --help";
    let ran = run(&mut program(&flags.split_whitespace().collect::<Vec<_>>()));
    ran.went_well();
    assert_eq!(run(&mut program(&["serve", "-d", "0"])).code, Some(2));
}

#[test]
fn colours_come_where_they_are_wanted() {
    let site = small();
    site.write("templates/page.html", b"{{ page.titel }");
    let said = |name: &str, value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mucluc"));
        command.arg("--root").arg(site.path()).arg("build").env_remove("NO_COLOR");
        run(command.env(name, value)).said
    };
    assert!(said("CLICOLOR_FORCE", "1").contains('\u{1b}'));
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("CLICOLOR_FORCE", "0")] {
        assert!(!said(name, value).contains('\u{1b}'), "{name}");
    }
}
