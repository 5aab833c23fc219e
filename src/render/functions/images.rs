//! `resize_image` and `get_image_metadata`.
//!
//! A template that asks for a picture gets its address and size at once, from the
//! header; the picture itself is noted down and made after all pages are rendered.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::images::header;
use crate::images::{self, Operation, Request};
use crate::render::functions::{find_file, read_file, scope};
use crate::render::receipt;
use crate::render::values::Fields;

/// Tells a picture's size and what it says of itself.
pub fn get_image_metadata(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, _) = scope(&kwargs, state)?;
    let path = kwargs.must_get::<&str>("path")?;
    if kwargs.get::<bool>("allow_missing")?.unwrap_or(false) && find_file(&site, path).is_err() {
        return Ok(Value::none());
    }
    let bytes = read_file(&site, path)?;
    let header = header::read(&bytes).map_err(|error| failed(path, &error))?;
    let mut fields = Fields::default();
    fields.set("width", u64::from(header.width));
    fields.set("height", u64::from(header.height));
    fields.set("format", header.kind.extension());
    fields.set("mime", header.kind.media_type());
    fields.maybe("description", header.description);
    fields.maybe("created", header.created);
    Ok(fields.value())
}

/// Notes that a picture is wanted in another size, and tells where it will stand.
pub fn resize_image(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, _) = scope(&kwargs, state)?;
    let path = kwargs.must_get::<&str>("path")?;
    let file = find_file(&site, path)?;
    let bytes = read_file(&site, path)?;
    let side = |name: &'static str| kwargs.get::<u32>(name);
    let operation = Operation::from_arguments(
        kwargs.get::<&str>("op")?.unwrap_or("fill"),
        side("width")?,
        side("height")?,
    );
    let request = Request {
        path: file.clone(),
        operation: operation.map_err(|error| failed(path, &error))?,
        format: kwargs.get::<&str>("format")?.unwrap_or("auto").to_string(),
        quality: kwargs.get::<u8>("quality")?,
        speed: kwargs.get::<u8>("speed")?,
    };
    let plan = images::plan(&request, &bytes).map_err(|error| failed(path, &error))?;
    let output = plan.path();
    let mut fields = Fields::default();
    let base = site.project.config.base_url.trim_end_matches('/');
    fields.set("url", format!("{base}/{output}"));
    fields.set("static_path", format!("static/{output}"));
    fields.set("width", u64::from(plan.width));
    fields.set("height", u64::from(plan.height));
    fields.set("orig_width", u64::from(plan.original_width));
    fields.set("orig_height", u64::from(plan.original_height));
    receipt::want((output, (file, plan)));
    Ok(fields.value())
}

/// Says which picture cannot be used, and why.
fn failed(path: &str, error: &images::Error) -> Error {
    Error::message(format!("cannot use `{path}`: {error}"))
}
