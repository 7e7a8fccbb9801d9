//! What a trainer has learnt from a log, before it is packed.

use super::LinkSettings;

/// Everything that a pack is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The trainer and its version.
    pub trainer: String,
    /// The last moment of the log, in milliseconds since 1970: how long ago something was sold is told from here.
    pub until: i64,
    /// The ISO 4217 code of the prices.
    pub currency: Option<String>,
    /// How the links were counted.
    pub links: LinkSettings,
    /// How a request is scored.
    pub taste: Taste,
    /// The names of the categories; items tell theirs by place.
    pub categories: Vec<String>,
    /// The items, each id once.
    pub items: Vec<Item>,
    /// How much more or less a category sells in a context.
    pub lifts: Vec<Lift>,
    /// Where the shop is, by its IANA name: the part of the day and the season are told by its clock.
    pub zone: Option<String>,
    /// What groups of customers buy, the largest group first.
    pub segments: Vec<Segment>,
}

/// How the history of a request weighs, which a trainer chooses by how well it predicts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Taste {
    /// How much of an item's weight for others is left with each step back, 0 to 1.
    pub recall: f64,
    /// The same for the item itself, as something to take again.
    pub own_recall: f64,
    /// What is left of that beyond the last two steps, besides, 0 to 1: whoever looks around goes back to what they have just left.
    pub own_far: f64,
    /// The power to which the summed weight of an item for others is taken.
    pub power: f64,
    /// The same for the item itself: the greater, the more it counts to have taken it several times.
    pub own_power: f64,
    /// The weight of an item of the history for itself.
    pub own: f64,
    /// The weight of its rate of repeats for itself.
    pub repeat: f64,
    /// The weight of popularity.
    pub popular: f64,
}

/// An item of the catalogue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// The shop's own id of it, by which requests and answers name it.
    pub id: String,
    /// Its category, by place in the model's list.
    pub category: Option<u32>,
    /// Its last price, in minor units.
    pub price: Option<i64>,
    /// What is earned with one, in minor units.
    pub margin: Option<i64>,
    /// Whether it was out of stock when the model was made.
    pub sold_out: bool,
    /// In how many steps it occurs.
    pub count: u64,
    /// The same with older steps fading: what is popular now.
    pub trend: f64,
    /// When it came into the shop or was first sold, in milliseconds since 1970; `None` where neither is known, as of what
    /// nobody has bought yet.
    pub first: Option<i64>,
    /// The share of its purchases that the same member or session repeats later, 0 to 1.
    pub repeat: f64,
    /// The typical number of days until it is bought again.
    pub gap: Option<f64>,
    /// What is bought or seen with it or after it, strongest first.
    pub next: Vec<Link>,
    /// What can stand in its place, strongest first.
    pub similar: Vec<Link>,
}

/// A link to another item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The place of the other item in the model.
    pub item: u32,
    /// How strong it is, greater than 0.
    pub strength: f64,
}

/// How much more or less a category sells where a fact of the context holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Lift {
    /// The fact, such as "weather".
    pub fact: String,
    /// Its value, such as "rain".
    pub value: String,
    /// The category, by place in the model's list.
    pub category: u32,
    /// The category's share of the steps with the value over its share of all, greater than 0.
    pub ratio: f64,
}

/// What a group of customers buys, such as those of a country.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Segment {
    /// Its name.
    pub name: String,
    /// What it buys most, by place in the model, the most first.
    pub popular: Vec<u32>,
    /// The same with older purchases fading.
    pub trending: Vec<u32>,
}
