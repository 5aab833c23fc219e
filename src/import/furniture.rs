//! Furniture: what a site's own profile says that its pages carry around their articles.
//!
//! An office knows the words of its portal better than any list of ours, so they count first,
//! and whatever the line looks like otherwise. A line of prose that begins so goes too.
//!
//! Not here: the words that all pages have (`noise`, `credit`, `caption`).

use crate::cite::Page;
use crate::import::credit::{self, Credit};
use crate::import::decode;
use crate::import::noise::{self, Reach, fold};

/// What a site's profile says of pages, made ready for comparison.
#[derive(Debug, Default, Clone)]
pub struct Furniture {
    /// Whole lines that are nothing of the article.
    noise: Vec<String>,
    /// What such lines begin with.
    noise_starts: Vec<String>,
    /// Headings of lists of other articles, with how far these run.
    headings: Vec<(String, Reach)>,
    /// Whole lines of articles.
    keep: Vec<String>,
    /// What stands before those who wrote an article.
    authors: Vec<String>,
    /// What stands before where it was taken from.
    sources: Vec<String>,
    /// What captions begin with.
    captions: Vec<String>,
}

/// What a line is that the profile names.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Named {
    /// Part of the article, whatever its words.
    Kept,
    /// Nothing of the article.
    Noise,
    /// The heading of a list of other articles.
    Heading(Reach),
    /// Who wrote the article, or where it was taken from.
    Credit(Credit),
    /// The words below a picture.
    Caption,
}

impl Furniture {
    /// Makes what a profile says ready for comparison.
    pub fn of(page: &Page) -> Self {
        let lines = |list: &[String]| list.iter().map(|line| bare(line)).collect::<Vec<_>>();
        let starts = |list: &[String]| list.iter().map(|line| folded(line)).collect::<Vec<_>>();
        let terminal = lines(&page.lists).into_iter().map(|line| (line, Reach::Terminal));
        let inline = lines(&page.boxes).into_iter().map(|line| (line, Reach::Inline));
        Furniture {
            noise: lines(&page.noise),
            noise_starts: starts(&page.noise_starts),
            headings: terminal.chain(inline).collect(),
            keep: lines(&page.keep),
            authors: starts(&page.authors),
            sources: starts(&page.sources),
            captions: starts(&page.captions),
        }
    }

    /// What the profile says that a line is, if it names it.
    pub fn named(&self, text: &str) -> Option<Named> {
        let whole = bare(text);
        if self.keep.contains(&whole) {
            return Some(Named::Kept);
        }
        let starts = |list: &[String]| list.iter().find_map(|start| after(text, start));
        if self.noise.contains(&whole) || starts(&self.noise_starts).is_some() {
            return Some(Named::Noise);
        }
        if let Some((_, reach)) = self.headings.iter().find(|(line, _)| *line == whole) {
            return Some(Named::Heading(*reach));
        }
        if let Some(names) = starts(&self.authors) {
            return credit::written_by(names).map(Named::Credit);
        }
        if let Some(name) = starts(&self.sources) {
            return credit::taken_from(name).map(Named::Credit);
        }
        starts(&self.captions).map(|_| Named::Caption)
    }
}

/// A text in the form in which it is compared.
fn folded(text: &str) -> String {
    fold(decode::normalise(text).trim())
}

/// A whole line in that form, without the marks and figures around its words.
fn bare(text: &str) -> String {
    noise::without_marks(&folded(text)).to_string()
}

/// What follows a beginning in a text, where that ends with a word.
fn after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let own = fold(text);
    let fits = own.starts_with(start) && noise::ends_a_word(&own, start);
    // Folding changes letters, not how many there are before this place.
    let at = text.char_indices().nth(start.chars().count()).map_or(text.len(), |(at, _)| at);
    fits.then(|| text[at..].trim_start_matches([':', '：', ' ']))
}

#[cfg(test)]
mod tests;
