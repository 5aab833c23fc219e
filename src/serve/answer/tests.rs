use super::*;

#[test]
fn text_has_its_charset_and_the_rest_has_none() {
    for (path, media_type) in [
        ("a.html", "text/html; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.WOFF", "font/woff"),
        ("a.js.map", "application/json; charset=utf-8"),
        ("a.ts", "video/mp2t"),
        ("a.m4a", "audio/mp4"),
        ("a.avif", "image/avif"),
        ("a.wasm", "application/wasm"),
        ("a.pdf", "application/pdf"),
        ("a", "application/octet-stream"),
    ] {
        assert_eq!(super::media_type(path), media_type, "{path}");
    }
}

#[test]
fn an_empty_file_has_no_range() {
    assert_eq!(part("bytes=0-", 0), Extent::OutOfBounds);
    assert_eq!(part("bytes=-1", 0), Extent::OutOfBounds);
}
