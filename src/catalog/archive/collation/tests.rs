use super::*;

/// Sorts words given in any order.
fn sorted<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut words = words.to_vec();
    words.reverse();
    words.sort_by_key(|word| key(word));
    words
}

#[test]
fn letters_stand_in_the_order_of_the_alphabet() {
    let words = ["an", "ăn", "ân", "ba", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "v"];
    assert_eq!(sorted(&words), words);
}

#[test]
fn tones_decide_only_between_words_of_the_same_letters() {
    let words = ["ma", "mà", "mả", "mã", "má", "mạ", "mác", "man"];
    assert_eq!(sorted(&words), words);
}

#[test]
fn numbers_compare_as_numbers() {
    let words = ["4-NQ/TW", "04-NQ/TW", "25-NQ/TW", "290-QĐ/TW"];
    assert_eq!(sorted(&words)[2..], words[2..]);
}

#[test]
fn names_of_bodies_come_as_an_archivist_expects() {
    let names = ["Ban Bí thư", "Ban Dân vận", "Ban Đối ngoại", "Bộ Chính trị", "Đảng ủy Khối"];
    assert_eq!(sorted(&names), names);
}

#[test]
fn a_letter_with_a_tone_stands_under_its_letter_and_one_with_a_mark_under_its_own() {
    assert_eq!(initial("Ủy ban"), "U");
    assert_eq!(initial("Đảng ủy"), "Đ");
    assert_eq!(initial("Ấp"), "Â");
    assert_eq!(initial("1 ban"), "#");
}
