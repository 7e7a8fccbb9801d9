//! The trainer's side: a plan goes to the scheduler, its answer comes back.

use super::Address;
use super::codec::Codec;
use crate::plan::KeepExec;
use anyhow::{Context, Result};
use ballista_core::execution_plans::execute_physical_plan;
use ballista_core::extension::SessionConfigExt;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion_proto::protobuf::PhysicalPlanNode;
use futures::TryStreamExt;
use std::fs;
use std::sync::Arc;

/// How often a plan is carried out in all, where executors die with what they were to hand over.
const TRIES: u32 = 3;

/// How the scheduler says that a plan came to its end with an error.
const JUDGED: [&str; 2] = ["Job failed due to stage", "Error planning job"];
/// How it says, also then, that an executor was lost or could not be reached.
const LOST: [&str; 6] = ["fetch", "FetchFailed", "Grpc", "Tonic", "transport", " times, "];
/// What is said of an answer in which a part is missing or was worked out twice, as may be where an executor was lost.
const NOT_WHOLE: &str = "the answer does not have each part of the plan once";

/// Whether an error may pass: somebody was lost or not reached, so that another try may find others.
fn may_pass(said: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    !says(&JUDGED) || says(&LOST)
}

/// Removes the files that a failed try left: no later answer names them.
fn empty(plan: &dyn ExecutionPlan) {
    let Some(kept) = plan.downcast_ref::<KeepExec>() else { return };
    // What cannot be removed goes with the whole folder in the end.
    for file in fs::read_dir(kept.folder()).into_iter().flatten().flatten() {
        let _ = fs::remove_file(file.path());
    }
}

/// Sends plans to a scheduler.
pub(crate) struct Client {
    scheduler: Address,
    codec: Codec,
}

impl Client {
    /// Plans for that scheduler.
    pub(crate) fn new(scheduler: &Address) -> Self {
        Client { scheduler: scheduler.clone(), codec: Codec::default() }
    }

    /// What plans for a cluster must keep to.
    pub(crate) fn config() -> SessionConfig {
        SessionConfig::new_with_ballista()
    }

    /// The whole answer to a plan. It lies with the executors until it is here, and with those that die it is lost: then
    /// the plan is carried out again. What is wrong with the plan itself would be so again, and is told at once.
    pub(crate) async fn carry_out(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: &SessionContext,
    ) -> Result<SendableRecordBatchStream> {
        let mut first = None;
        let mut tries = 0;
        let answer = loop {
            let error = match self.answer(&plan, context).await {
                Ok(answer) => break answer,
                Err(error) => error,
            };
            tries += 1;
            empty(plan.as_ref());
            if tries == TRIES || !may_pass(&error.to_string()) {
                // Later errors often follow from the first.
                return Err(first.unwrap_or(error)).with_context(|| {
                    format!("the cluster {} could not carry out a plan, tried {tries} of {TRIES} times", self.scheduler)
                });
            }
            first.get_or_insert(error);
        };
        let batches = futures::stream::iter(answer.into_iter().map(Ok));
        Ok(Box::pin(RecordBatchStreamAdapter::new(plan.schema(), batches)))
    }

    async fn answer(
        &self,
        plan: &Arc<dyn ExecutionPlan>,
        context: &SessionContext,
    ) -> Result<Vec<RecordBatch>, DataFusionError> {
        let Address { host, port } = &self.scheduler;
        let config = context.copied_config();
        let settings = config.ballista_config();
        let stream = execute_physical_plan::<PhysicalPlanNode>(
            format!("http://{host}:{port}"),
            &settings,
            plan.clone(),
            &self.codec,
            context.session_id(),
            config,
        );
        let answer: Vec<RecordBatch> = stream.await?.try_collect().await?;
        let whole = plan.downcast_ref::<KeepExec>().is_none_or(|kept| kept.is_whole(&answer));
        if whole { Ok(answer) } else { Err(DataFusionError::Execution(NOT_WHOLE.into())) }
    }
}

#[cfg(test)]
mod tests {
    use super::{NOT_WHOLE, may_pass};

    #[test]
    fn what_is_wrong_with_a_plan_does_not_pass() {
        for lost in [
            "Execution error: Job 1 failed: Job failed due to stage 2 failed: FetchFailed(\"a\", 1, 2, \"gone\")",
            "Execution error: Job 1 failed: Job failed due to stage 2 failed: Task 1 in Stage 2 failed 4 times, fail the stage",
            "Grpc connection error: refused",
            NOT_WHOLE,
        ] {
            assert!(may_pass(lost), "{lost}");
        }
        for wrong in [
            "Execution error: Job 1 failed: Job failed due to stage 2 failed: Resources exhausted",
            "Execution error: Job 1 failed: Error planning job 1: no such function",
        ] {
            assert!(!may_pass(wrong), "{wrong}");
        }
    }
}
