use super::*;

/// A card of a file, with nothing on it.
fn card(file: &str) -> ArticleCard {
    ArticleCard { file: file.into(), ..ArticleCard::default() }
}

/// Whether a card that was kept for some content is found for a file and its content now.
fn finds(known: &KnownCards, file: &str, content: u64) -> bool {
    known.find(file, content, &Interner::default()).is_some()
}

#[test]
fn a_card_is_found_while_its_file_and_all_else_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/cards");
    let (a, b) = (card("a.md"), card("b.md"));
    write(&path, 7, [(&a, 1), (&b, 2)].into_iter());
    let known = KnownCards::read(&path, 7).unwrap();
    assert!(finds(&known, "a.md", 1) && finds(&known, "b.md", 2));
    assert!(!finds(&known, "a.md", 2) && !finds(&known, "c.md", 1));
    assert!(known.are_of([(&a, 1), (&b, 2)].into_iter()));
    assert!(!known.are_of([(&a, 1)].into_iter()) && !known.are_of([(&a, 1), (&b, 3)].into_iter()));
    assert!(!finds(&KnownCards::read(&path, 8).unwrap(), "a.md", 1));
}

#[test]
fn a_damaged_file_is_an_error_and_a_missing_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cards");
    assert!(!finds(&KnownCards::read(&path, 7).unwrap(), "a.md", 1));
    write(&path, 7, [(&card("a.md"), 1)].into_iter());
    let mut bytes = fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert!(KnownCards::read(&path, 7).is_err());
    fs::write(&path, b"short").unwrap();
    assert!(KnownCards::read(&path, 7).is_err());
}
