use super::progress::Meter;
use super::{Answer, Call};
use crate::city::Running;
use crate::demo::{Payer, Plan, Showcase, gateway_beside};
use crate::fault::Fault;
use crate::serving::{Following, Shutdown, bind, options, pages};
use application::Context;
use clap::{Args, ValueEnum};
use notifier::Mailbox;
use serde_json::json;
use std::fmt::Write as _;
use std::sync::Arc;

/// Serve a small seeded city, with a mailbox page for everyone's one-time codes and a payment gateway without money
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh demo
  parvaneh demo --listen 127.0.0.1:9000 --data /tmp/city

The city is seeded at the first start and kept. A seeding that was interrupted is completed by the
next start. A city that has staff of its own is served as it is.")]
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
        let mut settings = call.settings_listening(self.listen, None)?;
        let gateway = gateway_beside(&mut settings)?;
        let payer = gateway.as_ref().map(Payer::of);
        let shutdown = Shutdown::listen()?;
        // A taken port is told before anything is made.
        let listener = bind("--listen", settings.listen)?;
        let mailbox = Arc::new(Mailbox::default());
        let mut running = Running::open_with(&settings, Some(mailbox.clone())).await?;
        running.database.keep_up();
        running.ctx.limits = self.limits == Limits::On;
        let served = async {
            // A seeding that is stopped is completed by the next start.
            tokio::select! {
                seeded = seed(&running.ctx, payer.as_ref()) => seeded?,
                () = shutdown.clone().asked() => return Ok(()),
            }
            let following = Following::start(&running.ctx);
            let told = Showcase::of(&running.ctx).await;
            let served = match told {
                Ok(showcase) => {
                    tell(&running.ctx, settings.city.name(), &showcase).print(call.format);
                    pages(options(&running.ctx, &settings, Some(mailbox)), listener, shutdown.asked()).await
                }
                Err(failure) => Err(failure.into()),
            };
            following.stop().await;
            served
        };
        let served = served.await;
        running.close_and_stop().await;
        if let Some(gateway) = gateway {
            gateway.stop().await;
        }
        served.map(|()| Answer::given())
    }
}

/// Makes the city what the demo shows, where it is not yet.
async fn seed(ctx: &Context, payer: Option<&Payer>) -> Result<(), Fault> {
    let Some(plan) = Plan::of(ctx, payer).await? else {
        tracing::warn!("this city has staff of its own: nothing was seeded, and its one-time codes lie open in the demo's mailbox");
        return Ok(());
    };
    if plan.is_empty() {
        return Ok(());
    }
    let meter = Meter::new("events of a small city", Some(plan.len()));
    meter.now("two years of a small city are seeded");
    let seeded = plan.carry_out(ctx, &|done| meter.at(done)).await;
    meter.done();
    Ok(seeded?)
}

/// Where to look, who may sign in, what to scan.
fn tell(ctx: &Context, city: &str, showcase: &Showcase) -> Answer {
    let url = &ctx.public_url;
    let (sign_in, mailbox) = (format!("{url}/fa/sign-in"), format!("{url}/demo/mailbox"));
    let mut text = format!("Parvaneh shows the city of {city} at {url}\n");
    // Writing to a text cannot fail.
    let _ = writeln!(text, "\nSign in at {sign_in} with a mobile number of these; its one-time code comes to\n{mailbox}");
    for member in &showcase.staff {
        let _ = writeln!(text, "  {}  {:9}  {}", member.mobile, member.role, member.name);
    }
    if !showcase.visitors.is_empty() {
        let _ = writeln!(text, "\nOr as somebody else");
        for member in &showcase.visitors {
            let _ = writeln!(text, "  {}  {:14}  {}", member.mobile, member.role, member.name);
        }
    }
    let _ = writeln!(text, "\nScan a code in a car, or open its address");
    for shown in &showcase.codes {
        let _ = writeln!(text, "  {:9}  {}  {}", shown.state, shown.url, shown.plate);
    }
    let _ = write!(text, "\nThe register: {url}/fa/register    The API: {url}/api/docs    To stop: Ctrl+C");
    let json = json!({
        "city": city, "url": &**url, "sign_in": sign_in, "mailbox": mailbox, "register": format!("{url}/fa/register"),
        "staff": showcase.staff, "visitors": showcase.visitors, "codes": showcase.codes,
    });
    Answer::fine(text, json)
}
