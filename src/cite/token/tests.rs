//! Tokens: where words end.

use super::{LETTER, first_other, letters};

/// How many letters there are byte by byte.
fn one_by_one(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| LETTER[usize::from(byte)]).count()
}

#[test]
fn eight_bytes_at_once_end_where_one_by_one_they_do() {
    // No text in UTF-8 has 0xC0 or 0xC1 in it.
    let bytes = || (0..=u8::MAX).filter(|byte| !(0xC0..=0xC1).contains(byte));
    for byte in bytes() {
        for next in bytes() {
            for at in 0..8 {
                let mut window = [b'a'; 8];
                window[at] = byte;
                window[(at + 1) % 8] = next;
                let found = first_other(u64::from_le_bytes(window));
                assert_eq!(found, one_by_one(&window), "{window:x?}");
            }
        }
    }
}

#[test]
fn words_of_any_length_are_cut_at_their_ends() {
    for (text, length) in [
        ("", 0),
        (" a", 0),
        ("nghiêng ngả", "nghiêng".len()),
        ("Trưởng", "Trưởng".len()),
        ("Trưởng…", "Trưởng".len()),
        ("nghiêngnghiêng\u{a0}b", "nghiêngnghiêng".len()),
        ("ỦY-BAN", "ỦY".len()),
        ("đồng️", "đồng".len()),
    ] {
        assert_eq!(letters(text.as_bytes()), length, "{text}");
    }
}
