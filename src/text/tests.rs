use proptest::collection::vec;
use proptest::{prop_assert_eq, proptest};

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

#[test]
fn a_name_is_slugged_by_the_strategy_of_the_site() {
    assert_eq!(slugify("Đảng ủy <Khối>", Strategy::On), "dang-uy-khoi");
    assert_eq!(slugify("Đảng ủy <Khối>. . ", Strategy::Safe), "Đảng ủy Khối");
    assert_eq!(slugify("x:y\"z|w?v*u#t(s)[r]", Strategy::Safe), "xyzwvu#t(s)[r]");
    assert_eq!(slugify("tab\tand\tmore", Strategy::Safe), "tab\tand\tmore");
    assert_eq!(slugify("a/b. ", Strategy::Off), "a/b. ");
}

#[test]
fn an_anchor_has_no_blanks() {
    assert_eq!(anchor("Đảng ủy", Strategy::On), "dang-uy");
    assert_eq!(anchor("a  b. .", Strategy::Safe), "a__b._.");
    assert_eq!(anchor("tab\tand\"q", Strategy::Off), "tab_and\"q");
}

#[test]
fn titles_stand_in_the_order_a_reader_expects() {
    let mut titles = ["Đảng", "Ơ", "Ân", "O", "Ăn", "An", "Dân", "Ô"];
    titles.sort_by(|a, b| natural_order(a, b));
    assert_eq!(titles, ["An", "Ân", "Ăn", "Dân", "Đảng", "O", "Ô", "Ơ"]);
    assert_eq!(natural_order("Số 9", "Số 10"), Ordering::Less);
}

#[test]
fn words_are_counted_outside_of_fences() {
    assert_eq!(word_count("1.5 it's foo_bar 12,000 25-NQ/TW e.g. a@b.c don't", "en"), 11);
    assert_eq!(word_count("a b\n```rust\nc d e\n```\nf", "vi"), 3);
    assert_eq!(word_count("a b\n````\nc d e\n```\nx y\n````\nf", "en"), 4);
    assert_eq!(word_count("a ```b c``` d", "en"), 2);
    assert_eq!(word_count("🔗 😀 -- ภาษาไทย", "en"), 7);
}

proptest! {
    #[test]
    fn words_are_those_of_unicode(
        parts in vec("[a-zA-Zđũảơ÷×]{0,4}[-.,:;!?)(\"'_0-9\u{301}\u{ad}\u{200d}ßſǆẞอ中 \n]{0,3}", 0..12)
    ) {
        let text = parts.concat();
        prop_assert_eq!(words_in(&text), text.unicode_words().count());
    }
}

#[test]
fn chinese_and_japanese_count_letters() {
    assert_eq!(word_count("中文字 hello", "zh-Hans"), 8);
    assert_eq!(word_count("中文字 hello", "en"), 4);
}

#[test]
fn reading_takes_whole_minutes() {
    let minutes = [(0, "en"), (238, "en-GB"), (239, "en"), (203, "ko"), (440, "zh"), (654, "ja")];
    let minutes = minutes.map(|(words, language)| reading_time(words, language));
    assert_eq!(minutes, [0, 1, 2, 2, 2, 2]);
    assert_eq!(reading_time(201, "vi"), 2);
}

#[test]
fn a_language_has_a_direction() {
    let codes = ["vi", "en-GB", "ar", "he", "fa-IR", "az-Arab", "not a code"];
    let directions = codes.map(direction);
    assert_eq!(directions, ["ltr", "ltr", "rtl", "rtl", "rtl", "rtl", "ltr"]);
}

#[test]
fn only_the_first_letter_of_a_text_becomes_a_capital() {
    assert_eq!(capitalised("đảng ủy Khối"), "Đảng ủy Khối");
    assert_eq!(capitalised(""), "");
}
