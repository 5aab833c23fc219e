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
//! | `publish` | outputs → `public/` |
//!
//! The modules below stand in the order of their dependencies: each uses only
//! those above it. A test fails where that is not so.

pub mod text;
pub mod diag;
pub mod highlight;
pub mod data;
pub mod search;
pub mod sass;
pub mod minify;
pub mod images;
pub mod cite;
pub mod card;
pub mod catalog;
pub mod render;
pub mod import;
pub mod cli;
