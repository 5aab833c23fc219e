//! Diagnostics: everything that mucluc tells a person went wrong, and what to do.
//!
//! All wording lives in this file, one function per kind of failure, so that the
//! same mistake reads the same wherever it is made and tests can name it.
//! Messages are lower case without a full stop; what the user wrote stands in
//! backticks; a hint says what to do.
//!
//! **Invariant:** nothing is lost: stages collect into [`Diags`] and go on, and a
//! build shows all that was found at once, in the order of files and lines.
//!
//! Not here: how a diagnostic looks on a terminal or as JSON (`diag::print`), what the readers of
//! TOML and YAML mean (`diag::said`), and how a line should have been written (`diag::cure`).

pub mod cure;
pub mod print;
pub mod said;

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::text::{self, Position};

/// How bad it is.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The build publishes nothing.
    Error,
    /// The build goes on, and the reader of the site may miss something.
    Warning,
    /// Something to know.
    Note,
}

/// A range of bytes in a file, with the text that it counts in.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Span {
    /// The file's path below the site's root, with `/` between its parts.
    pub file: Arc<str>,
    /// The file's text, where it is text; without it the place is the whole file.
    pub text: Option<Arc<str>>,
    /// The bytes meant.
    pub range: Range<usize>,
}

impl Span {
    /// The whole of a file, when no place inside it is to blame.
    pub fn file(file: &str) -> Self {
        Span { file: file.into(), text: None, range: 0..0 }
    }

    /// A range of bytes of a file's text.
    pub fn of(file: &str, text: &str, range: Range<usize>) -> Self {
        Span { file: file.into(), text: Some(text.into()), range }
    }

    /// The line and column where the span starts, if the file is text.
    pub fn position(&self) -> Option<Position> {
        self.text.as_deref().map(|text| text::position(text, self.range.start))
    }
}

/// A further place that belongs to a diagnostic, with what it shows.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// One thing to tell.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for the kind of failure, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// What was being done, innermost first: `while rendering …`.
    pub trace: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic with nothing but its message.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        let (labels, hints, trace) = Default::default();
        Diagnostic { severity, code, message: message.into(), span: None, labels, hints, trace }
    }

    /// An error with nothing but its message.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Error, code, message)
    }

    /// A warning with nothing but its message.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Warning, code, message)
    }

    /// Says where.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds another place.
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what was being done.
    pub fn during(mut self, what: impl Into<String>) -> Self {
        self.trace.push(what.into());
        self
    }
}

/// What a stage or a whole build found.
#[derive(Debug, Default, Clone)]
pub struct Diags {
    /// In the order found; `sorted` puts them in the order of files.
    pub list: Vec<Diagnostic>,
}

impl Diags {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all that another stage found.
    pub fn extend(&mut self, other: Diags) {
        self.list.extend(other.list);
    }

    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether a file has an error already, so that what follows from it need not be said.
    pub fn has_error_in(&self, file: &str) -> bool {
        let is_there =
            |found: &Diagnostic| found.span.as_ref().is_some_and(|span| *span.file == *file);
        self.list.iter().any(|found| found.severity == Severity::Error && is_there(found))
    }

    /// How many errors there are.
    pub fn n_errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// All of them by file and position, each once: what happened at one place in many
    /// outputs is told with the first of these and how many more there are.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        let place = |diagnostic: &Diagnostic| {
            let span = diagnostic.span.as_ref();
            (span.map(|span| span.file.clone()), span.map(|span| span.range.start))
        };
        // The site's first page says more than one deep inside of it.
        let trace = |diagnostic: &Diagnostic| {
            let length: usize = diagnostic.trace.iter().map(String::len).sum();
            (length, diagnostic.trace.clone())
        };
        self.list.sort_by(|a, b| {
            place(a)
                .cmp(&place(b))
                .then(a.severity.cmp(&b.severity))
                .then_with(|| a.message.cmp(&b.message))
                .then_with(|| trace(a).cmp(&trace(b)))
        });
        self.list.dedup();
        let mut sorted: Vec<Diagnostic> = Vec::new();
        for group in self.list.chunk_by(is_same_but_for_its_trace) {
            let mut first = group[0].clone();
            if 1 < group.len() {
                let n_more = group.len() - 1;
                let outputs = if n_more == 1 { "output" } else { "outputs" };
                first.trace.push(format!("and for {n_more} more {outputs}"));
            }
            sorted.push(first);
        }
        sorted
    }
}

/// Whether two things to tell are one mistake at one place that showed while different things
/// were done.
fn is_same_but_for_its_trace(a: &Diagnostic, b: &Diagnostic) -> bool {
    let has_place = a.span.as_ref().is_some_and(|span| span.text.is_some());
    has_place
        && (a.severity, a.code, &a.message, &a.span) == (b.severity, b.code, &b.message, &b.span)
        && (&a.labels, &a.hints) == (&b.labels, &b.hints)
}

/// Says `did you mean …` where a known word is near, else which words are known.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match text::nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let list: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
            match list.is_empty() {
                true => "there is none to choose from".to_string(),
                false => format!("known here: {}", list.join(", ")),
            }
        }
    }
}

/// An error about things that lead back to the first of them, at its place, with those of the
/// others; `said` is its code and what it says before the names.
fn in_a_circle<'a>(
    (code, said): (&'static str, &str),
    spans: &[(Span, String)],
    circle: impl IntoIterator<Item = &'a str>,
    label: impl Fn(&str) -> String,
) -> Diagnostic {
    let names: Vec<String> = circle.into_iter().map(|name| format!("`{name}`")).collect();
    let back = names.first().cloned().unwrap_or_default();
    let message = format!("{said}: {} → {back}", names.join(" → "));
    let mut found = Diagnostic::error(code, message);
    if let Some((span, _)) = spans.first() {
        found = found.at(span.clone());
    }
    for (span, name) in spans.iter().skip(1) {
        found = found.label(span.clone(), label(name));
    }
    found
}

/// Files and folders: what cannot be read or written.
impl Diags {
    /// A file's bytes are not UTF-8; `offset` is the first byte that is not.
    pub fn not_utf8(&mut self, file: &str, bytes: &[u8], offset: usize) {
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let good = String::from_utf8_lossy(&bytes[..offset.min(bytes.len())]).into_owned();
        let at = text::position(&good, good.len());
        let text: Arc<str> = String::from_utf8_lossy(bytes).into_owned().into();
        let start = good.len();
        self.push(
            Diagnostic::error(
                "not-utf8",
                format!("the file is not UTF-8: byte {offset} is 0x{byte:02X}"),
            )
            .at(Span { file: file.into(), text: Some(text), range: start..start })
            .hint(format!(
                "save the file as UTF-8; the first wrong byte is at line {}, column {}",
                at.line, at.column
            )),
        );
    }

    /// A file could not be read.
    pub fn unreadable(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unreadable", format!("cannot read the file: {error}"))
                .at(Span::file(file))
                .hint("check that it exists and that you may read it"),
        );
    }

    /// Writing the output failed.
    pub fn unwritable(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unwritable", format!("cannot write the file: {error}"))
                .at(Span::file(file))
                .hint("check the free space and the permissions of the output folder"),
        );
    }

    /// Pages stand in the output folder that this build did not make, and nothing says whether an
    /// earlier one did.
    pub fn pages_of_nobody(&mut self, output: &str, pages: &[String]) {
        let Some(first) = pages.first() else { return };
        let (others, verb) = match pages.len() - 1 {
            0 => (String::new(), "is"),
            1 => (" and one more".to_string(), "are"),
            n => (format!(" and {n} more"), "are"),
        };
        self.push(
            Diagnostic::warning(
                "page-of-nobody",
                format!("`{first}`{others} {verb} in the output folder and no page of this site"),
            )
            .at(Span::file(output))
            .hint(
                "what earlier builds wrote is not known any more, so nothing was removed; \
                 delete the folder and build again to be rid of old pages",
            ),
        );
    }

    /// Articles are imported where there is no site.
    pub fn import_without_site(&mut self, into: &str) {
        self.push(
            Diagnostic::warning("no-site", "there is no site here or above for the articles")
                .at(Span::file(into))
                .hint("go into the site's folder, or name it with `--root`"),
        );
    }

    /// Articles are imported where no build looks.
    pub fn import_beside_content(&mut self, into: &str) {
        self.push(
            Diagnostic::warning("not-content", "articles outside of `content/` are in no build")
                .at(Span::file(into))
                .hint("name a folder below `content/` with `--into`, or leave it out"),
        );
    }

    /// Files in a folder of raw files are of kinds that are not imported.
    pub fn passed_over(&mut self, folder: &str, names: &[String]) {
        let Some(first) = names.first() else { return };
        let others = match names.len() - 1 {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        self.push(
            Diagnostic::warning("passed-over", format!("`{first}`{others} passed over"))
                .at(Span::file(folder))
                .hint("save documents as .txt or .html; Markdown can go into `content/` as it is"),
        );
    }

    /// A name under `bodies` is not read as a body's.
    pub fn not_a_body(&mut self, span: Span, name: &str) {
        self.push(
            Diagnostic::warning("not-a-body", format!("`{name}` is not the name of a body"))
                .at(span)
                .hint(
                    "write the full name as texts have it: `Đảng ủy Khối các cơ quan Trung ương`",
                ),
        );
    }

    /// A plain link leads to nothing in the site.
    pub fn dead_link(&mut self, span: Span, written: &str, path: &str) {
        let hint = match path.ends_with(".md") {
            true => "link to another text as `@/articles/….md`, from `content/` on",
            false => {
                "correct the address, or put the file there: below `static/`, or beside the text"
            }
        };
        self.push(
            Diagnostic::warning("dead-link", format!("`{written}` leads to nothing: `/{path}`"))
                .at(span)
                .hint(hint),
        );
    }

    /// A picture of an archive is on another host.
    pub fn foreign_picture(&mut self, span: Span, address: &str) {
        self.push(
            Diagnostic::warning("foreign-picture", format!("`{address}` is on another host"))
                .at(span)
                .hint(
                    "save the picture beside the text (`articles/a/index.md`, `articles/a/1.jpg`) \
                     or below `static/`, or it goes when that host does",
                ),
        );
    }

    /// The archive's section holds nothing.
    pub fn no_articles(&mut self, span: Span, section: &str, known: &[&str]) {
        self.push(
            Diagnostic::warning(
                "no-articles",
                format!("there is nothing in `content/{section}`, which is to hold the articles"),
            )
            .at(span)
            .hint(match suggestion(section, known.iter().copied()) {
                known if known.is_empty() => format!("make `content/{section}`"),
                known => known,
            }),
        );
    }

    /// An output is a file where another needs a folder.
    pub fn file_and_folder(&mut self, file: &str, below: &str) {
        self.push(
            Diagnostic::error(
                "file-and-folder",
                format!("`{file}` would be a file, and a folder with `{below}` in it"),
            )
            .hint("give one of the two another name: no folder can hold both"),
        );
    }
}

/// The archive: records that contradict one another, the texts, or themselves.
impl Diags {
    /// Two records describe one directive.
    pub fn directive_recorded_twice(&mut self, first: Span, second: Span, key: &str, label: &str) {
        self.push(
            Diagnostic::error(
                "recorded-twice",
                format!("two records describe the same directive `{key}` ({label})"),
            )
            .at(second)
            .label(first, "the other record")
            .hint("merge the two files, or give each the `date` that tells them apart"),
        );
    }

    /// Two records describe one body.
    pub fn committee_recorded_twice(&mut self, first: Span, second: Span, name: &str) {
        self.push(
            Diagnostic::error(
                "recorded-twice",
                format!("two records describe the same committee `{name}`"),
            )
            .at(second)
            .label(first, "the other record")
            .hint("merge the two files, or make the names different"),
        );
    }

    /// A record does not say which of several directives behind its number it means.
    pub fn record_too_vague(&mut self, span: Span, key: &str, known: &[String]) {
        self.push(
            Diagnostic::error(
                "vague-record",
                format!("`{key}` is several directives, and the record does not say which"),
            )
            .at(span)
            .hint(format!("add `date`, `term` or `issuer`; texts know: {}", known.join("; "))),
        );
    }

    /// A record's number is not one that the profile can read.
    pub fn record_number_unreadable(&mut self, span: Span, number: &str) {
        self.push(
            Diagnostic::error(
                "bad-number",
                format!("`{number}` is not the number of a document that the profile knows"),
            )
            .at(span)
            .hint("write it like `25-NQ/TW`, `16/CT-TTg` or `04/2015/NĐ-CP`"),
        );
    }

    /// A record's date and a text's contradict each other.
    pub fn record_date_disputed(
        &mut self,
        span: Span,
        key: &str,
        recorded: &str,
        stated: &str,
        text: Span,
    ) {
        self.push(
            Diagnostic::warning(
                "disputed-date",
                format!("the record dates `{key}` {recorded}, a text says {stated}"),
            )
            .at(span)
            .label(text, format!("`{key}` of {stated}"))
            .hint("correct the record; if the text is wrong, list its date in the record's `misdated`"),
        );
    }

    /// A record's date lies outside of the year in its own number.
    pub fn record_year_disputed(&mut self, span: Span, key: &str, recorded: &str, year: i16) {
        self.push(
            Diagnostic::warning(
                "disputed-date",
                format!("the record dates `{key}` {recorded}, its number says {year}"),
            )
            .at(span)
            .hint("correct the date or the number"),
        );
    }

    /// A record names a body that differs by a slip from a known one.
    pub fn unknown_committee(&mut self, span: Span, name: &str, known: &str) {
        self.push(
            Diagnostic::warning("unknown-committee", format!("unknown committee `{name}`"))
                .at(span)
                .hint(format!("did you mean `{known}`? else write a record for it")),
        );
    }

    /// A record relates to a directive that nothing else knows.
    pub fn unknown_directive(&mut self, span: Span, number: &str, near: Option<String>) {
        let advice = "write a record for it, or correct the number";
        self.push(
            Diagnostic::warning(
                "unknown-directive",
                format!("no text cites `{number}` and no record describes it"),
            )
            .at(span)
            .hint(match near {
                Some(near) => format!("did you mean `{near}`? else {advice}"),
                None => advice.to_string(),
            }),
        );
    }

    /// A record relates to a number that is several directives, or to none of them.
    pub fn ambiguous_directive(&mut self, span: Span, number: &str, known: &[String]) {
        let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        self.push(
            Diagnostic::error(
                "ambiguous-directive",
                format!("`{number}` does not say which directive it means"),
            )
            .at(span)
            .hint(format!("write one of {}", known.join(", "))),
        );
    }

    /// Bodies stand above one another in a circle.
    pub fn circular_parent<'a>(
        &mut self,
        spans: &[(Span, String)],
        circle: impl IntoIterator<Item = &'a str>,
    ) {
        let said = ("circular-parent", "committees stand above one another");
        let found = in_a_circle(said, spans, circle, |name| format!("the parent of `{name}`"));
        self.push(found.hint("correct the `parent` of one of them"));
    }

    /// Two committees claim one name.
    pub fn alias_claimed_twice(&mut self, first: Span, second: Span, alias: &str) {
        self.push(
            Diagnostic::error(
                "alias-claimed-twice",
                format!("two committees claim the name `{alias}`"),
            )
            .at(second)
            .label(first, "the other claim")
            .hint("keep the alias in one record"),
        );
    }

    /// Two records ask for one address.
    pub fn slug_claimed_twice(&mut self, first: Span, second: Span, slug: &str) {
        self.push(
            Diagnostic::error(
                "slug-claimed-twice",
                format!("two records ask for the address `{slug}`"),
            )
            .at(second)
            .label(first, "the other record")
            .hint("change `slug` in one of them"),
        );
    }
}

/// Authority records: front matter that cannot be read as one.
impl Diags {
    /// A record does not begin with front matter, or it does not end.
    pub fn record_without_front_matter(&mut self, span: Span, what: &str) {
        self.push(
            Diagnostic::error(
                "record-front-matter",
                format!("the record has no {what} `+++` line"),
            )
            .at(span)
            .hint("begin the file with `+++`, then the keys, then `+++`, then the prose"),
        );
    }

    /// A record's front matter is not TOML.
    pub fn record_not_toml(&mut self, span: Span, message: &str, hint: String) {
        self.push(
            Diagnostic::error(
                "record-not-toml",
                format!("the front matter is not TOML: {message}"),
            )
            .at(span)
            .hint(hint),
        );
    }

    /// A record has a key that records do not have.
    pub fn record_unknown_key(&mut self, span: Span, key: &str, known: &[&'static str]) {
        self.push(
            Diagnostic::error("unknown-key", format!("unknown key `{key}` in a record"))
                .at(span)
                .hint(suggestion(key, known.iter().copied())),
        );
    }

    /// A record's value is of another type than its key wants.
    pub fn record_wrong_type(&mut self, span: Span, key: &str, wanted: &str, found: &str) {
        self.push(
            Diagnostic::error("wrong-type", format!("`{key}` must be {wanted}, found {found}"))
                .at(span)
                .hint(format!("write `{key}` as {wanted}")),
        );
    }

    /// A record's date is none.
    pub fn record_bad_date(&mut self, span: Span, key: &str, written: &str) {
        let hint = cure::day(written).map(|day| format!("write it as {day}"));
        let known = "\"2013-06-03\", or as \"2013-06\" or \"2013\" if no more is known";
        self.push(
            Diagnostic::error("bad-date", format!("`{written}` is not a date"))
                .at(span)
                .hint(hint.unwrap_or_else(|| format!("write `{key}` as {known}"))),
        );
    }

    /// A record's term is none.
    pub fn record_bad_term(&mut self, span: Span, written: &str) {
        self.push(
            Diagnostic::error("bad-term", format!("`{written}` is not the number of a term"))
                .at(span)
                .hint("write it as a number from 1 to 99 or in Roman numerals: `11` or \"XI\""),
        );
    }

    /// A record names a relation that there is not.
    pub fn record_unknown_relation(&mut self, span: Span, kind: &str, known: &[&'static str]) {
        self.push(
            Diagnostic::error("unknown-relation", format!("unknown relation `{kind}`"))
                .at(span)
                .hint(suggestion(kind, known.iter().copied())),
        );
    }

    /// A record lacks what it cannot do without.
    pub fn record_missing_key(&mut self, span: Span, keys: &str) {
        self.push(
            Diagnostic::error("missing-key", format!("the record has no {keys}"))
                .at(span)
                .hint("say what the record describes"),
        );
    }
}

/// Citations: what is wrong with a grammar.
impl Diags {
    /// A profile of citations cannot be read.
    pub fn bad_profile(
        &mut self,
        file: &str,
        text: &str,
        range: Option<Range<usize>>,
        problem: &str,
    ) {
        let span = match range {
            Some(range) => Span::of(file, text, range),
            None => Span::file(file),
        };
        self.push(
            Diagnostic::error("bad-profile", format!("not a citation profile: {problem}"))
                .at(span)
                .hint("compare it with the built-in profile, src/cite/profiles/vi.toml"),
        );
    }
}

/// Sass: sheets that clash or do not compile.
impl Diags {
    /// Two sheets would be written to one place.
    pub fn sass_clash(&mut self, first: &str, second: &str, target: &str) {
        self.push(
            Diagnostic::error(
                "sass-clash",
                format!("`{first}` and `{second}` both make `{target}`"),
            )
            .at(Span::file(second))
            .hint("keep one of them, or rename it to begin with `_` if another sheet uses it"),
        );
    }

    /// A sheet does not compile; `sheet` is the one that was asked for.
    pub fn sass_failed(&mut self, span: Span, message: &str, sheet: &str) {
        let is_elsewhere = *span.file != *sheet;
        let mut diagnostic =
            Diagnostic::error("sass-failed", format!("the sheet does not compile: {message}"))
                .at(span);
        if is_elsewhere {
            diagnostic = diagnostic.during(format!("while compiling `{sheet}`"));
        }
        self.push(diagnostic);
    }
}

/// Watching and serving: what keeps a preview from being what it should.
impl Diags {
    /// The system cannot tell what changes, so the disk is looked through instead.
    pub fn cannot_watch(&mut self, error: &str) {
        self.push(
            Diagnostic::warning("cannot-watch", format!("cannot watch the files: {error}"))
                .hint("the disk is compared every half second instead, as with `--poll`")
                .hint("on Linux, `sysctl fs.inotify.max_user_watches=524288` allows more watches"),
        );
    }

    /// The port is taken, or the interface is none of this machine's.
    pub fn cannot_listen(
        &mut self,
        interface: std::net::IpAddr,
        port: u16,
        error: &std::io::Error,
    ) {
        let address = std::net::SocketAddr::new(interface, port);
        self.push(
            Diagnostic::error("cannot-listen", format!("cannot listen on `{address}`: {error}"))
                .hint("without `--port`, the first free port is taken"),
        );
    }

    /// No browser could be started.
    pub fn cannot_open_browser(&mut self, address: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::warning("cannot-open-browser", format!("cannot start a browser: {error}"))
                .hint(format!("open {address} yourself")),
        );
    }

    /// A rebuild panicked.
    pub fn rebuild_panicked(&mut self, panic: &str) {
        self.push(
            Diagnostic::error("internal-error", format!("the rebuild broke off: {panic}"))
                .hint("this is a bug of mucluc: please report it with the text above")
                .hint("the site is shown as it was before; the next save tries again"),
        );
    }
}

/// Import: raw files that are no text, and articles that a person wrote.
impl Diags {
    /// A raw file's bytes are not UTF-8; `offset` is the first byte that is not.
    pub fn raw_not_utf8(&mut self, file: &str, bytes: &[u8], offset: usize, windows_1258: bool) {
        let before = self.list.len();
        self.not_utf8(file, bytes, offset);
        let guess = match windows_1258 {
            true => "it looks like windows-1258: `iconv -f WINDOWS-1258 -t UTF-8` converts it",
            false => "if it is in an old Vietnamese encoding (TCVN3, VNI), convert it first",
        };
        if let Some(diagnostic) = self.list.get_mut(before) {
            diagnostic.hints.push(guess.to_string());
        }
    }

    /// A raw file is UTF-16.
    pub fn raw_utf16(&mut self, file: &str, name: &str) {
        self.push(
            Diagnostic::error(
                "not-utf8",
                format!("the file is not UTF-8: its first two bytes are the mark of {name}"),
            )
            .at(Span::file(file))
            .hint(format!("save it as UTF-8: `iconv -f {name} -t UTF-8` converts it")),
        );
    }

    /// A file is neither text nor a saved page.
    pub fn not_importable(&mut self, file: &str) {
        self.push(
            Diagnostic::error("not-importable", "this is no file that can be imported")
                .at(Span::file(file))
                .hint("import takes `.txt`, `.html` and `.htm`, and folders of them"),
        );
    }

    /// A folder holds nothing to import.
    pub fn nothing_to_import(&mut self, folder: &str) {
        self.push(
            Diagnostic::error("nothing-to-import", "the folder holds nothing to import")
                .at(Span::file(folder))
                .hint("import takes files that end in `.txt`, `.html` or `.htm`"),
        );
    }

    /// A raw file has no text that could be an article.
    pub fn no_article(&mut self, file: &str) {
        self.push(
            Diagnostic::error("no-article", "the file holds no text of an article")
                .at(Span::file(file))
                .hint("`--dry-run --format json` lists each line and why it was left out"),
        );
    }

    /// An article of the same name is there: of another raw file, or a person's own.
    pub fn article_exists(
        &mut self,
        article: &str,
        raw: &str,
        made_of: Option<&str>,
        edited: bool,
    ) {
        let whose = match (made_of, edited) {
            (Some(made_of), false) => format!("it was imported from `{made_of}`"),
            (Some(made_of), true) => {
                format!("it was imported from `{made_of}` and edited since")
            }
            (None, _) => "it was not made by import".to_string(),
        };
        self.push(
            Diagnostic::error(
                "article-exists",
                format!("`{article}` exists, so `{raw}` was not written there: {whose}"),
            )
            .at(Span::file(raw))
            .hint("rename the article or give it another title, or use `--force` to overwrite it"),
        );
    }
}

/// The archive as a whole.
impl Diags {
    /// A mention leads nowhere; the hints are what can help one of its kind.
    pub fn unresolved_mention(&mut self, span: Span, words: &str, reason: &str, hints: &[&str]) {
        let message = format!("`{words}` is not resolved: {reason}");
        let mut diagnostic = Diagnostic::warning("unresolved", message).at(span);
        diagnostic.hints.extend(hints.iter().map(ToString::to_string));
        self.push(diagnostic);
    }
}

/// Old sites: what Tera 1 and Zola up to 0.22 wrote another way.
impl Diags {
    /// A template or content uses a construct that is no longer.
    pub fn old_construct(&mut self, span: Span, construct: &str, instead: &str) {
        self.push(
            Diagnostic::error(
                "old-construct",
                format!("{construct} is of an older Zola and no longer understood"),
            )
            .at(span)
            .hint(instead),
        );
    }

    /// A key of the configuration or of front matter has another name now.
    pub fn old_key(&mut self, span: Span, key: &str, instead: &str) {
        self.push(
            Diagnostic::error("old-key", format!("`{key}` is a key of an older Zola"))
                .at(span)
                .hint(format!("write {instead}")),
        );
    }
}

/// Keys that nothing reads, and arguments that do nothing.
impl Diags {
    /// A configuration or front matter has a key that there is not.
    pub fn unknown_key(&mut self, span: Span, key: &str, known: &[String]) {
        self.push(
            Diagnostic::error("unknown-key", format!("unknown key `{key}`"))
                .at(span)
                .hint(suggestion(key, known.iter().map(String::as_str))),
        );
    }

    /// A key of an older Zola stands where Zola passes over unknown keys.
    pub fn old_key_ignored(&mut self, span: Span, key: &str, instead: &str) {
        let message = format!("`{key}` is a key of an older Zola and does nothing now");
        self.push(
            Diagnostic::warning("old-key", message).at(span).hint(format!("write {instead}")),
        );
    }

    /// A table that takes any key has one that nothing reads.
    pub fn ignored_key<'a>(
        &mut self,
        span: Span,
        key: &str,
        table: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let message = format!("`{key}` in `[{table}]` does nothing");
        self.push(
            Diagnostic::warning("ignored-key", message).at(span).hint(suggestion(key, known)),
        );
    }

    /// A template uses a construct that is read and does nothing any more.
    pub fn old_construct_ignored(&mut self, span: Span, construct: &str, instead: &str) {
        let message = format!("{construct} is of an older Zola and does nothing now");
        self.push(Diagnostic::warning("old-construct", message).at(span).hint(instead));
    }
}

/// Pages of a site with an archive.
impl Diags {
    /// A page has a key that pages do not have.
    pub fn page_unknown_key(&mut self, span: Span, key: &str, known: &[&'static str]) {
        self.push(
            Diagnostic::error("unknown-key", format!("unknown key `{key}` in a page"))
                .at(span)
                .hint(suggestion(key, known.iter().copied()))
                .hint("keys of your own belong in the table `[extra]`"),
        );
    }
}

/// The search index.
impl Diags {
    /// The root section is not to be searched, but an index is to be made.
    pub fn search_without_root(&mut self, span: Span, lang: &str) {
        self.push(
            Diagnostic::error(
                "search-without-root",
                format!(
                    "the top section of `{lang}` hides from search, so the index would miss it"
                ),
            )
            .at(span)
            .hint("take `in_search_index = false` out, or set `build_search_index = false`"),
        );
    }
}

/// Pages that no list shows.
impl Diags {
    /// A page is in no section.
    pub fn orphan(&mut self, file: &str) {
        self.push(
            Diagnostic::new(
                Severity::Note,
                "orphan",
                "the page is in no section, so no list shows it",
            )
            .at(Span::file(file))
            .hint("put an `_index.md` into its folder to make that a section"),
        );
    }
}

/// Pictures.
impl Diags {
    /// A picture's colours may look wrong in the format that was asked for.
    pub fn picture_lost_profile(&mut self, file: &str) {
        self.push(
            Diagnostic::warning("lost-profile", "the picture's colour profile cannot be kept")
                .at(Span::file(file))
                .hint("ask for `jpg` or `png`, or save the picture in sRGB"),
        );
    }
}

/// What is kept between builds.
impl Diags {
    /// The cache cannot be used.
    pub fn damaged_cache(&mut self, file: &str) {
        self.push(
            Diagnostic::warning("cache", "the cache of earlier builds is damaged and was not used")
                .at(Span::file(file))
                .hint("nothing is lost: this build renders everything and writes a new one"),
        );
    }
}

/// Links to other hosts.
impl Diags {
    /// A link to another host does not work.
    pub fn broken_external(
        &mut self,
        severity: Severity,
        span: Span,
        address: &str,
        why: &str,
        hint: &str,
    ) {
        self.push(
            Diagnostic::new(severity, "broken-external", format!("`{address}` is broken: {why}"))
                .at(span)
                .hint(hint)
                .hint("correct the link, or name its beginning in `skip_prefixes`"),
        );
    }

    /// A page of another host does not have the place that a link names.
    pub fn broken_external_anchor<'a>(
        &mut self,
        severity: Severity,
        span: Span,
        (address, anchor): (&str, &str),
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let message = format!("there is no place `#{anchor}` in `{address}`");
        let near = text::nearest(anchor, known).map(|near| format!("did you mean `#{near}`?"));
        let mut diagnostic = Diagnostic::new(severity, "broken-external-anchor", message).at(span);
        diagnostic.hints.extend(near);
        self.push(diagnostic.hint(
            "correct the link; if a script makes the place, add the page to `skip_anchor_prefixes`",
        ));
    }

    /// Links to other hosts were left alone.
    pub fn external_unchecked(&mut self, n_links: usize) {
        self.push(
            Diagnostic::new(
                Severity::Note,
                "offline",
                format!("{n_links} links to other hosts were not checked"),
            )
            .hint("leave `--network offline` out to check them"),
        );
    }
}

/// Terms.
impl Diags {
    /// Nothing of a term's name can stand in an address.
    pub fn term_without_slug(&mut self, span: Option<Span>, taxonomy: &str, term: &str) {
        let message = format!("the term `{term}` of `{taxonomy}` has no letter for an address");
        let mut diagnostic = Diagnostic::error("term-without-slug", message);
        diagnostic.span = span;
        self.push(
            diagnostic
                .hint("give it a letter or a digit, or set `taxonomies = \"off\"` in `[slugify]`"),
        );
    }
}

/// Order.
impl Diags {
    /// A section cannot sort a page; another one may list it all the same.
    pub fn unsorted(&mut self, file: &str, key: &str, section: &str, is_kept: bool) {
        let result = match is_kept {
            true => format!("the list of {section} leaves it out"),
            false => "is left out".to_string(),
        };
        self.push(
            Diagnostic::warning(
                "unsorted",
                format!("the page has no `{key}` to sort it by, and {result}"),
            )
            .at(Span::file(file))
            .hint(format!("give it a `{key}`, or change `sort_by` in {section}")),
        );
    }
}

/// Old addresses.
impl Diags {
    /// An alias is an address that is taken.
    pub fn alias_of_another(&mut self, span: Span, alias: &str, owner: &str) {
        self.push(
            Diagnostic::warning(
                "alias-taken",
                format!("the alias `{alias}` leads nobody on, as `{owner}` has that address"),
            )
            .at(span)
            .hint("take the alias out, or move the other page"),
        );
    }
}

/// Records: dates that texts give wrongly.
impl Diags {
    /// A record lists wrong dates but not the right one.
    pub fn misdated_without_date(&mut self, span: Span) {
        let message = "`misdated` does nothing without the right `date` beside it";
        self.push(Diagnostic::error("bad-misdated", message).at(span).hint(
            "write the right date as `date`: texts with a wrong one are read as if they gave it",
        ));
    }

    /// A record lists as wrong what it or another record has as its date.
    pub fn misdated_is_right(&mut self, span: Span, wrong: &str, date: Span) {
        self.push(
            Diagnostic::error(
                "bad-misdated",
                format!(
                    "`{wrong}` cannot be a wrong date: a record of this number has it as its date"
                ),
            )
            .at(span)
            .label(date, "the date of the record")
            .hint("list only dates that texts give by mistake, or correct that `date`"),
        );
    }

    /// A record lists a wrong date that no text gives.
    pub fn misdated_by_nobody(&mut self, span: Span, key: &str, wrong: &str) {
        self.push(
            Diagnostic::warning("unused-misdated", format!("no text dates `{key}` {wrong}"))
                .at(span)
                .hint("write the date as the text has it, or take it out"),
        );
    }
}

/// Records: what makes no sense, though each word of it does.
impl Diags {
    /// A dated record whose date no text gives, while texts give its number others.
    pub fn record_date_unknown(
        &mut self,
        span: Span,
        (key, recorded): (&str, &str),
        stated: &[String],
        text: Span,
    ) {
        let stated = stated.join("; ");
        self.push(
            Diagnostic::warning(
                "unmatched-date",
                format!(
                    "no text dates `{key}` {recorded}, as this record does; texts say {stated}"
                ),
            )
            .at(span)
            .label(text, "a text that dates it")
            .hint("correct `date`; if the texts are wrong, list their date as `misdated`")
            .hint("if these are two directives, write a record for the other one too"),
        );
    }

    /// A record's term is not the one in which its date lies.
    pub fn record_term_disputed(
        &mut self,
        span: Span,
        (term, began): (u8, i16),
        (recorded, date): (&str, Span),
        terms: &[u8],
    ) {
        let terms: Vec<String> = terms.iter().map(u8::to_string).collect();
        self.push(
            Diagnostic::warning(
                "disputed-term",
                format!("term {term} began in {began}, but the record is dated {recorded}"),
            )
            .at(span)
            .label(date, format!("this is in term {}", terms.join(" or ")))
            .hint("correct the date or the term, or leave the term out"),
        );
    }

    /// A directive is said to bear on itself.
    pub fn self_relation(&mut self, span: Span, number: &str) {
        self.push(
            Diagnostic::error("self-relation", format!("`{number}` is this very directive"))
                .at(span)
                .hint(
                    "name the other one, with its year if both have one number: `25-NQ/TW (2008)`",
                ),
        );
    }

    /// A body ends before it begins.
    pub fn ends_before_it_begins(&mut self, until: Span, from: Span) {
        self.push(
            Diagnostic::error("until-before-from", "the committee ends before it begins")
                .at(until)
                .label(from, "it begins here")
                .hint("correct `from` or `until`"),
        );
    }

    /// Bodies took over from one another in a circle.
    pub fn circular_follows<'a>(
        &mut self,
        spans: &[(Span, String)],
        circle: impl IntoIterator<Item = &'a str>,
    ) {
        let said = ("circular-follows", "committees follow one another in a circle");
        let found = in_a_circle(said, spans, circle, |name| format!("what `{name}` follows"));
        self.push(found.hint(
            "`follows` names the earlier body: take it out of the record of the earlier one",
        ));
    }

    /// A record links to what is no address.
    pub fn not_an_address(&mut self, span: Span, key: &str, written: &str) {
        self.push(
            Diagnostic::error("bad-address", format!("`{written}` is not a web address"))
                .at(span)
                .hint(format!("write `{key}` with https:// or http:// and without blanks")),
        );
    }

    /// Two directives' records have one alias.
    pub fn directive_alias_claimed_twice(&mut self, first: Span, second: Span, alias: &str) {
        self.push(
            Diagnostic::warning(
                "alias-claimed-twice",
                format!("two directives have the alias `{alias}`"),
            )
            .at(second)
            .label(first, "the other claim")
            .hint("keep it in one record: a text later than both leads to neither"),
        );
    }

    /// A slug that was asked for takes the address that another page would have.
    pub fn slug_of_another(&mut self, span: Span, slug: &str, other: &str, moved: &str) {
        self.push(
            Diagnostic::warning(
                "slug-of-another",
                format!("the address `{slug}` would be that of {other}, which moves to `{moved}`"),
            )
            .at(span)
            .hint("choose another `slug`"),
        );
    }

    /// A relation lacks one of its two keys.
    pub fn relation_missing_key(&mut self, span: Span, key: &str, hint: String) {
        self.push(
            Diagnostic::error("missing-key", format!("`{key}` is missing in this relation"))
                .at(span)
                .hint(hint),
        );
    }
}

/// Configuration that makes a site which leads nowhere.
impl Diags {
    /// A base URL, of the configuration or of the command line, is no address.
    pub fn doubtful_base_url(&mut self, span: Option<Span>, url: &str) {
        let message = format!("`{url}` is no address of a site, so links lead nowhere");
        let mut diagnostic = Diagnostic::warning("doubtful-base-url", message);
        diagnostic.span = span;
        self.push(diagnostic.hint("write one such as https://example.org or http://a.org/sub"));
    }

    /// A theme has no words of the interface in a language of the site.
    pub fn theme_without_language(
        &mut self,
        severity: Severity,
        span: Span,
        (theme, lang): (&str, &str),
        known: &[&str],
    ) {
        let known: Vec<String> = known.iter().map(|lang| format!("`{lang}`")).collect();
        let message = format!("the theme `{theme}` has no words in `{lang}`");
        self.push(
            Diagnostic::new(severity, "theme-language", message)
                .at(span)
                .hint(format!("it has them in {}", known.join(", ")))
                .hint("for another language, write all its words under `[translations]`"),
        );
    }
}

/// Articles: front matter that contradicts itself, or says too little.
impl Diags {
    /// The date of an article and what `[archive]` says of it are not the same.
    pub fn article_date_disputed(&mut self, span: Span, said: &str, date: &str, at_date: Span) {
        self.push(
            Diagnostic::error(
                "disputed-date",
                format!("`{said}` under `[archive]` contradicts the date {date}"),
            )
            .at(span)
            .label(at_date, "the date")
            .hint("correct one of them; leave `date` out if the day is not known"),
        );
    }

    /// An article has no title.
    pub fn untitled_article(&mut self, span: Span) {
        self.push(
            Diagnostic::warning(
                "untitled",
                "the article has no `title`, so lists show its address",
            )
            .at(span)
            .hint("add `title = \"…\"`"),
        );
    }
}

#[cfg(test)]
mod tests;
