//! Packs whose digests are right and whose contents are anything, so that what reads them is reached.

use crate::flat;
use patronage::recommend::Recommender;
use sha2::{Digest, Sha256};

/// How many codes a head has.
const CODES: usize = 31;

/// Opens anything as it is.
pub fn open(bytes: &[u8]) {
    ask(Recommender::open(bytes).ok());
}

/// Opens anything as the contents of a head.
pub fn head(body: &[u8]) {
    open(&framed(body));
}

/// Opens a pack that is made by [`whole`] of one chunk, and tells whether it is one.
pub fn chunks(items: u8, index: &[u8], chunk: &[u8], codes: &[u8]) -> bool {
    ask(Recommender::open(&whole(index, &[(items, chunk)], codes)).ok())
}

/// A pack with one chunk of the index and some of so many items, which hold anything.
pub fn whole(index: &[u8], chunks: &[(u8, &[u8])], codes: &[u8]) -> Vec<u8> {
    let chunk = chunks.iter().flat_map(|chunk| chunk.1).copied();
    b"PATRFULL".iter().copied().chain(front(index, chunks, codes)).chain(index.iter().copied()).chain(chunk).collect()
}

/// The head of such a pack.
pub fn front(index: &[u8], chunks: &[(u8, &[u8])], codes: &[u8]) -> Vec<u8> {
    // No trainer, the year 1970, no currency, any catalogue; then eight weights, no categories, no lifts and no zone.
    let mut body = vec![0; 42];
    body.extend([0.5_f64; 8].iter().flat_map(|weight| weight.to_le_bytes()));
    body.extend([0, 0, 0]);
    body.push(1);
    listed(None, index, &mut body);
    body.push(chunks.len() as u8);
    chunks.iter().for_each(|(items, chunk)| listed(Some(*items), chunk, &mut body));
    put_codes(codes, &mut body);
    // An empty shelf without entries and bytes, its three lists and no segments.
    body.extend([0; 6]);
    framed(&body)
}

/// Codes by any bytes: for each of how many symbols a length is told, and those of their words, as far as there are so many
/// words; where the bytes are at an end, eight bits for each symbol, so that any bytes are words.
fn put_codes(bytes: &[u8], out: &mut Vec<u8>) {
    let mut bytes = bytes.iter().copied();
    for _ in 0..CODES {
        let Some(count) = bytes.next() else {
            out.extend([0x80, 0x02]);
            out.extend([0x88; 128]);
            continue;
        };
        let mut room = 256;
        let mut length = |byte: u8| {
            let taken = [0, 128, 64, 32, 16, 8, 4, 2, 1][usize::from(byte % 9)];
            let fits = taken <= room;
            room -= if fits { taken } else { 0 };
            if fits { byte % 9 } else { 0 }
        };
        let lengths: Vec<u8> = bytes.by_ref().take(count.into()).map(&mut length).collect();
        put_length(lengths.len(), out);
        out.extend(lengths.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)));
    }
}

/// A pack of so many items, each with that many links to what stands behind it, of three bits each: with these codes
/// everything is zeros but the counts and the ids, which are numbers of six binary digits, the lowest first.
pub fn linked(items: u8, links: u64) -> Vec<u8> {
    let first = |symbol: u8| [vec![symbol + 1], vec![0; symbol.into()], vec![1]].concat();
    let below = links.ilog2() - 1;
    let mut codes = vec![first(0); CODES];
    codes[2] = first(5);
    codes[3] = [vec![50], vec![0; 48], vec![1, 1]].concat();
    codes[9] = first(2 * below as u8 + (links >> below) as u8);
    codes[13] = first(1);
    let named = u64::from(items) + links;
    let mut bits: Vec<bool> = Vec::new();
    for item in 0..named {
        bits.extend([false; 4]);
        bits.extend((0..6).map(|digit| item < u64::from(items) && item >> digit & 1 == 1));
    }
    for _ in 0..items {
        bits.extend([false; 3]);
        bits.extend((0..below).map(|bit| links >> bit & 1 == 1));
        bits.extend(std::iter::repeat_n(false, 9 + 3 * links as usize));
    }
    let mut chunk = vec![items];
    put_length(named as usize, &mut chunk);
    chunk.extend(bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit))));
    whole(&[], &[(items, &chunk)], &codes.concat())
}

fn listed(items: Option<u8>, chunk: &[u8], out: &mut Vec<u8>) {
    out.extend(items.map(|items| items & 0x7f));
    put_length(chunk.len(), out);
    out.extend(&Sha256::digest(chunk)[..16]);
}

fn put_length(mut length: usize, out: &mut Vec<u8>) {
    while length >= 0x80 {
        out.push((length % 0x80) as u8 | 0x80);
        length /= 0x80;
    }
    out.push(length as u8);
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut front = b"PATRPACK\x04\x00".to_vec();
    front.extend(u32::try_from(body.len() + 46).unwrap_or(0).to_le_bytes());
    let digest = Sha256::new().chain_update(&front).chain_update(body).finalize();
    [&front[..], &digest, body].concat()
}

/// What opens is asked for everything.
fn ask(recommender: Option<Recommender>) -> bool {
    let Some(recommender) = recommender else { return false };
    for wish in ["for-you", "similar", "also-bought", "basket", "next-basket", "buy-again", "trending", "new-arrivals"]
    {
        let request = format!(
            r#"{{ "wish": "{wish}", "item": "1", "session": ["1", "a", ""], "basket": ["2"], "k": 9, "now": 86400000, "segment": "a",
            "history": [{{ "at": 0, "items": ["0", "1", "3"] }}], "rules": {{ "diversity": "50%", "calibration": "50%" }} }}"#
        );
        let [json, flat] = [recommender.recommend_json(&request), recommender.recommend_flat(&request)]
            .map(|answer| answer.expect("the request is right whatever the pack holds"));
        assert_eq!(flat::json(&flat), json);
    }
    true
}
