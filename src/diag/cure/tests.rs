use super::*;

/// What is said about a line.
fn cured(written: &str) -> Option<String> {
    line(written, |year, month| format!("{year} and {month}"))
}

#[test]
fn a_date_as_people_speak_it_is_written_as_toml_has_it() {
    for written in ["date = 03/06/2013", "date = 3.6.2013", "date = 2013-6-3", "date=2013/6/3"] {
        assert_eq!(cured(written).as_deref(), Some("write `date = 2013-06-03`"), "{written}");
    }
    assert_eq!(cured("date = 2022-06").as_deref(), Some("2022 and 06"));
    let form = "write `date` as year, month and day: 2013-06-03";
    assert_eq!(cured("date = 2013-13-40").as_deref(), Some(form));
    assert_eq!(day("31/02/2013"), None);
}

#[test]
fn curly_quotes_become_straight() {
    let hint = cured("title = “Nghệ An”");
    assert_eq!(hint.as_deref(), Some("use straight quotes: `title = \"Nghệ An\"`"));
}

#[test]
fn quotes_inside_of_quotes_are_told_how() {
    let hint = cured("title = \"Nghệ An \"Dân vận khéo\"\"");
    assert_eq!(hint.as_deref(), Some("write a quote inside of words as `\\\"`, or as `“…”`"));
    assert_eq!(cured("title = \"a \\\"b\\\"\""), None);
}

#[test]
fn other_lines_have_no_cure() {
    for written in ["", "title", "weight = ten", "term = 12", "x = [1, 2", "x = 0.23.0"] {
        assert_eq!(cured(written), None, "{written}");
    }
}
