//! The command line: arguments in, exit code out. One file a command.

pub mod build;
pub mod check;
pub mod cite;
pub mod import;
pub mod init;
pub mod serve;
pub mod watch;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::data::remote::Network;
use crate::diag::Diagnostic;
use crate::diag::print::{Colour, Format, print};
use crate::project::{Mode, Options};

/// Turns articles that cite official documents into a cross-linked static archive.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    /// The site's folder
    #[arg(short, long, default_value = ".", global = true)]
    pub root: PathBuf,
    /// The configuration file, if not zola.toml or config.toml
    #[arg(short, long, global = true)]
    pub config: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value = "human", global = true)]
    pub diagnostics: Format,
    /// How far templates may reach for remote data
    #[arg(long, value_enum, default_value = "public", global = true)]
    pub network: Reach,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How far a build may reach for remote data.
#[derive(Debug, Copy, Clone, Eq, PartialEq, clap::ValueEnum)]
pub enum Reach {
    /// Nowhere
    Offline,
    /// To the open internet
    Public,
    /// Anywhere, addresses of this machine and its network included
    Anywhere,
}

impl From<Reach> for Network {
    fn from(reach: Reach) -> Network {
        match reach {
            Reach::Offline => Network::Offline,
            Reach::Public => Network::Public,
            Reach::Anywhere => Network::Anywhere,
        }
    }
}

/// What mucluc can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site with an archive
    Init(init::Args),
    /// Turn raw text and saved pages into articles
    Import(import::Args),
    /// Build the site into its output folder
    Build(build::Args),
    /// Preview the site in a browser, and keep it up to date
    Serve(serve::Args),
    /// Rebuild the site into its output folder after each change
    Watch(watch::Args),
    /// Look for mistakes without writing anything
    Check(check::Args),
    /// Show what a text cites
    Cite(cite::Args),
    /// Write a completion script for a shell
    #[command(alias = "completion")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the pages of `man` into a folder, one a command
    Man {
        /// The folder, such as ~/.local/share/man/man1
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
}

/// Runs the command: 0 well, 1 errors, 2 bad usage.
pub fn run(cli: &Cli) -> ExitCode {
    match &cli.command {
        Command::Init(args) => init::run(args, cli),
        Command::Import(args) => import::run(args, cli),
        Command::Build(args) => build::run(args, cli),
        Command::Serve(args) => serve::run(args, cli),
        Command::Watch(args) => watch::run(args, cli),
        Command::Check(args) => check::run(args, cli),
        Command::Cite(args) => cite::run(args, cli),
        Command::Completions { shell } => {
            let mut command = Cli::command();
            clap_complete::generate(*shell, &mut command, "mucluc", &mut std::io::stdout());
            ExitCode::SUCCESS
        }
        Command::Man { folder } => man(folder),
    }
}

/// Writes the pages of `man`, whose words are those of `--help`.
fn man(folder: &Path) -> ExitCode {
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot write into the folder `{}`: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    /// The options of a build in a mode.
    pub fn options(&self, mode: Mode) -> Options {
        let (config, network) = (self.config.clone(), self.network.into());
        Options { mode, config, network, ..Options::default() }
    }

    /// Says something on standard output, to whoever listens still: a closed pipe, as `head` leaves
    /// one, ends nothing.
    pub fn say(&self, text: &str) {
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    /// Shows diagnostics on standard error; warnings are left out when quiet.
    pub fn show(&self, diagnostics: &[Diagnostic]) {
        use crate::diag::Severity;
        let wanted = |found: &&Diagnostic| !self.quiet || found.severity == Severity::Error;
        let shown: Vec<Diagnostic> = diagnostics.iter().filter(wanted).cloned().collect();
        eprint!("{}", print(&shown, self.diagnostics, colour()));
    }
}

/// Whether an output folder that was named exists and is not to be written into; tells of it.
pub fn is_taken(folder: Option<&Path>, force: bool) -> bool {
    let taken = folder.filter(|folder| folder.exists() && !force);
    if let Some(folder) = taken {
        eprintln!(
            "error: the output folder `{}` exists; add --force to write into it",
            folder.display()
        );
    }
    taken.is_some()
}

/// Whether standard error takes colours: a terminal, unless `NO_COLOR` or `CLICOLOR=0` says no.
pub fn colour() -> Colour {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let no =
        std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || is("CLICOLOR", "0");
    let forced = is("CLICOLOR_FORCE", "1");
    match forced || (std::io::stderr().is_terminal() && !no) {
        true => Colour::On,
        false => Colour::Off,
    }
}
