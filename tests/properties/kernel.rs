//! Money, ratios and splitting.

use crate::often;
use patronage::kernel::money::{Amount, MAX_SAFE, Mode, Ratio, divide, split};
use proptest::prelude::*;

const MODES: [Mode; 4] = [Mode::Floor, Mode::Ceil, Mode::HalfUp, Mode::HalfEven];

proptest! {
    #![proptest_config(often(2_000))]

    #[test]
    fn splitting_conserves_the_total(total in 0..=MAX_SAFE, weights in prop::collection::vec(0_i64..1_000_000_000, 1..40)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let shares = split(total, &weights).unwrap();
        prop_assert_eq!(shares.iter().map(|share| i128::from(*share)).sum::<i128>(), i128::from(total));
        let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (share, weight) in shares.iter().zip(&weights) {
            // Each share is its exact part rounded down or up.
            let exact = i128::from(total) * i128::from(*weight);
            let off = i128::from(*share) * sum - exact;
            prop_assert!(-sum < off && off < sum, "{} for {} of {}", share, weight, sum);
        }
    }

    #[test]
    fn a_heavier_weight_never_gets_less(total in 0_i64..1_000_000, weights in prop::collection::vec(0_i64..5_000, 2..20)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let shares = split(total, &weights).unwrap();
        for (a, b) in (0..weights.len()).flat_map(|a| (0..weights.len()).map(move |b| (a, b))) {
            prop_assert!(weights[a] <= weights[b] || shares[a] >= shares[b]);
        }
    }

    #[test]
    fn rounding_goes_to_a_neighbour_and_mirrors(dividend in -1_000_000_000_000_i128..1_000_000_000_000, divisor in 1_i128..1_000_000) {
        for mode in MODES {
            let rounded = divide(dividend, divisor, mode);
            prop_assert!((rounded * divisor - dividend).abs() < divisor);
            prop_assert_eq!(divide(-dividend, divisor, mode), -rounded);
        }
        let [floor, ceil, half_up, half_even] = MODES.map(|mode| divide(dividend, divisor, mode).abs());
        prop_assert!(floor <= half_even && half_even <= half_up && half_up <= ceil && ceil <= floor + 1);
    }

    #[test]
    fn rounding_never_turns_an_order_round(a in -1_000_000_i128..1_000_000, b in -1_000_000_i128..1_000_000, divisor in 1_i128..1_000) {
        for mode in MODES {
            prop_assert!(a > b || divide(a, divisor, mode) <= divide(b, divisor, mode));
        }
    }

    #[test]
    fn a_decimal_amount_is_its_minor_units(units in -MAX_SAFE..=MAX_SAFE, exponent in 0_u8..=4) {
        let one = 10_i64.pow(u32::from(exponent));
        let (whole, rest) = (units.abs() / one, units.abs() % one);
        let sign = if units < 0 { "-" } else { "" };
        let text = match exponent {
            0 => format!("{sign}{whole}"),
            digits => format!("{sign}{whole}.{rest:0width$}", width = usize::from(digits)),
        };
        prop_assert_eq!(Amount::from_decimal(&text, exponent).unwrap(), Amount(units));
    }

    #[test]
    fn a_ratio_is_the_same_in_every_writing(above in 0_i64..10_000, below in 1_i64..10_000) {
        let ratio = Ratio::parse(&format!("{above}/{below}")).unwrap();
        let (numerator, denominator) = (ratio.numerator(), ratio.denominator());
        prop_assert_eq!(i128::from(numerator) * i128::from(below), i128::from(above) * i128::from(denominator));
        let percent = Ratio::parse(&format!("{above}%")).unwrap();
        prop_assert_eq!(percent, Ratio::parse(&format!("{above}/100")).unwrap());
        prop_assert_eq!(percent, Ratio::parse(&format!("{}.{:02}", above / 100, above % 100)).unwrap());
    }
}
