//! Every link inside the committed `public/` leads somewhere, also from a USB stick.
//!
//! Links are followed as a browser follows them below `file://`: a folder is no page,
//! so a link must name its file. `404.html` stands for any address on a host, so its
//! links start at the top of the site.

use std::collections::{BTreeMap, BTreeSet};

use lol_html::{RewriteStrSettings, element, rewrite_str};
use percent_encoding::percent_decode_str;
use regex::Regex;

use crate::program::{Site, files, repository};

/// The address at which the sample archive says it stands.
pub const BASE: &str = "https://archive.example.org";

/// What a page has and names.
#[derive(Debug, Default)]
struct Page {
    /// Its ids, in the order of the page.
    ids: Vec<String>,
    /// The addresses that it names.
    addresses: Vec<String>,
}

/// The attributes that hold one address.
const ATTRIBUTES: [&str; 6] = ["href", "src", "poster", "action", "data", "cite"];

fn read(html: &str) -> Page {
    let mut page = Page::default();
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("*", |found| {
            page.ids.extend(found.get_attribute("id"));
            for attribute in ATTRIBUTES {
                page.addresses.extend(found.get_attribute(attribute));
            }
            let sets = found.get_attribute("srcset").unwrap_or_default();
            let one = |entry: &str| entry.split_whitespace().next().map(String::from);
            page.addresses.extend(sets.split(',').filter_map(one));
            Ok(())
        }));
    rewrite_str(html, settings).unwrap();
    page.addresses = page.addresses.iter().map(|address| address.replace("&amp;", "&")).collect();
    page
}

/// The file that an address names from a page; none where it leads out of the site.
fn target(own: &str, address: &str) -> Option<Result<String, String>> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let decoded = percent_decode_str(path).decode_utf8().unwrap().into_owned();
    if let Some(below) = decoded.strip_prefix(BASE) {
        return Some(Ok(hosted(below)));
    }
    if let Some(below) = decoded.strip_prefix('/').filter(|_| own == "404.html") {
        return Some(Ok(hosted(below)));
    }
    let scheme = decoded.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if scheme || decoded.starts_with("//") {
        return None;
    }
    if decoded.is_empty() {
        return Some(Ok(own.to_string()));
    }
    if decoded.starts_with('/') {
        return Some(Err("starts at the top of a disk".to_string()));
    }
    let mut parts: Vec<&str> = own.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => return Some(Err("climbs out".to_string())),
            ".." => {}
            part => parts.push(part),
        }
    }
    Some(Ok(parts.join("/")))
}

/// The file that a host answers with.
fn hosted(path: &str) -> String {
    let path = path.trim_start_matches('/');
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_string(),
    }
}

/// The committed site: its pages as read, and the paths of all its files.
fn site() -> (BTreeMap<String, Page>, BTreeSet<String>) {
    site_of(files(&repository().join("public")))
}

/// A site's pages as read, and the paths of all its files.
fn site_of(files: BTreeMap<String, Vec<u8>>) -> (BTreeMap<String, Page>, BTreeSet<String>) {
    let is_page = |path: &&String| path.ends_with(".html");
    let page = |path: &String| {
        let text = std::str::from_utf8(&files[path]).unwrap();
        (path.clone(), read(text))
    };
    let pages: BTreeMap<String, Page> = files.keys().filter(is_page).map(page).collect();
    assert!(5 < pages.len());
    (pages, files.into_keys().collect())
}

/// The links of a site that lead nowhere, and how many links it has.
pub fn broken(files: BTreeMap<String, Vec<u8>>) -> (Vec<String>, usize) {
    let (pages, files) = site_of(files);
    let mut broken = Vec::new();
    let mut n_links = 0;
    for (own, page) in &pages {
        for address in &page.addresses {
            let Some(found) = target(own, address) else { continue };
            n_links += 1;
            let anchor = address.split_once('#').map(|(_, anchor)| anchor).unwrap_or_default();
            let anchor = percent_decode_str(anchor).decode_utf8().unwrap();
            let problem = match &found {
                Err(problem) => Some(problem.as_str()),
                Ok(file) if !files.contains(file) => Some("no such file"),
                Ok(_) if anchor.is_empty() => None,
                Ok(file) => match pages.get(file) {
                    Some(page) if page.ids.iter().any(|id| *id == anchor) => None,
                    _ => Some("no such anchor"),
                },
            };
            broken.extend(problem.map(|problem| format!("{own}: {address}: {problem}")));
        }
    }
    (broken, n_links)
}

#[test]
fn every_link_names_a_file_and_every_anchor_an_element() {
    let (broken, n_links) = broken(files(&repository().join("public")));
    assert!(100 < n_links);
    assert_eq!(broken, [""; 0], "of {n_links} links");
}

#[test]
fn links_lead_somewhere_where_the_archive_is_not_in_the_sites_first_language() {
    let config = format!(
        "base_url = \"{BASE}\"\ntitle = \"A\"\ndefault_language = \"en\"\ntheme = \"archive\"\n\
         relative_links = \"disk\"\n[languages.vi]\ntitle = \"Kho\"\n\
         [archive]\nlanguage = \"vi\"\nsection = \"articles\"\ndirectives = \"van-ban\"\n\
         committees = \"co-quan\"\nyears = \"nam\"\n[extra]\nlicence = \"CC BY\"\n"
    );
    let article = "+++\ntitle = \"A\"\ndate = 2019-01-01\n+++\n\
                   Thực hiện Nghị quyết số 25-NQ/TW ngày 3/6/2013 của Bộ Chính trị.\n";
    let site = Site::of(&[
        ("zola.toml", &config),
        ("content/articles/_index.vi.md", "+++\ntitle = \"Bài\"\npaginate_by = 5\n+++\n"),
        ("content/articles/a.vi.md", article),
    ]);
    for (path, bytes) in files(&repository().join("themes")) {
        site.write(&format!("themes/{path}"), &bytes);
    }
    site.build();
    let (broken, _) = broken(site.public());
    assert_eq!(broken, [""; 0]);
}

#[test]
fn no_page_uses_an_id_twice() {
    let (pages, _) = site();
    let twice: Vec<String> = pages
        .iter()
        .flat_map(|(own, page)| {
            let mut seen = BTreeSet::new();
            let again = page.ids.iter().filter(move |id| !seen.insert(*id));
            again.map(move |id| format!("{own}: {id}"))
        })
        .collect();
    assert_eq!(twice, [""; 0]);
}

#[test]
fn every_address_in_feeds_sitemap_and_style_sheets_is_there() {
    let all = files(&repository().join("public"));
    let address = Regex::new(&format!(r#"{BASE}[^\s"'<>&]*|url\(([^)]+)\)"#)).unwrap();
    let mut broken = Vec::new();
    for (own, bytes) in &all {
        if ![".xml", ".txt", ".css"].iter().any(|ending| own.ends_with(ending)) {
            continue;
        }
        let text = String::from_utf8_lossy(bytes);
        for found in address.captures_iter(&text) {
            let named = found.get(1).or(found.get(0)).unwrap().as_str().trim_matches(['"', '\'']);
            let Some(Ok(file)) = target(own, named) else { continue };
            if !all.contains_key(&file) {
                broken.push(format!("{own}: {named}"));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn a_mention_inside_another_link_is_none_itself_and_has_its_spot() {
    let site = Site::of(&[("content/articles/_index.md", "+++\n+++\n")]);
    let config = format!(
        "base_url = \"{BASE}\"\ntitle = \"Kho\"\ndefault_language = \"vi\"\n\
        theme = \"archive\"\nrelative_links = \"disk\"\n[markdown]\ninsert_anchor_links = \"heading\"\n\
        [archive]\nsection = \"articles\"\n"
    );
    site.write("zola.toml", config.as_bytes());
    let text = "+++\ntitle = \"Bài\"\ndate = 2019-01-02\n+++\n\
        Xem [Nghị quyết số **25-NQ/TW** ngày 3/6/2013](https://b.example.org/25.pdf) và \
        <a href=\"https://b.example.org/43.pdf\">Kết luận số 43-KL/TW</a>.\n\n\
        ## Theo Chỉ thị 16/CT-TTg\n\nNhư Quyết định số 290-QĐ/TW.\n";
    site.write("content/articles/bai.md", text.as_bytes());
    for (path, bytes) in files(&repository().join("themes")) {
        site.write(&format!("themes/{path}"), &bytes);
    }
    site.build();
    let public = site.public();
    let page = String::from_utf8_lossy(&public["articles/bai/index.html"]);
    for (at, words) in [(1, "Nghị quyết số "), (2, "Kết luận số 43-KL/TW")] {
        let spot = format!("<span id=\"m-{at}\">{words}</span>");
        assert!(page.contains(&spot), "{spot} is not in {page}");
    }
    assert!(!page.contains("<a id=\"m-1\"") && page.contains("<a id=\"m-4\""), "{page}");
    let page = page.into_owned();
    assert_eq!(broken(public).0, [""; 0], "{page}");
}

/// An article of this text, built with a theme of one line.
fn article(text: &str) -> String {
    let site = Site::of(&[
        (
            "zola.toml",
            "base_url = \"https://e.org\"\ndefault_language = \"vi\"\n[archive]\nsection = \"articles\"\n",
        ),
        ("content/articles/_index.md", "+++\n+++\n"),
        ("templates/page.html", "{{ page.content | safe }}"),
    ]);
    for name in ["index", "section", "taxonomy_list", "taxonomy_single"] {
        site.write(&format!("templates/{name}.html"), b"");
    }
    let front = "+++\ntitle = \"Bài\"\ndate = 2019-01-02\n+++\n";
    site.write("content/articles/bai.md", format!("{front}{text}\n").as_bytes());
    site.build();
    String::from_utf8_lossy(&site.public()["articles/bai/index.html"]).into_owned()
}

#[test]
fn no_link_stands_in_code_in_fields_or_in_drawings_that_are_written_as_html() {
    let spared = [
        "<code>Chỉ thị 05-CT/TW</code>",
        "<KBD>Chỉ thị 05-CT/TW</KBD>",
        "<select><option>Chỉ thị 05-CT/TW</option></select>",
        "<svg><text>Chỉ thị 05-CT/TW</text></svg>",
        "<textarea>Chỉ thị 05-CT/TW</textarea>",
    ];
    let page = article(&format!("Xem {} và Chỉ thị 06-CT/TW.", spared.join(" ")));
    for html in spared {
        assert!(page.contains(html), "{html} is not in {page}");
    }
    assert!(page.contains("<a id=\"m-1\"") && !page.contains("m-2"), "{page}");
    let page = article("Xem <button>Chỉ thị 05-CT/TW</button>.");
    assert!(page.contains("<button><span id=\"m-1\">Chỉ thị 05-CT/TW</span></button>"), "{page}");
}

#[test]
fn a_link_that_spans_blocks_holds_no_other() {
    let link = "<a\n href=\"https://b.example.org/\">";
    let page =
        article(&format!("{link}\n\nTheo Chỉ thị 05-CT/TW.\n\n</a>\n\nRồi Chỉ thị 06-CT/TW."));
    assert!(page.contains("<p>Theo <span id=\"m-1\">Chỉ thị 05-CT/TW</span>.</p>"), "{page}");
    assert!(page.contains("<a id=\"m-2\""), "{page}");
    // What only marks a place is no link, and no browser closes it.
    let page = article("<a id=\"dau\"/>Theo Chỉ thị 05-CT/TW.");
    assert!(page.contains("<a id=\"m-1\""), "{page}");
}

#[test]
fn a_mention_with_entities_or_over_a_line_is_one_link() {
    let page =
        article("Theo Chỉ thị&nbsp;số 05-CT&#47;TW.\n\nRồi Chỉ thị\n06-CT/TW, *Chỉ* thị 07-CT/TW.");
    assert_eq!(page.matches("<a id=\"m-1\"").count(), 1, "{page}");
    let first = &page[..page.find("</p>").expect("a paragraph")];
    assert_eq!(first.matches("<a ").count(), 1, "{first}");
    assert!(page.contains(">Chỉ thị\n<span class=\"number\">06-CT/TW</span></a>, <em>"), "{page}");
    // Over the edge of an element there are two, and each is whole.
    assert!(page.contains(">Chỉ</a></em><a class=\"cite"), "{page}");
}

#[test]
fn an_archive_without_an_article_has_no_dead_link() {
    let site = Site::of(&[]);
    let folder = site.path().display().to_string();
    let made = site.run(&["init", &folder, "--force", "--base-url", BASE]);
    assert_eq!(made.code, Some(0), "{}", made.said);
    site.build();
    let public = site.public();
    let feed = String::from_utf8_lossy(&public["atom.xml"]).into_owned();
    assert!(feed.contains("<updated>1970-01-01T00:00:00+00:00</updated>"), "{feed}");
    assert_eq!(broken(public).0, [""; 0]);
}
