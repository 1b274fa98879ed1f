//! Every route, tried as everybody, with ids that are somebody else's and ids that are nobody's.
//! The list of routes is the server's own: a new route is tried here without being named.

use domain::identity::account::Role;
use portal::routes::{Access, Endpoint, all};
use reqwest::Method;
use std::collections::BTreeMap;
use tests::app::{Answer, ApiClient, Taxi, TestApp};
use uuid::Uuid;

/// Who calls.
struct Person {
    name: String,
    role: Option<Role>,
    signed_in: bool,
    client: ApiClient,
}

/// Everybody who can call: the unknown, each kind of staff, and somebody without a role. Pages know
/// people by their session, the API by a token; both are the same account's.
async fn everybody(app: &TestApp, api: bool) -> Vec<Person> {
    let mut people = vec![Person { name: "anyone".to_owned(), role: None, signed_in: false, client: app.anyone() }];
    for role in Role::ALL {
        let mobile = app.new_mobile();
        app.staff_with(role, &mobile).await;
        let client = if api { app.token_of(&mobile).await } else { app.signed_in(&mobile).await };
        people.push(Person { name: role.code().to_owned(), role: Some(role), signed_in: true, client });
    }
    people
}

/// Things that exist, and are not the caller's own.
struct Things {
    account: String,
    taxi: Taxi,
    assignment: String,
    affiliation: String,
    inspection: String,
    application: String,
    document: String,
    invoice: String,
    payment: String,
    complaint: String,
    receipt: String,
    poll: String,
    shift: String,
    gift: String,
}

/// Ids in a path: of things that exist, or of nothing.
fn path_of(endpoint: &Endpoint, things: &Things, somewhere: bool) -> String {
    let Things { account, taxi, assignment, affiliation, inspection, application, document, invoice, payment, complaint, receipt, poll, shift, gift } = things;
    let id = |real: &str| if somewhere { real.to_owned() } else { Uuid::new_v4().to_string() };
    let values = BTreeMap::from([
        ("{lang}", "fa".to_owned()),
        ("counter/{id}", format!("counter/{}", id(account))),
        ("vehicles/{id}", format!("vehicles/{}", id(&taxi.vehicle_id))),
        ("licences/{id}", format!("licences/{}", id(&taxi.licence_id))),
        ("assignments/{id}", format!("assignments/{}", id(assignment))),
        ("applications/{id}", format!("applications/{}", id(application))),
        ("{assignment_id}", id(assignment)),
        ("inspections/{id}", format!("inspections/{}", id(inspection))),
        ("{inspection_id}", id(inspection)),
        ("places/{id}", format!("places/{}", id(affiliation))),
        ("affiliations/{id}", format!("affiliations/{}", id(affiliation))),
        ("{document_id}", id(document)),
        ("{permit_kind}", "taxi_driver".to_owned()),
        ("{question}", "education".to_owned()),
        ("{document}", "portrait".to_owned()),
        ("invoices/{id}", format!("invoices/{}", id(invoice))),
        ("shifts/{id}", format!("shifts/{}", id(shift))),
        ("polls/{id}", format!("polls/{}", id(poll))),
        ("gifts/{id}", format!("gifts/{}", id(gift))),
        ("complaints/{id}", format!("complaints/{}", id(complaint))),
        ("payments/{id}", format!("payments/{}", id(payment))),
        ("{receipt}", if somewhere { receipt.clone() } else { "x".to_owned() }),
        ("{licence_id}", id(&taxi.licence_id)),
        ("{vehicle_id}", id(&taxi.vehicle_id)),
        ("{code}", taxi.code.clone()),
        ("{position}", if somewhere { "1".to_owned() } else { "999999999".to_owned() }),
        ("{tracking_code}", taxi.code.clone()),
        ("{name}", "tokens.css".to_owned()),
    ]);
    let mut path = endpoint.path.to_owned();
    for (name, value) in values {
        path = path.replace(name, &value);
    }
    assert!(!path.contains('{'), "the matrix does not know what stands in {path}");
    path
}

async fn call(client: &ApiClient, endpoint: &Endpoint, path: &str) -> Answer {
    let request = client.request(endpoint.method.as_str().parse::<Method>().expect("a method"), path);
    let api = path.starts_with("/api/");
    // An empty body of the right kind: what is wrong with it must not be told to whom it is not for.
    client
        .send(match (endpoint.method.as_str() == "GET", api) {
            (true, _) => request,
            (false, true) => request.header("content-type", "application/json").body("{}"),
            (false, false) => request.header("content-type", "application/x-www-form-urlencoded").body(""),
        })
        .await
}

/// Whether the answer says "not you".
fn refused(answer: &Answer, path: &str, api: bool) -> bool {
    let to_sign_in = !path.contains("/sign-in") && answer.status == 303 && answer.header("location").contains("/sign-in");
    matches!(answer.status, 401 | 403) || (!api && to_sign_in)
}

#[tokio::test]
async fn every_route_answers_those_whom_it_is_for_and_nobody_else() {
    let app = TestApp::start_with(|ctx| ctx.limits = false).await;
    let taxi = app.valid_taxi().await;
    let assignment = app.driver_of(&taxi.vehicle_id).await.to_string();
    let application = app.applied(&taxi, true).await.application_id;
    let document = app.documents(application).await["portrait"].to_string();
    let payer = app.payer().await;
    let invoice = app.invoice(&payer, &[("issue", 1_000_000)]).await;
    let payment = app.begin(&payer, &invoice, "zarinpal").await.payment_id;
    let inspection = app.inspection_of(&taxi.vehicle_id).await.to_string();
    let affiliation = app.affiliation_of(&taxi.vehicle_id).await.to_string();
    let driven = app.valid_taxi().await;
    app.driver(&driven, true).await;
    let (_, link) = app.begin_fare(&app.anyone(), &driven, 180_000, 0).await;
    let receipt = link.rsplit('/').next().unwrap_or_default().to_owned();
    let complaint = app.complaint_about(&taxi).await;
    let shift = app.shift_in(&taxi.vehicle_id).await.to_string();
    let poll = app.poll().await;
    let gift = app.spend_points(&payer, "inspection-1405").await.to_string();
    let things = Things { account: payer.account_id.to_string(), taxi, assignment, affiliation, inspection, application: application.to_string(), document, invoice, payment, complaint, receipt, poll, shift, gift };
    let taxi = &things.taxi;
    let mut tried = 0;
    for api in [true, false] {
        let people = everybody(&app, api).await;
        for endpoint in all().iter().filter(|endpoint| endpoint.path.starts_with("/api/v1") == api) {
            // Signing out ends the very session that the next routes are tried with.
            if endpoint.path.ends_with("/sign-out") {
                continue;
            }
            for person in &people {
                for somewhere in [true, false] {
                    let path = path_of(endpoint, &things, somewhere);
                    let answer = call(&person.client, endpoint, &path).await;
                    tried += 1;
                    let seen = format!("{} {path} as {}: {} {}", endpoint.method, person.name, answer.status, answer.text.lines().next().unwrap_or_default());
                    assert_ne!(answer.status, 500, "{seen}");
                    let allowed = match endpoint.access {
                        Access::Anyone => true,
                        Access::SignedIn => person.signed_in,
                        Access::Roles(roles) => person.role.is_some_and(|role| roles.contains(&role)),
                    };
                    // A page's form without its session's csrf field is refused to those whom it is for, too.
                    let forged = !api && endpoint.method.as_str() != "GET" && person.signed_in;
                    if allowed && !forged {
                        assert!(!refused(&answer, &path, api), "should be let in: {seen}");
                    } else if !allowed {
                        assert!(refused(&answer, &path, api) || answer.status == 404, "should be kept out: {seen}");
                        let leaks = answer.text.contains(&taxi.plate) || answer.text.contains(&taxi.number);
                        assert!(!leaks, "tells of the taxi: {seen}");
                    }
                }
            }
        }
    }
    assert!(tried > 400, "{tried} calls");
}
