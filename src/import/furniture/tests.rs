use crate::cite::Profile;
use crate::import::article;
use crate::import::line::Class;

use super::*;

/// What a profile with these lines in its table of pages names.
fn furniture(lines: &str) -> Furniture {
    let profile = Profile::parse(&format!("extends = \"vi\"\n[page]\n{lines}\n"));
    Furniture::of(profile.expect("it is a profile").page())
}

/// What such a profile says that a line is.
fn named(lines: &str, text: &str) -> Option<Named> {
    furniture(lines).named(text)
}

#[test]
fn a_whole_line_is_known_in_any_case_and_with_marks_around_it() {
    let lines = "noise = [\"Sổ tay hoá đơn\"]";
    for line in ["Sổ tay hoá đơn", "SỔ TAY HÓA ĐƠN", "» Sổ tay hóa đơn: 1.204"] {
        assert_eq!(named(lines, line), Some(Named::Noise), "{line}");
    }
    assert_eq!(named(lines, "Sổ tay hóa đơn điện tử"), None);
}

#[test]
fn a_beginning_ends_where_a_word_ends() {
    let lines = "noise_starts = [\"Góc báo\"]";
    assert_eq!(named(lines, "Góc báo tường số 5"), Some(Named::Noise));
    assert_eq!(named(lines, "Góc báochí"), None);
}

#[test]
fn a_line_written_with_loose_marks_is_the_same_line() {
    let lines = "noise = [\"Gợi y\u{301}\"]";
    assert_eq!(named(lines, "Gợi ý"), Some(Named::Noise));
}

#[test]
fn labels_name_authors_and_sources() {
    let lines = "authors = [\"Người soạn\"]\nsources = [\"Rút từ\"]";
    let Some(Named::Credit(credit)) = named(lines, "Người soạn: Trần Hà") else {
        panic!("none")
    };
    assert_eq!((credit.authors, credit.source), (vec!["Trần Hà".to_string()], None));
    let Some(Named::Credit(credit)) = named(lines, "RÚT TỪ Bản tin Nông thôn") else {
        panic!("none")
    };
    assert_eq!((credit.authors, credit.source), (vec![], Some("Bản tin Nông thôn".to_string())));
    assert_eq!(named(lines, "Rút từ"), None, "a label without a name says nothing");
}

#[test]
fn a_kept_line_stays_though_it_is_listed_as_noise_too() {
    let lines = "keep = [\"Tin vắn\"]\nnoise = [\"Tin vắn\"]";
    assert_eq!(named(lines, "Tin vắn"), Some(Named::Kept));
}

/// A page of an office whose portal has words of its own.
const PAGE: &str = "Đẩy mạnh công tác dân vận ở cơ sở

Góc nhìn quận

Sáng 1/4/2022, tại Hà Nội, Đảng ủy Khối tổ chức hội nghị sơ kết công tác dân vận, có sự tham gia \
của đông đảo cán bộ, đảng viên các cơ quan trong khối.

Cảnh hội trường

Hội nghị đã nghe báo cáo kết quả sáu tháng, thảo luận những khó khăn và đề ra các nhiệm vụ trọng \
tâm trong thời gian tới cho từng đơn vị.

Người soạn: Trần Hà

Bạn đọc tìm đến

Khai trương thư viện quận trong tháng năm này
";

#[test]
fn what_the_profile_names_is_taken_off_an_article() {
    let lines = "noise = [\"Góc nhìn quận\"]\nlists = [\"Bạn đọc tìm đến\"]\n\
                 authors = [\"Người soạn\"]\ncaptions = [\"Cảnh hội trường\"]";
    let found = article("a.txt", PAGE.as_bytes(), &furniture(lines)).expect("it is UTF-8").found;
    let reasons: Vec<_> = found.dropped.iter().map(|dropped| dropped.reason.to_string()).collect();
    let expected =
        ["named in the profile", "heading of a list of other articles", "below `Bạn đọc tìm đến`"];
    assert_eq!(reasons, expected);
    assert_eq!(found.authors, ["Trần Hà"]);
    let captions = found.lines.iter().filter(|line| line.class == Class::Caption);
    assert_eq!(captions.map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Cảnh hội trường"]);
}

#[test]
fn a_line_that_is_kept_is_no_control_of_the_page() {
    let text = PAGE.replace("Góc nhìn quận", "").replace("Cảnh hội trường", "Thời sự");
    let body = |lines: &str| {
        article("a.txt", text.as_bytes(), &furniture(lines)).expect("it is UTF-8").body
    };
    assert!(!body("").contains("Thời sự"), "{}", body(""));
    assert!(body("keep = [\"Thời sự\"]").contains("Thời sự"));
}
