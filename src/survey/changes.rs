//! What a call changed.

use super::told::Told;
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

    /// The changes as an object.
    pub(super) fn tell(&self, told: &mut Told) {
        told.open("{");
        told.texts("values", &self.values);
        told.texts("elements", &self.elements);
        for (name, flag) in [("page", self.page), ("stage", self.stage), ("refused", self.refused)] {
            told.flag(name, flag);
        }
        told.close("}");
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
