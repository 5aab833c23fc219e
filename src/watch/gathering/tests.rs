use super::*;

const QUIET: Duration = Duration::from_millis(20);

/// A gathering, with a start and a way to tell milliseconds from it.
fn fresh() -> (Gathering, impl Fn(u64) -> Instant) {
    let start = Instant::now();
    (Gathering::default(), move |ms| start + Duration::from_millis(ms))
}

#[test]
fn nothing_seen_is_never_due() {
    assert_eq!(fresh().0.due(QUIET), None);
}

#[test]
fn a_save_is_due_when_nothing_came_for_the_quiet_time() {
    let (mut gathering, at) = fresh();
    gathering.note("a.md".into(), Seen::Changed, at(0));
    gathering.note("a.md".into(), Seen::Changed, at(15));
    assert_eq!(gathering.due(QUIET), Some(at(35)));
    assert_eq!(gathering.take().paths.len(), 1);
    assert_eq!(gathering.due(QUIET), None);
}

#[test]
fn a_file_that_went_is_given_time_to_come_back() {
    let (mut gathering, at) = fresh();
    gathering.note("a.md".into(), Seen::Gone, at(0));
    assert_eq!(gathering.due(QUIET), Some(at(100)));
    gathering.note("a.md".into(), Seen::Came, at(40));
    assert_eq!(gathering.due(QUIET), Some(at(60)));
}

#[test]
fn five_thousand_files_with_pauses_between_them_are_one_batch() {
    let (mut gathering, at) = fresh();
    for n in 0..5_000_u64 {
        let pause = n / 1_000 * 200;
        gathering.note(format!("{n}.md").into(), Seen::Came, at(n / 10 + pause));
        let next = (n + 1) / 10 + (n + 1) / 1_000 * 200;
        assert!(n < 8 || at(next) < gathering.due(QUIET).unwrap(), "closed after {n}");
    }
    assert_eq!(gathering.take().paths.len(), 5_000);
}

#[test]
fn changes_without_end_are_cut_into_batches() {
    let (mut gathering, at) = fresh();
    for n in 0..1_100 {
        gathering.note("log.md".into(), Seen::Changed, at(10 * n));
    }
    assert_eq!(gathering.due(QUIET), Some(at(10_000)));
}

#[test]
fn a_long_quiet_time_that_a_person_asks_for_is_kept() {
    let (mut gathering, at) = fresh();
    let quiet = Duration::from_secs(30);
    gathering.note("a.md".into(), Seen::Gone, at(0));
    assert_eq!(gathering.due(quiet), Some(at(30_000)));
}

#[test]
fn a_new_folder_stays_new_until_the_batch_is_closed() {
    let (mut gathering, at) = fresh();
    gathering.note("new".into(), Seen::Came, at(0));
    gathering.note("new".into(), Seen::Changed, at(1));
    assert_eq!(gathering.take().paths[&PathBuf::from("new")], Seen::Came);
}

#[test]
fn lost_reports_are_due_even_without_a_path() {
    let (mut gathering, at) = fresh();
    gathering.lose(at(0));
    assert_eq!(gathering.due(QUIET), Some(at(250)));
    assert!(gathering.take().lost);
}
