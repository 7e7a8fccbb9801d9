//! What is asked: who looks at what, and what may be shown.

use crate::kernel::money::{Amount, Ratio};
use crate::kernel::scalars::{Map, Now, Whole};
use crate::kernel::{record, words};
use std::borrow::Cow;

/// How many items are wanted.
pub type Wanted = Whole<1, 1_000>;

/// A place in the list, from 1.
pub type Place = Whole<1, 1_000>;

/// How many pieces are in stock, or may be shown of a category.
pub type Pieces = Whole<0, 1_000_000_000>;

words! {
    /// Which recommendations are wanted.
    pub enum Wish {
        /// What this person would like next, by session, basket and history; what they had is left out.
        ForYou = "for-you",
        /// What can stand in the place of `item`.
        Similar = "similar",
        /// What is bought with or after `item`.
        AlsoBought = "also-bought",
        /// What completes the basket.
        Basket = "basket",
        /// What the next order holds: things bought again as well as new ones.
        NextBasket = "next-basket",
        /// What was bought before: the more often, the later and the nearer to when it is due, the further in front.
        BuyAgain = "buy-again",
        /// What sells now.
        Trending = "trending",
        /// What is new in the shop.
        NewArrivals = "new-arrivals",
    }
}

record! {
    [read]
    /// What to recommend, to whom, under which rules.
    pub struct RecommendRequest<'a> {
        /// Which recommendations; "for-you" where left out.
        pub wish["wish"]: Wish = Wish::ForYou,
        /// The item of the page, for "similar" and "also-bought".
        pub item["item"]: Option<Cow<'a, str>>,
        /// What was looked at in this session, the first first.
        pub session["session"]: Vec<Cow<'a, str>> = Vec::new(),
        /// What lies in the basket.
        pub basket["basket"]: Vec<Cow<'a, str>> = Vec::new(),
        /// The earlier orders, the first first.
        pub history["history"]: Vec<PastOrder<'a>> = Vec::new(),
        /// What is never shown.
        pub exclude["exclude"]: Vec<Cow<'a, str>> = Vec::new(),
        /// How many items.
        pub k["k"]: Wanted = Whole(12),
        /// When; without it nothing can be due.
        pub now["now"]: Option<Now>,
        /// Facts of the moment, such as `{ "weather": "rain" }`; those that the trainer has learnt count. "partOfDay" and "season"
        /// come from `now` and the shop's time zone where they are left out and the pack has one.
        pub context["context"]: Map<'a, Cow<'a, str>> = Map::default(),
        /// The group of customers whose favourites fill up first, such as a country; one that the pack doesn't know says nothing.
        pub segment["segment"]: Option<Cow<'a, str>>,
        /// What the shop wants of the list.
        pub rules["rules"]: Option<Rules<'a>>,
        /// What the shop knows of items at this moment, by id.
        pub items["items"]: Map<'a, ItemFacts<'a>> = Map::default(),
    }
}

record! {
    [read]
    /// An earlier order.
    pub struct PastOrder<'a> {
        /// When.
        pub at["at"]: Option<Now>,
        /// What was bought.
        pub items["items"]: Vec<Cow<'a, str>>,
    }
}

record! {
    [read]
    /// What the shop wants of a list.
    pub struct Rules<'a> {
        /// Whether what was bought before may come; wishes for things bought again don't ask. For "for-you" what was looked at
        /// in the session goes with it. What lies in the basket never comes.
        pub bought["bought"]: Option<Bought>,
        /// The least price, in minor units or as a decimal; items whose price is not told are left out.
        pub from["from"]: Option<Amount>,
        /// The greatest price.
        pub to["to"]: Option<Amount>,
        /// Only these categories.
        pub categories["categories"]: Option<Vec<Cow<'a, str>>>,
        /// The most of a category.
        pub most["most"]: Map<'a, Pieces> = Map::default(),
        /// Items at places of their own.
        pub pins["pins"]: Vec<Pin<'a>> = Vec::new(),
        /// Items and categories that count more, or less; what has no score, such as what is trending or new, stays where it is.
        pub boosts["boosts"]: Vec<Boost<'a>> = Vec::new(),
        /// The least margin; items whose margin is not told are left out.
        pub margin["margin"]: Option<Amount>,
        /// How much variety counts against relevance: 0 where left out, at most "100%" (maximal marginal relevance).
        pub diversity["diversity"]: Option<Ratio>,
        /// How much it counts that the categories have the shares they have in the history: 0 where left out, at most "100%".
        pub calibration["calibration"]: Option<Ratio>,
    }
}

words! {
    /// What becomes of items that were bought before.
    pub enum Bought {
        /// They are left out: so it is with "for-you" and "basket" where nothing is said.
        LeaveOut = "leave-out",
        /// They may come: so it is with the other wishes.
        Keep = "keep",
    }
}

record! {
    [read]
    /// An item at a place of its own; it stands there whatever it scores, unless it is excluded or out of stock.
    pub struct Pin<'a> {
        /// Which.
        pub item["item"]: Cow<'a, str>,
        /// Its place.
        pub at["at"]: Place,
    }
}

record! {
    [read]
    /// Something that counts more, or less. Exactly one of `item` and `category`.
    pub struct Boost<'a> {
        /// Which item.
        pub item["item"]: Option<Cow<'a, str>>,
        /// Which category.
        pub category["category"]: Option<Cow<'a, str>>,
        /// By how much its score is multiplied.
        pub by["by"]: Ratio,
    }
}

record! {
    [read]
    /// What the shop knows of an item at this moment; it goes before what the pack says.
    pub struct ItemFacts<'a> {
        /// How many there are; at 0 it is not shown. What is not told is in stock, unless the pack says it is sold out.
        pub stock["stock"]: Option<Pieces>,
        /// Its price.
        pub price["price"]: Option<Amount>,
        /// What is earned with it.
        pub margin["margin"]: Option<Amount>,
        /// Its category.
        pub category["category"]: Option<Cow<'a, str>>,
    }
}
