//! JSON text in and out: strings with every character at every place, numbers to their ends.

use patronage::kernel::Code;
use patronage::kernel::json::{Json, Reader, write_integer, write_text};
use patronage::kernel::record::{Scale, read_text};
use patronage::kernel::scalars::{Map, Points};

fn written(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

#[test]
fn a_string_comes_back_wherever_its_special_characters_stand() {
    for special in (0..0x20).chain([0x22, 0x5c, 0x7f, 0x80, 0xe9, 0x4e2d, 0x1f600]).filter_map(char::from_u32) {
        for (before, after) in (0..20).flat_map(|before| (0..20).map(move |after| (before, after))) {
            let text = format!("{}{special}{}", "é".repeat(before % 3) + &"a".repeat(before), "z".repeat(after));
            assert_eq!(Json::parse(&written(&text)), Ok(Json::Text(text.into())));
        }
    }
}

#[test]
fn a_control_character_is_refused_where_it_stands() {
    for place in 0..20 {
        let text = format!("\"{}\u{1f}{}\"", "a".repeat(place), "b".repeat(20 - place));
        let error = Json::parse(&text).unwrap_err();
        assert_eq!((error.code(), error.params()), (Code::Json, &[("offset", (place + 1).to_string())][..]));
    }
}

#[test]
fn integers_are_written_in_decimal() {
    let powers = (0..19).map(|power| 10_i64.pow(power));
    let near = powers.flat_map(|power| [power - 1, power, power + 1, 7 * (power / 7), -power, 1 - power]);
    for value in near.chain([i64::MIN, i64::MAX]) {
        let mut out = String::new();
        write_integer(value, &mut out);
        assert_eq!(out, value.to_string());
    }
}

#[test]
fn whole_numbers_are_read_to_the_ends_of_64_bits() {
    let whole = |text| Reader::new(text).whole();
    assert_eq!(whole("-0"), Some(0));
    assert_eq!(whole("9007199254740991"), Some(9_007_199_254_740_991));
    assert_eq!(whole("-922337203685477580"), Some(-922_337_203_685_477_580));
    assert_eq!(whole("9223372036854775807"), Some(i64::MAX));
    assert_eq!(whole("99999999999999999999999999"), Some(i64::MAX));
    for other in ["", "-", "01", "1.0", "1e3", "\"1\"", "null"] {
        assert_eq!(whole(other), None, "{other}");
    }
}

#[test]
fn the_first_doubled_key_is_named_before_anything_after_it() {
    let refused = |text| {
        let error = read_text::<Map<'_, Points>>(text, Scale(2)).unwrap_err();
        (error.code(), error.path().to_owned())
    };
    assert_eq!(refused(r#"{ "b": 1, "a": 2, "a": 3, "b": 4 }"#), (Code::Duplicate, "/a".to_owned()));
    assert_eq!(refused(r#"{ "a": 1, "a": "x" }"#), (Code::Duplicate, "/a".to_owned()));
    assert_eq!(refused(r#"{ "a": 1, "a": 2, "b": tru"#), (Code::Duplicate, "/a".to_owned()));
    assert_eq!(refused(r#"{ "a": 1, "b": "x", "a": 2 }"#), (Code::Type, "/b".to_owned()));
}
