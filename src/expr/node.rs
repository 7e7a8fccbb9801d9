//! The compact form of an expression: nodes in one list that name each other by index.

use super::functions::Function;
use super::value::Value;

/// The index of a node.
pub(super) type Id = u32;

/// A run of entries in `links` or `arguments`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) from: u32,
    pub(super) to: u32,
}

impl Run {
    pub(super) const EMPTY: Run = Run { from: 0, to: 0 };

    pub(super) fn of<T>(self, entries: &[T]) -> &[T] {
        entries.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

#[derive(Debug, Clone)]
pub(super) enum Node {
    /// The literals `null` and `undefined`, and an operand that is left out.
    Nothing,
    /// A literal; a text knows whether it stood in quotes.
    Constant { value: Value<'static>, quoted: bool },
    /// A variable; `as_is` (written `{#name}`) keeps its texts from becoming numbers.
    Variable { slot: u32, as_is: bool },
    /// `first` and then one operator after the other, from left to right: 100,000 of them are no deeper than one.
    Chain { first: Id, links: Run },
    /// `!x`
    Not(Id),
    /// `x empty`
    Empty(Id),
    /// `x notempty`
    NotEmpty(Id),
    /// `[x, y]`; where all of them are literals, their values stand ready.
    List { items: Run, ready: Option<Vec<Value<'static>>> },
    /// `name(x, y)`; without a function, the name is unknown.
    Call { name: Box<str>, function: Option<Function>, arguments: Run },
}

/// An operator and its right operand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) operator: Operator,
    pub(super) right: Id,
}

/// A variable of the expression.
#[derive(Debug, Clone)]
pub(super) struct Inline {
    pub(super) slot: u32,
    /// What `{"key": 1}` says where no variable has that name.
    pub(super) value: Value<'static>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    LessOrEqual,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Less,
    Greater,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Power,
    Contains,
    NotContains,
    AnyOf,
    AllOf,
    NoneOf,
}

/// How tightly the operators of a level bind, from the loosest.
pub(super) const LOOSEST: u8 = 1;

/// The spellings of each operator with its level, in the order in which they are tried: the tightest first, and a
/// longer one before its own beginning.
pub(super) const SPELLINGS: &[(&str, Operator, u8)] = &[
    ("*=", Operator::Contains, 7),
    ("contains", Operator::Contains, 7),
    ("contain", Operator::Contains, 7),
    ("notcontains", Operator::NotContains, 7),
    ("notcontain", Operator::NotContains, 7),
    ("anyof", Operator::AnyOf, 7),
    ("allof", Operator::AllOf, 7),
    ("noneof", Operator::NoneOf, 7),
    ("^", Operator::Power, 6),
    ("power", Operator::Power, 6),
    ("*", Operator::Times, 5),
    ("/", Operator::Divide, 5),
    ("%", Operator::Modulo, 5),
    ("+", Operator::Plus, 4),
    ("-", Operator::Minus, 4),
    ("<=", Operator::LessOrEqual, 3),
    ("lessorequal", Operator::LessOrEqual, 3),
    (">=", Operator::GreaterOrEqual, 3),
    ("greaterorequal", Operator::GreaterOrEqual, 3),
    ("==", Operator::Equal, 3),
    ("equal", Operator::Equal, 3),
    ("=", Operator::Equal, 3),
    ("!=", Operator::NotEqual, 3),
    ("notequal", Operator::NotEqual, 3),
    ("<", Operator::Less, 3),
    ("less", Operator::Less, 3),
    (">", Operator::Greater, 3),
    ("greater", Operator::Greater, 3),
    ("&&", Operator::And, 2),
    ("and", Operator::And, 2),
    ("||", Operator::Or, 1),
    ("or", Operator::Or, 1),
];

impl Operator {
    /// The operator in the canonical form.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::LessOrEqual => "<=",
            Operator::GreaterOrEqual => ">=",
            Operator::Equal => "==",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::Greater => ">",
            Operator::Plus => "+",
            Operator::Minus => "-",
            Operator::Times => "*",
            Operator::Divide => "/",
            Operator::Modulo => "%",
            Operator::Power => "^",
            Operator::Contains => "contains",
            Operator::NotContains => "notcontains",
            Operator::AnyOf => "anyof",
            Operator::AllOf => "allof",
            Operator::NoneOf => "noneof",
        }
    }

    /// Operators that take texts or lists may stand without a right operand.
    pub(super) fn may_lack_right(self) -> bool {
        matches!(
            self,
            Operator::Contains | Operator::NotContains | Operator::AnyOf | Operator::AllOf | Operator::NoneOf
        )
    }
}
