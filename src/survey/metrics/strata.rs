//! How many to ask in each stratum: by its size, or by its size and spread, or enough for each to stand alone.

use super::distribution::two_sided;
use super::input::{above, at_least, whole};
use super::sample::{finite, left_out, response_rate, rounded_up, variance};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Code, Error, Result, at_most, record, words};

/// The most strata of a sample.
pub const MAX_STRATA: usize = 1_000;

words! {
    /// How answers are spread over strata.
    pub enum Allocation {
        /// Each in proportion to its size.
        Proportional = "proportional",
        /// More where answers differ more (Neyman's), so that the fewest are needed.
        Optimal = "optimal",
        /// The wished precision in each stratum by itself.
        Each = "each",
    }
}

record! {
    [read]
    /// A stratum to be asked.
    pub struct SampleStratum {
        /// Its id, which the answer repeats and counts name.
        pub id["id"]: String,
        /// Who belongs to it: a condition over `{member.…}`, `{facts.…}` and `{now.…}`, which invitations need.
        pub when["when"]: Option<String>,
        /// How many people it has.
        pub population["population"]: i64,
        /// The share that is expected there, 0 to 1; 0.5, the widest, where left out.
        pub share["share"]: Option<f64>,
        /// The variance of one answer in place of the share, 0 to 1: for NPS, 1 is the widest.
        pub variance["variance"]: Option<f64>,
    }
}

record! {
    [read]
    /// A wished precision over strata: how many answers of each, and at which rate to ask for them.
    pub struct StratifiedPrecision {
        /// The strata; somebody belongs to the first whose condition is fulfilled.
        pub strata["strata"]: Vec<SampleStratum>,
        /// Half the width of the interval, as a fraction: 0.05 for five points.
        pub margin["margin"]: f64,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
        /// How answers are spread; "proportional" where left out.
        pub allocation["allocation"]: Allocation = Allocation::Proportional,
        /// The fewest answers in a stratum that has so many people; 1 where left out.
        pub least["least"]: i64 = 1,
        /// How many of those who are asked answer, above 0 and at most 1; all where left out.
        pub response_rate["responseRate"]: f64 = 1.0,
    }
}

record! {
    [write]
    /// How many to ask in each stratum.
    pub struct StratifiedSample {
        /// The strata, in their order.
        pub strata["strata"]: Vec<StratumTarget>,
        /// All answers.
        pub answers["answers"]: i64,
        /// All people to be asked.
        pub invitations["invitations"]: i64,
        /// The margin of the whole, as a fraction, once the answers are in.
        pub margin["margin"]: f64,
    }
}

record! {
    [write]
    /// How many to ask in a stratum.
    pub struct StratumTarget {
        /// The stratum's id.
        pub id["id"]: String,
        /// How many answers it takes.
        pub answers["answers"]: i64,
        /// How many people must be asked; all of them at most.
        pub invitations["invitations"]: i64,
        /// The same as a share of the stratum's people, 0 to 1: the rate at which to sample.
        pub rate["rate"]: f64,
        /// The margin of the stratum by itself, as a fraction, once the answers are in.
        pub margin["margin"]: f64,
    }
}

/// A stratum while answers are spread.
struct Part {
    people: i64,
    /// The variance of one answer.
    variance: f64,
    /// The part of the population.
    weight: f64,
    answers: i64,
}

impl Part {
    /// The standard deviation in a finite stratum; nobody differs from the only one.
    fn deviation(&self) -> f64 {
        let people = self.people as f64;
        if self.people > 1 { (self.variance * people / (people - 1.0)).sqrt() } else { 0.0 }
    }

    /// The variance of the stratum's mean.
    fn of_mean(&self) -> f64 {
        self.variance / self.answers as f64 * left_out(self.answers, self.people)
    }
}

/// A target for each stratum so that the whole (or, by [`Allocation::Each`], each stratum) has the wished precision.
///
/// With `V = (e / z)²`, weights `W = N_h / N` and `S² = v N_h / (N_h - 1)`: proportional `n = Σ W S² / (V + Σ W S² / N)`,
/// `n_h = n W`; optimal `n = (Σ W S)² / (V + Σ W S² / N)`, `n_h = n W S / Σ W S`, where a stratum that would need more people
/// than it has is asked as a whole. Answers and people are whole numbers, rounded up; margins fractions from 0 on.
/// Sources: Cochran, *Sampling Techniques*, 1977, 5.9; Neyman, *On the Two Different Aspects of the Representative
/// Method*, 1934.
///
/// # Errors
/// Where there is no stratum or more than [`MAX_STRATA`], a number is out of its range, or both a share and a variance are given.
///
/// ```
/// use patronage::survey::metrics::strata::{Allocation, SampleStratum, StratifiedPrecision, stratify};
/// let stratum = |id: &str, population| SampleStratum {
///     id: id.to_owned(), when: None, population, share: None, variance: None,
/// };
/// let sample = stratify(&StratifiedPrecision {
///     strata: vec![stratum("gold", 1_000), stratum("silver", 9_000)],
///     margin: 0.05, confidence: 0.95, allocation: Allocation::Proportional, least: 30, response_rate: 0.25,
/// })?;
/// assert_eq!((sample.strata[0].answers, sample.strata[1].answers), (38, 334));
/// assert_eq!(sample.strata[0].invitations, 152);
/// assert!(sample.margin <= 0.05);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn stratify(wish: &StratifiedPrecision) -> Result<StratifiedSample> {
    let z = two_sided(wish.confidence).map_err(|error| error.at_key("confidence"))?;
    let margin = above(wish.margin, 0, 1).map_err(|error| error.at_key("margin"))?;
    let rate = response_rate(wish.response_rate)?;
    let least = whole(wish.least, 1, MAX_SAFE).map_err(|error| error.at_key("least"))?;
    let aim = (margin / z) * (margin / z);
    // The smallest variance by which something can still be divided.
    if aim < 1.0 / MAX_SAFE as f64 {
        return Err(Error::new(Code::Overflow).at_key("margin"));
    }
    let mut parts = parts(&wish.strata).map_err(|error| error.at_key("strata"))?;
    match wish.allocation {
        Allocation::Each => each(&mut parts, aim)?,
        Allocation::Proportional => spread(&mut parts, aim, &|part| part.weight),
        Allocation::Optimal => spread(&mut parts, aim, &|part| part.weight * part.deviation()),
    }
    for part in &mut parts {
        part.answers = part.answers.max(least).min(part.people);
    }
    Ok(targets(&wish.strata, &parts, z, rate))
}

fn parts(strata: &[SampleStratum]) -> Result<Vec<Part>> {
    at_least(1, strata.len())?;
    at_most(MAX_STRATA, strata.len(), "strata")?;
    for (index, stratum) in strata.iter().enumerate() {
        let people = whole(stratum.population, 1, MAX_SAFE).map_err(|error| error.at_key("population"));
        people.map_err(|error| error.at_index(index))?;
    }
    let all: f64 = strata.iter().map(|stratum| stratum.population as f64).sum();
    let part = |(index, stratum): (usize, &SampleStratum)| {
        let variance = variance(stratum.share, stratum.variance).map_err(|error| error.at_index(index))?;
        Ok(Part { people: stratum.population, variance, weight: stratum.population as f64 / all, answers: 0 })
    };
    strata.iter().enumerate().map(part).collect()
}

fn each(parts: &mut [Part], aim: f64) -> Result<()> {
    for part in parts {
        part.answers = rounded_up(finite(part.variance / aim, part.people as f64)?);
    }
    Ok(())
}

/// Spreads the answers in proportion to a share, anew as long as a stratum must be asked as a whole.
fn spread(parts: &mut [Part], aim: f64, share: &dyn Fn(&Part) -> f64) {
    let all: f64 = parts.iter().map(|part| part.people as f64).sum();
    let is_open = |part: &&Part| part.answers < part.people && share(part) > 0.0;
    loop {
        let open = || parts.iter().filter(is_open);
        let shares: f64 = open().map(share).sum();
        // The variance Σ W² S² / n_h - Σ W S² / N of a spread by these shares, solved for the sum of the n_h.
        let spread: f64 = open().map(|part| square(part.weight * part.deviation()) / share(part)).sum();
        let finite: f64 = open().map(|part| part.weight * square(part.deviation())).sum::<f64>() / all;
        let size = spread * shares / (aim + finite);
        let mut grown = false;
        for part in parts.iter_mut().filter(|part| is_open(&&**part)) {
            let answers = rounded_up(size * share(part) / shares);
            if answers >= part.people {
                part.answers = part.people;
                grown = true;
            }
        }
        if !grown {
            for part in parts.iter_mut().filter(|part| is_open(&&**part)) {
                part.answers = rounded_up(size * share(part) / shares);
            }
            return;
        }
    }
}

fn targets(strata: &[SampleStratum], parts: &[Part], z: f64, rate: f64) -> StratifiedSample {
    let target = |(stratum, part): (&SampleStratum, &Part)| {
        let invitations = rounded_up(part.answers as f64 / rate).min(part.people);
        StratumTarget {
            id: stratum.id.clone(),
            answers: part.answers,
            invitations,
            rate: invitations as f64 / part.people as f64,
            margin: z * part.of_mean().sqrt(),
        }
    };
    let strata: Vec<StratumTarget> = strata.iter().zip(parts).map(target).collect();
    let total = |of: &dyn Fn(&StratumTarget) -> i64| strata.iter().fold(0_i64, |sum, one| sum.saturating_add(of(one)));
    let variance: f64 = parts.iter().map(|part| square(part.weight) * part.of_mean()).sum();
    StratifiedSample {
        answers: total(&|target| target.answers).min(MAX_SAFE),
        invitations: total(&|target| target.invitations).min(MAX_SAFE),
        margin: z * variance.sqrt(),
        strata,
    }
}

fn square(value: f64) -> f64 {
    value * value
}
