//! `mucluc init`: makes a new site with an archive.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::Cli;
use crate::theme;

/// The arguments of `mucluc init`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to make
    pub dir: PathBuf,
    /// Make it in a folder that has files already; none of them is overwritten
    #[arg(short, long)]
    pub force: bool,
}

/// The files of a new site, each with its text.
const FILES: [(&str, &str); 6] = [
    (".gitignore", "/public\n/.mucluc\n"),
    ("zola.toml", include_str!("init/zola.toml")),
    ("content/_index.md", include_str!("init/_index.md")),
    ("content/articles/_index.md", include_str!("init/articles.md")),
    ("content/directives/README.txt", include_str!("init/directives.txt")),
    ("content/committees/README.txt", include_str!("init/committees.txt")),
];

/// Runs `mucluc init`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    let has_files = std::fs::read_dir(&args.dir).is_ok_and(|mut found| found.next().is_some());
    if has_files && !args.force {
        eprintln!("error: `{}` is not empty; add --force to make a site in it", args.dir.display());
        return ExitCode::FAILURE;
    }
    let theme = theme::files();
    let theme = theme.into_iter().map(|(path, bytes)| (format!("themes/archive/{path}"), bytes));
    let files = FILES.iter().map(|(path, text)| (path.to_string(), text.as_bytes())).chain(theme);
    for (path, bytes) in files {
        if let Err(error) = write(&args.dir.join(&path), bytes) {
            eprintln!("error: cannot write `{path}` in `{}`: {error}", args.dir.display());
            return ExitCode::FAILURE;
        }
    }
    if !cli.quiet {
        let dir = args.dir.display();
        println!("made a site in {dir}");
        println!("next: mucluc --root {dir} import FILES…, then mucluc --root {dir} serve");
    }
    ExitCode::SUCCESS
}

/// Writes a file unless there is one.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}
