//! `mucluc import`: turns raw text and saved pages into articles.

use std::process::ExitCode;

use crate::cli::Cli;

/// The arguments of `mucluc import`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `mucluc import`.
pub fn run(_args: &Args, _cli: &Cli) -> ExitCode {
    ExitCode::SUCCESS
}
