//! An agency's fleet and a driver's places on a phone.

use application::CommandKey;
use application::agencies::{Answer, OfferInput, answer, offer};
use domain::identity::account::{Account, AccountCommand, Role};
use domain::kernel::calendar::SolarDate;
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject};
use tests::app::TestApp;
use tests::browser::Phone;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn fleet_and_places_are_free_of_faults() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let (driver, other) = (app.driver(&taxi, true).await, app.driver(&taxi, false).await);
    let manager = app.payer().await;
    let grant = AccountCommand::GrantRole { role: Role::AgencyManager };
    let operator = |command| app.operator().envelope(&app.ctx, command, &CommandKey::fresh());
    app.ctx.store.execute::<Account>(manager.account_id, grant, operator("GrantRole")).await.expect("is granted");
    let (agency_id, licence_id) = app.agency_of(manager.account_id).await;
    let today = app.ctx.today();
    let issue = IssueLicence {
        subject: LicenceSubject::Agency { agency_id, person_id: Uuid::new_v4() },
        number: format!("G-{}-000001", SolarDate::of(today).year),
        permit_kind: "agency".to_owned(),
        starts_on: today,
        today,
        term_years: 2,
        backdating_days: 0,
        forward_days: 0,
        application_id: None,
        policy_version: "1405-01".to_owned(),
    };
    app.ctx.store.execute::<Licence>(licence_id, LicenceCommand::Issue(issue), operator("IssueLicence")).await.expect("is issued");
    app.settle().await;
    let acting = application::Actor::Account { id: manager.account_id, roles: vec![Role::AgencyManager], session_id: Uuid::new_v4() };
    for (permit, plate) in [(driver.number.as_str(), ""), (other.number.as_str(), ""), ("", taxi.plate.as_str())] {
        let input = OfferInput::parse(&app.ctx, permit, plate).await.expect("good input");
        let offered = offer(&app.ctx, &acting, input, &CommandKey::fresh()).await.expect("is offered");
        if permit == other.number {
            answer(&app.ctx, &other.applicant.actor, offered.affiliation_id, Answer::Accept, &CommandKey::fresh()).await.expect("joins");
        }
    }
    app.settle().await;

    let phone = Phone::start().await;
    phone.resize(360, 760).await;
    phone.sign_in(&app, &manager.mobile).await;
    assert!(phone.url().await.contains("/fa/agency"));
    phone.look("agency-fleet").await;
    phone.open(&format!("{}/en/agency", app.address)).await;
    phone.look("agency-fleet-en").await;
    phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
    phone.fill("[name=permit_number]", "D-1405-999999").await;
    phone.follow("details form:has([name=permit_number]) button").await;
    phone.look("agency-fleet-refused").await;
    phone.open(&format!("{}/fa/account", app.address)).await;
    phone.follow(".out button").await;
    phone.sign_in(&app, &driver.applicant.mobile).await;
    phone.look("agency-wanted-on-desk").await;
    phone.open(&format!("{}/fa/places", app.address)).await;
    phone.look("agency-places").await;
    phone.follow("button[value=accept]").await;
    phone.look("agency-joined").await;
    phone.close().await;
}
