use serde_json::{Value as Json, json};

use super::*;
use crate::card::Quote;
use crate::catalog::archive::sample::{Made, make};
use crate::catalog::archive::{CommitteeId, DirectiveId};
use crate::render::values::Pager;

impl Holdings for Made {
    fn archive(&self) -> &Archive {
        &self.archive
    }

    fn card(&self, article: u32) -> &ArticleCard {
        &self.cards[article as usize]
    }

    fn article(&self, article: u32) -> Address {
        let path = format!("/bai/{article}/");
        Address { permalink: format!("https://e.org{path}"), path }
    }

    fn page(&self, shelf: Shelf, slug: &str) -> Address {
        let word = match shelf {
            Shelf::Directives => "van-ban",
            Shelf::Committees => "co-quan",
            Shelf::Years => "nam",
        };
        let path = format!("/{word}/{slug}/");
        Address { permalink: format!("https://e.org{path}"), path }
    }
}

/// A value as JSON, to look into.
fn look(value: &impl serde::Serialize) -> Json {
    serde_json::to_value(value).expect("a value without maps keyed by numbers")
}

/// The page of the directive at a slug.
fn page_of(made: &Made, slug: &str, content: Option<&str>) -> Json {
    let at = made.archive.directives.iter().position(|directive| directive.slug == slug);
    let id = DirectiveId(at.expect("a directive") as u32);
    look(&with_content(&directive(made, id, &Pager::whole()), content))
}

/// Two articles and two records that touch every field.
fn sample() -> Made {
    make(
        "@2019-06-21 Hà Nội: 43-KL/TW [k12]; 25-NQ/TW [2013-06-03]; Bộ Chính trị; #0 continues #1
         @2021-02: 25-NQ/TW [2013-06-03]; 25-NQ/TW; Bộ Chính trị; Ban Thường vụ Đảng ủy Khối A
         @2010: 25-NQ/TW [2008-07-25]
         @2024: 25-NQ/TW [2013]",
        &[
            "number = \"25-NQ/TW\"\ntype = \"Nghị quyết\"\nissuer = \"Trung ương\"\ndate = 2013-06-03\n\
             title = \"Dân vận\"\nsame_as = [\"https://x.org\"]",
            "name = \"Trung ương\"\ncode = \"TW\"\nplace = \"Hà Nội\"\nfrom = \"1930\"",
        ],
    )
}

#[test]
fn a_directive_page_has_its_head() {
    let page = page_of(&sample(), "25-nq-tw-2013", Some("<p>Văn</p>"));
    for (field, wanted) in [
        ("key", json!("25-NQ/TW")),
        ("number", json!("25-NQ/TW")),
        ("type", json!("Nghị quyết")),
        ("type_code", json!("NQ")),
        ("title", json!("Dân vận")),
        ("date", json!("2013-06-03")),
        ("date_precision", json!("day")),
        ("year", json!(2013)),
        ("term", json!(11)),
        ("certainty", json!("recorded")),
        ("record", json!(true)),
        ("n_articles", json!(3)),
        ("n_mentions", json!(4)),
        ("first_cited", json!("2019-06-21")),
        ("last_cited", json!("2024")),
        ("permalink", json!("https://e.org/van-ban/25-nq-tw-2013/")),
        ("path", json!("/van-ban/25-nq-tw-2013/")),
        ("ambiguity", json!("https://e.org/van-ban/25-nq-tw/")),
        ("same_as", json!(["https://x.org"])),
        ("content", json!("<p>Văn</p>")),
        ("forms", json!([{ "text": "25-NQ/TW", "count": 4 }])),
    ] {
        assert_eq!(page[field], wanted, "{field}");
    }
    assert_eq!(page["issuer"]["name"], "Trung ương");
    assert_eq!(page["issuer"]["permalink"], "https://e.org/co-quan/trung-uong/");
    assert_eq!(page["namesakes"][0]["date"], "2008-07-25");
}

#[test]
fn the_chart_has_no_gap_and_links_only_years_with_a_page() {
    let page = page_of(&sample(), "25-nq-tw-2013", None);
    let bars: Vec<(i64, i64, i64, bool)> = page["chart"]
        .as_array()
        .expect("bars")
        .iter()
        .map(|bar| {
            let number = |key: &str| bar[key].as_i64().expect("a number");
            (
                number("year"),
                number("count"),
                number("height_percent"),
                bar["permalink"].is_string(),
            )
        })
        .collect();
    assert_eq!(
        bars,
        [
            (2019, 1, 50, true),
            (2020, 0, 0, false),
            (2021, 2, 100, true),
            (2022, 0, 0, false),
            (2023, 0, 0, false),
            (2024, 1, 50, true)
        ]
    );
}

#[test]
fn quotes_come_by_year_and_article_newest_first_each_with_its_spot() {
    let page = page_of(&sample(), "25-nq-tw-2013", None);
    let years: Vec<&Json> = page["years"].as_array().expect("years").iter().collect();
    assert_eq!(years.iter().map(|y| y["year"].clone()).collect::<Vec<_>>(), [2024, 2021, 2019]);
    assert_eq!(years[1]["permalink"], "https://e.org/nam/2021/");
    let article = &years[1]["articles"][0];
    assert_eq!((&article["date"], &article["precision"]), (&json!("2021-02"), &json!("month")));
    let quotes = article["quotes"].as_array().expect("quotes");
    assert_eq!(quotes[1]["permalink"], "https://e.org/bai/1/#m-2");
}

#[test]
fn a_sentence_with_two_mentions_is_quoted_once_with_both() {
    let mut made = sample();
    let sentence: std::sync::Arc<str> = "Học 25-NQ/TW rồi làm 25-NQ/TW ngay.".into();
    let places = sentence.match_indices("25-NQ/TW");
    for (mention, (start, words)) in made.cards[1].mentions.iter_mut().zip(places) {
        mention.quote = Quote::new(sentence.clone(), &(start..start + words.len()));
    }
    let page = page_of(&made, "25-nq-tw-2013", None);
    let article = &page["years"][1]["articles"][0];
    let spot = "https://e.org/bai/1/#m-";
    assert_eq!(
        article["quotes"],
        json!([{
            "before": "Học ", "text": "25-NQ/TW", "after": " rồi làm ",
            "anchor": "m-1", "permalink": format!("{spot}1"),
            "more": [{
                "text": "25-NQ/TW", "after": " ngay.",
                "anchor": "m-2", "permalink": format!("{spot}2")
            }]
        }])
    );
    assert_eq!(page["years"][1]["count"], 2, "mentions are counted, not sentences");
}

#[test]
fn a_relation_shows_its_other_end_and_its_evidence() {
    let page = page_of(&sample(), "43-kl-tw", None);
    let relation = &page["relations"][0];
    assert_eq!(relation["relation"], "continues");
    assert_eq!((&relation["outgoing"], &relation["direction"]), (&json!(true), &json!("out")));
    assert_eq!(relation["other"]["number"], "25-NQ/TW");
    assert_eq!(relation["recorded"], false);
    let testimony = &relation["testimonies"][0];
    assert_eq!(testimony["article"]["title"], "Article of 2019-06-21");
    assert_eq!(testimony["permalink"], "https://e.org/bai/0/#m-1");
    assert_eq!(testimony["quote"]["text"], "0 continues #1");
    assert_eq!(page["cited_with"][0]["number"], "25-NQ/TW");
    assert_eq!(page["cited_with"][0]["count"], 1);
    assert_eq!(page["content"], Json::Null);
}

#[test]
fn the_page_of_namesakes_lists_them_by_date() {
    let page = look(&ambiguity(&sample(), 0));
    assert_eq!(page["key"], "25-NQ/TW");
    assert_eq!(page["path"], "/van-ban/25-nq-tw/");
    let dates: Vec<&Json> =
        page["directives"].as_array().expect("directives").iter().map(|d| &d["date"]).collect();
    assert_eq!(dates, ["2008-07-25", "2013-06-03"]);
}

#[test]
fn a_committee_page_shows_tree_issues_and_mentions() {
    let made = sample();
    let page = |name: &str| {
        let at = made.archive.committees.iter().position(|body| body.name == name);
        look(&committee(&made, CommitteeId(at.expect("a body") as u32), &Pager::whole()))
    };
    let centre = page("Trung ương");
    assert_eq!((&centre["code"], &centre["place"]), (&json!("TW"), &json!("Hà Nội")));
    assert_eq!((&centre["from"], &centre["until"]), (&json!("1930"), &Json::Null));
    assert_eq!(centre["issued"].as_array().map(Vec::len), Some(3));
    assert_eq!(centre["issued"][0]["date"], "2013-06-03");
    let board = page("Ban Thường vụ Đảng ủy Khối A");
    assert_eq!(board["path_above"][0]["name"], "Đảng ủy Khối A");
    assert_eq!(board["depth"], 1);
    assert_eq!(board["years"][0]["articles"][0]["quotes"][0]["anchor"], "m-4");
    assert_eq!(page("Đảng ủy Khối A")["children"][0]["name"], "Ban Thường vụ Đảng ủy Khối A");
    assert_eq!(page("Bộ Chính trị")["chart"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_year_page_shows_months_directives_bodies_and_its_neighbours() {
    let made = sample();
    let at = made.archive.years.iter().position(|year| year.year == 2019).expect("2019");
    let page = look(&year(&made, at, &Pager::whole()));
    assert_eq!(page["months"][0]["month"], 6);
    assert_eq!(page["months"][0]["articles"][0]["place"], "Hà Nội");
    let june = json!({ "month": 6, "count": 1, "permalink": "https://e.org/nam/2019/" });
    assert_eq!(page["calendar"][5], june);
    assert_eq!(page["committees"][0]["count"], 1);
    assert_eq!((&page["previous"]["year"], &page["next"]["year"]), (&json!(2013), &json!(2021)));
    let at = made.archive.years.iter().position(|year| year.year == 2024).expect("2024");
    assert_eq!(
        look(&year(&made, at, &Pager::whole()))["undated"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn an_article_page_shows_what_it_cites_in_the_order_of_its_text() {
    let made = sample();
    let facts = ArticleFacts { evidence: Some("Ngày 21/6".to_string()), source: None };
    let page = look(&article(&made, 1, &facts));
    let labels: Vec<&Json> =
        page["cites"].as_array().expect("cites").iter().map(|cite| &cite["label"]).collect();
    assert_eq!(labels, ["Nghị quyết 25-NQ/TW", "Bộ Chính trị", "Ban Thường vụ Đảng ủy Khối A"]);
    let first = &page["cites"][0];
    assert_eq!((&first["count"], &first["first_anchor"]), (&json!(2), &json!("m-1")));
    assert_eq!(first["anchors"], json!(["m-1", "m-2"]));
    assert_eq!(page["earlier"]["year"], 2019);
    assert_eq!(page["later"]["year"], 2024);
    assert_eq!(page["similar"][0]["shared"], 1);
    assert_eq!(page["evidence"], "Ngày 21/6");
    assert_eq!((&page["date"], &page["precision"]), (&json!("2021-02"), &json!("month")));
}

#[test]
fn lists_come_in_the_order_that_people_expect() {
    let made = make(
        "@2019: 10-KL/TW; 9-KL/TW; Đảng ủy Khối A; Ban Thường vụ Đảng ủy Khối A; Bộ Chính trị",
        &["number = \"1-CT/TW\"\ntype = \"Chỉ thị\""],
    );
    let orders = Orders::default();
    let order = orders.directives(&made.archive);
    let numbers: Vec<&str> =
        order.iter().map(|id| made.archive.directives[id.0 as usize].number.as_str()).collect();
    assert_eq!(numbers, ["1-CT/TW", "9-KL/TW", "10-KL/TW"]);
    let groups = look(&directives_by_type(&made, order));
    assert_eq!((&groups[0]["type"], &groups[0]["count"]), (&json!("Chỉ thị"), &json!(1)));
    assert_eq!(groups[1]["issuers"][0]["directives"][0]["number"], "9-KL/TW");
    let tree: Vec<&str> = orders
        .committees(&made.archive)
        .iter()
        .map(|id| made.archive.committees[id.0 as usize].name.as_str())
        .collect();
    assert_eq!(tree, ["Bộ Chính trị", "Đảng ủy Khối A", "Ban Thường vụ Đảng ủy Khối A"]);
    let letters = look(&committees_by_letter(&made));
    assert_eq!((&letters[0]["letter"], &letters[1]["letter"]), (&json!("B"), &json!("Đ")));
    assert_eq!(letters[0]["committees"][0]["name"], "Ban Thường vụ Đảng ủy Khối A");
}

#[test]
fn a_pager_shows_its_share_of_the_articles_with_all_their_quotes() {
    let made = sample();
    let at = made.archive.directives.iter().position(|found| found.slug == "25-nq-tw-2013");
    let id = DirectiveId(at.expect("a directive") as u32);
    let shown = |by, number| {
        let pager = Pager { by, number, ..Pager::whole() };
        let page = look(&directive(&made, id, &pager));
        let years = page["years"].as_array().expect("years").iter();
        years.map(|year| (year["year"].clone(), year["count"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(0, 1),
        [(json!(2024), json!(1)), (json!(2021), json!(2)), (json!(2019), json!(1))]
    );
    assert_eq!(shown(1, 2), [(json!(2021), json!(2))]);
    assert_eq!(shown(2, 2), [(json!(2019), json!(1))]);
    assert_eq!(shown(2, 3), []);
}
