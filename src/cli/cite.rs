//! `mucluc cite`: shows what a text cites.

use std::process::ExitCode;

use crate::cli::Cli;

/// The arguments of `mucluc cite`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `mucluc cite`.
pub fn run(_args: &Args, _cli: &Cli) -> ExitCode {
    ExitCode::SUCCESS
}
