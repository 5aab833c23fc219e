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
pub fn html(page: &[u8]) -> Vec<u8> {
    let mut choices = Cfg::new();
    choices.keep_html_and_head_opening_tags = true;
    choices.minify_css = true;
    minify_html::minify(page, &choices)
}

#[cfg(test)]
mod tests;
