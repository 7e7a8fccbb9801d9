//! What the engine answers to a case, as one line of text.

use crate::Case;
use patronage::kernel::{Error, json::write_text};
use patronage::loyalty::Program;

/// A question to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// What a cart would earn.
    Preview,
    /// Where a member stands.
    Status,
}

impl Asked {
    /// The name of the method that answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Asked::Preview => "preview",
            Asked::Status => "status",
        }
    }
}

/// The engine's JSON, or its error as `{"error":{"code":…,"path":…,"params":{…}}}`.
#[must_use]
pub fn answer(case: &Case) -> String {
    let asked = |program: Program| match case.asked {
        Asked::Preview => program.preview_json(&case.request),
        Asked::Status => program.status_json(&case.request),
    };
    Program::parse(&case.program).and_then(asked).unwrap_or_else(|error| written(&error))
}

fn written(error: &Error) -> String {
    let mut out = String::from("{\"error\":{\"code\":");
    write_text(error.code().as_str(), &mut out);
    out.push_str(",\"path\":");
    write_text(error.path(), &mut out);
    out.push_str(",\"params\":{");
    for (index, (name, value)) in error.params().iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_text(name, &mut out);
        out.push(':');
        write_text(value, &mut out);
    }
    out.push_str("}}}");
    out
}
