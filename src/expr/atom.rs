//! The smallest operands: literals and variables.

use super::node::{Id, Inline, Node};
use super::parse::{Parser, index, is_letter};
use super::{Value, number, text};
use std::borrow::Cow;

impl<'t> Parser<'t> {
    pub(super) fn atom(&mut self) -> Option<Id> {
        let rest = self.rest();
        for nothing in ["undefined", "null"] {
            if rest.starts_with(nothing) {
                self.advance(nothing.len());
                return Some(self.add(Node::Nothing));
            }
        }
        match self.peek()? {
            b'{' => self.variable(),
            quote @ (b'\'' | b'"') => self.quoted(quote),
            b'0'..=b'9' | b'-' => self.number(),
            byte if is_letter(byte) => Some(self.unquoted()),
            _ => None,
        }
    }

    fn unquoted(&mut self) -> Id {
        let value = if self.word("true") {
            Value::Bool(true)
        } else if self.word("false") {
            Value::Bool(false)
        } else {
            Value::Text(Cow::Owned(self.identifier().to_owned()))
        };
        self.constant(value, false)
    }

    fn constant(&mut self, value: Value<'static>, quoted: bool) -> Id {
        self.add(Node::Constant { value, quoted })
    }

    pub(super) fn identifier(&mut self) -> &'t str {
        let from = self.at;
        self.run(|byte| is_letter(byte) || byte.is_ascii_digit());
        self.text.get(from..self.at).unwrap_or_default()
    }

    fn quoted(&mut self, quote: u8) -> Option<Id> {
        self.advance(1);
        let from = self.at;
        if self.peek() == Some(quote) {
            self.advance(1);
            return Some(self.constant(Value::text(""), true));
        }
        loop {
            self.run(|byte| !matches!(byte, b'\'' | b'"' | b'\\'));
            if self.peek() != Some(b'\\') {
                break;
            }
            self.advance(1);
            if matches!(self.peek(), Some(b'\'' | b'"')) {
                self.advance(1);
            }
        }
        let content = self.text.get(from..self.at)?;
        if content.is_empty() || !self.byte(quote) {
            return None;
        }
        let content = text::replaced(&text::replaced(content, "\\'", ["'"; 2]), "\\\"", ["\""; 2]);
        Some(self.constant(Value::Text(Cow::Owned(content)), true))
    }

    fn variable(&mut self) -> Option<Id> {
        self.advance(1);
        let from = self.at;
        self.run(|byte| !matches!(byte, b'{' | b'}'));
        let name = self.text.get(from..self.at)?;
        if name.is_empty() || !self.byte(b'}') {
            return None;
        }
        let (name, as_is) = match name.strip_prefix('#') {
            Some(rest) if !rest.is_empty() => (rest, true),
            _ => (name, false),
        };
        let slot = self.slot(name);
        Some(self.add(Node::Variable { slot, as_is }))
    }

    fn slot(&mut self, name: &str) -> u32 {
        if let Some(slot) = self.built.variables.iter().position(|known| **known == *name) {
            return index(slot);
        }
        let slot = index(self.built.variables.len());
        self.built.variables.push(name.into());
        if let Some(value) = inline_object(name) {
            self.built.inline.push(Inline { slot, value });
        }
        slot
    }

    fn number(&mut self) -> Option<Id> {
        let value = self.hexadecimal().or_else(|| self.decimal())?;
        Some(self.constant(Value::Number(value), false))
    }

    fn hexadecimal(&mut self) -> Option<f64> {
        let from = self.at;
        if !self.rest().starts_with("0x") {
            return None;
        }
        self.advance(2);
        let digits = self.at;
        if self.run(|byte| byte.is_ascii_digit()) == 0 {
            self.at = from;
            return None;
        }
        self.text.get(digits..self.at).map(|digits| number::whole(digits, 16))
    }

    fn decimal(&mut self) -> Option<f64> {
        let from = self.at;
        let negative = self.byte(b'-');
        let start = self.at;
        if self.run(|byte| byte.is_ascii_digit()) == 0 {
            self.at = from;
            return None;
        }
        let whole = self.at;
        if !self.byte(b'.') || self.run(|byte| byte.is_ascii_digit()) == 0 {
            // Without a fraction, a leading zero stands alone.
            let zero = self.text.as_bytes().get(start) == Some(&b'0');
            self.at = if zero { start.saturating_add(1) } else { whole };
        }
        let value = number::parse_float(self.text.get(start..self.at)?);
        Some(if negative { -value } else { value })
    }
}

/// `{"key": 1}` is an object where no variable is called so.
fn inline_object(name: &str) -> Option<Value<'static>> {
    if text::find(name, ":")? == 0 {
        return None;
    }
    let mut text = String::with_capacity(name.len().saturating_add(2));
    text.push('{');
    text.push_str(name);
    text.push('}');
    Value::parse_json(&text).ok()
}
