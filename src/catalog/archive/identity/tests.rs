use crate::catalog::archive::Certainty;
use crate::catalog::archive::sample::{articles, date, make, make_from};

#[test]
fn one_number_of_two_terms_is_two_directives_and_a_page_that_tells_them_apart() {
    let made = make("@2018: 25-NQ/TW [2013-06-03]\n@2010: 25-NQ/TW [2008-07-25]", &[]);
    assert_eq!(made.directives(), ["25-nq-tw-2008", "25-nq-tw-2013"]);
    assert_eq!(made.leads(0), ["25-nq-tw-2013"]);
    assert_eq!(made.leads(1), ["25-nq-tw-2008"]);
    let page = &made.archive.ambiguities[0];
    assert_eq!((page.key.as_str(), page.slug.as_str()), ("25-NQ/TW", "25-nq-tw"));
}

#[test]
fn a_directive_alone_behind_its_number_has_the_plain_address() {
    let made = make("@2018: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW", &[]);
    assert_eq!(made.directives(), ["25-nq-tw"]);
    assert!(made.archive.ambiguities.is_empty());
}

#[test]
fn a_term_means_the_directive_of_a_day_within_it() {
    let made =
        make("@2018: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [k11]\n@2019: 25-NQ/TW [k10]", &[]);
    assert_eq!(made.leads(1), made.leads(0));
    assert_ne!(made.leads(2), made.leads(0));
}

#[test]
fn a_day_on_which_one_term_followed_another_fits_both() {
    let made = make("@2018: 25-NQ/TW [2011-01-19]\n@2019: 25-NQ/TW [k11]", &[]);
    assert_eq!(made.leads(1), made.leads(0));
    let made = make("@2018: 25-NQ/TW [2011-01-19]\n@2019: 25-NQ/TW [k10]", &[]);
    assert_eq!(made.leads(1), made.leads(0));
}

#[test]
fn a_mention_without_a_date_joins_the_only_directive_that_was_there() {
    let made = make(
        "@2010-05-01: 25-NQ/TW\n@2019: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [2008-07-25]",
        &[],
    );
    assert_eq!(made.leads(0), ["25-nq-tw-2008"]);
}

#[test]
fn a_mention_that_could_mean_two_directives_means_none() {
    let made =
        make("@2019: 25-NQ/TW\n@2019: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [2008-07-25]", &[]);
    assert_eq!(made.leads(0), ["-"]);
    assert_eq!(
        made.reasons(),
        ["25-NQ/TW is 2 directives, and nothing tells which (2008-07-25; 2013-06-03)"]
    );
}

#[test]
fn a_document_is_not_cited_before_it_was_issued() {
    let made = make("@2016-02-01: 16-CT/TTg\n@2018: 16-CT/TTg [2016-05-16]", &[]);
    assert_eq!(made.leads(0), ["-"]);
    assert_eq!(made.reasons(), ["16-CT/TTg is known only as issued after this text (2016-05-16)"]);
}

#[test]
fn a_state_number_without_a_year_restarts_every_year() {
    let made = make(
        "@2024: 16-CT/TTg [2016-05-16]\n@2024: 16-CT/TTg [2017-05-04]\n@2024: 16-CT/TTg [2020]",
        &[],
    );
    assert_eq!(made.directives(), ["16-ct-ttg-2016", "16-ct-ttg-2017", "16-ct-ttg-2020"]);
}

#[test]
fn a_number_with_its_year_is_one_directive_whatever_texts_say() {
    let made = make("@2016: 04/2015/NĐ-CP [2015-01-09]\n@2016: 04/2015/NĐ-CP [2016-01-09]", &[]);
    assert_eq!(made.directives(), ["04-2015-nd-cp"]);
    assert_eq!(made.archive.directives[0].date, date("2015-01-09"));
    let made = make("@2016: 04/2015/NĐ-CP", &[]);
    assert_eq!(made.archive.directives[0].date, date("2015"));
}

#[test]
fn one_number_of_two_blocs_is_two_directives() {
    let made = make(
        "@2019: 04-NQ/ĐUK [by Đảng ủy Khối các cơ quan Trung ương]
         @2019: 04-NQ/ĐUK [by Đảng ủy Khối cơ quan và doanh nghiệp]
         @2019: 04-NQ/ĐUK",
        &[],
    );
    assert_eq!(made.archive.directives.len(), 2);
    assert_ne!(made.leads(0), made.leads(1));
    assert_eq!(made.leads(0), ["04-nq-duk-dang-uy-khoi-cac-co-quan-trung-uong"]);
    assert_eq!(made.leads(2), ["-"]);
}

#[test]
fn a_body_and_its_organs_are_one_issuer() {
    let made = make(
        "@2019: 04-NQ/ĐUK [by Ban Chấp hành Đảng bộ Khối A]
         @2022: 04-NQ/ĐUK [2017-01-25] [by Đảng ủy Khối A]
         @2022: 04-NQ/ĐUK [by Ban Thường vụ Đảng ủy Khối A]",
        &[],
    );
    assert_eq!(made.directives(), ["04-nq-duk"]);
}

#[test]
fn a_name_that_every_place_has_tells_no_bodies_apart() {
    let made = make("@2019: 5-CT/TU [by Tỉnh ủy]\n@2019: 5-CT/TU [by Tỉnh ủy Nghệ An]", &[]);
    assert_eq!(made.directives(), ["5-ct-tu"]);
}

#[test]
fn among_several_bodies_the_one_that_the_article_names_is_meant() {
    let made = make(
        "@2019: 04-NQ/ĐUK [by Đảng ủy Khối A]
         @2019: 04-NQ/ĐUK [by Đảng ủy Khối B]
         @2019: 04-NQ/ĐUK; Ban Thường vụ Đảng ủy Khối B",
        &[],
    );
    assert_eq!(made.leads(2)[0], made.leads(1)[0]);
}

#[test]
fn among_several_places_that_of_the_article_is_meant() {
    let made = make(
        "@2019: 5-CT/TU [by Tỉnh ủy Nghệ An]
         @2019: 5-CT/TU [by Thành ủy Hà Nội]
         @2019 Hà Nội: 5-CT/TU",
        &[],
    );
    assert_eq!(made.leads(2), made.leads(1));
}

#[test]
fn the_centre_and_a_province_never_meet() {
    let made = make("@2019: 290-QĐ/TW; 290-QĐ/TU", &[]);
    assert_eq!(made.leads(0), ["290-qd-tw", "290-qd-tu"]);
}

#[test]
fn mentions_of_one_article_follow_the_one_that_states_its_date() {
    let made =
        make("@2019: 25-NQ/TW; 25-NQ/TW [2013-06-03]; 25-NQ/TW\n@2019: 25-NQ/TW [2008-07-25]", &[]);
    assert_eq!(made.leads(0), ["25-nq-tw-2013"; 3]);
}

#[test]
fn an_article_that_dates_both_leaves_the_third_open() {
    let made = make("@2019: 25-NQ/TW [2013-06-03]; 25-NQ/TW [2008-07-25]; 25-NQ/TW", &[]);
    assert_eq!(made.leads(0), ["25-nq-tw-2013", "25-nq-tw-2008", "-"]);
}

#[test]
fn a_quoted_title_tells_which_even_misprinted() {
    let made = make(
        "@2019: 25-NQ/TW [2013-06-03] [\"công tác dân vận trong tình hình mới\"]
         @2019: 25-NQ/TW [2008-07-25] [\"công tác thanh niên thời kỳ đẩy mạnh\"]
         @2019: 25-NQ/TW [\"công tình tác dân vận trong tình hình mới\"]; 25-NQ/TW",
        &[],
    );
    assert_eq!(made.leads(2), ["25-nq-tw-2013"; 2]);
}

#[test]
fn a_quoted_title_speaks_louder_than_the_article_s_other_directive() {
    let made = make(
        "@2019: 25-NQ/TW [2013-06-03] [\"công tác dân vận trong tình hình mới\"]
         @2019: 25-NQ/TW [2008-07-25] [\"công tác thanh niên thời kỳ đẩy mạnh\"]
         @2019: 25-NQ/TW [2013-06-03]; 25-NQ/TW [\"công tác thanh niên thời kỳ đẩy mạnh\"]",
        &[],
    );
    assert_eq!(made.leads(2), ["25-nq-tw-2013", "25-nq-tw-2008"]);
}

#[test]
fn a_record_has_the_first_word() {
    let record = "number = \"25-NQ/TW\"\ndate = 2013-06-03\ntitle = \"Dân vận\"";
    let made = make("@2019: 25-NQ/TW\n@2019: 25-NQ/TW [k11] [\"Khác\"]", &[record]);
    assert_eq!(made.leads(0), ["25-nq-tw"]);
    assert_eq!(made.leads(1), ["25-nq-tw"]);
    let directive = made.directive("25-nq-tw");
    assert_eq!(directive.certainty, Certainty::Recorded);
    assert_eq!(directive.title.as_deref(), Some("Dân vận"));
}

#[test]
fn a_record_without_a_date_takes_the_only_directive_of_its_number() {
    let made = make("@2019: 25-NQ/TW [2013-06-03]", &["number = \"25-NQ/TW\""]);
    assert_eq!(made.archive.directives.len(), 1);
    assert_eq!(made.archive.directives[0].date, date("2013-06-03"));
    assert!(made.told.is_empty());
}

#[test]
fn a_record_that_could_be_two_directives_is_an_error() {
    let lines = "@2019: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [2008-07-25]";
    let made = make(lines, &["number = \"25-NQ/TW\""]);
    assert_eq!(
        made.told,
        ["vague-record: `25-NQ/TW` is several directives, and the record does not say which"]
    );
}

#[test]
fn two_records_of_one_directive_are_an_error() {
    let record = "number = \"25-NQ/TW\"\ndate = 2013-06-03";
    let made = make("", &[record, "number = \"25-NQ/TW\"\nterm = 11"]);
    assert_eq!(
        made.told,
        ["recorded-twice: two records describe the same directive `25-NQ/TW` (2013-06-03)"]
    );
}

#[test]
fn two_records_of_one_number_in_two_terms_are_two_directives() {
    let first = "number = \"25-NQ/TW\"\ndate = 2013-06-03";
    let made = make("", &[first, "number = \"25-NQ/TW\"\ndate = \"2008\""]);
    assert!(made.told.is_empty());
    assert_eq!(made.directives(), ["25-nq-tw-2008", "25-nq-tw-2013"]);
}

#[test]
fn a_date_against_the_record_within_one_term_is_told_and_the_record_shown() {
    let record = "number = \"25-NQ/TW\"\ndate = 2013-06-03";
    let made = make("@2019: 25-NQ/TW [2013-03-06]", &[record]);
    assert_eq!(made.leads(0), ["25-nq-tw"]);
    assert_eq!(made.archive.directives[0].date, date("2013-06-03"));
    assert_eq!(
        made.told,
        ["disputed-date: the record dates `25-NQ/TW` 2013-06-03, a text says 2013-03-06"]
    );
}

#[test]
fn an_alias_in_a_record_resolves_what_the_text_alone_could_not() {
    let record = "number = \"25-NQ/TW\"\ndate = 2013-06-03\naliases = [\"Nghị quyết 25\"]";
    let made = make("@2019: ?Nghị quyết 25; ?Nghị quyết 26\n@2010: ?Nghị quyết 25", &[record]);
    assert_eq!(made.leads(0), ["25-nq-tw", "-"]);
    assert_eq!(made.leads(1), ["-"]);
}

#[test]
fn an_unnumbered_directive_goes_by_its_name_and_its_aliases() {
    let record =
        "title = \"Nghị quyết Đại hội XIII của Đảng\"\naliases = [\"Nghị quyết Đại hội XIII\"]";
    let made =
        make("@2022: ~Nghị quyết Đại hội XIII; ~nghị quyết Đại hội XIII của Đảng", &[record]);
    assert_eq!(made.leads(0), ["nghi-quyet-dai-hoi-xiii-cua-dang"; 2]);
    let directive = &made.archive.directives[0];
    assert!(!directive.numbered);
    assert_eq!(directive.number, "Nghị quyết Đại hội XIII của Đảng");
}

#[test]
fn a_directive_without_a_record_exists_and_says_how_sure_it_is() {
    let made = make("@2019: 43-KL/TW\n@2019: 23-QĐ/TW [2021-07-30]", &[]);
    assert_eq!(made.directive("43-kl-tw").certainty, Certainty::Inferred);
    assert_eq!(made.directive("23-qd-tw").certainty, Certainty::Stated);
}

#[test]
fn the_order_of_articles_decides_nothing() {
    let lines = "@2019: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [k10]\n@2009: 25-NQ/TW
                 @2020: 25-NQ/TW\n@2021: 04-NQ/ĐUK [by Đảng ủy Khối A]; 16-CT/TTg [2016]
                 @2021: 04-NQ/ĐUK [by Đảng ủy Khối B] [2012]; 16-CT/TTg [2017-05-04]";
    let pages = |reversed: bool| {
        let mut cards = articles(lines);
        if reversed {
            cards.reverse();
        }
        let made = make_from(cards, &[]);
        let mut leads: Vec<(String, Vec<String>)> = Vec::new();
        for (i, card) in made.cards.iter().enumerate() {
            let own = made.leads(i).into_iter().map(str::to_string).collect();
            leads.push((card.file.to_string(), own));
        }
        leads.sort();
        (leads, made.directives().join(" "))
    };
    assert_eq!(pages(false), pages(true));
}

#[test]
fn a_record_that_no_text_dates_so_is_told() {
    let record = "number = \"43-KL/TW\"\ndate = 2009-01-07";
    let lines = "@2019-03: 43-KL/TW [2019-01-07]\n@2019-04: 43-KL/TW";
    assert_eq!(
        make(lines, &[record]).told,
        ["unmatched-date: no text dates `43-KL/TW` 2009-01-07, as this record does; \
          texts say 2019-01-07"]
    );
    let other = "number = \"43-KL/TW\"\ndate = 2019-01-07";
    assert!(make(lines, &[record, other]).told.is_empty(), "two directives, both recorded");
    let early = format!("{lines}\n@2012: 43-KL/TW");
    assert!(make(&early, &[record]).told.is_empty(), "a text from before the other one");
}

#[test]
fn a_record_of_another_term_than_its_date_is_told() {
    let told = |front: &str| make("", &[front]).told;
    assert_eq!(
        told("number = \"43-KL/TW\"\ndate = 2013-01-07\nterm = 12"),
        ["disputed-term: term 12 began in 2016, but the record is dated 2013-01-07"]
    );
    assert!(told("number = \"43-KL/TW\"\ndate = 2013-01-07\nterm = 11").is_empty());
    assert!(told("number = \"43-KL/TU\"\ndate = 2013-01-07\nterm = 19").is_empty());
}

#[test]
fn a_term_that_contradicts_its_record_leads_no_text_astray() {
    let record = "number = \"25-NQ/TW\"\ndate = 2013-06-03\nterm = 12";
    let made = make("@2018: 25-NQ/TW [2013-06-03]\n@2018: 25-NQ/TW [k11]", &[record]);
    assert_eq!(made.leads(1), made.leads(0));
    let other = make("@2018: 25-NQ/TW [2013-06-03]\n@2018: 25-NQ/TW [k12]", &[record]);
    assert_ne!(other.leads(1), other.leads(0));
    assert!(other.told.iter().all(|told| told.starts_with("disputed-term")), "{:?}", other.told);
}

#[test]
fn one_alias_of_two_directives_is_told() {
    let made = make(
        "",
        &[
            "number = \"25-NQ/TW\"\ndate = 2013-06-03\naliases = [\"A\", \"Nghị quyết 25\"]",
            "number = \"25-NQ/TW\"\ndate = 2008-07-25\naliases = [\"Nghị quyết 25\"]",
        ],
    );
    assert_eq!(made.told, ["alias-claimed-twice: two directives have the alias `Nghị quyết 25`"]);
}

#[test]
fn a_record_whose_date_cannot_be_read_is_not_called_vague() {
    let made = make(
        "@2019: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [2008-07-25]",
        &["number = \"25-NQ/TW\"\ndate = \"03/06/2013\""],
    );
    assert_eq!(made.told, ["bad-date: `03/06/2013` is not a date"]);
}
