//! The trainer on small logs. One program, since each has all of the query engine in it.

mod catalogue;
#[cfg(all(feature = "cluster", unix))]
mod cluster;
mod command;
mod context;
#[cfg(all(feature = "cluster", unix))]
#[path = "../../examples/scale/leash.rs"]
mod leash;
mod linear;
mod logs;
mod readers;
mod rows;
mod same;
mod small;
mod spill;
