//! What search indexes hold: `[search]`.

use serde::{Deserialize, Serialize};

/// What the search index holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// Titles.
    pub include_title: bool,
    /// Descriptions.
    pub include_description: bool,
    /// Dates.
    pub include_date: bool,
    /// Paths.
    pub include_path: bool,
    /// Texts.
    pub include_content: bool,
    /// The most characters of a text.
    pub truncate_content_length: Option<usize>,
    /// In which form it is written.
    pub index_format: IndexFormat,
}

impl Default for Search {
    fn default() -> Self {
        Search {
            include_title: true,
            include_description: false,
            include_date: false,
            include_path: false,
            include_content: true,
            truncate_content_length: None,
            index_format: IndexFormat::ElasticlunrJavascript,
        }
    }
}

/// In which form a search index is written.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexFormat {
    /// A script that sets `window.searchIndex`.
    #[default]
    ElasticlunrJavascript,
    /// The same as JSON.
    ElasticlunrJson,
    /// A script for Fuse.js.
    FuseJavascript,
    /// The same as JSON.
    FuseJson,
}

impl IndexFormat {
    /// Whether the file is a script.
    pub fn is_script(self) -> bool {
        matches!(self, IndexFormat::ElasticlunrJavascript | IndexFormat::FuseJavascript)
    }

    /// Whether the site needs the elasticlunr library.
    pub fn needs_library(self) -> bool {
        matches!(self, IndexFormat::ElasticlunrJavascript | IndexFormat::ElasticlunrJson)
    }
}
