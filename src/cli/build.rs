//! `mucluc build`: builds the site into its output folder.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::build::{Report, build};
use crate::cli::Cli;
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
}

/// Runs `mucluc build`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    let start = Instant::now();
    if let Some(folder) = args.output_dir.as_deref().filter(|folder| folder.exists() && !args.force)
    {
        eprintln!(
            "error: the output folder `{}` exists; add --force to write into it",
            folder.display()
        );
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

/// One line: pages, directives, committees, years, seconds.
pub fn summary(report: &Report, seconds: f64) -> String {
    let Report { n_pages, n_directives, n_committees, n_years, .. } = report;
    let written = report.published.as_ref().map_or(0, |published| published.written.len());
    format!(
        "{n_pages} pages, {n_directives} directives, {n_committees} committees, {n_years} years \
         in {seconds:.2} s ({written} of {} files written)",
        report.n_outputs
    )
}

/// How many errors a report holds, in words.
pub fn errors(report: &Report) -> String {
    use crate::diag::Severity;
    let n = report.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    match n {
        1 => "1 error".to_string(),
        n => format!("{n} errors"),
    }
}
