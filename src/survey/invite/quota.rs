//! How many answers are wanted: of kinds of respondents, and of strata.

use super::answer::InviteReason;
use super::condition::{Condition, Reads, Scene};
use super::document::ResponseQuota;
use super::invitations::Ids;
use super::request::AnswerCount;
use super::sample::is_among;
use crate::kernel::scalars::Map;
use crate::kernel::{Code, Error, Result, at_most};
use crate::survey::metrics::strata::{SampleStratum, StratifiedPrecision, StratumTarget, stratify};

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
pub(super) fn strata(target: StratifiedPrecision, ids: &mut Ids) -> Result<Vec<Stratum>> {
    let sample = stratify(&target)?;
    let compile = |(index, (stratum, part)): (usize, (SampleStratum, StratumTarget))| {
        compile(stratum, &part, ids).map_err(|error| error.at_index(index).at_key("strata"))
    };
    target.strata.into_iter().zip(sample.strata).enumerate().map(compile).collect()
}

fn compile(stratum: SampleStratum, part: &StratumTarget, ids: &mut Ids) -> Result<Stratum> {
    ids.take(&stratum.id)?;
    let missing = || Error::new(Code::Missing).with("field", "when");
    let when = stratum.when.ok_or_else(missing).and_then(|when| Condition::compile(when, Reads::Member));
    let when = when.map_err(|error| error.at_key("when"))?;
    let SampleStratum { id, population, .. } = stratum;
    Ok(Stratum { id, when, answers: part.answers, invitations: part.invitations, population })
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
