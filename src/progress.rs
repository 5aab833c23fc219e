//! Progress of long work: a bar on a terminal, plain lines otherwise, nothing when quiet.

use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

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
#[derive(Default)]
pub struct Halt {
    /// Whether somebody asked for it.
    asked: AtomicBool,
    /// Who wants to know at once.
    waiting: Mutex<Vec<Box<dyn FnOnce() + Send>>>,
}

impl std::fmt::Debug for Halt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Halt").field(&self.asked).finish()
    }
}

impl Halt {
    /// Asks for it.
    pub fn ask(&self) {
        self.asked.store(true, Ordering::SeqCst);
        let waiting = std::mem::take(&mut *self.waiting());
        waiting.into_iter().for_each(|tell| tell());
    }

    /// Whether somebody asked for it.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// Does work on another thread; none where a halt is asked for before its end. A panic of it
    /// goes on here.
    ///
    /// The work is told of it too, but is not waited for: what it is at may take a while.
    pub fn unless_asked<T: Send + 'static>(
        self: &Arc<Halt>,
        work: impl FnOnce(&Halt) -> T + Send + 'static,
    ) -> Option<T> {
        let (done, outcome) = mpsc::channel();
        let asked = done.clone();
        // Whoever waits takes the first word that comes, so a later one may find nobody.
        self.waiting().push(Box::new(move || drop(asked.send(None))));
        if self.is_asked() {
            return None;
        }
        let halt = self.clone();
        thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(&halt)));
            drop(done.send(Some(result)));
        });
        match outcome.recv().ok().flatten().filter(|_| !self.is_asked()) {
            Some(Err(panic)) => resume_unwind(panic),
            Some(Ok(result)) => Some(result),
            None => None,
        }
    }

    /// Those who wait; a thread that panicked meanwhile leaves a list that is whole.
    fn waiting(&self) -> MutexGuard<'_, Vec<Box<dyn FnOnce() + Send>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Takes a bar away and shows another in its place.
fn replace(bar: &Mutex<ProgressBar>, fresh: ProgressBar) {
    if let Ok(mut bar) = bar.lock() {
        bar.finish_and_clear();
        *bar = fresh;
    }
}

#[cfg(test)]
mod tests;
