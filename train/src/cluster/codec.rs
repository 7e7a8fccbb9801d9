//! How plans travel.

use crate::plan::KeepExec;
use ballista_core::serde::BallistaPhysicalExtensionCodec;
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use std::path::PathBuf;
use std::sync::Arc;

/// What a kept answer begins with; nothing of Ballista's does.
const KEEP: &[u8] = b"patronage keep ";

/// Ballista's own steps and [`KeepExec`].
#[derive(Debug, Default)]
pub(super) struct Codec(BallistaPhysicalExtensionCodec);

impl PhysicalExtensionCodec for Codec {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let Some(folder) = bytes.strip_prefix(KEEP) else {
            return self.0.try_decode(bytes, inputs, context, converter);
        };
        match (std::str::from_utf8(folder), inputs) {
            (Ok(folder), [input]) => Ok(Arc::new(KeepExec::new(PathBuf::from(folder), input.clone()))),
            _ => Err(DataFusionError::Internal("this keeps no answer of one plan in one folder".into())),
        }
    }

    fn try_encode(
        &self,
        step: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(keep) = step.downcast_ref::<KeepExec>() else {
            return self.0.try_encode(step, bytes, converter);
        };
        let folder = keep.folder();
        let unwritable = || DataFusionError::Execution(format!("{} is not written in Unicode", folder.display()));
        bytes.extend_from_slice(KEEP);
        bytes.extend_from_slice(folder.to_str().ok_or_else(unwritable)?.as_bytes());
        Ok(())
    }
}
