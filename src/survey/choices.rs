//! Choices, rows and columns: which of them are there.

use super::Answer;
use super::model::{Choosable, NONE};
use super::rule::Rule;
use super::scene::Scene;
use super::session::Survey;
use super::spec::{Choice, Kind};
use crate::expr::Value;
use std::sync::Arc;

impl Survey {
    /// Runs the conditions of all choices of a question.
    pub(super) fn choose(&mut self, question: u32) {
        let document = Arc::clone(&self.document);
        let Some(found) = self.element(question) else { return };
        let Some(spec) = document.specs.get(found.spec as usize) else { return };
        let Some(select) = &spec.select else { return };
        let item = found.item;
        let state = |choice: &Choice| Choosable {
            visible: self.fits(choice.visible_if.as_ref().or(select.visible_if.as_ref()), &choice.value, item),
            enabled: self.fits(choice.enable_if.as_ref().or(select.enable_if.as_ref()), &choice.value, item),
        };
        let states: Vec<Choosable> = select.choices.iter().map(state).collect();
        let changed = found.choices != states;
        let seen = |choices: &[Choosable]| choices.iter().map(|choice| choice.visible).collect::<Vec<_>>();
        let came_or_went = seen(&found.choices) != seen(&states);
        if let Some(found) = self.element_mut(question) {
            found.choices = states;
        }
        if changed || !select.from.is_empty() {
            self.note(question);
        }
        if came_or_went {
            self.choices_changed(question);
        }
        self.refresh(question);
        let source = if select.from.is_empty() { None } else { self.question_named(&select.from) };
        if source.is_some() {
            self.clear_incorrect(question);
        }
    }

    fn choices_changed(&mut self, question: u32) {
        if self.kind(question) != Kind::Imagemap || self.clears(question) {
            self.clear_incorrect(question);
        }
        self.rank_all(question);
        let slot = self.element(question).map_or(NONE, |found| found.slot);
        let followers: Vec<u32> = self.store.readers(slot).to_vec();
        let followers: Vec<u32> = followers.into_iter().filter(|cell| self.follows(*cell, question)).collect();
        self.mark(&followers);
    }

    /// Whether a cell shows the choices of a question.
    fn follows(&self, cell: u32, question: u32) -> bool {
        let Some(cell) = self.cells.get(cell as usize) else { return false };
        let source = self.spec(cell.element).and_then(|spec| spec.select.as_ref()).map_or("", |select| &*select.from);
        cell.element != question && source == self.name(question)
    }

    fn fits(&self, rule: Option<&Rule>, choice: &Answer, item: u32) -> bool {
        let Some(rule) = rule else { return true };
        rule.expression().holds(&Scene { survey: self, rule, item, choice: Some(choice), element: NONE })
    }

    /// Runs the conditions of rows and columns.
    pub(super) fn choose_rows(&mut self, question: u32) {
        let document = Arc::clone(&self.document);
        let Some(found) = self.element(question) else { return };
        let Some(spec) = document.specs.get(found.spec as usize) else { return };
        let Some(grid) = &spec.grid else { return };
        let item = found.item;
        let row = |all: Option<&Rule>, row: &Choice| self.fits(row.visible_if.as_ref().or(all), &row.value, item);
        let rows: Vec<bool> = grid.rows.iter().map(|one| row(grid.rows_visible_if.as_ref(), one)).collect();
        let columns: Vec<bool> = grid.columns.iter().map(|one| row(grid.columns_visible_if.as_ref(), one)).collect();
        let changed = found.rows != rows || found.columns != columns;
        if let Some(found) = self.element_mut(question) {
            found.rows.clone_from(&rows);
            found.columns = columns;
        }
        if changed {
            self.note(question);
            self.rows_changed(question, &rows);
        }
        self.refresh(question);
    }

    /// The choices of a question as they are offered, without the special ones.
    pub(super) fn offered(&self, question: u32) -> Vec<Answer> {
        self.offered_within(question, 8)
    }

    fn offered_within(&self, question: u32, depth: u8) -> Vec<Answer> {
        let (Some(found), Some(spec)) = (self.element(question), self.spec(question)) else { return Vec::new() };
        let Some(select) = &spec.select else { return Vec::new() };
        let source = if select.from.is_empty() || depth == 0 { None } else { self.question_named(&select.from) };
        if let Some(source) = source {
            return self.taken_over(question, source, depth.saturating_sub(1));
        }
        let visible = |(choice, state): (&Choice, &Choosable)| state.visible.then(|| choice.value.clone());
        select.choices.iter().zip(&found.choices).filter_map(visible).collect()
    }

    /// The choices of another question: all, or those that are or are not chosen.
    fn taken_over(&self, question: u32, source: u32, depth: u8) -> Vec<Answer> {
        let Some(select) = self.spec(question).and_then(|spec| spec.select.as_ref()) else { return Vec::new() };
        let answer = self.answer_of(source);
        if self.kind(source).is_dynamic() {
            return items_of(answer, &select.values_from);
        }
        let chosen = |choice: &Answer| match answer {
            Value::List(items) => items.iter().any(|item| item.is_like(choice)),
            other => !other.is_empty() && other.is_like(choice),
        };
        let mut all = self.offered_within(source, depth);
        match &*select.from_mode {
            "selected" => all.retain(|choice| chosen(choice)),
            "unselected" => all.retain(|choice| !chosen(choice)),
            _ => {}
        }
        let fits = |choice: &Answer| self.fits(select.visible_if.as_ref(), choice, NONE);
        all.retain(fits);
        all
    }

    pub(super) fn has_choice(&self, question: u32) -> bool {
        !self.offered(question).is_empty()
    }

    /// Whether the engine knows all choices: not if they come from elsewhere.
    pub(super) fn knows_choices(&self, question: u32) -> bool {
        let Some(select) = self.spec(question).and_then(|spec| spec.select.as_ref()) else { return false };
        let nothing = select.choices.is_empty() && select.from.is_empty();
        !(select.lazy || select.by_url || select.custom || nothing)
    }

    /// Whether a value is one of the choices that are offered, special ones included.
    pub(super) fn may_choose(&self, question: u32, value: &Answer) -> bool {
        let Some(spec) = self.spec(question) else { return true };
        let Some(select) = &spec.select else { return true };
        let value = match value {
            Value::Object(_) if !select.value_property.is_empty() => match value.field(&select.value_property) {
                Some(value) => value,
                None => return false,
            },
            value => value.field("value").unwrap_or(value),
        };
        let word = |name: &str| matches!(value, Value::Text(text) if &**text == name);
        (select.other && (word("other") || !self.document.settings.others_as_comment))
            || (select.none && word("none"))
            || (select.refuse && word("refused"))
            || (select.dont_know && word("dontknow"))
            || self.offered(question).iter().any(|choice| choice.is_like(value))
    }

    /// Whether a choice is among the answer of a question.
    pub(super) fn is_chosen(&self, question: u32, choice: &Answer) -> bool {
        let bare = |value: &Answer| value.field("value").unwrap_or(value).is_like(choice);
        match self.answer_of(question) {
            Value::List(items) => items.iter().any(bare),
            one => !one.is_empty() && bare(one),
        }
    }

    /// Whether a question takes several choices.
    pub(super) fn is_multiple(&self, question: u32) -> bool {
        let Some(spec) = self.spec(question) else { return false };
        spec.kind.is_multiple()
            || (spec.kind == Kind::Imagepicker && spec.select.as_ref().is_some_and(|select| select.multiple))
    }
}

/// The values of one field in all items of a list.
fn items_of(answer: &Answer, field: &str) -> Vec<Answer> {
    let Value::List(items) = answer else { return Vec::new() };
    let of = |item: &Answer| match item {
        Value::Object(fields) if field.is_empty() => fields.first().map(|field| field.value.clone()),
        item => item.field(field).cloned(),
    };
    items.iter().filter_map(of).filter(|value| !value.is_empty()).collect()
}
