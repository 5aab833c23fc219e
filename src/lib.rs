//! mucluc: articles that cite official documents in, a cross-linked static archive out.
//!
//! | stage | in → out |
//! |---|---|
//! | `project` | root → configuration, theme, roots |
//! | `source` | roots → sources |
//! | `parse` (with `cite`) | source → doc with its mentions and diagnostics |
//! | `catalog` | cards → permalinks, sections, groups, the archive |
//! | `plan` | catalog → one job per output path |
//! | `render` | job → output and receipt |
//! | `edition` | jobs → outputs that still stand, and those made anew |
//! | `publish` | outputs → `public/` |
//!
//! The modules below stand in the order of their dependencies: each uses only
//! those above it. A test fails where that is not so.

pub mod text;
pub mod fingerprint;
pub mod diag;
pub mod source;
pub mod keep;
pub mod pile;
pub mod config;
pub mod highlight;
pub mod data;
pub mod project;
pub mod search;
pub mod sass;
pub mod minify;
pub mod images;
pub mod cite;
pub mod card;
pub mod record;
pub mod parse;
pub mod catalog;
pub mod plan;
pub mod render;
pub mod links;
pub mod publish;
pub mod progress;
pub mod load;
pub mod edition;
pub mod cache;
pub mod build;
pub mod watch;
pub mod rebuild;
pub mod serve;
pub mod import;
pub mod theme;
pub mod cli;
