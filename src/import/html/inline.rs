//! Text within a block: runs with links and emphasis, as plain text and as Markdown.

use crate::import::markdown;

/// A run of text with one look.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Run {
    /// The text, blanks as the page has them.
    pub text: String,
    /// Whether it is bold.
    pub strong: bool,
    /// Whether it is slanted.
    pub slanted: bool,
    /// Where it leads.
    pub link: Option<String>,
}

/// The text of a block while it is gathered.
#[derive(Debug, Default, Clone)]
pub struct Runs {
    /// Its runs in order.
    pub list: Vec<Run>,
    /// The line of its first text.
    pub line: usize,
}

impl Runs {
    /// Adds text.
    pub fn push(&mut self, run: Run, line: usize) {
        if self.list.iter().all(|run| run.text.trim().is_empty()) {
            self.line = line + leading_lines(&run.text);
        }
        self.list.push(run);
    }

    /// Whether there is nothing to be read.
    pub fn is_empty(&self) -> bool {
        self.list.iter().all(|run| run.text.trim().is_empty())
    }

    /// The plain text: trimmed, runs of blanks made one.
    pub fn text(&self) -> String {
        let all: String = self.list.iter().map(|run| run.text.as_str()).collect();
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The share of letters that are links, in percent.
    pub fn linked(&self) -> u8 {
        let letters = |run: &Run| run.text.chars().filter(|c| c.is_alphanumeric()).count();
        let all: usize = self.list.iter().map(letters).sum();
        let linked: usize = self.list.iter().filter(|run| run.link.is_some()).map(letters).sum();
        u8::try_from((linked * 100).checked_div(all).unwrap_or(0)).unwrap_or(100)
    }

    /// The Markdown; none where plain text says it all.
    pub fn markdown(&self) -> Option<String> {
        let plain = |run: &Run| !run.strong && !run.slanted && run.link.is_none();
        if self.list.iter().all(plain) {
            return None;
        }
        let runs = spaced(&self.list);
        let mut out = String::new();
        for (index, run) in runs.iter().enumerate() {
            let before = runs[..index].iter().rev().find_map(|run| run.text.chars().last());
            let after = runs[index + 1..].iter().find_map(|run| run.text.chars().next());
            out.push_str(&written(run, before, after));
        }
        Some(out)
    }
}

/// How many line feeds stand before the first letter.
fn leading_lines(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    text[..blank].matches('\n').count()
}

/// The runs with single blanks between words, those of one look joined.
fn spaced(list: &[Run]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut blank = true;
    for run in list {
        let mut text = String::new();
        for c in run.text.chars() {
            match (c.is_whitespace(), blank) {
                (true, true) => {}
                (true, false) => text.push(' '),
                (false, _) => text.push(c),
            }
            blank = c.is_whitespace();
        }
        match runs.last_mut() {
            Some(last)
                if last.strong == run.strong
                    && last.slanted == run.slanted
                    && last.link == run.link =>
            {
                last.text.push_str(&text);
            }
            _ => runs.push(Run { text, ..run.clone() }),
        }
    }
    runs.retain(|run| !run.text.is_empty());
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_string();
    }
    runs
}

/// Writes a run between its neighbours' letters.
fn written(run: &Run, before: Option<char>, after: Option<char>) -> String {
    let core = run.text.trim();
    if core.is_empty() {
        return run.text.clone();
    }
    let lead = &run.text[..run.text.len() - run.text.trim_start().len()];
    let tail = &run.text[run.text.trim_end().len()..];
    let mark = match (run.strong, run.slanted) {
        (true, _) => "**",
        (_, true) => "*",
        _ => "",
    };
    let outside =
        |c: Option<char>, blank: &str| !blank.is_empty() || c.is_none_or(char::is_whitespace);
    // Markdown sees emphasis only where its marks hug letters, or blanks stand outside.
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let hugs = (outside(before, lead) || letter(core.chars().next()))
        && (outside(after, tail) || letter(core.chars().last()));
    let mark = if hugs { mark } else { "" };
    let inner = match &run.link {
        Some(address) => format!(
            "[{}]({})",
            brackets_escaped(&markdown::escape(core)),
            markdown::destination(address)
        ),
        None => markdown::escape(core),
    };
    format!("{lead}{mark}{inner}{mark}{tail}")
}

/// Escapes the brackets of a link's text that are not escaped yet.
fn brackets_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        if matches!(c, '[' | ']') && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}
