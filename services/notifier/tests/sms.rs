//! Text messages over real HTTP, and into a file.

use application::ports::{Address, CodeMessage, CodePurpose, Messenger, NotSent, Sent};
use chrono::DateTime;
use notifier::{Kavenegar, KavenegarSettings, Outgoing, SmsFile, SmsProvider};
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const KEY: &str = "hunter2";

/// Takes one call and answers it; gives the call away.
async fn provider(answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it listens"));
    let call = tokio::spawn(async move {
        let (mut caller, _) = listener.accept().await.expect("somebody calls");
        let mut heard = Vec::new();
        loop {
            let text = String::from_utf8_lossy(&heard).into_owned();
            let length = text.to_lowercase().split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.trim().parse::<usize>().ok());
            if let (Some(length), Some((_, body))) = (length, text.split_once("\r\n\r\n"))
                && body.len() >= length
            {
                break;
            }
            let mut chunk = [0; 4096];
            let read = caller.read(&mut chunk).await.expect("reads");
            assert!(read > 0, "hung up in the middle");
            heard.extend_from_slice(&chunk[..read]);
        }
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
        caller.write_all(format!("{head}{answer}").as_bytes()).await.expect("answers");
        String::from_utf8(heard).expect("a text")
    });
    (url, call)
}

fn kavenegar(url: &str) -> Kavenegar {
    account(url, None)
}

fn account(url: &str, template: Option<&str>) -> Kavenegar {
    let (api_key, base_url, sender) = (Some(KEY.to_owned()), Some(url.to_owned()), Some("10004346".to_owned()));
    let settings = KavenegarSettings { api_key, base_url, sender, template: template.map(str::to_owned) };
    Kavenegar::new(&settings).expect("good settings").expect("a key is set")
}

fn code() -> CodeMessage {
    CodeMessage {
        to: Address::Mobile("09120000001".to_owned()),
        purpose: CodePurpose::SignIn,
        code: "012345".to_owned(),
        minutes: 5,
        language: "en",
        at: DateTime::UNIX_EPOCH,
    }
}

#[tokio::test]
async fn a_code_goes_out_by_the_account_and_the_line_that_are_set() {
    let (url, call) = provider(r#"{"return":{"status":200,"message":"تایید شد"},"entries":[{"messageid":8792343,"status":1,"cost":120}]}"#).await;
    let outgoing = Outgoing::new(None, Some(Arc::new(kavenegar(&url))), None);
    outgoing.send_code(code()).await.expect("is taken");
    let call = call.await.expect("was called");
    assert!(call.starts_with(&format!("POST /v1/{KEY}/sms/send.json HTTP/1.1\r\n")), "{call}");
    for sent in ["receptor=09120000001", "012345", "sender=10004346"] {
        assert!(call.contains(sent), "{sent} is missing: {call}");
    }
}

#[tokio::test]
async fn a_code_goes_out_by_the_accounts_template_where_one_is_named_and_a_notice_never() {
    let taken = r#"{"return":{"status":200,"message":"تایید شد"},"entries":[{"messageid":8792344,"status":5,"cost":120}]}"#;
    let (url, call) = provider(taken).await;
    let outgoing = Outgoing::new(None, Some(Arc::new(account(&url, Some("parvaneh-code")))), None);
    outgoing.send_code(code()).await.expect("is taken");
    let call = call.await.expect("was called");
    assert!(call.starts_with(&format!("POST /v1/{KEY}/verify/lookup.json HTTP/1.1\r\n")), "{call}");
    let (_, body) = call.split_once("\r\n\r\n").expect("a body");
    assert_eq!(body, "receptor=09120000001&token=012345&template=parvaneh-code");

    let (url, call) = provider(taken).await;
    account(&url, Some("parvaneh-code")).send("09120000001", "salam", DateTime::UNIX_EPOCH).await.expect("is taken");
    assert!(call.await.expect("was called").contains("/sms/send.json "), "a notice has its own words");

    // A template that the account does not have is ours to mend.
    let (url, call) = provider(r#"{"return":{"status":424,"message":"الگوی مورد نظر پیدا نشد"}}"#).await;
    let refused = account(&url, Some("none")).send_code("09120000001", "012345", "", DateTime::UNIX_EPOCH).await;
    assert_eq!(refused, Err(NotSent::NotAllowed("424".to_owned())));
    call.await.expect("was called");
    let settings = KavenegarSettings { api_key: Some(KEY.to_owned()), template: Some("a b".to_owned()), ..KavenegarSettings::default() };
    assert!(Kavenegar::new(&settings).expect_err("no name").to_string().contains("PARVANEH_KAVENEGAR_TEMPLATE"));
}

#[tokio::test]
async fn the_providers_number_is_kept_and_its_refusals_are_told_apart() {
    let answers = [
        (r#"{"return":{"status":200},"entries":[{"messageid":7,"status":1}]}"#, Ok(Sent { reference: Some("7".to_owned()) })),
        (r#"{"return":{"status":411,"message":"دریافت کننده نامعتبر است"},"entries":null}"#, Err(NotSent::BadAddress)),
        (r#"{"return":{"status":418}}"#, Err(NotSent::NotAllowed("418".to_owned()))),
        (r#"{"return":{"status":409}}"#, Err(NotSent::Busy("409".to_owned()))),
        ("<html>nginx</html>", Err(NotSent::Busy("HTTP 200 without its answer".to_owned()))),
    ];
    for (answer, expected) in answers {
        let (url, call) = provider(answer).await;
        let sent = kavenegar(&url).send("09120000001", "salam", DateTime::UNIX_EPOCH).await;
        assert_eq!(sent, expected, "{answer}");
        call.await.expect("was called");
    }
}

#[tokio::test]
async fn neither_key_nor_number_stands_in_a_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it listens"));
    drop(listener);
    let provider = kavenegar(&url);
    let fault = provider.send("09120000001", "salam", DateTime::UNIX_EPOCH).await.expect_err("nobody listens");
    assert_eq!(fault, NotSent::Unreachable);
    for told in [format!("{fault} {fault:?}"), format!("{provider:?}")] {
        assert!(!told.contains(KEY) && !told.contains("0912"), "{told}");
    }
}

#[tokio::test]
async fn without_an_account_messages_are_lines_of_a_closed_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sms.jsonl");
    let outgoing = Outgoing::new(None, Some(Arc::new(SmsFile::new(&path))), None);
    for _ in 0..2 {
        outgoing.send_code(code()).await.expect("is written");
    }
    let text = std::fs::read_to_string(&path).expect("is there");
    assert_eq!(text.lines().count(), 2);
    for line in text.lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        assert_eq!(message["to"], "09120000001");
        assert!(message["text"].as_str().is_some_and(|text| text.contains("012345")), "{line}");
    }
    assert_eq!(std::fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
}
