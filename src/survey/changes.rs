//! What a call changed.

use crate::kernel::json::write_text;
use crate::kernel::sort::ranked;

/// What a call changed, each thing once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The names whose answers changed.
    pub values: Vec<Box<str>>,
    /// The pages, panels and questions that appeared, went, or became required, optional, enabled or disabled, or whose
    /// choices did; by their paths, which within items are such as `people[0].email`.
    pub elements: Vec<Box<str>>,
    /// Whether the page changed.
    pub page: bool,
    /// Whether the stage changed.
    pub stage: bool,
    /// Whether the call was refused because answers are missing or wrong.
    pub refused: bool,
}

impl Changes {
    /// With each name once, in order.
    pub(super) fn each_once(self) -> Changes {
        Changes { values: once(&self.values), elements: once(&self.elements), ..self }
    }

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

fn once(names: &[Box<str>]) -> Vec<Box<str>> {
    let mut once: Vec<Box<str>> = Vec::new();
    for name in ranked(names.len(), &|a, b| names.get(a).cmp(&names.get(b))) {
        if let Some(name) = names.get(name).filter(|name| once.last() != Some(name)) {
            once.push(name.clone());
        }
    }
    once
}

fn names(names: &[Box<str>], out: &mut String) {
    out.push('[');
    for (index, name) in names.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        write_text(name, out);
    }
    out.push(']');
}
