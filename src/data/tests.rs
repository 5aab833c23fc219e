use super::*;

/// Reads data and writes it as JSON, in the order of its keys.
fn load(format: Format, text: &str) -> String {
    let value = parse(text.as_bytes(), format).unwrap_or_else(|error| panic!("{error}"));
    serde_json::to_string(&value).expect("a value is JSON")
}

/// Reads data that is wrong.
fn failure(format: Format, text: &str) -> String {
    parse(text.as_bytes(), format).expect_err("the data is wrong").to_string()
}

#[test]
fn the_end_of_a_path_tells_the_format() {
    let formats = ["a.toml", "x/a.YML", "a.json", "a.csv", "a.bibtex", "a.xml"];
    let formats = formats.map(Format::of_path);
    use Format::*;
    assert_eq!(formats, [Toml, Yaml, Json, Csv, Bibtex, Xml]);
    assert_eq!(["a.bib", "toml", "a.txt"].map(Format::of_path), [Plain, Plain, Plain]);
}

#[test]
fn every_name_of_a_format_is_known() {
    assert!(Format::NAMES.iter().all(|name| Format::from_name(name).is_some()));
    assert_eq!(Format::from_name("JSON"), Some(Format::Json));
    assert_eq!(Format::from_name("nope"), None);
}

#[test]
fn toml_keeps_its_order_and_writes_dates_as_text() {
    let text = "t = 'x'\nd = 2024-01-02\nat = 2024-01-02T03:04:05Z\n[[z]]\nf = 1.5\nt = 03:04:05\n";
    let json = concat!(
        r#"{"t":"x","d":"2024-01-02","at":"2024-01-02T03:04:05Z","#,
        r#""z":[{"f":1.5,"t":"03:04:05"}]}"#
    );
    assert_eq!(load(Format::Toml, text), json);
}

#[test]
fn json_keeps_its_order_and_its_large_numbers() {
    let text = r#"{"b":1,"a":[1.0,null,true,12345678901234567890,-5],"c":{"x":"y"}}"#;
    assert_eq!(load(Format::Json, text), text);
}

#[test]
fn yaml_is_that_of_version_1_2() {
    let text = "a: [no, on, yes, True, ~, 0o17, 0x1F, 1_000, 010, 1e3, .5, 2024-01-02, 12:30]\n\
                f: |\n  x\n  y\nr:\nanchor: &x {p: q}\nref: *x\n";
    let json = concat!(
        r#"{"a":["no","on","yes",true,null,15,31,"1_000","010",1000.0,0.5,"2024-01-02","12:30"],"#,
        r#""f":"x\ny\n","r":null,"anchor":{"p":"q"},"ref":{"p":"q"}}"#
    );
    assert_eq!(load(Format::Yaml, text), json);
    assert_eq!(load(Format::Yaml, ""), "null");
    let endless = parse(b"[.inf, -.Inf]", Format::Yaml).expect("these are numbers");
    let numbers: Vec<_> = endless.as_array().expect("a list").iter().map(|v| v.as_f64()).collect();
    assert_eq!(numbers, [Some(f64::INFINITY), Some(f64::NEG_INFINITY)]);
}

#[test]
fn a_number_as_key_of_yaml_is_found_by_number() {
    let value = parse(b"1: two\ntrue: x\n", Format::Yaml).expect("the keys are simple");
    let mut context = tera::Context::new();
    context.insert_value("d", value);
    assert_eq!(tera::Tera::one_off("{{ d[1] }}", &context, false).unwrap(), "two");
}

#[test]
fn a_table_of_commas_has_headers_and_records() {
    let text = "\u{feff}id,name\n1,\"a, b\"\n2,Đỏ\n";
    let json = r#"{"headers":["id","name"],"records":[["1","a, b"],["2","Đỏ"]]}"#;
    assert_eq!(load(Format::Csv, text), json);
    assert_eq!(load(Format::Csv, ""), r#"{"headers":[],"records":[]}"#);
}

#[test]
fn xml_elements_are_their_text_or_a_table() {
    let text = r#"<r><n>12</n><neg>-3</neg><lead>007</lead><t>true</t><e></e>
        <ns:q xmlns:ns="u">x</ns:q>
        <c><![CDATA[cd <]]></c><m x="true" y="">abc</m><s>  sp  </s></r>"#;
    let json = concat!(
        r#"{"r":{"n":12,"neg":-3.0,"lead":7,"t":true,"e":{},"q":"x","c":"cd <","#,
        r##""m":{"@x":true,"@y":"","#text":"abc"},"s":"sp"}}"##
    );
    assert_eq!(load(Format::Xml, text), json);
}

#[test]
fn xml_elements_of_one_name_make_a_list() {
    let text = r#"<r><i id="1">one</i><j>1</j><i id="2"><sub/></i><i/></r>"#;
    let json = r##"{"r":{"i":[{"@id":1,"#text":"one"},{"@id":2,"sub":{}},{}],"j":1}}"##;
    assert_eq!(load(Format::Xml, text), json);
}

#[test]
fn xml_that_is_too_deep_is_told_where() {
    let nested = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
    assert!(parse(nested(128).as_bytes(), Format::Xml).is_ok());
    for n in [129, 100_000] {
        let error = parse(nested(n).as_bytes(), Format::Xml).unwrap_err();
        let place = "line 1, column 385: elements stand in more than 128 others";
        assert_eq!(error.to_string(), place);
    }
}

#[test]
fn an_xml_element_that_begins_with_text_is_that_text() {
    assert_eq!(load(Format::Xml, "<r> a <b>bold</b> tail</r>"), r#"{"r":"a"}"#);
    assert_eq!(load(Format::Xml, "<r><b>bold</b> tail</r>"), r#"{"r":{"b":"bold"}}"#);
}

#[test]
fn a_bibliography_has_entries_with_sorted_tags() {
    let text = "@preamble{ \"Hello \" # \" world\" }\n@string{ me = \"Me\" }\n@comment{ c }\n\
                @article{Key_1, title = {A {Big} Title}, Year = 2020, journal = me # \" x\" }\n";
    let json = concat!(
        r#"{"preambles":["Hello  world"],"comments":["c"],"variables":{"me":"Me"},"#,
        r#""bibliographies":[{"entry_type":"article","citation_key":"Key_1","#,
        r#""tags":{"journal":"Me x","title":"A {Big} Title","year":"2020"}}]}"#
    );
    assert_eq!(load(Format::Bibtex, text), json);
}

#[test]
fn wrong_data_says_where_it_is_wrong() {
    let errors = [
        (Format::Toml, "a = 1\nb = \n", "line 2, column 5: "),
        (Format::Json, "{\"a\":\n  x}", "line 2, column 3: expected value"),
        (Format::Csv, "a,b\n1,2\n3\n", "line 3, column 1: the record has 1 fields, the first"),
        (Format::Yaml, "a: 1\nb: [x", "line 2, column "),
        (Format::Yaml, "a: 1\na: 2\n", "line 2, column 1: duplicate"),
        (Format::Xml, "<a>\n<b></a>", "line 2, column 4: expected 'b' tag, not 'a'"),
        (
            Format::Xml,
            "<!DOCTYPE r [<!ENTITY e \"x\">]><r>&e;</r>",
            "line 1, column 1: XML with DTD",
        ),
    ];
    for (format, text, expected) in errors {
        let error = failure(format, text);
        assert!(error.starts_with(expected), "{format:?}: {error}");
    }
    let error = parse(b"ab\n\xff", Format::Plain).expect_err("0xFF is no UTF-8").to_string();
    assert_eq!(error, "line 2, column 1: the data is not UTF-8: byte 3 is 0xFF");
}

proptest::proptest! {
    // Long texts take long to make.
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(100))]

    #[test]
    fn no_data_is_too_broken_to_be_told_of(
        text in r#"([a-z]|\n| |:|-|=|\[|\]|\{|\}|<|>|/|"|'|@|,|#|&|!|\*|[0-9]|đ|\u{feff}){0,60}"#
    ) {
        for name in Format::NAMES {
            let format = Format::from_name(name).expect("it is a name");
            let _ = parse(text.as_bytes(), format);
        }
    }
}
