//! The part of a cluster that hands out work.

use super::codec::Codec;
use super::session::session;
use super::{Address, threads};
use anyhow::{Context, Result};
use ballista_core::config::TaskSchedulingPolicy;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// A scheduler to be.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Scheduler {
    /// Where to listen: a number of this machine that executors and trainers reach, and a port; 0 is any that is free.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub listen: SocketAddr,
    /// After so many seconds without a word an executor is dead, and others do its work again.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub patience: u64,
}

/// Schedules until the process is told to end; `ready` hears where.
///
/// # Errors
/// Where the port is taken.
pub fn schedule(scheduler: Scheduler, ready: impl FnOnce(Address)) -> Result<()> {
    threads()?.block_on(async {
        tokio::select! {
            served = serve(scheduler, ready) => served,
            () = told_to_end() => Ok(()),
        }
    })
}

async fn serve(scheduler: Scheduler, ready: impl FnOnce(Address)) -> Result<()> {
    let Scheduler { listen, patience } = scheduler;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("{listen} cannot be listened on"))?;
    let address = listener.local_addr()?;
    let host = if address.is_ipv6() { format!("[{}]", address.ip()) } else { address.ip().to_string() };
    let config = Arc::new(SchedulerConfig {
        bind_host: host.clone(),
        external_host: host.clone(),
        bind_port: address.port(),
        // Executors ask for work: nobody has to reach them but those who read what they made.
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: patience,
        expire_dead_executor_interval_seconds: (patience / 4).max(1),
        no_executors_grace_period_seconds: patience,
        override_session_builder: Some(Arc::new(session)),
        override_physical_codec: Some(Arc::new(Codec::default())),
        ..SchedulerConfig::default()
    });
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let server = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, config).await?;
    ready(Address { host, port: address.port() });
    Ok(start_grpc_service_with_listener(listener, server).await?)
}

async fn told_to_end() {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
