//! From a save to the changed page being served: mucluc's preview, and Hugo's beside it.
//!
//! `cargo bench --bench latency -- SITE [HUGO_SITE] [EDITS]` starts each server on a site
//! that `cargo bench --bench corpus` wrote, adds a line to one article after another, and
//! asks for its page until the line is in it; a second round changes titles. It prints how
//! long the server took to answer at all, the median and the worst edit, and the server's
//! peak memory. Hugo is the program `hugo`; without HUGO_SITE it is left out.
//!
//! A server is started five times, and edits are asked of the last one. The first start is printed
//! apart from the median of all: it may find the site's files on the disk only, and then it
//! is the disk that is measured. Nothing that an earlier run kept is there to help a start.
//!
//! Both servers are asked by the same client over real connections, one request after
//! another; a server that runs with no pause between them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take for anything at all.
const LONGEST: Duration = Duration::from_secs(120);

/// Between two attempts to reach a server that starts: without it the client would take one core
/// of two from the very work that it waits for.
const PAUSE: Duration = Duration::from_millis(2);

/// How many times a server is started.
const STARTS: usize = 5;

/// A server under measurement; it ends with this.
struct Server {
    /// The process.
    process: Child,
    /// Where it listens.
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that is gone already is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts a server, waits for its first answer, and says how long that took.
    fn start(mut command: Command, port: u16) -> (Server, Duration) {
        let start = Instant::now();
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let process = process.expect("the server can be started");
        let server = Server { process, port };
        while server.get("/").is_none_or(|page| !page.starts_with(b"HTTP/1.1 200")) {
            assert!(start.elapsed() < LONGEST, "the server never answered");
            std::thread::sleep(PAUSE);
        }
        (server, start.elapsed())
    }

    /// The answer to a request, if there is one.
    fn get(&self, path: &str) -> Option<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let host = format!("127.0.0.1:{}", self.port);
        let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(answer)
    }

    /// How long it takes from a save to the page that shows it.
    fn edit(&self, file: &Path, path: &str, text: &str, shown: &str) -> Duration {
        let start = Instant::now();
        fs::write(file, text).expect("an article can be written");
        self.wait(|page| shows(page, shown), path);
        start.elapsed()
    }

    /// Asks for a page until it is as it should be.
    fn wait(&self, is_there: impl Fn(&[u8]) -> bool, path: &str) {
        let start = Instant::now();
        while !is_there(&self.get(path).unwrap_or_default()) {
            assert!(start.elapsed() < LONGEST, "the edit of {path} never came");
        }
    }

    /// Its peak memory, in megabytes; 0 where the system does not tell.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    }
}

/// What was measured of a server.
struct Figures {
    /// Until the first answer, for each start in turn.
    ready: Vec<Duration>,
    /// Edits of texts, sorted.
    texts: Vec<Duration>,
    /// Edits of titles, sorted.
    titles: Vec<Duration>,
    /// Peak memory in megabytes.
    memory: u64,
}

/// The articles of a site that are edited: spread over all of them.
fn articles(site: &Path, n: usize) -> Vec<PathBuf> {
    let folder = fs::read_dir(site.join("content/articles")).expect("the site has articles");
    let files = folder.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        files.filter(|file| !file.to_string_lossy().contains("_index")).collect();
    files.sort();
    let step = (files.len() / n).max(1);
    files.into_iter().step_by(step).take(n).collect()
}

/// Starts a server some times, and has the last one show edits of articles one after another:
/// first the texts of all, then their titles.
///
/// They are put back at the end of a round, so that no edit waits for what undoes another.
fn measure(start: impl Fn() -> (Server, Duration), site: &Path, n: usize) -> Figures {
    let files = articles(site, n);
    let mut ready: Vec<Duration> = (1..STARTS).map(|_| start().1).collect();
    let (server, last) = start();
    ready.push(last);
    let server = &server;
    let texts = round(server, &files, |old, mark| format!("{old}\n{mark}\n"));
    let titles = round(server, &files, |old, mark| {
        old.replacen("title = \"", &format!("title = \"{mark} "), 1)
    });
    Figures { ready, texts, titles, memory: server.memory() }
}

/// How long one kind of edit takes in each of some articles, sorted.
fn round(
    server: &Server,
    files: &[PathBuf],
    edited: impl Fn(&str, &str) -> String,
) -> Vec<Duration> {
    let olds: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("an article can be read"))
        .collect();
    let mut took = Vec::new();
    for (at, (file, old)) in files.iter().zip(&olds).enumerate() {
        let mark = format!("measured edit number {at}");
        took.push(server.edit(file, &address(file), &edited(old, &mark), &mark));
    }
    for (file, old) in files.iter().zip(&olds) {
        fs::write(file, old).expect("an article can be put back");
    }
    let (last, n) = (files.last().expect("there are articles"), files.len() - 1);
    server.wait(|page| !shows(page, &format!("measured edit number {n}")), &address(last));
    took.sort();
    took
}

/// The address of an article's page.
fn address(file: &Path) -> String {
    let name = file.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
    format!("/articles/{name}/")
}

/// Whether a page holds some words.
fn shows(page: &[u8], words: &str) -> bool {
    page.windows(words.len()).any(|found| found == words.as_bytes())
}

/// Starts mucluc's preview of a site of which nothing is kept.
fn mucluc(site: &Path) -> (Server, Duration) {
    // There is nothing to remove where no run kept anything.
    let _ = fs::remove_dir_all(site.join(".mucluc"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_mucluc"));
    command.arg("--root").arg(site).args(["serve", "--port", "17311"]);
    Server::start(command, 17_311)
}

/// Starts Hugo's preview of a site.
fn hugo(site: &Path) -> (Server, Duration) {
    let mut command = Command::new("hugo");
    command.args(["server", "--port", "17312", "--bind", "127.0.0.1", "--source"]).arg(site);
    Server::start(command, 17_312)
}

/// Prints a line of figures.
fn print(name: &str, figures: &Figures) {
    let middle = |sorted: &[Duration]| sorted[sorted.len() / 2].as_secs_f64() * 1000.0;
    let mut starts = figures.ready.clone();
    starts.sort();
    let worst = |sorted: &[Duration]| sorted[sorted.len() - 1].as_secs_f64() * 1000.0;
    println!(
        "{name:<8} ready {:>6.2} s (first {:.2})   text {:>7.1} ms (worst {:.1})   title {:>7.1} \
         ms (worst {:.1})   {} MB",
        middle(&starts) / 1000.0,
        figures.ready[0].as_secs_f64(),
        middle(&figures.texts),
        worst(&figures.texts),
        middle(&figures.titles),
        worst(&figures.titles),
        figures.memory,
    );
}

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(site) = arguments.first() else {
        println!("usage: cargo bench --bench latency -- SITE [HUGO_SITE] [EDITS]");
        return;
    };
    let n = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(21);
    let site = Path::new(site);
    print("mucluc", &measure(|| mucluc(site), site, n));
    if let Some(other) = arguments.get(1).filter(|argument| argument.parse::<usize>().is_err()) {
        let other = Path::new(other);
        print("hugo", &measure(|| hugo(other), other, n));
    }
}
