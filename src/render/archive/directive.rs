//! A directive's page, and the page that tells namesakes apart.

use serde::Serialize;

use super::shared::{
    self, ArticleSummary, Bar, CitingYear, DirectiveSummary, FormCount, QuoteValue,
};
use super::{Holdings, Shelf};
use crate::catalog::archive::{DirectiveId, Related, Testimony, periods};
use crate::cite::Relation;
use crate::render::values::Pager;

/// How many directives a page lists as cited together with its own.
const CITED_WITH: usize = 24;

/// How many testimonies a relation shows; all of them stand among the quotes as well.
const TESTIMONIES: usize = 3;

/// All that a directive's page shows.
#[derive(Debug, Hash, Serialize)]
pub struct DirectivePage {
    /// What its summary holds.
    #[serde(flatten)]
    summary: DirectiveSummary,
    /// Whether an authority record describes it.
    record: bool,
    /// Every form seen, most frequent first.
    forms: Vec<FormCount>,
    /// The date of the first article that cites it.
    first_cited: Option<String>,
    /// The date of the last.
    last_cited: Option<String>,
    /// Mentions by year.
    chart: Vec<Bar>,
    /// Each mention in its sentence.
    years: Vec<CitingYear>,
    /// Its relations.
    relations: Vec<RelationValue>,
    /// Directives cited in the same articles.
    cited_with: Vec<CitedWith>,
    /// Other directives behind the same number.
    namesakes: Vec<DirectiveSummary>,
    /// The page that tells them apart.
    ambiguity: Option<String>,
    /// Where else it can be read.
    same_as: Vec<String>,
}

/// A relation of the page's directive.
#[derive(Debug, Hash, Serialize)]
struct RelationValue {
    /// What it is: `implements`, `continues` …
    relation: Relation,
    /// Whether the page's directive does it (`true`) or has it done to it.
    outgoing: bool,
    /// The same in a word: `out` or `in`.
    direction: &'static str,
    /// The other directive.
    other: DirectiveSummary,
    /// Whether an authority record states it.
    recorded: bool,
    /// How many places state it.
    n_testimonies: usize,
    /// The prose of the first few that state it.
    testimonies: Vec<TestimonyValue>,
}

/// The evidence for a relation.
#[derive(Debug, Hash, Serialize)]
struct TestimonyValue {
    /// The words in their sentence.
    quote: QuoteValue,
    /// The article that has them.
    article: ArticleSummary,
    /// The spot in the article.
    permalink: String,
}

/// A directive cited in the same articles.
#[derive(Debug, Hash, Serialize)]
struct CitedWith {
    /// The directive.
    #[serde(flatten)]
    directive: DirectiveSummary,
    /// In how many articles.
    count: u32,
}

/// The page that tells namesakes apart.
#[derive(Debug, Hash, Serialize)]
pub struct AmbiguityPage {
    /// The shared key.
    key: String,
    /// The number as shown.
    number: String,
    /// The directives behind it, by date.
    directives: Vec<DirectiveSummary>,
    /// Its address.
    permalink: String,
    /// Its address below the base.
    path: String,
}

/// A directive with all that one of its pagers shows.
pub fn directive(holdings: &dyn Holdings, id: DirectiveId, pager: &Pager) -> DirectivePage {
    let archive = holdings.archive();
    let directive = &archive.directives[id.0 as usize];
    let summaries = |ids: &[DirectiveId]| -> Vec<DirectiveSummary> {
        ids.iter().map(|&id| shared::directive(holdings, id)).collect()
    };
    let ambiguity = archive.ambiguities.iter().find(|page| page.directives.contains(&id));
    let cited_with = directive.cited_with.iter().take(CITED_WITH);
    let relations = pager.slice(&directive.relations).iter();
    DirectivePage {
        summary: shared::directive(holdings, id),
        record: directive.record.is_some(),
        forms: shared::forms(&directive.forms),
        first_cited: directive.cited.first.map(periods::iso),
        last_cited: directive.cited.last.map(periods::iso),
        chart: shared::chart(holdings, &directive.cited),
        years: shared::citing_years(holdings, shared::mentions_of(pager, &directive.mentions)),
        relations: relations.map(|related| relation(holdings, related)).collect(),
        cited_with: cited_with
            .map(|&(id, count)| CitedWith { directive: shared::directive(holdings, id), count })
            .collect(),
        namesakes: summaries(&directive.namesakes),
        ambiguity: ambiguity.map(|page| holdings.page(Shelf::Directives, &page.slug).permalink),
        same_as: directive.same_as.clone(),
    }
}

/// A relation with its evidence.
fn relation(holdings: &dyn Holdings, related: &Related) -> RelationValue {
    let testimony = |testimony: &Testimony| {
        let article = shared::article(holdings, testimony.article);
        let quote = shared::quote(&testimony.quote, &testimony.anchor, &article.permalink);
        TestimonyValue { permalink: quote.first.permalink.clone(), quote, article }
    };
    RelationValue {
        relation: related.relation,
        outgoing: related.outgoing,
        direction: if related.outgoing { "out" } else { "in" },
        other: shared::directive(holdings, related.other),
        recorded: related.recorded,
        n_testimonies: related.testimonies.len(),
        testimonies: related.testimonies.iter().take(TESTIMONIES).map(testimony).collect(),
    }
}

/// The page of a number that is several directives, by its place in the archive.
pub fn ambiguity(holdings: &dyn Holdings, at: usize) -> AmbiguityPage {
    let archive = holdings.archive();
    let ambiguity = &archive.ambiguities[at];
    let address = holdings.page(Shelf::Directives, &ambiguity.slug);
    let directives = ambiguity.directives.iter().map(|&id| shared::directive(holdings, id));
    let directives: Vec<DirectiveSummary> = directives.collect();
    AmbiguityPage {
        key: ambiguity.key.clone(),
        number: directives.first().map(|first| first.number.clone()).unwrap_or_default(),
        directives,
        permalink: address.permalink,
        path: address.path,
    }
}
