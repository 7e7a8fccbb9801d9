//! What the rules of a request let pass, and how they change a score.

use super::pack::{Entry, Pack};
use super::request::{Bought, ItemFacts, RecommendRequest, Rules, Wish};
use super::{part_of_day, season};
use crate::kernel::calendar::LocalDateTime;
use crate::kernel::money::Ratio;
use std::borrow::Cow;

/// The rules of a request over a pack.
pub(super) struct Filter<'a> {
    pack: &'a Pack,
    rules: Option<&'a Rules<'a>>,
    /// What they had, where that is left out, by id.
    had: Vec<&'a str>,
    /// What the request says of items, by id.
    facts: Vec<(&'a str, &'a ItemFacts<'a>)>,
    /// What is never shown, by id.
    hidden: Vec<&'a str>,
    /// How much more a category sells at this moment.
    lifts: Vec<(&'a str, f64)>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(pack: &'a Pack, request: &'a RecommendRequest<'a>) -> Filter<'a> {
        let rules = request.rules.as_ref();
        let now = request.now.and_then(|now| Some(pack.head.zone.as_ref()?.local(now.0)));
        let lifts = pack
            .head
            .lifts
            .iter()
            .filter(|lift| fact(request, now, &lift.fact).is_some_and(|value| value == lift.value));
        let category = |place: u32| pack.head.categories.get(place as usize).map(String::as_str);
        let lifts = lifts.filter_map(|lift| Some((category(lift.category)?, lift.ratio))).collect();
        let mut facts: Vec<_> = request.items.0.iter().map(|(id, facts)| (&**id, facts)).collect();
        facts.sort_unstable_by_key(|facts| facts.0);
        let hidden = sorted(request.exclude.iter().chain(&request.basket).chain(&request.item));
        Filter { pack, rules, had: had(request), facts, hidden, lifts }
    }

    /// Whether scores depend on more than the links.
    pub(super) fn changes_scores(&self) -> bool {
        !self.lifts.is_empty() || self.rules.is_some_and(|rules| !rules.boosts.is_empty())
    }

    fn facts(&self, id: &str) -> Option<&'a ItemFacts<'a>> {
        self.facts
            .binary_search_by_key(&id, |facts| facts.0)
            .ok()
            .and_then(|at| self.facts.get(at))
            .map(|facts| facts.1)
    }

    /// The category of an item: what the request says, or the pack.
    pub(super) fn category(&self, entry: &Entry<'_>) -> Option<&'a str> {
        let told = self.facts(&entry.id).and_then(|facts| facts.category.as_deref());
        told.or_else(|| self.pack.head.categories.get(entry.category? as usize).map(String::as_str))
    }

    /// By how much context and boosts multiply a score.
    pub(super) fn factor(&self, entry: &Entry<'_>) -> f64 {
        let category = self.category(entry);
        let lift = self.lifts.iter().filter(|lift| Some(lift.0) == category).map(|lift| lift.1);
        let boosts = self.rules.map_or(&[][..], |rules| &rules.boosts).iter().filter(|boost| {
            boost.item.as_deref() == Some(&*entry.id)
                || boost.category.is_some() && boost.category.as_deref() == category
        });
        lift.chain(boosts.map(|boost| float(&boost.by))).product()
    }

    /// Whether an item may be shown at all: it is not excluded, not the item of the page, and in stock.
    pub(super) fn may_be_shown(&self, entry: &Entry<'_>) -> bool {
        let id = &*entry.id;
        let told = self.facts(id).and_then(|facts| facts.stock);
        let gone = told.map_or(entry.sold_out, |stock| stock.0 == 0);
        !gone && self.hidden.binary_search(&id).is_err()
    }

    /// Whether the rules let an item pass.
    pub(super) fn passes(&self, entry: &Entry<'_>) -> bool {
        self.may_be_shown(entry)
            && self.had.binary_search(&&*entry.id).is_err()
            && self.rules.is_none_or(|rules| self.is_within(rules, entry))
    }

    fn is_within(&self, rules: &Rules<'_>, entry: &Entry<'_>) -> bool {
        let facts = self.facts(&entry.id);
        let price = facts.and_then(|facts| facts.price).map(|price| price.0).or(entry.price);
        let priced = match price {
            Some(price) => rules.from.is_none_or(|from| from.0 <= price) && rules.to.is_none_or(|to| price <= to.0),
            None => rules.from.is_none() && rules.to.is_none(),
        };
        let category = self.category(entry);
        let wanted = |names: &Vec<_>| category.is_some_and(|own| names.iter().any(|name| name == own));
        let margin = facts.and_then(|facts| facts.margin).map(|margin| margin.0).or(entry.margin);
        priced
            && rules.categories.as_ref().is_none_or(wanted)
            && rules.margin.is_none_or(|least| margin.is_some_and(|margin| margin >= least.0))
    }
}

/// What somebody had, where it is left out: what was bought, and what lies in the basket; where the list is for them, also
/// what they looked at.
fn had<'a>(request: &'a RecommendRequest<'a>) -> Vec<&'a str> {
    let usual = match request.wish {
        Wish::NextBasket | Wish::BuyAgain => return Vec::new(),
        Wish::ForYou | Wish::Basket => Bought::LeaveOut,
        _ => Bought::Keep,
    };
    if request.rules.as_ref().and_then(|rules| rules.bought).unwrap_or(usual) == Bought::Keep {
        return Vec::new();
    }
    let seen = if request.wish == Wish::ForYou { request.session.as_slice() } else { &[] };
    let bought = request.history.iter().flat_map(|order| &order.items);
    sorted(bought.chain(&request.basket).chain(seen))
}

fn sorted<'a>(ids: impl Iterator<Item = &'a Cow<'a, str>>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = ids.map(|id| &**id).collect();
    ids.sort_unstable();
    ids
}

/// A fact of the moment: what the request says, or the clock of the shop.
fn fact<'a>(request: &'a RecommendRequest<'_>, now: Option<LocalDateTime>, name: &str) -> Option<&'a str> {
    if let Some(told) = request.context.get(name) {
        return Some(told);
    }
    match name {
        "partOfDay" => now.map(part_of_day),
        "season" => now.map(season),
        _ => None,
    }
}

/// A ratio as a factor of a score.
pub(super) fn float(ratio: &Ratio) -> f64 {
    ratio.numerator() as f64 / ratio.denominator() as f64
}
