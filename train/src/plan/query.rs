//! Where queries run, and how much memory they take.

use super::Limits;
use super::functions::functions;
use super::keep::{KeepExec, kept};
use super::strongest::aggregates;
use crate::cluster::Address;
#[cfg(feature = "cluster")]
use crate::cluster::Client;
use anyhow::{Context, Result, ensure};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::config::SpillCompression;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use futures::StreamExt;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// A place to run queries, with a folder for what they leave to each other.
///
/// Queries are planned here, by the same rules wherever they run. What differs is who carries a plan out: this process, or
/// the executors of a cluster, which must reach the folder by the same path.
pub struct Query {
    threads: Runtime,
    /// Joins by sorting, which can spill.
    large: SessionContext,
    /// Joins by hashing, quicker where one side is small.
    small: SessionContext,
    folder: PathBuf,
    machine: Machine,
}

/// Who carries plans out.
enum Machine {
    /// This process.
    Own,
    /// The executors of a cluster.
    #[cfg(feature = "cluster")]
    Cluster(Client),
}

impl Query {
    /// Opens a place whose files lie in `folder`; queries run on the cluster where there is one, otherwise here.
    ///
    /// # Errors
    /// Where the folder can't be written or no thread be had, and where there is a cluster but not the feature `cluster`.
    pub fn open(folder: &Path, limits: Limits, cluster: Option<&Address>) -> Result<Self> {
        let machine = Machine::find(cluster)?;
        let spill = folder.join("spill");
        fs::create_dir_all(&spill).with_context(|| spill.display().to_string())?;
        // Executors don't stand where this process does.
        let folder = folder.canonicalize().with_context(|| folder.display().to_string())?;
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(limits.memory)))
            .with_temp_file_path(spill)
            .build_arc()?;
        // As many threads as there are processors, however many parts there are.
        let threads = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let [large, small] = [false, true].map(|hashed| context(machine.config(), &runtime, limits, hashed));
        Ok(Query { threads, large, small, folder, machine })
    }

    /// The file or folder of a table.
    pub fn path(&self, table: &str) -> PathBuf {
        self.folder.join(format!("{table}.parquet"))
    }

    /// Makes a table of the file of its name.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn table(&self, name: &str) -> Result<()> {
        self.register(name, ParquetReadOptions::default())
    }

    /// Writes rows to a table of their own.
    ///
    /// # Errors
    /// Where they can't be written.
    pub fn write(&self, name: &str, rows: &RecordBatch) -> Result<()> {
        let path = self.path(name);
        let file = File::create(&path).with_context(|| path.display().to_string())?;
        let mut writer = ArrowWriter::try_new(file, rows.schema(), None)?;
        writer.write(rows)?;
        writer.close()?;
        self.table(name)
    }

    fn register(&self, name: &str, options: ParquetReadOptions<'_>) -> Result<()> {
        let path = self.path(name).display().to_string();
        for context in [&self.large, &self.small] {
            self.threads.block_on(context.register_parquet(name, &path, options.clone()))?;
        }
        Ok(())
    }

    /// Writes what a query says to a table of its own.
    ///
    /// # Errors
    /// Where the query fails.
    pub fn keep(&self, name: &str, sql: &str) -> Result<()> {
        let failed = || format!("the query for {name} failed");
        let plan = self.plan(&self.large, sql).with_context(failed)?;
        let schema = plan.schema();
        let table = self.path(name);
        fs::create_dir_all(&table).with_context(|| table.display().to_string())?;
        for file in self.files(name, &self.large, plan).with_context(failed)? {
            let place = table.join(file.file_name().unwrap_or_default());
            fs::rename(&file, place).with_context(|| file.display().to_string())?;
        }
        self.register(name, ParquetReadOptions::default().schema(&schema))
    }

    /// Hands what a query says to `each`, batch by batch in order; `small` where one side of each join is.
    ///
    /// # Errors
    /// Where the query or `each` fails.
    pub fn each(&self, sql: &str, small: bool, mut each: impl FnMut(&RecordBatch) -> Result<()>) -> Result<()> {
        let context = if small { &self.small } else { &self.large };
        let plan = self.plan(context, sql)?;
        if self.machine.is_own() {
            return self.run(context, plan, each);
        }
        // What executors hand over may come twice where one is lost; what they write is read once.
        for file in self.files("answer", context, plan)? {
            let rows = ParquetRecordBatchReaderBuilder::try_new(File::open(&file)?)?.build()?;
            for batch in rows {
                each(&batch?)?;
            }
            fs::remove_file(&file)?;
        }
        Ok(())
    }

    /// Writes what a plan says to files, one for each part.
    fn files(&self, name: &str, context: &SessionContext, plan: Arc<dyn ExecutionPlan>) -> Result<BTreeSet<PathBuf>> {
        let folder = self.folder.join(format!("{name}.parts"));
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let mut files = BTreeSet::new();
        self.run(context, Arc::new(KeepExec::new(folder.clone(), plan)), |answer| {
            for file in kept(answer) {
                // Names come from executors, and nothing but what lies in the folder may become a part of the table.
                ensure!(is_file_name(file), "{file:?} is no name of a file");
                let path = folder.join(file);
                ensure!(path.is_file(), "{file} is not to be found here: it must lie on storage that all share");
                files.insert(path);
            }
            Ok(())
        })?;
        Ok(files)
    }

    fn plan(&self, context: &SessionContext, sql: &str) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self.threads.block_on(async { context.sql(sql).await?.create_physical_plan().await })?)
    }

    fn run(
        &self,
        context: &SessionContext,
        plan: Arc<dyn ExecutionPlan>,
        mut each: impl FnMut(&RecordBatch) -> Result<()>,
    ) -> Result<()> {
        self.threads.block_on(async {
            let mut answer = self.machine.carry_out(plan, context).await?;
            while let Some(batch) = answer.next().await {
                each(&batch?)?;
            }
            Ok(())
        })
    }
}

impl Machine {
    #[cfg(feature = "cluster")]
    fn find(cluster: Option<&Address>) -> Result<Self> {
        Ok(cluster.map_or(Machine::Own, |scheduler| Machine::Cluster(Client::new(scheduler))))
    }

    fn is_own(&self) -> bool {
        matches!(self, Machine::Own)
    }

    #[cfg(not(feature = "cluster"))]
    fn find(cluster: Option<&Address>) -> Result<Self> {
        match cluster {
            None => Ok(Machine::Own),
            Some(cluster) => {
                anyhow::bail!("this build knows no clusters: {cluster} needs one with `--features cluster`")
            }
        }
    }

    fn config(&self) -> SessionConfig {
        match self {
            Machine::Own => SessionConfig::new(),
            #[cfg(feature = "cluster")]
            Machine::Cluster(_) => Client::config(),
        }
    }

    async fn carry_out(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: &SessionContext,
    ) -> Result<SendableRecordBatchStream> {
        match self {
            Machine::Own => Ok(execute_stream(plan, context.task_ctx())?),
            #[cfg(feature = "cluster")]
            Machine::Cluster(client) => client.carry_out(plan, context).await,
        }
    }
}

/// Whether a text names a file and no way to it.
fn is_file_name(text: &str) -> bool {
    Path::new(text).file_name() == Some(OsStr::new(text))
}

fn context(config: SessionConfig, runtime: &Arc<RuntimeEnv>, limits: Limits, hashed: bool) -> SessionContext {
    // All in one part would be joined by hashing.
    let partitions = limits.partitions.max(2);
    // Every sort and every join holds some batches, which must be small where memory is.
    let batch = (limits.memory / partitions / 8192).clamp(256, 8192);
    let mut config = config.with_target_partitions(partitions).with_batch_size(batch);
    let options = config.options_mut();
    options.optimizer.prefer_hash_join = hashed;
    // A sort sets this aside for merging what it spilt; the usual ten megabytes are too much of a small limit.
    options.execution.sort_spill_reservation_bytes = (limits.memory / 64).min(10 << 20);
    // What is spilt is sorted, and so a fraction of its size.
    options.execution.spill_compression = SpillCompression::Lz4Frame;
    let context = SessionContext::new_with_config_rt(config, runtime.clone());
    functions().for_each(|function| context.register_udf(function.as_ref().clone()));
    aggregates().for_each(|function| context.register_udaf(function.as_ref().clone()));
    context
}

#[cfg(test)]
mod tests {
    use super::is_file_name;

    #[test]
    fn a_way_to_a_file_is_no_name() {
        assert!(is_file_name("00ff.parquet"));
        for way in ["", ".", "..", "/etc/passwd", "../lines.parquet", "a/b", "a/", "a/.."] {
            assert!(!is_file_name(way), "{way}");
        }
    }
}
