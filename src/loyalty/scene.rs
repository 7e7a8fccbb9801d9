//! The scene of one question: the time in the program's zone, the member, and the cart with its amounts worked out.

use super::column::{Column, Columns, Part};
use super::document::Period;
use super::lines::Lines;
use super::program::{Program, Rule};
use super::request::{Cart, Entry, Line, Member};
use super::standing::Standing;
use crate::kernel::calendar::{Date, Instant, LocalDateTime};
use crate::kernel::money::{Mode, Ratio, add, divide, plus, product, safe, split, times};
use crate::kernel::{Code, Error, Result};
use std::cell::OnceCell;

/// The most lines that a cart may have.
pub const MAX_LINES: usize = 10_000;

/// A line of the cart as the rules see it.
pub(super) struct Item<'q> {
    pub(super) line: &'q Line<'q>,
    pub(super) quantity: i64,
    /// What the member pays, in minor units.
    pub(super) amount: i64,
    /// The tier's discount on it.
    pub(super) discount: i64,
    /// The exclusion that it falls under.
    pub(super) excluded: Option<usize>,
}

/// All that conditions can read.
pub(super) struct Scene<'q> {
    pub(super) program: &'q Program,
    pub(super) member: Option<&'q Member<'q>>,
    pub(super) cart: &'q Cart<'q>,
    pub(super) at: Instant,
    pub(super) now: LocalDateTime,
    pub(super) standing: Standing,
    pub(super) items: Vec<Item<'q>>,
    /// The lines that are not excluded.
    pub(super) open: Lines,
    /// The lines by the names that selections name.
    pub(super) products: Vec<(usize, Lines)>,
    pub(super) categories: Vec<(usize, Lines)>,
    /// The program's columns, each filled when it is first asked for.
    columns: Vec<OnceCell<Column>>,
    /// The sum of what the member pays.
    pub(super) total: i64,
    /// The sum of all quantities.
    pub(super) quantity: i64,
}

impl<'q> Scene<'q> {
    pub(super) fn set(
        program: &'q Program,
        member: Option<&'q Member<'q>>,
        cart: &'q Cart<'q>,
        at: Instant,
        standing: Standing,
    ) -> Result<Self> {
        let now = program.zone.local(at);
        let mut scene = Scene {
            program,
            member,
            cart,
            at,
            now,
            standing,
            items: Vec::with_capacity(cart.lines.len()),
            open: Lines::all(cart.lines.len()),
            products: Vec::new(),
            categories: Vec::new(),
            columns: program.columns.parts.iter().map(|_| OnceCell::new()).collect(),
            total: 0,
            quantity: 0,
        };
        if cart.lines.len() > MAX_LINES {
            let error = Error::new(Code::TooLarge).with_number("limit", MAX_LINES as i64).with("what", "lines");
            return Err(error.at_key("lines").at_key("cart"));
        }
        for (index, line) in cart.lines.iter().enumerate() {
            let item = item(line).map_err(|error| error.at_index(index).at_key("lines").at_key("cart"))?;
            scene.items.push(item);
        }
        let Columns { products, categories, .. } = &program.columns;
        scene.products = products.bearers(&scene.items, &|item| products.of_line(&item.line.product));
        scene.categories = categories.bearers(&scene.items, &|item| categories.of_line(&item.line.category));
        scene.discount()?;
        scene.exclude();
        let amounts: i128 = scene.items.iter().map(|item| i128::from(item.amount)).sum();
        let quantities: i128 = scene.items.iter().map(|item| i128::from(item.quantity)).sum();
        (scene.total, scene.quantity) = (safe(amounts)?, safe(quantities)?);
        Ok(scene)
    }

    /// Keeps of the lines those of which `holds` is true, which is asked once for each value of a column.
    pub(super) fn narrow(&self, column: usize, lines: &mut Lines, holds: &dyn Fn(usize) -> bool) {
        if let Some((cell, part)) = self.columns.get(column).zip(self.program.columns.parts.get(column)) {
            cell.get_or_init(|| Column::of(part, &self.items)).narrow(lines, holds);
        }
    }

    /// Takes the discounts of the member's tier off the lines, each shared among its lines by largest remainder.
    fn discount(&mut self) -> Result<()> {
        let Some(tier) = self.standing.tier.and_then(|tier| self.program.tiers.get(tier)) else { return Ok(()) };
        for (by, selection) in &tier.discounts {
            let lines = selection.lines(self).places();
            // What is taken back has its discount taken back, whatever is bought beside it.
            for sign in [1, -1] {
                self.take_off(*by, sign, &lines)?;
            }
        }
        Ok(())
    }

    /// Takes a discount off those of the lines whose amount has a sign.
    fn take_off(&mut self, by: Ratio, sign: i64, lines: &[usize]) -> Result<()> {
        let amount = |line: &usize| self.items.get(*line).map_or(0, |item| item.amount.saturating_mul(sign).max(0));
        let amounts: Vec<i64> = lines.iter().map(amount).collect();
        let mut sum = 0;
        for amount in &amounts {
            sum = plus(sum, i128::from(*amount))?;
        }
        let product = times(sum, i128::from(by.numerator()))?;
        let total = safe(divide(product, i128::from(by.denominator()), Mode::HalfUp))?;
        for (line, share) in lines.iter().zip(split(total, &amounts)?) {
            if let Some(item) = self.items.get_mut(*line) {
                let share = share.saturating_mul(sign);
                item.amount = item.amount.saturating_sub(share);
                item.discount = item.discount.saturating_add(share);
            }
        }
        self.forget_amounts();
        Ok(())
    }

    /// What was read of amounts before they changed.
    fn forget_amounts(&mut self) {
        for (cell, part) in self.columns.iter_mut().zip(&self.program.columns.parts) {
            if *part == Part::Amount {
                cell.take();
            }
        }
    }

    fn exclude(&mut self) {
        for (index, (_, selection)) in self.program.exclusions.iter().enumerate() {
            let lines = selection.lines(self);
            for line in lines.places() {
                if let Some(item) = self.items.get_mut(line) {
                    item.excluded = Some(index);
                }
            }
            self.open.remove(&lines);
        }
    }

    /// Whether the multiplier belongs to the member's tier.
    pub(super) fn has_tier_of(&self, rule: &Rule) -> bool {
        rule.gate.tiers.as_ref().is_none_or(|tiers| self.standing.tier.is_some_and(|tier| tiers.contains(&tier)))
    }

    /// The points that a rule has given the member in the current period, before this cart.
    pub(super) fn used(&self, rule: &str, period: Period) -> Result<i64> {
        if period == Period::Order {
            return Ok(0);
        }
        let entries = self.member.map_or(&[][..], |member| &member.entries);
        let begin = begin(period, self.now.date);
        let counts = |entry: &&Entry<'_>| {
            entry.at <= self.at && begin.is_none_or(|begin| self.program.zone.local(entry.at).date >= begin)
        };
        let points = entries.iter().filter(counts).filter_map(|entry| entry.rules.get(rule));
        safe(points.map(|points| i128::from(points.0)).sum())
    }
}

fn item<'q>(line: &'q Line<'q>) -> Result<Item<'q>> {
    let quantity = line.quantity.map_or(1, |quantity| quantity.0);
    let amount = price(line, quantity)?;
    Ok(Item { line, quantity, amount, discount: 0, excluded: None })
}

/// What a line costs before the tier's discount.
fn price(line: &Line<'_>, quantity: i64) -> Result<i64> {
    let full = match (line.price, line.amount) {
        (Some(price), None) if price.0 >= 0 => add(product(price.0, quantity)?, 0)?,
        (Some(_), None) => return Err(not_negative().at_key("price")),
        (None, Some(amount)) if amount.0 == 0 || amount.0.signum() == quantity.signum() => amount.0,
        (None, Some(_)) => {
            return Err(combination("amount, quantity", "same-sign").at_key("amount"));
        }
        (None, None) | (Some(_), Some(_)) => return Err(combination("price, amount", "exactly-one")),
    };
    let discount = line.discount.map_or(0, |discount| discount.0);
    if discount < 0 || discount > full.abs() {
        let error = Error::range(0, full.abs());
        return Err(error.at_key("discount"));
    }
    Ok(full.saturating_sub(discount.saturating_mul(full.signum())))
}

fn not_negative() -> Error {
    Error::range(0, crate::kernel::money::MAX_SAFE)
}

/// The error for fields that must stand together in another way.
pub(super) fn combination(fields: &'static str, rule: &'static str) -> Error {
    Error::new(Code::Combination).with("fields", fields).with("rule", rule)
}

/// The first day of the period that a day is in; none where the period has no beginning.
fn begin(period: Period, day: Date) -> Option<Date> {
    match period {
        Period::Order | Period::Lifetime => None,
        Period::Day => Some(day),
        Period::Week => Some(day.start_of_week()),
        Period::Month => Some(day.start_of_month()),
        Period::Year => Some(day.start_of_year()),
    }
}
