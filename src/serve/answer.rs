//! Answers: status, headers and the right part of the bytes.
//!
//! Nothing is ever stored by a browser, yet conditions and ranges are honoured:
//! a video seeks by ranges, and a preview that ignored them would hide what the
//! real host does.

use http_body_util::Either;
use http_body_util::channel::Channel;
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_MATCH, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Request, StatusCode};

use super::whole;

/// A body that is known as a whole, or that goes on.
pub type Body = Either<http_body_util::Full<Bytes>, Channel<Bytes>>;

/// An answer.
pub type Response = hyper::Response<Body>;

/// Something to show.
#[derive(Debug, Clone)]
pub struct Found {
    /// Whether it is what was asked for.
    pub status: StatusCode,
    /// What it is.
    pub media_type: String,
    /// All of it.
    pub bytes: Bytes,
}

/// What hosts call some kinds of files otherwise than our table does: by old names, or after what
/// few sites have under such a name.
const TYPES: [(&str, &str); 6] = [
    ("cjs", "text/javascript; charset=utf-8"),
    ("m3u8", "application/vnd.apple.mpegurl"),
    ("m4a", "audio/mp4"),
    ("map", "application/json; charset=utf-8"),
    ("ts", "video/mp2t"),
    ("woff", "font/woff"),
];

/// The media type of a file by its name, with the charset where it is text.
pub fn media_type(path: &str) -> String {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if let Some((_, known)) = TYPES.iter().find(|(own, _)| ending.as_deref() == Some(*own)) {
        return known.to_string();
    }
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let (kind, name) = (guess.type_().as_str(), guess.subtype().as_str());
    let suffix = guess.suffix().map(|suffix| suffix.as_str());
    let is_text = kind == "text"
        || suffix == Some("xml")
        || suffix == Some("json")
        || ["javascript", "json", "xml", "manifest+json"].contains(&name);
    match (is_text, name) {
        (_, "javascript") => "text/javascript; charset=utf-8".to_string(),
        (true, _) => format!("{}; charset=utf-8", guess.essence_str()),
        (false, _) => guess.essence_str().to_string(),
    }
}

/// A short text, for people who look at what went wrong.
pub fn plain(status: StatusCode, text: &str) -> Response {
    let mut response = empty(status);
    *response.body_mut() = whole(Bytes::from(format!("{text}\n")));
    let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// Sends the browser to another address of this site.
pub fn redirect(path: &str, query: Option<&str>) -> Response {
    let location = match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_string(),
    };
    let mut response = plain(StatusCode::MOVED_PERMANENTLY, &location);
    // A path of a request can be a header; were it not, the answer is without one.
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// Shows what was found: all of it, a part, or the word that it is unchanged.
pub fn found<B>(request: &Request<B>, found: Found) -> Response {
    let tag = format!("\"{}\"", &blake3::hash(&found.bytes).to_hex()[..32]);
    let length = found.bytes.len();
    let extent = match found.status {
        StatusCode::OK => extent(request.headers(), request.method(), &tag, length),
        _ => Extent::All,
    };
    let (status, bytes) = match &extent {
        Extent::All => (found.status, found.bytes),
        Extent::Part(first, last) => {
            (StatusCode::PARTIAL_CONTENT, found.bytes.slice(*first..=*last))
        }
        Extent::Unchanged => (StatusCode::NOT_MODIFIED, Bytes::new()),
        Extent::Changed => (StatusCode::PRECONDITION_FAILED, Bytes::new()),
        Extent::OutOfBounds => (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new()),
    };
    let mut response = empty(status);
    *response.body_mut() = whole(bytes);
    let mut put = |name: HeaderName, value: &str| {
        let value = HeaderValue::from_str(value).expect("our own headers are plain ASCII");
        response.headers_mut().insert(name, value);
    };
    put(ETAG, &tag);
    put(ACCEPT_RANGES, "bytes");
    match extent {
        Extent::Part(first, last) => put(CONTENT_RANGE, &format!("bytes {first}-{last}/{length}")),
        Extent::OutOfBounds => put(CONTENT_RANGE, &format!("bytes */{length}")),
        _ => {}
    }
    if matches!(extent, Extent::All | Extent::Part(..)) {
        put(CONTENT_TYPE, &found.media_type);
    }
    response
}

/// An answer without a body, with what every answer says.
///
/// There is no header that lets other origins read (CORS), and one that keeps
/// them from embedding.
pub fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(whole(Bytes::new()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("same-origin"));
    response
}

/// How much of an output is asked for.
#[derive(Debug, Clone, Eq, PartialEq)]
enum Extent {
    /// All of it.
    All,
    /// From the first to the last byte named, both included.
    Part(usize, usize),
    /// None: the client has it.
    Unchanged,
    /// None: it is not what the client takes it for.
    Changed,
    /// None: there are no such bytes.
    OutOfBounds,
}

/// Reads the conditions and the range of a request, in the order that HTTP lays down.
fn extent(headers: &HeaderMap, method: &Method, tag: &str, length: usize) -> Extent {
    let said = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if said(IF_MATCH).is_some_and(|tags| !names(tags, tag, Strength::Strong)) {
        return Extent::Changed;
    }
    if said(IF_NONE_MATCH).is_some_and(|tags| names(tags, tag, Strength::Weak)) {
        return Extent::Unchanged;
    }
    let may_be_part = said(IF_RANGE).is_none_or(|theirs| theirs.trim() == tag);
    match said(RANGE) {
        Some(range) if may_be_part && method == Method::GET => part(range, length),
        _ => Extent::All,
    }
}

/// Whether a weak tag is as good as a strong one.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Strength {
    /// `W/"…"` names nothing.
    Strong,
    /// `W/"…"` names what `"…"` does.
    Weak,
}

/// Whether a list of tags names ours.
fn names(tags: &str, tag: &str, strength: Strength) -> bool {
    tags.split(',').map(str::trim).any(|theirs| match strength {
        Strength::Strong => theirs == "*" || theirs == tag,
        Strength::Weak => theirs == "*" || theirs.strip_prefix("W/").unwrap_or(theirs) == tag,
    })
}

/// Reads a range; several at once, other units and nonsense mean all of it.
fn part(range: &str, length: usize) -> Extent {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|list| list.split_once('-'))
    else {
        return Extent::All;
    };
    let number = |digits: &str| match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds are past the end of anything.
        true => Some(digits.parse().unwrap_or(usize::MAX)),
        false => None,
    };
    match (first.trim(), last.trim()) {
        ("", "") => Extent::All,
        ("", last) => match number(last) {
            None => Extent::All,
            Some(0) => Extent::OutOfBounds,
            Some(_) if length == 0 => Extent::OutOfBounds,
            Some(n_last) => Extent::Part(length.saturating_sub(n_last), length - 1),
        },
        (first, last) => {
            let end = if last.is_empty() { Some(usize::MAX) } else { number(last) };
            match (number(first), end) {
                (Some(first), Some(end)) if end < first => Extent::All,
                (Some(first), Some(_)) if length <= first => Extent::OutOfBounds,
                (Some(first), Some(end)) => Extent::Part(first, end.min(length - 1)),
                _ => Extent::All,
            }
        }
    }
}

#[cfg(test)]
mod tests;
