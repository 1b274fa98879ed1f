//! Points for fares: earned, waiting, active, spent on a fee or a gift, and gone.

use chrono::TimeDelta;
use domain::identity::account::{Account, AccountCommand, ChangeMobile, Evidence, Role};
use domain::kernel::Pii;
use domain::payments::ledger::LedgerAccount;
use domain::rewards::account::{AccruePoints, HandOverCode, Holder, RewardAccount, RewardAccountCommand};
use event_store::history::{self, Filter, Order};
use futures::future::join_all;
use projections::ledger::query::{balance, faults};
use serde_json::{Value, json};
use tests::app::{ApiClient, Payer, Taxi, TestApp};
use uuid::Uuid;

async fn points(app: &TestApp, client: &ApiClient) -> (u64, u64) {
    app.settle().await;
    let own = client.get("/api/v1/rewards/account").await.expect(200);
    (own["pending"].as_u64().expect("a count"), own["active"].as_u64().expect("a count"))
}

async fn ride(app: &TestApp, client: &ApiClient, taxi: &Taxi, fare: i64) {
    let (attempt, _) = app.begin_fare(client, taxi, fare, 0).await;
    app.pay(&attempt).await;
}

async fn days_later(app: &TestApp, days: i64) {
    use application::ports::Clock as _;
    app.clock.set(app.clock.now() + TimeDelta::days(days));
    app.settle().await;
}

/// So many active points, by the service's own commands.
async fn rich(app: &TestApp, payer: &Payer, points: u32) {
    let today = app.ctx.today();
    let command = RewardAccountCommand::Accrue(AccruePoints {
        holder: Holder::Account { account_id: payer.account_id },
        payment_id: Uuid::new_v4(),
        counterparty: None,
        points,
        rial_per_point: app.ctx.policy_now().rewards.rial_per_point,
        per_day: u32::MAX,
        per_pair_and_day: 1,
        day: today,
        active_on: today,
        expires_on: today + chrono::Days::new(365),
    });
    let id = domain::kernel::event::derived_id(payer.account_id, "rewards");
    let envelope = app.operator().envelope(&app.ctx, "AccruePoints", &application::CommandKey::fresh());
    app.ctx.store.execute::<RewardAccount>(id, command, envelope).await.expect("earns");
    app.settle().await;
}

async fn redeem(client: &ApiClient, key: &str, reward: &str) -> tests::app::Answer {
    client.post_once("/api/v1/rewards/redemptions", key, json!({"reward": reward})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn passenger_and_driver_earn_points_that_become_active_when_the_window_closes_and_expire() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.payer_of(&app.driver(&taxi, true).await.applicant).await;
    let payer = app.payer().await;
    assert_eq!(points(&app, &payer.client).await, (0, 0));
    // As where the read model has not come so far: whose points they are is decided by the log.
    sqlx::query("DELETE FROM persons").execute(app.ctx.pool()).await.expect("is written");
    ride(&app, &payer.client, &taxi, 180_000).await;
    assert_eq!(points(&app, &payer.client).await, (3, 0), "one for each full 50,000 Rial");
    assert_eq!(points(&app, &driver.client).await, (1, 0), "one for each full 100,000 Rial");
    days_later(&app, 2).await;
    assert_eq!(points(&app, &payer.client).await, (3, 0));
    days_later(&app, 1).await;
    assert_eq!(points(&app, &payer.client).await, (0, 3));
    assert_eq!(points(&app, &driver.client).await, (0, 1));
    days_later(&app, 366).await;
    assert_eq!(points(&app, &payer.client).await, (0, 0));
    let own = payer.client.get("/api/v1/rewards/account").await.expect(200);
    let kinds: Vec<&Value> = own["movements"].as_array().expect("a list").iter().map(|movement| &movement["kind"]).collect();
    assert_eq!(kinds, ["expired", "earned"]);
    assert_eq!(balance(app.ctx.pool(), &LedgerAccount::RewardLiability).await.expect("reads"), 0);
    assert_eq!(balance(app.ctx.pool(), &LedgerAccount::Breakage).await.expect("reads"), -2_000);
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing was refused on the way");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_earns_on_the_own_ride_nor_more_than_the_caps_allow() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.payer_of(&app.driver(&taxi, true).await.applicant).await;
    ride(&app, &driver.client, &taxi, 1_000_000).await;
    assert_eq!(points(&app, &driver.client).await, (0, 0), "who pays themselves earns nothing");

    let payer = app.payer().await;
    for expected in [(16, 8), (20, 16), (20, 16)] {
        ride(&app, &payer.client, &taxi, 800_000).await;
        let found = (points(&app, &payer.client).await.0, points(&app, &driver.client).await.0);
        assert_eq!(found, expected, "20 points a day, and twice a day with the same driver");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn points_wait_thirty_days_after_the_last_fare_for_whoever_left_a_mobile_number() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    let (early, late, again) = ("09351112233", "09354445566", "09357778899");
    for mobile in [early, early, late, again] {
        app.pay_fare_by_number(mobile, &taxi).await;
    }
    days_later(&app, 29).await;
    let signed_in = app.signed_in(early).await;
    assert_eq!(points(&app, &signed_in).await, (0, 6), "both fares waited in one place");
    app.pay_fare_by_number(early, &taxi).await;
    assert_eq!(points(&app, &signed_in).await, (3, 6), "from now on they are the account's at once");
    app.pay_fare_by_number(again, &taxi).await;
    days_later(&app, 2).await;
    let signed_in = app.signed_in(late).await;
    assert_eq!(points(&app, &signed_in).await, (0, 0), "nobody claimed them in time");
    days_later(&app, 14).await;
    let signed_in = app.signed_in(again).await;
    assert_eq!(points(&app, &signed_in).await, (0, 6), "the later fare let both wait longer");
    let sql = "SELECT count(*) FROM events e WHERE to_json(e)::text LIKE ANY (ARRAY['%' || $1 || '%', '%' || $2 || '%'])";
    let clear: i64 = sqlx::query_scalar(sql).bind(early).bind(late).fetch_one(app.ctx.pool()).await.expect("reads");
    assert_eq!(clear, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn points_that_wait_for_the_new_number_of_an_account_come_to_those_that_it_has() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    let payer = app.payer().await;
    let (id, other) = (payer.account_id, app.new_mobile());
    ride(&app, &payer.client, &taxi, 180_000).await;
    app.pay_fare_by_number(&other, &taxi).await;
    assert_eq!(points(&app, &payer.client).await, (3, 0));
    let change = AccountCommand::ChangeMobile(ChangeMobile {
        account_id: id,
        officer_id: Uuid::new_v4(),
        evidence: Evidence::NationalCard,
        former: Pii::clear(id, payer.mobile.as_str()),
        mobile: Pii::clear(id, other.as_str()),
    });
    let envelope = app.operator().envelope(&app.ctx, "ChangeMobile", &application::CommandKey::fresh());
    app.ctx.store.execute::<Account>(id, change, envelope).await.expect("is changed");
    app.settle().await;
    let signed_in = app.signed_in(&other).await;
    assert_eq!(points(&app, &signed_in).await, (6, 0));
    let own = signed_in.get("/api/v1/rewards/account").await.expect(200);
    assert_eq!(own["movements"][0]["kind"], "received");
    assert!(signed_in.get("/fa/rewards").await.text.contains("امتیازهایی که منتظر شماره شما بود"));
    days_later(&app, 3).await;
    let signed_in = app.signed_in(&other).await;
    assert_eq!(points(&app, &signed_in).await, (0, 6), "they become active as they would have");
    assert_eq!(balance(app.ctx.pool(), &LedgerAccount::RewardLiability).await.expect("reads"), -4_000, "with the driver's two, as before");
    assert_eq!(event_store::reactor::parked(app.ctx.pool()).await.expect("reads"), 0, "nothing was refused on the way");
}

#[tokio::test(flavor = "multi_thread")]
async fn points_that_come_due_on_a_day_on_which_others_did_become_active_too() {
    let app = TestApp::start().await;
    let payer = app.payer().await;
    rich(&app, &payer, 300).await;
    assert_eq!(points(&app, &payer.client).await, (0, 300));
    rich(&app, &payer, 200).await;
    assert_eq!(points(&app, &payer.client).await, (0, 500), "as after an outage of days, when fares are made up for");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_is_taken_off_a_fee_once() {
    let app = TestApp::start().await;
    let payer = app.payer().await;
    assert_eq!(redeem(&payer.client, "k", "voucher").await.json["type"], "/problems/reward-account-absent");
    rich(&app, &payer, 2_500).await;
    let none = payer.client.post("/api/v1/rewards/redemptions", json!({"reward": "voucher"})).await;
    assert_eq!((none.status, none.faults()), (400, vec![("/Idempotency-Key".into(), "key-needed".into())]));
    assert_eq!(redeem(&payer.client, "x", "car").await.faults(), vec![("/reward".to_owned(), "unknown-choice".to_owned())]);

    // Owed already, and nobody is paying it.
    let owed = app.invoice(&payer, &[("renewal", 5_000_000)]).await;
    let first = redeem(&payer.client, "k", "voucher").await.expect(201);
    assert_eq!(redeem(&payer.client, "k", "voucher").await.expect(201), first, "a repeat spends nothing");
    let shown = async |invoice: &str| {
        app.settle().await;
        payer.client.get(&format!("/api/v1/invoices/{invoice}")).await.expect(200)
    };
    assert_eq!((&shown(&owed).await["total"], &shown(&owed).await["discount"]), (&json!({"rial": 4_500_000}), &json!({"rial": 500_000})));
    assert_eq!(points(&app, &payer.client).await, (0, 1_500));

    // The next one finds the one that waits.
    redeem(&payer.client, "l", "voucher").await.expect(201);
    app.settle().await;
    assert_eq!(payer.client.get("/api/v1/rewards/account").await.json["vouchers"][0]["value"], json!({"rial": 500_000}));
    let next = app.invoice(&payer, &[("renewal", 500_000)]).await;
    assert_eq!((&shown(&next).await["total"], &shown(&next).await["status"]), (&json!({"rial": 0}), &json!("paid")), "nothing is left to pay");
    assert_eq!(redeem(&payer.client, "m", "voucher").await.json["type"], "/problems/too-few-points");

    app.pay(&app.begin(&payer, &owed, "zarinpal").await).await;
    assert_eq!(shown(&owed).await["status"], "paid");
    assert_eq!(balance(app.ctx.pool(), &LedgerAccount::LicenceFee("renewal".to_owned())).await.expect("reads"), -5_500_000);
    assert_eq!(balance(app.ctx.pool(), &LedgerAccount::RewardLiability).await.expect("reads"), -250_000, "500 points are left");
    assert_eq!(faults(app.ctx.pool()).await.expect("reads"), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_invoices_at_once_get_a_voucher_each_and_the_notices_say_what_is_left_to_pay() {
    let app = TestApp::start().await;
    let payer = app.payer().await;
    rich(&app, &payer, 2_000).await;
    for key in ["first", "second"] {
        redeem(&payer.client, key, "voucher").await.expect(201);
    }
    app.settle().await;
    let both = [app.issue_invoice(&payer, &[("renewal", 5_000_000)]).await, app.issue_invoice(&payer, &[("renewal", 6_000_000)]).await];
    app.settle().await;
    let mut left = Vec::new();
    for invoice in &both {
        left.push(payer.client.get(&format!("/api/v1/invoices/{invoice}")).await.expect(200)["total"]["rial"].as_i64());
    }
    assert_eq!(left, [Some(4_500_000), Some(5_500_000)]);
    let notices = app.messages.notices();
    let mut asked: Vec<String> = notices
        .iter()
        .filter(|notice| notice.template == "payment-due")
        .map(|notice| notice.facts.iter().find(|fact| fact.name == "amount").expect("says how much").value.replace(['\u{2068}', '\u{2069}'], ""))
        .collect();
    asked.sort_unstable();
    assert_eq!(asked, ["۴۵۰٬۰۰۰ تومان", "۵۵۰٬۰۰۰ تومان"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_cannot_take_the_last_gift() {
    let app = TestApp::start_with(|ctx| {
        let mut text = include_str!("../../../services/application/policy/1405-01.toml").to_owned();
        text = text.replace("stock = 100", "stock = 2");
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join("policy.toml"), text).expect("is written");
        ctx.policy = std::sync::Arc::new(application::policy::PolicyBook::load(dir.path()).expect("is sound"));
    })
    .await;
    let mut people = Vec::new();
    for _ in 0..5 {
        let payer = app.payer().await;
        rich(&app, &payer, 2_000).await;
        people.push(payer);
    }
    let answers = join_all(people.iter().map(|payer| redeem(&payer.client, "k", "inspection-1405"))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 409, 409, 409], "{answers:?}");
    for (payer, answer) in people.iter().zip(&answers) {
        let left = if answer.status == 201 { 200 } else { 2_000 };
        assert_eq!(points(&app, &payer.client).await, (0, left));
        assert_eq!(redeem(&payer.client, "k", "inspection-1405").await.status, answer.status, "a repeat is answered alike");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_points_and_spends_them() {
    let app = TestApp::start().await;
    let payer = app.payer().await;
    rich(&app, &payer, 1_240).await;
    let browser = app.signed_in(&payer.mobile).await;
    let page = browser.get("/fa/rewards").await;
    for shown in ["۱٬۲۴۰", "۶۲٬۰۰۰", "۵۶۰"] {
        assert!(page.text.contains(shown), "{shown} is missing: {}", page.text);
    }
    let spent = browser.send_form(&page.text, "/fa/rewards/redemptions", &[]).await;
    assert_eq!((spent.status, spent.header("location")), (303, "/fa/rewards?done=rewards-redeemed"));
    app.settle().await;
    let page = browser.get("/fa/rewards").await;
    assert!(page.text.contains("۲۴۰") && page.text.contains("از فیش بعدی شما کم می‌شود"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_is_handed_over_once_to_whoever_says_its_code() {
    let app = TestApp::start().await;
    let (payer, officer, colleague) = (app.payer().await, app.new_mobile(), app.new_mobile());
    let redemption_id = app.spend_points(&payer, "inspection-1405").await;
    let code = HandOverCode::of(redemption_id).to_string();
    let spoken = i18n::digits(i18n::Locale::Fa, &code);
    let holder = app.signed_in(&payer.mobile).await;
    let shown = holder.get("/fa/rewards").await;
    assert!(shown.text.contains(&spoken), "{}", shown.text);

    // The desk shows what waits, and no code; a code finds its gift.
    const DESK: &str = "/fa/desk/gifts";
    app.staff_with(Role::Officer, &officer).await;
    let desk = app.signed_in(&officer).await;
    let waiting = desk.get(DESK).await;
    assert!(waiting.text.contains("معاینه فنی") && !waiting.text.contains(&redemption_id.to_string()), "{}", waiting.text);
    for (wrong, status, word) in [("۱۲۳", 422, "هشت رقم کد تحویل را وارد کنید"), ("00000000", 404, "هدیه‌ای با این کد نیست")] {
        let refused = desk.fill_in(DESK, DESK, &[("code", wrong)]).await;
        assert_eq!((refused.status, refused.text.contains(word)), (status, true), "{}", refused.text);
    }
    let found = desk.fill_in(DESK, DESK, &[("code", &spoken)]).await.text;
    let give = format!("{DESK}/{redemption_id}");
    app.staff_with(Role::Officer, &colleague).await;
    let other = app.signed_in(&colleague).await;
    let early = other.fill_in(DESK, DESK, &[("code", &code)]).await.text;
    let handed = desk.send_form(&found, &give, &[]).await;
    assert_eq!((handed.status, handed.header("location")), (303, "/fa/desk/gifts?done=gifts-handed-over-done"));
    assert_eq!(desk.send_form(&found, &give, &[]).await.status, 303, "a form that is sent twice is one deed");
    app.settle().await;

    // Nothing waits any more; whoever had the page open, or says the code again, is told when it was.
    assert!(!holder.get("/fa/rewards").await.text.contains(&spoken));
    assert!(desk.get(DESK).await.text.contains("هدیه‌ای در انتظار تحویل نیست"));
    let late = other.fill_in(DESK, DESK, &[("code", &code)]).await;
    assert!(late.text.contains("تحویل شد در") && !late.text.contains(&give), "{}", late.text);
    let again = other.send_form(&early, &give, &[]).await;
    assert_eq!((again.status, again.text.contains("پیش‌تر تحویل شده است")), (422, true), "{}", again.text);

    // The log says by whom; nobody but officers gets here.
    let filter = Filter { event_type: Some("GiftHandedOver".to_owned()), ..Filter::default() };
    let told = history::page(app.ctx.pool(), &filter, Order::OldestFirst, 9).await.expect("reads");
    assert_eq!(told.len(), 1);
    assert!(told[0].payload.contains(&told[0].actor_id) && told[0].metadata.contains("on_behalf_of"), "{told:?}");
    assert_eq!(holder.get(DESK).await.status, 403);
}
