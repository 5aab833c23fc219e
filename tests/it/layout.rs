//! Which files of a site are picked up, and what becomes of them.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use mucluc::diag::Diags;
use mucluc::load::Loaded;
use mucluc::progress::Progress;
use mucluc::project::{Options, open_files};
use mucluc::render::jobs::{self, Output};
use mucluc::source::Files;

use crate::program::Site;

/// A site with templates that show titles and texts, with further files.
fn site(config: &str, files: &[(&str, &str)]) -> Site {
    let config = format!("base_url = \"https://example.org\"\n{config}");
    let site = Site::of(&[
        ("zola.toml", &config),
        ("templates/index.html", "{% for p in section.pages %}{{ p.title }} {% endfor %}"),
        ("templates/section.html", "{% for p in section.pages %}{{ p.title }} {% endfor %}"),
        ("templates/page.html", "{{ page.title }}|{{ page.content | safe }}"),
    ]);
    for (path, text) in files {
        site.write(path, text.as_bytes());
    }
    site
}

/// The outputs of a site, as text.
fn built(site: &Site) -> BTreeMap<String, String> {
    site.build();
    let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8_lossy(&bytes).into());
    site.public().into_iter().map(text).collect()
}

/// A page of this title.
fn page(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\nText.\n")
}

#[test]
fn only_markdown_files_without_a_dot_in_front_are_content() {
    let a = page("A");
    let files = [
        ("content/_index.md", "+++\n+++\n"),
        ("content/a.md", a.as_str()),
        ("content/.b.md", &a),
        ("content/c.markdown", &a),
        ("content/d.txt", &a),
    ];
    let pages = built(&site("", &files));
    assert!(pages["a/index.html"].starts_with("A|"));
    assert!(!pages.keys().any(|path| path.starts_with('b') || path.starts_with("c/")));
    assert_eq!(pages["d.txt"], a, "a file beside the root section");
}

#[test]
fn symbolic_links_inside_the_site_are_followed() {
    let site = site("", &[("content/a.md", &page("A")), ("shared/b.md", &page("B"))]);
    symlink(site.file("content/a.md"), site.file("content/c.md")).unwrap();
    symlink(site.file("shared"), site.file("content/linked")).unwrap();
    let pages = built(&site);
    assert!(pages["c/index.html"].starts_with("A|"));
    assert!(pages["linked/b/index.html"].starts_with("B|"));
}

#[test]
fn a_byte_order_mark_is_taken_off() {
    let files = [
        ("content/a.md", "\u{feff}+++\ntitle = \"A\"\n+++\n# B\n"),
        ("templates/page.html", "\u{feff}{{ page.title }}"),
    ];
    assert_eq!(built(&site("", &files))["a/index.html"], "A");
}

#[test]
fn a_page_whose_folder_is_no_section_is_built_and_not_listed() {
    let files =
        [("content/deep/er/a.md", page("A")), ("content/b.md", page("B"))].map(|(p, t)| (p, t));
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = site("", &files);
    site.write("templates/page.html", b"{{ page.ancestors | length }}");
    let pages = built(&site);
    assert_eq!(pages["deep/er/a/index.html"], "0");
    assert_eq!(pages["index.html"].trim(), "B");
}

#[test]
fn every_language_has_a_root_section_without_a_file() {
    let pages = built(&site("[languages.fr]\n", &[("content/a.fr.md", &page("A"))]));
    assert_eq!(pages["index.html"], "");
    assert_eq!(pages["fr/index.html"].trim(), "A");
}

#[test]
fn files_of_these_endings_are_templates_and_only_markup_is_escaped() {
    let mut files = vec![("content/_index.md".to_string(), "+++\n+++\n".to_string())];
    for ending in ["html", "xml", "md", "txt", "json", "ics"] {
        files.push((format!("templates/t.{ending}"), "{{ page.title }}".to_string()));
        let text = format!("+++\ntitle = \"<b>\"\ntemplate = \"t.{ending}\"\n+++\n");
        files.push((format!("content/{ending}.md"), text));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let pages = built(&site("", &files));
    for ending in ["html", "xml"] {
        assert_eq!(pages[&format!("{ending}/index.html")], "&lt;b&gt;", "{ending}");
    }
    for ending in ["md", "txt", "json", "ics"] {
        assert_eq!(pages[&format!("{ending}/index.html")], "<b>", "{ending}");
    }
}

#[test]
fn every_built_in_template_can_be_replaced() {
    let config = "generate_feeds = true\nfeed_filenames = [\"atom.xml\", \"rss.xml\"]\n\
                  [markdown]\ninsert_anchor_links = \"left\"\n";
    let names = ["404.html", "atom.xml", "rss.xml", "sitemap.xml", "robots.txt"];
    let text =
        "+++\ntitle = \"A\"\ndate = 2024-01-01\n+++\n# Head\n\nCut *here <!-- more --> now*.\n";
    let site = site(config, &[("content/a.md", text)]);
    for name in names {
        site.write(
            &format!("templates/{name}"),
            format!("own {name} {{{{ config.title is none }}}}").as_bytes(),
        );
    }
    site.write("templates/anchor-link.html", b"<a>{{ id }}/{{ level }}/{{ lang }}</a>");
    site.write("templates/summary-cutoff.html", b"[cut {{ lang }} {{ summary | length }}]");
    site.write("templates/page.html", b"{{ page.content | safe }}{{ page.summary | safe }}");
    let pages = built(&site);
    for name in names {
        assert_eq!(pages[name], format!("own {name} true"));
    }
    let page = &pages["a/index.html"];
    assert!(page.contains("<a>head/1/en</a>"), "{page}");
    assert!(page.contains("[cut en "), "{page}");
}

#[test]
fn a_site_without_templates_builds_to_pages_that_name_what_is_missing() {
    let site = Site::of(&[
        ("zola.toml", "base_url = \"https://example.org\"\n"),
        ("content/a.md", &page("A")),
        ("content/b/_index.md", "+++\n+++\n"),
    ]);
    let pages = built(&site);
    for (path, template) in [
        ("index.html", "index.html"),
        ("a/index.html", "page.html"),
        ("b/index.html", "section.html"),
    ] {
        assert!(pages[path].contains(template), "{path}: {}", pages[path]);
    }
}

#[test]
fn static_files_lie_over_the_themes_and_ignored_ones_are_left_out() {
    let config = "theme = \"t\"\nhard_link_static = true\nignored_static = [\"*.psd\"]\n";
    let site = site(
        config,
        &[
            ("themes/t/theme.toml", ""),
            ("themes/t/templates/x.html", ""),
            ("themes/t/static/both.txt", "theme"),
            ("themes/t/static/kept.psd", "theme"),
            ("static/both.txt", "site"),
            ("static/a.psd", "site"),
            ("static/deep/b.psd", "site"),
        ],
    );
    let pages = built(&site);
    assert_eq!(pages["both.txt"], "site");
    assert!(!pages.contains_key("a.psd") && !pages.contains_key("deep/b.psd"));
    assert_eq!(pages["kept.psd"], "theme", "only the site's own files are left out");
}

#[test]
fn sass_becomes_css_beside_its_folders_and_parts_do_not() {
    let files = [
        ("sass/a.scss", "$x: 1px; a { b { c: $x } }"),
        ("sass/deep/b.sass", "a\n  b: c\n"),
        ("sass/_part.scss", "x { y: z }"),
    ];
    let pages = built(&site("compile_sass = true\n", &files));
    assert_eq!(pages["a.css"].trim(), "a b{c:1px}");
    assert_eq!(pages["deep/b.css"].trim(), "a{b:c}");
    assert!(!pages.keys().any(|path| path.contains("part")));
    assert!(!built(&site("", &files)).contains_key("a.css"), "only where it is asked for");
}

#[test]
fn two_sheets_of_one_name_are_refused() {
    let files = [("sass/a.scss", "a { b: c }"), ("sass/a.sass", "a\n  b: c\n")];
    let ran = site("compile_sass = true\n", &files).run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("`sass/a.sass` and `sass/a.scss` both make `a.css`"), "{}", ran.said);
}

#[test]
fn minify_html_takes_needless_space_and_leaves_scripts() {
    let template = "<html>\n<head><style> a {  b : c } </style></head>\n<body>  <p>x</p>  <script>var  a = 1;</script></body></html>";
    let pages = built(&site("minify_html = true\n", &[("templates/index.html", template)]));
    let page = &pages["index.html"];
    assert!(page.contains("<style>a{b:c}</style>") && page.contains("var  a = 1"), "{page}");
    assert!(page.contains("<html>") && page.contains("<head>"), "{page}");
}

#[test]
fn the_search_index_has_the_form_that_is_asked_for() {
    for (format, file, start) in [
        ("elasticlunr_javascript", "search_index.vi.js", "window.searchIndex = {"),
        ("elasticlunr_json", "search_index.vi.json", "{"),
        ("fuse_javascript", "search_index.vi.js", "window.searchIndex = ["),
        ("fuse_json", "search_index.vi.json", "["),
    ] {
        let config = format!(
            "default_language = \"vi\"\nbuild_search_index = true\n[search]\nindex_format = \"{format}\"\n"
        );
        let pages = built(&site(&config, &[("content/a.md", &page("Đảng ủy"))]));
        assert!(pages[file].starts_with(start), "{format}: {}", pages[file]);
        assert_eq!(pages.contains_key("elasticlunr.min.js"), format.starts_with("elastic"));
    }
}

#[test]
fn search_finds_directives_and_bodies_by_all_their_names() {
    let sample = Site::sample();
    let index = &built(&sample)["search_index.vi.js"];
    let pages: serde_json::Value =
        serde_json::from_str(index.strip_prefix("window.searchIndex = ").unwrap()).unwrap();
    let found = |title: &str| {
        let pages = pages.as_array().unwrap();
        let page = pages.iter().find(|page| page["title"] == title);
        page.unwrap_or_else(|| panic!("{title} is not found")).clone()
    };
    let resolution = found("Nghị quyết 25-NQ/TW (2013)");
    assert_eq!(resolution["url"], "https://archive.example.org/van-ban/25-nq-tw-2013/");
    assert!(resolution["description"].as_str().unwrap().contains("công tác dân vận"));
    found("Nghị quyết 25-NQ/TW (2008)");
    let secretariat = found("Ban Bí thư Trung ương Đảng");
    assert!(secretariat["description"].as_str().unwrap().contains("Ban Bí thư"));
    assert_eq!(found("2019")["url"], "https://archive.example.org/nam/2019/");
}

#[test]
fn the_search_index_holds_what_its_keys_say() {
    let text = "+++\ntitle = \"T\"\ndescription = \"D\"\ndate = 2024-01-02\n+++\nOne two three.\n\n```\ncode\n```\n";
    let keys = "build_search_index = true\n[search]\nindex_format = \"fuse_json\"\n";
    let index = |more: &str| {
        let config = format!("{keys}{more}");
        built(&site(&config, &[("content/a.md", text)]))["search_index.en.json"].clone()
    };
    let usual = index("");
    assert!(
        usual.contains(r#"{"url":"https://example.org/a/","title":"T","body":"One two three."}"#),
        "{usual}"
    );
    let all = index(
        "include_description = true\ninclude_date = true\ninclude_path = true\ntruncate_content_length = 7\n",
    );
    for part in [r#""description":"D""#, r#""path":"/a/""#, r#""body":"One two"#] {
        assert!(all.contains(part), "{part} is not in {all}");
    }
    let none = index("include_title = false\ninclude_content = false\n");
    assert!(!none.contains("title") && !none.contains("One two"), "{none}");
}

#[test]
fn search_finds_no_pages_of_a_hidden_section_and_keeps_those_of_a_moved_one() {
    let config = "build_search_index = true\n[search]\nindex_format = \"fuse_json\"\n";
    let files = [
        ("content/hidden/_index.md", "+++\nin_search_index = false\n+++\n".to_string()),
        ("content/hidden/h.md", page("Hidden page")),
        (
            "content/moved/_index.md",
            "+++\ntitle = \"Moved\"\nredirect_to = \"/x\"\n+++\n".to_string(),
        ),
        ("content/moved/m.md", page("Of the moved")),
        ("content/orphan/o.md", page("Orphan")),
        ("content/own.md", "+++\ntitle = \"Own\"\nin_search_index = false\n+++\n".to_string()),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let index = built(&site(config, &files))["search_index.en.json"].clone();
    assert!(index.contains("Of the moved"), "{index}");
    for hidden in ["Hidden page", "\"Moved\"", "Orphan", "\"Own\""] {
        assert!(!index.contains(hidden), "{hidden} is in {index}");
    }
    let ran = site(config, &[("content/_index.md", "+++\nin_search_index = false\n+++\n")])
        .run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("content/_index.md:2:1: error: "), "{}", ran.said);
}

#[test]
fn a_theme_must_be_whole_and_fit_under_the_site() {
    let theme = |files: &[(&str, &str)], words: &str| {
        let ran = site("theme = \"t\"\n[extra]\na = 1\n", files).run(&["build"]);
        assert_eq!(ran.code, Some(1), "{}", ran.said);
        assert!(ran.said.contains(words), "`{words}` is not said:\n{}", ran.said);
    };
    theme(&[], "zola.toml:2:1: error: there is no theme `t`");
    theme(&[("themes/t/templates/x.html", "")], "themes/t/theme.toml: error: cannot read");
    theme(&[("themes/t/theme.toml", "")], "zola.toml:2:1: error: the theme `t` has no templates");
    let told = "zola.toml:4:1: error: `a` is a table on one side";
    theme(&[("themes/t/theme.toml", "[extra.a]\nb = 1\n")], told);
}

#[test]
fn a_theme_for_a_newer_zola_is_a_warning() {
    let files =
        [("themes/t/theme.toml", "min_version = \"9.1.0\"\n"), ("themes/t/templates/x.html", "")];
    let ran = site("theme = \"t\"\n", &files).run(&["build"]);
    ran.went_well();
    assert!(
        ran.said.contains("theme.toml:1:1: warning: the theme asks for Zola 9.1.0"),
        "{}",
        ran.said
    );
    let files =
        [("themes/t/theme.toml", "min_version = \"0.23.6\"\n"), ("themes/t/templates/x.html", "")];
    let ran = site("theme = \"t\"\n", &files).run(&["build"]);
    assert!(!ran.said.contains("asks for Zola"), "points of 0.23 are here: {}", ran.said);
}

#[test]
fn a_section_and_a_term_are_given_without_their_pages_where_that_is_asked() {
    let template = "{% set s = get_section(path=\"_index.md\", metadata_only=true) %}{{ s.title }} {{ \"pages\" in s }} \
                    {% set t = get_taxonomy_term(kind=\"tags\", term=\"x\", include_pages=false) %}{{ t.name }} {{ \"pages\" in t }} \
                    {% set all = get_taxonomy(kind=\"tags\", include_pages=false) %}{{ all.items[0].page_count }} {{ \"pages\" in all.items[0] }}";
    let config = "taxonomies = [{ name = \"tags\" }]\n";
    let files = [
        ("content/_index.md", "+++\ntitle = \"Top\"\n+++\n"),
        ("content/a.md", "+++\n[taxonomies]\ntags = [\"x\"]\n+++\n"),
        ("templates/index.html", template),
        ("templates/taxonomy_list.html", ""),
        ("templates/taxonomy_single.html", ""),
    ];
    assert_eq!(built(&site(config, &files))["index.html"], "Top false x false 1 false");
}

#[test]
fn a_section_is_given_with_its_first_pages_where_that_is_asked() {
    let (a, b, c) = (page("A"), page("B"), page("C"));
    let template = "{% set s = get_section(path=\"_index.md\", limit=2) %}{{ s.pages | length }}\
                    {% set all = get_section(path=\"_index.md\", limit=9) %} {{ all.pages | length }} \
                    {% for p in s.pages %}{{ p.title }}{% endfor %}";
    let files = [
        ("content/_index.md", "+++\nsort_by = \"title\"\n+++\n"),
        ("content/1.md", c.as_str()),
        ("content/2.md", &a),
        ("content/3.md", &b),
        ("templates/index.html", template),
    ];
    assert_eq!(built(&site("", &files))["index.html"], "2 3 AB");
}

#[test]
fn what_zola_leaves_to_chance_has_an_order() {
    let template = "{% for t in section.translations %}{{ t.lang }} {% endfor %}\
                    {{ section.subsections | join(sep=\" \") }} \
                    {% for k, v in section.pages | group_by(attribute=\"extra.k\") %}{{ k }} {% endfor %}\
                    {% for k, v in {\"z\": 1, \"a\": 2, \"m\": 3} %}{{ k }} {% endfor %}";
    let mut files = vec![("templates/index.html".to_string(), template.to_string())];
    for name in ["z", "a", "m"] {
        files.push((format!("content/{name}/_index.md"), "+++\n+++\n".to_string()));
        files.push((format!("content/p{name}.md"), format!("+++\n[extra]\nk = \"{name}\"\n+++\n")));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = site("[languages.vi]\n[languages.de]\n", &files);
    let top = built(&site)["index.html"].clone();
    assert_eq!(top, "en de vi a/_index.md m/_index.md z/_index.md a m z z a m ");
}

#[test]
fn an_id_of_a_heading_is_safe_in_a_content_template() {
    let text = "+++\ntitle = \"A\"\n+++\n{{ page.title }}\n\n## Head {#own}\n\nAfter. {# gone #}\n";
    let page = built(&site("", &[("content/a.md", text)]))["a/index.html"].clone();
    assert!(page.contains("<h2 id=\"own\">Head</h2>"), "{page}");
    assert!(page.contains("After.") && !page.contains("gone"), "{page}");
}

#[test]
fn content_in_child_templates_outside_of_blocks_is_tolerated() {
    let files = [
        ("templates/base.html", "<p>{% block a %}{% endblock %}</p>"),
        (
            "templates/index.html",
            "\n<!-- A note. -->\n{% extends \"base.html\" %}\n\n<!-- Another. -->\n{% block a %}x{% endblock %}\n",
        ),
    ];
    let ran = site("", &files).run(&["build"]);
    ran.went_well();
    assert!(!ran.said.contains("warning"), "{}", ran.said);
}

#[test]
fn a_name_whose_last_part_is_no_language_keeps_its_dots() {
    let pages = built(&site(
        "[languages.fr]\n",
        &[
            ("content/version.1.2.md", &page("V")),
            ("content/explicit.en.md", &page("E")),
            ("content/explicit.fr.md", &page("F")),
        ],
    ));
    assert!(pages.contains_key("version-1-2/index.html"), "{:?}", pages.keys());
    assert!(pages.contains_key("explicit/index.html"));
    assert!(pages.contains_key("fr/explicit/index.html"));
}

#[test]
fn the_default_languages_own_table_counts_as_the_top() {
    let config = "default_language = \"vi\"\n[languages.vi]\ntitle = \"V\"\ntaxonomies = [{ name = \"t\" }]\n\
                  generate_feeds = true\nbuild_search_index = true\n[languages.vi.search]\nindex_format = \"fuse_json\"\n";
    let site = site(
        config,
        &[("templates/index.html", "{{ config.title }}{{ config.taxonomies | length }}")],
    );
    let ran = site.run(&["build"]);
    assert!(ran.code == Some(0) && ran.said.contains("warning"), "{}", ran.said);
    assert_eq!(site.public()["index.html"], b"V1");
    assert!(site.public().contains_key("atom.xml"));
    assert!(site.public().contains_key("search_index.vi.json"));
}

#[test]
fn paths_are_slugged_as_the_site_says() {
    let file = "content/Thư Mục/Đảng: ủy?.md";
    for (strategy, path) in [
        ("on", "Thư Mục/dang-uy/index.html"),
        ("safe", "Thư Mục/Đảng ủy/index.html"),
        ("off", "Thư Mục/Đảng: ủy?/index.html"),
    ] {
        let config = format!("[slugify]\npaths = \"{strategy}\"\n");
        let pages = built(&site(&config, &[(file, &page("A"))]));
        assert!(pages.contains_key(path), "{strategy}: {:?}", pages.keys());
    }
}

#[test]
fn dates_stay_in_paths_where_the_site_says() {
    for (keeps, path) in [("false", "a/index.html"), ("true", "2024-01-02-a/index.html")] {
        let config = format!("[slugify]\npaths_keep_dates = {keeps}\n");
        let pages = built(&site(&config, &[("content/2024-01-02-a.md", "+++\n+++\n")]));
        assert!(pages.contains_key(path), "{keeps}: {:?}", pages.keys());
    }
}

#[test]
fn a_sitemap_of_more_than_thirty_thousand_entries_is_split() {
    let terms: Vec<String> = (0..30_001).map(|at| format!("\"t{at}\"")).collect();
    let page = format!("+++\n[taxonomies]\ntags = [{}]\n+++\n", terms.join(", "));
    let config = "base_url = \"https://example.org\"\ntaxonomies = [{ name = \"tags\" }]\n";
    let files: BTreeMap<String, Arc<[u8]>> = [("zola.toml", config), ("content/a.md", &page)]
        .map(|(path, text)| (path.to_string(), text.as_bytes().into()))
        .into();
    let mut diags = Diags::default();
    let (files, options) = (Files::Memory(files.into()), Options::default());
    let opened = open_files(files, Path::new("."), "zola.toml", &options, &mut diags).unwrap();
    let loaded = Loaded::new(opened, Diags::default(), &Progress::Quiet);
    let site = Arc::new(loaded.site(&mut diags).unwrap());
    let read = |path: &str| match jobs::run(&site, path, &site.plan.jobs[path]) {
        Ok(Output::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        other => panic!("{path}: {other:?}"),
    };
    let index = read("sitemap.xml");
    assert!(index.contains("https://example.org/sitemap1.xml"), "{index}");
    assert!(index.contains("https://example.org/sitemap2.xml"), "{index}");
    assert_eq!(read("sitemap1.xml").matches("<loc>").count(), 30_000);
    assert_eq!(read("sitemap2.xml").matches("<loc>").count(), 4);
}

#[test]
fn a_highlighting_theme_is_one_or_a_pair() {
    for keys in [
        "",
        "light_theme = \"github-light\"",
        "theme = \"nord\"\nlight_theme = \"a\"\ndark_theme = \"b\"",
    ] {
        let config = format!("[markdown.highlighting]\n{keys}\n");
        let ran = site(&config, &[]).run(&["build"]);
        assert_eq!(ran.code, Some(1), "{keys}: {}", ran.said);
        assert!(ran.said.contains("one theme or a pair"), "{keys}: {}", ran.said);
        assert_eq!(ran.said.matches("error: ").count(), 1, "{keys}: {}", ran.said);
    }
    for (key, said) in [
        ("theme = \"no-such\"", "zola.toml:3:10: error: there is no highlighting theme `no-such`"),
        (
            "theme = \"nord\"\nextra_grammars = [\"x.json\"]",
            "zola.toml:4:20: error: cannot use `x.json`: there is no such file",
        ),
    ] {
        let ran = site(&format!("[markdown.highlighting]\n{key}\n"), &[]).run(&["build"]);
        assert!(ran.said.contains(said), "{said}: {}", ran.said);
    }
    let quoted = site("[markdown]\nexternal_links_class = 'a\"b'\n", &[]).run(&["build"]);
    assert_eq!(quoted.code, Some(1), "{}", quoted.said);
}

#[test]
fn style_sheets_of_highlighting_lie_beside_the_pages() {
    let one = "[markdown.highlighting]\nstyle = \"class\"\ntheme = \"nord\"\n";
    assert!(built(&site(one, &[])).contains_key("giallo.css"));
    let two = "[markdown.highlighting]\nstyle = \"class\"\nlight_theme = \"github-light\"\ndark_theme = \"github-dark\"\n";
    let pages = built(&site(two, &[]));
    assert!(pages.contains_key("giallo-light.css") && pages.contains_key("giallo-dark.css"));
    let inline = "[markdown.highlighting]\ntheme = \"nord\"\n";
    assert!(!built(&site(inline, &[])).contains_key("giallo.css"));
}

#[test]
fn sitemap_and_robots_can_be_left_out() {
    let pages = built(&site("generate_sitemap = false\ngenerate_robots_txt = false\n", &[]));
    assert!(!pages.contains_key("sitemap.xml") && !pages.contains_key("robots.txt"));
    let pages = built(&site("", &[]));
    assert!(pages["robots.txt"].contains("https://example.org/sitemap.xml"));
}

#[test]
fn a_page_that_is_not_rendered_is_in_no_list_and_can_still_be_asked_for() {
    let files = [
        (
            "content/a.md",
            "+++\ntitle = \"A\"\nrender = false\ndate = 2024-01-01\naliases = [\"old\"]\n+++\nText.\n",
        ),
        (
            "templates/index.html",
            "{{ section.pages | length }} {% set p = get_page(path=\"a.md\") %}{{ p.content | safe }}",
        ),
    ];
    let config = "generate_feeds = true\nbuild_search_index = true\n[search]\nindex_format = \"fuse_json\"\n";
    let pages = built(&site(config, &files));
    assert!(!pages["search_index.en.json"].contains("/a/"), "{}", pages["search_index.en.json"]);
    assert_eq!(pages["index.html"], "0 <p>Text.</p>\n");
    assert!(!pages.contains_key("a/index.html") && !pages.contains_key("old/index.html"));
    assert!(!pages["sitemap.xml"].contains("/a/") && !pages["atom.xml"].contains("/a/"));
}

#[test]
fn content_that_asks_for_a_page_gets_all_but_its_text() {
    let text = "+++\ntitle = \"A\"\n+++\n{% set b = get_page(path=\"b.md\") %}{{ b.title }} \
                {{ b.permalink }} {{ b.content | length }}{% set s = get_section(path=\"_index.md\") %} \
                {{ s.pages | length }}\n";
    let pages = built(&site("", &[("content/a.md", text), ("content/b.md", &page("B"))]));
    assert_eq!(pages["a/index.html"], "A|<p>B https://example.org/b/ 0 0</p>\n");
}

#[test]
fn what_zola_does_not_find_is_found() {
    let template = "{% set p = get_page(path=\"a.fr.md\", lang=\"fr\") %}{{ p.title }} \
                    {% set p = get_page(path=\"a.fr.md\", lang=\"en\") %}{{ p.title }} \
                    {{ get_url(path=\"@/_index.md\") }} \
                    {% set t = get_taxonomy(kind=\"Place Names\") %}{{ t.kind.name }} \
                    {% set t = get_taxonomy(kind=\"place-names\") %}{{ t.kind.name }}";
    let config = "taxonomies = [{ name = \"Place Names\" }]\n[languages.fr]\n";
    let files = [
        ("content/a.md", page("A")),
        ("content/a.fr.md", page("F")),
        ("templates/index.html", format!("{{% if lang == \"en\" %}}{template}{{% endif %}}")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let top = built(&site(config, &files))["index.html"].clone();
    assert_eq!(top, "F A https://example.org/ Place Names Place Names");
}

#[test]
fn an_address_is_found_where_zola_looks_no_further() {
    let template = "{{ get_url(path=\"@/a.md\", lang=\"fr\") }} \
                    {% set own = get_url(path=\"a.css\", cachebust=true) %}\
                    {% set other = get_url(path=\"a.css\", lang=\"fr\", cachebust=true) %}\
                    {{ other == own | replace(from=\"a.css\", to=\"fr/a.css\") }} \
                    {{ get_taxonomy_url(kind=\"tags\", term=\"no\", required=false) is none }}";
    let config = "taxonomies = [{ name = \"tags\" }]\n[languages.fr]\n";
    let files = [
        ("content/a.md", page("A")),
        ("static/a.css", "a {}".to_string()),
        ("templates/index.html", format!("{{% if lang == \"en\" %}}{template}{{% endif %}}")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let top = built(&site(config, &files))["index.html"].clone();
    assert_eq!(top, "https://example.org/a/ true true");
}

#[test]
fn slashes_around_the_path_of_pagers_are_taken_off() {
    let list = "+++\npaginate_by = 1\npaginate_path = \"/part/\"\nsort_by = \"title\"\n+++\n";
    let files = [
        ("content/b/_index.md", list.to_string()),
        ("content/b/a.md", page("A")),
        ("content/b/c.md", page("C")),
        ("templates/section.html", "{{ paginator.last }}".to_string()),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let pages = built(&site("", &files));
    assert_eq!(pages["b/part/2/index.html"], "https://example.org/b/part/2/");
}

#[test]
fn what_is_included_is_escaped_as_what_includes_it() {
    let files = [
        ("templates/a.html", "{{ \"<\" }}"),
        ("templates/a.txt", "{{ \"<\" }}"),
        ("templates/index.html", "\u{feff}{% include \"a.html\" %} {% include \"a.txt\" %}"),
        ("templates/page.html", "{{ page.content | safe }}"),
        ("content/a.md", "+++\n+++\n`{% include \"a.html\" %}{% include \"a.txt\" %}`\n"),
    ];
    let pages = built(&site("", &files));
    assert_eq!(pages["index.html"], "&lt; &lt;");
    assert_eq!(pages["a/index.html"], "<p><code>&lt;&lt;</code></p>\n");
}

#[test]
fn what_tera_added_since_its_first_second_version_is_understood() {
    let files = [
        ("templates/base.html", "{% if true %}{% block a %}base{% endblock %}{% endif %}"),
        (
            "templates/index.html",
            "{% extends \"base.html\" %}{% block a %}child {{ \"<\" | escape }} \
             {{ \"a\nb\" | indent(width=1, indentation=\"\t\") }} {{ <at /> }}{% endblock %}",
        ),
        ("templates/parts.html", "{% component at(@lang) %}{{ lang }}{% endcomponent at %}"),
    ];
    assert_eq!(built(&site("", &files))["index.html"], "child &lt; a\n\tb en");
}

#[test]
fn a_site_may_have_a_redirect_of_its_own_and_a_theme_may_not() {
    let moved = ("content/a.md", "+++\naliases = [\"old\"]\n+++\n");
    let page = |config: &str, template: (&str, &str)| {
        let theme = ("themes/t/theme.toml", "name = \"t\"\n");
        let files = [moved, theme, ("templates/alias.html", "other"), template];
        built(&site(config, &files))["old/index.html"].clone()
    };
    let mine = "to {{ url }}{{ config is defined }}";
    let own = page("", ("templates/internal/alias.html", mine));
    assert_eq!(own, "to https://example.org/a/false");
    let usual = page("theme = \"t\"\n", ("themes/t/templates/internal/alias.html", mine));
    assert!(usual.contains("window.location") && usual.contains("https://example.org/a/"));
}
