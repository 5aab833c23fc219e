//! What small sites build to where Zola's own way is easily missed, a whole site in one string.
//!
//! Each case was seen in a public site that Zola builds; whole sites on disk are `golden`'s.

use crate::program::Site;

/// Writes a site of `//- path` lines with the files' text below them, builds it, and expects
/// `wanted` among what stands in a file of the output.
pub fn check(files: &str, output: &str, wanted: &[&str]) {
    let built = built(files);
    let text = built.public().get(output).cloned();
    let text = text.unwrap_or_else(|| panic!("no {output} among {:?}", built.public().keys()));
    let text = String::from_utf8_lossy(&text).to_string();
    for words in wanted {
        assert!(text.contains(words), "`{words}` is not in {output}:\n{text}");
    }
}

/// A site that was built.
pub fn built(files: &str) -> Site {
    let site = Site::empty();
    for file in files.split("//- ").skip(1) {
        let (path, text) = file.split_once('\n').expect("a path ends at its line's end");
        site.write(path.trim(), text.as_bytes());
    }
    if !site.file("zola.toml").exists() {
        site.write("zola.toml", b"base_url = \"https://e.org\"\n");
    }
    site.build();
    site
}

#[test]
fn a_path_that_says_its_language_gets_none_before_it() {
    check(
        "//- zola.toml
base_url = \"https://e.org/sub\"
[languages.fr]
//- templates/index.html
[{{ get_url(path='/fr/x.css', lang='fr') | safe }}] [{{ get_url(path='x.css', lang='fr') }}]
",
        "index.html",
        &["[https://e.org/sub/fr/x.css] [https://e.org/sub/fr/x.css]"],
    );
}

#[test]
fn a_path_that_is_not_there_leads_to_the_top() {
    check(
        "//- templates/index.html\n[{{ get_url(path=config.feed_filename) }}]\n",
        "index.html",
        &["[https://e.org]"],
    );
}

#[test]
fn inline_markdown_loses_only_the_paragraph_that_it_made() {
    check(
        "//- templates/index.html
1[{{ 'a *b*' | markdown(inline=true) | safe }}]
2[{{ '<p>raw</p>' | markdown(inline=true) | safe }}]
3[{{ '# x' | markdown(inline=true) | safe }}]
",
        "index.html",
        &["1[a <em>b</em>]", "2[raw</p>]", "3[<h1 id=\"x\">x</h1>\n]"],
    );
}

#[test]
fn the_mark_of_a_summary_is_a_place_to_jump_to_in_the_filter_too() {
    check(
        "//- templates/index.html\n{{ 'a <!-- more --> b' | markdown | safe }}\n",
        "index.html",
        &["<p>a <span id=\"continue-reading\"></span> b</p>"],
    );
}

#[test]
fn pictures_that_zola_left_behind_are_not_published() {
    let site =
        built("//- static/processed_images/a.0123456789abcdef.png\nx\n//- static/b.txt\nx\n");
    let public = site.public();
    assert!(public.contains_key("b.txt"), "{:?}", public.keys());
    assert!(!public.keys().any(|path| path.contains("processed")), "{:?}", public.keys());
}

/// A page whose footnotes stand at the end.
const NOTES: &str = "//- zola.toml
base_url = \"https://e.org\"
[markdown]
bottom_footnotes = true
//- templates/page.html
[{{ page.summary | safe }}]
{{ page.content | safe }}
//- content/a.md
+++
+++
One[^a] <!-- more --> two.

[^a]: See[^b], not[^a].
[^b]: Last.
";

#[test]
fn a_summary_has_no_numbered_references() {
    check(NOTES, "a/index.html", &["[<p>One&hellip;\n</p>\n]"]);
}

#[test]
fn references_in_footnotes_are_numbered_too() {
    check(
        NOTES,
        "a/index.html",
        &[
            "See<sup class=\"footnote-reference\" id=\"fr-b-1\"><a href=\"#fn-b\">[2]</a></sup>",
            "<a href=\"#fr-a-1\">↩</a> <a href=\"#fr-a-2\">↩2</a>",
            "<p>Last. <a href=\"#fr-b-1\">↩</a></p>",
        ],
    );
}

#[test]
fn a_table_of_contents_shows_pictographs() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
[markdown]
render_emoji = true
//- templates/page.html
{% for entry in page.toc %}[{{ entry.title }}]{% endfor %}{{ page.content | safe }}
//- content/a.md
+++
+++
# Well done :tada: {#well .big data-x=y}
",
        "a/index.html",
        &["[Well done 🎉]", "<h1 id=\"well\" class=\"big\">Well done 🎉</h1>"],
    );
}

#[test]
fn a_language_lists_for_fuse_what_the_default_one_does_and_says() {
    for (own, wanted) in [
        ("", "\"title\":\"A\",\"description\":\"Une page\""),
        ("[languages.fr.search]\ninclude_title = false\n", "\"description\":\"Une page\""),
    ] {
        let files = format!(
            "//- zola.toml
base_url = \"https://e.org\"
build_search_index = true
[search]
index_format = \"fuse_json\"
include_description = true
[languages.fr]
build_search_index = true
{own}//- content/a.fr.md
+++
title = \"A\"
description = \"Une page\"
+++
Texte.
"
        );
        check(&files, "search_index.fr.json", &[wanted]);
    }
}

#[test]
fn a_page_without_a_translation_is_told_of_as_that() {
    let site = Site::of(&[
        ("zola.toml", "base_url = \"https://e.org\"\n[languages.fr]\n"),
        ("content/a.md", "+++\n+++\n"),
        ("templates/index.html", "{{ get_page(path=\"a.md\", lang=\"fr\") }}"),
    ]);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    let wanted = "there is no page `a.md` in `fr`; it has no translation to `fr`";
    assert!(ran.said.contains(wanted), "{}", ran.said);
}

#[test]
fn markdown_of_no_page_leaves_links_as_they_are() {
    check(
        "//- templates/parts.html
{% component show(text) %}{{ text | markdown | safe }}{% endcomponent %}
//- templates/page.html
{{ <show text=\"[a](#h) ![b](x.png) [c](y.txt) [d](@/a.md)\" /> }}
//- content/a.md
+++
+++
",
        "a/index.html",
        &[
            "<a href=\"#h\">",
            "<img src=\"x.png\"",
            "<a href=\"y.txt\">",
            "<a href=\"https://e.org/a/\">",
        ],
    );
}

#[test]
fn hidden_files_beside_pages_are_not_published() {
    let site = built(
        "//- content/_index.md\n+++\n+++\n//- content/.gitignore\nx\n//- content/a/index.md\n+++\n+++\n\
         //- content/a/.git/x\nx\n//- content/a/b.txt\nx\n//- content/a/LICENSE\nx\n\
         //- static/.well-known/x\nx\n",
    );
    let public = site.public();
    assert!(public.contains_key("a/b.txt") && public.contains_key(".well-known/x"));
    assert!(public.contains_key("a/LICENSE"));
    assert!(!public.keys().any(|path| path.contains(".git")), "{:?}", public.keys());
}

#[test]
fn a_root_that_no_file_asks_for_has_no_files_beside_it() {
    let site = built(
        "//- zola.toml\nbase_url = \"https://e.org\"\n[languages.fr]\n//- content/_index.md\n+++\n+++\n\
         //- content/b.txt\nx\n",
    );
    let public = site.public();
    assert!(public.contains_key("b.txt") && public.contains_key("fr/index.html"));
    assert!(!public.contains_key("fr/b.txt"), "{:?}", public.keys());
}

#[test]
fn of_two_places_in_a_link_the_first_counts_and_letter_case_only_warns() {
    let site = built(
        "//- templates/page.html\n{{ page.content | safe }}\n//- content/a.md\n+++\n+++\n# One\n\
         //- content/b.md\n+++\n+++\n[x](@/a.md#one#two) [y](@/a.md#One)\n",
    );
    let page = String::from_utf8_lossy(&site.public()["b/index.html"]).to_string();
    assert!(page.contains("<a href=\"https://e.org/a/#one\">x</a>"), "{page}");
    let ran = site.run(&["build"]);
    assert!(ran.said.contains("warning: there is no place `#One`"), "{}", ran.said);
}

/// The front matter of a page of 2024 with a title and more lines.
fn dated(title: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2024-01-01\n{more}+++\n")
}

#[test]
fn a_language_has_a_feed_where_the_default_one_has_none() {
    let files = format!(
        "//- zola.toml
base_url = \"https://e.org\"
[languages.fr]
generate_feeds = true
//- content/a.fr.md
{}",
        dated("Un", "")
    );
    check(&files, "fr/atom.xml", &["<title>Un</title>"]);
    assert!(!built(&files).public().contains_key("atom.xml"));
}

#[test]
fn ignored_content_may_count_from_the_folder_of_the_site() {
    let site = built(&format!(
        "//- zola.toml
base_url = \"https://e.org\"
ignored_content = [\"content/a/notes.txt\", \"*.yml\"]
//- content/a/index.md
{}//- content/a/notes.txt
//- content/a/x.yml
//- content/a/seen.txt
",
        dated("A", "")
    ));
    let public = site.public();
    let beside: Vec<_> = public.keys().filter(|path| path.starts_with("a/")).collect();
    assert_eq!(beside, ["a/index.html", "a/seen.txt"]);
}

#[test]
fn a_page_of_a_transparent_section_is_found_once() {
    let site = built(&format!(
        "//- zola.toml
base_url = \"https://e.org\"
build_search_index = true
[search]
index_format = \"fuse_json\"
//- content/blog/_index.md
+++
+++
//- content/blog/old/_index.md
+++
transparent = true
+++
//- content/blog/old/a.md
{}",
        dated("A", "")
    ));
    let list = String::from_utf8_lossy(&site.public()["search_index.en.json"]).to_string();
    assert_eq!(list.matches("/blog/old/a/").count(), 1, "{list}");
}

#[test]
fn a_page_that_names_a_term_twice_is_listed_once() {
    check(
        &format!(
            "//- zola.toml
base_url = \"https://e.org\"
taxonomies = [{{ name = \"tags\" }}]
//- templates/taxonomy_list.html
//- templates/taxonomy_single.html
{{{{ term.name }}}} {{{{ term.page_count }}}}{{% for page in term.pages %}} {{{{ page.path }}}}{{% endfor %}}.
//- content/a.md
{}",
            dated("A", "[taxonomies]\ntags = [\"Rust\", \"rust\"]\n")
        ),
        "tags/rust/index.html",
        &["Rust 1 /a/."],
    );
}

#[test]
fn front_matter_in_yaml_may_hold_nulls_and_merge_tables() {
    check(
        "//- content/a.md
---
title: A
description: ~
updated:
extra:
  base: &base { colour: red, size: 1 }
  box:
    <<: *base
    size: 2
---
//- templates/page.html
{{ page.title }} {{ page.description is none }} {{ page.extra.box.colour }}
{{- page.extra.box.size }}
",
        "a/index.html",
        &["A true red2"],
    );
}

#[test]
fn a_summary_may_end_amid_a_line_of_html() {
    check(
        "//- content/a.md
+++
+++
<b>One</b> two <!-- More --> three
//- templates/page.html
[{{ page.summary | safe }}][{{ page.content | safe }}]
",
        "a/index.html",
        &["[<p><b>One</b> two", "<span id=\"continue-reading\"></span> three</p>\n]"],
    );
    let html = "//- content/a.md
+++
+++
<div>one</div> <!-- more --> <i>two</i>
//- templates/page.html
[{{ page.summary | safe }}][{{ page.content | safe }}]
";
    let rest =
        "[<div>one</div>][<div>one</div> <span id=\"continue-reading\"></span> <i>two</i>\n]";
    check(html, "a/index.html", &[rest]);
}

#[test]
fn the_lines_of_a_heading_meet_in_its_id_and_not_in_its_title() {
    check(
        "//- content/a.md
+++
+++
Foo
*bar*
===
//- templates/page.html
{{ page.toc[0].id }}, {{ page.toc[0].title }}
",
        "a/index.html",
        &["foobar, Foo bar"],
    );
}

#[test]
fn a_page_that_its_section_cannot_sort_stays_where_another_lists_it() {
    let site = built(
        "//- content/_index.md
+++
sort_by = \"weight\"
+++
//- content/blog/_index.md
+++
transparent = true
sort_by = \"date\"
+++
//- content/blog/heavy.md
+++
weight = 1
+++
//- content/blog/dated.md
+++
date = 2024-01-01
+++
//- content/blog/neither.md
+++
+++
//- templates/section.html
{% for page in section.pages %}{{ page.path }}{% endfor %}.
//- templates/index.html
{% for page in section.pages %}{{ page.path }}{% endfor %}.
//- templates/page.html
{{ page.path }}
",
    );
    let public = site.public();
    let text = |path: &str| String::from_utf8_lossy(&public[path]).trim().to_string();
    assert_eq!(text("index.html"), "/blog/heavy/.");
    assert_eq!(text("blog/index.html"), "/blog/dated/.");
    assert_eq!(text("blog/heavy/index.html"), "/blog/heavy/");
    assert!(public.contains_key("blog/dated/index.html"));
    assert!(!public.contains_key("blog/neither/index.html"));
}

#[test]
fn files_beside_a_section_in_parts_go_with_it() {
    let site = built(
        "//- content/blog/_index.md
+++
paginate_by = 1
+++
//- content/blog/cover.txt
//- content/moved/_index.md
+++
redirect_to = \"blog\"
+++
//- content/moved/seen.txt
",
    );
    let public = site.public();
    assert!(public.contains_key("blog/cover.txt") && public.contains_key("moved/seen.txt"));
}

#[test]
fn a_date_in_a_name_counts_without_a_title_behind_it() {
    let show = "//- templates/page.html\n{{ page.date }} {{ page.slug }}.\n";
    for (name, shown) in [
        ("2020-01-02", "2020-01-02 2020-01-02."),
        ("2020-01-02 words", "2020-01-02 2020-01-02-words."),
        ("2020-01-02T03:04Z-x", "2020-01-02 2020-01-02t03-04z-x."),
    ] {
        let site = built(&format!("{show}//- content/{name}.md\n+++\n+++\n"));
        let public = site.public();
        let pages = public.iter().filter(|(path, _)| path.starts_with("2020"));
        let texts: Vec<_> = pages.map(|(_, text)| String::from_utf8_lossy(text)).collect();
        assert_eq!(texts, [format!("{shown}\n")], "{name}");
    }
}

#[test]
fn blanks_behind_a_date_are_part_of_a_name() {
    let config = "//- zola.toml\nbase_url = \"https://example.org\"\n[slugify]\npaths = \"off\"\n";
    let show = "//- templates/page.html\n{{ page.date }}[{{ page.slug }}]\n";
    for (name, shown) in [
        ("2020-01-02 - a", "2020-01-02[ a]"),
        ("2020-01-02_ b", "2020-01-02[ b]"),
        ("2020-01-02  -c", "2020-01-02[2020-01-02  -c]"),
    ] {
        let site = built(&format!("{config}{show}//- content/x/{name}.md\n+++\n+++\n"));
        let public = site.public();
        let page = public.iter().find(|(path, _)| path.starts_with("x/")).expect("it is built");
        assert_eq!(String::from_utf8_lossy(page.1).trim_end(), shown, "{name}");
    }
}

#[test]
fn a_transparent_section_ends_where_a_folder_is_no_section() {
    check(
        "//- content/blog/_index.md
+++
+++
//- content/blog/gap/old/_index.md
+++
transparent = true
+++
//- content/blog/gap/old/a.md
+++
+++
//- content/blog/new/_index.md
+++
transparent = true
+++
//- content/blog/new/b.md
+++
+++
//- templates/section.html
{% for page in section.pages %}{{ page.path }} {{ page.ancestors | join(sep=\",\") }};{% endfor %}
",
        "blog/index.html",
        &["/blog/new/b/ _index.md,blog/_index.md;"],
    );
}

#[test]
fn a_language_with_a_section_of_its_own_is_no_draft_with_another() {
    let files = "//- zola.toml
base_url = \"https://e.org\"
[languages.fr]
[languages.de]
//- content/a/_index.md
+++
draft = true
+++
//- content/a/_index.fr.md
+++
+++
//- content/a/x.md
+++
+++
//- content/a/x.fr.md
+++
+++
//- content/a/x.de.md
+++
+++
";
    let site = built(files);
    let public = site.public();
    assert!(public.contains_key("fr/a/x/index.html"));
    assert!(!public.contains_key("a/x/index.html") && !public.contains_key("de/a/x/index.html"));
}

#[test]
fn a_page_that_is_not_rendered_is_no_translation() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
[languages.fr]
//- content/a.md
+++
+++
//- content/a.fr.md
+++
render = false
+++
//- templates/page.html
{% for other in page.translations %}{{ other.lang }}{% endfor %}.
",
        "a/index.html",
        &["en."],
    );
}

#[test]
fn files_beside_a_section_stand_below_its_address() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
[languages.fr]
//- content/s/_index.fr.md
+++
+++
//- content/s/cover.txt
//- templates/section.html
{{ section.assets | join(sep=\",\") }}
",
        "fr/s/index.html",
        &["/fr/s/cover.txt"],
    );
}

#[test]
fn a_section_in_parts_shows_them_though_it_would_lead_on() {
    let files = "//- content/s/_index.md
+++
paginate_by = 1
redirect_to = \"/elsewhere/\"
+++
//- content/s/a.md
+++
+++
//- templates/section.html
{{ paginator.total_pages }} in parts
";
    check(files, "s/index.html", &["1 in parts"]);
    check(files, "s/page/1/index.html", &["https://e.org/s/"]);
}

#[test]
fn undated_pages_of_a_term_stand_by_their_paths() {
    let mut files = "//- zola.toml
base_url = \"https://e.org\"
taxonomies = [{ name = \"tags\" }]
//- templates/taxonomy_list.html
//- templates/taxonomy_single.html
{% for page in term.pages %}{{ page.path }}{% endfor %}.
"
    .to_string();
    for name in ["z", "a", "m"] {
        files += &format!("//- content/{name}.md\n+++\n[taxonomies]\ntags = [\"t\"]\n+++\n");
    }
    check(&files, "tags/t/index.html", &["/a//m//z/."]);
}

#[test]
fn a_feed_is_as_new_as_any_of_its_pages_below_the_limit_too() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
generate_feeds = true
feed_limit = 1
//- content/new.md
+++
date = 2024-01-02
+++
//- content/old.md
+++
date = 2023-01-01
updated = 2024-05-06
+++
//- templates/atom.xml
{{ last_updated }}{% for page in pages %} {{ page.path }}{% endfor %}.
",
        "atom.xml",
        &["2024-05-06 /new/."],
    );
}

#[test]
fn a_language_is_searched_where_the_default_one_is_not() {
    let site = built(
        "//- zola.toml
base_url = \"https://e.org\"
[search]
index_format = \"fuse_json\"
[languages.fr]
build_search_index = true
",
    );
    let public = site.public();
    assert!(public.contains_key("search_index.fr.json"));
    assert!(!public.contains_key("search_index.en.json"));
}

#[test]
fn the_feed_of_a_language_stays_where_its_top_section_wants_one_too() {
    let section = "+++\ntitle = \"Top\"\ngenerate_feeds = true\n+++\n";
    check(
        &format!(
            "//- zola.toml
base_url = \"https://e.org\"
title = \"All\"
generate_feeds = true
//- content/_index.md
{section}//- content/blog/a.md
{}",
            dated("A", "")
        ),
        "atom.xml",
        &["<title>All</title>", "<title>A</title>"],
    );
}

#[test]
fn pagers_of_the_top_of_a_language_know_their_path() {
    let mut files = "//- zola.toml
base_url = \"https://e.org\"
[languages.fr]
//- content/_index.fr.md
+++
paginate_by = 1
+++
//- templates/index.html
{{ current_path }}
"
    .to_string();
    for name in ["a", "b"] {
        files += &format!("//- content/{name}.fr.md\n+++\n+++\n");
    }
    check(&files, "fr/page/2/index.html", &["/fr/page/2/"]);
}

#[test]
fn of_a_footnote_that_is_written_twice_the_first_counts() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
[markdown]
bottom_footnotes = true
//- content/a.md
+++
+++
One[^n].

[^n]: First.
[^n]: Second.
//- templates/page.html
{{ page.content | safe }}
",
        "a/index.html",
        &[
            "<ol class=\"footnotes-list\">\n<li id=\"fn-n\">\n<p>First. <a href=\"#fr-n-1\">↩</a></p>\n</li>\n</ol>",
        ],
    );
}

#[test]
fn a_link_of_any_scheme_stays() {
    check(
        "//- content/a.md
+++
+++
[a](git+ssh://e.org/x) [b](web.app:x)
//- templates/page.html
{{ page.content | safe }}
",
        "a/index.html",
        &["href=\"git+ssh://e.org/x\"", "href=\"web.app:x\""],
    );
}

#[test]
fn an_authority_record_is_known_by_the_page_that_shows_it() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
[archive]
section = \"a\"
directives = \"vb\"
committees = \"cq\"
//- content/directives/25.md
+++
number = \"25-NQ/TW\"
date = 2013-06-03
+++
See [the body](@/committees/b.md) and [a page](@/seen.md).
//- content/committees/b.md
+++
name = \"Ban Dân vận Trung ương\"
+++
//- content/seen.md
+++
title = \"Seen\"
+++
//- templates/taxonomy_list.html
//- templates/taxonomy_single.html
//- templates/page.html
//- templates/index.html
{% set d = get_page(path='directives/25.md') %}[{{ d.title }} {{ d.path }} {{ d.permalink | safe }}]
{% set c = get_page(path='committees/b.md') %}[{{ c.title }} {{ c.permalink | safe }}]
{% for p in [get_page(path='seen.md'), c] %}{% for b in p.backlinks %}
[{{ b.title }} {{ b.permalink | safe }}]{% endfor %}{% endfor %}
",
        "index.html",
        &[
            "[25-NQ/TW /vb/25-nq-tw/ https://e.org/vb/25-nq-tw/]",
            "[Ban Dân vận Trung ương https://e.org/cq/ban-dan-van-trung-uong/]",
            "\n[25-NQ/TW https://e.org/vb/25-nq-tw/]\n[25-NQ/TW https://e.org/vb/25-nq-tw/]",
        ],
    );
}
