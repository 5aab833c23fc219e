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
    let elsewhere = told("Found `.` but expected }}.", "{{ a..b }}", 5);
    assert!(
        elsewhere.starts_with("`..b` cannot stand here") || elsewhere.starts_with("`.b`"),
        "{elsewhere}"
    );
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
        ("Tried to render a variable that is undefined", "what is to be shown is undefined"),
        ("format error: no such trait", "`format` cannot do this to the value: no such trait"),
        ("Unknown timezone: Asia/Hanoi", "no time zone `Asia/Hanoi`"),
        (
            "`in` cannot be used on a container of type `i64`. It can only be used on arrays, \
            strings and map/structs",
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
        "{% set m = {'a': 1} %}{{ m?.b }}",
    ];
    for source in sources {
        let said = said(source);
        assert!(values::wrong(&said, source, &(0..0)).is_some(), "{source}: {said}");
    }
}

/// What is told of a template that cannot be read, on one line.
#[track_caller]
fn check_syntax(source: &str, wanted: &str) {
    let error = tera::Tera::default().add_raw_template("a.html", source).expect_err(source);
    let tera::ErrorKind::SyntaxError(report) = error.kind() else { panic!("{source}: {error}") };
    let span = report.span();
    let start = text::offset(source, span.start_line, span.start_col + 1);
    let end = text::offset(source, span.end_line, span.end_col + 1).max(start);
    let told = put(report.message(), source, start..end);
    let told = format!("{}; {}", told.message, told.hint.unwrap_or_default());
    assert_eq!(told, wanted, "{source}");
}

#[test]
fn signs_of_other_languages_are_told_with_those_of_this_one() {
    let is_nothing =
        |sign: &str, hint: &str| format!("`{sign}` means nothing here; write `{hint}`");
    check_syntax("{{ a ?? b }}", &is_nothing("??", "| default(value=…)"));
    check_syntax("{{ a && b }}", &is_nothing("&&", "and"));
    check_syntax("{{ a || b }}", &is_nothing("||", "or"));
    check_syntax("{% if !a %}{% endif %}", &is_nothing("!", "not"));
    check_syntax("{{ a ? b : c }}", &is_nothing("?", "first if condition else second"));
    check_syntax("{{ f(a=“b”) }}", "`“` means nothing here; write straight quotes: `\"`");
    check_syntax(
        "{% if a = 1 %}{% endif %}",
        "`=` means nothing here; write `==` to compare, `{% set name = value %}` to keep a value",
    );
    check_syntax(
        "{% if a %}{% else if b %}{% endif %}",
        "`if` cannot stand here; write `{% elif … %}`",
    );
    check_syntax(
        "{{ a.b() }}",
        "a value has no method `b`; write a filter, if there is one: `| b`",
    );
}

#[test]
fn tags_and_brackets_that_are_never_closed_are_told() {
    check_syntax("a\n{{ b", "the `{{` of line 2 is never closed; write `}}` where it ends");
    check_syntax(
        "{{ \"%}\" }}{% if b",
        "the `{%` of line 1 is never closed; write `%}` where it ends",
    );
    check_syntax("{{ (1 + 2 }}", "`}}` ends the tag while a `(` is open; write `)` before `}}`");
    check_syntax("{{ a[\"(\" }}", "`}}` ends the tag while a `[` is open; write `]` before `}}`");
    check_syntax("{{ a | b(c=1 }}", "`}}` ends the tag while a `(` is open; write `)` before `}}`");
    check_syntax(
        "{{ <a m={{\"b\": 1}} /> }}",
        "`}}` ends the tag while a `{` is open; write a blank between the two braces: `} }`",
    );
    check_syntax(
        "{{ <a b={c} }}",
        "the call of a component is not ended; write `/>` before the end of the tag",
    );
    check_syntax("{{ \"a }}", "a text in quotes is never closed; write \" where it ends");
    check_syntax("{# a", "a comment is never closed; write `#}` where it ends");
    check_syntax(
        "{% raw %}",
        "`{% raw %}` is never ended; write `{% endraw %}` where templates begin again",
    );
    check_syntax(
        "{% <a> %}",
        "the component `a` is never ended; write `{% </a> %}` after its text, or call it without \
        one: `{{ <a /> }}`",
    );
    check_syntax(
        "{% set a %}b",
        "the template ends before its `set` does; line 1 sets `a` to the text that follows: write \
        `{% endset %}` after it, or `{% set a = … %}`",
    );
}

#[test]
fn an_argument_without_a_name_is_told_with_its_name() {
    let unnamed = |hint: &str| format!("an argument has no name; write its name before it{hint}");
    check_syntax("{{ a | default(\"x\") }}", &unnamed(": `default(value=…)`"));
    check_syntax("{% for a in range(-3) %}{% endfor %}", &unnamed(": `range(end=…)`"));
    check_syntax("{{ get_url(a) }}", &unnamed(": `get_url(path=…)`"));
    check_syntax("{{ a | truncate(page.b) }}", &unnamed(": `truncate(length=…)`"));
    check_syntax("{{ a | replace(from=1, 2) }}", &unnamed(", as in `default(value=…)`"));
    check_syntax(
        "{{ a is \"x\" }}",
        "`\"x\"` cannot stand here; compare with `==`; `is` asks for a kind",
    );
}

#[test]
fn a_word_that_cannot_stand_somewhere_is_told_with_what_can() {
    check_syntax(
        "{{ a b }}",
        "`b` cannot stand here; the tag should end before it, or an operator is missing there",
    );
    check_syntax("{% for a in %}{% endfor %}", "`%}` cannot stand here; a value belongs before it");
    check_syntax("{{ a | }}", "`}}` cannot stand here; a name belongs before it");
    check_syntax(
        "{% include page.a %}",
        "`page.a` cannot stand here; write the name of a template in quotes: it is known \
        beforehand",
    );
    check_syntax(
        "{% include \"a\" with b %}",
        "`with` cannot stand here; what is included sees all that is known here: `{% set … %}` it \
        before",
    );
    check_syntax(
        "{{ {\"a\" 2} }}",
        "`2` cannot stand here; write a `:` between a key and its value",
    );
    check_syntax(
        "{% for a, b, c in d %}{% endfor %}",
        "`,` cannot stand here; write `{% for item in list %}` or `{% for key, value in table %}`",
    );
    check_syntax(
        "{% set a, b = c %}",
        "this sets no name to a value; write `{% set name = value %}`, one name at a time",
    );
    check_syntax(
        "{% set loop = 1 %}",
        "`loop` is a word of the language, no name for a value; choose another name",
    );
    check_syntax(
        "{% break %}",
        "`break` stands outside of every `for`; it belongs between `{% for … %}` and `{% endfor \
        %}`",
    );
    check_syntax(
        "{% elif %}",
        "there is no statement `elif` here; it belongs between `{% if … %}` and `{% endif %}`",
    );
    check_syntax(
        "{% if a %}{% else %}{% elif b %}{% endif %}",
        "there is no statement `elif` here; `else` comes last: only `{% endif %}` can follow it",
    );
    check_syntax(
        "{% for a in b %}{{ loop.idx }}{% endfor %}",
        "`loop` has no `idx`; known here: `index`, `index0`, `first`, `last`, `length`",
    );
    check_syntax(
        "a{% extends \"b\" %}",
        "`extends` comes after something else; move it to the top of the file",
    );
    check_syntax(
        "{% block a %}{% endblock b %}",
        "the block `a` ends as `b`; write `{% endblock a %}`, or no name there",
    );
    check_syntax(
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "there are two blocks `a` in this template; give one of them another name; to show a \
        block twice, make it a component",
    );
    check_syntax(
        "{{ 99999999999999999999999999999999999999999 }}",
        "the number is too large; write it as a text, in quotes",
    );
}

#[test]
fn a_component_that_is_defined_wrongly_is_told_with_what_it_can_be() {
    check_syntax(
        "{% component a(body) %}{% endcomponent %}",
        "`body` is the text that a component is called with, no argument; leave it out: every \
        component knows it, `{% if body is defined %}`",
    );
    check_syntax(
        "{% component a(b: text) %}{% endcomponent %}",
        "there is no type `text`; known here: `string`, `bool`, `integer`, `float`, `number`, \
        `array`, `map`, `bytes`",
    );
    check_syntax(
        "{% component a(b: strin) %}{% endcomponent %}",
        "there is no type `strin`; did you mean `string`?",
    );
    check_syntax(
        "{% component a(b=c) %}{% endcomponent %}",
        "the default of an argument is no fixed value; write it out: a text in quotes, a number, \
        `true`, `false`, a list or a table",
    );
    check_syntax(
        "{% component a(b: string = 3) %}{% endcomponent %}",
        "the default of `b` is no `string`; it is of the type `integer`: change one of the two",
    );
    check_syntax(
        "{% component a(...b, c) %}{% endcomponent %}",
        "an argument stands behind that of all others; move the one with the dots to the end",
    );
    check_syntax(
        "{% if a %}{% component b() %}{% endcomponent %}{% endif %}",
        "a component is defined inside of another tag; move it out of every `if`, `for` and \
        `block`, to the top of a template",
    );
    check_syntax(
        "{% component a() %}{% endcomponent b %}",
        "the component `a` ends as `b`; write `{% endcomponent a %}`, or no name there",
    );
    check_syntax("{% <a> %}{% </b> %}", "the component `a` ends as `b`; write `{% </a> %}`");
    check_syntax(
        "{{ <a>b</a> }}",
        "a component with a text is called in braces; write `{% <name> %}…{% </name> %}`, or `{{ \
        <name /> }}` without a text",
    );
    check_syntax(
        "{{ <a b=c /> }}",
        "the value of an argument has neither quotes nor braces; write `name=\"…\"` for a text, \
        `name={…}` for all else",
    );
}
