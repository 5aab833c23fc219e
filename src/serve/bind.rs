//! Binding: which port is taken, what addresses that opens, and what the site is called.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use percent_encoding::percent_decode_str;

/// The port that is tried first where none is asked for.
pub const PORT: u16 = 1111;

/// The ports that are tried when that one is busy, upward and then from the start.
const PORTS: std::ops::RangeInclusive<u16> = 1024..=8999;

/// Listens on the port that is asked for, or on the first free one.
pub fn bind(interface: IpAddr, port: Option<u16>) -> io::Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind((interface, port));
    }
    let mut result = Err(io::ErrorKind::AddrInUse.into());
    for port in (PORT..=*PORTS.end()).chain(*PORTS.start()..PORT) {
        result = TcpListener::bind((interface, port));
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            _ => break,
        }
    }
    result
}

/// The addresses under which others can reach us; none for a loopback interface.
pub fn open_addresses(address: SocketAddr) -> Vec<SocketAddr> {
    let ip = address.ip();
    if ip.is_loopback() {
        return Vec::new();
    }
    if !ip.is_unspecified() {
        return vec![address];
    }
    let mut list: Vec<SocketAddr> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .iter()
        .map(|interface| interface.ip())
        .filter(|found| !found.is_loopback() && (found.is_ipv4() || ip.is_ipv6()))
        .map(|found| SocketAddr::new(found, address.port()))
        .collect();
    list.sort();
    list.dedup();
    list
}

/// The base URL of the preview.
///
/// Without one that is asked for, the site lies where we listen, below the same path
/// as when it is published, so that a link that forgets the path breaks here too.
pub fn base_url(
    published: &str,
    asked: Option<&str>,
    address: SocketAddr,
    no_port_append: bool,
) -> String {
    let port = address.port();
    let Some(asked) = asked else {
        let ip = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        let path = path_of(published).trim_matches('/');
        let slash = if path.is_empty() { "" } else { "/" };
        return format!("http://{}{slash}{path}", SocketAddr::new(ip, port));
    };
    // A path alone is below whatever host shows the site.
    if asked.starts_with('/') {
        return asked.to_string();
    }
    let with_scheme = match asked.contains("://") {
        true => asked.to_string(),
        false => format!("http://{asked}"),
    };
    let (scheme, rest) = with_scheme.split_once("://").expect("the scheme was just added");
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    match no_port_append || has_port {
        true => with_scheme,
        false => format!("{scheme}://{host}:{port}{path}"),
    }
}

/// The path of a base URL, decoded, with a slash at both ends.
pub fn base_path(url: &str) -> String {
    match percent_decode_str(path_of(url).trim_matches('/')).decode_utf8_lossy().as_ref() {
        "" => "/".to_string(),
        path => format!("/{path}/"),
    }
}

/// The path of a base URL as it stands there.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match (rest.find('/'), url.starts_with('/')) {
        (_, true) => url,
        (Some(slash), _) => &rest[slash..],
        (None, _) => "",
    }
}

#[cfg(test)]
mod tests;
