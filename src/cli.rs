//! The command line: arguments in, exit code out. One file a command.

pub mod cite;
pub mod import;
pub mod watch;
pub mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns articles that cite official documents into a cross-linked static archive.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    /// The site's folder
    #[arg(short, long, default_value = ".", global = true)]
    pub root: PathBuf,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What mucluc can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn raw text and saved pages into articles
    Import(import::Args),
    /// Show what a text cites
    Cite(cite::Args),
    /// Preview the site in a browser, and keep it up to date
    Serve(serve::Args),
    /// Rebuild the site into its output folder after each change
    Watch(watch::Args),
}

/// Runs the command: 0 well, 1 errors, 2 bad usage.
pub fn run(cli: &Cli) -> ExitCode {
    match &cli.command {
        Command::Import(args) => import::run(args, cli),
        Command::Cite(args) => cite::run(args, cli),
        Command::Serve(args) => serve::run(args, cli),
        Command::Watch(args) => watch::run(args, cli),
    }
}
