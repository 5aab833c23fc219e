//! Planning the archive: its lists, and each directive, number, committee and year.

use std::sync::Arc;

use super::{ArchiveKind, Job, PAGER_WORD, Planner};
use crate::catalog::archive::{CommitteeId, DirectiveId};
use crate::parse::Front;

impl Planner<'_> {
    /// Plans the lists of the archive, and each directive, number, committee and year.
    pub(super) fn archive(&mut self) {
        let (Some(index), Some(words)) = (&self.catalog.archive, &self.config.archive) else {
            return;
        };
        let archive = &index.archive;
        let lists = [
            (ArchiveKind::Directives, &words.directives, archive.directives.len()),
            (ArchiveKind::Committees, &words.committees, archive.committees.len()),
            (ArchiveKind::Years, &words.years, archive.years.len()),
        ];
        // A list without entries has its page too: menus lead to it before the first article.
        for (kind, word, n) in lists {
            let path = self.catalog.archive_path(word, "", self.config);
            let owner = format!("the archive's list of {}", kind.name()).into();
            let n = (n, self.plan.shares.of_list(kind));
            self.cut(&path, &owner, n, |pager| Job::ArchiveList(kind, pager));
            if words.csv {
                let file = format!("{}index.csv", path.trim_start_matches('/'));
                self.claim_file(file, &owner, Job::Table(kind));
            }
        }
        self.record_redirects();
        for (at, directive) in archive.directives.iter().enumerate() {
            let path = self.catalog.archive_path(&words.directives, &directive.slug, self.config);
            let owner = format!("directive {}", directive.number).into();
            let n = self.plan.shares.cut(ArchiveKind::Directives, directive);
            self.cut(&path, &owner, n, |pager| Job::Directive(DirectiveId(at as u32), pager));
        }
        for (at, ambiguity) in archive.ambiguities.iter().enumerate() {
            let path = self.catalog.archive_path(&words.directives, &ambiguity.slug, self.config);
            let owner = format!("the number {}", ambiguity.key).into();
            self.cut(&path, &owner, (1, 0), |_| Job::Ambiguity(at));
        }
        for (at, committee) in archive.committees.iter().enumerate() {
            let path = self.catalog.archive_path(&words.committees, &committee.slug, self.config);
            let owner = format!("committee {}", committee.name).into();
            let n = self.plan.shares.cut(ArchiveKind::Committees, committee);
            self.cut(&path, &owner, n, |pager| Job::Committee(CommitteeId(at as u32), pager));
        }
        for (at, year) in archive.years.iter().enumerate() {
            let path = self.catalog.archive_path(&words.years, &year.year.to_string(), self.config);
            let owner = format!("year {}", year.year).into();
            let n = self.plan.shares.cut(ArchiveKind::Years, year);
            self.cut(&path, &owner, n, |pager| Job::Year(at, pager));
        }
    }

    /// Plans a page of the archive, and its pagers if it has more entries than one page holds.
    pub(super) fn cut(
        &mut self,
        path: &str,
        owner: &Arc<str>,
        n: (usize, usize),
        job: impl Fn(usize) -> Job,
    ) {
        self.claim(path, owner, job(1));
        self.list(self.config.permalink(path), None, None);
        let (n_entries, by) = n;
        if 0 < by && by < n_entries {
            self.pagers(path, PAGER_WORD, n, owner, job);
        }
    }

    /// Plans the old addresses that authority records name: each leads to the record's page.
    fn record_redirects(&mut self) {
        let (Some(index), Some(words)) = (&self.catalog.archive, &self.config.archive) else {
            return;
        };
        let directives = index.archive.directives.iter();
        let directives = directives.filter_map(|directive| {
            let doc = self.catalog.doc(index.directive_records[directive.record? as usize]);
            let Front::Directive(record) = &doc.front else { return None };
            Some((doc, &words.directives, &directive.slug, &record.redirects))
        });
        let committees = index.archive.committees.iter();
        let committees = committees.filter_map(|committee| {
            let doc = self.catalog.doc(index.committee_records[committee.record? as usize]);
            let Front::Committee(record) = &doc.front else { return None };
            Some((doc, &words.committees, &committee.slug, &record.redirects))
        });
        let mut old: Vec<(String, Arc<str>, Job)> = Vec::new();
        for (doc, word, slug, redirects) in directives.chain(committees) {
            let path = self.catalog.archive_path(word, slug, self.config);
            let job = Job::Redirect(self.config.permalink(&path));
            old.extend(redirects.iter().map(|from| (from.clone(), doc.file.clone(), job.clone())));
        }
        for (from, file, job) in old {
            self.claim(&from, &file, job);
        }
    }
}
