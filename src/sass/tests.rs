use super::*;

/// Compiles sheets given as paths and texts; the CSS, and what was complained of.
fn check(sheets: &[(&str, &str)], folder: &str, load_paths: &[&str]) -> (Vec<Css>, Vec<String>) {
    let pairs = sheets.iter().map(|(path, text)| (path.to_string(), Arc::from(*text)));
    let sheets: Sheets = pairs.collect();
    let mut diags = Diags::default();
    let compiled = compile(folder, &sheets, load_paths, &mut diags);
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
