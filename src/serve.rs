//! The preview server: the site as a host would show it, and a browser that keeps up.
//!
//! It answers from the engine's outputs and from nothing else: there is no folder
//! behind it that an address could lead out of. Everything in a request is
//! distrusted: a page on the internet can send requests to this machine, so a request
//! must name a host that we know (`guard`), and an address that is plain (`address`).
//!
//! **Invariant:** a connection never sees half a rebuild. All that is answered comes
//! from one [`Now`], which a rebuild replaces whole.
//!
//! Not here: what to render, and when. `Outputs::get` may render a stale page before
//! it gives it, so it is called on a thread that may wait.

mod address;
mod answer;
mod bind;
mod guard;
mod reload;

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::watch::{Fault, Outcome};

use address::Address;
use answer::{Found, Response};
use reload::Now;

pub use bind::{PORT, base_path, base_url, bind, open_addresses};

/// How the server behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The path below which the site lies, with a slash at both ends: `/` or `/archive/`.
    pub base_path: String,
    /// Host names that are answered besides those of this machine.
    pub allowed_hosts: Vec<String>,
    /// Whether pages keep up with the site by themselves.
    pub reload: Reload,
    /// How long a client may take to send the head of a request.
    pub patience: Duration,
}

impl Default for Settings {
    /// The site at the top, for this machine only, with pages that keep up.
    fn default() -> Self {
        Settings {
            base_path: "/".to_string(),
            allowed_hosts: Vec::new(),
            reload: Reload::Page,
            patience: PATIENCE,
        }
    }
}

/// What an open page does when the site changed.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Reload {
    /// Nothing; pages are served as they are.
    Off,
    /// It reloads when it is concerned.
    Page,
    /// It also goes to the page that was edited.
    Navigate,
}

/// A browser sends its head at once; who takes longer only holds a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Room for the longest address and cookies of a localhost that many programs share.
const LONGEST_HEAD: usize = 32 * 1024;

/// How long to wait when the system has no connection left to give.
const OUT_OF_CONNECTIONS: Duration = Duration::from_millis(50);

/// How many connections may wait to be accepted. The 128 of the standard library
/// overflow when a thousand come at once, and each that is turned away waits a second.
const LINED_UP: i32 = 4 * 1024;

/// How many open files we ask the system for; each connection is one.
const OPEN_FILES: u64 = 16 * 1024;

/// A running server; it ends when this is dropped.
pub struct Server {
    /// Where the connections are served.
    runtime: Option<Runtime>,
    /// What they share.
    shared: Arc<Shared>,
    /// Where it listens.
    address: SocketAddr,
}

/// What all connections share.
struct Shared {
    /// How to behave.
    settings: Settings,
    /// The address that we listen on, which is also a host name of ours.
    interface: IpAddr,
    /// The site as it is now; a change of it is the news that pages wait for.
    now: watch::Sender<Arc<Now>>,
}

impl Server {
    /// Starts to serve the site as `first` left it.
    pub fn start(listener: TcpListener, settings: Settings, first: &Outcome) -> io::Result<Server> {
        // Where the system refuses more, those it gives have to do.
        let _ = rlimit::increase_nofile_limit(OPEN_FILES);
        listener.set_nonblocking(true)?;
        socket2::SockRef::from(&listener).listen(LINED_UP)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let (now, _) = watch::channel(Arc::new(Now::first(instance(), first)));
        let shared = Arc::new(Shared { settings, interface: address.ip(), now });
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        runtime.spawn(accept(listener, shared.clone()));
        Ok(Server { runtime: Some(runtime), shared, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves the site as its first rendering left it. Nobody saw any of its outputs otherwise, so
    /// pages are told of what is wrong and of nothing else.
    pub fn settle(&self, first: &Outcome) {
        let (diagnostics, outputs) = (first.diagnostics.clone(), first.outputs.clone());
        let (changed, deleted, reasons) = Default::default();
        self.publish(&Outcome { diagnostics, changed, deleted, page: None, reasons, outputs });
    }

    /// Serves the site as a rebuild left it, and tells open pages what changed.
    pub fn publish(&self, outcome: &Outcome) {
        self.shared.now.send_modify(|now| {
            let next = now.next(outcome);
            let is_news = next.is_news_after(now);
            *now = Arc::new(if is_news { next } else { now.with_outputs(outcome) });
        });
    }
}

impl Drop for Server {
    /// Ends all connections without waiting: pages listen for news without end.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A name for this run of the server, so that a page can tell that it was restarted.
fn instance() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}", since.as_nanos(), std::process::id())
}

/// Takes connections for as long as the server runs.
async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers are whole, so there is nothing to wait for.
                let _ = stream.set_nodelay(true);
                tokio::spawn(converse(stream, shared.clone()));
            }
            // Out of files, or the client is gone already: others may fare better.
            Err(_) => tokio::time::sleep(OUT_OF_CONNECTIONS).await,
        }
    }
}

/// Answers the requests of one connection.
async fn converse(stream: tokio::net::TcpStream, shared: Arc<Shared>) {
    let patience = shared.settings.patience;
    let service = service_fn(move |request| {
        let shared = shared.clone();
        async move { Ok::<_, Infallible>(respond(&shared, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // A connection that breaks concerns only its client.
    let _ = connection.await;
}

/// Answers one request.
async fn respond(shared: &Arc<Shared>, request: Request<Incoming>) -> Response {
    if let Err(refusal) = guard::check(&request, shared.interface, &shared.settings.allowed_hosts) {
        return answer::plain(refusal.status(), &refusal.to_string());
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = answer::plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let reloads = shared.settings.reload != Reload::Off;
    match address::parse(&shared.settings.base_path, request.uri().path()) {
        Address::Bad => answer::plain(StatusCode::BAD_REQUEST, "not a plain address"),
        // A preview is opened by its host and port alone, as often as not.
        Address::Outside if request.uri().path() == "/" => {
            answer::redirect(&shared.settings.base_path, None)
        }
        Address::Outside => answer::plain(
            StatusCode::NOT_FOUND,
            &format!("the site lies below {}", shared.settings.base_path),
        ),
        Address::Base => with_slash(&request),
        Address::Events if reloads => reload::events(&shared.now, &request),
        Address::Script if reloads => answer::found(&request, reload::script()),
        Address::Events | Address::Script => answer::plain(StatusCode::NOT_FOUND, "reload is off"),
        Address::Site(path) => page(shared, &request, path).await,
    }
}

/// Answers a request for something of the site.
async fn page(shared: &Arc<Shared>, request: &Request<Incoming>, path: String) -> Response {
    let now = shared.now.borrow().clone();
    let settings = shared.settings.clone();
    let looking = tokio::task::spawn_blocking(move || look_up(&now, &settings, &path));
    match looking.await {
        Ok(Looked::Found(found)) => answer::found(request, found),
        Ok(Looked::Folder) => with_slash(request),
        // Rendering panicked, and the thread's message says more on the terminal.
        Err(_) => answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made"),
    }
}

/// Sends the browser to the same address with a slash at its end.
///
/// The path has been parsed: it does not begin with two slashes, which would name a host.
fn with_slash(request: &Request<Incoming>) -> Response {
    answer::redirect(&format!("{}/", request.uri().path()), request.uri().query())
}

/// A status with the name of an output and its bytes, if there are any.
type Looking = (StatusCode, String, Option<Arc<[u8]>>);

/// What an address leads to.
enum Looked {
    /// Something to show, which may be a page that says that there is nothing.
    Found(Found),
    /// A folder with a page, asked for without the slash at its end.
    Folder,
}

/// Finds what a host would answer to a path below the base path.
fn look_up(now: &Now, settings: &Settings, path: &str) -> Looked {
    let is_folder = path.is_empty() || path.ends_with('/');
    let file = if is_folder { format!("{path}index.html") } else { path.to_string() };
    let found = |file: &str| now.outputs.get(file).map_err(|error| (file.to_string(), error));
    let looked: Result<Looking, (String, Fault)> = found(&file).and_then(|bytes| match bytes {
        Some(bytes) => Ok((StatusCode::OK, file, Some(bytes))),
        None if !is_folder && found(&format!("{path}/index.html"))?.is_some() => {
            Ok((StatusCode::MOVED_PERMANENTLY, file, None))
        }
        None => {
            let own = match found("404.html") {
                // What is asked for is missing all the same.
                Err((_, Fault::Unmade(_))) => None,
                own => own?,
            };
            Ok((StatusCode::NOT_FOUND, "404.html".to_string(), own))
        }
    });
    let (status, file, bytes) = match looked {
        Ok((StatusCode::MOVED_PERMANENTLY, ..)) => return Looked::Folder,
        Ok((status, file, Some(bytes))) => (status, file, Bytes::from_owner(bytes)),
        Ok((_, file, None)) => {
            let (status, page) = reload::stand_in(now);
            (status, file, page)
        }
        Err((file, fault)) => {
            let page = reload::without_bytes(&file, fault);
            (StatusCode::INTERNAL_SERVER_ERROR, "500.html".to_string(), page)
        }
    };
    let media_type = answer::media_type(&file);
    let bytes = match settings.reload {
        Reload::Off => bytes,
        _ if !media_type.starts_with("text/html") => bytes,
        _ => reload::inject(&bytes, &reload::tag(now, settings, &file)),
    };
    Looked::Found(Found { status, media_type, bytes })
}

/// The body of an answer that is known as a whole.
fn whole(bytes: Bytes) -> answer::Body {
    http_body_util::Either::Left(Full::new(bytes))
}

#[cfg(test)]
mod tests;
