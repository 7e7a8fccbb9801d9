//! Where queries run, and how much memory they take.

use super::functions::register;
use anyhow::{Context, Result};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// What a query may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory; what needs more goes to disk.
    pub memory: usize,
    /// Into how many parts the work is shared.
    pub partitions: usize,
}

/// A place to run queries, with a folder for what they leave to each other.
pub struct Query {
    threads: Runtime,
    /// Joins by sorting, which can spill.
    large: SessionContext,
    /// Joins by hashing, quicker where one side is small.
    small: SessionContext,
    folder: PathBuf,
}

impl Query {
    /// Opens a place whose files lie in `folder`.
    ///
    /// # Errors
    /// Where the folder can't be written or no thread be had.
    pub fn open(folder: &Path, limits: Limits) -> Result<Self> {
        let spill = folder.join("spill");
        fs::create_dir_all(&spill).with_context(|| spill.display().to_string())?;
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(limits.memory)))
            .with_temp_file_path(spill)
            .build_arc()?;
        let threads = tokio::runtime::Builder::new_multi_thread().worker_threads(limits.partitions).build()?;
        let context = |hashed| context(&runtime, limits, hashed);
        Ok(Query { threads, large: context(false), small: context(true), folder: folder.to_owned() })
    }

    /// The file or folder of a table.
    pub fn path(&self, table: &str) -> PathBuf {
        self.folder.join(format!("{table}.parquet"))
    }

    /// Makes a table of the file or folder of its name.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn table(&self, name: &str) -> Result<()> {
        let path = self.path(name).display().to_string();
        for context in [&self.large, &self.small] {
            self.threads.block_on(context.register_parquet(name, &path, ParquetReadOptions::default()))?;
        }
        Ok(())
    }

    /// Writes what a query says to a table of its own.
    ///
    /// # Errors
    /// Where the query fails.
    pub fn keep(&self, name: &str, sql: &str) -> Result<()> {
        let folder = self.path(name);
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let target = format!("{}/", folder.display());
        self.threads
            .block_on(async {
                let frame = self.large.sql(sql).await?;
                let options = DataFrameWriteOptions::new().with_single_file_output(false);
                frame.write_parquet(&target, options, None).await
            })
            .with_context(|| format!("the query for {name} failed"))?;
        self.table(name)
    }

    /// Hands what a query says to `each`, batch by batch in order; `small` where one side of each join is.
    ///
    /// # Errors
    /// Where the query or `each` fails.
    pub fn each(&self, sql: &str, small: bool, mut each: impl FnMut(&RecordBatch) -> Result<()>) -> Result<()> {
        use futures::StreamExt;
        let context = if small { &self.small } else { &self.large };
        self.threads.block_on(async {
            let mut stream = context.sql(sql).await?.execute_stream().await?;
            while let Some(batch) = stream.next().await {
                each(&batch?)?;
            }
            Ok(())
        })
    }
}

fn context(runtime: &Arc<RuntimeEnv>, limits: Limits, hashed: bool) -> SessionContext {
    let mut config = SessionConfig::new().with_target_partitions(limits.partitions);
    let options = config.options_mut();
    options.optimizer.prefer_hash_join = hashed;
    // A sort sets this aside for merging what it spilt; the usual ten megabytes are too much of a small limit.
    options.execution.sort_spill_reservation_bytes = (limits.memory / 64).min(10 << 20);
    // What is being written counts as memory, too, and is read again at once.
    options.execution.parquet.max_row_group_size = 1 << 16;
    options.execution.parquet.compression = Some("snappy".to_owned());
    let context = SessionContext::new_with_config_rt(config, runtime.clone());
    register(&context);
    context
}
