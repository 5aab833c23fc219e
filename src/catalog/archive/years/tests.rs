use crate::catalog::archive::sample::make;

#[test]
fn a_year_holds_its_articles_its_directives_and_its_bodies() {
    let made = make(
        "@2019-06: 43-KL/TW [2019-01-07]; Ban A\n@2019-02-03: Ban A; Ban A; Ban B\n@2019: Ban B
         @2020: 1-CT/TW [2018-01-01]",
        &[],
    );
    let years: Vec<i16> = made.archive.years.iter().map(|year| year.year).collect();
    assert_eq!(years, [2018, 2019, 2020]);
    let year = &made.archive.years[1];
    assert_eq!(year.articles, [1, 0, 2]);
    assert_eq!(year.directives.len(), 1);
    assert_eq!(year.committees.iter().map(|&(_, count)| count).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn an_undated_article_is_of_no_year_and_comes_last() {
    let made = make("@: Ban A\n@2019: Ban A", &[]);
    assert_eq!(made.archive.newest, [1, 0]);
    assert_eq!(made.archive.years.len(), 1);
}
