use super::{Answer, Call};
use crate::city::Running;
use crate::demo::gateway_beside;
use crate::fault::Fault;
use crate::serving::{Following, Shutdown, pages};
use clap::{Args, ValueEnum};
use notifier::Mailbox;
use std::sync::Arc;

/// Serve a small seeded city, with a mailbox page for everyone's one-time codes and a payment gateway without money
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh demo
  parvaneh demo --listen 127.0.0.1:9000 --data /tmp/city")]
pub(super) struct Demo {
    /// Where to listen [env: PARVANEH_LISTEN] [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// `off` lifts rate limits and caps, for load tests
    #[arg(long, value_enum, default_value_t = Limits::On)]
    limits: Limits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Limits {
    On,
    Off,
}

impl Demo {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let mut settings = call.settings_listening(self.listen.as_deref())?;
        let gateway = gateway_beside(&mut settings)?;
        let shutdown = Shutdown::listen()?;
        let mailbox = Arc::new(Mailbox::default());
        let mut running = Running::open_with(&settings, Some(mailbox.clone())).await?;
        running.ctx.limits = self.limits == Limits::On;
        let following = Following::start(&running.ctx);
        let served = pages(&running.ctx, settings.listen, Some(mailbox), shutdown).await;
        following.stop().await;
        running.close_and_stop().await;
        if let Some(gateway) = gateway {
            gateway.stop().await;
        }
        served.map(|()| Answer::given())
    }
}
