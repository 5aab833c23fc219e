use crate::cite::Profile;

/// Why a profile with these lines is none, the words to blame, and what to do.
fn wrong(lines: &str) -> (String, String, String) {
    let text = format!("extends = \"vi\"\n{lines}\n");
    let error = Profile::parse(&text).expect_err("the profile is wrong");
    let blamed = text[error.span.expect("the place is known")].to_string();
    (error.message, blamed, error.help.expect("it says what to do"))
}

/// Expects that lines are wrong at some words, for a reason and with a way out.
fn expect(lines: &str, blamed: &str, message: &str, help: &str) {
    let told = wrong(lines);
    assert_eq!(told.1, blamed, "{told:?}");
    assert!(told.0.contains(message) && told.2.contains(help), "{told:?}");
}

#[test]
fn what_stands_for_what_needs_both_sides() {
    expect("[institutions]\nled_by = [\"Hội\"]", "\"Hội\"", "`Hội` does not say", "`=`");
    expect("[institutions]\nled_by = [\"Hội =\"]", "\"Hội =\"", "does not say", "`=`");
    expect("[suffixes]\nalike = [\"= TW\"]", "\"= TW\"", "does not say", "`=`");
    expect("[suffixes]\ndotted = [\"TW\"]", "\"TW\"", "no full stop", "\"T.W\"");
}

#[test]
fn a_name_of_nothing_would_fit_everything() {
    expect("[series]\nlocal = [\"TU\", \"\"]", "\"\"", "nothing between", "write a name");
    expect("[institutions]\nleaders = [\" \"]", "\" \"", "nothing between", "write a name");
}

#[test]
fn terms_are_told_apart_and_follow_one_another() {
    let terms = |list: &str| format!("[series]\nterms = [{list}]");
    let one = |number: u8, from: &str, until: &str| {
        format!("{{ number = {number}, from = \"{from}\", until = \"{until}\" }}")
    };
    let twice = format!("{}, {}", one(15, "2031", "2035"), one(15, "2036", "2040"));
    let blamed = one(15, "2036", "2040");
    expect(&terms(&twice), &blamed, "15 is listed twice", "its own number");
    expect(&terms(&one(15, "2031", "2030-12")), "\"2030-12\"", "ends before", "mend");
    expect(&terms(&one(15, "2031-2-1", "2036")), "\"2031-2-1\"", "no date", "2021-02-01");
    expect(&terms(&one(15, "2031-02-30", "2036")), "\"2031-02-30\"", "no date", "2021-02-01");
    let early = one(15, "2009", "2010");
    expect(&terms(&early), &early, "before the one that it comes after", "in the order");
}

#[test]
fn numbers_of_years_are_checked() {
    expect("[series]\nlocal_years = 0", "0", "not a number of years", "local_years = 5");
    expect("[series]\nfirst_year = 45", "45", "the year 45", "four digits");
}
