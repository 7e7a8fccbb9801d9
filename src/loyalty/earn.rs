//! Earning: which rules act on which lines, how many points each gives, and why.
//!
//! Points are exact ratios until they are rounded. A rate or bonus gives its own points first; then each multiplier, in
//! the order of the program, adds the difference that it makes, so that every point has one rule to name.

use super::answer::Reason;
use super::document::{Each, Level, Stacking};
use super::program::{Effect, Program, Rate, Rule};
use super::scene::Scene;
use crate::kernel::money::{MAX_SAFE, Mode, Ratio, apportion, divide, plus, safe, split, times};
use crate::kernel::scalars::{Minor, Points};
use crate::kernel::{Code, Error, Result};

/// What a rule came to: its points on each line of the cart, and why.
pub(super) struct Outcome {
    /// The index of the rule in the program.
    pub(super) rule: usize,
    /// Its points in all.
    pub(super) points: i64,
    /// Its points by line of the cart; empty where it gave none.
    pub(super) lines: Vec<i64>,
    /// Why it is so.
    pub(super) why: Reason,
}

impl Outcome {
    /// Adds points, shared among lines of a cart that has `count`.
    fn add(&mut self, points: i64, lines: &[usize], shares: &[i64], count: usize) -> Result<()> {
        self.points = add(self.points, points)?;
        self.lines.resize(count, 0);
        for (line, share) in lines.iter().zip(shares).filter(|(_, share)| **share != 0) {
            if let Some(points) = self.lines.get_mut(*line) {
                *points = add(*points, *share)?;
            }
        }
        Ok(())
    }
}

/// What every rule of the program comes to in this cart.
pub(super) fn earn(program: &Program, scene: &Scene<'_>) -> Result<Vec<Outcome>> {
    let shown = |rule: &Rule| !rule.of_tier || scene.has_tier_of(rule);
    let mut acting = Vec::new();
    let mut outcomes = Vec::new();
    for (index, rule) in program.rules.iter().enumerate().filter(|(_, rule)| shown(rule)) {
        let (why, lines) = match rule.gate.refusal(scene) {
            Some(reason) => (reason, Vec::new()),
            None => (Reason::NoLines {}, rule.selection.lines(scene)),
        };
        if !lines.is_empty() {
            acting.push(Acting { rule, index, outcome: outcomes.len(), lines });
        }
        outcomes.push(Outcome { rule: index, points: 0, lines: Vec::new(), why });
    }
    let (lost, outdone, acted) = (vec![0; acting.len()], vec![None; acting.len()], vec![false; acting.len()]);
    let mut earning = Earning { program, scene, acting: &acting, outcomes, lost, outdone, acted };
    for base in 0..acting.len() {
        earning.run(base)?;
    }
    earning.explain()?;
    Ok(earning.outcomes)
}

/// A rule whose conditions hold, with the lines that it is for.
struct Acting<'p> {
    rule: &'p Rule,
    /// Its place in the program, and among the outcomes.
    index: usize,
    outcome: usize,
    lines: Vec<usize>,
}

impl Acting<'_> {
    fn is_for(&self, line: usize) -> bool {
        self.lines.binary_search(&line).is_ok()
    }
}

struct Earning<'p, 's> {
    program: &'p Program,
    scene: &'s Scene<'s>,
    acting: &'s [Acting<'p>],
    outcomes: Vec<Outcome>,
    /// What the cap of each acting rule took away.
    lost: Vec<i64>,
    /// Which acting multiplier is higher on a line where an acting rule would have multiplied.
    outdone: Vec<Option<usize>>,
    /// Which acting multipliers have multiplied something.
    acted: Vec<bool>,
}

/// The points of one rate or bonus on its lines while multipliers are laid upon it.
struct Run {
    lines: Vec<usize>,
    /// Exact points without any multiplier, as numerators over `denominator`.
    base: Vec<i128>,
    /// Exact points with the multipliers so far, over the same denominator.
    value: Vec<i128>,
    /// What of `value` is not given yet, and at which of the lines.
    fresh: Vec<i128>,
    touched: Vec<usize>,
    denominator: i128,
    /// Whole points given so far, and their sum.
    given: Vec<i64>,
    total: i64,
    mode: Mode,
    level: Level,
}

impl<'p, 's> Earning<'p, 's> {
    /// Gives the points of one rate or bonus, and what each multiplier adds to them.
    fn run(&mut self, base: usize) -> Result<()> {
        let Some(acting) = self.acting.get(base) else { return Ok(()) };
        let Some(mut run) = self.start(acting)? else { return Ok(()) };
        self.give(base, &mut run)?;
        let lifting = self.lifting(acting.index);
        let highest = (self.program.stacking == Stacking::Highest).then(|| self.highest(&lifting, &acting.lines));
        for (index, by, multiplier) in lifting {
            let mut chosen: Vec<bool> = acting.lines.iter().map(|line| multiplier.is_for(*line)).collect();
            if let Some(highest) = &highest {
                for (chosen, highest) in chosen.iter_mut().zip(highest).filter(|(chosen, _)| **chosen) {
                    *chosen = *highest == Some(index);
                    if let Some(outdone) = self.outdone.get_mut(index).filter(|_| !*chosen) {
                        *outdone = *highest;
                    }
                }
            }
            if run.multiply(by, self.program.stacking, &chosen)? {
                self.acted.get_mut(index).into_iter().for_each(|acted| *acted = true);
                self.give(index, &mut run)?;
            }
        }
        Ok(())
    }

    /// The acting multipliers that lift a rule: those that name it, and, if it is a rate, those that name none.
    fn lifting(&self, rule: usize) -> Vec<(usize, Ratio, &'s Acting<'p>)> {
        let is_rate = self.program.rules.get(rule).is_some_and(|rule| matches!(rule.effect, Effect::Rate(_)));
        let lifts = |(index, acting): (usize, &'s Acting<'p>)| match &acting.rule.effect {
            Effect::Multiply { by, lifts } if lifts.as_ref().map_or(is_rate, |lifts| lifts.contains(&rule)) => {
                Some((index, *by, acting))
            }
            _ => None,
        };
        self.acting.iter().enumerate().filter_map(lifts).collect()
    }

    /// The highest multiplier on each line; of equals, the first.
    fn highest(&self, lifting: &[(usize, Ratio, &Acting<'_>)], lines: &[usize]) -> Vec<Option<usize>> {
        let mut highest: Vec<Option<(usize, Ratio)>> = vec![None; lines.len()];
        for (index, by, multiplier) in lifting {
            for (best, line) in highest.iter_mut().zip(lines) {
                if multiplier.is_for(*line) && best.is_none_or(|(_, high)| by.exceeds(&high)) {
                    *best = Some((*index, *by));
                }
            }
        }
        highest.into_iter().map(|best| best.map(|(index, _)| index)).collect()
    }

    /// The exact points of a rate or bonus; none for a multiplier.
    fn start(&self, acting: &Acting<'_>) -> Result<Option<Run>> {
        let items = || acting.lines.iter().filter_map(|line| self.scene.items.get(*line));
        let (base, denominator, mode, level) = match &acting.rule.effect {
            Effect::Multiply { .. } => return Ok(None),
            Effect::Rate(rate) => {
                let amounts: Vec<i64> = items().map(|item| item.amount).collect();
                let (base, denominator) = rate.points(&amounts)?;
                (base, denominator, rate.mode, rate.level)
            }
            Effect::Bonus { points, each } => {
                let quantities = items().map(|item| item.quantity);
                (bonus(*points, *each, quantities)?, 1, Mode::Floor, Level::Line)
            }
        };
        let given = vec![0; base.len()];
        let (lines, value, fresh) = (acting.lines.clone(), base.clone(), base.clone());
        let touched = (0..base.len()).collect();
        Ok(Some(Run { lines, base, value, fresh, touched, denominator, given, total: 0, mode, level }))
    }

    /// Rounds what the run has come to, and credits what is new to the rule, as far as its cap allows.
    fn give(&mut self, index: usize, run: &mut Run) -> Result<()> {
        let Some(acting) = self.acting.get(index) else { return Ok(()) };
        let Some(outcome) = self.outcomes.get_mut(acting.outcome) else { return Ok(()) };
        let mut shares = run.increments()?;
        let mut total = sum(&shares)?;
        if let Some(cap) = &acting.rule.cap {
            let used = add(self.scene.used(&acting.rule.id, cap.per)?, outcome.points)?;
            // What is taken back is no more than the cap can ever have given.
            let kept = total.clamp(cap.points.saturating_neg(), cap.points.saturating_sub(used).max(0));
            if kept != total {
                if let Some(lost) = self.lost.get_mut(index) {
                    *lost = add(*lost, total.saturating_sub(kept).max(0))?;
                }
                shares = shared(kept, &shares)?;
                total = kept;
                run.settle(&shares)?;
            }
        }
        run.credit(total, &shares)?;
        outcome.add(total, &run.lines, &shares, self.scene.items.len())
    }

    /// Says of every acting rule why it came to what it did.
    fn explain(&mut self) -> Result<()> {
        for (index, acting) in self.acting.iter().enumerate() {
            let lost = self.lost.get(index).copied().unwrap_or(0);
            let missing = self.missing(acting);
            let acted = self.acted.get(index).copied().unwrap_or(false);
            let outdone = self.outdone.get(index).copied().flatten().and_then(|by| self.acting.get(by));
            let Some(outcome) = self.outcomes.get_mut(acting.outcome) else { continue };
            let points = Points(outcome.points);
            outcome.why = match (&acting.rule.effect, &acting.rule.cap) {
                (_, Some(cap)) if lost > 0 => {
                    Reason::Capped { cap: Points(cap.points), per: cap.per, lost: Points(lost), points }
                }
                (Effect::Multiply { by, .. }, _) if acted => Reason::Multiplied { by: *by, points },
                (Effect::Multiply { .. }, _) => match outdone {
                    Some(by) => Reason::Outdone { by: by.rule.id.clone() },
                    None => Reason::NothingToMultiply {},
                },
                (Effect::Rate(_), _) if outcome.points == 0 => Reason::TooSmall { missing: missing.map(Minor) },
                _ => Reason::Earned { points },
            };
        }
        Ok(())
    }

    /// What is missing from the lines' amount to a rate's first point, if rounding down keeps it from there.
    fn missing(&self, acting: &Acting<'_>) -> Option<i64> {
        let Effect::Rate(rate) = &acting.rule.effect else { return None };
        if rate.level != Level::Order || rate.points == 0 {
            return None;
        }
        let amounts =
            acting.lines.iter().filter_map(|line| self.scene.items.get(*line)).map(|item| i128::from(item.amount));
        let amount: i128 = amounts.sum();
        let first = if rate.steps {
            i128::from(rate.per)
        } else if rate.mode == Mode::Floor {
            divide(i128::from(rate.per), i128::from(rate.points), Mode::Ceil)
        } else {
            return None;
        };
        safe(first.saturating_sub(amount)).ok().filter(|missing| *missing > 0)
    }
}

/// Splits a total like the shares that it takes the place of, which have the same sign.
fn shared(total: i64, shares: &[i64]) -> Result<Vec<i64>> {
    if total >= 0 {
        return split(total, shares);
    }
    let opposite: Vec<i64> = shares.iter().map(|share| share.saturating_neg()).collect();
    Ok(split(total.saturating_neg(), &opposite)?.into_iter().map(i64::saturating_neg).collect())
}

impl Rate {
    /// The exact points on each amount, as numerators over a common denominator.
    fn points(&self, amounts: &[i64]) -> Result<(Vec<i128>, i128)> {
        let points = i128::from(self.points);
        let per = i128::from(self.per);
        if !self.steps {
            let mut base = Vec::with_capacity(amounts.len());
            for amount in amounts {
                base.push(times(i128::from(*amount), points)?);
            }
            return Ok((base, per));
        }
        let full = |amount: i64| times(divide(i128::from(amount), per, Mode::Floor), points);
        if self.level == Level::Line {
            return Ok((amounts.iter().map(|amount| full(*amount)).collect::<Result<_>>()?, 1));
        }
        // What each line earns of the whole stays exact until it is rounded, so that the order of lines has no say in it.
        let amount = sum(amounts)?;
        let earned = safe(full(amount)?)?;
        if earned == 0 {
            return Ok((vec![0; amounts.len()], 1));
        }
        let base = amounts.iter().map(|amount| times(i128::from(*amount), i128::from(earned.abs())));
        Ok((base.collect::<Result<_>>()?, i128::from(amount.abs())))
    }
}

/// The points of a bonus on each line: for an order on the first line that is bought, for each line by its sign, or by unit.
fn bonus(points: i64, each: Each, quantities: impl Iterator<Item = i64>) -> Result<Vec<i128>> {
    let points = i128::from(points);
    let mut first = true;
    let on = |quantity: i64| match each {
        Each::Unit => times(points, i128::from(quantity)),
        Each::Line => times(points, i128::from(quantity.signum())),
        Each::Order => {
            let bought = quantity > 0 && std::mem::take(&mut first);
            Ok(if bought { points } else { 0 })
        }
    };
    quantities.map(on).collect()
}

impl Run {
    /// Lays a multiplier upon the lines on which it acts; whether it acts on any.
    fn multiply(&mut self, by: Ratio, stacking: Stacking, chosen: &[bool]) -> Result<bool> {
        let (above, below) = (i128::from(by.numerator()), i128::from(by.denominator()));
        if !chosen.contains(&true) {
            return Ok(false);
        }
        self.fresh.clear();
        self.touched.clear();
        for (place, ((value, base), chosen)) in self.value.iter_mut().zip(&mut self.base).zip(chosen).enumerate() {
            let plain = times(*value, below)?;
            *value = match stacking {
                _ if !*chosen => plain,
                Stacking::Add => same_sign(plus(plain, times(*base, above.saturating_sub(below))?)?, *base),
                Stacking::Compound | Stacking::Highest => times(*value, above)?,
            };
            *base = times(*base, below)?;
            if *chosen {
                self.fresh.push(plus(*value, plain.saturating_neg())?);
                self.touched.push(place);
            }
        }
        self.denominator = times(self.denominator, below)?;
        Ok(true)
    }

    /// The whole points by line that the run has come to, beyond those given.
    fn increments(&self) -> Result<Vec<i64>> {
        if self.level == Level::Line {
            let rounded = self.value.iter().map(|value| safe(divide(*value, self.denominator, self.mode)));
            return rounded.zip(&self.given).map(|(points, given)| add(points?, given.saturating_neg())).collect();
        }
        let mut exact = 0;
        for value in &self.value {
            exact = plus(exact, *value)?;
        }
        let total = safe(divide(exact, self.denominator, self.mode))?;
        let shares = apportion(add(total, self.total.saturating_neg())?, &self.fresh, self.denominator)?;
        let mut increments = vec![0; self.value.len()];
        for (place, share) in self.touched.iter().zip(shares) {
            if let Some(increment) = increments.get_mut(*place) {
                *increment = share;
            }
        }
        Ok(increments)
    }

    fn credit(&mut self, total: i64, shares: &[i64]) -> Result<()> {
        self.total = add(self.total, total)?;
        for (given, share) in self.given.iter_mut().zip(shares) {
            *given = add(*given, *share)?;
        }
        Ok(())
    }

    /// After a cap, later multipliers act on the whole points that are given, not on what the cap took away.
    fn settle(&mut self, shares: &[i64]) -> Result<()> {
        let first = self.given.iter().all(|given| *given == 0);
        let mut value = Vec::with_capacity(shares.len());
        for (given, share) in self.given.iter().zip(shares) {
            value.push(times(i128::from(add(*given, *share)?), self.denominator)?);
        }
        if first {
            self.base.clone_from(&value);
        }
        self.value = value;
        Ok(())
    }
}

/// The value, or zero if it has left the side of zero on which the base is: no stack of multipliers turns giving into taking.
fn same_sign(value: i128, base: i128) -> i128 {
    if base < 0 { value.min(0) } else { value.max(0) }
}

#[inline]
fn add(a: i64, b: i64) -> Result<i64> {
    match a.checked_add(b) {
        Some(sum) if (-MAX_SAFE..=MAX_SAFE).contains(&sum) => Ok(sum),
        _ => Err(Error::new(Code::Overflow)),
    }
}

fn sum(values: &[i64]) -> Result<i64> {
    let mut total = 0;
    for value in values {
        total = add(total, *value)?;
    }
    Ok(total)
}
