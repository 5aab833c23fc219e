use super::*;

#[test]
fn work_that_nobody_halts_comes_to_its_end() {
    let halt = Arc::<Halt>::default();
    assert_eq!(halt.unless_asked(|halt| halt.is_asked()), Some(false));
}

#[test]
fn a_halt_does_not_wait_for_the_work() {
    let halt = Arc::<Halt>::default();
    let (go_on, wait) = mpsc::channel::<()>();
    let (told, heard) = mpsc::channel();
    let asker = halt.clone();
    let outcome = halt.unless_asked(move |halt| {
        asker.ask();
        // The work ends only when the test has its answer already.
        let _ = wait.recv();
        let _ = told.send(halt.is_asked());
    });
    assert_eq!(outcome, None);
    drop(go_on);
    assert_eq!(heard.recv(), Ok(true));
}

#[test]
fn work_after_a_halt_is_none() {
    let halt = Arc::<Halt>::default();
    halt.ask();
    assert_eq!(halt.unless_asked(|_| ()), None);
}

#[test]
fn a_panic_of_the_work_goes_on_where_it_was_asked_for() {
    let halt = Arc::<Halt>::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| halt.unless_asked(|_| panic!("on purpose"))));
    assert!(outcome.is_err());
}
