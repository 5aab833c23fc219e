//! Templates: the site's, its theme's and the built-in ones, loaded once.
//!
//! A name is looked for in the site, then in the theme, then among the built-in
//! ones; a theme's template stays addressable as `<theme>/templates/<name>`.

use std::path::Path;

use tera::{Context, ErrorKind, ReportError, Tera};

use crate::diag::{Diagnostic, Diags, Span};
use crate::project::Project;
use crate::render::{builtins, filters, functions};
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
                sources.push((format!("{prefix}{below}"), file, text.to_string()));
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
    let templates = Templates { tera, theme: project.theme.clone(), files: project.files.clone() };
    templates.fill(&sources, diags)
}

impl Templates {
    fn fill(mut self, sources: &[(String, String, String)], diags: &mut Diags) -> Option<Self> {
        let named = sources.iter().map(|(name, _, source)| (name.as_str(), source.as_str()));
        let Err(error) = self.tera.add_raw_templates(named) else { return Some(self) };
        // Each alone shows all that cannot be read; together Tera stops at the first.
        let mut found = 0;
        for (name, _, source) in sources {
            if let Err(error) = Tera::default().add_raw_template(name, source)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                diags.push(self.diagnostic(&error));
                found += 1;
            }
        }
        if found == 0 {
            diags.push(self.diagnostic(&error));
        }
        None
    }

    /// The engine.
    pub fn tera(&self) -> &Tera {
        &self.tera
    }

    /// Whether a template can be found under this name.
    pub fn has(&self, name: &str) -> bool {
        let themed = self.theme.as_ref().map(|theme| format!("{theme}/templates/{name}"));
        self.tera.contains_template(name)
            || themed.is_some_and(|name| self.tera.contains_template(&name))
            || self.tera.contains_template(&format!("{BUILTINS}{name}"))
    }

    /// The names under which site and theme have templates, for suggestions.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.tera.get_template_names().filter(|name| !name.starts_with(BUILTINS)).collect();
        names.sort_unstable();
        names
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
                self.placed(report, "template-syntax").hint("mend the template at this place")
            }
            ErrorKind::RenderingError(report) => self.placed(report, "template-error"),
            ErrorKind::MissingParent { current, parent } => Diagnostic::error(
                "no-template",
                format!("the template extends `{parent}`, which does not exist"),
            )
            .at(Span::file(&self.file(current)))
            .hint(crate::diag::suggestion(parent, self.names())),
            ErrorKind::TemplateNotFound(name) => {
                Diagnostic::error("no-template", format!("there is no template `{name}`"))
                    .hint(crate::diag::suggestion(name, self.names()))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Diagnostic::error("template-loop", error.to_string())
                    .at(Span::file(&self.file(tpl)))
            }
            _ => Diagnostic::error("template-error", error.to_string()),
        };
        let mut source = std::error::Error::source(error);
        let mut diagnostic = diagnostic;
        while let Some(cause) = source {
            diagnostic = diagnostic.during(cause.to_string());
            source = cause.source();
        }
        diagnostic
    }

    fn placed(&self, report: &ReportError, code: &'static str) -> Diagnostic {
        let message = lower_first(report.message());
        let file = self.file(report.filename());
        let mut ignored = Diags::default();
        let diagnostic = Diagnostic::error(code, message);
        match self.files.text(&file, &mut ignored) {
            Some(source) => {
                let span = report.span();
                let start = text::offset(&source, span.start_line, span.start_col + 1);
                let end = text::offset(&source, span.end_line, span.end_col + 1).max(start);
                diagnostic.at(Span {
                    file: file.as_str().into(),
                    text: Some(source),
                    range: start..end,
                })
            }
            None => diagnostic.at(Span::file(&file)),
        }
    }
}

/// Messages of ours start small.
fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
