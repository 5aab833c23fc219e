use std::collections::BTreeMap;
use std::fs;
use std::thread;

use notify::event::Flag;
use proptest::prelude::*;
use walkdir::WalkDir;

use super::*;

/// A site's folder on a real disk, watched.
struct Site {
    /// Removes the folder at the end.
    _guard: tempfile::TempDir,
    /// The folder, links resolved.
    path: PathBuf,
    /// What watches it.
    watcher: Watcher,
}

/// Longer than any machine needs, so that a test that waits in vain fails instead of hanging.
const AT_LAST: Duration = Duration::from_secs(60);

/// Ten times what a person gets, so that a busy machine does not tear apart what
/// a test does at once.
const UNHURRIED: Duration = Duration::from_millis(200);

impl Site {
    /// A site with these files.
    fn new(files: &[&str]) -> Site {
        Site::watched(files, UNHURRIED, false)
    }

    fn watched(files: &[&str], quiet: Duration, poll: bool) -> Site {
        let mut site = Site::seen(files, quiet, poll);
        site.watcher.listen();
        site
    }

    /// A site whose files were looked at, before the system is asked to report.
    fn seen(files: &[&str], quiet: Duration, poll: bool) -> Site {
        Site::with_further(files, &[], quiet, poll)
    }

    /// The same with further files and folders, told from the site's folder.
    fn with_further(files: &[&str], further: &[&str], quiet: Duration, poll: bool) -> Site {
        let guard = tempfile::tempdir().unwrap();
        let path = fs::canonicalize(guard.path()).unwrap().join("site");
        fs::create_dir(&path).unwrap();
        for file in files {
            write(&path.join(file), file);
        }
        let watcher = Watcher::new(&Settings {
            site: path.clone(),
            further: further.iter().map(|file| path.join(file)).collect(),
            excluded: vec![path.join("content/public")],
            quiet,
            poll,
        });
        let stopper = watcher.stopper();
        thread::spawn(move || {
            thread::park_timeout(AT_LAST);
            stopper.stop();
        });
        Site { _guard: guard, path, watcher }
    }

    fn write(&self, file: &str) {
        write(&self.path.join(file), "new text");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path.join(from), self.path.join(to)).unwrap();
    }

    fn remove(&self, file: &str) {
        fs::remove_file(self.path.join(file)).unwrap();
    }

    /// The next batch's paths, told from the site's folder.
    fn batch(&mut self) -> Vec<String> {
        let batch = self.watcher.next_batch().expect("a batch comes before the time is up");
        let below = |path: &PathBuf| path.strip_prefix(&self.path).unwrap().display().to_string();
        batch.paths.iter().map(below).collect()
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_save_is_one_batch_of_one_file() {
    let mut site = Site::new(&["content/a.md", "content/b.md"]);
    site.write("content/a.md");
    assert_eq!(site.batch(), ["content/a.md"]);
    site.write("content/b.md");
    assert_eq!(site.batch(), ["content/b.md"]);
}

#[test]
fn what_changes_before_the_system_is_asked_is_in_a_batch() {
    let mut site = Site::seen(&["a.md", "content/b.md", "content/c.md"], UNHURRIED, false);
    site.remove("content/b.md");
    site.write("content/d/e.md");
    assert_eq!(site.batch(), ["content/b.md", "content/d/e.md"]);
    site.write("content/d/e.md");
    assert_eq!(site.batch(), ["content/d/e.md"]);
}

#[test]
fn a_clock_too_coarse_for_two_saves_hides_neither() {
    let mut site = Site::seen(&["a.md", "b.md"], UNHURRIED, false);
    let file = site.path.join("a.md");
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    write(&file, "b.md");
    fs::File::options().write(true).open(&file).unwrap().set_modified(before).unwrap();
    assert_eq!(site.batch(), ["a.md"]);
}

#[test]
fn a_save_by_vim_is_one_change() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("content/.a.md.swp");
    site.write("content/4913");
    site.remove("content/4913");
    site.rename("content/a.md", "content/a.md~");
    site.write("content/a.md");
    site.remove("content/a.md~");
    assert_eq!(site.batch(), ["content/a.md"]);
}

#[test]
fn a_safe_write_by_an_ide_is_one_change() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("content/a.md___jb_tmp___");
    site.rename("content/a.md", "content/a.md___jb_old___");
    site.rename("content/a.md___jb_tmp___", "content/a.md");
    site.remove("content/a.md___jb_old___");
    assert_eq!(site.batch(), ["content/a.md"]);
}

#[test]
fn an_atomic_save_under_any_name_is_noticed() {
    let mut site = Site::new(&["content/a.md", "zola.toml"]);
    site.write("content/odd-name");
    site.rename("content/odd-name", "content/a.md");
    assert_eq!(site.batch(), ["content/a.md"]);
    site.write("zola.toml.new");
    site.rename("zola.toml.new", "zola.toml");
    assert_eq!(site.batch(), ["zola.toml"]);
    site.write("zola.toml");
    assert_eq!(site.batch(), ["zola.toml"]);
}

#[test]
fn a_branch_switch_of_5000_files_is_one_batch() {
    let mut site = Site::watched(&["content/_index.md"], 5 * UNHURRIED, false);
    for n in 0..2_500 {
        site.write(&format!("content/{}/{n}.md", n % 50));
        site.write(&format!("content/bundle-{n}/index.md"));
    }
    assert_eq!(site.batch().len(), 5_000);
    site.write("content/_index.md");
    assert_eq!(site.batch(), ["content/_index.md"]);
}

#[test]
fn a_file_that_comes_and_goes_is_no_change() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("content/short-lived.md");
    site.remove("content/short-lived.md");
    site.write("content/a.md");
    assert_eq!(site.batch(), ["content/a.md"]);
}

#[test]
fn files_of_a_new_folder_are_noticed_and_watched() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("content/new/deep/er/b.md");
    assert_eq!(site.batch(), ["content/new/deep/er/b.md"]);
    site.write("content/new/deep/er/b.md");
    assert_eq!(site.batch(), ["content/new/deep/er/b.md"]);
}

#[test]
fn a_folder_that_moves_is_what_was_in_it_and_what_is() {
    let mut site = Site::new(&["content/old/a.md", "content/old/deep/b.md"]);
    site.rename("content/old", "content/new");
    assert_eq!(
        site.batch(),
        ["content/new/a.md", "content/new/deep/b.md", "content/old/a.md", "content/old/deep/b.md"]
    );
    site.write("content/new/deep/b.md");
    assert_eq!(site.batch(), ["content/new/deep/b.md"]);
}

#[test]
fn a_folder_that_moves_in_or_out_is_the_files_in_it() {
    let mut site = Site::new(&["content/a/1.md", "../drafts/b/2.md"]);
    site.rename("../drafts/b", "content/b");
    assert_eq!(site.batch(), ["content/b/2.md"]);
    site.rename("content/a", "../drafts/a");
    assert_eq!(site.batch(), ["content/a/1.md"]);
}

#[test]
fn a_deleted_folder_is_the_files_that_were_in_it() {
    let mut site = Site::new(&["content/a/1.md", "content/a/b/2.md"]);
    fs::remove_dir_all(site.path.join("content/a")).unwrap();
    assert_eq!(site.batch(), ["content/a/1.md", "content/a/b/2.md"]);
}

#[test]
fn a_root_that_comes_later_is_watched_from_then_on() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("themes/archive/theme.toml");
    assert_eq!(site.batch(), ["themes/archive/theme.toml"]);
    site.write("themes/archive/theme.toml");
    assert_eq!(site.batch(), ["themes/archive/theme.toml"]);
}

#[test]
fn a_root_that_went_and_came_back_is_watched_again() {
    let mut site = Site::new(&["content/a.md"]);
    fs::remove_dir_all(site.path.join("content")).unwrap();
    assert_eq!(site.batch(), ["content/a.md"]);
    site.write("content/b.md");
    assert_eq!(site.batch(), ["content/b.md"]);
    site.write("content/b.md");
    assert_eq!(site.batch(), ["content/b.md"]);
}

#[test]
fn nothing_in_the_output_folder_is_a_change() {
    let mut site = Site::new(&["content/a.md", "content/public/index.html"]);
    site.write("content/public/index.html");
    site.write("content/public/new/index.html");
    site.write("content/a.md");
    assert_eq!(site.batch(), ["content/a.md"]);
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_watched_under_its_name_in_the_site() {
    let mut site = Site::new(&["content/a.md", "../elsewhere/theme.toml"]);
    fs::create_dir(site.path.join("themes")).unwrap();
    std::os::unix::fs::symlink(site.path.join("../elsewhere"), site.path.join("themes/mine"))
        .unwrap();
    assert_eq!(site.batch(), ["themes/mine/theme.toml"]);
    site.write("../elsewhere/theme.toml");
    assert_eq!(site.batch(), ["themes/mine/theme.toml"]);
}

/// Makes a symbolic link in a site.
#[cfg(unix)]
fn link(site: &Site, target: &str, name: &str) {
    let name = site.path.join(name);
    fs::create_dir_all(name.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, name).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_is_reported_under_each_name_that_links_give_it() {
    let mut site = Site::new(&["content/a/1.md", "content/b/2.md"]);
    link(&site, "../a/1.md", "content/b/one.md");
    link(&site, "../content/a", "static/a");
    assert_eq!(site.batch(), ["content/b/one.md", "static/a/1.md"]);
    site.write("content/a/1.md");
    assert_eq!(site.batch(), ["content/a/1.md", "content/b/one.md", "static/a/1.md"]);
    site.write("static/a/new/3.md");
    assert_eq!(site.batch(), ["content/a/new/3.md", "static/a/new/3.md"]);
    site.write("content/a/new/3.md");
    assert_eq!(site.batch(), ["content/a/new/3.md", "static/a/new/3.md"]);
}

#[cfg(unix)]
#[test]
fn a_folder_is_watched_when_the_link_to_it_is_gone() {
    let mut site = Site::new(&["content/a/1.md"]);
    link(&site, "../content/a", "static/a");
    assert_eq!(site.batch(), ["static/a/1.md"]);
    site.remove("static/a");
    assert_eq!(site.batch(), ["static/a/1.md"]);
    site.write("content/a/new/2.md");
    assert_eq!(site.batch(), ["content/a/new/2.md"]);
}

#[cfg(unix)]
#[test]
fn links_that_stand_from_the_start_are_followed() {
    let mut site = Site::seen(&["../elsewhere/a/1.md"], UNHURRIED, false);
    link(&site, "../elsewhere", "content");
    link(&site, "../elsewhere/a", "static");
    site.watcher.snapshot = Snapshot::take(&site.watcher.roots, Care::Times);
    site.watcher.listen();
    site.write("../elsewhere/a/1.md");
    assert_eq!(site.batch(), ["content/a/1.md", "static/1.md"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_back_up_or_out_is_itself_what_comes_and_goes() {
    let mut site = Site::new(&["content/a.md", "../elsewhere/b.md"]);
    for target in ["nowhere", "..", "../../elsewhere"] {
        link(&site, target, "content/link");
        assert_eq!(site.batch(), ["content/link"], "{target}");
        site.remove("content/link");
        assert_eq!(site.batch(), ["content/link"], "{target}");
    }
    site.write("content/a.md");
    assert_eq!(site.batch(), ["content/a.md"]);
}

#[test]
fn files_and_folders_elsewhere_are_watched_where_that_is_wanted() {
    let files = ["content/a.md", "../elsewhere/figures.csv", "../shared/a/b.csv"];
    let further = ["../elsewhere/figures.csv", "../shared"];
    let mut site = Site::with_further(&files, &further, UNHURRIED, false);
    site.watcher.listen();
    site.write("../elsewhere/other.csv");
    site.write("../elsewhere/figures.csv");
    site.write("../shared/a/c.csv");
    let wanted = ["../elsewhere/figures.csv", "../shared/a/c.csv"];
    assert_eq!(site.batch(), wanted);
}

#[test]
fn polling_notices_what_events_would() {
    let mut site = Site::watched(&["content/a.md", "content/old/b.md"], UNHURRIED, true);
    site.write("content/a.md");
    site.write("content/.a.md.swp");
    site.rename("content/old", "content/new");
    site.write("themes/archive/theme.toml");
    let all = ["content/a.md", "content/new/b.md", "content/old/b.md", "themes/archive/theme.toml"];
    assert_eq!(site.batch(), all);
}

/// A change of a site's files.
#[derive(Debug, Clone)]
enum Edit {
    /// Writes a file, and the folders above it.
    Write(String),
    /// Removes a file or a folder with all in it.
    Remove(String),
    /// Renames a file or a folder to a name that is free.
    Rename(String, String),
}

impl Edit {
    /// Carries the edit out where it is possible.
    fn make(&self, site: &Path, n_edit: usize) {
        let is_possible = match self {
            Edit::Write(path) => {
                let path = site.join(path);
                path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok())
                    && fs::write(path, n_edit.to_string()).is_ok()
            }
            Edit::Remove(path) => {
                let path = site.join(path);
                fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path)).is_ok()
            }
            Edit::Rename(from, to) => {
                let (from, to) = (site.join(from), site.join(to));
                !to.exists() && fs::rename(from, to).is_ok()
            }
        };
        // An edit that the file system refuses is none.
        let _ = is_possible;
    }
}

/// Any edit within a small tree, so that edits meet one another.
fn edit() -> impl Strategy<Value = Edit> {
    let path = "content(/[abc]){1,3}";
    prop_oneof![
        3 => path.prop_map(Edit::Write),
        1 => path.prop_map(Edit::Remove),
        2 => (path, path).prop_map(|(from, to)| Edit::Rename(from, to)),
    ]
}

/// All files below a folder with their texts.
fn texts(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
    files.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_copy_that_follows_the_batches_is_the_folder(
        edits in proptest::collection::vec((edit(), proptest::bool::weighted(0.2)), 1..60)
    ) {
        let mut site = Site::watched(&["content/a/a", "content/b"], QUIET / 4, false);
        let path = site.path.clone();
        let content = path.join("content");
        let mut copy = texts(&content);
        let (closed, batches) = mpsc::channel();
        let editing = thread::spawn(move || {
            for (n_edit, (edit, then_waits)) in edits.iter().enumerate() {
                edit.make(&path, n_edit);
                if *then_waits {
                    // The next edits fall into or around the closing of a batch.
                    let _ = batches.recv_timeout(QUIET);
                }
            }
            write(&path.join("content/the-end"), "");
        });
        while !copy.contains_key(&content.join("the-end")) {
            let batch = site.watcher.next_batch().expect("the end is noticed");
            // The editing thread may have ended.
            let _ = closed.send(());
            for path in batch.paths {
                match fs::read_to_string(&path) {
                    Ok(text) => drop(copy.insert(path, text)),
                    Err(_) => drop(copy.remove(&path)),
                }
            }
        }
        editing.join().unwrap();
        prop_assert_eq!(copy, texts(&content));
    }
}

#[test]
fn lost_events_make_us_look_ourselves() {
    let mut site = Site::new(&["content/a.md"]);
    let overflow = || Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan));
    // What was written while nobody listened is found by the comparison alone.
    site.watcher.system = notify::recommended_watcher(|_| {}).ok();
    site.write("content/unseen.md");
    site.watcher.sender.send(Message::Report(overflow())).unwrap();
    let batch = site.watcher.next_batch().unwrap();
    assert!(batch.rescan);
    assert_eq!(batch.paths, [site.path.join("content/unseen.md")]);
}

#[test]
fn lost_events_of_our_own_reading_are_no_change() {
    let mut site = Site::new(&["content/a.md"]);
    site.watcher.gathering.lose(Instant::now());
    assert_eq!(site.watcher.close(), Batch::default());
}

#[test]
fn where_the_system_cannot_watch_so_much_the_disk_is_compared() {
    let mut site = Site::new(&["content/a.md"]);
    let full = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
    site.write("content/a.md");
    site.watcher.sender.send(Message::Report(Err(full))).unwrap();
    assert_eq!(site.batch(), ["content/a.md"]);
    site.write("content/b.md");
    assert_eq!(site.batch(), ["content/b.md"]);
    let told = site.watcher.take_diagnostics();
    assert_eq!(told.iter().map(|told| told.code).collect::<Vec<_>>(), ["cannot-watch"]);
    assert!(told[0].hints.iter().any(|hint| hint.contains("max_user_watches")), "{told:?}");
}

#[test]
fn where_too_many_programs_watch_the_limit_of_programs_is_named() {
    let mut site = Site::new(&["content/a.md"]);
    let many = notify::Error::io(std::io::Error::from_raw_os_error(24));
    site.watcher.fall_back(&many);
    site.write("content/a.md");
    assert_eq!(site.batch(), ["content/a.md"]);
    let told = site.watcher.take_diagnostics();
    assert!(told[0].hints.iter().any(|hint| hint.contains("max_user_instances")), "{told:?}");
}

#[test]
fn a_stopped_watcher_gives_no_batch() {
    let mut site = Site::new(&["content/a.md"]);
    site.watcher.stopper().stop();
    assert_eq!(site.watcher.next_batch(), None);
}

/// A site without outputs.
struct Nothing;

impl Outputs for Nothing {
    fn get(&self, _path: &str) -> Result<Option<Arc<[u8]>>, Fault> {
        Ok(None)
    }
}

/// An engine that panics at its first batch.
#[derive(Default)]
struct Fragile {
    /// How many batches came.
    n_batches: usize,
    /// Whether it was asked to look at everything, batch by batch.
    rescans: Vec<bool>,
}

impl Engine for Fragile {
    fn rebuild(&mut self, batch: &Batch) -> Outcome {
        self.n_batches += 1;
        self.rescans.push(batch.rescan);
        assert_ne!(self.n_batches, 1, "the first batch is too much");
        nothing()
    }

    fn finish(&mut self, _batch: &Batch, _halt: &Arc<Halt>) -> Finish {
        Finish::Whole(Box::new(nothing()))
    }
}

fn nothing() -> Outcome {
    let (diagnostics, changed, deleted) = Default::default();
    let reasons = Vec::new();
    Outcome { diagnostics, changed, deleted, page: None, reasons, outputs: Arc::new(Nothing) }
}

#[test]
fn a_rebuild_that_panics_is_an_error_and_not_the_end() {
    let mut site = Site::new(&["content/a.md"]);
    let (stopper, path) = (site.watcher.stopper(), site.path.clone());
    site.write("content/a.md");
    let mut seen = Vec::new();
    let mut engine = Fragile::default();
    run(&mut engine, &mut site.watcher, &nothing(), None, PATIENCE, |stage| {
        let Stage::Done { rest, .. } = stage else { return };
        seen.push(rest.diagnostics.first().map(|found| found.message.clone()));
        match seen.len() {
            1 => write(&path.join("content/b.md"), "text"),
            _ => stopper.stop(),
        }
    });
    let [Some(message), None] = seen.as_slice() else { panic!("{seen:?}") };
    assert!(message.contains("the first batch is too much"), "{message}");
    // Nobody knows what it made of the first, so the second is a look at everything.
    assert_eq!(engine.rescans, [false, true]);
}

/// An engine that renders until it is asked to halt, and saves a file meanwhile.
struct Patient {
    /// What is saved while it renders.
    saves: Vec<PathBuf>,
    /// How often it waits for being asked.
    n_waits: usize,
}

impl Engine for Patient {
    fn rebuild(&mut self, batch: &Batch) -> Outcome {
        let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into());
        Outcome { changed: batch.paths.iter().filter_map(name).collect(), ..nothing() }
    }

    fn finish(&mut self, _batch: &Batch, halt: &Arc<Halt>) -> Finish {
        let Some(path) = self.saves.pop() else { return Finish::Nothing };
        write(&path, "more");
        if self.n_waits == 0 {
            return Finish::Nothing;
        }
        self.n_waits -= 1;
        while !halt.is_asked() {
            std::thread::yield_now();
        }
        Finish::Halted
    }
}

/// The outputs of each batch that began, and of each that came to its end, where `b.md` is saved
/// while the engine renders after a save of `a.md`, and `c.md` after that.
fn saves(patience: Duration, n_waits: usize) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let mut site = Site::new(&["content/a.md"]);
    let (stopper, path) = (site.watcher.stopper(), site.path.clone());
    site.write("content/a.md");
    let saves = ["content/c.md", "content/b.md"].map(|file| path.join(file)).to_vec();
    let mut engine = Patient { saves, n_waits };
    let (mut begun, mut done) = (Vec::new(), Vec::new());
    run(&mut engine, &mut site.watcher, &nothing(), None, patience, |stage| match stage {
        Stage::Begun(outcome) => begun.push(outcome.changed.clone()),
        Stage::Done { batch, whole, .. } => {
            done.push(whole.changed.clone());
            if batch.paths.contains(&path.join("content/c.md")) {
                stopper.stop();
            }
        }
    });
    (begun, done)
}

#[test]
fn what_is_saved_while_pages_are_rendered_puts_the_rest_of_them_off() {
    let (begun, done) = saves(PATIENCE, 2);
    assert_eq!(begun, [["a.md"], ["b.md"], ["c.md"]]);
    assert_eq!(done, [["a.md", "b.md", "c.md"]]);
}

#[test]
fn the_rest_is_not_put_off_for_ever() {
    let (begun, done) = saves(Duration::ZERO, 1);
    assert_eq!(begun, [["a.md"], ["b.md"], ["c.md"]]);
    assert_eq!(done, [vec!["a.md", "b.md"], vec!["c.md"]]);
}
