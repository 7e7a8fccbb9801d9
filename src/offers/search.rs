//! The best combination: branch and bound over which offers act.
//!
//! Offers are decided in the order in which they act, first with each and then without, so that the cart at any point
//! follows from the decisions before it. What the undecided could gain at the most is what each would gain if nothing else
//! acted any more, for amounts only fall; where that cannot beat the best so far, nothing is looked for. What was found of
//! fuller amounts is not less, so that it is found anew only where it leaves the question open.
//! Source: Land and Doig, *An Automatic Method of Solving Discrete Programming Problems*, Econometrica 28 (1960).

use super::candidate::Candidate;
use super::state::{Counter, State, sum};
use crate::kernel::sort::ranked;

/// The best that was found.
pub(super) struct Found {
    /// The places of the candidates that act, in order.
    pub(super) chosen: Vec<usize>,
    /// What they gain.
    pub(super) gain: i64,
    /// Whether there is nothing better.
    pub(super) proven: bool,
    /// The work that it took.
    pub(super) steps: i64,
}

/// Some decisions, and the cart after them.
struct Node {
    /// How many of the set are decided.
    decided: usize,
    state: State,
    chosen: Vec<usize>,
    /// What each of the set could gain at the most, when the cart was so or fuller; nothing beside what excludes it.
    ceilings: Vec<i64>,
    /// Whether that is of the cart as it is.
    is_exact: bool,
    /// Whether the last decision was against an offer: the cart is that of the node before.
    without: bool,
}

/// A search among candidates that have to do with each other.
struct Search<'c, 'q> {
    counter: &'c Counter<'q>,
    set: &'c [usize],
    /// For each of the set the place of its group in `largest`, where it has one.
    groups: Vec<Option<usize>>,
    /// For each group the largest gain, while they are looked through.
    largest: Vec<i64>,
    best: Vec<usize>,
    gain: i64,
    /// Whether the best is the first of its gain in the order of the search.
    is_first: bool,
    steps: i64,
    limit: i64,
}

impl Counter<'_> {
    /// The best combination, with no more work than `limit` once there is any.
    pub(super) fn best(&self, limit: i64) -> Found {
        let mut found = Found { chosen: Vec::new(), gain: 0, proven: true, steps: 0 };
        // What is left is for what can be made better of what has not been proven.
        let most = limit.saturating_sub(limit / 4);
        for set in self.sets() {
            let mut search = Search::of(self, &set, found.steps, most);
            found.proven &= search.run();
            found.steps = search.steps;
            found.gain = found.gain.saturating_add(search.gain);
            found.chosen.extend(search.best);
        }
        found.chosen.sort_unstable();
        let found = if found.proven { found } else { self.improved(found, limit) };
        self.alone(found)
    }

    /// What has not been proven, made better as long as one offer in place of those that it excludes does so.
    fn improved(&self, mut found: Found, limit: i64) -> Found {
        let cost = self.candidates.iter().fold(0, |cost: i64, candidate| cost.saturating_add(candidate.work()));
        let mut place = 0;
        let mut tried = 0_usize;
        while tried < self.candidates.len() && found.steps < limit {
            if !found.chosen.contains(&place) {
                found.steps = found.steps.saturating_add(cost);
                let chosen = self.instead(&found.chosen, place);
                let gain = self.gain(&chosen);
                if gain > found.gain {
                    (found.gain, found.chosen, tried) = (gain, chosen, 0);
                }
            }
            tried = tried.saturating_add(1);
            place = place.saturating_add(1);
            if place >= self.candidates.len() {
                place = 0;
            }
        }
        found
    }

    /// A combination with another offer in place of those that it excludes.
    pub(super) fn instead(&self, chosen: &[usize], place: usize) -> Vec<usize> {
        let beside = |other: &usize| !self.excludes(*other, place) && *other != place;
        let mut set: Vec<usize> = chosen.iter().copied().filter(beside).collect();
        set.push(place);
        set.sort_unstable();
        set
    }

    /// Whether two candidates cannot act in one order.
    fn excludes(&self, place: usize, other: usize) -> bool {
        let rule = |place: usize| self.candidates.get(place).map(|candidate| candidate.rule);
        rule(place).zip(rule(other)).is_some_and(|(rule, other)| rule.excludes(other))
    }

    /// An offer that acts alone, where that is better; of equally good ones, what comes first in the order.
    fn alone(&self, mut found: Found) -> Found {
        for (place, candidate) in self.candidates.iter().enumerate().filter(|(_, one)| one.rule.exclusive) {
            let mut state = self.begin();
            self.enter(&mut state, candidate.rule.turn);
            found.steps = found.steps.saturating_add(candidate.work());
            let gain = self.taking(&state, candidate).map_or(0, |taking| taking.gain);
            let first = found.chosen.first().is_none_or(|first| place < *first);
            if gain > found.gain || (gain == found.gain && gain > 0 && first) {
                (found.gain, found.chosen) = (gain, vec![place]);
            }
        }
        found
    }

    /// What a set of candidates gains, given in order.
    fn gain(&self, chosen: &[usize]) -> i64 {
        self.gain_from(self.begin(), chosen.iter().copied())
    }

    /// What has been gained before and what further candidates gain, given in order.
    pub(super) fn gain_from(&self, mut state: State, chosen: impl Iterator<Item = usize>) -> i64 {
        for candidate in chosen.filter_map(|place| self.candidates.get(place)) {
            self.enter(&mut state, candidate.rule.turn);
            if let Some(taking) = self.taking(&state, candidate) {
                self.act(&mut state, candidate, &taking);
            }
        }
        state.gain
    }
}

impl<'c, 'q> Search<'c, 'q> {
    fn of(counter: &'c Counter<'q>, set: &'c [usize], steps: i64, limit: i64) -> Self {
        let mut names = Vec::new();
        let mut place = |place: &usize| {
            let group = counter.candidates.get(*place)?.rule.group?;
            let known = names.iter().position(|name| *name == group);
            Some(known.unwrap_or_else(|| {
                names.push(group);
                names.len().saturating_sub(1)
            }))
        };
        let groups = set.iter().map(&mut place).collect();
        let largest = vec![0; names.len()];
        Search { counter, set, groups, largest, best: Vec::new(), gain: 0, is_first: false, steps, limit }
    }

    /// A first answer: what gains most by itself, then the next that may act beside it, and so on.
    fn dive(&mut self, alone: &[i64]) {
        let gain = |index: usize| alone.get(index).copied().unwrap_or(0);
        let mut chosen: Vec<usize> = Vec::new();
        for index in ranked(alone.len(), &|a, b| gain(b).cmp(&gain(a))) {
            let fits = |place: &&usize| !chosen.iter().any(|other| self.counter.excludes(*other, **place));
            if let Some(place) = self.set.get(index).filter(|_| gain(index) > 0).filter(fits) {
                chosen.push(*place);
            }
        }
        chosen.sort_unstable();
        self.gain = self.counter.gain(&chosen);
        self.best = chosen;
    }

    /// Looks through all decisions; whether it came to an end.
    fn run(&mut self) -> bool {
        let mut root = Node {
            decided: 0,
            state: self.counter.begin(),
            chosen: Vec::new(),
            ceilings: vec![i64::MAX; self.set.len()],
            is_exact: false,
            without: false,
        };
        self.measure(&mut root);
        self.dive(&root.ceilings);
        let mut open = vec![root];
        while let Some(mut node) = open.pop() {
            if self.steps > self.limit {
                return false;
            }
            let Some(candidate) = self.candidate(node.decided) else {
                self.note(node);
                continue;
            };
            self.counter.enter(&mut node.state, candidate.rule.turn);
            if self.is_hopeless(&mut node) {
                continue;
            }
            let with = self.with(&node);
            node.decided = node.decided.saturating_add(1);
            node.without = true;
            open.push(node);
            open.extend(with);
        }
        true
    }

    /// A candidate, by its place in the set.
    fn candidate(&self, index: usize) -> Option<&'c Candidate<'q>> {
        self.counter.candidates.get(*self.set.get(index)?)
    }

    /// Counts work, in looks at a line or at an offer.
    fn count(&mut self, looks: usize) {
        self.steps = self.steps.saturating_add(i64::try_from(looks).unwrap_or(i64::MAX));
    }

    /// Keeps what is better than the best, or as good and first.
    fn note(&mut self, node: Node) {
        if node.state.gain > self.gain || (node.state.gain == self.gain && !self.is_first) {
            (self.best, self.gain, self.is_first) = (node.chosen, node.state.gain, true);
        }
    }

    /// The node after the next candidate has acted, if it does anything.
    fn with(&mut self, node: &Node) -> Option<Node> {
        let place = *self.set.get(node.decided)?;
        let candidate = self.counter.candidates.get(place)?;
        if node.ceilings.get(node.decided) == Some(&0) {
            return None;
        }
        self.steps = self.steps.saturating_add(candidate.work());
        let taking = self.counter.taking(&node.state, candidate)?;
        self.count(self.counter.listed.len().saturating_add(self.set.len()));
        let (mut state, mut chosen, mut ceilings) = (node.state.clone(), node.chosen.clone(), node.ceilings.clone());
        self.counter.act(&mut state, candidate, &taking);
        chosen.push(place);
        let decided = node.decided.saturating_add(1);
        for (other, ceiling) in self.set.iter().zip(&mut ceilings).skip(decided) {
            if *ceiling > 0 && self.counter.excludes(place, *other) {
                *ceiling = 0;
            }
        }
        Some(Node { decided, state, chosen, ceilings, is_exact: false, without: false })
    }

    /// Whether nothing better can follow.
    fn is_hopeless(&mut self, node: &mut Node) -> bool {
        let needed = if self.is_first { self.gain.saturating_add(1) } else { self.gain };
        if self.most(node) < needed {
            return true;
        }
        // With an offer that acts it shows soon enough; without, it is worth the work.
        if node.is_exact || !node.without {
            return false;
        }
        self.measure(node);
        self.most(node) < needed
    }

    /// What each of the undecided could gain at the most in the cart as it is. What could gain nothing never will.
    fn measure(&mut self, node: &mut Node) {
        for (place, ceiling) in self.set.iter().zip(&mut node.ceilings).skip(node.decided) {
            if let Some(candidate) = self.counter.candidates.get(*place).filter(|_| *ceiling > 0) {
                self.steps = self.steps.saturating_add(candidate.work());
                *ceiling = self.counter.ceiling(&node.state, candidate);
            }
        }
        node.is_exact = true;
    }

    /// What the decided gain and the undecided could at the most, by what is known of them.
    fn most(&mut self, node: &Node) -> i64 {
        self.count(self.set.len().saturating_sub(node.decided));
        // Of a group of which one acts in the order, only the largest gain counts; lines give no more than what is left.
        self.largest.fill(0);
        let (mut off, mut besides) = (0_i64, 0_i64);
        for (index, ceiling) in node.ceilings.iter().enumerate().skip(node.decided).filter(|(_, most)| **most > 0) {
            let takes_off_lines = self.candidate(index).is_some_and(Candidate::takes_off_lines);
            match self.groups.get(index).copied().flatten().and_then(|group| self.largest.get_mut(group)) {
                Some(largest) => {
                    besides = besides.saturating_add(ceiling.saturating_sub(*largest).max(0));
                    *largest = (*largest).max(*ceiling);
                }
                None if takes_off_lines => off = off.saturating_add(*ceiling),
                None => besides = besides.saturating_add(*ceiling),
            }
        }
        node.state.gain.saturating_add(off.min(sum(&node.state.left))).saturating_add(besides)
    }
}
