use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::staff::{IssuedToken, issue_token};
use chrono::TimeDelta;
use clap::{Args, Subcommand};
use serde_json::json;

/// Bearer tokens for the API
#[derive(Debug, Args)]
#[command(after_help = CREATE_EXAMPLES)]
pub(super) struct Token {
    #[command(subcommand)]
    command: TokenCommand,
}

const CREATE_EXAMPLES: &str = "Example:
  curl -H \"Authorization: Bearer $(parvaneh token create --mobile 09121000004 --ttl 8h)\" \\
       http://127.0.0.1:8080/api/v1/events";

#[derive(Debug, Subcommand)]
enum TokenCommand {
    Create(Create),
}

/// Make a token for the account with a mobile number; it is shown this once
#[derive(Debug, Args)]
#[command(after_help = CREATE_EXAMPLES)]
struct Create {
    /// The account's mobile number
    #[arg(long)]
    mobile: String,
    /// How long it is good: a number and s, m, h or d; at most 90d
    #[arg(long, value_name = "TIME", value_parser = time_span, default_value = "8h")]
    ttl: TimeDelta,
}

impl Token {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let TokenCommand::Create(Create { mobile, ttl }) = self.command;
        let running = Running::open(&call.settings()?).await?;
        let done = async {
            let issued = issue_token(&running.ctx, &Call::operator(), &mobile, ttl).await?;
            running.ctx.settle_after().await;
            Ok::<IssuedToken, Fault>(issued)
        };
        let issued = done.await;
        running.close().await;
        let IssuedToken { secret, expires_at } = issued?;
        let expires_at = expires_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let json = json!({ "token": secret, "expires_at": expires_at });
        Ok(Answer::fine(secret, json))
    }
}

fn time_span(text: &str) -> Result<TimeDelta, String> {
    let bad = || format!("{text:?} is no span of time: use a number and s, m, h or d, such as 8h");
    let unit = text.chars().last().ok_or_else(bad)?;
    let number: i64 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| bad())?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(bad()),
    };
    let span = number.checked_mul(seconds).filter(|span| *span > 0).ok_or_else(bad)?;
    if span > 90 * 86_400 {
        return Err("a token lives 90 days at most".to_owned());
    }
    TimeDelta::try_seconds(span).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::time_span;

    #[test]
    fn spans_are_read_and_nonsense_is_not() {
        assert_eq!(time_span("8h").unwrap().num_minutes(), 480);
        assert_eq!(time_span("90d").unwrap().num_days(), 90);
        for bad in ["", "h", "8", "-1h", "0s", "91d", "8 h", "99999999999999999d", "۸h"] {
            assert!(time_span(bad).is_err(), "{bad}");
        }
    }
}
