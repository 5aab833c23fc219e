//! How Markdown is rendered and code is coloured: `[markdown]`.

use serde::{Deserialize, Serialize};

/// How Markdown is rendered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Markdown {
    /// Code highlighting; none means plain code.
    pub highlighting: Option<Highlighting>,
    /// Whether `:smile:` becomes an emoji.
    pub render_emoji: bool,
    /// A class for links that lead out.
    pub external_links_class: Option<String>,
    /// Whether links that lead out open a new tab.
    pub external_links_target_blank: bool,
    /// Whether links that lead out carry `nofollow`.
    pub external_links_no_follow: bool,
    /// Whether links that lead out carry `noreferrer`.
    pub external_links_no_referrer: bool,
    /// Whether links that lead out carry `external`.
    pub external_links_external: bool,
    /// Whether straight quotes and dashes become typographic ones.
    pub smart_punctuation: bool,
    /// Whether definition lists are read.
    pub definition_list: bool,
    /// Whether images load lazily.
    pub lazy_async_image: bool,
    /// Whether footnotes are gathered at the end.
    pub bottom_footnotes: bool,
    /// Whether GitHub's alerts are read.
    pub github_alerts: bool,
    /// Where headings get a link to themselves.
    pub insert_anchor_links: InsertAnchor,
}

impl Default for Markdown {
    fn default() -> Self {
        Markdown {
            highlighting: None,
            render_emoji: false,
            external_links_class: None,
            external_links_target_blank: false,
            external_links_no_follow: false,
            external_links_no_referrer: false,
            external_links_external: true,
            smart_punctuation: false,
            definition_list: false,
            lazy_async_image: false,
            bottom_footnotes: false,
            github_alerts: false,
            insert_anchor_links: InsertAnchor::None,
        }
    }
}

/// Where a heading's link to itself goes.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InsertAnchor {
    /// Before its text.
    Left,
    /// After its text.
    Right,
    /// Around its text.
    Heading,
    /// Nowhere.
    #[default]
    None,
}

/// Code highlighting.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Highlighting {
    /// Whether a language without a grammar is an error.
    pub error_on_missing_language: bool,
    /// Colours in the tags or in a style sheet.
    pub style: HighlightStyle,
    /// The one theme.
    pub theme: Option<String>,
    /// The theme for light pages.
    pub light_theme: Option<String>,
    /// The theme for dark pages.
    pub dark_theme: Option<String>,
    /// Further grammars, as files beside the configuration.
    pub extra_grammars: Vec<String>,
    /// Further themes, as files beside the configuration.
    pub extra_themes: Vec<String>,
    /// Where a fence's `key=value` go: `pre`, `code`, `both` or `none`, in either case of letters.
    pub data_attr_position: String,
}

impl Default for Highlighting {
    fn default() -> Self {
        Highlighting {
            error_on_missing_language: false,
            style: HighlightStyle::Inline,
            theme: None,
            light_theme: None,
            dark_theme: None,
            extra_grammars: Vec::new(),
            extra_themes: Vec::new(),
            data_attr_position: "code".to_string(),
        }
    }
}

/// Where the colours of code stand.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HighlightStyle {
    /// In each tag.
    #[default]
    Inline,
    /// In a style sheet.
    Class,
}
