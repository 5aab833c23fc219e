//! Addresses: from the path of a request to the path of an output.
//!
//! **Invariant:** what leaves here as [`Address::Site`] has no empty, `.` or `..`
//! part, no backslash, no NUL and no drive letter, however it was encoded. It is
//! decoded exactly once.

use percent_encoding::percent_decode_str;

/// What a request asks for.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Address {
    /// Something of the site, by its path below the base path; a folder ends in `/`.
    Site(String),
    /// The news for open pages.
    Events,
    /// The script that listens to them.
    Script,
    /// The base path without the slash at its end.
    Base,
    /// Nothing: it lies outside of the base path.
    Outside,
    /// Nothing that anybody would ask for in good faith.
    Bad,
}

/// Where our own answers lie below the base path; no page has such a name.
pub const PRIVATE: &str = "__mucluc/";

/// Understands the path of a request.
pub fn parse(base_path: &str, raw: &str) -> Address {
    let Ok(decoded) = percent_decode_str(raw).decode_utf8() else { return Address::Bad };
    if decoded.bytes().any(|byte| byte == b'\\' || byte.is_ascii_control()) {
        return Address::Bad;
    }
    // A slash that was encoded is no separator for a host, and never in a name.
    if decoded.matches('/').count() != raw.matches('/').count() {
        return Address::Bad;
    }
    let Some(absolute) = decoded.strip_prefix('/') else { return Address::Bad };
    let inner = absolute.strip_suffix('/').unwrap_or(absolute);
    if !absolute.is_empty() && !inner.split('/').all(is_plain) {
        return Address::Bad;
    }
    match decoded.strip_prefix(base_path) {
        Some("__mucluc/events") => Address::Events,
        Some("__mucluc/reload.js") => Address::Script,
        Some(path) => Address::Site(path.to_string()),
        None if base_path.strip_suffix('/') == Some(decoded.as_ref()) => Address::Base,
        None => Address::Outside,
    }
}

/// Whether a part of a path is a name and nothing else.
fn is_plain(part: &str) -> bool {
    let is_drive = part.len() == 2 && part.ends_with(':');
    !part.is_empty() && part != "." && part != ".." && !is_drive
}

#[cfg(test)]
mod tests;
