use super::*;
use crate::cite::{self, Profile};

/// A card of a text, with each mention's and statement's own line as its sentence.
fn card(text: &str) -> ArticleCard {
    let profile = Profile::builtin("vi").expect("the built-in profile");
    let (found, names) = (cite::cite(text, profile, &cite::About::default()), Interner::default());
    let sentence: Arc<str> = text.into();
    let mention = |(at, mention): (usize, &cite::Mention)| {
        let quote = Quote::new(sentence.clone(), &mention.span);
        CardMention::new(mention, at + 1, &mention.span, quote, &names)
    };
    let statement = |statement: &cite::Statement| CardStatement {
        subject: statement.subject,
        relation: statement.relation,
        object: statement.object,
        quote: Quote::new(sentence.clone(), &statement.evidence),
    };
    ArticleCard {
        mentions: found.mentions.iter().enumerate().map(mention).collect(),
        statements: found.statements.iter().map(statement).collect(),
        ..ArticleCard::default()
    }
}

#[test]
fn a_card_comes_back_as_it_was() {
    let card = card(
        "Kết luận số 43-KL/TW ngày 7/1/2019 của Ban Bí thư tiếp tục thực hiện Nghị quyết số 25-NQ/TW \
         về “tăng cường công tác dân vận”; Ban Dân vận Tỉnh ủy Nghệ An, Tỉnh ủy, Nghị quyết Đại hội \
         XIII và Quyết định 7.",
    );
    assert!(4 < card.mentions.len() && !card.statements.is_empty());
    assert!(card.mentions.iter().any(|mention| mention.unresolved.is_some()));
    let (mentions, statements) = restore(&card.store(), &Interner::default()).expect("a card");
    assert_eq!((&mentions, &statements), (&card.mentions, &card.statements));
}

#[test]
fn what_is_no_card_is_none_and_no_panic() {
    let stored = card("Nghị quyết số 25-NQ/TW và Kết luận số 43-KL/TW.").store();
    for end in 0..stored.len() {
        assert!(restore(&stored[..end], &Interner::default()).is_none());
    }
    for at in 0..stored.len() {
        let mut other = stored.clone();
        other[at] ^= 0xff;
        drop(restore(&other, &Interner::default()));
    }
}
