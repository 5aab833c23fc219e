//! The tests that use the program as others do: over sockets, files and the command line.

mod commands;
mod commonmark;
mod compat;
mod corners;
mod golden;
mod bad_input;
mod determinism;
mod errors;
mod external;
mod layout;
mod links;
mod naming;
mod newcomers;
mod old_sites;
mod pages;
mod paging;
mod profiles;
mod program;
mod progress;
mod serve;
mod tables;
mod tidy;
