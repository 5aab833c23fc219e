//! Of authority records: front matter that cannot be read as one, and records that contradict
//! one another, the texts, or themselves.

use crate::diag::cure;
use crate::diag::{Diagnostic, Diags, Span, in_a_circle, suggestion};
use crate::text;

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
                .hint("write it as a number from 1 to 59 or in Roman numerals: `11` or \"XI\""),
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

    /// A record's type is none that the profile knows.
    pub fn record_unknown_type(&mut self, span: Span, written: &str, known: &[String]) {
        let near = text::nearest(written, known.iter().map(String::as_str));
        // There are too many to list.
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`mucluc cite --show-profile` lists those that it knows".to_string(),
        };
        self.push(
            Diagnostic::warning("unknown-type", format!("the profile knows no type `{written}`"))
                .at(span)
                .hint(hint)
                .hint("if texts call documents so, add the type to the profile"),
        );
    }

    /// A record's type is not one of those whose code its number holds.
    pub fn record_type_disputed(
        &mut self,
        span: Span,
        written: &str,
        (code, number): (&str, Span),
        others: &[String],
    ) {
        // The first is the usual one; the profile lists the rest.
        let usual = others.first().map(String::as_str).unwrap_or_default();
        self.push(
            Diagnostic::warning(
                "disputed-type",
                format!("`{written}` is not the type of a number with `{code}`"),
            )
            .at(span)
            .label(number, "the number")
            .hint(format!("write `{usual}`, or correct the number")),
        );
    }

    /// A record's term of the central body is later than all that the profile knows.
    pub fn record_term_unknown(&mut self, span: Span, term: u8, last: u8) {
        self.push(
            Diagnostic::warning(
                "unknown-term",
                format!("the profile knows no term {term}, its last one is {last}"),
            )
            .at(span)
            .hint("correct the term, or add it to the profile"),
        );
    }

    /// A committee's record has a `title` beside its `name`, which says something else.
    pub fn record_title_unused(&mut self, span: Span, title: &str, name: (&str, Span)) {
        self.push(
            Diagnostic::warning(
                "unused-title",
                format!("`title` does nothing beside `name`: the committee is called `{}`", name.0),
            )
            .at(span)
            .label(name.1, "its name")
            .hint(format!("take `title` out; if texts say `{title}`, put it into `aliases`")),
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

    /// A committee's record has an alias by which everybody means another body.
    pub fn alias_of_a_listed_body(&mut self, span: Span, alias: &str, body: &str, name: &str) {
        self.push(
            Diagnostic::warning(
                "alias-of-another",
                format!("`{alias}` is what texts call `{body}`, and not only `{name}`"),
            )
            .at(span)
            .hint("leave it out: every text that means the other body would lead here")
            .hint("where the one followed the other, give each a record"),
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
