//! A condition taken apart at its `and` and `or`, for those who ask it of many things at once: a part that reads one
//! field needs one answer for each value of that field, however many things have it.

use super::evaluate::Limits;
use super::node::{Id, Node, Operator, Run};
use super::{Expression, Scope, is_true};

/// A condition as `and` and `or` of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logic {
    /// All must hold.
    All(Vec<Logic>),
    /// One must hold.
    Any(Vec<Logic>),
    /// What cannot be taken apart further.
    Part(Part),
}

/// A part of an expression that holds or does not, by itself: a node, and the links of a chain that begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    first: Id,
    links: Run,
}

impl Expression {
    /// The condition taken apart; it holds where [`Expression::holds`] does.
    ///
    /// ```
    /// use patronage::expr::{Expression, Logic};
    /// let expression = Expression::parse("{a} = 1 and ({b} = 2 or {c} = 3)").unwrap();
    /// let Logic::All(parts) = expression.logic() else { panic!() };
    /// let Logic::Part(first) = &parts[0] else { panic!() };
    /// assert_eq!(expression.reads(*first), [0]);
    /// assert!(matches!(&parts[1], Logic::Any(parts) if parts.len() == 2));
    /// ```
    #[must_use]
    pub fn logic(&self) -> Logic {
        self.taken_apart(self.root).unwrap_or(Logic::Part(Part { first: self.root, links: Run::EMPTY }))
    }

    /// Whether a part holds.
    #[must_use]
    pub fn part_holds(&self, part: Part, scope: &dyn Scope) -> bool {
        let limits = Limits::new();
        is_true(&self.evaluation(scope, &limits).chain(part.first, part.links))
    }

    /// The slots of the variables that a part reads, some perhaps twice.
    #[must_use]
    pub fn reads(&self, part: Part) -> Vec<usize> {
        let (mut slots, mut open) = (Vec::new(), vec![part.first]);
        open.extend(part.links.of(&self.links).iter().map(|link| link.right));
        while let Some(id) = open.pop() {
            match self.node(id) {
                Node::Variable { slot, .. } => slots.push(*slot as usize),
                Node::Chain { first, links } => {
                    open.push(*first);
                    open.extend(links.of(&self.links).iter().map(|link| link.right));
                }
                Node::Not(operand) | Node::Empty(operand) | Node::NotEmpty(operand) => open.push(*operand),
                Node::List { items: operands, .. } | Node::Call { arguments: operands, .. } => {
                    open.extend_from_slice(operands.of(&self.arguments));
                }
                Node::Nothing | Node::Constant { .. } => {}
            }
        }
        slots
    }

    /// The logic of a node whose value is true or false and nothing else; `and` and `or` of other values answer one of
    /// them, which need not be as true by itself as it is within.
    fn taken_apart(&self, id: Id) -> Option<Logic> {
        let Node::Chain { first, links } = self.node(id) else {
            let is_truth = matches!(self.node(id), Node::Not(_) | Node::Empty(_) | Node::NotEmpty(_));
            return is_truth.then_some(Logic::Part(Part { first: id, links: Run::EMPTY }));
        };
        let mut logic = self.taken_apart(*first);
        for (link, to) in links.of(&self.links).iter().zip(links.from.saturating_add(1)..) {
            logic = match link.operator {
                Operator::And => logic.zip(self.taken_apart(link.right)).map(Logic::and),
                Operator::Or => logic.zip(self.taken_apart(link.right)).map(Logic::or),
                operator if operator.compares() => {
                    Some(Logic::Part(Part { first: *first, links: Run { to, ..*links } }))
                }
                _ => None,
            };
        }
        logic
    }
}

impl Logic {
    fn and((left, right): (Logic, Logic)) -> Logic {
        match left {
            Logic::All(mut parts) => {
                parts.push(right);
                Logic::All(parts)
            }
            left => Logic::All(vec![left, right]),
        }
    }

    fn or((left, right): (Logic, Logic)) -> Logic {
        match left {
            Logic::Any(mut parts) => {
                parts.push(right);
                Logic::Any(parts)
            }
            left => Logic::Any(vec![left, right]),
        }
    }
}

impl Operator {
    /// Whether it answers true or false, but for `and` and `or`.
    fn compares(self) -> bool {
        use Operator::{And, Divide, Minus, Modulo, Or, Plus, Power, Times};
        !matches!(self, Or | And | Plus | Minus | Times | Divide | Modulo | Power)
    }
}
