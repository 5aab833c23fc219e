use super::*;

/// The number that a vocabulary gives to a word inside of a text, with something after it.
fn inside(vocabulary: &Vocabulary, word: &str) -> u16 {
    let text = format!("{word} và một câu dài hơn");
    vocabulary.word_at(text.as_bytes(), 0, word.len())
}

#[test]
fn words_of_every_length_are_found_in_all_their_spellings() {
    let mut vocabulary = Vocabulary::default();
    // Enough of them that the table grows, of up to 15 bytes, as the letters of a count.
    let letters = |mut n: usize| {
        let mut word = String::new();
        while 0 < n {
            word.push(char::from(b'a' + (n % 26) as u8));
            n /= 26;
        }
        word
    };
    let count = (0..3_000).map(|n| letters(7 * n + 1));
    let words: BTreeSet<String> =
        count.chain((1..=15).map(|length| "z".repeat(length))).chain(["nghiêng".into()]).collect();
    let numbers: Vec<u16> = words.iter().map(|word| vocabulary.intern(word)).collect();
    for (word, number) in words.iter().zip(numbers) {
        assert_ne!(number, 0, "{word}");
        assert_eq!(vocabulary.intern(word), number, "{word}");
        for spelling in [word.clone(), word.to_uppercase(), capitalised(word)] {
            assert_eq!(vocabulary.word(spelling.as_bytes()), number, "{spelling}");
            assert_eq!(inside(&vocabulary, &spelling), number, "{spelling}");
        }
    }
    assert_eq!(usize::from(vocabulary.n_words), words.len());
}

#[test]
fn words_that_are_not_there_have_no_number() {
    let mut vocabulary = Vocabulary::default();
    assert_eq!(inside(&vocabulary, "ban"), 0);
    let ban = vocabulary.intern("ban");
    assert_eq!(inside(&vocabulary, "ban"), ban);
    for word in ["ba", "bann", "bả", "nghiêngnghiêng", "zzzzzzzzzzzzzzzzzzzzz", "\0"] {
        assert_eq!(
            (vocabulary.word(word.as_bytes()), inside(&vocabulary, word)),
            (0, 0),
            "{word:?}"
        );
    }
    assert_eq!(vocabulary.word(b""), 0);
}

#[test]
fn a_mark_that_folds_to_a_blank_is_one_word_and_stays_itself() {
    let mut vocabulary = Vocabulary::default();
    let mark = vocabulary.intern("\u{2028}");
    let others: Vec<u16> = (0..2_000).map(|n| vocabulary.intern(&format!("x{n}"))).collect();
    assert_eq!(vocabulary.intern("\u{2028}"), mark);
    assert_eq!(inside(&vocabulary, "\u{2028}"), mark);
    assert!(!others.contains(&mark));
    // Nobody writes it, and it is not to be taken for a slot that is free.
    vocabulary.intern("\0");
    assert_eq!(inside(&vocabulary, "\0"), 0);
}
