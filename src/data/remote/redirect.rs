//! Redirects: where an answer leads, and what is asked there.
//!
//! Not here: how often one is followed, and whether the place may be asked (`remote`).

use url::Url;

use crate::data::remote::{Method, Request};

/// Headers that speak to one server alone.
const FOR_ONE_SERVER: [&str; 5] =
    ["authorization", "cookie", "cookie2", "proxy-authorization", "www-authenticate"];

/// What is asked next after an answer; none where the answer is the last.
///
/// As browsers do it, the first three kinds of redirect turn a `POST` into a `GET`, the others
/// repeat it.
pub fn follow(request: &Request, status: u16, location: Option<&str>) -> Option<Request> {
    let repeats = match status {
        301..=303 => false,
        307 | 308 => true,
        _ => return None,
    };
    let from = Url::parse(&request.url).ok()?;
    let to = from.join(location?).ok()?;
    let mut next = Request { url: to.to_string(), ..request.clone() };
    if !repeats && next.method == Method::Post {
        next = Request { method: Method::Get, body: None, content_type: None, ..next };
    }
    let is_other = from.host_str() != to.host_str()
        || from.port_or_known_default() != to.port_or_known_default();
    if is_other {
        let is_secret =
            |name: &str| FOR_ONE_SERVER.iter().any(|own| own.eq_ignore_ascii_case(name));
        next.headers.retain(|(name, _)| !is_secret(name));
    }
    Some(next)
}

#[cfg(test)]
mod tests;
