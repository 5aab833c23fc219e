//! Import: raw text and saved pages in, Markdown with front matter out.
