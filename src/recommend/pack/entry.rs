//! An item as the dictionaries of a pack know it: its id, and what rules ask of it.

use super::bits::Bits;
use super::code::{Codes, Field, Sink};
use std::borrow::Cow;

const CATEGORY: u8 = 1;
const PRICE: u8 = 2;
const MARGIN: u8 = 4;
const SOLD_OUT: u8 = 8;

/// How popular an item is that occurs so often: 0 where nobody has taken it, then 1 and 1 more with each doubling, at most 15.
/// Of items with equal scores the more popular comes first: strengths in sixteenths leave many equal.
#[must_use]
pub fn popularity(count: u64) -> u8 {
    count.checked_ilog2().map_or(0, |doubled| u8::try_from(doubled).unwrap_or(u8::MAX).saturating_add(1).min(15))
}

/// An item in a dictionary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<'a> {
    /// The shop's id.
    pub(crate) id: Cow<'a, str>,
    /// Its category, by place in the head's list.
    pub(crate) category: Option<u32>,
    /// Its price in minor units.
    pub(crate) price: Option<i64>,
    /// What is earned with one, in minor units.
    pub(crate) margin: Option<i64>,
    /// Whether it was out of stock when the pack was made.
    pub(crate) sold_out: bool,
    /// How popular it is, see [`popularity`].
    pub(crate) popularity: u8,
}

impl<'a> Entry<'a> {
    /// An item that the pack does not have.
    pub(crate) fn unknown(id: &'a str) -> Entry<'a> {
        Entry { id: Cow::Borrowed(id), category: None, price: None, margin: None, sold_out: false, popularity: 0 }
    }

    /// Its flags, its id, and what the flags say is there.
    pub(super) fn put(&self, sink: &mut impl Sink) {
        let flag = |there: bool, flag: u8| if there { flag } else { 0 };
        let amount = |amount: Option<i64>| amount.and_then(|amount| u64::try_from(amount).ok());
        let (price, margin) = (amount(self.price), amount(self.margin));
        sink.symbol(
            Field::Flags,
            flag(self.category.is_some(), CATEGORY)
                | flag(price.is_some(), PRICE)
                | flag(margin.is_some(), MARGIN)
                | flag(self.sold_out, SOLD_OUT)
                | self.popularity << 4,
        );
        sink.number(Field::Length, self.id.len() as u64);
        self.id.bytes().for_each(|byte| sink.symbol(Field::Byte, byte));
        let numbers = [(Field::Category, self.category.map(u64::from)), (Field::Price, price), (Field::Margin, margin)];
        for (field, number) in numbers {
            if let Some(number) = number {
                sink.number(field, number);
            }
        }
    }

    pub(super) fn take(codes: &Codes, bits: &mut Bits<'_>) -> Option<Entry<'a>> {
        let flags = codes.symbol(Field::Flags, bits)?;
        let length = codes.number(Field::Length, bits)?;
        // Every byte takes a bit at least.
        let length = usize::try_from(length).ok().filter(|length| *length <= bits.left())?;
        let mut id = Vec::with_capacity(length);
        for _ in 0..length {
            id.push(codes.symbol(Field::Byte, bits)?);
        }
        let mut number = |flag: u8, field: Field| match flags & flag {
            0 => Some(None),
            _ => codes.number(field, bits).map(Some),
        };
        Some(Entry {
            id: Cow::Owned(String::from_utf8(id).ok()?),
            category: fitting(number(CATEGORY, Field::Category)?)?,
            price: fitting(number(PRICE, Field::Price)?)?,
            margin: fitting(number(MARGIN, Field::Margin)?)?,
            sold_out: flags & SOLD_OUT != 0,
            popularity: flags >> 4,
        })
    }

    /// Whether the entry that begins here has this id.
    pub(super) fn is_called(codes: &Codes, mut bits: Bits<'_>, id: &str) -> bool {
        codes.symbol(Field::Flags, &mut bits).is_some()
            && codes.number(Field::Length, &mut bits) == Some(id.len() as u64)
            && id.bytes().all(|byte| codes.symbol(Field::Byte, &mut bits) == Some(byte))
    }
}

/// A number that fits its type, or none.
fn fitting<T: TryFrom<u64>>(number: Option<u64>) -> Option<Option<T>> {
    number.map_or(Some(None), |number| T::try_from(number).ok().map(Some))
}

#[cfg(test)]
mod tests {
    use super::super::code::{Coded, Counts};
    use super::*;

    #[test]
    fn an_entry_comes_back() {
        for (id, category, price, sold_out) in
            [("42", Some(3), Some(1990), false), ("042", None, None, true), ("茶-7", Some(0), Some(0), true)]
        {
            let margin = price.map(|price| price / 4);
            let entry = Entry { id: id.into(), category, price, margin, sold_out, popularity: u8::from(sold_out) * 15 };
            let mut counts = Counts::new();
            entry.put(&mut counts);
            let codes = counts.codes();
            let mut coded = Coded::new(&codes);
            entry.put(&mut coded);
            let bytes = coded.bytes();
            let mut bits = Bits::from(&bytes, 0);
            assert!(Entry::is_called(&codes, bits, id));
            assert!(!Entry::is_called(&codes, bits, "43"));
            assert_eq!(Entry::take(&codes, &mut bits), Some(entry));
            assert!(bits.is_done());
        }
    }
}
