use super::*;

fn at(address: &str) -> SocketAddr {
    address.parse().unwrap()
}

#[test]
fn the_preview_lies_below_the_same_path_as_the_published_site() {
    let here = at("127.0.0.1:1112");
    for (published, preview) in [
        ("https://archive.example", "http://127.0.0.1:1112"),
        ("https://archive.example/", "http://127.0.0.1:1112"),
        ("https://user.example/archive/", "http://127.0.0.1:1112/archive"),
        ("/", "http://127.0.0.1:1112"),
        ("/archive", "http://127.0.0.1:1112/archive"),
        ("", "http://127.0.0.1:1112"),
    ] {
        assert_eq!(base_url(published, None, here, false), preview, "{published}");
    }
    assert_eq!(base_url("", None, at("0.0.0.0:1"), false), "http://127.0.0.1:1");
    assert_eq!(base_url("", None, at("[::]:1"), false), "http://[::1]:1");
}

#[test]
fn a_base_url_that_is_asked_for_gets_the_port_unless_it_has_one() {
    let here = at("127.0.0.1:1112");
    let asked = |url, no_port| base_url("https://x.example/y", Some(url), here, no_port);
    assert_eq!(asked("http://my.test", false), "http://my.test:1112");
    assert_eq!(asked("my.test/sub", false), "http://my.test:1112/sub");
    assert_eq!(asked("https://my.test/sub", true), "https://my.test/sub");
    assert_eq!(asked("http://my.test:80/sub", false), "http://my.test:80/sub");
    assert_eq!(asked("/", false), "/");
    assert_eq!(asked("/archive", false), "/archive");
}

#[test]
fn a_base_path_has_a_slash_at_both_ends_and_is_decoded() {
    assert_eq!(base_path("https://x.example"), "/");
    assert_eq!(base_path("https://x.example/a/b"), "/a/b/");
    assert_eq!(base_path("/a/"), "/a/");
    assert_eq!(base_path("https://x.example/l%C6%B0u"), "/lưu/");
}

#[test]
fn a_loopback_interface_opens_nothing() {
    assert!(open_addresses(at("127.0.0.1:1111")).is_empty());
    assert!(open_addresses(at("[::1]:1111")).is_empty());
    assert_eq!(open_addresses(at("192.168.1.5:1111")), [at("192.168.1.5:1111")]);
}
