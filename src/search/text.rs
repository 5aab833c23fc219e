//! The words of a rendered page, without its markup.

use std::sync::LazyLock;

use ammonia::Builder;

/// Drops every tag, and with their contents the elements that nobody searches.
static STRIP: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder.clean_content_tags(["script", "style", "pre"].into_iter().collect());
    builder
});

/// Takes the text out of HTML: each run of white space becomes one blank, or one
/// line break where it holds one, and at most `limit` characters are kept.
///
/// `&`, `<` and `>` stay escaped, so that a script may show the text as HTML.
pub fn plain_text(html: &str, limit: Option<usize>) -> String {
    let text = STRIP.clean(html).to_string();
    let mut plain = String::with_capacity(text.len());
    let mut gap = None;
    let mut n_left = limit.unwrap_or(usize::MAX);
    for letter in text.trim().chars() {
        if letter.is_whitespace() {
            let breaks = letter == '\n' || gap == Some('\n');
            gap = Some(if breaks { '\n' } else { ' ' });
            continue;
        }
        for letter in gap.take().into_iter().chain([letter]) {
            if n_left == 0 {
                return plain;
            }
            plain.push(letter);
            n_left -= 1;
        }
    }
    plain
}
