//! Generated carts and offers: the best combination is what trying every subset finds, in a plain model of its own, and
//! every cent of it lies on a line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]
#![allow(clippy::arithmetic_side_effects)]

use patronage::kernel::json::Json;
use patronage::kernel::money::split;
use patronage::offers::Offers;
use proptest::prelude::*;

/// The stages but for points, in the usual order.
const STAGES: [&str; 5] = ["price", "discount", "spend", "coupon", "shipping"];

#[derive(Debug, Clone)]
enum Brings {
    Off(i64),
    Every(i64, i64, Option<i64>),
    /// By amount or by units, an amount or a percentage.
    Steps(Vec<(Result<i64, i64>, Result<i64, i64>)>),
    Percent(i64, Option<i64>),
    Price(i64),
    Bundle(i64, i64, i64),
    Get(i64, i64, i64),
    Gift(i64),
    Shipping(Option<i64>),
}

#[derive(Debug, Clone)]
struct Offer {
    brings: Brings,
    /// The place in `STAGES`.
    stage: usize,
    from: i64,
    /// The categories that it is for; all where there are none.
    categories: Vec<u8>,
    group: Option<u8>,
    exclusive: bool,
    stacks: Option<Vec<usize>>,
    budget: Option<i64>,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    price: i64,
    quantity: i64,
    category: u8,
}

#[derive(Debug, Clone)]
struct Shop {
    lines: Vec<Line>,
    offers: Vec<Offer>,
    thresholds: &'static str,
    /// The stages as they follow one another, by their places in `STAGES`.
    order: Vec<usize>,
    shipping: i64,
}

fn brings() -> impl Strategy<Value = Brings> {
    let step = (
        prop_oneof![(0..4_000_i64).prop_map(Ok), (1..6_i64).prop_map(Err)],
        prop_oneof![(1..900_i64).prop_map(Ok), (1..60_i64).prop_map(Err)],
    );
    prop_oneof![
        4 => (1..1_500_i64).prop_map(Brings::Off),
        2 => (100..2_000_i64, 1..400_i64, proptest::option::of(1..4_i64)).prop_map(|(e, o, t)| Brings::Every(e, o, t)),
        2 => proptest::collection::vec(step, 1..4).prop_map(Brings::Steps),
        4 => (1..80_i64, proptest::option::of(1..600_i64)).prop_map(|(p, most)| Brings::Percent(p, most)),
        2 => (0..1_000_i64).prop_map(Brings::Price),
        2 => (1..4_i64, 1..3_i64, 0..2_500_i64).prop_map(|(a, b, price)| Brings::Bundle(a, b, price)),
        2 => (1..3_i64, 1..3_i64, 10..=100_i64).prop_map(|(b, g, p)| Brings::Get(b, g, p)),
        1 => (1..300_i64).prop_map(Brings::Gift),
        1 => proptest::option::of(1..900_i64).prop_map(Brings::Shipping),
    ]
}

fn offer() -> impl Strategy<Value = Offer> {
    let rules = (
        proptest::option::weighted(0.3, 0..3_u8),
        proptest::bool::weighted(0.05),
        proptest::option::weighted(0.15, proptest::sample::subsequence((0..5_usize).collect::<Vec<_>>(), 1..5)),
        proptest::option::weighted(0.1, 1..1_000_i64),
    );
    (brings(), 0..4_usize, prop_oneof![Just(0), 0..4_000_i64], proptest::collection::vec(0..3_u8, 0..3), rules)
        .prop_map(|(brings, stage, from, categories, (group, exclusive, stacks, budget))| {
            let stage = if matches!(brings, Brings::Shipping(_)) { 4 } else { stage };
            Offer { brings, stage, from, categories, group, exclusive, stacks, budget }
        })
}

fn shop(most: usize) -> impl Strategy<Value = Shop> {
    let line = (1..1_500_i64, prop_oneof![1 => Just(0), 20 => 1..4_i64], 0..3_u8)
        .prop_map(|(price, quantity, category)| Line { price, quantity, category });
    let thresholds = prop_oneof![Just("remaining"), Just("itemised"), Just("listed")];
    let usual = (0..STAGES.len()).collect::<Vec<usize>>();
    let order = prop_oneof![2 => Just(usual.clone()), 1 => Just(usual).prop_shuffle()];
    (
        proptest::collection::vec(line, 1..7),
        proptest::collection::vec(offer(), 1..=most),
        thresholds,
        order,
        0..1_200_i64,
    )
        .prop_map(|(lines, offers, thresholds, order, shipping)| Shop {
            lines,
            offers,
            thresholds,
            order,
            shipping,
        })
}

/// What those do together of which one acts on each line.
struct Claim {
    number: u8,
    /// What the best of them would take off each line.
    best: Vec<i64>,
    /// What they take off each line.
    taken: Vec<i64>,
}

impl Offer {
    fn json(&self, id: usize) -> String {
        let brings = match &self.brings {
            Brings::Off(off) => format!(r#""off": {off}"#),
            Brings::Every(every, off, times) => {
                let times = times.map_or(String::new(), |times| format!(r#", "times": {times}"#));
                format!(r#""every": {every}, "off": {off}{times}"#)
            }
            Brings::Steps(steps) => {
                let step = |(at, off): &(Result<i64, i64>, Result<i64, i64>)| {
                    let at =
                        at.map_or_else(|units| format!(r#""units": {units}"#), |from| format!(r#""from": {from}"#));
                    let off = off.map_or_else(|by| format!(r#""percent": "{by}%""#), |off| format!(r#""off": {off}"#));
                    format!("{{ {at}, {off} }}")
                };
                format!(r#""steps": [{}]"#, steps.iter().map(step).collect::<Vec<_>>().join(", "))
            }
            Brings::Percent(by, most) => {
                let most = most.map_or(String::new(), |most| format!(r#", "most": {most}"#));
                format!(r#""percent": "{by}%"{most}"#)
            }
            Brings::Price(price) => format!(r#""price": {price}"#),
            Brings::Bundle(a, b, price) => format!(
                r#""bundle": {{ "price": {price}, "parts": [{{ "units": {a}, "categories": ["0"] }}, {{ "units": {b} }}] }}"#
            ),
            Brings::Get(buy, get, by) => format!(r#""buy": {buy}, "get": {get}, "percent": "{by}%""#),
            Brings::Gift(value) => format!(r#""gift": {{ "product": "cup", "value": {value} }}"#),
            Brings::Shipping(None) => r#""shipping": "free""#.to_owned(),
            Brings::Shipping(Some(off)) => format!(r#""shipping": {off}"#),
        };
        let mut text =
            format!(r#"{{ "id": "{id}", "stage": "{}", "from": {}, {brings}"#, STAGES[self.stage], self.from);
        if !self.categories.is_empty() {
            let all: Vec<String> = self.categories.iter().map(|category| format!(r#""{category}""#)).collect();
            text += &format!(r#", "categories": [{}]"#, all.join(", "));
        }
        if let Some(group) = self.group {
            text += &format!(r#", "group": "{group}""#);
        }
        if let Some(stacks) = &self.stacks {
            let all: Vec<String> = stacks.iter().map(|stage| format!(r#""{}""#, STAGES[*stage])).collect();
            text += &format!(r#", "stacks": [{}]"#, all.join(", "));
        }
        if let Some(budget) = self.budget {
            text += &format!(r#", "limits": {{ "budget": {budget} }}"#);
        }
        text + if self.exclusive { r#", "exclusive": true }"# } else { " }" }
    }

    fn by_line(&self) -> bool {
        matches!(self.brings, Brings::Price(_) | Brings::Percent(_, None))
    }
}

impl Shop {
    fn document(&self) -> String {
        let offers: Vec<String> = self.offers.iter().enumerate().map(|(id, offer)| offer.json(id)).collect();
        // Points pay last, wherever shipping stands.
        let order: Vec<&str> = self.order.iter().map(|stage| STAGES[*stage]).chain(["points"]).collect();
        format!(
            r#"{{ "currency": "CNY", "timeZone": "UTC", "thresholds": "{}", "order": {order:?}, "offers": [{}] }}"#,
            self.thresholds,
            offers.join(", ")
        )
    }

    fn request(&self, fields: &str) -> String {
        let line = |line: &Line| {
            format!(r#"{{ "price": {}, "quantity": {}, "category": "{}" }}"#, line.price, line.quantity, line.category)
        };
        let lines: Vec<String> = self.lines.iter().map(line).collect();
        let shipping = self.shipping;
        format!(r#"{{ {fields} "shipping": {shipping}, "cart": {{ "lines": [{}] }}, "now": 0 }}"#, lines.join(", "))
    }

    /// Of which kind one acts on each line; none where one acts in the order.
    fn claim(&self, offer: &Offer) -> Option<u8> {
        let price = |offer: &Offer| matches!(offer.brings, Brings::Price(_));
        let mut members = self.members(offer);
        match offer.group {
            _ if price(offer) => Some(99),
            Some(_) if self.is_group_by_line(offer) && members.any(price) => Some(99),
            group => group.filter(|_| self.is_group_by_line(offer)),
        }
    }

    /// The offers of an offer's group.
    fn members(&self, offer: &Offer) -> impl Iterator<Item = &Offer> {
        let group = offer.group;
        self.offers.iter().filter(move |other| group.is_some() && other.group == group)
    }

    fn is_group_by_line(&self, offer: &Offer) -> bool {
        self.members(offer).all(|other| other.by_line() && other.stage == offer.stage)
    }

    fn excludes(&self, a: &Offer, b: &Offer) -> bool {
        let refuses = |a: &Offer, b: &Offer| a.stacks.as_ref().is_some_and(|stages| !stages.contains(&b.stage));
        let grouped = a.group.is_some() && a.group == b.group && !self.is_group_by_line(a);
        a.exclusive || b.exclusive || grouped || refuses(a, b) || refuses(b, a)
    }

    /// The offers by stage; in each those of which one acts on each line first, then by their place.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.offers.len()).collect();
        let turn = |stage: usize| self.order.iter().position(|other| *other == stage);
        // Groups come as the document names them first, then prices, then what acts in the order.
        let claim = |place: &usize| match self.claim(&self.offers[*place]) {
            None => usize::MAX,
            Some(99) => usize::MAX - 1,
            group => self.offers.iter().position(|other| other.group == group).unwrap(),
        };
        order.sort_by_key(|place| (turn(self.offers[*place].stage), claim(place), *place));
        order
    }

    /// What a subset takes off in all, or nothing where it may not act together or one of it does nothing.
    fn gain(&self, chosen: &[usize]) -> Option<i64> {
        for (index, a) in chosen.iter().enumerate() {
            if chosen[..index].iter().any(|b| self.excludes(&self.offers[*a], &self.offers[*b])) {
                return None;
            }
        }
        let listed: Vec<i64> = self.lines.iter().map(|line| line.price * line.quantity).collect();
        let (mut left, mut itemised, mut shipping, mut gain) = (listed.clone(), listed.clone(), self.shipping, 0);
        for stage in self.order.iter().copied() {
            let (base, itemised_base) = (left.clone(), itemised.clone());
            let measured = match self.thresholds {
                "listed" => &listed,
                "itemised" => &itemised_base,
                _ => &base,
            };
            let mut claims: Vec<Claim> = Vec::new();
            for offer in chosen.iter().map(|place| &self.offers[*place]).filter(|offer| offer.stage == stage) {
                let (shares, off_shipping, worth) = self.act(offer, &base, measured, &left, shipping, &mut claims)?;
                for (line, share) in shares.iter().enumerate() {
                    left[line] -= share;
                    itemised[line] -= if stage < 2 { *share } else { 0 };
                    assert!(left[line] >= 0);
                }
                shipping -= off_shipping;
                gain += worth;
            }
        }
        Some(gain)
    }

    /// What an offer takes off each line and off shipping, and what that is worth; nothing where it does nothing.
    fn act(
        &self,
        offer: &Offer,
        base: &[i64],
        measured: &[i64],
        left: &[i64],
        shipping: i64,
        claims: &mut Vec<Claim>,
    ) -> Option<(Vec<i64>, i64, i64)> {
        let count = self.lines.len();
        let is_meant =
            |line: usize| offer.categories.is_empty() || offer.categories.contains(&self.lines[line].category);
        let has_units = |line: usize| self.lines[line].quantity > 0;
        let meant: Vec<usize> = (0..count).filter(|line| is_meant(*line) && has_units(*line)).collect();
        let reach: i64 = meant.iter().map(|line| measured[*line]).sum();
        let units: i64 = meant.iter().map(|line| self.lines[*line].quantity).sum();
        if meant.is_empty() || reach < offer.from {
            return None;
        }
        let percent = |by: i64| {
            let off = |line: usize| (2 * base[line] * by + 100) / 200;
            (0..count).map(|line| if meant.contains(&line) { off(line) } else { 0 }).collect::<Vec<i64>>()
        };
        let rest = || (0..count).map(|line| if meant.contains(&line) { left[line] } else { 0 }).collect::<Vec<i64>>();
        let (mut weights, total) = match &offer.brings {
            Brings::Gift(value) => return Some((vec![0; count], 0, *value)),
            Brings::Shipping(off) => {
                let off = off.unwrap_or(i64::MAX).min(shipping);
                let within = off > 0 && offer.budget.is_none_or(|budget| off <= budget);
                return within.then(|| (vec![0; count], off, off));
            }
            Brings::Off(off) => (rest(), *off),
            Brings::Every(every, off, times) => (rest(), (reach / every).min(times.unwrap_or(i64::MAX)) * off),
            Brings::Percent(by, most) => (percent(*by), most.unwrap_or(i64::MAX)),
            Brings::Steps(steps) => {
                let found: i64 = meant.iter().map(|line| base[*line]).sum();
                let mut best: Option<(i64, (Vec<i64>, i64))> = None;
                for (at, off) in steps {
                    if at.is_ok_and(|from| reach < from) || at.is_err_and(|least| units < least) {
                        continue;
                    }
                    let (size, wish) = match off {
                        Ok(off) => ((*off).min(found), (rest(), *off)),
                        Err(by) => (percent(*by).iter().sum(), (percent(*by), i64::MAX)),
                    };
                    if best.as_ref().is_none_or(|(most, _)| size > *most) {
                        best = Some((size, wish));
                    }
                }
                best?.1
            }
            Brings::Price(price) => {
                let above = |line: usize| (base[line] - price * self.lines[line].quantity).max(0);
                ((0..count).map(|line| if meant.contains(&line) { above(line) } else { 0 }).collect(), i64::MAX)
            }
            Brings::Get(buy, get, by) => {
                let mut cheap = meant.clone();
                cheap.sort_by_key(|line| (base[*line] * 1_000_000_007 / self.lines[*line].quantity, *line));
                // Exact comparison of fractions, stable.
                cheap.sort_by(|a, b| (base[*a] * self.lines[*b].quantity).cmp(&(base[*b] * self.lines[*a].quantity)));
                let mut got = units / (buy + get) * get;
                let mut weights = vec![0; count];
                for line in cheap {
                    let part = got.min(self.lines[line].quantity);
                    got -= part;
                    let value = base[line] * part / self.lines[line].quantity;
                    weights[line] = (2 * value * by + 100) / 200;
                }
                (weights, i64::MAX)
            }
            Brings::Bundle(a, b, price) => self.bundle(*a, *b, *price, &meant, base)?,
        };
        let claim = self.claim(offer).map(|number| {
            let place = claims.iter().position(|known| known.number == number).unwrap_or_else(|| {
                claims.push(Claim { number, best: vec![0; count], taken: vec![0; count] });
                claims.len() - 1
            });
            &mut claims[place]
        });
        let wish = weights.clone();
        for line in 0..count {
            let best = claim.as_ref().map_or(0, |claim| claim.best[line]);
            weights[line] = (wish[line] - best).max(0).min(left[line]);
        }
        let total = total.min(weights.iter().sum());
        if total <= 0 {
            return None;
        }
        let shares = split(total, &weights).unwrap();
        // What it takes over from others of its claim is spent of its budget too.
        let over = |line: usize| claim.as_ref().filter(|_| shares[line] > 0).map_or(0, |claim| claim.taken[line]);
        let spent = total + (0..count).map(over).sum::<i64>();
        if offer.budget.is_some_and(|budget| spent > budget) {
            return None;
        }
        if let Some(claim) = claim {
            for line in 0..count {
                claim.best[line] = claim.best[line].max(wish[line]);
                claim.taken[line] += shares[line];
            }
        }
        Some((shares, 0, total))
    }

    /// The number of bundles that saves most, tried one by one and compared in exact fractions.
    fn bundle(&self, a: i64, b: i64, price: i64, meant: &[usize], base: &[i64]) -> Option<(Vec<i64>, i64)> {
        let mut dear = meant.to_vec();
        dear.sort_by(|x, y| (base[*y] * self.lines[*x].quantity).cmp(&(base[*x] * self.lines[*y].quantity)));
        let part = |line: usize| usize::from(self.lines[line].category != 0);
        // Quantities are below 4, so that every unit costs a whole number of twelfths.
        let mut best: (i64, i64, Vec<i64>) = (0, 0, Vec::new());
        for sets in 1.. {
            let mut rest = [a * sets, b * sets];
            let mut weights = vec![0; base.len()];
            let mut twelfths = -12 * price * sets;
            for line in &dear {
                let units = rest[part(*line)].min(self.lines[*line].quantity);
                rest[part(*line)] -= units;
                weights[*line] = base[*line] * units / self.lines[*line].quantity;
                twelfths += 12 * base[*line] * units / self.lines[*line].quantity;
            }
            if rest != [0, 0] {
                break;
            }
            if twelfths > best.0 {
                best = (twelfths, weights.iter().sum::<i64>() - price * sets, weights);
            }
        }
        (best.1 > 0).then_some((best.2, best.1))
    }

    /// The best subset of all, of equals that whose first members come first in the order.
    fn brute_force(&self) -> (i64, Vec<usize>) {
        let order = self.order();
        let mut best = (0, Vec::new());
        // The highest bit stands for the first offer, so that what comes first has the larger number.
        for bits in (0..1_u32 << order.len()).rev() {
            let has = |index: &usize| bits >> (order.len() - 1 - index) & 1 == 1;
            let chosen: Vec<usize> = (0..order.len()).filter(has).map(|index| order[index]).collect();
            if let Some(gain) = self.gain(&chosen).filter(|gain| *gain > best.0) {
                best = (gain, chosen);
            }
        }
        best
    }
}

fn number(json: &Json<'_>, key: &str) -> i64 {
    let Some(Json::Number(text)) = json.get(key) else { panic!("no {key} in {json:?}") };
    text.parse().unwrap()
}

fn list<'j>(json: &'j Json<'j>, key: &str) -> &'j [Json<'j>] {
    let Some(Json::List(items)) = json.get(key) else { panic!("no {key} in {json:?}") };
    items
}

/// What the applied offers are worth, and which they are.
fn worth(shop: &Shop, answer: &Json<'_>) -> (i64, Vec<usize>) {
    let mut applied: Vec<usize> = Vec::new();
    let mut worth = 0;
    for one in list(answer, "applied") {
        let place: usize = one.get("offer").unwrap().as_text().unwrap().parse().unwrap();
        worth += number(one, "discount");
        if let Brings::Gift(value) = shop.offers[place].brings {
            worth += value;
        }
        applied.push(place);
    }
    (worth, applied)
}

fn assert_consistent(shop: &Shop, answer: &Json<'_>) {
    let lines = list(answer, "lines");
    let mut by_offer = vec![0; shop.offers.len()];
    for line in lines {
        let shares = list(line, "offers");
        for share in shares {
            by_offer[share.get("offer").unwrap().as_text().unwrap().parse::<usize>().unwrap()] +=
                number(share, "discount");
        }
        let off: i64 = shares.iter().map(|share| number(share, "discount")).sum();
        assert_eq!(off, number(line, "discount"));
        let paid = line.get("paid").map_or(0, |_| number(line, "paid"));
        assert_eq!(number(line, "net"), number(line, "amount") - off - paid);
        assert!(number(line, "net") >= 0, "no line below nothing");
    }
    let all = |key: &str| lines.iter().map(|line| number(line, key)).sum::<i64>();
    assert_eq!(all("discount"), number(answer, "discount"));
    assert_eq!(all("amount"), number(answer, "amount"));
    assert_eq!(all("net") + number(answer, "shipping"), number(answer, "total"));
    for one in list(answer, "applied") {
        let place: usize = one.get("offer").unwrap().as_text().unwrap().parse().unwrap();
        if shop.offers[place].stage < 4 {
            assert_eq!(
                by_offer[place],
                number(one, "discount"),
                "what an offer takes off is what the lines have of it"
            );
        }
    }
    assert_eq!(list(answer, "applied").len() + list(answer, "refused").len(), shop.offers.len());
    for one in list(answer, "refused") {
        let why = one.get("why").unwrap();
        if why.get("better").is_some() {
            assert!(number(why, "better") >= 0, "{answer:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_best_combination_is_what_trying_every_subset_finds(shop in shop(9)) {
        let offers = Offers::parse(&shop.document()).unwrap();
        let text = offers.best_json(&shop.request("")).unwrap();
        let answer = Json::parse(&text).unwrap();
        prop_assert_eq!(answer.get("proven"), Some(&Json::Bool(true)));
        assert_consistent(&shop, &answer);
        let (gain, chosen) = shop.brute_force();
        let (worth, applied) = worth(&shop, &answer);
        prop_assert_eq!(worth, gain, "{}", &text);
        // Of what was tried, offers that another of their claim outdoes on each line do nothing in the end.
        let of_chosen: Vec<usize> = chosen.into_iter().filter(|place| applied.contains(place)).collect();
        prop_assert_eq!(of_chosen, applied, "of equals, what comes first");
    }

    #[test]
    fn more_offers_too(shop in shop(13)) {
        let offers = Offers::parse(&shop.document()).unwrap();
        let text = offers.best_json(&shop.request("")).unwrap();
        let answer = Json::parse(&text).unwrap();
        if shop.offers.len() > 11 {
            prop_assert_eq!(worth(&shop, &answer).0, shop.brute_force().0);
        }
    }

    #[test]
    fn less_work_gives_a_combination_all_the_same(shop in shop(12), steps in 1..60_i64) {
        let offers = Offers::parse(&shop.document()).unwrap();
        let all = offers.best_json(&shop.request("")).unwrap();
        let some = offers.best_json(&shop.request(&format!(r#""steps": {steps},"#))).unwrap();
        let (all, some) = (Json::parse(&all).unwrap(), Json::parse(&some).unwrap());
        assert_consistent(&shop, &some);
        let (best, found) = (worth(&shop, &all).0, worth(&shop, &some).0);
        prop_assert!(found <= best);
        prop_assert!(found == best || some.get("proven") == Some(&Json::Bool(false)), "what is proven is best");
    }

    #[test]
    fn points_pay_to_the_cent(shop in shop(8), points in 0..9_000_i64, most in 1..=100_i64) {
        let payment = format!(r#""points": {{ "points": 7, "worth": 3, "most": "{most}%" }}, "currency""#);
        let offers = Offers::parse(&shop.document().replacen("\"currency\"", &payment, 1)).unwrap();
        let text = offers.best_json(&shop.request(&format!(r#""points": {points},"#))).unwrap();
        let answer = Json::parse(&text).unwrap();
        assert_consistent(&shop, &answer);
        let (used, paid) = (number(&answer, "points"), number(&answer, "paid"));
        prop_assert!(used <= points && used % 7 == 0);
        prop_assert_eq!(paid, used / 7 * 3);
        let payable = number(&answer, "amount") - number(&answer, "discount");
        prop_assert!(paid * 100 <= payable * most);
        let by_line = |key: &str| list(&answer, "lines").iter().map(|line| line.get(key).map_or(0, |_| number(line, key))).sum::<i64>();
        prop_assert_eq!((by_line("points"), by_line("paid")), (used, paid));
    }

    #[test]
    fn what_comes_back_in_parts_is_worth_the_whole(net in 0..1_000_000_i64, points in 0..10_000_i64, parts in proptest::collection::vec(1..50_i64, 1..12)) {
        let offers = Offers::parse(r#"{ "currency": "CNY", "timeZone": "UTC", "offers": [] }"#).unwrap();
        let quantity: i64 = parts.iter().sum();
        let (mut before, mut money, mut given) = (0, 0, 0);
        for part in parts {
            let line = format!(r#"{{ "quantity": {quantity}, "net": {net}, "points": {points}, "before": {before}, "returned": {part} }}"#);
            let text = offers.refund_json(&format!(r#"{{ "lines": [{line}] }}"#)).unwrap();
            let answer = Json::parse(&text).unwrap();
            prop_assert!(number(&answer, "amount") >= 0);
            (before, money, given) = (before + part, money + number(&answer, "amount"), given + number(&answer, "points"));
        }
        prop_assert_eq!((money, given), (net, points));
    }
}
