use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use super::*;

/// A request for an address, with nothing else said.
fn request(url: &str) -> Request {
    Request {
        url: url.to_string(),
        method: Method::Get,
        body: None,
        content_type: None,
        accept: "text/plain",
        headers: Vec::new(),
    }
}

/// A policy that lets tests talk to themselves.
fn anywhere() -> Policy {
    Policy { network: Network::Anywhere, time_out: Duration::from_secs(5), max_bytes: 100 }
}

/// Answers one request on this machine and hands back what was asked.
fn serve_once(answer: impl Into<Vec<u8>>) -> (String, thread::JoinHandle<String>) {
    let answer = answer.into();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/x", listener.local_addr().expect("it is bound"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the test asks");
        let mut asked = String::new();
        while !asked.contains("\r\n\r\n") || (asked.starts_with("POST") && !asked.ends_with('!')) {
            let mut buffer = [0; 1024];
            let n_read = stream.read(&mut buffer).expect("the test sends");
            asked.push_str(&String::from_utf8_lossy(&buffer[..n_read]));
        }
        stream.write_all(&answer).expect("the test listens");
        asked.to_ascii_lowercase()
    });
    (url, server)
}

#[test]
fn an_answer_arrives_as_bytes() {
    let (url, server) = serve_once("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na,b");
    assert_eq!(fetch(&request(&url), &anywhere()), Ok(b"a,b".to_vec()));
    let asked = server.join().expect("the server ends");
    assert!(asked.starts_with("get /x http/1.1"), "{asked}");
    assert!(asked.contains("accept: text/plain"), "{asked}");
}

#[test]
fn a_post_sends_its_body_and_headers() {
    let (url, server) = serve_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let post = Request {
        method: Method::Post,
        body: Some("hi!".to_string()),
        content_type: Some("text/foo".to_string()),
        headers: vec![header("X-A=b=c").expect("it has a value")],
        ..request(&url)
    };
    assert_eq!(fetch(&post, &anywhere()), Ok(Vec::new()));
    let asked = server.join().expect("the server ends");
    assert!(asked.contains("content-type: text/foo") && asked.contains("x-a: b=c"), "{asked}");
    assert!(asked.ends_with("\r\n\r\nhi!"), "{asked}");
}

#[test]
fn an_answer_is_unpacked_and_becomes_utf_8() {
    let mut latin = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\
        Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"
        .to_vec();
    latin.extend(b"a\xe9");
    let (url, _server) = serve_once(latin);
    assert_eq!(fetch(&request(&url), &anywhere()), Ok("aé".into()));
    // What gzip makes of `a,b`.
    let packed = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x4b\xd4\x49\x02\0\xdf\x13\xd9\x2c\x03\0\0\0";
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        packed.len()
    );
    let (url, server) = serve_once([head.as_bytes(), packed].concat());
    assert_eq!(fetch(&request(&url), &anywhere()), Ok(b"a,b".to_vec()));
    let asked = server.join().expect("the server ends");
    assert!(asked.contains("accept-encoding: gzip"), "{asked}");
}

#[test]
fn a_template_may_say_what_it_accepts() {
    let (url, server) = serve_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let headers = vec![("ACCEPT".to_string(), "text/x".to_string())];
    assert_eq!(fetch(&Request { headers, ..request(&url) }, &anywhere()), Ok(Vec::new()));
    let asked = server.join().expect("the server ends");
    assert_eq!(asked.matches("accept: text/").count(), 1, "{asked}");
    assert!(asked.contains("accept: text/x"), "{asked}");
}

#[test]
fn blanks_and_letters_in_an_address_are_escaped() {
    let (url, server) = serve_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let asked = request(&format!("{url}?q=a b&c=đ%20|"));
    assert_eq!(fetch(&asked, &anywhere()), Ok(Vec::new()));
    let asked = server.join().expect("the server ends");
    assert!(asked.starts_with("get /x?q=a%20b&c=%c4%91%20%7c http/1.1"), "{asked}");
}

#[test]
fn a_bad_status_and_a_long_answer_are_errors() {
    let (url, _server) = serve_once("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    let missing = fetch(&request(&url), &anywhere()).expect_err("404");
    assert_eq!(missing, Error::Status(404));
    assert!(missing.is_absence());
    let (url, _server) = serve_once("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef");
    let short = Policy { max_bytes: 5, ..anywhere() };
    assert_eq!(fetch(&request(&url), &short), Err(Error::TooLarge(5)));
}

#[test]
fn a_redirect_is_followed_with_what_was_asked() {
    let (there, last) = serve_once("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    let head = "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: ";
    let (url, _server) = serve_once(format!("{head}{there}\r\n\r\n"));
    let post = Request { method: Method::Post, body: Some("hi!".into()), ..request(&url) };
    assert_eq!(fetch(&post, &anywhere()), Ok(b"ok".to_vec()));
    let asked = last.join().expect("the server ends");
    assert!(asked.starts_with("post /x ") && asked.ends_with("\r\n\r\nhi!"), "{asked}");
}

#[test]
fn a_redirect_without_a_place_is_an_answer() {
    for status in ["300 Multiple Choices", "302 Found", "305 Use Proxy"] {
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: 3\r\n");
        let (url, _server) = serve_once(format!("{head}\r\na,b"));
        assert_eq!(fetch(&request(&url), &anywhere()), Ok(b"a,b".to_vec()), "{status}");
    }
}

#[test]
fn a_redirect_to_itself_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/x", listener.local_addr().expect("it is bound"));
    let server = thread::spawn(move || {
        for stream in listener.incoming().take(1 + MOST_REDIRECTS) {
            let mut stream = stream.expect("the test asks");
            let n_read = stream.read(&mut [0; 1024]).expect("the test sends");
            assert!(0 < n_read);
            let answer = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /x\r\n\r\n";
            stream.write_all(answer.as_bytes()).expect("the test listens");
        }
    });
    let error = fetch(&request(&url), &anywhere()).expect_err("it never ends");
    assert!(error.to_string().contains("leads on"), "{error}");
    server.join().expect("it was asked as often as is allowed");
}

#[test]
fn a_redirect_to_a_private_address_is_refused() {
    let policy = Policy::default();
    let next = redirect::follow(&request("http://a.org/"), 302, Some("http://10.0.0.1/"));
    let url = next.expect("it leads on").url;
    assert_eq!(allowed_host(&url, &policy), Err(Error::Private("10.0.0.1".to_string())));
    let next = redirect::follow(&request("http://a.org/"), 302, Some("file:///etc/passwd"));
    let url = next.expect("it leads on").url;
    assert!(matches!(allowed_host(&url, &policy), Err(Error::BadUrl(_))));
}

#[test]
fn a_private_address_is_refused_before_anything_is_sent() {
    let policy = Policy::default();
    for host in ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "100.64.0.1"] {
        let refused = fetch(&request(&format!("http://{host}:9/")), &policy);
        assert!(matches!(refused, Err(Error::Private(_))), "{host}: {refused:?}");
    }
    assert!(is_private("::ffff:192.168.0.1".parse().unwrap()));
    assert!(!is_private("93.184.216.34".parse().unwrap()));
    assert!(!is_private("2606:4700::1111".parse().unwrap()));
    for carried in ["64:ff9b::7f00:1", "64:ff9b::192.168.0.1", "64:ff9b:1::1", "2002:a00:1::1"] {
        assert!(is_private(carried.parse().unwrap()), "{carried}");
    }
    assert!(!is_private("64:ff9b::93.184.216.34".parse().unwrap()));
}

#[test]
fn without_a_network_nothing_is_tried() {
    let policy = Policy { network: Network::Offline, ..Policy::default() };
    let error = fetch(&request("https://example.com/"), &policy).expect_err("offline");
    assert_eq!(error.to_string(), "this build may not use the network");
    assert!(error.is_absence());
}

#[test]
fn only_addresses_of_the_web_are_fetched() {
    for url in ["nope", "file:///etc/passwd", "ftp://example.com/", "http:///x"] {
        let error = fetch(&request(url), &Policy::default()).expect_err("no address");
        assert_eq!(error, Error::BadUrl(url.to_string()));
        assert!(error.is_absence());
    }
}

#[test]
fn headers_and_methods_are_read_as_templates_write_them() {
    let pair = ("accept".to_string(), "a/b,c/d".to_string());
    assert_eq!(header("accept=a/b,c/d"), Some(pair));
    assert_eq!(header("accept"), None);
    assert_eq!(Method::from_name("post"), Some(Method::Post));
    assert_eq!(Method::from_name("PUT"), None);
}

#[test]
fn a_server_that_never_answers_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
    let impatient = Policy { time_out: Duration::from_millis(50), ..anywhere() };
    let error = fetch(&request(&url), &impatient).expect_err("nobody answers");
    assert_eq!(error, Error::TimedOut);
    assert!(error.is_absence());
}
