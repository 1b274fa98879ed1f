use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use crate::serving::{Following, Shutdown, Watched};
use clap::Args;
use serde_json::json;

/// Keep read models and reactors up to date and do what is due, without pages and API, until SIGTERM
#[derive(Debug, Args)]
#[command(after_help = "Example:
  parvaneh worker --database-url postgres://taxi@db.example/taxi")]
pub(super) struct Worker {
    /// Where to give figures to Prometheus, a private address [env: PARVANEH_METRICS]
    #[arg(long, value_name = "ADDR")]
    metrics: Option<String>,
}

impl Worker {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings_listening(None, self.metrics)?;
        let shutdown = Shutdown::listen()?;
        let watched = Watched::bind(&settings)?;
        let mut running = Running::open(&settings).await?;
        running.database.keep_up();
        let following = Following::start(&running.ctx);
        let watched = watched.serve(&running.ctx, &shutdown);
        Answer::fine(format!("Parvaneh works for {}", settings.city.name()), json!({ "city": settings.city.name() })).print(call.format);
        shutdown.asked().await;
        following.stop().await;
        watched.end();
        running.close_and_stop().await;
        Ok(Answer::given())
    }
}
