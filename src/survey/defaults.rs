//! Default answers, and the answers that calls and expressions give.

use super::Answer;
use super::model::NONE;
use super::session::Survey;
use super::spec::Kind;
use crate::expr::{Field, Items, Value, trim};
use std::borrow::Cow;

impl Survey {
    /// The default answer of a question, as its kind keeps it.
    pub(super) fn default_of(&self, question: u32) -> Answer {
        let Some(spec) = self.spec(question) else { return Value::Undefined };
        let value = spec.default.clone();
        if value.is_empty() {
            return spec.dynamic.as_ref().map_or(Value::Undefined, |dynamic| dynamic.default_items());
        }
        match spec.kind {
            Kind::Boolean => {
                let truth = match &value {
                    Value::Bool(truth) => Some(*truth),
                    Value::Text(text) if &**text == "true" => Some(true),
                    Value::Text(text) if &**text == "false" => Some(false),
                    _ => None,
                };
                let yes = spec.input.true_value.clone();
                let no = spec.input.false_value.clone();
                match truth {
                    Some(true) => yes.unwrap_or(Value::Bool(true)),
                    Some(false) => no.unwrap_or(Value::Bool(false)),
                    None => [yes, no].into_iter().flatten().find(|known| *known == value).unwrap_or(Value::Undefined),
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
                let kept =
                    items.iter().filter(|item| !self.is_hidden_choice(question, item)).cloned().collect::<Vec<_>>();
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
        for element in self.sharing(slot) {
            self.touch(element);
        }
        let before = self.item_defaults(slot);
        let draining = std::mem::replace(&mut self.draining, true);
        self.write_slot(slot, value);
        for (element, answer) in before {
            if *self.answer_of(element) != answer {
                self.touch(element);
            }
        }
        self.draining = draining;
        self.settle();
    }

    /// The answers within the items of a slot that an expression gave as default.
    fn item_defaults(&self, slot: u32) -> Vec<(u32, Answer)> {
        let mut found = Vec::new();
        for question in self.sharing(slot) {
            for item in self.element(question).map_or(&[][..], |found| &found.items) {
                let roots = self.items.get(*item as usize).map_or(&[][..], |item| &item.elements);
                let by_default = |element: &u32| self.spec(*element).is_some_and(|spec| spec.default_rule.is_some());
                let elements = self.walk(roots).into_iter().filter(by_default);
                found.extend(elements.map(|element| (element, self.answer_of(element).clone())));
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

    /// The questions that keep their answer in a slot.
    /// Writes the default of a question; what is no choice of one with "other" is the comment of that.
    pub(super) fn write_default(&mut self, question: u32, value: Answer) {
        let slot = self.element(question).map_or(NONE, |found| found.slot);
        let other = slot != NONE && self.has_other(question);
        let value = match value {
            Value::List(items) if other && !self.is_multiple(question) => {
                items.first().cloned().unwrap_or(Value::Undefined)
            }
            value => value,
        };
        let strange = other && !matches!(value, Value::List(_)) && !self.may_choose(question, &value);
        let value = if other { self.take_other(slot, value, true) } else { value };
        self.write_answer(question, if strange { Value::text("other") } else { value });
    }

    pub(super) fn sharing(&self, slot: u32) -> Vec<u32> {
        self.by_slot.get(slot as usize).cloned().unwrap_or_default()
    }

    pub(super) fn touch(&mut self, element: u32) {
        if let Some(found) = self.element_mut(element) {
            found.touched = true;
        }
    }

    /// An answer given by an expression or a trigger: one that is the same already stays.
    pub(super) fn write_answer(&mut self, element: u32, value: Answer) {
        let value = self.as_kept(element, value);
        let old = self.answer_of(element);
        if old.is_like(&value) && old.is_empty() == value.is_empty() {
            return;
        }
        self.store_answer(element, value);
    }

    pub(super) fn store_answer(&mut self, element: u32, value: Answer) {
        let Some(found) = self.element(element) else { return };
        let (slot, item) = (found.slot, found.item);
        if !is_bearable(&value) {
            return;
        }
        if item == NONE {
            self.write_slot(slot, value);
        } else if let Some(spec) = self.spec(element) {
            let name = spec.value_name.clone();
            self.write_field(item, &name, value);
        }
    }

    /// `resetValueIf`: back to the default.
    pub(super) fn reset(&mut self, element: u32) {
        let value = self.default_of(element);
        self.store_answer(element, value);
        if let Some(found) = self.element_mut(element) {
            found.touched = false;
        }
        let rule = self.spec(element).and_then(|spec| spec.default_rule.clone());
        if let Some(rule) = rule {
            let item = self.element(element).map_or(NONE, |found| found.item);
            let value = self.evaluate(&rule, element, item);
            self.store_answer(element, super::settle::as_answer(value));
        }
    }

    /// Puts a value into a slot; an empty one clears it.
    pub(super) fn write_slot(&mut self, slot: u32, value: Answer) {
        let value = if value.is_empty() { Value::Undefined } else { value };
        let Some(found) = self.store.slot_mut(slot) else { return };
        if found.data == value {
            return;
        }
        found.data = value;
        self.slot_changed(slot);
    }

    pub(super) fn write_extra(&mut self, slot: u32, value: Answer) {
        let Some(found) = self.store.slot_mut(slot) else { return };
        if found.extra == value || !is_bearable(&value) {
            return;
        }
        found.extra = value;
        self.mark_slot(slot);
        if !self.loading {
            self.pull_triggers(slot);
        }
        self.settle();
    }

    /// Marks what depends on a slot, pulls the triggers, and settles.
    pub(super) fn slot_changed(&mut self, slot: u32) {
        self.refresh_view(slot);
        if let Some(found) = self.store.slot(slot) {
            self.changes.values.push(found.name.clone());
        }
        self.mark_slot(slot);
        for element in self.sharing(slot) {
            self.sync_items(element);
            self.reshow_inner(element);
        }
        if !self.bound.is_empty() {
            self.bind(slot);
        }
        self.pull_triggers(slot);
        self.settle();
    }

    pub(super) fn mark_slot(&mut self, slot: u32) {
        let mut marked: Vec<u32> = self.store.readers(slot).to_vec();
        for element in self.sharing(slot) {
            for item in self.element(element).map_or(&[][..], |found| &found.items) {
                let cells = self.items.get(*item as usize).map_or(&[][..], |item| &item.cells);
                marked.extend(
                    cells.iter().filter(|cell| self.cells.get(**cell as usize).is_some_and(|cell| !cell.role.waits())),
                );
            }
        }
        self.mark(&marked);
        self.mark_asking();
    }

    /// Marks the cells that ask the survey, which any change may concern.
    pub(super) fn mark_asking(&mut self) {
        if !self.asking.is_empty() {
            let asking = self.asking.clone();
            self.mark_ready(&asking);
        }
    }

    pub(super) fn assign_variable(&mut self, name: &str, value: Answer) {
        if name.is_empty() {
            return;
        }
        let slot = self.store.slot_of(name);
        self.write_slot(slot, Value::Undefined);
        self.write_extra(slot, value);
        self.pull_triggers(slot);
        self.settle();
    }

    /// All answers at once.
    pub(super) fn replace(&mut self, data: &Answer, all: bool) {
        let Value::Object(fields) = data else { return };
        let draining = std::mem::replace(&mut self.draining, true);
        let triggering = std::mem::replace(&mut self.triggering, true);
        self.touched_reads.clear();
        if all {
            self.forget_all();
        }
        for Field { name, value } in fields.iter() {
            let slot = self.store.slot_of(trim(name));
            let value = self.take_other(slot, value.clone(), false);
            self.put(slot, value);
        }
        for question in self.questions() {
            self.reshow_inner(question);
            self.touch_unless_default(question);
            self.sync_items(question);
        }
        for field in fields.iter() {
            if let Some(slot) = self.store.number_of(&field.name) {
                self.bind(slot);
            }
        }
        self.all_dirty();
        self.draining = draining;
        self.triggering = triggering;
        self.touched_reads.clear();
        self.settle();
    }

    /// After all answers are replaced, those that are what their default would be count as such.
    fn touch_unless_default(&mut self, question: u32) {
        let rule = self.spec(question).and_then(|spec| spec.default_rule.clone());
        let by_default =
            rule.is_some_and(|rule| self.answer_of(question).is_like(&self.evaluate(&rule, question, NONE)));
        if let Some(found) = self.element_mut(question) {
            found.touched = !by_default;
        }
    }

    /// Puts a value as it is, an empty text too.
    fn put(&mut self, slot: u32, value: Answer) {
        let Some(found) = self.store.slot_mut(slot) else { return };
        if found.data != value {
            found.data = value;
            let name = found.name.clone();
            self.changes.values.push(name);
            self.refresh_view(slot);
            let readers = self.store.readers(slot).to_vec();
            self.mark_ready(&readers);
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
        let comment = self.store.slot_of(&[name, COMMENT].concat());
        self.write_slot(comment, text);
        if let Some(slot) = self.store.number_of(name) {
            self.pull_triggers(slot);
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
            Value::List(items) => open.extend(items.iter().map(|item| (item, below))),
            Value::Object(fields) => open.extend(fields.iter().map(|field| (&field.value, below))),
            _ => {}
        }
    }
    true
}

/// An object of one field.
pub(super) fn object(fields: Vec<(Cow<'static, str>, Answer)>) -> Answer {
    Value::Object(Items::Owned(fields.into_iter().map(|(name, value)| Field { name, value }).collect()))
}
