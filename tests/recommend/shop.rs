//! Small models to recommend from.

use patronage::recommend::{Item, Lift, Link, LinkSettings, Model, Recommender, Taste, pack};

pub(crate) const LINKS: LinkSettings =
    LinkSettings { window: 3, fade: 0.8, within: 1.0, backward: 1.0, spread: 0.0, support: 0.5, penalty: 0.5 };

pub(crate) const TASTE: Taste = Taste {
    recall: 0.5,
    own_recall: 0.9,
    own_far: 1.0,
    power: 1.0,
    own_power: 1.0,
    own: 0.5,
    repeat: 0.5,
    popular: 0.0,
};

/// A tea shop: tea goes with cups, cups with pots, and so on.
pub(crate) fn tea_shop() -> Model {
    let item = |id: &str, category, price, count, next: &[(u32, f64)], similar: &[(u32, f64)]| Item {
        id: id.into(),
        category: Some(category),
        price: Some(price),
        count,
        trend: 1.0 / count as f64,
        first: Some(1_000 * i64::try_from(count).unwrap()),
        repeat: 0.4,
        gap: Some(20.0),
        next: links(next),
        similar: links(similar),
        ..Item::default()
    };
    Model {
        trainer: "by hand".into(),
        until: 1_763_769_600_000,
        currency: Some("CNY".into()),
        links: LINKS,
        taste: TASTE,
        categories: vec!["tea".into(), "ware".into()],
        items: vec![
            item("green", 0, 1_990, 90, &[(2, 0.8), (3, 0.4), (1, 0.2)], &[(1, 0.9)]),
            item("black", 0, 2_990, 70, &[(2, 0.6), (4, 0.3)], &[(0, 0.9)]),
            item("cup", 1, 990, 60, &[(3, 0.8)], &[(4, 0.5)]),
            item("pot", 1, 9_900, 30, &[(2, 0.7), (0, 0.35)], &[]),
            item("bowl", 1, 1_490, 10, &[(3, 0.2)], &[(2, 0.5)]),
            item("scoop", 1, 490, 5, &[], &[]),
        ],
        lifts: vec![Lift { fact: "weather".into(), value: "rain".into(), category: 0, ratio: 10.0 }],
        zone: None,
        segments: Vec::new(),
    }
}

fn links(links: &[(u32, f64)]) -> Vec<Link> {
    links.iter().map(|(item, strength)| Link { item: *item, strength: *strength }).collect()
}

/// A recommender with everything.
pub(crate) fn open(model: &Model) -> Recommender {
    Recommender::open(&pack::write(model).whole).unwrap()
}

/// The ids that a request gives.
pub(crate) fn ids(recommender: &Recommender, request: &str) -> Vec<String> {
    let request = recommender.read(request).unwrap();
    recommender.recommend(&request).items.into_iter().map(|item| item.item.into_owned()).collect()
}

/// A model of many items whose links follow a simple rule.
pub(crate) fn ring(count: u32, links: u32) -> Model {
    let item = |number: u32| Item {
        id: format!("item-{number}"),
        category: Some(number % 7),
        price: Some(i64::from(number) * 10),
        count: u64::from(count - number),
        trend: f64::from(number),
        first: Some(i64::from(number)),
        repeat: f64::from(number % 10) / 10.0,
        gap: number.is_multiple_of(2).then_some(f64::from(number % 60)),
        next: (1..=links)
            .map(|step| Link { item: (number + step * step) % count, strength: 1.0 / f64::from(step) })
            .collect(),
        similar: (1..=links)
            .map(|step| Link { item: (number + step) % count, strength: 1.0 / f64::from(step) })
            .collect(),
        ..Item::default()
    };
    let categories = (0..7).map(|number| format!("category {number}")).collect();
    Model { categories, items: (0..count).map(item).collect(), ..tea_shop() }
}
