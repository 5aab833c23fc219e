//! How the pages of the archive are cut into parts, by the configuration and what templates show.
//!
//! Not here: the addresses of the parts (`Planner::pagers`).

use super::ArchiveKind;
use crate::catalog::archive::Entries;
use crate::config::Config;

/// How many entries a page of the archive holds; 0 means all.
#[derive(Debug, Default, Clone, Copy, Eq, PartialEq)]
pub struct Shares {
    /// Of each list, by [`ArchiveKind`].
    lists: [usize; 3],
    /// Of each single page, by [`ArchiveKind`].
    singles: [usize; 3],
    /// Whether a single page is a term, which lists articles and nothing else.
    are_terms: [bool; 3],
}

/// The path word between the address of an archive's page and a pager's number.
pub const PAGER_WORD: &str = "page";

impl Shares {
    /// What the configuration says, for those templates that can show pagers; a page whose
    /// template cannot is never cut, since nothing would lead to its other parts.
    ///
    /// `names` is asked whether a kind's template, `list` or `single`, names a variable.
    pub fn new(config: &Config, names: impl Fn(ArchiveKind, &str, &str) -> bool) -> Shares {
        let Some(archive) = &config.archive else { return Shares::default() };
        let mut shares = Shares::default();
        for kind in [ArchiveKind::Directives, ArchiveKind::Committees, ArchiveKind::Years] {
            let single = match kind {
                // The page of a year shows two long lists, of articles and of directives.
                ArchiveKind::Years => archive.paginate_by.div_ceil(2),
                _ => archive.paginate_quotes_by,
            };
            if names(kind, "list", "paginator") {
                shares.lists[kind as usize] = archive.paginate_by;
            }
            if names(kind, "single", "paginator") {
                shares.singles[kind as usize] = single;
            }
            shares.are_terms[kind as usize] = names(kind, "single", "term");
        }
        shares
    }

    /// Whether a directive, a committee or a year is shown as a term.
    pub fn are_terms(&self, kind: ArchiveKind) -> bool {
        self.are_terms[kind as usize]
    }

    /// How many entries a page of a list holds.
    pub fn of_list(&self, kind: ArchiveKind) -> usize {
        self.lists[kind as usize]
    }

    /// How many entries a directive, a committee or a year has, and how many a page of it holds.
    pub fn cut(&self, kind: ArchiveKind, subject: &impl Entries) -> (usize, usize) {
        let n_entries = match self.are_terms(kind) {
            true => subject.n_articles(),
            false => subject.n_entries(),
        };
        (n_entries, self.singles[kind as usize])
    }
}
