//! What an expression sees: the answers, and what is near it.

use super::Answer;
use super::model::NONE;
use super::rule::{Near, Rule};
use super::session::Survey;
use super::spec::Kind;
use crate::expr::{Path, Scope, Value};

/// The place where a rule runs.
pub(super) struct Scene<'s> {
    pub(super) survey: &'s Survey,
    pub(super) rule: &'s Rule,
    pub(super) item: u32,
    pub(super) choice: Option<&'s Answer>,
    pub(super) element: u32,
}

impl Scope for Scene<'_> {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        let variable = self.rule.variables().get(slot)?;
        if let Some((near, rest)) = &variable.near
            && let Some(found) = self.near(*near, rest.as_ref())
        {
            return found;
        }
        if let Some((object, property)) = &variable.property
            && let Some(found) = self.survey.property(object, property)
        {
            return Some(found);
        }
        variable.find(&self.survey.store)
    }

    fn now(&self) -> Option<i64> {
        self.survey.options.now
    }

    fn offset(&self, _at_ms: i64) -> i32 {
        self.survey.options.offset
    }

    fn call(&self, function: &str, arguments: &[Value<'_>]) -> Option<Value<'_>> {
        self.survey.ask(function, arguments, self.item)
    }

    fn outer(&self, slot: usize) -> Option<Value<'_>> {
        self.variable(slot)
    }

    fn ordered(&self, slot: usize) -> bool {
        let variable = self.rule.variables().get(slot);
        variable
            .and_then(|variable| variable.candidates.first())
            .is_some_and(|first| self.survey.is_ranking(first.read))
    }
}

/// A found value, if the thing has one.
type Found<'a> = Option<Value<'a>>;

impl Scene<'_> {
    /// What is near; none if there is no such thing here.
    fn near(&self, near: Near, rest: Option<&Path>) -> Option<Found<'_>> {
        let survey = self.survey;
        match near {
            Near::Choice => self.choice.map(|choice| within(choice, rest)),
            Near::Own if matches!(survey.kind(self.element), Kind::MatrixDropdown | Kind::MatrixDynamic) => {
                Some(within(survey.answer_of(self.element), rest))
            }
            Near::Own => None,
            Near::Row | Near::Panel => Some(within(survey.item_answer(self.around(near)?), rest)),
            Near::ParentPanel => {
                let outer = survey.outer(self.around(Near::Panel)?);
                (outer != NONE).then(|| within(survey.item_answer(outer), rest))
            }
            Near::PreviousPanel => Some(self.neighbour(Near::Panel, -1, rest)),
            Near::NextPanel => Some(self.neighbour(Near::Panel, 1, rest)),
            Near::PreviousRow => Some(self.neighbour(Near::Row, -1, rest)),
            Near::NextRow => Some(self.neighbour(Near::Row, 1, rest)),
            Near::RowIndex => self.index(self.around(Near::Row)?, 1),
            Near::PanelIndex => self.index(self.around(Near::Panel)?, 0),
            Near::VisiblePanelIndex => self.visible_index(self.around(Near::Panel)?, 0.0),
            Near::VisibleRowIndex => self.visible_index(self.around(Near::Row)?, 1.0),
            Near::ParentPanelIndex => self.index(survey.outer(self.around(Near::Panel)?), 0),
            Near::RowName | Near::RowTitle => self.row_name(),
            Near::Total => None,
        }
    }

    /// The innermost item of a kind.
    fn around(&self, near: Near) -> Option<u32> {
        let mut item = self.item;
        while item != NONE {
            if self.survey.is_row(item) == (near == Near::Row) {
                return Some(item);
            }
            item = self.survey.outer(item);
        }
        None
    }

    fn row_name(&self) -> Option<Found<'_>> {
        match self.around(Near::Row) {
            Some(row) => self.survey.item(row).key.as_ref().map(|key| Some(key.lend())),
            None => None,
        }
    }

    fn index(&self, item: u32, first: u32) -> Option<Found<'static>> {
        let at = self.survey.position(item)?;
        let at = u32::try_from(at).ok()?.saturating_add(first);
        Some(Some(Value::Number(f64::from(at))))
    }

    /// The place among the items that are visible; -1 for one that is not.
    fn visible_index(&self, item: u32, first: f64) -> Option<Found<'static>> {
        let owner = self.survey.item(item).owner;
        let visible = |other: &&u32| self.survey.item(**other).visible;
        let at = self.survey.element(owner).items.iter().filter(visible).position(|other| *other == item);
        let number = at.and_then(|at| u32::try_from(at).ok()).map_or(-1.0, |at| f64::from(at) + first);
        Some(Some(Value::Number(number)))
    }

    fn neighbour(&self, near: Near, step: i32, rest: Option<&Path>) -> Found<'_> {
        let item = self.around(near)?;
        let at = self.survey.position(item)?;
        let at = if step < 0 { at.checked_sub(1)? } else { at.saturating_add(1) };
        let owner = self.survey.item(item).owner;
        let other = self.survey.elements.get(owner as usize)?.items.get(at)?;
        within(self.survey.item_answer(*other), rest)
    }
}

fn within<'a>(value: &'a Answer, rest: Option<&Path>) -> Found<'a> {
    match rest {
        Some(rest) => rest.within(value),
        None => Some(value.lend()),
    }
}
