//! `mucluc check`: looks for mistakes without writing anything, and lists what stays unresolved.

use std::process::ExitCode;

use crate::build::{Report, build};
use crate::cli::Cli;
use crate::cli::build::{counts, errors};
use crate::diag::Severity;
use crate::progress::Progress;
use crate::project::Mode;

/// The arguments of `mucluc check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Check drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Do not ask other hosts whether links to them work
    #[arg(long)]
    pub skip_external_links: bool,
}

/// Runs `mucluc check`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    let mut options = cli.options(Mode::Check);
    options.drafts = args.drafts;
    options.skip_external_links = args.skip_external_links;
    let progress = Progress::choose(cli.quiet);
    let report: Report = build(&cli.root, &options, &progress);
    progress.done();
    cli.show(&report.diagnostics);
    let failed = report.diagnostics.iter().any(|found| found.severity == Severity::Error);
    if !cli.quiet {
        println!("{}: {}", counts(&report), errors(&report));
    }
    match failed {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}
