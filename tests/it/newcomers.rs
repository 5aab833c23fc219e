//! What newcomers do: start in the wrong folder, misspell a section, move a site, date nothing.

use std::fs;

use crate::program::{Site, program};

/// An archive of one dated article in a folder of this name.
fn archive(section: &str) -> Site {
    let config = format!("base_url = \"https://a.org\"\n[archive]\nsection = \"{section}\"\n");
    Site::of(&[
        ("zola.toml", &config),
        ("content/articles/_index.md", "+++\nsort_by = \"date\"\n+++\n"),
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2019-01-01\n+++\nThực hiện Nghị quyết số 25-NQ/TW.\n",
        ),
        ("templates/section.html", "{% for p in section.pages %}{{ p.title }},{% endfor %}"),
        ("templates/page.html", "{{ page.title }}"),
        ("templates/taxonomy_list.html", "{{ taxonomy.name }}"),
        ("templates/taxonomy_single.html", "{{ term.name }}"),
    ])
}

/// A raw text as one copies it from a page.
const RAW: &str = "Dân vận khéo ở một xã vùng cao\n\nHội nghị bàn việc thực hiện Nghị quyết số \
                   25-NQ/TW của Ban Chấp hành Trung ương và những việc cần làm tiếp trong xã.\n";

#[test]
fn an_article_without_a_date_is_an_article() {
    let site = archive("articles");
    let undated = "+++\ntitle = \"Không ngày\"\n+++\nTheo Quyết định số 290-QĐ/TW.\n";
    site.write("content/articles/b.md", undated.as_bytes());
    site.build();
    let public = site.public();
    let list = String::from_utf8(public["articles/index.html"].clone()).unwrap();
    assert_eq!(list, "A,Không ngày,");
    assert!(public.contains_key("directives/290-qd-tw/index.html"), "{:?}", public.keys());
}

#[test]
fn an_import_finds_the_site_that_it_is_started_in() {
    let site = archive("articles");
    site.write("raw/a.txt", RAW.as_bytes());
    let raw = site.file("raw/a.txt");
    let mut command = program(&["import"]);
    let output = command.arg(&raw).current_dir(site.file("content")).output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("\n1 article written to ") && output.status.success(), "{table}");
    assert!(!site.file("content/content").exists());
    assert_eq!(fs::read_dir(site.file("content/articles")).unwrap().count(), 3);
    let ran = site.run(&["import", "--into", "elsewhere", raw.to_str().unwrap()]);
    assert!(ran.said.contains("outside of `content/`"), "{}", ran.said);
}

#[test]
fn an_import_goes_to_the_section_of_the_archive() {
    let site = archive("bai-viet");
    site.write("raw/a.txt", RAW.as_bytes());
    site.run(&["import", site.file("raw/a.txt").to_str().unwrap()]).went_well();
    assert_eq!(fs::read_dir(site.file("content/bai-viet")).unwrap().count(), 2);
}

#[test]
fn an_import_without_a_site_says_so() {
    let folder = Site::empty();
    folder.write("a.txt", RAW.as_bytes());
    folder.write("b.docx", b"x");
    let ran = folder.run(&["import", folder.path().to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(ran.said.contains("there is no site here or above"), "{}", ran.said);
    assert!(ran.said.contains("`b.docx` passed over"), "{}", ran.said);
}

#[test]
fn a_section_that_is_not_there_is_told_where_it_is_named() {
    let ran = archive("article").run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(ran.said.contains("there is nothing in `content/article`"), "{}", ran.said);
    assert!(ran.said.contains("zola.toml:3:"), "{}", ran.said);
    assert!(ran.said.contains("did you mean `articles`?"), "{}", ran.said);
    assert!(!archive("articles").run(&["build"]).said.contains("there is nothing in"));
}

#[test]
fn what_follows_a_site_ends_where_there_is_none() {
    for command in ["serve", "watch"] {
        let ran = Site::empty().run(&[command]);
        assert_eq!(ran.code, Some(1), "{}", ran.said);
        assert_eq!(ran.said.matches("there is no `zola.toml`").count(), 1, "{}", ran.said);
    }
}

#[test]
fn a_site_that_was_moved_knows_its_old_pages() {
    let site = archive("articles");
    site.build();
    let moved = Site::empty();
    fs::remove_dir(moved.path()).unwrap();
    fs::rename(site.path(), moved.path()).unwrap();
    fs::create_dir(site.path()).unwrap();
    fs::remove_file(moved.file("content/articles/a.md")).unwrap();
    let ran = moved.run(&["build"]);
    ran.went_well();
    assert!(!moved.file("public/articles/a/index.html").exists());
    assert!(!ran.said.contains("no page of this site"), "{}", ran.said);
}

#[test]
fn pages_of_a_build_that_is_forgotten_are_named_and_stay() {
    let site = archive("articles");
    site.build();
    fs::remove_dir_all(site.file(".mucluc")).unwrap();
    assert!(!site.run(&["build"]).said.contains("no page of this site"));
    fs::remove_dir_all(site.file(".mucluc")).unwrap();
    fs::remove_file(site.file("content/articles/a.md")).unwrap();
    site.write("public/CNAME", b"a.org");
    let said = site.run(&["build"]).said;
    assert!(
        said.contains("`articles/a/index.html`") && said.contains("no page of this site"),
        "{said}"
    );
    assert!(!said.contains("CNAME"), "{said}");
    assert!(site.file("public/articles/a/index.html").exists());
    assert!(!site.run(&["build"]).said.contains("no page of this site"), "it is said once");
}

#[test]
fn a_check_follows_links_as_people_write_them() {
    let site = archive("articles");
    let text = "+++\ntitle = \"B\"\ndate = 2020-01-01\n+++\n[a](khong-co.md) [b](/van-ban/khong-co/)\n\
                ![c](anh/mat.jpg) [d](../a/) [e](/directives/25-nq-tw/#m)\n![f](https://b.org/1.jpg)\n";
    site.write("content/articles/b.md", text.as_bytes());
    let said = site.run(&["check", "--skip-external-links"]).said;
    for (place, told) in [
        ("b.md:5:1", "`khong-co.md` leads to nothing"),
        ("b.md:5:18", "`/van-ban/khong-co/` leads to nothing"),
        ("b.md:6:1", "`anh/mat.jpg` leads to nothing"),
        ("b.md:7:1", "`https://b.org/1.jpg` is on another host"),
    ] {
        let line = said.lines().find(|line| line.contains(told));
        assert!(line.is_some_and(|line| line.contains(place)), "{told} at {place}:\n{said}");
    }
    assert_eq!(said.matches("leads to nothing").count(), 3, "{said}");
    assert!(!site.run(&["build"]).said.contains("leads to nothing"));
}

#[test]
fn what_is_no_body_is_told_where_it_stands() {
    let site = archive("articles");
    let text = "+++\ntitle = \"B\"\n[archive]\nbodies = [\"Cơ quan lạ\"]\n+++\nMột.\n";
    site.write("content/articles/b.md", text.as_bytes());
    let said = site.run(&["build"]).said;
    assert!(said.contains("b.md:4:12: warning: `Cơ quan lạ` is not the name of a body"), "{said}");
}
