//! The preview server over real sockets: what goes out is what a browser, or an
//! attacker, would send, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use mucluc::diag::{Diagnostic, Span};
use mucluc::project::{Mode, Options};
use mucluc::rebuild::{Rebuilder, Writes};
use mucluc::serve::{Reload, Server, Settings, bind};
use mucluc::watch::{self, Batch, Engine, Outcome, Outputs, Stage, Watcher};

/// Outputs in memory.
struct Pages(BTreeMap<String, Arc<[u8]>>);

impl Outputs for Pages {
    fn get(&self, path: &str) -> Result<Option<Arc<[u8]>>, mucluc::watch::Fault> {
        Ok(self.0.get(path).cloned())
    }
}

/// The outcome of a build that wrote these outputs.
fn built(pages: &[(&str, &str)]) -> Outcome {
    let pages: BTreeMap<String, Arc<[u8]>> =
        pages.iter().map(|(path, text)| (path.to_string(), text.as_bytes().into())).collect();
    Outcome {
        diagnostics: Vec::new(),
        changed: pages.keys().cloned().collect(),
        deleted: Vec::new(),
        page: None,
        reasons: Vec::new(),
        outputs: Arc::new(Pages(pages)),
    }
}

const HOME: &str = "<!doctype html><title>Home</title><body><p>Home</p></body>";

fn site() -> Outcome {
    built(&[
        ("index.html", HOME),
        ("a/index.html", "<body>a</body>"),
        ("404.html", "<body>nothing here</body>"),
        ("main.css", "p { color: red }"),
        ("data.txt", "0123456789"),
        ("nghị-quyết/index.html", "<body>nghị quyết</body>"),
        ("search.js", "1"),
        ("atom.xml", "<feed/>"),
        ("photo.webp", "w"),
        ("CNAME", "x"),
    ])
}

/// Starts a server on a free port of the loopback interface.
fn start(settings: Settings) -> Server {
    let listener = bind(Ipv4Addr::LOCALHOST.into(), Some(0)).unwrap();
    Server::start(listener, settings, &site()).unwrap()
}

fn plain() -> Server {
    start(Settings { reload: Reload::Off, ..Settings::default() })
}

/// What a server answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Longer than any machine needs, so that a test that waits in vain fails instead of hanging.
const AT_LAST: Duration = Duration::from_secs(60);

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(AT_LAST)).unwrap();
    stream
}

/// Sends bytes and reads all that comes back until the server closes.
fn send(server: &Server, bytes: &[u8]) -> Answer {
    let mut stream = connect(server);
    // A server that refuses early may close before all is sent.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => {}
    }
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: answer[end + 4..].to_vec() }
}

/// Asks for an address with further header lines.
fn ask(server: &Server, method: &str, path: &str, headers: &[&str]) -> Answer {
    let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !headers.iter().any(|line| line.to_ascii_lowercase().starts_with("host:")) {
        text.push_str("Host: localhost\r\n");
    }
    for line in headers {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    send(server, text.as_bytes())
}

fn get(server: &Server, path: &str) -> Answer {
    ask(server, "GET", path, &[])
}

#[test]
fn addresses_lead_where_a_host_would_lead_them() {
    let server = plain();
    assert_eq!(get(&server, "/").text(), HOME);
    assert_eq!(get(&server, "/index.html").text(), HOME);
    assert_eq!(get(&server, "/a/").text(), "<body>a</body>");
    assert_eq!(get(&server, "/a/?page=2").text(), "<body>a</body>");
    assert_eq!(get(&server, "/ngh%E1%BB%8B-quy%E1%BA%BFt/").text(), "<body>nghị quyết</body>");

    let redirect = get(&server, "/a?q=1");
    assert_eq!((redirect.status, redirect.header("location")), (301, Some("/a/?q=1")));
    let redirect = get(&server, "/ngh%E1%BB%8B-quy%E1%BA%BFt");
    assert_eq!(redirect.header("location"), Some("/ngh%E1%BB%8B-quy%E1%BA%BFt/"));

    let missing = get(&server, "/missing/");
    assert_eq!((missing.status, missing.text()), (404, "<body>nothing here</body>"));
    assert_eq!(get(&server, "/main.css/").status, 404);
}

#[test]
fn each_kind_of_file_has_its_type_and_none_is_stored() {
    let server = plain();
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/main.css", "text/css; charset=utf-8"),
        ("/search.js", "text/javascript; charset=utf-8"),
        ("/atom.xml", "text/xml; charset=utf-8"),
        ("/data.txt", "text/plain; charset=utf-8"),
        ("/photo.webp", "image/webp"),
        ("/CNAME", "application/octet-stream"),
        ("/missing", "text/html; charset=utf-8"),
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn a_site_below_a_path_is_there_and_nowhere_else() {
    let server = start(Settings { base_path: "/archive/".into(), ..Settings::default() });
    assert_eq!(get(&server, "/archive/a/").status, 200);
    assert_eq!(get(&server, "/archive").header("location"), Some("/archive/"));
    assert_eq!(get(&server, "/archive/a").header("location"), Some("/archive/a/"));
    // Who opens the host alone is sent to the site.
    assert_eq!(get(&server, "/").header("location"), Some("/archive/"));
    for outside in ["/a/", "/archives/", "/__mucluc/events", "/__mucluc/reload.js"] {
        assert_eq!(get(&server, outside).status, 404, "{outside}");
    }
    let page = get(&server, "/archive/");
    assert!(page.text().contains("src=\"/archive/__mucluc/reload.js\""), "{}", page.text());
    assert_eq!(get(&server, "/archive/__mucluc/reload.js").status, 200);
}

#[test]
fn no_encoding_of_a_traversal_is_an_address() {
    let server = plain();
    for path in [
        "/../Cargo.toml",
        "/a/../../Cargo.toml",
        "/..%2fCargo.toml",
        "/%2e%2e/Cargo.toml",
        "/%2e%2e%2fCargo.toml",
        "/.%2e/Cargo.toml",
        "/..\\Cargo.toml",
        "/..%5cCargo.toml",
        "/a/./b",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/a//b",
        "/main.css%00.html",
        "/c:/windows",
        "/%ff%fe",
        "/a%0d%0aSet-Cookie:x",
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.status, 400, "{path}: {}", answer.head);
        assert_eq!(answer.header("location"), None, "{path}");
    }
    // Decoded once, these are names, and there is nothing of such a name.
    for path in ["/%252e%252e/Cargo.toml", "/..%252fCargo.toml", "/%25%32%65"] {
        assert_eq!(get(&server, path).status, 404, "{path}");
    }
    // An address that begins with two slashes would name another host.
    assert_eq!(get(&server, "//example.org/a").header("location"), None);
    assert_eq!(send(&server, b"GET a/ HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 400);
}

#[test]
fn only_hosts_of_ours_are_answered() {
    let mut settings = Settings { reload: Reload::Off, ..Settings::default() };
    settings.allowed_hosts.push("preview.test".into());
    let server = start(settings);
    let port = server.address().port();
    for host in [
        "localhost".to_string(),
        format!("localhost:{port}"),
        "LOCALHOST".to_string(),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
        "[::1]".to_string(),
        "preview.test:80".to_string(),
    ] {
        let answer = ask(&server, "GET", "/", &[&format!("Host: {host}")]);
        assert_eq!(answer.status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:1111",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.1.evil.example",
        "192.168.1.5",
        "0.0.0.0",
        "localhost:1111@evil.example",
        "[::1].evil.example",
        "[::2]",
        "a.preview.test",
    ] {
        let answer = ask(&server, "GET", "/", &[&format!("Host: {host}")]);
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.text().contains("Home"), "{host}");
    }
}

#[test]
fn a_request_names_one_host() {
    let server = plain();
    assert_eq!(send(&server, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    assert_eq!(send(&server, b"GET / HTTP/1.0\r\n\r\n").status, 400);
    let two = ["Host: localhost", "Host: evil.example"];
    assert_eq!(ask(&server, "GET", "/", &two).status, 400);
    assert_eq!(ask(&server, "GET", "/", &["Host:"]).status, 400);
    assert_eq!(ask(&server, "GET", "http://evil.example/", &[]).status, 403);
    assert_eq!(ask(&server, "GET", "http://localhost/", &[]).status, 200);
}

#[test]
fn pages_of_other_origins_may_not_ask() {
    let server = start(Settings::default());
    let host = format!("127.0.0.1:{}", server.address().port());
    let from = |origin: &str, path: &str| {
        ask(&server, "GET", path, &[&format!("Host: {host}"), &format!("Origin: {origin}")]).status
    };
    let others = ["http://evil.example", "null", "http://127.0.0.1", "http://localhost:1", "x"];
    for path in ["/", "/__mucluc/events", "/__mucluc/reload.js"] {
        for origin in others {
            assert_eq!(from(origin, path), 403, "{origin} {path}");
        }
    }
    assert_eq!(from(&format!("http://{host}"), "/"), 200);
    let (host_line, own) = (format!("Host: {host}"), format!("Origin: http://{host}"));
    let lines = [host_line.as_str(), own.as_str(), "Origin: null"];
    assert_eq!(ask(&server, "GET", "/", &lines).status, 403);
}

#[test]
fn other_sites_may_link_here_but_not_embed() {
    let server = plain();
    let embedded = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"];
    assert_eq!(ask(&server, "GET", "/search.js", &embedded).status, 403);
    let neighbour = ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"];
    assert_eq!(ask(&server, "GET", "/search.js", &neighbour).status, 403);
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
    assert_eq!(ask(&server, "GET", "/", &link).status, 200);
    let own = ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"];
    assert_eq!(ask(&server, "GET", "/", &own).status, 200);
}

#[test]
fn a_web_socket_is_never_opened() {
    let server = start(Settings::default());
    let upgrade = [
        "Upgrade: websocket",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ];
    let mut foreign = upgrade.to_vec();
    foreign.push("Origin: http://evil.example");
    assert_eq!(ask(&server, "GET", "/__mucluc/events", &foreign).status, 403);
    assert_eq!(ask(&server, "GET", "/", &upgrade).status, 200);
}

#[test]
fn no_answer_lets_other_origins_read() {
    let server = start(Settings::default());
    let origin = "Origin: http://evil.example";
    for answer in [
        get(&server, "/"),
        get(&server, "/missing"),
        get(&server, "/a"),
        ask(&server, "GET", "/", &[origin]),
        ask(&server, "OPTIONS", "/", &["Access-Control-Request-Method: GET"]),
        ask(&server, "OPTIONS", "/", &[origin, "Access-Control-Request-Method: GET"]),
    ] {
        assert!(!answer.head.to_ascii_lowercase().contains("access-control"), "{}", answer.head);
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    }
}

#[test]
fn only_reading_is_allowed() {
    let server = plain();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = ask(&server, method, "/", &["Content-Length: 0"]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let tunnel =
        b"CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let tunnel = send(&server, tunnel);
    assert!(400 <= tunnel.status, "{}", tunnel.head);
}

#[test]
fn head_is_get_without_the_body() {
    let server = start(Settings::default());
    for path in ["/", "/main.css", "/missing", "/a", "/__mucluc/reload.js"] {
        let (get, head) = (get(&server, path), ask(&server, "HEAD", path, &[]));
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.body, b"", "{path}");
        for name in ["content-length", "content-type", "etag", "location"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        let length = get.body.len().to_string();
        assert_eq!(head.header("content-length"), Some(length.as_str()), "{path}");
    }
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let server = plain();
    let tag = get(&server, "/main.css").header("etag").unwrap().to_string();
    assert_ne!(Some(tag.as_str()), get(&server, "/data.txt").header("etag"));
    for list in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_string()] {
        let condition = format!("If-None-Match: {list}");
        let answer = ask(&server, "GET", "/main.css", &[&condition]);
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{list}");
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
    }
    assert_eq!(ask(&server, "GET", "/main.css", &["If-None-Match: \"x\""]).status, 200);
    assert_eq!(ask(&server, "GET", "/main.css", &["If-Match: \"x\""]).status, 412);
    assert_eq!(ask(&server, "GET", "/main.css", &[&format!("If-Match: {tag}")]).status, 200);
    // A page that is missing is missing still.
    assert_eq!(ask(&server, "GET", "/missing", &["If-None-Match: *"]).status, 404);
}

#[test]
fn a_range_is_the_bytes_that_it_names() {
    let server = plain();
    for (range, status, body, content_range) in [
        ("bytes=0-3", 206, "0123", Some("bytes 0-3/10")),
        ("bytes=7-", 206, "789", Some("bytes 7-9/10")),
        ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
        ("bytes=-99", 206, "0123456789", Some("bytes 0-9/10")),
        ("bytes=8-99999999999999999999999", 206, "89", Some("bytes 8-9/10")),
        ("bytes=10-", 416, "", Some("bytes */10")),
        ("bytes=-0", 416, "", Some("bytes */10")),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("bytes=5-2", 200, "0123456789", None),
        ("bytes=x-2", 200, "0123456789", None),
        ("bytes=-", 200, "0123456789", None),
        ("lines=1-2", 200, "0123456789", None),
    ] {
        let answer = ask(&server, "GET", "/data.txt", &[&format!("Range: {range}")]);
        assert_eq!((answer.status, answer.text()), (status, body), "{range}");
        assert_eq!(answer.header("content-range"), content_range, "{range}");
        assert_eq!(answer.header("accept-ranges"), Some("bytes"), "{range}");
    }
    let tag = get(&server, "/data.txt").header("etag").unwrap().to_string();
    let if_same = |tag: &str| {
        ask(&server, "GET", "/data.txt", &["Range: bytes=0-0", &format!("If-Range: {tag}")]).status
    };
    assert_eq!((if_same(&tag), if_same("\"x\"")), (206, 200));
}

#[test]
fn a_huge_head_is_refused() {
    let server = plain();
    let huge = format!("X: {}", "x".repeat(64 * 1024));
    assert_eq!(ask(&server, "GET", "/", &[&huge]).status, 431);
    let many: Vec<String> = (0..200).map(|n| format!("X-{n}: x")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(ask(&server, "GET", "/", &many).status, 431);
    let long = format!("/{}", "x".repeat(70_000));
    assert!([414, 431].contains(&get(&server, &long).status));
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn a_client_that_never_ends_its_head_is_dropped() {
    let patience = Duration::from_millis(200);
    let server = start(Settings { patience, ..Settings::default() });
    let mut slow = connect(&server);
    slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    let mut silent = connect(&server);
    // Both reads end because the server closes.
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).unwrap();
    silent.read_to_end(&mut rest).unwrap();
    assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn a_thousand_open_connections_are_served() {
    rlimit::increase_nofile_limit(8_192).unwrap();
    let server = start(Settings { patience: AT_LAST, ..Settings::default() });
    let mut open: Vec<TcpStream> = (0..1_000).map(|_| connect(&server)).collect();
    assert_eq!(get(&server, "/").status, 200);
    for stream in &mut open {
        stream.write_all(b"GET /data.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    }
    for stream in &mut open {
        let mut answer = Vec::new();
        let mut bytes = [0; 1_024];
        while !answer.ends_with(b"\r\n\r\n0123456789") {
            let n_read = stream.read(&mut bytes).unwrap();
            assert_ne!(n_read, 0, "closed early");
            answer.extend_from_slice(&bytes[..n_read]);
        }
    }
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn a_busy_port_that_is_asked_for_is_an_error_and_the_usual_one_moves_on() {
    let here: IpAddr = Ipv4Addr::LOCALHOST.into();
    let first = bind(here, None).unwrap();
    let second = bind(here, None).unwrap();
    let port = |listener: &TcpListener| listener.local_addr().unwrap().port();
    assert!(1_024 <= port(&second) && port(&second) <= 8_999);
    assert_ne!(port(&first), port(&second));
    assert!(bind(here, Some(port(&first))).is_err());
}

#[test]
fn a_server_open_to_the_network_answers_to_any_address_but_to_no_name() {
    let listener = bind(Ipv4Addr::UNSPECIFIED.into(), Some(0)).unwrap();
    let server = Server::start(listener, Settings::default(), &site()).unwrap();
    let port = server.address().port();
    let asked = |host: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let request = format!("GET / HTTP/1.0\r\nHost: {host}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer[9..12].to_string()
    };
    assert_eq!(asked("192.168.1.5:1111"), "200");
    assert_eq!(asked("evil.example"), "403");
    let open = mucluc::serve::open_addresses(server.address());
    assert!(open.iter().all(|address| !address.ip().is_loopback()));
    assert!(mucluc::serve::open_addresses(SocketAddr::from(([127, 0, 0, 1], 1))).is_empty());
}

/// A page's stream of news.
struct News(BufReader<TcpStream>);

impl News {
    /// Listens from a version on.
    fn listen(server: &Server, version: &str) -> News {
        let mut stream = connect(server);
        let request = format!(
            "GET /__mucluc/events?version={version} HTTP/1.1\r\nHost: localhost\r\n\
             Accept: text/event-stream\r\nSec-Fetch-Site: same-origin\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut news = News(BufReader::new(stream));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(news.0.read_line(&mut head).unwrap(), 0, "{head}");
        }
        assert!(head.contains("content-type: text/event-stream"), "{head}");
        news
    }

    /// The next event.
    fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

/// The version that a page says it was made from.
fn version(page: &Answer) -> String {
    let (_, after) = page.text().split_once("data-version=\"").expect("the page has the script");
    after.split('"').next().unwrap().to_string()
}

#[test]
fn a_page_brings_the_script_that_listens_and_other_files_do_not() {
    let server = start(Settings::default());
    let page = get(&server, "/");
    assert!(page.text().starts_with("<!doctype html><title>Home</title><body><p>Home</p><script "));
    assert!(page.text().ends_with("</script></body>"));
    assert!(page.text().contains("data-output=\"index.html\""));
    assert!(get(&server, "/missing").text().contains("data-output=\"404.html\""));
    assert_eq!(get(&server, "/main.css").text(), "p { color: red }");
    assert_eq!(get(&server, "/atom.xml").text(), "<feed/>");
    let quiet = plain();
    assert_eq!(get(&quiet, "/").text(), HOME);
    assert_eq!(get(&quiet, "/__mucluc/events").status, 404);
}

#[test]
fn an_open_page_hears_what_changed() {
    let server = start(Settings::default());
    let mut news = News::listen(&server, &version(&get(&server, "/")));
    let first = news.next();
    assert_eq!(first["changed"], serde_json::json!([]));
    assert_eq!(first["errors"], "");
    let mut outcome = built(&[("index.html", "new"), ("main.css", "new")]);
    outcome.deleted = vec!["a/index.html".to_string()];
    server.publish(&outcome);
    let second = news.next();
    assert_eq!(second["changed"], serde_json::json!(["a/index.html", "index.html", "main.css"]));
    assert_eq!(second["version"], version(&get(&server, "/")).as_str());
    assert!(get(&server, "/").text().starts_with("new"));
    assert_eq!(get(&server, "/a/").status, 404);
}

#[test]
fn a_page_that_slept_hears_all_that_it_missed_at_once() {
    let server = start(Settings::default());
    let old = version(&get(&server, "/"));
    server.publish(&built(&[("one.css", "")]));
    server.publish(&built(&[("two.css", "")]));
    let news = News::listen(&server, &old).next();
    assert_eq!(news["changed"], serde_json::json!(["one.css", "two.css"]));
}

#[test]
fn a_page_of_an_earlier_run_is_told_to_reload() {
    let earlier = version(&get(&start(Settings::default()), "/"));
    let server = start(Settings::default());
    assert_eq!(News::listen(&server, &earlier).next()["changed"], serde_json::Value::Null);
    let current = version(&get(&server, "/"));
    assert_eq!(News::listen(&server, &current).next()["changed"], serde_json::json!([]));
}

#[test]
fn errors_reach_the_page_and_go_when_they_are_mended() {
    let server = start(Settings::default());
    let mut news = News::listen(&server, &version(&get(&server, "/")));
    assert_eq!(news.next()["errors"], "");
    let mut outcome = site();
    outcome.changed.clear();
    let span = Span::of("content/a.md", "+++\ntitel = \"<b>\"\n+++\n", 4..9);
    outcome.diagnostics = vec![Diagnostic::error("unknown-key", "unknown key `titel`").at(span)];
    server.publish(&outcome);
    let told = news.next();
    let errors = told["errors"].as_str().unwrap();
    assert!(errors.contains("unknown key `titel`") && errors.contains("content/a.md:2:1"));
    assert!(errors.contains("titel = \"<b>\""), "{errors}");
    assert_eq!(told["changed"], serde_json::json!([]));
    outcome.diagnostics = vec![Diagnostic::warning("old", "only a warning")];
    server.publish(&outcome);
    assert_eq!(news.next()["errors"], "");
}

#[test]
fn a_site_that_could_not_be_built_is_a_page_with_its_errors_escaped() {
    let mut nothing = built(&[]);
    nothing.diagnostics = vec![Diagnostic::error("broken", "<script>alert(1)</script>")];
    let listener = bind(Ipv4Addr::LOCALHOST.into(), Some(0)).unwrap();
    let server = Server::start(listener, Settings::default(), &nothing).unwrap();
    let page = get(&server, "/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("&lt;script&gt;alert(1)"), "{}", page.text());
    assert!(!page.text().contains("<script>alert"));
    assert!(page.text().contains("/__mucluc/reload.js"));
}

#[test]
fn that_all_pages_are_rendered_is_no_news() {
    let server = start(Settings::default());
    let mut news = News::listen(&server, &version(&get(&server, "/")));
    let first = news.next();
    server.settle(&site());
    server.publish(&built(&[("one.css", "")]));
    // What is served is new, and the page is what it was.
    let mut next = news.next();
    while next["version"] == first["version"] {
        assert_eq!(next["changed"], serde_json::json!([]));
        next = news.next();
    }
    assert_eq!(next["changed"], serde_json::json!(["one.css"]));
    let mut broken = site();
    broken.diagnostics = vec![Diagnostic::error("broken", "a page is broken")];
    server.settle(&broken);
    assert!(news.next()["errors"].as_str().unwrap().contains("a page is broken"));
}

#[test]
fn the_page_that_was_edited_is_named() {
    let server = start(Settings { reload: Reload::Navigate, ..Settings::default() });
    let home = get(&server, "/");
    assert!(home.text().contains(" data-navigate>"));
    let mut news = News::listen(&server, &version(&home));
    assert_eq!(news.next()["page"], serde_json::Value::Null);
    let mut outcome = built(&[("a/index.html", "new")]);
    outcome.page = Some("a/index.html".to_string());
    server.publish(&outcome);
    assert_eq!(news.next()["page"], "a/index.html");
}

/// Outputs of which some cannot be rendered.
struct Fragile;

impl Outputs for Fragile {
    fn get(&self, path: &str) -> Result<Option<Arc<[u8]>>, mucluc::watch::Fault> {
        assert_ne!(path, "broken/index.html", "this page cannot be rendered");
        Ok((path == "index.html").then(|| b"fine"[..].into()))
    }
}

#[test]
fn a_page_that_cannot_be_made_is_an_error_and_not_the_end() {
    let outcome = Outcome { outputs: Arc::new(Fragile), ..built(&[]) };
    let listener = bind(Ipv4Addr::LOCALHOST.into(), Some(0)).unwrap();
    let server = Server::start(listener, Settings::default(), &outcome).unwrap();
    assert_eq!(get(&server, "/broken/").status, 500);
    assert_eq!(get(&server, "/").status, 200);
}

/// An engine on a real folder: each file in `content` is a page of the same name.
struct Copier {
    site: PathBuf,
}

impl Copier {
    fn build(&self, changed: Vec<String>) -> Outcome {
        let mut outcome = built(&[]);
        let mut pages = BTreeMap::new();
        for entry in fs::read_dir(self.site.join("content")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            match fs::read_to_string(&path) {
                Ok(text) => drop(pages.insert(name, text.as_bytes().into())),
                Err(error) => outcome.diagnostics.push(Diagnostic::error("x", error.to_string())),
            }
        }
        Outcome { changed, outputs: Arc::new(Pages(pages)), ..outcome }
    }
}

impl Engine for Copier {
    fn rebuild(&mut self, batch: &Batch) -> Outcome {
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        self.build(batch.paths.iter().map(name).collect())
    }
}

/// Saves a file as careful editors do.
fn save(path: &Path, bytes: &[u8]) {
    let beside = path.with_extension("tmp");
    fs::write(&beside, bytes).unwrap();
    fs::rename(&beside, path).unwrap();
}

#[test]
fn a_save_on_disk_reaches_the_open_page_and_an_error_comes_and_goes() {
    let folder = tempfile::tempdir().unwrap();
    let site = fs::canonicalize(folder.path()).unwrap();
    let page = site.join("content/index.html");
    fs::create_dir(site.join("content")).unwrap();
    fs::write(&page, "one").unwrap();

    let mut watcher = Watcher::new(&watch::Settings {
        site: site.clone(),
        further: Vec::new(),
        excluded: vec![site.join("public")],
        quiet: watch::QUIET,
        poll: false,
    });
    let mut engine = Copier { site };
    let first = engine.build(Vec::new());
    let listener = bind(Ipv4Addr::LOCALHOST.into(), Some(0)).unwrap();
    let server = Server::start(listener, Settings::default(), &first).unwrap();
    let stopper = watcher.stopper();

    std::thread::scope(|scope| {
        scope.spawn(|| {
            watch::run(&mut engine, &mut watcher, &first, None, watch::PATIENCE, |stage| {
                if let Stage::Begun(outcome) = stage {
                    server.publish(outcome);
                }
            });
        });
        let mut news = News::listen(&server, &version(&get(&server, "/")));
        assert_eq!(news.next()["errors"], "");
        save(&page, b"two");
        assert_eq!(news.next()["changed"], serde_json::json!(["index.html"]));
        assert!(get(&server, "/").text().starts_with("two"));
        save(&page, b"\xff");
        assert_ne!(news.next()["errors"], "");
        save(&page, b"three");
        assert_eq!(news.next()["errors"], "");
        assert!(get(&server, "/").text().starts_with("three"));
        stopper.stop();
    });
}

/// Writes files below a folder.
fn write_all(folder: &Path, files: &[(&str, &str)]) {
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A site as it is on disk, built for a preview.
fn previewed(site: &Path) -> (Server, Outcome) {
    let options = Options { mode: Mode::Serve, ..Options::default() };
    let mut engine = Rebuilder::new(site, options, Writes::Nowhere);
    let outcome = engine.rebuild(&Batch { paths: Vec::new(), rescan: true });
    let listener = bind(Ipv4Addr::LOCALHOST.into(), Some(0)).unwrap();
    (Server::start(listener, Settings::default(), &outcome).unwrap(), outcome)
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_never_leads_out_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    write_all(folder.path(), &[("secret/key.txt", "a secret")]);
    write_all(
        &site,
        &[
            ("zola.toml", "base_url = \"http://localhost\"\n"),
            ("content/_index.md", "+++\n+++\n"),
            ("templates/index.html", "home"),
            ("static/inner.txt", "no secret"),
        ],
    );
    let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, site.join(at)).unwrap();
    link(&site.join("static/inner.txt"), "static/within.txt");
    let (server, outcome) = previewed(&site);
    assert_eq!(outcome.diagnostics, []);
    assert_eq!(get(&server, "/within.txt").text(), "no secret");

    link(&folder.path().join("secret/key.txt"), "static/key.txt");
    link(&folder.path().join("secret"), "static/folder");
    let (server, outcome) = previewed(&site);
    assert_ne!(outcome.diagnostics, []);
    for path in ["/key.txt", "/folder/key.txt", "/folder/"] {
        let answer = get(&server, path);
        // Such a site is not built at all, and what is served says why.
        assert_eq!(answer.status, 500, "{path}");
        assert!(!answer.text().contains("a secret"), "{path}");
    }
}
