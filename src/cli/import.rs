//! `mucluc import`: turns raw text and saved pages into articles.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::cli::Cli;
use crate::diag::Diags;
use crate::diag::print::{self, Colour};
use crate::import::{self, Entry, Request};

/// The arguments of `mucluc import`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Raw files (.txt, .html, .htm) or folders of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The folder of articles, below the site's folder
    #[arg(long, default_value = "content/articles")]
    pub into: PathBuf,
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
    let request = Request {
        paths: args.paths.clone(),
        into: cli.root.join(&args.into),
        dry_run: args.dry_run,
        force: args.force,
    };
    let mut diags = Diags::default();
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
        Format::Json => cli.say(&format!("{}\n", as_json(&entries, n_errors))),
        Format::Text if cli.quiet => {}
        Format::Text => cli.say(&(dropped_lines(&entries) + &import::table::write(&entries))),
    }
    let (format, colour) = match args.format {
        Format::Json => (print::Format::Json, Colour::Off),
        Format::Text if std::io::stderr().is_terminal() => (print::Format::Human, Colour::On),
        Format::Text => (print::Format::Human, Colour::Off),
    };
    eprint!("{}", print::print(&diags.sorted(), format, colour));
    if 0 < n_errors { ExitCode::from(1) } else { ExitCode::SUCCESS }
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
fn as_json(entries: &[Entry], n_errors: usize) -> serde_json::Value {
    let articles: Vec<_> = entries.iter().map(entry_as_json).collect();
    json!({ "articles": articles, "errors": n_errors })
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
            |dropped| json!({"line": dropped.line, "reason": dropped.reason, "text": dropped.text}),
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
