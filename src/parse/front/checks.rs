//! What values of front matter mean, and what is told of those that mean nothing.

use std::ops::{Range, RangeInclusive};

use serde_json::Value as Json;

use super::dates::{date_cure, plain_date};
use super::{PageArchive, PageFront};
use crate::config::{Config, key_span, renamed};
use crate::diag::{self, Diagnostic, Diags, Span};
use crate::parse::date::Stamp;
use crate::source::climbs_out;
use crate::text;

/// The keys of a page.
const PAGE_KEYS: [&str; 16] = [
    "title",
    "description",
    "date",
    "updated",
    "weight",
    "draft",
    "render",
    "slug",
    "path",
    "aliases",
    "authors",
    "in_search_index",
    "template",
    "taxonomies",
    "extra",
    "archive",
];

/// Checks values of front matter and says where the wrong ones stand.
pub(super) struct Reader<'a> {
    /// The file, for what is told.
    pub(super) file: &'a str,
    /// All of its text.
    pub(super) source: &'a str,
    /// The bytes of the front matter in it.
    pub(super) range: Range<usize>,
    /// Where to tell what is wrong.
    pub(super) diags: &'a mut Diags,
}

impl Reader<'_> {
    /// The place of a key in the file.
    fn at(&self, key: &str) -> Span {
        let found = key_span(&self.source[self.range.clone()], key);
        Span::of(
            self.file,
            self.source,
            self.range.start + found.start..self.range.start + found.end,
        )
    }

    /// Reads a date, or says what is wrong with it.
    pub(super) fn date(&mut self, key: &str, value: Option<Json>) -> Option<Stamp> {
        let written = match plain_date(value?) {
            Json::String(written) => written,
            other => other.to_string(),
        };
        let stamp = Stamp::read(&written);
        if stamp.is_none() {
            self.diags.push(
                Diagnostic::error("bad-date", format!("`{written}` is not a date"))
                    .at(self.at(key))
                    .hint(date_cure(&written)),
            );
        }
        stamp
    }

    /// A path that a page asks for; an empty one is an error.
    pub(super) fn path(&mut self, path: Option<String>) -> Option<String> {
        let path = path?;
        if path.trim_matches('/').is_empty() {
            self.diags.push(
                Diagnostic::error("empty-path", "`path` is empty")
                    .at(self.at("path"))
                    .hint("name a path such as `about`, or leave the key out"),
            );
        }
        // An address that leads out is told once, here.
        self.check_inside("path", &path).then_some(path)
    }

    /// Reports a path that leads out of the site; whether it stays inside.
    pub(super) fn check_inside(&mut self, key: &str, path: &str) -> bool {
        let leads_out = climbs_out(path.trim_start_matches('/'));
        if leads_out {
            self.diags.push(
                Diagnostic::error("path-out", format!("`{path}` leads out of the site"))
                    .at(self.at(key))
                    .hint("a path may not climb above the site with `..`"),
            );
        }
        !leads_out
    }

    /// The last part of a page's address: its own word, or one made of the file's name.
    pub(super) fn slug(&mut self, own: Option<&str>, stem: &str, config: &Config) -> String {
        match own {
            Some("") => {
                self.diags.push(
                    Diagnostic::error("empty-slug", "`slug` is empty")
                        .at(self.at("slug"))
                        .hint("name a word such as `about`, or leave the key out"),
                );
                String::new()
            }
            Some(own) => {
                self.check_inside("slug", own);
                text::slugify(own, config.slugify.paths)
            }
            None => text::slugify(stem, config.slugify.paths),
        }
    }

    /// Reports keys that pages do not have.
    ///
    /// Zola ignores them, so only a site with an archive, where a slip in a key would
    /// lose what an archivist found out, is told.
    pub(super) fn check_keys(&mut self, keys: &[String]) {
        for key in keys.iter().filter(|key| !PAGE_KEYS.contains(&key.as_str())) {
            match renamed::in_front_matter(key) {
                Some(instead) => self.diags.old_key(self.at(key), key, instead),
                None => self.diags.page_unknown_key(self.at(key), key, &PAGE_KEYS),
            }
        }
    }

    /// Reports terms of taxonomies that the site does not have, and terms that are nothing.
    pub(super) fn check_terms(&mut self, front: &PageFront, lang: &str, config: &Config) {
        let known: Vec<&str> =
            config.taxonomies_of(lang).iter().map(|taxonomy| taxonomy.name.as_str()).collect();
        for (name, terms) in &front.taxonomies {
            if !known.contains(&name.as_str()) {
                self.diags.push(
                    Diagnostic::error("unknown-taxonomy", format!("unknown taxonomy `{name}`"))
                        .at(self.at(name))
                        .hint(diag::suggestion(name, known.iter().copied())),
                );
            }
            if terms.iter().any(|term| term.trim().is_empty()) {
                self.diags.push(
                    Diagnostic::error("empty-term", format!("`{name}` has an empty term"))
                        .at(self.at(name))
                        .hint("take it out of the list"),
                );
            }
        }
    }

    /// Reports what `[archive]` says of the date where that is not what `date` says.
    pub(super) fn check_dates(&mut self, front: &PageFront) {
        let archive = &front.archive;
        let Some(date) = &front.date else { return self.check_undated(archive) };
        let year = archive.year.filter(|&year| year != date.year).map(|year| year.to_string());
        let month = archive.month.filter(|&month| month != date.month);
        let precision =
            archive.precision.clone().filter(|word| ["month", "year"].contains(&&**word));
        for (key, said) in [
            ("year", year),
            ("month", month.map(|month| month.to_string())),
            ("precision", precision.map(|word| format!("\"{word}\""))),
        ] {
            let Some(said) = said else { continue };
            let (said, day) = (format!("{key} = {said}"), date.date().to_string());
            self.diags.article_date_disputed(self.at(key), &said, &day, self.at("date"));
        }
    }

    /// Reports what `[archive]` says of a date that is not there.
    fn check_undated(&mut self, archive: &PageArchive) {
        if archive.year.is_none() && archive.month.is_some() {
            self.diags.month_without_year(self.at("month"));
            return;
        }
        let known = match (archive.year, archive.month) {
            (Some(_), Some(_)) => Some("month"),
            (Some(_), None) => Some("year"),
            (None, _) => None,
        };
        if let Some(precision) = &archive.precision
            && PRECISIONS.contains(&precision.as_str())
            && known != Some(precision.as_str())
        {
            self.diags.precision_without_date(self.at("precision"), precision, known);
        }
    }

    /// Reports what makes no sense in the table `archive` of an article.
    pub(super) fn check_archive(&mut self, archive: &PageArchive) {
        if archive.month.is_some_and(|month| !(1..=12).contains(&month)) {
            self.diags.push(
                Diagnostic::error("bad-date", "`month` is not between 1 and 12")
                    .at(self.at("month"))
                    .hint("write the month as a number, such as `month = 6`"),
            );
        }
        if let Some(year) = archive.year.filter(|year| !YEARS.contains(year)) {
            self.diags.push(
                Diagnostic::error("bad-date", format!("`{year}` is not a year"))
                    .at(self.at("year"))
                    .hint("write the year with its four digits, such as `year = 2019`"),
            );
        }
        let unknown = |word: &&str| !PRECISIONS.contains(word);
        if let Some(precision) = archive.precision.as_deref().filter(unknown) {
            self.diags.push(
                Diagnostic::error("bad-precision", format!("unknown precision `{precision}`"))
                    .at(self.at("precision"))
                    .hint(diag::suggestion(precision, PRECISIONS)),
            );
        }
    }
}

/// Years that articles can be of: four digits, since what has more or fewer is a slip.
const YEARS: RangeInclusive<i16> = 1000..=9999;

/// The words for how much of a date is known.
const PRECISIONS: [&str; 3] = ["day", "month", "year"];
