//! Minifying: a page of HTML in, one with fewer bytes and the same meaning out.
//!
//! White space that nobody sees, comments, quotes and closing tags that the
//! standard lets out go; style sheets in the page are minified, scripts are not.
//! The opening tags of `<html>` and `<head>` stay, since some readers of pages
//! look for them. These are Zola's choices, and the bytes are the same.
//!
//! Not here: style sheets of their own (`sass` writes them compressed).

use std::thread;

use minify_html::Cfg;

/// How deep elements may stand in one another on any stack: a third of what was seen to be too
/// much for the two megabytes of a thread.
const DEEP: usize = 500;

/// How deep they may stand at all. What is deeper was never written by a person.
const DEEPEST: usize = 100_000;

/// The stack for pages that are deep, in bytes; the system gives what is used of it.
const STACK: usize = 512 << 20;

/// Minifies a page; one that is too deep for that stays as it is.
pub fn html(page: &[u8]) -> Vec<u8> {
    match depth(page) {
        depth if depth <= DEEP => minified(page),
        depth if depth <= DEEPEST => minified_on_its_own(page).unwrap_or_else(|| page.to_vec()),
        _ => page.to_vec(),
    }
}

/// How deep elements stand in one another at the most. One that is never closed, such as `<br>`,
/// counts as if all that follows stood in it.
fn depth(page: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', page) {
        match page.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Minifies a page on a stack of its own, since the minifier goes down by calling itself; none
/// where the system has no room for one.
fn minified_on_its_own(page: &[u8]) -> Option<Vec<u8>> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, || minified(page)).ok()?.join().ok()
    })
}

/// Minifies a page on this stack.
fn minified(page: &[u8]) -> Vec<u8> {
    let mut choices = Cfg::new();
    choices.keep_html_and_head_opening_tags = true;
    choices.minify_css = true;
    minify_html::minify(page, &choices)
}

#[cfg(test)]
mod tests;
