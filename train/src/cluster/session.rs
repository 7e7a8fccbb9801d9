//! What a scheduler and an executor know beside DataFusion itself.

use crate::plan::{aggregates, functions};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::{default_config_producer, default_session_builder};
use datafusion::common::Result;
use datafusion::execution::{FunctionRegistry, SessionState};
use datafusion::prelude::SessionConfig;

/// A session that knows the engine's functions.
pub(super) fn session(config: SessionConfig) -> Result<SessionState> {
    let mut state = default_session_builder(config)?;
    for function in functions() {
        state.register_udf(function)?;
    }
    for function in aggregates() {
        state.register_udaf(function)?;
    }
    Ok(state)
}

/// All functions that such a session knows.
pub(super) fn registry() -> Result<BallistaFunctionRegistry> {
    Ok(BallistaFunctionRegistry::from(&session(default_config_producer())?))
}
