//! The guard: which requests are answered at all.
//!
//! Any page on the internet can make a browser on this machine send requests to us.
//! It can point a name of its own at 127.0.0.1 and then read the answers as its own
//! (DNS rebinding); such a request still carries the foreign name as its host. And
//! it can open event streams from its own origin, which the browser then names.

use std::fmt::{self, Display, Formatter};
use std::net::IpAddr;

use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::{Request, StatusCode};

/// Why a request is not answered.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Refusal {
    /// It names no host, or several.
    NoHost,
    /// It names a host that is not ours.
    ForeignHost(String),
    /// A page of another origin sent it.
    ForeignOrigin,
}

impl Refusal {
    /// The status that tells of it.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::NoHost => StatusCode::BAD_REQUEST,
            Refusal::ForeignHost(_) | Refusal::ForeignOrigin => StatusCode::FORBIDDEN,
        }
    }
}

impl Display for Refusal {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NoHost => write!(to, "the request must name one host"),
            Refusal::ForeignHost(host) => write!(
                to,
                "this preview does not answer for `{host}`; \
                 start it with `--allow-host {host}` if it should"
            ),
            Refusal::ForeignOrigin => write!(to, "only pages of this site may ask for that"),
        }
    }
}

/// Lets a request pass, or says why not.
pub fn check<B>(
    request: &Request<B>,
    interface: IpAddr,
    allowed: &[String],
) -> Result<(), Refusal> {
    let authority = authority(request).ok_or(Refusal::NoHost)?;
    let host = host_of(&authority);
    if !is_ours(host, interface, allowed) {
        return Err(Refusal::ForeignHost(host.to_string()));
    }
    // A form that names its host as part of the address must not name two.
    if let Some(host) = request.uri().host()
        && !is_ours(host, interface, allowed)
    {
        return Err(Refusal::ForeignHost(host.to_string()));
    }
    match is_from_here(request, &authority) {
        true => Ok(()),
        false => Err(Refusal::ForeignOrigin),
    }
}

/// The one host that a request names, with its port, in small letters.
fn authority<B>(request: &Request<B>) -> Option<String> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    let is_only = hosts.next().is_none() && !host.is_empty();
    is_only.then(|| host.to_ascii_lowercase())
}

/// The host of an authority, without its port.
fn host_of(authority: &str) -> &str {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    match authority.rsplit_once(':') {
        // The colons within brackets are an address's own.
        Some((host, port)) if is_port(port) && (!host.contains(':') || host.ends_with(']')) => host,
        _ => authority,
    }
}

/// Whether a host name is one of this machine's, or one that a person allowed.
///
/// A name that was rebound is a name: an address cannot be. So a server that is
/// open to a network answers to any address under which it was reached.
fn is_ours(host: &str, interface: IpAddr, allowed: &[String]) -> bool {
    let host = host.trim_end_matches('.');
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address: Option<IpAddr> = bare.parse().ok();
    let is_address_of_ours = address.is_some_and(|address| {
        address == interface || interface.is_unspecified() || ["127.0.0.1", "::1"].contains(&bare)
    });
    host.eq_ignore_ascii_case("localhost")
        || is_address_of_ours
        || allowed.iter().any(|name| name.eq_ignore_ascii_case(host))
}

/// Whether a request comes from a page of this site, or from no page at all.
///
/// Links from elsewhere and typed addresses name no origin, and are as welcome as
/// anywhere. An origin of `null` is that of sandboxed frames and local files.
fn is_from_here<B>(request: &Request<B>, authority: &str) -> bool {
    let mut origins = request.headers().get_all(ORIGIN).iter();
    let from_here = origins.all(|origin| {
        let origin = origin.to_str().unwrap_or("null").to_ascii_lowercase();
        origin.split_once("://").is_some_and(|(_, theirs)| theirs == authority)
    });
    // Scripts, styles and pictures that other sites embed name no origin, but the
    // browser tells that they do. A link that a person follows is let through.
    let told = |name: &'static str| {
        let value = request.headers().get(HeaderName::from_static(name));
        value.and_then(|value| value.to_str().ok())
    };
    let is_link = told("sec-fetch-mode") == Some("navigate");
    let is_cross = matches!(told("sec-fetch-site"), Some("cross-site" | "same-site"));
    from_here && (!is_cross || is_link)
}

#[cfg(test)]
mod tests;
