//! The lists of an archive as tables, for spreadsheets.

use crate::program::Site;

/// A small archive whose titles hold what a table must quote.
fn archive(csv: &str) -> Site {
    let config = format!(
        "base_url = \"https://e.org/kho\"\ndefault_language = \"vi\"\n\n[archive]\n\
         directives = \"van-ban\"\npaginate_by = 1\n{csv}"
    );
    let site = Site::of(&[
        ("content/articles/_index.md", "+++\n+++\n"),
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2019-06-21\n+++\nKết luận số 43-KL/TW ngày 7/1/2019 của Ban Bí thư. \
             Nghị quyết số 25-NQ/TW ngày 3/6/2013; Nghị quyết số 25-NQ/TW.\n",
        ),
        (
            "content/directives/25.md",
            "+++\nnumber = \"25-NQ/TW\"\ndate = 2013-06-03\ntitle = 'Về \"dân vận\", tình hình mới'\n+++\n",
        ),
        (
            "content/committees/bi-thu.md",
            "+++\nname = \"Ban Bí thư Trung ương Đảng\"\nparent = \"Ban Chấp hành Trung ương Đảng\"\n+++\n",
        ),
    ]);
    site.write("zola.toml", config.as_bytes());
    for name in ["index", "section", "page", "taxonomy_list", "taxonomy_single"] {
        site.write(&format!("templates/{name}.html"), b"{% if paginator %}{% endif %}");
    }
    site
}

/// The lines of a table.
fn table(site: &Site, path: &str) -> Vec<String> {
    let bytes = &site.public()[path];
    let text = String::from_utf8(bytes.clone()).expect("a table is UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a spreadsheet needs the mark");
    text.split_terminator("\r\n").map(String::from).collect()
}

#[test]
fn a_list_is_a_table_of_all_its_entries() {
    let site = archive("csv = true\n");
    site.build();
    assert_eq!(
        table(&site, "van-ban/index.csv"),
        [
            "number,type,title,date,issuer,certainty,articles,mentions,address",
            "43-KL/TW,Kết luận,,2019-01-07,Ban Bí thư Trung ương Đảng,stated,1,1,\
             https://e.org/kho/van-ban/43-kl-tw/",
            "25-NQ/TW,Nghị quyết,\"Về \"\"dân vận\"\", tình hình mới\",2013-06-03,,recorded,1,2,\
             https://e.org/kho/van-ban/25-nq-tw/",
        ]
    );
    let bodies = table(&site, "committees/index.csv");
    assert_eq!(bodies[0], "name,code,place,from,until,parent,issued,articles,mentions,address");
    let below = "Ban Bí thư Trung ương Đảng,,,,,Ban Chấp hành Trung ương Đảng,1,1,1,";
    assert!(bodies.iter().any(|line| line.starts_with(below)), "{bodies:?}");
    let years = table(&site, "years/index.csv");
    assert_eq!(years[1], "2019,1,1,1,https://e.org/kho/years/2019/");
}

#[test]
fn a_table_follows_what_is_cited_and_goes_with_its_key() {
    let site = archive("csv = true\n");
    site.build();
    let text = "+++\ntitle = \"B\"\ndate = 2020-01-01\n+++\nNghị quyết số 25-NQ/TW.\n";
    site.write("content/articles/b.md", text.as_bytes());
    site.build();
    assert!(table(&site, "van-ban/index.csv")[2].contains(",recorded,2,3,"));
    let config = String::from_utf8(std::fs::read(site.file("zola.toml")).unwrap()).unwrap();
    site.write("zola.toml", config.replace("csv = true\n", "").as_bytes());
    site.build();
    assert!(!site.public().keys().any(|path| path.ends_with(".csv")));
}
