//! How well the answers are, where the document knows the right ones or gives them points.

use super::Answer;
use super::session::Survey;
use super::spec::{Choice, Given, Kind};
use super::store::NOTHING;
use crate::expr::Value;

/// The result of a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Quiz {
    /// How many right answers there are: one a question, one a row of a matrix; none on the start page, none that cannot
    /// be chosen.
    pub questions: usize,
    /// How many of them are given.
    pub correct: usize,
    /// The points of all chosen choices.
    pub score: f64,
}

impl Quiz {
    /// How many right answers are not given.
    pub(super) fn wrong(&self) -> usize {
        self.questions.saturating_sub(self.correct)
    }
}

impl Survey {
    /// The result so far, over the questions that are shown.
    #[must_use]
    pub fn quiz(&self) -> Quiz {
        let mut quiz = Quiz::default();
        for question in self.questions() {
            if !self.element(question).shown || self.page_of(question) == self.start_page() {
                continue;
            }
            let (asked, correct) = self.judged(question);
            quiz.questions = quiz.questions.saturating_add(asked);
            quiz.correct = quiz.correct.saturating_add(correct);
            quiz.score += self.score(question);
        }
        quiz
    }

    /// How many right answers a question has, and how many of them are given: a matrix has one in each row.
    fn judged(&self, question: u32) -> (usize, usize) {
        let (spec, answer) = (self.spec(question), self.answer_of(question));
        let correct = spec.value(Given::Correct);
        if correct.is_empty() {
            return (0, 0);
        }
        let correct = self.possible(question, correct);
        let pairs: Vec<(&Answer, &Answer)> = if spec.kind == Kind::Matrix {
            let name = |row: &Choice| row.value.to_plain_text();
            let pair = |name: String| Some((correct.field(&name)?, answer.field(&name).unwrap_or(&NOTHING)));
            spec.rows.iter().filter_map(|row| pair(name(row))).collect()
        } else {
            vec![(&correct, answer)]
        };
        let asked = pairs.into_iter().filter(|(correct, _)| !correct.is_empty());
        let right: Vec<bool> = asked.map(|(correct, answer)| !answer.is_empty() && answer.is_like(correct)).collect();
        (right.len(), right.iter().filter(|right| **right).count())
    }

    /// What of a right answer can be chosen.
    fn possible(&self, question: u32, correct: &Answer) -> Answer {
        let known = self.kind(question).has_choices() && self.knows_choices(question) && self.has_choice(question);
        match correct {
            Value::List(items) if known => {
                Value::list(items.iter().filter(|item| self.may_choose(question, item)).cloned().collect())
            }
            one if known && !self.may_choose(question, one) => Value::Undefined,
            one => one.clone(),
        }
    }

    /// The points of the choices of one answer.
    fn score(&self, question: u32) -> f64 {
        let spec = self.spec(question);
        let points = |value: &Value<'_>| {
            let choice = spec.choices.iter().find(|choice| choice.value.is_like(value));
            choice.and_then(|choice| choice.score).unwrap_or(0.0)
        };
        match self.answer_of(question) {
            Value::List(items) => items.iter().map(points).sum(),
            one if one.is_empty() => 0.0,
            one => points(one),
        }
    }
}
