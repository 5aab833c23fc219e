//! Minifying: a page of HTML in, one with fewer bytes and the same meaning out.
//!
//! White space that nobody sees, comments, quotes and closing tags that the
//! standard lets out go; style sheets in the page are minified, scripts are not.
//! The opening tags of `<html>` and `<head>` stay, since some readers of pages
//! look for them. These are Zola's choices, and the bytes are the same.
//!
//! Not here: style sheets of their own (`sass` writes them compressed).

use minify_html::Cfg;

/// Minifies a page.
///
/// Where the result would not be text, which only a broken minifier makes, the
/// page stays as it is.
pub fn html(page: &str) -> String {
    let mut choices = Cfg::new();
    choices.keep_html_and_head_opening_tags = true;
    choices.minify_css = true;
    let minified = minify_html::minify(page.as_bytes(), &choices);
    String::from_utf8(minified).unwrap_or_else(|_| page.to_string())
}

#[cfg(test)]
mod tests;
