//! A year's page.

use serde::Serialize;

use super::shared::{self, ArticleSummary, CommitteeSummary, DirectiveSummary};
use super::{Holdings, Shelf};
use crate::catalog::archive::Year;
use crate::render::values::Pager;

/// How many bodies a year's page lists, those most often named.
const ACTIVE: usize = 50;

/// A year in one line.
#[derive(Debug, Hash, Serialize)]
pub struct YearSummary {
    /// The year.
    pub year: i16,
    /// Its address.
    pub permalink: String,
    /// Its address below the base.
    pub path: String,
    /// How many articles are of it.
    pub n_articles: usize,
    /// How many directives were issued in it.
    pub n_directives: usize,
    /// How many bodies its articles name.
    pub n_committees: usize,
}

/// All that a year's page shows.
#[derive(Debug, Hash, Serialize)]
pub struct YearPage {
    /// What its summary holds.
    #[serde(flatten)]
    summary: YearSummary,
    /// The months that have articles.
    months: Vec<Month>,
    /// Articles known to the year alone.
    undated: Vec<ArticleSummary>,
    /// How many articles each month has, from January to December.
    calendar: Vec<MonthCount>,
    /// Directives issued in it.
    directives: Vec<DirectiveSummary>,
    /// Bodies named in its articles, most first.
    committees: Vec<ActiveCommittee>,
    /// The year with a page before it.
    previous: Option<YearSummary>,
    /// The year with a page after it.
    next: Option<YearSummary>,
}

/// The articles of a month.
#[derive(Debug, Hash, Serialize)]
struct Month {
    /// The month, 1 to 12.
    month: i8,
    /// Its articles by date.
    articles: Vec<ArticleSummary>,
}

/// A month of the calendar strip.
#[derive(Debug, Hash, Serialize)]
struct MonthCount {
    /// The month, 1 to 12.
    month: i8,
    /// How many articles.
    count: usize,
    /// The page of the year on which its articles begin; none without articles.
    permalink: Option<String>,
}

/// A body with in how many of the year's articles it is named.
#[derive(Debug, Hash, Serialize)]
struct ActiveCommittee {
    /// The body.
    #[serde(flatten)]
    committee: CommitteeSummary,
    /// In how many articles.
    count: u32,
}

/// A year in one line, by its place in the archive.
pub fn year_summary(holdings: &dyn Holdings, at: usize) -> YearSummary {
    summary(holdings, &holdings.archive().years[at])
}

/// A year in one line.
fn summary(holdings: &dyn Holdings, year: &Year) -> YearSummary {
    let address = holdings.page(Shelf::Years, &year.year.to_string());
    YearSummary {
        year: year.year,
        permalink: address.permalink,
        path: address.path,
        n_articles: year.articles.len(),
        n_directives: year.directives.len(),
        n_committees: year.committees.len(),
    }
}

/// A year with all that one of its pagers shows, by its place in the archive.
pub fn year(holdings: &dyn Holdings, at: usize, pager: &Pager) -> YearPage {
    let years = &holdings.archive().years;
    let year = &years[at];
    let month = |article: &u32| holdings.card(*article).date.and_then(|date| date.month);
    let articles = |articles: &[u32]| -> Vec<ArticleSummary> {
        articles.iter().map(|&id| shared::article(holdings, id)).collect()
    };
    let (mut months, mut undated) = (Vec::new(), Vec::new());
    for chunk in pager.slice(&year.articles).chunk_by(|a, b| month(a) == month(b)) {
        match month(&chunk[0]) {
            Some(month) => months.push(Month { month, articles: articles(chunk) }),
            None => undated.extend(articles(chunk)),
        }
    }
    let address = holdings.page(Shelf::Years, &year.year.to_string());
    let calendar = (1..=12).map(|number| {
        let of_month = |article: &u32| month(article) == Some(number);
        let first = year.articles.iter().position(of_month);
        MonthCount {
            month: number,
            count: year.articles.iter().filter(|article| of_month(article)).count(),
            permalink: first.map(|at| address.pager(at.checked_div(pager.by).unwrap_or(0) + 1)),
        }
    });
    let active = &year.committees[..year.committees.len().min(ACTIVE)];
    let committees = pager.slice(active).iter();
    let committees = committees
        .map(|&(id, count)| ActiveCommittee { committee: shared::committee(holdings, id), count });
    let directives = pager.slice(&year.directives).iter();
    let beside = |at: Option<usize>| Some(summary(holdings, years.get(at?)?));
    YearPage {
        summary: summary(holdings, year),
        months,
        undated,
        calendar: calendar.collect(),
        directives: directives.map(|&id| shared::directive(holdings, id)).collect(),
        committees: committees.collect(),
        previous: beside(at.checked_sub(1)),
        next: beside(at.checked_add(1)),
    }
}
