//! Rendering: a job and what it may read in, an output and its receipt out.
//!
//! Not here: which outputs there are (`plan`), or where their bytes go (`publish`).

pub mod builtins;
pub mod filters;
pub mod old;
