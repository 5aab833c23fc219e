//! What of the archive a template means by a name.
//!
//! A number can be several directives. Then no template gets one of them by chance: it is
//! told by which addresses to call them.
//!
//! Not here: the values of what is meant (`holdings`).

use std::sync::Arc;

use tera::{Error, TeraResult};

use crate::catalog::archive::Archive;
use crate::plan::ArchiveKind;
use crate::render::Site;
use crate::render::receipt;

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
        self: &Arc<Self>,
        kind: ArchiveKind,
        name: &str,
        required: bool,
    ) -> TeraResult<Option<String>> {
        let mut found = self.meant_by(kind, name);
        match found.len() {
            0 if !required => Ok(None),
            0 => {
                let kind = kind.name();
                Err(Error::message(format!("there is nothing named `{name}` among the {kind}")))
            }
            1 => Ok(found.pop()),
            n => {
                let found: Vec<String> = found.iter().map(|slug| format!("`{slug}`")).collect();
                let (kind, found) = (kind.name(), found.join(", "));
                Err(Error::message(format!(
                    "`{name}` means {n} of the {kind}; name one by its address: {found}"
                )))
            }
        }
    }
}
