//! Every route of the API, tried as everybody: the declared access is what the service does.

use domain::identity::account::Role;
use portal::routes::{Access, Endpoint};
use serde_json::{Value, json};
use tests::app::{ApiClient, Taxi, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_whom_it_says_and_nobody_else() {
    let app = TestApp::start_with(|ctx| ctx.limits = false).await;
    let taxi = app.valid_taxi().await;
    let assignment = app.driver_of(&taxi.vehicle_id).await.to_string();
    let inspection = app.inspection_of(&taxi.vehicle_id).await.to_string();
    let affiliation = app.affiliation_of(&taxi.vehicle_id).await.to_string();
    app.settle().await;
    let application = app.applied(&taxi, true).await.application_id;
    let portrait = app.documents(application).await["portrait"].to_string();
    let complaint = app.complaint_about(&taxi).await;
    let poll = app.poll().await;
    let document = portal::api::document();
    let mut people: Vec<(Option<Role>, ApiClient)> = vec![(None, app.anyone())];
    for role in Role::ALL {
        people.push((Some(role), app.staff(role).await));
    }
    for endpoint in portal::api::v1::endpoints().iter().filter(|endpoint| endpoint.path != "/api/v1/sign-out") {
        let body = example(&document, endpoint);
        for (role, client) in &people {
            let path = filled(endpoint.path, &taxi, &assignment, &affiliation, &inspection, &application.to_string(), &complaint, &poll).replace("{document_id}", &portrait);
            let request = client.request(endpoint.method.as_str().parse().expect("a method"), &path);
            let answer = client.send(if endpoint.method.is_safe() { request } else { request.json(&body) }).await;
            let what = format!("{} {path} as {role:?}: {} {}", endpoint.method, answer.status, answer.text);
            assert_ne!(answer.status, 500, "{what}");
            match (endpoint.access, role) {
                (Access::Anyone, _) | (Access::SignedIn, Some(_)) => assert!(![401, 403].contains(&answer.status), "{what}"),
                (Access::SignedIn | Access::Roles(_), None) => assert_eq!(answer.status, 401, "{what}"),
                (Access::Roles(roles), Some(role)) if roles.contains(role) => assert!(![401, 403, 404].contains(&answer.status), "{what}"),
                // What is not for somebody's eyes may be said not to be there.
                (Access::Roles(_), Some(_)) => assert!([403, 404].contains(&answer.status), "{what}"),
            }
        }
    }
}

fn filled(path: &str, taxi: &Taxi, assignment: &str, affiliation: &str, inspection: &str, application: &str, complaint: &str, poll: &str) -> String {
    let id = match path.split('/').nth(3) {
        Some("vehicles") => &taxi.vehicle_id,
        Some("assignments") => assignment,
        Some("applications") => application,
        Some("affiliations") => affiliation,
        Some("inspections") => inspection,
        Some("complaints") => complaint,
        Some("polls") => poll,
        _ => &taxi.licence_id,
    };
    path.replace("{id}", id)
        .replace("{licence_id}", &taxi.licence_id)
        .replace("{code}", &taxi.code)
        .replace("{receipt}", "x")
        .replace("{tracking_code}", "0000000000000000")
        .replace("{position}", "1")
}

fn example(document: &Value, endpoint: &Endpoint) -> Value {
    let operation = &document["paths"][endpoint.path][endpoint.method.as_str().to_lowercase()];
    let schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
    schema.and_then(|name| document.pointer(name.trim_start_matches('#'))).map_or(json!({}), |schema| schema["example"].clone())
}
