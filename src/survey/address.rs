//! Where an element stands, as one text: its name, or within an item the question that has the item, the item's place
//! and the name in it: `people[0].email`.

use super::Answer;
use super::model::NONE;
use super::session::Survey;
use crate::expr::Value;

impl Survey {
    /// The path of an element.
    pub(super) fn path(&self, element: u32) -> String {
        let item = self.element(element).map_or(NONE, |found| found.item);
        let name = self.name(element);
        let (Some(found), Some(at)) = (self.items.get(item as usize), self.position(item)) else {
            return name.to_owned();
        };
        [&*self.path(found.owner), "[", &at.to_string(), "].", name].concat()
    }

    /// The question at a path. A name may have brackets too: the longest name that there is counts.
    pub(super) fn at(&self, path: &str) -> Option<u32> {
        let (mut question, mut rest) = self.named_first(path)?;
        while !rest.is_empty() {
            let (place, inner) = rest.strip_prefix('[')?.split_once("].")?;
            let item = *self.element(question)?.items.get(place.parse::<usize>().ok()?)?;
            let roots = &self.items.get(item as usize)?.elements;
            let fitting = self.questions_below(roots).into_iter().filter_map(|one| {
                let rest = inner.strip_prefix(self.name(one))?;
                (rest.is_empty() || rest.starts_with('[')).then_some((one, rest))
            });
            (question, rest) = fitting.min_by_key(|(_, rest)| rest.len())?;
        }
        Some(question)
    }

    /// The question of the survey itself that a path begins with, and what follows.
    fn named_first<'p>(&self, path: &'p str) -> Option<(u32, &'p str)> {
        let ends = [path.len()].into_iter().chain(path.rmatch_indices('[').map(|(at, _)| at));
        ends.filter_map(|end| path.split_at_checked(end)).find_map(|(name, rest)| Some((self.own(name)?, rest)))
    }

    /// A question of the survey itself, also one that comes with a choice.
    fn own(&self, name: &str) -> Option<u32> {
        let with_choice = || {
            let fits = |element: &u32| self.element(*element).is_some_and(|found| found.item == NONE && found.alive);
            let all = self.elements.iter().flat_map(|element| &element.inner).map(|(_, inner)| *inner);
            self.questions_below(&all.filter(fits).collect::<Vec<_>>()).into_iter().find(|one| self.name(*one) == name)
        };
        self.question_named(name).filter(|question| *question != NONE).or_else(with_choice)
    }

    /// The questions below some elements, with those that come with choices.
    fn questions_below(&self, roots: &[u32]) -> Vec<u32> {
        let mut open: Vec<u32> = roots.iter().rev().copied().collect();
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            let Some(element) = self.element(next) else { continue };
            if !self.kind(next).is_container() {
                found.push(next);
            }
            open.extend(element.inner.iter().rev().map(|(_, inner)| *inner));
            open.extend(element.children.iter().rev());
        }
        found
    }
}

/// A place in the document, as a JSON Pointer.
pub(super) struct Place<'p>(pub(super) &'p str);

impl Place<'_> {
    /// What stands there.
    pub(super) fn find<'d>(&self, document: &'d Answer) -> Option<&'d Answer> {
        self.0.split('/').skip(1).try_fold(document, |at, step| match at {
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            other => other.field(step),
        })
    }
}
