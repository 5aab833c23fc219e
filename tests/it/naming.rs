//! What templates get of the archive by name.

use crate::program::Site;

/// A site with two directives of one number, a committee with another name, and a home page made
/// of `template`.
fn site(template: &str) -> Site {
    let record = |date: &str| format!("+++\nnumber = \"25-NQ/TW\"\ndate = {date}\n+++\n");
    let (old, new) = (record("2008-07-25"), record("2013-06-03"));
    let text = "+++\ntitle = \"Bài\"\ndate = 2019-06-21\n+++\nBan Bí thư ban hành Kết luận 43-KL/TW \
                tiếp tục thực hiện Nghị quyết số 25-NQ/TW ngày 3/6/2013.\n";
    Site::of(&[
        (
            "zola.toml",
            "base_url = \"https://a.org\"\ndefault_language = \"vi\"\n[archive]\nsection = \"articles\"\n",
        ),
        ("content/articles/_index.md", "+++\n+++\n"),
        ("content/articles/a.md", text),
        ("content/directives/25-2008.md", &old),
        ("content/directives/25-2013.md", &new),
        (
            "content/committees/ban-bi-thu.md",
            "+++\nname = \"Ban Bí thư Trung ương Đảng\"\naliases = [\"Ban Bí thư\"]\n+++\n",
        ),
        ("templates/index.html", template),
        ("templates/page.html", ""),
        ("templates/section.html", ""),
        ("templates/taxonomy_list.html", ""),
        ("templates/taxonomy_single.html", ""),
    ])
}

/// What the home page of this template says.
fn says(template: &str) -> String {
    let site = site(template);
    site.build();
    String::from_utf8_lossy(&site.public()["index.html"]).into_owned()
}

#[test]
fn a_directive_is_found_by_each_of_its_names() {
    for name in ["43-KL/TW", "Kết luận 43-KL/TW", "43-kl-tw"] {
        let template = "{% set d = get_directive(name=NAME) %}{{ d.number }} {{ d.n_mentions }} \
                        {% for y in d.years %}{% for a in y.articles %}{{ a.title }}: \
                        {{ a.quotes[0].text }}{% endfor %}{% endfor %} {{ d.relations | length }}";
        let template = template.replace("NAME", &format!("\"{name}\""));
        assert_eq!(says(&template), "43-KL/TW 1 Bài: Kết luận 43-KL/TW 1", "{name}");
    }
    for name in ["25-NQ/TW (2013)", "25-nq-tw-2013"] {
        let template = format!("{{% set d = get_directive(name=\"{name}\") %}}{{{{ d.date }}}}");
        assert_eq!(says(&template), "2013-06-03", "{name}");
    }
}

#[test]
fn a_committee_and_a_year_are_found_by_each_of_their_names() {
    for name in ["Ban Bí thư Trung ương Đảng", "Ban Bí thư", "ban-bi-thu-trung-uong-dang"]
    {
        let template = format!("{{% set c = get_committee(name=\"{name}\") %}}{{{{ c.name }}}}");
        assert_eq!(says(&template), "Ban Bí thư Trung ương Đảng", "{name}");
    }
    for name in ["2019", "\"2019\""] {
        let template = format!("{{% set y = get_year(name={name}) %}}{{{{ y.n_articles }}}}");
        assert_eq!(says(&template), "1", "{name}");
    }
}

#[test]
fn what_is_not_there_is_nothing_only_where_that_is_allowed() {
    assert_eq!(says("{{ get_directive(name=\"1-QĐ/TW\", required=false) is none }}"), "true");
    let site = site("{{ get_directive(name=\"1-QĐ/TW\") }}");
    let said = site.run(&["build"]).said;
    assert!(said.contains("there is nothing named `1-QĐ/TW` among the directives"), "{said}");
}

#[test]
fn a_number_that_is_several_directives_is_never_guessed() {
    for call in [
        "get_directive(name=\"25-NQ/TW\")",
        "get_directive(name=\"25-NQ/TW\", required=false)",
        "get_taxonomy_term(kind=\"directives\", term=\"25-NQ/TW\")",
    ] {
        let site = site(&format!("{{{{ {call} }}}}"));
        let said = site.run(&["build"]).said;
        let both = "`25-NQ/TW` means 2 of the directives; name one by its address: \
                    `25-nq-tw-2008`, `25-nq-tw-2013`";
        assert!(said.contains(both), "{said}");
    }
    let url = "{{ get_taxonomy_url(kind=\"directives\", name=\"25-NQ/TW\") }}";
    assert_eq!(says(url), "https://a.org/directives/25-nq-tw/");
}

#[test]
fn a_name_that_leads_nowhere_is_told_by_the_archive_and_not_by_the_taxonomies() {
    let site = site("{{ get_taxonomy_url(kind=\"directives\", term=\"1-QĐ/TW\") }}");
    let said = site.run(&["build"]).said;
    assert!(said.contains("there is nothing named `1-QĐ/TW` among the directives"), "{said}");
    let url = "{{ get_taxonomy_url(kind=\"years\", term=\"1900\", required=false) is none }}";
    assert_eq!(says(url), "true");
}

#[test]
fn a_slip_in_a_call_of_the_archive_is_told_with_what_was_meant() {
    for (call, told) in [
        (
            "get_directive(name=\"25-NQ/TU\", required=true)",
            "among the directives; did you mean `25-NQ/TW`?",
        ),
        (
            "get_committee(name=\"Ban Bí thư Trung ương Đàng\")",
            "among the committees; did you mean `Ban Bí thư Trung ương Đảng`?",
        ),
        (
            "get_directive(number=\"25-NQ/TW\")",
            "`get_directive` has no argument `number`; it takes `name` and `required`",
        ),
        ("get_year(name=\"2019\", yaer=2019)", "`get_year` has no argument `yaer`"),
    ] {
        let said = site(&format!("{{{{ {call} }}}}")).run(&["build"]).said;
        assert!(said.contains(told), "{call}:\n{said}");
    }
}
