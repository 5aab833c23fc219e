use super::*;

#[test]
fn a_sentence_that_is_kept_as_it_is_needs_no_folding() {
    let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
    for c in all.filter(|c| c.is_whitespace() && *c != ' ') {
        assert!(!is_folded(&format!("Nghị quyết{c}25")), "{c:?}");
    }
    for text in [" a  b", "a\nb", "Ban Bí\u{a0}thư"] {
        assert!(!is_folded(text), "{text:?}");
    }
    for text in ["", " a b ", "Kết luận số 43-KL/TW của Ban Bí thư về công tác dân vận"]
    {
        assert!(is_folded(text) && folded(text).eq(text.chars()), "{text:?}");
    }
}
