use std::sync::mpsc;
use std::thread;

use super::*;

#[test]
fn an_answer_that_is_late_holds_up_nobody_who_asks_for_something_else() {
    let loaded = Loaded::default();
    let (go_on, waited) = mpsc::channel();
    thread::scope(|scope| {
        let late = scope.spawn(|| {
            loaded.get_or_load("late".to_string(), move || {
                waited.recv().expect("the other one is loaded meanwhile");
                Ok(Value::from(1))
            })
        });
        let soon = loaded.get_or_load("soon".to_string(), || {
            go_on.send(()).expect("the late one waits");
            Ok(Value::from(2))
        });
        assert_eq!(soon, Ok(Value::from(2)));
        assert_eq!(late.join().expect("it ends"), Ok(Value::from(1)));
    });
}

#[test]
fn what_was_asked_for_once_is_not_asked_for_again_though_it_failed() {
    let loaded = Loaded::default();
    let failure = Failure { message: "no answer".to_string(), is_absent: true };
    let first = loaded.get_or_load("a".to_string(), || Err(failure.clone()));
    let second = loaded.get_or_load("a".to_string(), || panic!("it was asked for before"));
    assert_eq!((first, second), (Err(failure.clone()), Err(failure)));
}
