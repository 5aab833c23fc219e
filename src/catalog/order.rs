//! The order of pages in a section.

use std::cmp::{Ordering, Reverse};

use jiff::civil;
use jiff::tz::TimeZone;
use lexical_sort::natural_lexical_cmp;

use crate::catalog::{Catalog, DocId};
use crate::parse::front::{PageFront, SortBy};

/// Sorts pages; the second list are those that lack the key.
///
/// Pages alike by the key come by permalink.
pub fn sort(catalog: &Catalog, pages: Vec<DocId>, by: SortBy) -> (Vec<DocId>, Vec<DocId>) {
    let front = |id: DocId| catalog.doc(id).page();
    let (mut sorted, without): (Vec<DocId>, Vec<DocId>) = pages.into_iter().partition(|&id| {
        // An article whose date nobody knows is an article: it comes last.
        let may_lack_date = catalog.doc(id).article.is_some();
        front(id).is_some_and(|front| has_key(front, by, may_lack_date))
    });
    sorted = match by {
        SortBy::Date => by_key(catalog, &sorted, |page| Reverse(date(page))),
        SortBy::UpdateDate => by_key(catalog, &sorted, |page| Reverse(updated(page))),
        SortBy::Title => by_key(catalog, &sorted, |page| Natural(title(page))),
        SortBy::TitleBytes => by_key(catalog, &sorted, title),
        SortBy::Weight => by_key(catalog, &sorted, |page| page.weight),
        SortBy::Slug => by_key(catalog, &sorted, |page| Natural(&page.slug)),
        SortBy::Permalink => by_key(catalog, &sorted, |_| ()),
        SortBy::None => {
            sorted.sort();
            sorted
        }
    };
    (sorted, without)
}

/// Sorts pages by a key, which is asked for once, and then by permalink.
fn by_key<'a, K: Ord>(
    catalog: &'a Catalog,
    pages: &[DocId],
    key: impl Fn(&'a PageFront) -> K,
) -> Vec<DocId> {
    let keyed = |&id: &DocId| {
        let front = catalog.doc(id).page()?;
        Some((key(front), catalog.node(id).permalink.as_str(), id))
    };
    let mut keyed: Vec<(K, &str, DocId)> = pages.iter().filter_map(keyed).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, _, id)| id).collect()
}

/// A text in the order in which people sort.
#[derive(Eq, PartialEq)]
struct Natural<'a>(&'a str);

impl Ord for Natural<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        natural_lexical_cmp(self.0, other.0)
    }
}

impl PartialOrd for Natural<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The front matter key that a section sorts by.
pub fn key_name(by: SortBy) -> &'static str {
    match by {
        SortBy::Date => "date",
        SortBy::UpdateDate => "updated",
        SortBy::Title | SortBy::TitleBytes => "title",
        SortBy::Weight => "weight",
        SortBy::Slug | SortBy::Permalink | SortBy::None => "slug",
    }
}

/// Whether a page has what its section sorts by.
fn has_key(front: &PageFront, by: SortBy, may_lack_date: bool) -> bool {
    match by {
        SortBy::Date => may_lack_date || date(front).is_some(),
        SortBy::UpdateDate => may_lack_date || updated(front).is_some(),
        SortBy::Title | SortBy::TitleBytes => front.title.is_some(),
        SortBy::Weight => front.weight.is_some(),
        SortBy::Slug | SortBy::Permalink | SortBy::None => true,
    }
}

/// When a page was published, in microseconds; an article known to its year or month counts from
/// the start of it.
pub fn date(front: &PageFront) -> Option<i64> {
    if let Some(stamp) = &front.date {
        return Some(stamp.microseconds);
    }
    let (year, month) = (front.archive.year?, front.archive.month.unwrap_or(1));
    let start = civil::Date::new(year, month, 1).ok()?.to_zoned(TimeZone::UTC).ok()?;
    Some(start.timestamp().as_microsecond())
}

/// When a page was last changed, in microseconds: the later of its two dates.
fn updated(front: &PageFront) -> Option<i64> {
    date(front).max(front.updated.as_ref().map(|stamp| stamp.microseconds))
}

/// The title that a page is sorted by; nothing where it has none.
fn title(front: &PageFront) -> &str {
    front.title.as_deref().unwrap_or_default()
}
