//! What is answered, and why.

use crate::kernel::calendar::Instant;
use crate::kernel::{record, tagged};
use std::borrow::Cow;

record! {
    [write]
    /// The recommended items, the best first.
    pub struct Recommendations<'a> {
        /// As many as were wanted, or fewer with a reason.
        pub items["items"]: Vec<Recommended<'a>>,
        /// Why there are fewer than wanted.
        pub fewer["fewer"]: Option<Fewer>,
        /// The names of the chunks that would have been needed and are not here: what they know is not counted.
        pub absent["absent"]: Vec<String>,
    }
}

record! {
    [write]
    /// A recommended item.
    pub struct Recommended<'a> {
        /// Its id.
        pub item["item"]: Cow<'a, str>,
        /// How well it fits, in thousandths of the best one's score; an item that fills up has 0.
        pub score["score"]: i64,
        /// Why, the strongest reason first.
        pub why["why"]: Vec<RecommendReason<'a>>,
    }
}

record! {
    [write]
    /// What a pack says of itself.
    pub struct PackFacts {
        /// The version of its format.
        pub version["version"]: i64,
        /// The trainer that made it.
        pub trainer["trainer"]: String,
        /// The last moment of the log that it was made from.
        pub until["until"]: Option<Instant>,
        /// The currency of its prices.
        pub currency["currency"]: Option<String>,
        /// The beginning of the SHA-256 of all its ids: packs of the same items have the same.
        pub catalogue["catalogue"]: String,
        /// How many items it has.
        pub items["items"]: i64,
        /// The names of its categories.
        pub categories["categories"]: Vec<String>,
        /// The groups of customers whose favourites it knows.
        pub segments["segments"]: Vec<String>,
        /// How many chunks it has.
        pub chunks["chunks"]: i64,
        /// How many of them are here.
        pub here["here"]: i64,
    }
}

tagged! {
    /// Why an item is recommended: a code, and what belongs into its sentence.
    pub enum RecommendReason<'a> {
        /// It goes with what was bought, looked at or laid into the basket.
        Because = "because" {
            /// With what, the strongest link first, at most three.
            items["items"]: Vec<Cow<'a, str>>,
        },
        /// It can stand in the place of an item.
        SimilarTo = "similar-to" {
            /// Of which.
            item["item"]: Cow<'a, str>,
        },
        /// Nobody has bought it yet; it is like an item that was bought, looked at or laid into the basket.
        Resembles = "resembles" {
            /// Like which.
            item["item"]: Cow<'a, str>,
        },
        /// It was bought before.
        BoughtBefore = "bought-before" {
            /// In how many orders.
            times["times"]: i64,
        },
        /// It was looked at in the session, and not bought before.
        LookedAt = "looked-at" {
            /// How often.
            times["times"]: i64,
        },
        /// It was bought before, and is usually bought again after about as many days as have passed.
        Due = "due" {
            /// After how many days it is usually bought again.
            usual["usual"]: i64,
            /// How many have passed.
            passed["passed"]: i64,
        },
        /// Many buy it.
        Popular = "popular" {},
        /// Many buy it now.
        Trending = "trending" {},
        /// It is new in the shop.
        New = "new" {},
        /// The shop has put it there.
        Pinned = "pinned" {},
    }
}

tagged! {
    /// Why there are fewer items than wanted.
    pub enum Fewer {
        /// Nothing else in the pack passes the rules.
        Rules = "rules-leave-fewer" {
            /// How many items the rules kept out.
            refused["refused"]: i64,
        },
        /// The history has no more items to buy again.
        History = "history-has-fewer" {},
        /// Parts of the pack are not here.
        Absent = "parts-absent" {},
        /// The pack has no more.
        Pack = "pack-has-fewer" {},
    }
}
