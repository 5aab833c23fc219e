//! Feeds the reader of citations any text: it may find what it likes, but not panic,
//! and what it finds lies in the text, in order and apart.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mucluc::cite::{About, Profile, canonical_key, cite, committee_name, fold, sentence};

fuzz_target!(|text: &str| {
    let profile = Profile::builtin("vi").expect("the Vietnamese profile is built in");
    let citations = cite(text, profile, &About::default());
    let mut end = 0;
    for mention in &citations.mentions {
        assert!(end <= mention.span.start && mention.span.start < mention.span.end);
        assert!(text.get(mention.span.clone()).is_some());
        assert!(text.get(sentence(text, mention.span.clone(), profile)).is_some());
        end = mention.span.end;
    }
    canonical_key(text, profile);
    committee_name(text, profile);
    fold(text);
});
