//! Default answers, and the answers that calls and expressions give.

use super::Answer;
use super::model::{NONE, Role};
use super::session::Survey;
use super::spec::{Flag, Given, Kind, When};
use super::triggers::Change;
use crate::expr::{Field, Items, Value, trim};
use crate::kernel::gather::Gather;
use crate::kernel::text::followed;
use std::borrow::Cow;

impl Survey {
    /// The default answer of a question, as its kind keeps it.
    pub(super) fn default_of(&self, question: u32) -> Answer {
        let spec = self.spec(question);
        let value = spec.value(Given::Default).clone();
        if value.is_empty() {
            return spec.default_items();
        }
        match spec.kind {
            Kind::Boolean => {
                let truth = match &value {
                    Value::Bool(truth) => Some(*truth),
                    Value::Text(text) if &**text == "true" => Some(true),
                    Value::Text(text) if &**text == "false" => Some(false),
                    _ => None,
                };
                let yes = spec.some_value(Given::Yes).cloned();
                let no = spec.some_value(Given::No).cloned();
                match truth {
                    Some(true) => yes.unwrap_or(Value::Bool(true)),
                    Some(false) => no.unwrap_or(Value::Bool(false)),
                    None if yes.as_ref() == Some(&value) || no.as_ref() == Some(&value) => value,
                    None => Value::Undefined,
                }
            }
            kind if kind.has_choices() && self.knows_choices(question) => self.chosen_default(question, value),
            kind if kind.is_multiple() && !matches!(value, Value::List(_)) => Value::list(vec![value]),
            _ => value,
        }
    }

    /// A default without the choices that are hidden.
    fn chosen_default(&self, question: u32, value: Answer) -> Answer {
        let multiple = self.is_multiple(question);
        match value {
            Value::List(items) => {
                let kept = items.iter().filter(|item| !self.is_hidden_choice(question, item)).cloned().gather();
                if kept.is_empty() { Value::Undefined } else { Value::list(kept) }
            }
            value if self.is_hidden_choice(question, &value) => Value::Undefined,
            value if multiple => Value::list(vec![value]),
            value => value,
        }
    }

    /// An answer given by name.
    pub(super) fn answer_name(&mut self, name: &str, value: Answer) {
        if name.is_empty() {
            return;
        }
        let slot = self.store.slot_of(name);
        let value = self.take_other(slot, value, true);
        if self.document.settings.check.as_ref() == "onValueChanging" && self.is_refused(slot, &value) {
            self.changes.refused = true;
            return;
        }
        let before = self.item_defaults(slot);
        let Some(change) = self.put(slot, value, NONE) else { return };
        for (element, answer) in before {
            if *self.answer_of(element) != answer {
                self.touch(element, true);
            }
        }
        self.slot_changed(change);
    }

    /// The answers within the items of a slot that an expression gave as default.
    fn item_defaults(&self, slot: u32) -> Vec<(u32, Answer)> {
        let mut found = Vec::new();
        for question in self.sharing(slot) {
            for item in &self.element(question).items {
                let roots = &self.item(*item).elements;
                let by_default = |element: &u32| self.spec(*element).rule(When::Default).is_some();
                let elements = self.walk(roots).into_iter().filter(by_default);
                elements.map(|element| (element, self.answer_of(element).clone())).gather_into(&mut found);
            }
        }
        found
    }

    /// Whether a value would be wrong, where wrong ones are not taken.
    fn is_refused(&mut self, slot: u32, value: &Answer) -> bool {
        let Some(found) = self.store.slot_mut(slot) else { return false };
        let old = std::mem::replace(&mut found.data, value.clone());
        let wrong = !value.is_empty() && self.sharing(slot).into_iter().any(|question| self.has_errors_in(question));
        if let Some(found) = self.store.slot_mut(slot) {
            found.data = old;
        }
        wrong
    }

    /// Writes the default of a question; what is no choice of one with "other" is the comment of that.
    pub(super) fn write_default(&mut self, question: u32, value: Answer) {
        if value.is_empty() {
            return self.write_answer(question, value, true);
        }
        let slot = self.element(question).slot;
        let other = slot != NONE && self.has_other(question);
        let value = match value {
            Value::List(items) if other && !self.is_multiple(question) => {
                items.first().cloned().unwrap_or(Value::Undefined)
            }
            value => value,
        };
        let strange = other && !matches!(value, Value::List(_)) && !self.may_choose(question, &value);
        let value = if other { self.take_other(slot, value, true) } else { value };
        self.write_answer(question, if strange { Value::text("other") } else { value }, true);
    }

    /// The questions that keep their answer in a slot.
    pub(super) fn sharing(&self, slot: u32) -> Vec<u32> {
        self.by_slot.get(slot as usize).cloned().unwrap_or_default()
    }

    pub(super) fn touch(&mut self, element: u32, touched: bool) {
        if let Some(found) = self.element_mut(element) {
            found.touched = touched;
        }
    }

    /// An answer given by an expression or a trigger: one that is the same already stays. A computed default keeps the
    /// question untouched.
    pub(super) fn write_answer(&mut self, element: u32, value: Answer, by_default: bool) {
        let value = self.as_kept(element, value);
        if !value.is_empty() && !self.may_hold(element, &value) {
            return;
        }
        let old = self.answer_of(element);
        if is_same(old, &value) || !is_bearable(&value) {
            return;
        }
        self.store_answer(element, value, by_default);
    }

    /// Whether a value has the form of an answer of this kind of question.
    fn may_hold(&self, question: u32, value: &Answer) -> bool {
        match self.kind(question) {
            Kind::Matrix | Kind::MatrixDropdown | Kind::Multipletext => matches!(value, Value::Object(_)),
            Kind::MatrixDynamic | Kind::PanelDynamic => matches!(value, Value::List(_)),
            _ => true,
        }
    }

    pub(super) fn store_answer(&mut self, element: u32, value: Answer, by_default: bool) {
        if !by_default {
            self.touch(element, true);
        }
        self.giving.push(element);
        self.put_answer(element, value);
        self.giving.pop();
    }

    /// Puts an answer where it is kept.
    pub(super) fn put_answer(&mut self, element: u32, value: Answer) {
        let found = self.element(element);
        let (slot, item) = (found.slot, found.item);
        if item == NONE {
            self.write_slot(slot, value, element);
        } else {
            let name = self.spec(element).value_name.clone();
            self.write_field(item, &name, value);
        }
    }

    /// `resetValueIf`: back to the default.
    pub(super) fn reset(&mut self, element: u32) {
        match self.default_value(element) {
            Some(value) => self.write_default(element, value),
            None => self.clear_alone(element),
        }
    }

    /// The default of a question, computed or not; none if it has none.
    pub(super) fn default_value(&self, question: u32) -> Option<Answer> {
        let rule = self.spec(question).rule(When::Default);
        let item = self.element(question).item;
        let value = match rule {
            Some(rule) => return Some(self.computed_default(question, item, rule)),
            None => self.default_of(question),
        };
        (!value.is_empty()).then_some(value)
    }

    /// Puts a value into a slot; an empty one clears it.
    pub(super) fn write_slot(&mut self, slot: u32, value: Answer, giver: u32) {
        let value = if value.is_empty() { Value::Undefined } else { value };
        if let Some(change) = self.put(slot, value, giver) {
            self.slot_changed(change);
        }
    }

    /// Keeps a value, and tells the other questions that share it.
    fn put(&mut self, slot: u32, value: Answer, giver: u32) -> Option<Change> {
        let value = if value.is_empty() { Value::Undefined } else { value };
        let found = self.store.data(slot);
        if *found == value || (found.is_empty() && value.is_empty()) {
            return None;
        }
        let change = self.remember(slot);
        self.store.slot_mut(slot)?.data = value;
        for question in self.sharing(slot) {
            if question != giver {
                self.hear(question);
            }
            if let Some(found) = self.element_mut(question) {
                found.gone.clear();
            }
        }
        Some(change)
    }

    /// A question hears of an answer from elsewhere: it is touched, unless that is its computed default.
    fn hear(&mut self, question: u32) {
        let rule = self.spec(question).rule(When::Default).cloned();
        let answer = self.answer_of(question);
        let by_default = !answer.is_empty()
            && rule.is_some_and(|rule| answer.is_same(&self.computed_default(question, NONE, &rule)));
        if !by_default {
            self.touch(question, true);
        }
    }

    pub(super) fn write_extra(&mut self, slot: u32, value: Answer) {
        let Some(found) = self.store.slot_mut(slot) else { return };
        if found.extra.is_same(&value) || !is_bearable(&value) {
            return;
        }
        found.extra = value;
        found.before = None;
        self.mark_slot(slot);
        self.react(&[slot]);
    }

    /// Marks what depends on a slot and lets it run.
    pub(super) fn slot_changed(&mut self, change: Change) {
        let slot = change.slot;
        self.note_change(slot);
        self.react(&[slot]);
        self.recall(change);
        for question in self.sharing(slot) {
            self.rank_all(question);
        }
    }

    /// A ranking has all choices that are offered: those that nobody ranked come last.
    pub(super) fn rank_all(&mut self, question: u32) {
        let spec = self.spec(question);
        let ranks = spec.kind == Kind::Ranking && !spec.is(Flag::Partly);
        if !ranks || self.answer_of(question).is_empty() || !self.knows_choices(question) {
            return;
        }
        let offered = self.offered(question);
        let Value::List(given) = self.answer_of(question) else { return };
        let mut ranked: Vec<Answer> = Vec::new();
        let mut rank = |choice: &Answer| {
            if offered.contains(choice) && !ranked.contains(choice) {
                ranked.push(choice.clone());
            }
        };
        given.iter().for_each(&mut rank);
        offered.iter().for_each(rank);
        self.write_answer(question, Value::list(ranked), false);
    }

    fn note_change(&mut self, slot: u32) {
        self.refresh_view(slot);
        if let Some(found) = self.store.slot(slot) {
            self.changes.values.push(found.name.clone());
        }
        self.mark_slot(slot);
        for element in self.sharing(slot) {
            self.sync_items(element);
            self.reshow_inner(element);
            self.mark_own(element);
        }
        if !self.bound.is_empty() {
            self.bind(slot);
        }
    }

    /// A computed answer that somebody else has changed is computed again: a default at once, a formula if it reads what
    /// changed first.
    fn mark_own(&mut self, element: u32) {
        let found = self.element(element);
        let own = found.own;
        let Some(cell) = self.cells.get(own as usize) else { return };
        let again = match (cell.role, &cell.rule) {
            (Role::Formula, Some(rule)) => self.runs_again(rule),
            _ => !found.touched,
        };
        if again && self.work.at.is_none_or(|(_, cell)| cell != own) {
            self.mark(&[own]);
        }
    }

    pub(super) fn mark_slot(&mut self, slot: u32) {
        let mut marked: Vec<u32> = self.store.readers(slot).to_vec();
        for element in self.sharing(slot) {
            for item in &self.element(element).items {
                marked.extend_from_slice(&self.item(*item).cells);
            }
        }
        self.mark(&marked);
        self.mark_asking();
    }

    /// Marks the cells that ask the survey, which any change may concern.
    pub(super) fn mark_asking(&mut self) {
        if !self.asking.is_empty() {
            let asking = self.asking.clone();
            self.mark(&asking);
        }
    }

    pub(super) fn assign_variable(&mut self, name: &str, value: Answer) {
        if name.is_empty() {
            return;
        }
        let slot = self.store.slot_of(name);
        self.write_slot(slot, Value::Undefined, NONE);
        self.write_extra(slot, value);
    }

    /// All answers at once. The triggers of questions do not run for them.
    pub(super) fn replace(&mut self, data: &Answer, all: bool) {
        let Value::Object(fields) = data else { return };
        let before: Vec<Answer> = self.questions().into_iter().map(|one| self.answer_of(one).clone()).gather();
        if all {
            self.forget_all();
        }
        for Field { name, value } in fields.iter() {
            let slot = self.store.slot_of(trim(name));
            let value = self.take_other(slot, value.clone(), false);
            self.overwrite(slot, if all { value } else { merged(self.store.data(slot), value) });
        }
        for (question, before) in self.questions().into_iter().zip(before) {
            if let Some(found) = self.element_mut(question) {
                found.gone.clear();
            }
            if !is_same(self.answer_of(question), &before) {
                self.hear(question);
                self.reshow_inner(question);
                self.sync_items(question);
            }
        }
        for field in fields.iter() {
            if let Some(slot) = self.store.number_of(&field.name) {
                self.bind(slot);
            }
        }
        self.all_dirty();
        for question in self.questions() {
            self.rank_all(question);
        }
        self.settle();
        self.forget_changes();
    }

    /// Puts a value as it is, an empty text too.
    fn overwrite(&mut self, slot: u32, value: Answer) {
        let Some(found) = self.store.slot_mut(slot) else { return };
        if found.data != value {
            found.data = value;
            let name = found.name.clone();
            self.changes.values.push(name);
            self.refresh_view(slot);
        }
    }

    pub(super) fn forget_all(&mut self) {
        for slot in 0..self.store.count() {
            let Some(found) = self.store.slot_mut(slot) else { continue };
            if !matches!(found.data, Value::Undefined) {
                found.data = Value::Undefined;
                let name = found.name.clone();
                self.changes.values.push(name);
            }
        }
    }

    /// Sets or takes away the comment of a question.
    pub(super) fn comment_name(&mut self, name: &str, text: Answer) {
        if name.is_empty() {
            return;
        }
        let comment = self.store.slot_of(&followed(name, COMMENT));
        let text = if text.is_empty() { Value::Undefined } else { text };
        if let Some(change) = self.put(comment, text, NONE) {
            self.note_change(comment);
            let mut slots = vec![comment];
            if let Some(own) = self.store.number_of(name) {
                slots.push(own);
            }
            slots.iter().for_each(|slot| self.mark_slot(*slot));
            self.react(&slots);
            self.recall(change);
        }
    }
}

/// What follows the name of a question in the name of its comment.
pub(super) const COMMENT: &str = "-Comment";

/// How large a computed answer may be, and how deep: expressions that feed on their own answers stop here.
const MAX_WEIGHT: usize = 1 << 16;
const MAX_NESTING: usize = 100;

/// Whether a computed answer is neither too large nor too deep to keep.
pub(super) fn is_bearable(value: &Answer) -> bool {
    let mut left = MAX_WEIGHT;
    let mut open = vec![(value, 0_usize)];
    while let Some((value, depth)) = open.pop() {
        let weight = match value {
            Value::Text(text) => text.len().saturating_add(1),
            _ => 1,
        };
        if weight > left || depth > MAX_NESTING {
            return false;
        }
        left = left.saturating_sub(weight);
        let below = depth.saturating_add(1);
        match value {
            Value::List(items) => items.iter().map(|item| (item, below)).gather_into(&mut open),
            Value::Object(fields) => fields.iter().map(|field| (&field.value, below)).gather_into(&mut open),
            _ => {}
        }
    }
    true
}

/// An answer with another laid over it: objects field by field.
fn merged(below: &Answer, above: Answer) -> Answer {
    match (below, above) {
        (Value::Object(old), Value::Object(new)) => {
            let mut fields: Vec<Field<'static>> = old.to_vec();
            for field in new.iter().cloned() {
                match fields.iter_mut().find(|other| other.name == field.name) {
                    Some(other) => other.value = merged(&other.value.clone(), field.value),
                    None => fields.push(field),
                }
            }
            Value::Object(Items::Owned(fields))
        }
        (_, above) => above,
    }
}

/// Whether an answer is already there, so that nothing changes: nothing is nothing, but 2 is not "2".
pub(super) fn is_same(old: &Answer, new: &Answer) -> bool {
    let compound = |value: &Answer| matches!(value, Value::List(_) | Value::Object(_));
    old == new || (old.is_empty() && new.is_empty()) || (compound(old) && compound(new) && old.is_same(new))
}

/// An object of one field.
pub(super) fn object(fields: Vec<(Cow<'static, str>, Answer)>) -> Answer {
    Value::Object(Items::Owned(fields.into_iter().map(|(name, value)| Field { name, value }).gather()))
}
