use super::owing;
use psp_simulator::{Call, Fault};
use reqwest::Method;
use tests::app::{Answer, ApiClient, Attempt, TestApp};

/// A hidden field of a page's form.
fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.text.split(&mark).nth(1).unwrap_or_else(|| panic!("no field {name}: {}", page.text));
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn send_form(browser: &ApiClient, path: &str, page: &Answer, gateway: &str) -> Answer {
    let form = [("csrf", hidden(page, "csrf")), ("key", hidden(page, "key")), ("gateway", gateway.to_owned())];
    browser.send(browser.request(Method::POST, path).form(&form)).await
}

/// On from a page that leads to the gateway.
async fn to_gateway(browser: &ApiClient, sent: &Answer) -> Attempt {
    assert_eq!(sent.status, 303, "{}", sent.text);
    let target = sent.header("location").to_owned();
    let page = browser.get(&target).await;
    let link = page.text.split("content=\"0; url=").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{}", page.text));
    assert!(page.text.contains(&format!("href=\"{link}\"")), "whoever has no refresh has a link");
    let payment_id = target.split('/').nth(3).unwrap_or_default().to_owned();
    Attempt { payment_id, pay_url: link.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_walks_from_the_invoice_to_the_bank_and_back_without_javascript() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let browser = app.signed_in(&payer.mobile).await;
    assert!(browser.get("/fa/invoices").await.text.contains(&format!("/fa/invoices/{invoice_id}")));
    let path = format!("/fa/invoices/{invoice_id}");
    let invoice = browser.get(&path).await;
    for shown in ["۶۲۰٬۰۰۰", "۶٬۲۰۰٬۰۰۰", "ششصد و بیست هزار", "زرین‌پال", "زیبال", "شناسه قبض"] {
        assert!(invoice.text.contains(shown), "{shown} is missing: {}", invoice.text);
    }

    let sent = send_form(&browser, &format!("{path}/payments"), &invoice, "zarinpal").await;
    let first = to_gateway(&browser, &sent).await;
    let way = app.press(&first, &[("action", "cancel")]).await;
    let back = browser.get(&way).await;
    let payment = browser.get(back.header("location")).await;
    assert!(payment.text.contains("از پرداخت انصراف دادید"), "{}", payment.text);

    // Once more, from that very page.
    let again = send_form(&browser, &format!("{path}/payments"), &payment, &hidden(&payment, "gateway")).await;
    let second = to_gateway(&browser, &again).await;
    assert_ne!(first.payment_id, second.payment_id);
    let way = app.press(&second, &[("action", "pay")]).await;
    let back = browser.get(&way).await;
    let receipt = browser.get(back.header("location")).await;
    assert!(receipt.text.contains("پرداخت انجام شد") && receipt.text.contains("۵۰۲۲۲۹******۵۹۹۵"), "{}", receipt.text);
    app.settle().await;
    let paid = browser.get(&path).await;
    assert!(paid.text.contains("پرداخت‌شده") && !paid.text.contains("name=\"gateway\""), "{}", paid.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_is_one_payment_and_a_forged_one_none() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let browser = app.signed_in(&payer.mobile).await;
    let path = format!("/fa/invoices/{invoice_id}");
    let invoice = browser.get(&path).await;
    let first = send_form(&browser, &format!("{path}/payments"), &invoice, "zibal").await;
    let second = send_form(&browser, &format!("{path}/payments"), &invoice, "zibal").await;
    assert_eq!(first.header("location"), second.header("location"));
    let forged = browser.send(browser.request(Method::POST, &format!("{path}/payments")).form(&[("csrf", "x"), ("key", "k"), ("gateway", "zibal")])).await;
    assert_eq!(forged.status, 403);
    let begun: i64 = sqlx::query_scalar("SELECT count(*) FROM events WHERE event_type = 'PaymentCreated'").fetch_one(app.ctx.pool()).await.expect("counts");
    assert_eq!(begun, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_doubt_says_so_and_asks_again() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let browser = app.signed_in(&payer.mobile).await;
    let attempt = app.begin(&payer, &invoice_id, "zarinpal").await;
    app.psp.desk().order(Call::Verify, Fault::DropReply, 1);
    app.pay(&attempt).await;
    let path = format!("/en/payments/{}", attempt.payment_id);
    let page = browser.get(&path).await;
    assert!(page.text.contains("<noscript><meta http-equiv=\"refresh\"") && page.text.contains("We are asking the gateway"), "{}", page.text);
    let invoice = browser.get(&format!("/en/invoices/{invoice_id}")).await;
    assert!(invoice.text.contains("Do not pay again") && !invoice.text.contains("name=\"key\""), "{}", invoice.text);

    let asked = browser.send(browser.request(Method::POST, &format!("{path}/inquiry")).form(&[("csrf", hidden(&page, "csrf"))])).await;
    assert_eq!((asked.status, asked.header("location")), (303, path.as_str()));
    assert!(browser.get(&path).await.text.contains("Receipt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_gateway_is_told_on_the_invoice_and_the_form_still_works() {
    let app = TestApp::start().await;
    let (payer, invoice_id) = owing(&app).await;
    let browser = app.signed_in(&payer.mobile).await;
    let path = format!("/en/invoices/{invoice_id}");
    let invoice = browser.get(&path).await;
    app.psp.desk().order(Call::Request, Fault::ServerError { committed: false }, 1);
    let refused = send_form(&browser, &format!("{path}/payments"), &invoice, "zarinpal").await;
    assert_eq!(refused.status, 503);
    assert!(refused.text.contains("The gateway did not answer") && refused.text.contains("name=\"key\""), "{}", refused.text);
    to_gateway(&browser, &send_form(&browser, &format!("{path}/payments"), &refused, "zarinpal").await).await;
}
