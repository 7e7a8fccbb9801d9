//! What is asked: the member, the cart, what is held and what was used, and the time.

use super::document::Count;
use crate::kernel::calendar::Instant;
use crate::kernel::facts::Given;
use crate::kernel::money::{Amount, MAX_SAFE};
use crate::kernel::record;
use crate::kernel::scalars::{Map, Minor, Now, Whole};
use crate::loyalty::{Cart, Member};
use std::borrow::Cow;

/// How often, or how many.
pub type Tally = Whole<0, MAX_SAFE>;

/// The most work of one answer, in looks at a line for an offer, or at an offer; beyond it, what was found so far is the
/// answer.
pub const MAX_STEPS: i64 = 10_000_000;

record! {
    [read]
    /// Which offers are best for a cart, at a time.
    pub struct OffersRequest<'a> {
        /// Who buys, as the loyalty program knows it; the attribute `tier` is the tier held, as the program's status says. A
        /// guest where left out.
        pub member["member"]: Option<Member<'a>>,
        /// What is bought. No line has a negative quantity.
        pub cart["cart"]: Cart<'a>,
        /// When.
        pub now["now"]: Now,
        /// What else conditions read, as `{facts.…}`: a segment, the weather …
        pub facts["facts"]: Given<'a> = Given::default(),
        /// What shipping costs; nothing where left out.
        pub shipping["shipping"]: Amount = Amount(0),
        /// The coupons that the member holds.
        pub held["held"]: Vec<HeldCoupon<'a>> = Vec::new(),
        /// How often offers have acted, by their ids; never where left out.
        pub used["used"]: Map<'a, OfferUsage> = Map::default(),
        /// How many points the member would pay with; as many as may be of these are. None where left out.
        pub points["points"]: Tally = Whole(0),
        /// The most work, where it should be less than the engine's own bound.
        pub steps["steps"]: Whole<1, MAX_STEPS> = Whole(MAX_STEPS),
    }
}

record! {
    [read]
    /// A coupon that the member holds.
    pub struct HeldCoupon<'a> {
        /// The offer.
        pub offer["offer"]: Cow<'a, str>,
        /// Its own id, which the answer names where it acts. Of several of an offer, the one acts that ends first.
        pub id["id"]: Option<Cow<'a, str>>,
        /// When it ends; with its offer where left out.
        pub until["until"]: Option<Instant>,
    }
}

record! {
    [read]
    /// How often an offer has acted before.
    pub struct OfferUsage {
        /// In how many orders of this member.
        pub member["member"]: Tally = Whole(0),
        /// In how many orders at all.
        pub total["total"]: Tally = Whole(0),
        /// How much it has taken off at all.
        pub spent["spent"]: Minor = Minor(0),
    }
}

record! {
    [read]
    /// What parts of an order are worth that come back.
    pub struct RefundRequest {
        /// The lines of which something comes back.
        pub lines["lines"]: Vec<ReturnedLine>,
    }
}

record! {
    [read]
    /// A line of an order of which some units come back.
    pub struct ReturnedLine {
        /// How many units it had.
        pub quantity["quantity"]: Count,
        /// What was paid for all of it in money: `net` of the combination's line.
        pub net["net"]: Minor,
        /// The points that paid for it: `points` of the combination's line.
        pub points["points"]: Tally = Whole(0),
        /// How many units came back before.
        pub before["before"]: Tally = Whole(0),
        /// How many come back now.
        pub returned["returned"]: Tally,
    }
}
