use super::*;

/// The functions that the tests know.
const FUNCTIONS: [&str; 2] = ["get_url", "resize_image"];

/// What is found in a template, as `text -> construct -> instead`.
fn found(source: &str, place: Place) -> Vec<String> {
    let found = diagnose(source, place, &FUNCTIONS);
    let lines = found
        .into_iter()
        .map(|old| format!("{} -> {} -> {}", &source[old.range], old.construct, old.instead));
    lines.collect()
}

/// The one thing that is found in a template.
fn one(source: &str) -> String {
    let mut found = found(source, Place::Template);
    assert_eq!(found.len(), 1, "{source}: {found:?}");
    found.remove(0)
}

#[test]
fn a_macro_becomes_a_component() {
    assert_eq!(
        one("{% macro card(title, n=1) %}{{ title }}{% endmacro card %}"),
        "{% macro card(title, n=1) %} -> the macro `card` -> macros are components now: write \
         `{% component card(title, n=1) %}` and end it with `{% endcomponent %}`"
    );
    assert_eq!(
        one("{%- import \"m.html\" as m -%}"),
        "{%- import \"m.html\" as m -%} -> the import of \"m.html\" -> leave it out: components \
         are known in every template by their names"
    );
}

#[test]
fn a_call_of_a_macro_becomes_one_of_a_component() {
    assert_eq!(
        one(r#"<p>{{ m::card(title="x, y", n=a[1], list=[1, 2]) }}"#),
        r#"m::card(title="x, y", n=a[1], list=[1, 2]) -> the macro call `m::card` -> call the "#
            .to_string()
            + r#"component: `{{ <card title="x, y" n={a[1]} list={[1, 2]} /> }}`"#
    );
    assert!(one("{{ self::a() }}").ends_with("`{{ <a /> }}`"));
    assert_eq!(found("{{ list[::-1] }} {{ list[a::b] }}", Place::Template), [""; 0]);
}

#[test]
fn a_shortcode_becomes_a_component() {
    let content = "{{ youtube(id=\"x\", autoplay=true) }}\n{% quote(by='a') %}\ntext\n{% end %}";
    assert_eq!(
        found(content, Place::Content),
        [
            "{{ youtube(id=\"x\", autoplay=true) }} -> the shortcode call `youtube` -> shortcodes \
             are components now: write `{{ <youtube id=\"x\" autoplay={true} /> }}`",
            "{% quote(by='a') %} -> the shortcode call `quote` -> shortcodes are components now: \
             write `{% <quote by='a'> %}` before the text and `{% </quote> %}` after it",
        ]
    );
}

#[test]
fn a_call_of_a_function_is_no_shortcode() {
    let content = "{{ get_url(path=\"a\") }} {{ resize_image(path=\"a\").url }} {{ page.title }}";
    assert_eq!(found(content, Place::Content), [""; 0]);
    assert_eq!(found("{{ unknown(a=1) }}", Place::Template), [""; 0]);
}

#[test]
fn an_index_after_a_dot_stands_in_brackets() {
    assert_eq!(
        one("{{ page.extra.list.0.title }}"),
        "page.extra.list.0 -> the index `.0` -> write it in brackets: `page.extra.list[0]`"
    );
    assert_eq!(found("{{ 1.5 + a[0] }}", Place::Template), [""; 0]);
}

#[test]
fn filters_that_went_are_told_with_their_new_form() {
    let instead = |source: &str| one(source).rsplit(" -> ").next().map(str::to_string).unwrap();
    assert_eq!(
        instead("{% for p in section.pages | slice(end=3) %}"),
        "write a slice: `section.pages[:3]`"
    );
    assert_eq!(
        instead("{{ pages | filter(attribute=\"extra.x\", value=true) }}"),
        "write a comprehension: `[item for item in pages if item.extra.x == true]`"
    );
    assert_eq!(
        instead("{{ pages | map(attribute=\"title\") | join(sep=\", \") }}"),
        "write a comprehension: `[item.title for item in pages]`"
    );
    assert!(instead("{% set a = a | concat(with=b) %}").contains("`[...a, ...b]`"));
    assert_eq!(instead("{{ f(x=1) | slice(start=1) }}"), "write a slice: `…[1:]`");
    assert_eq!(instead("{{ x | linebreaksbr }}"), "it is called `newlines_to_br` now");
    assert_eq!(instead("{{ x | as_str }}"), "it is called `str` now");
    assert_eq!(instead("{{ x | trim_start_matches(pat=\"a\") }}"), "write `trim_start(pat=\"a\")`");
    assert_eq!(found("{{ x | escape | safe | sort }}", Place::Template), [""; 0]);
}

#[test]
fn tests_name_their_arguments() {
    assert_eq!(
        one("{% if a is not matching(\"^x\") %}"),
        "matching(\"^x\") -> the test `matching` -> write `is matching(pat=\"^x\")`"
    );
    assert!(one("{% if a is divisibleby(2) %}").ends_with("`is divisible_by(divisor=2)`"));
    assert!(one("{% if a is object %}").ends_with("write `is map`"));
    assert_eq!(found("{% if a is containing(pat=\"x\") %}", Place::Template), [""; 0]);
}

#[test]
fn functions_and_arguments_that_went_are_told() {
    assert!(one("{{ get_env(name=\"X\") }}").contains("under `[extra]`"));
    assert_eq!(
        one("{{ get_taxonomy_url(kind=\"tags\", name=t) }}"),
        "name -> the argument `name` of `get_taxonomy_url` -> write `term`"
    );
    assert_eq!(found("{{ get_env(name=\"X\") }}", Place::Content).len(), 1);
}

#[test]
fn includes_name_one_template_that_exists() {
    assert!(
        one("{% include \"a.html\" ignore missing %}").contains("write `{% include \"a.html\" %}`")
    );
    assert!(one("{% include [\"a.html\", \"b.html\"] %}").contains("several templates"));
}

#[test]
fn raw_text_comments_and_broken_blocks_are_left_alone() {
    let quiet = "{# a::b() #}{% raw %}{{ a::b() }}{% endraw %}{ {a.0} {{ {\"x\": 1}.x }}";
    assert_eq!(found(quiet, Place::Content), [""; 0]);
    for broken in
        ["{{", "{{ a::", "{% macro", "{{ a | slice(", "{{ \"a", "{{ ::x( }}", "{%", "{{ . }}"]
    {
        found(broken, Place::Content);
    }
}

#[test]
fn arguments_that_do_nothing_any_more_are_told() {
    let silent = [
        ("{{ x | indent(prefix=\"  \") }}", "prefix", "`indent(width=4)`"),
        ("{{ x.y | unique(attribute=\"a\") }}", "attribute", "`[item.a for item in x.y] | unique`"),
        ("{{ x | int(default=0) }}", "default", "write `0`"),
        ("{{ x | round(method=\"common\") }}", "method", "leave it out"),
    ];
    for (source, argument, instead) in silent {
        let found = diagnose(source, Place::Template, &FUNCTIONS);
        assert!(found[0].is_silent && found.len() == 1, "{source}");
        assert!(found[0].construct.contains(argument), "{source}");
        assert!(found[0].instead.contains(instead), "{source}: {}", found[0].instead);
    }
    let now = "{{ x | indent(width=2) | round(method=\"ceil\") | unique | int(base=2) }}";
    assert_eq!(found(now, Place::Template), [""; 0]);
}

#[test]
fn names_of_neighbours_and_headings_are_told() {
    assert!(name_now("later").unwrap().contains("`page.lower`"));
    assert!(name_now("heavier").unwrap().contains("`page.higher`"));
    assert!(name_now("toc").unwrap().contains("`page.toc`"));
    assert_eq!(name_now("title"), None);
}

#[test]
fn the_forms_that_are_told_are_understood() {
    let forms = [
        "{% component card(title, n=1) %}{{ title }}{% endcomponent %}",
        "{{ <card title=\"x, y\" n={a[1]} /> }}{% <card title='a'> %}text{% </card> %}",
        "{{ pages[:3] }}{{ pages[1:] }}{{ [...a, ...b] }}",
        "{{ [item for item in pages if item.extra.x == true] }}",
        "{{ [item for item in pages if item.extra.x is defined] }}",
        "{{ [item.title for item in pages] }}{{ x | trim_start(pat=\"a\") | newlines_to_br }}",
        "{% if a is divisible_by(divisor=2) and a is not containing(pat=\"x\") %}{% endif %}",
        "{% if a is map %}{{ page.extra.list[0] | str }}{% endif %}",
    ];
    let mut tera = tera::Tera::default();
    let named = forms.iter().enumerate().map(|(index, form)| (format!("{index}.html"), *form));
    tera.add_raw_templates(named).unwrap_or_else(|error| panic!("{error}"));
}

/// What templates are made of, right or wrong.
const WORDS: [&str; 34] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "-",
    " ",
    "macro",
    "import",
    "raw",
    "endraw",
    "include",
    "is",
    "not",
    "a",
    "đ",
    "::",
    ".",
    "0",
    "1.5",
    "|",
    "(",
    ")",
    "[",
    "]",
    "{",
    "\"",
    "'",
    "=",
    ",",
    "slice",
    "matching",
    "load_data",
];

proptest::proptest! {
    #[test]
    fn no_source_is_too_broken_to_look_at(
        words in proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..40)
    ) {
        let source = words.concat();
        for place in [Place::Template, Place::Content] {
            for old in diagnose(&source, place, &FUNCTIONS) {
                proptest::prop_assert!(source.get(old.range).is_some());
            }
        }
    }
}
