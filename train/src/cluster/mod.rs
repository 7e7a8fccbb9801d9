//! Ballista: the same plans on many machines.
//!
//! Plans are made by the trainer and go to a scheduler, which hands their parts to executors. All three are this command,
//! so that each knows the functions of the engine that queries call, and the last step of those that make tables. The
//! feature `cluster` has them; a build without it knows no more than what an address looks like.

mod address;
#[cfg(feature = "cluster")]
mod client;
#[cfg(feature = "cluster")]
mod codec;
#[cfg(feature = "cluster")]
mod executor;
#[cfg(feature = "cluster")]
mod scheduler;
#[cfg(feature = "cluster")]
mod session;

pub use address::Address;
#[cfg(feature = "cluster")]
pub(crate) use client::Client;
#[cfg(feature = "cluster")]
pub use executor::{Executor, execute};
#[cfg(feature = "cluster")]
pub use scheduler::{Scheduler, schedule};

/// Threads for a part of a cluster: plans are trees, and nothing bounds their depth.
#[cfg(feature = "cluster")]
fn threads() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(32 << 20).build()?)
}
