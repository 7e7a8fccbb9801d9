//! The answer: the best combination, acted out.

use super::answer::{AppliedOffer, Combination, CombinationLine, LineDiscount, OfferReason, RefusedOffer};
use super::candidate::{Candidate, Entry};
use super::cart::NetCart;
use super::compiled::{Benefit, Offers};
use super::request::OffersRequest;
use super::state::{Counter, State, sum};
use crate::kernel::calendar::Instant;
use crate::kernel::money::{MAX_SAFE, add, split};
use crate::kernel::record::written;
use crate::kernel::scalars::{Minor, Points, Whole};
use crate::kernel::{Error, Result};
use crate::loyalty::{Buyer, Cart, Member, Scene, of_lines};

impl Offers {
    /// The combination of offers that takes off most, what each line costs with it, and why the other offers do not act.
    ///
    /// # Errors
    /// A line whose price, quantity and discount don't fit together, or that is taken back; a sum beyond the safe integers.
    pub fn best<'a>(&'a self, request: &'a OffersRequest<'_>) -> Result<Combination<'a>> {
        check(request)?;
        let mut scene =
            Scene::set(&self.setting, buyer(request.member.as_ref(), request.now.0), &request.cart, request.now.0)?;
        scene.facts = Some(&request.facts.0);
        add(scene.total, request.shipping.0).map_err(|error| error.at_key("shipping"))?;
        let (mut candidates, mut refused) = (Vec::new(), Vec::new());
        for (place, entry) in self.entries(request, &scene)?.into_iter().enumerate() {
            match entry {
                Entry::Ok(candidate) => candidates.push(candidate),
                Entry::Err(why) => refused.push((place, why)),
            }
        }
        // Those of which one acts on each line come first in their stage, beside each other: what one takes over from another
        // is then as if the other had not been there.
        candidates.sort_by_key(|Candidate { rule, place, .. }| (rule.turn, rule.claim.is_none(), rule.claim, *place));
        let counter = Counter {
            offers: self,
            candidates,
            listed: scene.items.iter().map(|item| item.amount).collect(),
            quantities: scene.items.iter().map(|item| item.quantity).collect(),
            shipping: request.shipping.0,
            points: request.points.0,
        };
        let found = counter.best(request.steps.0);
        let acted = counter.act_out(&found.chosen);
        counter.refuse(&acted, request.steps.0, &mut refused);
        refused.sort_by_key(|(place, _)| *place);
        let points = acted.points_by_line();
        let answer = Answering { counter: &counter, acted: &acted, points: &points };
        Ok(Combination {
            currency: self.setting.currency.code(),
            amount: Minor(scene.total),
            discount: Minor(sum(&acted.discounts)),
            points: Points(acted.state.points),
            paid: Minor(sum(&acted.state.paid)),
            shipping: Minor(acted.state.shipping),
            total: Minor(sum(&acted.state.left).saturating_add(acted.state.shipping)),
            lines: (0..scene.items.len()).map(|line| answer.line(line, &request.cart)).collect(),
            applied: answer.applied(self),
            refused: refused
                .into_iter()
                .filter_map(|(place, why)| Some(RefusedOffer { offer: &self.rules.get(place)?.id, why }))
                .collect(),
            proven: found.proven,
            steps: Whole(found.steps.min(MAX_SAFE)),
            cart: NetCart { cart: &request.cart, discounts: answer.off() },
        })
    }

    /// [`Offers::best`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path, and those of the combination.
    pub fn best_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.best(&self.read(request)?)?))
    }
}

/// Amounts and quantities that are not negative.
fn check(request: &OffersRequest<'_>) -> Result<()> {
    let refused = || Error::range(0, MAX_SAFE);
    if request.shipping.0 < 0 {
        return Err(refused().at_key("shipping"));
    }
    let back = |quantity: Option<crate::loyalty::request::Quantity>| quantity.is_some_and(|quantity| quantity.0 < 0);
    match request.cart.lines.iter().position(|line| back(line.quantity)) {
        Some(line) => Err(of_lines(refused().at_key("quantity").at_index(line))),
        None => Ok(()),
    }
}

/// Who buys, with the orders that the ledger knows by then.
fn buyer<'q>(member: Option<&'q Member<'q>>, now: Instant) -> Buyer<'q> {
    let tier = member.and_then(|member| member.facts.get("tier")).and_then(|tier| tier.as_text());
    let entries = member.map_or(&[][..], |member| &member.entries);
    let (mut points, mut spend, mut orders) = (0_i64, 0_i64, 0_usize);
    for entry in entries.iter().filter(|entry| entry.at <= now) {
        points = points.saturating_add(entry.points.0);
        spend = spend.saturating_add(entry.spend.0);
        orders = orders.saturating_add(usize::from(entry.event.is_none()));
    }
    Buyer { member, tier, points, spend, orders }
}

/// A combination, acted out.
pub(super) struct Acted {
    /// The places of the candidates that act, in order.
    pub(super) chosen: Vec<usize>,
    /// The gifts among them.
    gifts: Vec<usize>,
    /// For each candidate, what it takes off each line of the cart, where it acts.
    pub(super) shares: Vec<Vec<i64>>,
    /// For each candidate, what it takes off shipping.
    pub(super) shipping: Vec<i64>,
    /// What each line has taken off.
    pub(super) discounts: Vec<i64>,
    /// Whether some of the set did nothing in the end, and are not among those that act.
    pub(super) has_idle: bool,
    /// The cart as each candidate finds it.
    pub(super) found: Vec<State>,
    /// The cart at the end.
    pub(super) state: State,
}

impl Acted {
    /// The points that pay for each line.
    fn points_by_line(&self) -> Vec<i64> {
        split(self.state.points, &self.state.paid).unwrap_or_default()
    }

    /// What a candidate takes off.
    pub(super) fn discount(&self, place: usize) -> i64 {
        let shares = self.shares.get(place).map_or(0, |shares| sum(shares));
        shares.saturating_add(self.shipping.get(place).copied().unwrap_or(0))
    }
}

impl Counter<'_> {
    /// Lets a set of candidates act, and takes note of what each does.
    fn act_out(&self, chosen: &[usize]) -> Acted {
        let count = self.candidates.len();
        let mut acted = Acted {
            chosen: chosen.to_vec(),
            gifts: Vec::new(),
            shares: vec![Vec::new(); count],
            shipping: vec![0; count],
            discounts: Vec::new(),
            has_idle: false,
            found: Vec::with_capacity(count),
            state: self.begin(),
        };
        for (place, candidate) in self.candidates.iter().enumerate() {
            self.enter(&mut acted.state, candidate.rule.turn);
            acted.found.push(acted.state.clone());
            if chosen.contains(&place) {
                self.act_one(&mut acted, place, candidate);
            }
        }
        self.enter(&mut acted.state, self.offers.order.len().saturating_sub(1));
        let idle = |place: &usize| acted.discount(*place) == 0 && !acted.gifts.contains(place);
        let idle: Vec<usize> = chosen.iter().copied().filter(idle).collect();
        acted.has_idle = !idle.is_empty();
        acted.chosen.retain(|place| !idle.contains(place));
        for shares in &acted.shares {
            acted.discounts.resize(self.listed.len(), 0);
            for (discount, share) in acted.discounts.iter_mut().zip(shares) {
                *discount = discount.saturating_add(*share);
            }
        }
        acted.discounts.resize(self.listed.len(), 0);
        acted
    }

    fn act_one(&self, acted: &mut Acted, place: usize, candidate: &Candidate<'_>) {
        let Some(taking) = self.taking(&acted.state, candidate) else { return };
        let mut shares = vec![0; self.listed.len()];
        let rivals = self.candidates.iter().enumerate().filter(|(_, other)| candidate.shares_claim(other));
        let rivals: Vec<usize> = rivals.map(|(place, _)| place).collect();
        for (line, share) in candidate.lines.iter().zip(&taking.shares).filter(|(_, share)| **share > 0) {
            // Where one acts on each line, what takes off more there has all of it.
            let earlier = yielded(acted, &rivals, *line);
            shares.get_mut(*line).into_iter().for_each(|own| *own = share.saturating_add(earlier));
        }
        if matches!(candidate.rule.benefit, Benefit::Gift(_)) {
            acted.gifts.push(place);
        }
        self.act(&mut acted.state, candidate, &taking);
        acted.shares.get_mut(place).into_iter().for_each(|own| *own = std::mem::take(&mut shares));
        acted.shipping.get_mut(place).into_iter().for_each(|own| *own = taking.shipping);
    }
}

/// Takes a line from some offers, with what they took off it.
fn yielded(acted: &mut Acted, rivals: &[usize], line: usize) -> i64 {
    let mut yielded = 0_i64;
    for rival in rivals {
        let share = acted.shares.get_mut(*rival).and_then(|shares| shares.get_mut(line));
        yielded = yielded.saturating_add(share.map_or(0, std::mem::take));
    }
    yielded
}

/// What is said of a combination.
struct Answering<'c, 'q> {
    counter: &'c Counter<'q>,
    acted: &'c Acted,
    points: &'c [i64],
}

impl<'q> Answering<'_, 'q> {
    fn line<'a>(&self, line: usize, cart: &'a Cart<'_>) -> CombinationLine<'a>
    where
        'q: 'a,
    {
        let at = |amounts: &[i64]| amounts.get(line).copied().unwrap_or(0);
        let Acted { state, discounts, shares, .. } = self.acted;
        let pays = !state.paid.is_empty();
        let discount = |(candidate, shares): (&Candidate<'q>, &Vec<i64>)| {
            let discount = Minor(at(shares));
            (discount.0 > 0).then(|| LineDiscount { offer: &candidate.rule.id, discount })
        };
        CombinationLine {
            id: cart.lines.get(line).and_then(|line| line.id.as_deref()),
            amount: Minor(at(&self.counter.listed)),
            discount: Minor(at(discounts)),
            points: pays.then(|| Points(at(self.points))),
            paid: pays.then(|| Minor(at(&state.paid))),
            net: Minor(at(&state.left)),
            offers: self.counter.candidates.iter().zip(shares).filter_map(discount).collect(),
        }
    }

    fn applied<'a>(&self, offers: &'a Offers) -> Vec<AppliedOffer<'a>>
    where
        'q: 'a,
    {
        let answer = |place: &usize| {
            let candidate = self.counter.candidates.get(*place)?;
            let rule = offers.rules.get(candidate.place)?;
            let gift = if let Benefit::Gift(gift) = &rule.benefit { Some(gift.clone()) } else { None };
            Some(AppliedOffer {
                offer: &rule.id,
                coupon: candidate.coupon,
                discount: Minor(self.acted.discount(*place)),
                gift,
                why: self.why(*place, candidate),
            })
        };
        self.acted.chosen.iter().filter_map(answer).collect()
    }

    fn why(&self, place: usize, candidate: &Candidate<'_>) -> OfferReason {
        if let Benefit::Gift(gift) = &candidate.rule.benefit {
            return OfferReason::PutsIn { quantity: Whole(gift.quantity.0), product: gift.product.clone() };
        }
        let discount = self.acted.discount(place);
        let next = self.acted.found.get(place).and_then(|state| self.counter.next_step(state, candidate, discount));
        match next {
            Some((missing, off)) => {
                OfferReason::NextStep { discount: Minor(discount), missing: Minor(missing), off: Minor(off) }
            }
            None => OfferReason::TakesOff { discount: Minor(discount) },
        }
    }

    /// What is taken off each line and paid for it in points.
    fn off(&self) -> Vec<i64> {
        let lines = self.counter.listed.iter().zip(&self.acted.state.left);
        lines.map(|(listed, left)| listed.saturating_sub(*left)).collect()
    }
}
