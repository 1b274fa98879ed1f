use portal::api::operations;
use reqwest::Method;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_everybodys_codes_to_people_and_programs() {
    let app = TestApp::start_demo().await;
    let mobile = app.new_mobile();
    app.staff_with(domain::identity::account::Role::Officer, &mobile).await;
    let visitor = app.anyone();
    assert!(visitor.get("/en/demo/mailbox").await.text.contains("No messages yet"));
    let ask = visitor.request(Method::POST, "/en/sign-in").form(&[("contact", mobile.as_str()), ("csrf", ""), ("next", "")]);
    assert_eq!(visitor.send(ask).await.status, 200);

    let page = visitor.get("/demo/mailbox").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert!(page.text.contains("lang=\"fa\"") && page.text.contains("صندوق پیام"), "{}", page.text);
    let asked = visitor.request(Method::GET, "/demo/mailbox").header("accept", "application/json");
    let messages = visitor.send(asked).await.expect(200);
    assert_eq!(messages["items"][0]["to"], mobile.as_str());
    let text = messages["items"][0]["text"].as_str().expect("a text");
    let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    let confirm = [("contact", mobile.as_str()), ("code", &code), ("csrf", ""), ("next", "")];
    let confirmed = visitor.send(visitor.request(Method::POST, "/en/sign-in/code").form(&confirm)).await;
    assert_eq!((confirmed.status, confirmed.header("location")), (303, "/en/desk?done=sign-in-done"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_loses_the_way_is_still_signed_in() {
    let app = TestApp::start().await;
    let mobile = app.new_mobile();
    let driver = app.signed_in(&mobile).await;
    let lost = driver.get("/fa/no-such-page").await;
    assert_eq!(lost.status, 404);
    assert!(lost.text.contains("action=\"/fa/sign-out\""), "{}", lost.text);
    assert!(app.anyone().get("/fa/no-such-page").await.text.contains("href=\"/fa/sign-in\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_the_demo_there_is_no_mailbox() {
    let app = TestApp::start().await;
    for path in ["/demo/mailbox", "/fa/demo/mailbox"] {
        assert_eq!(app.anyone().get(path).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_the_api_has_every_operation() {
    let app = TestApp::start().await;
    for (path, language) in [("/api/docs", "en"), ("/fa/api/docs", "fa"), ("/en/api/docs", "en")] {
        let page = app.anyone().get(path).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains(&format!("<html lang=\"{language}\"")), "{path}");
        for operation in operations() {
            assert!(page.text.contains(&format!("{} {}</code>", operation.method, operation.path)), "{} {}", operation.method, operation.path);
        }
    }
}
