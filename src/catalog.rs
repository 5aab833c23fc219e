//! The catalog: the whole site, made from cards alone.

pub mod archive;
pub mod records;
