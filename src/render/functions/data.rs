//! `load_data`: a file of the site, an answer of a server or a text of the template as a value.
//!
//! What was loaded once in a build is not loaded again, so a hundred pages that
//! show one table read it once and agree. Pages wait for one another only where they
//! ask for the same: an answer that is late holds up nobody else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::data::remote::{self, Method, Network, Policy};
use crate::data::{self, Format};
use crate::diag;
use crate::render::Site;
use crate::render::functions::{find_file, scope};
use crate::render::receipt;

/// What was loaded so far, by everything that was asked for.
#[derive(Debug, Default)]
pub struct Loaded(Mutex<BTreeMap<String, Arc<OnceLock<Outcome>>>>);

/// Data, or why there is none.
type Outcome = Result<Value, Failure>;

impl Loaded {
    /// What is under a key, loaded by whoever asks first.
    fn get_or_load(&self, key: String, load: impl FnOnce() -> Outcome) -> Outcome {
        let slot = {
            let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            slots.entry(key).or_default().clone()
        };
        slot.get_or_init(load).clone()
    }
}

/// Why there is no data.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Failure {
    /// What is wrong.
    message: String,
    /// Whether it is only not there, which `required=false` forgives.
    is_absent: bool,
}

impl Failure {
    /// A failure that nothing forgives.
    fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), is_absent: false }
    }
}

/// Where data comes from.
#[derive(Debug, Clone, Eq, PartialEq)]
enum Source {
    /// A file of the site, as the template names it.
    Path(String),
    /// An address.
    Url(Box<remote::Request>),
    /// The template itself.
    Literal(String),
}

/// Loads data; none where it is missing and `required` is false.
pub fn load_data(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, _) = scope(&kwargs, state)?;
    let required = kwargs.get::<bool>("required")?.unwrap_or(true);
    let format = format(&kwargs)?;
    let (source, format) = source(&kwargs, format)?;
    if matches!(source, Source::Url(_)) {
        receipt::unsteady();
    }
    if let Source::Path(path) = &source {
        // What was loaded for another output was read by this one too.
        let _ = find_file(&site, path);
    }
    let key = format!("{source:?} {format:?}");
    match site.loaded.get_or_load(key, || load(&site, &source, format)) {
        Ok(value) => Ok(value),
        Err(failure) if failure.is_absent && !required => Ok(Value::none()),
        Err(failure) => Err(Error::message(failure.message)),
    }
}

/// The format that the template names.
fn format(kwargs: &Kwargs) -> TeraResult<Option<Format>> {
    let Some(name) = kwargs.get::<&str>("format")? else { return Ok(None) };
    match Format::from_name(name) {
        Some(format) => Ok(Some(format)),
        None => Err(Error::message(format!(
            "`{name}` is no format of data; {}",
            diag::suggestion(name, Format::NAMES)
        ))),
    }
}

/// Reads which data is meant and in which format it comes.
fn source(kwargs: &Kwargs, format: Option<Format>) -> TeraResult<(Source, Format)> {
    let path = kwargs.get::<String>("path")?;
    let url = kwargs.get::<&str>("url")?;
    let literal = kwargs.get::<String>("literal")?;
    match (path, url, literal) {
        (Some(path), None, None) => {
            let format = format.unwrap_or_else(|| Format::of_path(&path));
            Ok((Source::Path(path), format))
        }
        (None, Some(url), None) => {
            let format = format.unwrap_or(Format::Plain);
            Ok((Source::Url(Box::new(request(kwargs, url, format)?)), format))
        }
        (None, None, Some(literal)) => {
            Ok((Source::Literal(literal), format.unwrap_or(Format::Plain)))
        }
        _ => Err(Error::message("`load_data` takes one of `path`, `url` and `literal`")),
    }
}

/// What a server is asked.
fn request(kwargs: &Kwargs, url: &str, format: Format) -> TeraResult<remote::Request> {
    let method = kwargs.get::<&str>("method")?.unwrap_or("GET");
    let method = Method::from_name(method).ok_or_else(|| {
        Error::message(format!("the method `{method}` is not possible; write `GET` or `POST`"))
    })?;
    let mut headers = Vec::new();
    for line in kwargs.get::<Vec<String>>("headers")?.unwrap_or_default() {
        let header = remote::header(&line).ok_or_else(|| {
            Error::message(format!("the header `{line}` is not of the form `name=value`"))
        })?;
        headers.push(header);
    }
    let body = kwargs.get::<&str>("body")?.map(String::from);
    let content_type = kwargs.get::<&str>("content_type")?.map(String::from);
    let (url, accept) = (url.to_string(), format.media_type());
    Ok(remote::Request { url, method, body, content_type, accept, headers })
}

/// Loads data from where it is.
fn load(site: &Arc<Site>, source: &Source, format: Format) -> Outcome {
    let (bytes, name) = match source {
        Source::Path(path) => {
            let file = find_file(site, path).map_err(|error| Failure {
                message: error.to_string(),
                is_absent: !crate::source::climbs_out(path.trim_start_matches('/')),
            })?;
            (read(site, &file)?, file)
        }
        Source::Url(request) => {
            let bytes = remote::fetch(request, &policy(site)).map_err(|error| Failure {
                message: format!("cannot load `{}`: {error}; {}", request.url, error.hint()),
                is_absent: error.is_absence(),
            })?;
            (bytes, request.url.clone())
        }
        Source::Literal(text) => (text.as_bytes().to_vec(), "the literal".to_string()),
    };
    let value = data::parse(&bytes, format);
    value.map_err(|error| Failure::new(format!("cannot read {name}: {error}")))
}

/// Reads a file of the site.
fn read(site: &Site, file: &str) -> Result<Vec<u8>, Failure> {
    let read = site.project.files.read_named(file);
    read.map_err(|error| Failure::new(format!("cannot read `{file}`: {error}")))
}

/// How far this build may reach.
fn policy(site: &Site) -> Policy {
    let network: Network = site.project.options.network;
    Policy { network, ..Policy::default() }
}

#[cfg(test)]
mod tests;
