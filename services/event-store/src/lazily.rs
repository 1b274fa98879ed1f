//! Writes that nobody waits for: a crash of the database may take the last half second of them.

/// Begins a statement whose transaction does not wait for the disk. For what may be done again or is
/// renewed anyhow, never for the log. The statement must take a row `FROM lazily`, so that it is set.
pub const LAZILY: &str = "WITH lazily AS (SELECT set_config('synchronous_commit', 'off', true))";
