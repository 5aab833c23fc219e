use super::*;

/// Compiles sheets given as paths and texts; the CSS, and what was complained of.
fn check(sheets: &[(&str, &str)], folder: &str, load_paths: &[&str]) -> (Vec<Css>, Vec<String>) {
    let pairs = sheets.iter().map(|(path, text)| (path.to_string(), Arc::from(*text)));
    let sheets: Sheets = pairs.collect();
    check_beside(&[], sheets, folder, load_paths)
}

/// The same, with files that stand elsewhere in the site.
fn check_beside(
    beside: &[(&str, &str)],
    sheets: Sheets,
    folder: &str,
    load_paths: &[&str],
) -> (Vec<Css>, Vec<String>) {
    let pairs = beside.iter().map(|(path, text)| (path.to_string(), Arc::from(text.as_bytes())));
    let files = Files::Memory(Arc::new(pairs.collect()));
    let mut diags = Diags::default();
    let compiled = compile(folder, &sheets, load_paths, &files, &mut diags);
    let complaints = diags.sorted().into_iter().map(|diagnostic| {
        let span = diagnostic.span.expect("every failure has a place");
        let place = span.position().map(|at| format!(":{}:{}", at.line, at.column));
        format!("{}{}: {}", span.file, place.unwrap_or_default(), diagnostic.message)
    });
    (compiled, complaints.collect())
}

#[test]
fn sheets_become_compressed_css_at_their_place() {
    let sheets = [
        ("sass/main.scss", "@use 'part'; @import 'sub/inner'; a { b { color: part.$c; } }"),
        ("sass/_part.scss", "$c: #ff0000;"),
        ("sass/sub/_inner.scss", "i { margin: 0 }"),
        ("sass/sub/indented.sass", "a\n  color: red\n"),
        ("sass/plain.css", "x{y:z}"),
        ("themes/t/sass/other.scss", "o{p:q}"),
    ];
    let (css, complaints) = check(&sheets, "sass", &[]);
    assert_eq!(complaints, [""; 0]);
    let texts: Vec<_> = css.iter().map(|css| (css.path.as_str(), css.text.as_str())).collect();
    assert_eq!(
        texts,
        [("main.css", "i{margin:0}a b{color:red}"), ("sub/indented.css", "a{color:red}")]
    );
    assert_eq!(css[0].sources, ["sass/main.scss", "sass/_part.scss", "sass/sub/_inner.scss"]);
}

#[test]
fn a_sheet_of_the_site_may_use_one_of_the_theme() {
    let sheets = [
        ("sass/main.scss", "@use 'colours'; @use 'deep/more'; a { b: colours.$c }"),
        ("themes/t/sass/_colours.scss", "$c: red;"),
        ("themes/t/sass/deep/more.scss", "@use '../colours'; m { n: colours.$c }"),
    ];
    let (css, complaints) = check(&sheets, "sass", &["sass", "themes/t/sass"]);
    assert_eq!(complaints, [""; 0]);
    assert_eq!(css[0].text, "m{n:red}a{b:red}");
    let (css, _) = check(&sheets, "themes/t/sass", &["themes/t/sass"]);
    assert_eq!((css.len(), css[0].path.as_str()), (1, "deep/more.css"));
}

#[test]
fn two_sheets_of_one_name_clash() {
    let sheets = [("sass/a.sass", "a\n  b: c\n"), ("sass/a.scss", "a{b:c}")];
    let (css, complaints) = check(&sheets, "sass", &[]);
    assert_eq!(css.len(), 1);
    assert_eq!(complaints, ["sass/a.scss: `sass/a.sass` and `sass/a.scss` both make `a.css`"]);
}

#[test]
fn a_failing_sheet_says_where_and_leaves_the_others_alone() {
    let sheets = [
        ("sass/bad.scss", "a {\n  b: $nope;\n}\n"),
        ("sass/good.scss", "a{b:c}"),
        ("sass/lost.scss", "@use 'nobody';"),
        ("sass/through.scss", "\n@import 'partial';"),
        ("sass/_partial.scss", "p { q: "),
    ];
    let (css, complaints) = check(&sheets, "sass", &[]);
    assert_eq!(css.len(), 1);
    assert_eq!(
        complaints,
        [
            "sass/_partial.scss:1:7: the sheet does not compile: Expected expression",
            "sass/bad.scss:2:6: the sheet does not compile: Undefined variable",
            "sass/lost.scss:1:1: the sheet does not compile: Can't find stylesheet to import",
        ]
    );
}

#[test]
fn a_sheet_may_use_what_stands_elsewhere_in_the_site() {
    let main = "@use '../static/old'; @import '../node_modules/frame/scss/frame'; a { b: $c }";
    let sheets = Sheets::from([("sass/main.scss".to_string(), Arc::from(main))]);
    let beside = [
        ("node_modules/frame/scss/_frame.scss", "@import 'vars'; f { c: $c }"),
        ("node_modules/frame/scss/_vars.scss", "$c: 1px;"),
        ("static/old.css", "o{p:q}"),
    ];
    let (css, complaints) = check_beside(&beside, sheets, "sass", &[]);
    assert_eq!(complaints, [""; 0]);
    assert_eq!(css[0].text, "o{p:q}f{c:1px}a{b:1px}");
}

#[test]
fn a_folder_of_parts_makes_no_css_and_a_dot_in_front_hides_nothing() {
    let sheets = [("sass/_parts/deep/a.scss", "a{b:c}"), ("sass/.x.scss", "a{b:c}")];
    let (css, _) = check(&sheets, "sass", &[]);
    let paths: Vec<_> = css.iter().map(|css| css.path.as_str()).collect();
    assert_eq!(paths, [".x.css"]);
}

/// What is said of sheets that go wrong.
#[track_caller]
fn check_failure(name: &str, text: &str, complaint: &str) {
    let (css, complaints) = check(&[(name, text)], "sass", &[]);
    assert!(css.is_empty());
    assert_eq!(complaints, [complaint]);
}

#[test]
fn what_calls_itself_without_end_is_told_at_its_place() {
    let told = "the sheet does not compile: what stands here calls itself, or turns, without end";
    let mixin = "/* {( */\n@mixin a($b: (c: d)) { x: y; @include a; }\n.x { @include a; }\n";
    check_failure("sass/a.scss", mixin, &format!("sass/a.scss:2:23: {told}"));
    let function = "@function a($n) {\n  @return a($n + 1);\n}\n.x { b: a(1); }\n";
    check_failure("sass/a.scss", function, &format!("sass/a.scss:1:18: {told}"));
    let indented = "=a\n  b: c\n  +a\n\n.x\n  +a\n";
    check_failure("sass/a.sass", indented, &format!("sass/a.sass:2:1: {told}"));
    let handed = "@mixin a { @content; @include a { @content; } } .x { @include a { y: z } }";
    check_failure("sass/a.scss", handed, &format!("sass/a.scss:1:35: {told}"));
    let branching = "@mixin a { .q { @content; } @include b { .r { @content; } } }\n\
                     @mixin b { @include a { @content } @include a { @content } }\n\
                     .x { @include a { y: z } }";
    let (_, complaints) = check(&[("sass/a.scss", branching)], "sass", &[]);
    assert!(complaints[0].ends_with(told), "{complaints:?}");
    check_failure("sass/a.scss", "@while true { }", &format!("sass/a.scss:1:14: {told}"));
}

#[test]
fn what_calls_itself_a_thousand_times_ends() {
    let sheet = "@function sum($n) { @if $n == 0 { @return 0 } @return $n + sum($n - 1) } \
                 .x { y: sum(1000) }";
    let (css, complaints) = check(&[("sass/a.scss", sheet)], "sass", &[]);
    assert_eq!(complaints, [""; 0]);
    assert_eq!(css[0].text, ".x{y:500500}");
}

#[test]
fn sheets_compile_where_the_system_gives_no_further_thread() {
    let sheets: Sheets = [
        (
            "sass/a.scss",
            "@function sum($n) { @if $n == 0 { @return 0 } @return $n + sum($n - 1) } \
                         .x { y: sum(10) }",
        ),
        ("sass/b.scss", "@mixin a { @include a } .x { @include a }"),
    ]
    .map(|(path, text)| (path.to_string(), Arc::from(text)))
    .into();
    let files = Files::Memory(Arc::default());
    let task = Task { folder: "sass", sheets: &sheets, load_paths: &[], files: &files };
    // No machine has so much.
    let (css, told) = task.run_with(1 << 60);
    assert_eq!(css.iter().map(|css| css.text.as_str()).collect::<Vec<_>>(), [".x{y:55}"]);
    let told: Vec<_> = told.list.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("without end"), "{told:?}");
}

#[test]
fn a_theme_may_count_to_six_hundred_thousand() {
    let sheet = "$n: 0; @while $n < 600000 { $n: $n + 1 } .x { y: $n }";
    let (css, complaints) = check(&[("sass/a.scss", sheet)], "sass", &[]);
    assert_eq!(complaints, [""; 0]);
    assert_eq!(css[0].text, ".x{y:600000}");
}

#[test]
fn brackets_that_stand_too_deep_are_told_at_their_place() {
    let told = "the sheet does not compile: brackets stand in too many others";
    check_failure("sass/a.scss", &"a{".repeat(9000), &format!("sass/a.scss:1:602: {told}"));
    let parens = format!("a{{b:{}", "(".repeat(9000));
    check_failure("sass/a.scss", &parens, &format!("sass/a.scss:1:304: {told}"));
}

#[test]
fn places_of_errors_are_those_of_the_sheet_as_it_was_written() {
    let told = "the sheet does not compile: Undefined variable";
    let inside = "@mixin a { b: $c; } .x { @include a }";
    check_failure("sass/a.scss", inside, &format!("sass/a.scss:1:15: {told}"));
    let below = "=a\n  b: c\n\n.x\n  d: $e\n";
    check_failure("sass/a.sass", below, &format!("sass/a.sass:5:6: {told}"));
}
