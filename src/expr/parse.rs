//! Text to nodes: SurveyJS's grammar, operator precedence by climbing.
//!
//! The grammar is one of ordered choices: what does not match is tried another way, and the error is reported at the
//! farthest place where anything was tried. `furthest` keeps that place; `dead` remembers where no operand stands, so
//! that going back never costs more than the text is long.

use super::node::{Id, Inline, LOOSEST, Link, Node, Operator, Run, SPELLINGS};
use super::{Dialect, Expression, Value, boundary, functions};
use crate::kernel::{Code, Error, Result};

/// The most bytes of an expression.
pub const MAX_LENGTH: usize = 65_536;
/// How deep operands may nest (a parenthesis counts twice).
pub const MAX_DEPTH: usize = 320;

pub(super) fn parse(text: &str, dialect: &Dialect) -> Result<Expression> {
    if text.len() > MAX_LENGTH {
        let limit = boundary::decimal(MAX_LENGTH as u64);
        return Err(Error::new(Code::TooLarge).with("what", "expression").with("limit", limit));
    }
    let text = dialect.patch(text);
    let mut parser = Parser::new(&text);
    let root = parser.expression()?;
    match root {
        Some(root) if parser.at == text.len() => Ok(parser.finish(root, dialect)),
        _ => Err(parser.error()),
    }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: usize,
    furthest: usize,
    dead: Vec<bool>,
    nodes: Vec<Node>,
    links: Vec<Link>,
    arguments: Vec<Id>,
    pub(super) variables: Vec<Box<str>>,
    pub(super) inline: Vec<Inline>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Parser {
            text,
            at: 0,
            depth: 0,
            furthest: 0,
            dead: Vec::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            arguments: Vec::new(),
            variables: Vec::new(),
            inline: Vec::new(),
        }
    }

    fn finish(self, root: Id, dialect: &Dialect) -> Expression {
        Expression {
            root,
            nodes: self.nodes.into(),
            links: self.links.into(),
            arguments: self.arguments.into(),
            variables: self.variables.into(),
            inline: self.inline.into(),
            dialect: dialect.clone(),
        }
    }

    fn error(mut self) -> Error {
        self.miss(self.at);
        let before = self.text.get(..self.furthest).unwrap_or(self.text);
        let at = before.chars().map(char::len_utf16).sum::<usize>();
        Error::new(Code::Expression).with("at", boundary::decimal(at as u64))
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
    fn skip(&mut self, matches: impl Fn(u8) -> bool) -> usize {
        let from = self.at;
        while self.peek().is_some_and(&matches) {
            self.advance(1);
        }
        self.at.saturating_sub(from)
    }

    /// A run of characters of a class, which reports where it ended.
    pub(super) fn run(&mut self, matches: impl Fn(u8) -> bool) -> usize {
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
        self.rest().as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
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
        let id = index(self.nodes.len());
        self.nodes.push(node);
        id
    }

    fn is_nothing(&self, id: Id) -> bool {
        matches!(self.nodes.get(id as usize), Some(Node::Nothing))
    }

    fn descend<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::new(Code::TooDeep).with("limit", boundary::decimal(MAX_DEPTH as u64)));
        }
        self.depth = self.depth.saturating_add(1);
        let parsed = parse(self);
        self.depth = self.depth.saturating_sub(1);
        parsed
    }

    fn expression(&mut self) -> Result<Option<Id>> {
        let before = self.at;
        self.space();
        let root = self.chain(LOOSEST)?;
        match root {
            Some(_) => self.space(),
            None => self.at = before,
        }
        Ok(root)
    }

    /// Operands joined by operators that bind at least as tightly as `level`.
    fn chain(&mut self, level: u8) -> Result<Option<Id>> {
        self.descend(|parser| parser.links_of(level))
    }

    fn links_of(&mut self, level: u8) -> Result<Option<Id>> {
        let Some(first) = self.operand()? else { return Ok(None) };
        let mut links = Vec::new();
        loop {
            let before = self.at;
            self.space();
            let Some((operator, tightness)) = self.operator(level) else {
                self.at = before;
                break;
            };
            self.space();
            let right = if operator.may_lack_right() {
                self.operand()?.or_else(|| Some(self.add(Node::Nothing)))
            } else {
                self.chain(tightness.saturating_add(1))?
            };
            let Some(right) = right else {
                self.at = before;
                break;
            };
            links.push(Link { operator, right });
        }
        if links.is_empty() {
            return Ok(Some(first));
        }
        let links = append(&mut self.links, links);
        Ok(Some(self.add(Node::Chain { first, links })))
    }

    fn operator(&mut self, level: u8) -> Option<(Operator, u8)> {
        self.miss(self.at);
        let (spelling, operator, tightness) = SPELLINGS.iter().find(|(spelling, ..)| self.starts_with(spelling))?;
        if *tightness < level {
            return None;
        }
        self.advance(spelling.len());
        Some((*operator, *tightness))
    }

    fn operand(&mut self) -> Result<Option<Id>> {
        let from = self.at;
        if self.dead.get(from).copied().unwrap_or(false) {
            return Ok(None);
        }
        let found = self.descend(Self::operand_here)?;
        if found.is_none() {
            self.at = from;
            self.dead.resize(self.dead.len().max(from.saturating_add(1)), false);
            if let Some(dead) = self.dead.get_mut(from) {
                *dead = true;
            }
        }
        Ok(found)
    }

    fn operand_here(&mut self) -> Result<Option<Id>> {
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

    fn parenthesis(&mut self) -> Result<Option<Id>> {
        self.advance(1);
        self.space();
        let inner = self.expression()?;
        if inner.is_some() {
            self.space();
            self.byte(b')');
        }
        Ok(inner)
    }

    fn negated(&mut self) -> Result<Option<Id>> {
        self.space();
        Ok(self.operand()?.map(|operand| self.add(Node::Not(operand))))
    }

    /// A call, `negate x`, or an atom that starts with a letter.
    fn word_operand(&mut self) -> Result<Option<Id>> {
        let from = self.at;
        let name = self.identifier();
        if self.byte(b'(') {
            let arguments = self.sequence()?;
            self.byte(b')');
            let function = functions::named(name);
            return Ok(Some(self.add(Node::Call { name: name.into(), function, arguments })));
        }
        self.at = from;
        if self.word("negate") {
            if let Some(negated) = self.negated()? {
                return Ok(Some(negated));
            }
            self.at = from;
        }
        self.atom_operand()
    }

    /// An atom, and whether it is `empty` or `notempty`.
    fn atom_operand(&mut self) -> Result<Option<Id>> {
        let Some(atom) = self.atom() else { return Ok(None) };
        let after = self.at;
        self.space();
        let node = if self.word("empty") {
            Node::Empty(atom)
        } else if self.word("notempty") {
            Node::NotEmpty(atom)
        } else {
            self.at = after;
            return Ok(Some(atom));
        };
        Ok(Some(self.add(node)))
    }

    fn list(&mut self) -> Result<Option<Id>> {
        self.advance(1);
        let items = self.sequence()?;
        if !self.byte(b']') {
            return Ok(None);
        }
        let ready = items.of(&self.arguments).iter().map(|item| self.literal(*item)).collect();
        Ok(Some(self.add(Node::List { items, ready })))
    }

    fn literal(&self, id: Id) -> Option<Value<'static>> {
        match self.nodes.get(id as usize) {
            Some(Node::Constant { value, .. }) => Some(value.clone()),
            _ => None,
        }
    }

    /// Operands between commas. One that starts with nothing (`[null, 1]`, `[, 1]`) has no items at all.
    fn sequence(&mut self) -> Result<Run> {
        let mut items = Vec::new();
        let first = self.expression()?;
        items.extend(first);
        loop {
            let before = self.at;
            self.space();
            if !self.byte(b',') {
                self.at = before;
                break;
            }
            self.space();
            let Some(item) = self.expression()? else {
                self.at = before;
                break;
            };
            items.push(item);
        }
        if first.is_none_or(|first| self.is_nothing(first)) {
            items.clear();
        }
        Ok(append(&mut self.arguments, items))
    }
}

fn append<T>(entries: &mut Vec<T>, more: Vec<T>) -> Run {
    let from = index(entries.len());
    entries.extend(more);
    Run { from, to: index(entries.len()) }
}

/// The text is shorter than [`MAX_LENGTH`], so every index fits.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}
