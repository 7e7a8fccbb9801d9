//! What is missing or wrong.

use super::Answer;
use super::defaults::COMMENT;
use super::form::is_of_year;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Check, Flag, Given, Kind, Spec, Validator, When, Word};
use super::state::Problem;
use super::store::NOTHING;
use crate::expr::{Value, is_space};
use crate::kernel::gather::Gather;
use crate::kernel::text::{cut_last, followed, parts};

impl Survey {
    /// What is missing or wrong in what is on show.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.painted_roots().into_iter().for_each(|root| self.check_tree(root, &mut problems));
        problems
    }

    pub(super) fn has_errors_in(&self, root: u32) -> bool {
        let mut problems = Vec::new();
        self.check_tree(root, &mut problems);
        !problems.is_empty()
    }

    pub(super) fn check_tree(&self, root: u32, problems: &mut Vec<Problem>) {
        for element in self.walk(&[root]) {
            if !self.element(element).shown {
                continue;
            }
            if self.kind(element).is_container() {
                self.check_container(element, problems);
            } else {
                self.check_question(element, problems);
            }
        }
    }

    /// A required panel needs one answer to what is shown of it.
    pub(super) fn lacks_answer(&self, panel: u32) -> bool {
        let shown = self.asked_and_shown(&[panel]);
        let required = self.element(panel).required;
        required && !shown.is_empty() && !self.is_any_answered(&shown)
    }

    pub(super) fn is_any_answered(&self, questions: &[u32]) -> bool {
        questions.iter().any(|one| !is_missing(self.kind(*one), self.answer_of(*one)))
    }

    fn check_container(&self, panel: u32, problems: &mut Vec<Problem>) {
        if self.lacks_answer(panel) && !self.is_read_only(panel) {
            self.complain(panel, "required", None, problems);
        }
    }

    fn complain(&self, element: u32, code: &'static str, text: Option<&str>, problems: &mut Vec<Problem>) {
        problems.push(self.problem(element, code, text));
    }

    pub(super) fn problem(&self, element: u32, code: &'static str, text: Option<&str>) -> Problem {
        Problem { question: self.path(element), code, text: text.map(str::to_owned) }
    }

    pub(super) fn check_question(&self, question: u32, problems: &mut Vec<Problem>) {
        let spec = self.spec(question);
        if self.is_read_only(question) && spec.kind != Kind::Expression {
            return;
        }
        let answer = self.answer_of(question);
        let found = problems.len();
        if is_missing(spec.kind, answer) {
            if self.element(question).required && spec.kind.is_asked() {
                self.complain(question, "required", None, problems);
            } else if matches!(spec.kind, Kind::Checkbox | Kind::Tagbox) && spec.count(Given::MinCount) > Some(0) {
                self.complain(question, "count", None, problems);
            }
        } else {
            if let Some(code) = self.limit(question, spec, answer) {
                self.complain(question, code, None, problems);
            }
            self.check_comment(question, spec, answer, problems);
        }
        self.check_grid(question, spec, answer, problems);
        if self.has_more_than_items(question, answer) {
            self.complain(question, "count", None, problems);
        }
        if let Some(code) = self.same_keys(question, spec, answer) {
            self.complain(question, code, None, problems);
        }
        // What is missing is not wrong too.
        let well = problems.len() == found;
        for validator in spec.validators.iter().filter(|_| well) {
            self.check_validator(question, validator, answer, problems);
        }
        for (_, inner) in &self.element(question).inner {
            self.check_tree(*inner, problems);
        }
        for item in &self.element(question).items {
            let elements = &self.item(*item).elements;
            elements.iter().for_each(|element| self.check_tree(*element, problems));
        }
    }

    fn check_comment(&self, question: u32, spec: &Spec, answer: &Answer, problems: &mut Vec<Problem>) {
        let chosen = |value: &Answer| match answer {
            Value::List(items) => items.iter().any(|item| item.is_like(value)),
            one => one.is_like(value),
        };
        let other = spec.is(Flag::Other) && chosen(&Value::text("other"));
        let other = other && self.document.settings.others_as_comment;
        let asking =
            spec.choices.iter().any(|choice| choice.with_comment && choice.comment_required && chosen(&choice.value));
        if (other || asking) && self.comment_of(question).is_empty() {
            self.complain(question, "comment", None, problems);
        }
    }

    pub(super) fn comment_of(&self, question: u32) -> &Answer {
        self.beside(question, COMMENT)
    }

    /// What is kept beside an answer, under its name with an ending.
    pub(super) fn beside(&self, question: u32, ending: &str) -> &Answer {
        let spec = self.spec(question);
        let name = followed(&spec.value_name, ending);
        let item = self.element(question).item;
        let found = if item == NONE { self.value(&name) } else { self.item_answer(item).field(&name) };
        found.unwrap_or(&NOTHING)
    }

    /// The least or most that may be answered: what is computed, or else given.
    pub(super) fn end_of(&self, question: u32, given: Given, when: When) -> Option<Answer> {
        let spec = self.spec(question);
        let computed = spec.rule(when).map(|rule| self.evaluate(rule, question, self.element(question).item));
        computed.or_else(|| spec.some_value(given).cloned())
    }

    /// The limits of a typed answer.
    fn limit(&self, question: u32, spec: &Spec, answer: &Answer) -> Option<&'static str> {
        if spec.kind == Kind::Text {
            if self.end_of(question, Given::Min, When::Min).is_some_and(|min| is_less(answer, &min)) {
                return Some("min");
            }
            if self.end_of(question, Given::Max, When::Max).is_some_and(|max| is_less(&max, answer)) {
                return Some("max");
            }
            match spec.word(Word::Input) {
                "email" if !is_nought(answer) && !is_email(&answer.to_plain_text()) => return Some("email"),
                "month" | "week" if self.is_preset(spec, answer) => {}
                "month" if !is_of_year(&answer.to_plain_text(), false) => return Some("month"),
                "week" if !is_of_year(&answer.to_plain_text(), true) => return Some("week"),
                "number" | "range" if answer.as_number().is_none() => return Some("number"),
                _ => {}
            }
        }
        if let Value::Text(text) = answer {
            let length = text.chars().count();
            if spec.count(Given::MinLength).is_some_and(|min| length < min) {
                return Some("length");
            }
        }
        if let Value::List(items) = answer
            && self.is_multiple(question)
        {
            // Who chooses none of them has chosen enough.
            let none = matches!(&**items, [Value::Text(word)] if matches!(&**word, "none" | "refused" | "dontknow"));
            let few = !none && spec.count(Given::MinCount).is_some_and(|min| items.len() < min);
            let many = spec.count(Given::MaxCount).is_some_and(|max| max > 0 && items.len() > max);
            return (few || many).then_some("count");
        }
        None
    }

    fn check_grid(&self, question: u32, spec: &Spec, answer: &Answer, problems: &mut Vec<Problem>) {
        if spec.kind != Kind::Matrix {
            return;
        }
        let rows = &self.element(question).rows;
        let shown: Vec<_> = spec.rows.iter().zip(rows).filter(|(_, shown)| **shown).map(|(row, _)| row).gather();
        let cell = |row: &&super::spec::Choice| answer.field(&row.value.to_plain_text());
        let required = self.element(question).required;
        let all = shown.iter().all(|row| cell(row).is_some_and(|value| !value.is_empty()));
        if spec.is(Flag::AllRequired) && !all && !(required && answer.is_empty()) {
            self.complain(question, "rows", None, problems);
        }
        let values: Vec<_> = shown.iter().filter_map(cell).gather();
        if spec.is(Flag::AllUnique) && has_twins(&values) {
            self.complain(question, "unique", None, problems);
        }
    }

    /// Whether an answer has more items than the engine makes, which nobody could check.
    fn has_more_than_items(&self, question: u32, answer: &Answer) -> bool {
        let found = self.element(question);
        found.opened
            && matches!(answer, Value::List(items) if self.kind(question).is_dynamic() && items.len() > found.items.len())
    }

    /// Whether two items of a dynamic question have the same key.
    fn same_keys(&self, _question: u32, spec: &Spec, answer: &Answer) -> Option<&'static str> {
        let Value::List(items) = answer else { return None };
        let key = spec.word(Word::Key);
        let keys: Vec<_> = items.iter().filter_map(|item| item.field(key)).gather();
        (!key.is_empty() && has_twins(&keys)).then_some("key")
    }

    fn check_validator(&self, question: u32, validator: &Validator, answer: &Answer, problems: &mut Vec<Problem>) {
        let item = self.element(question).item;
        let wrong = match &validator.check {
            Check::Holds(rule) => {
                rule.as_ref().is_some_and(|rule| !self.holds(rule, question, item)).then_some("expression")
            }
            check => (!answer.is_empty()).then(|| broken(check, answer)).flatten(),
        };
        if let Some(code) = wrong.filter(|_| !validator.warning) {
            self.complain(question, code, validator.text.text(&self.options.locale), problems);
        }
    }
}

/// Whether there is no answer; panels of which none is answered are none.
fn is_missing(kind: Kind, answer: &Answer) -> bool {
    match answer {
        Value::List(panels) if kind == Kind::PanelDynamic => panels.iter().all(Value::is_empty),
        answer => answer.is_empty(),
    }
}

/// What an answer breaks.
fn broken(check: &Check, answer: &Answer) -> Option<&'static str> {
    match check {
        Check::Numeric { min, max } => {
            let number = answer.as_number();
            let outside = |number: f64| min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max);
            number.is_none_or(outside).then_some("numeric")
        }
        Check::Length { min, max, digits } => {
            let length = match answer {
                Value::Text(text) => Some(text.encode_utf16().count()),
                _ => None,
            };
            let outside = |length: usize| length < *min || (*max > 0 && length > *max);
            let has_digit = || answer.to_plain_text().contains(|c: char| c.is_ascii_digit());
            (length.is_some_and(outside) || (!digits && has_digit())).then_some("length")
        }
        Check::Count { min, max } => {
            let Value::List(items) = answer else { return None };
            (items.len() < *min || (*max > 0 && items.len() > *max)).then_some("count")
        }
        Check::Email => (!is_nought(answer) && !is_email(&answer.to_plain_text())).then_some("email"),
        Check::Pattern(pattern) => {
            let text = answer.to_plain_text();
            pattern.as_ref().is_some_and(|pattern| !pattern.is_in(&text)).then_some("regex")
        }
        Check::Holds(_) | Check::Unknown => None,
    }
}

/// 0 and `false` are as empty as nothing where an address is asked for.
fn is_nought(answer: &Answer) -> bool {
    matches!(answer, Value::Bool(false)) || *answer == Value::Number(0.0)
}

fn has_twins(values: &[&Answer]) -> bool {
    values.iter().enumerate().any(|(at, value)| values.iter().take(at).any(|other| other.is_like(value)))
}

/// Numbers by value; texts, such as dates, by their letters.
fn is_less(left: &Answer, right: &Answer) -> bool {
    match (left.as_number(), right.as_number()) {
        (Some(left), Some(right)) => left < right,
        _ => match (left, right) {
            (Value::Text(left), Value::Text(right)) => left < right,
            _ => false,
        },
    }
}

/// Whether a text looks like an address: something, one @, and a name with a dot.
fn is_email(text: &str) -> bool {
    let Some((user, host)) = cut_last(text, b"@") else { return false };
    let plain = |c: char| !is_space(c) && !matches!(c, '@' | '<' | '>' | '(' | ')' | ',' | ';' | ':' | '\\' | '"');
    let Some((domain, top)) = cut_last(host, b".") else { return false };
    let dotted = |text: &str| !text.is_empty() && parts(text, b".").iter().all(|part| !part.is_empty());
    dotted(user) && user.chars().all(plain) && dotted(domain) && host.chars().all(plain) && top.len() >= 2
}
