//! Sites of Zola 0.22 and older: each construct that is no longer is named with its new form.

use crate::program::Site;

/// A site that builds, with one file in the place of its own.
fn with(file: &str, text: &str) -> Site {
    let site = Site::of(&[
        ("zola.toml", "base_url = \"https://example.org\"\n"),
        ("content/_index.md", "+++\n+++\n"),
        ("content/a.md", "+++\ntitle = \"A\"\n+++\n"),
        ("templates/index.html", "index"),
        ("templates/page.html", "{{ page.content | safe }}"),
    ]);
    site.write(file, text.as_bytes());
    site
}

/// Builds a site with an old file and expects what is said at which place.
fn told(file: &str, text: &str, code: i32, wanted: &[(&str, &str)]) {
    let ran = with(file, text).run(&["build"]);
    assert_eq!(ran.code, Some(code), "{text}: {}", ran.said);
    for (place, words) in wanted {
        let line = ran.said.lines().find(|line| line.starts_with(&format!("{file}:{place}: ")));
        let line = line.unwrap_or_else(|| panic!("nothing at {file}:{place}:\n{}", ran.said));
        assert!(line.contains(words), "`{words}` is not in {line}");
    }
}

#[test]
fn every_old_key_of_the_configuration_is_told_at_once() {
    let config = "base_url = \"https://example.org\"\ngenerate_feed = true\n\
                  feed_filename = \"rss.xml\"\n[markdown]\nhighlight_code = true\n\
                  highlight_theme = \"css\"\n[languages.fr]\ngenerate_feed = true\n";
    told(
        "zola.toml",
        config,
        1,
        &[
            ("2:1", "write `generate_feeds`"),
            ("3:1", "write `feed_filenames`, a list"),
            ("5:1", "`[markdown.highlighting]` with a `theme`"),
            ("6:1", "`theme` in `[markdown.highlighting]`"),
            ("8:1", "write `generate_feeds`"),
        ],
    );
}

#[test]
fn an_old_key_that_does_nothing_is_a_warning() {
    let config = "base_url = \"https://example.org\"\n\
                  taxonomies = [{ name = \"tags\", lang = \"fr\" }]\n\
                  [search]\ninclude_titel = true\n";
    told(
        "zola.toml",
        config,
        0,
        &[
            ("2:32", "warning: `lang` is a key of an older Zola"),
            (
                "4:1",
                "warning: `include_titel` in `[search]` does nothing (did you mean `include_title`?)",
            ),
        ],
    );
}

#[test]
fn a_taxonomy_that_no_page_can_use_is_a_warning() {
    let config = "base_url = \"https://example.org\"\n\
                  taxonomies = [{ nam = \"tags\" }]\n\
                  [languages.fr]\ntaxonomies = [{ name = \"\", feeds = true }]\n";
    told(
        "zola.toml",
        config,
        0,
        &[
            ("2:15", "warning: a taxonomy has no name"),
            ("2:17", "warning: `nam` in `[taxonomies]` does nothing (did you mean `name`?)"),
            ("4:15", "warning: a taxonomy has no name"),
            ("4:28", "warning: `feeds` in `[taxonomies]` does nothing (did you mean `feed`?)"),
        ],
    );
}

#[test]
fn an_old_key_of_a_section_is_told_in_both_syntaxes() {
    let toml = "+++\ntitle = \"T\"\ngenerate_feed = true\norder = 1\n+++\n";
    told(
        "content/b/_index.md",
        toml,
        1,
        &[("3:1", "write `generate_feeds`"), ("4:1", "write `weight`")],
    );
    let yaml = "---\ntitle: T\ngenerate_feed: true\n---\n";
    told("content/b/_index.md", yaml, 1, &[("3:1", "write `generate_feeds`")]);
    let slip = "---\ntitel: T\n---\n";
    told("content/b/_index.md", slip, 1, &[("2:1", "unknown key `titel` (did you mean `title`?)")]);
}

#[test]
fn macros_and_imports_are_told_with_their_components() {
    let template = "{% import \"m.html\" as m %}\n{{ m::card(title=page.title) }}\n\
                    {% macro card(title) %}{{ title }}{% endmacro card %}\n";
    told(
        "templates/page.html",
        template,
        1,
        &[
            ("1:1", "components are known in every template"),
            ("2:4", "call the component: `{{ <card title={page.title} /> }}`"),
            ("3:1", "write `{% component card(title) %}`"),
        ],
    );
}

#[test]
fn a_shortcode_is_told_with_its_component() {
    told(
        "content/a.md",
        "+++\n+++\nText.\n\n{{ youtube(id=\"x\") }}\n",
        1,
        &[("5:1", "shortcodes are components now: write `{{ <youtube id=\"x\" /> }}`")],
    );
    told(
        "content/a.md",
        "+++\n+++\n{% quote(by=\"a\") %}\ntext\n{% end %}\n",
        1,
        &[("3:1", "write `{% <quote by=\"a\"> %}` before the text")],
    );
    for (shown, now) in [
        ("{{/* youtube(id=\"x\") */}}", "`{% raw %}{{ youtube(id=\"x\") }}{% endraw %}`"),
        ("{%/* quote() */%}", "`{% raw %}{% quote() %}{% endraw %}`"),
    ] {
        told("content/a.md", &format!("+++\n+++\n\n{shown}\n"), 1, &[("4:1", now)]);
    }
}

#[test]
fn filters_tests_and_functions_that_went_are_told() {
    let template = "{% set a = [1] | slice(end=1) %}\n{% set b = a | concat(with=a) %}\n\
                    {{ page.title | as_str }}\n{% if page.title is containing(\"x\") %}{% endif %}\n\
                    {% if page is object %}{% endif %}\n{{ get_env(name=\"X\") }}\n\
                    {{ get_file_hash(path=\"x\") }}\n{{ page.extra.list.0 }}\n\
                    {% include \"x.html\" ignore missing %}\n";
    told(
        "templates/page.html",
        template,
        1,
        &[
            ("1:18", "write a slice: `…[:1]`"),
            ("2:16", "spread both into a new list"),
            ("3:17", "it is called `str` now"),
            ("4:21", "write `is containing(pat=\"x\")`"),
            ("5:15", "write `is map`"),
            ("6:4", "put the value under `[extra]`"),
            ("7:4", "it is called `get_hash` now"),
            ("8:4", "write it in brackets: `page.extra.list[0]`"),
            ("9:1", "make sure that there is such a template"),
        ],
    );
}

#[test]
fn a_call_that_fails_over_an_old_argument_or_name_says_the_new_one() {
    for (template, words) in [
        ("{{ get_url(link=\"a\") }}", "write `path`"),
        ("{{ load_data(path_or_url=\"a\") }}", "`path` for a file, `url` for an address"),
        ("{{ page.later.title }}", "`page.lower`"),
        ("{{ page.heavier.title }}", "`page.higher`"),
        ("{{ toc }}", "`page.toc` or `section.toc`"),
    ] {
        let ran = with("templates/page.html", template).run(&["build"]);
        assert_eq!(ran.code, Some(1), "{template}: {}", ran.said);
        let line = ran.said.lines().find(|line| line.starts_with("templates/page.html:1:"));
        assert!(line.is_some_and(|line| line.contains(words)), "{template}: {}", ran.said);
    }
}

#[test]
fn an_argument_that_does_nothing_any_more_is_a_warning() {
    told(
        "templates/page.html",
        "{{ page.title | indent(prefix=\"  \") }}",
        0,
        &[("1:17", "warning: the argument `prefix` of `indent` is of an older Zola")],
    );
}

#[test]
fn the_old_name_of_a_term_in_an_address_still_works() {
    let site = with("templates/taxonomy_list.html", "l");
    site.write("zola.toml", b"base_url = \"https://e.com\"\ntaxonomies = [{ name = \"tags\" }]\n");
    site.write("content/a.md", b"+++\n[taxonomies]\ntags = [\"b\"]\n+++\n");
    site.write("templates/taxonomy_single.html", b"s");
    site.write("templates/index.html", b"{{ get_taxonomy_url(kind=\"tags\", name=\"b\") }}");
    site.build();
    assert_eq!(site.public()["index.html"], b"https://e.com/tags/b/");
}
