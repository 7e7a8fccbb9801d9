//! The scene of one question: the time in the program's zone, the member, and the cart with its amounts worked out.

use super::column::{Column, Columns, Part};
use super::document::Period;
use super::lines::Lines;
use super::program::{Cap, Program, Rule, Tier};
use super::request::{Cart, Line, Member};
use crate::kernel::calendar::{Date, Instant, LocalDateTime, Zone};
use crate::kernel::facts::Facts;
use crate::kernel::money::{Currency, Mode, add, divide, product, safe, times};
use crate::kernel::{Error, Result, at_most};
use std::cell::OnceCell;

/// The most lines that a cart may have.
pub const MAX_LINES: usize = 10_000;
/// The most lines that a cart may have, times what the program may ask of each: its rules, exclusions and benefits.
pub const MAX_LINES_BY_RULES: usize = 1_000_000;
/// The most steps of one kind in a preview: multipliers upon the lines of rates, entries looked through for caps.
pub const MAX_STEPS: usize = 10_000_000;

/// What the conditions of a document stand on, whatever it is about.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    pub(crate) currency: Currency,
    pub(crate) zone: Zone,
    /// What conditions and selections read of a line.
    pub(crate) columns: Columns,
    /// How much the document may ask of each line.
    pub(crate) size: usize,
}

/// Who buys, and where that member stands.
pub(crate) struct Buyer<'q> {
    pub(crate) member: Option<&'q Member<'q>>,
    /// The tier held.
    pub(crate) tier: Option<&'q str>,
    /// The balance of all points.
    pub(crate) points: i64,
    /// All that was spent.
    pub(crate) spend: i64,
    /// How many orders there were.
    pub(crate) orders: usize,
}

/// A line of the cart as the rules see it.
pub(crate) struct Item<'q> {
    pub(crate) line: &'q Line<'q>,
    pub(crate) quantity: i64,
    /// What the member pays, in minor units.
    pub(crate) amount: i64,
    /// The tier's discount on it.
    pub(super) discount: i64,
    /// The exclusion that it falls under.
    pub(super) excluded: Option<usize>,
}

/// All that conditions can read.
pub(crate) struct Scene<'q> {
    pub(crate) setting: &'q Setting,
    pub(crate) buyer: Buyer<'q>,
    pub(crate) cart: &'q Cart<'q>,
    /// What the caller knows besides.
    pub(crate) facts: Option<&'q Facts<'q>>,
    pub(crate) at: Instant,
    pub(crate) now: LocalDateTime,
    pub(crate) items: Vec<Item<'q>>,
    /// The lines that are not excluded.
    pub(crate) open: Lines,
    /// The lines by the names that selections name.
    pub(super) products: Vec<(usize, Lines)>,
    pub(super) categories: Vec<(usize, Lines)>,
    /// The program's columns, each filled when it is first asked for.
    columns: Vec<OnceCell<Column>>,
    /// The sum of what the member pays.
    pub(crate) total: i64,
    /// The sum of all quantities.
    pub(crate) quantity: i64,
}

impl<'q> Scene<'q> {
    pub(crate) fn set(setting: &'q Setting, buyer: Buyer<'q>, cart: &'q Cart<'q>, at: Instant) -> Result<Self> {
        let mut scene = Scene {
            setting,
            buyer,
            cart,
            facts: None,
            at,
            now: setting.zone.local(at),
            items: Vec::with_capacity(cart.lines.len()),
            open: Lines::all(cart.lines.len()),
            products: Vec::new(),
            categories: Vec::new(),
            columns: setting.columns.parts.iter().map(|_| OnceCell::new()).collect(),
            total: 0,
            quantity: 0,
        };
        let limit = MAX_LINES.min(MAX_LINES_BY_RULES.checked_div(setting.size).unwrap_or(MAX_LINES));
        at_most(limit, cart.lines.len(), "lines").map_err(of_lines)?;
        for (index, line) in cart.lines.iter().enumerate() {
            let item = item(line).map_err(|error| of_lines(error.at_index(index)))?;
            scene.items.push(item);
        }
        let Columns { products, categories, .. } = &setting.columns;
        scene.products = products.bearers(&scene.items, &|item| products.of_line(&item.line.product));
        scene.categories = categories.bearers(&scene.items, &|item| categories.of_line(&item.line.category));
        scene.add_up()?;
        Ok(scene)
    }

    /// The scene of a program: the tier's discounts are taken off, and lines that earn nothing are closed.
    pub(super) fn of_program(program: &'q Program, buyer: Buyer<'q>, cart: &'q Cart<'q>, at: Instant) -> Result<Self> {
        let mut scene = Self::set(&program.setting, buyer, cart, at)?;
        scene.discount(program)?;
        scene.exclude(program);
        Ok(scene)
    }

    /// Adds up amounts and quantities.
    fn add_up(&mut self) -> Result<()> {
        let amounts: i128 = self.items.iter().map(|item| i128::from(item.amount)).sum();
        let quantities: i128 = self.items.iter().map(|item| i128::from(item.quantity)).sum();
        (self.total, self.quantity) = (safe(amounts).map_err(of_lines)?, safe(quantities).map_err(of_lines)?);
        Ok(())
    }

    /// Keeps of the lines those of which `holds` is true, which is asked once for each value of a column.
    pub(super) fn narrow(&self, column: usize, lines: &mut Lines, holds: &dyn Fn(usize) -> bool) {
        if let Some((cell, part)) = self.columns.get(column).zip(self.setting.columns.parts.get(column)) {
            cell.get_or_init(|| Column::of(part, &self.items)).narrow(lines, holds);
        }
    }

    /// Takes the discounts of the member's tier off the lines, each rounded for the line, so that no line has a say in
    /// what another costs.
    fn discount(&mut self, program: &Program) -> Result<()> {
        let held = |tier: &&Tier| self.buyer.tier == Some(&*tier.id);
        let Some(tier) = program.tiers.iter().find(held).filter(|tier| !tier.discounts.is_empty()) else {
            return Ok(());
        };
        for (by, selection) in &tier.discounts {
            for line in selection.lines(self).places() {
                if let Some(item) = self.items.get_mut(line) {
                    let share = times(item.amount.into(), by.numerator().into())?;
                    let share = safe(divide(share, by.denominator().into(), Mode::HalfUp))?;
                    item.amount = item.amount.saturating_sub(share);
                    item.discount = item.discount.saturating_add(share);
                }
            }
            self.forget_amounts();
        }
        self.add_up()
    }

    /// What was read of amounts before they changed.
    fn forget_amounts(&mut self) {
        for (cell, part) in self.columns.iter_mut().zip(&self.setting.columns.parts) {
            if *part == Part::Amount {
                cell.take();
            }
        }
    }

    fn exclude(&mut self, program: &Program) {
        for (index, (_, selection)) in program.exclusions.iter().enumerate() {
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
        rule.gate.is_for_tier(self.buyer.tier)
    }

    /// What a capped rule may still take back and give in this cart, by what the ledger says of it.
    pub(super) fn room(&self, rule: &str, cap: &Cap) -> Result<Room> {
        let entries = self.buyer.member.map_or(&[][..], |member| &member.entries);
        let begin = begin(cap.per, self.now.date);
        let (mut in_period, mut in_all, mut is_known) = (0, 0, false);
        for entry in entries.iter().filter(|entry| entry.at <= self.at) {
            let Some(points) = entry.rules.get(rule) else { continue };
            (in_all, is_known) = (add(in_all, points.0)?, true);
            if cap.per != Period::Order && begin.is_none_or(|begin| self.setting.zone.local(entry.at).date >= begin) {
                in_period = add(in_period, points.0)?;
            }
        }
        let given = if is_known { in_all.clamp(0, cap.points) } else { cap.points };
        Ok(Room { least: given.saturating_neg(), most: cap.points.saturating_sub(in_period.max(0)).max(0) })
    }
}

/// Between which sums a capped rule stays in one cart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The most that is taken back, less than none: no more than the cap, nor than the ledger says that the rule has given.
    pub(super) least: i64,
    /// The most that is given.
    pub(super) most: i64,
}

/// Refuses a question that takes more steps than an engine in a page or on the edge should.
pub(super) fn check_steps(steps: usize) -> Result<()> {
    at_most(MAX_STEPS, steps, "steps")
}

/// An error of the cart's lines.
pub(crate) fn of_lines(error: Error) -> Error {
    error.at_key("lines").at_key("cart")
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
            return Err(Error::combination("amount, quantity", "same-sign").at_key("amount"));
        }
        (None, None) | (Some(_), Some(_)) => return Err(Error::combination("price, amount", "exactly-one")),
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
