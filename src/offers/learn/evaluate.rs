//! What another policy would have brought, from the log of one.

use crate::kernel::record;
use crate::kernel::record::{Scale, read_text, written};
use crate::kernel::{Code, Error, Result};
use libm::sqrt;

/// The quantile of the standard normal distribution beyond which 2.5 % lie: intervals are of 95 %.
const Z: f64 = 1.959_963_984_540_054;

record! {
    [read]
    /// The log of a policy, with what another would have done.
    pub struct PolicyLog {
        /// At least two choices.
        pub log["log"]: Vec<LoggedChoice>,
    }
}

record! {
    [read]
    /// A choice that was made.
    pub struct LoggedChoice {
        /// What it brought.
        pub reward["reward"]: f64,
        /// With which probability the offer was chosen then, above 0.
        pub probability["probability"]: f64,
        /// With which probability the other policy would choose the same at that moment.
        pub target["target"]: f64,
        /// What a model expected of it; for the doubly robust estimate every choice has it.
        pub expected["expected"]: Option<f64>,
        /// What the model expects of the other policy at that moment: of each offer, by its probability.
        pub value["value"]: Option<f64>,
    }
}

record! {
    [write]
    /// What another policy would have brought in each choice, by three estimates.
    pub struct PolicyEstimate {
        /// How many choices the log has.
        pub choices["choices"]: i64,
        /// How many choices of the other policy's own it is worth: `(Σw)² / Σw²`. Where they are few, no estimate is worth
        /// much. Source: Kish, *Survey Sampling*, 1965.
        pub effective["effective"]: f64,
        /// The largest weight: by how much more often the other policy chooses something.
        pub largest["largest"]: f64,
        /// What the log's own policy brought.
        pub logged["logged"]: PolicyValue,
        /// By inverse propensity: the mean of `w r` with `w` = target / probability. Without bias where the log gave every
        /// offer a chance; widely spread where weights are large. Source: Horvitz and Thompson, Journal of the American
        /// Statistical Association 47 (1952).
        pub ips["ips"]: PolicyValue,
        /// The same by the sum of weights, `Σ w r / Σ w`: less spread, a little bias, never beyond the rewards. Source:
        /// Swaminathan and Joachims, *The Self-Normalized Estimator for Counterfactual Learning*, NIPS 2015.
        pub snips["snips"]: PolicyValue,
        /// Doubly robust: the mean of `value + w (r − expected)`. Without bias where either the probabilities or the model are
        /// right. Source: Dudík, Langford and Li, *Doubly Robust Policy Evaluation and Learning*, ICML 2011.
        pub robust["robust"]: Option<PolicyValue>,
    }
}

record! {
    [write]
    /// An estimate with its interval of 95 %, by the normal approximation.
    pub struct PolicyValue {
        /// The estimate.
        pub value["value"]: f64,
        /// Its lower end.
        pub low["low"]: f64,
        /// Its upper end.
        pub high["high"]: f64,
    }
}

/// Estimates what another policy would have brought.
///
/// # Errors
/// Fewer than two choices, probabilities that are none, a model for some choices only, or no weight at all.
pub fn evaluate(request: &PolicyLog) -> Result<PolicyEstimate> {
    let log = &request.log;
    if log.len() < 2 {
        return Err(Error::new(Code::TooFew).with_number("least", 2).at_key("log"));
    }
    for (index, choice) in log.iter().enumerate() {
        choice.check().map_err(|error| error.at_index(index).at_key("log"))?;
    }
    let weights: Vec<f64> = log.iter().map(|choice| choice.target / choice.probability).collect();
    let all: f64 = weights.iter().fold(0.0, |sum, weight| sum + weight);
    let squares: f64 = weights.iter().fold(0.0, |sum, weight| sum + weight * weight);
    if all <= 0.0 {
        return Err(Error::new(Code::Constant).at_key("log"));
    }
    let each = |value: &dyn Fn(&LoggedChoice, f64) -> f64| -> Vec<f64> {
        log.iter().zip(&weights).map(|(choice, weight)| value(choice, *weight)).collect()
    };
    let estimate = PolicyEstimate {
        choices: i64::try_from(log.len()).unwrap_or(i64::MAX),
        effective: all * all / squares,
        largest: weights.iter().fold(0.0, |most: f64, weight| most.max(*weight)),
        logged: mean(&each(&|choice, _| choice.reward)),
        ips: mean(&each(&|choice, weight| weight * choice.reward)),
        snips: self_normalised(log, &weights, all),
        robust: log.first().and_then(|first| first.value).map(|_| mean(&each(&LoggedChoice::robust))),
    };
    let PolicyEstimate { effective, logged, ips, snips, robust, .. } = &estimate;
    let values = [Some(logged), Some(ips), Some(snips), robust.as_ref()];
    let finite = |value: &PolicyValue| value.low.is_finite() && value.high.is_finite();
    if !effective.is_finite() || !values.into_iter().flatten().all(finite) {
        return Err(Error::new(Code::NotFinite).at_key("log"));
    }
    let modelled = log.iter().filter(|choice| choice.value.is_some()).count();
    if modelled != 0 && modelled != log.len() {
        return Err(Error::combination("expected, value", "expected-with-value").at_key("log"));
    }
    Ok(estimate)
}

/// [`evaluate`] from JSON text to JSON text.
///
/// # Errors
/// Those of the request, with their path, and those of the estimate.
pub fn evaluate_json(request: &str) -> Result<String> {
    Ok(written(&evaluate(&read_text(request, Scale(0))?)?))
}

impl LoggedChoice {
    fn check(&self) -> Result<()> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        if !share(self.probability) || self.probability == 0.0 {
            return Err(Error::range(0, 1).at_key("probability"));
        }
        if !share(self.target) {
            return Err(Error::range(0, 1).at_key("target"));
        }
        if self.expected.is_some() != self.value.is_some() {
            return Err(Error::combination("expected, value", "expected-with-value"));
        }
        Ok(())
    }

    fn robust(&self, weight: f64) -> f64 {
        self.value.unwrap_or(0.0) + weight * (self.reward - self.expected.unwrap_or(0.0))
    }
}

/// The mean of values that are independent of each other.
fn mean(values: &[f64]) -> PolicyValue {
    let count = values.len() as f64;
    let mean = values.iter().fold(0.0, |sum, value| sum + value) / count;
    let squares = values.iter().fold(0.0, |sum, value| sum + (value - mean) * (value - mean));
    around(mean, sqrt(squares / (count - 1.0) / count))
}

/// The mean by weights; its spread by the delta method, `Σ w² (r − mean)² / (Σw)²`.
fn self_normalised(log: &[LoggedChoice], weights: &[f64], all: f64) -> PolicyValue {
    let weighted = |sum: f64, (choice, weight): (&LoggedChoice, &f64)| sum + weight * choice.reward;
    let mean = log.iter().zip(weights).fold(0.0, weighted) / all;
    let squares = log.iter().zip(weights).fold(0.0, |sum, (choice, weight)| {
        let off = weight * (choice.reward - mean);
        sum + off * off
    });
    around(mean, sqrt(squares) / all)
}

fn around(value: f64, error: f64) -> PolicyValue {
    PolicyValue { value, low: value - Z * error, high: value + Z * error }
}
