//! Which offer to show.

use super::learnt::{Learnt, OfferTally};
use super::linear::{MAX_CONTEXT, upper_bound};
use super::sample::{beta, uniform};
use crate::kernel::random::Random;
use crate::kernel::record::{Scale, read_text, written};
use crate::kernel::scalars::{Map, Whole};
use crate::kernel::sort::ranked;
use crate::kernel::{Code, Error, Result, at_most};
use crate::kernel::{record, words};
use std::borrow::Cow;

/// The most offers to choose among.
const MAX_CHOICES: usize = 1_000;

/// The most draws of rates, for all offers together.
const MAX_DRAWS: i64 = 10_000_000;

words! {
    /// How an offer is chosen.
    pub enum OfferPolicy {
        /// Each as often as it is likely to be the one that is taken most. Source: Thompson, *On the Likelihood that One
        /// Unknown Probability Exceeds Another*, Biometrika 25 (1933); with a uniform prior: Beta(1 + taken, 1 + not taken).
        Thompson = "thompson",
        /// The one that might be taken most at such a moment, as far as is known.
        LinUcb = "linUcb",
    }
}

record! {
    [read]
    /// Which offer to show.
    pub struct ChoiceRequest<'a> {
        /// What was learnt so far.
        pub learnt["learnt"]: Learnt<'a> = Learnt { devices: Map::default() },
        /// The offers to choose among, such as those of a combination; at least one, each once.
        pub offers["offers"]: Vec<Cow<'a, str>>,
        /// How.
        pub policy["policy"]: OfferPolicy = OfferPolicy::Thompson,
        /// The features of the moment, which LinUCB needs; a constant 1 among them stands for what holds at any moment.
        pub context["context"]: Vec<f64> = Vec::new(),
        /// How much LinUCB makes of what it does not know; 1 where left out.
        pub alpha["alpha"]: f64 = 1.0,
        /// The share of choices that are made at random, 0 to 1; none where left out. A policy that is to be judged by its log
        /// gives every offer a chance.
        pub explore["explore"]: f64 = 0.0,
        /// How often Thompson sampling is drawn for the probabilities beside the draw that chooses; 1,000 where left out. For
        /// all offers together no more than 10,000,000.
        pub draws["draws"]: Whole<1, 100_000> = Whole(1_000),
        /// The same seed gives the same choice.
        pub seed["seed"]: Whole<0, { crate::kernel::money::MAX_SAFE }>,
    }
}

record! {
    [write]
    /// The offer to show.
    pub struct OfferChoice<'a> {
        /// Which.
        pub offer["offer"]: &'a str,
        /// With which probability it is chosen: what the log keeps.
        pub probability["probability"]: f64,
        /// All offers, in the order of the request.
        pub offers["offers"]: Vec<ScoredOffer<'a>>,
    }
}

record! {
    [write]
    /// How an offer stands in a choice.
    pub struct ScoredOffer<'a> {
        /// Which.
        pub offer["offer"]: &'a str,
        /// What the policy compares: a draw of its rate, or the upper bound of it.
        pub score["score"]: f64,
        /// With which probability it is chosen; of Thompson sampling by draws.
        pub probability["probability"]: f64,
    }
}

/// Chooses an offer.
///
/// # Errors
/// No offer at all, too many or one twice, or a context that does not fit what was learnt.
pub fn choose<'a>(request: &'a ChoiceRequest<'_>) -> Result<OfferChoice<'a>> {
    check(request)?;
    let tallies = request.learnt.of_all(&request.offers).map_err(|error| error.at_key("learnt"))?;
    let mut random = Random::seeded(u64::try_from(request.seed.0).unwrap_or(0));
    let scored = match request.policy {
        OfferPolicy::Thompson => sampled(&tallies, request.draws.0, &mut random),
        OfferPolicy::LinUcb => bounded(&tallies, request)?,
    };
    let by_chance = (uniform(&mut random) < request.explore).then(|| random_place(&tallies, &mut random));
    Ok(answer(request, &scored, by_chance.unwrap_or_else(|| highest(&scored.scores))))
}

/// [`choose`] from JSON text to JSON text.
///
/// # Errors
/// Those of the request, with their path, and those of the choice.
pub fn choose_json(request: &str) -> Result<String> {
    Ok(written(&choose(&read_text(request, Scale(0))?)?))
}

/// How the offers stand.
struct Scored {
    scores: Vec<f64>,
    /// With which probability the policy chooses each.
    shares: Vec<f64>,
}

/// Draws that choose as often as an offer is likely to be best. The draw that chooses counts among those that say how likely
/// that was: of an offer that is best with probability `p`, the mean of one over what `n` further draws say is then
/// `(1 − (1 − p)ⁿ⁺¹) / p`, so that weights by inverse propensity are right, and none is infinite.
fn sampled(tallies: &[OfferTally], draws: i64, random: &mut Random) -> Scored {
    let scores = rates(tallies, random);
    let mut wins = vec![0_u32; tallies.len()];
    let mut note =
        |scores: &[f64]| wins.get_mut(highest(scores)).into_iter().for_each(|wins| *wins = wins.saturating_add(1));
    note(&scores);
    (0..draws).for_each(|_| note(&rates(tallies, random)));
    let shares = wins.into_iter().map(|wins| f64::from(wins) / (draws as f64 + 1.0)).collect();
    Scored { scores, shares }
}

/// Upper bounds, of which the highest is chosen.
fn bounded(tallies: &[OfferTally], request: &ChoiceRequest<'_>) -> Result<Scored> {
    let differs = |tally: &OfferTally| tally.shown.0 > 0 && tally.gains.len() != request.context.len();
    if tallies.iter().any(differs) {
        return Err(Error::combination("context, learnt", "same-length").at_key("context"));
    }
    let scores: Vec<f64> = tallies.iter().map(|tally| upper_bound(tally, &request.context, request.alpha)).collect();
    if !scores.iter().all(|score| score.is_finite()) {
        return Err(Error::new(Code::NotFinite).at_key("context"));
    }
    let best = highest(&scores);
    let shares = (0..tallies.len()).map(|place| if place == best { 1.0 } else { 0.0 }).collect();
    Ok(Scored { scores, shares })
}

fn check(request: &ChoiceRequest<'_>) -> Result<()> {
    if request.offers.is_empty() {
        return Err(Error::new(Code::TooFew).with_number("least", 1).at_key("offers"));
    }
    at_most(MAX_CHOICES, request.offers.len(), "offers").map_err(|error| error.at_key("offers"))?;
    at_most(MAX_CONTEXT, request.context.len(), "context").map_err(|error| error.at_key("context"))?;
    each_once(&request.offers)?;
    if request.policy == OfferPolicy::LinUcb && request.context.is_empty() {
        return Err(Error::new(Code::TooFew).with_number("least", 1).at_key("context"));
    }
    let offers = i64::try_from(request.offers.len()).unwrap_or(i64::MAX);
    if request.draws.0.saturating_mul(offers) > MAX_DRAWS {
        return Err(Error::range(1, MAX_DRAWS.checked_div(offers).unwrap_or(1)).at_key("draws"));
    }
    if !(0.0..=1.0).contains(&request.explore) {
        return Err(Error::range(0, 1).at_key("explore"));
    }
    if request.alpha < 0.0 {
        return Err(Error::range(0, crate::kernel::money::MAX_SAFE).at_key("alpha"));
    }
    Ok(())
}

/// An offer that stands twice would be chosen with a probability that no place of it says.
fn each_once(offers: &[Cow<'_, str>]) -> Result<()> {
    let places = ranked(offers.len(), &|a, b| offers.get(a).cmp(&offers.get(b)));
    let same = |pair: &&[usize]| matches!(pair, [a, b] if offers.get(*a) == offers.get(*b));
    let Some([_, second]) = places.windows(2).find(same) else { return Ok(()) };
    let id = offers.get(*second).map_or("", |id| id);
    Err(Error::new(Code::SameId).with("id", id).at_index(*second).at_key("offers"))
}

/// A draw of each offer's rate.
fn rates(tallies: &[OfferTally], random: &mut Random) -> Vec<f64> {
    let mut rates = Vec::with_capacity(tallies.len());
    for tally in tallies {
        let (shown, taken) = (tally.shown.0 as f64, tally.taken.0 as f64);
        rates.push(beta(1.0 + taken, 1.0 + shown - taken, random));
    }
    rates
}

/// The place of the highest; of equals, the first.
fn highest(scores: &[f64]) -> usize {
    let (mut best, mut most) = (0, f64::NEG_INFINITY);
    for (place, score) in scores.iter().enumerate() {
        if *score > most {
            (best, most) = (place, *score);
        }
    }
    best
}

fn random_place(tallies: &[OfferTally], random: &mut Random) -> usize {
    usize::try_from(random.below(u64::try_from(tallies.len()).unwrap_or(1))).unwrap_or(0)
}

fn answer<'a>(request: &'a ChoiceRequest<'_>, scored: &Scored, chosen: usize) -> OfferChoice<'a> {
    let by_chance = request.explore / request.offers.len().max(1) as f64;
    let of_chance = |share: &f64| (1.0 - request.explore) * share + by_chance;
    let offers: Vec<ScoredOffer<'a>> = request
        .offers
        .iter()
        .zip(scored.scores.iter().zip(&scored.shares))
        .map(|(offer, (score, share))| ScoredOffer { offer, score: *score, probability: of_chance(share) })
        .collect();
    let chosen = offers.get(chosen);
    OfferChoice {
        offer: chosen.map_or("", |chosen| chosen.offer),
        probability: chosen.map_or(0.0, |chosen| chosen.probability),
        offers,
    }
}
