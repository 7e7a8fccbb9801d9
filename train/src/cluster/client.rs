//! The trainer's side: a plan goes to the scheduler, its answer comes back.

use super::Address;
use super::codec::Codec;
use anyhow::{Context, Result};
use ballista_core::execution_plans::execute_physical_plan;
use ballista_core::extension::SessionConfigExt;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion_proto::protobuf::PhysicalPlanNode;
use futures::TryStreamExt;
use std::sync::Arc;

/// How often a plan is carried out in all, where executors die with what they were to hand over.
const TRIES: u32 = 3;

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
    /// the plan is carried out again.
    pub(crate) async fn carry_out(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: &SessionContext,
    ) -> Result<SendableRecordBatchStream> {
        let mut tries = 1;
        let answer = loop {
            match self.answer(&plan, context).await {
                Ok(answer) => break answer,
                Err(error) if tries == TRIES => {
                    return Err(error).with_context(|| {
                        format!("the cluster {} could not carry out a plan, {TRIES} times", self.scheduler)
                    });
                }
                Err(_) => tries += 1,
            }
        };
        let batches = futures::stream::iter(answer.into_iter().map(Ok));
        Ok(Box::pin(RecordBatchStreamAdapter::new(plan.schema(), batches)))
    }

    async fn answer(
        &self,
        plan: &Arc<dyn ExecutionPlan>,
        context: &SessionContext,
    ) -> datafusion::common::Result<Vec<RecordBatch>> {
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
        stream.await?.try_collect().await
    }
}
