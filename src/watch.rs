//! Watching: what changed on disk, gathered into batches, each of which rebuilds the site.
//!
//! The operating system reports a save as several events and a branch switch as
//! thousands. The watcher gathers what belongs together (`gathering`), leaves out
//! what editors scatter about (`ignore`), and hands on one [`Batch`] of plain file
//! paths: folders are resolved into the files in them, both when they come and
//! when they go, because the watcher knows what was there (`snapshot`).
//!
//! **Invariant:** every change ends in a batch. Where the system loses events, where
//! it cannot watch so many folders, or where a file system sends none (`--poll`),
//! the snapshot is compared with the disk instead.
//!
//! Not here: what a change means for the site. That is the [`Engine`]'s, which the
//! server and `mucluc watch` drive through the same loop, [`run`].
//!
//! A file that symbolic links lead to is reported under each of its names (`links`).
//!
//! Known limits: a symbolic link to a single file outside of the watched folders is followed when
//! it is read, but a change of its target is only noticed with `--poll`. A data file in a hidden
//! folder or in a cache is watched where `--extra-watch-path` names it.

mod gathering;
mod ignore;
mod interrupt;
mod links;
mod report;
mod roots;
mod settling;
mod snapshot;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use crate::diag::{Diagnostic, Diags};
use crate::progress::Halt;

use gathering::{Gathering, Seen};
use roots::Roots;
use settling::{POLL_REST, Settling};
use snapshot::{Care, Snapshot};

pub use interrupt::on_interrupt;
pub use report::{is_news, line, reasons};

/// What the server and the watcher need of a site.
pub trait Engine: Send {
    /// Follows a batch of changes: from here on all outputs are the new ones, though few of
    /// them may be rendered yet. What goes wrong is in the outcome.
    fn rebuild(&mut self, batch: &Batch) -> Outcome;

    /// Renders what is left, unless it is asked to halt; what it rendered by then stays so.
    fn finish(&mut self, _batch: &Batch, _halt: &Arc<Halt>) -> Finish {
        Finish::Nothing
    }

    /// Keeps what the next run can use; nothing is asked of the engine after it.
    fn close(&mut self) {
        // An engine that writes nothing has nothing to keep.
    }
}

/// How the end of a rebuild came out.
pub enum Finish {
    /// All outputs are rendered; the outcome tells only of those that no outcome told of before.
    Whole(Box<Outcome>),
    /// There was nothing left to render.
    Nothing,
    /// There was news, and outputs are left to be rendered after it.
    Halted,
}

/// What changed on disk since the last batch.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Batch {
    /// The files that came, changed or went, sorted, each once.
    ///
    /// Never a folder: one that came or went is given as the files in it. Each path
    /// begins with the site's folder, or what else is watched, as it was given.
    pub paths: Vec<PathBuf>,
    /// Reports were lost: `paths` is what a comparison found, and more may have changed.
    pub rescan: bool,
}

/// What a rebuild came to.
#[derive(Clone)]
pub struct Outcome {
    /// All that is wrong with the site now, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The outputs whose bytes changed or are new, such as `a/index.html`.
    pub changed: Vec<String>,
    /// The outputs that are no more.
    pub deleted: Vec<String>,
    /// The page made from the edited file, where one was, for `--navigate`.
    pub page: Option<String>,
    /// Why each output was rendered that was, in words.
    pub reasons: Vec<(String, String)>,
    /// The site's outputs as they are now.
    pub outputs: Arc<dyn Outputs>,
}

/// The site's outputs as they are now, shared by all connections.
pub trait Outputs: Send + Sync {
    /// The bytes of an output, by its path with `/` between the parts.
    ///
    /// A stale output may be rendered here, so this may take a while. The path
    /// comes from a browser: it has no empty, `.` or `..` part and no backslash.
    ///
    /// # Errors
    /// When there is to be such an output, and there are no bytes of it.
    fn get(&self, path: &str) -> Result<Option<Arc<[u8]>>, Fault>;
}

/// Why there are no bytes of an output that the site is to have.
#[derive(Debug)]
pub enum Fault {
    /// They cannot be read from where they are.
    Unreadable(std::io::Error),
    /// It could not be made, not even once.
    Unmade(Box<Diagnostic>),
}

/// What to watch and how.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site's folder; all of it is watched, but for hidden entries and caches.
    pub site: PathBuf,
    /// Further folders (with all below them) and files; they need not exist yet.
    pub further: Vec<PathBuf>,
    /// Folders of which no change is reported, such as the output folder.
    pub excluded: Vec<PathBuf>,
    /// How long nothing may come before a batch of few files is closed.
    pub quiet: Duration,
    /// Whether to compare the disk at intervals instead of trusting the system's events.
    pub poll: bool,
}

/// Long enough for an editor's write-then-rename, short enough not to be felt.
pub const QUIET: Duration = Duration::from_millis(20);

/// How far a rebuild has come.
pub enum Stage<'a> {
    /// The outputs are the new ones; what was edited is rendered.
    Begun(&'a Outcome),
    /// All outputs are rendered: what came last, and all together since the batch.
    Done {
        /// The changes.
        batch: &'a Batch,
        /// What was not told before.
        rest: &'a Outcome,
        /// All that the batch came to.
        whole: &'a Outcome,
        /// How long it took.
        took: Duration,
    },
}

/// How long news may put off the end of a rebuild where the output folder waits for it, so that a
/// program that writes without end cannot keep it from ever being written.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// What began and is not finished.
#[derive(Default)]
struct Work {
    /// The changes since the end of the last that was.
    batch: Batch,
    /// The outputs that were told of already.
    told: Vec<String>,
    /// When the first of it began.
    start: Option<Instant>,
    /// When it was first put off.
    put_off: Option<Instant>,
    /// What the last rebuild broke on, which its end knows nothing of.
    broken: Vec<Diagnostic>,
}

/// What came while work was being finished.
enum Came {
    /// Nothing.
    Nothing,
    /// The next changes.
    Batch(Batch),
    /// The wish to end.
    Stop,
}

/// Rebuilds after each batch until the watcher is stopped, and tells `tell` of it.
///
/// `unfinished` is the batch that `first` followed, where its outputs are not all rendered.
/// What changes while outputs are rendered puts the rest of them off, so that the page that
/// a person edits never waits for the others; for so long as `patience`, from the first time on.
///
/// A panic of the engine is a bug of ours, but no reason to end a person's session:
/// it is reported like any other error, over the outputs that there were before.
pub fn run(
    engine: &mut dyn Engine,
    watcher: &mut Watcher,
    first: &Outcome,
    unfinished: Option<Batch>,
    patience: Duration,
    mut tell: impl FnMut(Stage),
) {
    let mut begun = first.clone();
    let mut came = Came::Nothing;
    let mut work = Work::default();
    let mut is_sound = true;
    if let Some(batch) = unfinished {
        work.add(batch);
        came = work.finish(patience, engine, watcher, &begun, &mut tell);
    }
    loop {
        let mut batch = match came {
            Came::Batch(batch) => batch,
            Came::Stop => break,
            Came::Nothing => match watcher.next_batch() {
                Some(batch) => batch,
                None => break,
            },
        };
        // What the engine made of a batch that it broke on, nobody knows.
        batch.rescan |= !is_sound;
        let start = Instant::now();
        let rebuilt = catch_unwind(AssertUnwindSafe(|| engine.rebuild(&batch)));
        is_sound = rebuilt.is_ok();
        begun = rebuilt.unwrap_or_else(|panic| broken(&*panic, begun.outputs.clone()));
        work.broken = if is_sound { Vec::new() } else { begun.diagnostics.clone() };
        work.start.get_or_insert(start);
        tell(Stage::Begun(&begun));
        work.add(batch);
        work.told.append(&mut begun.changed);
        came = work.finish(patience, engine, watcher, &begun, &mut tell);
    }
    if is_sound {
        engine.close();
    }
}

impl Work {
    /// Adds changes.
    fn add(&mut self, batch: Batch) {
        self.batch.paths.extend(batch.paths);
        self.batch.paths.sort();
        self.batch.paths.dedup();
        self.batch.rescan |= batch.rescan;
    }

    /// Lets the engine render what is left, unless something comes in between.
    fn finish(
        &mut self,
        patience: Duration,
        engine: &mut dyn Engine,
        watcher: &mut Watcher,
        begun: &Outcome,
        tell: &mut impl FnMut(Stage),
    ) -> Came {
        let start = *self.start.get_or_insert_with(Instant::now);
        let may_halt = self.put_off.is_none_or(|since| since.elapsed() < patience);
        let (finished, came) = watcher.during(may_halt, |halt| {
            catch_unwind(AssertUnwindSafe(|| engine.finish(&self.batch, halt)))
        });
        let mut rest = match finished {
            Ok(Finish::Halted) => {
                self.put_off.get_or_insert_with(Instant::now);
                return came;
            }
            Ok(Finish::Whole(rest)) => *rest,
            Ok(Finish::Nothing) => {
                Outcome { changed: Vec::new(), deleted: Vec::new(), ..begun.clone() }
            }
            Err(panic) => broken(&*panic, begun.outputs.clone()),
        };
        rest.diagnostics.append(&mut watcher.diags.list);
        let Work { batch, told, broken, .. } = std::mem::take(self);
        let untold = broken.into_iter().filter(|found| !rest.diagnostics.contains(found));
        let untold: Vec<Diagnostic> = untold.collect();
        rest.diagnostics.extend(untold);
        let mut whole = rest.clone();
        whole.changed.extend(told);
        whole.changed.sort();
        whole.changed.dedup();
        let took = start.elapsed();
        tell(Stage::Done { batch: &batch, rest: &rest, whole: &whole, took });
        came
    }
}

/// The outcome of a rebuild that panicked.
fn broken(panic: &(dyn std::any::Any + Send), outputs: Arc<dyn Outputs>) -> Outcome {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    let mut diags = Diags::default();
    diags.rebuild_panicked(text);
    let (changed, deleted) = Default::default();
    let reasons = Vec::new();
    Outcome { diagnostics: diags.list, changed, deleted, page: None, reasons, outputs }
}

/// What reaches the watcher from other threads.
enum Message {
    /// The system reports something.
    Report(notify::Result<Event>),
    /// There shall be no further batch.
    Stop,
    /// What was done meanwhile has come to its end: the how many-th of such works.
    Done(u64),
}

/// Makes [`Watcher::next_batch`] end, from any thread.
#[derive(Clone)]
pub struct Stopper(Sender<Message>);

impl Stopper {
    /// Ends the watching; what was gathered is dropped.
    pub fn stop(&self) {
        // A watcher that is already gone needs no word.
        let _ = self.0.send(Message::Stop);
    }
}

/// Waits for changes below the roots.
pub struct Watcher {
    /// Where to watch, and how reported paths become given ones.
    roots: Roots,
    /// How long to wait for more.
    quiet: Duration,
    /// The system's events; none when polling, and before [`Watcher::listen`].
    system: Option<notify::RecommendedWatcher>,
    /// Whether the system was not asked yet for events that are wanted.
    is_deaf: bool,
    /// When to compare the disk next, when polling.
    next_poll: Instant,
    /// What polling found and waits to see settled.
    settling: Settling,
    /// The files as they were at the last batch.
    snapshot: Snapshot,
    /// What was seen since.
    gathering: Gathering,
    /// Where other threads write to.
    sender: Sender<Message>,
    /// Where their messages arrive.
    messages: Receiver<Message>,
    /// What went wrong with the watching itself, since it was last fetched.
    diags: Diags,
    /// How many works were done while this was watching.
    n_works: u64,
}

impl Watcher {
    /// Looks at all files; what changes from here on is in some batch.
    ///
    /// The system is asked for its events by [`Watcher::listen`], or by the first wait for a batch.
    pub fn new(settings: &Settings) -> Watcher {
        let (sender, messages) = mpsc::channel();
        let mut watcher = Watcher {
            roots: Roots::new(&settings.site, &settings.further, &settings.excluded),
            quiet: settings.quiet,
            system: None,
            is_deaf: !settings.poll,
            next_poll: Instant::now() + POLL_REST,
            settling: Settling::default(),
            snapshot: Snapshot::default(),
            gathering: Gathering::default(),
            sender,
            messages,
            diags: Diags::default(),
            n_works: 0,
        };
        // A clock may be too coarse to tell the last write before this from the first after it.
        let care = Care::YoungContentToo(&watcher.snapshot);
        watcher.snapshot = Snapshot::take(&watcher.roots, care);
        watcher
    }

    /// Asks the system for events, and looks what changed before it was asked.
    ///
    /// To be called when the site was read: a system that is asked before reports each file that
    /// we open, which takes more than a tenth of the time.
    pub fn listen(&mut self) {
        if !std::mem::take(&mut self.is_deaf) {
            return;
        }
        self.ask_system();
        // Asked first, then the look: what comes in between is in both.
        let found = Snapshot::take(&self.roots, Care::YoungContentToo(&self.snapshot));
        let now = Instant::now();
        for path in self.snapshot.differences(&found) {
            self.gathering.note(path, Seen::Came, now);
        }
        self.snapshot.follow(found.links());
        self.arm_links();
    }

    /// What ends this watcher from another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// What went wrong with the watching itself, each once.
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diags.list)
    }

    /// Waits for the next batch; none once the watcher was stopped.
    pub fn next_batch(&mut self) -> Option<Batch> {
        match self.next(None) {
            Came::Batch(batch) => Some(batch),
            Came::Nothing | Came::Stop => None,
        }
    }

    /// Does some work while watching; where something comes before its end and it may be halted,
    /// it is asked to.
    fn during<T: Send>(
        &mut self,
        may_halt: bool,
        work: impl FnOnce(&Arc<Halt>) -> T + Send,
    ) -> (T, Came) {
        let halt = Arc::<Halt>::default();
        self.n_works += 1;
        let (this, sender) = (self.n_works, self.sender.clone());
        thread::scope(|scope| {
            let halt = &halt;
            let working = scope.spawn(move || {
                let done = work(halt);
                // Whoever does not wait for it any more has no need of the word.
                let _ = sender.send(Message::Done(this));
                done
            });
            let came = self.next(Some(this));
            if may_halt || matches!(came, Came::Stop) {
                halt.ask();
            }
            match working.join() {
                Ok(done) => (done, came),
                Err(panic) => resume_unwind(panic),
            }
        })
    }

    /// Waits for what comes next: the end of a work, a batch, or the wish to end.
    fn next(&mut self, work: Option<u64>) -> Came {
        self.listen();
        loop {
            let now = Instant::now();
            let batch = match self.system {
                Some(_) if self.gathering.due(self.quiet).is_some_and(|due| due <= now) => {
                    self.close()
                }
                None if self.next_poll <= now => self.poll(),
                _ => match self.wait(now) {
                    Ok(Message::Report(report)) => {
                        self.note(report);
                        continue;
                    }
                    Ok(Message::Done(n)) if Some(n) == work => return Came::Nothing,
                    Ok(Message::Done(_)) | Err(RecvTimeoutError::Timeout) => continue,
                    Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Came::Stop,
                },
            };
            if !batch.paths.is_empty() {
                return Came::Batch(batch);
            }
        }
    }

    /// Waits for a message, at most until there is something to do without one.
    fn wait(&self, now: Instant) -> Result<Message, RecvTimeoutError> {
        let until = match self.system {
            Some(_) => self.gathering.due(self.quiet),
            None => Some(self.next_poll),
        };
        match until {
            Some(until) => self.messages.recv_timeout(until.saturating_duration_since(now)),
            None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Asks the system for events, or polls where it cannot give them.
    fn ask_system(&mut self) {
        let sender = self.sender.clone();
        let handler = move |report: notify::Result<Event>| {
            // Our own reading of 100,000 files is reported too; it must not fill the channel.
            if !report.as_ref().is_ok_and(is_reading) {
                // A watcher that is gone wants no reports.
                let _ = sender.send(Message::Report(report));
            }
        };
        // Links are ours to follow: the system knows a folder by one name only.
        let unlinked = notify::Config::default().with_follow_symlinks(false);
        match notify::RecommendedWatcher::new(handler, unlinked) {
            Ok(system) => {
                self.system = Some(system);
                self.arm();
                self.arm_links();
            }
            Err(error) => self.fall_back(&error),
        }
    }

    /// Watches each root that exists and is not watched yet, and where the others
    /// will come; gives the roots that are watched anew.
    fn arm(&mut self) -> Vec<PathBuf> {
        let Some(system) = &mut self.system else { return Vec::new() };
        let mut armed = Vec::new();
        let mut failed = None;
        for (path, mode) in self.roots.to_arm() {
            match system.watch(&path, mode) {
                Ok(()) => armed.extend(self.roots.arm(path)),
                // It went while we looked: its parent will report it when it is back.
                Err(_) if !path.exists() => {}
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed {
            self.fall_back(&error);
        }
        armed
    }

    /// Watches each folder that a link leads to and that is not watched yet; tells whether there
    /// was one.
    fn arm_links(&mut self) -> bool {
        let targets = self.roots.to_arm_behind(self.snapshot.links());
        let Some(system) = &mut self.system else { return false };
        let mut failed = None;
        for target in &targets {
            match system.watch(target, RecursiveMode::Recursive) {
                Ok(()) => self.roots.arm_behind(target.clone()),
                Err(_) if !target.exists() => {}
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed {
            self.fall_back(&error);
        }
        !targets.is_empty()
    }

    /// Compares the disk from now on, since the system's events cannot be had.
    fn fall_back(&mut self, error: &notify::Error) {
        let limit = match error.kind {
            // "Too many open files", where too many programs watch.
            notify::ErrorKind::Io(_) => "max_user_instances=512",
            _ => "max_user_watches=524288",
        };
        self.diags.cannot_watch(&error.to_string(), limit);
        self.system = None;
        self.next_poll = Instant::now();
        // What was gathered is still unlike the snapshot, so the next look finds it.
        self.gathering = Gathering::default();
    }

    /// Notes what the system reports.
    fn note(&mut self, report: notify::Result<Event>) {
        let now = Instant::now();
        let event = match report {
            Ok(event) => event,
            Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                return self.fall_back(&error);
            }
            // The system could not say what happened, so we look ourselves.
            Err(_) => return self.gathering.lose(now),
        };
        if event.need_rescan() {
            return self.gathering.lose(now);
        }
        let seen = seen(&event.kind);
        for path in &event.paths {
            if seen == Seen::Gone {
                self.roots.disarm(path);
            }
            let names = self.names(path);
            if names.is_empty() && self.roots.leads_to_root(path) {
                self.gathering.stir(now);
            }
            for name in names {
                self.gathering.note(name, seen, now);
            }
        }
    }

    /// The names under which a reported path is of interest: its own and those that links give it.
    fn names(&self, reported: &Path) -> BTreeSet<PathBuf> {
        let mut names: BTreeSet<PathBuf> = self.roots.given(reported).into_iter().collect();
        let links = self.snapshot.links();
        if links.is_empty() {
            return names;
        }
        let behind = names.first().and_then(|given| links.behind(given));
        let real = behind.unwrap_or_else(|| reported.to_path_buf());
        names.extend(links.names(&real));
        names.extend(self.roots.given(&real));
        names
    }

    /// Compares the disk with what was known.
    fn poll(&mut self) -> Batch {
        let start = Instant::now();
        let found = self.look();
        let now = Instant::now();
        let (batch, rest) = self.settling.step(&mut self.snapshot, found, now);
        // Never more than a fifth of one core for looking.
        self.next_poll = now + rest.max(4 * (now - start));
        batch
    }

    /// The files below the roots as they are now.
    fn look(&self) -> Snapshot {
        let care = match self.system {
            Some(_) => Care::Times,
            None => Care::YoungContentToo(self.settling.latest().unwrap_or(&self.snapshot)),
        };
        Snapshot::take(&self.roots, care)
    }

    /// Turns what was gathered into a batch of files, and knows them from now on.
    fn close(&mut self) -> Batch {
        let gathered = self.gathering.take();
        let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
        for root in self.arm() {
            paths.extend(self.snapshot.update(&root, &self.roots));
        }
        for (path, seen) in &gathered.paths {
            match path.is_dir() {
                // Something in it changed, and is reported by itself.
                true if *seen == Seen::Changed => continue,
                true => self.watch_new_folder(path),
                false => {}
            }
            paths.extend(self.snapshot.update(path, &self.roots));
        }
        if gathered.lost {
            let found = self.look();
            paths.extend(self.snapshot.differences(&found));
            self.snapshot = found;
        }
        // What came behind a link before it was watched nobody reports.
        if self.arm_links() {
            for path in gathered.paths.keys() {
                paths.extend(self.snapshot.update(path, &self.roots));
            }
        }
        // Where nothing differs, the reports that were lost were of our own reading.
        Batch { rescan: gathered.lost && !paths.is_empty(), paths: paths.into_iter().collect() }
    }

    /// Makes sure that a folder is watched before we look what is in it.
    ///
    /// On Linux a new folder is watched a moment after it came, so files may be
    /// created unseen. Asking once more costs nothing, and after the answer every
    /// file is either reported or already there. Elsewhere watches are recursive.
    fn watch_new_folder(&mut self, folder: &Path) {
        let behind = self.snapshot.links().behind(folder);
        let real = behind.unwrap_or_else(|| self.roots.real(folder));
        if cfg!(any(target_os = "linux", target_os = "android"))
            && !folder.is_symlink()
            && let Some(system) = &mut self.system
            && let Err(error) = system.watch(&real, RecursiveMode::Recursive)
            && folder.is_dir()
        {
            self.fall_back(&error);
        }
    }
}

/// Whether an event only says that somebody reads.
fn is_reading(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}

/// What an event says of its paths.
///
/// The events of a rename come in every order and number on the systems there are;
/// where one might be either end of it, the path counts as come, which is
/// looked up on the disk when the batch is closed.
fn seen(kind: &EventKind) -> Seen {
    match kind {
        EventKind::Create(_) => Seen::Came,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Seen::Gone,
        EventKind::Modify(ModifyKind::Name(_)) => Seen::Came,
        _ => Seen::Changed,
    }
}

#[cfg(test)]
mod tests;
