//! Long pages of the archive in parts: directives, committees and years that many articles name.

use std::collections::BTreeMap;
use std::fs;

use crate::links::{BASE, broken};
use crate::program::{Site, files, repository};

/// How many articles name the directive and the body.
const N_ARTICLES: usize = 11;

/// A configuration whose pages hold few entries.
const CONFIG: &str = "base_url = \"https://archive.example.org\"\ntitle = \"Kho\"\n\
    default_language = \"vi\"\nrelative_links = \"disk\"\n";

/// The table of the archive: four articles on a page of a year, three with their quotes.
const ARCHIVE: &str =
    "[archive]\nsection = \"articles\"\npaginate_by = 8\npaginate_quotes_by = 3\n";

/// A site whose articles all name one directive twice and one body, in two years.
fn site(config: &str) -> Site {
    let site = Site::of(&[("content/articles/_index.md", "+++\ntitle = \"Bài\"\n+++\n")]);
    for at in 1..=N_ARTICLES {
        let text = format!(
            "+++\ntitle = \"Bài {at}\"\ndate = {}-0{}-{:02}\n+++\n\nHội nghị quán triệt Nghị định số \
             04/2015/NĐ-CP của Chính phủ. Bộ Nội vụ kiểm tra Nghị định 04/2015/NĐ-CP, bài {at}.\n",
            2016 + at % 2,
            at % 9 + 1,
            at + 1,
        );
        site.write(&format!("content/articles/bai-{at}.md"), text.as_bytes());
    }
    site.write("zola.toml", config.as_bytes());
    site
}

/// The site with the archive's own theme.
fn themed() -> Site {
    let site = site(&format!("{CONFIG}theme = \"archive\"\n{ARCHIVE}"));
    for (path, bytes) in files(&repository().join("themes")) {
        site.write(&format!("themes/{path}"), &bytes);
    }
    site.build();
    site
}

/// The site with a theme of a few lines; the given words list the pages of a term.
fn plain(pages: &str) -> Site {
    let site = site(&format!("{CONFIG}{ARCHIVE}"));
    let single = format!(
        "{{{{ term.name }}}} {{% for page in {pages} %}}<a href=\"{{{{ page.permalink }}}}\">\
         {{{{ page.title }}}}</a>{{% endfor %}}"
    );
    let list = "{% for term in terms %}<a href=\"{{ term.permalink }}\">{{ term.name }}</a>\
        {% endfor %}";
    for (name, text) in [
        ("index.html", ""),
        ("section.html", ""),
        ("page.html", "{{ page.content | safe }}"),
        ("taxonomy_single.html", &single),
        ("taxonomy_list.html", list),
    ] {
        site.write(&format!("templates/{name}"), text.as_bytes());
    }
    site.build();
    site
}

/// A page of a built site.
fn page(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not in {:?}", files.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

/// The pagers of a page, the first one first.
fn pagers(files: &BTreeMap<String, Vec<u8>>, path: &str, n: usize) -> Vec<String> {
    assert!(!files.contains_key(&format!("{path}page/{}/index.html", n + 1)));
    let path = |number| match number {
        1 => format!("{path}index.html"),
        _ => format!("{path}page/{number}/index.html"),
    };
    (1..=n).map(|number| page(files, &path(number))).collect()
}

#[test]
fn every_mention_stands_on_one_pager_and_the_summary_on_the_first() {
    let files = themed().public();
    let pagers = pagers(&files, "directives/04-2015-nd-cp/", N_ARTICLES.div_ceil(3));
    for at in 1..=N_ARTICLES {
        let quotes: Vec<usize> = pagers
            .iter()
            .map(|page| page.matches(&format!("articles/bai-{at}/index.html#m-")).count())
            .collect();
        assert_eq!(quotes.iter().sum::<usize>(), 2, "article {at}: {quotes:?}");
        assert_eq!(quotes.iter().max(), Some(&2), "an article is not torn: {quotes:?}");
    }
    for (number, page) in pagers.iter().enumerate() {
        let is_first = number == 0;
        assert_eq!(page.contains("class=\"chart\""), is_first, "{number}");
        assert_eq!(page.contains("class=\"facts\""), is_first, "{number}");
        assert!(page.contains("04/2015/NĐ-CP</span></h1>"), "{number}");
        assert!(page.contains("class=\"pager\""), "{number}");
    }
}

#[test]
fn pagers_lead_to_one_another_and_to_themselves() {
    let files = themed().public();
    let pagers = pagers(&files, "directives/04-2015-nd-cp/", 4);
    let address = format!("{BASE}/directives/04-2015-nd-cp/");
    for (page, own, before, after) in [
        (&pagers[0], "", None, Some("page/2/index.html")),
        (&pagers[1], "page/2/", Some("../../index.html"), Some("../3/index.html")),
        (&pagers[3], "page/4/", Some("../3/index.html"), None),
    ] {
        assert!(page.contains(&format!("rel=\"canonical\" href=\"{address}{own}\"")), "{own}");
        for (rel, link) in [("prev", before), ("next", after)] {
            let tag = format!("<link rel=\"{rel}\" href=\"{}\">", link.unwrap_or_default());
            assert_eq!(page.contains(&format!("<link rel=\"{rel}\"")), link.is_some(), "{own}");
            assert_eq!(page.contains(&tag), link.is_some(), "{own} {tag}");
        }
    }
    let sitemap = page(&files, "sitemap.xml");
    assert!(sitemap.contains(&format!("<loc>{address}page/4/</loc>")));
    assert!(!sitemap.contains(&format!("<loc>{address}page/5/</loc>")));
}

#[test]
fn every_link_of_a_site_in_parts_leads_somewhere() {
    let files = themed().public();
    assert!(files.contains_key("committees/bo-noi-vu/page/4/index.html"));
    assert!(files.contains_key("years/2016/page/2/index.html"));
    let (broken, n_links) = broken(files);
    assert!(500 < n_links);
    assert_eq!(broken, [""; 0], "of {n_links} links");
}

#[test]
fn a_month_leads_to_the_part_of_the_year_that_has_it() {
    let files = themed().public();
    let first = page(&files, "years/2017/index.html");
    assert!(first.contains("href=\"#m2\""), "{first}");
    assert!(first.contains("href=\"page/2/index.html#m8\""), "{first}");
}

#[test]
fn what_few_articles_name_has_one_page() {
    let site = themed();
    for at in 4..=N_ARTICLES {
        fs::remove_file(site.file(&format!("content/articles/bai-{at}.md"))).unwrap();
    }
    site.build();
    let files = site.public();
    let page = page(&files, "directives/04-2015-nd-cp/index.html");
    assert!(!page.contains("class=\"pager\"") && !page.contains("rel=\"next\""));
    let in_parts = files.keys().filter(|path| path.contains("/page/"));
    assert_eq!(in_parts.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_theme_that_knows_only_terms_has_the_same_parts() {
    let files = plain("paginator.pages if paginator else term.pages").public();
    let pagers = pagers(&files, "directives/04-2015-nd-cp/", 4);
    let n_links: Vec<usize> = pagers.iter().map(|page| page.matches("<a ").count()).collect();
    assert_eq!(n_links, [3, 3, 3, 2]);
    assert_eq!(broken(files).0, [""; 0]);
}

#[test]
fn a_theme_without_pagers_gets_whole_pages() {
    let files = plain("term.pages").public();
    let page = pagers(&files, "directives/04-2015-nd-cp/", 1).remove(0);
    assert_eq!(page.matches("<a ").count(), N_ARTICLES);
}

#[test]
fn a_list_in_parts_says_where_each_begins_and_ends() {
    let site = themed();
    let numbers: Vec<String> =
        (1..=20).map(|number| format!("Nghị định số {number:02}/2015/NĐ-CP.")).collect();
    let text = format!("+++\ntitle = \"Nhiều\"\n+++\n{}\n", numbers.join(" "));
    site.write("content/articles/nhieu.md", text.as_bytes());
    site.build();
    let files = site.public();
    let second = page(&files, "directives/page/2/index.html");
    assert!(second.contains("aria-current=\"page\">Nghị định <span class=\"nb\">09/2015/NĐ-CP"));
    assert!(second.contains("href=\"../3/index.html\">Nghị định <span class=\"nb\">17/2015/NĐ-CP"));
    assert_eq!(broken(files).0, [""; 0]);
}
