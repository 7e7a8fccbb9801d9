//! Conditions over the member, the facts, the time and, for quotas, the answers.

use super::request::Respondent;
use crate::expr::{Expression, MomentPart, Scope, Value};
use crate::kernel::calendar::{Instant, LocalDateTime, Zone};
use crate::kernel::facts::Facts;
use crate::kernel::facts::Given;
use crate::kernel::{Code, Error, Result};

/// All that conditions can read.
pub(super) struct Scene<'q> {
    pub(super) member: &'q Respondent<'q>,
    pub(super) facts: &'q Given<'q>,
    /// The answers, where some may have been given.
    pub(super) answers: Option<&'q Given<'q>>,
    pub(super) at: Instant,
    pub(super) now: LocalDateTime,
    pub(super) zone: &'q Zone,
}

/// What the variables of a condition may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// The member, the facts and the time.
    Member,
    /// The answers too.
    Answers,
}

impl Reads {
    fn known(self) -> &'static str {
        match self {
            Reads::Member => "member.…, facts.…, now.…",
            Reads::Answers => "member.…, facts.…, now.…, answers.…",
        }
    }
}

/// A compiled condition.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    pub(super) text: String,
    expression: Expression,
    variables: Vec<Variable>,
}

impl Condition {
    pub(super) fn compile(text: String, reads: Reads) -> Result<Self> {
        let expression = Expression::parse_known(&text)?;
        let variables =
            expression.variables().iter().map(|name| Variable::named(name, reads)).collect::<Result<_>>()?;
        Ok(Condition { text, expression, variables })
    }

    pub(super) fn holds(&self, scene: &Scene<'_>) -> bool {
        self.expression.holds(&View { variables: &self.variables, scene })
    }

    /// Whether it reads an answer.
    pub(super) fn reads_answers(&self) -> bool {
        self.variables.iter().any(|variable| matches!(variable, Variable::Answers(_)))
    }
}

#[derive(Debug, Clone)]
enum Variable {
    Id,
    Member(Vec<String>),
    Facts(Vec<String>),
    Answers(Vec<String>),
    Now(MomentPart),
}

impl Variable {
    fn named(name: &str, reads: Reads) -> Result<Self> {
        let refused = || Error::new(Code::Variable).with("found", name).with("known", reads.known());
        let (root, rest) = name.split_once('.').ok_or_else(refused)?;
        let steps = || rest.split('.').map(str::to_owned).collect();
        match root {
            "member" if rest == "id" => Ok(Variable::Id),
            "member" => Ok(Variable::Member(steps())),
            "facts" => Ok(Variable::Facts(steps())),
            "answers" if reads == Reads::Answers => Ok(Variable::Answers(steps())),
            "now" => MomentPart::named(rest).map(Variable::Now).ok_or_else(refused),
            _ => Err(refused()),
        }
    }
}

/// What a condition sees.
struct View<'c, 's, 'q> {
    variables: &'c [Variable],
    scene: &'s Scene<'q>,
}

impl Scope for View<'_, '_, '_> {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        Some(match self.variables.get(slot)? {
            Variable::Id => Value::text(&self.scene.member.id),
            Variable::Member(steps) => value(&self.scene.member.facts, steps),
            Variable::Facts(steps) => value(&self.scene.facts.0, steps),
            Variable::Answers(steps) => self.scene.answers.map_or(Value::Undefined, |given| value(&given.0, steps)),
            Variable::Now(part) => part.of(self.scene.now),
        })
    }

    fn now(&self) -> Option<i64> {
        Some(self.scene.at.millis())
    }

    fn offset(&self, at: i64) -> i32 {
        Instant::from_millis(at).map_or(0, |at| self.scene.zone.offset_at(at))
    }
}

fn value<'f>(facts: &'f Facts<'_>, steps: &[String]) -> Value<'f> {
    facts.at(steps).map_or(Value::Undefined, Value::from)
}
