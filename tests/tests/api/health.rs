use serde_json::json;
use tests::app::TestApp;

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
