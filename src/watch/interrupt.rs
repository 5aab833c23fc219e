//! Ctrl-C: ends a command cleanly the first time, at once the second.

use std::process;
use std::thread;

/// The exit code of a program that an interrupt ended, as shells count it.
const INTERRUPTED: i32 = 130;

/// Calls `stop` when the person presses Ctrl-C or the system asks the program to end.
///
/// What is being read or written is finished first; outputs that are not rendered yet stay so.
/// Who does not want to wait for it asks a second time.
pub fn on_interrupt(stop: impl FnOnce() + Send + 'static) {
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        if runtime.block_on(asked_to_end()) {
            stop();
            runtime.block_on(asked_to_end());
            process::exit(INTERRUPTED);
        }
    });
}

/// Waits until the program is asked to end; false where that cannot be known.
#[cfg(unix)]
async fn asked_to_end() -> bool {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return false };
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed.is_ok(),
        _ = terminate.recv() => true,
    }
}

/// Waits until the program is asked to end; false where that cannot be known.
#[cfg(not(unix))]
async fn asked_to_end() -> bool {
    tokio::signal::ctrl_c().await.is_ok()
}
