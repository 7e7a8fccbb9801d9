//! An item as the dictionaries of a pack know it: its id, and what rules ask of it.

use super::bytes::{Bytes, put_text, put_varint};
use libm::{exp2, log2, round};
use std::borrow::Cow;

const DECIMAL: u8 = 1;
const CATEGORY: u8 = 2;
const PRICE: u8 = 4;
const SOLD_OUT: u8 = 8;
const MARGIN: u8 = 16;

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
    /// Its share of everything that is taken, 0 to 1.
    pub(crate) share: f64,
}

impl Entry<'_> {
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        let decimal = decimal(&self.id);
        let price = self.price.and_then(|price| u64::try_from(price).ok());
        let margin = self.margin.and_then(|margin| u64::try_from(margin).ok());
        let flag = |there: bool, flag: u8| if there { flag } else { 0 };
        out.push(
            flag(decimal.is_some(), DECIMAL)
                | flag(self.category.is_some(), CATEGORY)
                | flag(price.is_some(), PRICE)
                | flag(self.sold_out, SOLD_OUT)
                | flag(margin.is_some(), MARGIN),
        );
        match decimal {
            Some(number) => put_varint(number, out),
            None => put_text(&self.id, out),
        }
        if let Some(category) = self.category {
            put_varint(category.into(), out);
        }
        for amount in [price, margin].into_iter().flatten() {
            put_varint(amount, out);
        }
        out.push(rounded_share(self.share));
    }
}

impl<'a> Entry<'a> {
    /// An item that the pack does not have.
    pub(crate) fn unknown(id: &'a str) -> Entry<'a> {
        Entry { id: Cow::Borrowed(id), category: None, price: None, margin: None, sold_out: false, share: 0.0 }
    }

    /// Whether the entry that begins here has this id.
    pub(super) fn is_called(bytes: &mut Bytes<'_>, id: &str) -> Option<bool> {
        Some(match bytes.byte()? & DECIMAL {
            0 => bytes.text()? == id,
            _ => Some(bytes.varint()?) == decimal(id),
        })
    }

    pub(super) fn take(bytes: &mut Bytes<'a>) -> Option<Entry<'a>> {
        let flags = bytes.byte()?;
        let id = match flags & DECIMAL {
            0 => Cow::Borrowed(bytes.text()?),
            _ => Cow::Owned(bytes.varint()?.to_string()),
        };
        let category = if flags & CATEGORY == 0 { None } else { Some(bytes.number()?) };
        let price = if flags & PRICE == 0 { None } else { Some(bytes.number()?) };
        let margin = if flags & MARGIN == 0 { None } else { Some(bytes.number()?) };
        let sold_out = flags & SOLD_OUT != 0;
        Some(Entry { id, category, price, margin, sold_out, share: share(bytes.byte()?) })
    }
}

/// An id that is a number as it would be written, without a leading zero.
fn decimal(id: &str) -> Option<u64> {
    let bare = id.bytes().all(|byte| byte.is_ascii_digit()) && (id == "0" || !id.starts_with('0'));
    if bare { id.parse().ok() } else { None }
}

/// A share in eighths of a power of two: within 5 %, down to 2^-31; 255 for none.
fn rounded_share(share: f64) -> u8 {
    if share > 0.0 { round(log2(share) * -8.0).clamp(0.0, 254.0) as u8 } else { u8::MAX }
}

fn share(rounded: u8) -> f64 {
    if rounded == u8::MAX { 0.0 } else { exp2(f64::from(rounded) / -8.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back() {
        for (id, category, price, sold_out) in
            [("42", Some(3), Some(1990), false), ("042", None, None, true), ("茶-7", Some(0), Some(0), true)]
        {
            let margin = price.map(|price| price / 4);
            let entry = Entry { id: id.into(), category, price, margin, sold_out, share: 0.25 };
            let mut out = Vec::new();
            entry.put(&mut out);
            let mut bytes = Bytes(&out);
            assert_eq!(Entry::is_called(&mut bytes.clone(), id), Some(true));
            assert_eq!(Entry::is_called(&mut bytes.clone(), "43"), Some(false));
            assert_eq!(Entry::take(&mut bytes), Some(entry));
            assert!(bytes.0.is_empty());
        }
    }

    #[test]
    fn a_share_is_within_five_percent() {
        for share_of in [1.0, 0.3, 0.001, 1e-8] {
            assert!((share(rounded_share(share_of)) / share_of - 1.0).abs() < 0.05);
        }
        assert_eq!(share(rounded_share(0.0)), 0.0);
    }
}
