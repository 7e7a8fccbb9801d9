//! The last step of a query whose answer becomes a table: every part goes into a file of its own, where it is worked out.

use datafusion::arrow::array::{ArrayRef, AsArray, StringArray, UInt64Array};
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

/// Writes what a plan says to files of a folder, one for each part, and answers with their names and lengths.
///
/// A part may be worked out twice, where a machine is taken for dead. Each time it gets another name, so only files that the
/// answer names belong to the table. Ballista may hand over the answer of one part twice, where a machine is lost meanwhile: a
/// file belongs to the table once.
#[derive(Debug)]
pub(crate) struct KeepExec {
    folder: PathBuf,
    input: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl KeepExec {
    pub(crate) fn new(folder: PathBuf, input: Arc<dyn ExecutionPlan>) -> Self {
        let name = Field::new("name", DataType::Utf8, false);
        let rows = Field::new("rows", DataType::UInt64, false);
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::new(Schema::new(vec![name, rows]))),
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

/// Writes one part; one without rows needs no file.
async fn write(
    new: NewFile,
    answers: SchemaRef,
    mut rows: SendableRecordBatchStream,
    memory: MemoryReservation,
) -> Result<RecordBatch> {
    let mut file: Option<(String, ArrowWriter<File>)> = None;
    let mut count = 0;
    while let Some(batch) = rows.next().await {
        let batch = batch?;
        if batch.num_rows() == 0 {
            continue;
        }
        let (_, writer) = match &mut file {
            Some(file) => file,
            None => file.insert(new.create(rows.schema())?),
        };
        writer.write(&batch)?;
        memory.resize(writer.memory_size());
        count += batch.num_rows() as u64;
    }
    let Some((name, writer)) = file else { return Ok(RecordBatch::new_empty(answers)) };
    writer.close()?;
    let columns: [ArrayRef; 2] = [Arc::new(StringArray::from(vec![name])), Arc::new(UInt64Array::from(vec![count]))];
    Ok(RecordBatch::try_new(answers, columns.to_vec())?)
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
