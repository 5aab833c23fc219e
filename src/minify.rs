//! Minifying HTML.
