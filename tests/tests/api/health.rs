use event_store::EventStore;
use serde_json::json;
use std::thread;
use tests::app::TestApp;
use tokio::runtime::Builder;

#[tokio::test(flavor = "multi_thread")]
async fn a_service_at_work_lives_is_ready_and_describes_itself() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    assert_eq!(anyone.get("/livez").await.expect(200), json!({"status": "ok"}));
    let ready = anyone.get("/readyz").await.expect(200);
    assert_eq!(ready["status"], json!("ok"));
    let document = anyone.get("/api/v1/openapi.json").await.expect(200);
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.")));
    assert!(document["paths"]["/api/v1/vehicles"]["post"].is_object());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_it_lives_and_is_not_ready() {
    let app = TestApp::start().await;
    app.ctx.pool().close().await;
    assert_eq!(app.anyone().get("/livez").await.status, 200);
    let ready = app.anyone().get("/readyz").await;
    assert_eq!((ready.status, &ready.json["status"]), (503, &json!("no-database")));
    assert_eq!(app.anyone().get("/api/v1/register").await.status, 503);
}

/// The same log, whose tasks went with the runtime that they were on.
fn without_its_tasks(store: &EventStore) -> EventStore {
    let (pool, keys) = (store.pool().clone(), store.keys().clone());
    let opened = thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(EventStore::open(pool, keys)).expect("opens")
    });
    opened.join().expect("no panic")
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_writer_is_gone_lives_and_is_not_ready() {
    let app = TestApp::start_with(|ctx| ctx.store = without_its_tasks(&ctx.store)).await;
    assert_eq!(app.anyone().get("/livez").await.status, 200);
    let ready = app.anyone().get("/readyz").await;
    assert_eq!((ready.status, &ready.json["status"]), (503, &json!("log-closed")));
}
