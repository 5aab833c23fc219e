//! `mucluc watch`: rebuilds the output folder after each change, without a server.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::cli::Cli;
use crate::diag::print::{Colour, Format, print};
use crate::diag::{Diagnostic, Diags};
use crate::project::Mode;
use crate::rebuild::{Rebuilder, Writes};
use crate::watch::{self, Batch, Engine, Outcome, Settings, Watcher};

/// The arguments of `mucluc watch`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The base URL instead of the configured one
    #[arg(short = 'u', long)]
    pub base_url: Option<String>,
    /// Build drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The output folder
    #[arg(short, long)]
    pub output_dir: Option<PathBuf>,
    /// Use the output folder even if it exists and is not ours
    #[arg(long)]
    pub force: bool,
    /// How the files are watched.
    #[command(flatten)]
    pub watching: Watching,
}

/// How the files are watched, by `watch` and `serve` alike.
#[derive(Debug, clap::Args)]
pub struct Watching {
    /// Watch this file or folder too; may be repeated
    #[arg(long = "extra-watch-path", value_name = "PATH")]
    pub extra: Vec<PathBuf>,
    /// How long nothing may change before a rebuild, in milliseconds
    #[arg(short, long, value_name = "MS", default_value_t = watch::QUIET.as_millis() as u64)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub debounce: u64,
    /// Compare the files every half second, for file systems that report no changes
    #[arg(long)]
    pub poll: bool,
}

impl Watching {
    /// What to watch of a site, and how.
    pub fn settings(&self, site: &Path, output: &Path) -> Settings {
        let extra = self.extra.iter().map(|path| site.join(path));
        Settings {
            roots: watch::usual_roots(site).into_iter().chain(extra).collect(),
            excluded: vec![site.join(output)],
            quiet: Duration::from_millis(self.debounce),
            poll: self.poll,
        }
    }
}

/// Opens the site and builds it into its output folder for the first time.
///
/// What is wrong with the site is in the outcome, and may be mended while it is
/// watched; only what can never be built is an error here.
fn open(cli: &Cli, args: &Args) -> Result<(Box<dyn Engine>, Outcome), Diags> {
    let mut options = cli.options(Mode::Build);
    options.base_url.clone_from(&args.base_url);
    options.output_dir.clone_from(&args.output_dir);
    options.drafts = args.drafts;
    let mut engine = Rebuilder::new(&cli.root, options, Writes::ToDisk);
    let first = engine.rebuild(&Batch { paths: Vec::new(), rescan: true });
    Ok((Box::new(engine), first))
}

/// Runs `mucluc watch`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    let site = std::path::absolute(&cli.root).unwrap_or_else(|_| cli.root.clone());
    let output = args.output_dir.clone().unwrap_or_else(|| PathBuf::from("public"));
    // Watched before it is read: what is saved during the first build is not missed.
    let mut watcher = Watcher::new(&args.watching.settings(&site, &output));
    let (mut engine, first) = match open(cli, args) {
        Ok(opened) => opened,
        Err(diags) => {
            show(&diags.sorted());
            return ExitCode::FAILURE;
        }
    };
    show(&watcher.take_diagnostics());
    show(&first.diagnostics);
    say(cli, &format!("watching {} (Ctrl-C ends)", site.display()));
    let stopper = watcher.stopper();
    watch::on_interrupt(move || stopper.stop());
    watcher.also_watch(&engine.also_watch());
    watch::run(engine.as_mut(), &mut watcher, &first, |batch, outcome, took| {
        show(&outcome.diagnostics);
        say(cli, &watch::line(batch, outcome, took, &site));
    });
    ExitCode::SUCCESS
}

/// Shows what is wrong, in colour where a person looks.
pub fn show(diagnostics: &[Diagnostic]) {
    let is_coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let colour = if is_coloured { Colour::On } else { Colour::Off };
    eprint!("{}", print(diagnostics, Format::Human, colour));
}

/// Says a line to whoever listens still.
pub fn say(cli: &Cli, line: &str) {
    if !cli.quiet {
        // A closed pipe must not end the watching.
        let _ = writeln!(std::io::stdout(), "{line}");
    }
}
