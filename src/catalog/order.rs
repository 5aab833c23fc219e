//! The order of pages in a section.

use std::cmp::Reverse;

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
    let (mut sorted, without): (Vec<DocId>, Vec<DocId>) =
        pages.into_iter().partition(|&id| front(id).is_some_and(|front| has_key(front, by)));
    sorted.sort_by(|&a, &b| {
        let (Some(left), Some(right)) = (front(a), front(b)) else { return a.cmp(&b) };
        let permalink = |id: DocId| &catalog.node(id).permalink;
        let order = match by {
            SortBy::Date => Reverse(date(left)).cmp(&Reverse(date(right))),
            SortBy::UpdateDate => Reverse(updated(left)).cmp(&Reverse(updated(right))),
            SortBy::Title => natural_lexical_cmp(title(left), title(right)),
            SortBy::TitleBytes => title(left).cmp(title(right)),
            SortBy::Weight => left.weight.cmp(&right.weight),
            SortBy::Slug => natural_lexical_cmp(&left.slug, &right.slug),
            SortBy::Permalink => permalink(a).cmp(permalink(b)),
            SortBy::None => return a.cmp(&b),
        };
        order.then_with(|| permalink(a).cmp(permalink(b)))
    });
    (sorted, without)
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

fn has_key(front: &PageFront, by: SortBy) -> bool {
    match by {
        SortBy::Date => date(front).is_some(),
        SortBy::UpdateDate => updated(front).is_some(),
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

fn updated(front: &PageFront) -> Option<i64> {
    date(front).max(front.updated.as_ref().map(|stamp| stamp.microseconds))
}

fn title(front: &PageFront) -> &str {
    front.title.as_deref().unwrap_or_default()
}
