use super::*;

/// The needs of the template `page.html` among others.
#[track_caller]
fn check(sources: &[Source], listing: &str) {
    let names: Vec<&str> = sources.iter().map(|(name, _)| *name).collect();
    let find = |name: &str| names.contains(&name).then(|| name.to_string());
    let needs = AllNeeds::of(sources, &find);
    assert_eq!(needs.get("a.html").listing(), listing);
}

#[test]
fn a_page_that_shows_its_own_text_needs_no_other() {
    check(
        &[("a.html", "<p content='summary'>{{ page.content | safe }}{{ page.lower.title }}")],
        "names",
    );
}

#[test]
fn a_list_of_titles_needs_no_texts() {
    check(&[("a.html", "{% for p in section.pages %}{{ p.title }}{% endfor %}")], "cards");
    check(&[("a.html", "{% for p in paginator.pages %}{{ p.title }}{% endfor %}")], "names");
}

#[test]
fn a_list_of_summaries_needs_texts() {
    check(&[("a.html", "{% for p in section.pages %}{{ p.summary }}{% endfor %}")], "wholes");
    check(&[("a.html", "{% for page in section.pages %}{{ page.content }}{% endfor %}")], "wholes");
    check(&[("a.html", "{{ section.pages | map(attribute=\"content\") }}")], "wholes");
}

#[test]
fn what_is_taken_in_counts() {
    let list = "{% for p in section.pages %}{{ p.toc }}{% endfor %}";
    check(&[("a.html", "{% extends \"b.html\" %}"), ("b.html", list)], "wholes");
    check(&[("a.html", "{% include 'b.html' %}"), ("b.html", list)], "wholes");
    check(&[("a.html", "{{ page.title }}"), ("b.html", list)], "names");
}

#[test]
fn a_component_counts_where_it_is_called() {
    let card = "{% component card(page) %}{{ page.summary }}{% endcomponent card %}";
    check(&[("a.html", "{{ <card page={p} /> }}"), ("c.html", card)], "names");
    let called = "{% for p in section.pages %}{{ <card page={p} /> }}{% endfor %}";
    check(&[("a.html", called), ("c.html", card)], "wholes");
    let other = "{% for p in section.pages %}{{ p.title }}{% endfor %}";
    check(&[("a.html", other), ("c.html", card)], "cards");
}

#[test]
fn a_computed_name_may_be_any() {
    check(&[("a.html", "{{ page[field] }}")], "wholes and neighbours");
    check(
        &[("a.html", "{% for key, value in page %}{{ value }}{% endfor %}")],
        "wholes and neighbours",
    );
}

#[test]
fn a_key_of_several_parts_may_be_any() {
    let all = "wholes and neighbours";
    check(&[("a.html", "{{ page[\"con\" ~ \"tent\"] }}")], all);
    check(&[("a.html", "{{ page | get(key=\"con\" ~ \"tent\") }}")], all);
    check(&[("a.html", "{{ page | get(default=1, key=field) }}")], all);
    check(&[("a.html", "{{ page[\"title\"] }}{{ page.extra | get(key=\"a\") }}")], "names");
    check(
        &[("a.html", "{% for p in section.pages[first:last] %}{{ p.title }}{% endfor %}")],
        "cards",
    );
}

#[test]
fn a_tag_does_not_end_inside_of_a_text_and_comments_ask_for_nothing() {
    check(&[("a.html", "{% for p in section.pages %}{{ \"}}\" ~ p.toc }}{% endfor %}")], "wholes");
    check(&[("a.html", "{% for p in section.pages %}{{ '\\'}}' ~ p.toc }}{% endfor %}")], "wholes");
    check(&[("a.html", "{# {{ section.pages }} don't {% #}{{ page.title }}")], "names");
}

#[test]
fn a_page_inside_of_another_map_is_not_the_pages_own() {
    let entries = "{% set entries = [{\"page\": p} for p in section.pages] %}";
    let shown = format!("{entries}{{% for e in entries %}}{{{{ e.page.toc }}}}{{% endfor %}}");
    check(&[("a.html", &shown)], "wholes");
    let shown =
        format!("{entries}{{% for e in entries %}}{{{{ e.page.lower.title }}}}{{% endfor %}}");
    check(&[("a.html", &shown)], "cards and neighbours");
    check(&[("a.html", "{{ page?.content }}{{ page.lower?.title }}")], "names");
    let rest =
        "{% component any(note=\"(:)\", ...more) %}{{ more.page.toc }}{% endcomponent any %}";
    let called = "{% for p in section.pages %}{{ <any page={p} /> }}{% endfor %}";
    check(&[("a.html", called), ("c.html", rest)], "wholes");
}

#[test]
fn what_is_printed_whole_is_read_whole() {
    let all = "wholes and neighbours";
    check(&[("a.html", "{{ get_page(path=\"a.md\") }}")], all);
    check(&[("a.html", "{{ section.pages | first }}")], all);
    check(&[("a.html", "{% set s = get_section(path=\"a\") %}{{ s }}")], all);
    check(&[("a.html", "{% set s = get_section(path=\"a\") %}{{ s | keys | length }}")], all);
    check(&[("a.html", "{{ section.pages | length }}{{ section.pages[0].title }}")], "cards");
    check(&[("a.html", "{{ title }}{{ <b list={section.pages} /> }}")], "cards");
}

#[test]
fn what_holds_no_page_may_be_computed_or_written_whole() {
    check(&[("a.html", "{% set roman = [\"I\"] %}{{ roman[page.n] }}")], "names");
    check(&[("a.html", "{% for key, value in config.extra.x %}{{ value }}{% endfor %}")], "names");
    check(&[("a.html", "{% set d = {\"a\": page.title} %}{{ d | json_encode }}")], "names");
}

#[test]
fn pages_are_followed_through_names_loops_and_components() {
    let all = "wholes and neighbours";
    check(&[("a.html", "{% set x = page %}{{ x | json_encode }}")], all);
    check(&[("a.html", "{% for x in section.pages %}{{ x | json_encode }}{% endfor %}")], all);
    check(
        &[("a.html", "{% set s = get_section(path=\"a\") %}{% for k, v in s %}{% endfor %}")],
        all,
    );
    let whole = "{% component whole(of) %}{{ of | json_encode }}{% endcomponent whole %}";
    check(&[("a.html", "{{ <whole of={page} /> }}"), ("c.html", whole)], all);
    check(&[("a.html", "{{ <whole of={page.title} /> }}"), ("c.html", whole)], "names");
}

#[test]
fn a_changed_source_changes_what_takes_it_in_and_nothing_else() {
    let print = |source: &str| {
        let sources = [("a.html", "{% include \"b.html\" %}"), ("b.html", source), ("c.html", "")];
        let needs = AllNeeds::of(&sources, &|name| Some(name.to_string()));
        (needs.get("a.html").print, needs.get("c.html").print)
    };
    assert_ne!(print("one").0, print("two").0);
    assert_eq!(print("one").1, print("two").1);
}

#[test]
fn no_page_of_the_archives_theme_lists_texts() {
    let files = crate::theme::files();
    let named = files.iter().filter_map(|(path, bytes)| {
        Some((path.strip_prefix("templates/")?, std::str::from_utf8(bytes).ok()?))
    });
    let sources: Vec<Source> = named.collect();
    let find = |name: &str| sources.iter().any(|(own, _)| *own == name).then(|| name.to_string());
    let needs = AllNeeds::of(&sources, &find);
    assert!(10 < sources.len());
    // A feed holds the texts that it lists; that is what it is for.
    for (name, _) in sources.iter().filter(|(name, _)| name.ends_with(".html")) {
        assert!(!needs.get(name).texts, "{name}");
    }
}

#[test]
fn blanks_between_names_are_those_of_the_template_engine() {
    let blank = regex(r"^\s$");
    for byte in 0..=0x7F_u8 {
        let text = char::from(byte).to_string();
        assert_eq!(blank.is_match(&text), byte.is_ascii_whitespace(), "{byte:#x}");
        // A page whose template is taken in by such a tag would be stale after an edit of that.
        let template = format!("{{{{{text}page.title }}}}");
        let is_read = tera::Tera::default().add_raw_template("a", &template).is_ok();
        assert!(!byte.is_ascii_whitespace() || is_read, "{byte:#x}");
    }
    check(
        &[("a.html", "{% for p in section.\x0Cpages %}{{ p.\x0Csummary }}{% endfor %}")],
        "wholes",
    );
}
