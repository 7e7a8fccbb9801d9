//! What is asked: the member with the ledger so far, the cart, and the time.

use crate::kernel::calendar::{Date, Instant};
use crate::kernel::facts::Facts;
use crate::kernel::money::{Amount, MAX_SAFE};
use crate::kernel::record;
use crate::kernel::scalars::{Map, Minor, Now, Points, Whole};
use std::borrow::Cow;

/// How many units a line has; fewer than none where they are taken back.
pub type Quantity = Whole<{ -MAX_SAFE }, MAX_SAFE>;

record! {
    [read]
    /// What a cart would earn a member, at a time.
    pub struct PreviewRequest<'a> {
        /// Who buys; a guest without a ledger where left out.
        pub member["member"]: Option<Member<'a>>,
        /// What is bought.
        pub cart["cart"]: Cart<'a>,
        /// When.
        pub now["now"]: Now,
    }
}

record! {
    [read]
    /// What an event earns a member, at a time.
    pub struct AwardRequest<'a> {
        /// Whose event it is.
        pub member["member"]: Option<Member<'a>>,
        /// What happened.
        pub event["event"]: Event<'a>,
        /// When.
        pub now["now"]: Now,
    }
}

record! {
    [read]
    /// Something that happened and is no order. Further fields are attributes that conditions read as `{event.…}`.
    pub struct Event<'a> {
        /// Its kind, such as "survey".
        pub kind["kind"]: Cow<'a, str>,
        /// Which of its kind, such as the survey's id: the same kind and id earns once.
        pub id["id"]: Cow<'a, str>,
        /// Where it happened, such as "app", "web" or "store".
        pub channel["channel"]: Option<Cow<'a, str>>,
        .. /// Further attributes.
        pub facts: Facts<'a>,
    }
}

record! {
    [read]
    /// Where a member stands, at a time.
    pub struct StatusRequest<'a> {
        /// Who; a guest without a ledger where left out.
        pub member["member"]: Option<Member<'a>>,
        /// When.
        pub now["now"]: Now,
    }
}

record! {
    [read]
    /// A member: who it is, and the ledger so far. Further fields are attributes that conditions read as `{member.…}`.
    pub struct Member<'a> {
        /// The member's id.
        pub id["id"]: Option<Cow<'a, str>>,
        /// The day of birth.
        pub birthday["birthday"]: Option<Date>,
        /// The day of joining.
        pub joined["joined"]: Option<Date>,
        /// The ledger: the entries of earlier purchases, in any order. Entries later than `now` do not count.
        pub entries["entries"]: Vec<Entry<'a>> = Vec::new(),
        .. /// Further attributes.
        pub facts: Facts<'a>,
    }
}

record! {
    [read write]
    /// A ledger entry: what one order or event changed. A preview or award answers with the entry to be written.
    pub struct Entry<'a> {
        /// When the order was placed, or the event happened.
        pub at["at"]: Instant,
        /// The id of the order (the cart's).
        pub order["order"]: Option<Cow<'a, str>>,
        /// The event, where it is no order.
        pub event["event"]: Option<EntryEvent<'a>>,
        /// The points, less than none where they are taken back.
        pub points["points"]: Points,
        /// What the member paid, in minor units.
        pub spend["spend"]: Minor,
        /// The points by rule; caps over a period count them.
        pub rules["rules"]: Map<'a, Points> = Map::default(),
    }
}

record! {
    [read write]
    /// The event of a ledger entry.
    pub struct EntryEvent<'a> {
        /// Its kind.
        pub kind["kind"]: Cow<'a, str>,
        /// Which of its kind.
        pub id["id"]: Cow<'a, str>,
    }
}

record! {
    [read]
    /// A cart, or an order. Further fields are attributes that conditions read as `{cart.…}`.
    pub struct Cart<'a> {
        /// The order's id, which the ledger entry keeps.
        pub id["id"]: Option<Cow<'a, str>>,
        /// Where it is bought, such as "app", "web" or "store".
        pub channel["channel"]: Option<Cow<'a, str>>,
        /// The lines.
        pub lines["lines"]: Vec<Line<'a>>,
        .. /// Further attributes.
        pub facts: Facts<'a>,
    }
}

record! {
    [read]
    /// A line of a cart, with `price` or `amount`. Further fields are attributes that conditions read as `{line.…}`.
    pub struct Line<'a> {
        /// The line's id, which the answer repeats.
        pub id["id"]: Option<Cow<'a, str>>,
        /// The product.
        pub product["product"]: Option<Cow<'a, str>>,
        /// The product's category.
        pub category["category"]: Option<Cow<'a, str>>,
        /// How many units, 1 where left out; fewer than none where they are taken back, which takes back what they earned.
        pub quantity["quantity"]: Option<Quantity>,
        /// What one unit costs.
        pub price["price"]: Option<Amount>,
        /// What the whole line costs, in place of `price`; of the same sign as the quantity.
        pub amount["amount"]: Option<Amount>,
        /// What is taken off the whole line, as a positive amount.
        pub discount["discount"]: Option<Amount>,
        .. /// Further attributes.
        pub facts: Facts<'a>,
    }
}

impl Entry<'_> {
    /// The same without a borrow, to be kept.
    #[must_use]
    pub fn into_owned(self) -> Entry<'static> {
        let Entry { at, order, event, points, spend, rules } = self;
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let event = event.map(|event| EntryEvent { kind: owned(event.kind), id: owned(event.id) });
        Entry { at, order: order.map(owned), event, points, spend, rules: rules.into_owned() }
    }
}
