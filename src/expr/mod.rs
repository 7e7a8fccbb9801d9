//! The one condition language, for surveys, loyalty rules, offers and segments alike: SurveyJS's expressions.
//!
//! `{cart.total} >= 300 and {member.tier} anyof ['gold', 'platinum']`
//!
//! An expression is parsed once into a compact form with its variables as numbered slots, and evaluated against a
//! [`Scope`] that fills them. It answers as survey-core answers, odd corners included. What differs, differs by the
//! engine's own rules: amounts are exact, a comparison changes no value (survey-core cuts the caller's dates), where
//! survey-core throws there is still an answer, and what could exhaust the stack is refused.
//! `tests/oracle/differences.mjs` lists each with an example.
//!
//! ```
//! use patronage::expr::evaluate_json;
//! assert_eq!(evaluate_json("{a} + 1 > {b}", r#"{"values": {"a": 1, "b": 1}}"#).unwrap(), "true");
//! assert_eq!(evaluate_json("0.1 + 0.2", "{}").unwrap(), "0.3");
//! ```

mod arithmetic;
mod atom;
mod boundary;
mod canonical;
mod compare;
mod convert;
mod date_text;
mod date_token;
mod date_write;
mod dates;
mod decimal;
mod dialect;
mod evaluate;
mod functions;
mod logic;
mod lowercase;
#[cfg(any(feature = "statistics", feature = "offers"))]
mod measured;
mod membership;
#[cfg(feature = "moments")]
mod moment;
#[cfg_attr(feature = "hosted", allow(dead_code, reason = "only amounts need some of it"))]
mod natural;
mod node;
#[cfg(not(feature = "hosted"))]
mod notation;
mod number;
mod parse;
mod path;
mod plain;
mod power;
mod read;
mod scope;
mod text;
mod value;

pub use boundary::evaluate_json;
pub use decimal::Decimal;
pub use dialect::Dialect;
pub use functions::names as function_names;
pub use logic::{Logic, Part};
#[cfg(feature = "survey")]
pub(crate) use lowercase::{capital, small};
#[cfg(feature = "loyalty")]
pub(crate) use moment::DatePart;
#[cfg(feature = "moments")]
pub(crate) use moment::MomentPart;
pub use parse::{MAX_DEPTH, MAX_LENGTH};
pub use path::Path;
#[cfg(feature = "survey")]
pub(crate) use plain::local_text;
pub use scope::Scope;
#[cfg(feature = "survey")]
pub(crate) use text::{is_space, lower, replaced, trim};
pub use value::{Field, Items, Value};

use crate::kernel::record::listed;
use crate::kernel::{Code, Error, Result};
use evaluate::{Evaluation, Limits};
use functions::Function;
use node::{Id, Inline, Link, Node};

/// A parsed expression.
///
/// ```
/// use patronage::expr::{Expression, Scope, Value};
///
/// struct Line(&'static str);
/// impl Scope for Line {
///     fn variable(&self, _slot: usize) -> Option<Value<'_>> {
///         Some(Value::text(self.0))
///     }
/// }
///
/// let expression = Expression::parse("{line.category} = 'coffee'").unwrap();
/// assert_eq!(expression.to_string(), "({line.category} == 'coffee')");
/// assert_eq!(&*expression.variables()[0], "line.category");
/// assert!(expression.holds(&Line("Coffee")));
/// assert!(!expression.holds(&Line("tea")));
/// ```
#[derive(Debug, Clone)]
pub struct Expression {
    root: Id,
    nodes: Vec<Node>,
    links: Vec<Link>,
    arguments: Vec<Id>,
    variables: Vec<Box<str>>,
    inline: Vec<Inline>,
    dialect: Dialect,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`Code::Expression`] with the UTF-16 offset `at` where it stops making sense;
    /// [`Code::TooLarge`] beyond [`MAX_LENGTH`] bytes;
    /// [`Code::TooDeep`] beyond [`MAX_DEPTH`].
    pub fn parse(text: &str) -> Result<Expression> {
        parse::parse(text, &Dialect::default())
    }

    /// Reads an expression that calls no function but those that there are ([`function_names`]).
    ///
    /// # Errors
    /// As [`Expression::parse`]; [`Code::Function`].
    pub fn parse_known(text: &str) -> Result<Expression> {
        let expression = Expression::parse(text)?;
        if let Some(name) = expression.functions().find(|name| function_names().all(|known| known != *name)) {
            return Err(Error::new(Code::Function).with("found", name).with("known", listed(function_names())));
        }
        Ok(expression)
    }

    /// Reads an expression as a dialect writes it.
    ///
    /// # Errors
    /// As [`Expression::parse`].
    pub fn parse_as(text: &str, dialect: &Dialect) -> Result<Expression> {
        parse::parse(text, dialect)
    }

    /// The names of the variables, each once; a variable's index here is its slot.
    #[must_use]
    pub fn variables(&self) -> &[Box<str>] {
        &self.variables
    }

    /// The names of the functions that it calls, known or not.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Call { name, .. } => Some(&**name),
            _ => None,
        })
    }

    /// Whether it calls a function that there is not, which has no value.
    #[cfg(feature = "survey")]
    pub(crate) fn calls_unknown(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, Node::Call { function: None, .. }))
    }

    /// The value of the expression.
    #[must_use]
    pub fn evaluate<'v>(&'v self, scope: &'v dyn Scope) -> Value<'v> {
        self.evaluation(scope, &Limits::new()).value(self.root)
    }

    /// Whether the expression is true as a condition: its value equals `true`, as 1 and `"1"` do.
    #[must_use]
    pub fn holds(&self, scope: &dyn Scope) -> bool {
        self.holds_within(scope, &Limits::new())
    }

    fn holds_within(&self, scope: &dyn Scope, limits: &Limits) -> bool {
        is_true(&self.evaluation(scope, limits).value(self.root))
    }

    fn evaluation<'v, 'l>(&'v self, scope: &'v dyn Scope, limits: &'l Limits) -> Evaluation<'v, 'l> {
        Evaluation { expression: self, scope, limits }
    }

    fn node(&self, id: Id) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&Node::Nothing)
    }

    fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the expression calls the one function that a live survey answers only later.
    fn waits(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, Node::Call { function: Some(Function::DisplayValue), .. }))
    }
}

/// Whether a condition of this value is fulfilled.
pub(crate) fn is_true(value: &Value<'_>) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Undefined | Value::Null | Value::Object(_) | Value::Date(_) => false,
        other => convert::to_number(other) == 1.0,
    }
}
