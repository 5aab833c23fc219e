use super::*;

/// Whether a date, written as far as it is known, lies after 23 November 2026.
fn later(written: &str) -> bool {
    let mut parts = written.split('-').map(|part| part.parse::<i16>().expect("a number"));
    let year = parts.next().expect("a year");
    let mut next = || parts.next().map(|part| part as i8);
    let date = PartialDate { year, month: next(), day: next() };
    is_later(date, Date::constant(2026, 11, 23))
}

#[test]
fn only_what_surely_lies_ahead_is_yet_to_come() {
    assert!(["2026-11-24", "2026-12", "2027"].into_iter().all(later));
    assert!(!["2026-11-23", "2026-11", "2026", "2013-06-03"].into_iter().any(later));
}
