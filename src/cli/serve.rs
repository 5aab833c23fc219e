//! `mucluc serve`: the site in a browser, as it is at each moment.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use crate::cli::watch::{Watching, find_site, say};
use crate::cli::{Cli, is_taken};
use crate::diag::Diags;
use crate::project::{self, Mode};
use crate::rebuild::{Rebuilder, Writes};
use crate::serve::{self, Reload, Server};
use crate::watch::{self, Batch, Engine, Outcome, Stage, Watcher};

/// The arguments of `mucluc serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The address to listen on; 0.0.0.0 opens the preview to the network
    #[arg(short, long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub interface: IpAddr,
    /// The port; without it 1111, or the next one that is free
    #[arg(short, long)]
    pub port: Option<u16>,
    /// The base URL instead of the address that is listened on
    #[arg(short = 'u', long)]
    pub base_url: Option<String>,
    /// Do not add the port to the base URL
    #[arg(long)]
    pub no_port_append: bool,
    /// Open the site in a browser
    #[arg(short = 'O', long)]
    pub open: bool,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Do not reload pages when the site changes
    #[arg(long)]
    pub no_reload: bool,
    /// Let the browser go to the page that was edited
    #[arg(long, conflicts_with = "no_reload")]
    pub navigate: bool,
    /// Answer to this host name too; may be repeated
    #[arg(long = "allow-host", value_name = "NAME")]
    pub allow_hosts: Vec<String>,
    /// Write the pages to the output folder as well
    #[arg(long)]
    pub store_html: bool,
    /// The output folder
    #[arg(short, long)]
    pub output_dir: Option<PathBuf>,
    /// Write into an output folder that exists and was named here
    #[arg(long)]
    pub force: bool,
    /// Accepted for Zola's sake: every rebuild is of the least that changed
    #[arg(short, long)]
    pub fast: bool,
    /// How the files are watched.
    #[command(flatten)]
    pub watching: Watching,
}

/// A site that is ready to be served.
pub struct Opened {
    /// What rebuilds it.
    pub engine: Box<dyn Engine>,
    /// How it was built first, errors included.
    pub first: Outcome,
    /// The base URL that it was built with.
    pub base_url: String,
}

/// Opens the site for a preview at an address and builds it for the first time.
///
/// What is wrong with the site is in the first outcome, and may be mended while it
/// is served; only what can never be served is an error here.
fn open(cli: &Cli, args: &Args, address: SocketAddr) -> Result<Opened, Diags> {
    let base_url = serve::base_url(
        &configured_base(cli),
        args.base_url.as_deref(),
        address,
        args.no_port_append,
    );
    let mut options = cli.options(Mode::Serve);
    options.base_url = Some(base_url.clone());
    options.output_dir.clone_from(&args.output_dir);
    options.drafts = args.drafts;
    // What is served may not be stored, and a style sheet whose address stays can be swapped.
    options.never_cached = !args.store_html;
    let writes = if args.store_html { Writes::ToDisk } else { Writes::Nowhere };
    let mut engine = Rebuilder::new(&cli.root, options, writes).explaining(args.watching.explain);
    let first = engine.rebuild(&Batch { paths: Vec::new(), rescan: true });
    Ok(Opened { engine: Box::new(engine), first, base_url })
}

/// The base URL that the site's own configuration names; nothing where it cannot be read yet.
fn configured_base(cli: &Cli) -> String {
    let mut diags = Diags::default();
    let project = project::open(&cli.root, &cli.options(Mode::Serve), &mut diags);
    project.map(|project| project.config.base_url).unwrap_or_default()
}

/// Runs `mucluc serve`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    // Where nothing is written nothing can be overwritten.
    if args.store_html && is_taken(args.output_dir.as_deref(), args.force) {
        return ExitCode::FAILURE;
    }
    match serve(args, cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(diags) => {
            cli.show(&diags.sorted());
            ExitCode::FAILURE
        }
    }
}

/// Serves until the person ends it.
fn serve(args: &Args, cli: &Cli) -> Result<(), Diags> {
    find_site(cli)?;
    let listener = serve::bind(args.interface, args.port)
        .map_err(|error| cannot_listen(args.interface, args.port, &error))?;
    let address =
        listener.local_addr().map_err(|error| cannot_listen(args.interface, args.port, &error))?;
    let watching = args.watching.settings(cli, args.output_dir.as_deref());
    // Looked at before it is read: what is saved during the first build is not missed.
    let mut watcher = Watcher::new(&watching);
    let mut opened = open(cli, args, address)?;
    let settings = serve::Settings {
        base_path: serve::base_path(&opened.base_url),
        allowed_hosts: args.allow_hosts.clone(),
        reload: match (args.no_reload, args.navigate) {
            (true, _) => Reload::Off,
            (_, true) => Reload::Navigate,
            _ => Reload::Page,
        },
        ..serve::Settings::default()
    };
    let server = Server::start(listener, settings, &opened.first)
        .map_err(|error| cannot_listen(args.interface, args.port, &error))?;
    cli.show(&opened.first.diagnostics);
    greet(args, cli, &opened.base_url, address);
    let stopper = watcher.stopper();
    watch::on_interrupt(move || stopper.stop());
    watcher.listen();
    cli.show(&watcher.take_diagnostics());
    let engine = opened.engine.as_mut();
    let everything = Some(Batch { paths: Vec::new(), rescan: true });
    // Whoever asks for a page has it rendered then, so the rest can always wait; files cannot.
    let mut told = opened.first.diagnostics.clone();
    let mut is_first = true;
    let patience = if args.store_html { watch::PATIENCE } else { Duration::MAX };
    watch::run(engine, &mut watcher, &opened.first, everything, patience, |stage| match stage {
        Stage::Begun(begun) => server.publish(begun),
        // Of the first rendering of all pages there is nothing to say but what is wrong.
        Stage::Done { batch, rest, .. } if batch.paths.is_empty() => {
            match std::mem::take(&mut is_first) {
                true => server.settle(rest),
                false => server.publish(rest),
            }
            told.clone_from(&rest.diagnostics);
            cli.show(&told);
        }
        Stage::Done { batch, rest, whole, took } => {
            is_first = false;
            server.publish(rest);
            if watch::is_news(batch, whole, &told, &watching.site) {
                told.clone_from(&rest.diagnostics);
                cli.show(&told);
                let line = watch::line(batch, whole, took, &watching.site, args.store_html);
                say(cli, &line);
                cli.say(&watch::reasons(whole));
            }
        }
    });
    Ok(())
}

/// Tells where the preview is and who can reach it, and opens it in a browser.
fn greet(args: &Args, cli: &Cli, base_url: &str, address: SocketAddr) {
    let home = match base_url.starts_with("http") {
        true => format!("{}/", base_url.trim_end_matches('/')),
        false => {
            format!("{}/", serve::base_url(base_url, None, address, false).trim_end_matches('/'))
        }
    };
    say(cli, &format!("serving {home} (Ctrl-C ends)"));
    let path = serve::base_path(base_url);
    for open in serve::open_addresses(address) {
        // A person should know of this even when all else is quiet.
        eprintln!("open to the network at http://{open}{path}");
    }
    if args.open
        && let Err(error) = open::that(&home)
    {
        let mut diags = Diags::default();
        diags.cannot_open_browser(&home, &error);
        cli.show(&diags.sorted());
    }
}

/// What to say when the port cannot be had.
fn cannot_listen(interface: IpAddr, port: Option<u16>, error: &std::io::Error) -> Diags {
    let mut diags = Diags::default();
    diags.cannot_listen(interface, port.unwrap_or(serve::PORT), error);
    diags
}
