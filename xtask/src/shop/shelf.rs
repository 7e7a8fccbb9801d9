//! What the generated shop sells: a café with a shelf of beans and goods.

use super::Product;
use serde_json::json;

/// Name in English and in Chinese, price in 分.
type Item = (&'static str, &'static str, i64);

const COFFEE: &[Item] = &[
    ("Espresso", "浓缩咖啡", 1800),
    ("Americano", "美式咖啡", 2200),
    ("Orange Americano", "橙香美式", 2900),
    ("Latte", "拿铁", 2800),
    ("Osmanthus Latte", "桂花拿铁", 3200),
    ("Coconut Latte", "生椰拿铁", 3000),
    ("Rice Wine Latte", "酒酿拿铁", 3400),
    ("Flat White", "澳白", 3000),
    ("Cappuccino", "卡布奇诺", 2800),
    ("Mocha", "摩卡", 3200),
    ("Cold Brew", "冷萃咖啡", 3200),
    ("Pour-over, Baoshan", "手冲 · 云南保山", 3600),
    ("Pour-over, Yirgacheffe", "手冲 · 耶加雪菲", 3990),
];

const TEA: &[Item] = &[
    ("Longjing Green Tea", "龙井", 2600),
    ("Jasmine Tea", "茉莉花茶", 2200),
    ("Tieguanyin Oolong", "铁观音", 2800),
    ("Da Hong Pao", "大红袍", 3650),
    ("Aged Pu'er", "陈年普洱", 3100),
    ("White Peach Oolong", "白桃乌龙", 2600),
    ("Chrysanthemum Tea", "菊花茶", 1990),
    ("Roasted Tea Latte", "焙茶拿铁", 3000),
    ("Iced Lemon Tea", "冰柠檬茶", 2450),
];

const PASTRY: &[Item] = &[
    ("Croissant", "可颂", 1800),
    ("Almond Croissant", "杏仁可颂", 2400),
    ("Egg Tart", "蛋挞", 1250),
    ("Pineapple Bun", "菠萝包", 1350),
    ("Red Bean Bun", "红豆面包", 1400),
    ("Scallion Roll", "葱香花卷", 1200),
    ("Taro Puff", "芋泥酥", 1650),
    ("Sesame Cookies", "芝麻曲奇", 2090),
    ("Matcha Roll", "抹茶卷", 2800),
    ("Burnt Cheesecake", "巴斯克蛋糕", 3600),
    ("Sourdough Loaf", "乡村酸面包", 3850),
];

const BEANS: &[Item] = &[
    ("House Blend, 250 g", "四时拼配豆 250 克", 8800),
    ("Baoshan, 250 g", "云南保山豆 250 克", 9800),
    ("Yirgacheffe, 250 g", "耶加雪菲豆 250 克", 12800),
    ("Huila Decaf, 250 g", "蕙兰低因豆 250 克", 11800),
    ("Drip Bags, box of ten", "挂耳咖啡十片装", 6890),
    ("Longjing, 100 g tin", "龙井茶罐 100 克", 16800),
    ("Jasmine Pearls, 80 g", "茉莉龙珠 80 克", 9600),
];

const GOODS: &[Item] = &[
    ("Celadon Cup", "青瓷杯", 12800),
    ("Glass Server", "玻璃分享壶", 15800),
    ("Pour-over Kettle", "手冲细口壶", 29800),
    ("Hand Grinder", "手摇磨豆机", 45800),
    ("Paper Filters, 100", "滤纸 100 张", 3850),
    ("Travel Tumbler", "随行杯", 18800),
    ("Canvas Tote", "帆布袋", 6900),
    ("Linen Apron", "亚麻围裙", 19800),
    ("Cloth-bound Notebook", "布面笔记本", 4550),
    ("Incense Sticks", "线香", 5800),
];

const GIFT_CARDS: &[Item] = &[("Gift Card, ¥100", "礼品卡 100 元", 10000), ("Gift Card, ¥300", "礼品卡 300 元", 30000)];

/// The categories, how likely a line is from each (in hundredths), and what they hold.
pub(super) const CATEGORIES: [(&str, u64, &[Item]); 6] = [
    ("coffee", 46, COFFEE),
    ("tea", 16, TEA),
    ("pastry", 24, PASTRY),
    ("beans", 8, BEANS),
    ("goods", 5, GOODS),
    ("gift-card", 1, GIFT_CARDS),
];

/// What goes with what: whoever takes the first often takes the second too.
pub(super) const PAIRS: &[(&str, &str)] = &[
    ("Espresso", "Almond Croissant"),
    ("Americano", "Burnt Cheesecake"),
    ("Orange Americano", "Almond Croissant"),
    ("Latte", "Croissant"),
    ("Osmanthus Latte", "Sesame Cookies"),
    ("Coconut Latte", "Pineapple Bun"),
    ("Rice Wine Latte", "Red Bean Bun"),
    ("Flat White", "Croissant"),
    ("Cappuccino", "Egg Tart"),
    ("Mocha", "Burnt Cheesecake"),
    ("Cold Brew", "Taro Puff"),
    ("Pour-over, Baoshan", "Burnt Cheesecake"),
    ("Pour-over, Yirgacheffe", "Matcha Roll"),
    ("Longjing Green Tea", "Sesame Cookies"),
    ("Jasmine Tea", "Egg Tart"),
    ("Tieguanyin Oolong", "Taro Puff"),
    ("Da Hong Pao", "Scallion Roll"),
    ("Aged Pu'er", "Scallion Roll"),
    ("White Peach Oolong", "Matcha Roll"),
    ("Roasted Tea Latte", "Red Bean Bun"),
    ("Iced Lemon Tea", "Pineapple Bun"),
    ("House Blend, 250 g", "Paper Filters, 100"),
    ("Baoshan, 250 g", "Paper Filters, 100"),
    ("Yirgacheffe, 250 g", "Paper Filters, 100"),
    ("Huila Decaf, 250 g", "Paper Filters, 100"),
    ("Drip Bags, box of ten", "Travel Tumbler"),
    ("Longjing, 100 g tin", "Celadon Cup"),
    ("Jasmine Pearls, 80 g", "Celadon Cup"),
    ("Pour-over Kettle", "Glass Server"),
    ("Hand Grinder", "House Blend, 250 g"),
    ("Linen Apron", "Sourdough Loaf"),
    ("Cloth-bound Notebook", "Canvas Tote"),
];

/// What is used up at home, and after how many days.
pub(super) const STAPLES: &[(&str, u64)] = &[
    ("House Blend, 250 g", 18),
    ("Baoshan, 250 g", 21),
    ("Yirgacheffe, 250 g", 24),
    ("Huila Decaf, 250 g", 24),
    ("Drip Bags, box of ten", 12),
    ("Longjing, 100 g tin", 40),
    ("Jasmine Pearls, 80 g", 35),
    ("Incense Sticks", 30),
    ("Sourdough Loaf", 7),
];

/// What has come onto the shelf within the history, and how many days ago.
pub(super) const ARRIVALS: &[(&str, u64)] =
    &[("Osmanthus Latte", 52), ("Matcha Roll", 41), ("Travel Tumbler", 33), ("Rice Wine Latte", 19), ("Taro Puff", 12)];

/// All products, category after category.
pub(super) fn products() -> Vec<Product> {
    let items = CATEGORIES.iter().flat_map(|(category, _, items)| items.iter().map(move |item| (*category, item)));
    items.map(|(category, item)| product(category, item)).collect()
}

/// The place of a product among all of them, by its English name.
pub(super) fn place(name: &str) -> usize {
    let mut names = CATEGORIES.iter().flat_map(|(_, _, items)| items.iter().map(|(english, _, _)| *english));
    names.position(|english| english == name).unwrap_or_else(|| panic!("the shelf has no {name}"))
}

fn product(category: &str, (english, chinese, price): &Item) -> Product {
    Product {
        id: slug(english),
        name: json!({ "en": english, "zh-CN": chinese }),
        category: Some(category.to_owned()),
        price: *price,
        sold: 0,
    }
}

fn slug(name: &str) -> String {
    let words = name.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
