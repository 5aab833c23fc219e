//! What several pages show alike: summaries, quotes by year, charts.

use serde::Serialize;

use super::{Holdings, Shelf};
use crate::card::{CardMention, Quote};
use crate::catalog::archive::cited::Cited;
use crate::catalog::archive::{Certainty, CommitteeId, DirectiveId, MentionRef, periods};
use crate::cite::PartialDate;
use crate::render::values::Pager;

/// A body in one line.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CommitteeSummary {
    /// Its full name.
    pub name: String,
    /// Its address.
    pub permalink: String,
    /// Its address below the base.
    pub path: String,
    /// The suffix of its numbers.
    pub code: Option<String>,
    /// The place that it serves.
    pub place: Option<String>,
    /// When it was founded.
    pub from: Option<String>,
    /// When it ended.
    pub until: Option<String>,
    /// In how many articles it is named.
    pub n_articles: usize,
    /// How often it is named.
    pub n_mentions: usize,
    /// How many directives it issued.
    pub n_issued: usize,
    /// How many bodies stand above it.
    pub depth: usize,
}

/// A directive in one line.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DirectiveSummary {
    /// The canonical key.
    pub key: String,
    /// The number as shown.
    pub number: String,
    /// Whether it has a number at all.
    pub numbered: bool,
    /// Its type in words.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// The code of its type.
    pub type_code: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was issued, as precisely as is known.
    pub date: Option<String>,
    /// `day`, `month` or `year`.
    pub date_precision: Option<&'static str>,
    /// The year of issue.
    pub year: Option<i16>,
    /// The term of its issuer.
    pub term: Option<u8>,
    /// The body that issued it.
    pub issuer: Option<CommitteeSummary>,
    /// The issuer's suffix.
    pub issuer_code: Option<String>,
    /// Whether its number is also another directive's.
    pub shared: bool,
    /// How sure its identity is.
    pub certainty: &'static str,
    /// In how many articles it is cited.
    pub n_articles: usize,
    /// How often it is cited.
    pub n_mentions: usize,
    /// Its address.
    pub permalink: String,
    /// Its address below the base.
    pub path: String,
}

/// An article in one line.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ArticleSummary {
    /// Its title.
    pub title: String,
    /// Its address.
    pub permalink: String,
    /// Its address below the base.
    pub path: String,
    /// Its date, as precisely as is known.
    pub date: Option<String>,
    /// `day`, `month` or `year`.
    pub precision: Option<&'static str>,
    /// Its year.
    pub year: Option<i16>,
    /// Its month.
    pub month: Option<i8>,
    /// Where it speaks from.
    pub place: Option<String>,
}

/// A form of a name with how often it was seen.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FormCount {
    /// The form.
    pub text: String,
    /// How often.
    pub count: u32,
}

/// A sentence with the mentions in it.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct QuoteValue {
    /// The sentence before the first mention.
    pub before: String,
    /// The first mention.
    #[serde(flatten)]
    pub first: QuotedMention,
    /// The further mentions of the same thing, in the order of the sentence.
    pub more: Vec<QuotedMention>,
}

/// A mention and how its sentence goes on.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct QuotedMention {
    /// The mention as written.
    pub text: String,
    /// The sentence after it, up to the next mention.
    pub after: String,
    /// The id of its spot on the article's page.
    pub anchor: String,
    /// The address of that spot.
    pub permalink: String,
}

/// An article with what it says of the thing the page is about.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CitingArticle {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleSummary,
    /// Each sentence with a mention.
    pub quotes: Vec<QuoteValue>,
}

/// The articles of one year, newest first.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CitingYear {
    /// The year; none for undated articles.
    pub year: Option<i16>,
    /// The year's page.
    pub permalink: Option<String>,
    /// How many mentions.
    pub count: usize,
    /// The articles.
    pub articles: Vec<CitingArticle>,
}

/// A bar of a chart.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct Bar {
    /// The year.
    pub year: i16,
    /// How many.
    pub count: usize,
    /// The year's page; none for a year without one.
    pub permalink: Option<String>,
    /// The height in hundredths of the highest bar.
    pub height_percent: usize,
}

/// The word for how much a date says.
pub fn precision(date: PartialDate) -> &'static str {
    match (date.month, date.day) {
        (Some(_), Some(_)) => "day",
        (Some(_), None) => "month",
        (None, _) => "year",
    }
}

/// The word for how sure an identity is.
fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Recorded => "recorded",
        Certainty::Stated => "stated",
        Certainty::Inferred => "inferred",
    }
}

/// A body in one line.
pub fn committee(holdings: &dyn Holdings, id: CommitteeId) -> CommitteeSummary {
    let archive = holdings.archive();
    let committee = &archive.committees[id.0 as usize];
    let address = holdings.page(Shelf::Committees, &committee.slug);
    CommitteeSummary {
        name: committee.name.clone(),
        permalink: address.permalink,
        path: address.path,
        code: committee.code.clone(),
        place: committee.place.clone(),
        from: committee.from.map(periods::iso),
        until: committee.until.map(periods::iso),
        n_articles: committee.cited.n_articles,
        n_mentions: committee.mentions.len(),
        n_issued: committee.issued.len(),
        depth: archive.above(id).len(),
    }
}

/// A directive in one line.
pub fn directive(holdings: &dyn Holdings, id: DirectiveId) -> DirectiveSummary {
    let directive = &holdings.archive().directives[id.0 as usize];
    let address = holdings.page(Shelf::Directives, &directive.slug);
    DirectiveSummary {
        key: directive.key.clone(),
        number: directive.number.clone(),
        numbered: directive.numbered,
        type_name: directive.type_name.clone(),
        type_code: directive.type_code.clone(),
        title: directive.title.clone(),
        date: directive.date.map(periods::iso),
        date_precision: directive.date.map(precision),
        year: directive.date.map(|date| date.year),
        term: directive.term,
        issuer: directive.issuer.map(|issuer| committee(holdings, issuer)),
        issuer_code: directive.issuer_code.clone(),
        shared: !directive.namesakes.is_empty(),
        certainty: certainty(directive.certainty),
        n_articles: directive.cited.n_articles,
        n_mentions: directive.mentions.len(),
        permalink: address.permalink,
        path: address.path,
    }
}

/// An article in one line.
pub fn article(holdings: &dyn Holdings, article: u32) -> ArticleSummary {
    let card = holdings.card(article);
    let address = holdings.article(article);
    ArticleSummary {
        title: card.title.clone(),
        permalink: address.permalink,
        path: address.path,
        date: card.date.map(periods::iso),
        precision: card.date.map(precision),
        year: card.date.map(|date| date.year),
        month: card.date.and_then(|date| date.month),
        place: card.place.clone(),
    }
}

/// The mentions that a pager shows: those of its share of the articles.
pub fn mentions_of<'a>(pager: &Pager, mentions: &'a [MentionRef]) -> &'a [MentionRef] {
    let articles: Vec<&[MentionRef]> = mentions.chunk_by(|a, b| a.article == b.article).collect();
    let n_mentions = |articles: &[&[MentionRef]]| -> usize {
        articles.iter().map(|mentions| mentions.len()).sum()
    };
    let shown = pager.slice(&articles);
    let before = match pager.by {
        0 => 0,
        by => n_mentions(&articles[..((pager.number - 1) * by).min(articles.len())]),
    };
    &mentions[before..before + n_mentions(shown)]
}

/// Forms with their counts.
pub fn forms(forms: &[(String, u32)]) -> Vec<FormCount> {
    forms.iter().map(|(text, count)| FormCount { text: text.clone(), count: *count }).collect()
}

/// A quote with the address of its spot.
pub fn quote(quote: &Quote, anchor: &str, page: &str) -> QuoteValue {
    let before = quote.before().to_string();
    QuoteValue { before, first: quoted(quote, anchor, page), more: Vec::new() }
}

/// The mention of a quote.
fn quoted(quote: &Quote, anchor: &str, page: &str) -> QuotedMention {
    QuotedMention {
        text: quote.text().to_string(),
        after: quote.after().to_string(),
        anchor: anchor.to_string(),
        permalink: format!("{page}#{anchor}"),
    }
}

/// The sentences of one article's mentions; one that holds several is quoted once.
fn quotes(mentions: &[&CardMention], page: &str) -> Vec<QuoteValue> {
    let mut quotes: Vec<QuoteValue> = Vec::new();
    let earlier = std::iter::once(None).chain(mentions.iter().map(|mention| Some(&mention.quote)));
    for (mention, earlier) in mentions.iter().zip(earlier) {
        let between = earlier.and_then(|earlier| mention.quote.after_quote(earlier));
        match (quotes.last_mut(), between) {
            (Some(sentence), Some(between)) => {
                let last = sentence.more.last_mut().unwrap_or(&mut sentence.first);
                last.after = between.to_string();
                sentence.more.push(quoted(&mention.quote, &mention.anchor(), page));
            }
            _ => quotes.push(quote(&mention.quote, &mention.anchor(), page)),
        }
    }
    quotes
}

/// The page of a year, if there is one.
pub fn year_permalink(holdings: &dyn Holdings, year: i16) -> Option<String> {
    let years = &holdings.archive().years;
    years.binary_search_by_key(&year, |year| year.year).ok()?;
    Some(holdings.page(Shelf::Years, &year.to_string()).permalink)
}

/// Mentions by year and article, as they come: newest first.
pub fn citing_years(holdings: &dyn Holdings, mentions: &[MentionRef]) -> Vec<CitingYear> {
    let year = |at: &MentionRef| holdings.card(at.article).date.map(|date| date.year);
    let citing = |mentions: &[MentionRef]| {
        let id = mentions[0].article;
        let (article, card) = (article(holdings, id), holdings.card(id));
        let mentions: Vec<&CardMention> =
            mentions.iter().map(|at| &card.mentions[at.mention as usize]).collect();
        CitingArticle { quotes: quotes(&mentions, &article.permalink), article: article.clone() }
    };
    let years = mentions.chunk_by(|a, b| year(a) == year(b));
    years
        .map(|mentions| {
            let year = year(&mentions[0]);
            let articles = mentions.chunk_by(|a, b| a.article == b.article);
            CitingYear {
                year,
                permalink: year.and_then(|year| year_permalink(holdings, year)),
                count: mentions.len(),
                articles: articles.map(citing).collect(),
            }
        })
        .collect()
}

/// Mentions a year as bars, without a gap from the first year to the last.
pub fn chart(holdings: &dyn Holdings, cited: &Cited) -> Vec<Bar> {
    let (Some(&(first, _)), Some(&(last, _))) = (cited.years.first(), cited.years.last()) else {
        return Vec::new();
    };
    let most = cited.years.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let bar = |year| {
        let found = cited.years.binary_search_by_key(&year, |(year, _)| *year);
        let count = found.map_or(0, |at| cited.years[at].1);
        let permalink = year_permalink(holdings, year);
        Bar { year, count, permalink, height_percent: count * 100 / most }
    };
    (first..=last).map(bar).collect()
}
