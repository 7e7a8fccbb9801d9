//! How many answers are wanted: of kinds of respondents, and of strata.

use super::answer::InviteReason;
use super::condition::{Condition, Reads, Scene};
use super::document::{InvitedStratum, ResponseQuota, StratifiedTarget};
use super::invitations::Ids;
use super::request::AnswerCount;
use super::sample::is_among;
use crate::kernel::scalars::Map;
use crate::kernel::{Error, Result, at_most};
use crate::survey::metrics::strata::{SampleStratum, StratifiedPrecision, stratify};

/// The most quotas of a survey.
pub const MAX_QUOTAS: usize = 1_000;

/// The complete answers of one survey by quota and stratum.
pub(super) type Answers<'q> = Option<&'q Map<'q, AnswerCount>>;

/// A compiled quota.
#[derive(Debug, Clone)]
pub(super) struct Quota {
    pub(super) id: String,
    limit: i64,
    when: Option<Condition>,
}

/// A compiled stratum.
#[derive(Debug, Clone)]
pub(super) struct Stratum {
    pub(super) id: String,
    when: Condition,
    answers: i64,
    invitations: i64,
    population: i64,
}

/// The quotas of a survey, with their ids.
pub(super) fn quotas(documents: Vec<ResponseQuota>, ids: &mut Ids) -> Result<Vec<Quota>> {
    at_most(MAX_QUOTAS, documents.len(), "quotas")?;
    let compile = |(index, quota): (usize, ResponseQuota)| {
        let at = |error: Error| error.at_index(index);
        ids.take(&quota.id).map_err(at)?;
        let when = quota.when.map(|when| Condition::compile(when, Reads::Answers)).transpose();
        let when = when.map_err(|error| at(error.at_key("when")))?;
        Ok(Quota { id: quota.id, limit: quota.limit.0, when })
    };
    documents.into_iter().enumerate().map(compile).collect()
}

impl Quota {
    /// Whether a response counts in it, as far as is known.
    pub(super) fn counts(&self, scene: &Scene<'_>) -> bool {
        self.when.as_ref().is_none_or(|when| (scene.answers.is_some() || !when.reads_answers()) && when.holds(scene))
    }

    pub(super) fn is_full(&self, answers: Answers<'_>) -> bool {
        count(answers, &self.id) >= self.limit
    }
}

/// The strata of a target, each with how many answers it takes and how many must be asked for them.
pub(super) fn strata(target: StratifiedTarget, ids: &mut Ids) -> Result<Vec<Stratum>> {
    let sample = stratify(&StratifiedPrecision {
        strata: target.strata.iter().map(of_sample).collect(),
        margin: target.margin,
        confidence: target.confidence,
        allocation: target.allocation,
        least: target.least,
        response_rate: target.response_rate,
    })?;
    let parts = target.strata.into_iter().zip(sample.strata).enumerate();
    let compile = |(index, (stratum, part)): (usize, (InvitedStratum, _))| {
        let at = |error: Error| error.at_index(index).at_key("strata");
        let part: crate::survey::metrics::strata::StratumTarget = part;
        ids.take(&stratum.id).map_err(at)?;
        let when = Condition::compile(stratum.when, Reads::Member).map_err(|error| at(error.at_key("when")))?;
        let InvitedStratum { id, population, .. } = stratum;
        Ok(Stratum { id, when, answers: part.answers, invitations: part.invitations, population })
    };
    parts.map(compile).collect()
}

fn of_sample(stratum: &InvitedStratum) -> SampleStratum {
    let InvitedStratum { id, population, share, variance, .. } = stratum;
    SampleStratum { id: id.clone(), population: *population, share: *share, variance: *variance }
}

/// The stratum that a member belongs to.
pub(super) fn stratum<'s>(strata: &'s [Stratum], scene: &Scene<'_>) -> Option<&'s Stratum> {
    strata.iter().find(|stratum| stratum.when.holds(scene))
}

impl Stratum {
    pub(super) fn is_full(&self, answers: Answers<'_>) -> bool {
        count(answers, &self.id) >= self.answers
    }

    /// Why a member of the stratum is not asked.
    pub(super) fn refusal(&self, draw: u64, answers: Answers<'_>) -> Option<InviteReason> {
        if !is_among(draw, self.invitations, self.population) {
            return Some(InviteReason::NotSampled {});
        }
        self.is_full(answers).then(|| InviteReason::StratumFull { stratum: self.id.clone() })
    }
}

fn count(answers: Answers<'_>, id: &str) -> i64 {
    answers.and_then(|answers| answers.get(id)).map_or(0, |count| count.0)
}
