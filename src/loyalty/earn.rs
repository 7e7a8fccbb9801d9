//! Earning: which rules act on which lines, how many points each gives, and why.
//!
//! Points are exact until they are rounded. A rate or bonus gives its own points first; then each multiplier, in the
//! order of the program, adds the difference that it makes, so that every point has one rule to name.

use super::answer::Reason;
use super::document::{Each, Level, Stacking};
use super::program::{Bonus, Effect, Program, Rule};
use super::run::Run;
use super::scene::{Room, Scene, check_steps};
use crate::kernel::Result;
use crate::kernel::money::{Mode, Ratio, add, divide, safe, split_signed, sum};
use crate::kernel::scalars::{Minor, Points};

/// What a rule came to, and why.
pub(super) struct Outcome {
    /// The index of the rule in the program.
    pub(super) rule: usize,
    /// Its points in all.
    pub(super) points: i64,
    /// The lines of the cart that it is for, in order, and its points on each.
    pub(super) lines: Vec<usize>,
    pub(super) by_line: Vec<i64>,
    /// Why it is so.
    pub(super) why: Reason,
}

/// What every rule of the program comes to in this cart.
pub(super) fn earn(program: &Program, scene: &Scene<'_>) -> Result<Vec<Outcome>> {
    let shown = |rule: &Rule| !rule.of_tier || scene.has_tier_of(rule);
    let rules = program.rules.iter().enumerate().filter(|(_, rule)| shown(rule));
    let entries = scene.buyer.member.map_or(0, |member| member.entries.len());
    let capped = program.rules.iter().filter(|rule| rule.cap.is_some()).count();
    check_steps(capped.saturating_mul(entries))?;
    let mut earning = Earning { program, scene, acts: Vec::new(), multipliers: Vec::new() };
    for (index, rule) in rules {
        let act = Act::of(rule, index, scene)?;
        if matches!(rule.effect, Effect::Multiply { .. }) && !act.lines.is_empty() {
            earning.multipliers.push(earning.acts.len());
        }
        earning.acts.push(act);
    }
    earning.check()?;
    for base in 0..earning.acts.len() {
        earning.run(base)?;
    }
    let whys: Vec<Reason> = earning.acts.iter().map(|act| earning.why(act)).collect();
    let outcome = |(act, why): (Act<'_>, Reason)| {
        let Act { index, points, lines, by_line, .. } = act;
        Outcome { rule: index, points, lines, by_line, why }
    };
    Ok(earning.acts.into_iter().zip(whys).map(outcome).collect())
}

/// What one rule does in the cart.
struct Act<'p> {
    rule: &'p Rule,
    /// Its place in the program.
    index: usize,
    /// Why it does not act, if it does not.
    refusal: Option<Reason>,
    /// The lines of the cart that it is for, in order.
    lines: Vec<usize>,
    /// Its points, in all and on each of its lines; none while this is empty.
    points: i64,
    by_line: Vec<i64>,
    /// What its cap leaves room for, and what it took away.
    room: Option<Room>,
    lost: i64,
    /// Whether it multiplied something.
    multiplied: bool,
    /// The higher multiplier on a line where it would have multiplied.
    outdone: Option<usize>,
}

impl<'p> Act<'p> {
    fn of(rule: &'p Rule, index: usize, scene: &Scene<'_>) -> Result<Self> {
        let refusal = rule.gate.refusal(scene);
        let lines = if refusal.is_none() { rule.selection.lines(scene).places() } else { Vec::new() };
        let cap = rule.cap.as_ref().filter(|_| !lines.is_empty());
        Ok(Act {
            rule,
            index,
            refusal,
            lines,
            points: 0,
            by_line: Vec::new(),
            room: cap.map(|cap| scene.room(&rule.id, cap)).transpose()?,
            lost: 0,
            multiplied: false,
            outdone: None,
        })
    }

    /// Adds points, shared among some of its lines, or all.
    fn add(&mut self, points: i64, places: Option<&[usize]>, shares: Vec<i64>) -> Result<()> {
        self.points = add(self.points, points)?;
        let Some(places) = places else {
            self.by_line = shares;
            return Ok(());
        };
        if self.by_line.is_empty() {
            self.by_line = vec![0; self.lines.len()];
        }
        for (place, share) in places.iter().zip(shares) {
            if let Some(points) = self.by_line.get_mut(*place) {
                *points = add(*points, share)?;
            }
        }
        Ok(())
    }
}

struct Earning<'p, 's> {
    program: &'p Program,
    scene: &'s Scene<'s>,
    acts: Vec<Act<'p>>,
    /// The places of those that multiply something.
    multipliers: Vec<usize>,
}

/// Where a run and a multiplier meet: the places of the lines that both are for, in the one and in the other.
#[derive(Default)]
struct Meeting {
    run: Vec<usize>,
    multiplier: Vec<usize>,
}

impl Earning<'_, '_> {
    /// Refuses what would take too long: every multiplier may act on every line of every rate.
    fn check(&self) -> Result<()> {
        let mut lines = 0_usize;
        for act in &self.acts {
            lines = lines.saturating_add(act.lines.len());
        }
        check_steps(lines.saturating_mul(self.multipliers.len()))
    }

    /// Gives the points of one rate or bonus, and what each multiplier adds to them.
    fn run(&mut self, base: usize) -> Result<()> {
        let Some(mut run) = self.start(base)? else { return Ok(()) };
        self.give(base, &mut run, None)?;
        let lifting = self.lifting(base);
        let lines =
            self.acts.get(base).map(|act| act.lines.clone()).filter(|_| !lifting.is_empty()).unwrap_or_default();
        let highest =
            if self.program.stacking == Stacking::Highest { self.highest(&lifting, &lines) } else { Vec::new() };
        for (index, by) in lifting {
            let Meeting { run: places, multiplier } = self.meeting(index, &lines, &highest);
            if !places.is_empty() {
                run.multiply(by, places)?;
                self.give(index, &mut run, Some(&multiplier))?;
                self.acts.get_mut(index).into_iter().for_each(|act| act.multiplied = true);
            }
        }
        Ok(())
    }

    /// The exact points of a rate or bonus; none for a multiplier, or without lines.
    fn start(&self, base: usize) -> Result<Option<Run>> {
        let Some(act) = self.acts.get(base).filter(|act| !act.lines.is_empty()) else { return Ok(None) };
        let (lines, items, stacking) = (&act.lines, &self.scene.items, self.program.stacking);
        Ok(match &act.rule.effect {
            Effect::Multiply { .. } => None,
            Effect::Rate(rate) => Some(Run::of_rate(rate, lines, items, stacking)?),
            Effect::Bonus(bonus) => Some(Run::of_bonus(bonus, lines, items, stacking)?),
        })
    }

    /// The multipliers that lift a rate or bonus: those that name it, and, if it is a rate, those that name none.
    fn lifting(&self, base: usize) -> Vec<(usize, Ratio)> {
        let Some(base) = self.acts.get(base) else { return Vec::new() };
        let is_rate = matches!(base.rule.effect, Effect::Rate(_));
        let mut lifting = Vec::new();
        for index in &self.multipliers {
            let Some(Effect::Multiply { by, lifts }) = self.acts.get(*index).map(|act| &act.rule.effect) else {
                continue;
            };
            if lifts.as_ref().map_or(is_rate, |lifts| lifts.binary_search(&base.index).is_ok()) {
                lifting.push((*index, *by));
            }
        }
        lifting
    }

    /// The highest multiplier on each line of a run; of equals, the first.
    fn highest(&self, lifting: &[(usize, Ratio)], lines: &[usize]) -> Vec<Option<usize>> {
        let highest_on = |line: &usize| {
            let mut highest: Option<(usize, Ratio)> = None;
            for (index, by) in lifting {
                let acts = self.acts.get(*index).is_some_and(|act| act.lines.binary_search(line).is_ok());
                if acts && highest.is_none_or(|(_, high)| by.exceeds(&high)) {
                    highest = Some((*index, *by));
                }
            }
            highest.map(|(index, _)| index)
        };
        lines.iter().map(highest_on).collect()
    }

    /// Where a multiplier lifts a run; where only the highest does, it notes by which it is outdone.
    fn meeting(&mut self, multiplier: usize, lines: &[usize], highest: &[Option<usize>]) -> Meeting {
        let mut meeting = Meeting::default();
        let Some(act) = self.acts.get_mut(multiplier) else { return meeting };
        let mut own = act.lines.iter().enumerate().peekable();
        for (place, line) in lines.iter().enumerate() {
            while own.next_if(|(_, own)| *own < line).is_some() {}
            let Some((own, _)) = own.next_if(|(_, own)| *own == line) else { continue };
            match highest.get(place) {
                Some(highest) if *highest != Some(multiplier) => act.outdone = *highest,
                _ => {
                    meeting.run.push(place);
                    meeting.multiplier.push(own);
                }
            }
        }
        meeting
    }

    /// Rounds what the run has come to, and gives what is new to the rule, on some of its lines, as far as its cap allows.
    fn give(&mut self, index: usize, run: &mut Run, places: Option<&[usize]>) -> Result<()> {
        let Some(act) = self.acts.get_mut(index) else { return Ok(()) };
        let mut shares = run.increments()?;
        let mut total = sum(&shares)?;
        let mut capped = false;
        if let Some(room) = &act.room {
            let most = room.most.saturating_sub(act.points).max(0);
            let kept = total.clamp(room.least.saturating_sub(act.points).min(0), most);
            capped = kept != total;
            if capped {
                act.lost = add(act.lost, total.saturating_sub(kept).max(0))?;
                shares = split_signed(kept, &shares)?;
                total = kept;
            }
        }
        run.credit(total, &shares, capped)?;
        act.add(total, places, shares)
    }

    /// Why a rule came to what it did.
    fn why(&self, act: &Act<'_>) -> Reason {
        if let Some(refusal) = &act.refusal {
            return refusal.clone();
        }
        if act.lines.is_empty() || self.buys_nothing(act) {
            return Reason::NoLines {};
        }
        let points = Points(act.points);
        match (&act.rule.effect, &act.rule.cap) {
            (_, Some(cap)) if act.lost > 0 => {
                Reason::Capped { cap: Points(cap.points), per: cap.per, lost: Points(act.lost), points }
            }
            (Effect::Multiply { by, .. }, _) if act.multiplied => Reason::Multiplied { by: *by, points },
            (Effect::Multiply { .. }, _) => match act.outdone.and_then(|by| self.acts.get(by)) {
                Some(by) => Reason::Outdone { by: by.rule.id.clone() },
                None => Reason::NothingToMultiply {},
            },
            (Effect::Rate(_), _) if act.points == 0 => Reason::TooSmall { missing: self.missing(act).map(Minor) },
            _ => Reason::Earned { points },
        }
    }

    /// Whether it is a bonus for an order in which none of its lines is bought.
    fn buys_nothing(&self, act: &Act<'_>) -> bool {
        let is_bought = |line: &usize| self.scene.items.get(*line).is_some_and(|item| item.quantity > 0);
        matches!(&act.rule.effect, Effect::Bonus(Bonus { each: Each::Order, .. })) && !act.lines.iter().any(is_bought)
    }

    /// What is missing from the lines' amount to a rate's first point, if rounding down keeps it from there.
    fn missing(&self, act: &Act<'_>) -> Option<i64> {
        let Effect::Rate(rate) = &act.rule.effect else { return None };
        if rate.rounding.level != Level::Order || rate.points == 0 {
            return None;
        }
        let of_lines = act.lines.iter().filter_map(|line| self.scene.items.get(*line));
        let amount: i128 = of_lines.map(|item| i128::from(item.amount)).sum();
        if amount <= 0 {
            return None;
        }
        let first = if rate.steps {
            i128::from(rate.per)
        } else if rate.rounding.mode == Mode::Floor {
            divide(i128::from(rate.per), i128::from(rate.points), Mode::Ceil)
        } else {
            return None;
        };
        safe(first.saturating_sub(amount)).ok().filter(|missing| *missing > 0)
    }
}
