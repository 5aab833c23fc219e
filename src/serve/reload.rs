//! Live reload: how open pages learn what changed.
//!
//! A page carries the version of the site that it was made from and listens to a
//! stream of events (server-sent events: one plain answer without an end, which the
//! browser takes up again by itself when the server comes back). What it is told are
//! the outputs that changed since; what to do about it, the script decides
//! (`reload.js`), because only the page knows which styles and pictures it shows.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Either;
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::json;
use tokio::sync::watch;

use super::address::PRIVATE;
use super::answer::{self, Found, Response};
use super::{Reload, Settings};
use crate::diag::print::{Colour, Format, print};
use crate::diag::{Diagnostic, Diags, Severity};
use crate::watch::{Fault, Outcome, Outputs};

/// Batches that a page may miss, hidden or asleep, before it reloads without asking why.
const REMEMBERED: usize = 64;

/// More changed outputs than this are told as "all": the list would be longer than a page.
const NAMED: usize = 2_000;

/// How many errors a page shows: a broken template breaks each page that uses it.
const SHOWN: usize = 20;

/// Often enough that a connection which broke in silence is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a browser waits before it tries again, in milliseconds.
const RETRY: u32 = 400;

/// What a browser encodes in the path of an address.
const NOT_IN_PATHS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'%');

/// The site as it is at one moment.
pub struct Now {
    /// Which run of the server this is.
    instance: Arc<str>,
    /// How many rebuilds there were in this run.
    version: u64,
    /// All outputs.
    pub outputs: Arc<dyn Outputs>,
    /// The errors, as they are printed; empty where all is well.
    errors: Arc<str>,
    /// The page that was edited last.
    page: Option<Arc<str>>,
    /// What the latest rebuilds changed, newest last; none where that is too much.
    log: VecDeque<Option<Arc<[String]>>>,
}

impl Now {
    /// The site after its first build.
    pub fn first(instance: String, outcome: &Outcome) -> Now {
        Now {
            instance: instance.into(),
            version: 0,
            outputs: outcome.outputs.clone(),
            errors: errors(&outcome.diagnostics),
            page: None,
            log: VecDeque::new(),
        }
    }

    /// The site after one more rebuild.
    pub fn next(&self, outcome: &Outcome) -> Now {
        let paths = outcome.changed.iter().chain(&outcome.deleted);
        let changed = match outcome.changed.len() + outcome.deleted.len() <= NAMED {
            true => Some(paths.cloned().collect()),
            false => None,
        };
        let mut log = self.log.clone();
        log.push_back(changed);
        if REMEMBERED < log.len() {
            log.pop_front();
        }
        Now {
            instance: self.instance.clone(),
            version: self.version + 1,
            outputs: outcome.outputs.clone(),
            errors: errors(&outcome.diagnostics),
            page: outcome.page.as_deref().map(Into::into),
            log,
        }
    }

    /// Whether there is anything that a page of the state before has to be told.
    pub fn is_news_after(&self, before: &Now) -> bool {
        let is_same = |changed: &Option<Arc<[String]>>| {
            changed.as_ref().is_some_and(|changed| changed.is_empty())
        };
        self.errors != before.errors || !self.log.back().is_some_and(is_same)
    }

    /// The same state with other outputs, which no page has to be told of.
    pub fn with_outputs(&self, outcome: &Outcome) -> Now {
        Now {
            instance: self.instance.clone(),
            version: self.version,
            outputs: outcome.outputs.clone(),
            errors: self.errors.clone(),
            page: self.page.clone(),
            log: self.log.clone(),
        }
    }

    /// The name of this state of the site: the run, a dot, the version.
    fn name(&self) -> String {
        format!("{}.{}", self.instance, self.version)
    }

    /// Which version of this run a name means, if it is of this run.
    fn version_of(&self, name: &str) -> Option<u64> {
        let (instance, version) = name.rsplit_once('.')?;
        let version = version.parse().ok()?;
        (instance == self.instance.as_ref() && version <= self.version).then_some(version)
    }

    /// The outputs that changed since a version; none where that is not known.
    fn changed_since(&self, version: Option<u64>) -> Option<BTreeSet<&str>> {
        let n_missed = usize::try_from(self.version - version?).ok()?;
        let skipped = self.log.len().checked_sub(n_missed)?;
        let mut all = BTreeSet::new();
        for changed in self.log.iter().skip(skipped) {
            all.extend(changed.as_ref()?.iter().map(String::as_str));
        }
        Some(all)
    }

    /// The event that brings a page from a version to this one.
    fn event(&self, since: Option<u64>) -> Bytes {
        let is_news = since != Some(self.version);
        let data = json!({
            "version": self.name(),
            "changed": self.changed_since(since),
            "errors": self.errors.as_ref(),
            "page": self.page.as_deref().filter(|_| is_news),
        });
        format!("retry: {RETRY}\nid: {}\ndata: {data}\n\n", self.name()).into()
    }
}

/// The first errors among diagnostics, with their source lines.
fn errors(diagnostics: &[Diagnostic]) -> Arc<str> {
    let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
    let errors: Vec<Diagnostic> = diagnostics.iter().filter(is_error).cloned().collect();
    let shown = &errors[..errors.len().min(SHOWN)];
    let mut text = print(shown, Format::Human, Colour::Off);
    if shown.len() < errors.len() {
        text.push_str(&format!("and {} more: see the terminal\n", errors.len() - shown.len()));
    }
    text.into()
}

/// Answers with the stream of events, from the version that the page has seen last.
pub fn events<B>(now: &watch::Sender<Arc<Now>>, request: &Request<B>) -> Response {
    // A browser that takes the stream up again says where it was, and knows best.
    let resumed = request.headers().get("last-event-id").and_then(|value| value.to_str().ok());
    let asked = request.uri().query().and_then(|query| query.strip_prefix("version="));
    let seen = resumed.or(asked).unwrap_or_default().to_string();
    let mut response = answer::empty(StatusCode::OK);
    let media_type = HeaderValue::from_static("text/event-stream; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    if request.method() == Method::GET {
        let (sender, body) = Channel::new(1);
        tokio::spawn(tell(sender, now.subscribe(), seen));
        *response.body_mut() = Either::Right(body);
    }
    response
}

/// Tells one page all that happens, until it is gone.
async fn tell(mut page: Sender<Bytes>, mut news: watch::Receiver<Arc<Now>>, seen: String) {
    let mut since = news.borrow().version_of(&seen);
    loop {
        let now = news.borrow_and_update().clone();
        if page.send_data(now.event(since)).await.is_err() {
            return;
        }
        since = Some(now.version);
        loop {
            match tokio::time::timeout(HEARTBEAT, news.changed()).await {
                Ok(Ok(())) => break,
                // The server ends.
                Ok(Err(_)) => return,
                Err(_) if page.send_data(Bytes::from_static(b":\n\n")).await.is_err() => return,
                Err(_) => {}
            }
        }
    }
}

/// The script that listens.
pub fn script() -> Found {
    Found {
        status: StatusCode::OK,
        media_type: "text/javascript; charset=utf-8".to_string(),
        bytes: Bytes::from_static(include_bytes!("reload/reload.js")),
    }
}

/// The tag that brings the script into a page.
pub fn tag(now: &Now, settings: &Settings, output: &str) -> String {
    let base = utf8_percent_encode(&settings.base_path, NOT_IN_PATHS);
    let output = attribute(output);
    let navigate = if settings.reload == Reload::Navigate { " data-navigate" } else { "" };
    format!(
        "<script async src=\"{base}{PRIVATE}reload.js\" data-base=\"{base}\" \
         data-output=\"{output}\" data-version=\"{}\"{navigate}></script>",
        now.name()
    )
}

/// Puts a tag before the end of the page's body, or at the end of the page.
pub fn inject(page: &[u8], tag: &str) -> Bytes {
    let end = b"</body";
    let is_end = |window: &[u8]| window.eq_ignore_ascii_case(end);
    let at = page.windows(end.len()).rposition(is_end).unwrap_or(page.len());
    let mut injected = Vec::with_capacity(page.len() + tag.len());
    injected.extend_from_slice(&page[..at]);
    injected.extend_from_slice(tag.as_bytes());
    injected.extend_from_slice(&page[at..]);
    injected.into()
}

/// The page for an address that leads nowhere, where the site has none of its own.
///
/// Where nothing could be built yet, no page is known to be missing.
pub fn stand_in(now: &Now) -> (StatusCode, Bytes) {
    match now.errors.is_empty() {
        true => {
            (StatusCode::NOT_FOUND, bare_page("Not found", "<p>The site has no such page.</p>"))
        }
        false => {
            let errors = format!("<pre>{}</pre>", attribute(&now.errors));
            (StatusCode::INTERNAL_SERVER_ERROR, bare_page("The site has errors", &errors))
        }
    }
}

/// A page that stands in for one of which there are no bytes; it says why and what to do.
pub fn without_bytes(file: &str, fault: Fault) -> Bytes {
    let mut diags = Diags::default();
    let title = match fault {
        Fault::Unreadable(error) => {
            diags.output_unreadable(file, &error);
            "The page cannot be read"
        }
        Fault::Unmade(wrong) => {
            diags.push(*wrong);
            "The page could not be made"
        }
    };
    let told = print(&diags.sorted(), Format::Human, Colour::Off);
    bare_page(title, &format!("<pre>{}</pre>", attribute(&told)))
}

/// A page of our own, with a title and some HTML.
fn bare_page(title: &str, text: &str) -> Bytes {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <body>\n<h1>{title}</h1>\n{text}\n</body>\n</html>\n"
    )
    .into()
}

/// Text as it may stand in HTML, quotes included.
fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
