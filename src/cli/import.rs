//! `mucluc import`: turns raw text and saved pages into articles.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::cite::Profile;
use crate::cli::Cli;
use crate::cli::build::count;
use crate::diag::Diags;
use crate::diag::print::{self, Colour};
use crate::import::{self, Entry, Request, Status};
use crate::load;
use crate::project::{self, Mode, Project};

/// The arguments of `mucluc import`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Raw files (.txt, .html, .htm) or folders of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The folder of articles, below the site's folder; without it that of the archive's section
    #[arg(long)]
    pub into: Option<PathBuf>,
    /// Write nothing, only show what would come of it
    #[arg(long)]
    pub dry_run: bool,
    /// Overwrite articles, even those that a person has edited
    #[arg(long)]
    pub force: bool,
    /// How to show what came of it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How the result is shown.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, clap::ValueEnum)]
pub enum Format {
    /// A table for people
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// Runs `mucluc import`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    let mut diags = Diags::default();
    // What is wrong with the configuration is for a build to tell.
    let project = project::open(&cli.root, &cli.options(Mode::Check), &mut Diags::default());
    let into = folder(args, cli, project.as_ref(), &mut diags);
    let profile = profile(project.as_ref(), &mut diags);
    let (dry_run, force) = (args.dry_run, args.force);
    // Without the words of its own profile a page would be taken for another one.
    let paths = if diags.has_errors() { Vec::new() } else { args.paths.clone() };
    let request = Request { paths, into, dry_run, force, profile };
    let bar = progress(cli.quiet);
    let entries = import::run(&request, &mut diags, &|done, total| {
        if let Some(bar) = &bar {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        } else if !cli.quiet && done < total {
            eprintln!("importing: {done} of {total} files");
        }
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let n_errors = diags.n_errors();
    match args.format {
        Format::Json => cli.say(&format!("{}\n", as_json(&entries, n_errors, &request))),
        Format::Text if cli.quiet || entries.is_empty() => {}
        Format::Text => {
            let table = import::table::write(&entries);
            cli.say(&(dropped_lines(&entries) + &table + &outcome(&entries, &request)));
        }
    }
    let (format, colour) = match args.format {
        Format::Json => (print::Format::Json, Colour::Off),
        Format::Text if std::io::stderr().is_terminal() => (print::Format::Human, Colour::On),
        Format::Text => (print::Format::Human, Colour::Off),
    };
    eprint!("{}", print::print(&diags.sorted(), format, colour));
    if 0 < n_errors { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// The folder of articles: the named one, or that of the archive's section, below the site's folder
/// wherever in the site one stands.
fn folder(args: &Args, cli: &Cli, project: Option<&Project>, diags: &mut Diags) -> PathBuf {
    let found = project::find(&cli.root, &cli.options(Mode::Check), &mut Diags::default());
    let root = found.as_ref().map_or(&cli.root, |(root, _)| root);
    let section = project.and_then(|project| project.config.archive.as_ref());
    let section = section.map_or("articles", |archive| archive.section.as_str());
    let usual = || format!("content/{section}");
    let into = root.join(args.into.clone().unwrap_or_else(|| usual().into()));
    if found.is_none() {
        diags.import_without_site(&into.display().to_string());
    } else if !into.starts_with(root.join("content")) {
        diags.import_beside_content(&into.display().to_string());
    }
    into
}

/// The profile that the site reads with, or the built-in one where there is no archive.
fn profile(project: Option<&Project>, diags: &mut Diags) -> Option<&'static Profile> {
    let own = project.and_then(|project| load::profile(project, diags));
    own.or_else(|| Profile::builtin("vi"))
}

/// Says where the articles are.
fn outcome(entries: &[Entry], request: &Request) -> String {
    let is_new = |entry: &&Entry| matches!(entry.status, Status::Written | Status::Replaced);
    let n = entries.iter().filter(is_new).count();
    let (articles, into) = (count(n, "article"), request.into.display());
    match (n, request.dry_run) {
        (0, _) => String::new(),
        (_, true) => format!("\n{articles} would be written to {into}\n"),
        (_, false) => format!("\n{articles} written to {into}\n"),
    }
}

/// A progress bar, where somebody looks at a terminal and wants to hear anything.
fn progress(quiet: bool) -> Option<indicatif::ProgressBar> {
    (!quiet && std::io::stderr().is_terminal()).then(|| {
        let style = indicatif::ProgressStyle::with_template("importing {bar:30} {pos}/{len} {eta}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
        indicatif::ProgressBar::new(0).with_style(style)
    })
}

/// Lists every line that was left out, with its number and the reason.
fn dropped_lines(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let Some(article) = &entry.article else { continue };
        for dropped in &article.found.dropped {
            let text: String = match dropped.text.chars().count() <= 60 {
                true => dropped.text.clone(),
                false => dropped.text.chars().take(59).chain(['…']).collect(),
            };
            let name = entry.file_name();
            let shown = if text.is_empty() { String::new() } else { format!(": {text}") };
            out.push_str(&format!("{name}:{}: dropped, {}{shown}\n", dropped.line, dropped.reason));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The result for machines.
fn as_json(entries: &[Entry], n_errors: usize, request: &Request) -> serde_json::Value {
    let articles: Vec<_> = entries.iter().map(entry_as_json).collect();
    json!({ "articles": articles, "errors": n_errors, "dry_run": request.dry_run })
}

/// One raw file's result for machines.
fn entry_as_json(entry: &Entry) -> serde_json::Value {
    let mut object = json!({
        "file": entry.raw.to_string_lossy(),
        "status": entry.status.word(),
        "article": entry.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
    });
    let Some(article) = &entry.article else { return object };
    let found = &article.found;
    let dated = found.dated.as_ref();
    let lines_of = |class| {
        let lines = found.lines.iter().filter(|line| line.class == class);
        lines.map(|line| line.number).collect::<Vec<_>>()
    };
    let dropped: Vec<_> = found
        .dropped
        .iter()
        .map(
            |dropped| json!({"line": dropped.line, "reason": dropped.reason.to_string(), "text": dropped.text}),
        )
        .collect();
    let more = json!({
        "title": found.title,
        "date": dated.map(|dated| import::date_words(dated.date)),
        "precision": dated.map(|dated| import::front::precision(dated.date)),
        "evidence": dated.map(|dated| dated.evidence.clone()),
        "authors": found.authors,
        "place": found.place,
        "source": found.source,
        "bodies": found.bodies,
        "directives": entry.cited.map(|cited| cited.directives),
        "committees": entry.cited.map(|cited| cited.committees),
        "derived": found.derived,
        "sha256": article.sha256,
        "title_lines": lines_of(import::line::Class::Title),
        "caption_lines": lines_of(import::line::Class::Caption),
        "byline_lines": lines_of(import::line::Class::Byline),
        "source_lines": lines_of(import::line::Class::Source),
        "dropped": dropped,
    });
    if let (Some(object), serde_json::Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}
