//! What of the archive a template means by a name.
//!
//! A number can be several directives. Then no template gets one of them by chance: it is
//! told by which addresses to call them.
//!
//! Not here: the values of what is meant (`holdings`).

use tera::{Error, TeraResult};

use crate::catalog::archive::{Ambiguity, Archive, DirectiveId};
use crate::plan::ArchiveKind;
use crate::render::Site;
use crate::render::receipt;
use crate::text;

/// The addresses below the path word of all that a name can mean: the one that has it for its
/// own address, else all that are called so.
///
/// A directive is called by its number, alone, behind its type or with its year (`25-NQ/TW (2013)`,
/// as records have it); a committee by its name or by another that its record gives; a year by its
/// number.
pub fn meant(archive: &Archive, kind: ArchiveKind, name: &str) -> Vec<String> {
    let (mut slugs, mut called): (Vec<&String>, Vec<&String>) = Default::default();
    match kind {
        ArchiveKind::Directives => {
            for own in &archive.directives {
                slugs.push(&own.slug);
                let is_of_year = |year| name == format!("{} ({year})", own.number);
                let is_called = own.number == name || own.key == name || own.name() == name;
                if is_called || own.date.is_some_and(|date| is_of_year(date.year)) {
                    called.push(&own.slug);
                }
            }
        }
        ArchiveKind::Committees => {
            for own in &archive.committees {
                slugs.push(&own.slug);
                if own.name == name || own.aliases.iter().any(|alias| alias == name) {
                    called.push(&own.slug);
                }
            }
        }
        ArchiveKind::Years => {
            let year = archive.years.iter().find(|own| own.year.to_string() == name);
            return year.map(|own| own.year.to_string()).into_iter().collect();
        }
    }
    match slugs.into_iter().find(|slug| *slug == name) {
        Some(slug) => vec![slug.clone()],
        None => called.into_iter().cloned().collect(),
    }
}

/// The address of the page that tells apart all directives at some addresses; none where no page
/// does.
pub fn told_apart<'a>(
    archive: &'a Archive,
    kind: ArchiveKind,
    found: &[String],
) -> Option<&'a str> {
    if kind != ArchiveKind::Directives || found.len() < 2 {
        return None;
    }
    let slug = |id: &DirectiveId| &archive.directives[id.0 as usize].slug;
    let has_all = |page: &&Ambiguity| {
        found.iter().all(|wanted| page.directives.iter().any(|id| slug(id) == wanted))
    };
    archive.ambiguities.iter().find(has_all).map(|page| page.slug.as_str())
}

impl Site {
    /// All that a name in a template can mean, by address.
    pub fn meant_by(&self, kind: ArchiveKind, name: &str) -> Vec<String> {
        let Some(index) = &self.catalog.archive else { return Vec::new() };
        receipt::read(self.name_fact(kind, name));
        meant(&index.archive, kind, name)
    }

    /// The one thing that a name in a template means, by address.
    ///
    /// # Errors
    /// Where it means several; where it means nothing and that is `required`.
    pub fn one_meant_by(
        &self,
        kind: ArchiveKind,
        name: &str,
        required: bool,
    ) -> TeraResult<Option<String>> {
        let found = self.meant_by(kind, name);
        let known = self.names_beside(&found, kind);
        one_of(found, (kind, name), required, &known)
    }

    /// All names of a kind, for one that means nothing; none where something is found.
    fn names_beside(&self, found: &[String], kind: ArchiveKind) -> Vec<String> {
        match &self.catalog.archive {
            Some(index) if found.is_empty() => names(&index.archive, kind),
            _ => Vec::new(),
        }
    }

    /// The address of the page that a name in a template leads to: of several directives of one
    /// number, that of the page that tells them apart.
    ///
    /// # Errors
    /// Where it means several that no page tells apart; where it means nothing and that is
    /// `required`.
    pub fn page_meant_by(
        &self,
        kind: ArchiveKind,
        name: &str,
        required: bool,
    ) -> TeraResult<Option<String>> {
        let found = self.meant_by(kind, name);
        let archive = self.catalog.archive.as_ref().map(|index| &index.archive);
        match archive.and_then(|archive| told_apart(archive, kind, &found)) {
            Some(page) => Ok(Some(page.to_string())),
            None => {
                let known = self.names_beside(&found, kind);
                one_of(found, (kind, name), required, &known)
            }
        }
    }
}

/// What the pages of a kind are called.
fn names(archive: &Archive, kind: ArchiveKind) -> Vec<String> {
    match kind {
        ArchiveKind::Directives => {
            archive.directives.iter().map(|own| own.number.clone()).collect()
        }
        ArchiveKind::Committees => {
            let all = archive.committees.iter();
            all.flat_map(|own| std::iter::once(&own.name).chain(&own.aliases)).cloned().collect()
        }
        ArchiveKind::Years => archive.years.iter().map(|own| own.year.to_string()).collect(),
    }
}

/// The only one of what a name means, given all names there are.
fn one_of(
    mut found: Vec<String>,
    (kind, name): (ArchiveKind, &str),
    required: bool,
    known: &[String],
) -> TeraResult<Option<String>> {
    let kind = kind.name();
    match found.len() {
        0 if !required => Ok(None),
        0 => {
            let near = text::nearest(name, known.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(Error::message(format!("there is nothing named `{name}` among the {kind}{near}")))
        }
        1 => Ok(found.pop()),
        n => {
            let found: Vec<String> = found.iter().map(|slug| format!("`{slug}`")).collect();
            Err(Error::message(format!(
                "`{name}` means {n} of the {kind}; name one by its address: {}",
                found.join(", ")
            )))
        }
    }
}
