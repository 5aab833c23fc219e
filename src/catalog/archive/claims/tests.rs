use super::*;
use crate::catalog::archive::sample::{date, institutions};

/// A claim of a date, a term and a body; blanks are nothing.
fn claim(when: &str, term: u8, root: &str) -> Claim {
    let root = Some(root).filter(|root| !root.is_empty()).map(Arc::from);
    Claim { root, date: date(when), term: Some(term).filter(|&term| term != 0) }
}

#[test]
fn what_is_unknown_neither_fits_nor_differs() {
    let shape = periods::shape("25-NQ/TW", institutions());
    assert_eq!(fit(&shape, &claim("2013", 0, ""), &claim("", 0, ""), institutions()), Fit::Open);
    assert_eq!(fit(&shape, &claim("2013", 0, ""), &claim("", 11, ""), institutions()), Fit::Same);
    assert_eq!(fit(&shape, &claim("2011", 0, ""), &claim("", 11, ""), institutions()), Fit::Open);
    assert_eq!(
        fit(&shape, &claim("2008", 0, ""), &claim("", 11, ""), institutions()),
        Fit::Differs
    );
}

#[test]
fn a_number_without_a_place_fits_only_with_its_body_or_its_day() {
    let shape = periods::shape("04-NQ/ĐUK", institutions());
    let a = claim("2017-01-25", 0, "khối a");
    assert_eq!(fit(&shape, &a, &claim("2017-01-25", 0, "khối b"), institutions()), Fit::Differs);
    assert_eq!(fit(&shape, &a, &claim("2017-01-25", 0, ""), institutions()), Fit::Same);
    assert_eq!(fit(&shape, &a, &claim("2017", 0, ""), institutions()), Fit::Open);
    assert_eq!(fit(&shape, &a, &claim("2017", 0, "khối a"), institutions()), Fit::Same);
}

#[test]
fn a_claim_takes_a_more_precise_date_only_if_it_agrees() {
    let mut year = claim("2013", 0, "");
    year.refine(&claim("2013-06-03", 11, ""));
    assert_eq!(year, claim("2013-06-03", 11, ""));
    year.refine(&claim("2012-06-03", 0, ""));
    assert_eq!(year.date, date("2013-06-03"));
    let mut other = claim("2012", 0, "");
    other.refine(&claim("2013-06-03", 0, ""));
    assert_eq!(other.date, date("2012"));
}
