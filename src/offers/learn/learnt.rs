//! What has been learnt: counts that only grow, for each device by itself.
//!
//! Each device adds only to its own counts, so that of two states of a device the one with more observations holds the
//! other. Merging takes that one for each device: in any order, in any grouping and any number of times it comes to the same.
//! Source: Shapiro, Preguiça, Baquero and Zawirski, *Conflict-Free Replicated Data Types*, 2011 (the grow-only counter).

use super::linear::{MAX_CONTEXT, triangle};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::record;
use crate::kernel::record::{Scale, read_text, written};
use crate::kernel::scalars::{Map, Whole};
use crate::kernel::{Code, Error, Result, at_most};
use std::borrow::Cow;
use std::cmp::Ordering;

/// How many were observed.
pub type Observed = Whole<0, MAX_SAFE>;

record! {
    [read write]
    /// What all devices have learnt.
    pub struct Learnt<'a> {
        /// By the id of the device.
        pub devices["devices"]: Map<'a, DeviceLearning<'a>> = Map::default(),
    }
}

record! {
    [read write]
    /// What one device has learnt.
    pub struct DeviceLearning<'a> {
        /// How many observations it has made.
        pub observed["observed"]: Observed,
        /// By the id of the offer.
        pub offers["offers"]: Map<'a, OfferTally> = Map::default(),
    }
}

record! {
    [read write]
    /// What came of an offer.
    pub struct OfferTally {
        /// How often it was shown.
        pub shown["shown"]: Observed,
        /// How often it was taken.
        pub taken["taken"]: Observed,
        /// For each pair of features, the sum of their products over all showings: the lower triangle, row by row.
        pub products["products"]: Vec<f64> = Vec::new(),
        /// For each feature, its sum over the showings where the offer was taken.
        pub gains["gains"]: Vec<f64> = Vec::new(),
    }
}

record! {
    [read]
    /// An offer was shown, and taken or not.
    pub struct LearnRequest<'a> {
        /// What was known before.
        pub learnt["learnt"]: Learnt<'a> = Learnt { devices: Map::default() },
        /// The device that saw it.
        pub device["device"]: Cow<'a, str>,
        /// The offer.
        pub offer["offer"]: Cow<'a, str>,
        /// Whether it was taken.
        pub taken["taken"]: bool,
        /// The features of the moment, as they were given when it was chosen.
        pub context["context"]: Vec<f64> = Vec::new(),
    }
}

/// Takes note of an offer that was shown.
///
/// # Errors
/// A context of another length than before, or with numbers that are too large.
pub fn learn<'a>(request: LearnRequest<'a>) -> Result<Learnt<'a>> {
    let LearnRequest { mut learnt, device, offer, taken, context } = request;
    at_most(MAX_CONTEXT, context.len(), "context").map_err(|error| error.at_key("context"))?;
    let own = entry(&mut learnt.devices, device, || DeviceLearning { observed: Whole(0), offers: Map::default() });
    let Some(own) = own else { return Ok(learnt) };
    own.observed = Whole(own.observed.0.saturating_add(1).min(MAX_SAFE));
    let blank = || OfferTally { shown: Whole(0), taken: Whole(0), products: Vec::new(), gains: Vec::new() };
    let Some(tally) = entry(&mut own.offers, offer, blank) else { return Ok(learnt) };
    tally.note(taken, &context).map_err(|error| error.at_key("context"))?;
    Ok(learnt)
}

/// [`learn`] from JSON text to JSON text.
///
/// # Errors
/// Those of the request, with their path, and those of learning.
pub fn learn_json(request: &str) -> Result<String> {
    Ok(written(&learn(read_text(request, Scale(0))?)?))
}

impl OfferTally {
    fn note(&mut self, taken: bool, context: &[f64]) -> Result<()> {
        if self.shown.0 > 0 && self.gains.len() != context.len() {
            return Err(Error::combination("context", "same-length"));
        }
        self.gains.resize(context.len(), 0.0);
        self.products.resize(triangle(context.len()), 0.0);
        let mut products = self.products.iter_mut();
        for (row, a) in context.iter().enumerate() {
            for (b, sum) in context.iter().take(row.saturating_add(1)).zip(&mut products) {
                *sum += a * b;
            }
        }
        for (gain, feature) in self.gains.iter_mut().zip(context) {
            *gain += if taken { *feature } else { 0.0 };
        }
        self.shown = Whole(self.shown.0.saturating_add(1).min(MAX_SAFE));
        self.taken = Whole(self.taken.0.saturating_add(i64::from(taken)).min(MAX_SAFE));
        let finite = self.products.iter().chain(&self.gains).all(|sum| sum.is_finite());
        if finite { Ok(()) } else { Err(Error::new(Code::NotFinite)) }
    }

    /// Adds what another device has seen of the same offer.
    fn add(&mut self, other: &OfferTally) -> Result<()> {
        if other.taken > other.shown {
            return Err(Error::range(0, other.shown.0).at_key("taken"));
        }
        let sized = |tally: &OfferTally| tally.products.len() == triangle(tally.gains.len());
        if !sized(self)
            || !sized(other)
            || (other.shown.0 > 0 && self.shown.0 > 0 && self.gains.len() != other.gains.len())
        {
            return Err(Error::combination("products, gains", "same-length"));
        }
        self.shown = Whole(self.shown.0.saturating_add(other.shown.0).min(MAX_SAFE));
        self.taken = Whole(self.taken.0.saturating_add(other.taken.0).min(MAX_SAFE));
        self.gains.resize(other.gains.len().max(self.gains.len()), 0.0);
        self.products.resize(triangle(self.gains.len()), 0.0);
        for (sum, more) in self.products.iter_mut().zip(&other.products) {
            *sum += more;
        }
        for (sum, more) in self.gains.iter_mut().zip(&other.gains) {
            *sum += more;
        }
        Ok(())
    }
}

impl Learnt<'_> {
    /// What all devices together have seen of each of some offers. They are added up in the order of their ids, so that the
    /// sums are the same wherever they are made.
    ///
    /// # Errors
    /// Devices that have seen contexts of different lengths.
    pub fn of_all(&self, offers: &[Cow<'_, str>]) -> Result<Vec<OfferTally>> {
        let mut devices: Vec<&(Cow<'_, str>, DeviceLearning<'_>)> = self.devices.0.iter().collect();
        devices.sort_by(|a, b| a.0.cmp(&b.0));
        offers.iter().map(|offer| added(&devices, offer)).collect()
    }
}

fn added(devices: &[&(Cow<'_, str>, DeviceLearning<'_>)], offer: &str) -> Result<OfferTally> {
    let mut all = OfferTally { shown: Whole(0), taken: Whole(0), products: Vec::new(), gains: Vec::new() };
    for (device, learning) in devices {
        let Some(tally) = learning.offers.get(offer) else { continue };
        let placed = |error: Error| error.at_key(offer).at_key("offers").at_key(device).at_key("devices");
        all.add(tally).map_err(placed)?;
    }
    Ok(all)
}

/// What two states know together.
#[must_use]
pub fn merge<'a>(mut one: Learnt<'a>, other: Learnt<'a>) -> Learnt<'a> {
    one.devices.0.extend(other.devices.0);
    one.devices.0.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| most_first(&a.1, &b.1)));
    one.devices.0.dedup_by(|later, first| later.0 == first.0);
    one
}

/// [`merge`] from two JSON texts to one.
///
/// # Errors
/// Those of the states, with their path.
pub fn merge_json(one: &str, other: &str) -> Result<String> {
    Ok(written(&merge(read_text(one, Scale(0))?, read_text(other, Scale(0))?)))
}

/// Puts the state of a device that holds another before it. Two that differ after as many observations are no states of one
/// device; then too one of them always comes first.
fn most_first(one: &DeviceLearning<'_>, other: &DeviceLearning<'_>) -> Ordering {
    other.observed.cmp(&one.observed).then_with(|| written(other).cmp(&written(one)))
}

/// The value of a key, which is added where it is new.
fn entry<'m, 'a, T>(map: &'m mut Map<'a, T>, key: Cow<'a, str>, blank: impl Fn() -> T) -> Option<&'m mut T> {
    let place = map.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
        map.0.push((key, blank()));
        map.0.len().saturating_sub(1)
    });
    map.0.get_mut(place).map(|(_, value)| value)
}
