//! What the engine answers to a case, as one line of text.

use crate::Case;
use patronage::loyalty::Program;

/// A question to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// What a cart would earn.
    Preview,
    /// What an event earns.
    Award,
    /// Where a member stands.
    Status,
}

impl Asked {
    /// The name of the method that answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Asked::Preview => "preview",
            Asked::Award => "award",
            Asked::Status => "status",
        }
    }
}

/// The engine's JSON, or its error as `{"error":{"code":…,"path":…,"params":{…}}}`.
#[must_use]
pub fn answer(case: &Case) -> String {
    let asked = |program: Program| match case.asked {
        Asked::Preview => program.preview_json(&case.request),
        Asked::Award => program.award_json(&case.request),
        Asked::Status => program.status_json(&case.request),
    };
    let answer = Program::parse(&case.program).and_then(asked);
    answer.unwrap_or_else(|error| ["{\"error\":", &error.to_json(), "}"].concat())
}
