use super::*;

/// A `POST` with a body and a secret.
fn post() -> Request {
    Request {
        url: "https://a.org/x/y?z".to_string(),
        method: Method::Post,
        body: Some("b".to_string()),
        content_type: Some("text/x".to_string()),
        accept: "text/plain",
        headers: vec![("Authorization".into(), "s".into()), ("X-A".into(), "b".into())],
    }
}

#[test]
fn a_place_counts_from_where_it_was_named() {
    let places = [
        ("w", "https://a.org/x/w"),
        ("/w", "https://a.org/w"),
        ("//b.org/w", "https://b.org/w"),
        ("?q", "https://a.org/x/y?q"),
        ("http://b.org", "http://b.org/"),
    ];
    for (place, url) in places {
        let next = follow(&post(), 302, Some(place)).expect(place);
        assert_eq!(next.url, url);
    }
}

#[test]
fn an_answer_without_a_place_is_the_last() {
    assert_eq!(follow(&post(), 302, None), None);
    assert_eq!(follow(&post(), 302, Some("http://[")), None);
    for status in [200, 300, 304, 305, 306] {
        assert_eq!(follow(&post(), status, Some("/w")), None, "{status}");
    }
}

#[test]
fn a_post_is_repeated_only_where_the_server_says_so() {
    for status in [301, 302, 303] {
        let next = follow(&post(), status, Some("/w")).expect("it leads on");
        assert_eq!((next.method, next.body, next.content_type), (Method::Get, None, None));
    }
    for status in [307, 308] {
        let next = follow(&post(), status, Some("/w")).expect("it leads on");
        assert_eq!(next, Request { url: "https://a.org/w".to_string(), ..post() });
    }
}

#[test]
fn a_secret_stays_with_its_server() {
    let names = |place| {
        let next = follow(&post(), 308, Some(place)).expect("it leads on");
        next.headers.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names("/w"), ["Authorization", "X-A"]);
    assert_eq!(names("https://b.org/w"), ["X-A"]);
    assert_eq!(names("https://a.org:8443/w"), ["X-A"]);
}
