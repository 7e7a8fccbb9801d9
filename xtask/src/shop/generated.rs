//! A made-up shop: a café in Shanghai whose members, carts and returns follow from a seed.

use super::names::name;
use super::shelf::{ARRIVALS, CATEGORIES, PAIRS, STAPLES, place, products};
use super::{Line, Member, Order, Product};
use patronage::kernel::calendar::{Date, LocalDateTime, LocalTime, Zone};
use patronage::kernel::random::Random;

/// How far back the history goes, in days.
const HISTORY: u64 = 540;

/// The products and the members of a shop, whose last day is `today`.
pub(crate) fn generate(seed: u64, count: u64, zone: &Zone, today: Date) -> (Vec<Product>, Vec<Member>) {
    let mut making = Making { random: Random::seeded(seed), zone, today, products: products() };
    let first = making.random.below(1 << 20);
    let members = (0..count).map(|number| making.member(number, first)).collect();
    (making.products, members)
}

struct Making<'a> {
    random: Random,
    zone: &'a Zone,
    today: Date,
    products: Vec<Product>,
}

/// What somebody tends to do.
struct Habit {
    channel: &'static str,
    /// Mean days between two visits.
    interval: u64,
    /// The product that goes into every other cart.
    favourite: usize,
    /// What is used up at home, where something is.
    staple: Option<Staple>,
}

/// Something that is used up, and the day on which there is none left.
struct Staple {
    product: usize,
    days: u64,
    due: Date,
}

impl Making<'_> {
    fn member(&mut self, number: u64, first: u64) -> Member {
        let joined = self.ago(1, HISTORY);
        let born = self.ago(18 * 365, 45 * 365);
        let mut member = Member::new(&format!("{}", 10_001 + number));
        // 331 has no divisor in common with the number of names, so names repeat only when all were given.
        member.facts.insert("name".to_owned(), name((first + number * 331) % super::names::COUNT));
        member.facts.insert("birthday".to_owned(), born.to_string().into());
        member.facts.insert("joined".to_owned(), joined.to_string().into());
        let mut habit = self.habit(joined);
        let mut day = joined;
        while day < self.today {
            let order = self.order(&member, &mut habit, day);
            let returned = self.returned(&order, day);
            member.orders.push(order);
            member.orders.extend(returned);
            day = self.later(day, 2 * habit.interval);
        }
        member.orders.sort_by_key(|order| order.at);
        member
    }

    /// A day `least` days ago, or up to `spread` days before.
    fn ago(&mut self, least: u64, spread: u64) -> Date {
        shifted(self.today, -((least + self.random.below(spread)) as i32))
    }

    /// One of the `spread` days after a day.
    fn later(&mut self, day: Date, spread: u64) -> Date {
        shifted(day, 1 + self.random.below(spread) as i32)
    }

    fn at(&self, date: Date, minutes: u64) -> i64 {
        let time = LocalTime::from_millis(minutes as u32 * 60_000).expect("the day has these minutes");
        self.zone.instant(LocalDateTime { date, time }).millis()
    }

    fn habit(&mut self, joined: Date) -> Habit {
        let channel = ["store", "store", "app", "app", "delivery"][self.random.below(5) as usize];
        // Most come now and then, some nearly every day.
        let interval = [2, 4, 7, 10, 14, 21, 30, 45, 60, 90][self.random.below(10) as usize];
        let favourite = self.product(self.today);
        let staple = (self.random.below(2) == 0).then(|| self.staple(joined));
        Habit { channel, interval, favourite, staple }
    }

    fn staple(&mut self, joined: Date) -> Staple {
        let (name, days) = STAPLES[self.random.below(STAPLES.len() as u64) as usize];
        Staple { product: place(name), days, due: self.later(joined, days) }
    }

    fn order(&mut self, member: &Member, habit: &mut Habit, day: Date) -> Order {
        // From seven in the morning to nine at night.
        let minutes = 7 * 60 + self.random.below(14 * 60);
        let mut products = Vec::new();
        products.push(self.first(habit, day));
        if let Some(staple) = habit.staple.as_mut().filter(|staple| staple.due <= day) {
            products.push(staple.product);
            staple.due = self.later(day, 4).add_days(staple.days as i32 - 2).expect("the calendar goes on");
        }
        for first in products.clone() {
            let partner = PAIRS.iter().find(|(name, _)| place(name) == first).map(|(_, partner)| place(partner));
            products.extend(partner.filter(|partner| self.random.below(5) < 3 && self.is_sold(*partner, day)));
        }
        if self.random.below(3) == 0 {
            products.push(self.product(day));
        }
        let mut lines: Vec<Line> = Vec::new();
        for product in products {
            if lines.iter().all(|line| line.product != product) {
                let quantity = if self.random.below(4) == 0 { 2 } else { 1 };
                self.products[product].sold += 1;
                lines.push(Line { product, quantity, price: self.products[product].price });
            }
        }
        let channel = if self.random.below(5) == 0 { "store" } else { habit.channel };
        Order {
            id: format!("{}-{}", member.id, member.orders.len() + 1),
            at: self.at(day, minutes),
            channel: Some(channel.to_owned()),
            lines,
        }
    }

    /// What somebody comes for: the favourite, something of its kind, or anything.
    fn first(&mut self, habit: &Habit, day: Date) -> usize {
        let wanted = match self.random.below(6) {
            0..3 => Some(habit.favourite),
            3..5 => {
                let kind = self.products[habit.favourite].category.clone();
                let alike = (0..self.products.len()).filter(|place| self.products[*place].category == kind);
                self.random.choose(&alike.collect::<Vec<_>>()).copied()
            }
            _ => None,
        };
        wanted.filter(|product| self.is_sold(*product, day)).unwrap_or_else(|| self.product(day))
    }

    /// Whether a product is on the shelf on a day.
    fn is_sold(&self, product: usize, day: Date) -> bool {
        ARRIVALS.iter().all(|(name, ago)| place(name) != product || shifted(self.today, -(*ago as i32)) <= day)
    }

    /// Now and then, some days later, a thing that is neither drunk nor eaten comes back.
    fn returned(&mut self, order: &Order, day: Date) -> Option<Order> {
        let line = *order.lines.iter().find(|line| self.products[line.product].category.as_deref() == Some("goods"))?;
        let later = self.later(day, 14);
        if self.random.below(6) != 0 || later >= self.today {
            return None;
        }
        let at = self.at(later, 15 * 60);
        let lines = vec![Line { quantity: -line.quantity, ..line }];
        Some(Order { id: format!("{}-return", order.id), at, channel: order.channel.clone(), lines })
    }

    /// Something that is on the shelf on a day; what has just come is taken more often.
    fn product(&mut self, day: Date) -> usize {
        if self.random.below(8) == 0 {
            let (name, _) = ARRIVALS[self.random.below(ARRIVALS.len() as u64) as usize];
            if self.is_sold(place(name), day) {
                return place(name);
            }
        }
        loop {
            let product = self.any_product();
            if self.is_sold(product, day) {
                return product;
            }
        }
    }

    /// A product by how often its category is taken.
    fn any_product(&mut self) -> usize {
        let mut share = self.random.below(100);
        let mut before = 0;
        for (_, weight, items) in CATEGORIES {
            if share < weight {
                return before + self.random.below(items.len() as u64) as usize;
            }
            share -= weight;
            before += items.len();
        }
        0
    }
}

fn shifted(day: Date, days: i32) -> Date {
    day.add_days(days).expect("the shop stands well within the calendar")
}
