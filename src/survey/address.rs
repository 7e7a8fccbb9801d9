//! Where an element stands, as one text: its name, or within an item the question that has the item, the item's place
//! and the name in it: `people[0].email`.

use super::Answer;
use super::model::NONE;
use super::session::{Survey, turned};
use crate::expr::Value;
use crate::kernel::gather::Gather;
use crate::kernel::text::{cut, cut_last, numbered, parts, whole};

impl Survey {
    /// The path of an element.
    pub(super) fn path(&self, element: u32) -> String {
        let item = self.element(element).item;
        let name = self.name(element);
        let Some(at) = self.position(item) else { return name.to_owned() };
        let mut path = numbered(&(self.path(self.item(item).owner) + "["), at);
        path.push_str("].");
        path.push_str(name);
        path
    }

    /// The question at a path. A name may have brackets too: the longest name that there is counts.
    pub(super) fn at(&self, path: &str) -> Option<u32> {
        let mut head = path;
        let mut question = loop {
            match self.own(head) {
                Some(question) => break question,
                None => head = cut_last(head, b"[")?.0,
            }
        };
        let mut rest = path.get(head.len()..)?;
        while !rest.is_empty() {
            let (place, inner) = cut(rest.get(1..)?, b"]")?;
            let inner = inner.get(1..)?;
            let item = *self.element(question).items.get(whole(place, 10)? as usize)?;
            let mut next = None;
            for one in self.questions_below(&self.item(item).elements) {
                let name = self.name(one);
                let after = inner.get(name.len()..).filter(|after| after.is_empty() || after.starts_with('['));
                if let Some(after) = after.filter(|after| inner.starts_with(name) && after.len() < rest.len()) {
                    (next, rest) = (Some(one), after);
                }
            }
            question = next?;
        }
        Some(question)
    }

    /// A question of the survey itself, also one that comes with a choice.
    fn own(&self, name: &str) -> Option<u32> {
        if let Some(question) = self.question_named(name).filter(|question| *question != NONE) {
            return Some(question);
        }
        let mut with_choices = Vec::new();
        for element in self.elements.iter().filter(|element| element.item == NONE && element.alive) {
            element.inner.iter().map(|(_, inner)| *inner).gather_into(&mut with_choices);
        }
        self.questions_below(&with_choices).into_iter().find(|one| self.name(*one) == name)
    }

    /// The questions below some elements, with those that come with choices.
    fn questions_below(&self, roots: &[u32]) -> Vec<u32> {
        let mut open = Vec::new();
        turned(roots, &mut open);
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            let element = self.element(next);
            if !self.kind(next).is_container() {
                found.push(next);
            }
            element.inner.iter().rev().map(|(_, inner)| *inner).gather_into(&mut open);
            turned(&element.children, &mut open);
        }
        found
    }
}

/// A place in the document, as a JSON Pointer.
pub(super) struct Place<'p>(pub(super) &'p str);

impl Place<'_> {
    /// What stands there.
    pub(super) fn find<'d>(&self, document: &'d Answer) -> Option<&'d Answer> {
        parts(self.0, b"/").into_iter().skip(1).try_fold(document, |at, step| match at {
            Value::List(items) => items.get(whole(step, 10)? as usize),
            other => other.field(step),
        })
    }
}
