use super::{Answer, Call};
use crate::city::Database;
use crate::fault::Fault;
use clap::Args;
use serde_json::json;

/// Print a URL that psql accepts; the private cluster is started and stays up
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  psql \"$(parvaneh database-url)\" -c 'SELECT count(*) FROM events'
  parvaneh database-url --format json

The private cluster is stopped when `parvaneh serve` or `parvaneh demo` ends.")]
pub(super) struct DatabaseUrl {}

impl DatabaseUrl {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let database = Database::open(&call.settings()?).await?;
        let city = database.city.clone();
        let url = with_search_path(&database.url, &city.log_schema());
        database.leave_running()?;
        let json = json!({ "url": url, "log_schema": city.log_schema(), "read_schema": city.read_schema() });
        Ok(Answer::fine(url, json))
    }
}

/// The URL with the search path among its options, after those that it had: the last one counts.
fn with_search_path(url: &str, schema: &str) -> String {
    let ours = format!("-c%20search_path%3D{schema}");
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut options = Vec::new();
    let mut others = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.strip_prefix("options=") {
            Some(theirs) => options.push(theirs),
            None => others.push(pair.to_owned()),
        }
    }
    options.push(&ours);
    others.push(format!("options={}", options.join("%20")));
    format!("{base}?{}", others.join("&"))
}

#[cfg(test)]
mod tests {
    use super::with_search_path;

    #[test]
    fn what_the_url_had_stays() {
        assert_eq!(with_search_path("postgres://h/d", "qazvin"), "postgres://h/d?options=-c%20search_path%3Dqazvin");
        assert_eq!(
            with_search_path("postgres://h/d?options=-c%20jit%3Doff&sslmode=disable", "qazvin"),
            "postgres://h/d?sslmode=disable&options=-c%20jit%3Doff%20-c%20search_path%3Dqazvin"
        );
    }
}
