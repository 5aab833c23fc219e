//! `mucluc build`: builds the site into its output folder.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::build::{Report, build};
use crate::cli::{Cli, is_taken};
use crate::progress::Progress;
use crate::project::Mode;

/// The arguments of `mucluc build`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Another base URL than the configured one
    #[arg(short = 'u', long)]
    pub base_url: Option<String>,
    /// Another output folder than the configured one
    #[arg(short, long)]
    pub output_dir: Option<PathBuf>,
    /// Write into an output folder that exists and was named here
    #[arg(short, long)]
    pub force: bool,
    /// Render drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Minify the HTML
    #[arg(long)]
    pub minify: bool,
    /// Tell for each output that is rendered what made it stale
    #[arg(long)]
    pub explain: bool,
    /// Tell how long each stage and the slowest templates and pages took
    #[arg(long)]
    pub timings: bool,
}

/// How many of the slowest templates and pages are named.
const SLOWEST: usize = 10;

/// Runs `mucluc build`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    let start = Instant::now();
    if is_taken(args.output_dir.as_deref(), args.force) {
        return ExitCode::FAILURE;
    }
    let mut options = cli.options(Mode::Build);
    options.base_url.clone_from(&args.base_url);
    options.output_dir.clone_from(&args.output_dir);
    (options.drafts, options.minify) = (args.drafts, args.minify);
    let progress = Progress::choose(cli.quiet);
    let report = build(&cli.root, &options, &progress);
    progress.done();
    cli.show(&report.diagnostics);
    if args.explain {
        cli.say(&explained(&report));
    }
    if args.timings {
        cli.say(&timings(&report));
    }
    match &report.published {
        Some(_) => {
            if !cli.quiet {
                println!("{}", summary(&report, start.elapsed().as_secs_f64()));
            }
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("nothing was published: {}", errors(&report));
            ExitCode::FAILURE
        }
    }
}

/// Why each output was rendered, a line each.
fn explained(report: &Report) -> String {
    let rendered = report.rendered.iter();
    rendered.map(|one| format!("{}: {}\n", one.path, one.why)).collect()
}

/// The stages, and the slowest templates and outputs.
fn timings(report: &Report) -> String {
    let milliseconds = |took: &Duration| took.as_secs_f64() * 1000.0;
    let mut text = String::new();
    for (name, took) in &report.stages {
        text += &format!("{:>10.1} ms  {name}\n", milliseconds(took));
    }
    let mut templates: BTreeMap<&str, (Duration, usize)> = BTreeMap::new();
    for one in &report.rendered {
        let entry = templates.entry(&one.template).or_default();
        *entry = (entry.0 + one.took, entry.1 + 1);
    }
    let mut templates: Vec<_> = templates.into_iter().collect();
    templates.sort_by_key(|(_, (took, _))| std::cmp::Reverse(*took));
    text += "templates, all outputs of each together:\n";
    for (name, (took, n)) in templates.iter().take(SLOWEST) {
        text += &format!("{:>10.1} ms  {name} ({n})\n", milliseconds(took));
    }
    let mut slowest: Vec<_> = report.rendered.iter().collect();
    slowest.sort_by_key(|one| std::cmp::Reverse(one.took));
    text += "outputs:\n";
    for one in slowest.iter().take(SLOWEST) {
        text += &format!("{:>10.1} ms  {}\n", milliseconds(&one.took), one.path);
    }
    text
}

/// One line: pages, directives, committees, years, seconds.
pub fn summary(report: &Report, seconds: f64) -> String {
    // Pictures that pages asked for are files too, which no plan knows.
    let (written, all) = match &report.published {
        Some(published) => (published.written.len(), published.written.len() + published.n_same),
        None => (0, report.n_outputs),
    };
    let (counts, n_files) = (counts(report), count(all, "file"));
    format!("{counts} in {seconds:.2} s ({written} of {n_files} written)")
}

/// What a report counts: pages, directives, committees, years.
pub fn counts(report: &Report) -> String {
    let counts = [
        count(report.n_pages, "page"),
        count(report.n_directives, "directive"),
        count(report.n_committees, "committee"),
        count(report.n_years, "year"),
    ];
    counts.join(", ")
}

/// A number of things: `1 page`, `2 pages`.
pub fn count(n: usize, thing: &str) -> String {
    match n {
        1 => format!("1 {thing}"),
        n => format!("{n} {thing}s"),
    }
}

/// How many errors a report holds, in words.
pub fn errors(report: &Report) -> String {
    use crate::diag::Severity;
    let n = report.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    count(n, "error")
}
