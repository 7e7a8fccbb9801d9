//! What one row says.

use super::{Fact, Reason};
use csv::ByteRecord;
use patronage::kernel::calendar::Zone;
use patronage::kernel::hash::hash;
use patronage::kernel::money::{Amount, Currency};
use patronage_log::columns::Columns;
use patronage_log::moment::{DateOrder, moment, told};
use patronage_log::role::Role;
use std::cmp::Ordering;

/// A row in numbers, as the query reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The session, else the member, else the order: a hash of its id.
    pub sequence: i64,
    /// What belongs together in one step: a hash of the order, the moment where there is no order, the row in a session.
    pub basket: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// How many rows came before.
    pub place: i64,
    /// The number of the item.
    pub item: u32,
    /// The facts of its moment by [`super::Fact`], each by the number of its value; -1 where nothing is known.
    pub facts: [i32; Fact::ALL.len()],
}

/// A row in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept<'r> {
    /// A hash of whom the row belongs to.
    pub sequence: i64,
    /// A hash of the order, where one is named.
    pub order: Option<i64>,
    /// Milliseconds since 1970.
    pub at: i64,
    /// The id of the item.
    pub item: &'r str,
    /// The price of one in minor units, where a currency says what those are.
    pub price: Option<i64>,
    /// The category of the item.
    pub category: &'r str,
    /// Whether the item is in stock, where the row says so.
    pub stock: Option<bool>,
    /// The facts of the moment by [`Fact`]; empty where nothing is known.
    pub facts: [&'r str; Fact::ALL.len()],
}

/// What a row of a catalogue says of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered<'r> {
    /// Its id.
    pub item: &'r str,
    /// Its price in minor units, where a currency says what those are.
    pub price: Option<i64>,
    /// What is earned with one, in the same.
    pub margin: Option<i64>,
    /// Its category.
    pub category: &'r str,
    /// Whether it is in stock.
    pub stock: Option<bool>,
    /// When it came into the shop, in milliseconds since 1970.
    pub added: Option<i64>,
}

/// Why a row is set aside, the column at fault and what stands there.
pub type Fault<'r> = (Reason, Role, &'r str);

/// What rows are checked against.
#[derive(Debug, Clone, Default)]
pub struct Checker {
    /// How dates are written that don't begin with the year.
    pub dates: DateOrder,
    /// The currency of the prices; without one they are only checked.
    pub currency: Option<Currency>,
    /// The events that count; all where none is named.
    pub events: Vec<String>,
    /// Where the shop is: its clock tells the part of the day and the season.
    pub zone: Option<Zone>,
}

impl Checker {
    /// Checks a row.
    ///
    /// # Errors
    /// Why it can't be used.
    pub fn check<'r>(&self, record: &'r ByteRecord, columns: &Columns) -> Result<Kept<'r>, Fault<'r>> {
        let fields = Fields { record, columns };
        let event = fields.get(Role::Event)?;
        if !self.events.is_empty() && !self.events.iter().any(|wanted| wanted.eq_ignore_ascii_case(event)) {
            return Err((Reason::OtherEvent, Role::Event, event));
        }
        let item = fields.get(Role::Item)?;
        if item.is_empty() {
            return Err((Reason::NoItem, Role::Item, item));
        }
        let (sequence, order) = owner(&fields)?;
        let time = fields.get(Role::Time)?;
        let clock = fields.get(Role::Clock)?;
        let at =
            told(time, clock, self.dates, self.zone.as_ref()).map_err(|(role, found)| (Reason::Time, role, found))?;
        let quantity = number(&fields, Role::Quantity, Reason::Quantity)?.unwrap_or(1.0);
        let price = number(&fields, Role::Price, Reason::Price)?;
        let amount = number(&fields, Role::Amount, Reason::Price)?;
        if quantity <= 0.0 {
            return Err((Reason::Return, Role::Quantity, fields.get(Role::Quantity)?));
        }
        if price.is_some_and(|price| price < 0.0) || amount.is_some_and(|amount| amount < 0.0) {
            return Err((Reason::Return, if amount.is_some() { Role::Amount } else { Role::Price }, ""));
        }
        let price = self.price(&fields, quantity)?;
        let facts = Fact::of(&fields, at, self.zone.as_ref())?;
        Ok(Kept {
            sequence,
            order,
            at,
            item,
            price,
            category: fields.get(Role::Category)?,
            stock: stock(&fields)?,
            facts,
        })
    }

    /// Checks a row of a catalogue.
    ///
    /// # Errors
    /// Why it can't be used.
    pub fn offered<'r>(&self, record: &'r ByteRecord, columns: &Columns) -> Result<Offered<'r>, Fault<'r>> {
        let fields = Fields { record, columns };
        let item = fields.get(Role::Item)?;
        if item.is_empty() {
            return Err((Reason::NoItem, Role::Item, item));
        }
        if number(&fields, Role::Price, Reason::Price)?.is_some_and(|price| price < 0.0) {
            return Err((Reason::Price, Role::Price, fields.get(Role::Price)?));
        }
        number(&fields, Role::Margin, Reason::Price)?;
        let amount = |text| minor(text, self.currency?.exponent());
        let added = fields.get(Role::Added)?;
        let known = moment(added, "", self.dates, self.zone.as_ref());
        if known.is_none() && !added.is_empty() {
            return Err((Reason::Time, Role::Added, added));
        }
        Ok(Offered {
            item,
            price: amount(fields.get(Role::Price)?).filter(|price| *price > 0),
            margin: amount(fields.get(Role::Margin)?).filter(|margin| *margin >= 0),
            category: fields.get(Role::Category)?,
            stock: stock(&fields)?,
            added: known,
        })
    }

    /// The price of one; of a row's amount only where the row is one unit.
    fn price<'r>(&self, fields: &Fields<'r, '_>, quantity: f64) -> Result<Option<i64>, Fault<'r>> {
        let Some(currency) = self.currency else { return Ok(None) };
        let text = match fields.get(Role::Price)? {
            "" if quantity == 1.0 => fields.get(Role::Amount)?,
            price => price,
        };
        Ok(minor(text, currency.exponent()).filter(|price| *price > 0))
    }
}

/// Whom the row belongs to, and the order. A session comes before a member, since a log of visits is one of sessions; an
/// order of nobody stands for itself.
fn owner<'r>(fields: &Fields<'r, '_>) -> Result<(i64, Option<i64>), Fault<'r>> {
    let key = |text: &str, kind: u64| hash(text.as_bytes(), kind) as i64;
    let (session, member, order) = (fields.get(Role::Session)?, fields.get(Role::Member)?, fields.get(Role::Order)?);
    let basket = (!order.is_empty()).then(|| key(order, 1));
    let sequence = match (session, member) {
        ("", "") => basket.ok_or((Reason::Nobody, fields.owner(), ""))?,
        ("", member) => key(member, 2),
        (session, _) => key(session, 3),
    };
    Ok((sequence, basket))
}

/// Whether there is any, where the field says so: a number of pieces, or yes or no.
fn stock<'r>(fields: &Fields<'r, '_>) -> Result<Option<bool>, Fault<'r>> {
    let text = fields.get(Role::Stock)?;
    if let Some(pieces) = text.parse::<f64>().ok().filter(|pieces| pieces.is_finite()) {
        return Ok(Some(pieces > 0.0));
    }
    let lower = text.to_lowercase();
    let address = ["https://schema.org/", "http://schema.org/"].iter().find_map(|site| lower.strip_prefix(site));
    let word: String = address.unwrap_or(&lower).chars().filter(|letter| !matches!(letter, ' ' | '_' | '-')).collect();
    match &*word {
        "" => Ok(None),
        // What can be ordered now and comes later can be shown.
        "yes"
        | "y"
        | "true"
        | "instock"
        | "available"
        | "preorder"
        | "backorder"
        | "presale"
        | "limitedavailability"
        | "onlineonly"
        | "instoreonly"
        | "是"
        | "有"
        | "有货"
        | "预售" => Ok(Some(true)),
        "no" | "n" | "false" | "outofstock" | "soldout" | "discontinued" | "否" | "无" | "无货" | "缺货" | "售罄" => {
            Ok(Some(false))
        }
        _ => Err((Reason::Stock, Role::Stock, text)),
    }
}

/// A number, where the field says one.
fn number<'r>(fields: &Fields<'r, '_>, role: Role, reason: Reason) -> Result<Option<f64>, Fault<'r>> {
    match fields.get(role)? {
        "" => Ok(None),
        text => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Some).ok_or((reason, role, text)),
    }
}

/// An amount in minor units; of more digits than the currency has the nearest, and the even one of two that are as near.
fn minor(text: &str, exponent: u8) -> Option<i64> {
    let spare = text.split_once('.').map_or(0, |(_, fraction)| fraction.len().saturating_sub(usize::from(exponent)));
    let (kept, cut) = text.split_at_checked(text.len() - spare)?;
    if !cut.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let amount = Amount::from_decimal(kept.trim_end_matches('.'), exponent).ok()?.0;
    let more = match cut.trim_end_matches('0').cmp("5") {
        Ordering::Less => false,
        Ordering::Equal => amount % 2 != 0,
        Ordering::Greater => true,
    };
    amount.checked_add(match (more, text.starts_with('-')) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => -1,
    })
}

/// The fields of one row as text, by role; a column that the file has not is empty.
pub(super) struct Fields<'r, 'c> {
    record: &'r ByteRecord,
    columns: &'c Columns,
}

impl<'r> Fields<'r, '_> {
    pub(super) fn get(&self, role: Role) -> Result<&'r str, Fault<'r>> {
        let field = self.columns.place(role).and_then(|place| self.record.get(place)).unwrap_or_default();
        std::str::from_utf8(field).map(str::trim).map_err(|_| (Reason::Encoding, role, ""))
    }

    fn owner(&self) -> Role {
        let named =
            [Role::Session, Role::Member, Role::Order].into_iter().find(|role| self.columns.place(*role).is_some());
        named.unwrap_or(Role::Member)
    }
}

#[cfg(test)]
mod tests {
    use super::minor;

    #[test]
    fn digits_beyond_the_currency_are_rounded_half_to_even() {
        for (text, exponent, expected) in [
            ("1.5", 2, 150),
            ("1.500", 2, 150),
            ("1.234", 2, 123),
            ("1.236", 2, 124),
            ("1.225", 2, 122),
            ("1.235", 2, 124),
            ("1.22501", 2, 123),
            ("-1.235", 2, -124),
            ("12.5", 0, 12),
            ("13.5", 0, 14),
            ("0", 2, 0),
        ] {
            assert_eq!(minor(text, exponent), Some(expected), "{text}");
        }
        assert_eq!(minor("1.2x", 1), None);
    }
}
