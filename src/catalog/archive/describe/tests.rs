use crate::catalog::archive::sample::{date, make};

#[test]
fn what_most_texts_say_is_shown() {
    let made = make(
        "@2020: 23-QĐ/TW [2021-07-30] [\"Quy chế\"]\n@2021: 23-QĐ/TW [2021-07-13] [\"Khác\"]
         @2022: 23-QĐ/TW [2021-07-30] [\"quy chế\"]\n@2023: 23-QĐ/TW [2021]",
        &[],
    );
    let directive = made.directive("23-qd-tw");
    assert_eq!(directive.date, date("2021-07-30"));
    assert_eq!(directive.title.as_deref(), Some("Quy chế"));
    assert_eq!(directive.term, Some(13));
    assert_eq!(directive.type_code.as_deref(), Some("QĐ"));
}

#[test]
fn forms_are_counted_with_their_blanks_made_one() {
    let made = make("@2020: 23-QĐ/TW; 23-QĐ/TW\n@2021: 23-QĐ/TW", &[]);
    assert_eq!(made.directive("23-qd-tw").forms, [("23-QĐ/TW".to_string(), 3)]);
}

#[test]
fn mentions_come_newest_article_first_and_in_each_by_place() {
    let made = make("@2019: 1-CT/TW; 1-CT/TW\n@2021: 1-CT/TW\n@: 1-CT/TW", &[]);
    let places: Vec<(u32, u32)> =
        made.directive("1-ct-tw").mentions.iter().map(|at| (at.article, at.mention)).collect();
    assert_eq!(places, [(1, 0), (0, 0), (0, 1), (2, 0)]);
}

#[test]
fn a_page_of_namesakes_gives_way_to_an_address_that_an_archivist_asked_for() {
    let record = "number = \"25-NQ/TW\"\ndate = 2013-06-03\nslug = \"25-nq-tw\"";
    let made = make("@2019: 25-NQ/TW [2008-07-25]", &[record]);
    assert_eq!(made.directives(), ["25-nq-tw", "25-nq-tw-2008"]);
    assert_eq!(made.archive.ambiguities[0].slug, "25-nq-tw-2");
}

#[test]
fn namesakes_know_one_another() {
    let made = make("@2019: 25-NQ/TW [2008-07-25]; 25-NQ/TW [2013]", &[]);
    let namesakes = &made.directive("25-nq-tw-2008").namesakes;
    assert_eq!(made.archive.directives[namesakes[0].0 as usize].slug, "25-nq-tw-2013");
}
