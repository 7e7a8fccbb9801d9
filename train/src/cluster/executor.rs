//! The part of a cluster that works.

use super::codec::Codec;
use super::session::registry;
use super::{Address, threads};
use crate::plan::size;
use anyhow::{Context, Result};
use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs, thread};
use tempfile::TempDir;

/// An executor to be.
#[derive(Debug, Clone, clap::Args)]
pub struct Executor {
    /// Whom to ask for work.
    #[arg(long, value_name = "df://HOST:PORT")]
    pub scheduler: Address,
    /// Where others fetch what was made: a number of this machine, and a port; 0 is any that is free.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// The name by which others reach this machine, where that isn't the number that the scheduler sees.
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
    /// On how many parts to work at once; as many as there are processors where nothing is said.
    #[arg(long, value_name = "N")]
    pub cores: Option<usize>,
    /// The memory that queries take before they go to disk, such as 500MB or 2GB.
    #[arg(long, value_name = "SIZE", default_value = "2GB", value_parser = size)]
    pub memory: usize,
    /// Where to keep what was made until it is asked for: in a new folder of its own there, which is removed at the end. It
    /// lies among the temporary ones where nothing is said.
    #[arg(long, value_name = "FOLDER")]
    pub work: Option<PathBuf>,
}

/// Works until the process is told to end or the scheduler says so.
///
/// # Errors
/// Where the scheduler can't be reached or the port is taken.
pub fn execute(executor: Executor) -> Result<()> {
    let Executor { scheduler, listen, host, cores, memory, work } = executor;
    let work = own_folder(work.unwrap_or_else(env::temp_dir))?;
    // Ballista tells others the port before it listens, so it must be known by then.
    let taken = || format!("{listen} cannot be listened on");
    let port = TcpListener::bind(listen).and_then(|listener| listener.local_addr()).with_context(taken)?.port();
    let config = ExecutorProcessConfig {
        bind_host: listen.ip().to_string(),
        external_host: host,
        port,
        scheduler_host: scheduler.host.clone(),
        scheduler_port: scheduler.port,
        vcores: cores.unwrap_or_else(|| thread::available_parallelism().map_or(1, |count| count.get())),
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        memory_pool_size: Some(memory as u64),
        work_dir: Some(work.path().display().to_string()),
        override_function_registry: Some(Arc::new(registry()?)),
        override_physical_codec: Some(Arc::new(Codec::default())),
        ..ExecutorProcessConfig::default()
    };
    let worked = threads()?.block_on(start_executor_process(Arc::new(config)));
    // What nobody asked for in time is of no use to the next executor.
    drop(work);
    worked.with_context(|| format!("the executor of {scheduler}"))
}

/// A new folder that none but this user reads, and none but this value removes.
fn own_folder(place: PathBuf) -> Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix("patronage-executor-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        folder.permissions(fs::Permissions::from_mode(0o700));
    }
    let made = fs::create_dir_all(&place).and_then(|()| folder.tempdir_in(&place));
    made.with_context(|| place.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::own_folder;
    use std::fs;

    #[test]
    fn what_lies_in_the_folder_already_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let kept = place.path().join("kept");
        fs::write(&kept, "mine").unwrap();
        let [first, second] = [(), ()].map(|()| own_folder(place.path().to_owned()).unwrap());
        assert!(first.path().is_dir() && first.path() != second.path());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(first.path()).unwrap().permissions().mode() & 0o777, 0o700);
        }
        drop((first, second));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(kept).unwrap(), "mine");
    }
}
