//! The `mucluc` program: arguments → command → exit code.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// The allocator of the program, for its speed with many small things on many threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Reads the arguments, runs the command, and gives its exit code.
fn main() -> ExitCode {
    mucluc::cli::run(&mucluc::cli::Cli::parse())
}
