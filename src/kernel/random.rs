//! Seeded random numbers: xoshiro256++, its state filled by SplitMix64, as its authors advise.

/// A generator that gives the same numbers everywhere for the same seed. Not for secrets.
///
/// ```
/// use patronage::kernel::random::Random;
/// let mut random = Random::seeded(7);
/// let mut cards: Vec<u8> = (1..=52).collect();
/// random.shuffle(&mut cards);
/// assert_eq!(cards[..3], [34, 19, 31]);
/// assert!(random.below(6) < 6);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// A generator of its own for each seed; neighbouring seeds give unrelated numbers.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut seed = seed;
        Random { state: [(); 4].map(|()| split_mix(&mut seed)) }
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number below `bound`, each equally likely; zero where the bound is.
    pub fn below(&mut self, bound: u64) -> u64 {
        // The first 2^64 mod bound values are thrown away, so that every remainder has as many left.
        let unfair = bound.wrapping_neg().checked_rem(bound).unwrap_or(0);
        loop {
            let bits = self.bits();
            if bits >= unfair {
                return bits.checked_rem(bound).unwrap_or(0);
            }
        }
    }

    /// Puts the items in random order, each order equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        let mut left = items;
        while !left.is_empty() {
            let chosen = usize::try_from(self.below(u64::try_from(left.len()).unwrap_or(u64::MAX))).unwrap_or(0);
            left.swap(0, chosen);
            left = left.split_first_mut().map_or(&mut [], |(_, rest)| rest);
        }
    }

    /// One of the items, each equally likely.
    pub fn choose<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let chosen = self.below(u64::try_from(items.len()).unwrap_or(u64::MAX));
        items.get(usize::try_from(chosen).ok()?)
    }
}

/// The next number of SplitMix64.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test stops at what it does not expect")]
mod tests {
    use super::{Random, split_mix};

    #[test]
    fn the_published_numbers_of_split_mix() {
        let mut state = 1_234_567;
        let numbers = [(); 5].map(|()| split_mix(&mut state));
        assert_eq!(
            numbers,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn the_published_numbers_of_xoshiro() {
        let mut random = Random { state: [1, 2, 3, 4] };
        let numbers = [(); 10].map(|()| random.bits());
        assert_eq!(
            numbers,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386,
                9_228_616_714_210_784_205,
                9_973_669_472_204_895_162,
                14_011_001_112_246_962_877,
                12_406_186_145_184_390_807,
                15_849_039_046_786_891_736,
                10_450_023_813_501_588_000,
            ]
        );
    }

    #[test]
    fn numbers_below_a_bound_are_equally_likely() {
        let mut random = Random::seeded(1);
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[random.below(6) as usize] += 1;
        }
        // Chi-squared with five degrees of freedom; beyond 20.5 in one of a thousand fair runs.
        let squares: f64 = counts.iter().map(|count| (f64::from(*count) - 10_000.0).powi(2) / 10_000.0).sum();
        assert!(squares < 20.5, "{counts:?}");
    }

    #[test]
    fn a_bound_that_leaves_a_large_remainder_has_no_bias() {
        // Plain remainders of a bound of three quarters of all values would fall below a third of it half of the time.
        let bound = 3 << 62;
        let mut random = Random::seeded(2);
        let low = (0..30_000).filter(|_| random.below(bound) < bound / 3).count();
        assert!((9_700..10_300).contains(&low), "{low} of 30,000");
    }

    #[test]
    fn bounds_at_the_edge() {
        let mut random = Random::seeded(3);
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
        assert!(random.below(u64::MAX) < u64::MAX);
        assert_eq!(random.choose::<u8>(&[]), None);
    }

    #[test]
    fn every_order_is_equally_likely() {
        let mut random = Random::seeded(4);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut items = [0, 1, 2, 3];
            random.shuffle(&mut items);
            *counts.entry(items).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 24);
        // Chi-squared with 23 degrees of freedom; beyond 49.7 in one of a thousand fair runs.
        let squares: f64 = counts.values().map(|count| (f64::from(*count) - 1000.0).powi(2) / 1000.0).sum();
        assert!(squares < 49.7, "{counts:?}");
    }
}
