//! Markdown: an article's lines as a body that renders to exactly their text.
//!
//! A raw text means nothing by its `#`, `*` or `{{`: what would be markup or a
//! template is escaped, and nothing else, so that a person can still read and mend
//! the file. A caption without its picture is a `<figure>` whose `<figcaption>` holds
//! Markdown between blank lines: any theme shows it, and citations in it are text.

use crate::import::line::{Class, Line, Shape};

/// Writes the body of an article: blocks with blank lines between them.
pub fn body(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut open_items: Option<usize> = None;
    let shown: Vec<&Line> =
        lines.iter().filter(|line| matches!(line.class, Class::Body | Class::Caption)).collect();
    let mut index = 0;
    while index < shown.len() {
        let line = shown[index];
        let depth = match line.shape {
            // An item lies at most one deeper than the one above it, or it would be code.
            Shape::Item { depth, .. } if line.class == Class::Body => {
                Some(open_items.map_or(0, |above| depth.min(above + 1)))
            }
            _ => None,
        };
        if !out.is_empty() {
            let tight = depth.is_some() && open_items.is_some();
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
        let caption = shown.get(index + 1).filter(|next| next.class == Class::Caption);
        match &line.shape {
            Shape::Image { source, alternative } => {
                out.push_str(&picture(source, alternative, caption.copied()));
                index += usize::from(caption.is_some());
            }
            _ if line.class == Class::Caption => out.push_str(&figure("", &inline(line))),
            _ => out.push_str(&block(line, depth.unwrap_or(0))),
        }
        open_items = depth;
        index += 1;
    }
    if out.is_empty() {
        return out;
    }
    protect(&out) + "\n"
}

/// A block of text; `depth` is that of an item.
fn block(line: &Line, depth: usize) -> String {
    let text = inline(line);
    match &line.shape {
        Shape::Heading(level) => {
            // The headline is the page's only `h1`.
            let marks = "#".repeat(usize::from((*level).clamp(2, 6)));
            format!("{marks} {}", heading_text(&text))
        }
        Shape::Item { number, .. } => {
            let indent = "    ".repeat(depth);
            match number {
                Some(number) => format!("{indent}{number}. {}", start(&text)),
                None => format!("{indent}- {}", start(&text)),
            }
        }
        Shape::Quote => format!("> {}", start(&text)),
        Shape::Table => text,
        _ => start(&text),
    }
}

/// A line's Markdown without what only matters at the start of a block.
fn inline(line: &Line) -> String {
    line.markdown.clone().unwrap_or_else(|| escape(&line.text))
}

/// A picture with the caption below it, if it has one.
fn picture(source: &str, alternative: &str, caption: Option<&Line>) -> String {
    let image = format!("![{}]({})", escape(alternative), destination(source));
    match caption {
        Some(caption) => figure(&image, &inline(caption)),
        None => image,
    }
}

/// A figure: the blank lines make its inside Markdown.
fn figure(image: &str, caption: &str) -> String {
    let caption = start(caption);
    match image {
        "" => format!("<figure><figcaption>\n\n{caption}\n\n</figcaption></figure>"),
        _ => format!("<figure>\n\n{image}\n\n<figcaption>\n\n{caption}\n\n</figcaption></figure>"),
    }
}

/// Writes the address of a link or picture so that it cannot end early.
pub fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            // An address that starts so is a page of the site to the engine.
            '@' if out.is_empty() => out.push_str("%40"),
            '&' => out.push_str("&amp;"),
            '*' => out.push_str("%2A"),
            '_' => out.push('_'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Escapes what would be markup within a line, and nothing else.
pub fn escape(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (index, &c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(index + 1).copied();
        if needs_escape(c, before, after, &characters[index..]) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a character would be markup where it stands.
fn needs_escape(c: char, before: Option<char>, after: Option<char>, rest: &[char]) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => after.is_none_or(|after| after.is_ascii_punctuation()),
        '`' | '*' | '~' | '$' => true,
        // Between letters an underline is text.
        '_' => !(word(before) && word(after)),
        '[' => opens_a_link(rest),
        ']' => matches!(after, Some('(' | '[' | ':')),
        '<' => {
            after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
                || is_address(rest)
        }
        '&' => is_entity(rest),
        '!' => after == Some('['),
        _ => false,
    }
}

/// Whether a bracket could open a link, a footnote or a task.
fn opens_a_link(rest: &[char]) -> bool {
    let close = rest.iter().position(|&c| c == ']');
    let after = close.and_then(|close| rest.get(close + 1));
    matches!(rest.get(1), Some('^' | '!' | '[' | ']' | ' ' | 'x' | 'X'))
        || matches!(after, Some('(' | '[' | ':'))
        || rest[1..].iter().take(close.unwrap_or(1).saturating_sub(1)).any(|&c| c == '[')
}

/// Whether an angle bracket opens an e-mail address, which may start with almost any mark
/// (CommonMark 0.31.2, section 6.4).
fn is_address(rest: &[char]) -> bool {
    let inside = rest[1..].iter().take_while(|c| c.is_ascii_graphic());
    inside.take_while(|&&c| c != '>').any(|&c| c == '@')
}

/// Whether an ampersand starts the name or number of a character.
fn is_entity(rest: &[char]) -> bool {
    let end = rest.iter().take(40).position(|&c| c == ';');
    end.is_some_and(|end| {
        1 < end && rest[1..end].iter().all(|c| c.is_ascii_alphanumeric() || *c == '#')
    })
}

/// Escapes what would be markup at the start of a block.
pub fn start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text[digits..].chars().next();
    let after = |at: usize| matches!(text[at..].chars().next(), None | Some(' '));
    match mark {
        Some('.' | ')') if (1..=9).contains(&digits) && after(digits + 1) => {
            format!("{}\\{}", &text[..digits], &text[digits..])
        }
        Some('#') if digits == 0 => {
            let n = text.bytes().take_while(|&byte| byte == b'#').count();
            if n <= 6 && after(n) { format!("\\{text}") } else { text.to_string() }
        }
        Some('-' | '+') if digits == 0 && (after(1) || is_rule(text)) => format!("\\{text}"),
        Some('>' | '|' | ':') if digits == 0 => format!("\\{text}"),
        Some('=') if digits == 0 && text.trim_matches('=').is_empty() => format!("\\{text}"),
        _ => text.to_string(),
    }
}

/// Whether a line is nothing but dashes, which Markdown draws as a rule.
fn is_rule(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | ' ' | '+'))
}

/// Escapes what would end a heading or give it an id: `#`, `{`.
fn heading_text(text: &str) -> String {
    let text = text.replace('{', "&#123;");
    match text.ends_with('#') {
        true => format!("{}\\#", &text[..text.len() - 1]),
        false => text,
    }
}

/// Makes template syntax plain text: the first brace of a pair as a character's number.
///
/// Tera reads the body before Markdown does and knows no such pair; Markdown turns the
/// number into the brace again.
pub fn protect(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut characters = markdown.chars().peekable();
    while let Some(c) = characters.next() {
        match (c, characters.peek()) {
            ('{', Some('{' | '%' | '#')) => out.push_str("&#123;"),
            _ => out.push(c),
        }
    }
    out
}
