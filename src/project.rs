//! The project: a root folder opened, with its configuration and theme.
//!
//! A theme's `[extra]` lies under the site's own, and its words of the interface
//! (`[translations.vi]` …) under the site's translations, so that a theme works
//! as it comes and a site changes only what it wants.
//!
//! Not here: the content (`parse`) and the templates (`render::templates`).

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::Glob;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::config::{
    Config, HighlightStyle, Highlighting, can_be_published, key_span, toml_diagnostic,
};
use crate::data::remote::Network;
use crate::diag::{Diagnostic, Diags, Severity, Span};
use crate::fingerprint;
use crate::highlight::{self, Asset, DataAttributes};
use crate::source::{Files, stamp};

/// What a build is for.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Hash)]
pub enum Mode {
    /// To publish.
    #[default]
    Build,
    /// To preview.
    Serve,
    /// To find mistakes; nothing is written.
    Check,
}

impl Mode {
    /// Its name in templates (`config.mode`).
    pub fn name(self) -> &'static str {
        match self {
            Mode::Build => "build",
            Mode::Serve => "serve",
            Mode::Check => "check",
        }
    }
}

/// What the command line says over the configuration.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// What the build is for.
    pub mode: Mode,
    /// The configuration file, if not the usual one.
    pub config: Option<PathBuf>,
    /// Another `base_url`.
    pub base_url: Option<String>,
    /// Another output folder.
    pub output_dir: Option<PathBuf>,
    /// Whether drafts are rendered.
    pub drafts: bool,
    /// Whether HTML is minified whatever the configuration says.
    pub minify: bool,
    /// Whether no browser ever caches a file, so that addresses need no hashes of contents.
    pub never_cached: bool,
    /// How far templates may reach for remote data.
    pub network: Network,
    /// Whether a check leaves links to other hosts alone.
    pub skip_external_links: bool,
}

/// An opened site.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its files.
    pub files: Files,
    /// The configuration's file name.
    pub config_file: String,
    /// The configuration's text.
    pub config_text: Arc<str>,
    /// The configuration with the theme's half under it.
    pub config: Config,
    /// The theme's folder name, if a theme is used.
    pub theme: Option<String>,
    /// What the command line said.
    pub options: Options,
    /// Where the site is written.
    pub output: PathBuf,
    /// The root on disk; `.` for a site in memory.
    pub root: PathBuf,
    /// The fingerprint of all that is set here, and of the program: every output depends on it.
    pub print: u64,
}

/// The file names that a configuration may have, in order.
pub const CONFIG_FILES: [&str; 2] = ["zola.toml", "config.toml"];

/// Opens the site at `folder`, or the nearest site above it.
pub fn open(folder: &Path, options: &Options, diags: &mut Diags) -> Option<Project> {
    let (root, name) = find(folder, options, diags)?;
    open_files(Files::Disk(root.clone()), &root, &name, options, diags)
}

/// Finds the folder of the site that a folder belongs to, and the name of its configuration.
pub fn find(folder: &Path, options: &Options, diags: &mut Diags) -> Option<(PathBuf, String)> {
    let named = options.config.as_deref();
    if !folder.is_dir() {
        let message = format!("there is no folder `{}`", folder.display());
        diags.push(Diagnostic::error("no-site", message).hint("correct `--root`"));
        return None;
    }
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    for root in folder.ancestors() {
        let name = match named {
            Some(path) => path.to_str().filter(|name| root.join(name).is_file()),
            None => CONFIG_FILES.into_iter().find(|name| root.join(name).is_file()),
        };
        if let Some(name) = name {
            return Some((root.to_path_buf(), name.to_string()));
        }
    }
    let wanted = named.map_or(CONFIG_FILES.join("` or `"), |path| path.display().to_string());
    diags.push(
        Diagnostic::error(
            "no-site",
            format!("there is no `{wanted}` in {} or above", folder.display()),
        )
        .hint("go into a site's folder, name it with `--root`, or make one with `mucluc init DIR`"),
    );
    None
}

/// Opens a site whose files are given.
pub fn open_files(
    files: Files,
    root: &Path,
    config_file: &str,
    options: &Options,
    diags: &mut Diags,
) -> Option<Project> {
    let config_text = files.text(config_file, diags)?;
    let mut config = Config::read(config_file, &config_text, diags)?;
    if let Some(base_url) = &options.base_url {
        if !can_be_published(base_url) {
            diags.doubtful_base_url(None, base_url);
        }
        config.base_url.clone_from(base_url);
    }
    config.minify_html |= options.minify;
    let theme = config.theme.clone();
    if let Some(name) = &theme {
        merge_theme(name, &files, config_file, &config_text, &mut config, diags);
    }
    // Each page would stumble over a language that is not there, so none is tried.
    if diags.list.iter().any(|told| told.code == "theme-language" && is_error(told)) {
        return None;
    }
    let output = match &options.output_dir {
        // What was written there is remembered by its path, which must mean one folder.
        Some(folder) => std::path::absolute(folder).unwrap_or_else(|_| folder.clone()),
        None => root.join(&config.output_dir),
    };
    if is_among_sources(&output, root) {
        let named = options.output_dir.is_none().then(|| key_span(&config_text, "output_dir"));
        let span = named.map(|key| Span::of(config_file, &config_text, key));
        diags.output_among_sources(span, &output.display().to_string());
    }
    let (options, root, config_file) =
        (options.clone(), root.to_path_buf(), config_file.to_string());
    let mut project =
        Project { files, config_file, config_text, config, theme, options, output, root, print: 0 };
    project.print = project.fingerprint();
    Some(project)
}

/// The folders of a site that are read, of which none may be written into.
const SOURCES: [&str; 6] = ["content", "templates", "static", "sass", "themes", ".mucluc"];

/// Whether an output folder is the site's own or lies in a folder that the site is read from: what
/// is written there would be read as a part of it.
fn is_among_sources(output: &Path, root: &Path) -> bool {
    let output = real(output);
    let Ok(below) = output.strip_prefix(real(root)) else { return false };
    match below.components().next() {
        Some(first) => SOURCES.iter().any(|folder| first.as_os_str() == *folder),
        None => true,
    }
}

/// A path without `..` and links, also where the end of it is not there yet.
fn real(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    let there = plain.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    match there {
        Some((above, whole)) => whole.join(plain.strip_prefix(above).unwrap_or(Path::new(""))),
        None => plain,
    }
}

/// Whether a diagnostic forbids publishing.
fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// What tells this program from another build of it.
pub fn program() -> String {
    let file = std::env::current_exe().unwrap_or_default();
    format!("{} {:x}", env!("CARGO_PKG_VERSION"), stamp(&file))
}

impl Project {
    /// The file in which something is kept about what stands in the output folder.
    ///
    /// A folder below the site's own is known by its way from there, so that a site that is moved
    /// still knows what it wrote.
    pub fn kept_for_output(&self, what: &str) -> PathBuf {
        let output = self.output.strip_prefix(&self.root).unwrap_or(&self.output);
        let name = blake3::hash(output.to_string_lossy().as_bytes()).to_hex();
        self.root.join(".mucluc").join(format!("{what}-{}", &name[..16]))
    }

    /// The fingerprint of configuration and options, of the files that they name, and of the
    /// program itself.
    fn fingerprint(&self) -> u64 {
        let mut named: Vec<&String> = self.config.archive.iter().map(|own| &own.profile).collect();
        if let Some(wanted) = &self.config.markdown.highlighting {
            named.extend(wanted.extra_grammars.iter().chain(&wanted.extra_themes));
        }
        let named: Vec<_> = named.into_iter().map(|name| self.files.read(name).ok()).collect();
        fingerprint::of((
            (program(), &self.root),
            (format!("{:?}", self.config), format!("{:?}", self.options), &self.theme),
            named,
        ))
    }

    /// The fingerprint of what citations depend on besides the file that they stand in: the
    /// program, the grammar, and what of the configuration says which files are articles and how
    /// they are read.
    pub fn reading_print(&self) -> u64 {
        let own = &self.config;
        let named = own.archive.iter().map(|own| self.files.read(&own.profile).ok());
        fingerprint::of((
            program(),
            (format!("{:?}", own.markdown), format!("{:?}", own.archive), &own.default_language),
            (own.languages.keys().collect::<Vec<_>>(), named.collect::<Vec<_>>()),
        ))
    }

    /// Where the configuration names something in quotes; its file alone where it does not.
    pub fn place_in_configuration(&self, name: &str) -> Span {
        let text = &self.config_text;
        let mut quoted = [format!("\"{name}\""), format!("'{name}'")].into_iter();
        match quoted.find_map(|quoted| Some((text.find(&quoted)?, quoted.len()))) {
            Some((at, length)) => Span::of(&self.config_file, text, at..at + length),
            None => Span::file(&self.config_file),
        }
    }

    /// Whether a file is part of the configuration, so that a change of it concerns every output.
    pub fn is_configuration(&self, file: &str) -> bool {
        let theme = self.theme.as_ref().map(|theme| format!("themes/{theme}/theme.toml"));
        let mut named = self.config.archive.iter().map(|own| own.profile.as_str());
        let highlighting = self.config.markdown.highlighting.iter();
        let mut assets =
            highlighting.flat_map(|own| own.extra_grammars.iter().chain(&own.extra_themes));
        file == self.config_file
            || CONFIG_FILES.contains(&file)
            || theme.is_some_and(|theme| theme == file)
            || named.any(|name| name == file)
            || assets.any(|name| name == file)
    }

    /// Whether a content file is kept from templates by `skip_content_templating`.
    pub fn skips_templating(&self, relative: &str) -> bool {
        let globs = self.config.skip_content_templating.iter();
        globs
            .filter_map(|glob| Glob::new(glob).ok())
            .any(|glob| glob.compile_matcher().is_match(relative))
    }

    /// What the highlighter is asked for.
    ///
    /// # Errors
    /// When the keys do not fit together.
    pub fn highlight_settings(
        &self,
        wanted: &Highlighting,
    ) -> Result<highlight::Settings, highlight::Error> {
        let asset = |name: &String| Asset { name: name.clone(), path: self.root.join(name) };
        Ok(highlight::Settings {
            theme: highlight::Theme::from_keys(
                wanted.theme.as_deref(),
                wanted.light_theme.as_deref(),
                wanted.dark_theme.as_deref(),
            )?,
            style: match wanted.style {
                HighlightStyle::Inline => highlight::Style::Inline,
                HighlightStyle::Class => highlight::Style::Class,
            },
            error_on_missing_language: wanted.error_on_missing_language,
            data_attributes: DataAttributes::from_name(&wanted.data_attr_position)
                .unwrap_or_default(),
            extra_grammars: wanted.extra_grammars.iter().map(asset).collect(),
            extra_themes: wanted.extra_themes.iter().map(asset).collect(),
        })
    }
}

/// What is read of `theme.toml`; the rest is for people.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ThemeFile {
    /// The oldest version of Zola that the theme works with.
    min_version: Option<String>,
    /// Values for templates.
    extra: Map<String, Json>,
    /// Words of the interface, by language.
    translations: std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>>,
}

/// The version of Zola whose sites and themes run here.
pub const ZOLA_VERSION: &str = "0.23.0";

/// Puts the values and words of a theme below those of the site.
fn merge_theme(
    name: &str,
    files: &Files,
    config_file: &str,
    config_text: &str,
    config: &mut Config,
    diags: &mut Diags,
) {
    let at = Span::of(config_file, config_text, key_span(config_text, "theme"));
    let folder = format!("themes/{name}");
    if !files.is_folder(&folder) {
        diags.push(
            Diagnostic::error("no-theme", format!("there is no theme `{name}`"))
                .at(at)
                .hint(format!("put it into `{folder}`, or correct `theme`")),
        );
        return;
    }
    if !files.is_folder(&format!("{folder}/templates")) {
        diags.push(
            Diagnostic::error("no-theme", format!("the theme `{name}` has no templates"))
                .at(at)
                .hint(format!("they belong into `{folder}/templates`")),
        );
    }
    let file = format!("{folder}/theme.toml");
    let Some(text) = files.text(&file, diags) else { return };
    let theme: ThemeFile = match toml::from_str(&text) {
        Ok(theme) => theme,
        Err(error) => {
            diags.push(toml_diagnostic(&file, &text, 0, &error));
            return;
        }
    };
    if let Some(wanted) = theme.min_version.as_ref().filter(|wanted| newer(wanted, ZOLA_VERSION)) {
        diags.push(
            Diagnostic::warning(
                "theme-version",
                format!("the theme asks for Zola {wanted}, newer than {ZOLA_VERSION}"),
            )
            .at(Span::of(&file, &text, key_span(&text, "min_version")))
            .hint("what it needs may be missing here"),
        );
    }
    if let Err(key) = merge_under(&mut config.extra, &theme.extra) {
        diags.push(
            Diagnostic::error(
                "theme-extra",
                format!("`{key}` is a table on one side and a value on the other"),
            )
            .at(Span::of(config_file, config_text, extra_span(config_text, &key)))
            .label(Span::of(&file, &text, extra_span(&text, &key)), "the theme has it here")
            .hint("write it as the theme does, or leave it out"),
        );
    }
    check_words(name, &theme, config, (config_file, config_text), diags);
    for (lang, words) in theme.translations {
        let own = match lang == config.default_language {
            true => Some(&mut config.translations),
            false => config.languages.get_mut(&lang).map(|language| &mut language.translations),
        };
        if let Some(own) = own {
            for (key, word) in words {
                own.entry(key).or_insert(word);
            }
        }
    }
}

/// Reports the languages of a site in which neither its theme nor itself has any words.
///
/// The pages of an archive are full of them; another theme may never ask for one.
fn check_words(
    name: &str,
    theme: &ThemeFile,
    config: &Config,
    (config_file, config_text): (&str, &str),
    diags: &mut Diags,
) {
    let known: Vec<&str> = theme.translations.keys().map(String::as_str).collect();
    let others = config.languages.iter().map(|(lang, own)| (lang, own.translations.is_empty()));
    let own = std::iter::once((&config.default_language, config.translations.is_empty()));
    for (lang, is_wordless) in own.chain(others) {
        if known.is_empty() || !is_wordless || known.contains(&lang.as_str()) {
            continue;
        }
        let key = match *lang == config.default_language {
            true => "default_language".to_string(),
            false => format!("[languages.{lang}"),
        };
        let severity = match config.archive.is_some() {
            true => Severity::Error,
            false => Severity::Warning,
        };
        let at = Span::of(config_file, config_text, key_span(config_text, &key));
        diags.theme_without_language(severity, at, (name, lang), &known);
    }
}

/// Whether version `a` is of a newer line (`0.24`) than `b`; what points added to it is here.
fn newer(a: &str, b: &str) -> bool {
    let parts = |version: &str| -> Vec<u32> {
        version.split('.').take(2).map(|part| part.parse().unwrap_or(0)).collect()
    };
    parts(b) < parts(a)
}

/// Puts `under` below `over`, table by table; the key where a table meets a value.
fn merge_under(over: &mut Map<String, Json>, under: &Map<String, Json>) -> Result<(), String> {
    for (key, value) in under {
        match over.get_mut(key) {
            None => {
                over.insert(key.clone(), value.clone());
            }
            Some(Json::Object(own)) => match value {
                Json::Object(theirs) => merge_under(own, theirs)?,
                _ => return Err(key.clone()),
            },
            Some(_) if value.is_object() => return Err(key.clone()),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Where a key below `[extra]` stands: as a key, or in the name of a table.
fn extra_span(source: &str, key: &str) -> std::ops::Range<usize> {
    let own = key_span(source, key);
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let name = line.trim().trim_matches(['[', ']']);
        if line.trim_start().starts_with('[') && name.split('.').any(|part| part.trim() == key) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    own
}

#[cfg(test)]
mod tests;
