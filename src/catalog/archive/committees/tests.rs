use crate::catalog::archive::sample::{Made, make};

/// The names above a body, the highest first.
fn above<'a>(made: &'a Made, name: &str) -> Vec<&'a str> {
    let id = made.archive.committees.iter().position(|body| body.name == name).expect("a body");
    let above = made.archive.above(super::CommitteeId(id as u32));
    above.iter().map(|id| made.archive.committees[id.0 as usize].name.as_str()).collect()
}

#[test]
fn a_name_shows_the_body_above() {
    let made = make("@2019: Ban Thường vụ Đảng ủy Khối A; Ban Dân vận Tỉnh ủy; Tỉnh ủy", &[]);
    assert_eq!(above(&made, "Ban Thường vụ Đảng ủy Khối A"), ["Đảng ủy Khối A"]);
    assert_eq!(above(&made, "Ban Dân vận Tỉnh ủy"), ["Tỉnh ủy"]);
}

#[test]
fn a_body_above_that_every_place_has_is_not_made_up() {
    let made = make("@2019: Ban Dân vận Tỉnh ủy", &[]);
    assert_eq!(made.committees(), ["Ban Dân vận Tỉnh ủy"]);
}

#[test]
fn the_organs_of_the_centre_stand_below_its_committee_and_a_bloc_of_its_offices_does_not() {
    let made = make(
        "@2019: Ban Dân vận Trung ương; Ban Chấp hành Trung ương Đảng; Đảng ủy Khối các cơ quan Trung ương",
        &[],
    );
    assert_eq!(above(&made, "Ban Dân vận Trung ương"), ["Ban Chấp hành Trung ương Đảng"]);
    assert!(above(&made, "Đảng ủy Khối các cơ quan Trung ương").is_empty());
}

#[test]
fn a_record_places_a_body_in_the_tree_and_gives_it_aliases() {
    let record = "name = \"Bộ Chính trị\"\naliases = [\"BCT\"]\nparent = \"Trung ương Đảng\"";
    let made = make("@2019: BCT; Trung ương Đảng", &[record]);
    assert_eq!(made.leads(0), ["bo-chinh-tri", "trung-uong-dang"]);
    assert_eq!(above(&made, "Bộ Chính trị"), ["Trung ương Đảng"]);
    assert_eq!(made.committee("Bộ Chính trị").forms, [("BCT".to_string(), 1)]);
}

#[test]
fn spellings_of_one_name_are_one_body_under_the_most_usual() {
    let made = make("@2019: Đảng uỷ Khối A; Đảng ủy Khối A; Đảng ủy khối A; Đảng ủy Khối A", &[]);
    assert_eq!(made.committees(), ["Đảng ủy Khối A"]);
    assert_eq!(made.archive.committees[0].mentions.len(), 4);
}

#[test]
fn a_circle_of_parents_is_told_once_with_all_of_it_and_opened() {
    let made = make(
        "",
        &[
            "name = \"Ban A\"\nparent = \"Ban B\"",
            "name = \"Ban B\"\nparent = \"Ban C\"",
            "name = \"Ban C\"\nparent = \"Ban A\"",
        ],
    );
    assert_eq!(
        made.told,
        ["circular-parent: committees stand above one another: \
          `Ban A` → `Ban B` → `Ban C` → `Ban A`"]
    );
    assert!(above(&made, "Ban A").is_empty());
}

#[test]
fn a_body_that_is_its_own_parent_is_a_circle_of_one() {
    let made = make("", &["name = \"Ban A\"\nparent = \"Ban A\""]);
    assert_eq!(
        made.told,
        ["circular-parent: committees stand above one another: `Ban A` → `Ban A`"]
    );
}

#[test]
fn one_alias_of_two_bodies_is_an_error() {
    let made = make(
        "",
        &[
            "name = \"Đảng ủy Khối A\"\naliases = [\"Đảng ủy Khối\"]",
            "name = \"Đảng ủy Khối B\"\naliases = [\"Đảng ủy Khối\"]",
        ],
    );
    assert_eq!(made.told, ["alias-claimed-twice: two committees claim the name `Đảng ủy Khối`"]);
}

#[test]
fn an_alias_by_which_everybody_means_another_body_is_told() {
    let made = make("", &["name = \"Công ty A\"\naliases = [\"CP\", \"CTA\"]"]);
    assert_eq!(
        made.told,
        ["alias-of-another: `CP` is what texts call `Chính phủ`, and not only `Công ty A`"]
    );
    assert!(make("", &["name = \"Chính phủ\"\naliases = [\"CP\"]"]).told.is_empty());
}

#[test]
fn two_records_of_one_body_are_an_error() {
    let made = make("", &["name = \"Đảng ủy A\"", "name = \"Đảng uỷ A\""]);
    assert_eq!(made.told, ["recorded-twice: two records describe the same committee `Đảng uỷ A`"]);
}

#[test]
fn a_parent_misspelt_is_told_and_makes_no_page() {
    let made =
        make("@2019: Thành ủy Hà Nội", &["name = \"Ban Dân vận A\"\nparent = \"Thành ủy Hà Nôi\""]);
    assert_eq!(made.told, ["unknown-committee: unknown committee `Thành ủy Hà Nôi`"]);
    assert_eq!(made.committees(), ["Ban Dân vận A", "Thành ủy Hà Nội"]);
}

#[test]
fn a_body_that_only_a_record_names_has_its_page() {
    let made = make("", &["number = \"23-QĐ/TW\"\nissuer = \"Bộ Chính trị\""]);
    assert_eq!(made.committees(), ["Bộ Chính trị"]);
    assert_eq!(made.committee("Bộ Chính trị").issued.len(), 1);
}

#[test]
fn succession_is_linked_from_both_ends() {
    let made = make(
        "",
        &[
            "name = \"Ban Tuyên giáo và Dân vận\"\nfollows = [\"Ban Dân vận\", \"Ban Tuyên giáo\"]",
            "name = \"Ban Dân vận\"",
        ],
    );
    assert_eq!(made.committee("Ban Tuyên giáo và Dân vận").follows.len(), 2);
    assert_eq!(made.committee("Ban Tuyên giáo").followed_by.len(), 1);
}

#[test]
fn two_records_that_ask_for_one_address_are_an_error_and_both_keep_a_page() {
    let made = make("", &["name = \"Ban A\"\nslug = \"x\"", "name = \"Ban B\"\nslug = \"x\""]);
    assert_eq!(made.told, ["slug-claimed-twice: two records ask for the address `x`"]);
    let slugs: Vec<&str> = made.archive.committees.iter().map(|body| body.slug.as_str()).collect();
    assert_eq!(slugs, ["x", "x-2"]);
}

#[test]
fn a_suffix_that_one_body_alone_has_names_the_issuer() {
    let made = make("@2019: 16-CT/TTg", &["name = \"Thủ tướng Chính phủ\"\ncode = \"TTg\""]);
    assert_eq!(made.committee("Thủ tướng Chính phủ").issued.len(), 1);
    let made = make("@2019: 4-NQ/ĐUK", &["name = \"Đảng ủy Khối A\"\ncode = \"ĐUK\""]);
    assert!(made.committee("Đảng ủy Khối A").issued.is_empty());
}

#[test]
fn a_body_cannot_end_before_it_begins() {
    let told = |span: &str| make("", &[&format!("name = \"Ban A\"\n{span}")]).told;
    assert_eq!(
        told("from = 2007-04-11\nuntil = \"2006\""),
        ["until-before-from: the committee ends before it begins"]
    );
    assert!(told("from = 2007-04-11\nuntil = \"2007\"").is_empty());
}

#[test]
fn bodies_cannot_follow_one_another_in_a_circle() {
    let made = make(
        "",
        &[
            "name = \"Ban A\"\nfollows = [\"Ban B\", \"Ban D\"]",
            "name = \"Ban B\"\nfollows = [\"Ban C\"]",
            "name = \"Ban C\"\nfollows = [\"Ban A\"]",
        ],
    );
    assert_eq!(
        made.told,
        ["circular-follows: committees follow one another in a circle: \
          `Ban A` → `Ban B` → `Ban C` → `Ban A`"]
    );
    assert_eq!(made.committee("Ban A").follows.len(), 1);
    let itself = make("", &["name = \"Ban A\"\nfollows = [\"Ban A\"]"]);
    assert!(itself.told[0].ends_with("circle: `Ban A` → `Ban A`"), "{:?}", itself.told);
}

#[test]
fn a_slug_that_takes_the_address_of_another_body_is_told() {
    let made = make("@2019: Ban B", &["name = \"Ban A\"\nslug = \"ban-b\""]);
    assert_eq!(
        made.told,
        ["slug-of-another: the address `ban-b` would be that of `Ban B`, which moves to `ban-b-2`"]
    );
}

#[test]
fn an_alias_that_is_anothers_name_points_at_that_name() {
    let text = "+++\nname = \"Ban A\"\n+++\n";
    let other = "+++\nname = \"Ban B\"\naliases = [\"Ban A\"]\n+++\n";
    let mut diags = crate::diag::Diags::default();
    let records: Vec<_> = [("a.md", text), ("b.md", other)]
        .iter()
        .filter_map(|(file, text)| crate::record::committee_record(file, text, &mut diags))
        .map(|(record, _)| record)
        .collect();
    super::gather(&[], &[], &records, &crate::catalog::archive::sample::AsWritten, &mut diags);
    let label = &diags.list[0].labels[0].span;
    assert_eq!((&*label.file, &text[label.range.clone()]), ("a.md", "\"Ban A\""));
}
