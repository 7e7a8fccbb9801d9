//! The files of a pack: what is written is read, and nothing else.

use crate::shop::{ids, open, ring, tea_shop};
use patronage::kernel::Code;
use patronage::recommend::{Fewer, Model, Recommender, pack};
use std::collections::BTreeMap;

fn refusal(bytes: &[u8]) -> Code {
    Recommender::open(bytes).map(|_| ()).expect_err("it should be refused").code()
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(pack::write(&ring(500, 20)), pack::write(&ring(500, 20)));
}

/// A pack that was written before must be read for as long as its version is. Where the version changes, the file is
/// written again with `BLESS=1 cargo test --test recommend`.
#[test]
fn the_format_stays_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recommend/tea.pack");
    let whole = pack::write(&tea_shop()).whole;
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &whole).unwrap();
    }
    assert_eq!(std::fs::read(path).unwrap(), whole);
}

#[test]
fn the_catalogue_is_told_by_its_ids_alone() {
    let catalogue = |model: &Model| Recommender::open(&pack::write(model).whole).unwrap().facts().catalogue;
    let shop = tea_shop();
    let mut learnt_anew = shop.clone();
    learnt_anew.items.reverse();
    learnt_anew.items.iter_mut().for_each(|item| item.next.clear());
    let mut renamed = shop.clone();
    renamed.items[0].id.push('2');
    assert_eq!(catalogue(&shop), catalogue(&learnt_anew));
    assert_ne!(catalogue(&shop), catalogue(&renamed));
}

#[test]
fn any_flipped_bit_is_seen() {
    let whole = pack::write(&tea_shop()).whole;
    assert!(Recommender::open(&whole).is_ok());
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << bit;
            assert!(Recommender::open(&flipped).is_err(), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn any_cut_is_seen() {
    let written = pack::write(&tea_shop());
    let whole = written.whole;
    for end in 1..whole.len() {
        assert_eq!(refusal(&whole[..end]), Code::PackTruncated, "{end}");
    }
    for end in 1..written.head.len() {
        assert_eq!(refusal(&written.head[..end]), Code::PackTruncated, "{end}");
    }
    assert_eq!(refusal(&[]), Code::PackTruncated);
    let longer = [&whole[..], &[0]].concat();
    assert_eq!(refusal(&longer), Code::PackAltered);
}

#[test]
fn what_is_no_pack_or_of_another_version_is_refused() {
    assert_eq!(refusal(b"{\"version\": 1}"), Code::Pack);
    let written = pack::write(&tea_shop());
    for version in [pack::VERSION + 1, pack::VERSION - 1] {
        for (mut bytes, place) in [(written.head.clone(), 8), (written.whole.clone(), 16)] {
            bytes[place..place + 2].copy_from_slice(&version.to_le_bytes());
            let error = Recommender::open(&bytes).unwrap_err();
            assert_eq!(error.code(), Code::PackNewer);
            assert_eq!(error.params(), [("found", version.to_string()), ("known", pack::VERSION.to_string())]);
        }
    }
}

#[test]
fn a_chunk_of_another_pack_or_an_altered_one_is_refused_and_changes_nothing() {
    let mut recommender = Recommender::open(&pack::write(&tea_shop()).head).unwrap();
    for (_, mut chunk) in pack::write(&ring(50, 5)).chunks {
        assert_eq!(recommender.add(chunk.clone()).unwrap_err().code(), Code::PackForeign);
        chunk[0] ^= 1;
        assert_eq!(recommender.add(chunk).unwrap_err().code(), Code::PackForeign);
    }
    assert_eq!(recommender.facts().here, 0);
}

/// Adds what a request needs, as a page does, and says how many chunks that were.
fn fetched(recommender: &mut Recommender, files: &BTreeMap<String, Vec<u8>>, request: &str) -> usize {
    for rounds in 0..4 {
        let absent = recommender.absent(&recommender.read(request).unwrap());
        if absent.is_empty() {
            assert!(rounds > 0);
            return usize::try_from(recommender.facts().here).unwrap();
        }
        absent.iter().for_each(|name| recommender.add(files[name].clone()).unwrap());
    }
    panic!("it never has enough")
}

#[test]
fn a_page_that_fetches_what_it_needs_gets_the_answer_of_the_whole_pack() {
    let model = ring(5_000, 20);
    let written = pack::write(&model);
    let files: BTreeMap<String, Vec<u8>> = written.chunks.iter().cloned().collect();
    let whole = open(&model);
    for wish in ["for-you", "next-basket", "buy-again", "trending"] {
        let request = format!(
            r#"{{ "wish": "{wish}", "session": ["item-7", "item-11", "nothing"], "history": [{{ "items": ["item-4000"] }}] }}"#
        );
        let mut page = Recommender::open(&written.head).unwrap();
        let chunks = fetched(&mut page, &files, &request);
        assert!(chunks <= 7, "{chunks} chunks of {}", files.len());
        assert_eq!(page.recommend_json(&request).unwrap(), whole.recommend_json(&request).unwrap());
    }
}

#[test]
fn without_its_chunks_it_falls_back_to_the_shelf_and_says_so() {
    let page = Recommender::open(&pack::write(&ring(5_000, 20)).head).unwrap();
    let request = page.read(r#"{ "session": ["item-7"], "k": 5 }"#).unwrap();
    let answer = page.recommend(&request);
    assert_eq!(answer.absent.len(), 1);
    assert_eq!(ids(&page, r#"{ "session": ["item-7"], "k": 5 }"#), ["item-0", "item-1", "item-2", "item-3", "item-4"]);
}

#[test]
fn what_is_new_needs_no_chunk() {
    let page = Recommender::open(&pack::write(&ring(5_000, 20)).head).unwrap();
    let request =
        r#"{ "wish": "new-arrivals", "session": ["item-7"], "history": [{ "items": ["item-9"] }], "k": 500 }"#;
    let read = page.read(request).unwrap();
    assert!(page.absent(&read).is_empty());
    let answer = page.recommend(&read);
    assert_eq!((answer.fewer, answer.absent), (Some(Fewer::Pack {}), vec![]), "nor would one bring more");
}

#[test]
fn names_of_files_come_from_their_bytes() {
    let written = pack::write(&ring(1_000, 10));
    let names: BTreeMap<&String, &Vec<u8>> = written.chunks.iter().map(|(name, bytes)| (name, bytes)).collect();
    assert_eq!(names.len(), written.chunks.len());
    assert!(names.keys().all(|name| name.len() == 32));
}

#[test]
fn every_item_is_found_by_its_id() {
    let model = ring(3_000, 6);
    let recommender = open(&model);
    for item in &model.items {
        let request = format!(r#"{{ "wish": "also-bought", "item": "{}", "k": 1 }}"#, item.id);
        let expected = &model.items[item.next[0].item as usize].id;
        assert_eq!(ids(&recommender, &request), std::slice::from_ref(expected));
    }
}
