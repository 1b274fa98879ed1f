//! From an officer's question to the licence: every notice, as the mail server took it.

use crate::give_email;
use application::CommandKey;
use application::applications::{DecisionInput, InformationInput, decide, request_information};
use domain::identity::account::Role;
use event_store::Recorded;
use event_store::history::{self, Filter, Order};
use i18n::Locale::Fa;
use projections::notices::{NoticeState, query};
use projections::register;
use tests::app::{TestApp, officer};
use tests::mail::{Mail, MailServer};

const EMAIL: &str = "driver@example.org";

async fn log(app: &TestApp) -> Vec<Recorded> {
    history::page(app.ctx.pool(), &Filter::default(), Order::OldestFirst, 1_000).await.expect("reads")
}

/// Both parts say it, and neither says whose it is.
#[track_caller]
fn says(mail: &Mail, said: &[&str], link: &str, unsaid: &[&str]) {
    assert_eq!((mail.to.as_slice(), mail.kind.as_str()), ([EMAIL.to_owned()].as_slice(), "multipart/alternative"));
    let kinds: Vec<&str> = mail.parts.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["text/plain", "text/html"], "the text comes first");
    for part in [mail.text(), mail.html()] {
        for said in said {
            assert!(part.contains(said), "{said} is missing: {part}");
        }
        assert!(part.contains(link), "{link} is missing: {part}");
        for unsaid in unsaid {
            assert!(!part.contains(unsaid), "{unsaid} is told: {part}");
        }
    }
    let html = mail.html();
    assert!(html.contains("<html lang=\"fa\" dir=\"rtl\">") && html.contains(&format!("href=\"{link}\"")), "{html}");
    assert_eq!(html.matches("<td ").count(), html.matches("<td dir=\"rtl\" align=\"").count(), "every cell says which way it runs: {html}");
    assert!(!html.contains("<style") && !html.contains("class="), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_from_question_to_licence_is_told_by_mail() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    let taxi = app.valid_taxi().await;
    let applicant = app.drafted(&taxi, true).await;
    give_email(&app, &applicant, EMAIL).await;
    app.messages.mail_goes_to(server.messenger());
    app.send_in(&applicant).await;
    assert_eq!(server.taken(), [], "who sends something knows that");

    let ask = InformationInput::parse(&[], &["portrait".to_owned()], "عکس تار است").expect("good input");
    request_information(&app.ctx, &officer(), applicant.application_id, ask, &CommandKey::fresh()).await.expect("is asked for");
    app.settle().await;
    let number = async || {
        let row = projections::applications::query::application(app.ctx.pool(), applicant.application_id).await.expect("reads");
        i18n::digits(Fa, &row.expect("is there").number)
    };
    let number = number().await;
    let url = &*app.ctx.public_url;
    let unsaid = ["مهدی", "رستمی", applicant.national_id.as_str(), applicant.mobile.as_str(), "عکس تار است"];
    let asked = server.only(&format!("درخواست {number} به پاسخ شما نیاز دارد"));
    says(&asked, &[&number, "۱۲ آذر ۱۴۰۵"], &format!("{url}/fa/applications/{}", applicant.application_id), &unsaid);

    app.hand_in(&applicant, "portrait", "").await;
    app.send_in(&applicant).await;
    app.agree_to(&applicant).await;
    let payer = app.payer_of(&applicant).await;
    let owed = payer.client.get(&format!("/api/v1/invoices/{}", applicant.invoice_id())).await.expect(200);
    let invoice = i18n::digits(Fa, owed["number"].as_str().expect("a number"));
    let due = server.only(&format!("فیش {invoice} آمادهٔ پرداخت است"));
    says(&due, &[&invoice, "۷۷۰٬۰۰۰"], &format!("{url}/fa/invoices/{}", applicant.invoice_id()), &unsaid);

    app.pay(&app.begin(&payer, &applicant.invoice_id(), "zarinpal").await).await;
    let licence_id = domain::kernel::event::derived_id(applicant.application_id, "licence");
    let licence = register::query::licence(app.ctx.pool(), licence_id).await.expect("reads").expect("is issued");
    let issued = server.only(&format!("پروانهٔ {} صادر شد", i18n::digits(Fa, &licence.number)));
    says(&issued, &[&i18n::digits(Fa, &licence.number), "۲ آذر ۱۴۰۷"], &format!("{url}/fa/licences/{licence_id}"), &unsaid);
    assert_eq!(server.taken().len(), 3, "the car's own licence was recorded by an officer, for whom no account is known");

    // Each follows from what it tells, was written before it was sent, and is proven in the log.
    let log = log(&app).await;
    for (event, mail) in [("InformationRequested", &asked), ("InvoiceIssued", &due), ("LicenceIssued", &issued)] {
        let cause = log.iter().rfind(|told| told.event_type == event).expect("it happened");
        let prepared = log.iter().find(|told| told.event_type == "NoticePrepared" && told.causation_id == cause.event_id).expect("is prepared");
        let delivered = log.iter().find(|told| told.event_type == "NoticeDelivered" && told.aggregate_id == prepared.aggregate_id);
        let delivered = delivered.expect("is delivered");
        assert_eq!((delivered.causation_id, delivered.correlation_id), (prepared.event_id, cause.correlation_id));
        assert_eq!(mail.message_id, format!("<{}@example.org>", prepared.aggregate_id));
        assert!(delivered.payload.contains(&mail.message_id) && !delivered.payload.contains(EMAIL), "{}", delivered.payload);
    }
    let rows = query::about(app.ctx.pool(), applicant.application_id).await.expect("reads");
    let states: Vec<_> = rows.iter().map(|row| (row.template.as_str(), row.state)).collect();
    assert_eq!(states, ["licence-issued", "payment-due", "information-requested"].map(|template| (template, NoticeState::Delivered)));

    // Officers see on licence and application when it went out.
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let officer = app.signed_in(&mobile).await;
    let shown = officer.get(&format!("/en/desk/licences/{licence_id}")).await.text;
    assert!(shown.contains("Notice delivered") && shown.contains("licence issued, e-mail"), "{shown}");
    let shown = applicant.browser.get(&format!("/en/licences/{licence_id}")).await.text;
    assert!(shown.contains("Notice delivered") && shown.contains("licence issued, e-mail"), "the mail's link leads here: {shown}");
    let shown = officer.get(&format!("/fa/desk/applications/{}", applicant.application_id)).await.text;
    for told in ["صدور پروانه، ایمیل", "پرداخت هزینه، ایمیل", "اصلاح درخواست، ایمیل"] {
        assert!(shown.contains(told), "{told} is missing: {shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_refused_is_told_why_and_who_has_no_address_gets_a_text_message() {
    let app = TestApp::start().await;
    let server = MailServer::start();
    app.messages.mail_goes_to(server.messenger());
    let taxi = app.valid_taxi().await;
    let applicant = app.applied(&taxi, false).await;
    let reasons = &app.ctx.policy_now().permit_kind("taxi_driver").and_then(|kind| kind.application.clone()).expect("applied for").refusal_reasons;
    let decision = DecisionInput::parse("refuse", &reasons[0].code, "توضیح").expect("good input");
    decide(&app.ctx, &officer(), applicant.application_id, decision, &CommandKey::fresh()).await.expect("is refused");
    app.settle().await;

    assert_eq!(server.taken(), []);
    let notices = app.messages.notices();
    let [notice] = notices.as_slice() else { panic!("one notice: {notices:?}") };
    assert_eq!((notice.to.text(), notice.template), (applicant.mobile.as_str(), "application-refused"));
    let facts: Vec<(&str, &str)> = notice.facts.iter().map(|fact| (fact.name, fact.value.as_str())).collect();
    assert!(facts.contains(&("reason", reasons[0].fa.as_str())), "{facts:?}");
}
