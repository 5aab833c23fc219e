//! Old constructs: what Tera 1 and Zola up to 0.22 wrote another way.
//!
//! An old template fails somewhere in the middle of something that once was
//! right, and the parser's puzzle (`found : but expected }}`) does not say so. This
//! looks over the text for what is no longer, and tells each construct with its
//! place and the form that it has now, made from the author's own words.
//!
//! **Invariant:** nothing here decides whether a template is wrong; it is asked
//! after the parser refused, so a false find cannot break a good site.
//!
//! Not here: rewriting a whole theme.

mod names;
mod tokens;

use std::ops::Range;

pub use names::name_now;
pub use tokens::{Block, blocks};
use tokens::{Kind, Token};

/// A construct that is no longer.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Old {
    /// The bytes of the source that it takes.
    pub range: Range<usize>,
    /// What it is, such as ``the macro `card` ``.
    pub construct: String,
    /// What to write instead, as a sentence without a full stop.
    pub instead: String,
    /// Whether templates are still read with it, and it does nothing.
    pub is_silent: bool,
}

/// Where a source comes from.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Place {
    /// A template.
    Template,
    /// A page's Markdown, in which a call of an unknown function was a shortcode.
    Content,
}

/// Finds all old constructs of a source, by their places.
///
/// `functions` are the names of the functions that there are now.
pub fn diagnose(source: &str, place: Place, functions: &[&str]) -> Vec<Old> {
    let mut found = Vec::new();
    for block in blocks(source) {
        let view = View { source, block: &block };
        let before = found.len();
        found.extend(view.statement());
        if place == Place::Content {
            found.extend(view.shown_shortcode().or_else(|| view.shortcode(functions)));
        }
        // A definition or an import says all there is to say of its block.
        if found.len() == before {
            view.expressions(&mut found);
        }
    }
    found.sort_by_key(|old| (old.range.start, old.range.end));
    found
}

/// A block with the source that its ranges count in.
struct View<'a> {
    /// The whole source.
    source: &'a str,
    /// The block.
    block: &'a Block,
}

impl View<'_> {
    /// The text of a token, empty past the end.
    fn text(&self, at: usize) -> &str {
        self.block.tokens.get(at).map_or("", |token| &self.source[token.range.clone()])
    }

    /// The kind of a token, if there is one.
    fn kind(&self, at: usize) -> Option<Kind> {
        self.block.tokens.get(at).map(|token| token.kind)
    }

    /// Finds a statement that is no longer.
    fn statement(&self) -> Option<Old> {
        if !self.block.is_statement {
            return None;
        }
        let rest = 1..self.block.tokens.len();
        let (construct, instead) = match self.text(0) {
            "macro" => {
                let signature = self.words(&rest);
                (
                    format!("the macro `{}`", self.text(1)),
                    format!(
                        "macros are components now: write `{{% component {signature} %}}` \
                         and end it with `{{% endcomponent %}}`"
                    ),
                )
            }
            "import" => (
                format!("the import of {}", self.text(1)),
                "leave it out: components are known in every template by their names".to_string(),
            ),
            "include" if self.text(1) == "[" => (
                "an include of several templates".to_string(),
                "include the one template that there is".to_string(),
            ),
            "include" if rest.clone().any(|at| self.text(at) == "ignore") => (
                "`ignore missing`".to_string(),
                format!(
                    "write `{{% include {} %}}` and make sure that there is such a template, \
                     even an empty one",
                    self.text(1)
                ),
            ),
            _ => return None,
        };
        Some(Old { range: self.block.range.clone(), construct, instead, is_silent: false })
    }

    /// Finds a call of a shortcode that was to be shown, not made: `{{/* youtube(…) */}}`.
    fn shown_shortcode(&self) -> Option<Old> {
        let bare = self.source[self.block.range.clone()].trim_matches(['{', '}', '%', '-']);
        let call = bare.strip_prefix("/*")?.strip_suffix("*/")?.trim();
        let shown = match self.block.is_statement {
            true => format!("{{% {call} %}}"),
            false => format!("{{{{ {call} }}}}"),
        };
        let construct = "the comment in brackets around a shortcode".to_string();
        let instead =
            format!("write what is to be shown as it is: `{{% raw %}}{shown}{{% endraw %}}`");
        Some(Old { range: self.block.range.clone(), construct, instead, is_silent: false })
    }

    /// Finds a call of a shortcode, which in content is all that a block may be.
    fn shortcode(&self, functions: &[&str]) -> Option<Old> {
        let name = self.text(0);
        let is_call = self.kind(0) == Some(Kind::Name) && self.text(1) == "(";
        let close = self.closing(1)?;
        let is_whole = close + 1 == self.block.tokens.len();
        if !is_call || !is_whole || functions.contains(&name) || names::now_called(name).is_some() {
            return None;
        }
        let attributes = self.attributes(2..close);
        let instead = match self.block.is_statement {
            true => format!(
                "shortcodes are components now: write `{{% <{name}{attributes}> %}}` before \
                 the text and `{{% </{name}> %}}` after it"
            ),
            false => {
                format!("shortcodes are components now: write `{{{{ <{name}{attributes} /> }}}}`")
            }
        };
        let construct = format!("the shortcode call `{name}`");
        Some(Old { range: self.block.range.clone(), construct, instead, is_silent: false })
    }

    /// Finds what is no longer inside expressions.
    fn expressions(&self, found: &mut Vec<Old>) {
        for at in 0..self.block.tokens.len() {
            let old = match self.text(at) {
                "::" => self.macro_call(at),
                "." => self.dotted_index(at),
                "|" => self.filter(at),
                "is" => self.test(at),
                "(" => self.function(at),
                _ => None,
            };
            found.extend(old);
        }
    }

    /// A call of a macro: `ns::name(…)`.
    fn macro_call(&self, at: usize) -> Option<Old> {
        let (first, name) = (at.checked_sub(1)?, self.text(at + 1));
        // Between brackets the two colons are those of a slice: `list[::-1]`.
        if [first, at + 1].iter().any(|&side| self.kind(side) != Some(Kind::Name)) {
            return None;
        }
        let close = self.closing(at + 2)?;
        let attributes = self.attributes(at + 3..close);
        Some(Old {
            range: self.range(first, close),
            construct: format!("the macro call `{}::{name}`", self.text(first)),
            instead: format!("call the component: `{{{{ <{name}{attributes} /> }}}}`"),
            is_silent: false,
        })
    }

    /// An element of a list by a number after a dot: `list.0`.
    fn dotted_index(&self, at: usize) -> Option<Old> {
        let first = self.path_start(at)?;
        if self.kind(at + 1) != Some(Kind::Number) {
            return None;
        }
        let (list, index) = (self.words(&(first..at)), self.text(at + 1));
        Some(Old {
            range: self.range(first, at + 1),
            construct: format!("the index `.{index}`"),
            instead: format!("write it in brackets: `{list}[{index}]`"),
            is_silent: false,
        })
    }

    /// A filter that is no longer.
    fn filter(&self, at: usize) -> Option<Old> {
        let name = self.text(at + 1);
        let arguments = match self.text(at + 2) {
            "(" => at + 3..self.closing(at + 2)?,
            _ => at + 2..at + 2,
        };
        let input = self.path_start(at).map(|first| self.words(&(first..at)));
        let input = input.as_deref().unwrap_or("…");
        let argument = |name: &str| self.argument(arguments.clone(), name);
        let last = if arguments.is_empty() { at + 1 } else { arguments.end };
        let range = self.range(at + 1, last);
        if let Some((old, instead)) = names::filter_argument_instead(name, input, argument) {
            let construct = format!("the argument `{old}` of `{name}`");
            return Some(Old { range, construct, instead, is_silent: true });
        }
        let instead = names::filter_instead(name, input, argument)?;
        let construct = format!("the filter `{name}`");
        Some(Old { range, construct, instead, is_silent: false })
    }

    /// A test that is no longer, or whose argument has no name.
    fn test(&self, at: usize) -> Option<Old> {
        let at = if self.text(at + 1) == "not" { at + 2 } else { at + 1 };
        let name = self.text(at);
        let (now, parameter) = names::test_now(name)?;
        let is_unnamed = self.text(at + 1) == "(" && self.text(at + 3) != "=";
        if now == name && !is_unnamed {
            return None;
        }
        let (last, call) = match (is_unnamed, parameter) {
            (true, Some(parameter)) => {
                let close = self.closing(at + 1)?;
                let argument = self.words(&(at + 2..close));
                (close, format!("{now}({parameter}={argument})"))
            }
            _ => (at, now.to_string()),
        };
        Some(Old {
            range: self.range(at, last),
            construct: format!("the test `{name}`"),
            instead: format!("write `is {call}`"),
            is_silent: false,
        })
    }

    /// A function that is no longer, or one of its arguments.
    fn function(&self, at: usize) -> Option<Old> {
        let first = at.checked_sub(1)?;
        let name = self.text(first);
        if self.kind(first) != Some(Kind::Name) {
            return None;
        }
        if let Some(instead) = names::now_called(name) {
            let construct = format!("the function `{name}`");
            let range = self.range(first, first);
            let instead = instead.to_string();
            return Some(Old { range, construct, instead, is_silent: false });
        }
        let close = self.closing(at)?;
        let (old, new) = names::argument_now(name)?;
        let place = (at + 1..close).find(|&at| self.text(at) == old && self.text(at + 1) == "=")?;
        Some(Old {
            range: self.range(place, place),
            construct: format!("the argument `{old}` of `{name}`"),
            instead: format!("write {new}"),
            is_silent: false,
        })
    }

    /// Finds where the path of names that ends before a token begins: `page.extra.list`.
    fn path_start(&self, at: usize) -> Option<usize> {
        let mut first = at.checked_sub(1)?;
        if self.kind(first) != Some(Kind::Name) {
            return None;
        }
        while 2 <= first && self.text(first - 1) == "." && self.kind(first - 2) == Some(Kind::Name)
        {
            first -= 2;
        }
        Some(first)
    }

    /// Finds the bracket that closes the one at a token.
    fn closing(&self, at: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in at..self.block.tokens.len() {
            match self.text(at) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// The value of a named argument, as it is written.
    fn argument(&self, tokens: Range<usize>, name: &str) -> Option<String> {
        let values = self.arguments(tokens);
        values.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Writes arguments as attributes of a component, each after a blank.
    fn attributes(&self, tokens: Range<usize>) -> String {
        let attributes = self.arguments(tokens).into_iter().map(|(name, value)| {
            match value.starts_with(['"', '\'', '`']) && !value.contains('~') {
                true => format!(" {name}={value}"),
                false => format!(" {name}={{{value}}}"),
            }
        });
        attributes.collect()
    }

    /// Splits arguments at the commas between them into names and values.
    fn arguments(&self, tokens: Range<usize>) -> Vec<(String, String)> {
        let mut arguments = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let mut end = at;
            while end < tokens.end && self.text(end) != "," {
                end = self.closing(end).unwrap_or(end) + 1;
            }
            if self.text(at + 1) == "=" {
                let value = self.words(&(at + 2..end.min(tokens.end)));
                arguments.push((self.text(at).to_string(), value));
            }
            at = end + 1;
        }
        arguments
    }

    /// The source from one token to another.
    fn words(&self, tokens: &Range<usize>) -> String {
        match tokens.is_empty() || self.block.tokens.len() < tokens.end {
            true => String::new(),
            false => self.source[self.range(tokens.start, tokens.end - 1)].to_string(),
        }
    }

    /// The bytes from one token to another.
    fn range(&self, first: usize, last: usize) -> Range<usize> {
        let tokens: &[Token] = &self.block.tokens;
        let end = tokens.len() - 1;
        tokens[first.min(end)].range.start..tokens[last.min(end)].range.end
    }
}

#[cfg(test)]
mod tests;
