use super::*;
use crate::catalog::archive::sample::{date, institutions};

#[test]
fn a_key_shows_its_type_its_issuer_and_its_year() {
    let read = |key: &str| {
        let shape = shape(key, institutions());
        (shape.type_code.unwrap_or_default(), shape.issuer_code.unwrap_or_default(), shape.year)
    };
    assert_eq!(read("25-NQ/TW"), ("NQ".to_string(), "TW".to_string(), None));
    assert_eq!(read("04/2015/NĐ-CP"), ("NĐ".to_string(), "CP".to_string(), Some(2015)));
    assert_eq!(read("45/2019/QH14"), (String::new(), "QH14".to_string(), Some(2019)));
    assert_eq!(read("16-CT/TTg"), ("CT".to_string(), "TTg".to_string(), None));
    assert_eq!(read("16/CT-TTg"), ("CT".to_string(), "TTg".to_string(), None));
    assert_eq!(read("5053-CV/VPTW/nb"), ("CV".to_string(), "VPTW".to_string(), None));
    assert_eq!(read("Nghị quyết Đại hội XIII"), (String::new(), String::new(), None));
}

#[test]
fn a_number_restarts_by_term_by_year_or_never() {
    assert_eq!(shape("25-NQ/TW", institutions()).series, Series::CentralTerm);
    assert_eq!(shape("8011-CV/BTCTW", institutions()).series, Series::CentralTerm);
    assert_eq!(shape("04-NQ/ĐUK", institutions()).series, Series::LocalTerm);
    assert_eq!(shape("49-KH/BTGTU", institutions()).series, Series::LocalTerm);
    assert_eq!(shape("16-CT/TTg", institutions()).series, Series::Year);
    assert_eq!(shape("04/2015/NĐ-CP", institutions()).series, Series::Once);
    assert_eq!(shape("Luật Đất đai năm 2013", institutions()).series, Series::Once);
}

#[test]
fn a_suffix_that_many_bodies_share_needs_its_issuer() {
    for key in ["04-NQ/ĐUK", "2034-QĐ/TU", "01-QĐ/HU", "10/2021/QĐ-UBND", "13-NQ/ĐU"] {
        assert!(shape(key, institutions()).placeless, "{key}");
    }
    for key in ["25-NQ/TW", "16-CT/TTg", "04/2015/NĐ-CP", "624-NQ/QUTW", "11-NQ/ĐUCA"] {
        assert!(!shape(key, institutions()).placeless, "{key}");
    }
}

#[test]
fn dates_agree_as_far_as_both_go() {
    let day = |written| date(written).expect("a date");
    assert!(agree(day("2013"), day("2013-06-03")));
    assert!(!agree(day("2013-07"), day("2013-06-03")));
    assert!(is_later(day("2014"), day("2013-06-03")));
    assert!(!is_later(day("2013"), day("2013-06-03")));
}

#[test]
fn two_dates_of_one_term_cannot_be_two_directives() {
    let same = |series, a, b| {
        let (a, b) = (date(a).expect("a"), date(b).expect("b"));
        same_period(series, a, b, institutions())
    };
    assert!(same(Series::CentralTerm, "2012-01-01", "2015-12-31"));
    assert!(!same(Series::CentralTerm, "2010", "2013"));
    assert!(!same(Series::CentralTerm, "2011", "2013"));
    assert!(same(Series::LocalTerm, "2016", "2019"));
    assert!(!same(Series::LocalTerm, "2015", "2016"));
    assert!(same(Series::Year, "2016-05-16", "2016-06-16"));
    assert!(!same(Series::Year, "2016-05-16", "2017-05-16"));
}
