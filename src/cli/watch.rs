//! `mucluc watch`: rebuilds the output folder after each change, without a server.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::{Cli, is_taken};
use crate::diag::Diags;
use crate::project::{self, Mode};
use crate::rebuild::{Rebuilder, Writes};
use crate::watch::{self, Batch, Engine, Finish, Outcome, Settings, Stage, Watcher};

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
    /// Write into an output folder that exists and was named here
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
    /// Tell for each output that is rendered what made it stale
    #[arg(long)]
    pub explain: bool,
}

impl Watching {
    /// What to watch of a site, and how.
    ///
    /// The site's folder may lie above the one that was named. Where it cannot be
    /// told yet, because there is no configuration or a broken one, it is that one.
    pub fn settings(&self, cli: &Cli, output: Option<&Path>) -> Settings {
        let mut diags = Diags::default();
        let project = project::open(&cli.root, &cli.options(Mode::Serve), &mut diags);
        let named = cli.root.canonicalize().unwrap_or_else(|_| cli.root.clone());
        let (site, configured) = match project {
            Some(project) => (project.root, project.output),
            None => (named.clone(), named.join("public")),
        };
        let further = self.extra.iter().map(|path| site.join(path)).collect();
        let excluded = vec![output.map_or(configured, Path::to_path_buf)];
        let quiet = Duration::from_millis(self.debounce);
        Settings { site, further, excluded, quiet, poll: self.poll }
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
    let mut engine =
        Rebuilder::new(&cli.root, options, Writes::ToDisk).explaining(args.watching.explain);
    let everything = Batch { paths: Vec::new(), rescan: true };
    let begun = engine.rebuild(&everything);
    let first = match engine.finish(&everything, &Arc::default()) {
        Finish::Whole(whole) => *whole,
        Finish::Nothing | Finish::Halted => begun,
    };
    Ok((Box::new(engine), first))
}

/// Makes sure that there is a site to watch: a broken one may be mended meanwhile, but where there
/// is none nobody would know what is waited for.
pub fn find_site(cli: &Cli) -> Result<(), Diags> {
    let mut diags = Diags::default();
    project::find(&cli.root, &cli.options(Mode::Serve), &mut diags).map(|_| ()).ok_or(diags)
}

/// Runs `mucluc watch`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    if is_taken(args.output_dir.as_deref(), args.force) {
        return ExitCode::FAILURE;
    }
    if let Err(diags) = find_site(cli) {
        cli.show(&diags.sorted());
        return ExitCode::FAILURE;
    }
    let settings = args.watching.settings(cli, args.output_dir.as_deref());
    // Looked at before it is read: what is saved during the first build is not missed.
    let mut watcher = Watcher::new(&settings);
    let (mut engine, first) = match open(cli, args) {
        Ok(opened) => opened,
        Err(diags) => {
            cli.show(&diags.sorted());
            return ExitCode::FAILURE;
        }
    };
    watcher.listen();
    cli.show(&watcher.take_diagnostics());
    cli.show(&first.diagnostics);
    say(cli, &format!("watching {} (Ctrl-C ends)", settings.site.display()));
    let stopper = watcher.stopper();
    watch::on_interrupt(move || stopper.stop());
    let mut told = first.diagnostics.clone();
    watch::run(engine.as_mut(), &mut watcher, &first, None, watch::PATIENCE, |stage| {
        if let Stage::Done { batch, whole, took, .. } = stage
            && watch::is_news(batch, whole, &told, &settings.site)
        {
            told.clone_from(&whole.diagnostics);
            cli.show(&told);
            say(cli, &watch::line(batch, whole, took, &settings.site, true));
            cli.say(&watch::reasons(whole));
        }
    });
    ExitCode::SUCCESS
}

/// Says a line to whoever listens still.
pub fn say(cli: &Cli, line: &str) {
    if !cli.quiet {
        cli.say(&format!("{line}\n"));
    }
}
