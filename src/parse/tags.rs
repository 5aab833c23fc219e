//! What tags that an author wrote as HTML are open at a place of a Markdown text.
//!
//! Markdown hands HTML on as it is, so `<a href="…">` may begin in one block and end in another.
//! Whoever puts links into a text has to know what it stands in.
//!
//! Not here: whether the HTML is valid (a browser takes what it gets).

/// Elements in which no link may stand, but prose.
const TARGETS: [&str; 2] = ["a", "button"];

/// Elements that hold no prose: code, fields of a form, drawings.
const OBJECTS: [&str; 11] = [
    "code", "kbd", "math", "option", "pre", "samp", "script", "select", "style", "svg", "textarea",
];

/// Elements of which all is text up to their end tag.
const VERBATIM: [&str; 3] = ["script", "style", "textarea"];

/// The elements that are open, of those that matter here.
#[derive(Debug, Default)]
pub struct Open {
    /// Their names, the outermost first.
    names: Vec<&'static str>,
}

impl Open {
    /// Reads a piece of HTML: a tag between words, or a whole block.
    pub fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let (tag, after) = rest.split_at(end_of_tag(rest));
            rest = after;
            self.tag(tag);
            let verbatim = self.names.last().filter(|name| VERBATIM.contains(name));
            if let Some(at) = verbatim.and_then(|name| end_tag(rest, name)) {
                rest = &rest[at..];
            }
        }
    }

    /// Whether a link is open, so that no other may begin.
    pub fn in_target(&self) -> bool {
        self.names.iter().any(|name| TARGETS.contains(name))
    }

    /// Whether what stands here is no prose.
    pub fn in_object(&self) -> bool {
        self.names.iter().any(|name| OBJECTS.contains(name))
    }

    /// Opens or closes what a tag names.
    fn tag(&mut self, tag: &str) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let word = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let mut known = TARGETS.iter().chain(&OBJECTS);
        let Some(&name) = known.find(|name| word.eq_ignore_ascii_case(name)) else { return };
        // `<a id="x"/>` is written where somebody means a place, and closes itself in no browser;
        // the next link closes it, so none stands in it.
        let is_place = name == "a" && inside.ends_with('/');
        match closes {
            true => {
                if let Some(at) = self.names.iter().rposition(|open| *open == name) {
                    self.names.truncate(at);
                }
            }
            false if is_place => {}
            false => self.names.push(name),
        }
    }
}

/// Where a tag ends that begins a text; a `>` between quotes is none of its.
fn end_of_tag(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Where the end tag of an element stands.
fn end_tag(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let word = html.get(at + 2..at + 2 + name.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests;
