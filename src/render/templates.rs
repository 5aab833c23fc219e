//! Templates: the site's, its theme's and the built-in ones, loaded once.
//!
//! A name is looked for in the site, then in the theme, then among the built-in
//! ones; a theme's template stays addressable as `<theme>/templates/<name>`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use tera::{Context, ErrorKind, ReportError, Tera};

use crate::diag::{Diagnostic, Diags, Span};
use crate::project::Project;
use crate::render::detail::Detail;
use crate::render::needs::{AllNeeds, Needs};
use crate::render::old::{self, Place};
use crate::render::receipt::{Fact, Kind, name_of};
use crate::render::{advice, builtins, child, circle, filters, functions};
use crate::source::Files;
use crate::text;

/// The file endings that are templates.
const EXTENSIONS: [&str; 6] = ["html", "xml", "md", "txt", "json", "ics"];

/// The prefix of built-in templates.
const BUILTINS: &str = "__zola_builtins/";

/// All templates of a site.
#[derive(Debug)]
pub struct Templates {
    /// The engine with everything registered.
    tera: Tera,
    /// The theme's folder name.
    theme: Option<String>,
    /// Where sources are read for diagnostics.
    files: Files,
    /// What templates can ask for.
    detail: Detail,
    /// What each template can ask of the pages that it lists.
    needs: AllNeeds,
    /// Whether a template that lists pages without a limit shows their texts.
    share_texts: bool,
    /// The names under which templates were loaded.
    loaded: BTreeSet<String>,
    /// The names of site's and theme's templates, read or not.
    names: BTreeSet<String>,
    /// The names of components, for suggestions also where templates could not be read.
    components: BTreeSet<String>,
}

/// Loads all templates; each one that cannot be read gives a diagnostic.
pub fn load(project: &Project, clock: filters::Clock, diags: &mut Diags) -> Option<Templates> {
    let mut sources: Vec<(String, String, String)> = Vec::new();
    for (name, source) in builtins::TEMPLATES {
        sources.push((format!("{BUILTINS}{name}"), String::new(), source.to_string()));
    }
    let mut folders = vec![("templates".to_string(), String::new())];
    if let Some(theme) = &project.theme {
        folders.push((format!("themes/{theme}/templates"), format!("{theme}/templates/")));
    }
    for (folder, prefix) in &folders {
        for file in project.files.walk(folder, diags) {
            let is_template = Path::new(&file)
                .extension()
                .is_some_and(|ending| EXTENSIONS.iter().any(|known| ending == *known));
            if !is_template {
                continue;
            }
            if let Some(text) = project.files.text(&file, diags) {
                let below = file[folder.len() + 1..].to_string();
                let source = tidied(&file, &text, diags);
                sources.push((format!("{prefix}{below}"), file, source));
            }
        }
    }
    let mut tera = Tera::default();
    let mut prefixes: Vec<String> = Vec::new();
    if let Some(theme) = &project.theme {
        prefixes.push(format!("{theme}/templates/"));
    }
    prefixes.push(BUILTINS.to_string());
    if let Err(error) = tera.set_fallback_prefixes(prefixes) {
        diags.push(Diagnostic::error("templates", error.to_string()));
    }
    filters::register(&mut tera, &project.config.default_language, clock);
    functions::register(&mut tera);
    tera.global_context().insert("zola_version", crate::project::ZOLA_VERSION);
    // The built-in templates name no field that is left out.
    let own = sources.iter().filter(|(name, ..)| !name.starts_with(BUILTINS));
    let detail = Detail::of(own.map(|(name, _, source)| (name.as_str(), source.as_str())));
    let (theme, files) = (project.theme.clone(), project.files.clone());
    let (needs, share_texts) = (AllNeeds::default(), false);
    let loaded = sources.iter().map(|(name, ..)| name.clone()).collect();
    let components = sources.iter().flat_map(|(.., source)| components(source)).collect();
    let own = sources.iter().filter(|(name, ..)| !name.starts_with(BUILTINS));
    let names = own.map(|(name, ..)| name.clone()).collect();
    let templates =
        Templates { tera, theme, files, detail, needs, share_texts, loaded, names, components };
    let templates = templates.fill(&sources, diags)?;
    for (_, file, _) in sources.iter().filter(|(_, file, _)| !file.is_empty()) {
        templates.report_silent(file, diags);
    }
    Some(templates.read_needs(&sources))
}

impl Templates {
    /// Gives all templates to Tera; none where one cannot be read, and then all that cannot are
    /// reported.
    fn fill(mut self, sources: &[(String, String, String)], diags: &mut Diags) -> Option<Self> {
        let named = sources.iter().map(|(name, _, source)| (name.as_str(), source.as_str()));
        let Err(error) = self.tera.add_raw_templates(named) else { return Some(self) };
        let before = diags.list.len();
        // Each alone shows all that cannot be read; together Tera stops at the first.
        for (name, _, source) in sources {
            if let Err(error) = Tera::default().add_raw_template(name, source)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
                && !self.report_old(name, diags)
            {
                diags.push(self.diagnostic(&error));
            }
        }
        // Names that nobody knows come all at once, as one long text.
        if diags.list.len() == before {
            let listed = unknown_names(&error.to_string());
            let files: BTreeSet<&str> = listed.iter().map(|(_, name, ..)| name.as_str()).collect();
            let old: BTreeSet<&str> =
                files.into_iter().filter(|name| self.report_old(name, diags)).collect();
            for (message, name, line, column) in
                listed.iter().filter(|(_, name, ..)| !old.contains(name.as_str()))
            {
                diags.push(self.unknown_name(message, name, *line, *column));
            }
        }
        if diags.list.len() == before {
            diags.push(self.diagnostic(&error));
        }
        None
    }

    /// Tells of the constructs of a template that are read and do nothing any more.
    fn report_silent(&self, file: &str, diags: &mut Diags) {
        let Some(source) = self.files.text(file, &mut Diags::default()) else { return };
        let found = old::diagnose(&source, Place::Template, &functions::NAMES);
        for old in found.into_iter().filter(|old| old.is_silent) {
            let span = Span { file: file.into(), text: Some(source.clone()), range: old.range };
            diags.old_construct_ignored(span, &old.construct, &old.instead);
        }
    }

    /// Tells of the constructs of a template that are no longer; whether there are any.
    fn report_old(&self, name: &str, diags: &mut Diags) -> bool {
        let file = self.file(name);
        let Some(source) = self.files.text(&file, &mut Diags::default()) else { return false };
        let found = old::diagnose(&source, Place::Template, &functions::NAMES);
        for old in &found {
            let span = Span {
                file: file.as_str().into(),
                text: Some(source.clone()),
                range: old.range.clone(),
            };
            diags.old_construct(span, &old.construct, &old.instead);
        }
        !found.is_empty()
    }

    /// Reports a filter, test, function or component that nobody knows.
    fn unknown_name(&self, message: &str, name: &str, line: usize, column: usize) -> Diagnostic {
        let file = self.file(name);
        let hint = self.known_names(message);
        let diagnostic = Diagnostic::error("unknown-name", advice::lower_first(message)).hint(hint);
        match self.files.text(&file, &mut Diags::default()) {
            Some(source) => {
                let start = text::offset(&source, line, column);
                let length = source[start..].find(['(', ' ', '}', ')', '|']).unwrap_or(0);
                let range = start..start + length;
                diagnostic.at(Span { file: file.as_str().into(), text: Some(source), range })
            }
            None => diagnostic.at(Span::file(&file)),
        }
    }

    /// What to write in the place of a name that nobody knows.
    pub fn known_names(&self, message: &str) -> String {
        match message.split('`').nth(1) {
            Some(word) if message.contains("function") => {
                crate::diag::suggestion(word, functions::NAMES)
            }
            Some(word) if message.contains("component") && self.components.is_empty() => {
                format!(
                    "define it in a template: `{{% component {word}() %}}…{{% endcomponent %}}`"
                )
            }
            Some(word) if message.contains("component") => {
                crate::diag::suggestion(word, self.components.iter().map(String::as_str))
            }
            Some(name) if message.starts_with("Block") => {
                format!("take it out, or give a template above it `{{% block {name} %}}`")
            }
            Some(name) if message.contains("template") => {
                crate::diag::suggestion(name, self.names())
            }
            Some(word) if message.contains("filter") => {
                match text::nearest(word, advice::FILTERS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "docs/compat.md lists all filters".to_string(),
                }
            }
            _ => "look the name up in docs/templates.md".to_string(),
        }
    }

    /// The engine.
    pub fn tera(&self) -> &Tera {
        &self.tera
    }

    /// Reads what each template needs.
    fn read_needs(mut self, sources: &[(String, String, String)]) -> Self {
        let named: Vec<(&str, &str)> =
            sources.iter().map(|(name, _, source)| (name.as_str(), source.as_str())).collect();
        self.needs = AllNeeds::of(&named, &|name| self.find(name));
        let lists = named.iter().filter(|(name, _)| !name.ends_with(".xml"));
        self.share_texts = lists.into_iter().any(|(name, _)| self.needs.get(name).texts);
        self
    }

    /// What a template, with all that it takes in, can ask for.
    pub fn needs(&self, name: &str) -> Needs {
        self.find(name).map(|name| self.needs.get(&name)).unwrap_or_default()
    }

    /// The fingerprint of the template that a fact is about; 0 where there is none.
    pub fn print_of(&self, fact: Fact) -> u64 {
        self.name_behind(fact).map_or(0, |name| self.needs(&name).print)
    }

    /// The name of the template that a fact is about, as templates call it.
    pub fn name_behind(&self, fact: Fact) -> Option<String> {
        if fact.kind() != Kind::Template {
            return None;
        }
        let prefix = self.theme.as_ref().map(|theme| format!("{theme}/templates/"));
        self.tera.get_template_names().find_map(|name| {
            let themed = prefix.as_ref().and_then(|prefix| name.strip_prefix(prefix.as_str()));
            let short = [Some(name), themed, name.strip_prefix(BUILTINS)].into_iter().flatten();
            short.into_iter().find(|name| name_of(name) == fact.name()).map(String::from)
        })
    }

    /// A hash of all sources that define components.
    pub fn components(&self) -> u64 {
        self.needs.components
    }

    /// Whether texts are worth keeping once they are rendered, because lists show them too.
    pub fn share_texts(&self) -> bool {
        self.share_texts
    }

    /// Whether any template can read a field of this name.
    pub fn want(&self, field: &str) -> bool {
        self.detail.wants(field)
    }

    /// Whether a template, or one that it extends or includes, can name a variable.
    pub fn names_variable(&self, template: &str, variable: &str) -> bool {
        let theme = self.theme.as_ref().map(|theme| format!("{theme}/templates/"));
        let folders: Vec<&str> = [Some(""), theme.as_deref()].into_iter().flatten().collect();
        self.detail.names(template, variable, &folders)
    }

    /// The name under which a template was loaded: the site's, the theme's or a built-in one.
    fn find(&self, name: &str) -> Option<String> {
        let themed = self.theme.as_ref().map(|theme| format!("{theme}/templates/{name}"));
        [Some(name.to_string()), themed, Some(format!("{BUILTINS}{name}"))]
            .into_iter()
            .flatten()
            .find(|name| self.loaded.contains(name))
    }

    /// Whether a template can be found under this name.
    pub fn has(&self, name: &str) -> bool {
        let themed = self.theme.as_ref().map(|theme| format!("{theme}/templates/{name}"));
        self.tera.contains_template(name)
            || themed.is_some_and(|name| self.tera.contains_template(&name))
            || self.tera.contains_template(&format!("{BUILTINS}{name}"))
    }

    /// Whether the site itself has a template of this name, not only its theme.
    pub fn is_of_site(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The first of a taxonomy's templates that exists; `kind` is `list` or `single`.
    pub fn of_taxonomy(&self, name: &str, kind: &str) -> Option<String> {
        taxonomy_candidates(name, kind).into_iter().find(|candidate| self.has(candidate))
    }

    /// Whether a taxonomy's template of a kind can name a variable.
    pub fn taxonomy_names(&self, name: &str, kind: &str, variable: &str) -> bool {
        let template = self.of_taxonomy(name, kind);
        template.is_some_and(|template| self.names_variable(&template, variable))
    }

    /// The names under which site and theme have templates, for suggestions.
    pub fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    /// Renders a template.
    ///
    /// # Errors
    /// What Tera says, with the template's file, line and column.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera.render(name, context).map_err(|error| Box::new(self.diagnostic(&error)))
    }

    /// The file behind a template's name.
    fn file(&self, name: &str) -> String {
        let prefix = self.theme.as_ref().map(|theme| format!("{theme}/templates/"));
        match prefix.and_then(|prefix| name.strip_prefix(prefix.as_str())) {
            Some(below) => {
                format!("themes/{}/templates/{below}", self.theme.as_deref().unwrap_or_default())
            }
            None => format!("templates/{name}"),
        }
    }

    /// Turns what Tera says into a diagnostic with a place.
    pub fn diagnostic(&self, error: &tera::Error) -> Diagnostic {
        let diagnostic = match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let diagnostic = self.placed(report, "template-syntax");
                match diagnostic.hints.is_empty() {
                    true => diagnostic.hint("mend the template at this place"),
                    false => diagnostic,
                }
            }
            ErrorKind::RenderingError(report) => self.placed(report, "template-error"),
            ErrorKind::MissingParent { current, parent } => Diagnostic::error(
                "no-template",
                format!("the template extends `{parent}`, which does not exist"),
            )
            .at(self.place_of(current, parent))
            .hint({
                let others: Vec<&str> =
                    self.names().into_iter().filter(|name| name != current).collect();
                crate::diag::suggestion(parent, others)
            }),
            ErrorKind::TemplateNotFound(name) => {
                Diagnostic::error("no-template", format!("there is no template `{name}`"))
                    .hint(crate::diag::suggestion(name, self.names()))
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                let chain = std::iter::once(tpl).chain(inheritance_chain);
                self.circle("extend", &chain.cloned().collect::<Vec<_>>())
            }
            ErrorKind::CircularInclude { include_chain, .. } => {
                self.circle("include", include_chain)
            }
            ErrorKind::Msg(said) if circle::is_told_by(said) => {
                let message = "components call one another without end";
                let diagnostic = Diagnostic::error("template-loop", message)
                    .hint("look for a component that calls itself; an `if` must end that");
                match self.circle_of_components() {
                    Some(place) => diagnostic.at(place),
                    None => diagnostic,
                }
            }
            _ => match self.component_twice(&error.to_string()) {
                Some(diagnostic) => diagnostic,
                None => Diagnostic::error("template-error", error.to_string()),
            },
        };
        let mut source = std::error::Error::source(error);
        let mut diagnostic = diagnostic;
        while let Some(cause) = source {
            diagnostic = diagnostic.during(cause.to_string());
            source = cause.source();
        }
        diagnostic
    }

    /// Where a component leads back to itself.
    fn circle_of_components(&self) -> Option<Span> {
        let read = |name: &String| {
            let file = self.file(name);
            let source = self.files.text(&file, &mut Diags::default())?;
            Some((file, source))
        };
        let files: Vec<_> = self.names.iter().filter_map(read).collect();
        let sources: Vec<&str> = files.iter().map(|(_, source)| &**source).collect();
        let (at, range) = circle::find(&sources)?;
        let (file, source) = &files[at];
        Some(Span { file: file.as_str().into(), text: Some(source.clone()), range })
    }

    /// Reports a component that two templates define, at the place of the second.
    fn component_twice(&self, said: &str) -> Option<Diagnostic> {
        let mut quoted = said.split('`').skip(1).step_by(2);
        let (component, first, second) = (quoted.next()?, quoted.next()?, quoted.next()?);
        if !said.contains("is defined in both") {
            return None;
        }
        let message = format!("there are two components `{component}`");
        let definition = format!("component {component}");
        let diagnostic = Diagnostic::error("duplicate-component", message)
            .at(self.place_of(second, &definition))
            .label(self.place_of(first, &definition), "this is the other");
        Some(diagnostic.hint("components of all templates share one list of names: rename one"))
    }

    /// Reports templates that extend or include one another, first to first.
    ///
    /// Tera starts at any of them; here it is always the first by name.
    fn circle(&self, verb: &str, chain: &[String]) -> Diagnostic {
        let start = chain.iter().position(|name| chain.last() == Some(name)).unwrap_or(0);
        let mut circle = chain[start..chain.len().saturating_sub(1).max(start)].to_vec();
        let least = circle.iter().enumerate().min_by_key(|(_, name)| *name).map(|(at, _)| at);
        circle.rotate_left(least.unwrap_or(0));
        circle.extend(circle.first().cloned());
        let names: Vec<String> = circle.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("templates {verb} one another in a circle: {}", names.join(" → "));
        let diagnostic = Diagnostic::error("template-loop", message);
        let diagnostic = match circle.as_slice() {
            [first, next, ..] => diagnostic.at(self.place_of(first, next)),
            _ => diagnostic,
        };
        diagnostic.hint("let one of them do without the other")
    }

    /// Where a template names another one; the whole file where it does not.
    fn place_of(&self, name: &str, other: &str) -> Span {
        let file = self.file(name);
        let source = self.files.text(&file, &mut Diags::default());
        let found = source.and_then(|source| Some((source.find(other)?, source)));
        match found {
            Some((at, source)) => {
                Span { file: file.as_str().into(), text: Some(source), range: at..at + other.len() }
            }
            None => Span::file(&file),
        }
    }

    /// What Tera says of a template, at its place in the file.
    fn placed(&self, report: &ReportError, code: &'static str) -> Diagnostic {
        let file = self.file(report.filename());
        match self.files.text(&file, &mut Diags::default()) {
            Some(source) => {
                let span = report.span();
                let start = text::offset(&source, span.start_line, span.start_col + 1);
                let end = text::offset(&source, span.end_line, span.end_col + 1).max(start);
                let told = advice::put(report.message(), &source, start..end);
                let old = old_form(report.message(), &source, &(start..end));
                let mut diagnostic = Diagnostic::error(code, told.message);
                diagnostic.hints.extend(old.or(told.hint));
                diagnostic.at(Span {
                    file: file.as_str().into(),
                    text: Some(source),
                    range: start..end,
                })
            }
            None => {
                let message = advice::lower_first(report.message());
                Diagnostic::error(code, message).at(Span::file(&file))
            }
        }
    }
}

/// Where a taxonomy's template is looked for, in this order.
pub fn taxonomy_candidates(name: &str, kind: &str) -> [String; 2] {
    [format!("{name}/{kind}.html"), format!("taxonomy_{kind}.html")]
}

/// What to write where a template failed over a name or an argument of an older Zola.
fn old_form(message: &str, source: &str, place: &Range<usize>) -> Option<String> {
    let mut words = message.split('`');
    if words.next().is_some_and(|kind| matches!(kind.trim(), "Field" | "Variable"))
        && let Some(now) = words.next().and_then(old::name_now)
    {
        return Some(now.to_string());
    }
    let found = old::diagnose(source, Place::Template, &functions::NAMES);
    let meets = |old: &old::Old| old.range.start <= place.end && place.start <= old.range.end;
    found.into_iter().find(meets).map(|old| format!("{}: {}", old.construct, old.instead))
}

/// The names of the components that a template defines.
fn components(source: &str) -> Vec<String> {
    let name = |block: &old::Block| {
        let rest = source[block.range.clone()].trim_start_matches("{%").trim_start_matches('-');
        let signature = rest.trim_start().strip_prefix("component ")?;
        Some(signature.split('(').next()?.trim().to_string())
    };
    old::blocks(source).iter().filter_map(name).collect()
}

/// Takes out of a child template what is never shown, and tells of what may have been meant.
fn tidied(file: &str, source: &str, diags: &mut Diags) -> String {
    let Some(child) = child::tidy(source) else { return source.to_string() };
    for range in child.lost {
        diags.push(
            Diagnostic::warning(
                "never-shown",
                "a template that extends another shows only its blocks",
            )
            .at(Span::of(file, source, range))
            .hint("move this into a `{% block … %}` that the other template has, or delete it"),
        );
    }
    child.source
}

/// The names that nobody knows, each with its template, line and column, out of Tera's report.
pub fn unknown_names(report: &str) -> Vec<(String, String, usize, usize)> {
    let mut found = Vec::new();
    let mut message = None;
    for line in report.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("error: ") {
            message = Some(said.to_string());
        } else if let Some(place) = line.strip_prefix("--> ")
            && let Some(message) = message.take()
        {
            let mut parts = place.rsplitn(3, ':');
            let mut number = || parts.next().and_then(|part| part.parse().ok());
            if let (Some(column), Some(line)) = (number(), number())
                && let Some(name) = parts.next()
            {
                found.push((message, name.to_string(), line, column));
            }
        }
    }
    found
}
