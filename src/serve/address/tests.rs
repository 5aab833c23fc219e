use proptest::prelude::*;

use super::*;

fn site(path: &str) -> Address {
    Address::Site(path.to_string())
}

#[test]
fn a_path_is_decoded_once() {
    assert_eq!(parse("/", "/"), site(""));
    assert_eq!(parse("/", "/a/b.css"), site("a/b.css"));
    assert_eq!(parse("/", "/a/"), site("a/"));
    assert_eq!(parse("/", "/%C4%91/"), site("đ/"));
    assert_eq!(parse("/", "/%252e"), site("%2e"));
    assert_eq!(parse("/", "/a%20b"), site("a b"));
}

#[test]
fn our_own_addresses_lie_below_the_base_path() {
    assert_eq!(parse("/x/", "/x/__mucluc/events"), Address::Events);
    assert_eq!(parse("/x/", "/x/__mucluc/reload.js"), Address::Script);
    assert_eq!(parse("/x/", "/__mucluc/events"), Address::Outside);
    assert_eq!(parse("/x/", "/x"), Address::Base);
    assert_eq!(parse("/x/", "/xy/"), Address::Outside);
    assert_eq!(parse("/lưu trữ/", "/l%C6%B0u%20tr%E1%BB%AF/a/"), site("a/"));
}

#[test]
fn an_encoded_slash_is_no_slash() {
    assert_eq!(parse("/", "/a%2fb"), Address::Bad);
}

/// Whether a path stays below any folder that it is joined to, on any system.
fn stays_below(path: &str) -> bool {
    let parts = path.strip_suffix('/').unwrap_or(path).split('/');
    !path.contains(['\\', '\0'])
        && (path.is_empty() || parts.clone().all(|part| !["", ".", ".."].contains(&part)))
}

proptest! {
    #[test]
    fn no_text_at_all_leads_out(raw in "[/a.%25cCfF\\\\:0e]{0,24}") {
        if let Address::Site(path) = parse("/", &raw) {
            prop_assert!(stays_below(&path), "{raw} became {path}");
        }
    }
}
