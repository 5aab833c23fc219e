use super::*;

/// What is told of a mistake at a byte of a source, on one line.
fn told(said: &str, source: &str, at: usize) -> String {
    let told = put(said, source, at..at);
    format!("{}; {}", told.message, told.hint.unwrap_or_default())
}

/// What is told of a mistake at a part of a source, on one line.
fn at(said: &str, source: &str, part: &str) -> String {
    let start = source.find(part).expect("the part is there");
    let told = put(said, source, start..start + part.len());
    format!("{}; {}", told.message, told.hint.unwrap_or_default())
}

#[test]
fn a_name_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let said = "Field `titel` is not defined. Available fields: path, title";
    assert_eq!(told(said, "", 0), "there is no field `titel`; did you mean `title`?");
    let said = "Variable `foo` is not defined. Available variables: config, page";
    assert_eq!(told(said, "", 0), "there is no variable `foo`; known here: `config`, `page`");
    let said = "Field `author` is not defined.";
    let hint = "give `author` a value, or write `| default(value=\"\")` behind it";
    assert_eq!(told(said, "", 0), format!("there is no field `author`; {hint}"));
    let hint = "give `author` a value, or write `author?.` where it may lack";
    assert_eq!(told(said, "{{ author.name }}", 3), format!("there is no field `author`; {hint}"));
    let said = "Missing keyword argument `length`";
    assert_eq!(
        told(said, "", 0),
        "the argument `length` is missing; write `length=` and its value"
    );
    let of = |call: &str| at(said, &format!("{{{{ a | {call} }}}}"), call);
    assert_eq!(
        of("truncate"),
        "`truncate` needs the argument `length`; write `truncate(length=…)`"
    );
    let slip = "`truncate` has no argument `lenght`; did you mean `length`?";
    assert_eq!(of("truncate(end=\"\", lenght=f(length=1))"), slip);
}

#[test]
fn a_value_of_another_kind_is_told_by_what_belongs_there() {
    let said = "Invalid type for the value, expected `&str` but got `i64`";
    assert_eq!(
        told(said, "", 0),
        "text belongs here, not a number; turn a number into a text first: `| str`"
    );
    let said = "Invalid type for the value, expected `&[Value]` but got `string`";
    assert_eq!(told(said, "", 0), "a list belongs here, not text; ");
    let said = "Invalid type for the value, expected `i128` but got `f64`";
    assert_eq!(told(said, "", 0), "a whole number belongs here, not one with a fraction; ");
    let said = "Invalid type for the value, expected `i64` but got `string`";
    let hint = "turn a text into a number first: `| int` or `| float`";
    let source = "{{ a.b | abs }} {{ c is odd }} {{ [1] | nth(n=d) }} {{ range(end=e) }} {{ f }}";
    for (part, caller) in [("a", "abs"), ("c", "odd"), ("[1]", "nth"), ("range(end=e)", "range")] {
        assert_eq!(at(said, source, part), format!("`{caller}` takes a number, not text; {hint}"));
    }
    assert_eq!(at(said, source, "f }}"), format!("a number belongs here, not text; {hint}"));
    let said = "Iteration not possible on type `u64`";
    assert!(told(said, "", 0).starts_with("`for` cannot go through a number; give it a list"));
}

#[test]
fn a_block_that_is_open_is_named_with_its_line() {
    let source = "a\n{% if x %}{% for y in z %}{% endfor %}\nend";
    let hint = "`{% if %}` of line 2 is still open: write `{% endif %}`";
    let said = told("Unexpected end of input", source, source.len());
    assert_eq!(said, format!("the template ends before its `if` does; {hint}"));
    let source = "a\n{% if x %}y{% endfor %}";
    let at = source.find("endfor").unwrap();
    assert_eq!(
        told("Unknown tag", source, at),
        format!("there is no statement `endfor` here; {hint}")
    );
    let source = "{% endif %}";
    assert!(told("Unknown tag", source, 3).ends_with("nothing is open that it could end"));
    assert!(told("Unknown tag", "{% inclde 'a' %}", 3).ends_with("did you mean `include`?"));
}

#[test]
fn a_field_of_a_call_is_told_with_a_way_around() {
    let source = "{{ get_page(path=\"a.md\").title }}";
    let at = source.find(".title").unwrap();
    assert!(told("Found `.` but expected }}.", source, at).contains("{% set found = …(…) %}"));
    assert_eq!(told("Found `.` but expected }}.", "{{ a..b }}", 5), "found `.` but expected }}; ");
}

#[test]
fn every_filter_of_the_list_is_one() {
    let mut tera = tera::Tera::default();
    let clock = std::sync::Arc::new(|| jiff::Timestamp::UNIX_EPOCH);
    crate::render::filters::register(&mut tera, "en", clock);
    tera.register_filter("markdown", |text: &str, _: tera::Kwargs, _: &tera::State| text.len());
    for name in FILTERS {
        let template = format!("{{{{ x | {name} }}}}");
        assert!(tera.add_raw_template("a.html", &template).is_ok(), "{name}");
    }
    assert!(tera.add_raw_template("a.html", "{{ x | uper }}").is_err());
    assert!(FILTERS.is_sorted());
}

#[test]
fn what_a_text_cannot_hold_is_told_with_where_it_belongs() {
    let hint = "choose a template in the front matter: `template = \"…\"`";
    let said = "Blocks not supported in render_str.";
    assert_eq!(told(said, "", 0), format!("the text of a page can have no blocks; {hint}"));
    let said = "Template inheritance ({% extends %}) is not supported in render_str.";
    assert_eq!(told(said, "", 0), format!("the text of a page can extend no template; {hint}"));
}

#[test]
fn an_end_of_a_component_that_is_not_open_is_told() {
    let hint = "a component with a text begins with `{% <name> %}`";
    let told = told("Unknown tag", "a {% </box> %}", 5);
    assert_eq!(told, format!("this ends a component that is not open; {hint}"));
}

#[test]
fn a_component_that_misses_a_variable_is_told_to_take_it() {
    let said = "Variable `page` is not defined. Available variables: a";
    let inside = "{% component c(a) %}{{ page.title }}{% endcomponent %}";
    let hint = told(said, inside, 23);
    assert!(hint.contains("sees its arguments alone: name `page` among them"), "{hint}");
    let outside = "{% component c(a) %}{% endcomponent %}{{ page.title }}";
    assert!(!told(said, outside, 41).contains("component"));
    let slip = "Variable `titel` is not defined. Available variables: title";
    assert!(told(slip, inside, 23).ends_with("did you mean `title`?"));
}

#[test]
fn an_argument_without_a_name_is_told_so() {
    let hint = "write the argument's name before it: `default(value=1)`";
    let told = told("Found string but expected identifier.", "{{ a | default(\"x\") }}", 15);
    assert_eq!(told, format!("an argument has no name; {hint}"));
}

#[test]
fn a_component_that_is_called_wrongly_is_told_with_what_it_takes() {
    let said =
        "Unknown argument(s) `titel` in component call. Possible argument(s) are: `a`, `title`";
    assert_eq!(told(said, "", 0), "the component has no argument `titel`; did you mean `title`?");
    let named = "the component `box` has no argument `titel`; did you mean `title`?";
    assert_eq!(at(said, "{{ <box titel=\"a\" /> }}", "<box titel"), named);
    let said = "Unknown argument(s) `a` in component call.";
    assert!(told(said, "", 0).contains("no argument `a`; it takes none"));
    let said = "Argument `a` missing.";
    let needs = "the component `box` needs the argument `a`; write `a=\"…\"`";
    assert!(at(said, "{{ <box /> }}", "<box").starts_with(needs));
    let said = "Component argument `n` (type: `i64`) does not match expected type: `string`";
    assert!(
        told(said, "", 0)
            .ends_with("gives it a number; make it a text: `n=\"…\"` or `n={value | str}`")
    );
    let said = "Component argument `n` (type: `string`) does not match expected type: `integer`";
    let hint = "this gives it text; what is no text stands in braces: `n={1}`";
    assert_eq!(told(said, "", 0), format!("the argument `n` is declared as `integer`; {hint}"));
    let source = "{{ <a data-x=\"1\" /> }}";
    let said = told("Found `-` but expected `/` or `>`.", source, source.find('-').unwrap());
    assert!(said.starts_with("the name of an argument has a `-`; write `_`"), "{said}");
    let said = told("Found string but expected `/` or `>`.", "{{ <a \"1\" /> }}", 6);
    assert_eq!(said, "an argument has no name; write its name before it: `name=\"…\"`");
    let source = "{{ <a m={{\"b\": 1}} /> }}";
    let said = told("Found `}}` but expected ,.", source, source.find("}}").unwrap());
    assert_eq!(
        said,
        "`}}` ends the tag inside of a table; write a blank between the two braces: `} }`"
    );
    let source = "{% component a() %}{{ body }}{% endcomponent a %}";
    let said = told("Variable `body` is not defined.", source, source.find("body").unwrap());
    assert!(said.contains("`{% <name> %}…{% </name> %}`"), "{said}");
}

#[test]
fn what_cannot_be_done_with_a_value_is_told_without_the_engines_words() {
    let cases = [
        (
            "`+` requires both operands to be numbers, found `i64` and `string`",
            "not a number and text",
        ),
        ("Math operations can only be done on numbers, found `array`", "computed with, not a list"),
        ("Only numbers can be negated. This is a `string`", "a minus before it, not text"),
        ("Cannot compare `string` with `i64`", "text cannot be compared with a number"),
        ("Array index must be an integer, got `f64`.", "not by one with a fraction"),
        (
            "Slicing can only be used on arrays or strings, not on `u64`.",
            "can be cut, not a number",
        ),
        (
            "Cannot sort: `i64` and `string` are not comparable",
            "a number and text cannot be sorted",
        ),
        ("Value of type map/struct cannot be reversed", "a table cannot be reversed"),
        ("The string `abc` cannot be converted to an int in base 10", "`abc` is no whole number"),
        ("The string a cannot be parsed as a valid date: b", "`a` is no date; write it as"),
        ("Cannot divide by 0", "a number is divided by 0"),
        (
            "Value at index 1 (a string) does not have an attribute at path: b.c",
            "element 2 of the list has no `b.c`",
        ),
        (
            "Invalid regex: regex parse error:\n    (\n    ^\nerror: unclosed group",
            "expression: unclosed group",
        ),
        ("Map does not have a key k and no default values were defined", "no key `k`"),
        ("Unknown timezone: Asia/Hanoi", "no time zone `Asia/Hanoi`"),
        (
            "`in` cannot be used on a container of type `i64`. It can only be used on arrays, strings and map/structs",
            "not into a number",
        ),
        ("Iteration not possible on type `none`", "through nothing; it is not there: ask first"),
    ];
    for (said, wanted) in cases {
        let told = told(said, "", 0);
        assert!(told.contains(wanted) && !told.contains("i64"), "{told}");
    }
}

#[test]
fn the_engine_still_says_what_is_put_in_other_words() {
    let tera = tera::Tera::default();
    let said = |source: &str| {
        let error = tera.render_str(source, &tera::Context::new(), false).expect_err(source);
        match error.kind() {
            tera::ErrorKind::RenderingError(report) => report.message().to_string(),
            _ => panic!("{source}: {error}"),
        }
    };
    let sources = [
        "{{ 1 + 'a' }}",
        "{{ 1 - 'a' }}",
        "{{ -'a' }}",
        "{% if 'a' > 1 %}{% endif %}",
        "{{ [1][1.5] }}",
        "{{ 1[:2] }}",
        "{{ [1, 'a'] | sort }}",
        "{{ 1 | reverse }}",
        "{{ 'abc' | int }}",
        "{{ 'abc' | float }}",
        "{{ 1.5 | int }}",
        "{{ 1 % 0 }}",
        "{{ [{'a': 1}] | sort(attribute='b') }}",
        "{{ {'a': 1} | get(key='b') }}",
        "{{ 1 in 2 }}",
        "{% for a in 1 %}{% endfor %}",
        "{% for a, b in [1] %}{% endfor %}",
        "{{ [...1] }}",
        "{{ 1 | length }}",
        "{{ 1 | upper }}",
    ];
    for source in sources {
        let said = said(source);
        assert!(values::wrong(&said, source, &(0..0)).is_some(), "{source}: {said}");
    }
}
