//! Flags: what a single word can be, as bits of [`Profile::flags`](super::Profile::flags).
//!
//! A reader asks of nearly every word whether it is a `số` or a `của`; one bit answers that,
//! where a trie would cost a look-up.
//!
//! Not here: what a phrase means that starts with such a word (`phrases`).

use super::Profile;
use super::raw::Raw;
use super::vocabulary::{Vocabulary, words};

/// `số`
pub(in crate::cite) const NUMBER: u64 = 1;
/// `ngày`
pub(in crate::cite) const DAY: u64 = 1 << 1;
/// `tháng`
pub(in crate::cite) const MONTH: u64 = 1 << 2;
/// `năm`
pub(in crate::cite) const YEAR: u64 = 1 << 3;
/// `của`
pub(in crate::cite) const OF: u64 = 1 << 4;
/// `về`
pub(in crate::cite) const ABOUT: u64 = 1 << 5;
/// `khóa`
pub(in crate::cite) const TERM: u64 = 1 << 6;
/// `và`
pub(in crate::cite) const AND: u64 = 1 << 7;
/// `các`
pub(in crate::cite) const PLURAL: u64 = 1 << 8;
/// A family name.
pub(in crate::cite) const FAMILY: u64 = 1 << 9;
/// What stands before the body after which a law is named.
pub(in crate::cite) const IN_LAW: u64 = 1 << 10;
/// What may follow a bare number.
pub(in crate::cite) const FOLLOW: u64 = 1 << 11;
/// What ends the name of a law.
pub(in crate::cite) const LAW_STOP: u64 = 1 << 12;
/// `Đại`, `hội` of a congress.
pub(in crate::cite) const CONGRESS: u64 = 1 << 13;
/// `Trung`, `ương` of a plenum.
pub(in crate::cite) const PLENUM: u64 = 1 << 14;
/// `thứ`
pub(in crate::cite) const ORDINAL: u64 = 1 << 15;
/// `Trưởng`
pub(in crate::cite) const TITLE: u64 = 1 << 16;
/// `Hội`, `nghị` of a conference.
pub(in crate::cite) const CONFERENCE: u64 = 1 << 17;
/// `Đảng`
pub(in crate::cite) const PARTY: u64 = 1 << 18;
/// `ban`, `hành`: issues.
pub(in crate::cite) const ISSUED: u64 = 1 << 19;
/// `Ban`, `Chấp`, `hành` of a plenum's committee.
pub(in crate::cite) const COMMITTEE: u64 = 1 << 20;
/// `lần`
pub(in crate::cite) const TIMES: u64 = 1 << 21;
/// What may stand between a document and the verb of its relation.
pub(in crate::cite) const LINK: u64 = 1 << 22;
/// `được`
pub(in crate::cite) const PASSIVE: u64 = 1 << 23;
/// `bởi`
pub(in crate::cite) const BY: u64 = 1 << 24;
/// What may stand between a verb and its object.
pub(in crate::cite) const OBJECT: u64 = 1 << 25;
/// `dự`, `thảo` of a draft.
pub(in crate::cite) const DRAFT: u64 = 1 << 26;
/// `tại`: where a Party committee abroad is.
pub(in crate::cite) const ABROAD: u64 = 1 << 27;
/// `với`, `sang`: before a country that is met or visited.
pub(in crate::cite) const TOWARD: u64 = 1 << 28;
/// `Ủy viên`: a member of the organ after it.
pub(in crate::cite) const MEMBER: u64 = 1 << 29;
/// What the name of a type of document starts with.
pub(in crate::cite) const TYPE: u64 = 1 << 30;
/// What the name of a body starts with.
pub(in crate::cite) const HEAD: u64 = 1 << 31;

/// Marks each word with what it can be.
pub(super) fn flags(vocabulary: &mut Vocabulary, raw: &Raw) -> Vec<u64> {
    let small = &raw.words;
    let whole = [
        (&small.number, NUMBER),
        (&small.day, DAY),
        (&small.month, MONTH),
        (&small.year, YEAR),
        (&small.of, OF),
        (&small.about, ABOUT),
        (&small.term, TERM),
        (&small.and, AND),
        (&small.plural, PLURAL),
        (&small.follow, FOLLOW),
        (&small.law_stop, LAW_STOP),
        (&small.ordinal, ORDINAL),
        (&small.congress, CONGRESS),
        (&small.plenum, PLENUM),
        (&small.conference, CONFERENCE),
        (&small.party, PARTY),
        (&small.issued, ISSUED),
        (&small.committee, COMMITTEE),
        (&small.times, TIMES),
        (&small.link, LINK),
        (&small.passive, PASSIVE),
        (&small.by, BY),
        (&small.object, OBJECT),
        (&small.draft, DRAFT),
        (&small.abroad, ABROAD),
        (&small.toward, TOWARD),
        (&small.law_of, IN_LAW),
        (&raw.bodies.members, MEMBER),
        (&raw.places.families, FAMILY),
        (&raw.bodies.titles, TITLE),
    ];
    let marked: Vec<(Vec<u16>, u64)> = whole
        .iter()
        .flat_map(|(list, bit)| list.iter().map(move |phrase| (phrase, *bit)))
        .map(|(phrase, bit)| (words(vocabulary, phrase), bit))
        .collect();
    let mut flags = vec![0; usize::from(vocabulary.n_words) + 1];
    for (phrase, bit) in marked {
        for word in phrase {
            flags[usize::from(word)] |= bit;
        }
    }
    flags
}

/// Marks the words that the names of types and of bodies start with.
pub(super) fn with_starts(mut profile: Profile) -> Profile {
    let Profile { flags, type_names, heads, .. } = &mut profile;
    type_names.first_words().for_each(|word| flags[word] |= TYPE);
    heads.first_words().for_each(|word| flags[word] |= HEAD);
    profile
}
