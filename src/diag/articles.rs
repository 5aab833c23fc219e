//! Of articles: what their front matter contradicts, whom their texts name, where their links lead,
//! and raw files that become none.

use std::ops::Range;

use crate::diag::{Diagnostic, Diags, Severity, Span, suggestion};
use crate::text;

impl Diags {
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

    /// Nothing says of when an article is.
    pub fn undated_article(&mut self, span: Span) {
        self.push(
            Diagnostic::warning("undated", "the article stands under no year")
                .at(span)
                .hint("write `date`, or as much as is known: `year` and `month` under `[archive]`"),
        );
    }

    /// A date lies in the future.
    pub fn date_to_come(&mut self, span: Span, date: &str) {
        self.push(
            Diagnostic::warning("future-date", format!("{date} is yet to come"))
                .at(span)
                .hint("correct the date; one that is meant does no harm"),
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

    /// A text lies among the articles and is none; it is copied as it is.
    pub fn text_among_articles(&mut self, file: &str) {
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let hint = match ending.to_lowercase().as_str() {
            "md" | "markdown" => format!("articles end in `.md`: rename it to `{stem}.md`"),
            "txt" | "html" | "htm" => "`mucluc import` makes an article of it".to_string(),
            _ => "save its text as a `.txt` file, of which `mucluc import` makes an article".into(),
        };
        self.push(
            Diagnostic::warning("no-article", "the file lies among the articles and is none")
                .at(Span::file(file))
                .hint(format!("{hint}; a file to be copied belongs in `static`")),
        );
    }

    /// There is no content at all, which is no archive but a folder that is missing.
    pub fn no_content(&mut self) {
        let message = "there is no text in `content`, of which the archive is made";
        self.push(
            Diagnostic::error("no-content", message)
                .at(Span::file("content"))
                .hint("bring the folder back, or begin with `content/_index.md`"),
        );
    }

    /// A profile of citations cannot be read; `help` says what to do where that is known.
    pub fn bad_profile(
        &mut self,
        file: &str,
        text: &str,
        range: Option<Range<usize>>,
        problem: &str,
        help: Option<&str>,
    ) {
        let span = match range {
            Some(range) => Span::of(file, text, range),
            None => Span::file(file),
        };
        let compare = "compare it with the built-in profile: `mucluc cite --show-profile`";
        self.push(
            Diagnostic::error("bad-profile", format!("not a citation profile: {problem}"))
                .at(span)
                .hint(help.unwrap_or(compare)),
        );
    }

    /// A raw file's bytes are not UTF-8; `offset` is the first byte that is not.
    pub fn raw_not_utf8(&mut self, file: &str, bytes: &[u8], offset: usize, windows_1258: bool) {
        let before = self.list.len();
        self.not_utf8(file, bytes, offset);
        let rest = bytes.get(offset..).unwrap_or_default();
        let cut = std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none());
        let guess = match windows_1258 {
            _ if cut => "it ends in the middle of a letter: copy or save the page again",
            true => "it looks like windows-1258: `iconv -f WINDOWS-1258 -t UTF-8` converts it",
            false => "if it is in an old Vietnamese encoding (TCVN3, VNI), convert it first",
        };
        if let Some(diagnostic) = self.list.get_mut(before) {
            diagnostic.hints.push(guess.to_string());
        }
    }

    /// A raw file is UTF-16: the first byte that shows it.
    pub fn raw_utf16(&mut self, file: &str, bytes: &[u8], offset: usize, name: &str) {
        let byte = bytes.get(offset).copied().unwrap_or_default();
        self.push(
            Diagnostic::error(
                "not-utf8",
                format!("the file is not UTF-8: byte {offset} is 0x{byte:02X}, as in {name}"),
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
    pub fn no_article(&mut self, file: &str, is_empty: bool) {
        let (message, hint) = match is_empty {
            true => ("the file is empty", "copy or save the page again"),
            false => (
                "the file holds no text of an article",
                "`--dry-run --format json` lists each line and why it was left out",
            ),
        };
        self.push(Diagnostic::error("no-article", message).at(Span::file(file)).hint(hint));
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

    /// A mention leads nowhere; the hints are what can help one of its kind.
    pub fn unresolved_mention(&mut self, span: Span, words: &str, reason: &str, hints: &[&str]) {
        let message = format!("`{words}` is not resolved: {reason}");
        let mut diagnostic = Diagnostic::warning("unresolved", message).at(span);
        diagnostic.hints.extend(hints.iter().map(ToString::to_string));
        self.push(diagnostic);
    }

    /// A picture's colours may look wrong in the format that was asked for.
    pub fn picture_lost_profile(&mut self, file: &str) {
        self.push(
            Diagnostic::warning("lost-profile", "the picture's colour profile cannot be kept")
                .at(Span::file(file))
                .hint("ask for `jpg` or `png`, or save the picture in sRGB"),
        );
    }

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

    /// `[archive]` gives a month of no year.
    pub fn month_without_year(&mut self, span: Span) {
        self.push(
            Diagnostic::error("disputed-date", "`month` stands without a `year`")
                .at(span)
                .hint("add the `year` beside it, or take `month` out"),
        );
    }

    /// `[archive]` says how precise a date is that is otherwise, or not there; `known` is how much
    /// of it is there.
    pub fn precision_without_date(&mut self, span: Span, precision: &str, known: Option<&str>) {
        let (why, hint) = match (precision, known) {
            ("day", _) => ("there is no `date`", "write `date` above the tables"),
            ("year", Some(_)) => ("there is a `month`", "take the `month` out"),
            ("month", Some(_)) => ("there is no `month`", "add the `month` beside it"),
            _ => ("there is no `year`", "add the `year` beside it"),
        };
        let instead = match known {
            Some(known) => format!("or say `precision = \"{known}\"`"),
            None => "or take `precision` out".to_string(),
        };
        self.push(
            Diagnostic::error("disputed-date", format!("`precision = \"{precision}\"`, and {why}"))
                .at(span)
                .hint(format!("{hint}, {instead}")),
        );
    }

    /// An article shows pictures that stood beside the page it was made of, and stay there.
    pub fn pictures_left_behind(&mut self, article: &str, raw: &str, pictures: &[&str]) {
        let Some(first) = pictures.first() else { return };
        let others = match pictures.len() - 1 {
            0 => String::new(),
            1 => " and one more".to_string(),
            n => format!(" and {n} more"),
        };
        let folder = article.strip_suffix(".md").unwrap_or(article);
        self.push(
            Diagnostic::warning(
                "picture-left-behind",
                format!("`{first}`{others} stood beside the page and is not in the site"),
            )
            .at(Span::file(raw))
            .hint(format!(
                "move the article to `{folder}/index.md`, and copy what it shows into `{folder}/`, \
                 in the folders that it names"
            )),
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
}
