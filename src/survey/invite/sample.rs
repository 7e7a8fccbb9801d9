//! Random samples that stay as they are: whether somebody is in one follows from who it is and which survey.

use crate::kernel::hash::hash;

/// Sets the draws of surveys apart from other uses of the hash; never changed, or all samples would be drawn anew.
const SALT: u64 = 0x7375_7276_6579;

/// Where a respondent stands in a survey's sample: evenly spread over all whole numbers of 64 bits, and always the same.
///
/// ```
/// use patronage::survey::invite::draw;
/// assert_eq!(draw("member-1", "nps"), draw("member-1", "nps"));
/// assert_ne!(draw("member-1", "nps"), draw("member-1", "csat"));
/// ```
#[must_use]
pub fn draw(respondent: &str, survey: &str) -> u64 {
    hash(respondent.as_bytes(), hash(survey.as_bytes(), SALT))
}

/// Whether a draw lies among the first `part` of `whole`; with a greater part whoever was in stays in.
pub(super) fn is_among(draw: u64, part: i64, whole: i64) -> bool {
    let part = u128::from(part.unsigned_abs()) << 64;
    u128::from(draw).saturating_mul(u128::from(whole.unsigned_abs())) < part
}

#[cfg(test)]
mod tests {
    use super::is_among;

    #[test]
    fn none_and_all() {
        assert!(!is_among(0, 0, 1));
        assert!(is_among(u64::MAX, 1, 1));
        assert!(is_among((1 << 63) - 1, 1, 2));
        assert!(!is_among(1 << 63, 1, 2));
        assert!(is_among(u64::MAX, i64::MAX, i64::MAX));
    }
}
