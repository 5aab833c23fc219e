use super::*;

#[test]
fn what_was_put_in_comes_out_in_any_order() {
    let pile = Arc::new(Pile::new().unwrap());
    let [one, none, two] = ["một", "", "hai"].map(|text| pile.put(text.as_bytes()).unwrap());
    assert_eq!(two.get().unwrap(), "hai".as_bytes());
    assert_eq!(one.get().unwrap(), "một".as_bytes());
    pile.put(b"ba").unwrap();
    assert_eq!((none.get().unwrap(), none.is_empty()), (vec![], true));
    assert_eq!(two.get().unwrap(), "hai".as_bytes());
}

#[test]
fn a_pile_grows_no_more_when_what_is_in_it_changes() {
    let pile = Arc::new(Pile::new().unwrap());
    let mut kept: Vec<Kept> = (0..8).map(|n| pile.put(&[n; 100]).unwrap()).collect();
    for n in 0..200 {
        let at = n % kept.len();
        kept[at] = pile.put(&[n as u8; 100]).unwrap();
        assert_eq!(kept[at].get().unwrap(), [n as u8; 100]);
    }
    // The new bytes are there before the old are gone, so there is room for one more.
    assert_eq!(pile.file.metadata().unwrap().len(), 900);
}

#[test]
fn bytes_stay_as_long_as_a_copy_does() {
    let pile = Arc::new(Pile::new().unwrap());
    let first = pile.put(b"first").unwrap();
    let copy = first.clone();
    drop(first);
    pile.put(b"other").unwrap();
    assert_eq!(copy.get().unwrap(), b"first");
}

#[test]
fn a_text_is_the_same_on_disk_and_in_memory() {
    for (room, stays) in [(0, false), (5, false), ("Nghị quyết".len(), true), (ROOM, true)] {
        let texts = Texts::with_room(room);
        let text = texts.keep(&"Nghị quyết".into());
        assert_eq!((&*text.get(), text.is_empty()), ("Nghị quyết", false));
        assert_eq!(matches!(text, Text::Here(_)), stays, "{room}");
        assert!(texts.keep(&"".into()).is_empty());
    }
}

#[test]
fn threads_do_not_mix_what_they_put_in() {
    // For some there is room in memory.
    let texts = Texts::with_room(1_000);
    std::thread::scope(|scope| {
        for n in 0..4 {
            let texts = &texts;
            scope.spawn(move || {
                for i in 0..50 {
                    let text: Arc<str> = format!("{n}").repeat(i).into();
                    assert_eq!(texts.keep(&text).get(), text);
                }
            });
        }
    });
}
