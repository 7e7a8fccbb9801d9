//! Answers as their questions keep them, and as expressions see them.

use super::Answer;
use super::defaults::{COMMENT, object};
use super::model::NONE;
use super::session::Survey;
use super::spec::{Flag, Given, Kind, Spec, Word};
use crate::expr::Value;
use crate::kernel::gather::Gather;
use crate::kernel::text::followed;

impl Survey {
    /// A value as the kind of question keeps it.
    pub(super) fn as_kept(&self, question: u32, value: Answer) -> Answer {
        if value.is_empty() {
            return value;
        }
        let spec = self.spec(question);
        match (spec.kind, value) {
            (Kind::Comment, Value::List(items)) => joined(&items, "\n"),
            (Kind::Text, Value::List(items)) => joined(&items, ", "),
            (Kind::Text, Value::Date(ms)) if is_date(spec.word(Word::Input)) => {
                date_text(ms, spec.word(Word::Input), self.options.offset)
            }
            (Kind::Slider, Value::List(items)) => filled(items.into_vec(), spec),
            (kind, Value::List(items)) if kind.has_choices() && !self.is_multiple(question) => {
                items.first().cloned().unwrap_or(Value::Undefined)
            }
            (Kind::Text, value) if matches!(spec.word(Word::Input), "number" | "range") => {
                value.as_number().map_or(Value::Undefined, Value::Number)
            }
            (_, value) if self.is_multiple(question) => {
                let property = spec.word(Word::ValueProperty);
                let items = match value {
                    Value::List(items) => items.into_vec(),
                    one => vec![one],
                };
                Value::list(items.into_iter().map(|item| wrapped(item, property)).gather())
            }
            (_, value) => value,
        }
    }

    /// An answer as it is kept: without its mask, unless that is kept too.
    pub(super) fn unmasked(&self, slot: u32, value: Answer) -> Answer {
        let bare =
            self.mask_of(slot).filter(|mask| !mask.saved && mask.is_pattern()).and_then(|mask| mask.bare(&value));
        bare.unwrap_or(value)
    }

    fn mask_of(&self, slot: u32) -> Option<&super::mask::Mask> {
        let of = |question: &u32| self.spec(*question).mask.as_ref();
        self.by_slot.get(slot as usize)?.iter().find_map(of)
    }

    /// Finds again what expressions see of a slot, where that is not the answer itself.
    pub(super) fn refresh_view(&mut self, slot: u32) {
        if let Some(mask) = self.mask_of(slot).filter(|mask| mask.saved) {
            let view = mask.bare(self.store.data(slot));
            if let Some(found) = self.store.slot_mut(slot) {
                found.view = view;
            }
            return;
        }
        let Some(question) = self
            .by_slot
            .get(slot as usize)
            .and_then(|sharing| sharing.iter().copied().find(|one| self.kind(*one).selects()))
        else {
            return;
        };
        let document = self.held_document();
        let spec = document.spec(self.element(question).spec);
        let data = self.store.data(slot);
        if self.has_other(question) && !self.is_multiple(question) {
            let strange = !data.is_empty() && !matches!(data, Value::List(_)) && !self.may_choose(question, data);
            if let Some(found) = self.store.slot_mut(slot) {
                found.view = strange.then(|| Value::text("other"));
            }
        } else if !spec.word(Word::ValueProperty).is_empty() {
            let bare = unwrapped(data, spec.word(Word::ValueProperty));
            let alone = self.sharing(slot).len() < 2;
            if let Some(found) = self.store.slot_mut(slot).filter(|_| alone) {
                found.view = Some(bare.clone());
            }
            let slot = self.store.slot_of(&followed(&spec.value_name, "-unwrapped"));
            self.write_extra(slot, bare);
        } else if has_comments(spec) {
            let view = unwrapped(data, "value");
            if let Some(found) = self.store.slot_mut(slot) {
                found.view = Some(view);
            }
        }
    }

    /// A value that is no choice of a question with "other" is the comment of that choice.
    pub(super) fn take_other(&mut self, slot: u32, value: Answer, replaces: bool) -> Answer {
        let value = self.unmasked(slot, value);
        let Some(question) = self
            .by_slot
            .get(slot as usize)
            .and_then(|sharing| sharing.iter().copied().find(|one| self.kind(*one).selects()))
        else {
            return value;
        };
        if !self.has_other(question) || value.is_empty() {
            return value;
        }
        let strange = |item: &Answer| !matches!(item, Value::Object(_)) && !self.may_choose(question, item);
        let (kept, comment) = match value {
            Value::List(items) => {
                let strange = |item: &Answer| strange(item) && !self.is_hidden_choice(question, item);
                let comment = items.iter().find(|item| strange(item)).cloned();
                let other = |item: &Answer| if replaces && strange(item) { Value::text("other") } else { item.clone() };
                (Value::list(items.iter().map(other).gather()), comment)
            }
            one if strange(&one) => (one.clone(), Some(one)),
            one => (one, None),
        };
        if let Some(comment) = comment {
            let name = followed(&self.spec(question).value_name, COMMENT);
            let slot = self.store.slot_of(&name);
            self.write_slot(slot, comment, NONE);
        }
        kept
    }

    pub(super) fn has_other(&self, question: u32) -> bool {
        let spec = self.spec(question);
        let as_comment = spec.others_as_comment.unwrap_or(self.document.settings.others_as_comment);
        let top = self.element(question).item == NONE;
        top && spec.kind != Kind::Imagepicker
            && spec.is(Flag::Other)
            && !spec.is(Flag::Comment)
            && as_comment
            && self.knows_choices(question)
    }

    /// Whether a value is a choice that is there but hidden.
    pub(super) fn is_hidden_choice(&self, question: u32, value: &Answer) -> bool {
        let mut choices = self.spec(question).choices.iter().zip(&self.element(question).choices);
        choices.any(|(choice, state)| !state.visible && choice.value.is_like(value))
    }
}

/// The ends of a range that nobody has set are those of the scale.
fn filled(items: Vec<Answer>, spec: &Spec) -> Answer {
    let last = items.len().saturating_sub(1);
    let end = |at: usize| match at {
        0 => spec.some_value(Given::Min).cloned().unwrap_or(Value::Number(0.0)),
        at if at == last => spec.some_value(Given::Max).cloned().unwrap_or(Value::Number(100.0)),
        _ => Value::Undefined,
    };
    let fill = |(at, item): (usize, Answer)| if item.is_empty() { end(at) } else { item };
    Value::list(items.into_iter().enumerate().map(fill).gather())
}

fn has_comments(spec: &Spec) -> bool {
    spec.choices.iter().any(|choice| choice.with_comment)
}

fn joined(items: &[Answer], separator: &str) -> Answer {
    let texts: Vec<String> = items.iter().map(Value::to_plain_text).gather();
    Value::Text(crate::kernel::text::joined(&texts, separator).into())
}

fn wrapped(item: Answer, property: &str) -> Answer {
    if property.is_empty() || matches!(item, Value::Object(_)) {
        return item;
    }
    object(vec![(property.to_owned().into(), item)])
}

/// The values of a property in an object, or in each of a list.
fn unwrapped(value: &Answer, property: &str) -> Answer {
    let one = |item: &Answer| item.field(property).unwrap_or(item).clone();
    match value {
        Value::List(items) => Value::list(items.iter().map(one).gather()),
        item => one(item),
    }
}

fn is_date(kind: &str) -> bool {
    matches!(kind, "date" | "datetime-local")
}

/// A moment as an input of this kind writes it.
fn date_text(ms: f64, kind: &str, offset: i32) -> Answer {
    let Some(text) = crate::expr::local_text(ms, offset) else { return Value::Undefined };
    let length = if kind == "date" { 10 } else { 16 };
    Value::Text(text.get(..length).unwrap_or(&text).to_owned().into())
}
