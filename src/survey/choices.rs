//! Choices, rows and columns: which of them are there.

use super::Answer;
use super::model::{Choosable, NONE};
use super::rule::Rule;
use super::scene::Scene;
use super::session::Survey;
use super::spec::{Choice, Flag, Kind, When, Word};
use crate::expr::Value;
use crate::kernel::gather::Gather;

impl Survey {
    /// Runs the conditions of all choices of a question.
    pub(super) fn choose(&mut self, question: u32) {
        let document = self.held_document();
        let found = self.element(question);
        let spec = document.spec(found.spec);
        let item = found.item;
        let state = |choice: &Choice| Choosable {
            visible: self.fits(choice.visible_if.as_ref().or(spec.rule(When::Choices)), &choice.value, item),
            enabled: self.fits(choice.enable_if.as_ref().or(spec.rule(When::ChoicesEnabled)), &choice.value, item),
        };
        let states: Vec<Choosable> = spec.choices.iter().map(state).gather();
        let changed = found.choices != states;
        let seen = |choices: &[Choosable]| choices.iter().map(|choice| choice.visible).gather();
        let came_or_went = seen(&found.choices) != seen(&states);
        if let Some(found) = self.element_mut(question) {
            found.choices = states;
        }
        if changed || !spec.word(Word::From).is_empty() {
            self.note(question);
        }
        if came_or_went {
            self.choices_changed(question);
        }
        self.refresh(question);
        let source = if spec.word(Word::From).is_empty() { None } else { self.question_named(spec.word(Word::From)) };
        if source.is_some() {
            self.clear_incorrect(question);
        }
    }

    fn choices_changed(&mut self, question: u32) {
        if self.kind(question) != Kind::Imagemap || self.clears(question) {
            self.clear_incorrect(question);
        }
        self.rank_all(question);
        let slot = self.element(question).slot;
        let followers: Vec<u32> = self.store.readers(slot).to_vec();
        let followers: Vec<u32> = followers.into_iter().filter(|cell| self.follows(*cell, question)).gather();
        self.mark(&followers);
    }

    /// Whether a cell shows the choices of a question.
    fn follows(&self, cell: u32, question: u32) -> bool {
        let Some(cell) = self.cells.get(cell as usize) else { return false };
        cell.element != question && self.spec(cell.element).word(Word::From) == self.name(question)
    }

    fn fits(&self, rule: Option<&Rule>, choice: &Answer, item: u32) -> bool {
        let Some(rule) = rule else { return true };
        rule.expression().holds(&Scene { survey: self, rule, item, choice: Some(choice), element: NONE })
    }

    /// Runs the conditions of rows and columns.
    pub(super) fn choose_rows(&mut self, question: u32) {
        let document = self.held_document();
        let found = self.element(question);
        let spec = document.spec(found.spec);
        let item = found.item;
        let row = |all: Option<&Rule>, row: &Choice| self.fits(row.visible_if.as_ref().or(all), &row.value, item);
        let rows: Vec<bool> = spec.rows.iter().map(|one| row(spec.rule(When::Rows), one)).gather();
        let columns: Vec<bool> = spec.columns.iter().map(|one| row(spec.rule(When::Columns), one)).gather();
        let moved = found.columns != columns;
        let changed = found.rows != rows || moved;
        if let Some(found) = self.element_mut(question) {
            found.rows.clone_from(&rows);
            found.columns = columns;
        }
        if changed {
            self.note(question);
            self.rows_changed(question, &rows);
        }
        if moved && self.kind(question) == Kind::Matrix && self.clears(question) {
            self.clear_cells(question, false);
        }
        self.refresh(question);
    }

    /// The choices of a question as they are offered, without the special ones.
    pub(super) fn offered(&self, question: u32) -> Vec<Answer> {
        self.offered_within(question, 8)
    }

    fn offered_within(&self, question: u32, depth: u8) -> Vec<Answer> {
        let spec = self.spec(question);
        let source = if spec.word(Word::From).is_empty() || depth == 0 {
            None
        } else {
            self.question_named(spec.word(Word::From))
        };
        if let Some(source) = source {
            return self.taken_over(question, source, depth.saturating_sub(1));
        }
        let visible = |(choice, state): (&Choice, &Choosable)| state.visible.then(|| choice.value.clone());
        spec.choices.iter().zip(&self.element(question).choices).filter_map(visible).gather()
    }

    /// The choices of another question: all, or those that are or are not chosen.
    fn taken_over(&self, question: u32, source: u32, depth: u8) -> Vec<Answer> {
        let spec = self.spec(question);
        let answer = self.answer_of(source);
        if self.kind(source).is_dynamic() {
            return items_of(answer, spec.word(Word::ValuesFrom));
        }
        let chosen = |choice: &Answer| match answer {
            Value::List(items) => items.iter().any(|item| item.is_like(choice)),
            other => !other.is_empty() && other.is_like(choice),
        };
        let wanted = match spec.word(Word::FromMode) {
            "selected" => Some(true),
            "unselected" => Some(false),
            _ => None,
        };
        let fits = |choice: &Answer| {
            wanted.is_none_or(|wanted| chosen(choice) == wanted) && self.fits(spec.rule(When::Choices), choice, NONE)
        };
        self.offered_within(source, depth).into_iter().filter(fits).gather()
    }

    pub(super) fn has_choice(&self, question: u32) -> bool {
        !self.offered(question).is_empty()
    }

    /// Whether the engine knows all choices: not if they come from elsewhere.
    pub(super) fn knows_choices(&self, question: u32) -> bool {
        let spec = self.spec(question);
        let nothing = spec.choices.is_empty() && spec.word(Word::From).is_empty();
        !(spec.is(Flag::Lazy) || spec.by_url || spec.is(Flag::Custom) || nothing)
    }

    /// Whether a value is one of the choices that are offered, special ones included.
    pub(super) fn may_choose(&self, question: u32, value: &Answer) -> bool {
        let spec = self.spec(question);
        if !spec.kind.selects() {
            return true;
        }
        let value = match value {
            Value::Object(_) if !spec.word(Word::ValueProperty).is_empty() => {
                match value.field(spec.word(Word::ValueProperty)) {
                    Some(value) => value,
                    None => return false,
                }
            }
            value => value.field("value").unwrap_or(value),
        };
        let word = |name: &str| matches!(value, Value::Text(text) if &**text == name);
        (spec.is(Flag::Other) && (word("other") || !self.document.settings.others_as_comment))
            || (spec.is(Flag::None) && word("none"))
            || (spec.is(Flag::Refuse) && word("refused"))
            || (spec.is(Flag::DontKnow) && word("dontknow"))
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
        let spec = self.spec(question);
        spec.kind.is_multiple() || (spec.kind == Kind::Imagepicker && spec.is(Flag::Multiple))
    }
}

/// The values of one field in all items of a list.
fn items_of(answer: &Answer, field: &str) -> Vec<Answer> {
    let Value::List(items) = answer else { return Vec::new() };
    let of = |item: &Answer| match item {
        Value::Object(fields) if field.is_empty() => fields.first().map(|field| field.value.clone()),
        item => item.field(field).cloned(),
    };
    items.iter().filter_map(of).filter(|value| !value.is_empty()).gather()
}
