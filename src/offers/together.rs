//! Which offers have to do with each other: only these need be tried together.

use super::document::Stage;
use super::state::Counter;

impl Counter<'_> {
    /// The places of the candidates in sets that do not touch each other: no line, no cost of shipping, no rule that keeps
    /// two apart. Each is in order, and so are they. Offers that act alone in the order are in none.
    pub(super) fn sets(&self) -> Vec<Vec<usize>> {
        let mut joined = Joined { leads: (0..self.candidates.len()).collect() };
        let mut of_line: Vec<Option<usize>> = vec![None; self.listed.len()];
        let (mut of_shipping, mut of_order) = (None, None);
        let pays = self.offers.order.iter().position(|stage| *stage == Stage::Points);
        // What points pay depends on all that came before, and what comes after depends on it.
        let paying = self.points > 0 && self.candidates.iter().any(|candidate| Some(candidate.rule.turn) > pays);
        for (place, candidate) in self.candidates.iter().enumerate().filter(|(_, one)| !one.rule.exclusive) {
            for line in &candidate.lines {
                of_line.get_mut(*line).into_iter().for_each(|last| joined.join(last, place));
            }
            if self.offers.order.get(candidate.rule.turn) == Some(&Stage::Shipping) {
                joined.join(&mut of_shipping, place);
            }
            if paying {
                joined.join(&mut of_order, place);
            }
            for (other, earlier) in self.candidates.iter().enumerate().take(place) {
                if !earlier.rule.exclusive && candidate.rule.excludes(earlier.rule) {
                    joined.join(&mut Some(other), place);
                }
            }
        }
        self.gathered(&mut joined)
    }

    fn gathered(&self, joined: &mut Joined) -> Vec<Vec<usize>> {
        let mut sets: Vec<(usize, Vec<usize>)> = Vec::new();
        for (place, _) in self.candidates.iter().enumerate().filter(|(_, one)| !one.rule.exclusive) {
            let lead = joined.lead(place);
            match sets.iter_mut().find(|(other, _)| *other == lead) {
                Some((_, set)) => set.push(place),
                None => sets.push((lead, vec![place])),
            }
        }
        sets.into_iter().map(|(_, set)| set).collect()
    }
}

/// Sets of places that grow together; each place knows one of its set that leads on to the first.
struct Joined {
    leads: Vec<usize>,
}

impl Joined {
    fn lead(&mut self, place: usize) -> usize {
        let mut lead = place;
        while let Some(next) = self.leads.get(lead).copied().filter(|next| *next != lead) {
            lead = next;
        }
        if let Some(own) = self.leads.get_mut(place) {
            *own = lead;
        }
        lead
    }

    /// Joins a place with the last one of its kind, and becomes it.
    fn join(&mut self, last: &mut Option<usize>, place: usize) {
        if let Some(other) = last.replace(place) {
            let (a, b) = (self.lead(other), self.lead(place));
            if let Some(lead) = self.leads.get_mut(a.max(b)) {
                *lead = a.min(b);
            }
        }
    }
}
