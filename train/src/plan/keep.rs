//! The last step of a query whose answer becomes a table: every part goes into a file of its own, where it is worked out.

use datafusion::arrow::array::{AsArray, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::memory_pool::{MemoryConsumer, MemoryLimit, MemoryReservation};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    ChildrenPropertiesMode, DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
    ReplaceChildrenOptions,
};
use futures::StreamExt;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
#[cfg(feature = "cluster")]
use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

/// How many rows are written at once: what is being written counts as memory, a small part of what there is.
const GROUP: RangeInclusive<usize> = 1 << 11..=1 << 16;
/// Bytes of memory to each of them.
const SHARE: usize = 1 << 10;

/// Writes what a plan says to files of a folder, one for each part, also where it has no rows, and answers with their names.
///
/// A part may be worked out twice, where a machine is taken for dead. Each time it gets another name, so only files that the
/// answer names belong to the table. Where a machine is lost meanwhile, Ballista may hand over the answer of a part twice, also
/// that of both times: only an answer with as many names as there are parts is whole. Which part a file is it cannot tell, since
/// each task of Ballista has a plan of its own parts alone, which are numbered anew.
#[derive(Debug)]
pub(crate) struct KeepExec {
    folder: PathBuf,
    input: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl KeepExec {
    pub(crate) fn new(folder: PathBuf, input: Arc<dyn ExecutionPlan>) -> Self {
        let name = Field::new("name", DataType::Utf8, false);
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::new(Schema::new(vec![name]))),
            Partitioning::UnknownPartitioning(input.properties().output_partitioning().partition_count()),
            EmissionType::Final,
            Boundedness::Bounded,
        );
        KeepExec { folder, input, properties: Arc::new(properties) }
    }

    /// Where the files go.
    #[cfg(feature = "cluster")]
    pub(crate) fn folder(&self) -> &PathBuf {
        &self.folder
    }

    /// Whether an answer names one file for every part.
    #[cfg(feature = "cluster")]
    pub(crate) fn is_whole(&self, answer: &[RecordBatch]) -> bool {
        let names: BTreeSet<&str> = answer.iter().flat_map(kept).collect();
        names.len() == self.properties.output_partitioning().partition_count()
    }
}

/// The files that an answer names.
pub(super) fn kept(answer: &RecordBatch) -> impl Iterator<Item = &str> {
    answer.column(0).as_string::<i32>().iter().flatten()
}

impl DisplayAs for KeepExec {
    fn fmt_as(&self, _: DisplayFormatType, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "KeepExec: {}", self.folder.display())
    }
}

impl ExecutionPlan for KeepExec {
    fn name(&self) -> &str {
        "KeepExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match children.pop() {
            Some(input) if children.is_empty() => Ok(Arc::new(KeepExec::new(self.folder.clone(), input))),
            _ => Err(DataFusionError::Internal("what is kept is the answer of one plan".into())),
        }
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn execute(&self, part: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let memory = MemoryConsumer::new("KeepExec").register(context.memory_pool());
        let group = match context.memory_pool().memory_limit() {
            MemoryLimit::Finite(bytes) => {
                bytes / SHARE / self.properties.output_partitioning().partition_count().max(1)
            }
            _ => *GROUP.end(),
        };
        let file = NewFile { folder: self.folder.clone(), group: group.clamp(*GROUP.start(), *GROUP.end()) };
        let written = write(file, self.schema(), self.input.execute(part, context)?, memory);
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), futures::stream::once(written))))
    }
}

/// Writes one part.
async fn write(
    new: NewFile,
    answers: SchemaRef,
    mut rows: SendableRecordBatchStream,
    memory: MemoryReservation,
) -> Result<RecordBatch> {
    let (name, mut writer) = new.create(rows.schema())?;
    while let Some(batch) = rows.next().await {
        writer.write(&batch?)?;
        memory.resize(writer.memory_size());
    }
    writer.close()?;
    Ok(RecordBatch::try_new(answers, vec![Arc::new(StringArray::from(vec![name]))])?)
}

/// A file to be.
struct NewFile {
    folder: PathBuf,
    /// How many rows are written at once.
    group: usize,
}

impl NewFile {
    /// Creates it, under a name that nobody else has.
    fn create(&self, schema: SchemaRef) -> Result<(String, ArrowWriter<File>)> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // Most of what is kept are hashes and sums, which hardly occur twice.
            .set_dictionary_enabled(false)
            .set_max_row_group_row_count(Some(self.group))
            .build();
        let name = format!("{:016x}{:08x}.parquet", RandomState::new().hash_one(&self.folder), std::process::id());
        let path = self.folder.join(&name);
        let file = File::create_new(&path)
            .map_err(|error| DataFusionError::Execution(format!("{} cannot be written: {error}", path.display())))?;
        Ok((name, ArrowWriter::try_new(file, schema, Some(properties))?))
    }
}

#[cfg(all(test, feature = "cluster"))]
mod tests {
    use super::KeepExec;
    use datafusion::arrow::array::StringArray;
    use datafusion::arrow::datatypes::Schema;
    use datafusion::arrow::record_batch::RecordBatch;
    use datafusion::physical_plan::ExecutionPlan;
    use datafusion::physical_plan::empty::EmptyExec;
    use std::sync::Arc;

    #[test]
    fn an_answer_is_whole_that_names_one_file_for_every_part() {
        let parts = EmptyExec::new(Arc::new(Schema::empty())).with_partitions(2);
        let keep = KeepExec::new("parts".into(), Arc::new(parts));
        let whole = |names: &[&str]| {
            let batch = |name: &&str| {
                RecordBatch::try_new(keep.schema(), vec![Arc::new(StringArray::from(vec![*name]))]).unwrap()
            };
            keep.is_whole(&names.iter().map(batch).collect::<Vec<_>>())
        };
        assert!(whole(&["a", "b"]));
        assert!(whole(&["a", "b", "a"]), "the same file may be named twice");
        assert!(!whole(&["a", "b", "c"]), "one of both parts was worked out twice");
        assert!(!whole(&["a"]) && !whole(&["a", "a"]), "a part is missing");
    }
}
