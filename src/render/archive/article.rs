//! What an article's page shows of the archive: the variable `archive`.

use serde::Serialize;

use super::shared::{self, ArticleSummary, FormCount};
use super::{Holdings, Shelf};
use crate::catalog::archive::Target;

/// What an article's front matter says of where it comes from.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct ArticleFacts {
    /// The words that prove its date.
    pub evidence: Option<String>,
    /// Where it was published: an address or a name.
    pub source: Option<String>,
}

/// What an article's page shows of the archive.
#[derive(Debug, Hash, Serialize)]
pub struct ArticlePage {
    /// What it cites, in the order of its text.
    cites: Vec<Cite>,
    /// The article before it in time.
    earlier: Option<ArticleSummary>,
    /// The article after it in time.
    later: Option<ArticleSummary>,
    /// Articles that share most citations.
    similar: Vec<Similar>,
    /// How many of its mentions lead nowhere.
    n_unresolved: usize,
    /// Its year.
    year: Option<i16>,
    /// Its month.
    month: Option<i8>,
    /// Its date, as precisely as is known.
    date: Option<String>,
    /// `day`, `month` or `year`.
    precision: Option<&'static str>,
    /// The words that prove its date.
    evidence: Option<String>,
    /// Where it was published.
    source: Option<String>,
    /// Where it speaks from.
    place: Option<String>,
}

/// A directive or a body that the article cites.
#[derive(Debug, Hash, Serialize)]
struct Cite {
    /// `directive` or `committee`.
    kind: &'static str,
    /// What to call it: type and number, or name.
    label: String,
    /// A directive's number.
    number: Option<String>,
    /// A body's name.
    name: Option<String>,
    /// A directive's title.
    title: Option<String>,
    /// A directive's date.
    date: Option<String>,
    /// Its page.
    permalink: String,
    /// Its page below the base.
    path: String,
    /// The id of its first spot in the article.
    first_anchor: String,
    /// The ids of all its spots.
    anchors: Vec<String>,
    /// How often it is cited.
    count: usize,
    /// The forms that the article uses.
    forms: Vec<FormCount>,
}

/// An article that shares citations.
#[derive(Debug, Hash, Serialize)]
struct Similar {
    /// The article.
    #[serde(flatten)]
    article: ArticleSummary,
    /// How many directives both cite.
    shared: u32,
}

/// What an article's page shows of the archive.
pub fn article(holdings: &dyn Holdings, id: u32, facts: &ArticleFacts) -> ArticlePage {
    let archive = holdings.archive();
    let summary = shared::article(holdings, id);
    let similar = archive.similar(id).into_iter();
    ArticlePage {
        cites: cites(holdings, id),
        earlier: neighbour(holdings, id, 1),
        later: neighbour(holdings, id, -1),
        similar: similar
            .map(|(id, shared)| Similar { article: shared::article(holdings, id), shared })
            .collect(),
        n_unresolved: archive.targets[id as usize].iter().filter(|lead| lead.is_none()).count(),
        year: summary.year,
        month: summary.month,
        date: summary.date,
        precision: summary.precision,
        evidence: facts.evidence.clone(),
        source: facts.source.clone(),
        place: summary.place,
    }
}

/// The article so many steps back in time, among those with a date.
fn neighbour(holdings: &dyn Holdings, article: u32, steps: i64) -> Option<ArticleSummary> {
    let archive = holdings.archive();
    holdings.card(article).date?;
    let at = usize::try_from(i64::from(archive.rank[article as usize]) + steps).ok()?;
    let other = *archive.newest.get(at)?;
    holdings.card(other).date?;
    Some(shared::article(holdings, other))
}

/// What an article cites, each once, in the order of first mention.
fn cites(holdings: &dyn Holdings, article: u32) -> Vec<Cite> {
    let card = holdings.card(article);
    let mut found: Vec<(Target, Vec<usize>)> = Vec::new();
    for (at, target) in holdings.archive().targets[article as usize].iter().enumerate() {
        let Some(target) = target else { continue };
        match found.iter_mut().find(|(known, _)| known == target) {
            Some((_, mentions)) => mentions.push(at),
            None => found.push((*target, vec![at])),
        }
    }
    let anchor = |at: &usize| card.mentions[*at].anchor();
    let cite = |(target, mentions): (Target, Vec<usize>)| {
        let mut cite = bare_cite(holdings, target);
        cite.first_anchor = anchor(&mentions[0]);
        cite.anchors = mentions.iter().map(anchor).collect();
        cite.count = mentions.len();
        for at in mentions {
            let text =
                card.mentions[at].quote.text().split_whitespace().collect::<Vec<_>>().join(" ");
            match cite.forms.iter_mut().find(|form| form.text == text) {
                Some(form) => form.count += 1,
                None => cite.forms.push(FormCount { text, count: 1 }),
            }
        }
        cite
    };
    found.into_iter().map(cite).collect()
}

/// A cited thing without its mentions.
fn bare_cite(holdings: &dyn Holdings, target: Target) -> Cite {
    let archive = holdings.archive();
    let empty = |kind, label, address: super::Address| Cite {
        kind,
        label,
        number: None,
        name: None,
        title: None,
        date: None,
        permalink: address.permalink,
        path: address.path,
        first_anchor: String::new(),
        anchors: Vec::new(),
        count: 0,
        forms: Vec::new(),
    };
    match target {
        Target::Directive(id) => {
            let directive = &archive.directives[id.0 as usize];
            let address = holdings.page(Shelf::Directives, &directive.slug);
            let type_name = directive.type_name.as_deref().filter(|_| directive.numbered);
            let label = match type_name {
                Some(type_name) => format!("{type_name} {}", directive.number),
                None => directive.number.clone(),
            };
            Cite {
                number: Some(directive.number.clone()),
                title: directive.title.clone(),
                date: directive.date.map(crate::catalog::archive::periods::iso),
                ..empty("directive", label, address)
            }
        }
        Target::Committee(id) => {
            let committee = &archive.committees[id.0 as usize];
            let address = holdings.page(Shelf::Committees, &committee.slug);
            let name = Some(committee.name.clone());
            Cite { name, ..empty("committee", committee.name.clone(), address) }
        }
    }
}
