//! Addresses: a slug of plain ASCII for each page of the archive, each unique.
//!
//! A slug is an address that people keep, so it hangs on the thing alone and not on
//! the order in which articles were read: a collision is settled by the order of keys.
//!
//! Not here: path words and permalinks (the site's configuration).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::cite::Institutions;
use crate::text;

/// What a page would like its slug to be.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Wish {
    /// The slug; an archivist's own words are made ASCII too.
    pub slug: String,
    /// Whether an archivist asked for it.
    pub asked: bool,
}

/// The longest slug, in bytes: names of files end at 255, and addresses are read and sent.
const LONGEST: usize = 120;

/// Gives each wish its slug; those that an archivist asked for come first, then the
/// order of the list. A taken slug gets the next free number: `-2`, `-3` …
///
/// Each wish whose address somebody took who asked for it is told to `clash` after that one,
/// with the slug that it gets instead.
pub fn assign(wishes: &[Wish], mut clash: impl FnMut(usize, usize, &str)) -> Vec<String> {
    let mut taken: BTreeMap<String, Option<usize>> = BTreeMap::new();
    let mut slugs = vec![String::new(); wishes.len()];
    let (asked, made): (Vec<_>, Vec<_>) = (0..wishes.len()).partition(|&i| wishes[i].asked);
    for i in asked.into_iter().chain(made) {
        let wish = &wishes[i];
        let wished = shortened(&wish.slug);
        let slug = free(wished, &taken);
        if let Some(Some(holder)) = taken.get(wished) {
            clash(*holder, i, &slug);
        }
        taken.insert(slug.clone(), wish.asked.then_some(i));
        slugs[i] = slug;
    }
    slugs
}

/// A slug without the words at its end that make it too long.
fn shortened(slug: &str) -> &str {
    if slug.len() <= LONGEST {
        return slug;
    }
    let short = &slug[..text::floor_boundary(slug, LONGEST)];
    short.rsplit_once('-').map_or(short, |(words, _)| words)
}

/// The slug itself or the first number after it that is free.
fn free(slug: &str, taken: &BTreeMap<String, Option<usize>>) -> String {
    let numbered = (2..).map(|n| format!("{slug}-{n}"));
    std::iter::once(slug.to_string())
        .chain(numbered)
        .find(|slug| !taken.contains_key(slug))
        .unwrap_or_default()
}

/// The slug of a key or a name: `25-NQ/TW` becomes `25-nq-tw`.
///
/// What the profile calls alike is written in one way first: `TƯ` is the centre and reads `tw`,
/// so that it never meets `TU`, a province.
pub fn slug(key: &str, own: &Institutions) -> String {
    let alike = own.alike.iter().filter(|(other, _)| key.contains(&**other));
    let key = alike.fold(Cow::Borrowed(key), |key, (other, kept)| key.replace(other, kept).into());
    let slug = text::slug(&key);
    match slug.is_empty() {
        true => own.unnamed.clone(),
        false => slug,
    }
}

#[cfg(test)]
mod tests;
