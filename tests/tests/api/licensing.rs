use domain::identity::account::Role;
use serde_json::json;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_vehicle_its_licence_and_its_code_follow_from_one_another() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let mut vehicle = app.vehicle();
    vehicle["plate"] = json!("۱۲ ت ۳۴۵ ایران ۷۹");
    let made = officer.post_once("/api/v1/vehicles", "one", vehicle.clone()).await;
    let (place, position) = (made.header("location").to_owned(), made.position());
    let seen = made.clone().expect(201);
    assert_eq!((&seen["plate"], &seen["year"], &seen["permit_kind"]), (&json!("12ت345-79"), &json!(2022), &json!("taxi")));
    assert_eq!(place, format!("/api/v1/vehicles/{}", seen["vehicle_id"].as_str().expect("an id")));

    let again = officer.post_once("/api/v1/vehicles", "one", vehicle.clone()).await;
    assert_eq!((again.status, again.text.clone(), again.position()), (201, made.text, position), "the same key, the same answer");
    vehicle["colour"] = json!("سبز");
    assert_eq!(officer.post_once("/api/v1/vehicles", "one", vehicle.clone()).await.status, 422, "the same key, another body");
    let twin = officer.post_once("/api/v1/vehicles", "two", vehicle).await;
    assert_eq!((twin.status, twin.faults()[0].1.as_str()), (409, "taken-vehicle-plate"));

    let made = officer.post(&format!("{place}/licences"), json!({"starts_on": "2026-11-23"})).await;
    assert!(made.position() > position);
    let home = made.header("location").to_owned();
    let licence = made.expect(201);
    assert_eq!(licence["number"], json!("T-1405-000001"));
    assert_eq!((&licence["expires_on"], &licence["expires_on_jalali"]), (&json!("2028-11-22"), &json!("1407-09-02")));
    assert_eq!(home, format!("/api/v1/licences/{}", licence["licence_id"].as_str().expect("an id")));

    // Asked for at once, before anybody settled anything: the code comes by itself.
    let sticker = officer.get(&format!("{home}/qr.svg")).await;
    assert_eq!((sticker.status, sticker.header("content-type")), (200, "image/svg+xml"));
    assert!(sticker.text.contains("<svg") && sticker.text.contains("۱۲") && sticker.text.contains("T-1405-000001"));
    let record = officer.get(&place).await.expect(200);
    assert_eq!(record["licences"][0]["status"], json!("valid"));
    let old = record["code"]["code"].as_str().expect("a code").to_owned();
    let (ratings, stars) = (format!("/api/v1/scan/{old}/ratings"), json!({"stars": 5}));
    let rated = app.anyone().post_once(&ratings, "a ride", stars.clone()).await;
    let new = officer.post(&format!("{place}/fleet-code"), json!({"reason": "lost"})).await.expect(200);
    let asked_again = app.anyone().post_once(&ratings, "a ride", stars.clone()).await;
    assert_eq!((rated.status, asked_again.status, asked_again.position()), (201, 201, rated.position()), "what is done stays done");
    assert_eq!(app.anyone().post_once(&ratings, "another", stars).await.status, 409, "a code that was replaced stands for nobody");
    assert_eq!(new["generation"], json!(2));
    let void = app.anyone().get(&format!("/api/v1/scan/{old}")).await.expect(200);
    assert_eq!((&void["valid"], &void["verdict"]), (&json!(false), &json!("void_code")));
    assert_eq!(app.anyone().get(&format!("/api/v1/scan/{}", new["code"].as_str().expect("a code"))).await.expect(200)["valid"], json!(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_shows_on_the_scan_at_once_and_so_does_its_end() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let taxi = app.taxi_by(&officer).await;
    let licence = format!("/api/v1/licences/{}", taxi.licence_id);
    let scan = format!("/api/v1/scan/{}", taxi.code.to_lowercase());
    let seen = app.anyone().get(&scan).await.expect(200);
    assert_eq!((&seen["valid"], &seen["vehicle"]["plate"], &seen["licence"]["number"]), (&json!(true), &json!(taxi.plate), &json!(taxi.number)));
    assert_eq!(seen["vehicle"].get("vin"), None, "the VIN is not for everyone");

    let body = json!({"ground": "overcharging", "note": "کرایه دو برابر"});
    let suspended = officer.post(&format!("{licence}/suspensions"), body).await.expect(200);
    assert_eq!((&suspended["status"], &suspended["ground"]), (&json!("suspended"), &json!("overcharging")));
    let seen = app.anyone().get(&scan).await.expect(200);
    assert_eq!((&seen["valid"], &seen["verdict"]), (&json!(false), &json!("suspended")));
    let twice = officer.post(&format!("{licence}/suspensions"), json!({"ground": "overcharging"})).await;
    assert_eq!((twice.status, &twice.json["type"]), (409, &json!("/problems/licence-already-suspended")));

    officer.post(&format!("{licence}/suspensions/lift"), json!({"reason": "penalty-served"})).await.expect(200);
    assert_eq!(app.anyone().get(&scan).await.expect(200)["valid"], json!(true));
    officer.post(&format!("{licence}/revocation"), json!({"ground": "forged-papers"})).await.expect(200);
    assert_eq!(app.anyone().get(&scan).await.expect(200)["verdict"], json!("revoked"));
    let after = officer.post(&format!("{licence}/suspensions"), json!({"ground": "overcharging"})).await;
    assert_eq!((after.status, &after.json["type"]), (409, &json!("/problems/licence-ended")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_is_seen_as_it_stood() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let taxi = app.taxi_by(&officer).await;
    let licence = format!("/api/v1/licences/{}", taxi.licence_id);
    let suspended = officer.post(&format!("{licence}/suspensions"), json!({"ground": "off-route", "note": "خط عوض شد"})).await.position();
    app.clock.set(tests::app::noon() + chrono::TimeDelta::days(3));
    officer.post(&format!("{licence}/suspensions/lift"), json!({"reason": "fault-remedied"})).await.expect(200);

    let now = officer.get(&licence).await.expect(200);
    assert_eq!((&now["status"], now["states"].as_array().map(Vec::len)), (&json!("valid"), Some(3)));
    for as_of in [suspended.to_string(), "2026-11-24".to_owned(), "2026-11-24T00:00:00Z".to_owned()] {
        let then = officer.get(&format!("{licence}?as_of={as_of}")).await.expect(200);
        assert_eq!((&then["status"], &then["ground"], &then["note"]), (&json!("suspended"), &json!("off-route"), &json!("خط عوض شد")), "{as_of}");
        assert_eq!(then["states"].as_array().map(Vec::len), Some(2));
    }
    let before = officer.get(&format!("{licence}?as_of={}", suspended - 1)).await.expect(200);
    assert_eq!((&before["status"], &before["note"]), (&json!("valid"), &json!(null)));
    for (as_of, code) in [("999999", "beyond-the-log"), ("yesterday", "not-a-moment"), ("2030-01-01", "in-the-future")] {
        let refused = officer.get(&format!("{licence}?as_of={as_of}")).await;
        assert_eq!((refused.status, refused.faults()), (422, vec![("/as_of".into(), code.into())]), "{as_of}");
    }
    assert_eq!(officer.get(&format!("{licence}?as_of=1")).await.status, 404, "it was not there yet");
    for role in [Role::Finance, Role::Admin] {
        assert_eq!(app.staff(role).await.get(&licence).await.status, 404, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_just_shown_is_not_shown_again_once_the_licence_is_worth_less() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    let taxi = app.taxi_by(&officer).await;
    let page = format!("/fa/V/{}", taxi.code);
    let passenger = app.anyone();
    let valid = "این تاکسی پروانه معتبر دارد";
    for _ in 0..2 {
        let shown = passenger.get(&page).await;
        assert!(shown.status == 200 && shown.text.contains(valid), "{}", shown.text);
    }
    let licence = format!("/api/v1/licences/{}", taxi.licence_id);
    officer.post(&format!("{licence}/suspensions"), json!({"ground": "overcharging"})).await.expect(200);
    assert!(!passenger.get(&page).await.text.contains(valid), "suspended");
    officer.post(&format!("{licence}/suspensions/lift"), json!({"reason": "fault-remedied"})).await.expect(200);
    assert!(passenger.get(&page).await.text.contains(valid), "lifted");

    // No event tells that a licence expired: the civil day turns, and that is all.
    let other = app.taxi_by(&officer).await;
    let page = format!("/fa/V/{}", other.code);
    assert!(passenger.get(&page).await.text.contains(valid));
    app.clock.set(app.ctx.clock.now() + chrono::TimeDelta::days(365 * 2 + 1));
    assert!(!passenger.get(&page).await.text.contains(valid), "expired");
}
