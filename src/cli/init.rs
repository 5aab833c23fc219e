//! `mucluc init`: makes a new site with an archive.
//!
//! On a terminal it asks what Zola's `init` asks; a flag answers its question before
//! it is asked, and without a terminal what has no flag is as the question proposes.

pub mod ask;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::Cli;
use crate::cli::init::ask::{Answers, Given};
use crate::theme;

/// The arguments of `mucluc init`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to make
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Make it in a folder that has files already; none of them is overwritten
    #[arg(short, long)]
    pub force: bool,
    /// Where the site will stand
    #[arg(short = 'u', long)]
    pub base_url: Option<String>,
    /// Whether to compile Sass
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "true")]
    pub sass: Option<bool>,
    /// Whether to highlight code
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "true")]
    pub highlight: Option<bool>,
    /// Whether to build a search index
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "true")]
    pub search: Option<bool>,
}

/// The files of a new site beside its configuration, each with its text.
const FILES: [(&str, &str); 5] = [
    (".gitignore", "/.mucluc\n"),
    ("content/_index.md", include_str!("init/_index.md")),
    ("content/articles/_index.md", include_str!("init/articles.md")),
    ("content/directives/README.txt", include_str!("init/directives.txt")),
    ("content/committees/README.txt", include_str!("init/committees.txt")),
];

/// Runs `mucluc init`.
pub fn run(args: &Args, cli: &Cli) -> ExitCode {
    if has_files(&args.dir) && !args.force {
        eprintln!("error: `{}` is not empty; add --force to make a site in it", args.dir.display());
        return ExitCode::FAILURE;
    }
    let given = Given {
        base_url: args.base_url.clone(),
        sass: args.sass,
        highlight: args.highlight,
        search: args.search,
    };
    let asks = !cli.quiet && io::stdin().is_terminal() && io::stdout().is_terminal();
    let answers = match asks {
        true => ask::answers(given, &mut io::stdin().lock(), &mut io::stdout()),
        false => ask::answers(given, &mut io::empty(), &mut io::sink()),
    };
    let made = answers.map_err(|error| error.to_string()).and_then(|answers| make(args, &answers));
    match made {
        Ok(()) => {
            greet(args, cli);
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether a folder holds more than files whose names start with a dot, such as `.git`.
fn has_files(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
}

/// Writes the files and folders of a new site.
fn make(args: &Args, answers: &Answers) -> Result<(), String> {
    let config = config(answers);
    let theme = theme::files();
    let theme = theme.into_iter().map(|(path, bytes)| (format!("themes/archive/{path}"), bytes));
    let files = FILES.iter().map(|(path, text)| (path.to_string(), text.as_bytes()));
    let config = [("zola.toml".to_string(), config.as_bytes())];
    for (path, bytes) in config.into_iter().chain(files).chain(theme) {
        write(&args.dir.join(&path), bytes).map_err(|error| {
            format!("cannot write `{path}` in `{}`: {error}", args.dir.display())
        })?;
    }
    let mut folders = vec!["static", "templates"];
    folders.extend(answers.sass.then_some("sass"));
    for folder in folders {
        std::fs::create_dir_all(args.dir.join(folder)).map_err(|error| {
            format!("cannot make `{folder}` in `{}`: {error}", args.dir.display())
        })?;
    }
    Ok(())
}

/// The configuration of a new site.
fn config(answers: &Answers) -> String {
    let highlighting = match answers.highlight {
        true => "\n[markdown.highlighting]\ntheme = \"github-light\"\n",
        false => "",
    };
    include_str!("init/zola.toml")
        .replace("BASE_URL", &answers.base_url)
        .replace("SASS", &answers.sass.to_string())
        .replace("SEARCH", &answers.search.to_string())
        + highlighting
}

/// Says what was made and what comes next.
fn greet(args: &Args, cli: &Cli) {
    if !cli.quiet {
        let dir = args.dir.display();
        println!("made a site in {dir}");
        // As a shell takes it for one word.
        let dir = match args.dir.to_string_lossy().contains(char::is_whitespace) {
            true => format!("\"{dir}\""),
            false => dir.to_string(),
        };
        println!("next: mucluc --root {dir} import FILES…, then mucluc --root {dir} serve");
    }
}

/// Writes a file unless there is one.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}
