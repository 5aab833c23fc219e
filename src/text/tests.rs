use super::*;

#[test]
fn a_column_counts_code_points_not_bytes() {
    assert_eq!(position("một\nđảng ủy", 4 + 2 + "ảng ".len() + 2), Position { line: 2, column: 6 });
}

#[test]
fn an_offset_inside_a_character_means_its_start() {
    assert_eq!(position("đ", 1), Position { line: 1, column: 1 });
}

#[test]
fn line_and_column_lead_back_to_the_offset() {
    let text = "a\nđbc\n";
    for (at, _) in text.char_indices() {
        let Position { line, column } = position(text, at);
        assert_eq!(offset(text, line, column), at);
    }
    assert_eq!(offset(text, 9, 9), text.len());
}

#[test]
fn a_near_miss_is_found_and_a_stranger_is_not() {
    assert_eq!(nearest("titel", ["date", "title"]), Some("title"));
    assert_eq!(nearest("colour", ["date", "title"]), None);
}

#[test]
fn a_slug_is_ascii() {
    assert_eq!(slug("Đảng ủy Khối"), "dang-uy-khoi");
}
