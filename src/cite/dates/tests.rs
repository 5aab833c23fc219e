use super::*;

/// The dates of a text as `day/month/year` with `-` for what is missing.
fn found(text: &str) -> Vec<String> {
    let part = |value: Option<i16>| value.map_or("-".to_string(), |value| value.to_string());
    let show = |one: &Dated| {
        let (day, month) = (one.day.map(i16::from), one.month.map(i16::from));
        format!("{}/{}/{}", part(day), part(month), part(one.year))
    };
    dates(text).iter().map(show).collect()
}

#[test]
fn dates_are_read_day_first_in_every_form() {
    assert_eq!(found("ngày 3/6/2013, 25-2-2010, 3.6.2013"), ["3/6/2013", "25/2/2010", "3/6/2013"]);
    assert_eq!(found("ngày 16 tháng 5 năm 2016"), ["16/5/2016"]);
    assert_eq!(found("ngày 16 tháng 5, năm 2016"), ["16/5/2016"]);
    assert_eq!(
        found("tháng 5 năm 2016; tháng 5/2016; năm 2013"),
        ["-/5/2016", "-/5/2016", "-/-/2013"]
    );
    assert_eq!(found("Ngày 27-3, sáng 1/4"), ["27/3/-", "1/4/-"]);
    assert_eq!(found("12/09/2018 11:54:00"), ["12/9/2018"]);
}

#[test]
fn numbers_that_are_no_dates_are_none() {
    assert_eq!(
        found("12.191 lượt xem, 17,6 tỷ, tỷ lệ 1/500, 24/7, 3.5, 31/2/2020"),
        Vec::<String>::new()
    );
    assert_eq!(found("04/2015/NĐ-CP, giai đoạn 2021-2025, 0912-345-678"), ["-/4/2015"]);
}
