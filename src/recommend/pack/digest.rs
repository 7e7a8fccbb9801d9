//! SHA-256, by which a changed byte shows.

use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub(super) type Digest = [u8; 32];

/// The SHA-256 of parts after one another.
pub(super) fn digest(parts: &[&[u8]]) -> Digest {
    let mut sum = Sha256::new();
    parts.iter().for_each(|part| sum.update(part));
    sum.finalize().into()
}

/// The first half of a SHA-256: nobody can make other bytes that have that of bytes that are given.
pub(super) type Print = [u8; 16];

/// The first half of the SHA-256 of some bytes.
pub(super) fn print(bytes: &[u8]) -> Print {
    half(&digest(&[bytes]))
}

/// The first half of a SHA-256.
pub(super) fn half(digest: &Digest) -> Print {
    digest.first_chunk().copied().unwrap_or_default()
}

/// Sixteen bytes in hexadecimal digits, such as the name of a file.
pub(super) fn name(print: Print) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('0', |digit| char::from(*digit));
    print.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
