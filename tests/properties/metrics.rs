//! What must hold of every survey's metrics.

use crate::often;
use patronage::survey::metrics::acsi::IndexShares;
use patronage::survey::metrics::alert::{AlertState, CsatDay, daily};
use patronage::survey::metrics::change::{Estimate, change, homogeneity};
use patronage::survey::metrics::csat::CsatCounts;
use patronage::survey::metrics::distribution as d;
use patronage::survey::metrics::drivers::Driver;
use patronage::survey::metrics::kano::{KanoAnswer, KanoReply};
use patronage::survey::metrics::nps::NpsCounts;
use patronage::survey::metrics::sample::{AnswersGiven, Precision};
use patronage::survey::metrics::strata::{Allocation, SampleStratum, StratifiedPrecision, stratify};
use patronage::survey::metrics::trend::{NpsDay, nps_trend};
use patronage::survey::metrics::weights::{WeightStratum, post_stratify};
use patronage::survey::metrics::{acsi, ces, csat, drivers, kano, likert, nps, sample, sus};
use proptest::collection::vec;
use proptest::prelude::*;

fn close(a: f64, b: f64, precision: f64) -> bool {
    (a - b).abs() <= precision * a.abs().max(b.abs()).max(1.0)
}

/// Ratings on a scale, each with a weight.
fn weighted(scale: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = (Vec<i64>, Vec<f64>)> {
    vec((scale, 0.01_f64..50.0), 1..60).prop_map(|rows| rows.into_iter().unzip())
}

/// Answers to a battery: rows of a common length, from 1 to 5.
fn rows() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (2_usize..7).prop_flat_map(|items| vec(vec(1_i64..=5, items), 3..30))
}

/// An outcome and drivers that are correlated with it and among each other.
fn explained() -> impl Strategy<Value = (Vec<f64>, Vec<Driver>)> {
    (1_usize..7).prop_flat_map(|count| {
        vec((vec(1_i64..=10, count), -3.0_f64..3.0, 0_i64..5), count + 5..40).prop_map(move |rows| {
            let value = |row: &(Vec<i64>, f64, i64), at: usize| (row.0[at] + row.2) as f64;
            let outcome = rows.iter().map(|row| (0..count).map(|at| value(row, at)).sum::<f64>() + row.1);
            let driver =
                |at: usize| Driver { id: at.to_string(), values: rows.iter().map(|row| value(row, at)).collect() };
            (outcome.collect(), (0..count).map(driver).collect())
        })
    })
}

fn stratum(population: i64, share: f64) -> SampleStratum {
    SampleStratum { id: String::new(), when: None, population, share: Some(share), variance: None }
}

fn strata() -> impl Strategy<Value = Vec<SampleStratum>> {
    vec((1_i64..20_000, 0.0_f64..=1.0).prop_map(|(population, share)| stratum(population, share)), 1..8)
}

fn precision(margin: f64, confidence: f64, population: Option<i64>) -> Precision {
    Precision { margin, confidence, share: None, variance: None, population, design_effect: 1.0, response_rate: 1.0 }
}

fn replies() -> impl Strategy<Value = KanoAnswer> {
    let reply = prop::sample::select(KanoReply::ALL);
    (reply.clone(), reply).prop_map(|(functional, dysfunctional)| KanoAnswer { functional, dysfunctional })
}

proptest! {
    #![proptest_config(often(500))]

    #[test]
    fn a_promoter_score_is_on_its_scale_and_in_its_interval((ratings, weights) in weighted(0..=10), confidence in 0.5_f64..0.999) {
        let nps = nps::of_ratings(&ratings, Some(&weights), confidence).unwrap();
        prop_assert!((-100.0..=100.0).contains(&nps.score));
        prop_assert!(close(nps.promoters + nps.passives + nps.detractors, 100.0, 1e-9));
        prop_assert!((0.0..=1.0).contains(&nps.variance) && nps.margin >= 0.0);
        prop_assert!(nps.adjusted.low <= nps.adjusted.score && nps.adjusted.score <= nps.adjusted.high);
        prop_assert!(nps.adjusted.score.abs() <= nps.score.abs() + 1e-9, "it is drawn towards zero");
        prop_assert!(1.0 <= nps.effective + 1e-9 && nps.effective <= ratings.len() as f64 + 1e-9);
    }

    #[test]
    fn weights_of_one_change_nothing((ratings, _) in weighted(0..=10), weight in 0.001_f64..1000.0) {
        let plain = nps::of_ratings(&ratings, None, 0.95).unwrap();
        let alike = nps::of_ratings(&ratings, Some(&vec![weight; ratings.len()]), 0.95).unwrap();
        prop_assert!(close(plain.score, alike.score, 1e-12) && close(plain.margin, alike.margin, 1e-9));
        let count = |keep: &dyn Fn(i64) -> bool| ratings.iter().filter(|rating| keep(**rating)).count() as i64;
        let counts = NpsCounts { promoters: count(&|r| r >= 9), passives: count(&|r| r == 7 || r == 8), detractors: count(&|r| r <= 6) };
        prop_assert_eq!(nps::of_counts(&counts, 0.95).unwrap(), plain);
    }

    #[test]
    fn segments_average_to_the_whole((ratings, weights) in weighted(0..=10), names in vec("[ab]", 60)) {
        let segments = &names[..ratings.len()];
        let whole = nps::of_ratings(&ratings, Some(&weights), 0.95).unwrap();
        let parts = nps::by_segment(&ratings, segments, Some(&weights), 0.95).unwrap();
        let weight = |name: &str| segments.iter().zip(&weights).filter(|(s, _)| *s == name).map(|(_, w)| w).sum::<f64>();
        let sum: f64 = parts.segments.iter().map(|part| part.nps.score * weight(&part.segment)).sum();
        prop_assert!(close(sum / weights.iter().sum::<f64>(), whole.score, 1e-9));
        prop_assert!(parts.homogeneity.is_none_or(|test| test.chi_square >= 0.0 && (0.0..=1.0).contains(&test.p)));
    }

    #[test]
    fn a_change_back_is_the_change_turned(a in (1_i64..500, 0_i64..500, 0_i64..500), b in (1_i64..500, 0_i64..500, 0_i64..500)) {
        let nps = |(promoters, passives, detractors)| nps::of_counts(&NpsCounts { promoters, passives, detractors }, 0.95).unwrap();
        let (there, back) = (nps::compare(&nps(a), &nps(b), 0.95).unwrap(), nps::compare(&nps(b), &nps(a), 0.95).unwrap());
        prop_assert_eq!((there.difference, there.z, there.p), (-back.difference, -back.z, back.p));
        prop_assert!(there.low <= there.adjusted && there.adjusted <= there.high);
        // The test and the interval say the same.
        prop_assert_eq!(there.verdict.as_str() == "unclear", there.low <= 0.0 && there.high >= 0.0);
    }

    #[test]
    fn satisfaction_lies_in_its_interval((ratings, weights) in weighted(1..=5), confidence in 0.5_f64..0.999) {
        let csat = csat::of_ratings(&ratings, 5, Some(&weights), confidence).unwrap();
        prop_assert!(0.0 <= csat.low && csat.low <= csat.score && csat.score <= csat.high && csat.high <= 100.0);
        let ces = ces::of_ratings(&ratings, 5, Some(&weights), confidence).unwrap();
        prop_assert!((1.0 - 1e-12..=5.0 + 1e-12).contains(&ces.score.mean));
        prop_assert!(ces.score.low.is_none_or(|low| low <= ces.score.mean));
    }

    #[test]
    fn a_higher_confidence_is_a_wider_interval(top in 0_i64..100, more in 0_i64..100, confidence in 0.5_f64..0.99) {
        let counts = CsatCounts { top, answers: top + more + 1 };
        let (narrow, wide) = (csat::of_counts(&counts, confidence).unwrap(), csat::of_counts(&counts, confidence + 0.005).unwrap());
        prop_assert!(wide.low <= narrow.low && narrow.high <= wide.high);
    }

    #[test]
    fn alpha_does_not_ask_for_the_order(rows in rows(), by in 0_usize..7) {
        let real = |rows: &[Vec<i64>]| rows.iter().map(|row| row.iter().map(|v| *v as f64).collect()).collect::<Vec<Vec<f64>>>();
        let Ok(alpha) = likert::alpha(&real(&rows), None) else { return Err(TestCaseError::reject("not computable")) };
        prop_assert!(alpha <= 1.0);
        let mut turned = rows.clone();
        turned.iter_mut().for_each(|row| { let by = by % row.len(); row.rotate_left(by) });
        turned.rotate_left(by % rows.len());
        prop_assert!(close(likert::alpha(&real(&turned), None).unwrap(), alpha, 1e-9));
        // Nor for the place or the unit of the scale.
        let moved: Vec<Vec<f64>> = real(&rows).iter().map(|row| row.iter().map(|v| v * 3.0 - 7.0).collect()).collect();
        prop_assert!(close(likert::alpha(&moved, None).unwrap(), alpha, 1e-9));
    }

    #[test]
    fn reversing_all_items_keeps_alpha(rows in rows()) {
        let all: Vec<i64> = (0..rows[0].len() as i64).collect();
        let (plain, turned) = (likert::battery(&rows, 5, &[], None, 0.95), likert::battery(&rows, 5, &all, None, 0.95));
        let (Ok(plain), Ok(turned)) = (plain, turned) else { return Err(TestCaseError::reject("not computable")) };
        prop_assert!(close(plain.alpha, turned.alpha, 1e-9));
        prop_assert!(close(plain.score.mean + turned.score.mean, 6.0, 1e-12));
        for item in &plain.items {
            prop_assert!(item.rest_correlation.is_none_or(|r| (-1.0..=1.0).contains(&r)));
            prop_assert!(item.alpha_without.is_none_or(f64::is_finite));
        }
    }

    #[test]
    fn a_battery_without_an_item_is_the_battery_of_the_others(rows in rows(), at in 0_usize..7) {
        let Ok(battery) = likert::battery(&rows, 5, &[], None, 0.95) else { return Err(TestCaseError::reject("not computable")) };
        let at = at % rows[0].len();
        let left: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().enumerate().filter(|(p, _)| *p != at).map(|(_, v)| *v as f64).collect()).collect();
        let alone = likert::alpha(&left, None).ok();
        prop_assert_eq!(alone.is_some(), battery.items[at].alpha_without.is_some());
        prop_assert!(alone.zip(battery.items[at].alpha_without).is_none_or(|(a, b)| close(a, b, 1e-6)), "{:?}", alone);
    }

    #[test]
    fn usability_mirrors(items in vec(1_i64..=5, 10)) {
        let score = sus::score(&items).unwrap();
        prop_assert!((0.0..=100.0).contains(&score));
        let mirrored: Vec<i64> = items.iter().map(|item| 6 - item).collect();
        prop_assert_eq!(sus::score(&mirrored).unwrap(), 100.0 - score);
    }

    #[test]
    fn a_feature_is_what_most_say(answers in vec(replies(), 1..40)) {
        let found = kano::feature(None, &answers, None).unwrap();
        let shares = &found.shares;
        let all = [shares.must_be, shares.performance, shares.attractive, shares.indifferent, shares.reverse, shares.questionable];
        prop_assert!(close(all.iter().sum(), 100.0, 1e-9));
        let most = all.iter().copied().fold(0.0, f64::max);
        let place = kano::KanoCategory::ALL.iter().position(|category| *category == found.category).unwrap();
        prop_assert_eq!(all[place], most);
        prop_assert!(all[..place].iter().all(|share| *share < most));
        prop_assert!((0.0..=100.0).contains(&found.strength));
        prop_assert!(found.better.is_none_or(|better| (0.0..=1.0).contains(&better)));
        prop_assert!(found.worse.is_none_or(|worse| (-1.0..=0.0).contains(&worse)));
    }

    #[test]
    fn the_index_lies_between_its_questions(s in 1_i64..=10, e in 1_i64..=10, i in 1_i64..=10, shares in (0.0_f64..9.0, 0.0_f64..9.0, 0.1_f64..9.0)) {
        let shares = IndexShares { satisfaction: shares.0, expectation: shares.1, ideal: shares.2 };
        let index = acsi::index(s as f64, e as f64, i as f64, &shares).unwrap();
        let percent = |rating: i64| (rating - 1) as f64 / 9.0 * 100.0;
        prop_assert!(percent(s.min(e).min(i)) - 1e-9 <= index && index <= percent(s.max(e).max(i)) + 1e-9);
        let of_one = acsi::of_ratings([&[s], &[e], &[i]], &shares, None, 0.95).unwrap();
        prop_assert_eq!(of_one.index.mean, index);
    }

    #[test]
    fn both_kinds_of_drivers_sum_to_r_squared((outcome, given) in explained()) {
        let Ok(found) = drivers::drivers(&outcome, &given, None) else { return Err(TestCaseError::reject("not computable")) };
        prop_assert!((0.0..=1.0).contains(&found.r_squared));
        let relative: f64 = found.drivers.iter().map(|driver| driver.relative_weight).sum();
        let shapley: f64 = found.drivers.iter().map(|driver| driver.shapley.unwrap()).sum();
        prop_assert!(close(relative, found.r_squared, 1e-8) && close(shapley, found.r_squared, 1e-8), "{} {} {}", relative, shapley, found.r_squared);
        let percent: f64 = found.drivers.iter().map(|driver| driver.relative_percent).sum();
        prop_assert!(close(percent, 100.0, 1e-8));
        prop_assert!(found.drivers.iter().all(|driver| driver.relative_weight >= 0.0 && driver.shapley.unwrap() >= 0.0));
        if let [only] = &*found.drivers {
            prop_assert!(close(only.correlation * only.correlation, found.r_squared, 1e-9));
        }
    }

    #[test]
    fn drivers_do_not_ask_for_order_or_unit((outcome, given) in explained(), by in 0_usize..7) {
        let Ok(found) = drivers::drivers(&outcome, &given, None) else { return Err(TestCaseError::reject("not computable")) };
        let mut turned: Vec<Driver> = given.clone();
        turned.rotate_left(by % given.len());
        turned.iter_mut().for_each(|driver| driver.values.iter_mut().for_each(|value| *value = *value * -2.5 + 100.0));
        let again = drivers::drivers(&outcome, &turned, None).unwrap();
        for driver in &found.drivers {
            let other = again.drivers.iter().find(|other| other.id == driver.id).unwrap();
            prop_assert!(close(driver.relative_weight, other.relative_weight, 1e-7));
            prop_assert!(close(driver.shapley.unwrap(), other.shapley.unwrap(), 1e-7));
        }
    }

    #[test]
    fn a_weight_of_two_is_the_respondent_twice((outcome, given) in explained()) {
        let twice = |values: &[f64]| values.iter().chain(values).copied().collect::<Vec<f64>>();
        let doubled: Vec<Driver> = given.iter().map(|driver| Driver { id: String::new(), values: twice(&driver.values) }).collect();
        let (one, two) = (drivers::shapley(&outcome, &given, None), drivers::shapley(&twice(&outcome), &doubled, None));
        let (Ok(one), Ok(two)) = (one, two) else { return Err(TestCaseError::reject("not computable")) };
        prop_assert!(one.iter().zip(&two).all(|(a, b)| close(*a, *b, 1e-7)));
    }

    #[test]
    fn post_stratification_weights_have_mean_one(strata in vec((0.01_f64..1e6, 1_i64..5_000, -10.0_f64..10.0), 1..12)) {
        let strata: Vec<WeightStratum> =
            strata.into_iter().map(|(population, answers, mean)| WeightStratum { id: None, population, answers, mean: Some(mean) }).collect();
        let found = post_stratify(&strata).unwrap();
        let answers: f64 = strata.iter().map(|stratum| stratum.answers as f64).sum();
        let population: f64 = strata.iter().map(|stratum| stratum.population).sum();
        let sum: f64 = found.strata.iter().zip(&strata).map(|(weight, stratum)| weight.weight * stratum.answers as f64).sum();
        prop_assert!(close(sum / answers, 1.0, 1e-9));
        prop_assert!(found.design_effect >= 1.0 && found.effective <= answers);
        for (weight, stratum) in found.strata.iter().zip(&strata) {
            prop_assert!(close(weight.weight * stratum.answers as f64 / answers, stratum.population / population, 1e-9));
        }
        let means = || strata.iter().map(|stratum| stratum.mean.unwrap());
        let (low, high) = (means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max));
        prop_assert!(low - 1e-9 <= found.weighted.unwrap() && found.weighted.unwrap() <= high + 1e-9);
    }

    #[test]
    fn more_precision_takes_more_answers(margin in 0.001_f64..0.5, population in 1_i64..10_000_000, confidence in 0.5_f64..0.99) {
        let size = |margin, confidence, population| sample::size(&precision(margin, confidence, population)).unwrap();
        let this = size(margin, confidence, Some(population));
        prop_assert!(this.answers <= population && this.invitations <= population);
        prop_assert!(size(margin * 0.9, confidence, Some(population)).exact >= this.exact);
        prop_assert!(size(margin, confidence + 0.005, Some(population)).exact >= this.exact);
        prop_assert!(size(margin, confidence, Some(population * 2)).exact >= this.exact);
        prop_assert!(size(margin, confidence, None).exact >= this.exact - 1e-9 || this.exact <= 1.0 + 1e-9);
    }

    #[test]
    fn the_margin_of_the_sample_is_the_wish(margin in 0.001_f64..0.5, population in prop::option::of(1_i64..10_000_000), confidence in 0.5_f64..0.999) {
        let size = sample::size(&precision(margin, confidence, population)).unwrap();
        let of = |answers| {
            sample::margin(&AnswersGiven { answers, confidence, share: None, variance: None, population, design_effect: 1.0 }).unwrap().margin
        };
        prop_assert!(of(size.answers) <= margin * (1.0 + 1e-9));
        prop_assert!(size.answers == 1 || of(size.answers - 1) >= margin * (1.0 - 1e-9), "one fewer would do");
    }

    #[test]
    fn strata_together_have_the_wished_precision(strata in strata(), margin in 0.005_f64..0.3, rate in 0.01_f64..=1.0, least in 1_i64..40) {
        for allocation in [Allocation::Proportional, Allocation::Optimal, Allocation::Each] {
            let wish = StratifiedPrecision { strata: strata.clone(), margin, confidence: 0.95, allocation, least, response_rate: rate };
            let found = stratify(&wish).unwrap();
            prop_assert!(found.margin <= margin * (1.0 + 1e-9), "{:?}: {} for {}", allocation, found.margin, margin);
            for (target, stratum) in found.strata.iter().zip(&strata) {
                prop_assert!(target.answers >= least.min(stratum.population) && target.answers <= target.invitations);
                prop_assert!(target.invitations <= stratum.population && (0.0..=1.0).contains(&target.rate));
                prop_assert!(allocation != Allocation::Each || target.margin <= margin * (1.0 + 1e-9));
            }
            prop_assert_eq!(found.answers, found.strata.iter().map(|target| target.answers).sum::<i64>());
        }
    }

    #[test]
    fn the_optimal_allocation_takes_no_more(strata in strata(), margin in 0.005_f64..0.3) {
        let wish = |allocation| StratifiedPrecision { strata: strata.clone(), margin, confidence: 0.95, allocation, least: 1, response_rate: 1.0 };
        let answers = |allocation| stratify(&wish(allocation)).unwrap().answers;
        // But for what rounding up adds in each stratum.
        prop_assert!(answers(Allocation::Optimal) <= answers(Allocation::Proportional) + strata.len() as i64);
    }

    #[test]
    fn an_alarm_has_its_reason(days in vec((0_i64..50, 0_i64..50), 1..20), threshold in 0.0_f64..=100.0, least in 1_i64..60) {
        let day = patronage::kernel::calendar::Date::new(2026, 11, 21).unwrap();
        let days: Vec<CsatDay> = days.into_iter().map(|(top, more)| CsatDay { day, top, answers: top + more }).collect();
        for (alert, day) in daily(&days, threshold, least, 0.95).unwrap().iter().zip(&days) {
            let low = day.answers > 0 && (day.top as f64 / day.answers as f64 * 100.0) < threshold;
            prop_assert_eq!(alert.state == AlertState::TooFew, day.answers < least);
            prop_assert_eq!(matches!(alert.state, AlertState::Low | AlertState::ClearlyLow), low && day.answers >= least);
        }
    }

    #[test]
    fn the_slope_of_two_quarters_is_their_change(a in (0_i64..90, 1_i64..90, 0_i64..90), b in (0_i64..90, 1_i64..90, 0_i64..90), apart in 1_i32..9) {
        let first = patronage::kernel::calendar::Date::new(2024, 2, 29).unwrap();
        let on = |months: i32, (promoters, passives, detractors)| NpsDay { day: first.add_months(months).unwrap(), promoters, passives, detractors };
        // The later comes first, and in two parts: days come in any order, and add up.
        let nothing = (0, 0, 0);
        let trend = nps_trend(&[on(3 * apart, b), on(0, a), on(3 * apart + 1, nothing), on(1, a)], 0.95).unwrap();
        prop_assert_eq!(trend.quarters.len(), 2);
        prop_assert_eq!(&*trend.quarters[0].quarter, "2024-Q1");
        prop_assert_eq!(trend.quarters[0].answers, 2 * (a.0 + a.1 + a.2));
        let (slope, change) = (trend.slope.unwrap(), trend.quarters[1].change.as_ref().unwrap());
        prop_assert!(close(slope.difference * f64::from(apart), change.adjusted, 1e-9));
        prop_assert!(close(slope.standard_error * f64::from(apart), change.standard_error, 1e-9));
        prop_assert!(close(change.difference, trend.quarters[1].score - trend.quarters[0].score, 1e-12));
    }

    #[test]
    fn a_stratum_by_itself_is_a_sample_by_itself(strata in strata(), margin in 0.005_f64..0.3, rate in 0.01_f64..=1.0) {
        let wish = StratifiedPrecision { strata: strata.clone(), margin, confidence: 0.9, allocation: Allocation::Each, least: 1, response_rate: rate };
        for (target, stratum) in stratify(&wish).unwrap().strata.iter().zip(&strata) {
            let alone = Precision { share: stratum.share, response_rate: rate, ..precision(margin, 0.9, Some(stratum.population)) };
            let alone = sample::size(&alone).unwrap();
            prop_assert_eq!((target.answers, target.invitations), (alone.answers, alone.invitations));
        }
    }

    #[test]
    fn two_estimates_differ_by_either_test(a in -50.0_f64..50.0, b in -50.0_f64..50.0, one in 0.1_f64..20.0, other in 0.1_f64..20.0) {
        let (before, after) = (Estimate { value: a, standard_error: one }, Estimate { value: b, standard_error: other });
        let (test, all) = (change(before, after, 0.95).unwrap(), homogeneity(&[before, after]).unwrap().unwrap());
        prop_assert!(close(test.z * test.z, all.chi_square, 1e-9) && close(test.p, all.p, 1e-9));
    }

    #[test]
    fn quantiles_turn_tails_round(p in 0.0001_f64..0.9999, degrees in 1.0_f64..5_000.0) {
        prop_assert!(close(1.0 - d::normal_tail(d::normal_quantile(p).unwrap()).unwrap(), p, 1e-12));
        prop_assert!(close(1.0 - d::t_tail(d::t_quantile(p, degrees).unwrap(), degrees).unwrap(), p, 1e-11));
        prop_assert!(close(1.0 - d::chi_square_tail(d::chi_square_quantile(p, degrees).unwrap(), degrees).unwrap(), p, 1e-11));
    }

    #[test]
    fn tails_fall(x in 0.0_f64..100.0, step in 0.001_f64..10.0, degrees in 1.0_f64..500.0) {
        prop_assert!(d::normal_tail(x).unwrap() >= d::normal_tail(x + step).unwrap());
        prop_assert!(d::t_tail(x, degrees).unwrap() >= d::t_tail(x + step, degrees).unwrap() - 1e-15);
        prop_assert!(d::chi_square_tail(x, degrees).unwrap() >= d::chi_square_tail(x + step, degrees).unwrap() - 1e-13);
        prop_assert!(d::t_tail(x, degrees).unwrap() >= d::normal_tail(x).unwrap() - 1e-14, "t has the heavier tail");
    }

    /// Whatever numbers come, the answer holds nothing infinite or undefined.
    #[test]
    fn nothing_undefined_comes_out(
        ratings in vec(prop_oneof![-2_i64..13, any::<i64>()], 0..12),
        weights in vec(prop_oneof![any::<f64>(), 0.0_f64..1e-300, 0.0_f64..1e16, Just(1.0)], 0..12),
        confidence in prop_oneof![any::<f64>(), 0.0_f64..1.0, Just(1e-300), Just(1.0 - 1e-16)],
        margin in prop_oneof![any::<f64>(), 0.0_f64..1.0, 0.0_f64..1e-5],
        counts in vec(prop_oneof![any::<i64>(), 0_i64..2_000_000_000], 3),
    ) {
        let text = |shown: String| {
            prop_assert!(!shown.contains("NaN") && !shown.contains("inf"), "{}", shown);
            Ok(())
        };
        let all = |values: &[f64]| values.iter().map(|value| Driver { id: String::new(), values: vec![*value; 3] }).collect::<Vec<_>>();
        let given = [Driver { id: String::new(), values: weights.clone() }];
        let outcome: Vec<f64> = ratings.iter().map(|rating| *rating as f64).collect();
        let (promoters, passives, detractors) = (counts[0], counts[1], counts[2]);
        let refused = |error: patronage::kernel::Error| error.to_json();
        let shown = [
            nps::of_ratings(&ratings, Some(&weights), confidence).map(|found| format!("{found:?}")),
            nps::of_counts(&NpsCounts { promoters, passives, detractors }, confidence).map(|found| format!("{found:?}")),
            csat::of_counts(&CsatCounts { top: promoters, answers: passives }, confidence).map(|found| format!("{found:?}")),
            ces::of_ratings(&ratings, 11, Some(&weights), confidence).map(|found| format!("{found:?}")),
            sample::size(&precision(margin, confidence, Some(promoters))).map(|found| format!("{found:?}")),
            sample::size(&precision(margin, confidence, None)).map(|found| format!("{found:?}")),
            drivers::drivers(&outcome, &given, None).map(|found| format!("{:?}", found.r_squared)),
            drivers::drivers(&outcome, &all(&weights), None).map(|found| format!("{:?}", found.r_squared)),
            likert::alpha(&[weights.clone(), outcome.clone(), vec![1.0; weights.len()]], None).map(|found| format!("{found:?}")),
        ];
        for found in shown {
            text(found.unwrap_or_else(refused))?;
        }
        let strata = counts.iter().map(|population| stratum(*population, 0.5)).collect();
        let wish = StratifiedPrecision { strata, margin, confidence, allocation: Allocation::Optimal, least: 1, response_rate: 0.1 };
        text(stratify(&wish).map(|found| format!("{found:?}")).unwrap_or_else(refused))?;
    }
}
