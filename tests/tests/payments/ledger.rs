//! The ledger follows from the log, and the database holds it to balance.

use super::owing;
use domain::payments::GatewayName;
use domain::payments::ledger::LedgerAccount;
use projections::ledger::query::{balance, faults};
use sqlx::{Connection as _, PgConnection};
use tests::app::TestApp;
use tests::parvaneh::Parvaneh;
use uuid::Uuid;

async fn stands(app: &TestApp, account: LedgerAccount) -> i64 {
    app.settle().await;
    balance(app.ctx.pool(), &account).await.expect("reads")
}

fn fee(code: &str) -> LedgerAccount {
    LedgerAccount::LicenceFee(code.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn fees_are_revenue_and_what_is_paid_twice_or_in_part_is_held() {
    let app = TestApp::start().await;
    let (payer, invoice) = owing(&app).await;
    let (first, second) = (app.begin(&payer, &invoice, "zarinpal").await, app.begin(&payer, &invoice, "zarinpal").await);
    app.pay(&first).await;
    assert_eq!(stands(&app, LedgerAccount::PspClearing(GatewayName::Zarinpal)).await, 6_200_000);
    assert_eq!(stands(&app, fee("renewal")).await, -4_850_000);
    // Both were paid before the first was known to be: the second is verified too, and held.
    app.pay(&second).await;
    let clearing = stands(&app, LedgerAccount::PspClearing(GatewayName::Zarinpal)).await;
    assert_eq!(stands(&app, LedgerAccount::Suspense).await, 6_200_000 - clearing, "what is there beyond the fees is nobody's");
    assert_eq!(stands(&app, fee("renewal")).await, -4_850_000);

    let (payer, invoice) = owing(&app).await;
    let attempt = app.begin(&payer, &invoice, "zibal").await;
    let before = stands(&app, LedgerAccount::Suspense).await;
    let way = app.press(&attempt, &[("action", "part"), ("amount", "620000")]).await;
    app.come_back(&way).await;
    assert_eq!(stands(&app, LedgerAccount::PspClearing(GatewayName::Zibal)).await, 620_000);
    assert_eq!(stands(&app, LedgerAccount::Suspense).await, before - 620_000);
    assert_eq!(faults(app.ctx.pool()).await.expect("reads"), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_a_journal_that_does_not_sum_to_nothing_after_a_rebuild_too() {
    let app = TestApp::start().await;
    let (payer, invoice) = owing(&app).await;
    app.pay(&app.begin(&payer, &invoice, "zarinpal").await).await;
    app.settle().await;
    let refused = async || {
        let mut tx = app.ctx.pool().begin().await.expect("begins");
        let (event, sql) = (Uuid::new_v4(), "INSERT INTO ledger_entries (event_id, line, account, position, amount) VALUES ($1, $2, 'suspense', 1, $3)");
        sqlx::query(sql).bind(event).bind(1).bind(5_i64).execute(&mut *tx).await.expect("one line alone may come first");
        sqlx::query(sql).bind(event).bind(2).bind(-4_i64).execute(&mut *tx).await.expect("and another");
        let error = tx.commit().await.expect_err("out of balance");
        assert!(error.to_string().contains("out of balance by 1 Rial"), "{error}");
        sqlx::query("UPDATE ledger_entries SET amount = amount + 1 WHERE line = 1").execute(app.ctx.pool()).await.expect_err("altered");
        sqlx::query("DELETE FROM ledger_entries WHERE line = 1").execute(app.ctx.pool()).await.expect_err("deleted");
    };
    refused().await;

    let schemas = [app.city.read_schema(), app.city.log_schema()];
    let options = app.city.options(&app.database.url, event_store::Access::Application, &schemas);
    let mut db = PgConnection::connect_with(&options.await.expect("options")).await.expect("connects");
    let lines = "SELECT count(*) FROM ledger_entries";
    let before: i64 = sqlx::query_scalar(lines).fetch_one(app.ctx.pool()).await.expect("counts");
    for _ in 0..2 {
        app.ctx.projections.rebuild(&mut db, Some("ledger")).await.expect("rebuilds");
    }
    let after: i64 = sqlx::query_scalar(lines).fetch_one(app.ctx.pool()).await.expect("counts");
    assert!(before == after && after > 0, "{before} lines, then {after}");
    refused().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_finds_a_ledger_out_of_balance() {
    let app = TestApp::start().await;
    let (payer, invoice) = owing(&app).await;
    app.pay(&app.begin(&payer, &invoice, "zarinpal").await).await;
    app.settle().await;
    let parvaneh = Parvaneh::beside(&app);
    let ledger = || {
        let (_, found) = parvaneh.json(&["doctor"]);
        let checks = found["checks"].as_array().cloned().unwrap_or_default();
        checks.into_iter().find(|check| check["name"] == "ledger balances").unwrap_or_else(|| panic!("{found}"))
    };
    assert_eq!(ledger()["ok"], true);
    // Whoever owns the server can pass the trigger by, and is found out.
    let mut db = PgConnection::connect(&app.database.url).await.expect("connects");
    sqlx::query("SET session_replication_role = replica").execute(&mut db).await.expect("a superuser");
    let altered = format!("UPDATE {}.ledger_entries SET amount = amount + 1 WHERE line = 1", app.city.read_schema());
    sqlx::query(&altered).execute(&mut db).await.expect("altered");
    let found = ledger();
    assert!(found["ok"] == false && found["detail"].to_string().contains("out of balance by 1 Rial"), "{found}");
}
