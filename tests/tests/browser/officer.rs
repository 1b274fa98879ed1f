//! The officers' pages in a real browser, on a phone and on a desk, in both languages.

use domain::identity::account::Role;
use tests::app::TestApp;
use tests::browser::Phone;

#[tokio::test(flavor = "multi_thread")]
async fn worklist_case_and_vehicle_are_free_of_faults() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.driver(&taxi, true).await;
    let applicant = app.applied(&taxi, true).await;
    app.agreed(&taxi, true).await;
    let mobile = app.new_mobile();
    app.staff_with(Role::Officer, &mobile).await;
    let phone = Phone::start().await;
    phone.sign_in(&app, &mobile).await;
    let case = format!("/desk/applications/{}", applicant.application_id);
    for (width, height, screen) in [(360, 760, "phone"), (1280, 900, "desk")] {
        phone.resize(width, height).await;
        for language in ["fa", "en"] {
            for (name, path) in [("worklist", "/desk/applications"), ("case", &case), ("vehicle", &format!("/desk/vehicles/{}", taxi.vehicle_id))] {
                phone.open(&format!("{}/{language}{path}", app.address)).await;
                phone.look(&format!("officer-{name}-{language}-{screen}")).await;
            }
        }
    }

    // Every form open, and a refusal beside its field.
    phone.resize(360, 760).await;
    phone.open(&format!("{}/fa{case}", app.address)).await;
    phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
    phone.look("officer-case-open").await;
    phone.follow("form[action$='/information-requests'] button.btn").await;
    phone.look("officer-case-refused").await;
    assert!(phone.text().await.contains("دست‌کم یک مدرک یا پرسش را انتخاب کنید"));

    // The passenger sees the driver.
    phone.open(&format!("{}/fa/V/{}", app.address, taxi.code)).await;
    phone.look("scan-driver").await;
    phone.close().await;
}
