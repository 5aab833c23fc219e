use super::*;

#[test]
fn what_was_put_in_comes_out_in_any_order() {
    let pile = Pile::new().unwrap();
    let ranges: Vec<Range<u64>> =
        ["một", "", "hai"].iter().map(|text| pile.put(text.as_bytes()).unwrap()).collect();
    assert_eq!(pile.get(&ranges[2]).unwrap(), "hai".as_bytes());
    assert_eq!(pile.get(&ranges[0]).unwrap(), "một".as_bytes());
    pile.put(b"ba").unwrap();
    assert_eq!(pile.get(&ranges[1]).unwrap(), b"");
    assert_eq!(pile.get(&ranges[2]).unwrap(), "hai".as_bytes());
}

#[test]
fn a_text_is_the_same_on_disk_and_in_memory() {
    for texts in [Texts::new(), Texts::default()] {
        let text = texts.keep(&"Nghị quyết".into());
        assert_eq!((&*text.get(), text.is_empty()), ("Nghị quyết", false));
        assert!(texts.keep(&"".into()).is_empty());
    }
}

#[test]
fn threads_do_not_mix_what_they_put_in() {
    let texts = Texts::new();
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
