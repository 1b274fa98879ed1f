//! What is due is done once, however many processes watch.

use application::CommandKey;
use chrono::NaiveDate;
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject};
use std::process::{Child, Command, Stdio};
use tests::app::TestApp;
use tests::parvaneh::Parvaneh;
use uuid::Uuid;

/// More than a scheduler does at a time.
const LICENCES: i64 = 150;

/// Licences whose last valid day is long past by any clock.
async fn forgotten_licences(app: &TestApp) {
    let today = NaiveDate::from_ymd_opt(2020, 3, 21).expect("a real day");
    for n in 0..LICENCES {
        let issue = IssueLicence {
            subject: LicenceSubject::Vehicle { vehicle_id: Uuid::new_v4() },
            number: format!("T-1399-{n:06}"),
            permit_kind: "taxi".to_owned(),
            starts_on: today,
            today,
            term_years: 2,
            backdating_days: 0,
            forward_days: 0,
            application_id: None,
            policy_version: "1403-01".to_owned(),
        };
        let envelope = app.operator().envelope(&app.ctx, "IssueLicence", &CommandKey::fresh());
        app.ctx.store.execute::<Licence>(Uuid::new_v4(), LicenceCommand::Issue(issue), envelope).await.expect("is issued");
    }
}

async fn count(app: &TestApp, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(app.ctx.pool()).await.expect("answers")
}

/// A worker that is stopped when the test ends, however it ends.
struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        // Where it has ended by itself, all is well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Worker {
    fn stop(mut self) -> bool {
        let asked = Command::new("kill").arg(self.0.id().to_string()).status().expect("kill is there");
        asked.success() && self.0.wait().expect("it ends").success()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_gives_figures_of_everything_that_it_keeps_up_to_date() {
    let app = TestApp::start().await;
    app.valid_taxi().await;
    let parvaneh = Parvaneh::beside(&app);
    let address = tests::demo::free_address();
    let started = parvaneh.command(&["worker", "--metrics", &address]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let worker = Worker(started);
    let mut wake = app.ctx.store.wake();
    let figures = loop {
        match reqwest::get(format!("http://{address}/metrics")).await {
            Ok(answer) => break answer.text().await.expect("text"),
            Err(_) => drop(wake.next(None).await),
        }
    };
    let head = app.ctx.store.head().await.expect("answers");
    assert!(figures.contains(&format!("\nparvaneh_log_position {head}\n")), "{figures}");
    for model in app.ctx.projections.models() {
        assert!(figures.contains(&format!("parvaneh_projection_lag_events{{model=\"{}\"}} 0", model.name())), "{}: {figures}", model.name());
    }
    for reactor in application::reactors::names() {
        assert!(figures.contains(&format!("parvaneh_reactor_lag_events{{reactor=\"{reactor}\"}} 0")), "{reactor}: {figures}");
        assert!(figures.contains(&format!("parvaneh_parked_events{{reactor=\"{reactor}\"}} 0")), "{reactor}: {figures}");
    }
    for figure in ["database_up 1\n", "append_batch_commands_bucket", "append_seconds_sum", "append_waiting_commands", "payment_unknown_seconds", "projection_lag_seconds", "reactor_lag_seconds"] {
        assert!(figures.contains(&format!("parvaneh_{figure}")), "{figure}: {figures}");
    }
    assert_eq!(reqwest::get(format!("http://{address}/")).await.expect("answers").status(), 404, "figures and nothing else");
    assert!(worker.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_find_every_licence_expired_once() {
    let app = TestApp::start().await;
    forgotten_licences(&app).await;
    let parvaneh = Parvaneh::beside(&app);
    let start = || Worker(parvaneh.command(&["worker"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts"));
    let workers = [start(), start()];
    let mut wake = app.ctx.store.wake();
    while count(&app, "SELECT count(*) FROM events WHERE event_type = 'LicenceExpired'").await < LICENCES {
        wake.next(None).await;
    }
    assert!(workers.into_iter().all(Worker::stop));

    app.settle().await;
    assert_eq!(count(&app, "SELECT count(*) FROM events WHERE event_type = 'LicenceExpired'").await, LICENCES);
    assert_eq!(count(&app, "SELECT count(DISTINCT aggregate_id) FROM events WHERE event_type = 'LicenceExpired'").await, LICENCES);
    assert_eq!(count(&app, "SELECT count(*) FROM reactor_parked WHERE reactor LIKE 'deadline:%'").await, 0);
}
