//! What a server prints holds no secret, also where something goes wrong.

use serde_json::json;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;
use tests::app::{ApiClient, TestApp};
use tests::parvaneh::Parvaneh;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const KEY: &str = "hunter2hunter2hunter2";

/// A provider that refuses every message, and quotes the call in its refusal, the key with it.
async fn refusing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it listens"));
    tokio::spawn(async move {
        loop {
            let (mut caller, _) = listener.accept().await.expect("somebody calls");
            let mut heard = vec![0; 8_192];
            let read = caller.read(&mut heard).await.expect("reads");
            let call = String::from_utf8_lossy(&heard[..read]).lines().next().unwrap_or_default().to_owned();
            assert!(call.contains(KEY), "it is called with the key: {call}");
            let body = format!("<html>Cannot {call}</html>");
            let head = format!("HTTP/1.1 500 Internal Server Error\r\nlocation: {call}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            caller.write_all(format!("{head}{body}").as_bytes()).await.expect("answers");
        }
    });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sms_providers_key_is_in_nothing_that_a_server_prints() {
    let app = TestApp::start().await;
    let parvaneh = Parvaneh::beside(&app);
    let provider = refusing().await;
    for (level, template) in [("info", ""), ("debug", "parvaneh-code")] {
        let address = tests::demo::free_address();
        let mut call = parvaneh.command(&["serve", "--listen", &address]);
        call.env("PARVANEH_LOG", level)
            .env("PARVANEH_KAVENEGAR_API_KEY", KEY)
            .env("PARVANEH_KAVENEGAR_BASE_URL", &provider)
            .env("PARVANEH_KAVENEGAR_TEMPLATE", template);
        let mut server = call.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let (mut output, log) = (server.stdout.take().expect("a pipe"), server.stderr.take().expect("a pipe"));
        let (told, mut not_sent) = mpsc::unbounded_channel();
        let reading = tokio::task::spawn_blocking(move || {
            let (mut log, mut printed, mut line) = (BufReader::new(log), Vec::new(), 0);
            while log.read_until(b'\n', &mut printed).expect("reads") > 0 {
                if String::from_utf8_lossy(&printed[line..]).contains("a one-time code was not sent") {
                    // Nobody listens any more once it was heard.
                    let _ = told.send(());
                }
                line = printed.len();
            }
            printed
        });

        let client = ApiClient::new(&format!("http://{address}"));
        let mut wake = app.ctx.store.wake();
        while reqwest::get(format!("http://{address}/livez")).await.is_err() {
            assert!(server.try_wait().expect("is asked").is_none(), "it ended");
            wake.next(None).await;
        }
        client.post("/api/v1/sign-in", json!({"mobile": app.new_mobile()})).await.expect(202);
        not_sent.recv().await.expect("it says that the code was not sent");
        server.kill().expect("is killed");
        server.wait().expect("ends");
        let mut printed = reading.await.expect("is read");
        output.read_to_end(&mut printed).expect("reads");
        let printed = String::from_utf8_lossy(&printed);
        assert!(printed.contains("HTTP 500"), "{level}: {printed}");
        assert!(!printed.contains(KEY), "{level}: {printed}");
    }
}
