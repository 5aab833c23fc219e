//! Guard: sheets that would never come to an end.
//!
//! The compiler calls itself for each call of a mixin or a function, so that one which calls
//! itself without end would take the whole program down, a preview with it. Each body of a
//! mixin, function or loop is therefore read with a `@debug` at its beginning, and each
//! `@content` with one before it, at which the compiler tells the guard where it is; the guard
//! measures the stack, counts, and breaks off.
//!
//! A call that ends after some thousand levels is left alone: the compiler has a stack of its
//! own that is large enough, of which calls may take a half; the rest is for what stands inside
//! of the innermost one.
//!
//! Not here: what compiles (`sass`).

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use codemap::SpanLoc;
use grass::Logger;

/// The stack of the compiler, of which only what is used is ever taken from the system.
pub const STACK: usize = 256 << 20;

/// The stack that calls may take where the compiler has none of its own: a quarter of what any
/// thread of ours has at least.
pub const LEAST: usize = 512 << 10;

/// Calls and turns of loops of one sheet: almost four times those of the hungriest theme that was
/// seen, which divides numbers by hand (560,000).
const MOST: u64 = 2_000_000;

/// The stack that frameworks never take, twice what that theme does.
const USUAL_STACK: usize = 1 << 20;

/// The stack beyond the usual one that all calls and turns of one sheet together may take, in
/// bytes: one call after another 5,000 levels deep. Texts that are handed on and on branch
/// instead, each deeper than the one before, and would fill the memory long before they are
/// [`MOST`].
const MOST_STACK: u64 = 1 << 38;

/// How deep brackets may stand in one another, ten times what anybody writes by hand.
const DEEPEST: usize = 300;

/// What a body begins with when the compiler reads it.
const MARK: &str = "@debug \"\";";

/// What begins a body that is watched.
const WATCHED: [&[u8]; 4] = [b"@mixin", b"@function", b"@while", b"@for"];

/// What runs the text that a mixin was called with.
const CONTENT: &[u8] = b"@content";

/// A sheet as the compiler reads it.
#[derive(Debug, Default)]
pub struct Watched {
    /// Its text, with marks.
    pub text: String,
    /// Where marks stand in the original, with their length, in order.
    marks: Vec<(usize, usize)>,
}

impl Watched {
    /// A sheet without marks.
    pub fn plain(text: &str) -> Watched {
        Watched { text: text.to_string(), marks: Vec::new() }
    }

    /// Puts a mark into each body of a sheet.
    ///
    /// # Errors
    /// The place of a bracket that stands too deep.
    pub fn new(text: &str, is_indented: bool) -> Result<Watched, usize> {
        let bodies = bodies(text.as_bytes())?;
        let bodies = match is_indented {
            true => indented_bodies(text),
            false => bodies.into_iter().map(|at| (at, MARK.to_string())).collect(),
        };
        let mut watched = Watched::default();
        let mut from = 0;
        for (at, mark) in bodies {
            watched.text += &text[from..at];
            watched.text += &mark;
            watched.marks.push((at, mark.len()));
            from = at;
        }
        watched.text += &text[from..];
        Ok(watched)
    }

    /// The place in the original of a place in the text with marks.
    pub fn original(&self, offset: usize) -> usize {
        let mut shift = 0;
        for (at, length) in &self.marks {
            if offset <= at + shift {
                break;
            }
            shift += length.min(&(offset - at - shift));
        }
        offset - shift
    }
}

/// The places behind the braces that open a body which is watched, and before what is handed in.
fn bodies(bytes: &[u8]) -> Result<Vec<usize>, usize> {
    let mut found = Vec::new();
    let mut open = 0;
    let mut awaited = None;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match rest[0] {
            b'"' | b'\'' => text(rest),
            b'/' if rest.starts_with(b"//") => until(rest, b"\n"),
            b'/' if rest.starts_with(b"/*") => until(rest, b"*/"),
            b'u' if rest.starts_with(b"url(") && !rest[4..].starts_with(b"\"") => until(rest, b")"),
            b'\\' => 2,
            b'@' if rest.starts_with(CONTENT) => {
                found.push(at);
                CONTENT.len()
            }
            b'@' if begins_a_body(rest) => {
                awaited = Some(open);
                1
            }
            b'{' | b'(' | b'[' => {
                let is_body = rest[0] == b'{' && (at == 0 || bytes[at - 1] != b'#');
                if is_body && awaited == Some(open) {
                    found.push(at + 1);
                    awaited = None;
                }
                open += 1;
                if DEEPEST < open {
                    return Err(at);
                }
                1
            }
            b'}' | b')' | b']' => {
                open = open.saturating_sub(1);
                1
            }
            b';' if awaited == Some(open) => {
                awaited = None;
                1
            }
            _ => 1,
        };
    }
    Ok(found)
}

/// Whether a mixin, a function or a loop begins here.
fn begins_a_body(rest: &[u8]) -> bool {
    WATCHED.iter().any(|word| {
        let after = rest.get(word.len()).copied().unwrap_or(b' ');
        rest.starts_with(word) && !after.is_ascii_alphanumeric() && after != b'-'
    })
}

/// The length of a text in quotes, which ends with its line at the latest.
fn text(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 1,
            b'\n' => return at,
            byte if byte == rest[0] => return at + 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// The length up to and with an end, or of all.
fn until(rest: &[u8], end: &[u8]) -> usize {
    memchr::memmem::find(rest, end).map_or(rest.len(), |at| at + end.len())
}

/// The places before the first lines of bodies that are watched in an indented sheet, with marks.
fn indented_bodies(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut header: Option<usize> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - rest.len();
        if !rest.trim().is_empty() {
            let is_content = rest.as_bytes().starts_with(CONTENT);
            if is_content || header.is_some_and(|above| above < indent) {
                found.push((offset, format!("{}@debug \"\"\n", &line[..indent])));
            }
            let is_whole = line.matches('(').count() == line.matches(')').count();
            let begins = rest.starts_with('=') || begins_a_body(rest.as_bytes());
            header = (begins && is_whole).then_some(indent);
        }
        offset += line.len();
    }
    found
}

/// Where a sheet did not come to an end: its file, and the line and column of the mark.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Endless {
    /// The sheet.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// Why a compiler gave nothing.
#[derive(Debug)]
pub enum Broken {
    /// It would not have come to an end.
    Endless(Endless),
    /// It broke down over the sheet.
    Down,
}

/// Listens to the marks of one sheet.
#[derive(Debug)]
pub struct Guard {
    /// An address near the beginning of the stack.
    top: usize,
    /// The bytes of the stack that calls may take.
    longest: usize,
    /// How many marks went by.
    calls: Cell<u64>,
    /// The stack beyond the usual one that was taken at all of them together.
    taken: Cell<u64>,
}

impl Guard {
    /// Runs a compiler under a guard, whose calls may take so many bytes of the stack.
    ///
    /// # Errors
    /// When the guard broke off, or the compiler broke down.
    pub fn watch<T>(longest: usize, compile: impl FnOnce(&Guard) -> T) -> Result<T, Broken> {
        let guard = Guard { top: here(), longest, calls: Cell::new(0), taken: Cell::new(0) };
        let broken = |payload: Box<dyn Any + Send>| match payload.downcast::<Endless>() {
            Ok(endless) => Broken::Endless(*endless),
            Err(_) => Broken::Down,
        };
        panic::catch_unwind(AssertUnwindSafe(|| compile(&guard))).map_err(broken)
    }
}

impl Logger for Guard {
    fn debug(&self, location: SpanLoc, _message: &str) {
        let stack = self.top.abs_diff(here());
        self.calls.set(self.calls.get() + 1);
        let beyond = stack.saturating_sub(USUAL_STACK) as u64;
        self.taken.set(self.taken.get().saturating_add(beyond));
        let is_much = MOST < self.calls.get() || MOST_STACK < self.taken.get();
        if is_much || self.longest < stack {
            let (line, column) = (location.begin.line + 1, location.begin.column + 1);
            let file = location.file.name().to_string();
            // No panic: nothing is broken, and nobody needs to hear of it but who watches.
            panic::resume_unwind(Box::new(Endless { file, line, column }));
        }
    }

    fn warn(&self, _location: SpanLoc, _message: &str) {}
}

/// About where the stack ends now.
fn here() -> usize {
    let local = 0_u8;
    std::ptr::from_ref(std::hint::black_box(&local)).addr()
}

#[cfg(test)]
mod tests;
