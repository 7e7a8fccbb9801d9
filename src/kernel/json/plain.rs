//! Which characters of a string stand for themselves in JSON text.

const WORD: usize = size_of::<u64>();
const ONES: u64 = u64::from_ne_bytes([1; WORD]);
const HIGHEST: u64 = ONES << 7;

/// How many bytes at the front are neither a control character nor a quotation mark nor a backslash.
pub(super) fn plain(text: &[u8]) -> usize {
    let (mut rest, mut count) = (text, 0_usize);
    loop {
        let (word, after) = match rest.split_first_chunk::<WORD>() {
            Some((word, after)) => (*word, after),
            None => (filled_up(rest), &[][..]),
        };
        let plain = plain_in(word);
        count = count.wrapping_add(plain);
        if plain < WORD {
            return count;
        }
        rest = after;
    }
}

/// The last bytes, ended by zeros, which are control characters.
fn filled_up(rest: &[u8]) -> [u8; WORD] {
    let mut word = [0; WORD];
    if let Some(front) = word.get_mut(..rest.len()) {
        front.copy_from_slice(rest);
    }
    word
}

/// The same for eight bytes at once, which stand in the bits of one number.
#[inline(always)]
fn plain_in(word: [u8; WORD]) -> usize {
    let bytes = u64::from_le_bytes(word);
    let special = below(bytes, b' ') | below(bytes ^ all(b'"'), 1) | below(bytes ^ all(b'\\'), 1);
    special.trailing_zeros() as usize / 8
}

fn all(byte: u8) -> u64 {
    ONES.wrapping_mul(byte.into())
}

/// Sets the highest bit of the first byte that is below the limit, of none before it, and of no byte where none is.
fn below(bytes: u64, limit: u8) -> u64 {
    bytes.wrapping_sub(all(limit)) & !bytes & HIGHEST
}
