//! A compiled expression of the document, and where its variables are found.

use super::Answer;
use super::store::{Slot, Store};
use crate::expr::{Expression, Path, Value};
use crate::kernel::Result;
use crate::kernel::gather::Gather;
use crate::kernel::text::{beginnings, cut, cut_last, place_of, words};
use std::sync::Arc;

/// An expression with its variables resolved, shared by all that run it.
#[derive(Debug, Clone)]
pub(super) struct Rule(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    expression: Expression,
    variables: Vec<Variable>,
}

/// Where a variable may be found.
#[derive(Debug)]
pub(super) struct Variable {
    /// In the item that the expression stands in, and what of it.
    pub(super) near: Option<(Near, Option<Path>)>,
    /// Among the answers, the longest name first: `{a.b.c}` is `a.b.c`, or `c` of `a.b`, or `b.c` of `a`.
    pub(super) candidates: Vec<Candidate>,
    /// A property of a question or of the survey: `{$question.isVisible}`; or `{pageNo}`, without a name before it.
    pub(super) property: Option<(Box<str>, Box<str>)>,
    is_length: bool,
}

/// The things around an expression that have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    /// The choice, row or column in question.
    Choice,
    /// The row of a matrix.
    Row,
    /// The panel of a dynamic panel.
    Panel,
    /// The panel that the dynamic panel stands in.
    ParentPanel,
    PreviousPanel,
    NextPanel,
    PreviousRow,
    NextRow,
    RowIndex,
    RowName,
    RowTitle,
    PanelIndex,
    VisiblePanelIndex,
    VisibleRowIndex,
    ParentPanelIndex,
    Total,
    /// The question itself.
    Own,
}

/// A name that may hold a variable, and the way on from there.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) read: u32,
    name: Box<str>,
    index: Option<f64>,
    rest: Option<Path>,
}

impl Rule {
    pub(super) fn compile(text: &str, store: &mut Store) -> Result<Rule> {
        let expression = Expression::parse(text)?;
        let variables = expression.variables().iter().map(|name| Variable::new(name, store)).gather();
        Ok(Rule(Arc::new(Compiled { expression, variables })))
    }

    pub(super) fn expression(&self) -> &Expression {
        &self.0.expression
    }

    pub(super) fn variables(&self) -> &[Variable] {
        &self.0.variables
    }

    /// Whether it reads a name of the survey.
    pub(super) fn reads(&self, read: u32) -> bool {
        let named = |variable: &Variable| variable.candidates.iter().any(|candidate| candidate.read == read);
        self.variables().iter().any(named)
    }

    /// Whether it reads a slot as a whole, or a part of it that the last change of the slot has changed.
    pub(super) fn sees_change(&self, slot: &Slot) -> bool {
        let changed = |candidate: &Candidate| match &slot.before {
            Some(before) if candidate.is_within() => candidate.follow(before) != candidate.follow(&slot.data),
            _ => true,
        };
        let candidates = self.variables().iter().flat_map(|variable| &variable.candidates);
        candidates.filter(|candidate| candidate.read == slot.read()).any(changed)
    }

    /// Whether it reads a part of what a name means.
    pub(super) fn reads_within(&self, read: u32) -> bool {
        let mut candidates = self.variables().iter().flat_map(|variable| &variable.candidates);
        candidates.any(|candidate| candidate.read == read && candidate.is_within())
    }

    /// Whether it calls a function that may answer otherwise at another moment.
    pub(super) fn asks_clock(&self) -> bool {
        self.calls("age currentDate currentYear day month today weekday year")
    }

    /// Whether it asks the survey for more than answers, and so runs again whatever changes; not for how that itself stands.
    pub(super) fn asks_survey(&self) -> bool {
        let asks = |(object, _): &(Box<str>, Box<str>)| !object.is_empty();
        let properties = self.variables().iter().any(|variable| variable.property.as_ref().is_some_and(asks));
        properties || self.calls("isContainerReady propertyValue displayValue getComment")
    }

    /// Whether it calls one of some functions.
    fn calls(&self, functions: &str) -> bool {
        self.expression().functions().any(|name| place_of(name, functions).is_some())
    }
}

impl Variable {
    fn new(name: &str, store: &mut Store) -> Variable {
        let plain = name.strip_prefix('$').unwrap_or(name);
        let property = name.strip_prefix('$').and_then(|name| cut(name, b"."));
        let own = super::ask::own(name).map(|_| ("", name));
        store.asks_itself |= own.is_some();
        Variable {
            near: near(plain),
            candidates: candidates(plain, store),
            property: property.or(own).map(|(object, property)| (object.into(), property.into())),
            is_length: name.ends_with(".length"),
        }
    }

    /// The value among the answers.
    pub(super) fn find<'s>(&self, store: &'s Store) -> Option<Value<'s>> {
        self.walk(store).or(self.is_length.then_some(Value::Number(0.0)))
    }

    fn walk<'s>(&self, store: &'s Store) -> Option<Value<'s>> {
        let present = |candidate: &&Candidate| candidate.meaning(store).is_some();
        let candidate = self.candidates.iter().find(present)?;
        candidate.follow(candidate.meaning(store)?)
    }
}

impl Candidate {
    /// What the name means; a part of an answer is found in the answer itself.
    fn meaning<'s>(&self, store: &'s Store) -> Option<&'s Answer> {
        store.meaning(self.read, &self.name, self.index.is_some() || self.rest.is_some())
    }

    /// Whether it is a part of what the name means.
    pub(super) fn is_within(&self) -> bool {
        self.index.is_some() || self.rest.is_some()
    }

    fn follow<'s>(&self, value: &'s Answer) -> Option<Value<'s>> {
        let value = match self.index {
            Some(index) => item(value, index)?,
            None => value,
        };
        match &self.rest {
            Some(rest) => rest.within(value),
            None => Some(value.lend()),
        }
    }
}

/// An item of a list, from the end where the index is negative.
fn item(value: &Answer, index: f64) -> Option<&Answer> {
    let Value::List(items) = value else { return None };
    let from_end = super::fields::whole(-index);
    let at = if index < 0.0 { items.len().checked_sub(from_end)? } else { super::fields::whole(index) };
    items.get(at)
}

fn candidates(name: &str, store: &mut Store) -> Vec<Candidate> {
    let mut found = Vec::new();
    for end in beginnings(name) {
        let (head, rest) = name.split_at_checked(end).unwrap_or((name, ""));
        let rest = rest.strip_prefix('.').filter(|rest| !rest.is_empty()).map(Path::new);
        match indexed(head) {
            Some((head, index)) => {
                found.push(Candidate { read: store.read_of(head), name: head.into(), index: Some(index), rest });
                break;
            }
            None => found.push(Candidate { read: store.read_of(head), name: head.into(), index: None, rest }),
        }
    }
    found.reverse();
    found
}

/// The name and the number of `name[number]`.
fn indexed(text: &str) -> Option<(&str, f64)> {
    let (name, index) = cut_last(text.strip_suffix(']')?, b"[")?;
    Some((name, Value::text(index).as_number()?))
}

/// What is near, by the words for it.
const NEAR: [Near; 20] = [
    Near::Choice,
    Near::Choice,
    Near::Row,
    Near::Panel,
    Near::ParentPanel,
    Near::PreviousPanel,
    Near::NextPanel,
    Near::PreviousRow,
    Near::NextRow,
    Near::RowIndex,
    Near::RowName,
    Near::RowName,
    Near::RowTitle,
    Near::PanelIndex,
    Near::VisiblePanelIndex,
    Near::ParentPanelIndex,
    Near::Total,
    Near::VisibleRowIndex,
    Near::Own,
    Near::Own,
];

const WORDS: &str = "item choice row panel parentpanel prevpanel nextpanel prevrow nextrow rowindex rowname rowvalue rowtitle \
    panelindex visiblepanelindex parentpanelindex totalrow visiblerowindex matrix self";

fn near(name: &str) -> Option<(Near, Option<Path>)> {
    let (head, rest) = cut(name, b".").map_or((name, None), |(head, rest)| (head, Some(rest)));
    let near = NEAR.get(words(WORDS).position(|known| known.eq_ignore_ascii_case(head))?)?;
    Some((*near, rest.map(Path::new)))
}
