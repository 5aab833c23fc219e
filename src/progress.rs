//! Progress of long work: a bar on a terminal, plain lines otherwise, nothing when quiet.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// Where progress is shown.
#[derive(Debug)]
pub enum Progress {
    /// Nowhere.
    Quiet,
    /// One line a stage, on standard error.
    Lines,
    /// A bar on the terminal.
    Bar(Mutex<ProgressBar>),
}

/// A request, from any thread, to leave the rest of some work undone.
#[derive(Debug, Default)]
pub struct Halt(AtomicBool);

impl Halt {
    /// Asks for it.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked for it.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Progress {
    /// Chooses by whether anybody wants it and whether there is a terminal.
    pub fn choose(quiet: bool) -> Progress {
        match (quiet, std::io::stderr().is_terminal()) {
            (true, _) => Progress::Quiet,
            (false, false) => Progress::Lines,
            (false, true) => Progress::Bar(Mutex::new(ProgressBar::hidden())),
        }
    }

    /// Says that a stage of unknown length starts.
    pub fn stage(&self, name: &'static str) {
        match self {
            Progress::Quiet => {}
            Progress::Lines => eprintln!("{name} …"),
            Progress::Bar(bar) => replace(bar, ProgressBar::new_spinner().with_message(name)),
        }
    }

    /// Says that a stage of `n` steps starts.
    pub fn count(&self, name: &'static str, n: usize) {
        match self {
            Progress::Quiet => {}
            Progress::Lines => eprintln!("{name} {n} outputs …"),
            Progress::Bar(bar) => {
                let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}");
                let fresh = ProgressBar::new(n as u64).with_message(name);
                replace(bar, style.map_or(fresh.clone(), |style| fresh.with_style(style)));
            }
        }
    }

    /// Says that one step is done.
    pub fn step(&self) {
        if let Progress::Bar(bar) = self
            && let Ok(bar) = bar.lock()
        {
            bar.inc(1);
        }
    }

    /// Takes the bar away.
    pub fn done(&self) {
        if let Progress::Bar(bar) = self
            && let Ok(bar) = bar.lock()
        {
            bar.finish_and_clear();
        }
    }
}

fn replace(bar: &Mutex<ProgressBar>, fresh: ProgressBar) {
    if let Ok(mut bar) = bar.lock() {
        bar.finish_and_clear();
        *bar = fresh;
    }
}
