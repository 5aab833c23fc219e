//! Links to other hosts, which `check` asks whether they still work.
//!
//! Each address is asked once, however many pages link to it: by its head where only
//! the answer counts, whole where a link names a place on it. Hosts are asked several at
//! a time, the addresses of one host one after another with a breath between them, so
//! that a site with a thousand links to an archive is no burden to it.
//!
//! Not here: which addresses may be asked at all (`data::remote`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use globset::{Glob, GlobSet, GlobSetBuilder};
use lol_html::{HtmlRewriter, Settings, element};
use percent_encoding::percent_decode_str;

use crate::catalog::DocId;
use crate::config::LinkChecker;
use crate::data::remote::{self, Error, Method, Network, Policy, Request};
use crate::diag::Diags;
use crate::links::{place, severity};
use crate::render::Site;

/// Hosts that are asked at a time: a person's line carries them, and a slow one stops no other.
const HOSTS_AT_ONCE: usize = 8;

/// How long a host is left alone between two addresses, as Zola does.
const BREATH: Duration = Duration::from_millis(500);

/// How long one answer may take. A page that takes longer is as good as gone to its readers.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where a link to another host stands.
#[derive(Debug)]
struct Link {
    /// The doc that it stands in.
    from: DocId,
    /// The address as written.
    address: String,
    /// The place on the page, where it is to be looked for.
    anchor: Option<String>,
    /// Its bytes in the Markdown.
    range: Range<usize>,
}

/// What an address answered: the ids on its page, where they were wanted and can be told.
type Outcome = Result<Option<BTreeSet<String>>, Error>;

/// Asks all links to other hosts, and reports those that do not work.
pub fn check(site: &Arc<Site>, diags: &mut Diags) {
    let links = gather(site);
    let network = site.project.options.network;
    if network == Network::Offline {
        if !links.is_empty() {
            diags.external_unchecked(links.len());
        }
        return;
    }
    // An address's page is wanted whole if any link names a place on it.
    let mut wanted: BTreeMap<String, bool> = BTreeMap::new();
    for link in &links {
        *wanted.entry(page(&link.address).to_string()).or_default() |= link.anchor.is_some();
    }
    let policy = Policy { network, time_out: PATIENCE, ..Policy::default() };
    let outcomes = ask_all(wanted, &policy);
    let severity = severity(site.project.config.link_checker.external_level);
    for link in links {
        let Some(body) = site.notes[link.from.0 as usize].get() else { continue };
        let span = || place(site, link.from, body, &link.address, &link.range);
        match (outcomes.get(page(&link.address)), &link.anchor) {
            (Some(Err(error)), _) => {
                let (why, hint) = (error.to_string(), hint(error));
                diags.broken_external(severity, span(), &link.address, &why, hint);
            }
            (Some(Ok(Some(ids))), Some(anchor)) if !has_place(ids, anchor) => {
                let known = ids.iter().map(String::as_str);
                let place = (page(&link.address), anchor.as_str());
                diags.broken_external_anchor(severity, span(), place, known);
            }
            _ => {}
        }
    }
}

/// What to look at first when an address does not answer well.
fn hint(error: &Error) -> &'static str {
    match error {
        Error::Status(404 | 410) => "the page is gone; look for where it went",
        Error::Status(401 | 403 | 429) => "the host answers people but maybe no programs",
        Error::Status(_) => "the host has trouble; ask again later",
        Error::Private(_) => "`--network anywhere` allows to ask it",
        Error::BadUrl(_) => "write a whole address that begins with `https://`",
        Error::TimedOut | Error::Failed(_) => "try it in a browser; the host may be gone",
        Error::Offline | Error::TooLarge(_) => "ask again later",
    }
}

/// All links to other hosts that the configuration lets us check, in the order of docs.
fn gather(site: &Site) -> Vec<Link> {
    let wanted = &site.project.config.link_checker;
    let ignored = ignored_files(wanted);
    let mut links = Vec::new();
    for (at, body) in site.notes.iter().enumerate() {
        let from = DocId(at as u32);
        let doc = site.catalog.doc(from);
        let Some(body) = body.get() else { continue };
        if ignored.is_match(&*doc.relative) || ignored.is_match(site.project.root.join(&*doc.file))
        {
            continue;
        }
        for (address, range) in &body.external_links {
            if starts_with_any(address, &wanted.skip_prefixes) {
                continue;
            }
            let anchor = anchor(address, wanted);
            let (address, range) = (address.clone(), range.clone());
            links.push(Link { from, address, anchor, range });
        }
    }
    links
}

/// The globs of files whose links are not checked; a wrong one was reported before.
fn ignored_files(wanted: &LinkChecker) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in wanted.ignored_files.iter().filter_map(|glob| Glob::new(glob).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}

/// The place that an address names on its page, where it is to be looked for.
///
/// What begins with `:~:` names words of the text, which only browsers look for.
fn anchor(address: &str, wanted: &LinkChecker) -> Option<String> {
    let (_, anchor) = address.split_once('#')?;
    let is_looked_for = !anchor.is_empty()
        && anchor != "top"
        && !anchor.contains(":~:")
        && !starts_with_any(address, &wanted.skip_anchor_prefixes);
    is_looked_for.then(|| anchor.to_string())
}

/// Whether an address begins with one of the prefixes.
fn starts_with_any(address: &str, prefixes: &[String]) -> bool {
    prefixes.iter().any(|prefix| address.starts_with(prefix.as_str()))
}

/// An address without the place on its page.
fn page(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

/// Whether a page has a place, under its name or the one that code hosts give to it.
fn has_place(ids: &BTreeSet<String>, anchor: &str) -> bool {
    let decoded = percent_decode_str(anchor).decode_utf8_lossy();
    ids.contains(anchor)
        || ids.contains(&*decoded)
        || ids.contains(&format!("user-content-{decoded}"))
}

/// Asks all addresses, host by host, with whether the page is wanted whole.
fn ask_all(wanted: BTreeMap<String, bool>, policy: &Policy) -> BTreeMap<String, Outcome> {
    let mut hosts: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for (address, whole) in wanted {
        hosts.entry(host(&address)).or_default().push((address, whole));
    }
    let n_threads = HOSTS_AT_ONCE.min(hosts.len());
    let (waiting, outcomes) = (Mutex::new(hosts.into_values()), Mutex::new(BTreeMap::new()));
    thread::scope(|scope| {
        for _ in 0..n_threads {
            scope.spawn(|| {
                while let Some(addresses) = next(&waiting) {
                    for (at, (address, whole)) in addresses.into_iter().enumerate() {
                        // A server of one's own, as in tests, needs no rest.
                        if 0 < at && policy.network != Network::Anywhere {
                            thread::sleep(BREATH);
                        }
                        let outcome = ask(&address, whole, policy);
                        lock(&outcomes).insert(address, outcome);
                    }
                }
            });
        }
    });
    outcomes.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the next host, as an own step so that nobody waits while another one asks.
fn next<T>(waiting: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    lock(waiting).next()
}

/// Locks, also after a panic on another thread: what is guarded is whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The host of an address with its port.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Asks one address.
fn ask(address: &str, whole: bool, policy: &Policy) -> Outcome {
    let request = |method| Request {
        url: address.to_string(),
        method,
        body: None,
        content_type: None,
        accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
        headers: Vec::new(),
    };
    if !whole {
        match remote::ask(&request(Method::Head), policy) {
            Ok(answer) if is_there(answer.status) => return Ok(None),
            Ok(_) => {}
            // Some servers know no `HEAD`, or break off at one.
            Err(Error::Status(_) | Error::Failed(_)) => {}
            Err(error) => return Err(error),
        }
    }
    match remote::ask(&request(Method::Get), policy) {
        Ok(answer) if !is_there(answer.status) => Err(Error::Status(answer.status)),
        Ok(answer) if whole && answer.media_type.as_deref().is_none_or(is_html) => {
            Ok(ids(&answer.bytes))
        }
        // A page that is too long to read is there all the same.
        Ok(_) | Err(Error::TooLarge(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a status says that there is something, and not only that it is elsewhere.
fn is_there(status: u16) -> bool {
    status == 304 || !(300..400).contains(&status)
}

/// Whether a media type is that of a page with ids.
fn is_html(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

/// The ids and names of a page's elements; none where it cannot be read.
fn ids(html: &[u8]) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut collect = Settings::new();
    collect = collect.append_element_content_handler(element!("*", |tag| {
        found.extend(tag.get_attribute("id"));
        found.extend(tag.get_attribute("name"));
        Ok(())
    }));
    let mut rewriter = HtmlRewriter::new(collect, |_: &[u8]| {});
    rewriter.write(html).ok()?;
    rewriter.end().ok()?;
    Some(found)
}

#[cfg(test)]
mod tests;
