//! Ours against its peers on this machine: the same work by both in turn, in one run, on a
//! PostgreSQL of its own with `fsync` and `synchronous_commit` on.

mod append;
mod chart;
mod ground;
mod http;
mod limits;
mod load;
mod machine;
mod mixed;
mod peers;
mod read;
mod report;
mod seed;
mod sweep;

use crate::fault::Fault;
use ground::Ground;
use machine::Machine;
use report::Figure;
use serde_json::Value;
use std::path::PathBuf;
use std::time::Duration;

/// What is measured, and how long.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Works by name; all where none is given.
    pub names: Vec<String>,
    /// Where report and chart go.
    pub out: PathBuf,
    /// Events of the logs that are read whole.
    pub events: i64,
    /// Existing aggregates, of ten events each.
    pub aggregates: i64,
    /// Rounds of every measurement.
    pub rounds: usize,
    /// How long one round of a closed loop takes.
    pub time: Duration,
    /// The sizes of the log at which append and pages are measured.
    pub sizes: Vec<i64>,
}

/// Every work, in the order in which they are done.
pub const WORKS: &[&str] = &["limits", "append", "existing", "http", "scan", "replay", "rebuild", "sweep"];

/// What was measured.
pub struct Measured {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
}

/// Measures.
///
/// # Errors
/// Where a name is unknown, a folder cannot be written, or the database fails.
pub async fn run(plan: &Plan) -> Result<Measured, Fault> {
    if let Some(unknown) = plan.names.iter().find(|name| !WORKS.contains(&name.as_str())) {
        return Err(Fault::Usage(format!("there is no work {unknown:?}; there are {}", WORKS.join(", "))));
    }
    let ground = Ground::make().await?;
    let done = async { Ok::<_, Fault>((Machine::of(&ground).await?, all(plan, &ground).await?)) }.await;
    ground.clear().await;
    let (machine, figures) = done?;
    let measured = Measured { text: report::table(&machine, &figures), json: report::json(&machine, &figures) };
    let out = &plan.out;
    let write = || {
        std::fs::create_dir_all(out)?;
        std::fs::write(out.join("bench.json"), measured.json.to_string())?;
        std::fs::write(out.join("bench.svg"), chart::draw(&figures))
    };
    write().map_err(|error| Fault::Environment(format!("{} cannot be written: {error}", out.display())))?;
    tracing::info!(folder = %out.display(), "report and chart are written");
    Ok(measured)
}

async fn all(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let mut figures = Vec::new();
    for work in WORKS.iter().filter(|work| plan.names.is_empty() || plan.names.iter().any(|name| name == *work)) {
        tracing::info!(work, "measuring");
        let measured = match *work {
            "limits" => limits::measure(plan, ground).await?,
            "append" => append::new_ones(plan, ground).await?,
            "existing" => append::existing(plan, ground).await?,
            "http" => http::rating(plan, ground).await?,
            "scan" => http::scan(plan, ground).await?,
            "replay" => read::replay(plan, ground).await?,
            "rebuild" => read::rebuild(plan, ground).await?,
            _ => sweep::sizes(plan, ground).await?,
        };
        for figure in &measured {
            tracing::info!("{}", figure.line());
        }
        figures.extend(measured);
    }
    Ok(figures)
}
