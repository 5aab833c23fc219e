//! The `mucluc` program: arguments → command → exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    mucluc::cli::run(&mucluc::cli::Cli::parse())
}
