//! What expressions ask of the survey itself: its properties, and functions that need it.

use super::Answer;
use super::defaults::COMMENT;
use super::model::NONE;
use super::quiz::Quiz;
use super::session::Survey;
use super::spec::Flag;
use crate::expr::Value;
use crate::kernel::text::{followed, words};

/// The names under which a survey tells of itself, before any question: where it stands, how a quiz goes, the language.
const OWN: &str = "pageno pagecount questioncount correctanswers correctedanswers correctedanswercount \
    incorrectanswers incorrectedanswers incorrectedanswercount locale";

/// The place of a name among those under which a survey tells of itself.
pub(super) fn own(name: &str) -> Option<usize> {
    words(OWN).position(|known| known.eq_ignore_ascii_case(name))
}

/// How a survey stood before its conditions ran.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Standing {
    /// The number of the page, and how many there were.
    page: (usize, usize),
    quiz: Quiz,
}

impl Survey {
    /// What the survey tells of itself under a name: in texts as it stands now, in conditions as it stood before any of them
    /// ran, so that none waits for itself.
    pub(super) fn told_by_itself(&self, name: &str, then: Option<&Standing>) -> Option<Value<'_>> {
        let name = own(name)?;
        let page = || then.map_or_else(|| self.place_among_pages(), |then| then.page);
        let quiz = || then.map_or_else(|| self.quiz(), |then| then.quiz);
        let number = match name {
            0 => page().0,
            1 => page().1,
            2 => quiz().questions,
            3..=5 => quiz().correct,
            6..=8 => quiz().wrong(),
            _ if self.options.locale.is_empty() => return Some(Value::text("en")),
            _ => return Some(Value::text(&self.options.locale)),
        };
        Some(Value::Number(f64::from(u32::try_from(number).unwrap_or(u32::MAX))))
    }

    /// How the survey stands, for conditions that ask.
    pub(super) fn note_standing(&mut self) {
        if self.store.asks_itself {
            self.standing = Standing { page: self.place_among_pages(), quiz: self.quiz() };
        }
    }

    /// The number of the current page, and how many there are.
    fn place_among_pages(&self) -> (usize, usize) {
        let pages = self.visible_pages();
        let place = pages.iter().position(|page| *page == self.page);
        (place.map_or(0, |at| at.saturating_add(1)), pages.len())
    }

    /// A property of the survey or of a question.
    pub(super) fn property(&self, object: &str, property: &str) -> Option<Value<'_>> {
        if object.is_empty() {
            return self.told_by_itself(property, Some(&self.standing));
        }
        if object == "survey" {
            return Some(match property {
                "locale" => Value::text(&self.options.locale),
                "readOnly" | "isReadOnly" => Value::Bool(self.document.settings.read_only),
                "state" => Value::text(self.stage().as_str()),
                _ => return None,
            });
        }
        self.property_of(self.named(object)?, property)
    }

    fn property_of(&self, element: u32, property: &str) -> Option<Value<'_>> {
        let found = self.element(element);
        Some(match property {
            "isVisible" | "isVisibleInSurvey" => Value::Bool(found.shown),
            "visible" => Value::Bool(found.wanted),
            "isReadOnly" | "readOnly" => Value::Bool(self.is_read_only(element)),
            "isRequired" => Value::Bool(found.required),
            "containsErrors" => Value::Bool(!self.answer_of(element).is_empty() && self.has_errors_in(element)),
            "isEmpty" => Value::Bool(self.answer_of(element).is_empty()),
            "value" => self.answer_of(element).lend(),
            "name" => Value::text(self.name(element)),
            "title" => Value::text(self.spec(element).title.text(&self.options.locale).unwrap_or(self.name(element))),
            _ => return None,
        })
    }

    /// The page, panel or question of a name.
    fn named(&self, name: &str) -> Option<u32> {
        let question = self.question_named(name);
        question.or_else(|| self.walk(&self.pages).into_iter().find(|element| self.name(*element) == name))
    }

    /// The question of a name, in the item where the question is asked first.
    fn near_named(&self, name: &str, item: u32) -> Option<u32> {
        let mut around = item;
        while around != NONE {
            let roots = &self.item(around).elements;
            if let Some(found) = self.walk(roots).into_iter().find(|element| self.name(*element) == name) {
                return Some(found);
            }
            around = self.outer(around);
        }
        self.named(name)
    }

    /// The answer of a function.
    pub(super) fn ask(&self, function: &str, arguments: &[Value<'_>], item: u32) -> Option<Value<'_>> {
        let text = |at: usize| match arguments.get(at) {
            Some(Value::Text(text)) => Some(&**text),
            _ => None,
        };
        if function == "isDisplayMode" {
            return Some(Value::Bool(self.document.settings.read_only));
        }
        let element = self.near_named(text(0)?, item);
        Some(match function {
            "isContainerReady" => Value::Bool(self.is_ready(element?, arguments.get(1))),
            "propertyValue" => return self.property_of(element?, text(1)?),
            "displayValue" => self.shown_answer(element?, arguments.get(1)),
            "getComment" => self.comment_on(element?, arguments.get(1)),
            _ => return None,
        })
    }

    /// Whether a page or panel, or a dynamic question, is answered without fault.
    fn is_ready(&self, container: u32, item: Option<&Value<'_>>) -> bool {
        let at = item.and_then(Value::as_number).map(super::fields::whole);
        let item = at.and_then(|at| self.element(container).items.get(at).copied());
        match item {
            Some(item) => !self.item(item).elements.iter().any(|element| self.has_errors_in(*element)),
            None => !self.has_errors_in(container),
        }
    }

    fn shown_answer(&self, question: u32, given: Option<&Value<'_>>) -> Value<'_> {
        let own = self.answer_of(question);
        let value = match given {
            Some(value) if !value.is_empty() => value.lend().into_owned(),
            _ => own.clone(),
        };
        if value.is_empty() {
            return Value::text("");
        }
        Value::Text(self.display_of(question, &value).into())
    }

    fn comment_on(&self, question: u32, choice: Option<&Value<'_>>) -> Value<'_> {
        let answer: &Answer = self.answer_of(question);
        let Some(choice) = choice.filter(|choice| !choice.is_empty()) else {
            let spec = self.spec(question);
            let other = spec.is(Flag::Other);
            if !other && !spec.is(Flag::Comment) {
                return Value::text("");
            }
            let name = followed(&spec.value_name, COMMENT);
            return self.value(&name).map_or(Value::text(""), Value::lend);
        };
        let of = |item: &Answer| item.field("value").is_some_and(|value| value.is_like(choice));
        let found = match answer {
            Value::List(items) => items.iter().find(|item| of(item)),
            one => Some(one).filter(|one| of(one)),
        };
        found.and_then(|item| item.field("comment")).map_or(Value::text(""), Value::lend)
    }
}
