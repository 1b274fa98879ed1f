use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use crate::serving::{Following, Shutdown, Watched, bind, options, pages};
use clap::Args;
use serde_json::json;

/// Serve pages and API, keep read models and reactors up to date, and do what is due, until SIGTERM
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh serve
  PARVANEH_PUBLIC_URL=https://taxi.example parvaneh serve --listen 127.0.0.1:8080
  parvaneh serve --metrics 127.0.0.1:9100")]
pub(super) struct Serve {
    /// Where to listen [env: PARVANEH_LISTEN] [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Where to give figures to Prometheus, a private address [env: PARVANEH_METRICS]
    #[arg(long, value_name = "ADDR")]
    metrics: Option<String>,
}

impl Serve {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings_listening(self.listen, self.metrics)?;
        let shutdown = Shutdown::listen()?;
        let listener = bind("--listen", settings.listen)?;
        let watched = Watched::bind(&settings)?;
        let mut running = Running::open(&settings).await?;
        running.database.keep_up();
        let following = Following::start(&running.ctx);
        let watched = watched.serve(&running.ctx, &shutdown);
        let text = format!("Parvaneh serves {} at http://{}", settings.city.name(), settings.listen);
        let json = json!({ "listen": settings.listen.to_string(), "public_url": settings.public_url });
        Answer::fine(text, json).print(call.format);
        let served = pages(options(&running.ctx, &settings, None), listener, shutdown.asked()).await;
        following.stop().await;
        watched.end();
        running.close_and_stop().await;
        served.map(|()| Answer::given())
    }
}
