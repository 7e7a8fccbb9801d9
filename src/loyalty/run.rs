//! The points of one rate or bonus on its lines, exact until they are rounded, while multipliers are laid upon them.

use super::document::{Each, Level, Rounding, Stacking};
use super::program::{Bonus, Rate};
use super::scene::Item;
use crate::kernel::money::{
    Mode, Ratio, add, divide, floor_division, greatest_common_divisor, hand_out, plus, product, safe, small_product,
    split_signed, times,
};
use crate::kernel::sort::ranked;
use crate::kernel::{Code, Error, Result};
use std::borrow::Cow;

/// Points as a whole number and a part of one more, which is over a denominator that all lines of a run share. So an
/// exact number fits in 64 bits twice, and WebAssembly counts with it in single steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mixed {
    whole: i64,
    /// From 0 to below the denominator.
    part: i64,
}

/// One rate or bonus on its lines.
pub(super) struct Run {
    /// What the lines earn together, where they do not earn each by itself.
    joint: Option<Joint>,
    /// The points on each line with the multipliers so far; of what lines earn together, how many times each counts.
    value: Vec<Mixed>,
    /// The same without any multiplier, where it is needed: to lay multipliers side by side.
    base: Vec<Mixed>,
    denominator: i64,
    /// What is not given yet, and on which lines.
    fresh: Fresh,
    /// Whole points given so far (none while it is empty), at first, and their sum.
    given: Vec<i64>,
    first: Vec<i64>,
    total: i64,
    stacking: Stacking,
    rounding: Rounding,
}

/// What of a run is not given yet.
enum Fresh {
    /// All of it.
    All,
    /// What a multiplier has added, and the places of its lines in the run.
    Added(Vec<Mixed>, Vec<usize>),
}

impl Run {
    pub(super) fn of_rate(rate: &Rate, lines: &[usize], items: &[Item<'_>], stacking: Stacking) -> Result<Self> {
        let mut amounts = Vec::with_capacity(lines.len());
        for line in lines {
            amounts.push(items.get(*line).map_or(0, |item| item.amount));
        }
        let rounding = rate.rounding;
        Ok(match (rate.steps, rounding.level) {
            (false, _) => Run { denominator: rate.per, ..Self::start(rate.points(&amounts)?, rounding, stacking) },
            (true, Level::Line) => Self::start(rate.steps_by_line(&amounts)?, rounding, stacking),
            (true, Level::Order) => Self::together(Joint { of: Earns::Steps(*rate), amounts }, rounding, stacking),
        })
    }

    /// A bonus gives once for an order in which something is bought, for each line by its sign, or by unit.
    pub(super) fn of_bonus(bonus: &Bonus, lines: &[usize], items: &[Item<'_>], stacking: Stacking) -> Result<Self> {
        let Bonus { points, each, rounding } = *bonus;
        let quantity = |line: &usize| items.get(*line).map_or(0, |item| item.quantity);
        if each == Each::Order {
            let amounts = lines.iter().map(|line| i64::from(quantity(line) > 0)).collect();
            let rounding = Rounding { level: Level::Order, ..rounding };
            return Ok(Self::together(Joint { of: Earns::Once(points), amounts }, rounding, stacking));
        }
        let mut value = Vec::with_capacity(lines.len());
        for line in lines {
            let times = if each == Each::Unit { quantity(line) } else { quantity(line).signum() };
            value.push(Mixed { whole: product(points, times)?, part: 0 });
        }
        Ok(Self::start(value, rounding, stacking))
    }

    fn together(joint: Joint, rounding: Rounding, stacking: Stacking) -> Self {
        let once = vec![Mixed { whole: 1, part: 0 }; joint.amounts.len()];
        Run { joint: Some(joint), ..Self::start(once, rounding, stacking) }
    }

    /// Whole points on each line.
    fn start(value: Vec<Mixed>, rounding: Rounding, stacking: Stacking) -> Self {
        let base = if stacking == Stacking::Add { value.clone() } else { Vec::new() };
        let (given, first, fresh) = (Vec::new(), Vec::new(), Fresh::All);
        Run { joint: None, value, base, denominator: 1, fresh, given, first, total: 0, stacking, rounding }
    }

    /// Lays a multiplier upon some of the lines, given by their places in the run.
    pub(super) fn multiply(&mut self, by: Ratio, places: Vec<usize>) -> Result<()> {
        let below = by.denominator();
        let more = match self.stacking {
            Stacking::Add => by.numerator().saturating_sub(below),
            Stacking::Compound | Stacking::Highest => by.numerator(),
        };
        let ratio = Widening::new(self.denominator, more, below)?;
        self.denominator = ratio.denominator;
        if below != 1 {
            for mixed in self.value.iter_mut().chain(&mut self.base) {
                mixed.part = mixed.part.wrapping_mul(below);
            }
        }
        let mut added = Vec::with_capacity(places.len());
        for place in &places {
            let Some(value) = self.value.get_mut(*place) else { continue };
            let before = *value;
            added.push(match self.base.get(*place) {
                Some(base) => {
                    *value = ratio.sum(before, ratio.of(*base)?)?;
                    ratio.sum(value.on_the_side_of(*base), ratio.negative(before.on_the_side_of(*base)))?
                }
                None => {
                    *value = ratio.of(before)?;
                    ratio.sum(*value, ratio.negative(before))?
                }
            });
        }
        self.fresh = Fresh::Added(added, places);
        self.reduce();
        Ok(())
    }

    /// Makes a large denominator smaller, by what divides all parts too.
    fn reduce(&mut self) {
        if self.denominator <= i64::from(i32::MAX) {
            return;
        }
        let added = if let Fresh::Added(added, _) = &mut self.fresh { added.as_mut_slice() } else { &mut [] };
        let mut parts: Vec<&mut i64> = Vec::new();
        for mixed in self.value.iter_mut().chain(&mut self.base).chain(added) {
            parts.push(&mut mixed.part);
        }
        parts.push(&mut self.denominator);
        let divisor = parts.iter().fold(0, |divisor, part| greatest_common_divisor(i128::from(**part), divisor));
        for part in parts {
            *part = i64::try_from(divisor).ok().and_then(|divisor| part.checked_div(divisor)).unwrap_or(*part);
        }
    }

    /// What each line comes to: side by side, multipliers of less than one can outweigh the base, but give nothing then.
    fn counted(&self) -> Cow<'_, [Mixed]> {
        if self.base.is_empty() {
            return Cow::Borrowed(&self.value);
        }
        let clipped = |(value, base): (&Mixed, &Mixed)| value.on_the_side_of(*base);
        Cow::Owned(self.value.iter().zip(&self.base).map(clipped).collect())
    }

    /// The whole points that the run has come to beyond those given, on the lines that are fresh.
    pub(super) fn increments(&self) -> Result<Vec<i64>> {
        if self.rounding.level == Level::Line {
            return self.increments_by_line();
        }
        let exact = match &self.joint {
            Some(joint) => joint.total(&self.counted(), self.denominator)?,
            None => self.sum()?,
        };
        let total = add(exact.rounded(self.denominator, self.rounding.mode), self.total.saturating_neg())?;
        if let Some(joint) = &self.joint {
            return joint.shares(total, &self.fresh, self.denominator);
        }
        let fresh = match &self.fresh {
            Fresh::All => &self.value,
            Fresh::Added(added, _) => added,
        };
        let mut shares: Vec<i64> = fresh.iter().map(|mixed| mixed.whole).collect();
        let parts: Vec<i64> = fresh.iter().map(|mixed| mixed.part).collect();
        hand_out(total, &mut shares, &parts)?;
        Ok(shares)
    }

    fn increments_by_line(&self) -> Result<Vec<i64>> {
        let counted = self.counted();
        let mut shares = Vec::with_capacity(counted.len());
        let increment = |place: usize| {
            let value = counted.get(place).map_or(0, |value| value.rounded(self.denominator, self.rounding.mode));
            add(value, self.given.get(place).copied().unwrap_or(0).saturating_neg())
        };
        match &self.fresh {
            Fresh::All => {
                for place in 0..counted.len() {
                    shares.push(increment(place)?);
                }
            }
            Fresh::Added(_, places) => {
                for place in places {
                    shares.push(increment(*place)?);
                }
            }
        }
        Ok(shares)
    }

    fn sum(&self) -> Result<Mixed> {
        let (mut whole, mut part) = (0_i64, 0_i64);
        for value in self.counted().iter() {
            // Sums of lines stay far below 64 bits; both parts are below the denominator, which leaves a bit free.
            whole = whole.saturating_add(value.whole);
            part = part.wrapping_add(value.part);
            if part >= self.denominator {
                part = part.wrapping_sub(self.denominator);
                whole = whole.saturating_add(1);
            }
        }
        Ok(Mixed { whole: add(whole, 0)?, part })
    }

    /// Takes note of what was given on the lines that are fresh. After a cap, later multipliers act on the whole points
    /// that are given, not on what the cap took away.
    pub(super) fn credit(&mut self, total: i64, shares: &[i64], capped: bool) -> Result<()> {
        self.total = add(self.total, total)?;
        match &self.fresh {
            Fresh::All => {
                self.given = shares.to_vec();
                self.first = self.given.clone();
            }
            Fresh::Added(_, places) => {
                for (place, share) in places.iter().zip(shares) {
                    if let Some(given) = self.given.get_mut(*place) {
                        *given = add(*given, *share)?;
                    }
                }
            }
        }
        if capped {
            self.settle();
        }
        Ok(())
    }

    fn settle(&mut self) {
        let is_first = matches!(self.fresh, Fresh::All);
        if self.joint.take().is_some() || is_first {
            set(&mut self.base, &self.first);
        }
        set(&mut self.value, &self.given);
    }
}

impl Rate {
    /// The exact points on each amount, with parts over `per`.
    fn points(&self, amounts: &[i64]) -> Result<Vec<Mixed>> {
        let per = self.per.max(1);
        let mut value = Vec::with_capacity(amounts.len());
        for amount in amounts {
            let (whole, part) = match small_product(*amount, self.points) {
                Some(product) => (product.div_euclid(per), product.rem_euclid(per)),
                None => {
                    let (whole, part) = floor_division(times((*amount).into(), self.points.into())?, per.into());
                    (safe(whole)?, safe(part)?)
                }
            };
            value.push(Mixed { whole, part });
        }
        Ok(value)
    }

    /// The points of the full steps in each amount.
    fn steps_by_line(&self, amounts: &[i64]) -> Result<Vec<Mixed>> {
        let mut value = Vec::with_capacity(amounts.len());
        for amount in amounts {
            value.push(Mixed { whole: self.full_steps(*amount)?, part: 0 });
        }
        Ok(value)
    }

    /// The points of the full steps in an amount.
    fn full_steps(&self, amount: i64) -> Result<i64> {
        product(safe(divide(amount.into(), self.per.into(), Mode::Floor))?, self.points)
    }
}

/// Whole points in place of others.
fn set(points: &mut [Mixed], whole: &[i64]) {
    for (mixed, whole) in points.iter_mut().zip(whole) {
        *mixed = Mixed { whole: *whole, part: 0 };
    }
}

/// What lines earn together. A line beside them never takes from them: where multipliers make some lines count more often,
/// all lines together count as often as the least of them, the others together as often again as the next, and so on.
struct Joint {
    of: Earns,
    amounts: Vec<i64>,
}

/// What an amount earns.
enum Earns {
    /// The points of its full steps.
    Steps(Rate),
    /// These points, if there is any.
    Once(i64),
}

impl Earns {
    fn points(&self, amount: i64) -> Result<i64> {
        match self {
            Earns::Steps(rate) => rate.full_steps(amount),
            Earns::Once(points) => Ok(if amount > 0 { *points } else { 0 }),
        }
    }
}

impl Joint {
    /// The exact points when each line counts so many times.
    fn total(&self, times_counted: &[Mixed], denominator: i64) -> Result<Mixed> {
        let most_first = |a: usize, b: usize| times_counted.get(b).cmp(&times_counted.get(a));
        let parts = |place: usize| times_counted.get(place).map_or(Ok(0), |times| times.over(denominator));
        let (mut points, mut amount) = (0, 0_i128);
        let mut lines = ranked(self.amounts.len(), &most_first).into_iter().peekable();
        while let Some(line) = lines.next() {
            amount = amount.saturating_add(self.amounts.get(line).copied().unwrap_or(0).into());
            let next = lines.peek().map_or(Ok(0), |next| parts(*next))?;
            let more = plus(parts(line)?, next.saturating_neg())?;
            if more != 0 {
                points = plus(points, times(more, self.of.points(safe(amount)?)?.into())?)?;
            }
        }
        let (whole, part) = floor_division(points, denominator.into());
        Ok(Mixed { whole: safe(whole)?, part: i64::try_from(part).unwrap_or(0) })
    }

    /// Points shared among the fresh lines by their amounts, each as many times as it counts more. What is earned once has
    /// the first line that earns it; so has what lines earn whose amounts sum to nothing of the points' sign.
    fn shares(&self, points: i64, fresh: &Fresh, denominator: i64) -> Result<Vec<i64>> {
        let Fresh::Added(more, places) = fresh else { return self.shared(points, &self.amounts) };
        let mut divisor = 0;
        for more in more {
            divisor = greatest_common_divisor(more.over(denominator)?, divisor);
        }
        let mut weights = Vec::with_capacity(places.len());
        for (more, place) in more.iter().zip(places) {
            let times_more = more.over(denominator)?.checked_div(divisor).unwrap_or(0);
            let amount = self.amounts.get(*place).copied().unwrap_or(0);
            weights.push(product(amount, i64::try_from(times_more).map_err(|_| Error::new(Code::Overflow))?)?);
        }
        self.shared(points, &weights)
    }

    fn shared(&self, points: i64, weights: &[i64]) -> Result<Vec<i64>> {
        let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        let is_once = matches!(self.of, Earns::Once(_));
        if points == 0 || (!is_once && sum.signum() == i128::from(points.signum())) {
            return split_signed(points, weights);
        }
        let first = weights.iter().position(|weight| is_once && *weight != 0).unwrap_or(0);
        let mut shares = vec![0; weights.len()];
        shares.get_mut(first).into_iter().for_each(|first| *first = points);
        Ok(shares)
    }
}

impl Mixed {
    /// How many parts of the denominator it is.
    fn over(self, denominator: i64) -> Result<i128> {
        plus(times(self.whole.into(), denominator.into())?, self.part.into())
    }

    /// As a whole number; magnitudes are rounded, so that taking something back mirrors giving it.
    fn rounded(self, denominator: i64, mode: Mode) -> i64 {
        let Mixed { whole, part } = self;
        let (magnitude, part) = match (whole < 0, part) {
            (false, _) => (whole, part),
            (true, 0) => (whole.saturating_neg(), 0),
            (true, _) => (whole.saturating_add(1).saturating_neg(), denominator.saturating_sub(part)),
        };
        let up = mode.is_up(magnitude & 1 == 1, part > 0, part.cmp(&denominator.saturating_sub(part)));
        let magnitude = magnitude.saturating_add(i64::from(up));
        if whole < 0 { magnitude.saturating_neg() } else { magnitude }
    }

    /// Itself, or zero if it has left the side of zero on which the base is: no stack of multipliers turns giving into
    /// taking.
    fn on_the_side_of(self, base: Mixed) -> Mixed {
        if (self.whole < 0) == (base.whole < 0) { self } else { Mixed { whole: 0, part: 0 } }
    }
}

/// A ratio that numbers of one denominator are multiplied by, which gives them a larger one.
struct Widening {
    above: i64,
    below: i64,
    /// The denominator before, and after.
    narrow: i64,
    denominator: i64,
}

impl Widening {
    /// # Errors
    /// [`Code::Overflow`] if parts over the new denominator could leave 64 bits on the way.
    fn new(narrow: i64, above: i64, below: i64) -> Result<Self> {
        let room = above.saturating_abs().saturating_add(below).saturating_mul(2);
        if narrow > i64::MAX.checked_div(room).unwrap_or(0) {
            return Err(Error::new(Code::Overflow));
        }
        Ok(Widening { above, below, narrow, denominator: narrow.wrapping_mul(below) })
    }

    /// The ratio of a number whose part is over the new denominator already.
    fn of(&self, mixed: Mixed) -> Result<Mixed> {
        let whole = product(mixed.whole, self.above)?;
        let part = mixed.part.checked_div(self.below).unwrap_or(0).wrapping_mul(self.above);
        if self.below == 1 {
            return carried(whole, part, self.denominator);
        }
        let rest = whole.rem_euclid(self.below.max(1)).wrapping_mul(self.narrow);
        carried(whole.div_euclid(self.below.max(1)), rest.wrapping_add(part), self.denominator)
    }

    fn sum(&self, a: Mixed, b: Mixed) -> Result<Mixed> {
        carried(a.whole.saturating_add(b.whole), a.part.wrapping_add(b.part), self.denominator)
    }

    fn negative(&self, mixed: Mixed) -> Mixed {
        Mixed { whole: mixed.whole.saturating_neg(), part: mixed.part.wrapping_neg() }
    }
}

/// A number whose part may lie outside its range.
fn carried(whole: i64, part: i64, denominator: i64) -> Result<Mixed> {
    if (0..denominator).contains(&part) {
        return Ok(Mixed { whole: add(whole, 0)?, part });
    }
    let carry = part.div_euclid(denominator.max(1));
    Ok(Mixed { whole: add(whole, carry)?, part: part.rem_euclid(denominator.max(1)) })
}
