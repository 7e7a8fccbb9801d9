//! The cart as the loyalty program takes it, with what offers took off.

use crate::kernel::json::{Json, write_key};
use crate::kernel::money::Amount;
use crate::kernel::record::Write;
use crate::kernel::scalars::Minor;
use crate::loyalty::{Cart, Line};

/// A cart, and what is taken off each of its lines besides.
#[derive(Debug, Clone, PartialEq)]
pub struct NetCart<'a> {
    pub(super) cart: &'a Cart<'a>,
    pub(super) discounts: Vec<i64>,
}

impl Write for NetCart<'_> {
    fn write(&self, out: &mut String) {
        let Cart { id, channel, lines, facts } = self.cart;
        let lines = lines.iter().zip(&self.discounts).map(|(line, more)| NetLine { line, more: *more }).collect();
        let lines: Vec<NetLine<'_>> = lines;
        let mut object = Object { first: true, out };
        object.field("id", id);
        object.field("channel", channel);
        object.field("lines", &lines);
        facts.iter().for_each(|(key, value)| object.fact(key, value));
        out.push('}');
    }
}

struct NetLine<'a> {
    line: &'a Line<'a>,
    more: i64,
}

impl Write for NetLine<'_> {
    fn write(&self, out: &mut String) {
        let Line { id, product, category, quantity, price, amount, discount, facts } = self.line;
        let off = discount.map_or(0, |discount| discount.0).saturating_add(self.more);
        let minor = |amount: &Option<Amount>| amount.map(|amount| Minor(amount.0));
        let mut object = Object { first: true, out };
        object.field("id", id);
        object.field("product", product);
        object.field("category", category);
        object.field("quantity", quantity);
        object.field("price", &minor(price));
        object.field("amount", &minor(amount));
        object.field("discount", &Some(Minor(off)).filter(|off| off.0 != 0));
        facts.iter().for_each(|(key, value)| object.fact(key, value));
        out.push('}');
    }
}

/// An object that is being written.
struct Object<'o> {
    first: bool,
    out: &'o mut String,
}

impl Object<'_> {
    fn field(&mut self, key: &str, value: &dyn Write) {
        if !value.is_absent() {
            write_key(std::mem::take(&mut self.first), key, self.out);
            value.write(self.out);
        }
    }

    fn fact(&mut self, key: &str, value: &Json<'_>) {
        write_key(std::mem::take(&mut self.first), key, self.out);
        value.write(self.out);
    }
}

#[cfg(feature = "shape")]
impl crate::kernel::shape::Describe for NetCart<'_> {
    fn shape() -> crate::kernel::shape::Shape {
        Cart::shape()
    }
}
