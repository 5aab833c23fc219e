//! Data from other machines.
//!
//! A build runs what themes say, so it is careful with whom it talks: no
//! addresses of this machine or its network unless allowed, nothing but `http`
//! and `https`, an end to waiting and to reading. Names are checked after they
//! are resolved, redirects included.
//!
//! Not here: where a redirect leads (`redirect`), caching, and what the bytes mean (`data`).

mod redirect;

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, CONTROLS};
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Proxy};

/// What to ask for.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Request {
    /// The address.
    pub url: String,
    /// How to ask.
    pub method: Method,
    /// What to send along; only `POST` sends it.
    pub body: Option<String>,
    /// The media type of the body.
    pub content_type: Option<String>,
    /// The media type wanted, unless a header says another.
    pub accept: &'static str,
    /// Further headers, by name.
    pub headers: Vec<(String, String)>,
}

/// How a server is asked.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Hash)]
pub enum Method {
    /// For what is there.
    #[default]
    Get,
    /// With a body.
    Post,
    /// Whether anything is there; nothing comes back.
    Head,
}

impl Method {
    /// Reads the name that a template gives, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            "GET" => Some(Method::Get),
            "POST" => Some(Method::Post),
            _ => None,
        }
    }
}

/// Reads a header as templates write it: `name=value`, of which the value may contain `=`.
pub fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    (!name.is_empty()).then(|| (name.to_string(), value.trim().to_string()))
}

/// What a build may do on the network.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Policy {
    /// Whether there is a network at all.
    pub network: Network,
    /// How long an answer may take, redirects and reading included.
    pub time_out: Duration,
    /// How many bytes an answer may have.
    pub max_bytes: usize,
}

impl Default for Policy {
    fn default() -> Self {
        // A public interface answers within a few seconds or not at all.
        let time_out = Duration::from_secs(30);
        Policy { network: Network::Public, time_out, max_bytes: super::MAX_BYTES }
    }
}

/// How far a build may reach.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub enum Network {
    /// Nowhere.
    Offline,
    /// To the addresses of the open internet.
    #[default]
    Public,
    /// Anywhere, this machine included.
    Anywhere,
}

/// Why there is no answer.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Error {
    /// The address is none, or not of the web.
    BadUrl(String),
    /// The build may not use the network.
    Offline,
    /// The address belongs to this machine or its network.
    Private(String),
    /// The server answers, but not with what was asked for.
    Status(u16),
    /// No answer came in time.
    TimedOut,
    /// The answer is too long.
    TooLarge(usize),
    /// The server cannot be reached or does not make sense.
    Failed(String),
}

impl Error {
    /// Whether `required=false` forgives this: the data is simply not there.
    pub fn is_absence(&self) -> bool {
        !matches!(self, Error::Private(_) | Error::TooLarge(_))
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::BadUrl(_) => "write a whole address that begins with `https://`",
            Error::Private(_) => "allow it with `--network anywhere` if this build may reach it",
            Error::TooLarge(_) => "fetch the data once, cut it down and keep it beside the site",
            _ => "set `required=false` to go on without it, or keep a copy beside the site",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::BadUrl(url) => write!(out, "`{url}` is not an address of the web"),
            Error::Offline => write!(out, "this build may not use the network"),
            Error::Private(host) => write!(out, "`{host}` is an address of a private network"),
            Error::Status(status) => write!(out, "the server answered with status {status}"),
            Error::TimedOut => write!(out, "the server did not answer in time"),
            Error::TooLarge(limit) => write!(out, "the answer has more than {limit} bytes"),
            Error::Failed(reason) => write!(out, "the server could not be reached: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// What a server answered.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Answer {
    /// The status: a good one, or that of a redirect which leads nowhere.
    pub status: u16,
    /// The media type, without its parameters, in small letters.
    pub media_type: Option<String>,
    /// What it is.
    pub bytes: Vec<u8>,
}

/// Fetches what a request asks for.
///
/// # Errors
/// When the policy forbids it, the server does not answer well, or says too much.
pub fn fetch(request: &Request, policy: &Policy) -> Result<Vec<u8>, Error> {
    ask(request, policy).map(|answer| answer.bytes)
}

/// What an address cannot hold, but people write: it is escaped, as a browser does.
const NEVER_IN_URLS: AsciiSet =
    CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|');

/// How many redirects one request follows, as many as browsers and other clients do at least.
const MOST_REDIRECTS: usize = 10;

/// Fetches what a request asks for, with its media type.
///
/// Text that says it is in another encoding becomes UTF-8. A redirect that names no place, or
/// none that can be read, is an answer like any other.
///
/// # Errors
/// As [`fetch`].
pub fn ask(request: &Request, policy: &Policy) -> Result<Answer, Error> {
    if policy.network == Network::Offline {
        return Err(Error::Offline);
    }
    let deadline = Instant::now() + policy.time_out;
    let mut request = request.clone();
    for _ in 0..=MOST_REDIRECTS {
        let url = percent_encoding::utf8_percent_encode(&request.url, &NEVER_IN_URLS);
        request.url = url.to_string();
        let host = allowed_host(&request.url, policy)?;
        let left = deadline.saturating_duration_since(Instant::now());
        let answer = send(&agent(policy, left), &request);
        let answer = answer.map_err(|error| explain(error, &host, policy))?;
        let location = answer.headers().get("location").and_then(|place| place.to_str().ok());
        match redirect::follow(&request, answer.status().as_u16(), location) {
            Some(next) => request = next,
            None => return read(answer, &host, policy),
        }
    }
    Err(Error::Failed(format!("it leads on more than {MOST_REDIRECTS} times")))
}

/// The host of an address that may be asked.
fn allowed_host(url: &str, policy: &Policy) -> Result<String, Error> {
    let bad_url = || Error::BadUrl(url.to_string());
    let uri: Uri = url.parse().map_err(|_| bad_url())?;
    let host = uri.host().ok_or_else(bad_url)?.to_string();
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err(bad_url());
    }
    match policy.network == Network::Public && is_private_name(&host) {
        true => Err(Error::Private(host)),
        false => Ok(host),
    }
}

/// Reads the bytes of an answer.
fn read(mut answer: Response<ureq::Body>, host: &str, policy: &Policy) -> Result<Answer, Error> {
    let status = answer.status().as_u16();
    let media_type = answer.body().mime_type().map(str::to_ascii_lowercase);
    let body = answer.body_mut().with_config().limit(policy.max_bytes as u64);
    let bytes = body.read_to_vec().map_err(|error| explain(error, host, policy))?;
    Ok(Answer { status, media_type, bytes })
}

/// Sends a request.
fn send(agent: &Agent, request: &Request) -> Result<Response<ureq::Body>, ureq::Error> {
    let mut headers = request.headers.clone();
    let names_accept = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept"));
    if !names_accept {
        headers.push(("Accept".to_string(), request.accept.to_string()));
    }
    match request.method {
        Method::Get | Method::Head => {
            let call = match request.method {
                Method::Head => agent.head(&request.url),
                _ => agent.get(&request.url),
            };
            headers.iter().fold(call, |call, (name, value)| call.header(name, value)).call()
        }
        Method::Post => {
            if let Some(content_type) = &request.content_type {
                headers.push(("Content-Type".to_string(), content_type.clone()));
            }
            let call = headers
                .iter()
                .fold(agent.post(&request.url), |call, (name, value)| call.header(name, value));
            // As bytes, so that no media type is sent where the template names none.
            call.send(request.body.as_deref().unwrap_or_default().as_bytes())
        }
    }
}

/// Makes the client that keeps to a policy for as long as is left.
///
/// It follows no redirect itself, since those of a `POST` that is to be repeated fail in it.
///
/// Behind a proxy it is the proxy that resolves names, so only names and
/// addresses that are written out can be checked there.
fn agent(policy: &Policy, left: Duration) -> Agent {
    let config = Config::builder()
        .timeout_global(Some(left))
        .max_redirects(0)
        .user_agent(concat!("mucluc/", env!("CARGO_PKG_VERSION")))
        .tls_config(TlsConfig::builder().root_certs(RootCerts::WebPki).build())
        .build();
    match policy.network == Network::Public && Proxy::try_from_env().is_none() {
        true => Agent::with_parts(config, DefaultConnector::default(), PublicResolver::default()),
        false => Agent::new_with_config(config),
    }
}

/// Resolves names, refusing those that lead to a private network.
#[derive(Debug, Default)]
struct PublicResolver {
    /// Asks the system.
    system: DefaultResolver,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.system.resolve(uri, config, timeout)?;
        match addresses.iter().find(|address| is_private(address.ip())) {
            Some(address) => {
                let reason = io::Error::new(io::ErrorKind::PermissionDenied, address.to_string());
                Err(ureq::Error::Io(reason))
            }
            None => Ok(addresses),
        }
    }
}

/// Whether a host is written as, or by convention means, a private address.
fn is_private_name(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches([']', '.']).to_ascii_lowercase();
    match host.parse::<IpAddr>() {
        Ok(address) => is_private(address),
        Err(_) => host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local"),
    }
}

/// Whether an address belongs to this machine, its network or nobody.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => is_private_v4(mapped),
            None => is_private_v6(address) || carried(address).is_some_and(is_private_v4),
        },
    }
}

/// The private ranges of version 4, those shared by carriers (100.64/10) among them.
fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let is_carrier = first == 100 && (64..128).contains(&second);
    let is_nowhere = first == 0 || 224 <= first;
    let is_local = address.is_private() || address.is_loopback() || address.is_link_local();
    is_local || is_carrier || is_nowhere
}

/// The address of version 4 to which a network carries what is sent to one of version 6: through
/// a translator (NAT64, 64:ff9b::/96) or a tunnel (6to4, 2002::/16).
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let at = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(at(high, low)),
        [0x2002, high, low, ..] => Some(at(high, low)),
        _ => None,
    }
}

/// The private ranges of version 6; translators within a network (64:ff9b:1::/48) are one.
fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.segments()[..3] == [0x64, 0xff9b, 1]
}

/// Says in our words why a request failed.
fn explain(error: ureq::Error, host: &str, policy: &Policy) -> Error {
    match error {
        ureq::Error::StatusCode(status) => Error::Status(status),
        ureq::Error::Timeout(_) => Error::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => Error::TooLarge(policy.max_bytes),
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Error::Private(host.to_string())
        }
        ureq::Error::HostNotFound => Error::Failed(format!("nobody knows the name `{host}`")),
        other => Error::Failed(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
