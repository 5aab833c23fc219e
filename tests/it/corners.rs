//! Corners of the surface that small sites built by both programs brought to light.
//!
//! Each case is a few lines of a site that once came out differently here; what is expected is
//! Zola's page, but where the name of the test says that ours is better.

use crate::pages::{built, check};
use crate::program::Site;

/// A page that shows its text and its summary.
const PAGE: &str = "//- templates/page.html
{{ page.content | safe }}[{{ page.summary | safe }}]
";

/// A configuration with these options of Markdown.
fn markdown(options: &str) -> String {
    format!("//- zola.toml\nbase_url = \"https://e.org\"\n[markdown]\n{options}\n{PAGE}")
}

/// A page `a` with this text.
fn text(body: &str) -> String {
    format!("//- content/a.md\n+++\ntitle = \"A\"\n+++\n{body}\n")
}

#[test]
fn a_picture_tells_pictographs_in_words() {
    let files = markdown("render_emoji = true") + &text("![done :tada: `:tada:`](x.png)");
    check(&files, "a/index.html", &["alt=\"done 🎉 :tada:\""]);
}

#[test]
fn the_way_back_from_a_note_stands_in_its_last_paragraph() {
    let notes = "One[^1] two[^2] three[^3].

[^1]: Text

    ```
    code
    ```
[^2]:
    > Quote
[^3]:
    - a
";
    check(
        &(markdown("bottom_footnotes = true") + &text(notes)),
        "a/index.html",
        &[
            "<li id=\"fn-1\">\n<p>Text <a href=\"#fr-1-1\">↩</a></p>\n<pre><code>code\n</code></pre>\n</li>",
            "<blockquote>\n<p>Quote <a href=\"#fr-2-1\">↩</a></p>\n</blockquote>\n</li>",
            "<li>a</li>\n</ul>\n <a href=\"#fr-3-1\">↩</a></li>",
        ],
    );
}

#[test]
fn a_heading_in_a_note_stays_in_it() {
    let files = markdown("bottom_footnotes = true") + &text("One[^1].\n\n[^1]: # Head\n");
    check(&files, "a/index.html", &["<li id=\"fn-1\"><h1 id=\"head\">Head</h1>"]);
}

#[test]
fn a_neighbour_has_no_neighbours_of_its_own() {
    let mut files = "//- templates/page.html
{% if page.lower %}{{ page.lower.lower is defined }} {{ page.lower.lower is none }}{% endif %}
//- content/_index.md
+++
sort_by = \"weight\"
+++
"
    .to_string();
    for (at, name) in ["a", "b", "c"].into_iter().enumerate() {
        files += &format!("//- content/{name}.md\n+++\nweight = {at}\n+++\n");
    }
    check(&files, "c/index.html", &["true true"]);
}

#[test]
fn a_text_knows_how_many_words_it_has() {
    let files = PAGE.to_string() + &text("One two {{ page.word_count }} {{ page.reading_time }}");
    check(&files, "a/index.html", &["One two 4 1"]);
}

#[test]
fn a_hash_in_the_name_of_a_file_can_be_linked_to() {
    let files = PAGE.to_string()
        + &text("[c](@/c%23.md) [head](@/c%23.md#head)")
        + "//- content/c#.md\n+++\n+++\n# Head\n";
    check(&files, "a/index.html", &["<a href=\"https://e.org/c/\">c</a>", "https://e.org/c/#head"]);
}

#[test]
fn a_quote_in_a_title_cannot_end_it() {
    let files = PAGE.to_string() + &text("[x](https://x.org 'say \"x\"')");
    check(&files, "a/index.html", &["title=\"say &quot;x&quot;\""]);
}

#[test]
fn a_quote_in_the_words_behind_a_fence_cannot_end_its_attribute() {
    let files = "//- zola.toml
base_url = \"https://e.org\"
[markdown.highlighting]
theme = \"nord\"
"
    .to_string()
        + PAGE
        + &text("```js,name=a\"b\nx\n```");
    check(&files, "a/index.html", &["data-name=\"a&quot;b\""]);
}

#[test]
fn a_summary_behind_a_link_to_elsewhere_closes_its_paragraph() {
    let files = PAGE.to_string() + &text("A [link](https://x.org) *em <!-- more --> on*.");
    check(&files, "a/index.html", &["[<p>A <a rel=\"external\"", "<em>em&hellip;\n</em></p>\n]"]);
}

#[test]
fn a_summary_that_ends_in_a_table_closes_the_cell_it_opened() {
    let files = PAGE.to_string() + &text("| a |\n|---|\n| b <!-- more --> |");
    check(&files, "a/index.html", &["<td>b&hellip;\n</td></tr>\n</tbody></table>\n]"]);
}

#[test]
fn templates_of_a_language_see_the_kind_of_its_own_index() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
build_search_index = true
[search]
index_format = \"fuse_json\"
[languages.fr]
build_search_index = true
//- templates/index.html
{{ lang }} {{ config.search.index_format }}
",
        "fr/index.html",
        &["fr fuse_json"],
    );
}

/// A site whose addresses hold what XML cannot.
fn ampersands(feed: &str) -> String {
    format!(
        "//- zola.toml
base_url = \"https://e.org\"
[slugify]
paths = \"off\"
//- content/s/_index.md
+++
generate_feeds = true
+++
//- content/s/a & 'b'.md
+++
date = 2024-01-02
+++
//- zola.toml
base_url = \"https://e.org\"
feed_filenames = [\"{feed}\"]
[slugify]
paths = \"off\"
"
    )
}

#[test]
fn addresses_are_escaped_in_the_sitemap_and_in_feeds() {
    let escaped = "https://e.org/s/a &amp; &apos;b&apos;/";
    check(&ampersands("atom.xml"), "sitemap.xml", &[&format!("<loc>{escaped}</loc>")]);
    check(&ampersands("atom.xml"), "s/atom.xml", &[&format!("<id>{escaped}</id>")]);
    check(&ampersands("rss.xml"), "s/rss.xml", &[&format!("<link>{escaped}</link>")]);
}

#[test]
fn the_sitemap_knows_what_sections_say_of_themselves() {
    check(
        "//- content/s/_index.md
+++
[extra]
priority = 0.5
+++
//- templates/sitemap.xml
{% for entry in entries %}{{ entry.permalink }} {{ entry.extra?.priority | default(value=0) }};{% endfor %}
",
        "sitemap.xml",
        &["https://e.org/s/ 0.5;"],
    );
}

#[test]
fn a_slug_that_ends_with_a_slash_ends_with_one() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
[slugify]
paths = \"off\"
//- templates/page.html
{{ page.path }}
//- content/a.md
+++
slug = \"x/y/\"
+++
",
        "x/y/index.html",
        &["/x/y/\n"],
    );
}

#[test]
fn a_static_file_stands_instead_of_what_would_be_made() {
    let files = "//- zola.toml
base_url = \"https://e.org\"
theme = \"t\"
compile_sass = true
[markdown.highlighting]
theme = \"nord\"
style = \"class\"
//- themes/t/theme.toml
name = \"t\"
//- themes/t/templates/page.html
//- themes/t/sass/theme.scss
a { b: c }
//- themes/t/static/theme.css
by the theme
//- themes/t/static/site.css
by the theme
//- sass/site.scss
a { b: c }
//- static/giallo.css
by the site
//- static/robots.txt
by the site
";
    for (output, wanted) in [
        ("theme.css", "by the theme"),
        ("site.css", "by the theme"),
        ("giallo.css", "by the site"),
        ("robots.txt", "by the site"),
    ] {
        check(files, output, &[wanted]);
    }
}

#[test]
fn parts_of_a_second_count_and_the_last_of_days_does_too() {
    let mut files = "//- content/_index.md
+++
sort_by = \"date\"
+++
//- templates/index.html
{% for page in section.pages %}{{ page.slug }} {% endfor %}
"
    .to_string();
    for (name, date) in [
        ("whole", "2024-01-02T03:04:05Z"),
        ("half", "2024-01-02T03:04:05.5Z"),
        ("pinned", "9999-12-31T23:59:59Z"),
    ] {
        files += &format!("//- content/{name}.md\n+++\ndate = {date}\n+++\n");
    }
    check(&files, "index.html", &["pinned half whole"]);
}

#[test]
fn front_matter_may_be_closed_behind_blanks() {
    let files = PAGE.to_string() + "//- content/a.md\n+++\ntitle = \"A\"\n  +++  \nText.\n";
    check(&files, "a/index.html", &["<p>Text.</p>"]);
}

#[test]
fn numbers_count_as_text_where_a_function_takes_a_path() {
    check(
        "//- static/5
five
//- templates/index.html
{{ get_url(path=5) }} {{ get_url(path=2024, lang=\"fr\") }} {{ get_url(path=\"x\", lang=\"xx\") }}
{{ get_hash(literal=5) == get_hash(literal=\"5\") }} {{ get_hash(path=5) == get_hash(path=\"5\") }}
{{ load_data(literal=1.5) }} {{ load_data(path=5, format=\"plain\") }}
",
        "index.html",
        &["https://e.org/5 https://e.org/fr/2024 https://e.org/xx/x\ntrue true\n1.5 five\n"],
    );
}

#[test]
fn a_taxonomy_prints_as_zola_prints_it() {
    check(
        "//- zola.toml
base_url = \"https://e.org\"
taxonomies = [{ name = \"tags\" }]
//- templates/index.html
{% set found = get_taxonomy(kind=\"tags\") %}{{ found.kind | safe }}
",
        "index.html",
        &[
            "{\"feed\": false, \"name\": \"tags\", \"paginate_by\": , \"paginate_path\": , \"render\": true,",
        ],
    );
}

#[test]
fn a_page_beside_its_folders_section_may_lie_elsewhere() {
    let files = PAGE.to_string()
        + "//- content/s/_index.md
+++
+++
//- content/s/index.md
+++
path = \"elsewhere\"
+++
![a](a.txt)
//- content/s/a.txt
Beside both.
//- templates/section.html
{{ section.assets }}{% for page in section.pages %}{{ page.path }}{% endfor %}.
//- templates/page.html
{{ page.ancestors }} {{ page.assets }} {{ page.content | safe }}
//- templates/index.html
{% for page in section.pages %}{{ page.path }}{% endfor %}.
";
    check(&files, "index.html", &["/elsewhere/."]);
    check(&files, "s/index.html", &["[&quot;/s/a.txt&quot;]."]);
    let page = ["[&quot;_index.md&quot;] [&quot;/s/a.txt&quot;]", "e.org/elsewhere/a.txt"];
    check(&files, "elsewhere/index.html", &page);
    check(&files, "s/a.txt", &["Beside both."]);
    check(&files, "elsewhere/a.txt", &["Beside both."]);
}

#[test]
fn what_begins_with_two_dots_or_a_scheme_stays() {
    let files = PAGE.to_string() + &text("[a](..x) [b](..) [c](1:2) [d](.x) [e](./y)");
    check(
        &files,
        "a/index.html",
        &[
            "<a href=\"..x\">a</a> <a href=\"..\">b</a> <a href=\"1:2\">c</a>",
            "<a href=\"https://e.org/a/.x\">d</a> <a href=\"https://e.org/a/./y\">e</a>",
        ],
    );
}

#[test]
fn plain_is_no_language_of_code() {
    let files = PAGE.to_string() + &text("```plain\nx\n```\n```text\ny\n```");
    let wanted = "<pre><code>x\n</code></pre>\n<pre><code data-lang=\"text\">y\n</code></pre>";
    check(&files, "a/index.html", &[wanted]);
}

#[test]
fn a_page_has_the_files_of_pages_below_it_too() {
    let files = "//- templates/page.html
{{ page.assets | join(sep=\" \") }}.
//- content/a/index.md
+++
+++
//- content/a/b/index.md
+++
+++
//- content/a/b/c/x.txt
x
";
    check(files, "a/index.html", &["/a/b/c/x.txt."]);
    check(files, "a/b/index.html", &["/a/b/c/x.txt."]);
    check(files, "a/b/c/x.txt", &["x"]);
}

#[test]
fn the_lines_of_a_pictures_words_meet_with_a_blank() {
    let files = PAGE.to_string() + &text("![one\ntwo](x.png)");
    check(&files, "a/index.html", &["alt=\"one two\""]);
}

#[test]
fn blanks_behind_a_definition_are_no_paragraph() {
    let files = PAGE.to_string() + &text("Text [x].\n\n[x]: /y\n    ");
    check(&files, "a/index.html", &["<p>Text <a href=\"/y\">x</a>.</p>\n[]"]);
}

#[test]
fn a_section_is_ignored_by_its_folder_and_all_else_by_itself() {
    let site = |glob: &str| {
        let files = format!(
            "//- zola.toml
base_url = \"https://e.org\"
ignored_content = [\"{glob}\"]
//- content/a/_index.md
+++
+++
//- content/a/b.md
+++
+++
//- content/a/c/_index.md
+++
+++
//- content/a/c/d.txt
d
"
        );
        let public = built(&files).public();
        let outputs = ["a/index.html", "a/b/index.html", "a/c/index.html", "a/c/d.txt"];
        outputs.map(|output| public.contains_key(output))
    };
    assert_eq!(site("**/none"), [true, true, true, true]);
    assert_eq!(site("**/a"), [false, true, true, true], "the section, and nothing in it");
    assert_eq!(site("**/c"), [true, true, false, false], "what is beside a section goes with it");
    assert_eq!(site("**/a/**"), [true, false, false, false], "what is in it, not itself");
    assert_eq!(site("**/a/c/*"), [true, true, true, false]);
    assert_eq!(site("*.md"), [true, false, true, true], "sections stay");
}

#[test]
fn a_page_and_a_section_count_the_keys_that_they_show() {
    let shows =
        |of: &str| format!("{{{{ {of} | length }}}} {{% for k, v in {of} %}}.{{% endfor %}}");
    let files = text("") + "//- content/s/_index.md\n+++\n+++\n";
    let files = format!("{files}//- templates/page.html\n{}\n", shows("page"));
    let files = format!("{files}//- templates/section.html\n{}\n", shows("section"));
    check(&files, "a/index.html", &[&format!("29 {}\n", ".".repeat(29))]);
    check(&files, "s/index.html", &[&format!("24 {}\n", ".".repeat(24))]);
}

#[test]
fn a_component_speaks_the_default_language_unless_it_is_given_another() {
    let files = "//- zola.toml
base_url = \"https://e.org\"
[translations]
word = \"one\"
[languages.fr.translations]
word = \"un\"
//- content/_index.fr.md
+++
+++
{{ <plain /> }} {{ <told lang={lang} /> }}
//- content/a.md
+++
+++
//- content/a.fr.md
+++
+++
//- templates/parts.html
{% component plain() %}{{ trans(key=\"word\") }} {{ get_url(path=\"@/a.md\") }}{% endcomponent %}
{% component told(lang) %}{{ trans(key=\"word\") }} {{ get_url(path=\"@/a.md\") }}{% endcomponent %}
//- templates/index.html
{{ trans(key=\"word\") }}|{{ <plain /> }}|{{ <told lang={lang} /> }}|{{ section.content | safe }}
//- templates/page.html
";
    check(
        files,
        "fr/index.html",
        &[
            "un|one https://e.org/a/|un https://e.org/fr/a/|",
            "|<p>one https://e.org/a/ un https://e.org/fr/a/</p>",
        ],
    );
}

#[test]
fn all_pages_of_a_build_name_one_moment() {
    let files = text("") + "//- content/b.md\n+++\n+++\n";
    let files = files + "//- templates/page.html\n{{ now() }} {{ now() }}\n";
    let public = built(&files).public();
    let page = String::from_utf8_lossy(&public["a/index.html"]);
    let (first, second) = page.trim().split_once(' ').expect("two moments");
    assert_eq!(first, second);
    assert_eq!(public["a/index.html"], public["b/index.html"]);
}

#[test]
fn steps_that_lead_nowhere_do_not_matter_where_a_page_is_asked_for() {
    let files = "//- content/s/_index.md
+++
title = \"S\"
+++
//- content/s/a.md
+++
title = \"A\"
+++
//- templates/page.html
//- templates/section.html
//- templates/index.html
{% for path in [\"s//_index.md\", \"./s/_index.md\", \"s/./_index.md/\"] -%}
{% set s = get_section(path=path) %}{{ s.title }}
{%- endfor %}
{%- set a = get_page(path=\".//s/a.md\") %}{{ a.title }}
";
    check(files, "index.html", &["SSSA"]);
}

#[test]
fn an_argument_without_a_value_is_as_one_left_out() {
    let files = "//- zola.toml
base_url = \"https://e.org\"
[translations]
word = \"one\"
//- content/a.md
+++
+++
//- templates/page.html
//- templates/index.html
{{ get_url(path=\"@/a.md\", lang=none) }} {{ trans(key=\"word\", lang=section?.nothing) }}
";
    check(files, "index.html", &["https://e.org/a/ one"]);
}

#[test]
fn a_root_that_no_file_makes_gives_way_to_a_file_at_its_address() {
    let shown = |file: &str| {
        let files = format!(
            "//- zola.toml
base_url = \"https://e.org\"
[languages.ar]
//- content/{file}
+++
title = \"Mine\"
+++
//- templates/index.html
root
//- templates/section.html
{{{{ section.title }}}}
//- templates/page.html
{{{{ page.title }}}}
"
        );
        String::from_utf8_lossy(&built(&files).public()["ar/index.html"]).trim().to_string()
    };
    assert_eq!(shown("ar/_index.md"), "Mine");
    assert_eq!(shown("ar/index.md"), "Mine");
    assert_eq!(shown("elsewhere.md"), "root");
}

#[test]
fn a_letter_with_marks_names_a_page_however_it_is_written() {
    let (composed, apart) = ("b\u{e0}i g\u{1ed1}c", "ba\u{300}i go\u{302}\u{301}c");
    for (name, link) in [(composed, apart), (apart, composed), (apart, apart)] {
        let site = Site::of(&[
            ("zola.toml", "base_url = \"https://a.org\"\n"),
            (&format!("content/{name}.md"), "+++\ntitle = \"x\"\n+++\nx\n"),
            ("content/_index.md", &format!("+++\n+++\n[x](<@/{link}.md>)\n")),
            ("templates/index.html", "{{ section.content | safe }}"),
            ("templates/page.html", "x"),
            ("templates/section.html", ""),
        ]);
        site.build();
        let home = String::from_utf8_lossy(&site.public()["index.html"]).into_owned();
        assert!(home.contains("href=\"https://a.org/bai-goc/\""), "{home}");
    }
}
