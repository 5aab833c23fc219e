use crate::catalog::archive::sample::make;

/// Two texts of 2018 that give one directive two years.
const SPLIT: &str = "@2018-06: 16-CT/TTg [2016-05-16]\n@2018-07: 16-CT/TTg [2018-05-16]\n\
    @2018-08: 16-CT/TTg";

/// The record that knows which year is wrong.
const RECORD: &str = "number = \"16-CT/TTg\"\ndate = 2018-05-16\nmisdated = [2016-05-16]";

#[test]
fn texts_with_a_wrong_date_lead_to_the_record_that_lists_it() {
    assert_eq!(make(SPLIT, &[]).directives(), ["16-ct-ttg-2016", "16-ct-ttg-2018"]);
    let made = make(SPLIT, &[RECORD]);
    assert_eq!(made.directives(), ["16-ct-ttg"]);
    assert_eq!((0..3).map(|i| made.leads(i)).collect::<Vec<_>>(), [["16-ct-ttg"]; 3]);
    assert!(made.told.is_empty() && made.archive.ambiguities.is_empty(), "{:?}", made.told);
}

#[test]
fn the_record_needs_no_text_that_has_the_date_right() {
    let made = make("@2018-06: 16-CT/TTg [2016-05-16]", &[RECORD]);
    assert_eq!((made.directives(), made.leads(0)), (vec!["16-ct-ttg"], vec!["16-ct-ttg"]));
}

#[test]
fn a_wrong_year_means_each_of_its_days() {
    let year = "number = \"16-CT/TTg\"\ndate = 2018-05-16\nmisdated = [\"2016\"]";
    assert_eq!(make(SPLIT, &[year]).directives(), ["16-ct-ttg"]);
    let day = make("@2018-06: 16-CT/TTg [2016]\n@2018-07: 16-CT/TTg [2018-05-16]", &[RECORD]);
    assert_eq!(day.directives(), ["16-ct-ttg-2016", "16-ct-ttg-2018"]);
}

#[test]
fn a_date_listed_as_wrong_is_no_longer_disputed() {
    let lines = "@2019: 16-CT/TTg [2018-05-18]";
    let without = "number = \"16-CT/TTg\"\ndate = 2018-05-16";
    assert!(make(lines, &[without]).told[0].starts_with("disputed-date"));
    let with = format!("{without}\nmisdated = [2018-05-18]");
    assert!(make(lines, &[&with]).told.is_empty());
}

#[test]
fn a_wrong_date_of_one_body_is_not_that_of_another() {
    let made = make(
        "@2019: 04-NQ/ĐUK [2016-05-16] [by Đảng ủy Khối A]\n\
         @2019: 04-NQ/ĐUK [2016-05-16] [by Đảng ủy Khối B]",
        &["number = \"04-NQ/ĐUK\"\ndate = 2018-05-16\nissuer = \"Đảng ủy Khối A\"\n\
           misdated = [2016-05-16]"],
    );
    assert_ne!(made.leads(0), made.leads(1));
    assert_eq!(made.directives().len(), 2);
}

#[test]
fn a_date_that_a_record_has_is_not_wrong() {
    let own = "number = \"16-CT/TTg\"\ndate = 2018-05-16\nmisdated = [\"2018\"]";
    assert_eq!(
        make(SPLIT, &[own]).told,
        ["bad-misdated: `2018` cannot be a wrong date: a record of this number has it as its date"]
    );
    let other = "number = \"16-CT/TTg\"\ndate = 2016-05-16";
    let made = make(SPLIT, &[RECORD, other]);
    assert_eq!(made.directives(), ["16-ct-ttg-2016", "16-ct-ttg-2018"]);
    assert!(made.told[0].starts_with("bad-misdated: `2016-05-16`"), "{:?}", made.told);
}

#[test]
fn wrong_dates_without_the_right_one_are_told() {
    let made = make(SPLIT, &["number = \"16-CT/TTg\"\nterm = 13\nmisdated = [2016-05-16]"]);
    assert!(made.told.iter().any(|told| {
        told == "bad-misdated: `misdated` does nothing without the right `date` beside it"
    }));
}

#[test]
fn a_wrong_date_that_no_text_gives_is_told() {
    let typed = "number = \"16-CT/TTg\"\ndate = 2018-05-16\nmisdated = [2016-05-16, 2015-05-16]";
    assert_eq!(
        make(SPLIT, &[typed]).told,
        ["unused-misdated: no text dates `16-CT/TTg` 2015-05-16"]
    );
}
