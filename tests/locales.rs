//! Every code has a sentence in every language, with the same gaps.

#![allow(clippy::unwrap_used, clippy::panic)]

use patronage::kernel::Code;
use patronage::kernel::json::Json;
use patronage::loyalty::Reason;
use patronage::offers::OfferReason;
use patronage::recommend::{Fewer, RecommendReason};
use patronage::survey::invite::InviteReason;
use patronage::survey::quality::Doubt;

const ENGLISH: &str = include_str!("../locales/en.json");
const CHINESE: &str = include_str!("../locales/zh-CN.json");

/// The entries of a section of a locale file.
fn section(text: &str, name: &str) -> Vec<(String, String)> {
    let json = Json::parse(text).unwrap();
    let Some(Json::Object(entries)) = json.get(name) else { panic!("no {name}") };
    entries.iter().map(|(key, value)| (key.to_string(), value.as_text().unwrap().to_owned())).collect()
}

/// The gaps of a template, sorted.
fn gaps(template: &str) -> Vec<&str> {
    let mut gaps: Vec<&str> = template.split('{').skip(1).map(|part| part.split('}').next().unwrap()).collect();
    gaps.sort_unstable();
    gaps
}

fn assert_covered(name: &str, codes: &[&str]) {
    let (english, chinese) = (section(ENGLISH, name), section(CHINESE, name));
    let of = |key: &str| key.split('.').next().unwrap().to_owned();
    for code in codes {
        assert!(english.iter().any(|(key, _)| of(key) == *code), "{name}: no sentence for {code}");
    }
    for ((key, template), (other_key, other)) in english.iter().zip(&chinese) {
        assert_eq!(key, other_key, "the languages have the same keys in the same order");
        assert!(codes.contains(&&*of(key)), "{name}: {key} is no code of the engine");
        assert_eq!(gaps(template), gaps(other), "{name}: the gaps of {key}");
    }
    assert_eq!(english.len(), chinese.len());
}

#[test]
fn every_error_has_its_sentence() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_covered("errors", &codes);
}

/// Who wrote `1.5` as a number must see what to change.
#[test]
fn a_fraction_is_asked_for_as_a_text() {
    for (text, quotes) in [(ENGLISH, "within quotes: \"1.5\""), (CHINESE, "带引号的文本，如 \"1.5\"")] {
        let sentences = section(text, "errors");
        let (_, ratio) = sentences.iter().find(|(key, _)| key == "ratio").unwrap();
        assert!(ratio.contains(quotes), "{ratio}");
    }
}

#[test]
fn every_reason_has_its_sentence() {
    assert_covered("reasons", Reason::CODES);
    assert_covered("offers", OfferReason::CODES);
    assert_covered("invitations", InviteReason::CODES);
    assert_covered("quality", Doubt::CODES);
    let recommendations: Vec<&str> = RecommendReason::CODES.iter().chain(Fewer::CODES).copied().collect();
    assert_covered("recommendations", &recommendations);
}

#[test]
fn the_words_are_the_same() {
    let keys = |text| section(text, "words").into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(keys(ENGLISH), keys(CHINESE));
}

#[test]
fn the_packages_own_errors_have_their_sentences() {
    assert_covered("package", &["not-json", "freed", "load"]);
}
