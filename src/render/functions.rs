//! Functions and filters of templates that need the site: Zola's names, arguments and meanings.
//!
//! **Invariant:** they read the site through [`current`] and write nothing.
//!
//! Not here: what needs only its arguments (`filters`).

pub mod data;
pub mod images;

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use sha2::{Digest, Sha256, Sha384, Sha512};
use tera::{Error, FunctionResult, Kwargs, State, Tera, TeraResult, Value};

use crate::diag;
use crate::plan::{ArchiveKind, Job};
use crate::render::jobs::term_fact;
use crate::render::needs::Needs;
use crate::render::receipt::{self, Kind};
use crate::render::values::{Fields, taxonomy};
use crate::render::{Site, body, current, is_in_body};
use crate::source::climbs_out;
use crate::text;

/// The functions that templates can call, by name.
pub const NAMES: [&str; 20] = [
    "get_committee",
    "get_directive",
    "get_hash",
    "get_image_metadata",
    "get_page",
    "get_random",
    "get_section",
    "get_taxonomy",
    "get_taxonomy_term",
    "get_taxonomy_url",
    "get_url",
    "get_year",
    "load_data",
    "now",
    "range",
    "resize_image",
    "super",
    "text_direction",
    "throw",
    "trans",
];

/// Registers all of them.
pub fn register(tera: &mut Tera) {
    add(tera, "get_page", get_page);
    add(tera, "get_section", get_section);
    add(tera, "get_taxonomy", get_taxonomy);
    add(tera, "get_taxonomy_term", get_taxonomy_term);
    add(tera, "get_taxonomy_url", get_taxonomy_url);
    add(tera, "get_url", get_url);
    tera.register_function("get_directive", |kwargs: Kwargs, state: &State| {
        archive_subject(ArchiveKind::Directives, &given(&kwargs), state)
    });
    tera.register_function("get_committee", |kwargs: Kwargs, state: &State| {
        archive_subject(ArchiveKind::Committees, &given(&kwargs), state)
    });
    tera.register_function("get_year", |kwargs: Kwargs, state: &State| {
        archive_subject(ArchiveKind::Years, &given(&kwargs), state)
    });
    add(tera, "get_hash", get_hash);
    add(tera, "get_image_metadata", images::get_image_metadata);
    add(tera, "resize_image", images::resize_image);
    add(tera, "load_data", data::load_data);
    add(tera, "trans", trans);
    add(tera, "text_direction", text_direction);
    tera.register_filter("markdown", markdown);
}

/// Registers a function, for which an argument without a value is one that was not given.
fn add<T: 'static>(
    tera: &mut Tera,
    name: &'static str,
    function: fn(Kwargs, &State) -> TeraResult<T>,
) where
    TeraResult<T>: FunctionResult,
{
    tera.register_function(name, move |kwargs: Kwargs, state: &State| {
        function(given(&kwargs), state)
    });
}

/// The arguments that have a value: themes pass on names that may be undefined.
fn given(kwargs: &Kwargs) -> Kwargs {
    let with_value = kwargs.iter().filter(|(_, value)| !value.is_undefined() && !value.is_none());
    let arguments = with_value.map(|(key, value)| (key.clone(), value.clone()));
    Kwargs::new(Arc::new(arguments.collect()))
}

/// The site and the language that a call is about.
///
/// Where Zola takes a number for text (`path=page.year`), so do the functions below: they read a
/// `String`, which Tera prints, and `&str` where only text makes sense.
///
/// A component sees its own arguments alone, so without one that is named `lang` a call in it is
/// about the default language, whatever page it stands on.
fn scope(kwargs: &Kwargs, state: &State) -> TeraResult<(Arc<Site>, String)> {
    let (site, _, _) = current()
        .ok_or_else(|| Error::message("this function works only while a site is rendered"))?;
    let asked = match kwargs.get::<String>("lang")? {
        Some(lang) => lang,
        None => match state.get::<String>("lang")? {
            Some(lang) => lang,
            None => site.project.config.default_language.clone(),
        },
    };
    Ok((site, asked))
}

/// What the templates of the current output may ask of pages.
fn needs() -> Needs {
    current().map(|(_, _, needs)| needs).unwrap_or_default()
}

/// What the templates of the current output may ask of terms, which may come without their pages.
fn needs_of_terms(kwargs: &Kwargs) -> TeraResult<Needs> {
    let needs = needs();
    let pages = needs.pages && kwargs.get::<bool>("include_pages")?.unwrap_or(true);
    Ok(Needs { pages, ..needs })
}

/// Makes sure that the site has a language.
///
/// # Errors
/// Which languages there are, where it is none of them.
fn known_language(site: &Site, lang: &str) -> TeraResult<()> {
    let known = site.project.config.all_languages();
    match known.contains(&lang) {
        true => Ok(()),
        false => Err(Error::message(format!(
            "`{lang}` is no language of this site; {}",
            diag::suggestion(lang, known)
        ))),
    }
}

/// A content file's path as templates may write it: from the disk's root, with a language, or
/// with steps that lead nowhere (`blog//_index.md`, `./about.md`).
///
/// The path of a translation is such a path, and leads to the page in the language asked for.
fn canonical(site: &Site, path: &str) -> String {
    let content = site.project.root.join("content");
    let below = Path::new(path).strip_prefix(&content).ok();
    let below = below.map_or(path.into(), |below| below.to_string_lossy());
    let steps = Path::new(below.as_ref()).components();
    let below: PathBuf = steps.filter(|step| *step != Component::CurDir).collect();
    let below = below.to_string_lossy();
    let bare = site
        .project
        .config
        .languages
        .keys()
        .find_map(|lang| Some(format!("{}.md", below.strip_suffix(&format!(".{lang}.md"))?)));
    bare.unwrap_or_else(|| below.into_owned())
}

/// The function `get_page`: a page by the path of its file.
fn get_page(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, lang) = scope(&kwargs, state)?;
    let path = kwargs.must_get::<String>("path")?;
    known_language(&site, &lang)?;
    let found = site.find_in(&canonical(&site, &path), &lang);
    match found.filter(|&id| site.catalog.doc(id).section().is_none()) {
        Some(id) => Ok(site.value(id, needs())),
        None if kwargs.get::<bool>("allow_missing")?.unwrap_or(false) => Ok(Value::none()),
        None => Err(missing(&site, "page", &path, &lang)),
    }
}

/// The function `get_section`: a section by the path of its file.
fn get_section(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, lang) = scope(&kwargs, state)?;
    let path = kwargs.must_get::<String>("path")?;
    known_language(&site, &lang)?;
    let found = site.find_in(&canonical(&site, &path), &lang);
    match found.filter(|&id| site.catalog.doc(id).section().is_some()) {
        Some(id) if kwargs.get::<bool>("metadata_only")?.unwrap_or(false) => {
            receipt::read(site.fact(Kind::Front, id));
            Ok(site.section_header(id).value())
        }
        Some(id) => Ok(match kwargs.get::<usize>("limit")? {
            Some(limit) => site.section_beginning(id, needs(), limit),
            None => site.value(id, needs()),
        }),
        None if kwargs.get::<bool>("allow_missing")?.unwrap_or(false) => Ok(Value::none()),
        None => Err(missing(&site, "section", &path, &lang)),
    }
}

/// Says that there is no such page or section, and which was meant.
fn missing(site: &Site, what: &str, path: &str, lang: &str) -> Error {
    let known = site.catalog.docs.iter().map(|doc| &*doc.relative);
    let hint = match text::nearest(path, known) {
        Some(near) if near == path => format!("; it has no translation to `{lang}`"),
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    let asked = match lang == site.project.config.default_language {
        true => String::new(),
        false => format!(" in `{lang}`"),
    };
    Error::message(format!("there is no {what} `{path}`{asked}{hint}"))
}

/// The archive's kind behind a taxonomy's name.
fn archive_kind(site: &Site, kind: &str) -> Option<ArchiveKind> {
    site.catalog.archive.as_ref()?;
    [ArchiveKind::Directives, ArchiveKind::Committees, ArchiveKind::Years]
        .into_iter()
        .find(|known| known.name() == kind)
}

/// Says that a language has no such taxonomy, and which it has.
fn no_taxonomy(site: &Site, kind: &str, lang: &str) -> Error {
    let own = site.catalog.taxonomies.iter().filter(|taxonomy| taxonomy.lang == lang);
    let known: Vec<&str> = own.map(|taxonomy| taxonomy.config.name.as_str()).collect();
    let hint = match known.is_empty() {
        true => format!("name it in the configuration: `taxonomies = [{{ name = \"{kind}\" }}]`"),
        false => diag::suggestion(kind, known.iter().copied()),
    };
    Error::message(format!("there is no taxonomy `{kind}` in `{lang}`; {hint}"))
}

/// The function `get_taxonomy`: a taxonomy with its terms; the archive's kinds are some too.
fn get_taxonomy(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, lang) = scope(&kwargs, state)?;
    let kind = kwargs.must_get::<&str>("kind")?;
    known_language(&site, &lang)?;
    let needs = needs_of_terms(&kwargs)?;
    if let Some(kind) = archive_kind(&site, kind) {
        return Ok(site.archive_taxonomy(kind, needs));
    }
    let found = site.catalog.taxonomy(kind, &lang);
    let Some(found) = found else {
        return match kwargs.get::<bool>("required")?.unwrap_or(true) {
            true => Err(no_taxonomy(&site, kind, &lang)),
            false => Ok(Value::none()),
        };
    };
    let mut fields = Fields::default();
    fields.set("kind", taxonomy(found));
    fields.set("lang", found.lang.as_str());
    fields.set("permalink", found.permalink.as_str());
    fields.set("items", site.terms(found, needs));
    Ok(fields.value())
}

/// The function `get_taxonomy_term`: a term with its pages.
fn get_taxonomy_term(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, lang) = scope(&kwargs, state)?;
    let (kind, wanted) = (kwargs.must_get::<&str>("kind")?, kwargs.must_get::<&str>("term")?);
    let required = kwargs.get::<bool>("required")?.unwrap_or(true);
    known_language(&site, &lang)?;
    let needs = needs_of_terms(&kwargs)?;
    if let Some(kind) = archive_kind(&site, kind) {
        let found = site.one_meant_by(kind, wanted, required)?;
        let term = found.and_then(|slug| site.archive_term_at(kind, &slug, needs));
        return Ok(term.unwrap_or_else(Value::none));
    }
    let found = site.catalog.taxonomy(kind, &lang);
    let Some(found) = found else {
        return if required { Err(no_taxonomy(&site, kind, &lang)) } else { Ok(Value::none()) };
    };
    let slug = text::slugify(wanted, site.project.config.slugify.taxonomies);
    match found.terms.iter().find(|term| term.slug == slug) {
        Some(term) => Ok(site.listed_term(found, term, needs)),
        None if !required => Ok(Value::none()),
        None => {
            let known = found.terms.iter().map(|term| term.name.as_str());
            let hint = diag::suggestion(wanted, known);
            Err(Error::message(format!("there is no term `{wanted}` in `{kind}`; {hint}")))
        }
    }
}

/// The function `get_taxonomy_url`: the address of a term.
fn get_taxonomy_url(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, lang) = scope(&kwargs, state)?;
    let kind = kwargs.must_get::<&str>("kind")?;
    let wanted = match kwargs.get::<&str>("term")? {
        Some(term) => term,
        None => kwargs.must_get::<&str>("name")?,
    };
    known_language(&site, &lang)?;
    let required = kwargs.get::<bool>("required")?.unwrap_or(true);
    if let Some(kind) = archive_kind(&site, kind) {
        let found = site.page_meant_by(kind, wanted, required)?;
        let permalink = found.and_then(|slug| site.archive_permalink_at(kind, &slug));
        return Ok(permalink.map_or_else(Value::none, |link| Value::safe_string(&link)));
    }
    let found = site.catalog.taxonomy(kind, &lang);
    let Some(found) = found else {
        return if required { Err(no_taxonomy(&site, kind, &lang)) } else { Ok(Value::none()) };
    };
    let slug = text::slugify(wanted, site.project.config.slugify.taxonomies);
    match found.terms.iter().find(|term| term.slug == slug) {
        Some(term) => {
            receipt::read(term_fact(found, term, "names"));
            Ok(Value::safe_string(&term.permalink))
        }
        None if !required => Ok(Value::none()),
        None => Err(Error::message(format!("there is no term `{wanted}` in `{kind}`"))),
    }
}

/// A page of the archive as its own template sees it, by any `name` of it.
fn archive_subject(kind: ArchiveKind, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let (site, _) = scope(kwargs, state)?;
    let known = ["name", "required", "lang"];
    let given = kwargs.iter().map(|(key, _)| key.to_string());
    if let Some(key) = given.filter(|key| !known.contains(&key.as_str())).min() {
        let function = match kind {
            ArchiveKind::Directives => "get_directive",
            ArchiveKind::Committees => "get_committee",
            ArchiveKind::Years => "get_year",
        };
        let message =
            format!("`{function}` has no argument `{key}`; it takes `name` and `required`");
        return Err(Error::message(message));
    }
    let name = kwargs.must_get::<Value>("name")?.to_string();
    let required = kwargs.get::<bool>("required")?.unwrap_or(true);
    let found = site.one_meant_by(kind, &name, required)?;
    let subject = found.and_then(|slug| site.archive_subject_at(kind, &slug));
    Ok(subject.unwrap_or_else(Value::none))
}

/// The function `get_url`: the address of a content file, or of a path of the site.
fn get_url(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, lang) = scope(&kwargs, state)?;
    // As in Zola, a value that is not there leads to the site's top; a misnamed one is an error.
    let is_misnamed = kwargs.get::<Value>("link")?.is_some();
    let path = match is_misnamed {
        true => kwargs.must_get::<String>("path")?,
        false => kwargs.get::<String>("path")?.unwrap_or_default(),
    };
    let path = path.as_str();
    let config = &site.project.config;
    if let Some(internal) = path.strip_prefix("@/") {
        let (file, anchor) =
            internal.split_once('#').map_or((internal, None), |(f, a)| (f, Some(a)));
        let found = site.find_in(file, &lang).or_else(|| site.find(file));
        let id = found.ok_or_else(|| missing(&site, "page", file, &lang))?;
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        return Ok(Value::safe_string(&format!("{}{anchor}", site.permalink(id))));
    }
    // As in Zola, a language need not be of the site where no page is meant.
    let joined = match kwargs.get::<String>("lang")? {
        Some(asked) => {
            // A page's own path says its language already.
            let said = path.strip_prefix('/').is_some_and(|rest| rest.starts_with(&asked));
            match said || asked == config.default_language {
                true => path.to_string(),
                false => format!("{asked}/{path}"),
            }
        }
        None => path.to_string(),
    };
    // As Zola writes them: an address of its own kind first, then the slash at its end goes.
    let mut url = config.permalink(&joined);
    if !kwargs.get::<bool>("trailing_slash")?.unwrap_or(false) {
        url.truncate(url.strip_suffix('/').map_or(url.len(), str::len));
    }
    if kwargs.get::<bool>("cachebust")?.unwrap_or(false) {
        let (hash, made) = receipt::record(|| site.cachebust_hash(path));
        match (&hash, site.project.options.never_cached) {
            // A page whose address of a sheet stays as it is need not be made anew with the sheet.
            (Ok(_), true) => {
                receipt::read(site.named_fact(Kind::Output, path.trim_start_matches('/')));
            }
            _ => {
                made.reads.into_iter().for_each(receipt::read);
                url.push_str(&format!("?h={}", hash?));
            }
        }
    }
    Ok(Value::safe_string(&url))
}

impl Site {
    /// The hash in the address of a file that may be cached: 20 digits of its SHA-256.
    ///
    /// A page asks for the same few files as all others, so each is read once.
    fn cachebust_hash(self: &Arc<Self>, path: &str) -> TeraResult<String> {
        if let Some(Job::SearchIndex(_)) = self.plan.jobs.get(path.trim_start_matches('/')) {
            self.read_texts();
        }
        let known = self.file_hashes.lock().ok().and_then(|known| known.get(path).cloned());
        let (hash, reads) = match known {
            Some(known) => known,
            None => {
                let (bytes, made) = receipt::record(|| read_file(self, path));
                let made = (hex(&Sha256::digest(&bytes?))[..20].to_string(), made.reads);
                if let Ok(mut known) = self.file_hashes.lock() {
                    known.insert(path.to_string(), made.clone());
                }
                made
            }
        };
        reads.into_iter().for_each(receipt::read);
        Ok(hash)
    }
}

/// Reads a file of the site, or one that the build makes beside the pages, in Zola's order.
///
/// # Errors
/// When none of the places has it, or the path leads out of the site.
pub fn read_file(site: &Arc<Site>, path: &str) -> TeraResult<Vec<u8>> {
    let found = match find_file(site, path) {
        Ok(found) => found,
        Err(error) => return made(site, path.trim_start_matches('/')).unwrap_or(Err(error)),
    };
    site.project
        .files
        .read_named(&found)
        .map_err(|error| Error::message(format!("cannot read `{found}`: {error}")))
}

/// The bytes of a style sheet, a script or a search index that this build makes.
fn made(site: &Arc<Site>, path: &str) -> Option<TeraResult<Vec<u8>>> {
    match site.plan.jobs.get(path)? {
        Job::Bytes(bytes) => {
            receipt::read(site.named_fact(Kind::Made, path));
            Some(Ok(bytes.to_vec()))
        }
        // An index is made of bodies, so a body that waited for one would wait for itself.
        Job::SearchIndex(_) if is_in_body() => Some(Err(Error::message(format!(
            "`{path}` is made from the texts of all pages, so no text can ask for it"
        )))),
        Job::SearchIndex(at) => Some(Ok(site.search_index(*at).as_bytes().to_vec())),
        _ => None,
    }
}

/// Finds a file of the site where templates look for files.
///
/// # Errors
/// When none of the places has it, or the path leads out of the site.
pub fn find_file(site: &Arc<Site>, path: &str) -> TeraResult<String> {
    let below = match path.strip_prefix("@/") {
        Some(below) => format!("content/{below}"),
        None => path.trim_start_matches('/').to_string(),
    };
    let mut places = vec![below.clone(), format!("static/{below}"), format!("content/{below}")];
    if let Some(theme) = &site.project.theme {
        places.push(format!("themes/{theme}/static/{below}"));
    }
    // `../x` may stay inside from `static`, though not from the root.
    places.retain(|place| !climbs_out(place));
    if places.is_empty() {
        return Err(Error::message(format!("`{path}` leads out of the site")));
    }
    for place in &places {
        let fact = site.named_fact(Kind::File, place);
        // What it is worth is noted before it is read: should it change in between, the output is
        // rendered once too often, and never too seldom.
        site.fingerprint(fact);
        receipt::read(fact);
    }
    places.into_iter().find(|place| site.project.files.is_file(place)).ok_or_else(|| {
        Error::message(format!("there is no file `{path}` in the site, `static` or `content`"))
    })
}

/// The function `get_hash`: the SHA-2 digest of a file or of a text.
fn get_hash(kwargs: Kwargs, state: &State) -> TeraResult<String> {
    let (site, _) = scope(&kwargs, state)?;
    let bytes = match (kwargs.get::<String>("path")?, kwargs.get::<String>("literal")?) {
        (Some(path), None) => read_file(&site, &path)?,
        (None, Some(literal)) => literal.into_bytes(),
        _ => return Err(Error::message("`get_hash` takes either `path` or `literal`")),
    };
    let digest = match kwargs.get::<u32>("sha_type")?.unwrap_or(384) {
        256 => Sha256::digest(&bytes).to_vec(),
        384 => Sha384::digest(&bytes).to_vec(),
        512 => Sha512::digest(&bytes).to_vec(),
        other => {
            return Err(Error::message(format!(
                "`sha_type` is {other}; it can be 256, 384 or 512"
            )));
        }
    };
    Ok(match kwargs.get::<bool>("base64")?.unwrap_or(true) {
        true => base64::engine::general_purpose::STANDARD.encode(digest),
        false => hex(&digest),
    })
}

/// Bytes as hexadecimal digits, lower case.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The function `trans`: the words behind a key in a language.
fn trans(kwargs: Kwargs, state: &State) -> TeraResult<String> {
    let (site, lang) = scope(&kwargs, state)?;
    let key = kwargs.must_get::<&str>("key")?;
    known_language(&site, &lang)?;
    let words = site.project.config.words(&lang);
    words.get(key).cloned().ok_or_else(|| {
        let known = words.keys().map(String::as_str);
        let near = text::nearest(key, known).map(|near| format!("; did you mean `{near}`?"));
        let near = near.unwrap_or_else(|| match *lang == site.project.config.default_language {
            true => "; write it under `[translations]`".to_string(),
            false => format!("; write it under `[languages.{lang}.translations]`"),
        });
        Error::message(format!("there is no translation of `{key}` in `{lang}`{near}"))
    })
}

/// The function `text_direction`: `ltr` or `rtl`.
fn text_direction(kwargs: Kwargs, state: &State) -> TeraResult<String> {
    let (_, lang) = scope(&kwargs, state)?;
    Ok(text::direction(&lang).to_string())
}

/// The filter `markdown`: Markdown as the text of a page is rendered.
fn markdown(text: &str, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (site, _) = scope(&kwargs, state)?;
    let inline = kwargs.get::<bool>("inline")?.unwrap_or(false);
    let path_of = |name: &str| -> TeraResult<Option<String>> {
        let value = state.get::<Value>(name)?;
        Ok(value.and_then(|value| value.get_from_path("relative_path")?.as_str().map(String::from)))
    };
    let path = match path_of("page")? {
        Some(path) => Some(path),
        None => path_of("section")?,
    };
    let id = path.and_then(|path| site.find(&path));
    let (html, diagnostics) = body::fragment(&site, id, text);
    if let Some(diagnostic) =
        diagnostics.into_iter().find(|found| found.severity == diag::Severity::Error)
    {
        return Err(Error::message(diagnostic.message));
    }
    Ok(Value::from(if inline { unwrapped(&html) } else { html }))
}

/// Takes the paragraph's tags away that the Markdown put around all, and only those.
fn unwrapped(html: &str) -> String {
    let inside = html.strip_prefix("<p>").unwrap_or(html);
    inside.strip_suffix("</p>\n").unwrap_or(inside).to_string()
}
