//! Of a site: its configuration, its pages and their places, its sheets and its index, and what an
//! older Zola wrote another way.

use crate::diag::{Diagnostic, Diags, Severity, Span, suggestion};
use crate::text;

impl Diags {
    /// An output is a file where another needs a folder.
    pub fn file_and_folder(&mut self, span: Option<Span>, file: &str, below: &str) {
        let message = format!("`{file}` would be a file, and a folder with `{below}` in it");
        let mut found = Diagnostic::error("file-and-folder", message);
        found.span = span;
        self.push(found.hint("give one of the two another name: no folder can hold both"));
    }

    /// A path word of the archive holds what no address can hold.
    pub fn bad_path_word(&mut self, span: Span, key: &str, word: &str) {
        let plain = text::slug(word);
        let example = if plain.is_empty() { "van-ban" } else { &plain };
        self.push(
            Diagnostic::error("bad-path-word", format!("`{word}` cannot stand in addresses"))
                .at(span)
                .hint(format!("write letters, digits and hyphens: `{key} = \"{example}\"`")),
        );
    }

    /// Two path words of the archive are one, so that two kinds of pages would share addresses.
    pub fn one_path_word_for_two(&mut self, span: Span, first: &str, second: &str, word: &str) {
        let message = format!("`{first}` and `{second}` are both `{word}`");
        self.push(
            Diagnostic::error("duplicate-address", message)
                .at(span)
                .hint("give each kind of page a word of its own"),
        );
    }

    /// An address has a step that is too long for the name of a file.
    pub fn address_too_long(&mut self, span: Span, step: &str, longest: usize) {
        let start: String = step.chars().take(30).collect();
        let message = format!("the address has a step of {} bytes: `{start}…`", step.len());
        self.push(Diagnostic::error("long-address", message).at(span).hint(format!(
            "no file can have a name of more than {longest}: give a shorter `slug`"
        )));
    }

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
                .at(span)
                .hint(match message.contains("find stylesheet to import") {
                    true => {
                        "it is looked for beside this sheet and in `sass`, with `_` before it too"
                    }
                    false => "mend the sheet at this place",
                });
        if is_elsewhere {
            diagnostic = diagnostic.during(format!("while compiling `{sheet}`"));
        }
        self.push(diagnostic);
    }

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

    /// A taxonomy cannot be named in front matter, as it has no name itself.
    pub fn nameless_taxonomy(&mut self, span: Span) {
        self.push(
            Diagnostic::warning(
                "nameless-taxonomy",
                "a taxonomy has no name, so no page can use it",
            )
            .at(span)
            .hint("write `name = \"…\"`, the key of `[taxonomies]` in front matter"),
        );
    }

    /// A template uses a construct that is read and does nothing any more.
    pub fn old_construct_ignored(&mut self, span: Span, construct: &str, instead: &str) {
        let message = format!("{construct} is of an older Zola and does nothing now");
        self.push(Diagnostic::warning("old-construct", message).at(span).hint(instead));
    }

    /// A page has a key that pages do not have.
    pub fn page_unknown_key(&mut self, span: Span, key: &str, known: &[&'static str]) {
        self.push(
            Diagnostic::error("unknown-key", format!("unknown key `{key}` in a page"))
                .at(span)
                .hint(suggestion(key, known.iter().copied()))
                .hint("keys of your own belong in the table `[extra]`"),
        );
    }

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
