//! Packs whose digests are right and whose contents are anything, so that what reads them is reached.

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

/// Opens a pack with one chunk of the index and one of so many items, which hold anything; every code takes eight bits for
/// each symbol, so that any bytes are words. Tells whether it is a pack.
pub fn chunks(items: u8, index: &[u8], chunk: &[u8]) -> bool {
    // No trainer, the year 1970, no currency, any catalogue; then six weights, no categories, no lifts and no zone.
    let mut body = vec![0; 42];
    body.extend([0.5_f64; 6].iter().flat_map(|weight| weight.to_le_bytes()));
    body.extend([0, 0, 0]);
    listed(None, index, &mut body);
    listed(Some(items), chunk, &mut body);
    for _ in 0..CODES {
        body.extend([0x80, 0x02]);
        body.extend([0x88; 128]);
    }
    // An empty shelf without entries and bytes, its three lists and no segments.
    body.extend([0; 6]);
    let whole = [&b"PATRFULL"[..], &framed(&body), index, chunk].concat();
    ask(Recommender::open(&whole).ok())
}

fn listed(items: Option<u8>, chunk: &[u8], out: &mut Vec<u8>) {
    out.push(1);
    out.extend(items.map(|items| items & 0x7f));
    let mut length = chunk.len();
    while length >= 0x80 {
        out.push((length % 0x80) as u8 | 0x80);
        length /= 0x80;
    }
    out.push(length as u8);
    out.extend(&Sha256::digest(chunk)[..16]);
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut front = b"PATRPACK\x03\x00".to_vec();
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
        recommender.recommend_json(&request).expect("the request is right whatever the pack holds");
    }
    true
}
