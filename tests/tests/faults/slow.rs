//! A read model is slow.

use crate::city::{City, NAME, PATIENCE};
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::journal::Outcome;
use crate::oracle::Oracle;
use crate::poison::{append, ready};
use serde_json::json;
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::time::Duration;
use uuid::Uuid;

/// What is answered to a stranger who asks for the register as of a position.
async fn register_at(address: &str, position: i64) -> (u16, Option<String>) {
    let asked = reqwest::Client::new().get(format!("{address}/api/v1/register")).header("parvaneh-position", position.to_string());
    let answer = asked.send().await.expect("an answer");
    let again = answer.headers().get("retry-after").map(|value| value.to_str().expect("a number").to_owned());
    (answer.status().as_u16(), again)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_read_model_stops_no_writing_and_whoever_asks_for_what_it_lacks_is_told_to_come_again() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("slow"));
    let (server, metrics) = city.serve_with_figures().await;
    let working = crowd.work(&[&server.address]);
    crowd.after(30).await;
    crowd.rest(working).await;

    // Its checkpoint is held, as by a fold that takes very long.
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let mut slow = db.begin().await.expect("begins");
    let hold = format!("SELECT position FROM {NAME}_read.checkpoints WHERE model = 'timeline' FOR UPDATE");
    let stands: i64 = sqlx::query_scalar(&hold).fetch_one(&mut *slow).await.expect("is held");
    let head = || async {
        let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
        sqlx::query_scalar::<_, i64>(&format!("SELECT position FROM {NAME}.log_head")).fetch_one(&mut db).await.expect("reads")
    };
    let before = head().await;
    // A registration is two events: the car, and when it will have reached its threshold age.
    let after = before + 2 * 2;
    for _ in 0..2 {
        // Its answer shows a row that the read models owe; the command itself is done.
        let answered = crowd.client(0, &server.address).register().await;
        assert!(matches!(&answered, Outcome::Unknown(answer) if answer.starts_with("503 application/problem+json retry-after=1 ")), "{answered:?}");
    }
    assert_eq!(head().await, after, "what is written is not held up");
    assert_eq!(register_at(&server.address, after).await, (503, Some("1".to_owned())));
    assert_eq!(register_at(&server.address, stands).await.0, 200, "what it has seen it shows");

    let figures = reqwest::get(&metrics).await.expect("an answer").text().await.expect("text");
    let lag = |model: &str, events: i64| format!("parvaneh_projection_lag_events{{model=\"{model}\"}} {events}\n");
    assert!(figures.contains(&lag("timeline", after - stands)), "{figures}");
    assert!(figures.contains(&lag("register", 0)), "the others are not held up: {figures}");
    assert_eq!(reqwest::get(format!("{}/metrics", server.address)).await.expect("an answer").status(), 404, "not for the public");

    slow.rollback().await.expect("lets go");
    let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    assert_eq!(tally.unknown_done, 2, "{tally:?}");
    counts.add("a read model, held in a fold", tally);
    assert_eq!(register_at(&server.address, after).await.0, 200);

    // Its rows are refused: it stands still for all to see, and nobody waits for it.
    let stands = head().await;
    for table in ["deadlines", "inspections"] {
        let refuse = format!("ALTER TABLE {NAME}_read.{table} ADD CONSTRAINT nothing_more CHECK (false) NOT VALID");
        db.execute(refuse.as_str()).await.expect("the owner may");
    }
    for _ in 0..2 {
        let answered = crowd.client(0, &server.address).register().await;
        assert!(matches!(answered, Outcome::Ok(_)), "{answered:?}");
    }
    let (status, seen) = ready(&server).await;
    // The car itself sets no deadline; that it grows old does.
    let told = json!([{"model": "deadlines", "position": stands + 2}]);
    assert_eq!((status, &seen["status"], &seen["halted"]), (200, &json!("halted"), &told), "{seen}");
    let figures = reqwest::get(&metrics).await.expect("an answer").text().await.expect("text");
    assert!(figures.contains("parvaneh_projection_halted{model=\"deadlines\"} 1"), "{figures}");
    assert!(figures.contains(&lag("deadlines", head().await - stands - 1)), "{figures}");

    // Who decides by such a model waits for it, for all to see.
    let inspection = Uuid::new_v4();
    let scheduled = include_str!("../../../domain/schemas/golden/InspectionScheduled.v1.json").trim();
    append(&mut db, ("inspection", inspection, 1), "InspectionScheduled", "1", scheduled).await;
    let failed = include_str!("../../../domain/schemas/golden/InspectionFailed.v1.json").trim();
    append(&mut db, ("inspection", inspection, 2), "InspectionFailed", "1", failed).await;
    let waited = tokio::time::timeout(PATIENCE, async {
        while ready(&server).await.1["waiting"][0]["reactor"] != "worn_out_vehicles" {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.expect("it is named");
    let (status, doctor) = city.parvaneh.json(&["doctor"]);
    let told = |name: &str, word: &str| {
        let check = doctor["checks"].as_array().expect("a list").iter().find(|check| check["name"] == name).expect("is looked into");
        check["ok"] == false && check["detail"].as_str().is_some_and(|detail| detail.contains(word))
    };
    let named = [("read model deadlines", "nothing_more"), ("read model inspections", "nothing_more"), ("waiting follow-ups", "worn_out_vehicles")];
    assert!(status == 1 && named.iter().all(|(name, word)| told(name, word)), "{doctor}");

    // The cause is gone, and it goes on by itself.
    for table in ["deadlines", "inspections"] {
        db.execute(format!("ALTER TABLE {NAME}_read.{table} DROP CONSTRAINT nothing_more").as_str()).await.expect("the owner may");
    }
    let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    counts.add("the rows of read models, refused", tally);
    assert_eq!(ready(&server).await.1["status"], "ok");
    server.stop().await;
}
