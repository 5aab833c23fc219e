//! Jobs: what each output is made of, template by template.

use std::sync::Arc;

use tera::{Context, Value};

use crate::catalog::DocId;
use crate::catalog::taxonomies::{Taxonomy, Term};
use crate::diag::{self, Diagnostic, Span};
use crate::parse::front::SectionFront;
use crate::plan::{FeedOf, Job, n_sitemaps, sitemap_part};
use crate::render::needs::Needs;
use crate::render::receipt::{self, Fact, Kind};
use crate::render::templates::taxonomy_candidates;
use crate::render::values::{Fields, Pager, list, path_of, taxonomy, taxonomy_config};
use crate::render::{Site, builtins, relative, with_site};

/// The bytes of an output, or the file that they are copied from.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Output {
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A file below the root, copied as it is.
    Copy(String),
}

/// Renders one output.
///
/// # Errors
/// What went wrong, with the template's place and the page it was for.
pub fn run(site: &Arc<Site>, path: &str, job: &Job) -> Result<Output, Box<Diagnostic>> {
    let text = match job {
        Job::Copy(file) => return Ok(Output::Copy(file.clone())),
        Job::Bytes(bytes) => return Ok(Output::Bytes(bytes.clone())),
        Job::Redirect(to) => redirect(site, path, to)?,
        Job::Page(id) => page(site, *id)?,
        Job::Section(id, number) => section(site, *id, *number)?,
        Job::TaxonomyList(at) => taxonomy_list(site, *at)?,
        Job::Term(at, which, number) => term(site, *at, *which, *number)?,
        Job::ArchiveList(..)
        | Job::Directive(..)
        | Job::Ambiguity(_)
        | Job::Committee(..)
        | Job::Year(..) => site.archive_page(path, job)?,
        Job::Table(kind) => site.archive_table(*kind),
        Job::Feed(of, name) => feed(site, path, *of, name)?,
        Job::SearchIndex(at) => site.search_index(*at).to_string(),
        Job::Sitemap(part) => sitemap(site, *part)?,
        Job::Robots => plain(site, "robots.txt")?,
        Job::NotFound => plain(site, "404.html")?,
    };
    Ok(Output::Bytes(finish(site, path, text).into()))
}

/// A page that leads on, by the site's own template where it has one.
///
/// Such a template of a theme stays unused, as Zola looks for it in the site alone.
fn redirect(site: &Arc<Site>, path: &str, to: &str) -> Result<String, Box<Diagnostic>> {
    const OWN: &str = "internal/alias.html";
    let url = relative::address(to, path, &site.project.config, &|path| site.is_output(path));
    receipt::read(Fact::of(Kind::Template, OWN));
    if !site.templates.is_of_site(OWN) {
        return Ok(builtins::redirect(&url));
    }
    let mut context = Context::new();
    context.insert("url", &url);
    render(site, &site.project.config.default_language, OWN, &context, path)
}

/// Makes links relative and takes needless white space out, where the site wants it.
fn finish(site: &Site, path: &str, text: String) -> Vec<u8> {
    let config = &site.project.config;
    if !path.ends_with(".html") {
        return text.into_bytes();
    }
    let page = match path {
        // A host shows this page at any address, where a relative link would lead astray.
        "404.html" => text.into_bytes(),
        _ => relative::rewrite(text, path, config, &|path| site.is_output(path)),
    };
    match config.minify_html {
        true => crate::minify::html(&page),
        false => page,
    }
}

/// The fact of a taxonomy's terms, shown in this way.
pub fn terms_fact(own: &Taxonomy, listing: &str) -> Fact {
    Fact::of(Kind::Terms, &format!("{}\n{}\n{listing}", own.lang, own.config.name))
}

/// The fact of a term and its pages, shown in this way.
pub fn term_fact(own: &Taxonomy, term: &Term, listing: &str) -> Fact {
    let name = format!("{}\n{}\n{}\n{listing}", own.lang, own.config.name, term.slug);
    Fact::of(Kind::Term, &name)
}

/// A context with what nearly all templates see.
pub fn context(site: &Site, lang: &str, permalink: &str, path: &str) -> Context {
    let mut context = Context::new();
    if let Some(config) = site.configs.get(lang) {
        context.insert_value("config", config.clone());
    }
    context.insert("lang", lang);
    context.insert("current_url", permalink);
    context.insert("current_path", path);
    context
}

/// Renders a template with the site in reach; an error says for which file.
pub fn render(
    site: &Arc<Site>,
    lang: &str,
    template: &str,
    context: &Context,
    what: &str,
) -> Result<String, Box<Diagnostic>> {
    receipt::read(Fact::of(Kind::Template, template));
    let needs = site.templates.needs(template);
    with_site(site, lang, needs, || site.templates.render(template, context)).map_err(
        |mut diagnostic| {
            diagnostic.trace.push(format!("while rendering {what}"));
            diagnostic
        },
    )
}

/// Renders a page.
fn page(site: &Arc<Site>, id: DocId) -> Result<String, Box<Diagnostic>> {
    let (doc, node) = (site.catalog.doc(id), site.catalog.node(id));
    receipt::read(site.fact(Kind::Layout, id));
    let Some(name) = choose(site, id, site.page_template(id), "page.html")? else {
        return Ok(builtins::placeholder("page.html"));
    };
    receipt::read(site.fact(Kind::Address, id));
    let mut context = context(site, &doc.lang, &node.permalink, &node.path);
    context.insert_value("page", site.own_page(id, site.templates.needs(&name)));
    if site.templates.want("archive")
        && let Some(archive) = site.article_value(id)
    {
        context.insert_value("archive", archive);
    }
    render(site, &doc.lang, &name, &context, &doc.file)
}

/// The template that a doc names, or the usual one; none where only the usual one is missing.
fn choose(
    site: &Site,
    id: DocId,
    named: Option<&str>,
    usual: &str,
) -> Result<Option<String>, Box<Diagnostic>> {
    receipt::read(Fact::of(Kind::Template, named.unwrap_or(usual)));
    match named {
        None => Ok(site.templates.has(usual).then(|| usual.to_string())),
        Some(name) if site.templates.has(name) => Ok(Some(name.to_string())),
        Some(name) => Err(Box::new(
            Diagnostic::error("no-template", format!("there is no template `{name}`"))
                .at(choice_of(site, id, name))
                .hint(diag::suggestion(name, site.templates.names())),
        )),
    }
}

/// Where a doc's template is chosen: in its own front matter, or by a section above it.
fn choice_of(site: &Site, id: DocId, name: &str) -> Span {
    let key = |id: DocId, key: &str| {
        let doc = site.catalog.doc(id);
        let text = doc.text();
        doc.span(crate::config::key_span(&text[..doc.body.start], key))
    };
    let is_own = match (site.catalog.doc(id).page(), site.catalog.doc(id).section()) {
        (Some(front), _) => front.template.is_some(),
        (_, front) => front.is_some(),
    };
    let chooses = |above: &&DocId| {
        let front = site.catalog.doc(**above).section();
        front.is_some_and(|front| front.page_template.as_deref() == Some(name))
    };
    match site.catalog.node(id).ancestors.iter().rev().find(chooses) {
        Some(&above) if !is_own => key(above, "page_template"),
        _ => key(id, "template"),
    }
}

/// Renders a section, or one of its pagers.
fn section(site: &Arc<Site>, id: DocId, number: usize) -> Result<String, Box<Diagnostic>> {
    let (doc, node) = (site.catalog.doc(id), site.catalog.node(id));
    let Some(front) = doc.section() else { return Ok(String::new()) };
    receipt::read(site.fact(Kind::Front, id));
    let usual = if &*doc.canonical == "_index" { "index.html" } else { "section.html" };
    let Some(name) = choose(site, id, front.template.as_deref(), usual)? else {
        return Ok(builtins::placeholder(usual));
    };
    let pager = Pager {
        path: node.path.clone(),
        word: front.paginate_path.clone(),
        by: front.paginate_by.unwrap_or(0),
        number,
    };
    let (permalink, path) = address(site, &pager);
    let mut context = context(site, &doc.lang, &permalink, &path);
    let needs = site.templates.needs(&name);
    context.insert_value("section", site.value(id, needs));
    if 0 < pager.by {
        receipt::read(site.fact(Kind::Order, id));
        let mut pages = node.pages.clone();
        if front.paginate_reversed {
            pages.reverse();
        }
        context.insert_value("paginator", site.pager(&pages, &pager, needs));
    }
    render(site, &doc.lang, &name, &context, &doc.file)
}

/// The address and path of a pager.
pub fn address(site: &Site, pager: &Pager) -> (String, String) {
    let path = match (pager.number, pager.word.is_empty()) {
        (1, _) => pager.path.clone(),
        (number, true) => format!("{}{number}/", pager.path),
        (number, false) => format!("{}{}/{number}/", pager.path, pager.word.trim_matches('/')),
    };
    (site.project.config.permalink(&path), path)
}

/// The first of a taxonomy's templates that exists.
pub fn taxonomy_template(site: &Site, name: &str, kind: &str) -> Result<String, Box<Diagnostic>> {
    let [own, usual] = taxonomy_candidates(name, kind);
    receipt::read(Fact::of(Kind::Template, &own));
    receipt::read(Fact::of(Kind::Template, &usual));
    site.templates.of_taxonomy(name, kind).ok_or_else(|| {
        let message = format!("there is no template for the taxonomy `{name}`");
        let diagnostic =
            Diagnostic::error("no-template", message).at(site.project.place_in_configuration(name));
        Box::new(diagnostic.hint(format!("write `templates/{own}` or `templates/{usual}`")))
    })
}

/// Renders the list of a taxonomy's terms.
fn taxonomy_list(site: &Arc<Site>, at: usize) -> Result<String, Box<Diagnostic>> {
    let own = &site.catalog.taxonomies[at];
    let name = taxonomy_template(site, &own.config.name, "list")?;
    let mut context = context(site, &own.lang, &own.permalink, &own.path);
    context.insert_value("taxonomy", taxonomy(own));
    let needs = site.templates.needs(&name);
    context.insert_value("terms", site.terms(own, needs));
    render(site, &own.lang, &name, &context, &format!("the taxonomy {}", own.config.name))
}

/// Renders a term, or one of its pagers.
fn term(
    site: &Arc<Site>,
    at: usize,
    which: usize,
    number: usize,
) -> Result<String, Box<Diagnostic>> {
    let own = &site.catalog.taxonomies[at];
    let term: &Term = &own.terms[which];
    let name = taxonomy_template(site, &own.config.name, "single")?;
    let pager = Pager {
        path: term.path.clone(),
        word: own.config.paginate_path.clone().unwrap_or_else(|| "page".to_string()),
        by: own.config.paginate_by.unwrap_or(0),
        number,
    };
    let (permalink, path) = address(site, &pager);
    let mut context = context(site, &own.lang, &permalink, &path);
    context.insert_value("taxonomy", taxonomy_config(&own.config));
    let needs = site.templates.needs(&name);
    context.insert_value("term", site.listed_term(own, term, needs));
    if 0 < pager.by {
        context.insert_value("paginator", site.pager(&term.pages, &pager, needs));
    }
    render(site, &own.lang, &name, &context, &format!("the term {}", term.name))
}

/// Refuses a feed whose name is that of no template.
fn feed_has_template(site: &Site, name: &str) -> Result<(), Box<Diagnostic>> {
    receipt::read(Fact::of(Kind::Template, name));
    if site.templates.has(name) {
        return Ok(());
    }
    let message = format!("there is no template `{name}` for the feed");
    let hint = format!("write `templates/{name}`, or name `atom.xml` or `rss.xml`");
    let place = site.project.place_in_configuration(name);
    Err(Box::new(Diagnostic::error("no-template", message).at(place).hint(hint)))
}

/// Renders a feed of a language, a section or a term.
fn feed(site: &Arc<Site>, path: &str, of: FeedOf, name: &str) -> Result<String, Box<Diagnostic>> {
    feed_has_template(site, name)?;
    let config = &site.project.config;
    let catalog = &site.catalog;
    let needs = site.templates.needs(name);
    let mut context = Context::new();
    let (lang, mut pages): (String, Vec<DocId>) = match of {
        FeedOf::Language(at) => {
            let lang = config.all_languages()[at].to_string();
            let own = |id: &&DocId| *catalog.doc(**id).lang == *lang;
            let pages = catalog.pages.iter().filter(own).copied().collect();
            (lang, pages)
        }
        FeedOf::Section(id) => {
            receipt::read(site.fact(Kind::Order, id));
            context.insert_value("section", site.value(id, needs));
            (catalog.doc(id).lang.to_string(), catalog.node(id).pages.clone())
        }
        FeedOf::Term(at, which) => {
            let own = &catalog.taxonomies[at];
            let term = &own.terms[which];
            receipt::read(term_fact(own, term, "names"));
            context.insert_value("taxonomy", taxonomy(own));
            let mut fields = Fields::default();
            fields.set("name", term.name.as_str());
            fields.set("slug", term.slug.as_str());
            fields.set("permalink", term.permalink.as_str());
            context.insert_value("term", fields.value());
            (own.lang.clone(), term.pages.clone())
        }
    };
    receipt::read(Fact::of(Kind::Dates, &lang));
    let date = |id: &DocId| catalog.doc(*id).page().and_then(|front| front.date.clone());
    pages.retain(|id| catalog.node(*id).render && date(id).is_some());
    pages.sort_by_cached_key(|id| {
        let date = date(id).map(|stamp| stamp.microseconds);
        (std::cmp::Reverse(date), catalog.node(*id).permalink.clone())
    });
    // A change below the limit is news of the feed too, as in Zola.
    let stamps = pages
        .iter()
        .filter_map(|id| catalog.doc(*id).page())
        .flat_map(|front| [&front.updated, &front.date]);
    let last = stamps.flatten().max_by_key(|stamp| stamp.microseconds);
    if let Some(last) = last {
        context.insert("last_updated", &last.text);
    }
    pages.truncate(config.feed_limit.unwrap_or(usize::MAX));
    context.insert_value("pages", list(pages.iter().map(|&id| site.member(id, needs))));
    if let Some(value) = site.configs.get(&lang) {
        context.insert_value("config", value.clone());
    }
    context.insert("lang", &lang);
    // Zola names the default language's feed in those of all languages; readers know them by that.
    let file = if matches!(of, FeedOf::Language(_)) { name } else { path };
    let base = config.base_url.trim_end_matches('/');
    context.insert("feed_url", &format!("{base}/{file}"));
    render(site, &lang, name, &context, path)
}

/// Renders the sitemap, one of its parts, or the index of them.
fn sitemap(site: &Arc<Site>, part: Option<usize>) -> Result<String, Box<Diagnostic>> {
    let lang = site.project.config.default_language.clone();
    let mut context = Context::new();
    if let Some(config) = site.configs.get(&lang) {
        context.insert_value("config", config.clone());
    }
    receipt::read(Fact::of(Kind::Sitemap, ""));
    let n = n_sitemaps(&site.plan);
    if part.is_none() && 1 < n {
        let base = site.project.config.base_url.trim_end_matches('/');
        let parts: Vec<String> = (1..=n).map(|part| format!("{base}/sitemap{part}.xml")).collect();
        context.insert("sitemaps", &parts);
        return render(site, &lang, "split_sitemap_index.xml", &context, "the sitemap");
    }
    let entries = sitemap_part(&site.plan, part).iter().map(|entry| {
        let mut fields = Fields::default();
        fields.set("permalink", entry.permalink.as_str());
        fields.maybe("updated", entry.updated.as_deref());
        let extra = entry.doc.and_then(|id| site.catalog.doc(id).extra());
        fields.maybe("extra", extra.map(Value::from_serializable));
        fields.value()
    });
    context.insert_value("entries", list(entries));
    render(site, &lang, "sitemap.xml", &context, "the sitemap")
}

/// Renders a template that sees the configuration and nothing else: the page for what is not found,
/// and `robots.txt`.
fn plain(site: &Arc<Site>, template: &str) -> Result<String, Box<Diagnostic>> {
    let lang = site.project.config.default_language.clone();
    let mut context = Context::new();
    if let Some(config) = site.configs.get(&lang) {
        context.insert_value("config", config.clone());
    }
    context.insert("lang", &lang);
    render(site, &lang, template, &context, template)
}

impl Site {
    /// The path of a permalink of this site.
    pub fn path<'a>(&'a self, permalink: &'a str) -> &'a str {
        path_of(permalink, &self.project.config)
    }

    /// The terms of a taxonomy, with their pages where templates can ask for them.
    pub fn terms(self: &Arc<Self>, own: &Taxonomy, needs: Needs) -> Value {
        receipt::read(terms_fact(own, needs.listing()));
        let (value, made) =
            receipt::record(|| list(own.terms.iter().map(|term| self.term(term, needs))));
        receipt::pass_on(&made);
        value
    }

    /// A term, with its pages where templates can ask for them.
    pub fn listed_term(self: &Arc<Self>, own: &Taxonomy, term: &Term, needs: Needs) -> Value {
        receipt::read(term_fact(own, term, needs.listing()));
        let (value, made) = receipt::record(|| self.term(term, needs));
        receipt::pass_on(&made);
        value
    }

    /// The template that a page, or the nearest section above that says so, names.
    pub fn page_template(&self, id: DocId) -> Option<&str> {
        let own = self.catalog.doc(id).page().and_then(|front| front.template.as_deref());
        let of_section = |above: &DocId| {
            let front = self.catalog.doc(*above).section();
            front.and_then(|front: &SectionFront| front.page_template.as_deref())
        };
        own.or_else(|| self.catalog.node(id).ancestors.iter().rev().find_map(of_section))
    }
}
