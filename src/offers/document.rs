//! The offers of a shop as their author writes them.

use crate::kernel::money::{Amount, Ratio};
use crate::kernel::scalars::{Label, Whole};
use crate::kernel::{record, words};
use crate::loyalty::document::{Schedule, TimeZone};

/// A count of units, of times or of orders.
pub type Count = Whole<1, 1_000_000_000>;

record! {
    [read]
    /// The offers of a shop: coupons and promotions, and how they act together.
    ///
    /// Conditions (`when`, `lines`) and selections read the cart as it is given, before any offer acts. Offers act stage
    /// by stage. Within a stage they act side by side: each reads the amounts that the stage found, and none takes more
    /// than is left of a line; those of which one acts on each line take first.
    pub struct OffersDocument {
        /// Where the schema of this document is, for editors.
        pub schema["$schema"]: Option<String>,
        /// The document's own id.
        pub id["id"]: Option<String>,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// The ISO 4217 code of every amount here and in the requests.
        pub currency["currency"]: String,
        /// The IANA time zone in which days, weeks, months and hours are told, such as "Asia/Shanghai".
        pub time_zone["timeZone"]: TimeZone,
        /// The stages in the order in which they act, each once; where left out: "price", "discount", "spend", "coupon",
        /// "points", "shipping".
        pub order["order"]: Option<Vec<Stage>>,
        /// What thresholds (`from`, `every`) are compared with; "remaining" where left out.
        pub thresholds["thresholds"]: Thresholds = Thresholds::Remaining,
        /// How points pay; they do not where left out.
        pub points["points"]: Option<PointsPayment>,
        /// The offers. Of equally good combinations that one is taken whose first offers stand first.
        pub offers["offers"]: Vec<Offer>,
    }
}

words! {
    /// When an offer acts.
    pub enum Stage {
        /// Prices: flash prices (秒杀), member prices.
        Price = "price",
        /// Discounts on products for a limited time, by the piece or in a bundle.
        Discount = "discount",
        /// What a purchase of some size brings (满减).
        Spend = "spend",
        /// Coupons.
        Coupon = "coupon",
        /// Points that pay; no offer acts here.
        Points = "points",
        /// Shipping.
        Shipping = "shipping",
    }
}

words! {
    /// What thresholds are compared with.
    pub enum Thresholds {
        /// What the stages before have left.
        Remaining = "remaining",
        /// What "price" and "discount" have left, as far as they come before, whatever other stages take off.
        Itemised = "itemised",
        /// What the cart costs as it is given.
        Listed = "listed",
    }
}

record! {
    [read]
    /// How points pay. They pay for the lines, not for shipping.
    pub struct PointsPayment {
        /// So many points …
        pub points["points"]: Count,
        /// … pay this much; points pay in whole multiples of it.
        pub worth["worth"]: Amount,
        /// The fewest points that pay.
        pub least["least"]: Option<Count>,
        /// The most of the amount that points pay, such as "50%"; all of it where left out.
        pub most["most"]: Option<Ratio>,
    }
}

record! {
    [read]
    /// An offer: for whom, when, on which lines, and exactly one thing that it brings: `off`, `percent`, `steps`, `price`,
    /// `priceFrom`, `bundle`, `buy` with `get`, `gift` or `shipping`.
    pub struct Offer {
        /// Its id, which answers, coupons and usage name; never used for another offer again.
        pub id["id"]: String,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// When it acts. Where left out: "shipping" for what it takes off shipping, "coupon" for a coupon, else "price" for
        /// `price` and `priceFrom`, "discount" for `percent`, `bundle` and `buy`, "spend" for the rest.
        pub stage["stage"]: Option<Stage>,
        /// Whether only who holds it has it.
        pub coupon["coupon"]: bool = false,
        /// Only from this amount of its lines on.
        pub from["from"]: Option<Amount>,
        /// Only from so many units of its lines on.
        pub units["units"]: Option<Count>,
        /// This much off its lines together, shared among them by what is left of each.
        pub off["off"]: Option<Amount>,
        /// `off` each time that this amount is full (每满).
        pub every["every"]: Option<Amount>,
        /// How many times at the most, for `every`, `bundle` and `buy`.
        pub times["times"]: Option<Count>,
        /// A share off each of its lines, rounded line by line, a half up; with `buy`, off the units that are got.
        pub percent["percent"]: Option<Ratio>,
        /// The most that `percent` takes off, in all its lines together.
        pub most["most"]: Option<Amount>,
        /// Several thresholds; of those reached, what takes off most.
        pub steps["steps"]: Option<Vec<OfferStep>>,
        /// What a unit costs at the most. Prices never add up: of several in a stage, the lowest counts on a line.
        pub price["price"]: Option<Amount>,
        /// The attribute of a line that says so, such as "memberPrice"; lines without it keep their price.
        pub price_from["priceFrom"]: Option<String>,
        /// Several things together for one price.
        pub bundle["bundle"]: Option<Bundle>,
        /// For so many units …
        pub buy["buy"]: Option<Count>,
        /// … so many more are free, or cheaper by `percent`: the cheapest of all.
        pub get["get"]: Option<Count>,
        /// What is put in besides.
        pub gift["gift"]: Option<Gift>,
        /// What is taken off shipping: "free", or an amount.
        pub shipping["shipping"]: Option<ShippingOff>,
        /// Only lines of these products.
        pub products["products"]: Option<Vec<String>>,
        /// Only lines of these categories.
        pub categories["categories"]: Option<Vec<String>>,
        /// Only lines that fulfil this condition over `{line.…}`; it may read what `when` reads too.
        pub lines["lines"]: Option<String>,
        /// Only orders from these channels.
        pub channels["channels"]: Option<Vec<String>>,
        /// Only members of these tiers, as the request's `member.tier` says.
        pub tiers["tiers"]: Option<Vec<String>>,
        /// Only when this condition over `{cart.…}`, `{member.…}`, `{facts.…}` and `{now.…}` is fulfilled.
        pub when["when"]: Option<String>,
        /// Only at these times, in the document's time zone.
        pub schedule["schedule"]: Option<Schedule>,
        /// Only members who have not ordered before, as the ledger says. A guest is none.
        pub first_order["firstOrder"]: bool = false,
        /// How often.
        pub limits["limits"]: Option<Limits>,
        /// Of offers that share a group, one acts in an order. Where all of them take off line by line in the same stage
        /// (`percent` without `most`, `price`, `priceFrom`), one acts on each line: what takes off most there.
        pub group["group"]: Option<String>,
        /// Whether no other offer acts in the order.
        pub exclusive["exclusive"]: bool = false,
        /// The stages whose offers may act beside it; all where left out. It is enough that one of two does not allow it.
        pub stacks["stacks"]: Option<Vec<Stage>>,
    }
}

record! {
    [read]
    /// A threshold, by amount or by units, and what is taken off from there on.
    pub struct OfferStep {
        /// From this amount of the lines on.
        pub from["from"]: Option<Amount>,
        /// From so many units of the lines on.
        pub units["units"]: Option<Count>,
        /// This much off the lines together.
        pub off["off"]: Option<Amount>,
        /// A share off each line.
        pub percent["percent"]: Option<Ratio>,
    }
}

record! {
    [read]
    /// Several things together for one price. The dearest units go first; as many sets are made as save most.
    pub struct Bundle {
        /// What belongs to it.
        pub parts["parts"]: Vec<BundlePart>,
        /// What it costs.
        pub price["price"]: Amount,
    }
}

record! {
    [read]
    /// A part of a bundle; a line belongs to the first part that it fits.
    pub struct BundlePart {
        /// How many units; 1 where left out.
        pub units["units"]: Count = Whole(1),
        /// Of one of these products.
        pub products["products"]: Option<Vec<String>>,
        /// Of one of these categories.
        pub categories["categories"]: Option<Vec<String>>,
    }
}

record! {
    [read write]
    /// What is put in besides.
    pub struct Gift {
        /// The product.
        pub product["product"]: String,
        /// How many; 1 where left out.
        pub quantity["quantity"]: Count = Whole(1),
        /// What it is worth to the member, where combinations are compared; the smallest amount where left out.
        pub value["value"]: Option<Amount>,
    }
}

record! {
    [read]
    /// How often an offer acts. The request says how often it has.
    pub struct Limits {
        /// In how many orders of one member.
        pub per_member["perMember"]: Option<Count>,
        /// In how many orders at all.
        pub total["total"]: Option<Count>,
        /// How much it takes off at all, with what it takes over from others. An offer acts in whole or not at all.
        pub budget["budget"]: Option<Amount>,
    }
}

/// What is taken off shipping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShippingOff {
    /// All of it.
    Free,
    /// This much.
    Amount(Amount),
}

mod shipping {
    use super::ShippingOff;
    use crate::kernel::Result;
    use crate::kernel::json::{Kind, Reader};
    use crate::kernel::money::Amount;
    use crate::kernel::record::{Read, Scale};

    impl<'r> Read<'r> for ShippingOff {
        fn blank() -> Self {
            ShippingOff::Free
        }

        fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
            if reader.kind() == Some(Kind::Text) && reader.passes("\"free\"") {
                *self = ShippingOff::Free;
                return Ok(());
            }
            let mut amount = Amount(0);
            amount.read(reader, scale)?;
            *self = ShippingOff::Amount(amount);
            Ok(())
        }
    }

    #[cfg(feature = "shape")]
    impl crate::kernel::shape::Describe for ShippingOff {
        fn shape() -> crate::kernel::shape::Shape {
            use crate::kernel::shape::{Shape, alias};
            let shapes = vec![Shape::Literal("free"), Amount::shape()];
            alias("ShippingOff", "What is taken off shipping.", Shape::Union(shapes))
        }
    }
}
