//! `check` asks other hosts: here, a server of our own that knows what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use crate::program::Site;

/// A host with a few pages, for as long as the tests run.
struct Host {
    /// Where it listens.
    address: SocketAddr,
    /// The first lines of all requests.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Starts a host.
    fn start() -> Host {
        Host::start_with(Arc::new(Barrier::new(1)))
    }

    /// Starts a host that answers `/together` when all hosts of the barrier are asked for it.
    fn start_with(barrier: Arc<Barrier>) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = Host { address: listener.local_addr().unwrap(), asked: Arc::default() };
        let asked = host.asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, barrier) = (asked.clone(), barrier.clone());
                thread::spawn(move || answer(stream, &asked, &barrier));
            }
        });
        host
    }

    /// An address on it.
    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was asked, sorted.
    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort();
        asked
    }
}

/// Answers one request: by its path, and never to `HEAD` where the path says so.
fn answer(mut stream: TcpStream, asked: &Mutex<Vec<String>>, barrier: &Barrier) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let words: Vec<&str> = first.split(' ').collect();
    asked.lock().unwrap().push(format!("{} {}", words[0], words[1]));
    if words[1] == "/together" {
        barrier.wait();
    }
    let (status, kind, body) = match (words[0], words[1]) {
        ("HEAD", "/no-head") => ("405 Method Not Allowed", "text/plain", ""),
        (_, "/gone") => ("404 Not Found", "text/html", "<h1 id=\"x\">gone</h1>"),
        (_, "/moved") => ("302 Found\r\nLocation: /page", "text/plain", ""),
        (_, "/file") => ("200 OK", "application/pdf", "%PDF"),
        _ => ("200 OK", "text/html; charset=utf-8", "<h1 id=\"part\">A page</h1>"),
    };
    let length = body.len();
    let body = if words[0] == "HEAD" { "" } else { body };
    let head = "Connection: close\r\nContent-Type";
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{head}: {kind}\r\nContent-Length: {length}");
    let _ = write!(stream, "\r\n\r\n{body}");
}

/// A site with pages whose texts are given and with keys of the link checker.
fn site(keys: &str, pages: &[&str]) -> Site {
    let config = format!("base_url = \"https://example.org\"\n[link_checker]\n{keys}\n");
    let site = Site::of(&[("zola.toml", &config), ("content/_index.md", "+++\n+++\n")]);
    for (at, text) in pages.iter().enumerate() {
        site.write(&format!("content/p{at}.md"), format!("+++\n+++\n{text}\n").as_bytes());
    }
    site
}

#[test]
fn a_broken_link_to_another_host_is_an_error_at_its_place() {
    let host = Host::start();
    let links =
        format!("Well.\n\nSee [it]({}) and [that]({}).", host.url("/page"), host.url("/gone"));
    let ran = site("", &[&links]).run(&["--network", "anywhere", "check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    let wanted = format!("`{}` is broken: the server answered with status 404", host.url("/gone"));
    assert!(ran.said.contains(&wanted), "{}", ran.said);
    let place = "content/p0.md:5:";
    assert!(ran.said.contains(place), "{}", ran.said);
    assert!(!ran.said.contains("/page`"), "{}", ran.said);
}

#[test]
fn each_address_is_asked_once_and_by_its_head() {
    let host = Host::start();
    let links = format!(
        "[a]({0}) [b]({0}) [c]({1}) [d]({2})",
        host.url("/page"),
        host.url("/no-head"),
        host.url("/moved")
    );
    let ran = site("", &[&links, &links]).run(&["--network", "anywhere", "check"]);
    ran.went_well();
    let once = ["GET /no-head", "HEAD /moved", "HEAD /no-head", "HEAD /page", "HEAD /page"];
    assert_eq!(host.asked(), once, "the second `/page` is where `/moved` leads");
}

#[test]
fn a_place_on_a_page_of_another_host_is_looked_for() {
    let host = Host::start();
    let links = format!(
        "[a]({0}#part) [b]({0}#paart) [c]({1}#page=2)",
        host.url("/page"),
        host.url("/file")
    );
    let ran = site("", &[&links]).run(&["--network", "anywhere", "check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("there is no place `#paart`"), "{}", ran.said);
    assert!(!ran.said.contains("#page=2") && !ran.said.contains("`#part` in"), "{}", ran.said);
    assert_eq!(host.asked(), ["GET /file", "GET /page"]);
    let skipped = format!("skip_anchor_prefixes = [\"{}\"]", host.url("/"));
    let ran = site(&skipped, &[&links]).run(&["--network", "anywhere", "check"]);
    ran.went_well();
}

#[test]
fn external_level_warn_lets_the_check_pass() {
    let host = Host::start();
    let links = format!("[gone]({})", host.url("/gone"));
    let site = site("external_level = \"warn\"", &[&links]);
    let ran = site.run(&["--network", "anywhere", "check"]);
    ran.went_well();
    assert!(ran.said.contains("warning") && ran.said.contains("status 404"), "{}", ran.said);
}

#[test]
fn what_the_link_checker_skips_is_not_asked() {
    let host = Host::start();
    let links = format!("[gone]({})", host.url("/gone"));
    let keys = format!("skip_prefixes = [\"{}\"]", host.url("/go"));
    for keys in [keys.as_str(), "ignored_files = [\"p0.md\"]"] {
        let ran = site(keys, &[&links]).run(&["--network", "anywhere", "check"]);
        assert_eq!(ran.code, Some(0), "{keys}: {}", ran.said);
    }
    let all = site("", &[&links]);
    let ran = all.run(&["--network", "anywhere", "check", "--skip-external-links"]);
    ran.went_well();
    let ran = all.run(&["--network", "offline", "check"]);
    ran.went_well();
    assert!(ran.said.contains("1 links to other hosts were not checked"), "{}", ran.said);
    all.build();
    assert_eq!(host.asked(), [""; 0]);
}

#[test]
fn a_link_into_a_private_network_is_not_followed_unless_allowed() {
    let host = Host::start();
    let ran = site("", &[&format!("[a]({})", host.url("/page"))]).run(&["check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains("--network anywhere"), "{}", ran.said);
    assert_eq!(host.asked(), [""; 0]);
}

#[test]
fn a_link_in_a_templated_text_is_shown_where_it_is_written() {
    let host = Host::start();
    let links =
        format!("{{{{ page.title }}}} {}\n\n[gone]({})", "long ".repeat(40), host.url("/gone"));
    let ran = site("", &[&links]).run(&["--network", "anywhere", "check"]);
    assert!(ran.said.contains("content/p0.md:5:8"), "{}", ran.said);
}

#[test]
fn several_hosts_are_asked_at_once() {
    let barrier = Arc::new(Barrier::new(4));
    let hosts: Vec<Host> = (0..4).map(|_| Host::start_with(barrier.clone())).collect();
    let links: Vec<String> =
        hosts.iter().map(|host| format!("[a]({})", host.url("/together"))).collect();
    let ran = site("", &[&links.join(" ")]).run(&["--network", "anywhere", "check"]);
    assert_eq!(ran.code, Some(0), "each waits for the others: {}", ran.said);
}
