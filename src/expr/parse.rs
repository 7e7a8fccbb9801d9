//! Text to nodes: SurveyJS's grammar, operator precedence by climbing.
//!
//! The grammar is one of ordered choices: what does not match is tried another way, and the error is reported at the
//! farthest place where anything was tried. `furthest` keeps that place; `dead` remembers where no operand stands, so
//! that going back never costs more than the text is long.

use super::boundary::decimal;
use super::functions::Function;
use super::node::{Id, LOOSEST, Link, Node, Operator, Run, SPELLINGS};
use super::{Dialect, Expression, Value, text};
use crate::kernel::gather::Gather;
use crate::kernel::{Code, Error, Result};

/// The most bytes of an expression.
pub const MAX_LENGTH: usize = 65_536;
/// How deep operands may nest (a parenthesis counts twice).
pub const MAX_DEPTH: usize = 320;

pub(super) fn parse(text: &str, dialect: &Dialect) -> Result<Expression> {
    if text.len() > MAX_LENGTH {
        return Err(Error::new(Code::TooLarge).with("what", "expression").with("limit", decimal(MAX_LENGTH)));
    }
    let text = dialect.patch(text);
    let mut parser = Parser::new(&text, dialect);
    match parser.expression() {
        Some(root) if parser.at == text.len() && !parser.too_deep => {
            parser.built.root = root;
            Ok(parser.built)
        }
        _ => Err(parser.error()),
    }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: usize,
    too_deep: bool,
    furthest: usize,
    dead: Vec<bool>,
    pub(super) built: Expression,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, dialect: &Dialect) -> Self {
        let built = Expression {
            root: 0,
            nodes: Vec::new(),
            links: Vec::new(),
            arguments: Vec::new(),
            variables: Vec::new(),
            inline: Vec::new(),
            dialect: dialect.clone(),
        };
        let dead = vec![false; text.len().saturating_add(1)];
        Parser { text, at: 0, depth: 0, too_deep: false, furthest: 0, dead, built }
    }

    fn error(mut self) -> Error {
        if self.too_deep {
            return Error::new(Code::TooDeep).with("limit", decimal(MAX_DEPTH));
        }
        self.miss(self.at);
        let before = self.text.get(..self.furthest).unwrap_or(self.text);
        Error::new(Code::Expression).with("at", decimal(text::length(before)))
    }

    fn miss(&mut self, at: usize) {
        self.furthest = self.furthest.max(at);
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    /// Passes over bytes and says how many; the byte after them was tried too.
    fn skip(&mut self, matches: fn(u8) -> bool) -> usize {
        let from = self.at;
        while self.peek().is_some_and(matches) {
            self.advance(1);
        }
        self.at.saturating_sub(from)
    }

    /// A run of characters of a class, which reports where it ended.
    pub(super) fn run(&mut self, matches: fn(u8) -> bool) -> usize {
        let length = self.skip(matches);
        self.miss(self.at);
        length
    }

    pub(super) fn byte(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.advance(1);
        } else {
            self.miss(self.at);
        }
        found
    }

    fn starts_with(&self, word: &str) -> bool {
        let end = self.at.saturating_add(word.len());
        let found = self.text.as_bytes().get(self.at..end);
        found.is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    }

    pub(super) fn word(&mut self, word: &str) -> bool {
        let found = self.starts_with(word);
        if found {
            self.advance(word.len());
        } else {
            self.miss(self.at);
        }
        found
    }

    pub(super) fn add(&mut self, node: Node) -> Id {
        let id = index(self.built.nodes.len());
        self.built.nodes.push(node);
        id
    }

    fn is_nothing(&self, id: Id) -> bool {
        matches!(self.built.nodes.get(id as usize), Some(Node::Nothing))
    }

    /// One level deeper; beyond the deepest nothing is found, and the whole expression is refused.
    fn descend(&mut self, parse: &dyn Fn(&mut Self) -> Option<Id>) -> Option<Id> {
        if self.depth >= MAX_DEPTH {
            self.too_deep = true;
            return None;
        }
        self.depth = self.depth.saturating_add(1);
        let parsed = parse(self);
        self.depth = self.depth.saturating_sub(1);
        parsed
    }

    fn expression(&mut self) -> Option<Id> {
        let before = self.at;
        self.space();
        let root = self.chain(LOOSEST);
        match root {
            Some(_) => self.space(),
            None => self.at = before,
        }
        root
    }

    /// Operands joined by operators that bind at least as tightly as `level`.
    fn chain(&mut self, level: u8) -> Option<Id> {
        self.descend(&|parser| parser.links_of(level))
    }

    fn links_of(&mut self, level: u8) -> Option<Id> {
        let first = self.operand()?;
        let mut links = Vec::new();
        loop {
            let before = self.at;
            let Some(link) = self.link(level) else {
                self.at = before;
                break;
            };
            links.push(link);
        }
        if links.is_empty() {
            return Some(first);
        }
        let links = append(&mut self.built.links, links);
        Some(self.add(Node::Chain { first, links }))
    }

    fn link(&mut self, level: u8) -> Option<Link> {
        self.space();
        let (operator, tightness) = self.operator(level)?;
        self.space();
        let right = if operator.may_lack_right() {
            self.operand().unwrap_or_else(|| self.add(Node::Nothing))
        } else {
            self.chain(tightness.saturating_add(1))?
        };
        Some(Link { operator, right })
    }

    fn operator(&mut self, level: u8) -> Option<(Operator, u8)> {
        self.miss(self.at);
        let first = self.peek()?.to_ascii_lowercase();
        let may_be = |spelling: &str| spelling.as_bytes().first() == Some(&first) && self.starts_with(spelling);
        let (spelling, operator, tightness) = SPELLINGS.iter().find(|(spelling, ..)| may_be(spelling))?;
        if *tightness < level {
            return None;
        }
        self.advance(spelling.len());
        Some((*operator, *tightness))
    }

    fn operand(&mut self) -> Option<Id> {
        let from = self.at;
        if self.dead.get(from).copied().unwrap_or(false) {
            return None;
        }
        let found = self.descend(&Self::operand_here);
        if found.is_none() {
            self.at = from;
            if let Some(dead) = self.dead.get_mut(from) {
                *dead = true;
            }
        }
        found
    }

    fn operand_here(&mut self) -> Option<Id> {
        self.miss(self.at);
        match self.peek() {
            Some(b'(') => self.parenthesis(),
            Some(b'[') => self.list(),
            Some(b'!') => {
                self.advance(1);
                self.negated()
            }
            Some(byte) if is_letter(byte) => self.word_operand(),
            _ => self.atom_operand(),
        }
    }

    fn parenthesis(&mut self) -> Option<Id> {
        self.advance(1);
        self.space();
        let inner = self.expression();
        if inner.is_some() {
            self.space();
            self.byte(b')');
        }
        inner
    }

    fn negated(&mut self) -> Option<Id> {
        self.space();
        let operand = self.operand()?;
        Some(self.add(Node::Not(operand)))
    }

    /// A call, `negate x`, or an atom that starts with a letter.
    fn word_operand(&mut self) -> Option<Id> {
        let from = self.at;
        let name = self.identifier();
        if self.byte(b'(') {
            let arguments = self.sequence();
            self.byte(b')');
            let function = Function::from_name(name);
            return Some(self.add(Node::Call { name: name.into(), function, arguments }));
        }
        self.at = from;
        if self.word("negate") {
            if let Some(negated) = self.negated() {
                return Some(negated);
            }
            self.at = from;
        }
        self.atom_operand()
    }

    /// An atom, and whether it is `empty` or `notempty`.
    fn atom_operand(&mut self) -> Option<Id> {
        let atom = self.atom()?;
        let after = self.at;
        self.space();
        let node = if self.word("empty") {
            Node::Empty(atom)
        } else if self.word("notempty") {
            Node::NotEmpty(atom)
        } else {
            self.at = after;
            return Some(atom);
        };
        Some(self.add(node))
    }

    fn list(&mut self) -> Option<Id> {
        self.advance(1);
        let items = self.sequence();
        if !self.byte(b']') {
            return None;
        }
        let ready = self.literals(items);
        Some(self.add(Node::List { items, ready }))
    }

    /// The values of the items, if all of them are literals.
    fn literals(&self, items: Run) -> Option<Vec<Value<'static>>> {
        let mut values = Vec::new();
        for item in items.of(&self.built.arguments) {
            let Some(Node::Constant { value, .. }) = self.built.nodes.get(*item as usize) else { return None };
            values.push(value.lend().into_owned());
        }
        Some(values)
    }

    /// Operands between commas. One that starts with nothing (`[null, 1]`, `[, 1]`) has no items at all.
    fn sequence(&mut self) -> Run {
        let mut items = Vec::new();
        let first = self.expression();
        if let Some(first) = first {
            items.push(first);
        }
        loop {
            let before = self.at;
            let Some(item) = self.next_item() else {
                self.at = before;
                break;
            };
            items.push(item);
        }
        if first.is_none_or(|first| self.is_nothing(first)) {
            items.clear();
        }
        append(&mut self.built.arguments, items)
    }

    fn next_item(&mut self) -> Option<Id> {
        self.space();
        if !self.byte(b',') {
            return None;
        }
        self.space();
        self.expression()
    }
}

fn append<T>(entries: &mut Vec<T>, more: Vec<T>) -> Run {
    let from = index(entries.len());
    more.into_iter().gather_into(entries);
    Run { from, to: index(entries.len()) }
}

/// The text is shorter than [`MAX_LENGTH`], so every index fits.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}
