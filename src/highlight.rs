//! Code blocks: a fence's info line and its code in, HTML out.
//!
//! The colours come from the grammars and themes of VS Code. What stands behind
//! the language (`linenos`, `hl_lines=2 4-6`, `name=x` …) says how the block looks.
//!
//! Loading the 230 grammars takes longer than building a small site, so a
//! [`Highlighter`] is made once and shared by all threads; a site that does not
//! highlight uses [`plain`] and loads nothing.
//!
//! Not here: finding the fences (`parse::markdown`), or writing the style sheets
//! (`publish`).

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use giallo::{DataAttrPosition, HighlightOptions, HtmlRenderer, ParsedFence, Registry};
use giallo::{PLAIN_GRAMMAR_NAME, ThemeVariant, parse_markdown_fence};

/// What the classes of highlighted code begin with.
const CLASS_PREFIX: &str = "z-";

/// How the blocks of a site are to look.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Settings {
    /// Whether a language that nobody knows is an error; else it is shown plain.
    pub error_on_missing_language: bool,
    /// Where the colours stand.
    pub style: Style,
    /// Which colours.
    pub theme: Theme,
    /// Files with further grammars.
    pub extra_grammars: Vec<Asset>,
    /// Files with further themes.
    pub extra_themes: Vec<Asset>,
    /// Which elements carry the `data-…` attributes.
    pub data_attributes: DataAttributes,
}

/// Where the colours of code stand.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub enum Style {
    /// In `style` attributes.
    #[default]
    Inline,
    /// In style sheets, named by classes.
    Class,
}

/// One theme, or one for each of light and dark.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Theme {
    /// The same theme always.
    Single(String),
    /// The reader's choice decides.
    Dual {
        /// On a light ground.
        light: String,
        /// On a dark ground.
        dark: String,
    },
}

impl Theme {
    /// Reads the three keys of the configuration, of which one or two must be set.
    pub fn from_keys(
        theme: Option<&str>,
        light: Option<&str>,
        dark: Option<&str>,
    ) -> Result<Self, Error> {
        match (theme, light, dark) {
            (Some(theme), None, None) => Ok(Theme::Single(theme.to_string())),
            (None, Some(light), Some(dark)) => {
                Ok(Theme::Dual { light: light.to_string(), dark: dark.to_string() })
            }
            (None, None, None) => Err(Error::NoTheme),
            _ => Err(Error::MixedThemes),
        }
    }

    /// The names of the themes.
    fn names(&self) -> Vec<&str> {
        match self {
            Theme::Single(theme) => vec![theme],
            Theme::Dual { light, dark } => vec![light, dark],
        }
    }
}

/// A file that the configuration names.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Asset {
    /// The path as the configuration writes it.
    pub name: String,
    /// Where it lies on disk.
    pub path: PathBuf,
}

/// Which elements carry the `data-…` attributes of a block.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub enum DataAttributes {
    /// Only `<pre>`.
    Pre,
    /// Only `<code>`.
    #[default]
    Code,
    /// Both.
    Both,
    /// Neither.
    None,
}

impl DataAttributes {
    /// Reads the configuration's word; Zola wants `Pre` in one release and `pre` in the next.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "pre" => Some(DataAttributes::Pre),
            "code" => Some(DataAttributes::Code),
            "both" => Some(DataAttributes::Both),
            "none" => Some(DataAttributes::None),
            _ => None,
        }
    }

    /// The same, as the highlighter calls it.
    fn position(self) -> DataAttrPosition {
        match self {
            DataAttributes::Pre => DataAttrPosition::Pre,
            DataAttributes::Code => DataAttrPosition::Code,
            DataAttributes::Both => DataAttrPosition::Both,
            DataAttributes::None => DataAttrPosition::None,
        }
    }
}

/// Why code cannot be highlighted.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Error {
    /// No theme is set.
    NoTheme,
    /// A single theme and one of a pair are set, or only half of a pair.
    MixedThemes,
    /// No theme has this name.
    UnknownTheme(String),
    /// No grammar has this name, and that is an error here.
    UnknownLanguage(String),
    /// A grammar or theme file cannot be used.
    Asset {
        /// The path as the configuration writes it.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A pattern of the grammar failed on this code.
    Grammar(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoTheme => write!(out, "highlighting is on, but no theme is chosen"),
            Error::MixedThemes => write!(out, "the themes for highlighting contradict each other"),
            Error::UnknownTheme(name) => write!(out, "there is no highlighting theme `{name}`"),
            Error::UnknownLanguage(name) => write!(out, "there is no grammar for `{name}`"),
            Error::Asset { name, reason } => write!(out, "cannot use `{name}`: {reason}"),
            Error::Grammar(reason) => write!(out, "the grammar failed on this code: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// The theme or file that it is about, as the configuration names it.
    pub fn name(&self) -> Option<&str> {
        match self {
            Error::UnknownTheme(name) | Error::Asset { name, .. } => Some(name),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::NoTheme | Error::MixedThemes => {
                "set `theme` alone, or `light_theme` and `dark_theme` together, \
                 in `[markdown.highlighting]`"
            }
            Error::UnknownTheme(_) => {
                "choose a theme of VS Code by its id, such as `github-light`, \
                 or name a theme file in `extra_themes`"
            }
            Error::UnknownLanguage(_) => {
                "check the word after the fence, name a grammar file in `extra_grammars`, \
                 or set `error_on_missing_language = false`"
            }
            Error::Asset { .. } => "give a TextMate grammar or a VS Code theme in JSON",
            Error::Grammar(_) => "leave the language out to show the block plain",
        }
    }
}

/// A block as HTML.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Block {
    /// The whole `<pre>` element.
    pub html: String,
    /// The language that nobody knows, if the block is shown plain for that reason.
    pub unknown_language: Option<String>,
}

/// The grammars and themes of a site.
#[derive(Debug)]
pub struct Highlighter {
    /// How blocks are to look.
    settings: Settings,
    /// All grammars and themes.
    registry: Registry,
}

impl Highlighter {
    /// Loads the grammars and themes.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let built_in = |reason: giallo::Error| Error::Asset {
            name: "built-in grammars".to_string(),
            reason: reason.to_string(),
        };
        let mut registry = Registry::builtin().map_err(built_in)?;
        let failed = |asset: &Asset, error: giallo::Error| Error::Asset {
            name: asset.name.clone(),
            reason: match asset.path.is_file() {
                true => error.to_string(),
                false => "there is no such file".to_string(),
            },
        };
        for asset in &settings.extra_grammars {
            let added = registry.add_grammar_from_path(&asset.path);
            added.map_err(|error| failed(asset, error))?;
        }
        registry.link_grammars();
        for asset in &settings.extra_themes {
            let added = registry.add_theme_from_path(&asset.path);
            added.map_err(|error| failed(asset, error))?;
        }
        for name in settings.theme.names() {
            if !registry.contains_theme(name) {
                return Err(Error::UnknownTheme(name.to_string()));
            }
        }
        Ok(Highlighter { settings, registry })
    }

    /// Writes the style sheets that the classes need, each with its file name.
    ///
    /// There are none where the colours stand in the blocks themselves. With two
    /// themes each sheet has the classes of its side (`z-l-…`, `z-d-…`), which are
    /// those that blocks carry; Zola's sheets of that commit matched none of them.
    pub fn css(&self) -> Result<Vec<(String, String)>, Error> {
        if self.settings.style == Style::Inline {
            return Ok(Vec::new());
        }
        match &self.settings.theme {
            Theme::Single(theme) => {
                let css = self.registry.generate_css(theme, CLASS_PREFIX).map_err(reason)?;
                Ok(vec![("giallo.css".to_string(), css)])
            }
            Theme::Dual { light, dark } => {
                let sheets = self.registry.generate_dual_css(light, dark, CLASS_PREFIX);
                let (light, dark) = sheets.map_err(reason)?;
                Ok(vec![
                    ("giallo-light.css".to_string(), light),
                    ("giallo-dark.css".to_string(), dark),
                ])
            }
        }
    }

    /// Highlights a block; an indented block has an empty info line.
    pub fn fence(&self, info: &str, code: &str) -> Result<Block, Error> {
        let ParsedFence { lang, options, rest } = parse_markdown_fence(info);
        let unknown = !lang.is_empty() && !self.registry.contains_grammar(&lang);
        if unknown && self.settings.error_on_missing_language {
            return Err(Error::UnknownLanguage(lang));
        }
        let known = if lang.is_empty() { PLAIN_GRAMMAR_NAME } else { &lang };
        let theme = match &self.settings.theme {
            Theme::Single(theme) => ThemeVariant::Single(theme.as_str()),
            Theme::Dual { light, dark } => ThemeVariant::Dual { light: light.as_str(), dark },
        };
        let asked = HighlightOptions::new(known, theme).fallback_to_plain(true);
        let highlighted = self.registry.highlight(code, &asked).map_err(reason)?;
        let html = self.renderer(rest).render(&highlighted, &options);
        Ok(Block { html, unknown_language: unknown.then_some(lang) })
    }

    /// The writer of one block, with the attributes that its info line asks for.
    fn renderer(&self, attributes: BTreeMap<String, String>) -> HtmlRenderer {
        let escaped = attributes.into_iter().map(|(key, value)| (key, escape(&value)));
        HtmlRenderer {
            other_metadata: escaped.collect(),
            data_attr_position: self.settings.data_attributes.position(),
            css_class_prefix: match self.settings.style {
                Style::Inline => None,
                Style::Class => Some(CLASS_PREFIX.to_string()),
            },
            ..HtmlRenderer::default()
        }
    }
}

/// Writes a block without colours, for a site that does not highlight.
pub fn plain(info: &str, code: &str) -> String {
    let code = escape(code);
    if info.trim().is_empty() {
        return format!("<pre><code>{code}</code></pre>\n");
    }
    let language = escape(&parse_markdown_fence(info).lang);
    // The name of no language, as in Zola.
    if language == "plain" {
        return format!("<pre><code>{code}</code></pre>\n");
    }
    format!("<pre><code data-lang=\"{language}\">{code}</code></pre>\n")
}

/// Says in our words why the highlighter failed.
fn reason(error: giallo::Error) -> Error {
    match error {
        giallo::Error::ThemeNotFound(name) => Error::UnknownTheme(name),
        giallo::Error::GrammarNotFound(name) => Error::UnknownLanguage(name),
        other => Error::Grammar(other.to_string()),
    }
}

/// Escapes text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
