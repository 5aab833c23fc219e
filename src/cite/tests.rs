//! Tests of citations as claims; the gold set with its figures is in `tests/gold.rs`.

mod gold;
mod seeds;

use super::*;

/// The built-in profile.
fn vietnamese() -> &'static Profile {
    Profile::builtin("vi").expect("it is built in")
}

/// All mentions of a text.
fn mentions(text: &str) -> Vec<Mention> {
    cite(text, vietnamese(), &About::default()).mentions
}

/// The keys of a text's directives.
fn directives(text: &str) -> Vec<String> {
    let all = mentions(text).into_iter();
    all.filter(|mention| mention.kind == Kind::Directive).map(|mention| mention.key).collect()
}

#[test]
fn the_builtin_profile_compiles() {
    assert!(Profile::builtin("vi").is_some());
    assert!(Profile::builtin("tlh").is_none());
}

/// What holds of the mentions of any text at all.
fn is_sound(text: &str, citations: &Citations) {
    let mut end = 0;
    for mention in &citations.mentions {
        assert!(end <= mention.span.start && mention.span.start < mention.span.end);
        assert!(text.get(mention.span.clone()).is_some(), "{:?}", mention.span);
        for inner in &mention.nested {
            assert!(mention.span.start <= inner.span.start && inner.span.end <= mention.span.end);
            assert!(text.get(inner.span.clone()).is_some());
        }
        end = mention.span.end;
    }
    for statement in &citations.statements {
        assert!(statement.subject < citations.mentions.len());
        assert!(statement.object < citations.mentions.len());
        assert!(text.get(statement.evidence.clone()).is_some());
    }
    for mention in &citations.mentions {
        let around = sentence(text, mention.span.clone(), vietnamese());
        assert!(around.start <= mention.span.start && mention.span.end <= around.end);
        assert!(text.get(around).is_some());
    }
}

/// Pieces that texts of this kind are made of, for texts that are nearly right.
const PIECES: [&str; 100] = [
    "Luật",
    "đất đai",
    "Hiến pháp",
    "đại hội",
    "(HNDT)",
    "HNDT",
    "Hội Nông dân",
    "Thường trực",
    "Nhà Quốc hội",
    "Ban Pháp chế",
    "UBKT",
    "Học viện",
    "Bí thư",
    "Ủy viên",
    "Ban Cán sự đảng",
    "Ban Tổ chức",
    "UBKTTU",
    "P.",
    "xã",
    "khối",
    "CCQ",
    "&",
    "Đại hội",
    "Đảng bộ",
    "lần thứ",
    "sửa đổi, bổ sung",
    ";",
    "Chủ tịch nước",
    "Nghị quyết",
    "nghị quyết",
    "số",
    "Số:",
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "25",
    "4",
    "2034",
    "1/4",
    "-",
    "–",
    "/",
    ".",
    ",",
    "NQ",
    "TW",
    "TƯ",
    "T.Ư",
    "QĐ",
    "CT",
    "TTg",
    "ĐUK",
    "và",
    "của",
    "Ban Bí thư",
    "(",
    ")",
    "khóa",
    "XI",
    "Đảng ủy",
    "Đảng uỷ Khối",
    "các",
    "cơ quan",
    "Trung ương",
    "tỉnh",
    "Nghệ An",
    "Nguyễn",
    "Văn",
    "UBND",
    "TP.",
    "Hồ Chí Minh",
    "ngày",
    "3/6/2013",
    "năm",
    "2013",
    "về",
    "“",
    "”",
    "\"",
    "tiếp tục thực hiện",
    "trực tiếp là",
    "Luật",
    "Đất đai",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "u\u{309}",
    "Ban Chỉ đạo",
    "sau đây gọi tắt là",
    "Hội nghị",
    "Thành ủy lần thứ",
    "3044/QĐ",
    ".UBND",
    "QH 13",
    "Ban Cán sự đảng,",
    "lãnh đạo Bộ Nội vụ",
    "các nhiệm kỳ",
];

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        is_sound(&text, &cite(&text, vietnamese(), &About::default()));
    }

    #[test]
    fn no_mixture_of_the_grammar_makes_the_reader_panic(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..60),
        glue in proptest::bool::ANY,
    ) {
        let words: Vec<&str> = pieces.iter().map(|&index| PIECES[index]).collect();
        let text = words.join(if glue { "" } else { " " });
        is_sound(&text, &cite(&text, vietnamese(), &About::default()));
        for at in 0..text.len() {
            dates::date_at(&text, at, &vietnamese().dates);
        }
        canonical_key(&text, vietnamese());
        committee_name(&text, vietnamese());
        fold(&text);
    }
}

#[test]
fn the_parts_of_a_list_share_their_code() {
    assert_eq!(directives("các Nghị quyết số 18, 19-NQ/TW"), ["18-NQ/TW", "19-NQ/TW"]);
    assert_eq!(directives("Quyết định 935, 936")[1], "Quyết định 936");
}

#[test]
fn a_plural_makes_the_last_number_of_a_list_sure() {
    let keys = ["Quyết định 749", "Quyết định 942"];
    assert_eq!(directives("các Quyết định 749, 942 đặt mục tiêu chung"), keys);
    assert_eq!(directives("Nghị quyết 25, 3 đề án đi kèm"), ["Nghị quyết 25"]);
}

#[test]
fn members_of_a_list_keep_their_own_years() {
    let keys = ["01/2021/TT-BYT", "02/2022/TT-BYT"];
    assert_eq!(directives("các Thông tư 01/2021 và 02/2022/TT-BYT"), keys);
}

#[test]
fn a_draft_is_no_document_but_what_it_would_change_is_one() {
    assert!(directives("góp ý Dự thảo Nghị quyết số 1 và dự án Luật Việc làm năm 2024").is_empty());
    let text = "dự thảo Nghị định sửa đổi Nghị định 20/2021/NĐ-CP";
    assert_eq!(directives(text), ["20/2021/NĐ-CP"]);
}

#[test]
fn the_figure_of_a_footnote_is_no_part_of_a_number() {
    assert_eq!(
        directives("Chỉ thị số 30-CT/TW1 và Nghị quyết 18/2017/QH14"),
        ["30-CT/TW", "18/2017/QH14"]
    );
}

#[test]
fn bodies_in_a_list_share_their_place() {
    let keys: Vec<String> =
        mentions("HĐND, UBND tỉnh Sơn La").into_iter().map(|mention| mention.key).collect();
    assert_eq!(keys, ["Hội đồng nhân dân tỉnh Sơn La", "Ủy ban nhân dân tỉnh Sơn La"]);
}

#[test]
fn a_reason_lists_a_few_names_and_counts_the_rest() {
    let places = ["Sơn La", "Lào Cai", "Cao Bằng", "Hà Nam", "An Giang", "Cà Mau", "Bến Tre"];
    let named: String = places.iter().map(|place| format!("UBND tỉnh {place}, ")).collect();
    let all = mentions(&format!("{named}Tỉnh ủy họp."));
    let last = all.last().expect("the last body is found");
    let Resolution::Unresolved(why) = &last.resolution else { panic!("{last:?}") };
    assert!(why.ends_with("Cà Mau; and 1 more"), "{why}");
}

/// The key of the last mention of a text and the reason for it.
fn last_resolved(text: &str) -> (String, String) {
    let last = mentions(text).pop().expect("a mention is found");
    match last.resolution {
        Resolution::Resolved(why) => (last.key, why),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_short_form_among_several_places_means_that_of_its_sentence() {
    let text = "UBND tỉnh Nghệ An ký với UBND tỉnh Hà Tĩnh. Dự lễ, có Chủ tịch HĐND tỉnh Hà Tĩnh \
                và Bí thư Tỉnh ủy.";
    let (key, why) = last_resolved(text);
    assert_eq!(key, "Tỉnh ủy Hà Tĩnh");
    assert_eq!(why, "its sentence names one province: Hà Tĩnh");
}

#[test]
fn a_short_form_among_several_places_means_the_subject_of_its_text() {
    let text = "Tỉnh ủy Nghệ An họp. UBND tỉnh Nghệ An báo cáo. HĐND tỉnh Nghệ An nghe. UBND \
                tỉnh Hà Tĩnh học tập. Tỉnh ủy kết luận.";
    let (key, why) = last_resolved(text);
    assert_eq!(key, "Tỉnh ủy Nghệ An");
    assert_eq!(why, "most of the text is about one province: Nghệ An");
}

#[test]
fn a_party_committee_beside_a_body_of_a_commune_is_of_that_commune() {
    let text = "Ông Lò Văn Tâm, Bí thư Đảng ủy, Chủ tịch HĐND xã Bản Hon dự.";
    assert_eq!(mentions(text)[0].key, "Đảng ủy xã Bản Hon");
    let listed = "Đảng ủy, HĐND, UBND xã Bản Hon cùng dự.";
    let keys: Vec<String> = mentions(listed).into_iter().map(|mention| mention.key).collect();
    let wanted = ["Đảng ủy", "Hội đồng nhân dân", "Ủy ban nhân dân"];
    assert_eq!(keys, wanted.map(|head| format!("{head} xã Bản Hon")));
}

#[test]
fn blocs_are_known_in_small_letters_and_by_their_abbreviations() {
    let keys = |text: &str| mentions(text).into_iter().map(|one| one.key).collect::<Vec<_>>();
    let bloc = "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Nghệ An";
    assert_eq!(keys("Đảng ủy khối CCQ&DN tỉnh Nghệ An họp. Đảng ủy khối kết luận."), [bloc, bloc]);
    // The words of another name make no committee: `đảng Ủy`.
    let group = keys("Ban cán sự đảng Ủy ban nhân dân các tỉnh báo cáo.");
    assert_eq!(group, [""; 0]);
}

#[test]
fn a_short_form_takes_its_code_from_its_issuer() {
    let all = mentions("Ban Thường vụ Tỉnh ủy Yên Bái đã ban hành Chỉ thị số 17 về dư luận.");
    assert_eq!(all[1].key, "17-CT/TU");
    let plenum = "nghị quyết Hội nghị Trung ương lần thứ 11 của BCH Trung ương Đảng (khóa XIII)";
    assert_eq!(directives(plenum), ["Nghị quyết Trung ương 11 khóa XIII"]);
}

#[test]
fn an_abbreviation_inside_the_name_of_a_task_is_no_part_of_it() {
    let text = "Ban Chỉ đạo (BCĐ) thực hiện Quy chế dân chủ (QCDC) ở cơ sở tỉnh Sơn La họp.";
    let key = "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh Sơn La";
    assert_eq!(mentions(text)[0].key, key);
}

#[test]
fn a_leading_group_is_of_the_agency_that_its_head_heads() {
    let text = "Dự có Bí thư Ban Cán sự đảng, Tổng Thanh tra Chính phủ và Bí thư Đảng ủy, Giám \
                đốc Sở Y tế; Bí thư Đảng đoàn, Chủ tịch Hội Nông dân Việt Nam.";
    let keys: Vec<String> = mentions(text).into_iter().map(|mention| mention.key).collect();
    assert_eq!(keys[0], "Ban Cán sự đảng Thanh tra Chính phủ");
    assert_eq!(keys[2], "Đảng ủy Sở Y tế");
    assert_eq!(keys[4], "Đảng đoàn Hội Nông dân Việt Nam");
}

#[test]
fn a_short_form_of_a_ward_is_not_completed_with_a_commune() {
    let all = mentions("UBND xã Đông Thành họp. Đảng ủy phường cũng họp.");
    assert_eq!(all[1].key, "Đảng ủy phường");
    let all = mentions("UBND xã Đông Thành, UBND P.Hạc Thành họp. Đảng ủy phường cũng họp.");
    assert_eq!(all[2].key, "Đảng ủy phường Hạc Thành");
}

#[test]
fn an_abbreviation_of_an_issuer_counts_only_behind_a_document_of_the_centre() {
    let keys = |text: &str| mentions(text).into_iter().map(|one| one.key).collect::<Vec<_>>();
    assert_eq!(keys("KL 192-KL/TW của BCT"), ["192-KL/TW", "Bộ Chính trị"]);
    assert_eq!(keys("Thông tư 34/2020/TT-BCT của BCT"), ["34/2020/TT-BCT"]);
    assert_eq!(keys("Lời chúc của Chủ tịch nước"), [""; 0]);
    assert_eq!(keys("Lệnh số 16/2024/L-CTN của Chủ tịch nước").len(), 2);
}

#[test]
fn a_resolution_of_a_congress_names_whose_congress_it_was() {
    let key = |text: &str| directives(text).join("; ");
    assert_eq!(key("Nghị quyết Đại hội XIII của Đảng"), "Nghị quyết Đại hội XIII của Đảng");
    assert_eq!(key("Nghị quyết Đại hội Đảng lần thứ XIII"), "Nghị quyết Đại hội XIII của Đảng");
    let of_province = "Nghị quyết Đại hội Đảng bộ tỉnh Hà Nam lần thứ XX";
    for text in [
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Hà Nam lần thứ XX",
        "Nghị quyết Đại hội XX Đảng bộ tỉnh Hà Nam",
        "Tỉnh ủy Hà Nam học Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX",
    ] {
        assert_eq!(key(text), of_province, "{text}");
    }
    let union = "Nghị quyết Đại hội Đoàn toàn quốc lần thứ XII";
    assert_eq!(key(union), union);
}

#[test]
fn a_law_that_amends_others_is_one_document() {
    let text = "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức \
                ngày 25 tháng 11 năm 2019";
    let key = "Luật Sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức \
               năm 2019";
    assert_eq!(directives(text), [key]);
    // The date in the next cell of a table is no part of a number.
    assert_eq!(directives("19/2018/TT-BGDĐT10/10/2018BỘ GIÁO DỤC"), ["19/2018/TT-BGDĐT"]);
}

#[test]
fn papers_of_other_countries_are_no_mentions() {
    for text in ["Tổng thống Mỹ ký Sắc lệnh số 14257.", "Nghị định số 725 của Chính phủ Lào."]
    {
        assert_eq!(directives(text), [""; 0], "{text}");
    }
    let own = "Sau chuyến thăm Lào, Bộ trưởng ký Quyết định số 725.";
    assert_eq!(directives(own).len(), 1);
}

#[test]
fn a_short_form_of_two_numbers_is_neither_and_says_so() {
    let all = mentions("Chỉ thị 16-CT/TW, rồi Chỉ thị 16/CT-TTg. Theo Chỉ thị 16 thì thôi.");
    let Resolution::Unresolved(why) = &all[2].resolution else { panic!("{:?}", all[2]) };
    assert_eq!(why, "could be any of 16-CT/TTg, 16-CT/TW");
    assert_eq!(all[2].key, "Chỉ thị 16");
}

#[test]
fn tails_give_date_issuer_term_and_title() {
    let text = "Nghị quyết số 25-NQ/TW, ngày 3/6/2013 của Ban Chấp hành Trung ương Đảng (khóa XI) \
                về “Tăng cường công tác dân vận”";
    let evidence = &mentions(text)[0].evidence;
    let date = PartialDate { year: 2013, month: Some(6), day: Some(3) };
    assert_eq!(evidence.date, Some(date));
    assert_eq!(evidence.issuer.as_deref(), Some("Ban Chấp hành Trung ương Đảng"));
    assert_eq!(evidence.term, Some(11));
    assert_eq!(evidence.title.as_deref(), Some("Tăng cường công tác dân vận"));
}

#[test]
fn an_issuer_may_stand_before_its_document() {
    let evidence = &mentions("Ban Bí thư khóa XII đã ban hành Kết luận 43-KL/TW.")[1].evidence;
    assert_eq!(evidence.issuer.as_deref(), Some("Ban Bí thư Trung ương Đảng"));
    assert_eq!(evidence.term, Some(12));
}

#[test]
fn a_suffix_without_a_place_takes_the_body_of_its_article() {
    let text = "Đảng ủy Khối các cơ quan Trung ương thực hiện Nghị quyết 04-NQ/ĐUK.";
    let all = mentions(text);
    assert_eq!(all[1].evidence.issuer.as_deref(), Some("Đảng ủy Khối các cơ quan Trung ương"));
}

#[test]
fn what_the_front_matter_says_completes_a_name() {
    let bodies = vec!["Đảng ủy Khối cơ quan và doanh nghiệp".to_string()];
    let about = About { bodies, place: Some("Nghệ An".into()), ..About::default() };
    let all = cite("Bí thư Đảng ủy Khối làm việc với Tỉnh ủy.", vietnamese(), &about).mentions;
    assert_eq!(all[0].key, "Đảng ủy Khối cơ quan và doanh nghiệp");
    assert_eq!(all[1].key, "Tỉnh ủy Nghệ An");
}

#[test]
fn a_bloc_of_the_front_matter_is_the_one_whatever_the_text_names() {
    let bodies = vec!["Đảng ủy Khối các cơ quan Trung ương".to_string()];
    let about = About { bodies, ..About::default() };
    for others in ["tỉnh Nghệ An", "tỉnh Nghệ An và Đảng ủy Khối doanh nghiệp tỉnh Nghệ An"]
    {
        let text = format!(
            "Đảng ủy Khối các cơ quan {others} cử đoàn về dự.\n\nĐảng ủy Khối yêu cầu báo cáo."
        );
        let all = cite(&text, vietnamese(), &about).mentions;
        assert_eq!(all[0].key, "Đảng ủy Khối các cơ quan tỉnh Nghệ An");
        assert_eq!(all.last().unwrap().key, "Đảng ủy Khối các cơ quan Trung ương", "{text}");
    }
}

#[test]
fn a_body_is_told_from_what_is_none() {
    let is_body = |name| super::is_body(name, vietnamese());
    assert!(is_body("Đảng ủy Khối các cơ quan Trung ương") && is_body(" Thành ủy Hà Nội "));
    assert!(!is_body("25-NQ/TW (2013)") && !is_body("Cơ quan lạ") && !is_body(""));
}

#[test]
fn spans_count_in_the_text_as_given() {
    for text in [
        "x Nghi\u{323} quye\u{302}\u{301}t so\u{302}\u{301} 25-NQ/TW.",
        "x Nghị\u{A0}quyết số 25\u{2011}NQ/TW.",
        "\u{FEFF}x Nghị quyết số\u{200B} 25-N\u{AD}Q/TW.",
    ] {
        let all = mentions(text);
        assert_eq!(all.len(), 1, "{text}");
        assert_eq!(all[0].key, "25-NQ/TW");
        let words = &text[all[0].span.clone()];
        assert!(words.starts_with("Ngh") && words.ends_with("TW"), "{words}");
    }
}

#[test]
fn relations_need_a_verb_between_two_documents() {
    let relations = |text: &str| {
        let all = cite(text, vietnamese(), &About::default());
        let key = |index: usize| all.mentions[index].key.clone();
        all.statements
            .iter()
            .map(|one| format!("{} {:?} {}", key(one.subject), one.relation, key(one.object)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        relations(
            "Kết luận 43-KL/TW tiếp tục thực hiện Nghị quyết 25-NQ/TW và Nghị quyết 26-NQ/TW"
        ),
        ["43-KL/TW Continues 25-NQ/TW", "43-KL/TW Continues 26-NQ/TW"]
    );
    assert_eq!(
        relations("thực hiện Nghị quyết 25-NQ/TW, trực tiếp là thực hiện Kế hoạch số 74-KH/ĐUK"),
        ["74-KH/ĐUK Implements 25-NQ/TW"]
    );
    assert_eq!(
        relations("Nghị định 100/2019/NĐ-CP được sửa đổi, bổ sung bởi Nghị định 123/2021/NĐ-CP"),
        ["123/2021/NĐ-CP Amends 100/2019/NĐ-CP"]
    );
    assert_eq!(
        relations("Thực hiện Nghị quyết 25-NQ/TW, Đảng ủy đã ban hành Kế hoạch số 74-KH/ĐUK."),
        ["74-KH/ĐUK Implements 25-NQ/TW"]
    );
    assert_eq!(
        relations("Thực hiện Quyết định 290-QĐ/TƯ, Quyết định 2034-QĐ/TU, Đảng ủy đã họp."),
        Vec::<String>::new()
    );
}

#[test]
fn an_archivist_may_write_a_number_in_any_way() {
    for (text, key) in [
        ("Nghị quyết số 25-NQ/TW", "25-NQ/TW"),
        ("16/CT-TTg", "16-CT/TTg"),
        ("290-QĐ/TƯ", "290-QĐ/TW"),
        ("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội XIII của Đảng"),
    ] {
        assert_eq!(canonical_key(text, vietnamese()).map(|found| found.key).as_deref(), Some(key));
    }
    let dated = canonical_key("25-NQ/TW (2013)", vietnamese()).expect("it is a number");
    assert_eq!(dated.evidence.date.map(|date| date.year), Some(2013));
    assert_eq!(canonical_key("không có gì", vietnamese()), None);
}

#[test]
fn numbers_are_shown_as_their_issuers_write_them() {
    let profile = vietnamese();
    assert_eq!(display("16-CT/TTg", profile), "16/CT-TTg");
    assert_eq!(display("25-NQ/TW", profile), "25-NQ/TW");
    assert_eq!(display("04/2015/NĐ-CP", profile), "04/2015/NĐ-CP");
    assert_eq!(
        display("Nghị quyết Đại hội XIII của Đảng", profile),
        "Nghị quyết Đại hội XIII của Đảng"
    );
}

#[test]
fn a_committee_has_one_name_in_all_spellings() {
    let name = |text: &str| committee_name(text, vietnamese());
    assert_eq!(name("đảng uỷ\u{A0}Khối các cơ quan TW"), "Đảng ủy Khối các cơ quan Trung ương");
    assert_eq!(name("UBND TP. Hồ Chí Minh"), "Ủy ban nhân dân Thành phố Hồ Chí Minh");
    assert_eq!(name("Ban Bí thư"), "Ban Bí thư Trung ương Đảng");
    assert_eq!(name("Câu lạc bộ Hoà Bình"), "Câu lạc bộ Hòa Bình");
}

#[test]
fn folding_keeps_letters_and_drops_what_does_not_matter() {
    assert_eq!(fold("Đảng  UỶ\u{A0}Khối – HOÀ"), "đảng ủy khối - hòa");
    assert_eq!(fold("quý"), "quý");
    assert_eq!(fold("toàn"), "toàn");
}

#[test]
fn a_profile_that_is_none_says_where() {
    let error = Profile::parse("language = \"vi\"\nbodis = 3\n").expect_err("a key is wrong");
    assert!(error.span.is_some() && error.message.contains("bodis"), "{error:?}");
}

#[test]
fn a_long_hostile_text_is_read_in_good_time() {
    let shorts = "Nghị quyết 25, ".repeat(4_000) + "Nghị quyết 25-NQ/TW";
    assert_eq!(mentions(&shorts).len(), 4_001);
    mentions(&"Đảng Ủy ".repeat(20_000));
    mentions(&"Ban Thường vụ ".repeat(20_000));
    mentions(&"(".repeat(100_000));
}

#[test]
fn each_plenum_of_a_list_is_a_mention_of_the_term_they_share() {
    let keys = ["Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Trung ương 5 khóa XII"];
    for text in [
        "các Nghị quyết Trung ương 4, 5 khóa XII",
        "Nghị quyết Trung ương 4, Trung ương 5 (khóa XII)",
        "Nghị quyết Hội nghị lần thứ tư và lần thứ năm của BCH Trung ương Đảng khóa XII",
        "NQTƯ 4, 5 (khóa XII)",
    ] {
        assert_eq!(directives(text), keys, "{text}");
    }
    let one = "Nghị quyết Hội nghị lần thứ 4 của Ban Chấp hành Trung ương Đảng (khóa XII)";
    assert_eq!(directives(one), [keys[0]]);
    assert_eq!(directives("Nghị quyết Trung ương 4, 5 đồng chí học"), ["Nghị quyết Trung ương 4"]);
}

#[test]
fn numbers_of_a_list_need_no_blank_between_them() {
    assert_eq!(directives("Quyết định 217,218 của Bộ Chính trị"), ["217-QĐ/TW", "218-QĐ/TW"]);
    assert_eq!(directives("Kết luận 1,5 triệu hộ"), [""; 0]);
}

#[test]
fn the_end_of_an_abbreviation_says_whose_organ_it_is() {
    let text = "Đảng ủy Khối các cơ quan tỉnh Sơn La họp, có Ủy viên Ban TVTU. Sau đó Tỉnh ủy \
                Sơn La và UBKTTU làm việc với UBKTHU.";
    let keys: Vec<String> = mentions(text).into_iter().map(|mention| mention.key).collect();
    assert_eq!(keys[1], "Ban Thường vụ Tỉnh ủy Sơn La");
    assert_eq!(keys[3], "Ủy ban Kiểm tra Tỉnh ủy Sơn La");
    assert_eq!(keys[4], "Ủy ban Kiểm tra Huyện ủy");
}

#[test]
fn forces_have_names_of_more_than_one_part() {
    let text = "Ban Thường vụ Đảng ủy Cảnh sát biển Việt Nam ký với Ban Thường vụ 12 tỉnh ủy.";
    let keys: Vec<String> = mentions(text).into_iter().map(|mention| mention.key).collect();
    assert_eq!(keys, ["Ban Thường vụ Đảng ủy Cảnh sát biển Việt Nam"]);
}

#[test]
fn a_kind_of_organisation_in_small_letters_goes_on_a_name() {
    let keys = |text: &str| mentions(text).into_iter().map(|one| one.key).collect::<Vec<_>>();
    let text = "Ban Chấp hành đảng bộ tỉnh Sơn La và Đảng ủy bệnh viện Đa khoa Mộc Châu.";
    let wanted = ["Ban Chấp hành Đảng bộ tỉnh Sơn La", "Đảng ủy Bệnh viện Đa khoa Mộc Châu"];
    assert_eq!(keys(text), wanted);
    assert_eq!(
        keys("BCH lâm thời Đảng bộ tỉnh Sơn La"),
        ["Ban Chấp hành lâm thời Đảng bộ tỉnh Sơn La"]
    );
    assert_eq!(keys("Quận ủy Quận 5"), ["Quận ủy Quận 5"]);
    assert_eq!(keys("Huyện ủy huyện Mai Sơn"), ["Huyện ủy Mai Sơn"]);
}

#[test]
fn a_person_whose_name_a_city_bears_does_not_name_the_city() {
    let key = |text: &str| mentions(text).pop().expect("a body is found").key;
    let text = "Học tập tư tưởng Hồ Chí Minh. UBND thành phố đã họp.";
    assert_eq!(key(text), "Ủy ban nhân dân thành phố");
    let text = "Đảng bộ TP Hồ Chí Minh học tập. UBND thành phố đã họp.";
    assert_eq!(key(text), "Ủy ban nhân dân Thành phố Hồ Chí Minh");
}

#[test]
fn names_of_unions_firms_and_numbered_districts_are_whole() {
    let cases = [
        (
            "Trưởng Ban Tuyên giáo Trung ương Hội Nông dân Việt Nam phát biểu.",
            "Ban Tuyên giáo Trung ương Hội Nông dân Việt Nam",
        ),
        (
            "Đảng ủy Tổng công ty Cảng hàng không Việt Nam họp.",
            "Đảng ủy Tổng công ty Cảng hàng không Việt Nam",
        ),
        (
            "Đảng ủy Trường Đại học Mỏ - Địa chất ra nghị quyết.",
            "Đảng ủy Trường Đại học Mỏ - Địa chất",
        ),
    ];
    for (text, name) in cases {
        let all = mentions(text);
        assert_eq!(all.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), [name], "{text}");
    }
    let text = "UBND Quận 8 báo cáo. Ban Dân vận Quận ủy đề nghị làm rõ.";
    assert_eq!(last_resolved(text).0, "Ban Dân vận Quận ủy Quận 8");
}

#[test]
fn the_day_behind_a_bare_number_does_not_count_days() {
    let text = "Thực hiện Nghị quyết 27 ngày 16/3/2022 của Bộ Chính trị; làm 25 ngày đêm.";
    assert_eq!(directives(text), ["27-NQ/TW"]);
    assert_eq!(directives("Ban tổ chức quyết định 12 ngày nghỉ."), [""; 0]);
}

#[test]
fn a_number_may_be_broken_by_a_blank_where_its_letters_show_it() {
    let text =
        "Công văn số 1635/SGDĐT- GDTrH, Thông tư 01/2016/TT-BGD ĐT và Nghị định 5/2020/NĐ-CP";
    assert_eq!(directives(text), ["1635/SGDĐT-GDTrH", "01/2016/TT-BGDĐT", "05/2020/NĐ-CP"]);
}

#[test]
fn a_resolution_in_small_letters_counts_by_a_number_that_no_month_has() {
    let text = "Bảy năm thực hiện nghị quyết 18/2017 của Trung ương, sau nghị quyết 11/1939.";
    let found = mentions(text).into_iter().filter(|mention| mention.kind == Kind::Directive);
    let found: Vec<&str> = found.map(|mention| &text[mention.span]).collect();
    assert_eq!(found, ["nghị quyết 18/2017"]);
}

#[test]
fn a_law_on_documents_and_a_body_abroad_have_their_whole_names() {
    let text = "Luật Ban hành Văn bản quy phạm pháp luật 2025; Ban Chấp hành Đảng bộ Ngoài nước.";
    let all = mentions(text);
    let texts: Vec<&str> = all.iter().map(|mention| &text[mention.span.clone()]).collect();
    let whole =
        ["Luật Ban hành Văn bản quy phạm pháp luật 2025", "Ban Chấp hành Đảng bộ Ngoài nước"];
    assert_eq!(texts, whole);
}

#[test]
fn a_bare_number_may_end_with_a_letter() {
    let text = "Nghị quyết 30a/2008/NQ-CP; theo Nghị quyết 30a, hộ nghèo được vay vốn.";
    assert_eq!(directives(text), ["30a/2008/NQ-CP", "30a/2008/NQ-CP"]);
}

#[test]
fn an_office_with_an_ampersand_may_be_on_no_list() {
    assert_eq!(directives("Số: 278/PGD&ĐT-THCS"), ["278/PGD&ĐT-THCS"]);
    assert_eq!(directives("Số: 278/ABC-XYZ"), [""; 0]);
}

#[test]
fn the_number_of_a_hamlet_is_not_that_of_a_congress() {
    assert_eq!(directives("Nghị quyết Đại hội Chi bộ thôn 3 đã thông qua."), [""; 0]);
    let counted = "Nghị quyết Đại hội Chi bộ thôn Đông X";
    assert_eq!(directives(counted).len(), 1);
}

#[test]
fn a_body_that_never_issues_a_type_is_the_issuer_of_the_last_alone() {
    let issuers = |text: &str| {
        let all = mentions(text).into_iter().filter(|one| one.kind == Kind::Directive);
        all.map(|one| one.evidence.issuer.unwrap_or_default()).collect::<Vec<_>>()
    };
    let secretariat = "Ban Bí thư Trung ương Đảng";
    let mixed = "Thực hiện Nghị quyết 25-NQ/TW và Kết luận 43-KL/TW của Ban Bí thư.";
    assert_eq!(issuers(mixed), ["", secretariat]);
    let both = "Thực hiện Chỉ thị 05-CT/TW và Kết luận 43-KL/TW của Ban Bí thư.";
    assert_eq!(issuers(both), [secretariat; 2]);
}

#[test]
fn what_a_number_counts_is_no_declared_abbreviation() {
    let declared = "Chính phủ (sau đây viết tắt là CP) quy định. ";
    let n = |rest: &str| mentions(&format!("{declared}{rest}")).len() - 1;
    assert_eq!(n("Công ty bán 50.000 CP."), 0);
    assert_eq!(n("Công ty bán 10 triệu CP với giá 20.000 đồng/CP."), 0);
    assert_eq!(n("Năm 2020 CP đã họp. Ngày 3/6 CP lại họp. Theo CP, giá giảm."), 3);
}

#[test]
fn a_leading_group_of_a_ministry_without_its_name_is_of_the_one_that_the_text_names() {
    let text = "Ban cán sự đảng Bộ tổ chức hội nghị. Bộ Ngoại giao báo cáo.";
    let keys: Vec<String> = mentions(text).into_iter().map(|mention| mention.key).collect();
    assert_eq!(keys, ["Ban Cán sự đảng Bộ Ngoại giao", "Bộ Ngoại giao"]);
}

#[test]
fn an_organ_in_small_letters_counts_behind_a_title_if_its_seat_is_a_name() {
    let all = mentions("Ông Lê Văn Tám, Trưởng ban dân vận Tỉnh ủy, dự. Các ban dân vận họp.");
    let keys: Vec<&str> = all.iter().map(|mention| mention.key.as_str()).collect();
    assert_eq!(keys, ["Ban Dân vận Tỉnh ủy"]);
    let firm = mentions("Đảng ủy Công ty CP than Mông Dương và ĐẢNG ỦY KHỐI DNTW họp.");
    assert_eq!(firm[0].key, "Đảng ủy Công ty CP than Mông Dương");
    assert_eq!(firm[1].key, "Đảng ủy Khối doanh nghiệp Trung ương");
}

#[test]
fn a_meeting_of_one_organisation_is_told_by_its_years() {
    let text = "Nghị quyết Đại hội đại biểu Đảng bộ xã Hòa Sơn, nhiệm kỳ 2020 - 2025; Nghị quyết \
                Hội nghị đại biểu Đảng bộ Ngoài nước nhiệm kỳ 2015-2020.";
    assert_eq!(
        directives(text),
        [
            "Nghị quyết Đại hội Đảng bộ xã Hòa Sơn nhiệm kỳ 2020-2025",
            "Nghị quyết Hội nghị đại biểu Đảng bộ Ngoài nước nhiệm kỳ 2015-2020"
        ]
    );
    let filled = "Tỉnh ủy Hà Nam họp. Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020-2025 nêu rõ.";
    assert_eq!(directives(filled), ["Nghị quyết Đại hội Đảng bộ tỉnh Hà Nam nhiệm kỳ 2020-2025"]);
    let generic = "Nghị quyết Đại hội đảng bộ các cấp nhiệm kỳ 2020-2025, Nghị quyết Đại hội \
                   Đảng bộ các cấp, nhiệm kỳ 2020-2025";
    assert_eq!(directives(generic), [""; 0]);
}

#[test]
fn the_abbreviation_of_a_type_may_stand_before_the_number() {
    assert_eq!(
        directives("Tổng kết Nghị quyết (NQ) 28-NQ/TW và Chỉ thị (CT) số 05."),
        ["28-NQ/TW", "Chỉ thị 05"]
    );
    assert_eq!(directives("Nghị quyết (dự thảo) 28 trang"), [""; 0]);
}

#[test]
fn a_type_in_small_letters_counts_where_an_issuer_follows_its_number() {
    assert_eq!(directives("phổ biến kết luận 13 của Đảng ủy Sông Hồng."), ["Kết luận 13"]);
    assert_eq!(directives("phổ biến kết luận 13 trước giờ họp."), [""; 0]);
    assert_eq!(directives("bàn kế hoạch 2024 của Đảng ủy Sông Hồng."), [""; 0]);
}

#[test]
fn the_plenum_of_a_local_committee_has_a_resolution_too() {
    for (text, key) in [
        (
            "bàn Nghị quyết Hội nghị Tỉnh ủy Hà Nam lần thứ 9 (khóa XX) ngay trong tuần.",
            "Nghị quyết Hội nghị Tỉnh ủy Hà Nam lần thứ 9 khóa XX",
        ),
        (
            "Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Đảng bộ tỉnh Hà Nam, khóa XX.",
            "Nghị quyết Hội nghị Ban Chấp hành Đảng bộ tỉnh Hà Nam lần thứ 5 khóa XX",
        ),
        (
            "Nghị quyết Hội nghị BCH Đảng bộ huyện Kim Bảng lần thứ 4 nêu ba việc.",
            "Nghị quyết Hội nghị Ban Chấp hành Đảng bộ huyện Kim Bảng lần thứ 4",
        ),
    ] {
        assert_eq!(directives(text), [key]);
    }
    // What stands behind the number issues it and is a mention of its own.
    let all = mentions("Nghị quyết Hội nghị lần thứ 5 Ban Chấp hành Đảng bộ tỉnh Hà Nam khóa XX.");
    assert_eq!(all[1].key, "Ban Chấp hành Đảng bộ tỉnh Hà Nam");
    assert_eq!(directives("Nghị quyết Hội nghị Tỉnh ủy Hà Nam vừa qua."), [""; 0]);
    assert_eq!(directives("Nghị quyết Hội nghị lần thứ 5 nông dân sản xuất giỏi."), [""; 0]);
}

#[test]
fn a_noun_in_small_letters_has_a_number_that_counts_no_chapters() {
    assert_eq!(directives("xe quá tải bị phạt theo nghị định 168."), ["Nghị định 168"]);
    assert_eq!(directives("tinh thần của thông tư 29 vẫn còn nguyên."), ["Thông tư 29"]);
    assert_eq!(directives("soạn nghị định 5 về chương trình ấy."), [""; 0]);
    assert_eq!(directives("ông ấy quyết định 168 về đích trước."), [""; 0]);
    assert_eq!(directives("Theo Nghị định 46/2016 không ai phải nộp."), ["46/2016/NĐ-CP"]);
    assert_eq!(directives("vốn theo Quyết định 1956 về dạy nghề."), ["Quyết định 1956"]);
    assert_eq!(directives("làm xong Quyết định 1956 trong mùa hè."), [""; 0]);
}

#[test]
fn offices_on_no_list_are_read_where_what_stands_before_is_sure() {
    for (text, key) in [
        ("Quyết định số 52/2013/QĐUB của tỉnh", "52/2013/QĐUB"),
        ("Thông tư số 14/TTLB của hai bộ", "14/TTLB"),
        ("Nghị định 35 - HĐBT ra năm 1992", "35-HĐBT"),
        ("tờ trình số 28/TTr - KLMN ngày 4/10", "28-TTr/KLMN"),
        ("Quyết định số 497/QĐNS-TW của Ban Bí thư", "497-QĐNS/TW"),
        ("Luật số 54/2014/QH 13 và các văn bản", "54/2014/QH13"),
        ("Nghị quyết 19- 2017/NQ-CP về cạnh tranh", "19/2017/NQ-CP"),
        ("tờ trình liên sở số 1960/TTrLS-STC-SNV ngày 24/11", "1960/TTrLS-STC-SNV"),
        (
            "Căn cứ Luật Sửa đổi một số điều của các luật liên quan đến đầu tư ngày 19/6/2009;",
            "Luật Sửa đổi một số điều của các luật liên quan đến đầu tư năm 2009",
        ),
    ] {
        assert_eq!(directives(text), [key]);
    }
    assert_eq!(directives("Giấy phép xuất bản số 185/GP-BTTTT do Bộ cấp."), [""; 0]);
}

/// The keys of a text's committees.
fn committees(text: &str) -> Vec<String> {
    let all = mentions(text).into_iter();
    all.filter(|mention| mention.kind == Kind::Committee).map(|mention| mention.key).collect()
}

#[test]
fn several_terms_of_a_committee_do_not_make_it_several() {
    assert_eq!(
        committees("Ban Thường vụ Tỉnh ủy các nhiệm kỳ 2010-2015, 2015-2020 của tỉnh Hà Nam."),
        ["Ban Thường vụ Tỉnh ủy Hà Nam"]
    );
    assert_eq!(
        committees("Kỷ luật Ban cán sự đảng UBND tỉnh các nhiệm kỳ 2016-2021, 2021-2026."),
        ["Ban Cán sự đảng Ủy ban nhân dân tỉnh"]
    );
    assert_eq!(committees("Ban Thường vụ Tỉnh ủy các tỉnh miền núi."), [""; 0]);
}

#[test]
fn bodies_of_a_list_with_dashes_or_a_board_share_their_end() {
    assert_eq!(
        committees("Đảng ủy - HĐND - UBND xã Kim Liên dâng hoa ở đền."),
        ["Đảng ủy xã Kim Liên", "Hội đồng nhân dân xã Kim Liên", "Ủy ban nhân dân xã Kim Liên"]
    );
    assert_eq!(
        committees("sự chỉ đạo của Ban Cán sự đảng, Đảng ủy, lãnh đạo Bộ Nội vụ."),
        ["Ban Cán sự đảng Bộ Nội vụ", "Đảng ủy Bộ Nội vụ", "Bộ Nội vụ"]
    );
    assert_eq!(
        committees("Ban cán sự đảng, lãnh đạo Bộ Nội vụ đã họp."),
        ["Ban Cán sự đảng Bộ Nội vụ", "Bộ Nội vụ"]
    );
}

#[test]
fn a_blank_or_a_full_stop_may_stand_before_a_suffix_on_the_list() {
    assert_eq!(directives("Quyết định số 3044/QĐ UBND về khen thưởng."), ["3044-QĐ/UBND"]);
    assert_eq!(
        directives("Quyết định số 12/QĐ.UBND, Nghị quyết số 08-NQ.TW."),
        ["12-QĐ/UBND", "08-NQ/TW"]
    );
    assert_eq!(directives("Quyết định số 12/QĐ UBND tỉnh vừa ký."), ["Quyết định 12"]);
    assert_eq!(directives("Theo Nghị quyết 18-NQ. UBND xã đã họp."), ["Nghị quyết 18"]);
}
