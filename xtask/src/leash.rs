//! Processes that never outlive the command that started them.

use std::process::{Child, Command, Stdio};

/// Runs its arguments, and ends them when its own input ends. The system closes that input however the parent ends, so not
/// even a killed parent leaves anything behind.
const LEASH: &str = r#"trap '' INT TERM HUP; end="$1"; shift; "$@" & child=$!; cat >/dev/null; eval "$end""#;

/// How a process ends.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// At once.
    Killed,
    /// By itself once it is asked, or a few seconds later.
    Asked,
}

/// A process on a leash: it ends with this value.
pub(crate) struct Leashed(pub(crate) Child);

impl Drop for Leashed {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A command whose arguments are the program to run on a leash and that program's arguments.
pub(crate) fn leash(end: End) -> Command {
    let end = match end {
        End::Killed => r#"kill -9 "$child" 2>/dev/null"#,
        End::Asked => {
            r#"kill "$child" 2>/dev/null; for wait in 1 2 3 4 5 6 7 8 9; do
                kill -0 "$child" 2>/dev/null || exit; sleep 0.5
            done; kill -9 "$child" 2>/dev/null"#
        }
    };
    let mut command = Command::new("sh");
    command.args(["-c", LEASH, "sh", end]).stdin(Stdio::piped());
    command
}
