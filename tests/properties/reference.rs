//! How the points are worked out, once more and for readers: step by step as docs/program.md says it, in exact fractions.
//! It knows what takes part in that: programs of rates, bonuses and multipliers, with caps for the order, and one tier.

use crate::document::{Value, at, integer, list, word};
use crate::fraction::Fraction;
use std::cmp::Reverse;

/// What a condition means of a line and what is paid for it, in minor units.
type Meaning = fn(&Value, i64) -> bool;

pub(crate) const CONDITIONS: [(&str, Meaning); 6] = [
    ("{line.amount} >= 40", |_, paid| paid >= 4_000),
    ("{line.amount} > 150.5", |_, paid| paid > 15_050),
    ("{line.price} < 200 and {line.category} <> 'c1'", |line, _| {
        integer(line, "price") < 20_000 && word(line, "category") != Some("c1")
    }),
    ("{line.category} = 'c2' or {line.amount} > 90", |line, paid| word(line, "category") == Some("c2") || paid > 9_000),
    ("{line.tag} = 'x'", |line, _| word(line, "tag") == Some("x")),
    ("{line.tag} notempty or {line.quantity} > 2", |line, _| {
        word(line, "tag").is_some_and(|tag| !tag.is_empty()) || integer(line, "quantity") > 2
    }),
];

/// What is paid for each line, and what each rule gives to each line.
#[derive(Debug, PartialEq)]
pub(crate) struct Points {
    pub(crate) paid: Vec<i64>,
    pub(crate) by_rule: Vec<Vec<i64>>,
}

pub(crate) fn points(program: &Value, lines: &[Value]) -> Points {
    let benefits = list(program, "tiers/0/benefits").iter();
    let of_tier = benefits.filter(|benefit| at(benefit, "multiply").is_some());
    let rules: Vec<_> = list(program, "earn").iter().chain(of_tier).collect();
    let paid: Vec<_> = lines.iter().map(|line| paid(program, line)).collect();
    let is_open = |line: &usize| !list(program, "exclude").iter().any(|only| is_for(only, &lines[*line], paid[*line]));
    let open: Vec<_> = (0..lines.len()).filter(is_open).collect();
    let acts_on =
        |rule: &&Value| open.iter().copied().filter(|line| is_for(rule, &lines[*line], paid[*line])).collect();
    let acts_on = rules.iter().map(acts_on).collect();
    let by_rule = vec![vec![0; lines.len()]; rules.len()];
    let mut order = Order { program, lines, paid, rules, acts_on, by_rule };
    (0..order.rules.len()).for_each(|rule| order.earn(rule));
    Points { paid: order.paid, by_rule: order.by_rule }
}

/// The discounts of the member's tier come off the line.
fn paid(program: &Value, line: &Value) -> i64 {
    let full = integer(line, "price") * integer(line, "quantity");
    let mut paid = full - full.signum() * integer(line, "discount");
    for benefit in list(program, "tiers/0/benefits") {
        if let Some(by) = word(benefit, "discount").filter(|_| is_for(benefit, line, paid)) {
            paid -= (Fraction::from(paid) * Fraction::read(by)).rounded("halfUp");
        }
    }
    paid
}

/// Whether a rule, benefit or exclusion is for a line.
fn is_for(only: &Value, line: &Value, paid: i64) -> bool {
    let is_among = |names: &str, name: &str| {
        at(only, names).is_none() || list(only, names).iter().any(|one| one.as_text() == word(line, name))
    };
    let fulfils = |text: &str| CONDITIONS.iter().any(|(condition, means)| *condition == text && means(line, paid));
    is_among("products", "product") && is_among("categories", "category") && word(only, "lines").is_none_or(fulfils)
}

struct Order<'a> {
    program: &'a Value,
    lines: &'a [Value],
    paid: Vec<i64>,
    /// Those of the program, then the tier's multipliers; and the lines that each is for.
    rules: Vec<&'a Value>,
    acts_on: Vec<Vec<usize>>,
    by_rule: Vec<Vec<i64>>,
}

/// What multipliers have made so far of the points of a rate or bonus. Each list has an item for every line of the cart.
struct Lifted {
    rule: usize,
    /// Whether lines earn together, not each by itself.
    together: bool,
    /// The exact points of each line, or, of what lines earn together, how many times it counts.
    value: Vec<Fraction>,
    /// The same without multipliers.
    base: Vec<Fraction>,
    given: Vec<i64>,
}

impl Order<'_> {
    /// A rate or bonus gives its points; then each multiplier adds the difference that it makes.
    fn earn(&mut self, rule: usize) {
        if at(self.rules[rule], "multiply").is_some() || self.acts_on[rule].is_empty() {
            return;
        }
        let mut lifted = self.start(rule);
        self.give(rule, &mut lifted, &self.acts_on[rule].clone(), &vec![Fraction::from(0); self.lines.len()]);
        let multipliers = self.multipliers_of(rule);
        for (multiplier, by) in &multipliers {
            let before = self.counted(&lifted);
            let lines = self.lines_of_both(rule, *multiplier, &multipliers);
            lines.iter().for_each(|line| lifted.value[*line] = self.multiplied(&lifted, *line, *by));
            if !lines.is_empty() {
                self.give(*multiplier, &mut lifted, &lines, &before);
            }
        }
    }

    fn start(&self, rule: usize) -> Lifted {
        let of_lines = matches!(word(self.rules[rule], "each"), Some("line" | "unit"));
        let together = !of_lines && at(self.rules[rule], "per").is_none() && !self.is_by_line(rule);
        let mut value = vec![Fraction::from(0); self.lines.len()];
        for line in &self.acts_on[rule] {
            value[*line] = if together { Fraction::from(1) } else { self.by_itself(rule, *line) };
        }
        Lifted { rule, together, base: value.clone(), value, given: vec![0; self.lines.len()] }
    }

    /// The exact points of a line by itself.
    fn by_itself(&self, rule: usize, line: usize) -> Fraction {
        let (rule, paid, quantity) = (self.rules[rule], self.paid[line], integer(&self.lines[line], "quantity"));
        let points = integer(rule, "points");
        match word(rule, "each") {
            Some("unit") => Fraction::from(points * quantity),
            Some(_) => Fraction::from(points * quantity.signum()),
            None if at(rule, "per").is_some() => Fraction::from(points * paid) / integer(rule, "per").into(),
            None => Fraction::from(points * full_steps(rule, paid)),
        }
    }

    /// The points of lines together: of their full steps, or once for an order in which one of them is bought.
    fn of_all(&self, rule: usize, lines: &[usize]) -> i64 {
        let amount: i64 = lines.iter().map(|line| self.amount(rule, *line)).sum();
        let rule = self.rules[rule];
        integer(rule, "points") * if is_once(rule) { i64::from(amount > 0) } else { full_steps(rule, amount) }
    }

    /// By what a line takes part in what lines earn together.
    fn amount(&self, rule: usize, line: usize) -> i64 {
        let is_bought = integer(&self.lines[line], "quantity") > 0;
        if is_once(self.rules[rule]) { i64::from(is_bought) } else { self.paid[line] }
    }

    /// A rate's own rounding takes the place of the program's.
    fn rounding(&self, rule: usize, field: &str) -> &str {
        at(self.rules[rule], "rounding").or(at(self.program, "rounding")).and_then(|own| word(own, field)).unwrap()
    }

    fn is_by_line(&self, rule: usize) -> bool {
        self.rounding(rule, "level") == "line" && word(self.rules[rule], "each") != Some("order")
    }

    /// The multipliers that name the rule, and of a rate, those that name none.
    fn multipliers_of(&self, rule: usize) -> Vec<(usize, Fraction)> {
        let rule = self.rules[rule];
        let is_named = |named: &Value| named.as_text() == word(rule, "id");
        let lifts = |other: &Value| match at(other, "rules") {
            None => at(rule, "each").is_none(),
            Some(_) => list(other, "rules").iter().any(is_named),
        };
        let ratio = |other| word(other, "multiply").filter(|_| lifts(other)).map(Fraction::read);
        self.rules.iter().enumerate().filter_map(|(index, other)| Some((index, ratio(other)?))).collect()
    }

    /// The lines of a rule that a multiplier lifts; where only the highest acts, it is the first of equals.
    fn lines_of_both(&self, rule: usize, multiplier: usize, all: &[(usize, Fraction)]) -> Vec<usize> {
        let lines = self.acts_on[rule].iter().copied().filter(|line| self.acts_on[multiplier].contains(line));
        if word(self.program, "multipliers") != Some("highest") {
            return lines.collect();
        }
        let highest = |line: &usize| {
            let on_line = all.iter().filter(|(other, _)| self.acts_on[*other].contains(line));
            on_line.min_by_key(|(_, by)| Reverse(*by)).unwrap().0
        };
        lines.filter(|line| highest(line) == multiplier).collect()
    }

    fn is_added(&self) -> bool {
        word(self.program, "multipliers") == Some("add")
    }

    fn multiplied(&self, lifted: &Lifted, line: usize, by: Fraction) -> Fraction {
        let (value, base) = (lifted.value[line], lifted.base[line]);
        if self.is_added() { value + base * (by - Fraction::from(1)) } else { value * by }
    }

    /// Multipliers of less than one can outweigh the base where they are added, but never turn giving into taking.
    fn counted(&self, lifted: &Lifted) -> Vec<Fraction> {
        let is_turned = |value: Fraction, base: Fraction| self.is_added() && (value.sign() < 0) != (base.sign() < 0);
        let both = lifted.value.iter().zip(&lifted.base);
        both.map(|(value, base)| if is_turned(*value, *base) { Fraction::from(0) } else { *value }).collect()
    }

    /// Gives a rule what is new on its lines, as far as its cap allows; then later multipliers lift only what was given.
    fn give(&mut self, rule: usize, lifted: &mut Lifted, lines: &[usize], before: &[Fraction]) {
        let mut shares = self.shares(lifted, lines, before);
        let (points, used): (i64, i64) = (shares.iter().sum(), self.by_rule[rule].iter().sum());
        let kept = at(self.rules[rule], "cap/points").map_or(points, |_| {
            let cap = integer(self.rules[rule], "cap/points");
            points.clamp((-cap - used).min(0), (cap - used).max(0))
        });
        if kept != points {
            shares = in_proportion(kept, &fractions(&shares));
        }
        for (line, share) in lines.iter().zip(shares) {
            lifted.given[*line] += share;
            self.by_rule[rule][*line] += share;
        }
        if kept != points {
            if lifted.together || rule == lifted.rule {
                lifted.base = fractions(&self.by_rule[lifted.rule]);
            }
            lifted.value = fractions(&lifted.given);
            lifted.together = false;
        }
    }

    /// The whole points on some lines beyond those that were given: rounded for each line, or once for the order.
    fn shares(&self, lifted: &Lifted, lines: &[usize], before: &[Fraction]) -> Vec<i64> {
        let (counted, mode) = (self.counted(lifted), self.rounding(lifted.rule, "mode"));
        let added: Vec<_> = lines.iter().map(|line| counted[*line] - before[*line]).collect();
        let given: i64 = lifted.given.iter().sum();
        if lifted.together {
            let points = self.together(lifted.rule, &counted).rounded(mode) - given;
            let amounts = lines.iter().map(|line| Fraction::from(self.amount(lifted.rule, *line)));
            let weights: Vec<_> = amounts.zip(added).map(|(amount, added)| amount * added).collect();
            return share_together(points, &weights, is_once(self.rules[lifted.rule]));
        }
        if self.is_by_line(lifted.rule) {
            return lines.iter().map(|line| counted[*line].rounded(mode) - lifted.given[*line]).collect();
        }
        largest_remainder(counted.iter().copied().sum::<Fraction>().rounded(mode) - given, &added)
    }

    /// All lines count as often as the least of them, the others without it as often again as the next, and so on.
    fn together(&self, rule: usize, counted: &[Fraction]) -> Fraction {
        let mut levels = counted.to_vec();
        levels.sort();
        levels.dedup();
        let below = std::iter::once(Fraction::from(0)).chain(levels.clone());
        let points = |(level, below): (&Fraction, Fraction)| {
            let lines: Vec<_> = (0..counted.len()).filter(|line| counted[*line] >= *level).collect();
            (*level - below) * self.of_all(rule, &lines).into()
        };
        levels.iter().zip(below).map(points).sum()
    }
}

fn is_once(rule: &Value) -> bool {
    at(rule, "every").is_none()
}

fn full_steps(rule: &Value, amount: i64) -> i64 {
    (Fraction::from(amount) / integer(rule, "every").into()).rounded("floor")
}

fn fractions(points: &[i64]) -> Vec<Fraction> {
    points.iter().copied().map(Fraction::from).collect()
}

/// Full steps are shared by amount, unless the amounts sum to nothing of the points' sign: then the first line has them.
/// A bonus has the first line that earns it.
fn share_together(points: i64, weights: &[Fraction], once: bool) -> Vec<i64> {
    let sum: Fraction = weights.iter().copied().sum();
    if !once && sum.sign() == points.signum() {
        return in_proportion(points, weights);
    }
    let first = weights.iter().position(|weight| once && weight.sign() != 0).unwrap_or(0);
    (0..weights.len()).map(|line| if line == first { points } else { 0 }).collect()
}

/// In proportion to weights whose sum is of the points' sign; what is taken back mirrors what is given.
fn in_proportion(points: i64, weights: &[Fraction]) -> Vec<i64> {
    if points == 0 {
        return vec![0; weights.len()];
    }
    let for_one = Fraction::from(points.abs()) / weights.iter().copied().sum();
    let exact: Vec<_> = weights.iter().map(|weight| *weight * for_one).collect();
    largest_remainder(points.abs(), &exact).into_iter().map(|share| share * points.signum()).collect()
}

/// Each is rounded down, and what is missing goes to those with the largest remainders, ties by their order. A total that
/// is further off moves all alike.
fn largest_remainder(total: i64, exact: &[Fraction]) -> Vec<i64> {
    let mut whole: Vec<i64> = exact.iter().map(|exact| exact.floor()).collect();
    let (missing, lines) = (total - whole.iter().sum::<i64>(), i64::try_from(whole.len()).unwrap());
    let mut by_remainder: Vec<usize> = (0..whole.len()).collect();
    by_remainder.sort_by_key(|line| Reverse(exact[*line] - exact[*line].floor().into()));
    for (rank, line) in (0..).zip(by_remainder) {
        whole[line] += missing.div_euclid(lines) + i64::from(rank < missing.rem_euclid(lines));
    }
    whole
}
