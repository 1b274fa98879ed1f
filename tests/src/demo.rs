//! The demo as a process, as a visitor finds it.

use crate::app::ApiClient;
use crate::parvaneh::Parvaneh;
use reqwest::Method;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};

/// A demo that serves.
pub struct Demo {
    process: Child,
    /// What it said at its start.
    pub told: Value,
    /// Somebody without an account.
    pub client: ApiClient,
    /// Where it listens, without a slash at its end.
    pub address: String,
}

impl Demo {
    /// Starts it and waits until it says where to look.
    ///
    /// # Panics
    /// Where it does not come up.
    pub fn start(parvaneh: &Parvaneh) -> Self {
        Self::start_logging(parvaneh, Stdio::null())
    }

    /// The same, with everything that it logs in a file.
    ///
    /// # Panics
    /// Where it does not come up.
    pub fn start_logging_to(parvaneh: &Parvaneh, log: &Path) -> Self {
        Self::start_logging(parvaneh, File::create(log).expect("a file for its log").into())
    }

    fn start_logging(parvaneh: &Parvaneh, log: Stdio) -> Self {
        let free = free_address();
        let call = ["demo", "--listen", &free, "--format", "json"];
        let mut command = parvaneh.command(&call);
        let mut process = command.env("PARVANEH_LOG", "debug").stdout(Stdio::piped()).stderr(log).spawn().expect("starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut line).expect("says something");
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let address = format!("http://{free}");
        Self { process, told, client: ApiClient::new(&address), address }
    }

    /// As `kill -9`.
    ///
    /// # Panics
    /// Where it has ended by itself.
    pub fn kill(mut self) {
        self.process.kill().expect("is killed");
        self.process.wait().expect("ends");
    }

    /// A code that it shows, by the state of its car's licence.
    ///
    /// # Panics
    /// Where it shows none.
    pub fn code(&self, state: &str) -> &str {
        let codes = self.told["codes"].as_array().expect("a list");
        codes.iter().find(|code| code["state"] == state).and_then(|code| code["code"].as_str()).unwrap_or_else(|| panic!("no {state} code: {}", self.told))
    }

    /// The number of one of its staff.
    ///
    /// # Panics
    /// Where nobody has this role.
    pub fn staff(&self, role: &str) -> &str {
        let staff = self.told["staff"].as_array().expect("a list");
        staff.iter().find(|member| member["role"] == role).and_then(|member| member["mobile"].as_str()).unwrap_or_else(|| panic!("no {role}: {}", self.told))
    }

    /// The number of somebody who is no member of staff, by the part that they play.
    ///
    /// # Panics
    /// Where nobody plays it.
    pub fn visitor(&self, part: &str) -> &str {
        let visitors = self.told["visitors"].as_array().expect("a list");
        visitors.iter().find(|member| member["role"] == part).and_then(|member| member["mobile"].as_str()).unwrap_or_else(|| panic!("no {part}: {}", self.told))
    }

    /// The one-time code that went to somebody who has just asked for it.
    ///
    /// # Panics
    /// Where none did.
    pub async fn code_for(&self, mobile: &str) -> String {
        let newest = self.messages_to(mobile).await.into_iter().next().unwrap_or_else(|| panic!("nothing went to {mobile}"));
        newest.chars().filter(char::is_ascii_digit).take(6).collect()
    }

    /// What its mailbox holds for an address, the newest first.
    ///
    /// # Panics
    /// Where it cannot be read.
    pub async fn messages_to(&self, address: &str) -> Vec<String> {
        let messages = self.mailbox().await;
        let items = messages["items"].as_array().cloned().unwrap_or_default();
        items.iter().filter(|item| item["to"] == address).filter_map(|item| item["text"].as_str().map(str::to_owned)).collect()
    }

    async fn mailbox(&self) -> Value {
        let mailbox = self.client.request(Method::GET, "/demo/mailbox").header(ACCEPT, "application/json");
        self.client.send(mailbox).await.expect(200)
    }

    /// Signs in by the code that the mailbox shows.
    ///
    /// # Panics
    /// Where that fails.
    pub async fn sign_in(&self, mobile: &str) -> ApiClient {
        self.client.post("/api/v1/sign-in", json!({ "mobile": mobile })).await.expect(202);
        let code = self.code_for(mobile).await;
        let session = self.client.post("/api/v1/sign-in/confirm", json!({ "mobile": mobile, "code": code })).await.expect(200);
        self.client.clone().with_token(session["token"].as_str().expect("a token"))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have been killed and waited for already: then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address where nobody listens.
///
/// # Panics
/// Where no port is free.
pub fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port is free").to_string()
}
