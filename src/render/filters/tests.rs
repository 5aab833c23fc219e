use super::*;

/// Renders a template in which the time is always the same.
fn render(template: &str) -> String {
    try_render(template).unwrap_or_else(|error| panic!("{error}"))
}

/// Renders a template that may fail.
fn try_render(template: &str) -> Result<String, String> {
    let mut tera = Tera::default();
    let clock: Clock = Arc::new(|| Timestamp::constant(1_700_000_000, 250_000_000));
    register(&mut tera, "vi-VN", clock);
    tera.render_str(template, &tera::Context::new(), false).map_err(|error| error.to_string())
}

#[test]
fn text_is_encoded_and_decoded() {
    assert_eq!(render(r#"{{ "Đảng~~?>>" | base64_encode }}"#), "xJDhuqNuZ35+Pz4+");
    assert_eq!(render(r#"{{ "Đảng~~?>>" | base64_encode(url_safe=true) }}"#), "xJDhuqNuZ35-Pz4-");
    assert_eq!(render(r#"{{ "SGk" | base64_decode }}"#), "Hi");
    assert_eq!(render(r#"{{ "a b/c?d=é" | urlencode }}"#), "a%20b/c%3Fd%3D%C3%A9");
    assert_eq!(render(r#"{{ "a b/c" | urlencode_strict }}"#), "a%20b%2Fc");
}

#[test]
fn tags_and_the_space_between_them_go() {
    assert_eq!(render(r#"{{ "<b>x</b>&<!-- a -->" | striptags }}"#), "x&");
    assert_eq!(render(r#"{{ "<p> <a> </a></p>" | spaceless }}"#), "<p><a></a></p>");
}

#[test]
fn patterns_replace_and_match() {
    let template =
        r#"{{ "World, Hello" | regex_replace(pattern=`(?P<s>[A-Z]\w+), (\w+)`, rep=`$2 $s`) }}"#;
    let template = template.replace(r"\w", "[a-zA-Z]");
    assert_eq!(render(&template), "Hello World");
    assert_eq!(render(r#"{{ "abc" is matching(pat="^a") }}"#), "true");
    assert!(try_render(r#"{{ "a" | regex_replace(pattern="(", rep="") }}"#).is_err());
}

#[test]
fn a_replaced_text_is_escaped_once_and_where_it_is_shown() {
    let mut tera = Tera::default();
    let clock: Clock = Arc::new(|| Timestamp::constant(1_700_000_000, 0));
    register(&mut tera, "vi", clock);
    let shown = |template: &str| {
        tera.clone().render_str(template, &tera::Context::new(), true).expect("a good template")
    };
    // Nothing is safe: all is escaped at the end.
    assert_eq!(shown(r#"{{ "&x" | replace(from="x", to="<i>") }}"#), "&amp;&lt;i&gt;");
    // What is put in is safe: the text is as it was written wherever that is asked for.
    let put = r#""&x" | replace(from="x", to="<i>" | safe)"#;
    assert_eq!(shown(&format!("{{{{ {put} | safe }}}}")), "&<i>");
    assert_eq!(shown(&format!("{{{{ {put} }}}}")), "&amp;&lt;i&gt;");
    // The text is safe: it stays so, and what is put in cannot break out.
    assert_eq!(shown(r#"{{ "<b>x" | safe | replace(from="x", to="<i>") }}"#), "<b>&lt;i&gt;");
}

#[test]
fn safe_text_stays_safe_through_filters_of_text() {
    let tera = Tera::default();
    let template = "{% set a = '<b>' | safe %}{{ a | upper }} {{ a | trim }} {{ a | capitalize }}";
    let shown = tera.render_str(template, &tera::Context::new(), true);
    assert_eq!(shown.expect("a good template"), "<B> <b> <b>");
}

#[test]
fn values_are_written_as_asked() {
    assert_eq!(
        render(r#"{{ {"b": 1, "a": [2.0, none]} | json_encode }}"#),
        r#"{"b":1,"a":[2.0,null]}"#
    );
    assert_eq!(render("{{ [1] | json_encode(pretty=true) }}"), "[\n  1\n]");
    assert_eq!(render("{{ 1234567 | filesizeformat }}"), "1.18 MiB");
    assert_eq!(render("{{ 1234567 | filesizeformat(binary=false) }}"), "1.23 MB");
    assert_eq!(render(r#"{{ 3.14159 | format(spec=".2") }}"#), "3.14");
    assert_eq!(render(r#"{{ "Đảng ủy Khối" | slugify }}"#), "dang-uy-khoi");
}

#[test]
fn numbers_are_grouped_as_the_locale_groups_them() {
    assert_eq!(render(r#"{{ 1000000 | num_format(locale="en") }}"#), "1,000,000");
    assert_eq!(render(r#"{{ 1000000 | num_format(locale="en-IN") }}"#), "10,00,000");
    assert_eq!(render(r#"{{ -1234567 | num_format(locale="fr") }}"#), "-1\u{202f}234\u{202f}567");
}

#[test]
fn a_number_without_a_locale_is_written_in_the_default_language() {
    assert_eq!(render("{{ 1000000 | num_format }}"), "1.000.000");
}

#[test]
fn an_unknown_locale_is_an_error_that_names_it() {
    let error = try_render(r#"{{ 1 | num_format(locale="xx") }}"#).unwrap_err();
    assert!(error.contains("knows no locale `xx`"), "{error}");
}

#[test]
fn dates_are_formatted_in_a_zone_and_in_a_locale() {
    assert_eq!(render(r#"{{ "2024-03-05" | date }}"#), "2024-03-05");
    assert_eq!(render(r#"{{ 1709633472 | date(format="%F %T") }}"#), "2024-03-05 10:11:12");
    let zoned =
        r#"{{ "2024-03-05T20:11:12Z" | date(format="%d.%m.", timezone="Asia/Ho_Chi_Minh") }}"#;
    assert_eq!(render(zoned), "06.03.");
    let french = r#"{{ "2026-08-24" | date(format="d MMMM y", locale="fr") }}"#;
    assert_eq!(render(french), "24 août 2026");
    let vietnamese = r#"{{ "2026-08-24" | date(format="EEEE, d MMMM, y", locale="vi") }}"#;
    assert_eq!(render(vietnamese), "Thứ Hai, 24 tháng 8, 2026");
}

#[test]
fn dates_are_compared() {
    assert_eq!(render(r#"{{ "2024-01-01" is before(other="2024-02-01") }}"#), "true");
    assert_eq!(render(r#"{{ "2024-01-01" is after(other="2024-01-01") }}"#), "false");
    assert_eq!(
        render(r#"{{ "2024-01-01" is after(other="2024-01-01", inclusive=true) }}"#),
        "true"
    );
}

#[test]
fn now_is_what_the_clock_says() {
    assert_eq!(render("{{ now() }}"), "2023-11-14T22:13:20.25Z");
    assert_eq!(render("{{ now(utc=true) }}"), "2023-11-14T22:13:20.25Z");
    assert_eq!(render("{{ now(timestamp=true) }}"), "1700000000");
}

#[test]
fn a_seed_makes_chance_repeatable() {
    assert_eq!(render(r#"{{ [1,2,3,4,5,6] | shuffle(seed="a") }}"#), "[5, 1, 3, 4, 6, 2]");
    assert_eq!(render(r#"{{ get_random(start=0, end=100, seed="x") }}"#), "66");
}

#[test]
fn groups_stand_in_the_order_in_which_they_appear() {
    let list = (0..40).rev().map(|n| format!(r#"{{"y": {}, "n": {n}}}"#, 2000 + n / 2));
    let list = list.collect::<Vec<_>>().join(", ");
    let template = format!(
        "{{% set groups = [{list}] | group_by(attribute=`y`) %}}\
         {{% for year, found in groups %}}{{{{ year }}}}:{{{{ found | length }}}} {{% endfor %}}\
         {{{{ groups[2003] | length }}}}"
    );
    let wanted: String = (2000..2020).rev().map(|year| format!("{year}:2 ")).collect();
    assert_eq!(render(&template), wanted + "2");
    assert!(try_render("{{ [{`a`: 1}] | group_by(attribute=`b`) }}").is_err());
    assert!(try_render("{{ [{`a`: [1]}] | group_by(attribute=`a`) }}").is_err());
}
