//! The reading itself: one pass over the file, each line either bought by a member or set aside with its reason.

use super::columns::{ColumnFlags, Purchase, columns};
use super::problems::{Problems, Reason};
use crate::shop::{Line, Member, Order, Product};
use anyhow::{Context, Result};
use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use patronage::kernel::calendar::Zone;
use patronage::kernel::money::{Amount, Currency};
use patronage_log::columns::{Columns, Roles};
use patronage_log::moment::{DateOrder, told};
use patronage_log::role::Role;
use patronage_log::text::{Lines, delimited, unpacked};
use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::str::{Utf8Error, from_utf8};

/// What the reader must know beside the file.
pub(crate) struct Settings<'a> {
    pub(crate) flags: &'a ColumnFlags,
    pub(crate) currency: Currency,
    pub(crate) dates: DateOrder,
    /// The encoding of the text, where it is not UTF-8.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The zone of times that do not say how far they are from UTC.
    pub(crate) zone: &'a Zone,
}

/// All that was read.
#[derive(Default)]
pub(crate) struct Log {
    /// Lines of the file, without the header.
    pub(crate) lines: u64,
    /// Lines that a member bought or took back.
    pub(crate) used: u64,
    pub(crate) problems: Problems,
    pub(crate) products: Vec<Product>,
    pub(crate) members: Vec<Member>,
    /// The orders of nobody: they earn nothing, but tell what is bought together.
    pub(crate) guests: Vec<Order>,
    /// The latest moment that the file names.
    pub(crate) last: Option<i64>,
}

/// The header of a log, to tell what kind of file it is.
pub(crate) fn header(bytes: impl Read, encoding: Option<&'static Encoding>) -> Result<Vec<String>> {
    Ok(open(bytes, encoding)?.1)
}

/// Reads a whole log.
pub(crate) fn read(bytes: impl Read, settings: &Settings<'_>) -> Result<Log> {
    let (mut csv, titles) = open(bytes, settings.encoding)?;
    let columns = columns(&titles, settings.flags)?;
    let mut reading = Reading { settings, columns, log: Log::default(), index: Index::default() };
    let mut record = csv::ByteRecord::new();
    while csv.read_byte_record(&mut record).context("the file cannot be read on")? {
        reading.take(&record);
    }
    let mut log = reading.log;
    for member in &mut log.members {
        member.orders.sort_by_key(|order| order.at);
    }
    Ok(log)
}

/// The lines of a log and its titles; what is in another encoding is turned into UTF-8.
fn open<'a>(bytes: impl Read + 'a, encoding: Option<&'static Encoding>) -> Result<(Lines<'a>, Vec<String>)> {
    let text = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .bom_override(true)
        .utf8_passthru(encoding.is_none())
        .build(unpacked(bytes)?);
    delimited(BufReader::with_capacity(1 << 16, text))
}

/// Why a line is set aside, the column at fault and what stands there.
type Fault<'r> = (Reason, Role, &'r str);

struct Reading<'a> {
    settings: &'a Settings<'a>,
    columns: Columns,
    log: Log,
    index: Index,
}

/// Where each product, member and order already stands.
#[derive(Default)]
struct Index {
    products: HashMap<String, usize>,
    members: HashMap<String, usize>,
    /// By member, then by number.
    orders: Vec<HashMap<String, usize>>,
    /// Of guests, by number.
    guests: HashMap<String, usize>,
}

/// A line whose fields are all in order.
struct Bought<'r> {
    at: i64,
    quantity: i64,
    price: i64,
    /// Empty where nobody is named.
    member: &'r str,
}

impl Reading<'_> {
    fn take(&mut self, record: &csv::ByteRecord) {
        self.log.lines += 1;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != self.columns.width() {
            let found = format!("{} fields, not {}", record.len(), self.columns.width());
            return self.log.problems.add(Reason::Fields, line, "", &found);
        }
        let Ok(fields) = Fields::new(record, &self.columns) else {
            return self.log.problems.add(Reason::Encoding, line, "", &String::from_utf8_lossy(record.as_slice()));
        };
        match self.check(&fields) {
            Ok(bought) if bought.member.is_empty() => {
                self.log.problems.add(Reason::NoMember, line, self.columns.title(Role::Member), "");
                self.keep_guest(&bought, &fields);
            }
            Ok(bought) => self.keep(&bought, &fields),
            Err((reason, role, found)) => self.log.problems.add(reason, line, self.columns.title(role), found),
        }
    }

    fn check<'r>(&mut self, fields: &Fields<'r>) -> Result<Bought<'r>, Fault<'r>> {
        let (time, clock) = (fields.get(Role::Time), fields.get(Role::Clock));
        let at = told(time, clock, self.settings.dates, Some(self.settings.zone))
            .map_err(|(role, found)| (Reason::Time, role, found))?;
        let quantity = self.quantity(fields.get(Role::Quantity))?;
        let (role, text) = match fields.get(Role::Price) {
            "" => (Role::Amount, fields.get(Role::Amount)),
            price => (Role::Price, price),
        };
        let price = exact(text, self.settings.currency.exponent()).ok_or((Reason::Price, role, text))?;
        // An amount is that of the whole line, and may be below zero where goods came back.
        let (quantity, price) = match (role, price < 0) {
            (Role::Amount, true) => (-1, -price),
            (Role::Amount, false) => (1, price),
            (_, true) => return Err((Reason::NegativePrice, role, text)),
            (_, false) => (quantity, price),
        };
        let currency = fields.get(Role::Currency);
        if !currency.is_empty() && !currency.eq_ignore_ascii_case(self.settings.currency.code()) {
            return Err((Reason::Currency, Role::Currency, currency));
        }
        self.log.last = self.log.last.max(Some(at));
        Ok(Bought { at, quantity, price, member: fields.get(Role::Member) })
    }

    /// One where there is no such column; in a column that is there, an empty field says nothing.
    fn quantity<'r>(&self, text: &'r str) -> Result<i64, Fault<'r>> {
        match self.columns.place(Role::Quantity) {
            Some(_) => whole(text).ok_or((Reason::Quantity, Role::Quantity, text)),
            None => Ok(1),
        }
    }

    fn keep(&mut self, bought: &Bought<'_>, fields: &Fields<'_>) {
        self.log.used += 1;
        let line = self.line(bought, fields);
        let member = self.member(bought.member, fields);
        let (places, orders) = (&mut self.index.orders[member], &mut self.log.members[member].orders);
        order(places, orders, bought.at, fields).lines.push(line);
    }

    /// Without an order number nothing says what a guest bought together.
    fn keep_guest(&mut self, bought: &Bought<'_>, fields: &Fields<'_>) {
        if fields.get(Role::Order).is_empty() {
            return;
        }
        let line = self.line(bought, fields);
        order(&mut self.index.guests, &mut self.log.guests, bought.at, fields).lines.push(line);
    }

    fn line(&mut self, bought: &Bought<'_>, fields: &Fields<'_>) -> Line {
        Line { product: self.product(bought, fields), quantity: bought.quantity, price: bought.price }
    }

    fn product(&mut self, bought: &Bought<'_>, fields: &Fields<'_>) -> usize {
        let id = match fields.get(Role::Item) {
            "" => fields.get(Role::Name),
            id => id,
        };
        let known = self.index.products.get(id).copied();
        let place = known.unwrap_or_else(|| {
            self.log.products.push(Product::new(id));
            self.index.products.insert(id.to_owned(), self.log.products.len() - 1);
            self.log.products.len() - 1
        });
        let product = &mut self.log.products[place];
        product.sold += 1;
        // What a product is called and costs changes over the years; the shelf shows the latest that a member saw. Lines of
        // nobody also hold corrections.
        if known.is_none() || !bought.member.is_empty() {
            describe(product, bought.price, fields);
        }
        place
    }

    fn member(&mut self, id: &str, fields: &Fields<'_>) -> usize {
        if let Some(place) = self.index.members.get(id) {
            return *place;
        }
        let country = fields.get(Role::Country);
        let mut member = Member::new(id);
        if !country.is_empty() {
            member.facts.insert("country".to_owned(), country.into());
        }
        self.log.members.push(member);
        self.index.orders.push(HashMap::new());
        self.index.members.insert(id.to_owned(), self.log.members.len() - 1);
        self.log.members.len() - 1
    }
}

fn describe(product: &mut Product, price: i64, fields: &Fields<'_>) {
    let name = fields.get(Role::Name);
    if !name.is_empty() && product.name != name {
        product.name = serde_json::Value::from(name);
    }
    if !fields.get(Role::Category).is_empty() {
        product.category = Some(fields.get(Role::Category).to_owned());
    }
    if price > 0 {
        product.price = price;
    }
}

/// The order that a line belongs to; without an order number, what somebody buys at one moment is one order.
fn order<'a>(
    places: &mut HashMap<String, usize>,
    orders: &'a mut Vec<Order>,
    at: i64,
    fields: &Fields<'_>,
) -> &'a mut Order {
    let moment;
    let id = match fields.get(Role::Order) {
        "" => {
            moment = at.to_string();
            &moment
        }
        id => id,
    };
    let place = match places.get(id) {
        Some(place) => *place,
        None => {
            let channel = Some(fields.get(Role::Channel)).filter(|channel| !channel.is_empty()).map(str::to_owned);
            orders.push(Order { id: id.to_owned(), at, channel, lines: Vec::new() });
            places.insert(id.to_owned(), orders.len() - 1);
            orders.len() - 1
        }
    };
    &mut orders[place]
}

/// The fields of one line as text, by role; a column that the file has not is empty.
struct Fields<'r> {
    texts: [&'r str; Role::COUNT],
}

impl<'r> Fields<'r> {
    fn new(record: &'r csv::ByteRecord, columns: &Columns) -> Result<Self, Utf8Error> {
        let mut texts = [""; Role::COUNT];
        for role in Purchase::ALL {
            if let Some(field) = columns.place(*role).and_then(|place| record.get(place)) {
                texts[*role as usize] = from_utf8(field)?.trim();
            }
        }
        Ok(Fields { texts })
    }

    fn get(&self, role: Role) -> &'r str {
        self.texts[role as usize]
    }
}

/// A whole number, `6` or `6.0`.
fn whole(text: &str) -> Option<i64> {
    let digits = text
        .split_once('.')
        .map_or(text, |(digits, zeros)| if zeros.bytes().all(|byte| byte == b'0') { digits } else { text });
    digits.parse().ok()
}

/// An amount in minor units, exactly; zeros beyond the currency's digits are no harm.
fn exact(text: &str, exponent: u8) -> Option<i64> {
    let spare = text.split_once('.').map_or(0, |(_, fraction)| fraction.len().saturating_sub(usize::from(exponent)));
    let (kept, cut) = text.split_at_checked(text.len() - spare)?;
    if !cut.bytes().all(|byte| byte == b'0') {
        return None;
    }
    Amount::from_decimal(kept.trim_end_matches('.'), exponent).ok().map(|amount| amount.0)
}
