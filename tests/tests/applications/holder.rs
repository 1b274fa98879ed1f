//! A licence as its holder sees it, and nobody else.

use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{ApiClient, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_sees_the_own_permit_with_its_code_and_its_history() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    let (browser, address) = (&driver.applicant.browser, format!("/fa/licences/{}", driver.licence_id));
    let page = browser.get(&address).await.text.replace(['\u{2068}', '\u{2069}'], "");
    let number = format!("<bdi dir=\"ltr\">{}</bdi>", driver.number);
    for shown in ["مهدی رستمی", &number, "</svg>معتبر</span>", "2028-11-22", "۲ آذر ۱۴۰۷", "۷۳۰ روز مانده", "پروانه صادر شد", "data:image/jpeg;base64,"] {
        assert!(page.contains(shown), "{shown} is missing: {page}");
    }
    let grouped = taxi.code.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join(" ");
    assert!(page.contains(&grouped) && page.contains("class=\"qr\""), "{grouped}: {page}");

    let officer = app.staff(Role::Officer).await;
    let api = format!("/api/v1/licences/{}", driver.licence_id);
    let ground = json!({"ground": "court-order", "note": "نامه دادگاه"});
    officer.post(&format!("{api}/suspensions"), ground).await.expect(200);
    let page = browser.get(&address).await;
    for shown in ["</svg>معلق</span>", "علت تعلیق", "پروانه معلق شد"] {
        assert!(page.text.contains(shown), "{shown} is missing: {}", page.text);
    }
    assert!(!page.text.contains("نامه دادگاه") && !page.text.contains("/certificate"), "{}", page.text);

    // Programs are told the same: the holder is named to the holder, the note is for staff.
    let me = app.token_of(&driver.applicant.mobile).await;
    let mine = me.get(&api).await.expect(200);
    assert_eq!(mine["holder"], json!({"first_name": "مهدی", "last_name": "رستمی"}));
    assert_eq!((&mine["status"], &mine["note"], mine["vehicle"].get("vin")), (&json!("suspended"), &Value::Null, None), "{mine}");
    let staff = officer.get(&api).await.expect(200);
    assert_eq!((&staff["holder"], &staff["note"]), (&Value::Null, &json!("نامه دادگاه")));
    let before = me.get(&format!("{api}?as_of={}", mine["states"][1]["position"])).await.expect(200);
    assert_eq!((&before["status"], &before["note"], &before["holder"]["first_name"]), (&json!("valid"), &Value::Null, &json!("مهدی")));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_licence_is_not_there() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let (driver, other) = (app.driver(&taxi, false).await, app.driver(&taxi, false).await);
    let stranger = app.token_of(&other.applicant.mobile).await;
    for licence in [driver.licence_id.to_string(), taxi.licence_id.clone()] {
        for path in [format!("/fa/licences/{licence}"), format!("/en/licences/{licence}/certificate")] {
            assert_eq!(other.applicant.browser.get(&path).await.status, 404, "{path}");
            let unknown = app.anyone().get(&path).await;
            assert!(unknown.status == 303 && unknown.header("location").contains("/sign-in"), "{path}");
        }
        for path in ["", "/certificate", "/qr.svg", "?as_of=3"].map(|tail| format!("/api/v1/licences/{licence}{tail}")) {
            assert_eq!(stranger.get(&path).await.status, 404, "{path}");
            assert_eq!(app.anyone().get(&path).await.status, 401, "{path}");
        }
    }
    assert!(!other.applicant.browser.get("/fa/my").await.text.contains(&driver.licence_id.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_drives_the_car_no_longer_is_not_told_its_code() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, false).await;
    let me = app.token_of(&driver.applicant.mobile).await;
    let officer = app.staff(Role::Officer).await;
    assert!(told(&me, &driver.licence_id.to_string(), &taxi.code).await);
    let vehicle = officer.get(&format!("/api/v1/vehicles/{}", taxi.vehicle_id)).await.expect(200);
    let assignment = vehicle["drivers"][0]["assignment_id"].as_str().expect("is assigned").to_owned();
    officer.post(&format!("/api/v1/assignments/{assignment}/end"), json!({})).await.expect(200);
    assert!(!told(&me, &driver.licence_id.to_string(), &taxi.code).await);
    let page = driver.applicant.browser.get(&format!("/fa/licences/{}", driver.licence_id)).await;
    assert!(page.status == 200 && !page.text.contains("class=\"qr\""), "{}", page.text);
}

/// Whether the car's code is told with a licence, in all of its shapes or in none.
async fn told(client: &ApiClient, licence: &str, code: &str) -> bool {
    let seen = client.get(&format!("/api/v1/licences/{licence}")).await.expect(200);
    let sticker = client.get(&format!("/api/v1/licences/{licence}/qr.svg")).await;
    let certificate = client.get(&format!("/api/v1/licences/{licence}/certificate")).await;
    let told = seen["code"]["code"] == code;
    assert_eq!((sticker.status, certificate.status), (if told { 200 } else { 404 }, 200));
    assert_eq!((seen["code"].is_object(), certificate.text.contains(code)), (told, told), "{seen} {}", certificate.text);
    told
}
