//! Claims on pages that a stranger saves: letterheads, notes, cells of dumps, blogs.

use super::*;

/// Two paragraphs of a text that is about nothing in particular, to stand below a lead.
const MORE: &str = "Các chi bộ trong xã đã bàn bạc kỹ, phân công từng đảng viên phụ trách từng \
    nhóm hộ và hằng tháng báo cáo kết quả với cấp ủy.\n\nNhân dân các thôn phấn khởi, tự nguyện \
    góp công, góp của để làm đường và chỉnh trang nhà văn hóa của thôn mình.";

/// The day, month or year that was found for a text, as it is written.
fn day_of(text: &str) -> String {
    let dated = import("a.txt", text).found.dated;
    dated.map_or_else(String::new, |dated| date_words(dated.date))
}

#[test]
fn what_will_be_and_what_was_issued_long_ago_date_no_text() {
    let will =
        format!("Từ ngày 5-8-2024, xã sẽ mở điểm tiếp dân tại nhà văn hóa các thôn.\n\n{MORE}");
    assert_eq!(day_of(&will), "2024");
    let ago = format!(
        "Thứ năm, 14 Tháng 12 2017 17:22\n\nDân vận ở vùng cao\n\nVới tầm quan trọng đó, ngày \
         18-2-1998, Bộ Chính trị đã ra Chỉ thị số 30-CT/TW về quy chế dân chủ ở cơ sở, được các \
         cấp ủy quán triệt sâu rộng.\n\n{MORE}"
    );
    assert_eq!(day_of(&ago), "2017-12-14");
}

#[test]
fn a_document_issued_in_the_first_words_of_the_lead_is_the_news_of_that_day() {
    let lead = "Ngày 12/2/2025, Huyện ủy Yên Bình ban hành Quyết định số 98-QĐ/HU hợp nhất hai \
                ban tham mưu của cấp ủy huyện kể từ ngày 1/3/2025.";
    assert_eq!(day_of(&format!("{lead}\n\n{MORE}")), "2025-02-12");
    let review = "Qua 5 năm thực hiện, kết quả đã rõ, song đến nay vẫn còn thôn chưa làm được gì \
                  đáng kể để nêu thành gương cho các thôn khác trong toàn huyện.";
    assert_eq!(day_of(&format!("{lead}\n\n{review}\n\n{MORE}")), "2025");
}

#[test]
fn a_document_may_have_its_place_and_date_beside_its_number() {
    let text = format!(
        "UBND XÃ TÂN LẬP        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND        Tân \
         Lập, ngày 05 tháng 3 năm 2024 |\nKẾ HOẠCH\nTổ chức các\nngày dân vận của xã năm \
         2024\n\n{MORE}"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.dated.map(|dated| date_words(dated.date)).as_deref(), Some("2024-03-05"));
    assert!(found.authors.is_empty(), "{:?}", found.authors);
    let lost = found.dropped.iter().find(|dropped| dropped.text == "Tổ chức các");
    assert_eq!(lost, None);
}

#[test]
fn stamps_count_views_in_english_and_stand_behind_a_section() {
    for stamp in ["Phóng sự 23-09-2022", "23/09/2022 08:33 View count: 2073"] {
        assert_eq!(day_of(&format!("Người giữ lửa ở Tân Lập\n\n{stamp}\n\n{MORE}")), "2022-09-23");
    }
}

#[test]
fn notes_below_the_name_are_kept_and_hide_it_not() {
    let notes = "(1) Hồ Chí Minh: Toàn tập, Nxb. Chính trị quốc gia, Hà Nội, 2011, t.6, tr.232, \
                 bài nói với cán bộ xã.\n(2) Báo cáo số 45-BC/HU ngày 20/12/2020 của Huyện ủy.";
    let text =
        format!("Dân vận ở vùng cao\n\n05/06/2021 08:00\n\n{MORE} (1).\n\nVũ Minh Hòa\n\n{notes}");
    let article = import("a.txt", &text);
    assert_eq!(article.found.authors, ["Vũ Minh Hòa"]);
    assert!(
        article.body.contains("tr.232") && article.body.contains("45-BC/HU"),
        "{}",
        article.body
    );
    let listed = notes.replace("(1)", "1.").replace("(2)", "2.");
    let text = text.replace(notes, &format!("Tài liệu tham khảo:\n{listed}")).replace("(1).", "");
    let article = import("a.txt", &text);
    assert_eq!(article.found.authors, ["Vũ Minh Hòa"]);
    assert!(article.body.contains("tham khảo") && article.body.contains("45-BC/HU"));
}

#[test]
fn cells_of_a_dump_are_teasers_pictures_and_their_words() {
    let text = format!(
        "Chi bộ vùng cao giúp dân làm giàu từ cây chè\n![]() Ngày hội của bản đã về với bà con vùng biên. |\n![]() |\nBí thư \
         chi bộ thăm vườn chè của dân bản |\n{MORE}"
    );
    let article = import("a.txt", &text);
    let dropped: Vec<usize> = article.found.dropped.iter().map(|dropped| dropped.line).collect();
    assert_eq!(dropped, [2, 3]);
    assert!(article.body.contains("<figcaption>\n\nBí thư chi bộ thăm vườn chè của dân bản\n"));
}

#[test]
fn slots_of_templates_and_counted_headings_are_told_apart() {
    let text =
        format!("Dân vận ở vùng cao\n${{date}}\n%TITLE%\n[[video_player]]\nI- TÌNH HÌNH\n{MORE}");
    let article = import("a.txt", &text);
    let dropped: Vec<usize> = article.found.dropped.iter().map(|dropped| dropped.line).collect();
    assert_eq!(dropped, [2, 3, 4]);
    assert!(article.body.starts_with("I- TÌNH HÌNH"), "{}", article.body);
}

#[test]
fn neither_a_dateline_nor_a_preamble_becomes_a_headline() {
    let lead = "Tân Lập, ngày 1 tháng 4 năm 2022. Tại nhà văn hóa thôn Trung, cấp ủy xã bàn việc \
                làm đường với các trưởng thôn và những hộ hiến đất.";
    let title = import("a.txt", &format!("{lead}\n\n{MORE}")).found.title;
    assert!(title.starts_with("Tại nhà văn hóa") || title.starts_with("Cấp ủy xã"), "{title}");
    let text = format!("Căn cứ Nghị định số 27/2022/NĐ-CP ngày 19/4/2022 của Chính phủ\n\n{MORE}");
    assert!(import("a.txt", &text).body.starts_with("Căn cứ"));
}

#[test]
fn the_name_of_a_blog_is_not_its_headline() {
    let html = format!(
        "<title>Góc nhỏ: Người giữ lửa ở Tân Lập</title><h1>Góc nhỏ</h1>\
         <h3>Người giữ lửa ở Tân Lập</h3><p>{MORE}</p>"
    );
    assert_eq!(import("a.html", &html).found.title, "Người giữ lửa ở Tân Lập");
}

#[test]
fn what_an_author_is_and_the_day_of_an_election_mislead_nobody() {
    let text = format!(
        "Biên phòng dựa vào dân để giữ bình yên đường biên\n\nĐào Văn Hùng\nTỉnh ủy viên, Đại tá, \
         Chỉ huy trưởng Bộ Chỉ huy Bộ đội Biên phòng tỉnh\n07:12, ngày 18-02-2022\n\n{MORE}"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.title, "Biên phòng dựa vào dân để giữ bình yên đường biên");
    assert_eq!(found.authors, ["Đào Văn Hùng"]);
    let text = "Google News\n\nCông bố quyết định của Ban Thường vụ, Ban Tổ chức\n\nĐào Hùng\n";
    let title = import("a.txt", &format!("{text}{MORE}")).found.title;
    assert_eq!(title, "Công bố quyết định của Ban Thường vụ, Ban Tổ chức");
    let lead = "Các cấp ủy tập trung lãnh đạo để cuộc bầu cử đại biểu Hội đồng nhân dân các cấp \
                diễn ra dân chủ, an toàn vào Chủ nhật ngày 15/3/2026 trên địa bàn toàn huyện.";
    assert_eq!(day_of(&format!("{lead}\n\n{MORE}")), "2026");
}

#[test]
fn what_a_dump_leaves_of_a_cell_is_no_part_of_its_words() {
    let text = format!("![]() |\n| Đồng chí Nguyễn Thị An phát động phong trào |\n{MORE}");
    let lines = import("a.txt", &text).found.lines;
    assert_eq!(lines[1].text, "Đồng chí Nguyễn Thị An phát động phong trào");
    assert_eq!(lines[0].class, Class::Noise);
}

#[test]
fn the_number_of_a_part_at_the_start_of_a_line_is_no_day() {
    let days = |text: &str| moment::find(text).iter().filter(|found| found.day.is_some()).count();
    assert_eq!(days("1.1. Xã đã nạo vét xong kênh mương"), 0);
    assert_eq!(days("2.3 Việc còn lại của các thôn"), 0);
    assert_eq!(days("8.3) việc còn lại của các thôn"), 0);
    // A day goes on as a sentence does, or has a word before it.
    assert_eq!(days("15.4, xã mở hội làng"), 1);
    assert_eq!(days("Ngày 1.1. Xã mở hội làng"), 1);
    assert_eq!(days("1.1.2021. Xã mở hội làng"), 1);
}

#[test]
fn a_part_is_the_headline_only_where_nothing_stands_above_it() {
    let lead = "Ủy ban nhân dân xã đã họp bàn việc nạo vét kênh mương nội đồng và giao cho từng \
        thôn một đoạn kênh để trông coi suốt vụ mùa.";
    let title = |head: &str| import("a.txt", &format!("{head}\n\n{lead}\n\n{MORE}")).found.title;
    assert_eq!(title("1. Việc nạo vét kênh mương nội đồng"), "1. Việc nạo vét kênh mương nội đồng");
    assert_eq!(
        title("Tin từ các thôn trong tuần\n\n1. Việc nạo vét kênh mương nội đồng"),
        "Tin từ các thôn trong tuần"
    );
}

#[test]
fn parts_are_no_authors_and_names_with_offices_are() {
    for part in ["Chương I", "Mục 2", "Điều 12.", "Phụ lục A", "Phần thứ Hai"] {
        assert_eq!(credit::read(part), None, "{part}");
    }
    let authors = |text: &str| credit::read(text).map(|credit| credit.authors);
    assert_eq!(authors("Chương Lan"), Some(vec!["Chương Lan".to_string()]));
    assert_eq!(authors("ThS. Lê Vân- Trưởng khoa Luật"), Some(vec!["ThS. Lê Vân".to_string()]));
    assert_eq!(authors("TS. LÊ THỊ VÂN (**)"), Some(vec!["TS. LÊ THỊ VÂN".to_string()]));
    assert!(!credit::is_scholar_with_office("Lê Vân - Trưởng khoa Luật"));
    assert!(!credit::is_scholar_with_office("TS. Lê Vân - Trưởng khoa Luật: Thưa ông,"));
}

#[test]
fn a_cell_of_a_table_is_no_caption() {
    let table = format!(
        "Thu chi của xã\n\n{MORE}\nThôn Đoài góp công | 40 công |\nThôn Thượng góp tiền mua \
         cọc tre |\nThôn Hạ góp cọc | 90 cọc |\n{MORE}"
    );
    let found = import("a.txt", &table).found;
    assert!(found.lines.iter().all(|line| line.class != Class::Caption), "{:?}", found.lines);
}

#[test]
fn words_without_marks_are_an_address_only_above_the_text() {
    let words = "cac thon nao vet kenh muong noi dong";
    let above = import("a.txt", &format!("{words}\n\n{MORE}")).body;
    assert!(!above.contains(words), "{above}");
    let below = import("a.txt", &format!("{MORE}\n\n{words}\n\n{MORE} Hết.")).body;
    assert!(below.contains(words), "{below}");
}

#[test]
fn a_short_sentence_that_shows_a_deed_above_prose_is_a_caption() {
    let is_caption = |line: &str| {
        let text = format!("Xóm Đoài\n\n{PROSE}\n\n{line}\n\n{PROSE} Hết.\n");
        lines_of(&text, Class::Caption) == [line]
    };
    for line in [
        "Tổng Bí thư, Chủ tịch nước cùng các cụ trong xóm trò chuyện bên gốc đa đầu làng.",
        "Cán bộ, đảng viên xóm Đoài thắp hương ở đền làng.",
        "Bí thư Chi bộ ân cần thăm hỏi bà con vùng lũ ở xóm Đoài, xóm Trung.",
        "CSGT hướng dẫn bà con đội mũ bảo hiểm đúng cách ở cổng chợ.",
    ] {
        assert!(is_caption(line), "{line}");
    }
    for line in [
        "Bí thư Chi bộ đã trò chuyện với các cụ trong xóm.",
        "Bí thư Chi bộ thường xuyên trò chuyện với các cụ, các cháu ở xóm Đoài, xóm Trung, xóm Hạ.",
        "Đồng chí Bí thư Chi bộ dự, tặng bà con hai tạ giống lúa mới, một tạ giống ngô và mười cuốn sổ.",
    ] {
        assert!(!is_caption(line), "{line}");
    }
    // Sides are only in a picture, however many are named.
    let row = "Ông Lê Văn An (thứ hai, từ trái sang), Bí thư Chi bộ xóm Đoài, ông Lê Văn Ba, Trưởng \
               ban công tác Mặt trận, cùng bà Lê Thị Cúc, Chi hội trưởng Phụ nữ, bà Lê Thị Duyên, \
               Chi hội trưởng Nông dân, và đại diện mười hộ nhận sổ tiết kiệm của các nhà tài trợ.";
    assert!(230 < row.chars().count() && is_caption(row));
}

#[test]
fn the_steps_of_two_procedures_may_be_the_same() {
    let step = "Bước 2: Nhập số thẻ, ngày sinh và mã xác nhận vào các ô rồi bấm nút tra cứu.";
    let text = format!("Tra cứu thẻ\n\n{PROSE}\n\n{step}\n\n{MORE}\n\n{step}\n\n{PROSE} Hết.\n");
    let kept = lines_of(&text, Class::Body);
    assert_eq!(kept.iter().filter(|line| *line == step).count(), 2);
}

#[test]
fn plans_elections_and_history_do_not_date_a_text() {
    let goal = "Sáng 23/7, xóm Đoài thắp hương ở đền làng. Bà con quyết tâm thực hiện thắng lợi \
                mục tiêu năm 2024 và kế hoạch phát triển kinh tế 5 năm (2021-2025) của xã.";
    assert_eq!(day_of(&format!("{goal}\n\n{MORE}")), "2024-07-23");
    let last = "Sáng 9/6, xóm Đoài bầu trưởng xóm. Lần bầu cử gần đây nhất diễn ra vào năm 2022, \
                khi ấy cả xóm mới có tám chục hộ và chưa có nhà văn hóa.";
    assert_eq!(day_of(&format!("{last}\n\n{MORE}")), "");
    let past = "Kỷ niệm 99 năm ngày mở chợ (21/6/1925 - 21/6/2024)\n\nNgày 21/6/2000, xã công nhận \
                ngày ấy là ngày hội của chợ, và từ đó năm nào bà con cũng mở hội vào ngày này.";
    assert_eq!(day_of(&format!("{past}\n\n{MORE}")), "2024");
    let fee = "Xã vừa báo cáo huyện về giá vé đò.\n\nTừ ngày 1/1/2025 thu bằng mức giá tối đa mà \
               huyện đã phê duyệt cho các bến đò ngang.";
    assert_eq!(day_of(&format!("{fee}\n\n{MORE}")), "2025");
}

#[test]
fn a_section_of_a_long_menu_is_no_headline() {
    let menu: String = ('A'..='Z').map(|letter| format!("Mục {letter} của trang nhà\n")).collect();
    let more: String = ('A'..='K').map(|letter| format!("Trang {letter} của xã ta\n")).collect();
    let text = format!(
        "Phong trào thi đua\n{menu}{more}Thứ 3, 23/09/2014 | 00:00\nPhong trào thi đua giữ làng quê thêm xanh\n{PROSE} \
         Đó là phong trào thi đua của cả xã.\n\n{MORE}\n"
    );
    assert_eq!(import("a.txt", &text).found.title, "Phong trào thi đua giữ làng quê thêm xanh");
}

#[test]
fn a_summary_that_a_paragraph_says_again_is_no_headline() {
    let sum =
        "Muốn đường làng sạch thì việc đầu tiên là mỗi nhà phải tự phân loại rác của nhà mình";
    let text = format!(
        "Hướng đến làng quê xanh\n{sum}\n\n{PROSE}\n\nTheo các cụ, {} trước khi mang ra ngõ, bởi \
         rác lẫn lộn thì không ai gom nổi.\n\n{MORE}\n",
        sum.to_lowercase()
    );
    assert_eq!(import("a.txt", &text).found.title, "Hướng đến làng quê xanh");
}

#[test]
fn a_label_with_a_headline_glued_to_it_and_a_paper_below_are_no_text() {
    let text = format!(
        "Xóm Đoài làm đường\n\n{PROSE}\n\n{MORE}\n\nTin liên quan Xóm Trung khánh thành nhà văn hóa\n\n\
         Theo Người lao động\n"
    );
    let found = import("a.txt", &text).found;
    assert_eq!(found.source.as_deref(), Some("Người lao động"));
    assert_eq!(lines_of(&text, Class::Body).len(), 3);
    let told = "Tin liên quan đến vụ việc này còn được bàn tiếp ở buổi họp của thôn.";
    let text = format!("Xóm Đoài làm đường\n\n{PROSE}\n\n{told}\n\n{MORE}\n");
    assert!(lines_of(&text, Class::Body).contains(&told.to_string()));
}
