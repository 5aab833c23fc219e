use super::*;

/// The sentence around some words of a text.
fn around<'a>(text: &'a str, words: &str) -> &'a str {
    let start = text.find(words).expect("the words are there");
    let profile = Profile::builtin("vi").expect("it is built in");
    &text[sentence(text, start..start + words.len(), profile)]
}

#[test]
fn a_full_stop_ends_a_sentence() {
    assert_eq!(around("Một câu. Hai câu. Ba câu.", "Hai"), "Hai câu.");
    assert_eq!(around("Một câu… Hai câu! Ba câu?", "Hai"), "Hai câu!");
    assert_eq!(around("Ông nói: “Làm đi.” Hai câu.", "Làm"), "Ông nói: “Làm đi.”");
}

#[test]
fn abbreviations_numbers_and_initials_do_not() {
    for text in [
        "Thành ủy TP. Hồ Chí Minh họp.",
        "PGS.TS. Lê Bá Trình phát biểu.",
        "Bài viết có 12.191 lượt xem.",
        "Chỉ thị số 24-CT/T.Ư. Thường vụ họp ngày 3.6.2013 rồi.",
        "Đồng chí N.V. An dự họp.",
    ] {
        let last = text.rsplit(' ').next().expect("it has words");
        assert_eq!(around(text, last), text);
    }
}

#[test]
fn paragraphs_end_sentences_and_wrapped_lines_do_not() {
    assert_eq!(around("Đầu đề\n\nMột câu.", "Đầu"), "Đầu đề");
    assert_eq!(around("Đầu đề\nMột câu.", "câu"), "Một câu.");
    assert_eq!(around("Câu này dài\nvà đi tiếp.", "tiếp"), "Câu này dài\nvà đi tiếp.");
}

#[test]
fn letters_told_without_a_table_are_those_of_the_table() {
    for c in '\0'..=char::MAX {
        assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
    }
}
