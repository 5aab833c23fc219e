//! Profiles of citations: a site that extends the built-in one, and one of another institution.

use crate::program::{Site, run};

/// A site whose archive reads with a profile of its own.
fn site(profile: &str, article: &str) -> Site {
    let site = Site::of(&[
        (
            "zola.toml",
            "base_url = \"https://example.org\"\ndefault_language = \"en\"\n\n[archive]\n\
             section = \"articles\"\nprofile = \"profile.toml\"\ndirectives = \"papers\"\n",
        ),
        ("content/articles/_index.md", "+++\ntitle = \"Articles\"\n+++\n"),
        ("templates/page.html", "{{ page.content | safe }}\n"),
        ("templates/section.html", "{{ section.title }}\n"),
        ("templates/index.html", "Home\n"),
        ("templates/taxonomy_list.html", "{% for term in terms %}{{ term.name }}\n{% endfor %}"),
        ("templates/taxonomy_single.html", "{{ term.name }}\n"),
    ]);
    site.write("profile.toml", profile.as_bytes());
    let article = format!("+++\ntitle = \"A\"\ndate = 2019-06-21\n+++\n{article}\n");
    site.write("content/articles/a.md", article.as_bytes());
    site
}

/// The pages of documents that a site has.
fn papers(site: &Site) -> Vec<String> {
    let files = site.public().into_keys();
    let folder =
        |file: String| Some(file.strip_prefix("papers/")?.strip_suffix("/index.html")?.to_string());
    let mut papers: Vec<String> = files.filter_map(folder).collect();
    papers.sort();
    papers
}

/// A made-up institution, which has ordinances and ages of nine years.
const GUILD: &str = include_str!("../../src/catalog/archive/names/guild.toml");

#[test]
fn an_archive_is_that_of_the_institution_in_its_profile() {
    let text = "The Ordinance 5-ORD/HALL (in 1702) and the Ordinance 5-ORD/HALL (in 1712) of the \
                Great Hall, then Nghị quyết 25-NQ/TW.";
    let words = "[words]\nyear = [\"in\"]\nof = [\"of\"]\n";
    let site = site(&GUILD.replace("[words]\n", words), text);
    site.build();
    assert_eq!(papers(&site), ["05-ord-hall", "05-ord-hall-1702", "05-ord-hall-1712"]);
}

#[test]
fn a_profile_that_extends_another_says_only_what_is_otherwise() {
    let profile = "extends = \"vi\"\n[series]\ncentral = [\"...\", \"TTg\"]\n";
    let text = "Chỉ thị 16/CT-TTg (ngày 16/5/2016) và Chỉ thị 16/CT-TTg (ngày 1/3/2018).";
    let own = site(profile, text);
    own.build();
    assert_eq!(papers(&own), ["16-ct-ttg"], "one term has each number once");
    own.write("profile.toml", b"extends = \"vi\"\n");
    own.build();
    assert_eq!(papers(&own), ["16-ct-ttg", "16-ct-ttg-2016", "16-ct-ttg-2018"]);
}

#[test]
fn a_profile_that_is_wrong_is_told_with_its_place_and_what_to_do() {
    let site = site("extends = \"vi\"\n[series]\nlocal = [\"TU\"]\nlocal_years = 0\n", "A.");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1));
    for words in ["profile.toml:4:15: error: not a citation profile", "write how many years"] {
        assert!(ran.said.contains(words), "`{words}` is not said:\n{}", ran.said);
    }
    assert!(site.public().is_empty());
}

#[test]
fn the_built_in_profile_can_be_seen_and_used_as_a_file() {
    let shown = crate::program::program(&["cite", "--show-profile"]).output().expect("it runs");
    let site = site(&String::from_utf8_lossy(&shown.stdout), "Nghị quyết 25-NQ/TW.");
    site.build();
    assert_eq!(papers(&site), ["25-nq-tw"]);
    let none = run(&mut crate::program::program(&["cite"]));
    assert_eq!(none.code, Some(2), "{}", none.said);
}

/// What becomes of the page.
const ARTICLE: &str = "content/articles/day-manh-cong-tac-dan-van-o-co-so.md";

/// A page of an office whose portal has words of its own.
const PAGE: &str = "Đẩy mạnh công tác dân vận ở cơ sở

Cổng tin phường Kim Liên

Sáng 1/4/2022, tại Hà Nội, Đảng ủy Khối tổ chức hội nghị sơ kết công tác dân vận, có sự tham gia \
của đông đảo cán bộ, đảng viên các cơ quan trong khối.

Người soạn: Trần Hà
";

#[test]
fn a_site_names_what_its_own_pages_carry_around_articles() {
    let profile = "extends = \"vi\"\n[page]\nnoise = [\"Cổng tin phường Kim Liên\"]\n\
                   authors = [\"Người soạn\"]\n";
    let site = site(profile, "Chưa có.");
    site.write("raw/page.txt", PAGE.as_bytes());
    let raw = site.file("raw");
    let ran = site.run(&["import", &raw.to_string_lossy()]);
    ran.went_well();
    let article = std::fs::read_to_string(site.file(ARTICLE)).expect("the article is there");
    assert!(article.contains("authors = [\"Trần Hà\"]"), "{article}");
    assert!(!article.contains("Cổng tin"), "{article}");
}

#[test]
fn a_mistake_in_the_words_for_pages_is_told_at_its_place_and_nothing_is_imported() {
    let site = site("extends = \"vi\"\n[page]\nnoise = [\"Góc báo\", \" \"]\n", "Chưa có.");
    site.write("raw/page.txt", PAGE.as_bytes());
    let raw = site.file("raw");
    let ran = site.run(&["import", &raw.to_string_lossy()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("profile.toml:3:21"), "{}", ran.said);
    assert!(ran.said.contains("there is nothing between the quotes"), "{}", ran.said);
    assert!(!site.file(ARTICLE).exists());
}
