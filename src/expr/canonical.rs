//! The canonical form: every operation in parentheses, one spelling for each operator.

use super::node::{Id, Node, Run};
use super::{Expression, Value, number};
use std::fmt;

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

impl Expression {
    /// The canonical form, as [`Display`](fmt::Display) gives it.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.canonical_of(self.root)
    }

    pub(super) fn canonical_of(&self, id: Id) -> String {
        let mut out = String::new();
        self.write(id, &mut out);
        out
    }

    fn write(&self, id: Id, out: &mut String) {
        match self.node(id) {
            Node::Nothing => out.push_str("null"),
            Node::Constant { value, quoted } => write_constant(value, *quoted, out),
            Node::Variable { slot, as_is } => self.write_variable(*slot, *as_is, out),
            Node::Chain { first, links } => self.write_chain(*first, *links, out),
            Node::Not(operand) => {
                out.push_str("! ");
                self.write(*operand, out);
            }
            Node::Empty(operand) => {
                self.write(*operand, out);
                out.push_str(" empty");
            }
            Node::NotEmpty(operand) => {
                self.write(*operand, out);
                out.push_str(" notempty");
            }
            Node::List { items, .. } => {
                out.push('[');
                self.write_items(*items, out);
                out.push(']');
            }
            Node::Call { name, arguments, .. } => {
                out.push_str(name);
                out.push('(');
                self.write_items(*arguments, out);
                out.push(')');
            }
        }
    }

    fn write_variable(&self, slot: u32, as_is: bool, out: &mut String) {
        out.push_str(&self.dialect.open);
        if as_is {
            out.push('#');
        }
        out.push_str(self.variables.get(slot as usize).map_or("", |name| name));
        out.push_str(&self.dialect.close);
    }

    fn write_chain(&self, first: Id, links: Run, out: &mut String) {
        let links = links.of(&self.links);
        links.iter().for_each(|_| out.push('('));
        self.write_operand(first, out);
        for link in links {
            out.push(' ');
            out.push_str(link.operator.sign());
            out.push(' ');
            self.write_operand(link.right, out);
            out.push(')');
        }
    }

    /// Beside an operator, a missing operand is left out.
    fn write_operand(&self, id: Id, out: &mut String) {
        if !matches!(self.node(id), Node::Nothing) {
            self.write(id, out);
        }
    }

    fn write_items(&self, items: Run, out: &mut String) {
        for (index, item) in items.of(&self.arguments).iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write(*item, out);
        }
    }
}

fn write_constant(value: &Value<'_>, quoted: bool, out: &mut String) {
    match value {
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(value) => number::write(*value, out),
        Value::Text(text) if quoted => {
            out.push('\'');
            out.push_str(text);
            out.push('\'');
        }
        Value::Text(text) => out.push_str(text),
        _ => {}
    }
}
