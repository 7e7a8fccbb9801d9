//! Names for made-up members, in Chinese and in pinyin.

use serde_json::{Value, json};

const FAMILY: [(&str, &str); 24] = [
    ("王", "Wang"),
    ("李", "Li"),
    ("张", "Zhang"),
    ("刘", "Liu"),
    ("陈", "Chen"),
    ("杨", "Yang"),
    ("赵", "Zhao"),
    ("黄", "Huang"),
    ("周", "Zhou"),
    ("吴", "Wu"),
    ("徐", "Xu"),
    ("孙", "Sun"),
    ("胡", "Hu"),
    ("朱", "Zhu"),
    ("高", "Gao"),
    ("林", "Lin"),
    ("何", "He"),
    ("郭", "Guo"),
    ("罗", "Luo"),
    ("梁", "Liang"),
    ("宋", "Song"),
    ("谢", "Xie"),
    ("唐", "Tang"),
    ("沈", "Shen"),
];

const GIVEN: [(&str, &str); 32] = [
    ("雨桐", "Yutong"),
    ("子涵", "Zihan"),
    ("思远", "Siyuan"),
    ("晓明", "Xiaoming"),
    ("静怡", "Jingyi"),
    ("浩然", "Haoran"),
    ("欣妍", "Xinyan"),
    ("志强", "Zhiqiang"),
    ("若兰", "Ruolan"),
    ("明哲", "Mingzhe"),
    ("婉清", "Wanqing"),
    ("建国", "Jianguo"),
    ("诗涵", "Shihan"),
    ("博文", "Bowen"),
    ("佳宁", "Jianing"),
    ("立新", "Lixin"),
    ("梦洁", "Mengjie"),
    ("天宇", "Tianyu"),
    ("海燕", "Haiyan"),
    ("文昊", "Wenhao"),
    ("丽华", "Lihua"),
    ("一诺", "Yinuo"),
    ("秋月", "Qiuyue"),
    ("承恩", "Cheng'en"),
    ("芷若", "Zhiruo"),
    ("国栋", "Guodong"),
    ("语嫣", "Yuyan"),
    ("景行", "Jingxing"),
    ("安然", "Anran"),
    ("书瑶", "Shuyao"),
    ("乐山", "Leshan"),
    ("清扬", "Qingyang"),
];

/// How many different names there are.
pub(super) const COUNT: u64 = (FAMILY.len() * GIVEN.len()) as u64;

/// One of the names, in both languages.
pub(super) fn name(number: u64) -> Value {
    let number = (number % COUNT) as usize;
    let (family, family_pinyin) = FAMILY[number % FAMILY.len()];
    let (given, given_pinyin) = GIVEN[number / FAMILY.len()];
    json!({ "en": format!("{family_pinyin} {given_pinyin}"), "zh-CN": format!("{family}{given}") })
}
