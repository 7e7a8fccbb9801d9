//! What a call changed.

use crate::kernel::json::write_text;
use std::collections::BTreeSet;

/// What a call changed, each thing once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The names whose answers changed.
    pub values: BTreeSet<Box<str>>,
    /// The pages, panels and questions that appeared, went, or became required, optional, enabled or disabled, or whose
    /// choices did.
    pub elements: BTreeSet<Box<str>>,
    /// Whether the page changed.
    pub page: bool,
    /// Whether the stage changed.
    pub stage: bool,
    /// Whether the call was refused because answers are missing or wrong.
    pub refused: bool,
}

impl Changes {
    /// The changes as JSON.
    pub fn write(&self, out: &mut String) {
        out.push_str("{\"values\":");
        names(&self.values, out);
        out.push_str(",\"elements\":");
        names(&self.elements, out);
        for (name, flag) in [("page", self.page), ("stage", self.stage), ("refused", self.refused)] {
            out.push_str(",\"");
            out.push_str(name);
            out.push_str(if flag { "\":true" } else { "\":false" });
        }
        out.push('}');
    }
}

fn names(names: &BTreeSet<Box<str>>, out: &mut String) {
    out.push('[');
    for (index, name) in names.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        write_text(name, out);
    }
    out.push(']');
}
