//! The tests that use the program as others do: over sockets, files and the command line.

mod compat;
mod golden;
mod bad_input;
mod determinism;
mod links;
mod paging;
mod program;
mod progress;
mod serve;
mod tidy;
