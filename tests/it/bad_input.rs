//! Bad input, one case a row: what is said about it, exit code 1, and `public/` as it was.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::program::{Ran, Site, files, run};

/// A file of the output folder that mucluc did not write.
const FOREIGN: &str = "public/notes-of-mine.txt";

/// A small archive that builds.
const GOOD: [(&str, &str); 9] = [
    (
        "zola.toml",
        "base_url = \"https://example.org\"\ndefault_language = \"vi\"\n\n[archive]\nsection = \"articles\"\n",
    ),
    ("content/_index.md", "+++\n+++\n"),
    ("content/articles/_index.md", "+++\ntitle = \"Bài viết\"\n+++\n"),
    (
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2019-06-21\n+++\nThực hiện Nghị quyết 25-NQ/TW của Ban Bí thư.\n",
    ),
    ("content/directives/25.md", "+++\nnumber = \"25-NQ/TW\"\ndate = 2013-06-03\n+++\n"),
    ("content/committees/bi-thu.md", "+++\nname = \"Ban Bí thư\"\n+++\n"),
    ("templates/page.html", "<h1>{{ page.title }}</h1>\n{{ page.content | safe }}\n"),
    ("templates/section.html", "<h1>{{ section.title }}</h1>\n"),
    ("templates/index.html", "<h1>Mục lục</h1>\n"),
];

/// The archive, built, with a file of somebody else's in its output folder.
fn good() -> Site {
    let site = Site::of(&GOOD);
    site.write(
        "templates/taxonomy_list.html",
        b"{% for term in terms %}{{ term.name }}\n{% endfor %}",
    );
    site.write("templates/taxonomy_single.html", b"<h1>{{ term.name }}</h1>\n");
    site.build();
    site.write(FOREIGN, b"keep me");
    site
}

/// Builds a site that was spoilt, and expects all of `wanted` to be said and nothing to be published.
fn refused(site: &Site, wanted: &[&str]) {
    let before = site.public();
    let ran = site.run(&["build"]);
    expect(site, &ran, wanted);
    assert_eq!(site.public(), before, "something was published");
    assert!(site.file(FOREIGN).exists());
}

/// Expects exit code 1 and all of `wanted`.
fn expect(site: &Site, ran: &Ran, wanted: &[&str]) {
    let folder = site.path().display();
    assert_eq!(ran.code, Some(1), "in {folder}:\n{}", ran.said);
    for words in wanted {
        assert!(ran.said.contains(words), "`{words}` is not said:\n{}", ran.said);
    }
    assert!(ran.said.contains("error: "), "{}", ran.said);
    assert!(!ran.said.contains("panicked"), "{}", ran.said);
}

/// Spoils one file of the archive.
fn spoilt(file: &str, text: &str, wanted: &[&str]) {
    let site = good();
    site.write(file, text.as_bytes());
    refused(&site, wanted);
}

#[test]
fn missing_front_matter_is_refused() {
    spoilt("content/articles/b.md", "# Một bài\n", &["content/articles/b.md:1:1: error", "+++"]);
    spoilt(
        "content/directives/b.md",
        "Một văn bản\n",
        &["content/directives/b.md:1:1: error", "+++"],
    );
}

#[test]
fn broken_front_matter_is_refused() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = broken\n+++\n",
        &["content/articles/b.md:2:9: error"],
    );
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\n",
        &["content/articles/b.md:1:1: error", "+++"],
    );
    spoilt("content/articles/b.md", "---\ntitle: [\n---\n", &["content/articles/b.md:"]);
    spoilt(
        "content/committees/b.md",
        "+++\nname = broken\n+++\n",
        &["content/committees/b.md:2:8: error"],
    );
}

#[test]
fn a_date_that_is_none_is_refused() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\ndate = \"2019-02-31\"\n+++\n",
        &["content/articles/b.md:3:1: error", "2019-02-31"],
    );
    spoilt(
        "content/directives/b.md",
        "+++\nnumber = \"26-NQ/TW\"\ndate = \"31/2/2019\"\n+++\n",
        &["content/directives/b.md:3:8: error", "31/2/2019"],
    );
}

#[test]
fn an_unknown_key_is_refused_with_the_one_that_was_meant() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\nsulg = \"b\"\n+++\n",
        &["content/articles/b.md:3:1: error", "`sulg`", "did you mean `slug`?"],
    );
    spoilt(
        "content/committees/b.md",
        "+++\nname = \"B\"\nparnet = \"Ban Bí thư\"\n+++\n",
        &["content/committees/b.md:3:1: error", "`parnet`", "did you mean `parent`?"],
    );
    let site = good();
    let config = fs::read_to_string(site.file("zola.toml")).unwrap();
    site.write("zola.toml", config.replace("section", "secton").as_bytes());
    refused(&site, &["zola.toml:5:1: error", "`secton`", "did you mean `section`?"]);
}

#[test]
fn two_files_with_one_address_are_both_named() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\nslug = \"a\"\n+++\n",
        &["error", "content/articles/a.md", "content/articles/b.md", "/articles/a/"],
    );
}

#[test]
fn records_that_contradict_each_other_are_both_named() {
    let site = good();
    site.write("content/directives/b.md", b"+++\nnumber = \"25-NQ/TW\"\ndate = 2013-06-03\n+++\n");
    refused(&site, &["content/directives/25.md", "content/directives/b.md:2", "25-NQ/TW"]);
}

#[test]
fn committees_above_one_another_are_refused() {
    spoilt(
        "content/committees/b.md",
        "+++\nname = \"Ban B\"\nparent = \"Ban B\"\n+++\n",
        &["content/committees/b.md:3:10: error", "Ban B"],
    );
    let site = good();
    site.write(
        "content/committees/b.md",
        "+++\nname = \"Ban B\"\nparent = \"Ban C\"\n+++\n".as_bytes(),
    );
    site.write(
        "content/committees/c.md",
        "+++\nname = \"Ban C\"\nparent = \"Ban B\"\n+++\n".as_bytes(),
    );
    refused(&site, &["content/committees/b.md:3:10: error", "`Ban B` → `Ban C` → `Ban B`"]);
}

#[test]
fn a_template_that_does_not_exist_is_refused() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\ntemplate = \"pgae.html\"\n+++\n",
        &["content/articles/b.md:3:", "`pgae.html`", "did you mean `page.html`?"],
    );
    spoilt(
        "templates/page.html",
        "{% extends \"bsae.html\" %}",
        &["templates/page.html", "`bsae.html`"],
    );
}

#[test]
fn a_template_error_is_shown_with_its_line_and_the_page() {
    spoilt("templates/page.html", "<h1>\n{{ page.title }\n</h1>\n", &["templates/page.html:2:"]);
    let site = good();
    site.write("templates/page.html", b"<h1>\n{{ page.titel.x }}\n</h1>\n");
    refused(&site, &["templates/page.html:2:", "content/articles/a.md"]);
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_first_wrong_byte() {
    let site = good();
    site.write("content/articles/b.md", b"+++\ntitle = \"B\"\n+++\nab\xffcd\n");
    refused(&site, &["content/articles/b.md:4:3: error", "0xFF"]);
    fs::remove_file(site.file("content/articles/b.md")).unwrap();
    site.write("templates/b.html", b"\n\xfe");
    refused(&site, &["templates/b.html:2:1: error", "0xFE"]);
}

#[test]
fn a_file_that_may_not_be_read_is_refused() {
    let site = good();
    site.write("content/articles/b.md", b"+++\n+++\n");
    let path = site.file("content/articles/b.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    let before = site.public();
    let ran = match fs::read(&path).is_ok() {
        true => run(&mut as_nobody(&site, &["build"])),
        false => site.run(&["build"]),
    };
    expect(&site, &ran, &["content/articles/b.md: error", "may read it"]);
    assert_eq!(site.public(), before, "something was published");
}

/// The program as a user without rights, since the superuser may read every file.
fn as_nobody(site: &Site, arguments: &[&str]) -> Command {
    // The folders above the program and the site may be closed to others.
    let folder = site.path();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    let program = site.file("program");
    fs::copy(env!("CARGO_BIN_EXE_mucluc"), &program).unwrap();
    let mut command = Command::new(program);
    command.uid(65_534).gid(65_534).current_dir(folder);
    command.arg("--root").arg(folder).args(["--diagnostics", "short"]).args(arguments);
    command
}

#[test]
fn an_address_that_climbs_out_is_refused() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\npath = \"../../x\"\n+++\n",
        &["content/articles/b.md:3:1: error", "../../x"],
    );
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\naliases = [\"../../x\"]\n+++\n",
        &["content/articles/b.md:3:", "../../x"],
    );
}

#[test]
fn a_symbolic_link_that_leads_out_is_refused() {
    let elsewhere = Site::of(&[("b.md", "+++\ntitle = \"B\"\n+++\n"), ("deep/c.md", "+++\n+++\n")]);
    for (target, link) in [("b.md", "content/articles/b.md"), ("deep", "content/articles/deep")] {
        let site = good();
        symlink(elsewhere.file(target), site.file(link)).unwrap();
        refused(&site, &[&format!("{link}: error"), "symbolic link"]);
    }
    let site = good();
    symlink(site.file("nowhere"), site.file("content/articles/dangling.md")).unwrap();
    refused(&site, &["content/articles/dangling.md"]);
    let site = good();
    symlink(site.file("content/articles"), site.file("content/articles/loop")).unwrap();
    refused(&site, &["content/articles/loop"]);
}

#[test]
fn a_full_disk_leaves_the_old_files_whole() {
    let site = good();
    let text = "Một câu dài để trang lớn hơn giới hạn. ".repeat(20_000);
    let long = format!("+++\ntitle = \"B\"\n+++\n{text}\n");
    site.write("content/articles/b.md", long.as_bytes());
    site.write(
        "content/articles/a.md",
        "+++\ntitle = \"Changed\"\ndate = 2019-06-21\n+++\n".as_bytes(),
    );
    let before = site.public();
    // A limit on the size of files acts like a disk without room, and needs no rights.
    let script = "trap '' XFSZ; ulimit -f 200; exec \"$@\"";
    let program = env!("CARGO_BIN_EXE_mucluc");
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh", program, "--root"]).arg(site.path());
    let ran = run(command.args(["--diagnostics", "short", "build"]));
    expect(&site, &ran, &["error: cannot", "space"]);
    assert_eq!(site.public(), before, "something was published");
}

#[test]
fn a_disk_that_fills_while_files_are_written_leaves_the_old_ones_whole() {
    let site = good();
    let text = "Một câu dài để trang không còn chỗ. ".repeat(20_000);
    for name in ["b", "c"] {
        let long = format!("+++\ntitle = \"{name}\"\n+++\n{text}\n");
        site.write(&format!("content/articles/{name}.md"), long.as_bytes());
    }
    let changed = "+++\ntitle = \"Changed\"\ndate = 2019-06-21\n+++\n";
    site.write("content/articles/a.md", changed.as_bytes());
    let before = site.public();
    // A small disk of its own, which goes away with the program.
    let script = "
        mkdir old && cp -r public/. old && mount -t tmpfs -o size=1200k none public || exit 77
        cp -r old/. public; \"$@\"; code=$?
        mkdir after && cp -r public/. after; exit $code";
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", script, "sh", env!("CARGO_BIN_EXE_mucluc")]);
    command.args(["--diagnostics", "short", "build"]).current_dir(site.path());
    let Ok(output) = command.output() else { return };
    if output.status.code() == Some(77) || !site.file("after").exists() {
        // Only the superuser may mount a disk; the test above limits the size of files instead.
        return;
    }
    expect(&site, &Ran::of(&output), &["error: cannot write", "space"]);
    assert_eq!(files(&site.file("after")), before, "something was published");
}

#[test]
fn an_output_folder_that_cannot_be_written_is_said() {
    let site = good();
    fs::remove_dir_all(site.file("public")).unwrap();
    site.write("public", b"a file stands here");
    let ran = site.run(&["build"]);
    expect(&site, &ran, &["public", "error: cannot write"]);
    assert_eq!(fs::read(site.file("public")).unwrap(), b"a file stands here");
}

#[test]
fn all_mistakes_are_shown_at_once_in_the_order_of_files() {
    let site = good();
    site.write("content/articles/b.md", b"+++\ntitle = broken\n+++\n");
    site.write("content/articles/c.md", b"+++\nsulg = \"c\"\n+++\n");
    site.write("content/committees/d.md", b"+++\nparent = \"E\"\n+++\n");
    site.write("templates/page.html", b"{{ page.title }\n");
    let wanted = ["articles/b.md", "articles/c.md", "committees/d.md", "templates/page.html"];
    refused(&site, &wanted);
    let said = site.run(&["build"]).said;
    let places: Vec<_> = wanted.iter().map(|file| said.find(file).unwrap()).collect();
    assert!(places.is_sorted(), "{said}");
}

#[test]
fn files_of_others_and_of_a_site_without_a_list_are_never_deleted() {
    let site = good();
    fs::remove_file(site.file("content/articles/a.md")).unwrap();
    site.build();
    assert!(site.file(FOREIGN).exists());
    assert!(!site.file("public/articles/a/index.html").exists());
    fs::remove_dir_all(site.file(".mucluc")).unwrap();
    site.write("content/articles/z.md", b"+++\ntitle = \"Z\"\n+++\n");
    site.build();
    fs::remove_dir_all(site.file(".mucluc")).unwrap();
    fs::remove_file(site.file("content/articles/z.md")).unwrap();
    site.build();
    assert!(site.file("public/articles/z/index.html").exists(), "nobody said that it is ours");
}

#[test]
fn a_language_of_which_the_theme_has_no_words_is_one_error() {
    let site = Site::of(&[
        (
            "zola.toml",
            "base_url = \"https://example.org\"\ntheme = \"t\"\ndefault_language = \"vn\"\n\n\
             [archive]\nsection = \"articles\"\n",
        ),
        ("themes/t/theme.toml", "name = \"t\"\n[translations.en]\na = \"A\"\n[translations.vi]\n"),
        ("themes/t/templates/index.html", "{{ trans(key=\"a\", lang=lang) }}"),
        ("content/a.md", "+++\n+++\n"),
    ]);
    let ran = site.run(&["build"]);
    let told = "zola.toml:3:1: error: the theme `t` has no words in `vn`";
    assert!(ran.said.contains(told) && ran.said.contains("`en`, `vi`"), "{}", ran.said);
    assert_eq!(ran.said.matches("error:").count(), 1, "{}", ran.said);
}

#[test]
fn an_output_folder_that_the_site_is_read_from_is_refused() {
    for folder in ["content", "templates/made", "public/../content/articles", "."] {
        let site = good();
        let before = files(site.path());
        let mut command = site.command(&["build", "--force", "--output-dir", folder]);
        let ran = run(command.current_dir(site.path()));
        expect(&site, &ran, &["is one that the site is read from", "such as `public`"]);
        assert_eq!(files(site.path()), before, "{folder}");
    }
    let site = good();
    let text = fs::read_to_string(site.file("zola.toml")).expect("it is there");
    site.write("zola.toml", format!("output_dir = \"static\"\n{text}").as_bytes());
    refused(&site, &["zola.toml:1:1: error: the output folder"]);
}

#[test]
fn an_address_on_the_command_line_that_is_none_is_told() {
    let site = good();
    let ran = site.run(&["build", "--base-url", "example.org"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(ran.said.contains("`example.org` is no address of a site"), "{}", ran.said);
    assert!(ran.said.contains("https://example.org"), "{}", ran.said);
}

#[test]
fn an_article_without_a_title_is_told_with_its_place() {
    let site = good();
    site.write("content/articles/b.md", "+++\ndate = 2019-06-21\n+++\nMột bài.\n".as_bytes());
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    let told = "content/articles/b.md:1:1: warning: the article has no `title`";
    assert!(ran.said.contains(told) && ran.said.contains("title = \"…\""), "{}", ran.said);
    // What is no page of its own needs none.
    site.write("content/articles/b.md", b"+++\nrender = false\n+++\n");
    assert!(!site.run(&["build"]).said.contains("no `title`"));
}

#[test]
fn a_date_that_a_text_disputes_is_shown_in_the_text() {
    let site = good();
    let text = "+++\ntitle = \"A\"\ndate = 2019-06-21\n+++\nMột dòng.\n\nTheo Nghị quyết 25-NQ/TW \
                ngày 6/3/2013.\n";
    site.write("content/articles/a.md", text.as_bytes());
    let ran = site.run(&["build"]);
    assert!(ran.said.contains("content/directives/25.md:3:8: warning"), "{}", ran.said);
    assert!(ran.said.contains("[content/articles/a.md:7:6: "), "{}", ran.said);
}

#[test]
fn a_year_that_is_none_is_refused() {
    for year in ["0", "-5", "219", "20199"] {
        spoilt(
            "content/articles/b.md",
            &format!("+++\ntitle = \"B\"\n[archive]\nyear = {year}\n+++\n"),
            &["content/articles/b.md:4:1: error", "is not a year"],
        );
    }
}

#[test]
fn an_address_that_no_file_can_have_is_told_with_its_page() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\npath = \"sitemap.xml\"\n+++\n",
        &["content/articles/b.md:3:1: error: `sitemap.xml` would be a file, and a folder"],
    );
    spoilt(
        "content/articles/b.md",
        &format!("+++\ntitle = \"B\"\nslug = \"{}\"\n+++\n", "x".repeat(300)),
        &[
            "content/articles/b.md:3:1: error: the address has a step of 300 bytes",
            "shorter `slug`",
        ],
    );
    // Two ways to write the address of the home page, which has one.
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\npath = \".\"\n+++\n",
        &["content/articles/b.md:3:1: error", "`content/_index.md`", "want the address `/`"],
    );
    spoilt(
        "content/directives/25.md",
        "+++\nnumber = \"25-NQ/TW\"\nredirects = [\"../x\"]\n+++\n",
        &["content/directives/25.md:3:1: error", "leads out of the site"],
    );
}

#[test]
fn steps_of_a_path_that_lead_nowhere_are_left_out() {
    let site = good();
    site.write("content/articles/b.md", b"+++\ntitle = \"B\"\npath = \"x//y/./z\"\n+++\n");
    let ran = site.run(&["build"]);
    assert!(ran.code == Some(0) && !ran.said.contains("warning"), "{}", ran.said);
    assert!(site.file("public/x/y/z/index.html").exists());
}

#[test]
fn an_archive_without_its_content_replaces_nothing() {
    let site = good();
    fs::remove_dir_all(site.file("content")).expect("it is there");
    refused(&site, &["content: error: there is no text in `content`"]);
}

#[test]
fn names_of_any_length_have_their_pages() {
    let site = good();
    let long = "Nghị quyết rất dài về công tác dân vận ".repeat(20);
    let record = format!("+++\ntitle = \"{}\"\n+++\n", long.trim());
    site.write("content/directives/dai.md", record.as_bytes());
    let body = format!("+++\nname = \"Ban {}\"\n+++\n", long.trim());
    site.write("content/committees/dai.md", body.as_bytes());
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
}

#[test]
fn a_tag_that_breaks_off_is_not_told_to_be_itself() {
    spoilt(
        "content/articles/b.md",
        "+++\ntitle = \"B\"\n+++\nMột {% raw\n",
        &["content/articles/b.md:4:", "this `raw` is not whole", "`{% raw %}`"],
    );
}

#[test]
fn a_text_among_the_articles_that_is_none_is_told_with_its_cure() {
    let site = good();
    let texts = ["Bai 2.MD", "bai.txt", "bai.docx", "nam/bai.html"];
    for file in texts {
        site.write(&format!("content/articles/{file}"), b"Ngh\xe1\xbb\x8b quy\xe1\xba\xbft 25");
    }
    // What lies beside a page or is no text is there on purpose.
    site.write("content/articles/b/index.md", b"+++\ntitle = \"B\"\n+++\n");
    site.write("content/articles/b/notes.txt", b"x");
    site.write("content/articles/scan.pdf", b"x");
    let ran = site.run(&["build"]);
    ran.went_well();
    assert_eq!(
        ran.said.matches("lies among the articles and is none").count(),
        texts.len(),
        "{}",
        ran.said
    );
    for wanted in [
        "content/articles/Bai 2.MD",
        "rename it to `content/articles/Bai 2.md`",
        "`mucluc import` makes an article of it",
        "save its text as a `.txt` file",
    ] {
        assert!(ran.said.contains(wanted), "{wanted}\n{}", ran.said);
    }
}
