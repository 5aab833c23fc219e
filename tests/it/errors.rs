//! What goes wrong in an ordinary site: each mistake is told at its place, with what to do.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::thread;

use crate::program::{Ran, Site};

/// A site that builds: two languages, a taxonomy, a sorted section, words of the interface.
const GOOD: [(&str, &str); 12] = [
    (
        "zola.toml",
        "base_url = \"https://example.org\"\ntaxonomies = [{ name = \"tags\" }]\n\
         [languages.fr]\n[translations]\nhello = \"Hello\"\n[languages.fr.translations]\n",
    ),
    ("content/_index.md", "+++\n+++\n"),
    ("content/blog/_index.md", "+++\nsort_by = \"date\"\n+++\n"),
    ("content/blog/a.md", "+++\ntitle = \"A\"\ndate = 2024-01-01\n+++\n# Part\n"),
    ("templates/index.html", "{{ section.title | default(value=\"top\") }}"),
    ("templates/section.html", "{% for page in section.pages %}{{ page.title }}{% endfor %}"),
    ("templates/page.html", "{{ page.content | safe }}"),
    ("templates/base.html", "{% block body %}{% endblock %}"),
    ("templates/parts.html", "{% component card(title) %}{{ title }}{% endcomponent card %}"),
    ("templates/taxonomy_list.html", "list"),
    ("templates/taxonomy_single.html", "single"),
    ("data.json", "{\"a\": 1}"),
];

/// Builds the site with a file in the place of its own.
fn build(file: &str, text: &str) -> Ran {
    let site = Site::of(&GOOD);
    site.write(file, text.as_bytes());
    site.run(&["build"])
}

/// Expects the build to fail, with all of the words on one line of what is said.
fn fails(file: &str, text: &str, words: &[&str]) {
    expect(&build(file, text), words);
}

/// Expects failure and all of the words on one line.
fn expect(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(!ran.said.contains("panicked"), "{}", ran.said);
    let is_there = |line: &str| words.iter().all(|word| line.contains(word));
    assert!(ran.said.lines().any(is_there), "{words:?} are not said:\n{}", ran.said);
}

/// A template of the top page that asks for something, expected to fail there.
fn template_fails(text: &str, words: &[&str]) {
    let mut all = vec!["templates/index.html:1:", "error: "];
    all.extend(words);
    fails("templates/index.html", text, &all);
}

/// A page of the blog with this text.
fn page(text: &str) -> String {
    format!("+++\ntitle = \"B\"\ndate = 2024-01-02\n+++\n{text}\n")
}

#[test]
fn the_site_of_these_tests_builds() {
    Site::of(&GOOD).build();
}

#[test]
fn a_taxonomy_that_the_language_does_not_have_is_refused() {
    let text = "+++\ndate = 2024-01-01\n[taxonomies]\ntgas = [\"a\"]\n+++\n";
    fails("content/blog/b.md", text, &["blog/b.md:4:1: error: unknown taxonomy `tgas`", "`tags`?"]);
    let text = "+++\ndate = 2024-01-01\n[taxonomies]\ntags = [\"a\"]\n+++\n";
    fails("content/blog/b.fr.md", text, &["blog/b.fr.md:4:1: error: unknown taxonomy `tags`"]);
    let text = "+++\ndate = 2024-01-01\n[taxonomies]\ntags = [\" \"]\n+++\n";
    fails("content/blog/b.md", text, &["blog/b.md:4:1: error: `tags` has an empty term"]);
}

#[test]
fn a_language_that_the_site_does_not_have_is_refused() {
    fails("content/blog/b.de.md", &page(""), &["b.de.md: error: `de` is no language of this site"]);
    let config = "base_url = \"https://e.com\"\ndefault_language = \"not a language\"\n";
    fails("zola.toml", config, &["zola.toml:2:", "`not a language` is not a language code"]);
    template_fails(
        "{{ trans(key=\"hello\", lang=\"de\") }}",
        &["`de` is no language of this site"],
    );
}

#[test]
fn an_index_of_a_language_that_the_site_does_not_have_is_passed_over() {
    let ran = build("content/blog/_index.de.md", "+++\n+++\n");
    ran.went_well();
}

#[test]
fn a_sort_key_that_there_is_not_is_refused() {
    let text = "+++\nsort_by = \"dat\"\n+++\n";
    fails("content/blog/_index.md", text, &["blog/_index.md:2:11: error", "`dat`", "`date`"]);
    let text = "---\nsort_by: dat\n---\n";
    fails("content/blog/_index.md", text, &["blog/_index.md:2:", "`dat`", "`date`"]);
}

#[test]
fn an_unknown_key_of_a_section_is_refused() {
    let text = "+++\ntitel = \"B\"\n+++\n";
    fails(
        "content/blog/_index.md",
        text,
        &["_index.md:2:1: error: unknown key `titel`", "`title`?"],
    );
}

#[test]
fn an_unknown_key_of_a_page_is_passed_over() {
    let ran = build("content/blog/b.md", "+++\ndate = 2024-01-01\nsubtitle = \"x\"\n+++\n");
    ran.went_well();
}

#[test]
fn a_date_that_is_none_is_refused() {
    let text = "+++\ndate = \"yesterday\"\n+++\n";
    fails("content/blog/b.md", text, &["b.md:2:1: error: `yesterday` is not a date", "2024-06-15"]);
    let text = "---\nupdated: 2024-13-01\n---\n";
    fails("content/blog/b.md", text, &["b.md:2:1: error: `2024-13-01` is not a date"]);
}

#[test]
fn empty_slugs_and_paths_are_refused() {
    let text = "+++\ndate = 2024-01-01\nslug = \"\"\n+++\n";
    fails("content/blog/b.md", text, &["b.md:3:1: error: `slug` is empty"]);
    let text = "+++\ndate = 2024-01-01\npath = \"/\"\n+++\n";
    fails("content/blog/b.md", text, &["b.md:3:1: error: `path` is empty"]);
}

#[test]
fn a_broken_link_to_a_page_is_refused() {
    let words = ["blog/b.md:5:1: error: the link `@/blog/aa.md` leads to no page", "`blog/a.md`?"];
    fails("content/blog/b.md", &page("[a](@/blog/aa.md)"), &words);
    template_fails("{{ get_url(path=\"@/blog/aa.md\") }}", &["there is no page `blog/aa.md`"]);
}

#[test]
fn a_broken_anchor_is_refused() {
    let words = ["blog/b.md:5:1: error: there is no place `#prat` in content/blog/a.md", "`part`?"];
    fails("content/blog/b.md", &page("[a](@/blog/a.md#prat)"), &words);
    fails("content/blog/b.md", &page("[a](#nowhere)"), &["blog/b.md:5:1: error", "`#nowhere`"]);
    let no_id = "[a](#x) <i data-id=\"x\"></i> `id=\"x\"`";
    fails("content/blog/b.md", &page(no_id), &["blog/b.md:5:1: error", "`#x`"]);
    let fine = "[a](@/blog/a.md#part) [b](@/blog/a.md#top) [c](#) <i id=\"own\"></i> [d](#own)";
    let ran = build("content/blog/b.md", &page(fine));
    ran.went_well();
}

#[test]
fn internal_level_warn_lets_broken_links_pass() {
    let site = Site::of(&GOOD);
    site.write("content/blog/b.md", page("[a](@/no.md) [b](#no)").as_bytes());
    site.write(
        "zola.toml",
        b"base_url = \"https://e.com\"\n[link_checker]\ninternal_level = \"warn\"\n",
    );
    let ran = site.run(&["build"]);
    ran.went_well();
    assert!(ran.said.contains("warning: the link `@/no.md`"), "{}", ran.said);
    assert!(ran.said.contains("warning: there is no place `#no`"), "{}", ran.said);
    let page = String::from_utf8(site.public()["blog/b/index.html"].clone()).unwrap();
    assert!(page.contains("href=\"@/no.md\""), "{page}");
}

#[test]
fn a_link_without_an_address_is_refused() {
    fails("content/blog/b.md", &page("[a]()"), &["b.md:5:1: error: the link has no address"]);
}

#[test]
fn a_broken_link_in_a_text_that_no_template_shows_is_refused_too() {
    let site = Site::of(&GOOD);
    site.write("templates/page.html", b"nothing of the page");
    site.write("content/blog/b.md", page("[a](@/no.md)").as_bytes());
    expect(&site.run(&["build"]), &["blog/b.md:5:1: error: the link `@/no.md`"]);
}

#[test]
fn a_missing_translation_is_refused() {
    template_fails("{{ trans(key=\"helo\") }}", &["no translation of `helo` in `en`", "`hello`?"]);
    template_fails(
        "{{ trans(key=\"hello\", lang=\"fr\") }}",
        &["no translation of `hello` in `fr`"],
    );
}

#[test]
fn what_a_template_asks_for_must_be_there() {
    template_fails(
        "{% set p = get_page(path=\"blog/aa.md\") %}",
        &["no page `blog/aa.md`", "`blog/a.md`?"],
    );
    template_fails(
        "{% set s = get_section(path=\"no/_index.md\") %}",
        &["no section `no/_index.md`"],
    );
    template_fails(
        "{% set p = get_page(path=\"blog/a.md\", lang=\"fr\") %}",
        &["no page `blog/a.md` in `fr`"],
    );
    template_fails(
        "{% set t = get_taxonomy(kind=\"tgas\") %}",
        &["no taxonomy `tgas` in `en`", "`tags`?"],
    );
    template_fails(
        "{% set t = get_taxonomy_term(kind=\"tags\", term=\"x\") %}",
        &["no term `x` in `tags`"],
    );
    template_fails("{{ get_taxonomy_url(kind=\"tags\", term=\"x\") }}", &["no term `x` in `tags`"]);
    template_fails(
        "{{ get_url(path=\"no.css\", cachebust=true) }}",
        &["there is no file `no.css`"],
    );
    template_fails("{{ get_hash(path=\"no.css\") }}", &["there is no file `no.css`"]);
    template_fails("{{ get_hash(literal=\"x\", sha_type=1) }}", &["it can be 256, 384 or 512"]);
    template_fails("{{ load_data(path=\"../../etc/passwd\") }}", &["leads out of the site"]);
    template_fails("{{ throw(message=\"stop here\") }}", &["stop here"]);
}

#[test]
fn templates_that_extend_or_include_each_other_are_refused() {
    let site = Site::of(&GOOD);
    site.write("templates/one.html", b"{% extends \"two.html\" %}");
    site.write("templates/two.html", b"{% extends \"one.html\" %}");
    let circle = ["templates/one.html:1:13: error: ", "`one.html` → `two.html` → `one.html`"];
    expect(&site.run(&["build"]), &circle);
    let site = Site::of(&GOOD);
    site.write("templates/one.html", b"{% include \"two.html\" %}");
    site.write("templates/two.html", b"{% include \"one.html\" %}");
    let circle = ["templates/one.html:1:13: error: ", "include one another in a circle"];
    expect(&site.run(&["build"]), &circle);
    let site = Site::of(&GOOD);
    site.write("templates/self.html", b"{% extends \"self.html\" %}");
    expect(&site.run(&["build"]), &["templates/self.html:1:13: error: ", "→ `self.html`"]);
    let site = Site::of(&GOOD);
    site.write(
        "templates/parts.html",
        b"{% component card() %}{{ <card /> }}{% endcomponent card %}",
    );
    site.write("templates/index.html", b"{{ <card /> }}");
    let ran = site.run(&["build"]);
    expect(
        &ran,
        &[
            "templates/parts.html:1:23: error: components call one another without end",
            "while rendering content/_index.md",
        ],
    );
    site.write("templates/index.html", b"{{ section.content | safe }}");
    site.write("content/_index.md", b"+++\n+++\nHere:\n\n{{ <card /> }}\n");
    expect(
        &site.run(&["build"]),
        &[
            "templates/parts.html:1:23: error: components call one another without end",
            "while rendering the text of content/_index.md",
        ],
    );
}

#[test]
fn a_component_that_two_templates_define_is_refused() {
    fails(
        "templates/twice.html",
        "{% component card() %}{% endcomponent %}",
        &["templates/twice.html:1:4: error: there are two components `card`", "rename one"],
    );
}

#[test]
fn a_component_template_or_filter_that_does_not_exist_is_refused() {
    template_fails("{{ <crad title=\"x\" /> }}", &["`crad`", "did you mean `card`?"]);
    template_fails("{{ <card titel=\"x\" /> }}", &["titel"]);
    fails(
        "content/blog/b.md",
        &page("{{ <crad title=\"x\" /> }}"),
        &["b.md:5:", "error: ", "`crad`"],
    );
    template_fails("{{ \"a\" | upppper }}", &["`upppper`"]);
    template_fails("{{ \"a\" is strng }}", &["`strng`"]);
    template_fails("{{ get_pgae(path=\"a\") }}", &["`get_pgae`", "did you mean `get_page`?"]);
    fails(
        "templates/page.html",
        "{% extends \"bsae.html\" %}",
        &["templates/page.html", "`bsae.html`", "`base.html`?"],
    );
    fails(
        "templates/page.html",
        "{% include \"bsae.html\" %}",
        &["templates/page.html", "`bsae.html`"],
    );
    let text = "+++\ndate = 2024-01-02\ntemplate = \"pgae.html\"\n+++\n";
    fails(
        "content/blog/b.md",
        text,
        &["b.md:3:1: error: there is no template `pgae.html`", "`page.html`?"],
    );
    fails(
        "content/_index.md",
        "+++\ntitle = \"T\"\npage_template = \"pgae.html\"\n+++\n",
        &["content/_index.md:3:1: error: there is no template `pgae.html`", "`page.html`?"],
    );
}

#[test]
fn a_taxonomy_without_templates_is_refused() {
    let site = Site::of(&GOOD);
    fs::remove_file(site.file("templates/taxonomy_list.html")).unwrap();
    fs::remove_file(site.file("templates/taxonomy_single.html")).unwrap();
    site.write("content/blog/b.md", b"+++\ndate = 2024-01-01\n[taxonomies]\ntags = [\"a\"]\n+++\n");
    let words = [
        "zola.toml:2:24: error: there is no template for the taxonomy `tags`",
        "tags/list.html",
        "taxonomy_list.html",
    ];
    expect(&site.run(&["build"]), &words);
}

#[test]
fn a_feed_without_a_template_is_refused() {
    let config = "base_url = \"https://example.org\"\ngenerate_feeds = true\n\
                  feed_filenames = [\"atom.xml\", \"news.json\"]\n\
                  taxonomies = [{ name = \"tags\" }]\n";
    fails(
        "zola.toml",
        config,
        &["zola.toml:3:31: error: there is no template `news.json`", "`templates/news.json`"],
    );
}

#[test]
fn an_image_that_is_not_one_is_refused() {
    let site = Site::of(&GOOD);
    site.write("static/x.png", b"this is no picture");
    site.write(
        "templates/index.html",
        b"{% set i = resize_image(path=\"x.png\", width=2, height=2) %}",
    );
    expect(&site.run(&["build"]), &["templates/index.html:1:", "cannot use `x.png`"]);
    site.write("templates/index.html", b"{% set i = get_image_metadata(path=\"x.png\") %}");
    expect(&site.run(&["build"]), &["templates/index.html:1:", "cannot use `x.png`"]);
    let mut cut = fs::read("tests/sites/functions/site/static/dot.png").unwrap();
    cut.truncate(40);
    site.write("static/x.png", &cut);
    site.write(
        "templates/index.html",
        b"{% set i = resize_image(path=\"x.png\", width=2, height=2) %}",
    );
    expect(&site.run(&["build"]), &["x.png", "error: "]);
    template_fails(
        "{% set i = resize_image(path=\"no.png\", width=2, height=2) %}",
        &["no file `no.png`"],
    );
    template_fails("{% set i = resize_image(path=\"no.png\", op=\"stretch\") %}", &["error"]);
}

#[test]
fn a_data_file_that_is_missing_or_malformed_is_refused_at_its_line() {
    template_fails("{% set d = load_data(path=\"no.json\") %}", &["there is no file `no.json`"]);
    let broken = [
        ("d.json", "{\n  \"a\": }\n", "line 2"),
        ("d.toml", "a = 1\nb =\n", "line 2"),
        ("d.yaml", "a: 1\nb: [\n", "line"),
        ("d.csv", "a,b\n1,2\n1,2,3\n", "line 3"),
        ("d.xml", "<a>\n<b></a>\n", "line 2"),
    ];
    for (file, text, place) in broken {
        let site = Site::of(&GOOD);
        site.write(file, text.as_bytes());
        let template = format!("{{% set d = load_data(path=\"{file}\") %}}");
        site.write("templates/index.html", template.as_bytes());
        expect(&site.run(&["build"]), &["templates/index.html:1:", "cannot read", file, place]);
    }
    let site = Site::of(&GOOD);
    site.write("d.json", b"{\"a\": \"\xff\"}");
    site.write("templates/index.html", b"{% set d = load_data(path=\"d.json\") %}");
    expect(&site.run(&["build"]), &["d.json", "not UTF-8", "0xFF"]);
}

#[test]
fn a_file_beside_a_section_cannot_take_its_address() {
    let site = Site::of(&GOOD);
    site.write("content/b/_index.md", b"+++\n+++\n");
    site.write("content/b/index.html", b"<p>mine</p>");
    let both = ["content/b/_index.md", "content/b/index.html", "the address `/b/`"];
    expect(&site.run(&["build"]), &both);
}

#[test]
fn a_data_file_that_is_huge_is_refused() {
    let site = Site::of(&GOOD);
    let file = fs::File::create(site.file("huge.json")).unwrap();
    file.set_len(65 << 20).unwrap();
    site.write("templates/index.html", b"{% set d = load_data(path=\"huge.json\") %}");
    expect(&site.run(&["build"]), &["templates/index.html:1:", "huge.json", "at most 64"]);
}

#[test]
fn remote_data_is_refused_offline_unless_it_is_not_required() {
    let asked = "{% set d = load_data(url=\"https://data.example/x.json\", format=\"json\") %}";
    let site = Site::of(&GOOD);
    site.write("templates/index.html", asked.as_bytes());
    let words =
        ["templates/index.html:1:", "https://data.example/x.json", "may not use the network"];
    expect(&site.run(&["--network", "offline", "build"]), &words);
    let optional = asked.replace(") %}", ", required=false) %}{{ d is none }}");
    site.write("templates/index.html", optional.as_bytes());
    let ran = site.run(&["--network", "offline", "build"]);
    ran.went_well();
    assert_eq!(site.public()["index.html"], b"true");
}

#[test]
fn remote_data_from_a_private_address_is_refused_unless_allowed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/x.json", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let answer =
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 8\r\n\r\n{\"a\": 7}";
            let _ = std::io::Read::read(&mut stream, &mut [0; 2048]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    let asked = format!("{{% set d = load_data(url=\"{url}\", format=\"json\") %}}{{{{ d.a }}}}");
    let site = Site::of(&GOOD);
    site.write("templates/index.html", asked.as_bytes());
    expect(&site.run(&["build"]), &["templates/index.html:1:", "private network"]);
    let ran = site.run(&["--network", "anywhere", "build"]);
    ran.went_well();
    assert_eq!(site.public()["index.html"], b"7");
}

#[test]
fn addresses_that_two_files_want_are_refused_with_both() {
    let site = Site::of(&GOOD);
    site.write("content/blog/b.md", b"+++\ndate = 2024-01-01\nslug = \"a\"\n+++\n");
    expect(&site.run(&["build"]), &["content/blog/a.md", "content/blog/b.md", "`/blog/a/`"]);
    let site = Site::of(&GOOD);
    site.write("content/blog/b.md", b"+++\ndate = 2024-01-01\naliases = [\"/blog/\"]\n+++\n");
    let wanted = ["content/blog/b.md:3:12", "content/blog/_index.md", "`/blog/`"];
    expect(&site.run(&["build"]), &wanted);
    let site = Site::of(&GOOD);
    site.write("content/blog/b.md", b"+++\ndate = 2024-01-01\naliases = [\"old\"]\n+++\n");
    site.write("content/c.md", b"+++\naliases = [\"old\"]\n+++\n");
    expect(&site.run(&["build"]), &["content/blog/b.md", "content/c.md", "`/old/`"]);
    let site = Site::of(&GOOD);
    site.write("content/blog/b.md", b"+++\ndate = 2024-01-01\n[taxonomies]\ntags = [\"t\"]\n+++\n");
    site.write("content/c.md", b"+++\npath = \"tags/t\"\n+++\n");
    expect(&site.run(&["build"]), &["content/c.md", "taxonomy tags", "`/tags/t/`"]);
}

#[test]
fn a_page_at_the_address_of_a_pager_is_refused() {
    let site = Site::of(&GOOD);
    site.write("content/list/_index.md", b"+++\npaginate_by = 1\n+++\n");
    site.write("content/list/a.md", b"+++\npath = \"list/page/1\"\n+++\n");
    let both = "`content/list/_index.md` and `content/list/a.md` want the address `/list/page/1/`";
    expect(&site.run(&["build"]), &["content/list/a.md:2:1: error: ", both]);
}

#[test]
fn an_alias_that_meets_a_page_is_told_and_the_page_stays() {
    let site = Site::of(&GOOD);
    site.write("content/blog/b.md", b"+++\ndate = 2024-01-01\naliases = [\"x\", \"blog\"]\n+++\n");
    site.write("content/c.md", b"+++\naliases = [\"/x/\", \"c\", \"404.html\"]\n+++\n");
    let ran = site.run(&["build"]);
    ran.went_well();
    let told = "content/blog/b.md:3:17: warning: the alias `blog` leads nobody on, \
                as `content/blog/_index.md`";
    assert!(ran.said.contains(told), "{}", ran.said);
    let public = site.public();
    let shows = |file: &str, part: &str| String::from_utf8_lossy(&public[file]).contains(part);
    assert!(shows("x/index.html", "https://example.org/blog/b/"));
    assert!(shows("404.html", "https://example.org/c/"));
    assert!(!shows("blog/index.html", "refresh") && !shows("c/index.html", "refresh"));
}

#[test]
fn a_page_and_a_section_in_one_folder_are_refused() {
    fails(
        "content/blog/index.md",
        &page(""),
        &["blog/index.md", "error: ", "a page and a section"],
    );
    fails("content/index.md", &page(""), &["content/index.md", "error: ", "a section, not a page"]);
    let ran = build("content/index.md", &page(""));
    assert_eq!(ran.said.matches("error: ").count(), 1, "{}", ran.said);
    for file in ["content/blog/index.md", "content/index.md"] {
        let ran = build(file, "+++\npath = \"elsewhere\"\n+++\nText.\n");
        assert_eq!(
            ran.code,
            Some(0),
            "a page that lies elsewhere clashes with nothing: {}",
            ran.said
        );
    }
}

#[test]
fn wrong_globs_are_refused() {
    for key in ["ignored_content", "ignored_static", "skip_content_templating"] {
        let config = format!("base_url = \"https://e.com\"\n{key} = [\"a[\"]\n");
        fails("zola.toml", &config, &["zola.toml:2:1: error: `a[` is not a glob"]);
    }
    let config = "base_url = \"https://e.com\"\n[link_checker]\nignored_files = [\"a[\"]\n";
    fails("zola.toml", config, &["zola.toml:3:1: error: `a[` is not a glob"]);
}

#[test]
fn a_term_without_a_letter_is_refused() {
    let text = "+++\ndate = 2024-01-01\n[taxonomies]\ntags = [\"!!!\"]\n+++\n";
    let words = ["content/blog/b.md:4:1: error", "the term `!!!` of `tags`", "a letter or a digit"];
    fails("content/blog/b.md", text, &words);
}

#[test]
fn a_block_that_no_template_above_has_is_refused() {
    let text = "{% extends \"base.html\" %}{% block foot %}{% endblock %}";
    let hint = "give a template above it `{% block foot %}`";
    fails("templates/page.html", text, &["templates/page.html:1:35: error", "`foot`", hint]);
}

#[test]
fn all_wrong_pages_are_told_together_by_their_paths() {
    let site = Site::of(&GOOD);
    for name in ["z", "m", "b"] {
        site.write(&format!("content/blog/{name}.md"), b"no front matter");
    }
    let ran = site.run(&["build"]);
    let places: Vec<_> =
        ["blog/b.md", "blog/m.md", "blog/z.md"].map(|file| ran.said.find(file)).into();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}", ran.said);
}

#[test]
fn a_language_of_code_without_a_grammar_is_told_or_refused() {
    let text = page("```unheard\nx\n```");
    for (strict, code, kind) in [("false", 0, "warning"), ("true", 1, "error")] {
        let site = Site::of(&GOOD);
        site.write("content/blog/b.md", text.as_bytes());
        let config = format!(
            "base_url = \"https://e.com\"\n[markdown.highlighting]\ntheme = \"github-dark\"\n\
             error_on_missing_language = {strict}\n"
        );
        site.write("zola.toml", config.as_bytes());
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(code), "{}", ran.said);
        let place = format!("content/blog/b.md:5:1: {kind}");
        assert!(ran.said.contains(&place) && ran.said.contains("unheard"), "{}", ran.said);
    }
}

#[test]
fn an_expression_without_end_is_refused() {
    let deep = format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000));
    template_fails(&deep, &[]);
    let broken = "{{ ".repeat(1_000);
    template_fails(&broken, &[]);
}
